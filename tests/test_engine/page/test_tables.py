"""Pages made from the whole site, and pairs of pages."""

from __future__ import annotations

import json

import pytest
from snippets._engine.page.render import Material

from snippets._engine.errors import CourseError
from snippets._engine.page import tables as pages
from snippets._engine.page.tables import Chapter
from snippets._engine.run.result import CellResult, Result
from snippets._engine.snippet.source import parse


@pytest.fixture
def folders(tmp_path):
    for language in ("zh", "en"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "index.md").write_text("---\ntitle: Home\n---\n")
    return tmp_path / "zh", tmp_path / "en"


def test_pages_in_both_languages_pass(folders):
    pages.check_pairs(*folders)


@pytest.mark.parametrize("which", [0, 1], ids=["chinese-only", "english-only"])
def test_page_in_one_language_only_names_file_and_remedy(folders, which):
    alone = folders[which] / "part" / "new.md"
    alone.parent.mkdir()
    alone.write_text("text")
    with pytest.raises(CourseError) as caught:
        pages.check_pairs(*folders)
    error = caught.value
    assert (error.path, error.line) == (alone, 1)
    assert "in one language only" in error.what
    assert (folders[1 - which] / "part" / "new.md").as_posix() in error.remedy


def test_every_page_in_one_language_is_named(folders):
    for folder, name in zip(folders, ("one.md", "two.md"), strict=True):
        (folder / name).write_text("text")
    with pytest.raises(CourseError, match=r"(?s)zh/one\.md.*en/two\.md"):
        pages.check_pairs(*folders)


def test_chapters_have_the_title_of_their_front_matter(folders):
    assert [chapter.title for chapter in pages.chapters(folders[0], ["index"])] == ["Home"]


def test_chapter_without_title_is_one_message(folders):
    (folders[0] / "bare.md").write_text("# Bare\n")
    with pytest.raises(CourseError, match=r"bare\.md:1: the page has no title\. Write `title:`"):
        pages.chapters(folders[0], ["bare"])


@pytest.fixture
def material(tmp_path):
    snippets = {name: parse(tmp_path / "s.py", name, "# %% a\nx = 1\n") for name in ("t/good", "t/gpu")}
    result = Result(
        name="t/good",
        key="k",
        finished="2025-01-01T00:00:00+00:00",
        seconds=1.23456,
        peak_memory_mb=345.67,
        device="cpu",
        versions=dict.fromkeys(("python", "torch", "torchvision", "numpy", "matplotlib"), "1.0"),
        data={"mnist": {"kind": "stand-in", "note": ""}},
        facts={"x": 1, "far": float("inf"), "costs": [1.0, float("nan")]},
        labels={},
        cells={"a": CellResult()},
    )
    failure = CourseError("cell `a` raised", path="snippets/t/bad.py", line=2, remedy="Mend the cell")
    return Material(snippets, {"t/good": result}, {}, {"t/gpu": "needs a GPU"}, {"t/bad": failure})


def test_verification_has_every_snippet_with_its_status(material):
    found = {entry["name"]: entry["status"] for entry in pages.verification(material)["snippets"]}
    assert found == {"t/bad": "failed", "t/good": "ok", "t/gpu": "not run"}


def test_verification_says_what_was_measured(material):
    (entry,) = [entry for entry in pages.verification(material)["snippets"] if entry["status"] == "ok"]
    assert (entry["seconds"], entry["peak_memory_mb"], entry["device"]) == (1.235, 345.7, "cpu")
    assert entry["data"] == {"mnist": "stand-in"}
    assert entry["facts"]["x"] == 1


def test_verification_is_strict_json(material):
    text = json.dumps(pages.verification(material), allow_nan=False)
    assert "snippets/t/bad.py:2: cell `a` raised. Mend the cell" in text


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["通过", "替代数据", "345 MB|346 MB"]), ("en", ["ok", "stand-in", "MB"])]
)
def test_verification_table_links_the_pages_that_use_a_snippet(material, language, words):
    chapter = Chapter("coins", "Coins", "{{ t/good.x }}")
    rows = pages.verification_table(material, language, [chapter]).split("\n")
    (row,) = [row for row in rows if "`t/good`" in row]
    assert "[Coins](coins.md)" in row
    assert all(any(word in row for word in each.split("|")) for each in words)
    assert len({row.count("|") for row in rows if row.startswith("|")}) == 1


def test_provenance_table_marks_stand_ins(material):
    rows = pages.provenance_table(material, "en").split("\n")
    assert [row for row in rows if "`mnist`" in row and "stand-in" in row]
    assert [row for row in rows if "`cifar10`" in row and "stand-in" not in row]


CORRECTION = """\
## Part { #part }

!!! correction "old → new"

    Because of [this](#part).

    And more.

text

    !!! correction "inner → box"

        Deeper.

after
"""


def test_errata_collects_boxes_with_links_to_their_sections():
    text = pages.errata("en", [Chapter("coins", "Coins", CORRECTION), Chapter("other", "Other", "nothing")])
    assert text.count("!!! correction") == 2
    assert "    Because of [this](coins.md#part).\n\n    And more.\n" in text
    assert '!!! correction "inner → box"\n\n    Deeper.\n' in text
    assert text.count("[→ Coins](coins.md#part)") == 2
    assert "Other" not in text
    assert "after" not in text


def test_no_errata_say_so():
    assert pages.errata("en", [Chapter("other", "Other", "nothing")]) == "The chapters written so far correct nothing."
