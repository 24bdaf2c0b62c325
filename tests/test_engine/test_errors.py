"""What an error says, and how it names a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets._engine.errors import CourseError, nearest, shown


@pytest.mark.parametrize(
    ("path", "expected"),
    [("here/docs/a.md", "docs/a.md"), ("hereafter/a.md", "{}/hereafter/a.md"), ("a.md", "{}/a.md")],
)
def test_a_path_is_relative_to_the_current_folder_where_it_lies_in_it(
    path: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(tmp_path / path) == expected.format(tmp_path.as_posix())
    assert shown(path) == path


def test_a_message_is_place_what_remedy_and_detail() -> None:
    error = CourseError("is wrong", path=Path.cwd() / "docs" / "a.md", line=3, remedy="Mend it", detail="one\ntwo\n")
    assert str(error) == "docs/a.md:3: is wrong. Mend it\n    one\n    two"
    assert str(CourseError("is wrong")) == "is wrong"


def test_nearest_name_or_all_of_them() -> None:
    assert nearest("minst", ["names", "mnist"]) == "Did you mean 'mnist'?"
    assert nearest("xyz", ["b", "a"]) == "Known: a, b"
    assert nearest("xyz", []) == "There is none yet"
