"""Every link and anchor inside the site resolves, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from .conftest import ROOT, Html

BASE = "http://site.invalid/"
LOADED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "use": "href",
}


def targets(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Tag and address of everything that a page links to or loads."""
    for element in tree.iter("a", "link", *LOADED):
        if address := element.get(LOADED.get(element.tag, "href")):
            yield element.tag, address


def resolve(site: Path, path: str) -> Path:
    file = site / unquote(path).lstrip("/")
    return file / "index.html" if file.is_dir() or path.endswith("/") else file


def test_links_and_anchors_resolve(site: Path, pages: list[Html]) -> None:
    trees = {page.path: page.tree for page in pages}
    anchors: dict[Path, set[str]] = {}
    broken = []
    for page in pages:
        for tag, address in targets(page.tree):
            url = urlsplit(urljoin(BASE + page.url, address))
            if url.netloc != urlsplit(BASE).netloc:
                continue
            file = resolve(site, url.path)
            if not file.is_file():
                broken.append(f"/{page.url}: <{tag}> {address}")
            elif url.fragment and file in trees:
                if file not in anchors:
                    anchors[file] = set(trees[file].xpath("//@id | //a/@name"))
                if unquote(url.fragment) not in anchors[file]:
                    broken.append(f"/{page.url}: <{tag}> {address}: no such anchor")
    assert not broken


def test_nothing_is_loaded_from_another_host(site: Path, pages: list[Html]) -> None:
    foreign = []
    for page in pages:
        for tag, address in targets(page.tree):
            if tag in LOADED and urlsplit(address).netloc:
                foreign.append(f"/{page.url}: <{tag}> {address}")
        for link in page.tree.iter("link"):
            if link.get("rel") in ("stylesheet", "icon", "preload", "preconnect") and urlsplit(link.get("href")).netloc:
                foreign.append(f"/{page.url}: <link> {link.get('href')}")
    for sheet in site.rglob("*.css"):
        foreign += [
            f"{sheet.name}: {url}" for url in re.findall(r"url\([\"']?(https?://[^)\"']+)", sheet.read_text("utf-8"))
        ]
    assert not foreign


def test_ids_are_unique(pages: list[Html]) -> None:
    double = []
    for page in pages:
        ids = page.tree.xpath("//@id")
        double += [f"/{page.url}: {each}" for each in sorted({each for each in ids if ids.count(each) > 1})]
    assert not double


def test_glossary_terms_stand_where_it_says(pages: list[Html]) -> None:
    """Each term stands on the page that the glossary links to."""
    from snippets._engine.page.glossary import load

    trees = {(page.language, page.name): page for page in pages}
    missing = []
    for term in load(ROOT / "docs" / "glossary.yml"):
        if "page" not in term:
            continue
        for language in ("zh", "en"):
            page = trees[language, f"{term['page']}/"]
            names = [term[key] for key in (language, f"{language}_also", "short") if key in term]
            text = " ".join(page.article.text_content().split()).lower()
            if not any(name.lower() in text for name in names):
                missing.append(f"/{page.url}: {' / '.join(names)}")
    assert not missing
