"""Fixtures for the tests of data sets: no surroundings, stand-ins, a folder and a server that have the real files."""

import logging
import threading

import pytest

from snippets._engine import data

from .support import Server


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, caplog):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    caplog.set_level(logging.INFO, logger="snippets.data")


@pytest.fixture(scope="session")
def stand_ins(tmp_path_factory):
    """A folder with all four stand-ins; not to be changed."""
    folder = tmp_path_factory.mktemp("stand_ins")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COURSE_DATA", raising=False)
        return folder, data.ensure(data.NAMES, folder, offline=True)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder named by COURSE_DATA, empty."""
    folder = tmp_path / "course_data"
    (folder / "course").mkdir(parents=True)
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
