"""The rooms of the engine: who imports whom, how long a file is, and that nothing changes once it is imported."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import snippets._engine

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "snippets" / "_engine"
MODULES = sorted(ENGINE.rglob("*.py"))
LINES = 250


def name_of(path: Path) -> str:
    return path.relative_to(ENGINE).as_posix()


def rooms() -> list[str]:
    """The rooms on the map, lowest first."""
    return re.findall(r"(?m)^(\w+)/ ", snippets._engine.__doc__)


# Imports ----------------------------------------------------------------------------------


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Holds the contracts of pyproject.toml against the `snippets` of a folder."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", ROOT / "pyproject.toml"]
    wide = os.environ | {"COLUMNS": "200"}  # one line for an import
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=wide)


def test_every_import_keeps_the_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("importer", "statement", "imported"),
    [
        ("data.store", "from ..page import document", "page.document"),
        ("errors", "def late():\n    from .html import maths", "html.maths"),
        ("html.terms", "from ..run import process", "run.process"),
        ("search.index", "import mkdocs.config", "mkdocs"),
        ("page.corrections", "import markdown", "markdown"),
        ("run.process", "import torch", "torch"),
        ("data.fetch", "import numpy", "numpy"),
        ("editions.build", "import playwright.sync_api", "playwright"),
    ],
)
def test_a_broken_contract_names_both_modules(importer: str, statement: str, imported: str, tmp_path: Path) -> None:
    shutil.copytree(ENGINE, tmp_path / "snippets" / "_engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "snippets" / "__init__.py", tmp_path / "snippets")
    path = tmp_path / "snippets" / "_engine" / f"{importer.replace('.', '/')}.py"
    line = path.read_text("utf-8").count("\n") + statement.count("\n") + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(statement + "\n")
    done = lint(tmp_path)
    assert done.returncode != 0
    named = (
        imported
        if imported in ("mkdocs", "markdown", "torch", "numpy", "playwright")
        else f"snippets._engine.{imported}"
    )
    assert re.search(rf"snippets\._engine\.{importer} -> {named} \(.*l\.{line}\)", done.stdout), done.stdout


# The map ----------------------------------------------------------------------------------


def test_the_map_names_what_is_there() -> None:
    folders = {path.parent.name for path in ENGINE.glob("*/__init__.py")}
    assert set(rooms()) == folders
    beside = re.search(r"(?m)^([a-z]+(?: [a-z]+)+)   ", snippets._engine.__doc__)[1].split()
    assert sorted(beside) == sorted(path.stem for path in ENGINE.glob("*.py") if path.stem != "__init__")


def test_the_contract_has_the_order_of_the_map() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    assert layers[:-1] == rooms()[::-1]


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_its_tests(room: str) -> None:
    assert list((Path(__file__).parent / room).glob("test_*.py"))


@pytest.mark.parametrize("path", [*MODULES, *sorted(ENGINE.rglob("*.js"))], ids=name_of)
def test_no_file_is_long(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LINES


# What is there after the import -----------------------------------------------------------

ADDS = frozenset(["add", "append", "extend", "insert", "setdefault", "update"])
TAKES = frozenset(["clear", "discard", "pop", "popitem", "remove", "reverse", "sort"])
CACHES = frozenset(["cache", "lru_cache"])


def state(tree: ast.Module, mutable: frozenset[str] = frozenset()) -> Iterator[str]:
    """What a module holds that changes after its import, as far as its own text shows it.

    Seen are `global`; an empty container, which waits to be filled; an instance of a class of `mutable`; a cache of
    a function with parameters; and a function that assigns to a part of a constant (its own, or one that is imported
    and written in capitals), or calls a method that changes it. Not seen are changes by way of another name.
    """
    own = {name.id for statement in tree.body for name in _targets(statement) if isinstance(name, ast.Name)}
    classes = (each for each in ast.walk(tree) if isinstance(each, ast.ClassDef))
    # msgspec gives each instance of a Struct a container of its own.
    for body in [tree, *(each for each in classes if "Struct" not in map(ast.unparse, each.bases))]:
        for statement in body.body:
            value = getattr(statement, "value", None)
            if isinstance(value, (ast.Dict, ast.List)) and not ast.unparse(value).strip("{}[]"):
                yield f"line {statement.lineno}: an empty container"
            if isinstance(value, ast.Call) and _last(value.func) in mutable | {"dict", "list", "set", "defaultdict"}:
                yield f"line {statement.lineno}: {ast.unparse(value.func)}() can change"
    for function in (each for each in ast.walk(tree) if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))):
        parameters = [each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)]
        if parameters and any(_last(getattr(each, "func", each)) in CACHES for each in function.decorator_list):
            yield f"line {function.lineno}: a cache of {function.name}"
        local = {
            each.id for each in ast.walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        constants = own - local - set(parameters)
        for node in ast.walk(function):
            changed = [each.value for each in _targets(node) if isinstance(each, (ast.Attribute, ast.Subscript))]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ADDS | TAKES:
                changed.append(node.func.value)
            for place in changed:
                names = _names(place)
                if names and (names[0] in constants or any(name.isupper() for name in names)):
                    yield f"line {node.lineno}: {ast.unparse(place)} is changed"
            if isinstance(node, ast.Global):
                yield f"line {node.lineno}: global {', '.join(node.names)}"


def _targets(node: ast.AST) -> list[ast.expr]:
    given = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return [each for target in given if target is not None for each in getattr(target, "elts", [target])]


def _last(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _names(place: ast.expr) -> list[str]:
    """`["STATE", "builds"]` of `STATE.builds[language]`; empty for what begins with a call."""
    names = []
    while isinstance(place, (ast.Attribute, ast.Subscript)):
        if isinstance(place, ast.Attribute):
            names.append(place.attr)
        place = place.value
    return [place.id, *reversed(names)] if isinstance(place, ast.Name) else []


def test_nothing_at_module_level_changes_after_the_import() -> None:
    trees = {name_of(path): ast.parse(path.read_text("utf-8")) for path in MODULES}
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    frozen = [each for each in classes if "frozen=True" in "".join(map(ast.unparse, each.decorator_list))]
    mutable = frozenset(each.name for each in classes) - frozenset(each.name for each in frozen)
    del trees["site/hook.py"]  # MkDocs loads it once, and its one object holds what lives between events
    changes = [f"{module}, {change}" for module, tree in trees.items() for change in state(tree, mutable)]
    assert not changes, "\n".join(changes)


@pytest.mark.parametrize(
    "text",
    [
        "kept = {}",
        "kept: dict[str, int] = {}",
        "kept = defaultdict(list)",
        "class A:\n    kept = []",
        "NOW = Site()",
        "@functools.lru_cache(maxsize=9)\ndef f(x): ...",
        "@cache\ndef f(x): ...",
        "n = 0\ndef f():\n    global n\n    n = 1",
        "A = {1: 2}\ndef f(): A[1] = 3",
        "A = {1: 2}\ndef f(): A[1] += 3",
        "A = {1: 2}\ndef f(): del A[1]",
        "a = [1]\ndef f():\n    def g(): a.append(2)",
        "def f(): sets.SETS.update(x=1)",
        "def f(): STATE.builds['zh'].env = None",
    ],
)
def test_a_change_is_seen(text: str) -> None:
    assert list(state(ast.parse(text), frozenset(["Site"])))


@pytest.mark.parametrize(
    "text",
    [
        "A = {1: 2}\ndef f(a):\n    a[1] = 3\n    return A[1]",
        "a = [1]\ndef f():\n    a = []\n    a.append(2)",
        "@cache\ndef f(): ...",
        "ONE = Frozen(1)",
        "def f(): catalogue.update(path)",
        "class A:\n    def f(self): self.kept = {}",
    ],
)
def test_what_changes_nothing_passes(text: str) -> None:
    assert not list(state(ast.parse(text), frozenset(["Site"])))
