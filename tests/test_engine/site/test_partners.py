"""Notices in place of pages that stand in the other language only."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from snippets._engine.course import Course
from snippets._engine.site import partners
from snippets._engine.site.library import Library
from snippets._engine.site.made import Made

HOMES = {"zh": "https://c.example/", "en": "https://c.example/en/"}
OTHERS = {"zh": {"language": "en", "name": "English"}, "en": {"language": "zh", "name": "中文"}}


@pytest.fixture
def notices(tmp_path):
    """The notices of a language, by their place, as front matter and text."""

    def notices(language):
        config = MkDocsConfig()
        config.load_dict({"site_name": "C", "docs_dir": str(tmp_path / "docs" / language), "plugins": []})
        config.extra = {"language": language, "other": OTHERS[language], "homes": HOMES}
        config.validate()
        config.plugins.on_config(config)  # files are made in an event or later
        made = Made(config, Files([]))
        found = {}
        for file in partners.notices(Library(Course(tmp_path)), made):
            _, front, text = file.content_string.split("---\n", 2)
            found[file.src_uri] = yaml.safe_load(front), text.strip()
        return found

    return notices


@pytest.fixture
def write(tmp_path):
    def write(path: str, text: str) -> Path:
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    for language in HOMES:
        write(f"{language}/index.md", "---\ntitle: Home\n---\n")
    return write


def test_pages_in_both_languages_need_none(notices, write):
    assert notices("zh") == notices("en") == {}


@pytest.mark.parametrize(
    ("language", "there", "said", "name"),
    [("zh", "en", "这一页还没有写成中文", "English"), ("en", "zh", "has not been written in English yet", "中文")],
)
@pytest.mark.parametrize(("path", "address"), [("coins.md", "coins/"), ("part/coins.md", "part/coins/")])
def test_the_language_that_lacks_a_page_has_title_and_link(notices, write, language, there, said, name, path, address):
    write(f"{there}/{path}", '---\ntitle: "Coins: a \\"fair\\" game"\n---\n\ntext\n')
    assert notices(there) == {}
    ((place, (front, text)),) = notices(language).items()
    assert (place, front) == (path, {"title": 'Coins: a "fair" game'})
    tree = lxml.html.fromstring(f"<div>{markdown.markdown(text)}</div>")
    assert tree.find("h1").text == 'Coins: a "fair" game'
    assert said in tree.find("p").text_content()
    (link,) = tree.iter("a")
    assert (link.get("href"), link.get("hreflang"), link.text) == (HOMES[there] + address, there, name)


def test_a_page_without_front_matter_has_the_name_of_its_file(notices, write):
    write("zh/coins.md", "# 硬币\n")
    assert notices("en")["coins.md"][0] == {"title": "coins"}
