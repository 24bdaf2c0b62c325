"""The MkDocs adapter: events of a build to the functions that know nothing of MkDocs.

One mkdocs.yml makes two ordinary builds, Chinese at `/` and, when that is done, English at `/en/` with
the settings under `extra.languages.en` laid over it; so each language has its own search index, 404
page and navigation.
"""

from __future__ import annotations

import json
import logging
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from . import maths, pages
from .errors import ROOT, CourseError
from .glossary import glossary
from .live import LiveSite
from .render import Place, embed, expand
from .results import write_atomically
from .site import Site

CACHE = ROOT / ".cache"
NOTEBOOKS = CACHE / "notebooks"
ASSETS = ROOT / "docs" / "assets"

log = logging.getLogger("mkdocs.snippets")


class _State:
    """What lives from one event to the next."""

    site = Site()
    serving = False
    live: LiveSite | None = None
    notebooks: dict[str, Path]
    chapters: list[pages.Chapter]


STATE = _State()


def on_startup(command: str, dirty: bool) -> None:
    STATE.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.markdown_extensions.append("snippets._engine.maths")
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


def on_pre_build(config: MkDocsConfig) -> None:
    if _language(config) != "zh":
        return
    with _errors():
        STATE.site.read()
        if STATE.serving:
            stale = STATE.site.collect()
            if STATE.live is None:
                STATE.live = LiveSite(STATE.site)
            STATE.live.run(stale)
        else:
            STATE.site.bring_up_to_date()
        STATE.site.warn()


@event_priority(100)  # before mkdocs-jupyter, which takes the notebooks among the files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    language = _language(config)
    folder = NOTEBOOKS / language
    STATE.notebooks = STATE.site.write_notebooks(folder / "snippets", language)
    for path in STATE.notebooks.values():
        # A file of another folder and not a generated one: mkdocs-jupyter reads it from there.
        relative = path.relative_to(folder).as_posix()
        files.append(File(relative, str(folder), config.site_dir, config.use_directory_urls))
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            relative = path.relative_to(ASSETS.parent).as_posix()
            files.append(File.generated(config, relative, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    source = page.file.abs_src_path
    if page.file.src_uri.endswith(".ipynb") or source is None:
        return markdown
    language = _language(config)
    material = STATE.site.material()
    titles = {chapter.name: chapter.title for chapter in _chapters(config)}
    blocks = {
        "verification": lambda body: pages.verification_table(material, language, _chapters(config)),
        "provenance": lambda body: pages.provenance_table(material, language),
        "errata": lambda body: pages.errata(language, _chapters(config)),
        "glossary": lambda body: glossary(language, titles),
    }
    text = Path(source).read_text(encoding="utf-8-sig")
    place = Place(
        Path(source),
        language,
        root="../" * page.url.count("/") if page.url not in (".", "./") else "",
        offset=max(0, text.count("\n") - markdown.count("\n")),
    )
    with _errors():
        return expand(markdown, place, material, blocks)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return embed(html, STATE.site.material(), _language(config))


@event_priority(-100)  # after the search plugin, whose one instance serves both builds
def on_post_build(config: MkDocsConfig) -> None:
    language = _language(config)
    folder = Path(config.site_dir)
    for name, text in STATE.site.scripts(language).items():
        write_atomically(folder / "snippets" / f"{name}.py", text)
        write_atomically(folder / "snippets" / f"{name}.ipynb", STATE.notebooks[name].read_bytes())
    if language == "zh":
        report = pages.verification(STATE.site.material())
        write_atomically(folder / "verification.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        for other, settings in config.extra["languages"].items():
            _build_other(config, other, settings)
        maths.write_font(folder, CACHE)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    assert STATE.live is not None
    STATE.live.attach(server)
    return server


def on_shutdown() -> None:
    if STATE.live is not None:
        STATE.live.close()
    if STATE.site.runner is not None:
        STATE.site.runner.close()


def _build_other(config: MkDocsConfig, language: str, settings: dict[str, Any]) -> None:
    """Builds another language with its settings laid over the configuration."""
    other = load_config(
        config.config_file_path,
        strict=config.strict,
        docs_dir=str(ROOT / settings["docs_dir"]),
        site_dir=str(Path(config.site_dir) / language),
        site_url=f"{config.site_url}{language}/" if config.site_url else "",
        **{key: settings[key] for key in ("site_name", "site_description", "copyright")},
    )
    for key, value in settings["theme"].items():
        other.theme[key] = value
    other.extra.update(settings["extra"])
    other.nav = _translated(other.nav, settings["nav"])
    build(other, serve_url=config.site_url if STATE.serving else None)


def _translated(nav: Any, titles: dict[str, str]) -> Any:
    if isinstance(nav, list):
        return [_translated(item, titles) for item in nav]
    if isinstance(nav, dict):
        return {titles.get(title, title): _translated(item, titles) for title, item in nav.items()}
    return nav


def _language(config: MkDocsConfig) -> str:
    return config.extra["language"]


def _chapters(config: MkDocsConfig) -> list[pages.Chapter]:
    """The parts of the course in reading order: the first group of the navigation."""
    group = next(item for item in config.nav if isinstance(item, dict))
    names = [path.removesuffix(".md") for path in next(iter(group.values()))]
    return pages.chapters(Path(config.docs_dir), names)


class _errors:
    """Turns our errors into the one that MkDocs prints without a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CourseError):
            raise BuildError(str(error)) from None
