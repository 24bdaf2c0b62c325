"""When a file of the project last changed, as git knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path


def dates(folder: Path) -> dict[Path, str]:
    """The day on which each committed file last changed, as `2026-11-23`.

    A file with changes that are not committed is left out; so is everything where there is no git or
    only a part of the history (a shallow clone).
    """
    if _git(folder, "rev-parse", "--is-shallow-repository") != ["false"]:
        return {}
    found: dict[Path, str] = {}
    day = ""
    for line in _git(folder, "log", "--format=\t%cs", "--name-only", "--relative", "--", "."):
        if line.startswith("\t"):
            day = line[1:]
        else:
            found.setdefault(folder / line, day)
    for line in _git(folder, "diff", "--name-only", "--relative", "HEAD"):
        found.pop(folder / line, None)
    return found


def last(known: dict[Path, str], paths: Iterable[Path]) -> str:
    """The latest day of several files; empty when that of one is not known."""
    days = [known.get(path, "") for path in paths]
    return max(days) if all(days) else ""


def _git(folder: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [line for line in done.stdout.split("\n") if line]
