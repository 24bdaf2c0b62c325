"""The font that draws the formulas of a page, cut down to their characters: no script, no network."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import io
import re
from importlib.metadata import version
from pathlib import Path

from ..errors import CourseError
from ..files import write_atomically
from .mathml import CJK, styled

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TOKEN = re.compile(r"<(mi|mn|mo|mtext)\b([^>]*)>([^<]*)</")
_ALWAYS = frozenset(" √")  # what measures a line, what browsers draw roots with
_NAMES = (0, 1, 2, 4, 5, 6, 13, 14)  # copyright and licence stay with the font, and what a PDF calls it


def with_font(page: str, cache: Path) -> str:
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
        CourseError: ziamath is not installed or holds no font.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    spec = importlib.util.find_spec("ziamath")  # found, not imported: it pulls in a renderer
    path = Path(spec.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf" if spec else None
    if path is None or not path.is_file():
        raise CourseError(
            "the font of the formulas, STIXTwoMath-Regular.ttf of the package ziamath, is not installed",
            remedy="Run pip install -r requirements.txt",
        )
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
