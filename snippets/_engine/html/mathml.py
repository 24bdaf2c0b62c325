"""What latex2mathml leaves undone for browsers, mended on its tree of elements: spacing, signs, limits, letters."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

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

# First code points of A, a, Alpha, alpha in the mathematical alphabets of Unicode.
STYLES = {
    "bold": (0x1D400, 0x1D41A, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0x1D6E2, 0x1D6FC),
    "bold-italic": (0x1D468, 0x1D482, 0x1D71C, 0x1D736),
}


def styled(char: str, style: str) -> str:
    """A letter in a mathematical alphabet: `x` in bold-italic is 𝒙; what has no such form stays."""
    if (char, style) in (("h", "italic"), ("∂", "italic")):
        return {"h": "ℎ", "∂": "𝜕"}[char]
    for first, last, start in zip("AaΑα", "ZzΩω", STYLES[style], strict=True):
        if first <= char <= last:
            return chr(start + ord(char) - ord(first))
    return char


def mend(math: etree.Element) -> None:
    """Mends a formula in place."""
    _mend(math)
    _unwrap(math)


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
