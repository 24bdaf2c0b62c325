"""The course's visual language for diagrams: six kinds of thing, each with one look, on any diagram.

data       grey, sharp corners     what comes in and is given
parameter  blue, filled            what training changes
operation  a circle or a pill      what computes
tensor     a black outline         what is computed on the way; its value stands above the wire
gradient   orange, dashed          what flows back; it stands below the wire
result     green, thick outline    what comes out in the end

A canvas is 10 units wide: on a phone a unit is 34 CSS pixels, on a wide page 47. Positions are the
middles of things, in units, from the lower left corner. `samples.py` shows all of it.

A diagram is a snippet that says `diagram = true` in its metadata and then `import draw`. Programs that readers copy
never do.
"""

from .look import NAME, NOTE, TEXT, number
from .nodes import Node, canvas, curve, data, fork, frame, gradient, key, label, operation, parameter, result, tensor
from .tensors import connect, grid, image, layer, maps
from .wires import wire

__all__ = [
    "NAME",
    "NOTE",
    "TEXT",
    "Node",
    "canvas",
    "connect",
    "curve",
    "data",
    "fork",
    "frame",
    "gradient",
    "grid",
    "image",
    "key",
    "label",
    "layer",
    "maps",
    "number",
    "operation",
    "parameter",
    "result",
    "tensor",
    "wire",
]
