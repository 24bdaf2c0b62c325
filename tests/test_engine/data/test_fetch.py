"""Where the files of a set are taken from: what is there, COURSE_DATA, a stand-in."""

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from snippets._engine import data
from snippets._engine.data import convert
from snippets._engine.data import sets as table
from snippets._engine.data.store import Store

from .support import CONTENT, md5, publish


def test_course_data_is_taken_and_remembered(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    folder = tmp_path / "data"
    first = data.ensure(["diabetes"], folder, offline=True)["diabetes"]
    assert (first.kind, first.source, first.note) == ("real", "COURSE_DATA", "")
    assert (folder / "diabetes.csv.gz").read_bytes() == CONTENT
    monkeypatch.delenv("COURSE_DATA")
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"] == first


def test_course_data_may_be_a_relative_path(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_DATA", course.name)
    assert data.ensure(["diabetes"], Path("data"), offline=True)["diabetes"].kind == "real"
    assert Path("data/diabetes.csv.gz").read_bytes() == CONTENT


def test_a_second_call_reads_no_file_again_and_takes_milliseconds(tmp_path, monkeypatch):
    data.ensure(["diabetes", "names"], tmp_path, offline=True)

    def fail(*_):
        raise AssertionError("a file was read again")

    monkeypatch.setattr("snippets._engine.data.store.digest", fail)
    start = time.perf_counter()
    data.ensure(["diabetes", "names"], tmp_path, offline=True)
    assert time.perf_counter() - start < 0.25


def test_touched_but_equal_files_are_kept(tmp_path):
    before = data.ensure(["diabetes"], tmp_path, offline=True)
    path = tmp_path / "diabetes.csv.gz"
    os.utime(path, (1, 1))
    assert data.ensure(["diabetes"], tmp_path, offline=True) == before
    assert path.stat().st_mtime == 1
    assert Store(tmp_path, "diabetes").record.files[path.name].mtime_ns == 10**9


def test_files_put_there_by_hand_are_recognized(tmp_path, monkeypatch):
    publish(monkeypatch)
    (tmp_path / "diabetes.csv.gz").write_bytes(CONTENT)
    provenance = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    assert (provenance.kind, provenance.source) == ("real", "already there")


def test_a_stand_in_gives_way_to_real_files_put_over_it(tmp_path, monkeypatch, caplog):
    publish(monkeypatch)
    path = tmp_path / "diabetes.csv.gz"
    stand_in = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    path.chmod(0o644)
    path.write_bytes(CONTENT)
    real = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    assert real.kind == "real"
    assert real.digest != stand_in.digest
    assert "damaged" not in caplog.text


def test_a_stand_in_gives_way_to_course_data(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    folder = tmp_path / "data"
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"].kind == "stand-in"
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"].source == "COURSE_DATA"
    assert (folder / "diabetes.csv.gz").read_bytes() == CONTENT


@pytest.mark.parametrize("harm", [CONTENT[:-1], CONTENT[:-1] + b"?", b""], ids=["cut", "altered", "empty"])
def test_a_damaged_file_is_set_aside_and_had_again(harm, course, tmp_path, monkeypatch, caplog):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    folder = tmp_path / "data"
    before = data.ensure(["diabetes"], folder, offline=True)
    path = folder / "diabetes.csv.gz"
    path.chmod(0o644)
    path.write_bytes(harm)
    assert data.ensure(["diabetes"], folder, offline=True) == before
    assert path.read_bytes() == CONTENT
    assert path.with_name("diabetes.csv.gz.damaged").read_bytes() == harm
    assert f"{path} is damaged" in caplog.text


def test_a_damaged_stand_in_is_set_aside_and_made_again(tmp_path, caplog):
    before = data.ensure(["diabetes"], tmp_path, offline=True)
    path = tmp_path / "diabetes.csv.gz"
    path.chmod(0o644)
    path.write_bytes(b"harm")
    assert data.ensure(["diabetes"], tmp_path, offline=True) == before
    assert len(np.loadtxt(path, delimiter=",")) == 759
    assert f"{path} is damaged" in caplog.text


def test_a_damaged_file_in_course_data_is_named_and_left_alone(course, tmp_path, monkeypatch, server, caplog):
    server.files["/right"] = CONTENT
    publish(monkeypatch, server.url("/right"))
    broken = course / "course" / "diabetes.csv.gz"
    broken.write_bytes(CONTENT[:100])
    provenance = data.ensure(["diabetes"], tmp_path / "data")["diabetes"]
    assert provenance.source == "public source"
    assert f"{broken} is damaged" in caplog.text
    assert "copy it there again" in caplog.text
    assert broken.read_bytes() == CONTENT[:100]


def test_course_data_that_is_no_folder_is_named(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    assert data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"].kind == "stand-in"
    assert f"{tmp_path / 'nowhere'}, which is not a folder" in caplog.text


def test_one_bad_file_of_several_is_had_from_another_source(course, tmp_path, monkeypatch, server):
    names = ("one", "two")
    files = tuple(table.File(n, md5(n.encode()), (server.url(f"/{n}"),)) for n in names)
    recipe = table.Recipe(files, convert.copy_to("."))
    monkeypatch.setitem(table.SETS, "names", replace(table.SETS["names"], recipes=(recipe,)))
    (course / "one").write_text("one")
    (course / "two").write_text("tw")
    server.files = {f"/{n}": n.encode() for n in names}
    assert data.ensure(["names"], tmp_path / "data")["names"].kind == "real"
    assert server.asked == [("/two", None)]


def test_an_unknown_name_gets_the_nearest(tmp_path):
    with pytest.raises(data.DataError, match="'mnist'"):
        data.ensure(["minst"], tmp_path)
