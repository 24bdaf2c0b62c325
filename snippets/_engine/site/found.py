"""What the search finds besides Material's own: other names of sections, and the programs."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.structure.pages import Page

from ..course import Course
from ..page import glossary
from ..search import index
from .made import Made


def complete(made: Made, course: Course) -> None:
    """Completes the index that Material has written.

    Raises:
        CourseError: A term names a section that is not there.
    """
    assert made.nav is not None
    pages = [file.page for file in made.files.documentation_pages() if file.page is not None]
    sections = [(page, section) for page in pages for article in page.toc for section in article.children]
    overviews = {page.url + section.url for page, section in sections if section.children}
    path = made.folder / "search" / "search_index.json"
    order = [page.url for page in made.nav.pages]
    index.complete(path, _names(pages, course), overviews, order, course.glossary)
    add_programs(made)


def add_programs(made: Made) -> None:
    """Adds the programs that are made to the index, where there is one."""
    path = made.folder / "search" / "search_index.json"
    if path.exists():
        index.add(path, [program.entry for program in made.programs.values()])


def _names(pages: list[Page], course: Course) -> Iterator[tuple[str, str, list[str]]]:
    """Addresses of sections, fields of the search, and the names that find the sections there."""
    addresses = {page.file.src_uri: page.url for page in pages}
    for term in glossary.load(course.glossary):
        page, section = (term["page"], term.get("at")) if "page" in term else ("glossary", term["id"])
        if (address := addresses.get(f"{page}.md")) is not None:
            yield f"{address}#{section}" if section else address, "names", glossary.names(term)
    for page in pages:
        for section, words in index.strong(page.content or ""):
            yield page.url + section, "titles", [words]
