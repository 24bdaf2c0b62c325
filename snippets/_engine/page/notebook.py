"""What a reader takes away: a snippet and its executed notebook, in the reader's language."""

from __future__ import annotations

import nbformat
from nbformat import v4

from ..run.result import CellResult, Result
from ..snippet.source import Snippet
from .downloads import Supported, install_cell


def executed(snippet: Snippet, result: Result | None, language: str, known: Supported) -> str:
    """The notebook of a snippet with the outputs of its run, as JSON.

    Args:
        snippet: The snippet, its comments in the language already.
        result: Its run; without one the notebook has no outputs.
        language: "zh" or "en".
        known: What it may rely on where a reader runs it.
    """
    cells = []
    count = 0
    for index, cell in enumerate(snippet.cells):
        if cell.markdown:
            cells.append(v4.new_markdown_cell(cell.source, id=f"markdown-{index}"))
            continue
        count += 1
        outputs = _outputs(result.cells[cell.name], language) if result else []
        named = {"title": cell.name, "name": cell.name}
        made = v4.new_code_cell(cell.source, id=cell.name.replace("_", "-"), outputs=outputs, metadata=named)
        made.execution_count = count if result else None
        cells.append(made)
    if not any(cell.cell_type == "markdown" for cell in cells):
        cells.insert(0, v4.new_markdown_cell(f"# {snippet.title}", id="markdown-title"))
    if install := install_cell(snippet, language, known):
        cells.insert(0, install)
    book = v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": snippet.title,
        },
    )
    nbformat.validate(book)
    return nbformat.writes(book) + "\n"


def _outputs(cell: CellResult, language: str) -> list[nbformat.NotebookNode]:
    outputs = [v4.new_output("stream", name="stdout", text=cell.output)] if cell.output else []
    outputs += [v4.new_output("display_data", {"image/svg+xml": figure[language]}) for figure in cell.figures]
    if cell.error is not None:
        name, value = _said(cell.error)
        outputs.append(v4.new_output("error", ename=name, evalue=value, traceback=cell.error.rstrip().split("\n")))
    return outputs


def _said(trace: str) -> tuple[str, str]:
    """Class and message of the error at the end of a traceback; the message may have several lines."""
    last = trace.rstrip().rpartition("Traceback (most recent call last):\n")[2].split("\n")
    begin = next((index for index, line in enumerate(last) if not line.startswith(" ")), 0)
    name, _, value = "\n".join(last[begin:]).partition(": ")
    return name, value
