"""What the tests of export and import share."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run.exchange import bring_in
from snippets._engine.run.incoming import Here


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[Iterable[tuple[str | zipfile.ZipInfo, bytes]]], Path]:
    """Makes a zip of entries, given as (name, bytes)."""

    def make(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
        path = tmp_path / "results.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in entries:
                file.writestr(name, content)
        return path

    return make


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., CourseError]:
    """Imports files that must be refused, and sees that a remedy is named and that nothing is changed or left."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    def attempt(here: Here, *paths: Path) -> CourseError:
        before = _content(here.store.folder)
        with pytest.raises(CourseError) as caught:
            bring_in(paths, here)
        assert _content(here.store.folder) == before
        assert not list(temporary.iterdir())
        assert caught.value.path in paths
        assert caught.value.remedy
        return caught.value

    return attempt


def _content(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}
