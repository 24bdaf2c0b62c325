"""Material's scripts that are changed for the search."""

from __future__ import annotations

import shutil
from pathlib import Path

import material
import pytest

from snippets._engine.errors import CourseError
from snippets._engine.search import scripts as search_scripts
from snippets._engine.site import alternates

JAVASCRIPT = Path(material.__file__).parent / "templates" / "assets" / "javascripts"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the scripts of the Material that is installed."""
    shutil.copytree(JAVASCRIPT, tmp_path / "assets" / "javascripts", ignore=shutil.ignore_patterns("*.map", "lunr"))
    return tmp_path


def scripts(site: Path) -> dict[str, str]:
    return {path.name.partition(".")[0]: path.read_text("utf-8") for path in site.rglob("*.js")}


def test_the_scripts_of_the_installed_material_are_changed_once(site: Path) -> None:
    before = scripts(site)
    search_scripts.mend_search(site)
    alternates.mend_script(site)
    after = scripts(site)
    assert set(after) == {"bundle", "search"}
    assert all(after[name] != before[name] for name in after)
    assert after["search"].endswith(before["search"][-200:])
    search_scripts.mend_search(site)
    alternates.mend_script(site)
    assert scripts(site) == after


@pytest.mark.parametrize("name", ["bundle", "search"])
def test_another_material_is_an_error_that_says_where_to_look(name: str, site: Path) -> None:
    (path,) = site.rglob(f"{name}.*.min.js")
    path.write_text("something else", "utf-8")
    with pytest.raises(CourseError, match=rf"{name}\.\w+\.min\.js is not the script of mkdocs-material") as caught:
        search_scripts.mend_search(site)
    assert str(caught.value.path).endswith("search/scripts.py")
    assert caught.value.remedy
    assert path.read_text("utf-8") == "something else"
