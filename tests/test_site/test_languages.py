"""Both languages have the same pages, and each pair the same skeleton."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
import pytest

from .conftest import LANGUAGES, Html

BOXES = ("break-it", "correction", "guess", "solution", "note", "tip", "warning")


@pytest.fixture(scope="module")
def pairs(pages: list[Html]) -> list[tuple[Html, Html]]:
    by_name = {language: {page.name: page for page in pages if page.language == language} for language in LANGUAGES}
    assert set(by_name["zh"]) == set(by_name["en"])
    return [(by_name["zh"][name], by_name["en"][name]) for name in by_name["zh"]]


def sequence(page: Html) -> list[str]:
    """Headings, listings, figures, formulas on lines of their own, tables and boxes, in order."""
    found = []
    for element in page.article.iter("h1", "h2", "h3", "h4", "div", "figure", "details", "table"):
        classes = (element.get("class") or "").split()
        if element.tag[0] == "h":
            found.append(f"{element.tag} #{element.get('id')}")
        elif "listing" in classes or element.tag == "figure":
            found.append(
                f"{element.tag} #{element.get('id')} {element.get('data-snippet')}: {element.get('data-cell')}"
            )
        elif "maths" in classes or "listing-output" in classes:
            found.append(" ".join(classes))
        elif element.tag == "table" and "highlighttable" not in classes:
            found.append(f"table of {len(element.findall('.//tr'))} rows")
        found += [f"box {box}" for box in BOXES if box in classes]
    return found


def facts(page: Html) -> Counter[str]:
    return Counter(page.article.xpath(".//*[@data-fact]/@data-fact"))


def formulas(page: Html) -> Counter[str]:
    """Formulas without the words inside them."""
    found: Counter[str] = Counter()
    for formula in page.article.iter("math"):
        formula = copy.deepcopy(formula)
        formula.tail = None
        for words in formula.iter("mtext"):
            words.text = None
        found[lxml.etree.tostring(formula, encoding="unicode")] += 1
    return found


def links(page: Html) -> Counter[str]:
    """Links inside the site as addresses within the language, and those to elsewhere.

    Without those of terms: where a section first mentions one differs between the languages.
    """
    found: Counter[str] = Counter()
    home = "http://site.invalid/"
    for address in page.article.xpath(".//a[@href][not(@class='term')]/@href"):
        url = urlsplit(urljoin(home + page.url, address))
        if url.netloc == "site.invalid":
            path = url.path.removeprefix("/").removeprefix("en/").replace(f".{page.language}.", ".")  # an edition
            found[f"{path}#{url.fragment}"] += 1
        elif url.netloc:
            found[url.netloc] += 1
    return found


@pytest.mark.parametrize("part", [sequence, facts, formulas, links])
def test_skeletons_are_equal(pairs: list[tuple[Html, Html]], part: object) -> None:
    different = []
    for chinese, english in pairs:
        zh, en = part(chinese), part(english)
        if zh == en:
            continue
        if isinstance(zh, Counter):
            different.append(f"/{chinese.url}: only zh {dict(zh - en)}, only en {dict(en - zh)}")
        else:
            first = next(
                (i for i, both in enumerate(zip(zh, en, strict=False)) if both[0] != both[1]), min(len(zh), len(en))
            )
            different.append(f"/{chinese.url}: zh {zh[first : first + 3]}, en {en[first : first + 3]}")
    assert not different


def test_each_page_links_to_its_mirror(site: Path, pages: list[Html]) -> None:
    wrong = []
    for page in pages:
        (link,) = page.with_class("course-language")
        other = "en" if page.language == "zh" else "zh"
        path = urlsplit(urljoin("http://site.invalid/" + page.url, link.get("href"))).path
        if path != f"/{LANGUAGES[other]}{page.name}" or link.get("hreflang") != other:
            wrong.append(f"/{page.url} -> {link.get('href')}")
    assert not wrong


def test_titles_and_descriptions(pages: list[Html]) -> None:
    """Each page says in its head what it is; no two pages say the same."""
    for language in LANGUAGES:
        titles = [page.tree.findtext(".//title") for page in pages if page.language == language]
        assert len(set(titles)) == len(titles), [title for title, count in Counter(titles).items() if count > 1]
    assert not [page.url for page in pages if not page.tree.xpath("//meta[@name='description']/@content")]
