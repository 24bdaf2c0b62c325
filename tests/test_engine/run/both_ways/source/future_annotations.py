# Right: the future import of the first cell holds for all: no annotation is evaluated.
# %% first
from __future__ import annotations

import dataclasses


# %% last
@dataclasses.dataclass
class Node:
    value: int
    next: Node | None = None
    odd: Unknown = 3


def grow(node: Undefined) -> Node: ...


print(Node(1, Node(2)), Node.__annotations__, grow.__annotations__)
