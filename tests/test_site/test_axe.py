"""axe, with all its rules, on every page in both languages: wide and light, on a phone and dark.

What stands on all pages alike is looked at in every size and every scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import LANGUAGES, wait_for_scripts

pytestmark = pytest.mark.browser

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 812}}
SCHEMES = ("light", "dark")
Tabs = dict[tuple[str, str], Any]

# Started in all tabs before the first is waited for, so that they share the processors.
START = """() => {
  const told = ({id, nodes}) => nodes.map(({target, html}) => `${id}: ${target} ${html.slice(0, 200)}`)
  window.found = new Promise(settled => setTimeout(settled, 500))
    .then(() => axe.run({resultTypes: ["violations"]}))
    .then(result => result.violations.flatMap(told))
}"""


@pytest.fixture(scope="module")
def tabs(browser: Any, audit_tools: Path) -> Iterator[Tabs]:
    """A tab for each size and colour scheme; every page that opens in one carries axe."""
    opened = {}
    for size, viewport in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport=viewport, color_scheme=scheme)
            context.add_init_script(path=audit_tools / "node_modules" / "axe-core" / "axe.min.js")
            opened[size, scheme] = context.new_page()
    yield opened
    for tab in opened.values():
        tab.context.close()


def audit(tabs: Tabs, url: str, prepare: Callable[[Any], None]) -> list[str]:
    """What axe finds on a page in some tabs, each prepared first."""
    for tab in tabs.values():
        tab.goto(url, wait_until="commit")
    for tab in tabs.values():
        wait_for_scripts(tab)
        prepare(tab)
        tab.evaluate(START)
    return [
        f"{url} {size} {scheme} {violation}"
        for (size, scheme), tab in tabs.items()
        for violation in tab.evaluate("window.found")
    ]


def unfold(tab: Any) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")


def open_search(tab: Any) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("torch")
    tab.wait_for_selector(".md-search-result__link")


def open_drawer(tab: Any) -> None:
    tab.click(".md-header__button[for=__drawer]")


def test_axe_finds_nothing_on_any_page(site: Path, address: str, tabs: Tabs) -> None:
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    two = {key: tabs[key] for key in (("wide", "light"), ("phone", "dark"))}
    assert not [
        violation for path in paths for violation in audit(two, address + path.removesuffix("index.html"), unfold)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_at_home(language: str, address: str, tabs: Tabs) -> None:
    assert not audit(tabs, address + LANGUAGES[language], unfold)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_open_search(language: str, address: str, tabs: Tabs) -> None:
    assert not audit(tabs, address + LANGUAGES[language], open_search)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_open_drawer(language: str, address: str, tabs: Tabs) -> None:
    narrow = {key: tab for key, tab in tabs.items() if "phone" in key}
    assert not audit(narrow, f"{address}{LANGUAGES[language]}errata/", open_drawer)
