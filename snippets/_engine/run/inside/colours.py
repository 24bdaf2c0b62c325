"""The colours of a figure in the two schemes of a page, and how well they can be told from what lies under them.

A colour of the look (text and axes, the cycle of lines, and the black, white and two greys that authors name) is
a CSS variable and follows the scheme. Every other colour is what the author wrote or what a number became, and
keeps its value; where that is too close to the page, a line or a word gets the nearest colour that is not,
in that scheme alone. A grey then has as much contrast with the dark page as with the light one: what is drawn faint
is faint in both.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy
from matplotlib.colors import to_hex, to_rgb

RGB = tuple[float, float, float]


class Paint(NamedTuple):
    """A colour in the light and in the dark scheme, and as CSS."""

    light: RGB
    dark: RGB
    css: str


# The look: how a program writes it, and what docs/assets/css/course.css makes of it in the light and the dark scheme.
PALETTE = {
    "fg": ("#000000", "#1b2430", "#e4e9f0"),
    "bg": ("#ffffff", "#ffffff", "#12161c"),
    "muted": ("#808080", "#5a6675", "#a3aebc"),
    "faint": ("#d3d3d3", "#d3d9e0", "#38424d"),
    "c0": ("#1a63b8", "#1a63b8", "#6cb2fb"),
    "c1": ("#b2500a", "#b2500a", "#ffa763"),
    "c2": ("#14764a", "#14764a", "#63d29a"),
    "c3": ("#bb2a33", "#bb2a33", "#ff8b84"),
    "c4": ("#7443bd", "#7443bd", "#c4a5ff"),
    "c5": ("#0a7185", "#0a7185", "#5fd0e2"),
}
CYCLE = [PALETTE[f"c{number}"][0] for number in range(6)]
LOOK = {
    name: Paint(to_rgb(light), to_rgb(dark), f"var(--fig-{name}, {written})")
    for name, (written, light, dark) in PALETTE.items()
}
PAGE = LOOK["bg"]
_BLACK, _WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
_NAMES = {written: name for name, (written, _, _) in PALETTE.items()}


def name_of(rgb: RGB) -> str | None:
    """The name that a colour has in the look, if it is of it."""
    return _NAMES.get(to_hex(rgb))


def is_grey(rgb: RGB) -> bool:
    """Whether a colour is black, white or a grey."""
    return max(rgb) - min(rgb) < 1 / 255


def fixed(rgb: RGB) -> Paint:
    """A colour that keeps its value in both schemes."""
    return Paint(rgb, rgb, to_hex(rgb))


def legible(rgb: RGB, needed: float, alpha: float = 1) -> Paint:
    """A colour, in each scheme no nearer to black or white than its contrast with the page asks for."""
    light = _moved(rgb, _BLACK, PAGE.light, needed, alpha)
    if is_grey(rgb):
        rgb = _moved(PAGE.dark, _WHITE, PAGE.dark, float(contrast(numpy.array(light), numpy.array(PAGE.light))))
    dark = _moved(rgb, _WHITE, PAGE.dark, needed, alpha)
    css = f"color-mix(in srgb, {to_hex(light)}, {to_hex(dark)} var(--fig-dark, 0%))"
    return Paint(light, dark, css)


def over(colours: numpy.ndarray, alpha: float, under: numpy.ndarray) -> numpy.ndarray:
    """What is seen of colours through which one sees what lies under them."""
    return alpha * colours + (1 - alpha) * under


def _moved(rgb: RGB, towards: RGB, page: RGB, needed: float, alpha: float = 1) -> RGB:
    steps, under = numpy.linspace(rgb, towards, 256), numpy.array(page)
    enough = contrast(over(steps, alpha, under), under) >= needed + 0.05  # what rounding to hexadecimal digits may cost
    return tuple(steps[numpy.argmax(enough)].tolist()) if enough.any() else towards


def contrast(first: numpy.ndarray, second: numpy.ndarray) -> numpy.ndarray:
    """The contrast of colours, from 1 to 21, by the formula of WCAG; arrays whose last axis is red, green, blue."""
    high, low = _luminance(first), _luminance(second)
    return (numpy.maximum(high, low) + 0.05) / (numpy.minimum(high, low) + 0.05)


def _luminance(rgb: numpy.ndarray) -> numpy.ndarray:
    linear = numpy.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ numpy.array([0.2126, 0.7152, 0.0722])
