"""What a run gets of ``data/``."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from .files import DataError, remove
from .sets import find
from .store import Provenance, Record, Store


def link(names: Iterable[str], folder: Path, workdir: Path) -> dict[str, Provenance]:
    """Gives a run a ``data/`` of its own, with the declared sets only.

    Folders are real and files are links, so whatever a snippet adds, renames or deletes stays
    in its working folder; the files themselves are read-only.

    Args:
        names: The sets that the snippet declares.
        folder: The filled ``data/``.
        workdir: The working folder of the run.

    Returns:
        What the run gets, by the set's name.

    Raises:
        DataError: A set is not in `folder`, or not whole.
    """
    return {name: _link(Store(folder.resolve(), find(name).name), workdir / "data") for name in names}


def _link(store: Store, target: Path) -> Provenance:
    record = store.record
    if record and _link_all(record, store.folder, target):
        return record.provenance
    # Another process may just be replacing the files.
    with store.locked():
        record = store.verified()
        if record and _link_all(record, store.folder, target):
            return record.provenance
    raise DataError(
        f"the data set {store.name} is not there, or not whole",
        path=store.folder,
        remedy=f"Run `python -m snippets data {store.name}`",
    )


def _link_all(record: Record, folder: Path, target: Path) -> bool:
    """Links each file, and tells whether what was linked is what the record says."""
    for path, stamp in record.files.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        remove(place)
        try:
            _link_file(folder / path, place)
        except FileNotFoundError:
            return False
        if not stamp.fits(place):
            return False
    return True


# A hard link keeps the content a run started with, even if `data/` is filled anew meanwhile.
# Windows would not delete one of a read-only file.
_LINKS = (os.symlink,) if sys.platform == "win32" else (os.link, os.symlink)


def _link_file(original: Path, place: Path) -> None:
    """Makes the cheapest link that the system allows, or a copy."""
    for link_it in _LINKS:
        try:
            return link_it(original, place)
        except FileNotFoundError:
            raise
        except OSError:
            continue
    shutil.copy2(original, place)
    place.chmod(0o644)


def unchecked(provenances: Mapping[str, Provenance]) -> list[str]:
    """The modules of torchvision that accept nothing but the whole original, where the files are not that.

    They would download it in place of a subset or a stand-in.

    Args:
        provenances: What the run gets, by the set's name.
    """
    partly = [name for name, provenance in provenances.items() if provenance.kind != "real" or provenance.note]
    return [module for name in partly if (module := find(name).checked_by)]
