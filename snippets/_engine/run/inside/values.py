"""The facts of a run: the plain values that its names are bound to at the end."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

from .job import LIST_LIMIT, TEXT_LIMIT

_NO_TEXT = re.compile(r"[\ud800-\udfff]")  # halves of characters, which no file can hold


def facts(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """The scalars, and flat lists of scalars, that a namespace binds; what cannot be one of them is left out.

    A scalar is a bool, an int of 64 bits, a float or a text; tensors and arrays of at most one dimension count.
    """
    found = {}
    for name, value in list(namespace.items()):
        if isinstance(name, str) and name.isidentifier() and not name.startswith("_"):
            try:
                plain = _plain(value)
            except Exception:  # a value may be of any class and do anything
                continue
            if plain is not None:
                found[name] = plain
    return found


def _plain(value: Any) -> Any:
    torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
    if torch is not None and isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_meta or value.is_quantized or value.numel() > LIST_LIMIT:
            return None
        value = value.detach().cpu().tolist()
    elif numpy is not None and isinstance(value, numpy.ndarray | numpy.generic):
        value = value.tolist() if value.size <= LIST_LIMIT else None
    if isinstance(value, list | tuple):
        items = [_scalar(item) for item in value] if len(value) <= LIST_LIMIT else []
        return None if not items or any(item is None for item in items) else items
    return _scalar(value)


def _scalar(value: Any) -> Any:
    """A value as one of the plain types, or None; a text of a subclass such as an enumeration is its text."""
    torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
    if (torch is not None and isinstance(value, torch.Tensor)) or (
        numpy is not None and isinstance(value, numpy.ndarray | numpy.generic)
    ):
        value = value.tolist()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if -(2**63) <= value < 2**63 else None
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str) and len(value) <= TEXT_LIMIT and not _NO_TEXT.search(value):
        return str(value)
    return None
