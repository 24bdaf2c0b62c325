"""What one language's build has made, and how a page of it is made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..files import write_atomically
from ..html.finish import Pictures
from . import languages


@dataclass(frozen=True)
class Program:
    """A program's page in a language.

    Attributes:
        name: "topic/name".
        title: Its heading.
        description: What it is, in a sentence.
        url: Its address, seen from the language's root.
        entry: What the search holds of it.
        folder: Where its parts are kept.
        fresh: Whether they were made now.
    """

    name: str
    title: str
    description: str
    url: str
    entry: dict[str, Any]
    folder: Path
    fresh: bool = False


@dataclass
class Made:
    """A language's build.

    Attributes:
        config: Its configuration.
        files: Its files.
        nav: Its navigation, once that is known.
        env: Its templates, once they are known.
        cards: The picture for other sites by page, and one for all others.
        plain: Markdown by page.
        programs: What is known of the page of each program.
        pictures: The pictures taken out of pages between their content and their HTML.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation | None = None
    env: jinja2.Environment | None = None
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=Pictures)

    @property
    def language(self) -> str:
        return languages.language(self.config)

    @property
    def folder(self) -> Path:
        """Where the site is written."""
        return Path(self.config.site_dir)

    def rendered(self, page: Page, template: str = "main.html", context: dict[str, Any] | None = None) -> str:
        """A page in its template."""
        assert self.env is not None
        return self.env.get_template(template).render(context or self.context(page))

    def context(self, page: Page) -> dict[str, Any]:
        """What a template knows of a page and its site."""
        assert self.nav is not None
        return get_context(self.nav, self.files.documentation_pages(), self.config, page)

    def make_again(self, files: Iterable[File]) -> None:
        """Makes pages of the last build anew; links are not checked again, and the index of the search stays."""
        if self.env is None or self.nav is None:  # the build did not get that far
            return
        self.pictures = Pictures()  # those of earlier pages have found their places
        search = self.config.plugins["material/search"].config
        enabled, search.enabled = search.enabled, False
        try:
            for file in files:
                if file.page is not None:
                    self._make(file.page)
        finally:
            search.enabled = enabled

    def _make(self, page: Page) -> None:
        events, config = self.config.plugins, self.config
        page.read_source(config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=config, files=self.files)
        page.render(config, self.files)
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=self.files)
        page.active = True
        context = events.on_page_context(self.context(page), page=page, config=config, nav=self.nav)
        output = self.rendered(page, page.meta.get("template", "main.html"), context)
        output = events.on_post_page(output, page=page, config=config)
        page.active = False
        write_atomically(Path(page.file.abs_dest_path), output)
