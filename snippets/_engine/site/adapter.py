"""The MkDocs adapter: events of a build to the functions that know nothing of MkDocs.

One mkdocs.yml makes two ordinary builds, Chinese at `/` and, when that is done, English at `/en/` with
the settings under `extra.languages.en` laid over it; so each language has its own search index, 404
page and navigation. While serving, what a build refuses stands at its place on the page.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..course import Course
from ..editions import build as editions
from ..errors import CourseError
from ..files import write_atomically
from ..search import scripts
from . import alternates, found, head, languages, partners
from .again import Again, report
from .made import Made
from .pages import Pages
from .programs import page_file
from .serve import LiveSite
from .state import Site
from .templates import keep_compiled_templates

SEARCH_SHIM = "assets/javascripts/iframe-worker.js"

log = logging.getLogger("mkdocs.snippets")


class Adapter:
    """The events, and what lives from one to the next.

    Attributes:
        site: The state of the site; there once a configuration is known, as is `pages`.
        pages: Writes its pages.
        made: The last build of each language.
    """

    site: Site
    pages: Pages

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self._serving = False
        self._live: LiveSite | None = None

    def on_startup(self, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not hasattr(self, "site"):
            course = Course(Path(config.config_file_path).parent)
            keep_compiled_templates(course.cache / "templates")
            self.site = Site(course, self._serving)
            self.pages = Pages(self.site)
            self._again = Again(self.site, self.pages, self.made)
        with errors():
            config.extra["homes"] = languages.homes(config)
            self.pages.configure(config)
        self.site.colab = languages.colab(config)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        if languages.language(config) == "zh":
            with errors():
                self.bring_up_to_date(config)
        if self._live is not None:
            # The first pages of `mkdocs serve` come sooner; a whole build follows when all results are there.
            self._live.incomplete = bool(self.site.pending)
            config.plugins["material/search"].config.enabled = not self._live.incomplete

    def bring_up_to_date(self, config: MkDocsConfig) -> None:
        """Reads everything anew and runs what has no up-to-date result; while serving, later and in the background.

        Raises:
            CourseError: Something cannot be read, or a snippet failed.
        """
        site = self.site
        site.read()
        if site.serving:
            self._live = self._live or LiveSite(site, self._again)
            self._live.run(site.collect())
        else:
            site.library.check_partners()
            site.bring_up_to_date()
        site.check_translations(log.warning)
        self.pages.editions = editions.current(site.course, self.editions_key(config))
        if languages.offline(config) or site.serving:
            return
        if not languages.public(config.site_url):
            log.info("The pages name %s as their address; set SITE_URL before you publish them", config.site_url)
        if self.pages.editions is None:
            log.info("There are no current editions; %s makes them", editions.MAKE)

    def editions_key(self, config: MkDocsConfig) -> str:
        """The key of the editions of what the site is now."""
        public = languages.public(config.extra["address"])
        return editions.key_of(self.site.course, self.site.material, [public, config.extra["repository"]])

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        site, made = self.site, Made(config, files)
        self.made[made.language] = made
        if site.serving:
            for file in partners.notices(site.library, made):
                files.append(file)
        for name in site.paged:
            files.append(page_file(name, made, waiting=site.serving))
        assets = site.course.docs / "assets"
        for path in sorted(assets.rglob("*")):
            if path.is_file():
                relative = path.relative_to(assets.parent).as_posix()
                files.append(File.generated(config, relative, abs_src_path=str(path)))
        files.append(File.generated(config, "verification.json", content=report(site.material)))
        if languages.offline(config):
            shim = str(Path(__file__).with_name("iframe-worker.js"))
            files.append(File.generated(config, SEARCH_SHIM, abs_src_path=shim))
            return files
        for path in self.pages.editions.paths(made.language) if self.pages.editions else ():
            files.append(File.generated(config, f"editions/{path.name}", abs_src_path=str(path)))
        with errors(log.error if site.serving else None):
            head.add_cards(made, site)
            files.append(File.generated(config, "feed.xml", content=head.feed(made, site)))
        return files

    @event_priority(-100)  # after plugins have changed it
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self.made[languages.language(config)].nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        site, made = self.site, self.made[languages.language(config)]
        made.env, made.files = env, files
        days = head.Days(site)
        env.globals.update(
            cards=made.cards,
            plain=made.plain,
            last_change=days.page,
            last_change_of_program=days.program,
            outrun=days.outrun(made),
            programs=made.programs,
        )
        if not site.serving:
            self._again.write_programs(made)
        return env

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.abs_src_path is None:  # a page without an author
            return markdown
        with errors():
            return self.pages.markdown(page, self.made[languages.language(config)])

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        with errors():
            return self.pages.content(html, page, self.made[languages.language(config)])

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        made = self.made[languages.language(config)]
        if text := made.plain.get(page.file.src_uri):
            write_atomically(Path(page.file.abs_dest_path).with_suffix(".md"), text)
        with errors():
            return self.pages.html(output, page, made)

    @event_priority(-50)  # after the search plugin, whose one instance serves both builds, and before the offline one
    def on_post_build(self, config: MkDocsConfig) -> None:
        made = self.made[languages.language(config)]
        if config.plugins["material/search"].config.enabled:
            with errors(log.error if self._serving else None):
                found.complete(made, self.site.course)
        if not languages.offline(config):
            if made.language != "zh":
                return
            for other in languages.others(config):
                build(other, serve_url=config.site_url if self.site.serving else None)
        if self._live is not None:
            self._live.show_programs(self.site.paged)
        else:
            log.info("%s", self._written())
        scripts.mend_search(made.folder)
        alternates.mend_script(made.folder)

    def _written(self) -> str:
        """What the build of both languages wrote, in a line."""
        pages = sum(len(made.files.documentation_pages()) for made in self.made.values())
        programs = [program for made in self.made.values() for program in made.programs.values()]
        fresh = sum(program.fresh for program in programs)
        return f"{pages} pages written; {len(programs)} pages of programs: {fresh} made, {len(programs) - fresh} kept"

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        assert self._live is not None
        self._live.attach(server, [Path(config.docs_dir), Path(config.config_file_path)])
        return server

    def on_shutdown(self) -> None:
        if self._live is not None:
            self._live.close()
        if hasattr(self, "site"):
            self.site.close()


@contextmanager
def errors(say: Callable[[str], None] | None = None) -> Iterator[None]:
    """Turns our errors into the one that MkDocs prints without a traceback, or only says them."""
    try:
        yield
    except CourseError as error:
        if say is None:
            raise BuildError(str(error)) from None
        say(str(error))
