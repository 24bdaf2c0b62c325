"""What the artists of a figure are there for, as far as only they know; what draws them learns it from their gid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_rgb
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.quiver import Barbs, Quiver
from matplotlib.spines import Spine
from matplotlib.text import Annotation

from .colours import RGB, is_grey

DATA = "data"  # its colours are numbers: they keep their value
SIGN = "sign"  # a marker or an arrow, read as lines are
PAGE = "page"  # the background of a figure or of axes
FRAME = "frame"
EFFECT = "effect"  # the author gave it an outline, a shadow or the like
_SAYS = "role:"


@contextmanager
def told(figure: Figure) -> Iterator[None]:
    """Lets the artists of a figure tell their roles to what draws them."""
    greys = _greys(figure)
    roles = {artist: " ".join(_roles(artist, greys)) for artist in _artists(figure)}
    roles |= {owner.patch: PAGE for owner in roles if isinstance(owner, FigureBase | Axes)}
    before = {artist: artist.get_gid() for artist in roles}
    for artist, role in roles.items():
        artist.set_gid(_SAYS + role)
    try:
        yield
    finally:
        for artist, gid in before.items():
            artist.set_gid(gid)


def roles_of(gid: str | None) -> set[str]:
    """The roles that a gid tells."""
    return set(gid.removeprefix(_SAYS).split()) if gid is not None and gid.startswith(_SAYS) else set()


def _artists(figure: Figure) -> Iterator[Artist]:
    for artist in figure.findobj():
        yield artist
        if isinstance(artist, Annotation) and artist.arrow_patch is not None:
            yield artist.arrow_patch


def _roles(artist: Artist, greys: set[RGB]) -> Iterator[str]:
    if artist.get_path_effects():
        yield EFFECT
    if isinstance(artist, Spine):
        yield FRAME
    if isinstance(artist, FancyArrowPatch | PathCollection | LineCollection | Quiver | Barbs):
        yield SIGN
    if _is_data(artist) or (len(greys) > 1 and _grey(artist) in greys):
        yield DATA


def _is_data(artist: Artist) -> bool:
    if isinstance(artist, Line2D):
        return not _is_name(artist.get_color())
    if isinstance(artist, ContourSet) and artist.colors is not None:  # lines, and not areas, may be of the look
        return artist.filled
    return isinstance(artist, Collection) and artist.get_array() is not None


def _is_name(colour: Any) -> bool:
    """Whether a line's colour was given as a name: one in a format, as in `plot(x, "k")`, becomes four numbers.

    Those of a colour map are NumPy's, and an author writes three.
    """
    return isinstance(colour, str) or (len(colour) == 4 and all(type(part) in (int, float) for part in colour))


def _greys(figure: Figure) -> set[RGB]:
    """The greys of a figure's areas: more than one are a scale."""
    areas = (area for axes in figure.axes for area in (*axes.patches, *axes.collections))
    return {grey for area in areas if (grey := _grey(area))}


def _grey(artist: Artist) -> RGB | None:
    """The grey with which an artist fills an area, if that is what it does."""
    filled = isinstance(artist, Patch) and artist.get_fill()
    colours = [artist.get_facecolor()] if filled else []
    if isinstance(artist, Collection) and not isinstance(artist, PathCollection):
        colours = artist.get_facecolor()
    if len(colours) != 1 or colours[0][3] == 0 or not is_grey(rgb := to_rgb(colours[0])):
        return None
    return rgb
