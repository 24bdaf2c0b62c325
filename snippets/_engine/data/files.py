"""Small operations on files that every other part needs."""

import hashlib
import logging
import os
import shutil
import stat
from pathlib import Path

from ..errors import CourseError

log = logging.getLogger("snippets.data")


class DataError(CourseError):
    """Data that cannot be had: which file, what is wrong, what to do about it."""


def digest(path: Path, algorithm: str) -> str:
    """Hashes a file without reading it into memory at once."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()


def matches(path: Path, checksum: str) -> bool:
    """Tells whether a file has a checksum written as ``algorithm:hexdigits``."""
    algorithm, _, expected = checksum.partition(":")
    return digest(path, algorithm) == expected


def protect(path: Path) -> None:
    """Makes a file read-only, so that a snippet cannot alter it by mistake."""
    path.chmod(0o444)


def unprotect(path: Path) -> None:
    """Makes a file writable: Windows neither replaces nor deletes a read-only one."""
    if path.exists() and not path.is_symlink():
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def move(source: Path, target: Path) -> None:
    """Moves a file onto another in one step, within one file system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unprotect(target)
    os.replace(source, target)


def remove(path: Path) -> None:
    """Deletes a file or folder, read-only or not, if it is there."""
    if path.is_dir() and not path.is_symlink():
        for inner in path.rglob("*"):
            unprotect(inner)
        shutil.rmtree(path)
    else:
        unprotect(path)
        path.unlink(missing_ok=True)


def set_aside(path: Path) -> None:
    """Renames a file that must not be used, and says so."""
    aside = path.with_name(path.name + ".damaged")
    log.warning(
        "%s is damaged or not the original: set aside as %s, and fetched again.",
        path,
        aside.name,
    )
    move(path, aside)
