"""A page of the site between MkDocs's events: its Markdown without directives, and its HTML finished."""

from __future__ import annotations

import datetime
import html as escaping
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from .. import chinese
from ..editions import build as editions
from ..errors import CourseError
from ..html import finish, slots, terms
from ..html.maths import MathsError
from ..page import corrections, glossary, plain, site_form, tables
from ..page.document import Document
from ..page.expand import Block, expand
from ..page.material import Place
from ..page.slots import text as literal
from ..page.standing import standing
from ..search import index
from ..words import TEXTS
from . import cards, languages
from .made import Made
from .state import Site

_FORMULAS, _TERMS = "snippets._engine.html.formulas", "snippets._engine.html.terms"


class Pages:
    """Writes the pages of a site.

    Args:
        site: The site.

    Attributes:
        editions: The current editions, if they are made.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._document: Document | None = None  # of the page that is being made
        self._terms: list[dict[str, Any]] = []
        self.editions: editions.Editions | None = None

    def configure(self, config: MkDocsConfig) -> None:
        """Adds the course's extensions of Markdown.

        Raises:
            CourseError: The glossary cannot be read; while serving, its own page says so.
        """
        language, path = languages.language(config), self._site.course.glossary
        if language == "zh" or not self._terms:
            self._terms = self._read_terms()
        config.markdown_extensions += [_FORMULAS, _TERMS]
        config.mdx_configs[_FORMULAS] = {"broken": self._broken_formula}
        known = terms.Terms(self._terms, language, path)
        config.mdx_configs[_TERMS] = {"terms": known, "page": "", "link": "glossary.md"}
        config.mdx_configs["toc"]["permalink_title"] = TEXTS[language]["permalink"]

    def _read_terms(self) -> list[dict[str, Any]]:
        try:
            entries = glossary.load(self._site.course.glossary)
        except CourseError:
            if not self._site.serving:
                raise
            return []
        chinese.add_words(entry[key] for entry in entries for key in ("zh", "zh_also") if key in entry)
        return entries

    @property
    def named(self) -> Mapping[str, str]:
        """The names of the terms, as the search takes them."""
        return index.by_name(glossary.names(term) for term in self._terms)

    def _broken_formula(self, error: MathsError) -> str:
        document = self._document
        assert document is not None
        at = error.line(document.text)
        line = document.first + at - 1 if at else None
        said = CourseError(str(error), path=document.path, line=line, remedy="Mend the formula")
        if not self._site.serving:
            raise BuildError(str(said))
        return f'<code class="broken">{escaping.escape(str(said))}</code>'

    def markdown(self, page: Page, made: Made) -> str:
        """The Markdown of a page without its directives; its plain form is kept in `made`.

        Raises:
            CourseError: Something on it is wrong; not while serving.
        """
        config, site = made.config, self._site
        document = self._document = site.library.document(Path(page.file.abs_src_path))
        in_course = document.name in languages.chapter_names(config)
        config.mdx_configs[_TERMS]["page"] = document.name if in_course else ""
        blocks, material = self._blocks(made), site.material
        if not languages.offline(config):
            place = Place(document.path, made.language, config.site_url)
            form = plain.SERVED if site.serving else plain.PLAIN
            made.plain[page.file.src_uri] = plain.page(document, place, material, blocks, _link(page, made), form)
        place = Place(document.path, made.language, languages.root(page), languages.ending(config))
        form = site_form.SERVED if site.serving else site_form.SITE
        text = expand(document, place, material, form, blocks)
        # Behind the figures, so that one which cannot be read is named itself.
        wrong = [error for error in (document.wrong, document.repeated, self._wrong_picture(document, made)) if error]
        if wrong and not site.serving:
            raise wrong[0]
        return "\n\n".join([*map(site_form.broken, wrong), text])

    def _wrong_picture(self, document: Document, made: Made) -> CourseError | None:
        try:
            cards.chosen(document, made.language, self._site.material)
        except CourseError as error:
            return error
        return None

    def _blocks(self, made: Made) -> Mapping[str, Block]:
        """What the directives about the whole site write."""
        language, site, config = made.language, self._site, made.config
        chapters = site.library.chapters(language, languages.chapter_names(config))

        def changed() -> str:
            text = corrections.section(language, site.library.pages(language), corrections.load(site.course.changes))
            return text if languages.offline(config) else f"{TEXTS[language]['feed']}\n\n{text}"

        def made_editions() -> str:
            if languages.offline(config):
                return TEXTS[language]["offline"].format(datetime.date.today().isoformat())
            return editions.links(self.editions, language)

        def explained() -> str:
            path = site.course.glossary
            titles = {chapter.name: literal(chapter.title) for chapter in chapters}
            return glossary.glossary(language, titles, self._terms or glossary.load(path), path)

        return {
            "verification": lambda: tables.verification_table(site.material, language, chapters),
            "provenance": lambda: tables.provenance_table(site.material, language),
            "editions": made_editions,
            "errata": lambda: corrections.errata(language, chapters),
            "changes": changed,
            "glossary": explained,
        }

    def content(self, html: str, page: Page, made: Made) -> str:
        """The content of a page, finished; its pictures are taken out until the page is written.

        Raises:
            CourseError: A directive or a fact stands where it cannot; not while serving.
        """
        names = languages.chapter_names(made.config)
        name = page.file.src_uri.removesuffix(".md")
        if not page.file.abs_src_path:
            return finish.content(html, made.pictures, made.language)
        document = self._site.library.document(Path(page.file.abs_src_path))

        def refuse(line: int, what: str, remedy: str) -> str:
            error = CourseError(what, path=document.path, line=line, remedy=remedy)
            if not self._site.serving:
                raise error
            return f'<code class="broken">{escaping.escape(str(error))}</code>'

        html = slots.fill(html, refuse)
        _fill(page.toc)
        if name not in names:
            return finish.content(html, made.pictures, made.language)
        part = names.index(name) + 1
        table = f"{languages.root(page)}verification{languages.ending(made.config)}#results"
        below = standing(document, part, self._site.material, made.language, table)
        return finish.content(html, made.pictures, made.language, below_title=below, part=part)

    def html(self, output: str, page: Page, made: Made) -> str:
        """A page as it is written.

        Raises:
            CourseError: An id stands on it twice; not while serving.
        """
        embedded = site_form.embed(output, self._site.material, made.language)
        finished = finish.page(embedded, made.pictures, self._site.course.cache / "fonts")
        twice = finish.repeated_id(finished)
        if twice and not self._site.serving:
            path, remedy = page.file.abs_src_path or page.file.src_uri, "Give one of the two another"
            raise CourseError(f"the id {twice!r} stands twice on the finished page", path=path, remedy=remedy)
        return finished


def _fill(entries: Iterable[AnchorLink]) -> None:
    """Writes out the slots of a table of contents."""
    for entry in entries:
        entry.title = slots.plain(entry.title)
        _fill(entry.children)


def _link(page: Page, made: Made) -> plain.Link:
    """From the target of a link on a page to its address: of the Markdown of a page, or of a place on a page."""

    def link(target: str) -> str:
        url = urlsplit(target)
        if url.scheme or url.netloc:
            return target
        file = made.files.get_file_from_path(languages.target(target, page)) if url.path else page.file
        if file is None:
            return urljoin(page.canonical_url, target)
        address = urljoin(made.config.site_url, file.url)
        is_page = file.is_documentation_page() or file.src_uri.endswith(".ipynb")
        if url.fragment or not is_page:
            return address + (f"#{url.fragment}" if url.fragment else "")
        return f"{address}index.md"

    return link
