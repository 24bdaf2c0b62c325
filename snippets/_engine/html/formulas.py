r"""Formulas in Markdown: `$...$` in a line and `$$...$$` as a block become MathML.

What is one, `FORMULA` says; `\$` is always a dollar. In a table write `\lvert x \rvert`: a bare `|` ends the cell.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from ..page.markdown import FORMULA
from ..page.slots import SLOT
from .maths import FACT, MathsError, to_mathml

BLOCK = re.compile(r"(?:^|\n)[ ]{0,3}\$\$(.+?)\$\$[ ]*(?:\n|$)", re.DOTALL)
BLOCK_START = re.compile(r"(?:^|\n)[ ]{0,3}\$\$(.*)", re.DOTALL)


class FormulasExtension(Extension):
    """Python-Markdown extension; see the module.

    Args:
        broken: From the error of a formula that cannot be read to the HTML that stands in its place; without it
            the error is raised.
    """

    def __init__(self, broken: Callable[[MathsError], str] | None = None) -> None:
        super().__init__()
        self._broken = broken

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
        md.inlinePatterns.register(_Inline(md, self), "maths", 185)  # code 190, escape 180
        md.parser.blockprocessors.register(_Block(md.parser, self), "maths", 79)  # indented code 80

    def drawn(self, latex: str, display: bool) -> str:
        """The HTML of a formula, or what stands in its place."""
        if SLOT.search(latex):
            return self.instead(MathsError(SLOT.sub(FACT, latex), "a fact inside a formula"))
        try:
            formula = to_mathml(latex, display)
        except MathsError as error:
            return self.instead(error)
        return f'<div class="maths">{formula}</div>' if display else formula

    def instead(self, error: MathsError) -> str:
        """What stands in the place of a formula that cannot be read."""
        if self._broken is None:
            raise error
        return self._broken(error)


class _Inline(InlineProcessor):
    def __init__(self, md: Markdown, formulas: FormulasExtension) -> None:
        super().__init__(FORMULA, md)
        self._formulas = formulas

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        return self.md.htmlStash.store(self._formulas.drawn(m[1], display=False)), m.start(0), m.end(0)


class _Block(BlockProcessor):
    def __init__(self, parser: Any, formulas: FormulasExtension) -> None:
        super().__init__(parser)
        self._formulas = formulas

    def test(self, parent: etree.Element, block: str) -> bool:
        return bool(BLOCK_START.search(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        for count in range(1, len(blocks) + 1):
            text = "\n".join(blocks[:count])
            if found := BLOCK.search(text):
                formula = self._formulas.drawn(found[1], display=True)
                break
        else:
            count, text = 1, blocks[0]
            found = BLOCK_START.search(text)
            formula = self._formulas.instead(MathsError(found[1], "$$ is not closed"))
        del blocks[:count]
        if before := text[: found.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        etree.SubElement(parent, "p").text = self.parser.md.htmlStash.store(formula)
        if after := text[found.end() :].lstrip("\n"):
            blocks.insert(0, after)


def makeExtension(**settings: Any) -> FormulasExtension:
    return FormulasExtension(**settings)
