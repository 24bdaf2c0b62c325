"""Filling ``data/`` from the first source that works."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from .files import DataError, digest, log
from .network import Network
from .places import Place, places
from .sets import DataSet, Recipe, find
from .store import Provenance, Record, Store

# How long a failed download keeps `ensure` from trying again, in seconds.
PATIENCE = 6 * 3600


def ensure(
    names: Iterable[str],
    folder: Path,
    progress: bool = True,
    offline: bool = False,
    retry: bool = False,
) -> dict[str, Provenance]:
    """Fills and verifies ``data/``.

    The first that works is taken: what is there and whole, the folder that ``COURSE_DATA``
    names, the public source, a stand-in. A stand-in is replaced as soon as a real source works.
    A public source that failed is not asked again for six hours, so that a build without
    network does not wait each time. Real files are kept, a subset too.

    Args:
        names: The data sets.
        folder: The folder to fill.
        progress: Whether to show bars (in a terminal).
        offline: Whether to leave the network alone.
        retry: Whether to ask a public source again that failed lately.

    Returns:
        What the files of each set are, by its name.

    Raises:
        DataError: There is no such set, or the folder cannot be written.
    """
    network = None if offline else Network()
    return {name: _ensure(find(name), folder, progress, network, retry).provenance for name in names}


def _ensure(
    data_set: DataSet,
    folder: Path,
    progress: bool,
    network: Network | None,
    retry: bool,
) -> Record:
    store = Store(folder, data_set.name)
    try:
        held = store.verified()
        if held and held.kind == "real" and not store.has_leftovers():
            return held
        with store.locked():
            store.finish()
            held = store.verified()
            if held and held.kind == "real":
                store.clean()
                return held
            may_ask = network if retry or not store.failed_within(PATIENCE) else None
            return _from_places(data_set, store, places(store, data_set, may_ask, progress)) or _stand_in(
                data_set, store, held, failed=may_ask is not None
            )
    except OSError as error:
        raise DataError(
            f"{data_set.name} could not be read or written: {error.strerror or error}",
            path=error.filename or folder,
            remedy="Make room or give write access there, then run it again; nothing half-written is left",
        ) from error


def _from_places(data_set: DataSet, store: Store, there: Iterable[Place]) -> Record | None:
    """Builds the real files from the first place that, with those before, has all it takes."""
    looked: list[Place] = []
    for place in there:
        looked.append(place)
        for recipe in data_set.recipes:
            if inputs := _collect(recipe, looked):
                record = store.replace(
                    lambda stage, recipe=recipe, inputs=inputs: recipe.build(inputs, stage),
                    kind="real",
                    source=place.source,
                    note=recipe.note,
                )
                store.clean()
                return record
    return None


def _collect(recipe: Recipe, looked: Sequence[Place]) -> list[Path] | None:
    found = []
    for file in recipe.inputs:
        path = next(filter(None, (place.find(file) for place in looked)), None)
        if path is None:
            return None
        found.append(path)
    return found


def _stand_in(data_set: DataSet, store: Store, held: Record | None, failed: bool) -> Record:
    if failed:
        store.remember_failure()
    if held and held.maker == _maker():
        return held
    from . import standins

    write = getattr(standins, data_set.name)
    record = store.replace(write, kind="stand-in", source="generated", maker=_maker())
    log.warning(
        "%s: a stand-in is used. For the real data run `python -m snippets data %s` with network, "
        "or set COURSE_DATA to a folder that has it.",
        data_set.name,
        data_set.name,
    )
    return record


@cache
def _maker() -> str:
    """Names the code that writes stand-ins, which are written anew when it changes."""
    here = Path(__file__).parent
    return "".join(digest(here / name, "sha256")[:16] for name in ("standins.py", "formats.py"))
