"""What a reader leans on: where a part stands, what was read, and headings that are where links lead."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import PHONE, WIDE, Html, go_to

pytestmark = pytest.mark.browser


def test_chapters_say_when_and_with_what_their_results_were_made(chapters: list[Html], site: Path) -> None:
    report = {each["name"]: each for each in json.loads((site / "verification.json").read_text("utf-8"))["snippets"]}
    seen = 0
    for page in chapters:
        lines = page.with_class("standing")
        if not lines:
            continue
        seen += 1
        text = lines[0].text_content()
        runs = [report[name] for name in set(page.article.xpath(".//@data-snippet"))]
        assert runs
        for run in runs:
            assert run["versions"]["torch"].partition("+")[0] in text
            assert run["versions"]["python"] in text
            assert run["finished"][:10] in text or " – " in text
    assert seen >= 6


def test_figures_are_numbered(chapters: list[Html]) -> None:
    parts = [page for page in chapters if page.with_class("standing")]
    for page in parts:
        part = page.with_class("part-of")[0].text_content().split()[1]
        figures = page.article.xpath(".//figure[contains(@class, 'result')]")
        numbers = [figure.xpath("string(figcaption/p/span[@class='number'])").split()[-1] for figure in figures]
        assert figures
        assert numbers == [f"{part}.{place + 1}" for place in range(len(figures))]
    assert len(parts) >= 6


def test_links_to_sections_lead_to_them(open_tab: Callable[..., Any], chapters: list[Html]) -> None:
    """Boxes out of sight have an assumed height; a heading stands at the top of the window all the same."""
    astray = []
    for page in chapters:
        if not page.with_class("standing"):
            continue
        for section in page.sections[1::3]:
            tab = open_tab(f"{page.url}#{section}")
            tab.wait_for_timeout(300)
            top = tab.evaluate("id => document.getElementById(id).getBoundingClientRect().top", section)
            end = tab.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 2")
            if not 0 <= top <= 140 and not end:
                astray.append(f"/{page.url}#{section} stands at {top:.0f} px")
            tab.context.close()
    assert not astray


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_long_program_is_closed_from_anywhere_in_it(
    open_tab: Callable[..., Any], chapters: list[Html], viewport: dict[str, int]
) -> None:
    tab = open_tab(next(page.url for page in chapters if page.with_class("program")), viewport=viewport)
    title = tab.locator(".program > summary").first
    title.click()
    program = tab.locator(".program").first.bounding_box()
    assert program["height"] > 1.3 * viewport["height"]
    tab.mouse.wheel(0, program["y"] + program["height"] / 2)
    tab.wait_for_function("() => document.querySelector('.program').getBoundingClientRect().top < -200")
    assert tab.evaluate(
        """() => {
          const title = document.querySelector(".program > summary")
          const { left, width, top, height } = title.getBoundingClientRect()
          return title.contains(document.elementFromPoint(left + width / 2, top + height / 2))
        }"""
    )
    title.click()
    tab.wait_for_function("() => document.querySelector('.program').getBoundingClientRect().top > 0")
    assert title.bounding_box()["y"] < viewport["height"] / 2


@pytest.mark.parametrize("home", ["", "en/"])
def test_what_was_read_is_remembered_and_forgotten(open_tab: Callable[..., Any], home: str) -> None:
    tab = open_tab(home)
    base = tab.url
    assert not tab.locator(".reading").is_visible()
    go_to(tab, f"{base}overview/")
    section = tab.locator("article > h2[id]").nth(2)
    section.evaluate("heading => heading.scrollIntoView()")
    tab.wait_for_function(
        "id => JSON.parse(localStorage['course.read'] ?? '{}').overview?.section === id",
        arg=section.get_attribute("id"),
    )
    go_to(tab, base)
    link = tab.locator(".reading a")
    assert link.is_visible()
    assert link.get_attribute("href").endswith(f"overview/#{section_id(tab)}")
    assert tab.locator(".parts li.read").count() == 0
    go_to(tab, f"{base}overview/")
    tab.locator(".md-footer").scroll_into_view_if_needed()
    tab.wait_for_function("JSON.parse(localStorage['course.read']).overview.done === true")
    go_to(tab, base)
    assert tab.locator(".parts li.read").count() == 1
    tab.locator(".reading button").click()
    assert not tab.locator(".reading").is_visible()
    assert tab.evaluate("localStorage.getItem('course.read')") is None
    assert tab.locator(".parts li.read").count() == 0


def section_id(tab: Any) -> str:
    return tab.evaluate("JSON.parse(localStorage['course.read']).overview.section")
