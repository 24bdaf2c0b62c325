"""Corrections: those of the course itself, and those of the world that chapters make."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import pytest
from lxml import etree

from snippets._engine.errors import CourseError
from snippets._engine.page import corrections
from snippets._engine.page.corrections import Change
from snippets._engine.page.document import parse

from .support import readable

PAGE = """\
# Coins { #coins }

## A & b { #one }

``` figure
t/coin.py: curve { #fig-coin }
```

## {{ t/coin.w }} of them { #two }
"""
PATH = Path("docs/changes.yml")


def page(name, title, text):
    return parse(f"---\ntitle: {title}\n---\n{text}", Path(f"docs/en/{name}.md"))


PAGES = [page("coins", "Coins", PAGE)]
GOOD = """\
# a comment
- date: 2026-11-23
  page: coins
  at: one
  zh: 错了。
  en: Wrong <and>
    more & more.
- date: 2026-11-22
  page: coins
  at: fig-coin
  zh: 错了。
  en: Wrong.
"""


@pytest.fixture
def load(tmp_path):
    def load(text):
        path = tmp_path / "changes.yml"
        path.write_text(textwrap.dedent(text), "utf-8")
        return corrections.load(path)

    return load


def change(**other):
    values = {"date": datetime.date(2026, 11, 23), "page": "coins", "at": "one", "path": PATH, "line": 7}
    return Change(texts={"zh": "错了。", "en": "Wrong & <b>bold</b>."}, **values | other)


def test_corrections_are_read_with_their_lines(load):
    first, second = load(GOOD)
    assert (first.page, first.at, first.line, second.line) == ("coins", "one", 2, 8)
    assert first.texts["en"] == "Wrong <and> more & more."
    assert first.id == "change-2026-11-23-coins-one"


def test_no_corrections(load):
    assert load("# none so far\n") == []
    assert corrections.section("en", PAGES, []) == "No corrections so far."


BAD = {
    "not-yaml": ("- date: [", 1, "not valid YAML"),
    "no-list": ("date: 2026-11-23\n", 1, "is no list"),
    "no-mapping": ("- text\n", None, "'text' is no correction"),
    "lacks": (GOOD + "- date: 2026-11-21\n  page: coins\n  zh: x\n", 13, "lacks at, en"),
    "unknown-field": (GOOD.replace("  at: one\n", "  at: one\n  wher: x\n"), 2, "unknown field 'wher'"),
    "no-date": (GOOD.replace("date: 2026-11-22", "date: yesterday"), 8, "date: 'yesterday' is not valid"),
    "empty": (GOOD.replace("zh: 错了。", "zh: ''", 1), 2, "zh: '' is not valid"),
    "twice": (
        GOOD.replace("11-22", "11-23").replace("fig-coin", "one"),
        8,
        "coins#one was corrected twice on 2026-11-23",
    ),
    "fact": (
        GOOD.replace("zh: 错了。", "zh: 是 {{ t/coin.w }}。", 1),
        5,
        "{{ t/coin.w }} stands where no fact is written",
    ),
    "order": (GOOD.replace("11-22", "11-24"), 8, "2026-11-24 stands below 2026-11-23"),
}


@pytest.mark.parametrize(("text", "line", "what"), BAD.values(), ids=BAD)
def test_bad_list_names_line_and_remedy(load, text, line, what):
    with pytest.raises(CourseError) as caught:
        load(text)
    assert caught.value.line == line or line is None
    assert what in caught.value.what
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("entry", "what", "remedy"),
    [
        (change(page="conis"), "no page is called 'conis'", "'coins'"),
        (change(at="fig-cion"), "coins has no anchor 'fig-cion'", "'fig-coin'"),
        (change(at="two"), "the heading above coins#two quotes a fact, which the feed cannot", "another anchor"),
    ],
)
def test_unknown_place_names_line_and_remedy(entry, what, remedy):
    for make in (
        corrections.section,
        lambda *given: corrections.feed(*given, "https://c.example/", "Course", "Changes"),
    ):
        with pytest.raises(CourseError) as caught:
            make("en", PAGES, [entry])
        assert (caught.value.path, caught.value.line, caught.value.what) == (PATH, 7, what)
        assert remedy in caught.value.remedy


def test_section_links_the_place_and_has_an_anchor():
    text = readable(corrections.section("en", PAGES, [change(), change(at="fig-coin")]))
    assert "- **2026-11-23**{ #change-2026-11-23-coins-one } [Coins: A & b](coins.md#one)\n\n    Wrong" in text
    assert "[Coins: A & b](coins.md#fig-coin)" in text
    assert "[Coins：A & b](coins.md#one)\n\n    错了。" in readable(corrections.section("zh", PAGES, [change()]))


def test_feed_escapes_what_it_quotes():
    text = corrections.feed("en", PAGES, [change()], "https://c.example/en/", "Course", "Changes")
    root = etree.fromstring(text.encode())
    name = {"a": "http://www.w3.org/2005/Atom"}
    assert root.findtext("a:title", namespaces=name) == "Course: Changes"
    entry = root.find("a:entry", name)
    assert entry.findtext("a:title", namespaces=name) == "Coins: A & b"
    assert entry.findtext("a:summary", namespaces=name) == "Wrong &amp; &lt;b&gt;bold&lt;/b&gt;."  # HTML in XML
    assert entry.find("a:link", name).get("href") == "https://c.example/en/coins/#one"
    assert entry.findtext("a:id", namespaces=name) == "https://c.example/en/errata/#change-2026-11-23-coins-one"


def test_feed_is_the_same_each_time():
    made = [corrections.feed("zh", PAGES, [change()], "https://c.example/", "课", "更正") for _ in range(2)]
    assert made[0] == made[1]


CORRECTION = """\
## Part { #part }

!!! correction "old → new"

    Because of [this](#part).

    And more.

text

    !!! correction "inner → box"

        Deeper.

after
"""


def test_errata_collects_boxes_with_links_to_their_sections():
    text = readable(corrections.errata("en", [page("coins", "Coins", CORRECTION), page("other", "Other", "nothing")]))
    assert text.count("!!! correction") == 2
    assert "    Because of [this](coins.md#part).\n\n    And more.\n" in text
    assert '!!! correction "inner → box"\n\n    Deeper.\n' in text
    assert text.count("[→ Coins](coins.md#part)") == 2
    assert "Other" not in text
    assert "after" not in text


def test_no_errata_say_so():
    assert (
        corrections.errata("en", [page("other", "Other", "nothing")]) == "The chapters written so far correct nothing."
    )
