"""The formats that snippets read, written from arrays."""

import csv
import gzip
import io
import pickle
import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .convert import CIFAR10_FOLDER, CIFAR10_META, CIFAR10_TEST, CIFAR10_TRAIN

Pictures = tuple[np.ndarray, np.ndarray]

CIFAR10_LABELS = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)


def write_cifar10(folder: Path, train: Pictures, test: Pictures) -> None:
    """Writes pictures of shape (n, 32, 32, 3), with labels, as CIFAR-10's Python version."""
    target = folder / CIFAR10_FOLDER
    target.mkdir(parents=True)
    batches = zip(
        np.array_split(train[0], len(CIFAR10_TRAIN)),
        np.array_split(train[1], len(CIFAR10_TRAIN)),
        strict=True,
    )
    parts = dict(zip(CIFAR10_TRAIN, batches, strict=True)) | {CIFAR10_TEST: test}
    for name, (images, labels) in parts.items():
        flat = np.ascontiguousarray(images.transpose(0, 3, 1, 2)).reshape(len(images), -1)
        _pickle(
            target / name,
            {"batch_label": name, "labels": labels.tolist(), "data": flat},
        )
    meta = {"label_names": list(CIFAR10_LABELS), "num_cases_per_batch": len(test[0])}
    _pickle(target / CIFAR10_META, meta)


def _pickle(path: Path, content: dict) -> None:
    with open(path, "wb") as file:
        pickle.dump(content, file, protocol=4)


def write_idx(path: Path, array: np.ndarray) -> None:
    """Writes an array of bytes as an IDX file, the format of MNIST."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unsigned_byte = 8
    with open(path, "wb") as file:
        file.write(struct.pack(">BBBB", 0, 0, unsigned_byte, array.ndim))
        file.write(struct.pack(f">{array.ndim}I", *array.shape))
        file.write(np.ascontiguousarray(array, dtype=np.uint8).data)


def write_table(path: Path, features: np.ndarray, labels: np.ndarray) -> None:
    """Writes a table as packed CSV without a header, the label last."""
    text = io.StringIO()
    rows = np.column_stack([features, labels])
    np.savetxt(text, rows, fmt=["%.6g"] * features.shape[1] + ["%d"], delimiter=",")
    _pack(path, text.getvalue())


def write_names(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Writes pairs of name and language as packed CSV, each value in quotes."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    _pack(path, text.getvalue())


def _pack(path: Path, text: str) -> None:
    # Without name and time in its header, equal text gives an equal file.
    with (
        open(path, "wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed,
    ):
        packed.write(text.encode())
