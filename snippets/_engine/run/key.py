"""The content key of a run: what its result depends on."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from platform import python_version

import msgspec
from packaging.requirements import Requirement
from packaging.version import Version

from ..data import Provenance
from ..errors import CourseError
from ..snippet.source import Snippet
from .result import Result

ENGINE = Path(__file__).parents[1]


class MissingDependency(CourseError):
    """A package that a snippet declares is not installed here."""


def key(
    snippet: Snippet,
    data: Mapping[str, Provenance],
    producers: Mapping[str, Result],
    versions: Mapping[str, str],
    drawing: Path,
) -> str:
    """The content key of a run: what its result depends on, comments and layout aside.

    The translations of its labels belong to it too, and all of its text if it looks at it. Whether it does, and which
    labels there are, is known only after a run, so they are compared when a result is read (see `Store.get`).

    Args:
        snippet: The snippet.
        data: What the files of its data sets are, by the set's name.
        producers: The results of the snippets whose files it uses, by name.
        versions: What `Installed.versions` says of the snippet.
        drawing: The folder of the visual language, on which diagrams depend.
    """
    content = {
        "engine": engine_digest(),
        "code": [(cell.name, ast.dump(ast.parse(cell.source))) for cell in snippet.code.values()],
        "metadata": msgspec.to_builtins(snippet.metadata),
        "data": {name: (source.kind, source.digest) for name, source in sorted(data.items())},
        "inputs": {name: (result.key, result.files) for name, result in sorted(producers.items())},
        "versions": versions,
    }
    if snippet.metadata.diagram:
        content["drawing"] = [(file.name, _sha256(file)) for file in sorted(drawing.glob("*.py"))]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


class Installed:
    """The versions of the packages here, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[str, str | None] = {}

    def version(self, package: str) -> str | None:
        """The version of a package, without what names a build: a result of 2.14.1+cu130 serves 2.14.1+cpu."""
        if package not in self._known:
            try:
                self._known[package] = Version(metadata.version(package)).public
            except metadata.PackageNotFoundError:
                self._known[package] = None
        return self._known[package]

    def versions(self, snippet: Snippet) -> dict[str, str]:
        """Versions on which a result depends: Python, the course's packages, and the declared ones.

        Raises:
            MissingDependency: A declared dependency is not installed, or not in the version asked for.
        """
        found = {"python": python_version()}
        for package in ("torch", "torchvision", "numpy", "matplotlib"):
            found[package] = self.version(package) or "not installed"
        for text in snippet.metadata.dependencies:
            requirement = Requirement(text)
            if requirement.marker is not None and not requirement.marker.evaluate():
                continue
            there = self.version(requirement.name)
            if there is None or not requirement.specifier.contains(there, prereleases=True):
                raise MissingDependency(
                    f"needs {text}, {'which is not installed' if there is None else f'{there} is installed'}",
                    path=snippet.path,
                    remedy=f"pip install '{text}'",
                )
            found[requirement.name] = there
        return found


def _sha256(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


@cache
def engine_digest() -> str:
    """Digest of the code that decides what a run leaves."""
    files = sorted((ENGINE / "run" / "inside").glob("*.py"))
    others = ("run/process.py", "run/left.py", "run/terminal.py", "data/view.py", "snippet/labels.py")
    return _sha256(*files, *(ENGINE / name for name in others))
