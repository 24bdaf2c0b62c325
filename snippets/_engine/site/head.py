"""What the templates of the site ask for besides a page: its card, the day of its last change, and whether the other
language has changed since."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.structure.files import File

from ..errors import CourseError
from ..page import corrections
from ..words import TEXTS
from . import cards, history, languages
from .made import Made
from .state import Site


def add_cards(made: Made, site: Site) -> None:
    """Adds the pictures that other sites show beside a link: one of each page that chose a figure, and one for all."""
    config, language, material = made.config, made.language, site.material
    figures = {"course": (config.site_name, config.site_description, "", "")}
    for page in site.library.pages(language):
        name = alt = ""
        with suppress(CourseError):  # the page itself says it
            name, alt = cards.chosen(page, language, material)
        if name:
            snippet, cell = name.split(":")
            shown = material.results[snippet].cells[cell].figures if snippet in material.results else []
            figures[f"{page.name}.md"] = (page.title, config.site_name, shown[0][language] if shown else "", alt)
    logo = (site.course.docs / config.theme["logo"]).read_text("utf-8")
    width, height = cards.SIZE
    for page, (title, below, figure, alt) in figures.items():
        file = f"assets/cards/{page.removesuffix('.md')}.png"
        made.cards[page] = {"file": file, "alt": alt or title, "width": width, "height": height}
        if not site.serving:  # nobody links to it
            picture = cards.png(title, below, logo, figure, site.course.cache / "cards")
            made.files.append(File.generated(config, file, content=picture))


def feed(made: Made, site: Site) -> str:
    """The feed of the corrections.

    Raises:
        CourseError: The list of corrections is wrong.
    """
    config = made.config
    title, pages = config.extra["words"]["corrections"], site.library.pages(made.language)
    known = corrections.load(site.course.changes)
    return corrections.feed(made.language, pages, known, config.site_url, config.site_name, title)


class Days:
    """When pages last changed, as git knows it.

    Args:
        site: The site.
    """

    def __init__(self, site: Site) -> None:
        self._course, self._library = site.course, site.library
        self._dates = history.dates(site.course.root)

    def page(self, file: File, language: str) -> str:
        """The day on which a page's text or a program that it shows last changed; empty where that is not known."""
        path = self._library.folder(language) / file.src_uri
        if not path.exists():
            return ""
        document = self._library.document(path)
        if document.shows_whole_site:
            return ""  # it changes with the whole site
        return history.last(self._dates, [path, *map(self._source, document.snippets)])

    def program(self, name: str) -> str:
        """The day on which a program last changed."""
        return history.last(self._dates, [self._source(name)])

    def _source(self, name: str) -> Path:
        return self._course.snippets / f"{name}.py"

    def outrun(self, made: Made) -> Callable[[File], str]:
        """From a page to the note that its other language was changed on a later day; empty when it was not."""
        here, there = made.language, languages.other(made.config)

        def outrun(file: File) -> str:
            mine, other = (self._dates.get(self._library.folder(each) / file.src_uri, "") for each in (here, there))
            return TEXTS[here]["outrun"].format(mine) if mine and other > mine else ""

        return outrun
