"""Results that were changed on the way, or belong to another course: a message, and nothing changes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zipfile
from importlib import metadata

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run.exchange import export
from snippets._engine.run.key import Installed
from snippets._engine.run.plan import Plan


@pytest.fixture
def entries(exported):
    """The entries of an export by name; those of t/plot can be had by their place alone."""
    with zipfile.ZipFile(exported) as file:
        return {name: file.read(name) for name in file.namelist()}


def named(entries, end):
    (name,) = [name for name in entries if name.startswith("t/plot/") and name.endswith(end)]
    return name


@pytest.fixture
def refused_everywhere(here, elsewhere, pack, refused):
    """Refused both where the results are there already and where there are none."""

    def check(entries):
        path = pack(entries.items())
        error = refused(here, path)
        assert refused(elsewhere, path).what == error.what
        return error

    return check


def change(key, value):
    return lambda record: record | {key: value}


def cell(**changes):
    return lambda record: record | {"cells": record["cells"] | {"a": record["cells"]["a"] | changes}}


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda record: [], "is no result: Expected `object`, got `array`"),
        (change("html", "<script>"), "is no result: Object contains unknown field `html`"),
        (lambda record: {k: v for k, v in record.items() if k != "device"}, "missing required field `device`"),
        (change("device", 1), "is no result: Expected `str`, got `int` - at `$.device`"),
        (change("seconds", "1"), "Expected `float`, got `str` - at `$.seconds`"),
        (change("seconds", float("nan")), "a time or a size is below zero or none"),
        (change("seconds", float("inf")), "a time or a size is below zero or none"),
        (change("peak_memory_mb", -1.0), "a time or a size is below zero or none"),
        (change("finished", "<b>today</b>"), "is no result: Invalid isoformat string"),
        (change("facts", {"x": {"deep": 1}}), "at `$.facts[...]`"),
        (change("facts", {"x": "a" * 201}), "Expected `str` of length <= 200 - at `$.facts[...]`"),
        (change("facts", {"x": list(range(101))}), "Expected `array` of length <= 100 - at `$.facts[...]`"),
        (change("labels", {"loss": "\ud800"}), "surrogates not allowed"),
        (cell(output=["<b>"]), "Expected `str`, got `array` - at `$.cells[...].output`"),
        (cell(html="<b>"), "Object contains unknown field `html` - at `$.cells[...]`"),
        (cell(output="x" * 1_000_001), "printed more than 1,000,000 characters"),
        (cell(figures=[{"en": "figures/a-1.en.svg"}]), "a figure is not there in every language"),
        (cell(figures=[{"en": "../../../x.svg", "zh": "figures/a-1.zh.svg"}]), "'../../../x.svg' is no picture of"),
        (cell(figures=[{"xx": "figures/a-1.xx.svg"}]), "'figures/a-1.xx.svg' is no picture of cell 'a'"),
        (change("files", {"../cnn.pt": "0" * 64}), "is no result: "),
        (change("files", {"cnn.pt": "short"}), "is no result: "),
        (change("name", "t/train"), "calls itself t/train/"),
        (change("key", "0" * 32), "calls itself t/plot/00000"),
        (change("key", "../../x"), "is no result: "),
        (change("versions", {"torch": "2.14.1", "python": "2.7"}), "python is 2.7 there and "),
        (change("data", {"mnist": {"kind": "real", "note": ""}}), "data mnist is real there and absent here"),
        (change("labels", {"loss": "代价"}), "Chinese of 'loss' is 代价 there and 损失 here"),
        (lambda record: record | {"cells": {"a": record["cells"]["a"]}}, "its cells or files"),
    ],
)
def test_a_result_that_was_changed_is_refused(entries, refused_everywhere, edit, what):
    name = named(entries, "result.json")
    entries[name] = json.dumps(edit(json.loads(entries[name]))).encode()
    error = refused_everywhere(entries)
    assert error.what.startswith(name)
    assert what in error.what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is no result: Expecting value"),
        (b"\xff\xfe", "is no result: 'utf-8' codec can't decode"),
        (b"cos\nsystem\n(S'echo'\ntR.", "is no result: Expecting value"),
        (b"[" * 100_000, "is no result: nested too deep"),
    ],
    ids=["empty", "not-utf-8", "pickle", "deep"],
)
def test_what_is_no_json_is_refused(entries, refused_everywhere, content, what):
    name = named(entries, "result.json")
    entries[name] = content
    assert refused_everywhere(entries).what.startswith(f"{name} {what}")


@pytest.mark.parametrize(
    ("end", "content", "what"),
    [
        ("a-1.zh.svg", b"<svg ><script>x</script></svg>", "is no figure: <script> on line 1 is not allowed"),
        ("a-1.en.svg", b"<svg \xff", "is no figure: 'utf-8' codec can't decode"),
        ("a-1.en.svg", b"\x89PNG\r\n\x1a\n", "is no figure: "),
        ("cnn.pt", b"cos\nsystem\n(S'echo'\ntR.", "is not the file that was saved: its SHA-256 differs"),
    ],
)
def test_files_that_were_changed_are_refused(entries, refused_everywhere, end, content, what):
    entries[named(entries, end)] = content
    assert refused_everywhere(entries).what.startswith(f"{named(entries, end)} {what}")


@pytest.mark.parametrize("end", ["result.json", "a-1.zh.svg", "cnn.pt"])
def test_what_is_missing_is_named(entries, refused_everywhere, end):
    name = named(entries, end)
    del entries[name]
    assert refused_everywhere(entries).what == f"{name} is missing"


@pytest.mark.parametrize("place", ["figures/b-1.en.svg", "files/other.pt", "sitecustomize.py", "files/deep/x"])
def test_what_no_result_names_is_refused(entries, refused_everywhere, place):
    name = named(entries, "result.json").replace("result.json", place)
    entries[name] = b"<svg width='4'/>"
    assert refused_everywhere(entries).what == f"{name} is named by no result"


def test_a_file_that_is_too_large_is_refused(entries, refused_everywhere, monkeypatch):
    monkeypatch.setattr("snippets._engine.run.incoming._LIMITS", {"result.json": 10_000, "figures": 200, "files": 9})
    name = named(entries, "cnn.pt")
    assert refused_everywhere(entries).what == f"{name} has more than 9 bytes"


def test_a_saved_file_that_grows_too_much_is_refused(entries, refused_everywhere):
    name = named(entries, "cnn.pt")
    entries[name] = bytes(30_000_000)
    assert refused_everywhere(entries).what == f"{name} grows to more than 200 times its packed size"


def test_a_result_of_another_code_is_refused(here, exported, refused, monkeypatch):
    monkeypatch.setattr(here.runner, "key", lambda snippet, results: "0" * 32)
    error = refused(here, exported)
    assert error.what.endswith("something else than what is here: its code, metadata, inputs, data or the engine")
    assert error.remedy.startswith("Compare the commits, packages and data of both sides")


def test_a_result_of_other_versions_says_which(here, exported, refused, monkeypatch):
    versions = Installed.versions
    other = lambda self, snippet: versions(self, snippet) | {"torch": "1.0", "new": "2.0"}  # noqa: E731
    monkeypatch.setattr(Installed, "versions", other)
    what = refused(here, exported).what
    assert f"new is absent there and 2.0 here; torch is {Installed().version('torch')} there and 1.0 here" in what
    assert "python" not in what


def test_a_result_of_the_build_for_gpus_fits_the_build_for_processors(monkeypatch):
    for build in ("2.14.1+cu130", "2.14.1+cpu", "2.14.1"):
        monkeypatch.setattr(metadata, "version", lambda package, build=build: build)
        assert Installed().version("torch") == "2.14.1"


def test_a_result_of_another_course_is_refused(here, exported, refused):
    plan = Plan(
        dataclasses.replace(each, name=f"{each.name}s")
        for each in here.plan.snippets.values()
        if each.name != "t/a_test"
    )
    error = refused(dataclasses.replace(here, plan=plan), exported)
    assert " is of no snippet of this course" in error.what
    assert "Did you mean 't/plots'? Export from the commit that is here" in error.remedy


def test_a_result_of_a_snippet_that_cannot_be_read_names_the_snippet(here, exported):
    broken = CourseError("syntax error", path="t/train.py", line=3, remedy="Mend the line")
    plan = Plan([here.plan.snippets["t/plot"], here.plan.snippets["t/a_test"]], {"t/train": broken})
    with pytest.raises(CourseError, match=r"t/train.py:3: syntax error"):
        dataclasses.replace(here, plan=plan).bring_in(exported)


def test_what_uses_the_files_of_another_comes_with_it(here, elsewhere, tmp_path, refused):
    path = tmp_path / "part.zip"
    export(path, [result for result in here.results() if result.name == "t/a_test"])
    what = refused(elsewhere, path).what
    assert what.startswith("t/a_test/")
    assert what.endswith("/result.json uses files of t/plot, whose result is missing")


def test_what_was_made_from_another_file_is_refused(here, elsewhere, entries, pack, refused):
    """A result whose input was exchanged on the way."""
    name = named(entries, "result.json")
    other = b"others"
    entries[named(entries, "cnn.pt")] = other
    record = json.loads(entries[name])
    entries[name] = json.dumps(record | {"files": {"cnn.pt": hashlib.sha256(other).hexdigest()}}).encode()
    what = refused(elsewhere, pack(entries.items())).what
    assert what.startswith("t/a_test/")
    assert what.endswith("here: its code, metadata, inputs, data or the engine")
