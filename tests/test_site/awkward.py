"""Figures that are hard to colour, a function each; it gives back the artists whose colours stand for data, if any."""

from __future__ import annotations

from collections.abc import Callable

import numpy
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

STEPS = numpy.linspace(0, 1, 20).reshape(4, 5)
GREYS = ["#000000", "#404040", "#808080", "#d3d3d3", "#ffffff"]
NOISE = numpy.indices((12, 12)).sum(axis=0) % 2


def heat_map_with_numbers(figure: Figure) -> list:
    axes = figure.subplots(1, 2)
    for each in axes:
        for (row, column), value in numpy.ndenumerate(STEPS):
            each.text(column, row, f"{value:.1f}", ha="center", va="center", fontsize=7)
    return [each.imshow(STEPS, cmap=colours) for each, colours in zip(axes, ("gray", "viridis"), strict=True)]


def grey_image(figure: Figure) -> list:
    axes = figure.subplots()
    axes.tick_params(direction="in", top=True, right=True)
    axes.set(title="title", xlabel="along")
    axes.annotate("here", (2, 1), (0, 2.6), arrowprops={"arrowstyle": "->"})
    axes.plot([0, 4], [3, 0], "r--", [1, 3], [0, 3], "w+", [1, 3], [1, 2], "kx")
    return [axes.imshow(STEPS, cmap="gray")]


def chessboard(figure: Figure) -> list:
    axes = figure.subplots()
    for row, colour in enumerate(["black", "white", "C0", "yellow", "gray"]):
        axes.text(6, 2 * row + 1, f"all across, {colour}", color=colour, ha="center")
    axes.plot([0, 11], [0, 11], "C1", [0, 11], [11, 0], "k")
    return [axes.imshow(NOISE, cmap="gray")]


def mesh(figure: Figure) -> list:
    axes = figure.subplots()
    drawn = axes.pcolormesh([range(5)], cmap=ListedColormap(GREYS))
    axes.plot([0.2, 4.8], [0.2, 0.8], "C2o-")
    figure.colorbar(drawn, label="grey")
    return [drawn]


def one_value_each(figure: Figure) -> list:
    values = zip(figure.subplots(1, 3), (0, 0.5, 1), strict=True)
    return [axes.pcolormesh([[value]], cmap="gray", vmin=0, vmax=1) for axes, value in values]


def filled_contours(figure: Figure) -> list:
    axes = figure.subplots()
    x, y = numpy.meshgrid(numpy.linspace(-2, 2, 30), numpy.linspace(-2, 2, 30))
    axes.clabel(axes.contour(x, y, x * y, levels=4, colors="black"))
    return [axes.contourf(x, y, x * y, levels=[-4, -2, -1, 0, 2, 4], colors=GREYS)]


def scatter_by_grey(figure: Figure) -> list:
    axes = figure.subplots()
    axes.text(2, 0.5, "words beside")
    return [axes.scatter(range(5), [1, 2, 3, 2, 1], c=range(5), cmap=ListedColormap(GREYS), s=90)]


def legends_over_data(figure: Figure) -> None:
    for axes, options in zip(figure.subplots(1, 3), ({"framealpha": 0.2}, {}, {"frameon": False}), strict=True):
        axes.bar(range(2), [4, 5], color=["black", "C0"], width=1)
        axes.plot([-0.4, 1], [0.2, 1], "C1s-", label="line")
        axes.plot([-0.4, 1], [1, 1.5], "k:", label="dots")
        axes.legend(loc="upper center", **options)


def transparent_patches(figure: Figure) -> None:
    axes = figure.subplots()
    for place, colour in enumerate(["black", "yellow", "C0", "white"]):
        for height, alpha in enumerate([0.2, 0.5, 0.8]):
            axes.bar(place, 1, 1, height, color=colour, alpha=alpha, align="edge")
            axes.text(place + 0.1, height + 0.5, f"α {alpha}")
            axes.plot([place + 0.1, place + 0.9], [height + 0.2] * 2, "k")


def transparent_marks(figure: Figure) -> None:
    axes = figure.subplots()
    for row, colour in enumerate(["black", "gray", "C1", "yellow", "lightgray"]):
        for column, alpha in enumerate([0.5, 0.7, 0.9]):
            axes.text(column, row, f"α {alpha}", color=colour, alpha=alpha)
            axes.plot([column + 0.4, column + 0.9], [row + 0.1] * 2, color=colour, alpha=alpha)
            axes.plot([column + 0.65], [row + 0.4], "o", color=colour, alpha=alpha)


def error_bars(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    left.bar([0, 1, 2], [2, 3, 4], yerr=1, color=["C0", "black", "0.8"], capsize=3)
    left.bar_label(left.bar([3], [3], color="navy"), label_type="center")
    right.errorbar([0, 1, 2], [1, 2, 3], yerr=0.4, fmt="o", mfc="white", ecolor="gray", capsize=3)
    right.axhspan(0, 1.5, color="0.2")


def three_dimensions(figure: Figure) -> list:
    axes = figure.add_subplot(projection="3d")
    axes.grid(False)
    axes.plot([0, 1], [0, 1], [0, 1], "k")
    axes.text(0.5, 0, 1, "in space")
    axes.set(xlabel="x", zlabel="z")
    return [axes.scatter([0, 0.3, 0.6, 1], [0, 1, 0, 1], [0, 1, 1, 0], c=range(4), cmap="gray", depthshade=False, s=90)]


def polar(figure: Figure) -> None:
    axes = figure.add_subplot(projection="polar")
    axes.grid(False)
    axes.bar([0.4, 1.6, 3, 4.4], [3, 4, 5, 4], width=1.1, color=["black", "C0", "yellow", "0.5"])
    axes.plot(numpy.linspace(0, 6, 40), numpy.linspace(0, 5, 40), "k")


def subfigures(figure: Figure) -> None:
    for part, colour in zip(figure.subfigures(1, 3), ["0.85", "black", "white"], strict=True):
        part.set_facecolor(colour)
        axes = part.subplots()
        axes.set_facecolor({"white": "midnightblue"}.get(colour, colour))
        axes.plot([1, 2], "C0o-", [2, 1], "k")
        part.suptitle(colour)
        part.subplots_adjust(left=0.3)


def faint_and_loud(figure: Figure) -> None:
    axes = figure.subplots()
    for place, colour in enumerate(["lightgray", "silver", "0.95", "yellow", "cyan", "navy", "#111111", "red"]):
        axes.plot([0, 1], [place, place], color=colour, lw=2)
        axes.text(1.1, place, colour, color=colour)
    axes.axhline(7.5, color="lightgray", ls="--")


def shares_of_greys(figure: Figure) -> list:
    return list(figure.subplots().pie([1, 1, 1, 1, 1], colors=GREYS, labels=list("abcde"), autopct="%.0f %%")[0])


def boxes_around_words(figure: Figure) -> None:
    for row, colour in enumerate(["black", "white", "wheat", "C0", "0.5"]):
        figure.text(0.1, 0.1 + row / 6, "in a box", bbox={"facecolor": colour})
        figure.text(0.6, 0.1 + row / 6, "half", bbox={"facecolor": colour, "alpha": 0.5, "boxstyle": "round"})


FIGURES: list[Callable[[Figure], list | None]] = [
    heat_map_with_numbers, grey_image, chessboard, mesh, one_value_each, filled_contours, scatter_by_grey,
    legends_over_data, transparent_patches, transparent_marks, error_bars, three_dimensions, polar, subfigures,
    faint_and_loud, shares_of_greys, boxes_around_words,
]  # fmt: skip
