"""What a run gets of the data sets."""

import errno
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from snippets._engine import data
from snippets._engine.data import sets as table
from snippets._engine.data.store import Store
from snippets._engine.run.inside.program import accept_what_is_there

from .support import CONTENT, md5, read_names

COURSE_DATA = os.environ.get("COURSE_DATA")


@pytest.fixture
def linked(tmp_path, monkeypatch):
    folder, workdir = tmp_path / "data", tmp_path / "work"
    workdir.mkdir()
    data.ensure(["diabetes", "names"], folder, offline=True)
    return folder, workdir, data.link(["names"], folder, workdir)


def test_a_run_sees_the_declared_sets_only(linked):
    folder, workdir, provenances = linked
    assert sorted(p.name for p in (workdir / "data").rglob("*")) == [
        "names_test.csv.gz",
        "names_train.csv.gz",
    ]
    assert provenances == data.ensure(["names"], folder, offline=True)


def test_a_run_without_data_has_no_folder_for_it(tmp_path):
    assert data.link([], tmp_path / "nowhere", tmp_path) == {}
    assert not (tmp_path / "data").exists()


def test_a_run_may_delete_and_add_what_it_likes(linked):
    folder, workdir, _ = linked
    (workdir / "data" / "own").write_text("own")
    shutil.rmtree(workdir)
    assert sorted(p.name for p in folder.glob("*.gz")) == [
        "diabetes.csv.gz",
        "names_test.csv.gz",
        "names_train.csv.gz",
    ]
    assert len(read_names(folder / "names_test.csv.gz")) == 6_700


@pytest.mark.skipif(sys.platform == "win32", reason="a copy on Windows")
def test_a_run_cannot_write_into_the_originals(linked):
    _, workdir, _ = linked
    path = workdir / "data" / "names_test.csv.gz"
    assert path.stat().st_mode & 0o222 == 0
    if os.geteuid():
        with pytest.raises(PermissionError):
            path.write_bytes(b"")


def test_originals_written_all_the_same_are_mended(linked, caplog):
    folder, _, provenances = linked
    path = folder / "names_test.csv.gz"
    path.chmod(0o644)
    path.write_bytes(b"harm")
    with pytest.raises(data.DataError, match="python -m snippets data names"):
        data.link(["names"], folder, folder.parent / "other")
    assert data.ensure(["names"], folder, offline=True) == provenances
    assert "names_test.csv.gz is damaged" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="no hard links on Windows")
def test_a_run_keeps_its_data_when_they_are_replaced(linked, monkeypatch):
    folder, workdir, _ = linked
    path = workdir / "data" / "names_test.csv.gz"
    before = path.read_bytes()
    store = Store(folder, "names")
    with store.locked():
        store.replace(lambda to: (to / path.name).write_bytes(CONTENT), "real", "public source")
    assert path.read_bytes() == before
    assert (folder / path.name).read_bytes() == CONTENT
    assert not (folder / "names_train.csv.gz").exists(), "a file that is no longer part of it"


@pytest.mark.parametrize("allowed", [("symlink",), ()], ids=["symbolic", "copy"])
def test_other_links_do_where_hard_links_do_not(allowed, linked, monkeypatch):
    folder, workdir, _ = linked

    def refused(*_):
        raise OSError(errno.EPERM, "not allowed")

    ways = [refused, *(getattr(os, name) for name in allowed)]
    monkeypatch.setattr("snippets._engine.data.view._LINKS", ways)
    data.link(["diabetes"], folder, workdir)
    place = workdir / "data" / "diabetes.csv.gz"
    assert place.is_symlink() == bool(allowed)
    assert place.read_bytes() == (folder / "diabetes.csv.gz").read_bytes()
    shutil.rmtree(workdir)
    assert (folder / "diabetes.csv.gz").exists()


def test_linking_what_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(data.DataError, match="python -m snippets data mnist"):
        data.link(["mnist"], tmp_path / "data", tmp_path)


@pytest.fixture
def torchvision_reads(tmp_path, monkeypatch):
    """Reads a filled folder as a snippet does, without network."""
    from torchvision import datasets

    def refused(*_):
        raise AssertionError("the network was asked")

    def read(folder, provenances):
        workdir = tmp_path / "run"
        data.link(["mnist", "cifar10"], folder, workdir)
        monkeypatch.chdir(workdir)
        monkeypatch.setattr("socket.socket.connect", refused)
        # Set to what it is, so that it is put back after the test.
        monkeypatch.setattr(datasets.cifar, "check_integrity", datasets.cifar.check_integrity)
        with pytest.raises(RuntimeError, match="corrupted"):
            datasets.CIFAR10("data")
        for name in data.unchecked(provenances):
            accept_what_is_there(sys.modules[name])
        assert datasets.mnist.check_integrity.__module__ == "torchvision.datasets.utils"
        return [
            (name, len(part), part[0][0].size, len(set(map(int, part.targets))))
            for name in ("MNIST", "CIFAR10")
            for train in (True, False)
            for part in [getattr(datasets, name)("data", train=train, download=True)]
        ]

    return read


def test_torchvision_reads_the_stand_ins(stand_ins, torchvision_reads):
    assert torchvision_reads(*stand_ins) == [
        ("MNIST", 60_000, (28, 28), 10),
        ("MNIST", 10_000, (28, 28), 10),
        ("CIFAR10", 5_000, (32, 32), 10),
        ("CIFAR10", 1_000, (32, 32), 10),
    ]


def test_what_is_not_the_whole_original_is_not_checked_against_it():
    assert data.unchecked({name: data.Provenance("real", "public source", "") for name in data.NAMES}) == []
    subset = {"cifar10": data.Provenance("real", "COURSE_DATA", "", "subset")}
    assert data.unchecked(subset) == ["torchvision.datasets.cifar"]


@pytest.mark.skipif(not COURSE_DATA, reason="COURSE_DATA names no folder with the real data")
def test_real_data(tmp_path, monkeypatch, torchvision_reads):
    # Relative paths are meant from the folder the tests are started in.
    monkeypatch.setenv("COURSE_DATA", str(Path(COURSE_DATA).absolute()))
    folder = tmp_path / "data"
    provenances = data.ensure(data.NAMES, folder, offline=True)
    assert {p.kind for p in provenances.values()} == {"real"}
    assert provenances["cifar10"].note == "subset"
    assert torchvision_reads(folder, provenances) == [
        ("MNIST", 60_000, (28, 28), 10),
        ("MNIST", 10_000, (28, 28), 10),
        ("CIFAR10", 4_000, (32, 32), 10),
        ("CIFAR10", 1_000, (32, 32), 10),
    ]
    assert np.loadtxt(folder / "diabetes.csv.gz", delimiter=",").shape == (759, 9)
    assert len(read_names(folder / "names_train.csv.gz")) == 13_374
    files = Store(folder, "mnist").record.files
    for file in table.SETS["mnist"].recipes[1].inputs:
        assert file.path in files
        assert md5((folder / file.path).read_bytes()) == file.checksum
