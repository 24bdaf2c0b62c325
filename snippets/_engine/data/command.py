"""The command ``python -m snippets data``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .files import DataError
from .fill import ensure
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


def main(argv: Sequence[str] | None = None) -> int:
    """Fills ``data/`` and prints what is in it.

    Args:
        argv: The arguments after ``data``.

    Returns:
        The exit status: 0, with a notice where a stand-in is all there is; 1 if there is not
        even that.
    """
    parser = argparse.ArgumentParser(prog="python -m snippets data", description="Fill and verify the data folder.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}; default all")
    parser.add_argument("--folder", type=Path, default=Path("data"), help="default: data")
    parser.add_argument("--offline", action="store_true", help="leave the network alone")
    arguments = parser.parse_args(argv)
    names = tuple(dict.fromkeys(arguments.names)) or NAMES
    try:
        provenances = ensure(names, arguments.folder, offline=arguments.offline, retry=True)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    rows = [("name", "data", "source", "files", "size")]
    alike: dict[tuple[str, str], list[str]] = {}
    for name, provenance in provenances.items():
        record = Store(arguments.folder, name).record
        files, size = (len(record.files), record.size) if record else (0, 0)
        data = " ".join(filter(None, (provenance.kind, provenance.note)))
        rows.append((name, data, provenance.source, str(files), _readable(size)))
        alike.setdefault((provenance.kind, provenance.note), []).append(name)
    print(_table(rows))
    for key, notice in _NOTICES.items():
        if key in alike:
            print(notice.format(names=", ".join(alike[key]), folder=arguments.folder))
    return 0


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
