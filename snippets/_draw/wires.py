"""Wires: what flows from one thing to another, with its value above and its gradient below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import dist, hypot

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from .look import INK, KINDS, LINE, SOFT, TEXT
from .nodes import Node, Point

GAP = 0.07  # units between the tip of an arrow and what it points at
BEND = 0.28  # radius of a wire's corners, in units
FINE = 100  # Matplotlib cuts curves into straight pieces about as long as a unit
STEEP = 0.35  # a wire with less to the side counts as vertical
HEAD, HALF = 0.2, 0.085  # length and half the width of an arrow's head, in units


def wire(
    ax: Axes,
    start: Node,
    end: Node,
    above: str = "",
    below: str = "",
    *,
    at: float = 0.5,
    via: Sequence[Point] = (),
    bend: float = 0.0,
    back: bool = False,
) -> None:
    """An arrow from one thing to another; from a thing to itself it is a loop over its head.

    Args:
        ax: The canvas.
        start: Where it comes from.
        end: Where it goes.
        above: The value that flows, above the wire; beside a vertical one at its left hand, seen as it flows.
        below: Its gradient, below the wire; beside a vertical one at its right hand.
        at: Where on the wire these stand, from 0 (start) to 1 (end).
        via: Points that it passes, in units; its corners are round.
        bend: How far a wire without such points swings to its left, in its own lengths; negative to its right.
        back: Whether a gradient flows in it: orange and dashed.
    """
    if start is end:
        out, over = 0.22 * start.width, start.top[1] + 0.55
        via = [(start.x + out, over), (start.x - out, over)]
        points = [(start.x + out, start.top[1]), *via, (start.x - out, start.top[1] + GAP)]
    else:
        if bend:
            dx, dy = end.x - start.x, end.y - start.y
            via = [((start.x + end.x) / 2 - bend * dy, (start.y + end.y) / 2 + bend * dx)]
        stops = [(start.x, start.y), *via, (end.x, end.y)]
        points = [_border(start, stops[1], 0), *via, _border(end, stops[-2], GAP)]
    colour, dashes = (KINDS["gradient"].edge, KINDS["gradient"].dashes) if back else (SOFT, "-")
    points[-1] = _head(ax, points[-2], points[-1], colour)
    path = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3]) if bend else _rounded(points)
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=LINE, linestyle=dashes))
    place, (ux, uy) = _place(path, at)
    nx, ny = (-uy, ux) if ux > -STEEP else (uy, -ux)  # up, or to the left hand of a steep wire
    for text, side, ink in ((above, 1, INK), (below, -1, KINDS["gradient"].edge)):
        half = 0.085 * len(re.sub(r"\\[A-Za-z]+|[${}_^]", "", text))  # units; Matplotlib measures only when it draws
        away = side * (0.14 + 0.15 * abs(ny) + half * abs(nx))
        if text:
            ax.text(
                place[0] + away * nx, place[1] + away * ny, text, ha="center", va="center", fontsize=TEXT, color=ink
            )


def _head(ax: Axes, before: Point, tip: Point, colour: str) -> Point:
    """Draws an arrow's head and gives the place where its shaft ends."""
    ux, uy = _direction(before, tip)
    x, y = tip[0] - HEAD * ux, tip[1] - HEAD * uy
    corners = [tip, (x - HALF * uy, y + HALF * ux), (x + HALF * uy, y - HALF * ux)]
    ax.add_patch(Polygon(corners, facecolor=colour, edgecolor="none"))
    return x, y


def _border(node: Node, towards: Point, gap: float) -> Point:
    """Where the way from a node's middle to a point leaves the node, and a gap further on."""
    ux, uy = _direction((node.x, node.y), towards)
    a, b = node.width / 2, node.height / 2
    reach = 1 / (hypot(ux / a, uy / b) if node.round else max(abs(ux) / a, abs(uy) / b))
    return node.x + (reach + gap) * ux, node.y + (reach + gap) * uy


def _rounded(points: Sequence[Point]) -> Path:
    """A way through points with round corners."""
    vertices, codes = [points[0]], [Path.MOVETO]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        vertices += [_near(corner, before), corner, _near(corner, after)]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*vertices, points[-1]], [*codes, Path.LINETO])


def _near(corner: Point, other: Point) -> Point:
    ux, uy = _direction(corner, other)
    reach = min(BEND, dist(corner, other) / 2)
    return corner[0] + reach * ux, corner[1] + reach * uy


def _place(path: Path, at: float) -> tuple[Point, Point]:
    """A place on a way and the direction there; `at` is a share of its length."""
    (line,) = path.transformed(Affine2D().scale(FINE)).to_polygons(closed_only=False)
    pieces = [(tuple(a / FINE), tuple(b / FINE)) for a, b in pairwise(line)]
    left = at * sum(dist(a, b) for a, b in pieces)
    for a, b in pieces:
        if left <= dist(a, b):
            break
        left -= dist(a, b)
    ux, uy = _direction(a, b)
    return (a[0] + left * ux, a[1] + left * uy), (ux, uy)


def _direction(a: Point, b: Point) -> Point:
    length = dist(a, b)
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length
