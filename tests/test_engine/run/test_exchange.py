"""Results that travel: what is exported comes in elsewhere, what was changed on the way does not."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zipfile
from importlib import metadata

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run import exchange
from snippets._engine.run.incoming import Here
from snippets._engine.run.key import key, version, versions
from snippets._engine.run.result import CellResult, Result
from snippets._engine.run.store import Store
from snippets._engine.snippet.source import parse

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><text>{}</text></svg>\n'
SNIPPETS = {
    "t/plot": "# %% a\nx = 1\n\n# %% b\ny = 2\n",
    "t/train": "# %% a\nw = 1\n",
}
WEIGHTS = bytes(range(256)) * 100


@pytest.fixture
def here(tmp_path):
    """A course of two snippets whose results are in its store; that of t/plot has a figure and a saved file."""
    snippets = {}
    for name, text in SNIPPETS.items():
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        snippets[name] = parse(path, name)
    there = Here(Store(tmp_path / "store"), snippets, {"loss": "损失"}, tmp_path / "data", lambda each: key(each, {}))
    for snippet in snippets.values():
        there.store.put(made(snippet, tmp_path / "saved"))
    return there


def made(snippet, saved):
    """What a run would leave."""
    (saved / "files").mkdir(parents=True, exist_ok=True)
    (saved / "files" / "cnn.pt").write_bytes(WEIGHTS)
    plot = snippet.name == "t/plot"
    cells = {name: CellResult(stdout=f"{name} < 2\n", seconds=0.5) for name in snippet.code}
    cells["a"] = CellResult(stdout="1\n", figures=[{"zh": SVG.format("损失"), "en": SVG.format("loss")}] * plot)
    return Result(
        name=snippet.name,
        key=key(snippet, {}),
        finished="2026-01-01T00:00:00+00:00",
        seconds=1.0,
        peak_memory_mb=100.0,
        device="cpu",
        versions=versions(snippet),
        data={},
        facts={"x": 1, "losses": [0.5, float("inf")]},
        labels={"loss": "损失"} if plot else {},
        cells=cells,
        files={"cnn.pt": hashlib.sha256(WEIGHTS).hexdigest()} if plot else {},
        folder=saved,
    )


def stored(here):
    return [here.store.get(name, here.key(each), here.translations) for name, each in here.snippets.items()]


def elsewhere(here, tmp_path):
    """The same course on another machine, without results."""
    return dataclasses.replace(here, store=Store(tmp_path / "elsewhere" / "store"))


def content(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def exported(here, tmp_path):
    path = tmp_path / "course.zip"
    exchange.export(path, stored(here))
    return path


def test_what_is_exported_comes_in_elsewhere_and_is_the_same(here, exported, tmp_path):
    other = elsewhere(here, tmp_path)
    brought = exchange.bring_in([exported], other)
    assert (brought.new, brought.kept) == (["t/plot", "t/train"], [])
    assert content(other.store.folder) == content(here.store.folder)
    plot, train = stored(other)
    assert plot.cells["a"].figures[0]["zh"] == SVG.format("损失")
    assert plot.file("cnn.pt").read_bytes() == WEIGHTS
    assert train.facts == {"x": 1, "losses": [0.5, float("inf")]}


def test_equal_results_make_equal_files(here, exported, tmp_path):
    exchange.export(tmp_path / "again.zip", stored(here))
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_what_is_there_already_is_kept(here, exported):
    files = {file: file.stat().st_mtime_ns for file in here.store.folder.rglob("*.*")}
    brought = exchange.bring_in([exported, exported], here)
    assert (brought.new, brought.kept) == ([], ["t/plot", "t/train"])
    assert {file: file.stat().st_mtime_ns for file in here.store.folder.rglob("*.*")} == files


def test_shares_come_in_together_or_not_at_all(here, tmp_path, refused):
    other = elsewhere(here, tmp_path)
    shares = [tmp_path / "share-1.zip", tmp_path / "share-2.zip"]
    for path, result in zip(shares, stored(here), strict=True):
        exchange.export(path, [result])
    good = shares[1].read_bytes()
    shares[1].write_bytes(good[:-30])
    assert refused(other, *shares).path == shares[1]
    shares[1].write_bytes(good)
    assert exchange.bring_in(shares, other).new == ["t/plot", "t/train"]


@pytest.mark.parametrize("number", [0, 1])
def test_an_export_that_cannot_be_written_leaves_what_was_there(here, tmp_path, monkeypatch, number):
    results = stored(here)
    path = tmp_path / "course.zip"
    path.write_bytes(b"the export of yesterday")
    before = content(tmp_path)
    (results[number].folder / "result.json").rename(tmp_path / "gone")
    with pytest.raises(CourseError, match=r"course\.zip: cannot be written: .*result\.json.* Make room or give access"):
        exchange.export(path, results)
    (tmp_path / "gone").rename(results[number].folder / "result.json")
    assert content(tmp_path) == before


def test_an_export_to_where_nothing_can_be_written_says_so(here, tmp_path):
    with pytest.raises(CourseError, match=r"cannot be written: .*No such file or directory"):
        exchange.export(tmp_path / "absent" / "course.zip", stored(here))


def test_an_export_of_nothing_says_what_to_do(tmp_path):
    with pytest.raises(CourseError, match=r"no result to export. Run `python -m snippets run` first"):
        exchange.export(tmp_path / "course.zip", [])
    assert not list(tmp_path.iterdir())


def test_a_figure_that_could_not_come_in_is_not_sent_out(here, tmp_path):
    plot, _ = stored(here)
    figure = plot.folder / "figures" / "a-1.en.svg"
    figure.write_text(SVG.format('<a href="https://example.org">x</a>'))
    with pytest.raises(CourseError, match=r"a-1.en.svg: a figure of t/plot cannot travel: <a> on line 1"):
        exchange.export(tmp_path / "course.zip", [plot])
    assert not list(tmp_path.glob("*.zip"))


def test_too_much_is_not_sent_out_either(here, tmp_path, monkeypatch):
    monkeypatch.setattr("snippets._engine.run.archive.TOTAL", 10_000)
    with pytest.raises(CourseError, match=r"has too much to hold. Export topic by topic"):
        exchange.export(tmp_path / "course.zip", stored(here))


@pytest.fixture
def entries(exported):
    """The entries of an export by name; those of t/plot can be had by their place alone."""
    with zipfile.ZipFile(exported) as file:
        return {name: file.read(name) for name in file.namelist()}


def named(entries, end):
    (name,) = [name for name in entries if name.startswith("t/plot/") and name.endswith(end)]
    return name


def attempt(here, tmp_path, entries, pack, refused):
    """Refused both where the results are there already and where there are none."""
    path = pack(entries.items())
    error = refused(here, path)
    assert refused(elsewhere(here, tmp_path), path).what == error.what
    return error


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
        (change("peak_memory_mb", -1.0), "a time or a size is below zero or none"),
        (change("finished", "<b>today</b>"), "is no result: Invalid isoformat string"),
        (change("facts", {"x": {"deep": 1}}), "at `$.facts[...]`"),
        (change("facts", {"x": "a" * 201}), "the fact 'x' is longer than a fact may be"),
        (change("facts", {"x": list(range(101))}), "the fact 'x' is longer than a fact may be"),
        (change("labels", {"loss": "\ud800"}), "surrogates not allowed"),
        (cell(stdout=["<b>"]), "Expected `str`, got `array` - at `$.cells[...].stdout`"),
        (cell(html="<b>"), "Object contains unknown field `html` - at `$.cells[...]`"),
        (cell(stdout="x" * 1_000_001), "printed more than 1,000,000 characters"),
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
        (lambda record: record | {"cells": {"a": record["cells"]["a"]}}, "its cells"),
    ],
)
def test_a_result_that_was_changed_is_refused(here, entries, tmp_path, pack, refused, edit, what):
    name = named(entries, "result.json")
    entries[name] = json.dumps(edit(json.loads(entries[name]))).encode()
    error = attempt(here, tmp_path, entries, pack, refused)
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
def test_what_is_no_json_is_refused(here, entries, tmp_path, pack, refused, content, what):
    name = named(entries, "result.json")
    entries[name] = content
    assert attempt(here, tmp_path, entries, pack, refused).what.startswith(f"{name} {what}")


@pytest.mark.parametrize(
    ("end", "content", "what"),
    [
        ("a-1.zh.svg", SVG.format("<script>x</script>").encode(), "is no figure: <script> on line 1 is not allowed"),
        ("a-1.en.svg", b"<svg \xff", "is no figure: 'utf-8' codec can't decode"),
        ("a-1.en.svg", b"\x89PNG\r\n\x1a\n", "is no figure: "),
        ("cnn.pt", WEIGHTS[1:], "is not the file that was saved: its SHA-256 differs"),
    ],
)
def test_files_that_were_changed_are_refused(here, entries, tmp_path, pack, refused, end, content, what):
    entries[named(entries, end)] = content
    assert attempt(here, tmp_path, entries, pack, refused).what.startswith(f"{named(entries, end)} {what}")


@pytest.mark.parametrize("end", ["result.json", "a-1.zh.svg", "cnn.pt"])
def test_what_is_missing_is_named(here, entries, tmp_path, pack, refused, end):
    name = named(entries, end)
    del entries[name]
    assert attempt(here, tmp_path, entries, pack, refused).what == f"{name} is missing"


@pytest.mark.parametrize("place", ["figures/b-1.en.svg", "files/other.pt", "sitecustomize.py", "files/deep/x"])
def test_what_no_result_names_is_refused(here, entries, tmp_path, pack, refused, place):
    name = named(entries, "result.json").replace("result.json", place)
    entries[name] = SVG.format("more").encode()
    assert attempt(here, tmp_path, entries, pack, refused).what == f"{name} is named by no result"


def test_a_file_that_is_too_large_is_refused(here, entries, tmp_path, pack, refused, monkeypatch):
    monkeypatch.setattr("snippets._engine.run.incoming._LIMITS", {"result.json": 10_000, "figures": 200, "files": 9})
    name = named(entries, "cnn.pt")
    assert attempt(here, tmp_path, entries, pack, refused).what == f"{name} has more than 9 bytes"


def test_a_saved_file_that_grows_too_much_is_refused(here, entries, tmp_path, pack, refused):
    name = named(entries, "cnn.pt")
    entries[name] = bytes(30_000_000)
    assert (
        attempt(here, tmp_path, entries, pack, refused).what == f"{name} grows to more than 200 times its packed size"
    )


def test_a_result_of_another_code_is_refused(here, exported, refused):
    changed = dataclasses.replace(here, key=lambda snippet: "0" * 32)
    error = refused(changed, exported)
    assert (
        "was made from something else than what is here: its code, metadata, inputs, data or the engine" in error.what
    )
    assert error.remedy.startswith("Compare the commits, packages and data of both sides")


def test_a_result_of_other_versions_says_which(here, exported, refused, monkeypatch):
    monkeypatch.setattr(
        "snippets._engine.run.incoming.versions", lambda snippet: versions(snippet) | {"torch": "1.0", "new": "2.0"}
    )
    what = refused(here, exported).what
    assert f"new is absent there and 2.0 here; torch is {versions(here.snippets['t/plot'])['torch']} there" in what
    assert "python" not in what


def test_a_result_of_the_build_for_gpus_fits_the_build_for_processors(here, monkeypatch):
    before = key(here.snippets["t/plot"], {})
    installed = metadata.version
    for build in ("cu130", "cpu"):
        monkeypatch.setattr(metadata, "version", lambda package, build=build: f"{installed(package)}+{build}")
        version.cache_clear()
        assert key(here.snippets["t/plot"], {}) == before
    version.cache_clear()


def test_a_result_of_another_course_is_refused(here, exported, refused):
    fewer = dataclasses.replace(here, snippets={"t/train": here.snippets["t/train"], "t/plots": None})
    error = refused(fewer, exported)
    assert error.what.endswith("result.json is of no snippet of this course")
    assert error.remedy.startswith("Did you mean 't/plots'? Export from the commit that is here")


def test_no_room_to_unpack_changes_nothing(here, exported, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    other = elsewhere(here, tmp_path)
    with pytest.raises(CourseError, match=r"the results cannot be unpacked: No space left on device. Make room"):
        exchange.bring_in([exported], other)
    assert not other.store.folder.exists()
