"""What a downloaded program says it needs, so that it runs anywhere: PEP 723 for a file, a first cell for a notebook.

https://packaging.python.org/en/latest/specifications/inline-script-metadata/
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from sys import stdlib_module_names

from nbformat import NotebookNode, v4
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from ..snippet.metadata import BLOCK
from ..snippet.source import Snippet
from ..words import TEXTS

_MISSING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


@dataclass(frozen=True)
class Supported:
    """What programs may rely on.

    Attributes:
        python: The oldest Python, such as ">=3.11".
        packages: The oldest version of a package, by its name, where one is stated.
        distributions: Packages that hold a module, by the module's name.
    """

    python: str
    packages: Mapping[str, SpecifierSet]
    distributions: Mapping[str, Sequence[str]]


def supported(pyproject: Path) -> Supported:
    """The versions that a project states and the packages that are installed.

    Args:
        pyproject: Its pyproject.toml.
    """
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    oldest = [str(bound) for bound in SpecifierSet(project["requires-python"]) if bound.operator == ">="]
    stated = map(Requirement, project["dependencies"])
    packages = {canonicalize_name(each.name): each.specifier for each in stated}
    return Supported(",".join(oldest), packages, packages_distributions())


def requirements(snippet: Snippet, known: Supported) -> list[str]:
    """What pip must install for a snippet: what it declares, then what it imports besides.

    An import whose absence the program handles is not needed. A module that is not installed here is taken for one
    of the declared packages or, when there are none, for a package of its own name.
    """
    needed = {canonicalize_name(each.name): each for each in map(Requirement, snippet.metadata.dependencies)}
    declared = set(needed)
    for module in _imported(ast.parse(snippet.text)):
        holders = {canonicalize_name(name) for name in known.distributions.get(module, () if declared else (module,))}
        if not holders & declared:
            needed |= {name: Requirement(name) for name in sorted(holders - needed.keys())}
    for name, requirement in needed.items():
        if not requirement.specifier and requirement.url is None:
            requirement.specifier = known.packages.get(name, requirement.specifier)
    return [str(requirement) for requirement in needed.values()]


def script(snippet: Snippet, text: str, known: Supported) -> str:
    """A program with a PEP 723 block that names what it needs.

    The block of the file keeps its other tables; what concerns only the course's own runs goes.

    Args:
        snippet: The snippet.
        text: Its text in the reader's language.
        known: What it may rely on.
    """
    block, content = _block(text)
    tables = [table for table in re.split(r"(?m)^(?=\[)", content)[1:] if not re.match(r"\[tool\.snippet\b", table)]
    python = tomllib.loads(content).get("requires-python", known.python)
    lines = [f"requires-python = {json.dumps(python)}", f"dependencies = {json.dumps(requirements(snippet, known))}"]
    lines += "".join(tables).rstrip().split("\n") if tables else []
    made = "\n".join(["# /// script", *(f"# {line}" if line else "#" for line in lines), "# ///"])
    return text[: block.start()] + made + text[block.end() :] if block else f"{made}\n\n{text}"


def install_cell(snippet: Snippet, language: str, known: Supported) -> NotebookNode | None:
    """The cell that begins a notebook, for kernels that lack something; pip leaves what is there as it is.

    Args:
        snippet: The snippet; one that needs nothing has no such cell.
        language: "zh" or "en".
        known: What it may rely on.
    """
    needs = requirements(snippet, known)
    if not needs:
        return None
    named = " ".join(need if re.fullmatch(r"[\w.-]+", need) else f'"{need}"' for need in needs)
    lines = [f"# {TEXTS[language]['install']}", *_build_constraints(snippet), f"%pip install -q {named}"]
    return v4.new_code_cell("\n".join(lines), id="0-install", metadata={"tags": ["install"]})


def _block(text: str) -> tuple[re.Match[str] | None, str]:
    """Where the PEP 723 block of a program stands, and its TOML; None and nothing when it has none."""
    block = next((block for block in BLOCK.finditer(text) if block["type"] == "script"), None)
    return block, re.sub(r"(?m)^# ?", "", block["content"]) if block else ""


def _build_constraints(snippet: Snippet) -> list[str]:
    """Python that tells pip what the block tells uv about building packages from source.

    pip takes these from a file alone, which versions before 25.3 know by another name.
    """
    uv = tomllib.loads(_block(snippet.text)[1]).get("tool", {}).get("uv", {})
    if not (constraints := uv.get("build-constraint-dependencies")):
        return []
    return [
        "import os",
        f"with open('constraints.txt', 'w') as file:\n    file.write({chr(10).join(constraints)!r})",
        "os.environ['PIP_CONSTRAINT'] = os.environ['PIP_BUILD_CONSTRAINT'] = 'constraints.txt'",
    ]


def _imported(node: ast.AST) -> Iterator[str]:
    """Top-level names of the modules outside the standard library that a program cannot do without."""
    paths: list[str] = []
    if isinstance(node, ast.Import):
        paths = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        paths = [node.module]
    yield from (name for path in paths if (name := path.partition(".")[0]) not in stdlib_module_names)
    optional = node.body if isinstance(node, ast.Try) and any(map(_handles_absence, node.handlers)) else ()
    for child in ast.iter_child_nodes(node):
        if child not in optional:
            yield from _imported(child)


def _handles_absence(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(part, ast.Name) and part.id in _MISSING for part in ast.walk(handler.type))
