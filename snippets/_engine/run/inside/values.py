"""The facts of a run: the plain values that its names are bound to at the end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy
import torch

from ..result import LIST_LIMIT, TEXT_LIMIT, Fact

_NO_TEXT = re.compile(r"[\ud800-\udfff]")  # halves of characters, which no file can hold


def facts(namespace: Mapping[str, Any]) -> dict[str, Fact]:
    """The scalars, and flat lists of at most 100 scalars, that a namespace binds."""
    plain = {name: _plain(value) for name, value in namespace.items() if not name.startswith("_")}
    return {name: value for name, value in plain.items() if value is not None}


def line_of(name: str, cells: Iterable[tuple[str, int, str]]) -> int | None:
    """The line on which a name is last bound.

    Args:
        name: The name.
        cells: Code cells as (name, line, source).
    """
    found = None
    for _, line, source in cells:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
                found = line + node.lineno - 1
    return found


def _plain(value: Any, nested: bool = False) -> Any:
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_meta or value.is_quantized or value.dtype.is_complex:
            return None
        if value.dim() > 1 or value.numel() > LIST_LIMIT:
            return None
        return value.detach().cpu().tolist()
    if isinstance(value, numpy.ndarray | numpy.generic):
        if value.ndim > 1 or value.size > LIST_LIMIT or value.dtype.kind not in "biufU":
            return None
        return value.tolist()
    if isinstance(value, list | tuple):
        if nested:
            return None
        items = [_plain(item, nested=True) for item in value] if 0 < len(value) <= LIST_LIMIT else [None]
        return None if any(item is None or isinstance(item, list) for item in items) else items
    if isinstance(value, str):
        return str(value) if len(value) <= TEXT_LIMIT and not _NO_TEXT.search(value) else None
    return value if isinstance(value, bool | int | float) else None
