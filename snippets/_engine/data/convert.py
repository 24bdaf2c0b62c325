"""From published files to what snippets read.

Each step takes the published files and the folder to write into.
"""

import csv
import gzip
import shutil
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .files import DataError

CIFAR10_FOLDER = "cifar-10-batches-py"
CIFAR10_TRAIN = tuple(f"data_batch_{number}" for number in range(1, 6))
CIFAR10_TEST = "test_batch"
CIFAR10_META = "batches.meta"


def copy_to(place: str) -> Callable[[Sequence[Path], Path], None]:
    """Makes a build step that copies its inputs."""

    def copy(inputs: Sequence[Path], folder: Path) -> None:
        target = folder / place
        target.mkdir(parents=True, exist_ok=True)
        for path in inputs:
            shutil.copyfile(path, target / path.name)

    return copy


def unpack_to(place: str) -> Callable[[Sequence[Path], Path], None]:
    """Makes a build step that copies ``.gz`` files and unpacks them beside the copies.

    torchvision unpacks only where the unpacked file is missing; done here, it is done once
    and not by several runs at the same time.
    """
    copy = copy_to(place)

    def unpack(inputs: Sequence[Path], folder: Path) -> None:
        copy(inputs, folder)
        for path in inputs:
            with (
                gzip.open(path) as packed,
                open(folder / place / path.stem, "wb") as plain,
            ):
                shutil.copyfileobj(packed, plain, 1 << 20)

    return unpack


def cifar10_from_archive(inputs: Sequence[Path], folder: Path) -> None:
    """Takes the seven files that torchvision reads out of the published archive.

    They are looked up by name, so nothing else in an archive is ever written.
    """
    (archive,) = inputs
    (folder / CIFAR10_FOLDER).mkdir(parents=True)
    wanted = {f"{CIFAR10_FOLDER}/{name}" for name in (*CIFAR10_TRAIN, CIFAR10_TEST, CIFAR10_META)}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name in wanted and (packed := tar.extractfile(member)):
                wanted.remove(member.name)
                with packed, open(folder / member.name, "wb") as plain:
                    shutil.copyfileobj(packed, plain, 1 << 20)
    if wanted:
        raise DataError(f"the archive lacks {', '.join(sorted(wanted))}", path=archive)


def cifar10_from_pictures(inputs: Sequence[Path], folder: Path) -> None:
    """Turns the course's pictures into batches: row r of a PNG is one picture."""
    import numpy as np
    from PIL import Image

    from . import formats

    labels, *pictures = inputs
    with open(labels, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sheets = {path.name: np.asarray(Image.open(path)).reshape(-1, 32, 32, 3) for path in pictures}

    def part(split: str) -> formats.Pictures:
        chosen = sorted(
            (row for row in rows if row["split"] == split),
            key=lambda row: int(row["index"]),
        )
        images = np.stack([sheets[row["file"]][int(row["row"])] for row in chosen])
        return images, np.array([int(row["label"]) for row in chosen])

    formats.write_cifar10(folder, part("train"), part("test"))
