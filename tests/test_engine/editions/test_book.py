"""The document of a book, from the pages of an offline site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from snippets._engine.course import Course
from snippets._engine.editions.book import OfflineSite, book
from snippets._engine.errors import CourseError

ROOT = Path(__file__).parents[3]
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
    return lxml.html.fromstring(book(site, "2030-01-02", Course(ROOT)))


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
