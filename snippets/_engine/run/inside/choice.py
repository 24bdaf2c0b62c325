"""Which colours a figure gets in the light and the dark scheme of a page.

What stands for data keeps its colours in both schemes: images, whatever maps numbers to colours or was given several
of them, lines whose colour was given as numbers, and greys as soon as the areas of a figure have more than one.
The rest is of the look, or is a single colour that the author chose (`colours`).

Every mark is held against what lies under it, in both schemes: a word or a tick on 4.5:1, a line or a marker on 3:1.
It gets the first of these colours that has this contrast: its own of the look, its own as it was written, its own as
legible as the page asks for, and, for words and ticks, the look's and pure black and white. Where none has, since
what lies there is too varied, or since the colour stands for data, it keeps its own and gets a halo.

What is a little transparent is held against it as it is seen; words are made opaque where that is not enough. Left
alone are what is more transparent, since it shows density or decorates; white on the page, which is meant to be unseen;
frames and grids; and what has effects of its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy

from .colours import LOOK, PAGE, RGB, Paint, contrast, fixed, legible, name_of
from .ground import Under, on_page

WORDS, MARKS = 4.5, 3.0  # the contrast that they need
# Of the pixels under a mark, how many may be too close to it: a line may cross what others left.
_SPARE = {WORDS: 0.05, MARKS: 0.25}
CLEAR = 0.5  # the alpha below which a mark is left alone
_FLAT = (LOOK["bg"], LOOK["fg"], fixed((0, 0, 0)), fixed((1, 1, 1)))


class Chosen(NamedTuple):
    """The colour of a mark, and the one that is drawn around it, if it needs that."""

    paint: Paint
    halo: Paint | None = None


def plain(rgb: RGB, data: bool = False, under: Under | None = None) -> Paint:
    """The colour of what may be close to what lies under it: of the look only where that is the page."""
    name = name_of(rgb)
    return fixed(rgb) if name is None or data or (under is not None and under.page < 0.5) else LOOK[name]


def mark(rgb: RGB, needed: float, under: Under, data: bool = False, alpha: float = 1) -> Chosen:
    """The colour of a line, a marker or a word."""
    name = None if data else name_of(rgb)
    own = fixed(rgb) if name is None else LOOK[name]
    if data:
        lost = under.page > _SPARE[needed] and not on_page().shows(own, needed)
        return Chosen(own, LOOK["muted"] if lost else None)
    if own is PAGE and under.page > 0.5:
        return Chosen(own)
    options = [own, fixed(rgb), legible(rgb, needed, alpha), *(_FLAT if needed == WORDS else ())]
    for paint in options:
        if under.shows(paint, needed, _SPARE[needed], alpha):
            return Chosen(paint)
    return Chosen(own, max(_FLAT, key=lambda halo: _apart(own, halo)))


def frame(rgb: RGB, under: Under) -> Paint:
    """The colour of a frame, which runs along the edge of things and has no halo; it may be as faint as it is meant."""
    return plain(rgb) if under.page > _SPARE[WORDS] or name_of(rgb) == "faint" else mark(rgb, WORDS, under).paint


def words(rgb: RGB, alpha: float, under: Under) -> tuple[Chosen, float]:
    """The colour of words, and how opaque they are."""
    if alpha < CLEAR:
        return Chosen(plain(rgb, under=under)), alpha
    chosen = mark(rgb, WORDS, under, alpha=alpha)
    return (chosen, alpha) if chosen.halo is None else (mark(rgb, WORDS, under), 1)


def marks(
    faces: list[RGB], edges: list[RGB], needed: float, under: Under, data: bool = False, alpha: float = 1
) -> tuple[dict[RGB, Paint], Paint | None]:
    """The colours of markers or lines, and their halo: one for all of them, or it would mean something.

    A marker is seen by its edge, if that is not white, and else by its face.
    """
    around = [rgb for rgb in edges if rgb not in faces and name_of(rgb) != "bg"]
    seen = around or faces or edges
    if len(seen) == 1:
        chosen = mark(seen[0], needed, under, data, alpha)
        return {seen[0]: chosen.paint}, chosen.halo
    paints = {rgb: _one(rgb, data) for rgb in seen}
    lost = under.page > _SPARE[MARKS] and not all(on_page().shows(paint, MARKS) for paint in paints.values())
    return paints, LOOK["muted"] if lost else None


def areas(faces: list[RGB], under: Under, data: bool = False) -> tuple[dict[RGB, Paint], Paint | None]:
    """The colours of areas that belong together, and an outline, if one is visible on the light page alone.

    White is paper, wherever it lies.
    """
    alone = len(faces) == 1 and not data and (name_of(faces[0]) == "bg" or under.page >= 0.5)
    paints = {rgb: plain(rgb) if alone else _one(rgb, data) for rgb in faces}
    return paints, LOOK["muted"] if any(map(_fades, paints.values())) else None


def _fades(paint: Paint) -> bool:
    light, dark = (
        contrast(numpy.array(colour), numpy.array(page))
        for colour, page in ((paint.light, PAGE.light), (paint.dark, PAGE.dark))
    )
    return bool(light >= MARKS > dark)


def _one(rgb: RGB, data: bool) -> Paint:
    """The colour of one among several: of the look only if it is of the cycle of lines, as greys are a scale."""
    name = name_of(rgb)
    return fixed(rgb) if data or name is None or not name.startswith("c") else LOOK[name]


def _apart(first: Paint, second: Paint) -> float:
    return min(
        float(contrast(numpy.array(one), numpy.array(other)))
        for one, other in ((first.light, second.light), (first.dark, second.dark))
    )
