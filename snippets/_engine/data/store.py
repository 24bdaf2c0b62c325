"""The folder ``data/``: what is in it, whether it is whole, and how it is replaced.

A set's files are built in a folder beside and then moved into place, with a record of their
checksums. The record is part of what is built, so a process killed in the middle leaves either
the old state or a complete new one that the next process moves into place.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, Self

from ..files import write_atomically
from .files import digest, log, move, protect, remove

Kind = Literal["real", "stand-in"]

_ALGORITHM = "sha256"


@dataclass(frozen=True)
class Provenance:
    """What the files of a set in ``data/`` are.

    Attributes:
        kind: ``"real"`` or ``"stand-in"``.
        source: Where they came from: ``"already there"``, ``"COURSE_DATA"``,
            ``"public source"`` or ``"generated"``.
        digest: Equal if and only if the files are equal, and what they pass for.
        note: ``"subset"`` if they are part of the real set only, else nothing.
    """

    kind: Kind
    source: str
    digest: str
    note: str = ""


@dataclass(frozen=True)
class Stamp:
    """What is remembered of a file: if size and time are the same, so is the checksum."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns, digest(path, _ALGORITHM))

    def fits(self, path: Path) -> bool:
        """Tells by size and time alone whether a file is the one remembered."""
        try:
            status = path.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns)


@dataclass(frozen=True)
class Record:
    """What is remembered of a set's files, by their place in ``data/``."""

    kind: Kind
    source: str
    note: str = ""
    maker: str = ""
    files: dict[str, Stamp] = field(default_factory=dict)

    @property
    def provenance(self) -> Provenance:
        checksums = sorted((path, stamp.sha256) for path, stamp in self.files.items())
        content = json.dumps([self.kind, self.note, checksums])
        short = hashlib.sha256(content.encode()).hexdigest()[:16]
        return Provenance(self.kind, self.source, short, self.note)

    @property
    def size(self) -> int:
        return sum(stamp.size for stamp in self.files.values())

    def write(self, path: Path) -> None:
        write_atomically(path, json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            stamps = {name: Stamp(**stamp) for name, stamp in content.pop("files").items()}
            return cls(**content, files=stamps)
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return None


class Store:
    """One data set's files in ``data/``.

    Args:
        folder: The folder ``data/``.
        name: The data set.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        state = folder / ".state"
        self.parts = state / f"{name}.parts"
        self._record = state / f"{name}.json"
        self._lock = state / f"{name}.lock"
        self._stage = state / f"{name}.stage"
        self._failure = state / f"{name}.unreachable"

    @property
    def record(self) -> Record | None:
        """What is remembered of the files, whether or not it still holds."""
        return Record.read(self._record)

    def verified(self) -> Record | None:
        """Gives the record if every file is whole.

        A file of remembered size and time is taken as whole; any other is read and compared.
        """
        record = self.record
        if record is None:
            return None
        renewed = {}
        for path, stamp in record.files.items():
            place = self.folder / path
            if stamp.fits(place):
                continue
            if not place.is_file():
                return None
            renewed[path] = Stamp.of(place)
            if renewed[path].sha256 != stamp.sha256:
                return None
        if renewed:
            record = replace(record, files=record.files | renewed)
            record.write(self._record)
        return record

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other processes from changing the set; waits for one that is at it."""
        from filelock import FileLock, Timeout

        self._lock.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._lock)
        try:
            lock.acquire(timeout=1)
        except Timeout:
            log.warning("%s: another process is at it, waiting for it to finish.", self.name)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def replace(
        self,
        build: Callable[[Path], None],
        kind: Kind,
        source: str,
        note: str = "",
        maker: str = "",
    ) -> Record:
        """Builds the set's files anew and moves them into place. Only while locked.

        Args:
            build: Writes the files into the folder it is given.
            kind: Whether they are real.
            source: Where they come from.
            note: What else must be known of them.
            maker: What wrote them, so that stand-ins are written anew when it changes.
        """
        remove(self._stage)
        files = self._stage / "files"
        files.mkdir(parents=True)
        try:
            build(files)
            stamps = {}
            for path in sorted(path for path in files.rglob("*") if path.is_file()):
                protect(path)
                stamps[path.relative_to(files).as_posix()] = Stamp.of(path)
            record = Record(kind, source, note, maker, stamps)
            record.write(self._stage / "record.json")
        except BaseException:
            remove(self._stage)
            raise
        self.finish()
        return record

    def finish(self) -> None:
        """Moves what has been built completely into place, and drops what has not."""
        record = Record.read(self._stage / "record.json")
        if record is not None:
            old = self.record
            for path in record.files:
                built = self._stage / "files" / path
                if built.exists():
                    move(built, self.folder / path)
            for path in set(old.files if old else ()) - set(record.files):
                remove(self.folder / path)
            record.write(self._record)
        remove(self._stage)

    def remember_failure(self) -> None:
        """Notes that the public source could not be reached."""
        self._failure.touch()

    def failed_within(self, seconds: float) -> bool:
        """Tells whether the public source could not be reached a short while ago."""
        try:
            return time.time() - self._failure.stat().st_mtime < seconds
        except OSError:
            return False

    def has_leftovers(self) -> bool:
        """Tells whether a process was killed between filling the set and cleaning up."""
        return self._stage.exists() or self.parts.exists()

    def clean(self) -> None:
        """Forgets what was needed on the way to the real files only."""
        remove(self.parts)
        remove(self._failure)
