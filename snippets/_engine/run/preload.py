"""Which modules a program begins with, among those that take long to import."""

from __future__ import annotations

import ast
from collections.abc import Iterator

# In this order servers import them, each on top of those before.
MODULES = ("torch", "torchvision", "matplotlib.pyplot")


def modules(text: str) -> tuple[str, ...]:
    """Which of `MODULES` a program imports before it does anything else.

    Args:
        text: The program.
    """
    named = {name for statement in _beginning(ast.parse(text)) for name in _imported(statement)}
    found = [module for module in MODULES if any(name == module or name.startswith(f"{module}.") for name in named)]
    return MODULES[:2] + tuple(found[1:]) if found[:1] == ["torchvision"] else tuple(found)


def _beginning(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports with which a program begins."""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom) and not getattr(statement, "level", 0):
            yield statement
        elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            return


def _imported(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for alias in statement.names:
        yield alias.name if isinstance(statement, ast.Import) else f"{statement.module}.{alias.name}"
