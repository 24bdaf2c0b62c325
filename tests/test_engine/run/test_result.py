"""A result as a folder: everything comes back, pictures only when asked, and nothing foreign is taken for one."""

from __future__ import annotations

import json
import math

import pytest
from msgspec.structs import replace

from snippets._engine.errors import CourseError
from snippets._engine.run.result import CellResult, Figure, Result, decode, encode, non_finite

SVG = {"en": "<svg>\r\nen</svg>", "zh": "<svg>中</svg>"}
RESULT = Result(
    name="t/s",
    key="k1",
    finished="2025-01-01T00:00:00+00:00",
    seconds=0.5,
    peak_memory_mb=100.0,
    device="cpu",
    versions={"torch": "2.14.1"},
    data={"mnist": {"kind": "real", "note": ""}},
    facts={"w": 1.5, "costs": [1, 2.5], "ok": True, "big": 2**100, "name": "nan"},
    labels={"lr {0}": "学习率 {0}"},
    cells={"a": CellResult(output="损失\n", figures=[SVG, SVG]), "b": CellResult(error="Traceback")},
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "result"
    place.mkdir()
    return place


def test_what_is_written_is_read(folder):
    RESULT.write(folder)
    read = Result.read(folder)
    assert replace(read, folder=None) == RESULT
    assert read.cells["a"].figures[0]["zh"] == SVG["zh"]
    assert isinstance(read.facts["w"], float)
    assert read.facts["ok"] is True
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    pictures = [f"figures/a-{number}.{language}.svg" for number in (1, 2) for language in ("en", "zh")]
    assert names == [*pictures, "result.json"]


def test_saved_files_come_along_byte_for_byte(tmp_path, folder):
    content = bytes(range(256))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "cnn.pt").write_bytes(content)
    replace(RESULT, files={"cnn.pt": "0" * 64}, folder=tmp_path).write(folder)
    read = Result.read(folder)
    assert list(read.files) == ["cnn.pt"]
    assert read.file("cnn.pt").read_bytes() == content


def test_a_result_that_was_read_can_be_written_elsewhere(tmp_path, folder):
    RESULT.write(folder)
    other = tmp_path / "other"
    other.mkdir()
    Result.read(folder).write(other)
    assert replace(Result.read(other), folder=None) == RESULT


def test_pictures_are_read_only_when_asked(folder):
    RESULT.write(folder)
    for file in folder.glob("figures/*.svg"):
        file.write_bytes(b"\xff")
    figure = Result.read(folder).cells["a"].figures[0]
    assert set(figure) == {"en", "zh"}
    with pytest.raises(UnicodeDecodeError):
        figure["en"]


def test_a_picture_that_is_gone_is_one_message(folder):
    with pytest.raises(CourseError) as caught:
        Figure(folder, {"en": "figures/a-1.en.svg"})["en"]
    assert caught.value.path == folder / "figures" / "a-1.en.svg"
    assert "Build again" in caught.value.remedy


@pytest.mark.parametrize("value", [math.inf, -math.inf, [1.0, math.inf]])
def test_infinity_survives(folder, value):
    replace(RESULT, facts={"x": value}).write(folder)
    assert Result.read(folder).facts == {"x": value}


def test_nan_survives(folder):
    replace(RESULT, facts={"x": math.nan}).write(folder)
    assert math.isnan(Result.read(folder).facts["x"])


CHANGES = {
    "more": {"more": 1},
    "folder": {"folder": "/etc"},
    "name-outside": {"name": "../s"},
    "name-without-topic": {"name": "s"},
    "key-outside": {"key": "../k"},
    "key-with-line-end": {"key": "k1\n"},
    "seconds-text": {"seconds": "1"},
    "fact-null": {"facts": {"x": None}},
    "fact-nested": {"facts": {"x": [[1]]}},
    "cells-list": {"cells": []},
    "cell-outside": {"cells": {"../a": {"figures": [{"en": "figures/../a-1.en.svg"}]}}},
    "cell-with-more": {"cells": {"a": {"html": "<b>"}}},
    "figure-of-another-cell": {"cells": {"a": {"figures": [{"en": "figures/b-1.en.svg"}]}}},
    "figure-outside": {"cells": {"a": {"figures": [{"en": "../../a-1.en.svg"}]}}},
    "figure-in-another-language": {"cells": {"a": {"figures": [{"fr": "figures/a-1.fr.svg"}]}}},
    "file-outside": {"files": {"../cnn.pt": "0" * 64}},
    "file-in-a-folder": {"files": {"a/cnn.pt": "0" * 64}},
    "file-hidden": {"files": {".cnn": "0" * 64}},
    "file-without-digest": {"files": {"cnn.pt": ""}},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_does_not_fit_the_schema_is_refused(folder, change):
    RESULT.write(folder)
    file = folder / "result.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(ValueError, match=r"."):
        Result.read(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, '{"name": "t/s"}', encode(CellResult())])
def test_what_is_no_result_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        decode(text, Result)


@pytest.mark.parametrize("gone", ["result.json", "figures/a-2.zh.svg"])
def test_a_part_that_is_not_there_is_an_error(folder, gone):
    RESULT.write(folder)
    (folder / gone).unlink()
    with pytest.raises(FileNotFoundError):
        Result.read(folder)


@pytest.mark.parametrize(
    ("value", "found"),
    [(math.nan, True), ([1, -math.inf], True), (1.5, False), ("nan", False), (True, False), ([], False)],
)
def test_non_finite(value, found):
    assert non_finite(value) is found
