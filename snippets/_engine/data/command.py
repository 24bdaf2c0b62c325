"""The command ``python -m snippets data``."""

from collections.abc import Sequence
from pathlib import Path

from .fetch import ensure
from .sets import NAMES
from .store import Store

_NOTICES = {
    ("stand-in", ""): (
        "{names}: made up, in the format of the real. For the real data run this with network, "
        "or set COURSE_DATA to a folder that has it."
    ),
    ("real", "subset"): (
        "{names}: real, but only part of it. For the whole, delete its files in {folder}, "
        "unset COURSE_DATA and run this with network."
    ),
}


def main(names: Sequence[str], folder: Path, offline: bool = False) -> None:
    """Fills ``data/`` and prints what is in it, with a notice where that is not the whole original.

    Args:
        names: The data sets; none for all.
        folder: The folder to fill.
        offline: Whether to leave the network alone.

    Raises:
        DataError: There is no such set, or the folder cannot be written.
    """
    provenances = ensure(dict.fromkeys(names) or NAMES, folder, offline=offline, retry=True)
    rows = [("name", "data", "source", "files", "size")]
    alike: dict[tuple[str, str], list[str]] = {}
    for name, provenance in provenances.items():
        record = Store(folder, name).record
        files, size = (len(record.files), record.size) if record else (0, 0)
        data = " ".join(filter(None, (provenance.kind, provenance.note)))
        rows.append((name, data, provenance.source, str(files), _readable(size)))
        alike.setdefault((provenance.kind, provenance.note), []).append(name)
    print(_table(rows))
    for key, notice in _NOTICES.items():
        if key in alike:
            print(notice.format(names=", ".join(alike[key]), folder=folder))


def _readable(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            # Text left, numbers right.
            cell.ljust(width) if number < 3 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
