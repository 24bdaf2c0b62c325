"""The settings of both languages' builds: one mkdocs.yml, of which the other language lays its own over."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..course import LANGUAGES
from ..errors import CourseError


def language(config: MkDocsConfig) -> str:
    """The language of a build, "zh" or "en"."""
    return config.extra["language"]


def other(config: MkDocsConfig) -> str:
    """The other language."""
    return config.extra["other"]["language"]


def offline(config: MkDocsConfig) -> bool:
    """Whether this is a build of the offline edition."""
    return config.plugins["material/offline"].config.enabled


def public(address: str) -> str:
    """An address, if it is not one of this machine alone."""
    return "" if urlsplit(address).hostname in ("127.0.0.1", "localhost") else address


def homes(config: MkDocsConfig) -> dict[str, str]:
    """The address of each language's home page, Chinese first; none in the offline edition.

    Raises:
        CourseError: There is no address.
    """
    here, there = config.site_url, config.extra["other"]
    if offline(config):
        return {}
    if not here:
        remedy = "Set SITE_URL to the public address, such as https://example.org/course/, or take it away"
        raise CourseError("site_url is empty", path=config.config_file_path, remedy=remedy)
    found = {language(config): here, there["language"]: urljoin(here, there["root"])}
    return {each: found[each] for each in LANGUAGES}


def colab(config: MkDocsConfig) -> dict[str, str]:
    """The address at which Colab opens the notebooks of each language; none without a repository on GitHub."""
    repository = (config.extra.get("repository") or "").rstrip("/")
    if not repository.startswith("https://github.com/"):
        return {}
    # Colab opens notebooks of a repository; the published site lies in this branch.
    base = repository.replace("https://github.com/", "https://colab.research.google.com/github/")
    return {"zh": f"{base}/blob/gh-pages/snippets", "en": f"{base}/blob/gh-pages/en/snippets"}


def root(page: Page) -> str:
    """Relative address of the language's root, seen from a page."""
    return "../" * page.url.count("/") if page.url not in (".", "./") else ""


def ending(config: MkDocsConfig) -> str:
    """How the address of a page ends."""
    return "/" if config.use_directory_urls else ".html"


def chapter_names(config: MkDocsConfig) -> list[str]:
    """The parts of the course in reading order: the first group of the navigation."""
    group = next(item for item in config.nav if isinstance(item, dict))
    return [path.removesuffix(".md") for path in next(iter(group.values()))]


def target(link: str, page: Page) -> str:
    """The file among the sources that a relative link of a page names."""
    path = urlsplit(link).path
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), path))


def others(config: MkDocsConfig) -> list[MkDocsConfig]:
    """The configurations of the other languages: their settings laid over this one."""
    return [_laid_over(config, name, settings) for name, settings in config.extra["languages"].items()]


def _laid_over(config: MkDocsConfig, name: str, settings: dict[str, Any]) -> MkDocsConfig:
    made = load_config(
        config.config_file_path,
        strict=config.strict,
        docs_dir=str(Path(config.config_file_path).parent / settings["docs_dir"]),
        site_dir=str(Path(config.site_dir) / name),
        site_url=f"{config.site_url}{name}/",
        **{key: settings[key] for key in ("site_name", "site_description", "copyright")},
    )
    for key, value in settings["theme"].items():
        made.theme[key] = value
    made.extra.update(settings["extra"])
    made.nav = _translated(made.nav, settings["nav"])
    return made


def _translated(nav: Any, titles: dict[str, str]) -> Any:
    if isinstance(nav, list):
        return [_translated(item, titles) for item in nav]
    if isinstance(nav, dict):
        return {titles.get(title, title): _translated(item, titles) for title, item in nav.items()}
    return nav
