"""A zip that comes from elsewhere, read without trusting what it says about itself."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import CourseError

ENTRIES = 20_000
TOTAL = 2_000_000_000  # bytes, of the archive and of all that it holds
RATIO = 200  # an entry may grow to this many times its packed size,
GROWTH = 10_000_000  # or to this many bytes: printed lines that are all alike shrink more
_CHUNK = 2**20
_HEADER = 30  # bytes before the name of an entry
_RECORD = struct.Struct("<4s4H2LH")  # how a zip without comment ends


class Archive:
    """The entries of one zip.

    Args:
        path: The file, for messages.
        zipped: The opened zip.

    Attributes:
        names: The entries.
    """

    def __init__(self, path: Path, zipped: zipfile.ZipFile) -> None:
        self.path, self._zipped = path, zipped
        self._infos = {info.filename: info for info in zipped.infolist()}
        self.names = list(self._infos)
        self._room = TOTAL

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of an entry, a piece at a time.

        Args:
            name: The entry.
            limit: How many bytes it may have.

        Raises:
            CourseError: It has more, grows too much, or is damaged.
        """
        info = self._infos[name]
        allowed = max(info.compress_size * RATIO, GROWTH)
        size = 0
        with _readable(self.path), self._zipped.open(info) as entry:
            while chunk := entry.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise refusal(self.path, f"{name} has more than {limit:,} bytes")
                if size > allowed:
                    raise refusal(self.path, f"{name} grows to more than {RATIO} times its packed size")
                self._room -= len(chunk)
                if self._room < 0:
                    raise refusal(self.path, f"it holds more than {TOTAL:,} bytes")
                yield chunk


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Opens a zip in which every entry is a plain file of its own.

    Args:
        path: The zip.

    Raises:
        CourseError: It cannot be read, is none, is cut off, is too large, or holds anything but plain files.
    """
    with contextlib.ExitStack() as stack:
        with _readable(path):
            file = stack.enter_context(path.open("rb"))
            _see_the_end(path, file)
            zipped = stack.enter_context(zipfile.ZipFile(file))
        _see_the_entries(path, zipped.infolist())
        yield Archive(path, zipped)


def refusal(path: Path, what: str, remedy: str = "") -> CourseError:
    """Why an archive is not brought in."""
    remedy = remedy or "Make it anew with `python -m snippets export`; nothing was brought in"
    return CourseError(what, path=path, remedy=remedy)


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Says in the course's words what zipfile finds."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError) as error:
        raise refusal(path, f"it is damaged: {str(error) or 'an entry ends too early'}") from error
    except OSError as error:
        raise refusal(path, f"it cannot be read: {error.strerror or error}", "Give a file that can be read") from error


def _see_the_end(path: Path, file: BinaryIO) -> None:
    """Looks at the last bytes, before anything is made of the list of entries that they announce."""
    size = file.seek(0, os.SEEK_END)
    if size > TOTAL:
        raise refusal(path, f"it has more than {TOTAL:,} bytes")
    file.seek(max(0, size - 2 * _RECORD.size))
    end = file.read()
    record = end[-_RECORD.size :]
    if len(record) < _RECORD.size or not record.startswith(b"PK\5\6") or record[-2:] != b"\0\0":
        raise refusal(path, "it is no archive of results, or is cut off")
    _, _, _, _, entries, length, _, _ = _RECORD.unpack(record)
    if entries > ENTRIES or length > ENTRIES * 400 or b"PK\6\7" in end:
        raise refusal(path, f"it has more than {ENTRIES:,} entries")


def _see_the_entries(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > ENTRIES:
        raise refusal(path, f"it has more than {ENTRIES:,} entries")
    if sum(info.file_size for info in infos) > TOTAL:
        raise refusal(path, f"it holds more than {TOTAL:,} bytes")
    seen: dict[str, str] = {}
    for info in infos:
        name = info.filename
        if fault := _fault(info):
            raise refusal(path, f"{name!r} {fault}")
        if other := seen.get(name.casefold()):
            raise refusal(path, f"{name!r} is there twice" + (f", also as {other!r}" if other != name else ""))
        seen[name.casefold()] = name
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise refusal(path, f"{info.filename!r} lies over another entry")
        end = info.header_offset + _HEADER + len(info.filename.encode()) + info.compress_size


def _fault(info: zipfile.ZipInfo) -> str:
    """What an entry is, if not a plain file below the folder where it will lie."""
    name = info.filename
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "is an absolute path"
    if "\\" in name:
        return "has a backslash"
    if not name.isprintable():
        return "has a name that cannot be shown"
    if name.endswith("/"):
        return "is a folder"
    if {"", ".", ".."} & set(name.split("/")):
        return "leads out of its folder"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device"
    if info.flag_bits & 0x2041:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that export does not use"
    return ""
