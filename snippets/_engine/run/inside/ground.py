"""What lies under a mark: the areas, images and markers of a figure painted so far, in both schemes, pixel by pixel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg

from .colours import PAGE, RGB, Paint, contrast, over

Colours = Callable[[Paint], RGB]


class Under(NamedTuple):
    """What is under a mark.

    Attributes:
        light: The colours of its pixels in the light scheme, as red, green and blue.
        dark: Those in the dark scheme.
        page: The share of them that is the page's.
        parts: What is under each of the lines that the mark is made of, if it is.
    """

    light: numpy.ndarray
    dark: numpy.ndarray
    page: float
    parts: tuple[Under, ...] = ()

    def shows(self, paint: Paint, needed: float, spare: float = 0, alpha: float = 1) -> bool:
        """Whether a colour has the contrast that is needed, in both schemes, with all pixels but a share of them."""
        if self.parts:
            return all(part.shows(paint, needed, spare, alpha) for part in self.parts)
        pairs = ((self.light, paint.light), (self.dark, paint.dark))
        seen = [(over(numpy.array(colour), alpha, pixels), pixels) for pixels, colour in pairs]
        return all(numpy.mean(contrast(colours, pixels) < needed) <= spare for colours, pixels in seen)


def on_page() -> Under:
    """What is under a mark where nothing but the page is."""
    return Under(numpy.array([PAGE.light]), numpy.array([PAGE.dark]), 1)


class Ground:
    """A figure as it is painted, one pixel a point.

    Args:
        width: Its width in points.
        height: Its height in points.
    """

    def __init__(self, width: float, height: float) -> None:
        self._light, self._dark, self._mark = (RendererAgg(width, height, 72) for _ in range(3))
        self._bare = True

    def lay(self, draw: Callable[[RendererBase, Colours], None]) -> None:
        """Paints what marks may come to lie on, with a function that chooses a colour for each renderer."""
        draw(self._light, lambda paint: paint.light)
        draw(self._dark, lambda paint: paint.dark)
        self._bare = False

    def under(
        self, draw: Callable[[RendererBase], None], parts: Sequence[Callable[[RendererBase], None]] = ()
    ) -> Under:
        """What lies where something would be painted, and under parts of it."""
        if self._bare:
            return on_page()
        self._mark.clear()
        draw(self._mark)
        coverage = _pixels(self._mark)[:, 3]
        touched = numpy.flatnonzero(coverage)
        covered = touched[coverage[touched] > coverage.max() // 2]
        light, dark = _pixels(self._light)[covered], _pixels(self._dark)[covered]
        if not light[:, 3].any():
            return on_page()
        (light, bright), (dark, black) = _over(light, PAGE.light), _over(dark, PAGE.dark)
        return Under(light, dark, float(numpy.mean(bright & black)), tuple(map(self.under, parts)))


def _pixels(renderer: RendererAgg) -> numpy.ndarray:
    return numpy.asarray(renderer.buffer_rgba()).reshape(-1, 4)


def _over(pixels: numpy.ndarray, page: RGB) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The colours of pixels over the page, and which of them are as good as the page's."""
    alpha, behind = pixels[:, 3:] / 255, numpy.array(page)
    colours = alpha * pixels[:, :3] / 255 + (1 - alpha) * behind
    return colours, numpy.abs(colours - behind).max(axis=1) < 0.02
