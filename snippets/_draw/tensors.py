"""Things with a shape: tensors as cells, images, feature maps, layers of a network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from .look import DOTS, KINDS, NOTE, SOFT, TEXT, THIN
from .nodes import Node, label

PALE = 0.08  # how strongly cells are filled at least
MAT = 0.06  # units between an image and its frame, so that the frame lies on the page


def grid(
    ax: Axes,
    x: float,
    y: float,
    cells: Sequence[Sequence[str | None]],
    *,
    kind: str = "tensor",
    cell: float = 0.55,
    name: str = "",
    sizes: tuple[str, str] = ("", ""),
) -> Node:
    """A tensor of one or two dimensions as cells.

    Args:
        ax: The canvas.
        x: The middle of its cells, in units from the left edge.
        y: The middle of its cells, in units from the lower edge.
        cells: Rows of texts; "" is a cell whose number does not matter, None one that holds padding.
        kind: "data", "tensor", "parameter", "gradient" or "result".
        cell: The side of a cell, in units; 0.55 has room for two digits.
        name: What it is called, above it.
        sizes: How many rows and columns it has: left of it and below it.
    """
    look = KINDS[kind]
    rows, columns = len(cells), len(cells[0])
    left, high = x - columns * cell / 2, y + rows * cell / 2
    parts = []
    for i, row in enumerate(cells):
        for j, text in enumerate(row):
            corner = (left + j * cell, high - (i + 1) * cell)
            held = text is not None
            ax.add_patch(
                Rectangle(
                    corner,
                    cell,
                    cell,
                    facecolor=look.face(PALE) if held else "none",
                    edgecolor=look.edge if held else SOFT,
                    linewidth=THIN,
                    linestyle="-" if held else DOTS,
                    zorder=1.1 if held else 1,
                )
            )
            parts.append(Node(corner[0] + cell / 2, corner[1] + cell / 2, cell, cell))
            if text:
                label(ax, parts[-1].x, parts[-1].y, text, size=TEXT)
    if name:
        label(ax, x, high + 0.32, name, size=TEXT)
    if sizes[0]:
        label(ax, left - 0.15, y, sizes[0], kind="data", size=NOTE, align="right")
    if sizes[1]:
        label(ax, x, y - rows * cell / 2 - 0.28, sizes[1], kind="data", size=NOTE)
    return Node(x, y, columns * cell, rows * cell, parts=tuple(parts))


def maps(
    ax: Axes, x: float, y: float, count: int, side: float, text: str = "", *, kind: str = "tensor", show: int = 4
) -> Node:
    """Feature maps, one behind the other.

    Args:
        ax: The canvas.
        x: The middle of all of them, in units from the left edge.
        y: The middle of all of them, in units from the lower edge.
        count: How many there are.
        side: The side of one, in units.
        text: Their shape, written below them.
        kind: "data", "tensor", "parameter", "gradient" or "result".
        show: The most that are drawn.
    """
    look, drawn, step = KINDS[kind], min(count, show), 0.16
    whole = side + (drawn - 1) * step
    left, low = x - whole / 2, y - whole / 2
    style = {"facecolor": look.face(PALE), "edgecolor": look.edge, "linewidth": THIN}
    ax.add_patch(Rectangle((left, low), side, side, **style))
    for k in range(1, drawn):  # of those behind, only what can be seen
        right, top = left + side + k * step, low + side + k * step
        seen = [(right - side, top - step), (right - side, top), (right, top), (right, top - side)]
        ax.add_patch(Polygon([*seen, (right - step, top - side), (right - step, top - step)], **style))
    if text:
        label(ax, x, y - whole / 2 - 0.3, text, kind="data", size=NOTE)
    return Node(x, y, whole, whole)


def image(ax: Axes, x: float, y: float, pixels: numpy.ndarray, side: float, cmap: str = "gray_r") -> Node:
    """An image with its own pixels, which look the same in both schemes.

    Args:
        ax: The canvas.
        x: Its middle, in units from the left edge.
        y: Its middle, in units from the lower edge.
        pixels: (height, width) or (height, width, 3).
        side: Its width, in units; the height follows.
        cmap: The colour map of an image without colours; by default, more is darker, as ink on paper.
    """
    height = side * pixels.shape[0] / pixels.shape[1]
    extent = (x - side / 2, x + side / 2, y - height / 2, y + height / 2)
    ax.imshow(pixels, cmap=cmap, extent=extent, aspect="auto", interpolation="none")
    across, up = side + 2 * MAT, height + 2 * MAT
    corner = (x - across / 2, y - up / 2)
    ax.add_patch(Rectangle(corner, across, up, facecolor="none", edgecolor=SOFT, linewidth=THIN))
    return Node(x, y, across, up)


def layer(
    ax: Axes, x: float, y: float, units: int, text: str = "", *, kind: str = "tensor", gap: float = 0.55, show: int = 8
) -> Node:
    """A layer of a network: its units as circles, one below the other.

    Args:
        ax: The canvas.
        x: The middle, in units from the left edge.
        y: The middle, in units from the lower edge.
        units: How many it has.
        text: What stands below it; without it, the number of units.
        kind: "data", "tensor" or "result".
        gap: From one circle's middle to the next, in units.
        show: The most circles that are drawn; of more, the middle ones are left out.
    """
    look, drawn, radius = KINDS[kind], min(units, show), 0.36 * gap
    left_out = units > show
    parts = []
    for i in range(drawn):
        middle = y + gap * ((drawn - 1) / 2 - i)
        if left_out and i == drawn // 2:
            for dot in (-0.12, 0, 0.12):
                ax.add_patch(Circle((x, middle + dot), 0.035, facecolor=SOFT, edgecolor="none"))
            continue
        face = look.face(PALE)
        ax.add_patch(Circle((x, middle), radius, facecolor=face, edgecolor=look.edge, linewidth=THIN, zorder=1.2))
        parts.append(Node(x, middle, 2 * radius, 2 * radius, round=True))
    height = gap * (drawn - 1) + 2 * radius
    label(ax, x, y - height / 2 - 0.3, text or str(units), kind="data", size=NOTE)
    return Node(x, y, 2 * radius, height, parts=tuple(parts))


def connect(ax: Axes, before: Node, after: Node) -> None:
    """Lines from every unit of a layer to every unit of the next: each is a weight, so they are blue.

    Args:
        ax: The canvas.
        before: What `layer` gave.
        after: What `layer` gave for the next.
    """
    for a in before.parts:
        for b in after.parts:
            ax.add_line(Line2D([a.right[0], b.left[0]], [a.y, b.y], color="C0", linewidth=THIN, alpha=0.45, zorder=0.9))
