"""The search in a real browser: what is typed finds the right section first, in the page's language only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from snippets._engine.glossary import load, names

from .conftest import LANGUAGES, Html

pytestmark = pytest.mark.browser

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text("utf-8"))

# Counts what the page asks its search worker and what the worker has answered.
WATCH = """
window.asked = []
window.answered = 0
window.Worker = class extends Worker {
  constructor(...all) {
    super(...all)
    this.addEventListener("message", ({data}) => { answered += data.type === 3 })
  }
  postMessage(message) {
    if (message.type === 2) asked.push(message.data)
    super.postMessage(message)
  }
}
"""
ANSWERED = "text => asked.length === answered && asked.at(-1) === text"
# The results as they stand in the list: address, score, and the words shown as missing.
RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].map(item =>
  [...item.querySelectorAll(":scope > a")].map(link => ({
    address: link.href.replace(/[?][^#]*/, ""),
    score: +link.firstElementChild.dataset.mdScore,
    missing: link.querySelector(".md-search-result__terms")?.textContent,
  })))"""
EACH = """async texts => {
  const input = document.querySelector(".md-search__input"), firsts = []
  for (const text of texts) {
    input.value = text
    input.dispatchEvent(new Event("input"))
    while (asked.length > answered || asked.at(-1) !== text) await new Promise(requestAnimationFrame)
    const links = [...document.querySelectorAll(".md-search-result__item:first-child > a")]
    links.sort((a, b) => b.firstElementChild.dataset.mdScore - a.firstElementChild.dataset.mdScore)
    firsts.push(links.length ? links[0].href.replace(/[?][^#]*/, "") : "nothing")
  }
  return firsts
}"""


class Search:
    """A page with its search box open.

    Attributes:
        home: address of the language's root.
        tab: the browser's tab.
        trouble: what its console and its workers complained about.
    """

    def __init__(self, browser: Any, home: str) -> None:
        self.home = home
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.tab = self.context.new_page()
        self.trouble: list[str] = []
        self.tab.on(
            "console", lambda said: self.trouble.append(said.text) if said.type in ("error", "warning") else None
        )
        self.tab.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.tab.add_init_script(WATCH)
        self.tab.goto(home, wait_until="networkidle")

    def type(self, text: str) -> list[list[dict[str, Any]]]:
        """Types a text, key by key, in place of what stands in the box; the results, page by page."""
        self.tab.focus(".md-search__input")
        self.tab.keyboard.press("Control+A")
        self.tab.keyboard.press("Backspace")
        self.tab.keyboard.type(text)
        self.tab.wait_for_function(ANSWERED, arg=text)
        return self.tab.evaluate(RESULTS)

    def address(self, section: str) -> str:
        return self.home + section


@pytest.fixture(scope="module")
def searches(address: str, browser: Any) -> Iterator[dict[str, Search]]:
    made = {language: Search(browser, address + path) for language, path in LANGUAGES.items()}
    yield made
    for search in made.values():
        search.context.close()


@pytest.fixture(params=LANGUAGES)
def search(request: pytest.FixtureRequest, searches: dict[str, Search]) -> Search:
    search = searches[request.param]
    search.trouble.clear()
    return search


@pytest.mark.parametrize(
    ("language", "kind"), [(language, kind) for language in LANGUAGES for kind in QUERIES[language]]
)
def test_the_right_section_comes_first(language: str, kind: str, searches: dict[str, Search]) -> None:
    search = searches[language]
    other = search.home + "en/"
    wrong = []
    for text, section in QUERIES[language][kind].items():
        results = search.type(text)
        first = max(results[0], key=lambda link: link["score"]) if results else {"address": "nothing"}
        if first["address"] != search.address(section) or first["missing"]:
            wrong.append(f"{text}: {section} expected, {first} found")
        foreign = [
            link["address"]
            for page in results
            for link in page
            if not link["address"].startswith(search.home) or link["address"].startswith(other)
        ]
        if foreign:
            wrong.append(f"{text}: in another language {foreign}")
    assert not wrong
    assert not search.trouble


def test_there_are_enough_queries() -> None:
    assert min(sum(map(len, QUERIES[language].values())) for language in LANGUAGES) >= 70


def test_terms_find_their_section_by_every_name(search: Search, pages: list[Html]) -> None:
    """The section that explains a term comes first, or one whose title is the term."""
    texts = [(name, term) for term in load() for name in names(term)]
    found = search.tab.evaluate(EACH, [text for text, _term in texts])
    wrong = []
    for (text, term), address in zip(texts, found, strict=True):
        if address == search.address(f"{term['page']}/#{term['at']}" if "at" in term else f"{term['page']}/"):
            continue
        path, _, section = address.removeprefix(search.home).partition("#")
        page = next(
            (page for page in pages if search.home.endswith(LANGUAGES[page.language]) and page.name == path), None
        )
        titles = page.article.xpath(f"string(.//*[@id='{section}'])" if section else "string(.//h1)") if page else ""
        if not any(name.lower() in titles.lower() for name in names(term)):
            wrong.append(f"{text}: {address}")
    assert not wrong


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_keyboard_alone_opens_a_section(key: str, search: Search) -> None:
    text = "鞍点" if search.home.count("/en/") == 0 else "saddle point"
    tab = search.tab
    tab.goto(search.home, wait_until="networkidle")
    tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.matches('.md-search__input')")
    tab.keyboard.type(text)
    tab.wait_for_function(ANSWERED, arg=text)
    if key == "/":
        tab.keyboard.press("Enter")  # the best result
    else:
        tab.keyboard.press("ArrowDown")  # its page
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: url.endswith("#non-convex"))
    assert tab.url.replace("?" + urlsplit(tab.url).query, "") == search.address("gradient_descent/#non-convex")
    tab.wait_for_function("Math.abs(document.getElementById('non-convex').getBoundingClientRect().top) < 200")


def test_escape_closes_the_search(search: Search) -> None:
    tab = search.tab
    tab.keyboard.press("/")
    assert tab.is_checked("#__search")
    tab.keyboard.press("Escape")
    assert not tab.is_checked("#__search")


@pytest.mark.parametrize("text", ['"', "+-*~^:\\", "😀", "((", "qqqqzzzz", "囧囧"])
def test_odd_texts_find_nothing_and_harm_nothing(text: str, search: Search) -> None:
    assert not search.type(text)
    assert not search.trouble
