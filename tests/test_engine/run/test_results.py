"""The content key, and the store that keeps results whole or not at all."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import textwrap
import time

import pytest

from snippets._engine.data import Provenance
from snippets._engine.errors import CourseError
from snippets._engine.run import results
from snippets._engine.run.results import CellResult, Result, Store
from snippets._engine.snippet.source import parse

TEXT = """\
# /// script
# [tool.snippet]
# seconds = 5
# ///
# %% [markdown]
# # Title

# %% a
import math
x = math.sqrt(2)  # a reason

# %% b
print(x)
"""


@pytest.fixture
def key(tmp_path):
    def key(text, data=None):
        path = tmp_path / "t" / "s.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        return results.key(parse(path), data or {})

    return key


SAME = {
    "comment": ("# a reason", "# another reason"),
    "comment-added": ("import math\n", "# why\nimport math\n"),
    "blank-lines": ("import math\n", "import math\n\n\n"),
    "spaces": ("math.sqrt(2)", "math.sqrt( 2 )"),
    "brackets": ("x = math.sqrt(2)", "x = (math.sqrt(2))"),
    "markdown": ("# # Title", "# # Another title"),
    "comment-in-metadata": ("# seconds = 5", "# seconds = 5  # slow"),
}
OTHER = {
    "code": ("sqrt(2)", "sqrt(3)"),
    "cell-name": ("%% b", "%% c"),
    "time-limit": ("seconds = 5", "seconds = 6"),
    "text-in-quotes": ("print(x)", "print(x, 'x')"),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_key_stays_when_only_comments_or_layout_change(key, old, new):
    assert old in TEXT
    assert key(TEXT.replace(old, new)) == key(TEXT)


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_key_changes_with_code_and_metadata(key, old, new):
    assert old in TEXT
    assert key(TEXT.replace(old, new)) != key(TEXT)


def test_key_changes_with_layout_where_a_traceback_is_shown(key):
    raising = TEXT.replace("seconds = 5", "raises = { b = 'NameError' }")
    assert key(raising.replace("# a reason", "# other")) != key(raising)
    assert key(raising.replace("import math\n", "import math\n\n")) != key(raising)


def test_key_changes_with_what_the_data_are(key):
    kinds = [Provenance("real", "", "abc"), Provenance("stand-in", "", "abc"), Provenance("real", "", "abd")]
    keys = {key(TEXT, {"mnist": kind}) for kind in kinds}
    assert len(keys) == 3
    assert key(TEXT) not in keys


@pytest.mark.parametrize("package", ["torch", "torchvision", "numpy", "matplotlib"])
def test_key_changes_with_versions(key, monkeypatch, package):
    before = key(TEXT)
    version = results._version
    monkeypatch.setattr(results, "_version", lambda name: "0.0.1" if name == package else version(name))
    assert key(TEXT) != before


def test_key_changes_with_the_engine(key, monkeypatch):
    before = key(TEXT)
    monkeypatch.setattr(results, "_engine_digest", lambda: "another")
    assert key(TEXT) != before


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
        cells={"a": CellResult(stdout="损失\n", figures=[{"en": "<svg/>", "zh": "<svg/>"}])},
    )
    return dataclasses.replace(result, **changes)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


CHINESE = {"lr {0}": "学习率 {0}"}


def test_what_is_put_is_got(store):
    store.put(made())
    assert store.get("t/s", "k1", CHINESE) == made()


def test_not_finite_facts_survive(store):
    store.put(made(facts={"x": float("inf")}))
    assert store.get("t/s", "k1", CHINESE).facts == {"x": float("inf")}


def test_another_key_is_not_got(store):
    store.put(made())
    assert store.get("t/s", "k2", CHINESE) is None
    assert store.get("t/other", "k1", CHINESE) is None


@pytest.mark.parametrize("chinese", [{}, {"lr {0}": "步长 {0}"}], ids=["gone", "changed"])
def test_a_changed_translation_makes_the_result_stale(store, chinese):
    store.put(made())
    assert store.get("t/s", "k1", chinese) is None


def test_a_translation_of_something_else_does_not(store):
    store.put(made())
    assert store.get("t/s", "k1", {**CHINESE, "another": "别的"}) is not None


DAMAGED = {
    "empty": b"",
    "truncated": made().to_json().encode()[:200],
    "no-json": b"\x00\xff\xfe",
    "list": b"[]",
    "cells-list": b'{"cells": []}',
    "other-fields": json.dumps({**json.loads(made().to_json()), "more": 1}).encode(),
    "field-missing": b'{"cells": {}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_no_result_and_the_next_one_takes_its_place(store, content):
    store.put(made())
    (file,) = store.folder.rglob("*.json")
    file.write_bytes(content)
    assert store.get("t/s", "k1", CHINESE) is None
    assert not file.exists()
    store.put(made())
    assert store.get("t/s", "k1", CHINESE) == made()


def test_the_least_recently_used_go_first(tmp_path):
    store = Store(tmp_path, keep=2)
    now = time.time()
    for age, key in enumerate(["k1", "k2"]):
        store.put(made(key=key))
        os.utime(tmp_path / "t" / "s" / f"{key}.json", (now - 100 + age,) * 2)
    assert store.get("t/s", "k1", CHINESE)  # used again
    store.put(made(key="k3"))
    assert {path.stem for path in tmp_path.rglob("*.json")} == {"k1", "k3"}


@pytest.mark.parametrize("step", ["fdopen", "replace"])
def test_a_full_disk_is_one_message_and_leaves_nothing_half_written(store, monkeypatch, step):
    store.put(made())
    working = getattr(os, step)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(results.os, step, full)
    with pytest.raises(CourseError) as caught:
        store.put(made(key="k2"))
    assert os.strerror(errno.ENOSPC) in caught.value.what
    assert "Free some disk space" in caught.value.remedy
    assert [path.name for path in store.folder.rglob("*.*")] == ["k1.json"]
    monkeypatch.setattr(results.os, step, working)
    store.put(made(key="k2"))
    assert store.get("t/s", "k2", CHINESE) is not None


def test_a_folder_in_the_way_is_one_message(tmp_path):
    (tmp_path / "store").write_text("a file")
    with pytest.raises(CourseError, match="cannot be stored"):
        Store(tmp_path / "store").put(made())


def test_a_result_thrown_out_by_another_build_meanwhile_is_no_error(store, monkeypatch):
    store.put(made())
    utime = os.utime

    def thrown_out(path, *arguments):
        path.unlink()
        utime(path, *arguments)

    monkeypatch.setattr(results.os, "utime", thrown_out)
    assert store.get("t/s", "k1", CHINESE) == made()


@pytest.mark.parametrize(
    ("value", "found"),
    [(float("nan"), True), ([1, float("-inf")], True), (1.5, False), ("nan", False), (True, False), ([], False)],
)
def test_non_finite(value, found):
    assert results.non_finite(value) is found
