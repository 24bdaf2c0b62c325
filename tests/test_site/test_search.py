"""The search in a real browser: what is typed finds the right section first, in the page's language only."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from snippets._engine.page.glossary import load, names

from .conftest import LANGUAGES, ROOT, Html, go_to

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


def go(tab: Any, address: str) -> None:
    """Opens a page and waits until Material's script has run, which comes after the first paint."""
    go_to(tab, address)


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
        go(self.tab, home)
        self.tab.focus(".md-search__input")
        self.tab.wait_for_function(ANSWERED, arg="")

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_section_comes_first(
    language: str, searches: dict[str, Search], capsys: pytest.CaptureFixture[str]
) -> None:
    search = searches[language]
    other = search.home + "en/"
    queries = {text: section for kind in QUERIES[language].values() for text, section in kind.items()}
    wrong, foreign = [], []
    for text, section in queries.items():
        results = search.type(text)
        first = max(results[0], key=lambda link: link["score"])["address"] if results else "nothing"
        if first != search.address(section):
            wrong.append(f"{text}: {section} expected, {first} found")
        for link in (link["address"] for page in results for link in page):
            if not link.startswith(search.home) or link.startswith(other):
                foreign.append(f"{text}: {link}")
    right = f"{language}: the right section comes first for {len(queries) - len(wrong)} of {len(queries)} queries"
    with capsys.disabled():
        print(right, file=sys.stderr)  # where workers of a parallel run are heard
    assert not wrong
    assert not foreign
    assert not search.trouble
    assert len(queries) >= 70


def test_terms_find_their_section_by_every_name(search: Search, pages: list[Html]) -> None:
    """The section that explains a term comes first, or one whose title is the term."""
    texts = [(name, term) for term in load(ROOT / "docs" / "glossary.yml") for name in names(term)]
    found = search.tab.evaluate(EACH, [text for text, _term in texts])
    wrong = []
    for (text, term), address in zip(texts, found, strict=True):
        page, section = (term["page"], term.get("at")) if "page" in term else ("glossary", term["id"])
        if address == search.address(f"{page}/#{section}" if section else f"{page}/"):
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
    go(tab, search.home)
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


def test_escape_closes_the_search_and_gives_the_focus_back(search: Search) -> None:
    tab = search.tab
    go(tab, search.address("overview/"))
    link = tab.locator("article a[href]").nth(5)
    link.focus()
    tab.keyboard.press("/")
    tab.keyboard.type("PyTorch")
    tab.wait_for_function(ANSWERED, arg="PyTorch")
    tab.keyboard.press("ArrowDown")
    assert tab.is_checked("#__search")
    assert tab.evaluate("document.activeElement.matches('.md-search-result__link')")
    tab.keyboard.press("Escape")
    assert not tab.is_checked("#__search")
    tab.wait_for_function("link => link === document.activeElement", arg=link.element_handle())


@pytest.mark.parametrize("text", ['"', "+-*~^:\\", "😀", "((", "qqqqzzzz", "囧囧"])
def test_odd_texts_find_nothing_and_harm_nothing(text: str, search: Search) -> None:
    assert not search.type(text)
    assert not search.trouble


def test_nothing_found_is_said(search: Search) -> None:
    search.type("qqqqzzzz")
    said = "没有找到符合条件的结果" if "/en/" not in search.home else "No matching documents"
    assert search.tab.inner_text(".md-search-result__meta") == said


# When the index comes ---------------------------------------------------------------------


@pytest.fixture
def asked(open_tab: Callable[..., Any]) -> Callable[[str], tuple[Any, list[str]]]:
    """Opens a page; gives its tab and the names of the search's files that it asks for."""

    def opened(url: str) -> tuple[Any, list[str]]:
        tab = open_tab("")
        names: list[str] = []
        tab.on("request", lambda request: names.append(urlsplit(request.url).path.rpartition("/")[2]))
        go(tab, tab.url + url)
        tab.wait_for_load_state("networkidle")
        return tab, names

    return opened


def of_search(names: list[str]) -> list[str]:
    return [re.sub(r"\.\w{8}\.min", "", name) for name in names if name.startswith("search")]


@pytest.mark.parametrize("name", ["", "overview/", "en/gradient_descent/", "snippets/overview/svm_margin/"])
def test_no_page_asks_for_the_index_before_the_search_opens(name: str, asked: Callable[..., Any]) -> None:
    tab, names = asked(name)
    assert names
    assert of_search(names) == []
    tab.keyboard.press("/")
    tab.keyboard.type("PyTorch")
    tab.wait_for_selector(".md-search-result__link")
    assert of_search(names) == ["search_index.json", "search.js"]


def test_what_is_typed_before_the_index_has_come_is_answered_when_it_comes(open_tab: Callable[..., Any]) -> None:
    tab = open_tab("overview/")
    held: list[Any] = []
    tab.route("**/search_index.json", lambda route: held.append(route))
    tab.click(".md-search__input")
    tab.keyboard.type("鞍点")
    tab.wait_for_timeout(300)
    assert len(held) == 1
    assert not tab.query_selector_all(".md-search-result__link")
    held[0].continue_()
    tab.wait_for_selector(".md-search-result__link")
    assert "gradient_descent/" in tab.get_attribute(".md-search-result__link", "href")


def test_a_query_in_the_address_is_asked(asked: Callable[..., Any]) -> None:
    tab, names = asked("en/?q=saddle+point")
    tab.wait_for_selector(".md-search-result__link")
    assert tab.input_value(".md-search__input") == "saddle point"
    assert of_search(names) == ["search_index.json", "search.js"]


def test_what_was_found_is_marked_on_its_page(search: Search) -> None:
    text, word = ("鞍点", "鞍点") if "/en/" not in search.home else ("saddle points", "saddle")
    tab = search.tab
    go(tab, search.home)
    search.type(text)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("article mark")
    assert word in [mark.lower() for mark in tab.locator("article mark").all_inner_texts()]
