"""Terms in chapters show the glossary's note: in the pages, and to a reader with a mouse, keys or a finger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest

from snippets._engine.html.terms import Terms
from snippets._engine.page.glossary import load

from .conftest import LANGUAGES, ROOT, Html

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 700}
NOTE = "#course-note"
GLOSSARY = ROOT / "docs" / "glossary.yml"


def marks(page: Html) -> list[Any]:
    return page.article.xpath(".//a[@class='term']")


@pytest.fixture(scope="module")
def chapters(pages: list[Html]) -> list[Html]:
    """The pages that explain terms."""
    names = {f"{entry['page']}/" for entry in load(GLOSSARY) if "page" in entry}
    return [page for page in pages if page.name in names]


def test_every_chapter_has_marks_and_no_other_page(pages: list[Html], chapters: list[Html]) -> None:
    assert [page.url for page in chapters if len(marks(page)) < 20] == []
    assert [page.url for page in pages if page not in chapters and marks(page)] == []


def test_marks_hold_the_notes_of_their_language(chapters: list[Html]) -> None:
    entries = load(GLOSSARY)
    for page in chapters:
        notes = Terms(entries, page.language, GLOSSARY).notes
        for mark in marks(page):
            path, _, id = urljoin(f"/{page.url}", mark.get("href")).partition("#")
            assert path == f"/{LANGUAGES[page.language]}glossary/", page.url
            assert mark.get("title") == notes[id], page.url


def test_a_section_marks_a_term_once(chapters: list[Html]) -> None:
    for page in chapters:
        section, seen = "", set()
        for element in page.article.iter("h2", "a"):
            if element.tag == "h2":
                section = element.get("id")
            elif element.get("class") == "term":
                assert (section, element.get("href")) not in seen, page.url
                seen.add((section, element.get("href")))


def test_marks_stand_in_running_text_only(chapters: list[Html]) -> None:
    closed = ("a", "code", "pre", "math", "svg", "figcaption", "summary", "th", *(f"h{level}" for level in range(1, 7)))
    for page in chapters:
        for mark in marks(page):
            above = list(mark.iterancestors())
            assert not [element.tag for element in above if element.tag in closed], page.url
            assert not [element for element in above if "admonition-title" in element.get("class", "")], page.url


def chapter(chapters: list[Html], language: str) -> Html:
    return max((page for page in chapters if page.language == language), key=lambda page: len(marks(page)))


def box(tab: Any) -> dict[str, float]:
    return tab.locator(NOTE).bounding_box()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hover_shows_the_note(language: str, scheme: str, chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    page = chapter(chapters, language)
    tab = open_tab(page.url, color_scheme=scheme)
    term = tab.locator(".term").first
    term.hover()
    tab.wait_for_selector(NOTE)
    assert tab.inner_text(NOTE) == marks(page)[0].get("title")
    style = (
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor].map(c => Math.max(...c.match(/\\d+/g)))"
    )
    ink, paper = tab.eval_on_selector(NOTE, style)
    assert (ink < 60 and paper > 240) if scheme == "light" else (ink > 220 and paper < 40)
    assert term.get_attribute("title") is None, "the browser shows the note a second time"
    note, middle = box(tab), term.bounding_box()
    x, below = middle["x"] + middle["width"] / 2, note["y"] > middle["y"]
    for y in (note["y"] - 5 if below else note["y"] + note["height"] + 5, note["y"] + note["height"] / 2):
        tab.mouse.move(x, y)
        tab.wait_for_timeout(400)
        assert tab.locator(NOTE).count() == 1, "the pointer cannot reach the note"
    tab.mouse.move(5, 5)
    tab.wait_for_selector(NOTE, state="detached")
    assert term.get_attribute("title") == marks(page)[0].get("title")
    term.hover()
    tab.wait_for_selector(NOTE)
    tab.keyboard.press("Escape")
    assert tab.locator(NOTE).count() == 0
    assert not tab.evaluate("document.activeElement.matches('.term')"), "hovering takes the focus"


@pytest.mark.browser
def test_a_pointer_that_only_passes_shows_nothing(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(chapters[0].url)
    tab.locator(".term").first.hover()
    tab.mouse.move(5, 5)
    tab.wait_for_timeout(400)
    assert tab.locator(NOTE).count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_key_shows_the_note_and_escape_hides_it(
    language: str, chapters: list[Html], open_tab: Callable[..., Any]
) -> None:
    page = chapter(chapters, language)
    tab = open_tab(page.url)
    tab.evaluate("document.querySelector('article h2').tabIndex = -1, document.querySelector('article h2').focus()")
    for _ in range(10):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.term')"):
            break
    tab.wait_for_selector(NOTE)
    notes = {mark.get("title") for mark in marks(page)}
    first = tab.inner_text(NOTE)
    assert first in notes
    assert (
        tab.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).role")
        == "tooltip"
    )
    tab.keyboard.press("Escape")
    assert tab.locator(NOTE).count() == 0
    assert tab.evaluate("document.activeElement.matches('.term')"), "Escape takes the focus away"
    tab.keyboard.press("Tab")
    tab.wait_for_selector(NOTE)
    assert tab.inner_text(NOTE) in notes - {first}
    tab.evaluate("document.activeElement.blur()")
    assert tab.locator(NOTE).count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_stays_inside_a_phone(language: str, chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(chapter(chapters, language).url, viewport=PHONE)
    outside = tab.evaluate("""() => {
      document.querySelectorAll("details").forEach(box => box.open = true)
      const outside = []
      for (const term of document.querySelectorAll(".term")) {
        for (const block of ["start", "center", "end"]) {
          term.scrollIntoView({block, behavior: "instant"})
          term.focus({preventScroll: true})
          const {left, right, top, bottom} = document.getElementById("course-note").getBoundingClientRect()
          if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight)
            outside.push(`${term.textContent} ${block}: ${[left, right, top, bottom].map(Math.round)}`)
          term.blur()
        }
      }
      if (document.documentElement.scrollWidth > innerWidth) outside.push("the page scrolls sideways")
      return outside
    }""")
    assert not outside


@pytest.mark.browser
def test_a_finger_sees_the_note_first_and_then_follows_the_link(
    chapters: list[Html], open_tab: Callable[..., Any]
) -> None:
    page = chapter(chapters, "en")
    tab = open_tab(page.url, viewport=PHONE, has_touch=True, is_mobile=True)
    first, second = tab.locator(".term").nth(0), tab.locator(".term").nth(1)
    address = tab.url
    first.tap()
    assert tab.inner_text(NOTE) == marks(page)[0].get("title")
    tab.locator(NOTE).tap()
    assert tab.locator(NOTE).count() == 0
    second.tap()
    assert tab.inner_text(NOTE) == marks(page)[1].get("title")
    tab.locator("article h1").tap()
    assert tab.locator(NOTE).count() == 0
    assert tab.url.partition("#")[0] == address
    second.tap()
    second.tap()
    tab.wait_for_url("**/glossary/#*")
    assert tab.url.partition("#")[2] == marks(page)[1].get("href").partition("#")[2]


@pytest.mark.browser
def test_without_scripts_the_browser_shows_the_note(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(chapters[0].url, java_script_enabled=False)
    assert tab.locator(".term").first.get_attribute("title") == marks(chapters[0])[0].get("title")


@pytest.mark.browser
def test_paper_shows_neither_marks_nor_notes(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(chapters[0].url)
    tab.locator(".term").first.hover()
    tab.wait_for_selector(NOTE)
    tab.mouse.move(5, 5)
    tab.emulate_media(media="print")
    assert not tab.locator(NOTE).is_visible()
    assert tab.eval_on_selector_all(
        ".term", "all => [...new Set(all.map(e => getComputedStyle(e).textDecorationLine))]"
    ) == ["none"]
