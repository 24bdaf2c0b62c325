"""From published files to what snippets read."""

import csv
import gzip
import io
import pickle
import tarfile

import numpy as np

from snippets._engine.data import convert, formats

from .support import CONTENT


def test_archive_of_cifar10_is_read_by_name_only(tmp_path):
    names = (*convert.CIFAR10_TRAIN, convert.CIFAR10_TEST, convert.CIFAR10_META)
    archive = tmp_path / "archive.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("../evil", "/evil", *(f"cifar-10-batches-py/{n}" for n in names)):
            info = tarfile.TarInfo(name)
            info.size = len(name)
            tar.addfile(info, io.BytesIO(name.encode()))
    target = tmp_path / "inner" / "target"
    convert.cifar10_from_archive([archive], target)
    written = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()]
    folder = "inner/target/cifar-10-batches-py"
    assert sorted(written) == sorted(["archive.tar.gz", *(f"{folder}/{n}" for n in names)])


def test_pictures_of_cifar10_become_batches(tmp_path):
    from PIL import Image

    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (20, 32, 32, 3), dtype=np.uint8)
    sheets = [tmp_path / "a.png", tmp_path / "b.png"]
    for sheet, part in zip(sheets, np.split(pictures, 2), strict=True):
        Image.fromarray(part.reshape(10, 1024, 3)).save(sheet)
    with open(tmp_path / "labels.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "row", "split", "index", "label", "class"])
        rows.writerows(["a.png", i, "train", i, i % 10, ""] for i in reversed(range(10)))
        rows.writerows(["b.png", i, "test", i, 9 - i, ""] for i in range(10))
    convert.cifar10_from_pictures([tmp_path / "labels.csv", *sheets], tmp_path)
    folder = tmp_path / "cifar-10-batches-py"
    batches = [pickle.loads((folder / n).read_bytes()) for n in convert.CIFAR10_TRAIN]
    back = np.concatenate([b["data"] for b in batches]).reshape(-1, 3, 32, 32)
    assert (back.transpose(0, 2, 3, 1) == pictures[:10]).all()
    assert [label for b in batches for label in b["labels"]] == list(range(10))
    test = pickle.loads((folder / convert.CIFAR10_TEST).read_bytes())
    assert test["labels"] == list(range(9, -1, -1))


def test_mnist_is_unpacked_beside_the_packed(tmp_path):
    packed = tmp_path / "x-ubyte.gz"
    packed.write_bytes(gzip.compress(CONTENT))
    convert.unpack_to("MNIST/raw")([packed], tmp_path / "out")
    raw = tmp_path / "out" / "MNIST" / "raw"
    assert (raw / "x-ubyte").read_bytes() == CONTENT
    assert (raw / "x-ubyte.gz").read_bytes() == packed.read_bytes()


def test_idx_files_have_the_header_of_the_format(tmp_path):
    formats.write_idx(tmp_path / "x", np.arange(6).reshape(1, 2, 3))
    assert (tmp_path / "x").read_bytes() == bytes.fromhex("00000803 00000001 00000002 00000003 000102030405")
