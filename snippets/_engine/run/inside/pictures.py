"""A figure drawn for a page: Matplotlib's figure in, SVG out, and the figure as it was before.

Nothing of how that is done may be seen by the program: rcParams, layout, canvas, gids, warnings and log messages are
put back or kept back, and no callback of the program is called.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib
import numpy
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from . import roles
from .drawing import PageRenderer
from .svg import Colour

LIMIT = 500_000  # bytes of a picture
# Ways to draw a figure, as the resolution of images and whether shapes of very many points become images; the next
# one is for a picture that is too large. The last resolution is that of the page on an ordinary screen.
_WAYS = [(144, False), (144, True), (97, True)]

_SPACES = ("left", "right", "bottom", "top", "wspace", "hspace")

_SETTINGS = {
    "svg.fonttype": "none",
    "svg.image_inline": True,
    "svg.hashsalt": "page",  # the same figure, the same picture
    "svg.id": None,
    # how the program wants its own files
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    # what a figure gets that has no layout
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
}


def chinese_font() -> str:
    """The name of a font with the metrics of Chinese characters, which Matplotlib knows from now on."""
    spec = find_spec("mplfonts")
    assert spec is not None
    assert spec.origin is not None
    path = str(Path(spec.origin).parent / "fonts" / "NotoSansCJKsc-Regular.otf")
    if all(font.fname != path for font in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


def pictures(figure: Figure, labels: Mapping[str, Callable[[str], str]]) -> dict[str, tuple[str, dict[str, Colour]]]:
    """Draws a figure several times.

    Args:
        figure: The figure.
        labels: What becomes of the texts in it, for each picture, by its name.

    Returns:
        By name, Matplotlib's SVG and what the colours in it stand for. A layout starts from that of the one before.
    """
    drawn = {}
    canvas = figure.canvas
    with _settings(), _room(figure), roles.told(figure), canvas.callbacks.blocked(signal="draw_event"):
        page = _Page(figure)
        try:
            for name, label in labels.items():
                with _texts(label):
                    drawn[name] = page.drawn()
        finally:
            figure.set_canvas(canvas)
    return drawn


class _Page(FigureCanvasSVG):
    """A canvas that keeps what is drawn."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self._ways = list(_WAYS)
        self._dpi = figure.dpi

    def drawn(self) -> tuple[str, dict[str, Colour]]:
        """The figure's picture, and what the colours in it stand for."""
        while True:
            self.print_figure(io.BytesIO(), format="svg", dpi=144)
            text = self._file.getvalue()
            if len(text) < LIMIT or len(self._ways) == 1 or not self._renderer.reducible:
                return text, self._renderer.colours
            del self._ways[0]

    def print_svg(self, filename: Any, **_: Any) -> None:
        """Draws the figure; Matplotlib calls this also to learn what it is drawn with."""
        self.figure.dpi = 72
        width, height = self.figure.get_size_inches() * 72
        self._file = io.StringIO()
        self._renderer = PageRenderer(width, height, self._file, *self._ways[0])
        self._renderer.dpi = self._dpi  # by which Matplotlib places images that are not in axes
        self.figure.draw(self._renderer)
        self._renderer.finalize()


@contextmanager
def _settings() -> Iterator[None]:
    fonts = [chinese_font(), *matplotlib.rcParams["font.sans-serif"]]
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with matplotlib.rc_context({**_SETTINGS, "font.sans-serif": fonts}), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


@contextmanager
def _texts(label: Callable[[str], str]) -> Iterator[None]:
    """Lets every text of Matplotlib be measured and drawn as `label` has it."""
    original = Text.get_text
    Text.get_text = lambda self: label(original(self))  # type: ignore[method-assign]
    try:
        yield
    finally:
        Text.get_text = original  # type: ignore[method-assign]


@contextmanager
def _room(figure: Figure) -> Iterator[None]:
    """Makes room for the labels of a figure, if neither the program nor Matplotlib has laid it out."""
    axes = [(each, each.get_position(True), each.get_position(False), each.get_in_layout()) for each in figure.axes]
    texts = [(text, text.get_position()) for text in figure.texts]
    spaces = {name: getattr(figure.subplotpars, name) for name in _SPACES}
    untouched = _untouched(figure)
    if untouched:  # colour bars were placed for the one layout or for the other
        bars = any(each.get_label() == "<colorbar>" for each in figure.axes)
        figure.set_layout_engine("tight" if bars else "constrained")
    try:
        yield
    finally:
        if untouched:
            figure.set_layout_engine(None)
            figure.subplotpars.update(**spaces)
        for each, original, active, in_layout in axes:
            each.set_position(original, which="original")
            each.set_position(active, which="active")
            each.set_in_layout(in_layout)
        for text, position in texts:
            text.set_position(position)


def _untouched(figure: Figure) -> bool:
    """Whether a figure is a grid of axes that stand where Matplotlib put them."""
    given = matplotlib.rcParamsDefault
    return (
        figure.get_layout_engine() is None
        and not figure.subfigs
        and all(getattr(figure.subplotpars, name) == given[f"figure.subplot.{name}"] for name in _SPACES)
        and all(_in_grid(figure, axes) for axes in figure.axes)
    )


def _in_grid(figure: Figure, axes: Axes) -> bool:
    place = axes.get_subplotspec()
    if place is None or getattr(place.get_gridspec(), "locally_modified_subplot_params", list)():
        return False
    return bool(numpy.allclose(place.get_position(figure).bounds, axes.get_position(original=True).bounds))
