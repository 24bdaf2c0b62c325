"""The look of every diagram, chosen once: the size of a unit and of type, and one look for each kind of thing.

Colours are named as the course's figures name them (black, gray, C0 to C5), so that they follow the scheme of the
page. A kind can be told by its shape and its line too, without its colour.
"""

from __future__ import annotations

from typing import NamedTuple

UNIT = 0.48  # inches; a unit is 34 CSS pixels on a phone and 47 on a wide page
WIDTH = 10  # units of every canvas, so that type has one size in all of them

NAME = 14  # points: what a thing is called in maths; its indices are 0.7 of that. A point is a CSS pixel on a phone
TEXT = 11  # words and numbers
NOTE = 10  # what is said beside: sizes, hints

LINE = 1.5  # points: outlines and wires
THIN = 1.1  # what there is much of: cells, connections
DOTS = (0, (1, 2))  # what holds nothing of its own: frames, padding
INK, SOFT = "black", "gray"


class Kind(NamedTuple):
    """How one kind of thing looks.

    Attributes:
        edge: The colour of its outline, and of words that are said of it.
        fill: How strongly it is filled, from 0 to 1.
        corner: The radius of its corners in units; `ROUND` makes its ends half circles.
        line: The width of its outline in points.
        dashes: Matplotlib's line style.
    """

    edge: str
    fill: float
    corner: float
    line: float = LINE
    dashes: str | tuple[float, tuple[float, ...]] = "-"

    def face(self, least: float = 0) -> str | tuple[str, float]:
        """What fills it: its own colour, and grey for both greys, since several greys in a figure count as data.

        Args:
            least: The least strength.
        """
        strength = max(self.fill, least)
        return (SOFT if self.edge == INK else self.edge, strength) if strength else "none"


ROUND = 9.0
KINDS = {
    "data": Kind(SOFT, 0.12, 0.02),
    "tensor": Kind(INK, 0, 0.14),
    "parameter": Kind("C0", 0.2, 0.14),
    "operation": Kind(SOFT, 0, ROUND),
    "gradient": Kind("C1", 0.14, 0.14, dashes=(0, (3, 1.6))),
    "result": Kind("C2", 0.16, 0.14, line=2.4),
}


def number(value: float, digits: int = 2) -> str:
    """A number as diagrams write it: with a minus sign, without zeros that say nothing.

    Args:
        value: The number.
        digits: The most digits after the point.
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if float(text) else "0"
