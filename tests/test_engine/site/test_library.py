"""The pages of both languages: each read once until its file changes, and pairs of pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from snippets._engine.course import Course
from snippets._engine.errors import CourseError
from snippets._engine.site.library import Library


def write(path: Path, text: str) -> Path:
    """Writes a file that looks newer than it was."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    if before:
        os.utime(path, ns=(before + 10**9, before + 10**9))
    return path


@pytest.fixture
def folders(tmp_path):
    for language, title in (("zh", "首页"), ("en", "Home")):
        write(tmp_path / "docs" / language / "index.md", f"---\ntitle: {title}\n---\n")
    return tmp_path / "docs" / "zh", tmp_path / "docs" / "en"


@pytest.fixture
def library(folders):
    return Library(Course(folders[0].parents[1]))


def test_a_page_is_read_once_until_its_file_changes(library, folders):
    path = folders[1] / "index.md"
    first = library.document(path)
    assert library.document(path) is first
    write(path, "---\ntitle: Hame\n---\n")
    second = library.document(path)
    assert second.title == "Hame"
    assert library.document(path) is second


def test_all_who_ask_for_a_page_get_the_same(library, folders):
    page = library.document(folders[1] / "index.md")
    assert library.chapters("en", ["index"])[0] is page
    assert library.pages("en")[0] is page


def test_what_a_page_said_last_stays_known(library, folders):
    path = folders[1] / "index.md"
    assert not library.knows(path)
    library.document(path)
    write(path, "---\ntitle: Hame\n---\n")
    assert library.knows(path)
    assert library.last(path).title == "Home"


def test_chapters_come_in_the_order_asked_for_and_pages_by_name(library, folders):
    for name in ("b", "a", "snippets/t/coin"):
        write(folders[1] / f"{name}.md", f"---\ntitle: {name}\n---\n")
    assert [page.title for page in library.chapters("en", ["index", "b", "missing", "a"])] == ["Home", "b", "a"]
    assert [page.title for page in library.pages("en")] == ["a", "b", "Home"]
    assert [page.title for page in library.chapters("zh", ["index"])] == ["首页"]


def test_chapter_without_title_is_one_message(library, folders):
    write(folders[0] / "bare.md", "# Bare\n")
    (page,) = library.chapters("zh", ["bare"])
    assert str(page.wrong).endswith("bare.md:1: the page has no title. Write `title:` in its front matter")


def test_pages_in_both_languages_pass(library):
    library.check_partners()
    assert list(library.alone()) == []


@pytest.mark.parametrize("which", [0, 1], ids=["chinese-only", "english-only"])
def test_page_in_one_language_only_names_file_and_remedy(library, folders, which):
    alone = write(folders[which] / "part" / "new.md", "text")
    partner = folders[1 - which] / "part" / "new.md"
    assert list(library.alone()) == [(alone, partner)]
    with pytest.raises(CourseError) as caught:
        library.check_partners()
    error = caught.value
    assert (error.path, error.line) == (alone, 1)
    assert "in one language only" in error.what
    assert partner.as_posix() in error.remedy


def test_every_page_in_one_language_is_named(library, folders):
    for folder, name in zip(folders, ("one.md", "two.md"), strict=True):
        write(folder / name, "text")
    with pytest.raises(CourseError, match=r"(?s)zh/one\.md:1: .*\n.*en/two\.md:1: ") as caught:
        library.check_partners()
    assert str(caught.value).count("the page stands in one language only. Write ") == 2
    assert str(caught.value).count("\n") == 1


def test_paths_are_shown_as_the_author_sees_them(library, folders, monkeypatch):
    write(folders[0] / "new.md", "text")
    monkeypatch.chdir(folders[0].parents[1])
    with pytest.raises(CourseError) as caught:
        library.check_partners()
    said = "docs/zh/new.md:1: the page stands in one language only. Write docs/en/new.md too"
    assert str(caught.value) == said
