"""The offline site of each language, from which the editions are made."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from ..course import Course
from ..editions import build as editions
from ..editions.book import OfflineSite
from ..errors import CourseError
from ..page import tables
from . import languages
from .adapter import SEARCH_SHIM, Adapter


def make_editions(course: Course) -> editions.Editions:
    """Makes the editions of every language, unless they are current.

    Raises:
        CourseError: A snippet failed, a site cannot be built or printed, or there is no Chromium.
    """
    config = load_config(str(course.settings), strict=True)
    adapter = next(hook.ADAPTER for hook in config.hooks.values() if hasattr(hook, "ADAPTER"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        adapter.on_config(config)
        adapter.bring_up_to_date(config)
        key = adapter.editions_key(config)
        return editions.make(course, key, lambda folder: _build(course, adapter, folder))
    finally:
        config.plugins.on_shutdown()


def _build(course: Course, adapter: Adapter, folder: Path) -> list[OfflineSite]:
    """Builds the offline site of each language into a folder of its name."""
    chinese = load_config(str(course.settings), strict=True, site_dir=str(folder / "zh"))
    configs = [chinese, *languages.others(chinese)]
    for config in configs:
        config.site_dir = str(folder / languages.language(config))
    return [_offline(config, adapter) for config in configs]


def _offline(config: MkDocsConfig, adapter: Adapter) -> OfflineSite:
    public, config.site_url = languages.public(config.site_url), ""
    config.plugins["material/offline"].config.enabled = True
    # With this, Material's plugin does not ask another host for the same script.
    config.extra.update(alternate=False, polyfills=[SEARCH_SHIM])
    try:
        build(config)
    except Abort as error:
        raise CourseError("the offline site cannot be built", detail=str(error)) from error
    language = languages.language(config)
    nav = adapter.made[language].nav
    assert nav is not None
    return OfflineSite(
        language=language,
        folder=Path(config.site_dir),
        title=config.site_name,
        description=config.site_description,
        notice=config.copyright,
        runs=tables.environment(adapter.site.material, language),
        pages=[page.url for page in nav.pages],
        public=public,
    )
