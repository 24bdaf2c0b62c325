"""The MkDocs adapter: events of a build to the functions that know nothing of MkDocs.

One mkdocs.yml makes two ordinary builds, Chinese at `/` and, when that is done, English at `/en/` with
the settings under `extra.languages.en` laid over it; so each language has its own search index, 404
page and navigation. While serving, what a build refuses stands at its place on the page.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..course import Course
from ..editions import build as editions
from ..errors import CourseError
from ..files import write_atomically
from ..html import finish
from ..page import tables
from ..search import scripts
from . import alternates, found, head, languages
from .made import Made
from .pages import Pages
from .programs import Programs, page_file
from .serve import LiveSite
from .state import Site
from .templates import keep_compiled_templates

SEARCH_SHIM = "assets/javascripts/iframe-worker.js"

log = logging.getLogger("mkdocs.snippets")


class Adapter:
    """What lives from one event to the next, and the events.

    Attributes:
        site: The state of the site; there once the first configuration is known.
        made: The last build of each language.
        current: The current editions, if they are made.
    """

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self.current: editions.Editions | None = None
        self._serving = False
        self._live: LiveSite | None = None

    def on_startup(self, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not hasattr(self, "site"):
            self.site = Site(Course(Path(config.config_file_path).parent), self._serving)
            self.pages = Pages(self.site)
            keep_compiled_templates(self.site.course.cache / "templates")
        with errors():
            config.extra["homes"] = languages.homes(config)
            self.pages.configure(config)
        if languages.language(config) == "zh" and not self._serving and not languages.public(config.site_url or ""):
            log.info("The pages name %s as their address; set SITE_URL before you publish them", config.site_url)
        self.site.colab = languages.colab(config)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        if languages.language(config) == "zh":
            with errors():
                self.bring_up_to_date(config)
        if self.site.pending:
            # The first pages of `mkdocs serve` come sooner; a whole build follows when all results are there.
            config.plugins["material/search"].config.enabled = False
