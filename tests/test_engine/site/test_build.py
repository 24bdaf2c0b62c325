"""The MkDocs adapter on a small project: one page, one snippet, both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from contextlib import contextmanager
from pathlib import Path

import lxml.html
import nbformat
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

SNIPPET = """
    # %% [markdown]
    # # A coin

    # %% fit
    w = 1.5  # a reason
    print(w)

    # %% curve
    import matplotlib.pyplot as plt
    plt.plot([1, 2], label="mean loss")
    plt.legend()
    plt.show()

    # %% check
    assert w == 1.5
"""
PAGE = """\
---
title: {title}
description: {title}
picture: t/coin:curve
---

# {title} {{ #coins }}

## One {{ #one }}

w = {{{{ t/coin.w | .2f }}}} and `\\{{{{ t/coin.w }}}}`

!!! note "{title}"

    ``` snippet
    t/coin.py: fit
    ```

``` figure
t/coin.py: curve {{ #fig-coin }}
{title}.

alt: {title} {{{{ t/coin.w | .1f }}}}
```

``` program
t/coin.py
```
"""
LINE = 15  # of the first fence
CHANGES = """
- date: 2026-11-23
  page: coins
  at: one
  zh: 原来算错了。
  en: It was wrong.
"""
CHINESE = """
    msgid "# A coin"
    msgstr "# 硬币"

    #: snippets/t/coin.py:5
    msgid "a reason"
    msgstr "原因"

    #: snippets/t/coin.py:10
    msgid "mean loss"
    msgstr "平均损失"
"""


@pytest.fixture(scope="module")
def project(make_shared_project, tmp_path_factory):
    project = make_shared_project(tmp_path_factory.mktemp("build") / "project")
    project.runs.rmdir()  # the usual one, where the search has its dictionary
    project.write("snippets/t/coin.py", SNIPPET)
    project.write("snippets/zh.po", CHINESE)
    for folder in ("assets", "overrides"):
        shutil.copytree(ROOT / "docs" / folder, project.folder / "docs" / folder)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?ms)^nav:.*?(?=^\S)", "nav:\n  - index.md\n  - 课程:\n      - coins.md\n\n", settings)
    project.write("docs/glossary.yml", "[]\n")
    project.write("docs/changes.yml", CHANGES)
    (project.folder / "mkdocs.yml").write_text(settings, "utf-8")
    for language, title in (("zh", "硬币"), ("en", "Coins")):
        project.write(
            f"docs/{language}/index.md",
            f"---\ntitle: {title}\n---\n\n# {title}\n\n[{title}](coins.md#one)\n\n``` editions\n```\n",
        )
        project.write(f"docs/{language}/coins.md", PAGE.format(title=title))
    return project


@pytest.fixture(scope="module")
def site(project):
    """Two builds at once, with nothing in the cache; the site of one of them."""
    both = [project.start("mkdocs", "build", "--strict", "--site-dir", name) for name in ("site", "other")]
    said = []
    for process in both:
        with process:
            said += process.communicate(timeout=120)
    assert [process.returncode for process in both] == [0, 0], "".join(said)
    return project.folder / "site"


PAGES = {"zh": "coins/index.html", "en": "en/coins/index.html"}


def page(site, language):
    return (site / PAGES[language]).read_text("utf-8")


def test_two_builds_at_once_make_the_same_site(site):
    other = site.parent / "other"
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert files == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    assert not [path for path in files if path.name.endswith(".part")]


@pytest.mark.parametrize("language", PAGES)
def test_no_directive_is_left(site, language):
    text = re.sub(r"(?s)<code>.*?</code>", "", page(site, language))
    assert not re.search(r"\{\{|```|figure-slot|///", text)


@pytest.mark.parametrize("language", PAGES)
def test_listing_figure_and_fact_stand_on_the_page(site, language):
    text = page(site, language)
    assert re.search(r'<div[^>]* class="listing"[^>]*data-snippet="t/coin"[^>]*data-cell="fit"|data-cell="fit"', text)
    assert 'id="code-coin-fit"' in text
    assert re.search(r'<figure[^>]*id="fig-coin"', text)
    assert '<span class="fact" data-fact="t/coin.w">1.50</span>' in text
    assert "<code>{{ t/coin.w }}</code>" in text


@pytest.mark.parametrize(("language", "alt"), [("zh", "硬币 1.5"), ("en", "Coins 1.5")])
def test_figure_is_a_picture_with_its_alt_text(site, language, alt):
    assert f'<svg role="img" aria-label="{alt}"' in page(site, language)


@pytest.mark.parametrize(
    ("language", "here", "there"), [("zh", "平均损失", "mean loss"), ("en", "mean loss", "平均损失")]
)
def test_figure_is_in_the_language(site, language, here, there):
    figure = re.search(r"(?s)<figure.*?</figure>", page(site, language))[0]
    assert here in figure
    assert there not in figure


HOMES = {"zh": "index.html", "en": "en/index.html"}


def downloads(site, language):
    """Editions that a home page links, by file name, with the text of their line."""
    home = site / HOMES[language]
    items = lxml.html.parse(str(home)).getroot().xpath("//article//li[a[contains(@href, 'editions/')]]")
    return {home.parent / item.find("a").get("href"): item.text_content() for item in items}


@pytest.mark.parametrize("language", HOMES)
def test_home_says_how_to_make_editions_while_there_are_none(site, language):
    assert downloads(site, language) == {}
    assert "<code>python -m snippets editions</code>" in (site / HOMES[language]).read_text("utf-8")


@pytest.fixture(scope="module")
def editions(project, site):
    """The site as it is built once the editions are made."""
    done = project.call("snippets", "editions")
    assert done.returncode == 0, done.stdout + done.stderr
    built = project.call("mkdocs", "build", "--strict", "--site-dir", "with_editions")
    assert built.returncode == 0, built.stderr
    return project.folder / "with_editions"


@pytest.mark.browser
@pytest.mark.parametrize("language", HOMES)
def test_home_links_current_editions_with_their_size(editions, language):
    found = downloads(editions, language)
    assert [path.suffix for path in found] == [".pdf", ".zip"]
    for path, text in found.items():
        assert f"{path.stat().st_size / 1e6:.1f} MB" in text
    pdf, packed = found
    assert pdf.read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(packed) as names:
        assert f"{packed.stem}/index.html" in names.namelist()
        assert f"{packed.stem}/snippets/t/coin.py" in names.namelist()


@pytest.mark.browser
def test_current_editions_are_not_made_again(project, editions):
    before = {path: path.stat().st_ino for path in project.folder.glob(".cache/editions/*/*")}
    done = project.call("snippets", "editions")
    assert "offline sites" not in done.stdout
    assert len(before) == 5
    assert {path: path.stat().st_ino for path in project.folder.glob(".cache/editions/*/*")} == before


@pytest.mark.browser
def test_home_links_no_outdated_edition(project, editions):
    with changed(project, "docs/en/coins.md", "## One", "## Only"):
        done = project.call("mkdocs", "build", "--strict", "--site-dir", "outdated")
    assert "There are no current editions; python -m snippets editions makes them" in done.stderr
    for language in HOMES:
        assert downloads(project.folder / "outdated", language) == {}
    assert not list((project.folder / "outdated").rglob("*.pdf"))


@pytest.mark.parametrize(("folder", "comment"), [("snippets", "原因"), ("en/snippets", "a reason")])
def test_downloads_are_in_the_language(site, folder, comment):
    program = (site / folder / "t" / "coin.py").read_text("utf-8")
    assert program.startswith('# /// script\n# requires-python = ">=3.11"\n# dependencies = ["matplotlib"]\n# ///\n')
    assert f"w = 1.5  # {comment}" in program
    book = nbformat.read(site / folder / "t" / "coin.ipynb", as_version=4)
    nbformat.validate(book)
    assert book.cells[0].source.endswith("%pip install -q matplotlib")
    assert comment in book.cells[2].source
    assert book.cells[2].outputs[0].text == "1.5\n"


@pytest.mark.parametrize("folder", ["snippets", "en/snippets"])
def test_notebook_has_a_page(site, folder):
    text = (site / folder / "t" / "coin" / "index.html").read_text("utf-8")
    assert "<svg" in text
    assert "1.5" in text
    assert "%pip" not in text
    assert re.search(r'class="badge">\d{4}-\d\d-\d\d<', text)  # the day of the run


def test_verification_json(site):
    (entry,) = json.loads((site / "verification.json").read_text("utf-8"))["snippets"]
    assert (entry["name"], entry["status"], entry["facts"]) == ("t/coin", "ok", {"w": 1.5})
    assert set(entry) >= {"seconds", "peak_memory_mb", "device", "versions", "data"}


def test_links_to_colab_and_repository_appear_only_when_they_are_set(site):
    for language in PAGES:
        assert not re.search(r"colab\.research|github\.com/owner", page(site, language))


@pytest.mark.parametrize("folder", ["", "en/"])
def test_what_machines_read_is_there(site, folder):
    home = f"http://127.0.0.1:8000/{folder}"
    assert f"{home}coins/index.md" in (site / folder / "llms.txt").read_text("utf-8")
    assert "w = 1.50 and `{{ t/coin.w }}`" in (site / folder / "coins" / "index.md").read_text("utf-8")
    assert f"<loc>{home}snippets/t/coin/</loc>" in (site / folder / "sitemap.xml").read_text("utf-8")
    assert f'href="{home}coins/#one"' in (site / folder / "feed.xml").read_text("utf-8")
    assert f'content="{home}assets/cards/coins.png"' in (site / folder / "coins" / "index.html").read_text("utf-8")
    assert (site / folder / "assets" / "cards" / "coins.png").is_file()


@contextmanager
def changed(project, path, old, new):
    file = project.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


def test_typing_error_and_label_without_translation_stop_the_build(project, site):
    with (
        changed(project, "docs/zh/coins.md", "``` snippet", "``` snipet"),
        changed(project, "snippets/t/coin.py", '"mean loss"', '"mean cost"'),
    ):
        done = project.call("mkdocs", "build", "--strict", "--site-dir", "bad")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert f"docs/zh/coins.md:{LINE}: unknown directive `snipet`. Did you mean `snippet`?" in said
    assert "snippets/t/coin.py:10: 'mean cost' has no Chinese. Run `python -m snippets messages`" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "docs/en/coins.md",
            "picture: t/coin:curve",
            "picture: t/coin:crve",
            "docs/en/coins.md:4: the page shows no figure 't/coin:crve' for `picture`. Did you mean 't/coin:curve'?",
        ),
        (
            "docs/en/coins.md",
            "t/coin.py: curve {",
            "t/coin.py: crve {",
            "t/coin has no cell 'crve'. Did you mean 'curve'?",
        ),
        (
            "docs/changes.yml",
            "at: one",
            "at: onee",
            "docs/changes.yml:1: coins has no anchor 'onee'. Did you mean 'one'?",
        ),
    ],
    ids=["picture", "cell-of-the-picture", "correction"],
)
def test_unknown_picture_and_place_of_a_correction_stop_the_build(project, site, path, old, new, said):
    with changed(project, path, old, new):
        done = project.call("mkdocs", "build", "--site-dir", "bad")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_sitemap_says_when_text_and_programs_changed(project, site):
    def commit(day, *paths):
        when = f"{day}T12:00:00+00:00"
        environment = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        for command in (["add", *paths], [*identity, "commit", "--quiet", "--message", "Text"]):
            subprocess.run(["git", *command], cwd=project.folder, env=environment, check=True, capture_output=True)

    subprocess.run(["git", "init", "--quiet"], cwd=project.folder, check=True)
    try:
        commit("2026-01-01", "docs")
        commit("2026-02-02", "snippets/t/coin.py")
        done = project.call("mkdocs", "build", "--site-dir", "dated")
    finally:
        shutil.rmtree(project.folder / ".git")
    assert done.returncode == 0, done.stderr
    text = (project.folder / "dated" / "sitemap.xml").read_text("utf-8")
    found = dict(re.findall(r"(?s)<loc>\S+:8000/(\S*)</loc>(?:(?!</url>).)*<lastmod>(\S+)</lastmod>", text))
    pages = {"coins/": "2026-02-02", "snippets/t/coin/": "2026-02-02"}  # the home page has a part that is made anew
    assert found == {folder + page: day for folder in ("", "en/") for page, day in pages.items()}


def test_failing_snippet_stops_the_build(project, site):
    with changed(project, "snippets/t/coin.py", "assert w == 1.5", "assert w == 2.5"):
        done = project.call("mkdocs", "build", "--site-dir", "bad")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "snippets/t/coin.py:15: cell `check` raised AssertionError" in said
    assert str(project.folder / "snippets" / "_engine") not in said


def test_page_in_one_language_only_stops_the_build(project, site):
    alone = project.write("docs/zh/new.md", "# New\n")
    try:
        done = project.call("mkdocs", "build", "--site-dir", "bad")
    finally:
        alone.unlink()
    assert done.returncode != 0
    assert (
        "docs/zh/new.md:1: the page stands in one language only. Write docs/en/new.md too" in done.stdout + done.stderr
    )


def test_the_next_build_recovers_and_runs_nothing(project, site):
    before = {path: path.stat().st_ino for path in project.store.rglob("*.json")}
    done = project.call("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_ino for path in project.store.rglob("*.json")} == before


def test_the_settings_of_the_course_are_valid_yaml_for_both_languages():
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, tag, node: None)
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)
    titles = {next(iter(item)) for item in settings["nav"] if isinstance(item, dict)}
    assert titles == set(settings["extra"]["languages"]["en"]["nav"]), "a group of the navigation has no English title"
