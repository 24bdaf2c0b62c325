"""One HTML document of a whole course, from the pages of an offline site: what the PDF is printed from."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import lxml.html
from lxml.html import HtmlElement

from ..course import Course
from ..errors import CourseError
from ..words import TEXTS

# What a reader of paper has no use for; a page's own script and style stay behind too.
_SCREEN_ONLY = (
    ".//*[self::script or self::style or self::nav or self::form or self::button or self::aside]"
    " | .//a[contains(concat(' ', @class, ' '), ' headerlink ')]"
)
_IDREFS = ("aria-labelledby", "aria-describedby", "for", "headers")


@dataclass(frozen=True)
class OfflineSite:
    """The offline site of one language.

    Attributes:
        language: "zh" or "en".
        folder: Where it lies.
        title: Name of the course.
        description: What the course is, in a sentence.
        notice: Copyright and licences, as HTML.
        runs: What the snippets ran on.
        pages: Addresses of its pages in reading order, such as "overview.html"; the home page comes first.
        public: Address of the language's public site, ending in "/"; empty when there is none.
    """

    language: str
    folder: Path
    title: str
    description: str
    notice: str
    runs: str
    pages: Sequence[str]
    public: str = ""


@dataclass(frozen=True)
class Part:
    """A page as a part of the book.

    Attributes:
        name: The part's id, which its other ids begin with.
        title: The text of its heading.
        html: Its content.
        sections: Id and HTML of its sections' headings.
    """

    name: str
    title: str
    html: str
    sections: list[tuple[str, str]]


def book(site: OfflineSite, date: str, course: Course) -> str:
    """Every page of an offline site but the home page, with a title page and contents, as one document.

    Identifiers are made unique, links between the pages lead to places in the document, what is folded
    is open. A link that leads nowhere from paper, such as a download without a public address, is text.

    Args:
        site: The site.
        date: The day the book is made.
        course: The course, which has the template of the document.

    Raises:
        CourseError: A page has no heading, or links to a place that is not there.
    """
    home = lxml.html.parse(str(site.folder / site.pages[0])).getroot()
    styles = home.xpath("//head/link[@rel='stylesheet'] | //head/style")
    parts = [_part(site, page) for page in site.pages[1:]]
    templates = jinja2.Environment(autoescape=True)
    templates.filters["css_string"] = _css_string
    template = templates.from_string((course.docs / "overrides" / "book.html").read_text("utf-8"))
    text = template.render(site=site, date=date, parts=parts, words=TEXTS[site.language], styles=map(_html, styles))
    _check_links(lxml.html.fromstring(text), site)
    return text


def _css_string(text: str) -> str:
    return '"' + text.replace("\\", r"\\").replace('"', r"\"").replace("<", r"\3c ") + '"'


def _part(site: OfflineSite, page: str) -> Part:
    article = lxml.html.parse(str(site.folder / page)).getroot().find(".//article")
    name = _name(page)
    for element in article.xpath(_SCREEN_ONLY):
        element.drop_tree()
    for box in article.iter("details"):
        box.set("open", "")
    for element in article.iter(lxml.etree.Element):
        _rename(element, name)
    for link in article.xpath(".//a[@href]"):
        target = _target(link.get("href"), page, site)
        if target is None:
            link.tag = "span"
            link.attrib.clear()
        else:
            link.set("href", target)
    heading = article.find(".//h1")
    if heading is None:
        raise CourseError(f"the page {page} has no heading", path=site.folder / page, remedy="Give it one: # Title")
    sections = [(section.get("id"), _inside(section)) for section in article.iter("h2")]
    return Part(name, heading.text_content().strip(), _inside(article), sections)


def _name(page: str) -> str:
    return page.removesuffix(".html")


def _rename(element: HtmlElement, name: str) -> None:
    """Puts the part's name before an element's id and before the ids it refers to within its page."""
    for key, value in element.attrib.items():
        if key == "id":
            element.set(key, f"{name}--{value}")
        elif key in _IDREFS:
            element.set(key, " ".join(f"{name}--{each}" for each in value.split()))
        elif "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{name}--"))
        elif key == "href" and value.startswith("#") and element.tag != "a":
            element.set(key, f"#{name}--{value[1:]}")


def _target(link: str, page: str, site: OfflineSite) -> str | None:
    """Where a link of a page leads in the book; None: nowhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path)) if parts.path else page
    if path in site.pages[1:]:
        return f"#{_name(path)}" + (f"--{parts.fragment}" if parts.fragment else "")
    if not site.public:
        return None
    if path == site.pages[0]:
        path = ""
    elif path.endswith(".html"):
        path = _name(path) + "/"
    return site.public + path + (f"#{parts.fragment}" if parts.fragment else "")


def _check_links(document: HtmlElement, site: OfflineSite) -> None:
    ids = set(document.xpath("//@id"))
    for link in document.xpath("//a/@href[starts-with(., '#')]"):
        if link[1:] not in ids:
            page, _, place = link[1:].partition("--")
            raise CourseError(f"the {site.language} page {page} has no place {place!r}", remedy="Mend the link to it")


def _inside(element: HtmlElement) -> str:
    return html.escape(element.text or "", quote=False) + "".join(map(_html, element))


def _html(element: HtmlElement) -> str:
    return lxml.html.tostring(element, encoding="unicode")
