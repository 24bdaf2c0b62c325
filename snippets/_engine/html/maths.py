r"""LaTeX in Markdown to MathML, and the font that draws it: no JavaScript, no network.

`$...$` in a line and `$$...$$` as a block become MathML through latex2mathml. What that
library leaves undone for browsers (spacing of functions and signs, aligned equations, an
error for an unknown command instead of its name in the text) is mended on the element tree.

A dollar opens a formula only if no space follows it, and closes one only if no space precedes
it and no digit follows, so prices and shell prompts stay text; `\$` is always a dollar. In a
table write `\lvert x \rvert`: a bare `|` ends the cell.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import importlib.util
import io
import re
import unicodedata
import xml.etree.ElementTree as etree
from importlib.metadata import version
from pathlib import Path

from latex2mathml.converter import Converter
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from ..errors import ROOT
from ..files import write_atomically

XMLNS = "http://www.w3.org/1998/Math/MathML"
THIN = "0.1667em"
SIGNS = frozenset("+−±∓")
_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
BARS = frozenset("|‖")
CLOSING = frozenset(")]}⟩‖|!′⋯…")
SPACED = frozenset("·+−±=<>≤≥≈←→")
OPENING = frozenset("([{⟨")
LIMITS = frozenset(["argmax", "argmin", "gcd", "inf", "lim", "liminf", "limsup", "max", "min", "sup", "Pr"])
ORDINARY = frozenset("∂∇∞∀∃∅⊤⊥")  # symbols that latex2mathml marks as operators
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
UPRIGHT = frozenset("∇∞∀∃∅⊤⊥")
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


class MathsError(ValueError):
    """A formula that cannot be drawn; says which one and why."""

    def __init__(self, latex: str, reason: str):
        super().__init__(f"formula ${latex.strip()}$: {reason}")


# What latex2mathml lacks or draws wrongly, in terms of what it has.
_DIALECT = (
    (r"\\(begin|end)\{(aligned|align)\}", r"\\\1{align*}"),
    (r"\\mathrm\{", r"\\text{"),
    (r"\\arg\s*\\(min|max)(?![a-zA-Z])", r"\\arg\1"),
)

# First code points of A, a, Alpha, alpha in the mathematical alphabets of Unicode.
_STYLES = {
    "bold": (0x1D400, 0x1D41A, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0x1D6E2, 0x1D6FC),
    "bold-italic": (0x1D468, 0x1D482, 0x1D71C, 0x1D736),
}


def styled(char: str, style: str) -> str:
    """A letter in a mathematical alphabet: `x` in bold-italic is 𝒙; what has no such form stays."""
    if (char, style) in (("h", "italic"), ("∂", "italic")):
        return {"h": "ℎ", "∂": "𝜕"}[char]
    for first, last, start in zip("AaΑα", "ZzΩω", _STYLES[style], strict=True):
        if first <= char <= last:
            return chr(start + ord(char) - ord(first))
    return char


@functools.lru_cache(maxsize=4096)
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
            if variant in _STYLES:
                del element.attrib["mathvariant"]
                element.text = "".join(styled(c, variant) for c in element.text or "")
            elif variant != "normal":
                raise MathsError(latex, f"the letters cannot be drawn in {variant}")
    _mend(math)
    _unwrap(math)
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


def _mend(row: etree.Element) -> None:
    """Mend the children of an element, and theirs, in place."""
    for child in row:
        _mend(child)
    if row.tag == "mtable" and (row.get("columnspacing") or "").startswith("0em"):
        row.set("class", "aligned")
    if row.tag in ("mrow", "math", "mtd", "mstyle", "msqrt"):
        _join_numbers(row)
        _join_words(row)
    for child in row:
        if child.tag in _UNDER and "".join((child[0].text or "").split()) in LIMITS:
            child.tag = _UNDER[child.tag]
            child[0].tag = "mo"
            child[0].set("movablelimits", "true")
        if child.tag == "mi" and child.text in SIGNS:
            child.tag = "mo"
        if child.tag == "mo" and child.text in ORDINARY:
            child.tag = "mi"
            if child.text in UPRIGHT:
                child.set("mathvariant", "normal")
        if child.tag == "mover" and len(child) == 2 and child[1].text in ("^", "~"):
            child[1].text = {"^": "ˆ", "~": "˜"}[child[1].text]
            child[1].set("stretchy", "false")
    if row.tag in ("mrow", "math", "mtd", "mstyle", "msqrt"):
        _pair_bars(row)
        _mend_signs(row)
        _space_functions(row)


def _unwrap(row: etree.Element) -> None:
    """Takes out groups of one element and the group of all: every level is measured anew by browsers."""
    for at, child in enumerate(row):
        _unwrap(child)
        if child.tag == "mrow" and len(child) == 1 and not child.attrib:
            row[at] = child[0]
    if row.tag == "math" and len(row) == 1 and row[0].tag == "mrow" and not row[0].attrib:
        row[:] = row[0][:]


def _core(element: etree.Element) -> etree.Element:
    """The operator that scripts and limits are hung on: `max` of `max` with a subscript."""
    while (element.tag in SCRIPTS or (element.tag == "mrow" and len(element) == 1)) and len(element):
        element = element[0]
    return element


def _text(element: etree.Element | None) -> str:
    return "" if element is None else (_core(element).text or "")


def _join_numbers(row: etree.Element) -> None:
    """`1{,}000` is one number, not two and a comma."""
    children = list(row)
    for left, comma, right in zip(children, children[1:], children[2:], strict=False):
        inner = comma[0] if comma.tag == "mrow" and len(comma) == 1 else None
        if left.tag == right.tag == "mn" and inner is not None and inner.text == ",":
            right.text = f"{left.text},{right.text}"
            row.remove(left)
            row.remove(comma)


def _join_words(row: etree.Element) -> None:
    """Chinese typed without \\text is a word all the same."""
    previous = None
    for child in list(row):
        if child.tag in ("mi", "mo") and child.text and CJK.match(child.text):
            child.tag = "mtext"
            child.attrib.clear()
            if previous is not None:
                previous.text += child.text
                row.remove(child)
                continue
            previous = child
        else:
            previous = None


def _pair_bars(row: etree.Element) -> None:
    r"""`\lvert x \rvert`: the library forgets which bar opens and which one closes."""
    opens = True
    for core in map(_core, row):
        if core.tag == "mo" and core.text in BARS and "stretchy" not in core.attrib:
            core.attrib.update(form="prefix" if opens else "postfix", stretchy="false", lspace="0", rspace="0")
            opens = not opens


def _mend_signs(row: etree.Element) -> None:
    """A sign after an operator or an opening bracket belongs to the number that follows."""
    previous = None
    for child in row:
        core = _core(child)
        if core.tag == "mo" and core.text in SIGNS and previous is not None:
            before = _core(previous)
            closes = before.text in CLOSING and before.get("form") != "prefix"
            if before.tag == "mo" and not closes and not (before.text or "x")[-1].isalpha():
                core.attrib.update(form="prefix", lspace="0", rspace="0")
        if child.tag != "mspace":
            previous = child


def _space_functions(row: etree.Element) -> None:
    """Thin spaces round log, max, ... as in print: `2 log p`, but `log(p)`."""
    children = list(row)
    for i in range(len(children) - 1, -1, -1):
        core = _core(children[i])
        word = core.text or ""
        if core.tag not in ("mi", "mo") or len(word) < 2 or not "".join(word.split()).isalpha():
            continue
        if core.tag == "mo":
            core.attrib.update(lspace="0", rspace="0")
        after = children[i + 1] if i + 1 < len(children) else None
        if after is not None and after.tag not in ("mspace", "mo") and _text(after)[:1] not in OPENING:
            row.insert(list(row).index(children[i]) + 1, etree.Element("mspace", width=THIN))
        before = children[i - 1] if i else None
        if before is not None and before.tag != "mspace" and _core(before).tag != "mo":
            row.insert(list(row).index(children[i]), etree.Element("mspace", width=THIN))


# Markdown ---------------------------------------------------------------------------------

INLINE = r"(?<![\\$])\$(?![\s$])((?:\\.|[^$\\\x02])+?)(?<!\s)\$(?![\d$])"  # \x02: a code span
BLOCK = re.compile(r"(?:^|\n)[ ]{0,3}\$\$(.+?)\$\$[ ]*(?:\n|$)", re.DOTALL)
BLOCK_START = re.compile(r"(?:^|\n)[ ]{0,3}\$\$")


class _Inline(InlineProcessor):
    def handleMatch(self, m, data):
        return self.md.htmlStash.store(to_mathml(m.group(1))), m.start(0), m.end(0)


class _Block(BlockProcessor):
    def test(self, parent, block):
        return bool(BLOCK_START.search(block))

    def run(self, parent, blocks):
        text = blocks.pop(0)
        while not (match := BLOCK.search(text)):
            if not blocks:
                raise MathsError(text[BLOCK_START.search(text).start() :].strip(), "$$ is not closed")
            text += "\n" + blocks.pop(0)
        if before := text[: match.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        formula = f'<div class="maths">{to_mathml(match.group(1), display=True)}</div>'
        etree.SubElement(parent, "p").text = self.parser.md.htmlStash.store(formula)
        if after := text[match.end() :].lstrip("\n"):
            blocks.insert(0, after)


class MathsExtension(Extension):
    """Python-Markdown extension for `$...$` and `$$...$$`; see the module."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
        md.inlinePatterns.register(_Inline(INLINE, md), "maths", 185)  # code 190, escape 180
        md.parser.blockprocessors.register(_Block(md.parser), "maths", 79)  # indented code 80


def makeExtension(**kwargs) -> MathsExtension:
    return MathsExtension(**kwargs)


_INLINE_MATH = re.compile(
    r"([（(“‘《]*)"
    r"(<math\b(?![^>]*display=\"block\")[^>]*>(?:(?!</math>).)*</math>)"
    r"([，。、；：！？）”’》,.;:!?)]+)",
    re.DOTALL,
)


def keep_together(page: str) -> str:
    """Keeps a formula in a line together with the punctuation around it; browsers break lines there.

    Between two such groups Firefox needs to be told that it may break the line.
    """
    page = _INLINE_MATH.sub(r'<span class="together">\1\2\3</span>', page)
    return re.sub(r'(</math>[^<]*</span>)(?=<span class="together">|<math\b)', r"\1<wbr>", page)


# Font -------------------------------------------------------------------------------------

FONTS = ROOT / ".cache" / "fonts"

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TOKEN = re.compile(r"<(mi|mn|mo|mtext)\b([^>]*)>([^<]*)</")
_ALWAYS = frozenset(" √")  # what measures a line, what browsers draw roots with
_NAMES = (0, 1, 2, 4, 5, 6, 13, 14)  # copyright and licence stay with the font, and what a PDF calls it


def with_font(page: str, cache: Path = FONTS) -> str:
    """Puts the font for the formulas of an HTML page into its head; a page without formulas stays as it is.

    The page holds the font itself, which is small then and there before most formulas are laid out; Chromium
    would wait with the first paint for one that a script or a link asks for.

    Args:
        page: a whole HTML document.
        cache: folder that keeps subsets between builds; made if it is not there.
    """
    needed = characters(page)
    if not needed:
        return page
    versions = [version("ziamath"), version("fonttools")]
    key = hashlib.sha256("\n".join([*sorted(needed), *versions, str(_NAMES)]).encode()).hexdigest()[:16]
    kept = cache / f"{key}.woff2"
    if not kept.is_file():
        write_atomically(kept, font(needed))
    source = f"data:font/woff2;base64,{base64.b64encode(kept.read_bytes()).decode()}"
    style = f'<style>@font-face {{ font-family: "Course Maths"; src: url("{source}") format("woff2"); }}</style>'
    return page.replace("</head>", f"{style}</head>", 1)


def characters(page: str) -> frozenset[str]:
    """The characters that the formulas of an HTML page draw, slanted letters included; none without formulas."""
    found = set()
    for formula in _MATH.findall(page):
        for tag, attributes, text in _TOKEN.findall(formula):
            text = html.unescape(text)
            slanted = tag == "mi" and len(text) == 1 and "normal" not in attributes
            found.update(styled(text, "italic") if slanted else text)
    return frozenset(c for c in found | _ALWAYS if not CJK.match(c)) if found else frozenset()


def font(needed: frozenset[str]) -> bytes:
    """A WOFF2 subset of STIX Two Math (OFL 1.1) with its MATH table, so that braces stretch.

    The copy of the font comes from the installed package ziamath.

    Raises:
        FileNotFoundError: ziamath is not installed or holds no font.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    spec = importlib.util.find_spec("ziamath")  # found, not imported: it pulls in a renderer
    path = Path(spec.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf" if spec else None
    if path is None or not path.is_file():
        raise FileNotFoundError("STIXTwoMath-Regular.ttf is missing: pip install ziamath")
    options = subset.Options()
    options.layout_features = ["ssty", "dtls", "flac", "kern", "mark", "mkmk", "ccmp"]
    options.hinting = False
    options.name_IDs = list(_NAMES)
    buffer = io.BytesIO()
    with TTFont(path, recalcTimestamp=False) as face:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(needed))
        subsetter.subset(face)
        face.flavor = "woff2"
        face.save(buffer)
    return buffer.getvalue()
