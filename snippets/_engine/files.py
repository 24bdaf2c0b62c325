"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_atomically(path: Path, content: str | bytes) -> None:
    """Writes a file so that it is never seen half-written, and leaves nothing behind on failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = content.encode() if isinstance(content, str) else content
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def folder_atomically(place: Path) -> Iterator[Path]:
    """Gives an empty folder to be filled, which takes its place at the end, or goes on failure.

    Args:
        place: Where it is to lie; what lies there already is replaced. Of several processes that may do
            so at once, only one at a time must.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    draft, doomed = _beside(place), _beside(place)
    draft.mkdir()
    try:
        yield draft
        with contextlib.suppress(FileNotFoundError):
            place.rename(doomed)
        draft.rename(place)
    finally:
        for left in (draft, doomed):
            shutil.rmtree(left, ignore_errors=True)


def remove(place: Path) -> None:
    """Takes a folder or a file away, for whoever looks meanwhile at once; nothing there is no error."""
    doomed = _beside(place)
    try:
        place.rename(doomed)
    except FileNotFoundError:
        return
    if doomed.is_dir() and not doomed.is_symlink():
        shutil.rmtree(doomed, ignore_errors=True)
    else:
        doomed.unlink(missing_ok=True)


def _beside(place: Path) -> Path:
    return place.with_name(f".{uuid.uuid4().hex}.part")
