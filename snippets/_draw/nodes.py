"""The canvas, what stands on it, and what is written on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from .look import DOTS, INK, KINDS, NAME, NOTE, SOFT, TEXT, THIN, UNIT, WIDTH, Kind

Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A place on the canvas that wires begin and end at.

    Attributes:
        x: Its middle, in units from the left edge of the canvas.
        y: Its middle, in units from the lower edge.
        width: In units.
        height: In units.
        round: Whether wires end at an ellipse instead of a rectangle.
        parts: The nodes that it is made of: the cells of a tensor row by row, the units of a layer from the top.
    """

    x: float
    y: float
    width: float
    height: float
    round: bool = False
    parts: tuple[Node, ...] = ()

    @property
    def left(self) -> Point:
        return self.x - self.width / 2, self.y

    @property
    def right(self) -> Point:
        return self.x + self.width / 2, self.y

    @property
    def top(self) -> Point:
        return self.x, self.y + self.height / 2

    @property
    def bottom(self) -> Point:
        return self.x, self.y - self.height / 2


def canvas(height: float) -> Axes:
    """An empty canvas, 10 units wide. All diagrams have this width, so type and lines have one size everywhere.

    Args:
        height: In units. A unit is 34 CSS pixels on a phone of 375 pixels and 47 on a wide page.
    """
    still = PlaceHolderLayoutEngine(adjust_compatible=True, colorbar_gridspec=True)  # "none" holds for one saving only
    figure = pyplot.figure(figsize=(WIDTH * UNIT, height * UNIT), layout=still)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, WIDTH), ylim=(0, height))
    ax.set_autoscale_on(False)
    ax.set_axis_off()
    return ax


def data(ax: Axes, x: float, y: float, text: str, width: float = 0.9, height: float = 0.9) -> Node:
    """What comes in and is given: grey, with sharp corners.

    Args:
        ax: The canvas.
        x: The middle, in units from the left edge.
        y: The middle, in units from the lower edge.
        text: Its name. A name in maths ("$x$") is written larger than words.
        width: In units.
        height: In units.
    """
    return _box(ax, x, y, text, width, height, KINDS["data"])


def tensor(ax: Axes, x: float, y: float, text: str, width: float = 0.9, height: float = 0.9) -> Node:
    """What is computed on the way: a black outline. Arguments as for `data`."""
    return _box(ax, x, y, text, width, height, KINDS["tensor"])


def parameter(ax: Axes, x: float, y: float, text: str, width: float = 0.9, height: float = 0.9) -> Node:
    """What training changes: blue and filled. Arguments as for `data`."""
    return _box(ax, x, y, text, width, height, KINDS["parameter"])


def gradient(ax: Axes, x: float, y: float, text: str, width: float = 0.9, height: float = 0.9) -> Node:
    """What flows back: orange and dashed. Arguments as for `data`."""
    return _box(ax, x, y, text, width, height, KINDS["gradient"])


def result(ax: Axes, x: float, y: float, text: str, width: float = 0.9, height: float = 0.9) -> Node:
    """What comes out in the end: green, with a thick outline. Arguments as for `data`."""
    return _box(ax, x, y, text, width, height, KINDS["result"])


def operation(ax: Axes, x: float, y: float, text: str, width: float = 0.8, height: float = 0.8) -> Node:
    """What computes: a circle with a symbol, or with more width a pill with words. Arguments as for `data`."""
    return _box(ax, x, y, text, width, height, KINDS["operation"])


def fork(ax: Axes, x: float, y: float) -> Node:
    """Where a value goes to more than one place: a dot. Position in units, as for `data`."""
    ax.add_patch(Circle((x, y), 0.09, facecolor=SOFT, edgecolor="none"))
    return Node(x, y, 0.18, 0.18, round=True)


def label(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    kind: str = "",
    size: float = TEXT,
    align: str = "center",
    bold: bool = False,
) -> None:
    """Words on the canvas.

    Args:
        ax: The canvas.
        x: Where they begin, are centred or end, as `align` says; in units from the left edge.
        y: The middle of their height, in units from the lower edge.
        text: The words.
        kind: Whose colour they have: "data", "parameter", "gradient", "result"; black without it.
        size: In points: `draw.TEXT`, `draw.NOTE` or `draw.NAME`.
        align: "left", "center" or "right".
        bold: For what stands above a row or a group.
    """
    ax.text(
        x,
        y,
        text,
        ha=align,
        va="center",
        fontsize=size,
        linespacing=1.35,
        color=KINDS[kind].edge if kind else INK,
        fontweight="bold" if bold else "normal",
    )


def frame(ax: Axes, nodes: Sequence[Node], text: str = "", pad: float = 0.3) -> Node:
    """A dotted frame around things that belong together, with a note above it.

    Args:
        ax: The canvas.
        nodes: What it holds.
        text: The note.
        pad: The room between them and the frame, in units.
    """
    left, right = min(node.left[0] for node in nodes) - pad, max(node.right[0] for node in nodes) + pad
    low, high = min(node.bottom[1] for node in nodes) - pad, max(node.top[1] for node in nodes) + pad
    middle = ((left + right) / 2, (low + high) / 2)
    node = _box(ax, *middle, "", right - left, high - low, Kind(SOFT, 0, 0.2, THIN, DOTS))
    if text:
        label(ax, middle[0], high + 0.27, text, kind="data", size=NOTE)
    return node


def curve(ax: Axes, node: Node, heights: Sequence[float], kind: str = "tensor") -> None:
    """A small curve inside a node, such as what an activation does; it says a form, no numbers.

    Args:
        ax: The canvas.
        node: The node; it has no text.
        heights: The curve's heights at equal distances; the lowest and the highest fill the node.
        kind: Whose colour it has.
    """
    low, high = min(heights), max(heights)
    across, up = 0.66 * node.width, 0.5 * node.height
    xs = [node.x + across * (i / (len(heights) - 1) - 0.5) for i in range(len(heights))]
    ys = [node.y + up * ((value - low) / (high - low) - 0.5) for value in heights]
    ax.plot(xs, ys, color=KINDS[kind].edge, linewidth=2, solid_capstyle="round")


def key(ax: Axes, x: float, y: float, kind: str, text: str) -> None:
    """What a kind of thing means in this diagram, where it cannot be said beside it.

    Args:
        ax: The canvas.
        x: The left edge, in units.
        y: The middle of its height, in units.
        kind: "data", "tensor", "parameter", "operation", "gradient" or "result".
        text: What it means.
    """
    _box(ax, x + 0.3, y, "", 0.6, 0.4, KINDS[kind])
    label(ax, x + 0.8, y, text, align="left")


def _box(ax: Axes, x: float, y: float, text: str, width: float, height: float, kind: Kind) -> Node:
    corner = min(kind.corner, width / 2, height / 2)
    ax.add_patch(
        PathPatch(
            _outline(x, y, width / 2, height / 2, corner),
            facecolor=kind.face(),
            edgecolor=kind.edge,
            linewidth=kind.line,
            linestyle=kind.dashes,
        )
    )
    if text:
        label(ax, x, y, text, size=NAME if text.startswith("$") or len(text) == 1 else TEXT)
    return Node(x, y, width, height, round=corner == width / 2 == height / 2)


def _outline(x: float, y: float, across: float, up: float, corner: float) -> Path:
    """A rectangle of half sizes `across` and `up` whose corners are quarters of a circle."""
    reach = 0.5523 * corner  # of a Bézier curve's handles, for a quarter of a circle
    vertices: list[Point] = []
    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        side = (x + sx * across, y + sy * (up - corner))
        edge = (x + sx * (across - corner), y + sy * up)
        handles = (side[0], side[1] + sy * reach), (edge[0] + sx * reach, edge[1])
        quarter = [side, *handles, edge]
        vertices += quarter if sx == sy else quarter[::-1]
    codes = [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4] * 4
    return Path([*vertices, vertices[0]], [Path.MOVETO, *codes[1:], Path.CLOSEPOLY])
