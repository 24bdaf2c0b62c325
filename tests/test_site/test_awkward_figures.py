"""Figures that are hard to colour, on a page in both schemes: what a browser paints is measured pixel by pixel."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import matplotlib
import numpy
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from snippets._engine.run.inside.colours import contrast
from snippets._engine.run.inside.figures import STYLE
from snippets._engine.run.inside.pictures import pictures
from snippets._engine.run.inside.svg import clean

from .awkward import FIGURES
from .conftest import Html

pytestmark = pytest.mark.browser

WALL = {"width": 1290, "height": 1228}  # CSS pixels for all figures
SCHEMES = {"light": "default", "dark": "slate"}
SCALE = 3  # device pixels a CSS pixel
NEEDED = {"word": 4.5, "mark": 3.0}
LOST = {"word": 0.2, "mark": 0.3}  # the share of its pixels that may have less contrast: lines cross
NAMES = [draw.__name__ for draw in FIGURES]

# Puts the figures on the page, and gives every part of a word, line or marker a colour of its own, which it has where
# the article's look is `parts`. Gives back what they are: [figure, kind, element, its parts].
PLACE = r"""figures => {
  document.querySelector("article").innerHTML = `<style>
      article { position: absolute; inset: 0; margin: 0 !important; padding: 0 !important; z-index: 99;
        background: var(--md-default-bg-color) }
      article[data-look=parts] { background: black }
      article figure.result { float: left; margin: 0 !important }
      [data-look=parts] svg .area { fill: black !important; stroke: black !important; opacity: 1 !important }
      [data-look=parts] svg :is(.word, .mark) { fill: var(--inside) !important; stroke: var(--line) !important;
        opacity: 1 !important; fill-opacity: 1 !important; stroke-opacity: 1 !important; shape-rendering: crispEdges }
      [data-look=parts] svg tspan { fill: inherit !important; stroke: inherit !important }
      [data-look=parts] .mark { --now: var(--line) }
      [data-look=parts] svg image, [data-look^=no-words] .word, [data-look$=no-marks] .mark {
        visibility: hidden !important }
    </style>` + figures.map(([name, svg]) => `<figure class="result" id="${name}">${svg}</figure>`).join("")
  const found = []
  let last = 0
  const part = (element, name) => {
    const seen = getComputedStyle(element)[name === "--line" ? "stroke" : "fill"] !== "none"
    const number = seen ? (++last * 0x9e3779) & 0xffffff : null
    element.style.setProperty(name, seen ? "#" + number.toString(16).padStart(6, "0") : "none")
    return number
  }
  for (const figure of document.querySelectorAll("figure.result")) {
    const before = {}
    for (const path of figure.querySelectorAll("defs path"))
      if (path.style.stroke) path.style.stroke = `var(--now, ${path.style.stroke})`
    for (const element of figure.querySelectorAll("text, path, use")) {
      if (element.closest("defs")) continue
      const word = element.matches("text"), name = word ? element.textContent.trim() : element.outerHTML.slice(0, 90)
      const area = element.matches("path") && getComputedStyle(element).fill !== "none"
      element.classList.add(area ? "area" : word ? "word" : "mark")
      if (area) continue
      const parts = ["--inside", "--line"].map(name => part(element, name))
      const key = ["d", "x", "y", "transform"].map(name => element.getAttribute(name)).join()
      const halo = word ? null : before[key]
      if (halo) found.splice(found.indexOf(halo), 1)
      found.push(before[key] = [figure.id, word ? "word" : "mark", name, [...parts, ...(halo ? halo[3] : [])]])
    }
  }
  return found
}"""


class Shots(NamedTuple):
    """A page as it is, without words, and without words and marks: pixels, three numbers each."""

    whole: numpy.ndarray
    wordless: numpy.ndarray
    bare: numpy.ndarray


class Seen(NamedTuple):
    """The page in one scheme, and what was measured there, as (figure, kind, element, contrast)."""

    shots: Shots
    measured: list[tuple[str, str, str, float]]


def figure_of(draw: Callable) -> tuple[list, FigureCanvasAgg]:
    """The data in a figure, and its canvas."""
    figure = Figure(figsize=(3.3, 2.5))
    return draw(figure) or [], FigureCanvasAgg(figure)


@pytest.fixture(scope="module")
def drawn() -> list[tuple[str, str]]:
    """The figures' names and pictures."""
    made = []
    for name, draw in zip(NAMES, FIGURES, strict=True):
        with matplotlib.rc_context(STYLE):
            ((svg, colours),) = pictures(figure_of(draw)[1].figure, {"en": str}).values()
        made.append((name, clean(svg, colours, name)))
    return made


@pytest.fixture(scope="module")
def seen(drawn: list[tuple[str, str]], chapters: list[Html], address: str, browser: Any) -> Iterator[dict[str, Any]]:
    """The page in each scheme, and, by figure, the part of it where that stands."""
    context = browser.new_context(viewport=WALL, device_scale_factor=SCALE)
    tab = context.new_page()
    tab.goto(address + chapters[0].url)
    found = tab.evaluate(PLACE, drawn)
    tab.evaluate("() => document.fonts.ready.then(() => true)")

    def shot(look: str) -> numpy.ndarray:
        tab.evaluate("look => { document.querySelector('article').dataset.look = look }", look)
        image = Image.open(io.BytesIO(tab.screenshot(animations="disabled")))
        return numpy.asarray(image.convert("RGB"))

    places = Places(shot("parts"), found)
    made: dict[str, Any] = {}
    for name in NAMES:
        box = tab.locator(f"#{name} > svg").bounding_box()
        (left, width), (top, height) = (
            (round(box[key] * SCALE) for key in keys) for keys in (("x", "width"), ("y", "height"))
        )
        made[name] = slice(top, top + height), slice(left, left + width)
    for scheme, called in SCHEMES.items():
        tab.emulate_media(color_scheme=scheme)
        tab.wait_for_function(f"document.body.getAttribute('data-md-color-scheme') === '{called}'")
        shots = Shots(*map(shot, ("", "no-words", "no-words no-marks")))
        flat = Shots(*(pixels.reshape(-1, 3) for pixels in shots))
        measured = [
            (*what, max(reached)) for *what, numbers in found if (reached := places.reached(what[1], numbers, flat))
        ]
        made[scheme] = Seen(shots, measured)
    yield made
    context.close()


def apart(first: numpy.ndarray, second: numpy.ndarray) -> numpy.ndarray:
    """The contrast of pixels."""
    return contrast(first / 255, second / 255)


class Places:
    """Where the parts of words and marks are, by their numbers.

    Args:
        shot: The page where they have their own colours.
        found: What they are.
    """

    def __init__(self, shot: numpy.ndarray, found: list) -> None:
        red, green, blue = numpy.moveaxis(shot.astype(numpy.int32), 2, 0)
        self._numbers = (red << 16 | green << 8 | blue).ravel()
        self._width = shot.shape[1]
        own = [number for *_, numbers in found for number in numbers if number is not None]
        self._clear = numpy.isin(self._numbers, [0, *own])  # and not where two things blend
        painted = numpy.flatnonzero(self._clear & (self._numbers > 0))
        order = painted[numpy.argsort(self._numbers[painted], kind="stable")]
        numbers, starts = numpy.unique(self._numbers[order], return_index=True)
        self._places = dict(zip(numbers.tolist(), numpy.split(order, starts[1:]), strict=True))

    def reached(self, kind: str, numbers: list[int | None], shots: Shots) -> list[float]:
        """The contrasts that all but a share of the pixels of a word or a mark have with what they are seen against."""
        parts = [self._places.get(number, numpy.array([], int)) for number in numbers]
        found = self._word(numbers, parts[0], shots) if kind == "word" else self._mark(parts, shots)
        return [float(numpy.quantile(each, LOST[kind])) for each in found]

    def _around(self, pixels: numpy.ndarray, distance: int) -> list[numpy.ndarray]:
        steps = [down * self._width + right for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
        return [(pixels + distance * step) % len(self._numbers) for step in steps]

    def _word(self, numbers: list[int | None], body: numpy.ndarray, shots: Shots) -> list[numpy.ndarray]:
        """Against what is around and under its letters, or against its halo, where that is wide enough."""
        if len(body) < 10:
            return []
        ring = numpy.unique(self._around(body, SCALE))
        ring = ring[self._clear[ring] & (self._numbers[ring] != numbers[0])]
        halo = (self._numbers[ring] == numbers[1])[:, None]
        under = numpy.where(halo, shots.whole[ring], shots.wordless[ring])
        if not halo.any():
            under = numpy.concatenate([under, shots.wordless[body]])
        return [apart(numpy.median(shots.whole[body], axis=0), under)]

    def _mark(self, parts: list[numpy.ndarray], shots: Shots) -> list[numpy.ndarray]:
        """By its inside, its edge or its halo, on either side, or one of them by another."""
        inner = [
            part[
                numpy.all([self._numbers[part] == self._numbers[near] for near in self._around(part, 1)[1::2]], axis=0)
            ]
            for part in parts
        ]
        seen = [part for part in inner if len(part) > 3]
        found = []
        for part in seen:
            sides = [apart(shots.whole[part], shots.bare[near]) for near in (part, *self._around(part, SCALE))]
            found += [numpy.max(sides, axis=0)]
            found += [apart(shots.whole[part], numpy.median(shots.whole[other], axis=0)) for other in seen]
        return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("figure", NAMES)
def test_words_and_marks_have_contrast(figure: str, scheme: str, seen: dict[str, Any]) -> None:
    here = [rest for name, *rest in seen[scheme].measured if name == figure]
    poor = [rest for rest in here if rest[-1] < NEEDED[rest[0]] - 0.05]
    assert not [f"{figure}, {scheme}: {kind} {element}: {reached:.2f}" for kind, element, reached in poor]
    assert any(kind == "word" for kind, *_ in here), "nothing was measured"


@pytest.mark.parametrize("draw", FIGURES, ids=NAMES)
def test_colours_of_data_are_those_of_matplotlib_in_both_schemes(draw: Callable, seen: dict[str, Any]) -> None:
    light, dark = (seen[scheme].shots.wordless[seen[draw.__name__]].astype(int) for scheme in SCHEMES)
    same = light[numpy.abs(light - dark).max(axis=2) < 3]
    for colour, share in colours_of_data(draw):
        kept = numpy.mean(numpy.abs(same - colour).max(axis=1) < 4)
        assert kept > share / 2, f"{colour} fills {kept:.1%} of what both schemes show, and {share:.1%} of the data"


def colours_of_data(draw: Callable) -> list[tuple[tuple[int, ...], float]]:
    """The colours that Matplotlib's own renderer gives to data, and their share of it."""
    with matplotlib.rc_context(STYLE):
        data, canvas = figure_of(draw)
        canvas.draw()
    renderer = canvas.get_renderer()
    renderer.clear()
    for artist in data:
        artist.draw(renderer)
    pixels = numpy.asarray(renderer.buffer_rgba()).reshape(-1, 4)
    opaque = pixels[pixels[:, 3] == 255]
    colours, counts = numpy.unique(opaque[:, :3], axis=0, return_counts=True)
    pairs = zip(map(tuple, colours.tolist()), (counts / len(opaque)).tolist(), strict=True)
    return [(colour, share) for colour, share in pairs if share > 0.01]
