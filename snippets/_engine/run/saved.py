"""Files that one snippet saves in its working folder and others find in theirs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..snippet.source import Snippet
from .limits import RunFailure
from .result import Result

SIZE_LIMIT = 100_000_000  # bytes of all that a snippet saves


def give(producers: Iterable[Result], work: Path) -> None:
    """Copies what other snippets saved into a working folder.

    A copy, so that nothing that happens to it reaches the result that it belongs to; a reader has the same
    files after running the other programs in the same folder.

    Args:
        producers: The results of the other snippets.
        work: The working folder.
    """
    for result in producers:
        for name in result.files:
            shutil.copyfile(result.file(name), work / name)


def collect(snippet: Snippet, work: Path, folder: Path) -> dict[str, str]:
    """Takes what a snippet saved out of its working folder.

    Args:
        snippet: The snippet, which has run.
        work: Its working folder.
        folder: An existing folder for the files.

    Returns:
        The SHA-256 of each file, by its name.

    Raises:
        RunFailure: It did not save a file that it names, or they are too large.
    """

    def failure(what: str, remedy: str) -> RunFailure:
        return RunFailure(what, path=snippet.path, line=snippet.line_of("saves"), remedy=remedy)

    digests = {}
    room = SIZE_LIMIT
    for name in snippet.metadata.saves:
        place = work / name
        if place.is_symlink() or not place.is_file():
            what = f"{name!r} was not saved" if not place.exists() else f"{name!r} is not an ordinary file"
            raise failure(what, "Write the file in the working folder, or take it out of `saves`")
        room -= place.stat().st_size
        if room < 0:
            raise failure(f"it saves more than {SIZE_LIMIT / 1e6:,.0f} MB", "Save less, such as a state_dict alone")
        place.rename(folder / name)
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests
