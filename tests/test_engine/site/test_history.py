"""When a file last changed, as git knows it."""

from __future__ import annotations

import os
import subprocess

import pytest

from snippets._engine.site import history


@pytest.fixture
def git(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()

    def git(*arguments, day="2026-01-01", cwd=folder):
        when = f"{day}T12:00:00+00:00"
        environment = os.environ | {
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *identity, *arguments], cwd=cwd, env=environment, check=True, capture_output=True)

    git("init", "--quiet")
    for name, day in (("a.md", "2026-01-01"), ("课 b.md", "2026-02-02"), ("a.md", "2026-03-03")):
        (folder / name).write_text(day)
        git("add", "--all")
        git("commit", "--quiet", "--message", "Text", day=day)
    git.folder = folder
    return git


def test_last_commit_of_each_file(git):
    found = history.dates(git.folder)
    assert found == {git.folder / "a.md": "2026-03-03", git.folder / "课 b.md": "2026-02-02"}
    assert history.last(found, found) == "2026-03-03"


def test_uncommitted_change_has_no_day(git):
    (git.folder / "a.md").write_text("new")
    (git.folder / "c.md").write_text("new")
    found = history.dates(git.folder)
    assert set(found) == {git.folder / "课 b.md"}
    assert history.last(found, [git.folder / "课 b.md", git.folder / "a.md"]) == ""


def test_paths_below_a_folder_of_the_repository(git):
    inner = git.folder / "inner"
    inner.mkdir()
    (inner / "d.md").write_text("d")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Text", day="2026-04-04")
    assert history.dates(inner) == {inner / "d.md": "2026-04-04"}


def test_part_of_the_history_knows_nothing(git, tmp_path):
    git("clone", "--quiet", "--depth", "1", f"file://{git.folder}", str(tmp_path / "shallow"))
    assert history.dates(tmp_path / "shallow") == {}


def test_without_repository_nothing_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history.dates(tmp_path) == {}
    monkeypatch.setenv("PATH", "")
    assert history.dates(tmp_path) == {}
