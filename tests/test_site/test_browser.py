"""A real browser opens every page in both languages: wide, narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from .conftest import LANGUAGES, PHONE, WIDE, Html, go_to, watch
from .program import comments, expected_listing, without_comments

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """What the browser saw of a page."""

    page: Html
    trouble: list[str] = field(default_factory=list)  # console, foreign and failed requests
    seen: dict[str, Any] = field(default_factory=dict)

    def say(self, *items: Any) -> list[str]:
        return [f"/{self.page.url}: {item}" for item in items]


@pytest.fixture(scope="module")
def visits(pages: list[Html], address: str, browser: Any) -> list[Visit]:
    """One visit of each page, looked at wide, at phone width, and in dark."""
    made = []
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    tab = context.new_page()
    trouble: list[str] = []
    watch(tab, address, trouble)
    for page in pages:
        trouble.clear()
        tab.set_viewport_size(WIDE)
        tab.emulate_media(color_scheme="light")
        go_to(tab, address + page.url)
        tab.evaluate("() => document.fonts.ready.then(() => true)")
        tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        seen = tab.evaluate(LOOK)
        seen["light"] = tab.evaluate(CONTRAST)
        tab.set_viewport_size(PHONE)
        seen["phone"] = tab.evaluate(NARROW)
        seen["dark"] = []
        if seen["figures"]:
            tab.emulate_media(color_scheme="dark")
            tab.wait_for_function("document.body.getAttribute('data-md-color-scheme') === 'slate'")
            seen["dark"] = tab.evaluate(CONTRAST)
        made.append(Visit(page, list(trouble), seen))
    context.close()
    return made


LOOK = r"""() => {
  const article = document.querySelector("article")
  const size = e => { const r = e.getBoundingClientRect(); return [r.width, r.height] }
  const figures = [...article.querySelectorAll("figure.result")].map(f => ({
    id: f.id,
    size: f.querySelector("svg, img") ? size(f.querySelector("svg, img")) : null,
    alt: (f.querySelector("svg[role=img]")?.getAttribute("aria-label") || f.querySelector("img")?.alt || "").trim(),
    caption: (f.querySelector("figcaption")?.textContent || "").trim(),
  }))
  const maths = [...article.querySelectorAll("math")].filter(m => m.checkVisibility())
    .map(m => ({text: m.textContent, size: size(m)}))
  const raw = []
  const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const node = walk.currentNode
    if (node.parentElement.closest("pre, code, script, style, .md-clipboard")) continue
    const m = node.data.match(/\$[^\s$][^$]*\$|\\[a-zA-Z]{2,}|\{\{|\}\}|```|wzxhzdk|klzzwxh|\/\/\/ html/)
    if (m) raw.push(node.data.trim().slice(0, 80))
  }
  return {figures, maths, raw, language: document.documentElement.lang}
}"""

# Every text of a figure against what is painted below it, by WCAG's formula.
CONTRAST = r"""() => {
  const rgba = text => {
    const n = text.match(/[\d.]+/g)?.map(Number)
    return n ? [n[0], n[1], n[2], n[3] ?? 1] : null
  }
  const over = (top, below) => below.map((b, i) => top[i] * top[3] + b * (1 - top[3]))
  const linear = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
  const light = c => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2])
  const opacity = e => {
    let o = 1
    for (; e && e.tagName !== "svg"; e = e.parentElement) o *= +getComputedStyle(e).opacity
    return o
  }
  const page = rgba(getComputedStyle(document.body).backgroundColor).slice(0, 3)
  const poor = []
  for (const figure of document.querySelectorAll("figure.result svg")) {
    figure.scrollIntoView({block: "center", behavior: "instant"})
    for (const text of figure.querySelectorAll("text")) {
      if (!text.textContent.trim() || !text.checkVisibility({visibilityProperty: true})) continue
      const r = text.getBoundingClientRect(), style = getComputedStyle(text.querySelector("tspan") ?? text)
      let fill = rgba(style.fill)
      if (!fill) continue
      const stack = document.elementsFromPoint(r.left + r.width / 2, r.top + r.height / 2)
      let ground = page
      for (const e of stack.reverse()) {
        if (!figure.contains(e) || e === figure || e.closest("text")) continue
        const s = getComputedStyle(e), paint = s.fill === "none" ? null : rgba(s.fill)
        if (paint) ground = over([...paint.slice(0, 3), paint[3] * s.fillOpacity * opacity(e)], ground)
      }
      const drawn = over([...fill.slice(0, 3), fill[3] * style.fillOpacity * opacity(text)], ground)
      const [a, b] = [light(drawn), light(ground)].sort((x, y) => y - x)
      const ratio = (a + .05) / (b + .05)
      if (ratio < 4.5) poor.push(`#${figure.closest("figure").id} "${text.textContent.trim()}" ${ratio.toFixed(2)}`)
    }
  }
  return poor
}"""

NARROW = r"""() => {
  const small = []
  for (const text of document.querySelectorAll("figure.result svg text")) {
    if (!text.textContent.trim() || !text.checkVisibility({visibilityProperty: true})) continue
    const m = text.getScreenCTM(), scale = Math.hypot(m.a, m.b)
    const parts = text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text]
    const size = Math.max(...parts.map(p => parseFloat(getComputedStyle(p).fontSize))) * scale
    if (size < 8) small.push(`#${text.closest("figure").id} "${text.textContent.trim()}" ${size.toFixed(1)} px`)
  }
  const wide = document.documentElement.scrollWidth
  const culprits = wide <= innerWidth ? [] : [...document.querySelectorAll("article *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.tagName + "." + e.className)
  return {wide, culprits, small}
}"""


def test_console_and_network_are_quiet(visits: list[Visit]) -> None:
    assert not [line for visit in visits for line in visit.say(*visit.trouble)]


def test_pages_are_in_their_language(visits: list[Visit]) -> None:
    assert not [
        line
        for visit in visits
        if visit.seen["language"] != visit.page.language
        for line in visit.say(visit.seen["language"])
    ]


def test_figures_are_there_with_alt_text_and_caption(visits: list[Visit]) -> None:
    poor = []
    for visit in visits:
        for figure in visit.seen["figures"]:
            if not figure["size"] or min(figure["size"]) < 20:
                poor += visit.say(f"#{figure['id']} has no picture: {figure['size']}")
            if not figure["alt"] or not figure["caption"]:
                poor += visit.say(f"#{figure['id']} lacks its {'caption' if figure['alt'] else 'alt text'}")
    assert not poor


def test_formulas_are_drawn(visits: list[Visit]) -> None:
    poor = [
        line
        for visit in visits
        for formula in visit.seen["maths"]
        if min(formula["size"]) <= 0
        for line in visit.say(formula)
    ]
    assert not poor
    assert any(visit.seen["maths"] for visit in visits), "no page has a formula"


def test_nothing_is_left_raw(visits: list[Visit]) -> None:
    assert not [line for visit in visits for line in visit.say(*visit.seen["raw"])]


def test_the_page_never_scrolls_sideways_on_a_phone(visits: list[Visit]) -> None:
    assert not [
        line
        for visit in visits
        if visit.seen["phone"]["wide"] > PHONE["width"]
        for line in visit.say(visit.seen["phone"])
    ]


def test_figures_are_legible_on_a_phone(visits: list[Visit]) -> None:
    assert not [line for visit in visits for line in visit.say(*visit.seen["phone"]["small"])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figure_text_has_contrast(visits: list[Visit], scheme: str) -> None:
    assert not [line for visit in visits for line in visit.say(*visit.seen[scheme])]


def test_copy_button_copies_exactly_the_program(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    poor = []
    tab = open_tab(chapters[0].url, permissions=["clipboard-read", "clipboard-write"])
    base = tab.url.removesuffix(chapters[0].url)
    for page in chapters:
        go_to(tab, base + page.url)
        tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        for listing in tab.query_selector_all(".listing[data-cell]"):
            name, cells = listing.get_attribute("data-snippet"), tuple(listing.get_attribute("data-cell").split())
            tab.evaluate("navigator.clipboard.writeText('')")
            listing.scroll_into_view_if_needed()  # where its button appears
            listing.wait_for_selector(":scope > .highlight button").click()
            tab.wait_for_function("navigator.clipboard.readText()")
            copied = tab.evaluate("navigator.clipboard.readText()").rstrip("\n")
            original = expected_listing(name, cells)
            same = (
                copied == original if page.language == "en" else without_comments(copied) == without_comments(original)
            )
            if not same or comments(copied) != comments(original, page.language):
                poor.append(f"/{page.url}: {name}: {cells} copies {copied[:200]!r}")
    assert not poor


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_keeps_page_and_section(
    language: str, chapters: list[Html], open_tab: Callable[..., Any]
) -> None:
    page = next(page for page in chapters if page.language == language)
    section = page.sections[1]
    other = next(key for key in LANGUAGES if key != language)
    tab = open_tab(f"{page.url}#{section}")
    tab.click(".course-language")
    tab.wait_for_url(lambda url: url.endswith(f"#{section}"))
    tab.wait_for_load_state()
    assert tab.url.endswith(f"/{LANGUAGES[other]}{page.name}#{section}")
    assert tab.evaluate("document.documentElement.lang") == other
    assert tab.evaluate("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200", section)
    tab.click(".course-language")
    tab.wait_for_url(lambda url: url.endswith(f"/{page.url}#{section}"))


def test_scripts_run_in_their_order(browser: Any, address: str) -> None:
    """Material's before the course's, also when it is the last to come."""
    tab = browser.new_page()
    tab.route("**/bundle.*.js", lambda route: (tab.wait_for_timeout(1000), route.continue_()))
    go_to(tab, address)
    assert tab.evaluate("window.component$ !== undefined")
    tab.close()


def test_scripts_of_the_course_run_without_those_of_material(browser: Any, address: str) -> None:
    tab = browser.new_page()
    tab.route("**/bundle.*.js", lambda route: route.abort())
    go_to(tab, address)
    assert tab.evaluate("window.component$ === undefined")
    tab.close()


# Boxes out of sight whose height changes by more than a pixel when they come into sight.
WRONG_HEIGHTS = """() => {
  const skipped = [...document.querySelectorAll("article *")]
    .filter(box => getComputedStyle(box).contentVisibility === "auto")
    .filter(box => !box.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))
  const heights = () => skipped.map(box => box.getBoundingClientRect().height)
  const before = heights()
  for (const box of skipped) box.style.contentVisibility = "visible"
  const after = heights()
  const poor = skipped.map((box, at) => [before[at], after[at], box.outerHTML.slice(0, 120)])
  return [skipped.length, poor.filter(([before, after]) => Math.abs(before - after) > 1)]
}"""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_sight_is_as_high_as_in_sight(
    language: str,
    viewport: dict[str, int],
    chapters: list[Html],
    pages: list[Html],
    open_tab: Callable[..., Any],
) -> None:
    programs = [page for page in pages if page.language == language and page.with_class("jp-CodeCell")]
    longest = max(programs, key=lambda page: len(page.article.text_content()))
    total = 0
    for page in [*(page for page in chapters if page.language == language), longest]:
        tab = open_tab(page.url, viewport=viewport)
        tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        tab.evaluate("() => document.fonts.ready.then(() => true)")
        skipped, wrong = tab.evaluate(WRONG_HEIGHTS)
        assert not wrong, page.url
        total += skipped
    assert total > 100


def test_language_switch_follows_the_reader(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    """Scrolling, not only clicking, moves the section that the switch goes to."""
    page = next(each for each in chapters if each.language == "en")
    tab = open_tab(page.url)
    tab.mouse.move(600, 400)
    for _ in range(60):
        tab.mouse.wheel(0, 300)
        tab.wait_for_timeout(300)
        if tab.evaluate("location.hash.length > 1"):
            break
    section = tab.evaluate("location.hash")
    assert section[1:] in page.article.xpath(".//h2/@id | .//h3/@id")
    tab.click(".course-language")
    tab.wait_for_url(lambda url: url.endswith(f"/{page.name}{section}") and "/en/" not in url)
