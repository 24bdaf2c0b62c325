"""Through a whole build: a page is what its author wrote, a listing what the program is, a value what it holds."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import lxml.html
import nbformat
import pytest

from snippets._engine.editions.browser import chromium

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

POEM = 'text = """two  \n\ttab\n   \n\u2028\x0b\x0c\x85"""  \nprint(text[:14])\nif text:\n\tcount = len(text)\t'
LINES = "# first part\x85x = 5\nx = 1\n# one\u2028x = 2\nprint(x)"
VALUE = "*a* <b> & `c` | [d](e) $f$"
SNIPPETS = {
    "t/poem": f"# %% poem\n{POEM}\n\n# %% check\nassert count == 19\n",
    "t/lines": f"\ufeff# %% lines\n{LINES}\n\n# %% check\nassert x == 1\n",
    "t/odd": f"# %% values\nvalue = {VALUE!r}\nbig = 10**400\n\n# %% check\nassert value\n",
    "u/odd": "# %% values\nprint(1)\n\n# %% check\nassert True\n",
}
CHINESE = """
    msgid "first part\x85x = 5"
    msgstr "第一部分\x85x = 5"

    msgid "one\u2028x = 2"
    msgstr "一\u2028x = 2"
"""
TEXT = """\
---
title: Odd
---

# Odd { #top }

## A {{ t/odd.value }} b { #values }

| a | b |
|---|---|
| {{ t/odd.value }} | It costs \\$5, so `{{ t/odd.value }}` of \\$6 |

![{{ t/odd.value }}](assets/logo.svg "{{ t/odd.value }}"), `\\{{ t/odd.value }}`

<!-- {{ t/none.at_all }} -->

## Poems { #poems }

> ``` snippet
> t/poem: poem
> ```

- lines

\t~~~ snippet
\tt/lines.py: lines
\t~~~

``` program
t/odd.py
```
"""
LANGUAGES = {"zh": "", "en": "en/"}


@pytest.fixture(scope="module")
def project(make_shared_project, tmp_path_factory):
    project = make_shared_project(tmp_path_factory.mktemp("written") / "project")
    project.runs.rmdir()  # the usual one, where the search has its dictionary
    for name, text in SNIPPETS.items():
        path = project.folder / "snippets" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    project.write("snippets/zh.po", CHINESE)
    for folder in ("assets", "overrides"):
        shutil.copytree(ROOT / "docs" / folder, project.folder / "docs" / folder)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?ms)^nav:.*?(?=^\S)", "nav:\n  - index.md\n  - 课程:\n      - odd.md\n\n", settings)
    (project.folder / "mkdocs.yml").write_text(settings, "utf-8")
    project.write("docs/glossary.yml", "[]\n")
    project.write("docs/changes.yml", "[]\n")
    for language in LANGUAGES:
        project.write(f"docs/{language}/index.md", "---\ntitle: Home\n---\n\n# Home\n")
        (project.folder / "docs" / language / "odd.md").write_text(TEXT, "utf-8")
    return project


@pytest.fixture(scope="module")
def site(project):
    done = project.call("mkdocs", "build", "--strict", "--site-dir", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return project.folder / "site"


def blocks(text):
    """The texts of the blocks of code of a page."""
    found = re.findall(r"(?s)<pre[^>]*>(?:<span></span>)?<code[^>]*>(.*?)\n</code></pre>", text)
    return [html.unescape(re.sub("<[^>]*>", "", each)) for each in found]


@pytest.mark.parametrize(("language", "first", "second"), [("zh", "第一部分", "一"), ("en", "first part", "one")])
def test_listings_and_outputs_have_every_character(site, language, first, second):
    folder = site / LANGUAGES[language]
    lines = LINES.replace("first part", first).replace("one", second)
    poem = "two  \n\ttab\n   "
    page = (folder / "odd" / "index.html").read_text("utf-8")
    assert blocks(page)[:4] == [POEM, poem, lines, "1"]
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//blockquote//*[@id='code-poem-poem']")
    assert tree.xpath("//li//*[@id='code-lines-lines']")
    plain = (folder / "odd" / "index.md").read_text("utf-8")
    assert "\n".join(f"> {line}" for line in POEM.split("\n")) in plain
    for name, cell in (("poem", POEM), ("lines", lines)):
        assert cell in blocks((folder / "snippets" / "t" / name / "index.html").read_text("utf-8"))
        assert cell in (folder / "snippets" / "t" / f"{name}.py").read_text("utf-8")
        book = nbformat.read(folder / "snippets" / "t" / f"{name}.ipynb", as_version=4)
        assert cell in [each.source for each in book.cells]


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_a_value_is_text_wherever_it_stands(site, folder):
    tree = lxml.html.parse(str(site / folder / "odd" / "index.html")).getroot()
    heading = tree.get_element_by_id("values")
    assert heading.text_content().startswith(f"A {VALUE} b")
    (entry,) = set(tree.xpath("//nav//a[@href='#values']//text()[normalize-space()]"))
    assert entry.strip() == f"A {VALUE} b"
    assert [each.text_content() for each in tree.iter("td")] == [VALUE, f"It costs $5, so {VALUE} of $6"]
    (picture,) = tree.xpath("//article//img")
    assert (picture.get("alt"), picture.get("title")) == (VALUE, VALUE)
    assert "{{ t/odd.value }}" in tree.xpath("//article//p/code/text()")
    index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))["docs"]
    (section,) = [each for each in index if each["location"] == "odd/#values"]
    assert f"A {VALUE} b" == html.unescape(re.sub("<.*?>", "", section["title"])).replace("\u200b", "")


def test_comments_of_an_author_are_his_own(site):
    for folder in LANGUAGES.values():
        for name in ("index.html", "index.md"):
            assert "none.at_all" not in (site / folder / "odd" / name).read_text("utf-8")


def test_what_a_page_shows_is_used(site):
    table = (site / "verification.json").read_text("utf-8")
    assert {each["name"] for each in json.loads(table)["snippets"]} == set(SNIPPETS)
    for name in ("poem", "lines", "odd"):
        program = (site / "en" / "snippets" / "t" / name / "index.html").read_text("utf-8")
        assert "from “Odd”" in program


@pytest.fixture
def address(site):
    """Where the site is served; a page of a secure origin may use the clipboard."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_the_copy_button_copies_every_character(address):
    with chromium() as browser:
        tab = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
        for page, cell in (("en/odd/", POEM), ("en/snippets/t/poem/", POEM)):
            tab.goto(address + page)
            button = tab.locator(".highlight:has(pre) button[data-md-type=copy]").first
            tab.locator(".highlight:has(pre)").first.scroll_into_view_if_needed()
            tab.evaluate("navigator.clipboard.writeText('')")
            button.click()
            tab.wait_for_function("navigator.clipboard.readText()")
            assert tab.evaluate("navigator.clipboard.readText()") == cell


WRONG = {
    "title": ("title: Odd", "title: Odd {{ t/odd.value }}", 2, "{{ t/odd.value }} stands where no fact is written out"),
    "same-stem": (
        "t/odd.py\n```\n",
        "t/odd.py\n```\n\n``` program\nu/odd.py\n```\n",
        34,
        "the id 'program-odd' stands twice on the page, first on line 30",
    ),
    "address": ("- lines", "- [a](b{{ t/odd.value }}.md)", 23, "a fact inside the attribute `href`"),
    "raw": ("- lines", "<div>\n``` output\nu/odd.py: values\n```\n</div>", 25, "where Markdown shows it as code"),
    "id-of-the-template": (
        "## Poems",
        '<p id="__search">a</p>\n\n## Poems',
        None,
        "the id '__search' stands twice on the finished",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_shown_stops_the_build_with_its_line(project, site, old, new, line, said):
    path = project.folder / "docs" / "en" / "odd.md"
    assert old in TEXT
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    try:
        done = project.call("mkdocs", "build", "--site-dir", "bad")
    finally:
        path.write_text(TEXT, "utf-8")
    assert done.returncode != 0
    place = f"docs/en/odd.md:{line}: " if line else "docs/en/odd.md: "
    assert f"{place}" in done.stderr, done.stderr
    assert said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
