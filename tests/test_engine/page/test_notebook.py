"""Executed notebooks and programs that readers download."""

from __future__ import annotations

import nbformat
import pytest

from snippets._engine.page import notebook
from snippets._engine.page.downloads import Supported
from snippets._engine.run.result import CellResult, Result
from snippets._engine.snippet.source import parse
from snippets._engine.snippet.translation import localized, script

TEXT = """\
# %% [markdown]
# # A coin

# %% first_cell
print("one")  # a reason

# %% boom
raise ValueError
"""
TRACE = """\
Traceback (most recent call last):
  File "s.py", line 8, in <module>
    load()
KeyError: 'inner: 1'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "s.py", line 8, in <module>
    raise ValueError
ValueError: too bad: 3
\tand more
"""
KNOWN = Supported(">=3.11", {}, {})
CHINESE = {"a reason": "原因", "# A coin": "# 硬币"}


@pytest.fixture
def snippet(tmp_path):
    return parse(tmp_path / "s.py", "t/s", TEXT)


@pytest.fixture
def result():
    picture = {"en": "<svg>en</svg>", "zh": "<svg>zh</svg>"}
    cells = {
        "first_cell": CellResult(output="one\ncareful\n", figures=[picture]),
        "boom": CellResult(error=TRACE),
    }
    return Result("t/s", "k", "", 0, 0, "cpu", {}, {}, {}, {}, cells)


def book(snippet, result, language="en"):
    text = notebook.executed(localized(snippet, language, CHINESE), result, language, KNOWN)
    made = nbformat.reads(text, as_version=4)
    nbformat.validate(made)
    return made


@pytest.mark.parametrize("language", ["en", "zh"])
def test_notebook_is_valid_and_has_every_cell(snippet, result, language):
    made = book(snippet, result, language)
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "code"]
    assert [cell.execution_count for cell in made.cells if cell.cell_type == "code"] == [1, 2]
    assert made.metadata.kernelspec.language == "python"


def test_notebook_is_the_same_each_time(snippet, result):
    assert notebook.executed(snippet, result, "en", KNOWN) == notebook.executed(snippet, result, "en", KNOWN)


def test_a_notebook_begins_with_what_it_needs_and_counts_its_own_cells_alone(tmp_path):
    snippet = parse(tmp_path / "s.py", "t/s", "# %% install\nimport numpy\n")
    result = Result("t/s", "k", "", 0, 0, "cpu", {}, {}, {}, {}, {"install": CellResult()})
    install, heading, cell = book(snippet, result).cells
    assert install.source.splitlines()[-1] == "%pip install -q numpy"
    assert (install.execution_count, heading.cell_type, cell.execution_count) == (None, "markdown", 1)
    assert install.id != cell.id


def test_comments_and_headings_are_in_the_language(snippet, result):
    made = book(snippet, result, "zh")
    assert made.cells[0].source == "# 硬币"
    assert made.cells[1].source == 'print("one")  # 原因'


@pytest.mark.parametrize("language", ["en", "zh"])
def test_outputs_are_streams_and_the_picture_of_the_language(snippet, result, language):
    outputs = book(snippet, result, language).cells[1].outputs
    assert [(each.output_type, each.get("name")) for each in outputs] == [
        ("stream", "stdout"),
        ("display_data", None),
    ]
    assert outputs[1].data["image/svg+xml"] == f"<svg>{language}</svg>"


def test_error_has_class_message_and_traceback(snippet, result):
    (error,) = book(snippet, result).cells[2].outputs
    assert (error.ename, error.evalue) == ("ValueError", "too bad: 3\n\tand more")
    assert error.traceback == TRACE.rstrip().splitlines()


def test_lines_of_an_error_end_where_they_end_in_the_terminal(snippet, result):
    trace = "Traceback (most recent call last):\n  File\nValueError: a\u2028b\n  c"
    result.cells["boom"] = CellResult(error=trace)
    (error,) = book(snippet, result).cells[2].outputs
    assert (error.evalue, error.traceback) == ("a\u2028b\n  c", trace.split("\n"))


def test_error_without_message(snippet, result):
    result.cells["boom"] = CellResult(error="Traceback (most recent call last):\n  File\nValueError\n")
    (error,) = book(snippet, result).cells[2].outputs
    assert (error.ename, error.evalue) == ("ValueError", "")


def test_notebook_without_a_run_has_no_outputs(snippet):
    made = book(snippet, None)
    assert [(cell.outputs, cell.execution_count) for cell in made.cells[1:]] == [([], None)] * 2


def test_snippet_without_markdown_gets_a_heading(tmp_path):
    snippet = parse(tmp_path / "coin.py", "t/coin", "# %% a\nx = 1\n")
    assert book(snippet, None).cells[0].source == "# coin"


def test_english_program_is_the_file_and_chinese_has_its_comments(snippet):
    assert script(snippet, "en", CHINESE) == TEXT
    assert script(snippet, "zh", CHINESE) == TEXT.replace("a reason", "原因").replace("# A coin", "# 硬币")
