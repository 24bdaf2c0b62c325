"""Samples of the visual language, for authors: python -m snippets._draw.samples FOLDER."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy
from matplotlib import pyplot
from matplotlib.axes import Axes

from snippets import _draw as draw


def kinds() -> Axes:
    """The six kinds of thing, and where a value forks."""
    ax = draw.canvas(4.4)
    for x, y, kind, text in (
        (1.7, 3.6, draw.data, "data"),
        (5.0, 3.6, draw.operation, "operation"),
        (8.3, 3.6, draw.tensor, "tensor"),
        (1.7, 2.2, draw.parameter, "parameter"),
        (5.0, 2.2, draw.gradient, "gradient"),
        (8.3, 2.2, draw.result, "result"),
    ):
        kind(ax, x, y, text, width=2.6)
    dot = draw.fork(ax, 1.7, 0.7)
    draw.wire(ax, dot, draw.operation(ax, 3.4, 0.7, "+"))
    draw.label(ax, 1.2, 0.7, "fork", align="right")
    step = draw.operation(ax, 6.2, 0.7, "", width=1.3)
    draw.curve(ax, step, [0, 0, 1, 1])
    draw.key(ax, 7.4, 0.7, "parameter", "meaning")
    return ax


def graph() -> Axes:
    """A computational graph: (w x − y)² with the value above each wire and its gradient below."""
    x, w, y = 1.0, 1.0, 2.0
    product, error = w * x, w * x - y
    slope = 2 * error
    ax = draw.canvas(4)
    features = draw.data(ax, 0.6, 3.2, "$x$")
    weight = draw.parameter(ax, 0.6, 0.8, "$w$")
    target = draw.data(ax, 5.0, 0.6, "$y$")
    times = draw.operation(ax, 2.8, 2.4, "×")
    minus = draw.operation(ax, 5.0, 2.4, "−")
    square = draw.operation(ax, 7.2, 2.4, "( )²")
    loss = draw.result(ax, 9.3, 2.4, "loss", width=1.2)
    draw.wire(ax, features, times, draw.number(x), draw.number(slope * w))
    draw.wire(ax, weight, times, draw.number(w), draw.number(slope * x))
    draw.wire(ax, times, minus, draw.number(product), draw.number(slope))
    draw.wire(ax, target, minus, draw.number(y), draw.number(-slope))
    draw.wire(ax, minus, square, draw.number(error), draw.number(slope))
    draw.wire(ax, square, loss, draw.number(error**2), "1")
    return ax


def cycle() -> Axes:
    """A cycle of four; what flows back is orange."""
    ax = draw.canvas(4.6)
    forward, loss = draw.tensor(ax, 2, 3.8, "forward", width=2.4), draw.result(ax, 8, 3.8, "loss", width=2.4)
    back, step = draw.gradient(ax, 8, 0.8, "backward", width=2.4), draw.parameter(ax, 2, 0.8, "step", width=2.4)
    draw.wire(ax, forward, loss, "ŷ")
    draw.wire(ax, loss, back, bend=0.25)
    draw.wire(ax, back, step, below="slope", back=True)
    draw.wire(ax, step, forward, bend=0.25)
    return ax


def matrices() -> Axes:
    """A linear layer as matrices with their sizes."""
    ax = draw.canvas(4.6)
    draw.grid(ax, 2.2, 2.2, [[""] * 8] * 3, kind="data", cell=0.4, name="$x$", sizes=("$N$", "8"))
    draw.label(ax, 4.3, 2.2, "@", size=14)
    draw.grid(ax, 5.1, 2.2, [[""]] * 8, kind="parameter", cell=0.4, name="$W^T$", sizes=("", "1"))
    draw.label(ax, 5.9, 2.2, "+", size=14)
    draw.grid(ax, 6.6, 2.2, [[""]], kind="parameter", cell=0.4, name="$b$")
    draw.label(ax, 7.4, 2.2, "=", size=14)
    draw.grid(ax, 8.8, 2.2, [["0.2"], ["−1"], ["3"]], cell=0.6, name="$z$", sizes=("$N$", "1"))
    return ax


def network() -> Axes:
    """Layers of a network; of a large one only some units are drawn."""
    ax = draw.canvas(5.2)
    layers = [
        draw.layer(ax, x, 2.8, units, kind=kind)
        for x, units, kind in ((1, 64, "data"), (3.7, 6, "tensor"), (6.4, 4, "tensor"), (9, 1, "result"))
    ]
    for before, after in pairwise(layers):
        draw.connect(ax, before, after)
    return ax


def batches() -> Axes:
    """Samples, their order, and the batches that they form."""
    order = numpy.random.default_rng(0).permutation(8)
    ax = draw.canvas(5.2)
    stored = draw.grid(ax, 5, 4.2, [[str(i) for i in range(8)]], kind="data", cell=0.8, name="dataset")
    drawn = draw.grid(ax, 5, 2.7, [[str(i) for i in order]], kind="data", cell=0.8)
    draw.wire(ax, stored, drawn)
    draw.label(ax, 5.3, 3.45, "shuffle", align="left")
    for k in range(4):
        batch = draw.grid(ax, 1.4 + 2.4 * k, 0.8, [[str(i) for i in order[2 * k : 2 * k + 2]]], cell=0.8)
        draw.frame(ax, [batch], pad=0.15)
        for i in range(2):
            draw.wire(ax, drawn.parts[2 * k + i], batch.parts[i])
    return ax


def pipeline() -> Axes:
    """An image and its feature maps with their shapes."""
    ax = draw.canvas(4)
    pixels = numpy.add.outer(numpy.arange(8), numpy.arange(8)) % 5
    things = [
        draw.image(ax, 0.95, 2.2, pixels, 1.2),
        draw.maps(ax, 3.6, 2.2, 10, 1.2, "10 × 24 × 24"),
        draw.maps(ax, 6.6, 2.2, 10, 0.8, "10 × 12 × 12"),
        draw.layer(ax, 9.6, 2.2, 10, gap=0.42, show=6, kind="result"),
    ]
    for before, after, text in zip(things, things[1:], ("conv", "pool", "linear"), strict=False):
        draw.wire(ax, before, after, text)
    draw.label(ax, 0.95, 1.25, "1 × 28 × 28", kind="data", size=10)
    return ax


def blocks() -> Axes:
    """A residual block with its skip, and branches that meet."""
    ax = draw.canvas(5.8)
    entry = draw.fork(ax, 0.6, 4.2)
    one, two = draw.operation(ax, 2.6, 4.2, "conv", width=1.5), draw.operation(ax, 5.2, 4.2, "conv", width=1.5)
    plus = draw.operation(ax, 7.6, 4.2, "+")
    leaving = draw.tensor(ax, 9.3, 4.2, "$y$")
    for before, after in ((entry, one), (one, two), (two, plus), (plus, leaving)):
        draw.wire(ax, before, after)
    draw.wire(ax, entry, plus, "$x$", via=[(0.6, 5.2), (7.6, 5.2)])
    start, join = draw.tensor(ax, 0.8, 1.4, "192"), draw.tensor(ax, 9.2, 1.4, "88")
    for y, text, channels in ((2.4, "1 × 1", 16), (1.4, "5 × 5", 24), (0.4, "3 × 3", 24)):
        branch = draw.operation(ax, 5, y, text, width=1.8, height=0.7)
        draw.wire(ax, start, branch, via=[(2.2, y)])
        draw.wire(ax, branch, join, draw.number(channels), via=[(7.8, y)], at=0.3)
    return ax


def time() -> Axes:
    """A recurrent cell, and the same cell unrolled: its weights are one and the same."""
    ax = draw.canvas(4.6)
    cell = draw.parameter(ax, 1.2, 2.2, "cell", width=1.3)
    draw.wire(ax, cell, cell, "$h$")
    draw.wire(ax, draw.data(ax, 1.2, 0.6, "$x$"), cell)
    draw.label(ax, 2.7, 2.2, "=", size=14)
    before = draw.tensor(ax, 3.7, 2.2, "$h_0$")
    for step in (1, 2, 3):
        x = 3.6 + 1.85 * step
        now = draw.parameter(ax, x, 2.2, "cell", width=1.0)
        draw.wire(ax, before, now, f"$h_{step - 1}$" if step > 1 else "")
        draw.wire(ax, draw.data(ax, x, 0.6, f"$x_{step}$"), now)
        draw.wire(ax, now, draw.tensor(ax, x, 3.8, f"$h_{step}$"))
        before = now
    return ax


def padding() -> Axes:
    """Sequences of different lengths in one tensor."""
    ax = draw.canvas(3.4)
    words = ("Maclean", "Tansho", "Usami")
    longest = max(len(word) for word in words)
    rows = [list(word) + [None] * (longest - len(word)) for word in words]
    draw.grid(ax, 4, 1.8, rows, kind="data", cell=0.7, name="padded", sizes=("batch", "seq"))
    for i, word in enumerate(words):
        draw.label(ax, 7.2, 1.8 + 0.7 * (1 - i), str(len(word)))
    draw.label(ax, 7.2, 3.1, "lengths")
    return ax


SAMPLES = (kinds, graph, cycle, matrices, network, batches, pipeline, blocks, time, padding)

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        sample().figure.savefig(folder / f"{sample.__name__}.svg")
        pyplot.close("all")
