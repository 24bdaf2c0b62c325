"""Everything can be reached and worked with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import LANGUAGES, PHONE, WIDE, Html, go_to, wait_for_scripts

pytestmark = pytest.mark.browser

# Where the focus is: what one would call it, and the rectangle in which one sees it.
HERE = """() => {
  const element = document.activeElement
  if (element === document.body) return null
  window.reached ??= new Set()
  const again = reached.has(element)
  reached.add(element)
  const visible = one => {
    const box = one?.getClientRects()[0]
    if (!(box?.height > 1) || !one.checkVisibility({ visibilityProperty: true })) return null
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth)
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight)
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return at && (one.contains(at) || at.contains(one)) ? { left, top, right, bottom } : null
  }
  // A checkbox or radio button of no size is shown by a label.
  const box = [element, element.nextElementSibling, ...(element.labels ?? [])].map(visible).find(Boolean)
  const { tagName, className, parentElement } = element
  return {
    again,
    name: `${tagName} ${className} ${element.getAttribute("href") ?? element.id}`,
    kind: `${tagName} ${className} ${parentElement.className}`,
    box,
  }
}"""

MISSED = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter(one => one.getClientRects()[0]?.height > 1 && one.checkVisibility({ visibilityProperty: true }))
  .filter(one => one.tabIndex >= 0 && !reached.has(one)).map(one => one.outerHTML.slice(0, 120))"""

SCROLL = "top => { scrollTo(0, top); return new Promise(done => requestAnimationFrame(() => setTimeout(done, 30))) }"


def mount_everything(tab: Any) -> None:
    """Scrolls once through a page: what appears only when it comes into view is there afterwards."""
    tab.add_style_tag(content="*, ::before, ::after { transition: none !important; scroll-behavior: auto !important }")
    height = tab.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 700):
        tab.evaluate(SCROLL, top)
    tab.evaluate("scrollTo(0, 0)")
    there = None
    while there != (there := tab.locator(".md-code__button").count()):  # on a busy machine they come late
        tab.wait_for_timeout(500)


def picture(tab: Any, box: dict[str, float]) -> bytes:
    left, top = max(0, box["left"] - 12), max(0, box["top"] - 12)
    width = min(tab.viewport_size["width"], box["right"] + 12) - left
    height = min(tab.viewport_size["height"], box["bottom"] + 12) - top
    return tab.screenshot(clip={"x": left, "y": top, "width": width, "height": height})


def is_marked(tab: Any, box: dict[str, float]) -> bool:
    """Whether the focus makes a difference that one sees."""
    focused = picture(tab, box)
    element = tab.evaluate_handle("document.activeElement")
    element.evaluate("element => element.blur()")
    tab.wait_for_timeout(50)
    blurred = picture(tab, box)
    element.evaluate("element => element.focus({ preventScroll: true })")
    return focused != blurred


def walk(tab: Any) -> list[str]:
    """Presses Tab from the first stop of a page to the last; returns what is wrong on the way."""
    poor: list[str] = []
    kinds: set[str] = set()
    while True:
        tab.keyboard.press("Tab")
        here = tab.evaluate(HERE)
        if here is None or here["again"]:
            break
        if not here["box"]:
            tab.wait_for_timeout(400)  # what slides in
            here = tab.evaluate(HERE)
        if not here["box"]:
            poor.append(f"not to be seen: {here['name']}")
        elif here["kind"] not in kinds:
            kinds.add(here["kind"])
            if not is_marked(tab, here["box"]):
                poor.append(f"not marked: {here['name']}")
    assert len(kinds) > 5, kinds
    return poor + [f"not reached: {element}" for element in tab.evaluate(MISSED)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["", "overview/", "errata/", "snippets/overview/svm_margin/"])
def test_tab_goes_everywhere_and_shows_where(
    name: str, viewport: dict[str, int], scheme: str, open_tab: Callable[..., Any]
) -> None:
    language = {"light": "zh", "dark": "en"}[scheme]
    tab = open_tab(LANGUAGES[language] + name, color_scheme=scheme, viewport=viewport)
    mount_everything(tab)
    assert not walk(tab)


def focus(tab: Any, selector: str) -> None:
    """Presses Tab until an element has the focus."""
    for _ in range(300):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")


@pytest.mark.parametrize("name", ["overview/", "snippets/overview/svm_margin/"])
def test_the_first_stop_leads_past_the_frame(name: str, open_tab: Callable[..., Any]) -> None:
    tab = open_tab(name)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className").startswith("md-skip")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search(language: str, open_tab: Callable[..., Any]) -> None:
    tab = open_tab(LANGUAGES[language])
    tab.keyboard.press("/")
    tab.keyboard.type("PyTorch")
    tab.wait_for_selector(".md-search-result__link")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.className").startswith("md-search-result__link")
    target = tab.evaluate("new URL(document.activeElement.href).pathname")
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: target in url)
    wait_for_scripts(tab)
    tab.keyboard.press("/")
    opened = "document.querySelector('#__search').checked"
    tab.wait_for_function(f"{opened} && document.activeElement.matches('.md-search__input')")
    tab.keyboard.press("Escape")
    tab.wait_for_function("!document.querySelector('#__search').checked && document.activeElement === document.body")


def test_colour_scheme(open_tab: Callable[..., Any]) -> None:
    tab = open_tab("", color_scheme="light")
    focus(tab, ".course-colours")
    scheme = "document.body.dataset.mdColorScheme"
    seen = []
    for _ in range(3):
        tab.keyboard.press("Enter")
        seen.append((tab.evaluate("document.activeElement.title"), tab.evaluate(scheme)))
    assert seen == [("切换到深色", "default"), ("跟随系统", "slate"), ("切换到浅色", "default")]
    tab.emulate_media(color_scheme="dark")
    tab.wait_for_function(f"{scheme} === 'slate'")  # it follows the system again
    tab.keyboard.press("Enter")
    tab.reload()
    assert tab.evaluate(scheme) == "default"  # what was chosen holds on the next page


def test_language(open_tab: Callable[..., Any]) -> None:
    tab = open_tab("glossary/")
    focus(tab, ".course-language")
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: url.endswith("/en/glossary/"))


def test_neighbouring_pages(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    tab = open_tab("overview/")
    for key, name in (("n", "linear_model/"), ("p", "overview/")):
        tab.keyboard.press(key)
        tab.wait_for_url(lambda url, name=name: url.endswith("/" + name))
        wait_for_scripts(tab)


def test_a_listing(chapters: list[Html], open_tab: Callable[..., Any]) -> None:
    """Its code scrolls, its button copies, its links are followed."""
    tab = open_tab("snippets/overview/svm_margin/", viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    mount_everything(tab)
    focus(tab, "button.md-code__button")
    tab.keyboard.press("Enter")
    tab.wait_for_function("navigator.clipboard.readText()")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("import numpy")
    focus(tab, "pre > code")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")


def test_a_box_that_opens(open_tab: Callable[..., Any]) -> None:
    tab = open_tab("errata/", viewport=PHONE)
    focus(tab, "details > summary")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.parentElement.open")
    tab.wait_for_selector("details[open] button.md-code__button")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('details[open]') !== null")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Space")
    tab.wait_for_function("!document.activeElement.parentElement.open")


IN_DRAWER = "document.activeElement.closest('.md-sidebar--primary') !== null"


def open_drawer(tab: Any) -> None:
    focus(tab, "button[for=__drawer][aria-expanded=false]")
    tab.keyboard.press("Enter")
    tab.wait_for_function(IN_DRAWER)
    tab.wait_for_timeout(500)


def leave_drawer(tab: Any) -> list[str]:
    """Presses Tab until the drawer closes; returns the stops, each of which was to be seen."""
    stops = []
    while tab.evaluate(IN_DRAWER):
        here = tab.evaluate(HERE)
        assert here["box"], here["name"]
        assert is_marked(tab, here["box"]), here["name"]
        stops.append(here["name"])
        tab.keyboard.press("Tab")
    tab.wait_for_function("!document.querySelector('#__drawer').checked")
    return stops


def test_the_drawer_of_a_phone(open_tab: Callable[..., Any]) -> None:
    tab = open_tab("overview/", viewport=PHONE)
    open_drawer(tab)
    tab.keyboard.press("Escape")
    tab.wait_for_function("document.activeElement.matches('button[for=__drawer][aria-expanded=false]')")

    tab.keyboard.press("Shift+Tab")
    open_drawer(tab)
    assert "../linear_model/" in str(leave_drawer(tab))

    go_to(tab, tab.url)
    open_drawer(tab)
    tab.keyboard.press("Space")  # back from the pages of this group to the groups
    tab.wait_for_timeout(500)
    assert "__nav_3" in str(leave_drawer(tab))

    go_to(tab, tab.url)
    open_drawer(tab)
    focus(tab, "#__toc")  # the sections of this page
    tab.keyboard.press("Space")
    focus(tab, ".md-nav--primary .md-nav--secondary a")
    tab.keyboard.press("Enter")
    tab.wait_for_function("location.hash && !document.querySelector('#__drawer').checked")
