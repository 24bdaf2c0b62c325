"""Where the published files can be found: one class a place, all with the same method."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Protocol

from .files import log, matches, set_aside
from .network import Network
from .sets import DataSet, File
from .store import Store


class Place(Protocol):
    """Somewhere published files may be."""

    source: ClassVar[str]

    def find(self, file: File) -> Path | None:
        """Gives the path of a whole copy, or nothing."""


class DataFolder:
    """``data/`` itself: files put there by hand or by torchvision, or left when others broke.

    What stands where a published file belongs, but is not that file, is set aside at once.
    """

    source = "already there"

    def __init__(self, store: Store, data_set: DataSet) -> None:
        files = {file for recipe in data_set.recipes for file in recipe.inputs}
        self._found = {file: path for file in files if (path := self._look(store, file))}

    @staticmethod
    def _look(store: Store, file: File) -> Path | None:
        path = store.folder / file.path
        if not path.is_file():
            return None
        record = store.record
        ours = record and file.path in record.files and record.files[file.path].fits(path)
        if ours and record.kind == "stand-in":
            return None
        if matches(path, file.checksum):
            return path
        if not ours:
            set_aside(path)
        return None

    def find(self, file: File) -> Path | None:
        return self._found.get(file)


class CourseFolder:
    """The folder that the environment variable ``COURSE_DATA`` names; only ever read."""

    source = "COURSE_DATA"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[File, Path | None] = {}
        if not folder.is_dir():
            log.warning(
                "COURSE_DATA names %s, which is not a folder: correct it or unset it.",
                folder.absolute(),
            )

    def find(self, file: File) -> Path | None:
        if file not in self._known:
            self._known[file] = self._look(file)
        return self._known[file]

    def _look(self, file: File) -> Path | None:
        path = self._folder / (file.course or file.path)
        if not path.is_file():
            return None
        try:
            if matches(path, file.checksum):
                return path
            problem = f"is damaged: its checksum is not {file.checksum}"
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
        log.warning("%s %s. It is not used; copy it there again.", path, problem)
        return None


class PublicSource:
    """The addresses in the table of data sets."""

    source = "public source"

    def __init__(self, store: Store, network: Network, progress: bool) -> None:
        self._store = store
        self._network = network
        self._progress = progress

    def find(self, file: File) -> Path | None:
        if not file.urls:
            return None
        from .download import download

        target = self._store.parts / Path(file.path).name
        reasons = download(file.urls, file.checksum, target, self._network, self._progress)
        if target.exists():
            return target
        log.warning("%s could not be downloaded (%s).", file.path, "; ".join(reasons))
        return None


def places(store: Store, data_set: DataSet, network: Network | None, progress: bool) -> Iterator[Place]:
    """Gives the places to look in, in order; the public source only if there is a network."""
    yield DataFolder(store, data_set)
    if folder := os.environ.get("COURSE_DATA"):
        yield CourseFolder(Path(folder).expanduser())
    if network is not None:
        yield PublicSource(store, network, progress)
