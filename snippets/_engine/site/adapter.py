"""The MkDocs adapter: events of a build to the functions that know nothing of MkDocs.

One mkdocs.yml makes two ordinary builds, Chinese at `/` and, when that is done, English at `/en/` with
the settings under `extra.languages.en` laid over it; so each language has its own search index, 404
page and navigation.
"""

from __future__ import annotations

import datetime
import json
import logging
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

import jinja2
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .. import chinese
from ..editions import build as editions
from ..editions.book import OfflineSite
from ..errors import ROOT, CourseError
from ..files import write_atomically
from ..html import lean, maths, numbering, terms
from ..html import program as notebook_page
from ..html.pictures import put_back, take_out
from ..page import changes, glossary, plain, render
from ..page import tables as pages
from ..page.render import Place, embed, expand, used_snippets
from ..page.standing import standing
from ..search import index as search_index
from ..search import scripts as search_scripts
from ..words import TEXTS
from . import alternates, cards, history
from .serve import LiveSite
from .state import Site
from .templates import keep_compiled_templates

CACHE = ROOT / ".cache"
NOTEBOOKS = CACHE / "notebooks"
ASSETS = ROOT / "docs" / "assets"
SNIPPETS = ROOT / "snippets"

SEARCH_SHIM = "assets/javascripts/iframe-worker.js"

log = logging.getLogger("mkdocs.snippets")


@dataclass
class _Build:
    """One language's last build: what MkDocs needs to make a page of it again."""

    config: MkDocsConfig
    files: Files
    nav: Navigation | None = None
    env: jinja2.Environment | None = None
    notebooks: dict[str, Path] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)  # by page, and one for all others
    plain: dict[str, str] = field(default_factory=dict)  # Markdown by page


class _State:
    """What lives from one event to the next."""

    site = Site()
    serving = False
    live: LiveSite | None = None
    builds: ClassVar[dict[str, _Build]] = {}
    editions: editions.Editions | None = None


STATE = _State()


def on_startup(command: str, dirty: bool) -> None:
    STATE.serving = command == "serve"
    keep_compiled_templates(CACHE / "templates")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.markdown_extensions += ["snippets._engine.html.maths", "snippets._engine.html.terms"]
    with _errors():
        config.extra["homes"] = _homes(config)
        entries = glossary.load()
        _marking(config).update(terms=terms.Terms(entries, _language(config)), page="", link="glossary.md")
    config.mdx_configs["toc"]["permalink_title"] = TEXTS[_language(config)]["permalink"]
    chinese.add_words(entry[key] for entry in entries for key in ("zh", "zh_also") if key in entry)
    # Converted notebooks are kept for each language, as long as what converts them stays the same.
    tools = "-".join(metadata.version(package) for package in ("mkdocs-jupyter", "nbconvert", "pygments"))
    config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(CACHE / "mkdocs-jupyter" / tools / _language(config))
    repository = config.extra.get("repository")
    if repository and repository.startswith("https://github.com/"):
        # Colab opens notebooks of a repository; the published site lies in this branch.
        base = repository.rstrip("/").replace("https://github.com/", "https://colab.research.google.com/github/")
        STATE.site.colab = {"zh": f"{base}/blob/gh-pages/snippets", "en": f"{base}/blob/gh-pages/en/snippets"}
    else:
        STATE.site.colab = {}
    return config


def _homes(config: MkDocsConfig) -> dict[str, str]:
    """The address of each language's home page, Chinese first; none in the offline edition."""
    here, other = config.site_url, config.extra["other"]
    if _offline(config):
        return {}
    if not here:
        remedy = "Set SITE_URL to the public address, such as https://example.org/course/, or take it away"
        raise CourseError("site_url is empty", path=config.config_file_path, remedy=remedy)
    homes = {_language(config): here, other["language"]: urljoin(here, other["root"])}
    if _language(config) == "zh" and not STATE.serving and not _public(here):
        log.info("The pages name %s as their address; set SITE_URL before you publish them", here)
    return {language: homes[language] for language in ("zh", "en")}


def _public(address: str) -> str:
    """An address, if it is not one of this machine alone."""
    return "" if urlsplit(address).hostname in ("127.0.0.1", "localhost") else address


def on_pre_build(config: MkDocsConfig) -> None:
    with _errors():
        if _language(config) == "zh":
            _bring_up_to_date(config)
    if STATE.site.pending:
        # The first pages of `mkdocs serve` come sooner; a whole build follows when all results are there.
        config.plugins["material/search"].config.enabled = False


def _bring_up_to_date(config: MkDocsConfig) -> None:
    for settings in config.extra["languages"].values():
        pages.check_pairs(Path(config.docs_dir), ROOT / settings["docs_dir"])
    STATE.site.read()
    if STATE.serving:
        stale = STATE.site.collect()
        if STATE.live is None:
            STATE.live = LiveSite(STATE.site, render_again)
        STATE.live.run(stale)
    else:
        STATE.site.bring_up_to_date()
    STATE.site.warn()
    STATE.editions = editions.current(_editions_key(config))
    if STATE.editions is None and not _offline(config):
        log.info("There are no current editions; %s makes them", editions.MAKE)


def _editions_key(config: MkDocsConfig) -> str:
    # `mkdocs serve` puts an address of its own in place of the configured one.
    public = next(settings["site_url"] for settings in config.user_configs if "site_url" in settings)
    return editions.key_of(STATE.site.material(), [_public(public), config.extra["repository"]])


@event_priority(100)  # before mkdocs-jupyter, which takes the notebooks among the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    language = _language(config)
    folder = NOTEBOOKS / language
    notebooks = STATE.site.write_notebooks(folder / "snippets", language, STATE.site.snippets)
    for path in notebooks.values():
        # A file of another folder and not a generated one: mkdocs-jupyter reads it from there.
        relative = path.relative_to(folder).as_posix()
        files.append(File(relative, str(folder), config.site_dir, config.use_directory_urls))
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            relative = path.relative_to(ASSETS.parent).as_posix()
            files.append(File.generated(config, relative, abs_src_path=str(path)))
    files.append(File.generated(config, "verification.json", content=_report()))
    if _offline(config):
        files.append(
            File.generated(config, SEARCH_SHIM, abs_src_path=str(Path(__file__).with_name("iframe-worker.js")))
        )
    elif STATE.editions is not None:
        for path in STATE.editions.paths(language):
            files.append(File.generated(config, f"editions/{path.name}", abs_src_path=str(path)))
    made = STATE.builds[language] = _Build(config, files, notebooks=notebooks)
    if not _offline(config):
        with _errors():
            _add_cards(made)
            files.append(File.generated(config, "feed.xml", content=_feed(config)))
    return files


def _feed(config: MkDocsConfig) -> str:
    title = config.extra["words"]["corrections"]
    return changes.feed(_language(config), _all_pages(config), changes.load(), config.site_url, config.site_name, title)


def _add_cards(made: _Build) -> None:
    """Adds the pictures that other sites show beside a link: one of each page that chose a figure, and one for all."""
    config, language, material = made.config, _language(made.config), STATE.site.material()
    figures = {"course": (config.site_name, config.site_description, "", "")}
    for page in _all_pages(config):
        name, alt = cards.chosen(page, Path(config.docs_dir) / f"{page.name}.md", language, material)
        if name:
            snippet, cell = name.split(":")
            shown = material.results[snippet].cells[cell].figures if snippet in material.results else []
            figure = shown[0][language] if shown else ""
            figures[f"{page.name}.md"] = (page.title, config.site_name, figure, alt)
    logo = (ROOT / "docs" / config.theme["logo"]).read_text("utf-8")
    width, height = cards.SIZE
    for page, (title, below, figure, alt) in figures.items():
        file = f"assets/cards/{page.removesuffix('.md')}.png"
        made.cards[page] = {"file": file, "alt": alt or title, "width": width, "height": height}
        if not STATE.serving:  # nobody links to it
            picture = cards.png(title, below, logo, figure, CACHE / "cards")
            made.files.append(File.generated(config, file, content=picture))


@event_priority(-100)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    made = STATE.builds[_language(config)]
    made.env, made.files = env, files
    dates = history.dates()
    env.globals.update(
        cards=made.cards, plain=made.plain, last_change=_last_change(config, dates), outrun=_outrun(config, dates)
    )
    return env


def _last_change(config: MkDocsConfig, dates: dict[Path, str]) -> Callable[[File, str], str]:
    """From a page and a language to the day on which its text or a program that it shows last changed."""
    generated = re.compile(rf"(?m)^``` *({'|'.join(_blocks(config))}) *$")

    def last_change(file: File, language: str) -> str:
        if file.src_uri.endswith(".ipynb"):
            return history.last(dates, [ROOT / file.src_uri.replace(".ipynb", ".py")])
        path = _docs(config, language) / file.src_uri
        text = path.read_text("utf-8")
        if generated.search(text):
            return ""  # it changes with the whole site
        return history.last(dates, [path, *(SNIPPETS / f"{name}.py" for name in used_snippets(text))])

    return last_change


def _outrun(config: MkDocsConfig, dates: dict[Path, str]) -> Callable[[File], str]:
    """From a page to the note that its other language was changed on a later day; empty when it was not."""
    here, there = _language(config), config.extra["other"]["language"]

    def outrun(file: File) -> str:
        mine, other = (dates.get(_docs(config, language) / file.src_uri, "") for language in (here, there))
        return TEXTS[here]["outrun"].format(mine) if mine and other > mine else ""

    return outrun


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    STATE.builds[_language(config)].nav = nav
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    name = page.file.src_uri.removesuffix(".md")
    _marking(config)["page"] = name if name in _chapter_names(config) else ""
    source = page.file.abs_src_path
    if page.file.src_uri.endswith(".ipynb") or source is None:
        return markdown
    path = Path(source)
    with _errors():
        if not _offline(config):
            place, material = _place(markdown, path, config.site_url, config), STATE.site.material()
            text = plain.page(markdown, place, material, _blocks(config), _link(page, files, config))
            STATE.builds[_language(config)].plain[page.file.src_uri] = text
        return expanded(markdown, path, _root(page), config)


def expanded(markdown: str, path: Path, root: str, config: MkDocsConfig) -> str:
    """The Markdown of a page without its directives.

    Args:
        markdown: Its text without the front matter.
        path: Its file.
        root: Relative address of the language's root.
        config: The configuration of the language's build.
    """
    return expand(markdown, _place(markdown, path, root, config), STATE.site.material(), _blocks(config))


def _place(markdown: str, path: Path, root: str, config: MkDocsConfig) -> Place:
    text = path.read_text(encoding="utf-8-sig")
    front = max(0, text.count("\n") - markdown.count("\n"))
    return Place(path, _language(config), root, _ending(config), front)


def _blocks(config: MkDocsConfig) -> dict[str, render.Block]:
    """The directives that show something of the whole site."""
    language, material, chapters = _language(config), STATE.site.material(), _chapters(config)
    return {
        "verification": lambda body: pages.verification_table(material, language, chapters),
        "provenance": lambda body: pages.provenance_table(material, language),
        "editions": lambda body: _editions(config),
        "errata": lambda body: pages.errata(language, chapters),
        "changes": lambda body: _changes(config),
        "glossary": lambda body: glossary.glossary(language, {chapter.name: chapter.title for chapter in chapters}),
    }


def _link(page: Page, files: Files, config: MkDocsConfig) -> plain.Link:
    """From the target of a link on a page to its address: of the Markdown of a page, or of a place on a page."""

    def link(target: str) -> str:
        url = urlsplit(target)
        if url.scheme or url.netloc:
            return target
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), url.path))
        file = files.get_file_from_path(path) if url.path else page.file
        if file is None:
            return urljoin(page.canonical_url, target)
        address = urljoin(config.site_url, file.url)
        if url.fragment or not file.is_documentation_page():
            return address + (f"#{url.fragment}" if url.fragment else "")
        return f"{address}index.md"

    return link


def _changes(config: MkDocsConfig) -> str:
    language = _language(config)
    text = changes.section(language, _all_pages(config), changes.load())
    return text if _offline(config) else f"{TEXTS[language]['feed']}\n\n{text}"


def _editions(config: MkDocsConfig) -> str:
    language = _language(config)
    if _offline(config):
        return TEXTS[language]["offline"].format(datetime.date.today().isoformat())
    return editions.links(STATE.editions, language)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.file.src_uri.endswith(".ipynb"):
        html = _notebook_page(html, page, config)
        page.toc = TableOfContents([AnchorLink(page.title, notebook_page.TITLE, 1)])  # where "skip to content" leads
        page.meta["search"] = {"boost": 0.1}  # the chapter that explains a program comes first
    else:
        html = _chapter_page(html, page, config)
    html = lean.with_boxed_tables(lean.with_measures(lean.without_plain_marks(html)))
    return take_out(maths.keep_together(html))


def _chapter_page(html: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the lines about a chapter below its title, and numbers before the captions of its figures."""
    chapters = {chapter.name: chapter for chapter in _chapters(config)}
    name = page.file.src_uri.removesuffix(".md")
    if name not in chapters:
        return html
    language, number = _language(config), list(chapters).index(name) + 1
    table = f"{_root(page)}verification{_ending(config)}#results"
    lines = standing(name, number, chapters[name].markdown, STATE.site.material(), language, table)
    return numbering.with_numbers(html.replace("</h1>", f"</h1>\n{lines}", 1), number, language)


def _notebook_page(html: str, page: Page, config: MkDocsConfig) -> str:
    language, material = _language(config), STATE.site.material()
    root, ending = _root(page), _ending(config)
    name = page.file.src_uri.removeprefix("snippets/").removesuffix(".ipynb")
    snippet = material.snippets[name]
    alternatives: dict[str, str] = {}
    links, titles = [], []
    for chapter in _chapters(config):
        if name in used_snippets(chapter.markdown):
            titles.append(chapter.title)
            path = Path(config.docs_dir) / f"{chapter.name}.md"
            alternatives |= render.alternatives(chapter.markdown, Place(path, language), material)
            links.append(f'<a href="{root}{chapter.name}{ending}">{chapter.title}</a>')
    page.meta["description"] = notebook_page.description(name, titles, language)
    if not _offline(config):
        text = plain.notebook(name, Place(snippet.path, language, config.site_url), material, alternatives)
        STATE.builds[language].plain[page.file.src_uri] = text
    place = Place(snippet.path, language, root, ending)
    meta = render.meta(snippet, material.results.get(name), place, material, notebook=False)
    meta = f'<div class="listing-meta" data-search-exclude="true">{" ".join(links)} {meta}</div>'
    return notebook_page.clean(html, name, alternatives, meta)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if text := STATE.builds[_language(config)].plain.get(page.file.src_uri):
        write_atomically(Path(page.file.abs_dest_path).with_suffix(".md"), text)
    return maths.with_font(embed(put_back(output), STATE.site.material(), _language(config)))


@event_priority(-50)  # after the search plugin, whose one instance serves both builds, and before the offline one
def on_post_build(config: MkDocsConfig) -> None:
    language = _language(config)
    folder = Path(config.site_dir)
    if config.plugins["material/search"].config.enabled:
        _complete_search(folder / "search" / "search_index.json", STATE.builds[language])
    _write_downloads(language, STATE.site.snippets)
    if _offline(config):
        search_scripts.mend_search(folder)
        alternates.mend_script(folder)
    elif language == "zh":
        for other, settings in config.extra["languages"].items():
            build(_in_language(config, other, settings), serve_url=config.site_url if STATE.serving else None)
        search_scripts.mend_search(folder)
        alternates.mend_script(folder)


def _complete_search(path: Path, made: _Build) -> None:
    assert made.nav is not None
    found = [file.page for file in made.files.documentation_pages()]
    sections = [(page, section) for page in found for article in page.toc for section in article.children]
    overviews = {page.url + section.url for page, section in sections if section.children}
    with _errors():
        search_index.complete(path, _names(found), overviews, [page.url for page in made.nav.pages])


def _names(found: Iterable[Page]) -> Iterator[tuple[str, str, list[str]]]:
    """Addresses of sections, fields of the search, and the names that find the sections there."""
    addresses = {page.file.src_uri: page.url for page in found}
    for term in glossary.load():
        page, section = (term["page"], term.get("at")) if "page" in term else ("glossary", term["id"])
        if (address := addresses.get(f"{page}.md")) is not None:
            yield f"{address}#{section}" if section else address, "names", glossary.names(term)
    for page in found:
        if page.file.src_uri.endswith(".md"):
            for section, words in search_index.strong(page.content):
                yield page.url + section, "titles", [words]
        else:
            name = page.file.src_uri.removeprefix("snippets/").removesuffix(".ipynb")
            stem = name.rpartition("/")[2]
            files = [f"{name}.py", name, f"{stem}.py", f"{stem}.ipynb"]
            yield page.url, "files", files + [stem] * ("_" in stem)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    assert STATE.live is not None
    STATE.live.attach(server)
    return server


def on_shutdown() -> None:
    if STATE.live is not None:
        STATE.live.close()
    if STATE.site.runner is not None:
        STATE.site.runner.close()


def render_again(names: set[str], show: Callable[[], None]) -> bool:
    """Makes anew the pages that show some snippets, from the last build of each language.

    Args:
        names: The snippets, whose results or programs changed.
        show: Called when the chapters of a language are ready, and again when all its pages are.

    Returns:
        Whether that was enough; a notebook page that is not there yet needs a whole build.
    """
    notebooks = {f"snippets/{name}.ipynb" for name in names}
    for wanted in (
        lambda file: _uses(file, names),
        lambda file: file.src_uri in notebooks or _lists_all(file),
    ):
        for language, made in STATE.builds.items():
            made.notebooks |= STATE.site.write_notebooks(NOTEBOOKS / language / "snippets", language, names)
            _make_again(made, wanted)
            show()
    for language in STATE.builds:
        _write_downloads(language, names)
    return all(made.files.get_file_from_path(notebook) for made in STATE.builds.values() for notebook in notebooks)


def _make_again(made: _Build, wanted: Callable[[File], bool]) -> None:
    assert made.nav is not None
    assert made.env is not None
    search_plugin = made.config.plugins["material/search"]
    enabled = search_plugin.config.enabled
    search_plugin.config.enabled = False  # the index of the last whole build stays
    try:
        documents = made.files.documentation_pages()
        for file in documents:
            if file.page is not None and wanted(file):
                _populate_page(file.page, made.config, made.files)
                _build_page(file.page, made.config, documents, made.nav, made.env)
    finally:
        search_plugin.config.enabled = enabled


def _uses(file: File, names: set[str]) -> bool:
    return file.src_uri.endswith(".md") and bool(used_snippets(file.content_string) & names)


def _lists_all(file: File) -> bool:
    blocks = r"(?m)^``` *(verification|provenance) *$"
    return file.src_uri.endswith(".md") and re.search(blocks, file.content_string) is not None


def _write_downloads(language: str, names: Iterable[str]) -> None:
    made = STATE.builds[language]
    folder = Path(made.config.site_dir)
    for name in names:
        write_atomically(folder / "snippets" / f"{name}.py", STATE.site.script(name, language))
        if name in made.notebooks:
            write_atomically(folder / "snippets" / f"{name}.ipynb", made.notebooks[name].read_bytes())
    write_atomically(folder / "verification.json", _report())


def _report() -> str:
    return json.dumps(pages.verification(STATE.site.material()), ensure_ascii=False, indent=1) + "\n"


def make_editions() -> editions.Editions:
    """Makes the editions of every language, unless they are current.

    Raises:
        CourseError: A snippet failed, a site cannot be built or printed, or there is no Chromium.
    """
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        _bring_up_to_date(config)
        return editions.make(_editions_key(config), _build_offline)
    finally:
        config.plugins.on_shutdown()


def _build_offline(folder: Path) -> list[OfflineSite]:
    """Builds the offline site of each language into a folder of its name."""
    chinese = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder / "zh"))
    configs = [chinese]
    for language, settings in chinese.extra["languages"].items():
        other = _in_language(chinese, language, settings)
        other.site_dir = str(folder / language)
        configs.append(other)
    return [_offline_site(config) for config in configs]


def _offline_site(config: MkDocsConfig) -> OfflineSite:
    public, config.site_url = _public(config.site_url), ""
    config.plugins["material/offline"].config.enabled = True
    # With this, Material's plugin does not ask another host for the same script.
    config.extra.update(alternate=False, polyfills=[SEARCH_SHIM])
    try:
        build(config)
    except Abort as error:
        raise CourseError("the offline site cannot be built", detail=str(error)) from error
    nav = STATE.builds[_language(config)].nav
    assert nav is not None
    return OfflineSite(
        language=_language(config),
        folder=Path(config.site_dir),
        title=config.site_name,
        description=config.site_description,
        notice=config.copyright,
        runs=pages.environment(STATE.site.material(), _language(config)),
        pages=[page.url for page in nav.pages],
        public=public,
    )


def _in_language(config: MkDocsConfig, language: str, settings: dict[str, Any]) -> MkDocsConfig:
    """The configuration of another language: its settings laid over this one."""
    other = load_config(
        config.config_file_path,
        strict=config.strict,
        docs_dir=str(ROOT / settings["docs_dir"]),
        site_dir=str(Path(config.site_dir) / language),
        site_url=f"{config.site_url}{language}/",
        **{key: settings[key] for key in ("site_name", "site_description", "copyright")},
    )
    for key, value in settings["theme"].items():
        other.theme[key] = value
    other.extra.update(settings["extra"])
    other.nav = _translated(other.nav, settings["nav"])
    return other


def _translated(nav: Any, titles: dict[str, str]) -> Any:
    if isinstance(nav, list):
        return [_translated(item, titles) for item in nav]
    if isinstance(nav, dict):
        return {titles.get(title, title): _translated(item, titles) for title, item in nav.items()}
    return nav


def _language(config: MkDocsConfig) -> str:
    return config.extra["language"]


def _offline(config: MkDocsConfig) -> bool:
    """Whether this is a build of the offline edition."""
    return config.plugins["material/offline"].config.enabled


def _root(page: Page) -> str:
    """Relative address of the language's root, seen from a page."""
    return "../" * page.url.count("/") if page.url not in (".", "./") else ""


def _ending(config: MkDocsConfig) -> str:
    """How the address of a page ends."""
    return "/" if config.use_directory_urls else ".html"


def _chapters(config: MkDocsConfig) -> list[pages.Chapter]:
    return pages.chapters(Path(config.docs_dir), _chapter_names(config))


def _chapter_names(config: MkDocsConfig) -> list[str]:
    """The parts of the course in reading order: the first group of the navigation."""
    group = next(item for item in config.nav if isinstance(item, dict))
    return [path.removesuffix(".md") for path in next(iter(group.values()))]


def _marking(config: MkDocsConfig) -> dict[str, Any]:
    """How terms are marked in the page that is made next."""
    return config.mdx_configs.setdefault("snippets._engine.html.terms", {})


def _all_pages(config: MkDocsConfig) -> list[pages.Chapter]:
    """Every page but those of the programs, by name."""
    folder = Path(config.docs_dir)
    return pages.chapters(folder, sorted(path.stem for path in folder.glob("*.md")))


def _docs(config: MkDocsConfig, language: str) -> Path:
    """The folder of the pages in a language."""
    if language == _language(config):
        return Path(config.docs_dir)
    if language in STATE.builds:
        return Path(STATE.builds[language].config.docs_dir)
    return ROOT / config.extra["languages"][language]["docs_dir"]


class _errors:
    """Turns our errors into the one that MkDocs prints without a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CourseError):
            raise BuildError(str(error)) from None
