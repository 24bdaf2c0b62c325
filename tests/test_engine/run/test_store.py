"""The store: results whole or not at all, several builds at once, and which go first."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from snippets._engine import files
from snippets._engine.errors import CourseError
from snippets._engine.run import store as store_module
from snippets._engine.run.result import CellResult, Result
from snippets._engine.run.store import Store


def made(**changes):
    result = Result(
        name="t/s",
        key="k1",
        finished="2025-01-01T00:00:00+00:00",
        seconds=0.5,
        peak_memory_mb=100.0,
        device="cpu",
        versions={"torch": "2.14.1"},
        data={},
        facts={"w": 1.5, "costs": [1, 2], "ok": True},
        labels={"lr {0}": "学习率 {0}"},
        cells={"a": CellResult(output="损失\n", figures=[{"en": "<svg/>", "zh": "<svg/>"}])},
    )
    return replace(result, **changes)


def names(folder):
    """What is in a folder, but for its lock."""
    return {path.name for path in folder.iterdir()} - {".lock"}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


TEXT = "0" * 64  # the digest of the snippet's text
CHINESE = {"lr {0}": "学习率 {0}"}


def test_what_is_put_is_got(store):
    put = store.put(made())
    assert replace(put, folder=None) == made()
    assert store.get("t/s", "k1", CHINESE, TEXT) == put
    assert put.folder == store.folder / "t" / "s" / "k1"


def test_what_is_put_again_takes_the_place(store):
    store.put(made())
    store.put(made(facts={"w": 2}, cells={"a": CellResult()}))
    assert store.get("t/s", "k1", CHINESE, TEXT).facts == {"w": 2}
    assert list(store.folder.rglob("*.svg")) == []


def test_another_key_is_not_got(store):
    store.put(made())
    assert store.get("t/s", "k2", CHINESE, TEXT) is None
    assert store.get("t/other", "k1", CHINESE, TEXT) is None


@pytest.mark.parametrize("chinese", [{}, {"lr {0}": "步长 {0}"}], ids=["gone", "changed"])
def test_a_changed_translation_makes_the_result_stale(store, chinese):
    store.put(made())
    assert store.get("t/s", "k1", chinese, TEXT) is None


def test_a_program_that_saw_its_text_is_run_again_when_that_changes(store):
    store.put(made(text=TEXT))
    assert store.get("t/s", "k1", CHINESE, TEXT) is not None
    assert store.get("t/s", "k1", CHINESE, "1" * 64) is None


def test_a_translation_of_something_else_does_not(store):
    store.put(made())
    assert store.get("t/s", "k1", {**CHINESE, "another": "别的"}, TEXT) is not None


DAMAGED = {
    "empty": lambda place: (place / "result.json").write_bytes(b""),
    "truncated": lambda place: os.truncate(place / "result.json", 200),
    "no-text": lambda place: (place / "result.json").write_bytes(b"\x00\xff\xfe"),
    "list": lambda place: (place / "result.json").write_text("[]"),
    "without-result": lambda place: (place / "result.json").unlink(),
    "without-figure": lambda place: (place / "figures" / "a-1.en.svg").unlink(),
    "a-file": lambda place: (shutil.rmtree(place), place.write_text("")),
    "of-another-run": lambda place: place.rename(place.with_name("k2")),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_folder_is_no_result_and_the_next_one_takes_its_place(store, damage):
    place = store.put(made()).folder
    damage(place)
    key = "k1" if place.exists() else "k2"
    assert store.get("t/s", key, CHINESE, TEXT) is None
    assert names(place.parent) == set()
    store.put(made())
    assert store.get("t/s", "k1", CHINESE, TEXT)


def test_the_least_recently_used_go_first(tmp_path):
    store = Store(tmp_path, keep=2)
    now = time.time()
    for age, key in enumerate(["k1", "k2"]):
        store.put(made(key=key))
        os.utime(tmp_path / "t" / "s" / key, (now - 100 + age,) * 2)
    assert store.get("t/s", "k1", CHINESE, TEXT)  # used again
    store.put(made(key="k3"))
    assert names(tmp_path / "t" / "s") == {"k1", "k3"}


def test_what_a_process_left_when_it_was_killed_goes(store):
    folder = store.put(made()).folder.parent
    (folder / ".left.part").mkdir()
    store.put(made(key="k2"))
    assert names(folder) == {"k1", "k2"}


@pytest.mark.parametrize("step", ["mkdir", "write_text", "rename"])
def test_a_full_disk_is_one_message_and_leaves_nothing_half_written(store, monkeypatch, step):
    store.put(made())
    working = getattr(Path, step)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.Path, step, full)
    with pytest.raises(CourseError) as caught:
        store.put(made(key="k2"))
    assert os.strerror(errno.ENOSPC) in caught.value.what
    assert "Free some disk space" in caught.value.remedy
    assert names(store.folder / "t" / "s") == {"k1"}
    monkeypatch.setattr(files.Path, step, working)
    store.put(made(key="k2"))
    assert store.get("t/s", "k2", CHINESE, TEXT) is not None


def test_a_folder_in_the_way_is_one_message(tmp_path):
    (tmp_path / "store").write_text("a file")
    with pytest.raises(CourseError, match="cannot be stored"):
        Store(tmp_path / "store").put(made())


def test_a_result_thrown_out_by_another_build_meanwhile_is_no_error(store, monkeypatch):
    store.put(made())
    utime = os.utime

    def thrown_out(path, *arguments):
        shutil.rmtree(path)
        utime(path, *arguments)

    monkeypatch.setattr(store_module.os, "utime", thrown_out)
    assert store.get("t/s", "k1", CHINESE, TEXT).facts == made().facts


def test_many_that_put_and_get_the_same_do_not_disturb_each_other(store):
    errors = []

    def work():
        try:
            for _ in range(30):
                Store(store.folder).put(made())
                found = Store(store.folder).get("t/s", "k1", CHINESE, TEXT)
                assert found.facts == made().facts
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert store.get("t/s", "k1", CHINESE, TEXT)
    assert names(store.folder / "t" / "s") == {"k1"}
