"""What machines and other sites see: sitemap, link previews, Markdown, feed."""

from __future__ import annotations

import datetime
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html
import markdown
import pytest
from PIL import Image

from snippets._engine.errors import CourseError
from snippets._engine.page import corrections
from snippets._engine.site import alternates

from .conftest import LANGUAGES, ROOT, Html

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CODE = re.compile(r"(?ms)^(?P<quote>[> ]*)(?P<ticks>`{3,})[^\n`]*\n.*?^(?P=quote)(?P=ticks)$")


@pytest.fixture(scope="module")
def home(pages: list[Html]) -> str:
    """The address that the site was built for."""
    (page,) = [page for page in pages if page.url == ""]
    (address,) = page.tree.xpath("//link[@rel='canonical']/@href")
    return address


def meta(page: Html) -> dict[str, str]:
    found = page.tree.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    names = [each.get("property") or each.get("name") for each in found]
    assert len(set(names)) == len(names), page.url
    return dict(zip(names, [each.get("content") for each in found], strict=True))


def hreflangs(element: lxml.etree._Element, path: str, namespaces: dict[str, str] | None = None) -> dict[str, str]:
    return {each.get("hreflang"): each.get("href") for each in element.xpath(path, namespaces=namespaces)}


def head_alternates(page: Html) -> dict[str, str]:
    return hreflangs(page.tree, "//link[@rel='alternate' and @hreflang]")


# Languages and the sitemap ----------------------------------------------------------------


def test_each_page_names_itself_and_its_mirror(pages: list[Html], home: str) -> None:
    named = {}
    for page in pages:
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [home + page.url]
        named[home + page.url] = head_alternates(page)
        assert named[home + page.url][page.language] == home + page.url
    for address, there in named.items():
        assert set(there) == {"zh", "en", "x-default"}, address
        assert there["x-default"] == there["zh"]
        for other in there.values():
            assert named[other] == there, f"{address} and {other} do not name each other"


def entries(site: Path, language: str) -> dict[str, lxml.etree._Element]:
    tree = lxml.etree.parse(str(site / LANGUAGES[language] / "sitemap.xml"))
    urls = tree.xpath("/s:urlset/s:url", namespaces=SITEMAP)
    found = {url.findtext("s:loc", namespaces=SITEMAP): url for url in urls}
    assert len(found) == len(urls), "an address stands there twice"
    return found


def test_sitemap_names_every_page_and_nothing_else(site: Path, pages: list[Html], home: str) -> None:
    assert set(entries(site, "zh")) == {home + page.url for page in pages}
    assert set(entries(site, "en")) == {home + page.url for page in pages if page.language == "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sitemap_says_what_the_pages_say(site: Path, pages: list[Html], home: str, language: str) -> None:
    known = {home + page.url: head_alternates(page) for page in pages}
    for address, entry in entries(site, language).items():
        assert hreflangs(entry, "x:link[@rel='alternate']", SITEMAP) == known[address]
        for day in entry.xpath("s:lastmod/text()", namespaces=SITEMAP):
            assert datetime.date.fromisoformat(day) <= datetime.datetime.now(datetime.UTC).date()


def test_packed_sitemap_is_the_same(site: Path) -> None:
    for folder in LANGUAGES.values():
        packed = gzip.decompress((site / folder / "sitemap.xml.gz").read_bytes())
        assert packed == (site / folder / "sitemap.xml").read_bytes()


def test_robots_name_the_sitemap(site: Path, home: str) -> None:
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {home}sitemap.xml"]
    assert not (site / "en" / "robots.txt").exists()


# Link previews ----------------------------------------------------------------------------


def test_each_page_has_a_description_of_its_own(pages: list[Html]) -> None:
    for language in LANGUAGES:
        described = Counter(
            page.tree.xpath("string(//meta[@name='description']/@content)")
            for page in pages
            if page.language == language
        )
        assert not [text for text, count in described.items() if count > 1 or not text]


def test_previews_say_what_the_page_says(pages: list[Html], home: str) -> None:
    locales = {"zh": "zh_CN", "en": "en_GB"}
    for page in pages:
        found = meta(page)
        title = f"{found['og:title']} - {found['og:site_name']}" if page.name else found["og:title"]
        assert page.tree.findtext(".//title").endswith(title), page.url
        assert found["og:description"] == page.tree.xpath("string(//meta[@name='description']/@content)"), page.url
        assert found["og:url"] == home + page.url
        assert found["og:type"] == ("article" if page.name else "website")
        assert found["og:locale"] == locales[page.language]
        assert found["og:locale"] != found["og:locale:alternate"]
        assert found["twitter:card"] == "summary_large_image"


def test_cards_are_pictures_of_the_size_that_pages_say(site: Path, pages: list[Html], home: str) -> None:
    used = set()
    for page in pages:
        found = meta(page)
        address = found["og:image"].removeprefix(home)
        assert address.startswith(f"{LANGUAGES[page.language]}assets/cards/"), page.url
        assert found["og:image:alt"], page.url
        used.add(address)
        with Image.open(site / address) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    made = {path.relative_to(site).as_posix() for path in site.rglob("assets/cards/*")}
    assert made == used
    assert not [path for path in made if (site / path).stat().st_size > 120_000]


def test_parts_have_cards_of_their_own(pages: list[Html]) -> None:
    (start,) = [page for page in pages if page.url == ""]
    names = start.tree.xpath("//*[@class='parts']//li//a/@href")
    parts = [page for page in pages if page.name in names]
    assert len(parts) == 2 * len(names) > 2
    pictures = [meta(page)["og:image"] for page in parts]
    assert len(set(pictures)) == len(parts)
    for page, address in zip(parts, pictures, strict=True):
        assert address.endswith(f"/cards/{page.name.strip('/')}.png")
        shown = page.tree.xpath("//figure//svg/@aria-label")
        assert meta(page)["og:image:alt"] in shown, f"{page.url}: the card's figure is not on the page"


# Markdown ---------------------------------------------------------------------------------


def plain(page: Html) -> str:
    return page.path.with_suffix(".md").read_text("utf-8")


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$", "", CODE.sub("", text), flags=re.DOTALL)


def outline(tree: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    found = []
    for heading in tree.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6"):
        for part in heading.xpath(".//*[@class='headerlink'] | .//math"):
            part.drop_tree()
        found.append((heading.tag, re.sub(r"\W", "", heading.text_content())))
    return found


def test_each_page_has_its_markdown(pages: list[Html], site: Path, home: str) -> None:
    for page in pages:
        (address,) = page.tree.xpath("//link[@type='text/markdown']/@href")
        assert address == f"{home}{page.url}index.md"
        assert plain(page).startswith("# "), page.url
    assert {path for path in site.rglob("*.md") if "assets" not in path.parts} == {
        page.path.with_suffix(".md") for page in pages
    }


def test_markdown_has_the_headings_of_the_page(pages: list[Html]) -> None:
    for page in pages:
        text = re.sub(r"\$[^$\n]+\$", "", CODE.sub("", plain(page)))
        tree = lxml.html.fromstring(f"<div>{markdown.markdown(text)}</div>")
        assert outline(tree) == outline(lxml.html.fromstring(lxml.html.tostring(page.article))), page.url


def flat(text: str) -> str:
    """Without the indentation that a list or a box gives its lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def test_markdown_has_the_listings_and_outputs_of_the_page(pages: list[Html]) -> None:
    for page in pages:
        text = flat(re.sub(r"(?m)^(?:> ?)+", "", plain(page)))
        for block in page.article.xpath(".//div[contains(@class, 'highlight')]//pre"):
            assert flat(block.text_content()) in text, page.url


def test_markdown_has_the_figures_of_the_page(pages: list[Html]) -> None:
    for page in pages:
        text = re.sub(r"\\([<>*_`|~])", r"\1", plain(page))
        labels = page.article.xpath(".//figure//svg/@aria-label")
        missing = [label for label in labels if re.sub(r" \(\d+/\d+\)$", "", label) not in text]  # without the step
        assert not missing, page.url


def test_markdown_is_plain(pages: list[Html]) -> None:
    left = re.compile(
        r"""\{\s*:?\s*[#.]            # attribute lists
        | \{\{ | figure-slot         # facts and pictures
        | ^[>\s]*(?:!!!|\?\?\?|///)  # boxes and blocks
        | </?(?:div|span|small|del|ol|ul|li|figure|a)\b
        | ^:\s                       # definitions
        | ^[>\s]*`{3,}               # a fence that did not close
        | \]\((?!https?://)          # a link that is not an address
        """,
        re.MULTILINE | re.VERBOSE,
    )
    for page in pages:
        text = without_code(plain(page))
        assert not left.findall(text), page.url
    for page in pages:
        infos = {fence[1] for fence in re.finditer(r"(?m)^[> ]*`{3,}([^`\n]+)$", plain(page))}
        assert infos <= {"python", "text", "console", "bash", "sh", "toml", "yaml", "json"}, page.url


def links(text: str) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"\]\((\S+?)\)", CODE.sub("", text)))


def broken(addresses: Iterator[str], site: Path, home: str, ids: dict[Path, set[str]]) -> list[str]:
    """Those of the site's own addresses that lead nowhere."""
    found = []
    for address in addresses:
        if not address.startswith(home):
            continue
        url = urlsplit(address.removeprefix(home))
        file = site / unquote(url.path)
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or (url.fragment and unquote(url.fragment) not in ids[file]):
            found.append(address)
    return found


@pytest.fixture(scope="module")
def ids(pages: list[Html]) -> dict[Path, set[str]]:
    return {page.path: set(page.tree.xpath("//@id")) for page in pages}


def test_links_of_the_markdown_lead_somewhere(site: Path, pages: list[Html], home: str, ids: dict) -> None:
    found = 0
    for page in pages:
        addresses = list(links(plain(page)))
        assert not broken(iter(addresses), site, home, ids), page.url
        found += len(addresses)
    assert found > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt_lists_every_page(site: Path, pages: list[Html], home: str, ids: dict, language: str) -> None:
    text = (site / LANGUAGES[language] / "llms.txt").read_text("utf-8")
    lines = text.splitlines()
    assert [line[:2] for line in lines[:3]] == ["# ", "", "> "]
    assert [line for line in lines if line.startswith("## ")][-1] == "## Optional"
    assert not [line for line in lines[3:] if line.startswith(("# ", "### "))]
    addresses = [address for address in links(text) if address.endswith("/index.md")]
    assert sorted(addresses) == sorted(f"{home}{page.url}index.md" for page in pages if page.language == language)
    assert not broken(links(text), site, home, ids)
    described = re.findall(r"(?m)^- \[[^\]]+\]\(\S+/index\.md\): \S", text)
    assert len(described) == len(addresses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_full_holds_the_pages_but_not_the_programs(site: Path, pages: list[Html], language: str) -> None:
    text = (site / LANGUAGES[language] / "llms-full.txt").read_text("utf-8")
    for page in pages:
        if page.language == language:
            assert (plain(page) in text) != page.name.startswith("snippets/"), page.url


# Corrections ------------------------------------------------------------------------------


def feed(site: Path, language: str) -> lxml.etree._Element:
    return lxml.etree.parse(str(site / LANGUAGES[language] / "feed.xml")).getroot()


def text(element: lxml.etree._Element, name: str) -> str:
    (found,) = element.findall(f"a:{name}", ATOM)
    assert found.text, name
    return found.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_is_atom(site: Path, home: str, language: str) -> None:
    """What RFC 4287 asks of a feed."""
    root = feed(site, language)
    own = home + LANGUAGES[language]
    assert root.tag == f"{{{ATOM['a']}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert text(root, "id") == own + "feed.xml"
    assert text(root, "title")
    assert text(root.find("a:author", ATOM), "name")
    found = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert found == {"self": own + "feed.xml", "alternate": own + "errata/"}
    updated = [text(entry, "updated") for entry in root.findall("a:entry", ATOM)]
    assert text(root, "updated") == max(updated)
    assert all(datetime.datetime.fromisoformat(each).tzinfo for each in updated)
    names = [text(entry, "id") for entry in root.findall("a:entry", ATOM)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_and_page_show_every_correction(
    site: Path, pages: list[Html], home: str, ids: dict, language: str
) -> None:
    (page,) = [page for page in pages if (page.language, page.name) == (language, "errata/")]
    (section,) = page.article.xpath(".//h2[@id='changes']")
    below = section.xpath("following-sibling::ul//li")
    shown = feed(site, language).findall("a:entry", ATOM)
    known = corrections.load(ROOT / "docs" / "changes.yml")
    assert len(known) == len(shown) == len(below) > 2
    for change, entry, item in zip(known, shown, below, strict=True):
        summary = text(entry, "summary")
        assert lxml.html.fromstring(summary).text_content() == change.texts[language]
        assert change.texts[language] in " ".join(item.text_content().split())
        assert text(entry, "updated").startswith(str(change.date))
        addresses = [link.get("href") for link in entry.findall("a:link", ATOM)]
        assert addresses == [f"{home}{LANGUAGES[language]}{change.page}/#{change.at}"]
        assert not broken(iter([*addresses, text(entry, "id")]), site, home, ids)


def test_pages_name_the_feed_and_the_errata_page_links_it(site: Path, pages: list[Html], home: str) -> None:
    for page in pages:
        own = f"{home}{LANGUAGES[page.language]}feed.xml"
        assert page.tree.xpath("//link[@type='application/atom+xml']/@href") == [own]
        if page.name == "errata/":
            assert page.article.xpath(".//a[@href='../feed.xml']")


def test_corrections_of_others_and_of_the_course_stand_apart(pages: list[Html]) -> None:
    for page in pages:
        if page.name == "errata/":
            assert page.sections == ["notes", "changes"]
            boxes = page.with_class("correction")
            assert boxes
            (own,) = page.article.xpath(".//h2[@id='changes']")
            assert not [box for box in own.xpath("following::*") if box in boxes]


# Material's script ------------------------------------------------------------------------


def test_an_unknown_script_of_material_is_an_error(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "javascripts" / "bundle.0.min.js"
    script.parent.mkdir(parents=True)
    script.write_text("something else")
    with pytest.raises(CourseError, match=r"bundle\.0\.min\.js is not the script of mkdocs-material 9\.8\.1"):
        alternates.mend_script(tmp_path)


@pytest.mark.browser
def test_no_page_asks_for_the_sitemap_of_another(browser, address: str) -> None:
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("", "en/overview/", "snippets/overview/perceptron/"):
        page.goto(address + name, wait_until="networkidle")
    assert len(asked) > 10
    assert not [url for url in asked if not url.startswith(address) or url.endswith("sitemap.xml")]
    page.close()
