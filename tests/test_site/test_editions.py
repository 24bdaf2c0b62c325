"""The editions themselves: the PDF page by page, the zip opened from a folder, a page printed by a reader."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import numpy as np
import pikepdf
import pypdfium2
import pytest

from snippets._engine.course import Course
from snippets._engine.editions import build as editions
from snippets._engine.editions.book import OfflineSite, book
from snippets._engine.editions.pdf import page_numbers
from snippets._engine.page.glossary import load
from tests.test_site.conftest import ROOT, Html

pytestmark = pytest.mark.browser
PAPER = {"width": 665, "height": 964}  # A4 without its margins, in CSS pixels
HEADINGS = "//h1 | //h2 | //h3 | //h4 | //h5 | //h6"


@dataclass(frozen=True)
class Made:
    """The editions of a language.

    Attributes:
        site: The unpacked offline site.
        pdf: The PDF.
        document: The document that the PDF was printed from, made again.
        texts: The text of each page of the PDF, without spaces.
    """

    site: OfflineSite
    pdf: Path
    document: lxml.html.HtmlElement
    texts: list[str]


def solid(text: str) -> str:
    """Without spaces, which a PDF has where it likes; pdfium says U+FFFE for a hyphen at the end of a line."""
    return re.sub(r"\s", "", text).replace("\ufffe", "-")


@pytest.fixture(scope="module")
def folder(browser: object) -> Path:
    """Current editions; the command makes them if there are none."""
    env = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "COURSE_REPOSITORY")}
    command = [sys.executable, "-m", "snippets", "editions"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = editions.folder_of(Course(ROOT)).iterdir()
    return made


@pytest.fixture(scope="module", params=["zh", "en"])
def made(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    name = f"{editions.NAME}.{request.param}"
    # With a space and a Chinese character, as folders of readers have.
    target = tmp_path_factory.mktemp("unpacked") / "下 载"
    with zipfile.ZipFile(folder / f"{name}.zip") as packed:
        packed.extractall(target)
    home = lxml.html.parse(str(target / name / "index.html")).getroot()
    pages = home.xpath("//nav[contains(@class, 'md-nav--primary')]//a[not(starts-with(@href, '#'))]/@href")
    title = home.xpath("string(//header//*[contains(@class, 'md-header__topic')])").strip()
    site = OfflineSite(request.param, target / name, title, "", "", "", list(dict.fromkeys(pages)))
    document = lxml.html.fromstring(book(site, "", Course(ROOT)))
    pdf = pypdfium2.PdfDocument(folder / f"{name}.pdf")
    texts = [solid(page.get_textpage().get_text_range()) for page in pdf]
    return Made(site, folder / f"{name}.pdf", document, texts)


# The PDF -----------------------------------------------------------------------------------------


def test_bookmarks_are_the_headings(made: Made) -> None:
    marks = [(mark.level, solid(mark.get_title())) for mark in pypdfium2.PdfDocument(made.pdf).get_toc()]
    headings = [(int(heading.tag[1]) - 1, solid(heading.text_content())) for heading in made.document.xpath(HEADINGS)]
    assert [title for _, title in marks] == [title for _, title in headings]
    assert [level for level, _ in marks] == [level for level, _ in headings]


def test_contents_give_the_pages_that_their_links_lead_to(made: Made) -> None:
    """The number in print, the page of the link, and the page on which the heading is found."""
    entries = [(link.get("href")[1:], solid(link.text_content())) for link in made.document.xpath("//main/nav//a")]
    with pikepdf.open(made.pdf) as pdf:
        places = page_numbers(pdf)
        links = [
            str(note.Dest).removeprefix("/")
            for page in pdf.pages[1 : places[entries[0][0]] - 1]
            for note in page.get("/Annots", [])
        ]
    assert list(dict.fromkeys(links)) == [name for name, _ in entries]
    pages = enumerate(made.texts[1 : places[entries[0][0]] - 1], 2)
    contents = "".join(text.removeprefix(f"{solid(made.site.title)}{number}") for number, text in pages)
    assert "".join(f"{title}{places[name]}" for name, title in entries) in contents
    assert not [name for name, title in entries if title not in made.texts[places[name] - 1]]


def test_the_text_of_every_page_of_the_site_is_found(made: Made) -> None:
    """Chinese characters as they were written, code, output, solutions and glossary."""
    running = {solid(made.site.title) + solid(part.xpath("string(.//h1)")) for part in made.document.iter("section")}
    texts = []
    for number, text in enumerate(made.texts, 1):
        head = next((head for head in running if text.startswith(f"{head}{number}")), "")
        texts.append(text.removeprefix(f"{head}{number}"))
    printed = "".join(texts)
    lacking = []
    for part in made.document.iter("section"):
        for element in part.xpath(
            ".//*[not(ancestor-or-self::math or ancestor-or-self::svg or ancestor-or-self::*[@class='listing-meta'])]"
        ):
            for piece in (element.text or "", *(child.tail or "" for child in element)):
                lacking += [line for line in piece.split("\n") if solid(line) not in printed]
    assert not lacking


def test_every_figure_is_there_with_its_alt_text(made: Made) -> None:
    with pikepdf.open(made.pdf) as pdf:
        nodes = (node for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure")
        alternatives = [str(node.Alt) for node in nodes if "/Alt" in node]
    expected = made.document.xpath("//figure//svg/@aria-label | //figure//img/@alt")
    assert expected
    assert sorted(alternatives) == sorted(expected)


def test_no_heading_stands_last_on_its_page(made: Made) -> None:
    pdf = pypdfium2.PdfDocument(made.pdf)
    last = [solid(page.get_textpage().get_text_range().strip().splitlines()[-1]) for page in pdf]
    headings = {solid(mark.get_title()) for mark in pdf.get_toc()}
    assert not [number for number, line in enumerate(last, 1) if line in headings]


def test_no_page_is_empty(made: Made) -> None:
    assert not [number for number, text in enumerate(made.texts, 1) if len(text) < 60]


def test_titles_of_programs_come_before_their_code(made: Made) -> None:
    """What is positioned on paper would be read last."""
    text = "".join(made.texts)
    programs = made.document.xpath("//details[contains(@class, 'program')]")
    assert len(programs) > 10
    for program in programs:
        title = solid(program.xpath("string(summary)"))
        first = solid(program.xpath("string(.//pre)").strip().partition("\n")[0])
        assert text.index(title) < text.index(first, text.index(title)) < text.index(title) + len(title) + 200, title


def test_fonts_are_embedded_formulas_in_their_own(made: Made) -> None:
    names = set()
    with pikepdf.open(made.pdf) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and font.Subtype != "/Type0":
                names.add(str(font.get("/BaseFont", "")))
                drawn = font.get("/CharProcs") or {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor)
                assert drawn, f"{font.get('/BaseFont')} is not embedded"
    assert any("STIXTwoMath" in name for name in names)


def test_title_and_language_are_set(made: Made) -> None:
    with pikepdf.open(made.pdf) as pdf:
        assert str(pdf.docinfo.Title) == made.site.title
        assert str(pdf.Root.Lang) == made.site.language
        assert pdf.Root.MarkInfo.Marked


def test_nothing_is_cut_off_at_the_edge_of_the_paper(made: Made, browser: Any) -> None:
    path = made.site.folder / "book.html"
    path.write_text(lxml.html.tostring(made.document, encoding="unicode", doctype="<!doctype html>"), "utf-8")
    tab = browser.new_page(viewport=PAPER)
    tab.emulate_media(media="print")
    tab.goto(path.as_uri())
    assert tab.evaluate("document.querySelectorAll('figure, pre, table').length") > 100
    assert tab.evaluate(CUT) == []
    tab.close()
    path.unlink()


CUT = """() => [...document.querySelectorAll("main *")].filter(e => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e)
    const hidden = e.scrollWidth > e.clientWidth + 1 && s.overflowX !== "visible" && s.display !== "inline"
    return r.left < -1 || r.right > innerWidth + 1 || hidden
  }).map(e => `${e.tagName}.${e.className} in ${e.closest("[id]").id}`)"""


def test_nothing_of_the_pages_is_lost_in_the_document(made: Made) -> None:
    kinds = ("//h1", "//h2", "//h3", "//figure", "//math", "//pre", "//table", "//*[@data-snippet]", "//details")
    for page in made.site.pages[1:]:
        article = lxml.html.parse(str(made.site.folder / page)).getroot().find(".//article")
        part = made.document.get_element_by_id(page.removesuffix(".html"))
        for kind in kinds:
            assert len(part.xpath(f".{kind}")) == len(article.xpath(f".{kind}")), f"{kind} of {page}"


# The zip -----------------------------------------------------------------------------------------


def test_links_lead_to_files_of_the_zip(made: Made) -> None:
    trees = {path: lxml.html.parse(str(path)).getroot() for path in sorted(made.site.folder.rglob("*.html"))}
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    poor = []
    for path, tree in trees.items():
        for element, _, link, _ in tree.iterlinks():
            parts = urlsplit(link)
            target = path if not parts.path else Path(os.path.normpath(path.parent / unquote(parts.path)))
            if parts.scheme or parts.netloc:
                if element.tag != "a" and parts.scheme != "data":
                    poor.append(f"{path.name}: {element.tag} from {link}")
            elif not target.is_file() or (parts.fragment and parts.fragment not in ids.get(target, {parts.fragment})):
                poor.append(f"{path.name}: {link}")
    assert not poor
    assert any("snippets" in path.parts for path in trees), "no notebook has a page"


@pytest.fixture
def open_file(made: Made, browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page of the unpacked zip in a fresh context without network; what goes wrong fails the test."""
    trouble: list[str] = []
    contexts = []

    def failed(asked: Any) -> None:
        if asked.failure != "net::ERR_ABORTED":  # the page was left before its icon had come
            trouble.append(f"{asked.failure}: {asked.url}")

    def opened(page: str, **settings: Any) -> Any:
        context = browser.new_context(offline=True, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else trouble.append(asked.url))
        tab.on("requestfailed", failed)
        tab.on("pageerror", lambda error: trouble.append(f"script: {error}"))
        tab.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
        tab.goto((made.site.folder / page).as_uri(), wait_until="load")
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert not trouble


def test_pages_open_from_a_folder(made: Made, open_file: Callable[..., Any]) -> None:
    tab = open_file("index.html", color_scheme="dark")
    notebook = next((made.site.folder / "snippets").rglob("*.html")).relative_to(made.site.folder).as_posix()
    for page in [*made.site.pages, notebook]:
        tab.goto((made.site.folder / page).as_uri(), wait_until="load")
        seen = tab.evaluate(SEEN)
        assert seen["scheme"] == "slate"
        assert seen["text"] != seen["ground"]
        assert seen["empty"] == 0, f"{page}: a figure without a size"
        assert seen["fonts"] == (["loaded"] if seen["maths"] else seen["fonts"]), f"{page}: the formulas' font"
        assert not seen["switch"], f"{page} leads to a language that the zip does not hold"


SEEN = """() => document.fonts.ready.then(() => ({
  scheme: document.body.dataset.mdColorScheme,
  text: getComputedStyle(document.querySelector("h1")).color,
  ground: getComputedStyle(document.body).backgroundColor,
  empty: [...document.querySelectorAll("figure svg")].filter(e => e.getBoundingClientRect().height < 20).length,
  maths: document.querySelectorAll("math").length,
  fonts: [...document.fonts].filter(f => f.family.includes("Maths")).map(f => f.status),
  switch: document.querySelector("[hreflang]") !== null,
}))"""


def test_figures_move_from_a_folder(made: Made, open_file: Callable[..., Any]) -> None:
    tab = open_file("index.html")
    tab.locator("figure.live").first.scroll_into_view_if_needed()
    tab.wait_for_selector("figure.moves .live-box svg")


def test_search_works_from_a_folder(made: Made, open_file: Callable[..., Any]) -> None:
    tab = open_file(made.site.pages[1])
    terms = load(ROOT / "docs" / "glossary.yml")
    term = next(term for term in terms if term["page"] == "gradient_descent" and "at" in term)
    tab.click(".md-search__input")
    tab.keyboard.type(term[made.site.language], delay=20)
    tab.wait_for_selector(".md-search-result__link", timeout=10_000)
    tab.wait_for_function("document.querySelector('.md-search-result__link').href.includes('.html')")
    links = tab.eval_on_selector_all(".md-search-result__link", "links => links.map(link => link.href)")
    assert any("/gradient_descent.html" in link for link in links)
    tab.click(".md-search-result__link")
    tab.wait_for_load_state()
    assert term[made.site.language].lower() in tab.inner_text("article").lower()


# A page printed by a reader ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(chapters: list[Html], address: str, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The first chapter of each language, printed by a reader whose scheme is dark and who opened nothing."""
    found = {}
    for language in ("zh", "en"):
        chapter = next(page for page in chapters if page.language == language)
        tab = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
        tab.goto(address + chapter.url, wait_until="load")
        tab.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
        path = tmp_path_factory.mktemp("printed") / f"{language}.pdf"
        tab.pdf(path=path, format="A4", print_background=True)
        tab.set_viewport_size(PAPER)
        tab.emulate_media(media="print")
        found[language] = chapter, pypdfium2.PdfDocument(path), tab.evaluate(ON_PAPER)
        tab.close()
    return found


ON_PAPER = """() => ({
  shown: [...document.querySelectorAll("header, nav, button, .md-sidebar, .md-footer, .headerlink, .md-search")]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().width).map(e => `${e.tagName}.${e.className}`),
  hidden: [...document.querySelectorAll("figure > div:not(.live-box) svg, pre, figcaption, summary")]
    .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || !e.getBoundingClientRect().height)
    .map(e => e.closest("[id]").id),
  wide: [...document.querySelectorAll("article *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => `${e.tagName}.${e.className}`),
  loose: [...document.querySelectorAll("figure > div")]
    .filter(e => e.offsetHeight > e.querySelector("svg").getBoundingClientRect().height + 2)
    .map(e => e.parentElement.id),
  figure: getComputedStyle(document.querySelector("figure svg")).getPropertyValue("--fig-fg"),
})"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_prints_light_and_without_navigation(printed: dict, language: str) -> None:
    _, pdf, seen = printed[language]
    for page in pdf:
        shades = np.asarray(page.render(scale=0.5, grayscale=True).to_numpy())
        assert np.median(shades) > 240, "the paper is not light"
        assert (shades < 60).mean() < 0.2, "large parts of the page are dark"
    assert seen["shown"] == []
    assert seen["figure"] == "#1b2430"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_prints_whole(printed: dict, language: str) -> None:
    chapter, pdf, seen = printed[language]
    assert seen["hidden"] == []
    assert seen["wide"] == []
    assert seen["loose"] == [], "empty paper around figures"
    text = "".join(solid(page.get_textpage().get_text_range()) for page in pdf)
    summaries = [solid(summary) for summary in chapter.article.xpath(".//details/summary/text()")]
    assert summaries
    assert not [summary for summary in summaries if summary not in text]
    for box in chapter.article.iter("details"):
        for line in box.xpath("string(.//pre)").splitlines():
            assert solid(line)[:40] in text, f"not printed: {line}"
