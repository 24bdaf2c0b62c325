"""`mkdocs serve` on a small project: what is wrong stands at its place, what changes is shown, nothing sticks."""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import lxml.html
import psutil
import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

COIN = """
    # %% fit
    w = 1.5  # a reason
    print("w is", w)

    # %% check
    assert w > 0
"""
PAGE = "---\ntitle: {title}\n---\n\n# {title}\n\n{text}\n\n``` snippet\nt/coin.py: fit\n```\n"
CHINESE = 'msgid "a reason"\nmsgstr "原因"\n'


@dataclass
class Served:
    """A served project."""

    folder: Path
    address: str
    process: int

    def article(self, page: str) -> str:
        """What stands on a page, as a reader sees it."""
        try:
            with urllib.request.urlopen(self.address + page, timeout=10) as answer:
                tree = lxml.html.fromstring(answer.read().decode())
        except OSError:
            return ""
        found = tree.find(".//article")
        return "" if found is None else re.sub(r"\s+", " ", unescape(found.text_content()))

    def wait(self, page: str, *texts: str, gone: str = "", seconds: float = 20) -> str:
        """Waits until a page shows texts, and one no longer."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            shown = self.article(page)
            if all(text in shown for text in texts) and not (gone and gone in shown) and shown:
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{page or 'the home page'} shows {self.article(page)!r} and not {texts}")

    @contextmanager
    def changed(self, path: str, change: Callable[[str], str]) -> Iterator[None]:
        """A file that is otherwise for a while."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert change(text) != text
        file.write_text(change(text), "utf-8")
        try:
            yield
        finally:
            file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def served(make_shared_project, tmp_path_factory) -> Iterator[Served]:
    project = make_shared_project(tmp_path_factory.mktemp("serve") / "project")
    project.runs.rmdir()
    project.write("snippets/t/coin.py", COIN)
    project.write("snippets/t/broken.py", "# %% a\n1 / 0\n")
    project.write("snippets/t/unreadable.py", "# %% a\nx = (\n")
    project.write("snippets/zh.po", CHINESE)
    for folder in ("assets", "overrides"):
        shutil.copytree(ROOT / "docs" / folder, project.folder / "docs" / folder)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = "nav:\n  - index.md\n  - 课程:\n      - coins.md\n      - tosses.md\n\n"
    settings = re.sub(r"(?ms)^nav:.*?(?=^\S)", nav, settings)
    (project.folder / "mkdocs.yml").write_text(settings, "utf-8")
    project.write("docs/glossary.yml", "[]\n")
    project.write("docs/changes.yml", "")
    for language, title in (("zh", "硬币"), ("en", "Coins")):
        project.write(f"docs/{language}/index.md", f"---\ntitle: {title}\n---\n\n# {title}\n\n``` verification\n```\n")
        project.write(f"docs/{language}/coins.md", PAGE.format(title=title, text="w = {{ t/coin.w | .2f }}"))
        project.write(f"docs/{language}/tosses.md", PAGE.format(title="Tosses", text="Nothing."))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (project.folder / "log").open("w") as log:
        command = ("mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")
        with project.start(*command, stdout=log, stderr=log) as process:
            site = Served(project.folder, f"http://127.0.0.1:{port}/", process.pid)
            try:
                site.wait("coins/", "w = 1.50", "w is 1.5", seconds=60)
                yield site
            finally:
                process.terminate()


def test_edited_prose_is_shown(served):
    with served.changed("docs/en/coins.md", lambda text: text.replace("w = {{", "The weight is {{")):
        served.wait("en/coins/", "The weight is 1.50")
    served.wait("en/coins/", "w = 1.50")


def test_edited_snippet_runs_and_is_shown_on_chapter_program_and_list(served):
    with served.changed("snippets/t/coin.py", lambda text: text.replace("1.5", "2.5")):
        served.wait("coins/", "w = 2.50", "w = 2.5 # 原因", "w is 2.5")
        served.wait("en/coins/", "w = 2.50")
        served.wait("snippets/t/coin/", "w is 2.5")
    served.wait("snippets/t/coin/", "w is 1.5")


WRONG = {
    "fact": ("{{ t/coin.v }}", "docs/zh/coins.md:7: t/coin ends without a fact 'v'. Known: w"),
    "no-fact": ("{{ coin w }}", "docs/zh/coins.md:7: {{ coin w }} is not a fact."),
    "fact-in-a-table": (
        "\n| a | b |\n|---|---|\n| {{ t/coin.v }} | c |",
        "coins.md:10: t/coin ends without a fact 'v'",
    ),
    "snippet": ("\n``` snippet\nt/coins.py: fit\n```", "docs/zh/coins.md:9: no snippet is called 't/coins'."),
    "cell": ("\n``` snippet\nt/coin.py: fitt\n```", "t/coin has no cell 'fitt'. Did you mean 'fit'?"),
    "directive": ("\n``` snipet\nt/coin.py: fit\n```", "docs/zh/coins.md:8: unknown directive `snipet`."),
    "in-a-box": ('\n!!! note "Box"\n    ``` snippet\n    t/none.py: a\n    ```', "no snippet is called 't/none'"),
    "failed": ("\n``` snippet\nt/broken.py: a\n```", "snippets/t/broken.py:2: cell `a` raised ZeroDivisionError"),
    "unreadable": ("\n``` snippet\nt/unreadable.py: a\n```", "snippets/t/unreadable.py:2: syntax error in cell `a`"),
    "formula": (r"$\nonsense{x}$", r"docs/zh/coins.md:7: formula $\nonsense{x}$: \nonsense is not known here."),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_a_build_refuses_stands_at_its_place_and_all_else_goes_on(served, text, said):
    wrong = f"before {text}\n\nafter {{{{ t/coin.w }}}}"
    with served.changed("docs/zh/coins.md", lambda page: page.replace("w = {{ t/coin.w | .2f }}", wrong)):
        shown = served.wait("coins/", said, "after 1.5", "w is 1.5")
        assert shown.index("before") < shown.index(said) < shown.index("after 1.5")
        assert served.article("tosses/")
        assert served.article("en/coins/")
    served.wait("coins/", "w = 1.50", gone=said)


def test_missing_translation_stands_below_the_listing(served):
    with served.changed("snippets/t/coin.py", lambda text: text.replace("a reason", "another reason")):
        said = "snippets/t/coin.py:2: 'another reason' has no Chinese."
        shown = served.wait("coins/", "# another reason", said)
        assert shown.index("# another reason") < shown.index(said)
        served.wait("en/coins/", "# another reason", gone="has no Chinese")
    served.wait("coins/", "# 原因", gone="has no Chinese")


def test_an_author_begins_with_one_language(served):
    page = served.folder / "docs/zh/alone.md"
    page.write_text("---\ntitle: 只有中文\n---\n\n# 只有中文\n\n正文。\n", "utf-8")
    try:
        served.wait("alone/", "正文。")
        served.wait("en/alone/", "只有中文", "This page has not been written in English yet.", "中文")
    finally:
        page.unlink()
    served.wait("coins/", "w = 1.50")


def test_front_matter_that_is_wrong_is_said_on_the_page(served):
    with served.changed("docs/en/tosses.md", lambda text: text.replace("title: Tosses", "title: [Tosses")):
        served.wait("en/tosses/", "docs/en/tosses.md:", "the front matter is not valid YAML", "Nothing.")
    served.wait("en/tosses/", "Nothing.", gone="YAML")


@pytest.mark.parametrize("path", ["mkdocs.yml", "snippets/zh.po"])
def test_what_cannot_be_read_at_all_leaves_the_pages_of_before(served, path):
    log = served.folder / "log"
    said = len(log.read_text("utf-8"))
    with served.changed(path, lambda text: text + '\nmsgid "a\n{'):
        until = time.monotonic() + 20
        while "could not be built again" not in log.read_text("utf-8")[said:] and time.monotonic() < until:
            time.sleep(0.1)
        assert "could not be built again" in log.read_text("utf-8")[said:]
        assert "w = 1.50" in served.article("coins/")
    with served.changed("docs/zh/coins.md", lambda text: text.replace("w = {{", "still {{")):
        served.wait("coins/", "still 1.50")
    served.wait("coins/", "w = 1.50")


def test_a_new_snippet_and_a_mended_one_come_in(served):
    with served.changed("snippets/t/unreadable.py", lambda text: "# %% a\nx = 3\nprint('mended', x)\n"):
        with served.changed("docs/en/tosses.md", lambda text: text + "\n``` snippet\nt/unreadable.py: a\n```\n"):
            served.wait("en/tosses/", "mended 3")
        served.wait("en/snippets/t/unreadable/", "mended 3")


def test_serving_does_not_grow(served):
    """Thirty edits; those before fill what is filled once."""

    def edits(count):
        for number in range(count):
            mark = f"edit {number} of {count}"
            with served.changed("docs/en/coins.md", lambda text, mark=mark: text.replace("w = {{", mark + " {{")):
                served.wait("en/coins/", mark)
        return psutil.Process(served.process).memory_info().rss / 2**20

    before = edits(10)
    assert edits(30) - before < 5  # MB


def test_a_failed_snippet_does_not_keep_the_site_building(served):
    log = served.folder / "log"
    served.wait("coins/", "w = 1.50")
    with served.changed("docs/glossary.yml", lambda text: text + "\n# a remark\n"):
        time.sleep(4)
        builds = log.read_text("utf-8").count("Building documentation...")
        time.sleep(4)
        assert log.read_text("utf-8").count("Building documentation...") == builds
    assert log.read_text("utf-8").count("t/broken.py:2: cell `a` raised") == 1
