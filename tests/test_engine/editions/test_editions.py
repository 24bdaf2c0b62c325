"""Editions: the document of a book, its text in the PDF, the zip, the key, and failures."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from snippets._engine.editions import book, browser
from snippets._engine.editions import build as editions
from snippets._engine.editions.book import OfflineSite
from snippets._engine.editions.build import Edition, Editions
from snippets._engine.editions.pdf import with_ideographs
from snippets._engine.errors import CourseError
from snippets._engine.page.render import Material
from snippets._engine.run.result import Result

PAGE = """<!doctype html><html lang="en"><head><link rel="stylesheet" href="a.css"></head>
<body><header>menu</header><article>{}</article></body></html>"""
HEAD = '<h1 id="top">{}<a class="headerlink" href="#top">¶</a></h1>'
ONE = (
    HEAD.format("One &amp; only")
    + """<p><a href="#fit">here</a> <a href="two.html#fit">there</a> <a href="two.html">page</a>
<a href="index.html">home</a> <a href="snippets/t/coin.py" download>.py</a>
<a href="https://example.org/x?y#z">out</a></p>
<h2 id="fit">A <code>w &lt; 1</code> section<a class="headerlink" href="#fit">¶</a></h2>
<details class="program"><summary>Program</summary><div class="listing" id="code"><pre>  a
   b</pre></div></details>
<figure id="fig"><svg viewBox="0 0 4 4"><defs><clipPath id="m1"><path d="M0 0"/></clipPath></defs>
<g clip-path="url(#m1)" style="fill:url(#m1)"><use href="#m1"/></g></svg></figure>
<math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math>
<script>gone()</script><button>gone</button><aside>gone</aside>"""
)
TWO = HEAD.format('"Two"') + '<h2 id="fit">Also</h2><p><a href="one.html#fig">figure</a></p>'


@pytest.fixture
def site(tmp_path: Path) -> OfflineSite:
    for name, content in {"index": HEAD.format("Home"), "one": ONE, "two": TWO}.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(content), "utf-8")
    return OfflineSite(
        "en", tmp_path, "Course <1>", "What it is", "<b>MIT</b>", "", ["index.html", "one.html", "two.html"]
    )


def tree(site: OfflineSite) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(book.book(site, "2030-01-02"))


def test_a_book_keeps_what_the_pages_hold(site):
    document = tree(site)
    one = document.get_element_by_id("one")
    assert one.find(".//h1").text_content() == "One & only"
    assert one.find(".//pre").text_content() == "  a\n   b"
    assert one.find(".//math").text_content() == "x<1"
    assert one.find(".//figure/svg") is not None
    assert [each.get("open") for each in one.iter("details")] == [""]
    assert "gone" not in document.text_content()
    assert "¶" not in document.text_content()
    assert "Home" not in document.text_content()


def test_ids_are_unique_and_every_link_inside_has_its_place(site):
    document = tree(site)
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [link.removeprefix("#") for link in document.xpath("//section//a/@href") if link.startswith("#")]
    assert inside == ["one--fit", "two--fit", "two", "one--fig"]
    assert set(inside) <= set(ids)


def test_references_inside_a_picture_follow_its_ids(site):
    (group,) = tree(site).xpath("//svg/g")
    assert group.get("clip-path") == "url(#one--m1)"
    assert group.get("style") == "fill:url(#one--m1)"
    assert group[0].get("href") == "#one--m1"


def test_what_is_not_in_the_book_is_text_without_a_public_address(site):
    paragraph = tree(site).xpath("//section[@id='one']//p")[0]
    assert paragraph.xpath(".//span/text()") == ["home", ".py"]
    assert paragraph.xpath(".//a[text()='out']/@href") == ["https://example.org/x?y#z"]


def test_what_is_not_in_the_book_is_a_link_to_the_public_site(site):
    links = tree(replace(site, public="https://course.example/en/")).xpath("//section[@id='one']//p//a")
    assert {link.text: link.get("href") for link in links if link.text in ("home", ".py")} == {
        "home": "https://course.example/en/",
        ".py": "https://course.example/en/snippets/t/coin.py",
    }


def test_contents_list_parts_and_sections(site):
    entries = tree(site).xpath("//nav//a")
    assert [(entry.get("href"), entry.text_content()) for entry in entries] == [
        ("#one", "One & only"),
        ("#one--fit", "A w < 1 section"),
        ("#two", '"Two"'),
        ("#two--fit", "Also"),
    ]
    assert [entry.find("b").get("data-page-of") for entry in entries] == ["one", "one--fit", "two", "two--fit"]


def test_titles_are_strings_in_the_style_sheet(site):
    style = tree(site).find(".//style").text_content()
    assert r'content: "Course \3c 1>"' in style
    assert r'content: "\"Two\""' in style


def test_a_page_without_a_heading_is_an_error(site):
    (site.folder / "two.html").write_text(PAGE.format("<p>text</p>"), "utf-8")
    with pytest.raises(CourseError, match=r"two\.html has no heading"):
        tree(site)


def test_a_link_to_no_place_is_an_error(site):
    (site.folder / "two.html").write_text(PAGE.format(TWO.replace("one.html#fig", "one.html#gone")), "utf-8")
    with pytest.raises(CourseError, match="page one has no place 'gone'"):
        tree(site)


CMAP = """begincmap
1 begincodespacerange
<00> <FF>
endcodespacerange
2 beginbfchar
<01> <2F64>
<02> <D835DC65>
endbfchar
2 beginbfrange
<03> <05> <2F06>
<20> <21> <0041>
endbfrange
endcmap
"""


def test_radicals_become_ideographs():
    """⽤ alone, ⼆⼇⼈ as a range; 𝑥 and letters stay, and so do the lines around them."""
    assert with_ideographs(CMAP) == (
        "begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        "7 beginbfchar\n<01> <7528>\n<02> <D835DC65>\n<03> <4E8C>\n<04> <4EA0>\n<05> <4EBA>\n"
        "<20> <0041>\n<21> <0042>\nendbfchar\nendcmap\n"
    )


def test_a_table_without_radicals_stays():
    table = CMAP.replace("2F64", "7528").replace("2F06", "0061")
    assert with_ideographs(table) == table


def test_zip_holds_the_site_in_one_folder(tmp_path):
    for name in ("index.html", "404.html", "sitemap.xml", "sitemap.xml.gz", "assets/a.js", "assets/a.js.map"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    count = editions.write_zip(tmp_path / "site", tmp_path / "course.zh.zip")
    with zipfile.ZipFile(tmp_path / "course.zh.zip") as packed:
        assert packed.namelist() == ["course.zh/assets/a.js", "course.zh/index.html"]
        assert packed.read("course.zh/index.html") == b"index.html"
    assert count == 2


def result(finished: str) -> Result:
    return Result("t/coin", "0" * 32, finished, 1.0, 100.0, "cpu", {}, {}, {}, {}, {})


def material(finished: str = "2030-01-01") -> Material:
    return Material({}, {"t/coin": result(finished)}, {})


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A small project that the key is made from."""
    monkeypatch.setattr(editions, "ROOT", tmp_path)
    for name in ("docs/zh/index.md", "docs/assets/a.css", "snippets/_engine/x.py", "mkdocs.yml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_key_stays_while_nothing_changes(sources):
    before = editions.key_of(material(), ["https://course.example/"])
    (sources / "snippets" / "__pycache__").mkdir()
    (sources / "snippets" / "__pycache__" / "x.pyc").write_text("compiled")
    assert editions.key_of(material(), ["https://course.example/"]) == before


@pytest.mark.parametrize("name", ["docs/zh/index.md", "docs/assets/a.css", "snippets/_engine/x.py", "mkdocs.yml"])
def test_key_changes_with_every_source(sources, name):
    before = editions.key_of(material(), [])
    (sources / name).write_text("other")
    assert editions.key_of(material(), []) != before


def test_key_changes_with_results_and_settings(sources, monkeypatch):
    keys = [
        editions.key_of(material(), [""]),
        editions.key_of(material("2030-01-02"), [""]),
        editions.key_of(replace(material(), absent={"t/gpu": "needs a GPU"}), [""]),
        editions.key_of(material(), ["https://course.example/"]),
    ]
    monkeypatch.setattr(editions.metadata, "version", lambda tool: "0")
    keys.append(editions.key_of(material(), [""]))
    assert len(set(keys)) == 5


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Where editions are made in a test; what follows needs to find a browser, not to start it."""
    monkeypatch.setattr(editions, "EDITIONS", tmp_path / "editions")
    monkeypatch.setattr(editions, "find_chromium", lambda: "")
    return tmp_path / "editions"


def test_what_fails_leaves_nothing(store):
    def fail(folder: Path) -> list[OfflineSite]:
        (folder / "zh").mkdir(parents=True)
        raise CourseError("no site")

    with pytest.raises(CourseError, match="no site"):
        editions.make("key", fail)
    assert list(store.iterdir()) == []
    assert editions.current("key") is None


def test_current_editions_are_not_made_again_and_older_ones_go(store, monkeypatch):
    def write(folder: Path, sites: Path, build: object) -> None:
        (folder / "editions.json").write_text('{"date": "2030-01-01", "editions": []}')

    monkeypatch.setattr(editions, "_make", write)
    first = editions.make("one", lambda folder: [])
    assert first == editions.current("one")
    monkeypatch.setattr(editions, "_make", None)
    assert editions.make("one", lambda folder: []) == first
    monkeypatch.setattr(editions, "_make", write)
    editions.make("two", lambda folder: [])
    assert [path.name for path in store.iterdir()] == ["two"]
    assert editions.current("one") is None


def test_without_chromium_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_INSTALLED", ())
    with pytest.raises(CourseError, match=r"no Chromium found\. Install Chromium or Chrome"):
        editions.make("key", lambda folder: [])


def test_links_say_format_size_and_length(tmp_path):
    made = Editions(
        tmp_path,
        "2030-01-01",
        [Edition("zh", "pdf", "c.zh.pdf", 2_840_000, 116), Edition("en", "zip", "c.en.zip", 1_500_000, 9)],
    )
    assert editions.links(made, "zh").startswith("- [PDF](editions/c.zh.pdf)（116 页，2.8 MB）")
    assert editions.links(made, "en").startswith("- [Offline edition](editions/c.en.zip) (zip, 1.5 MB)")
    assert made.paths("zh") == [tmp_path / "c.zh.pdf"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_editions_the_text_says_how_to_make_them(language):
    text = editions.links(None, language)
    assert "`python -m snippets editions`" in text
    assert "](" not in text
