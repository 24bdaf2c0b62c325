"""Editions: the zip, the key, which editions are current, and failures."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from snippets._engine.course import Course
from snippets._engine.editions import browser
from snippets._engine.editions import build as editions
from snippets._engine.editions.book import OfflineSite
from snippets._engine.editions.build import Edition, Editions
from snippets._engine.errors import CourseError
from snippets._engine.page.material import Material
from snippets._engine.run.result import Result


def test_zip_holds_the_site_in_one_folder(tmp_path):
    for name in ("index.html", "404.html", "sitemap.xml", "sitemap.xml.gz", "assets/a.js", "assets/a.js.map"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    count = editions.write_zip(tmp_path / "site", tmp_path / "course.zh.zip")
    with zipfile.ZipFile(tmp_path / "course.zh.zip") as packed:
        assert packed.namelist() == ["course.zh/assets/a.js", "course.zh/index.html"]
        assert packed.read("course.zh/index.html") == b"index.html"
    assert count == 2


def result(finished: str) -> Result:
    return Result("t/coin", "0" * 32, finished, 1.0, 100.0, "cpu", {}, {}, {}, {}, {})


def material(finished: str = "2030-01-01") -> Material:
    return Material({}, {"t/coin": result(finished)}, {})


@pytest.fixture
def course(tmp_path):
    """A small course that the key is made from."""
    for name in ("docs/zh/index.md", "docs/assets/a.css", "snippets/_engine/x.py", "mkdocs.yml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return Course(tmp_path)


def test_key_stays_while_nothing_changes(course):
    before = editions.key_of(course, material(), ["https://course.example/"])
    (course.root / "snippets" / "__pycache__").mkdir()
    (course.root / "snippets" / "__pycache__" / "x.pyc").write_text("compiled")
    assert editions.key_of(course, material(), ["https://course.example/"]) == before


@pytest.mark.parametrize("name", ["docs/zh/index.md", "docs/assets/a.css", "snippets/_engine/x.py", "mkdocs.yml"])
def test_key_changes_with_every_source(course, name):
    before = editions.key_of(course, material(), [])
    (course.root / name).write_text("other")
    assert editions.key_of(course, material(), []) != before


def test_key_changes_with_results_and_settings(course, monkeypatch):
    keys = [
        editions.key_of(course, material(), [""]),
        editions.key_of(course, material("2030-01-02"), [""]),
        editions.key_of(course, replace(material(), absent={"t/gpu": "needs a GPU"}), [""]),
        editions.key_of(course, material(), ["https://course.example/"]),
    ]
    monkeypatch.setattr(editions.metadata, "version", lambda tool: "0")
    keys.append(editions.key_of(course, material(), [""]))
    assert len(set(keys)) == 5


@pytest.fixture
def store(course, monkeypatch):
    """Where editions are made; what follows needs to find a browser, not to start it."""
    monkeypatch.setattr(editions, "find_chromium", lambda: "")
    return editions.folder_of(course)


def test_what_fails_leaves_nothing(course, store):
    def fail(folder: Path) -> list[OfflineSite]:
        (folder / "zh").mkdir(parents=True)
        raise CourseError("no site")

    with pytest.raises(CourseError, match="no site"):
        editions.make(course, "key", fail)
    assert list(store.iterdir()) == []
    assert editions.current(course, "key") is None


def test_current_editions_are_not_made_again_and_older_ones_go(course, store, monkeypatch):
    def write(course: Course, folder: Path, sites: Path, build: object) -> None:
        (folder / "editions.json").write_text('{"date": "2030-01-01", "editions": []}')

    monkeypatch.setattr(editions, "_make", write)
    first = editions.make(course, "one", lambda folder: [])
    assert first == editions.current(course, "one")
    monkeypatch.setattr(editions, "_make", None)
    assert editions.make(course, "one", lambda folder: []) == first
    monkeypatch.setattr(editions, "_make", write)
    editions.make(course, "two", lambda folder: [])
    assert [path.name for path in store.iterdir()] == ["two"]
    assert editions.current(course, "one") is None


def test_without_chromium_the_error_says_what_to_install(course, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_INSTALLED", ())
    with pytest.raises(CourseError, match=r"no Chromium found\. Install Chromium or Chrome"):
        editions.make(course, "key", lambda folder: [])


def test_links_say_format_size_and_length(tmp_path):
    made = Editions(
        tmp_path,
        "2030-01-01",
        [Edition("zh", "pdf", "c.zh.pdf", 2_840_000, 116), Edition("en", "zip", "c.en.zip", 1_500_000, 9)],
    )
    assert editions.links(made, "zh").startswith("- [PDF](editions/c.zh.pdf)（116 页，2.8 MB）")
    assert editions.links(made, "en").startswith("- [Offline edition](editions/c.en.zip) (zip, 1.5 MB)")
    assert made.paths("zh") == [tmp_path / "c.zh.pdf"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_editions_the_text_says_how_to_make_them(language):
    text = editions.links(None, language)
    assert "`python -m snippets editions`" in text
    assert "](" not in text
