"""The store that keeps results by their content."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from ..errors import CourseError
from ..files import folder_atomically, remove
from .result import Result

_DAMAGED = (FileNotFoundError, NotADirectoryError, ValueError)


class Store:
    """Results on disk, a folder each, written whole or not at all.

    Several builds may read and write at once.

    Args:
        folder: Where they lie: `<folder>/<topic>/<name>/<key>/`.
        keep: How many results of one snippet are kept; the least recently used go first.
    """

    def __init__(self, folder: Path, keep: int = 4) -> None:
        self.folder, self.keep = folder, keep

    def get(self, name: str, key: str, translations: Mapping[str, str], text: str) -> Result | None:
        """The stored result with this key that used these translations and, where it could see it, this text.

        Args:
            name: "topic/name".
            key: Content key of the run.
            translations: English label message to Chinese.
            text: Digest of the snippet's text.
        """
        place = self._place(name, key)
        if not place.parent.exists():
            return None
        try:
            result = _read(place)
        except _DAMAGED:
            result = self._look_again(place)
        if result is None:
            return None
        if result.text not in ("", text):
            return None
        if any(translations.get(message, "") != used for message, used in result.labels.items()):
            return None
        with contextlib.suppress(OSError):  # another build may have thrown it out
            os.utime(place)
        return result

    def put(self, result: Result) -> Result:
        """Stores a result.

        Returns:
            The result as it is stored.

        Raises:
            CourseError: The disk is full or cannot be written.
        """
        place = self._place(result.name, result.key)
        try:
            with _locked(place.parent):
                with folder_atomically(place) as draft:
                    record = result.write(draft)
                self._tidy(place.parent)
            return Result.of(record, place)
        except OSError as error:
            raise CourseError(
                f"the result of {result.name} cannot be stored: {error.strerror}",
                path=place,
                remedy="Free some disk space and run again",
            ) from error

    def _look_again(self, place: Path) -> Result | None:
        """Takes away what is damaged, or was written by another version, once no other process is at it."""
        with contextlib.suppress(OSError), _locked(place.parent):
            try:
                return _read(place)
            except _DAMAGED:
                remove(place)
        return None

    def _tidy(self, folder: Path) -> None:
        for draft in folder.glob(".*.part"):  # of a process that was killed
            remove(draft)
        for place in sorted(folder.glob("[!.]*"), key=lambda each: each.stat().st_mtime)[: -self.keep]:
            remove(place)

    def _place(self, name: str, key: str) -> Path:
        return self.folder / name / key


def _read(place: Path) -> Result:
    result = Result.read(place)
    if place.parts[-3:] != (*result.name.split("/"), result.key):
        raise ValueError("the result of another run")
    return result


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keeps other processes from changing the results of a snippet."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        yield
