"""What a program finds imported: what it imports itself, and nothing of the engine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any

OWN = (__name__.partition(".")[0], "greenlet")  # what is here without the program's doing


class Hidden:
    """The engine's modules, which are taken out of sight."""

    def __init__(self) -> None:
        self._modules: dict[str, ModuleType] = {}
        self.hide()

    def hide(self) -> None:
        """Takes them out of what is imported; nothing finds them then."""
        for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
            self._modules[name] = sys.modules.pop(name)

    @contextmanager
    def seen(self) -> Iterator[None]:
        """Lets the engine import more of itself."""
        sys.modules.update(self._modules)
        try:
            yield
        finally:
            self.hide()


class AfterImport:
    """A finder that lets something be done as soon as a module has been imported (importlib's `MetaPathFinder`).

    Args:
        module: The module; where it is imported already, it is done at once.
        do: What is done, with the module.
    """

    def __init__(self, module: str, do: Callable[[ModuleType], None]) -> None:
        self._module, self._do = module, do
        if module in sys.modules:
            do(sys.modules[module])
        else:
            sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """What the other finders find, with a loader that does what is to be done."""
        if name != self._module:
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            if (spec := finder.find_spec(name, path, target)) is not None and spec.loader is not None:
                spec.loader.exec_module = partial(self._execute, spec.loader.exec_module)
                return spec
        return None

    def _execute(self, execute: Callable[[ModuleType], None], module: ModuleType) -> None:
        execute(module)
        self._do(module)
