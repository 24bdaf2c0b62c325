"""LaTeX to MathML, which browsers draw without JavaScript, and to plain text.

latex2mathml reads the LaTeX; an unknown command, which it would write into the text, is an error here.
"""

from __future__ import annotations

import html
import re
import unicodedata
import xml.etree.ElementTree as etree

from latex2mathml.converter import Converter

from .mathml import SPACED, STYLES, mend, styled

FACT = "{{…}}"  # how an error writes a fact inside a formula


class MathsError(ValueError):
    """A formula that cannot be drawn.

    Attributes:
        latex: The formula without its dollars, as it stands in the page.
        reason: What is wrong with it.
    """

    def __init__(self, latex: str, reason: str) -> None:
        super().__init__(f"formula ${latex.strip()}$: {reason}")
        self.latex, self.reason = latex, reason

    def line(self, text: str) -> int | None:
        """The line of a text in which the formula begins, counted from 1; None if it does not stand there."""
        words = r"\s+".join(map(re.escape, self.latex.split())).replace(re.escape(FACT), r"\{\{.*?\}\}")
        found = re.search(rf"\$\s*{words}\s*\$", text) or re.search(rf"\$\s*{words}", text)  # it may not be closed
        return text.count("\n", 0, found.start()) + 1 if found else None


# What latex2mathml lacks or draws wrongly, in terms of what it has.
_DIALECT = (
    (r"\\(begin|end)\{(aligned|align)\}", r"\\\1{align*}"),
    (r"\\mathrm\{", r"\\text{"),
    (r"\\arg\s*\\(min|max)(?![a-zA-Z])", r"\\arg\1"),
)


def to_mathml(latex: str, display: bool = False) -> str:
    """Turn LaTeX into a `<math>` element as text.

    Args:
        latex: the formula without its dollars.
        display: a formula on a line of its own, with limits above and below.

    Raises:
        MathsError: unbalanced braces, an unknown command, or LaTeX that cannot be read.
    """
    _check_braces(latex)
    source = latex.strip()
    for pattern, replacement in _DIALECT:
        source = re.sub(pattern, replacement, source)
    try:
        math = Converter(display="block" if display else "inline").convert_to_element(source)
    except Exception as error:  # the library has a dozen exceptions without a common parent
        reason = str(error) or re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__).lower()
        raise MathsError(latex, reason) from error
    for element in math.iter():
        if element.text:
            element.text = html.unescape(element.text)
        if element.tag in ("mi", "mo", "mn") and (element.text or "").startswith("\\"):
            raise MathsError(latex, f"{element.text} is not known here")
        if (element.tag in ("mi", "mo") and element.text == "&") or element.get("linebreak"):
            raise MathsError(latex, "& or \\\\ outside of cases, aligned, array or a matrix")
        if variant := element.get("mathvariant"):
            if variant in STYLES:
                del element.attrib["mathvariant"]
                element.text = "".join(styled(c, variant) for c in element.text or "")
            elif variant != "normal":
                raise MathsError(latex, f"the letters cannot be drawn in {variant}")
    mend(math)
    math.attrib.pop("xmlns", None)  # HTML needs none
    if math.get("display") == "inline":
        del math.attrib["display"]
    return etree.tostring(math, encoding="unicode")


_RAISED = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−=()in", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢₙ")
_ACCENTS = {"ˆ": "\u0302", "¯": "\u0304", "˜": "\u0303"}


def to_text(latex: str) -> str:
    """Turn LaTeX into plain text for places that hold no markup: `ŷ = wx + b`.

    Args:
        latex: the formula without its dollars: letters, operators, fractions, accents, small indices.

    Raises:
        MathsError: the formula cannot be read, or not be written in a line.
    """

    def text(element: etree.Element) -> str:
        parts = [text(child) for child in element]
        match element.tag:
            case "mo" if element.text in SPACED and element.get("form") != "prefix":
                return f" {element.text} "
            case "mi" | "mn" | "mo" | "mtext":
                return unicodedata.normalize("NFKC", element.text or "")
            case "math" | "mrow":
                return "".join(parts)
            case "mspace":
                return " "
            case "mfrac":
                return "/".join(parts)
            case "mover" if parts[1] in _ACCENTS:
                return unicodedata.normalize("NFC", parts[0] + _ACCENTS[parts[1]])
            case "msup" | "msub":
                small = parts[1].translate(_RAISED if element.tag == "msup" else _LOWERED)
                if not set(small) & set(parts[1]):
                    return parts[0] + small
        raise MathsError(latex, "it cannot be written as plain text")

    return " ".join(text(etree.fromstring(to_mathml(latex))).split())


def _check_braces(latex: str) -> None:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", re.sub(r"\\\\", "", latex)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth:
        raise MathsError(latex, "braces do not match")
