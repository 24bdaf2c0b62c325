"""The public source, a real server on this machine."""

import os
import time

import pytest

from snippets._engine import data
from snippets._engine.data.store import Store

from .support import CONTENT, left_over, publish


def test_download(tmp_path, monkeypatch, server):
    server.files["/file"] = CONTENT
    publish(monkeypatch, server.url("/file"))
    provenance = data.ensure(["diabetes"], tmp_path)["diabetes"]
    assert (provenance.kind, provenance.source) == ("real", "public source")
    assert (tmp_path / "diabetes.csv.gz").read_bytes() == CONTENT
    assert left_over(tmp_path) == []


def test_a_download_that_breaks_off_is_continued(tmp_path, monkeypatch, server):
    server.files["/file"] = CONTENT
    server.breaks["/file"] = 120_000
    publish(monkeypatch, server.url("/file"))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert server.asked == [("/file", None), ("/file", "bytes=120000-")]


def test_a_download_starts_over_where_a_server_cannot_continue(tmp_path, monkeypatch, server):
    server.files["/file"] = CONTENT
    server.breaks["/file"] = 120_000
    server.ranges = False
    publish(monkeypatch, server.url("/file"))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert (tmp_path / "diabetes.csv.gz").read_bytes() == CONTENT


@pytest.mark.parametrize("part", [b"wrong" * 1000, CONTENT + b"more", CONTENT])
def test_a_part_left_by_another_process_is_used_only_if_right(part, tmp_path, monkeypatch, server):
    server.files["/file"] = CONTENT
    publish(monkeypatch, server.url("/file"))
    left = Store(tmp_path, "diabetes").parts / "diabetes.csv.gz.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(part)
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert (tmp_path / "diabetes.csv.gz").read_bytes() == CONTENT


def test_the_next_mirror_is_asked(tmp_path, monkeypatch, server):
    server.files = {"/other": b"<html>Please log in</html>", "/right": CONTENT}
    publish(monkeypatch, *map(server.url, ("/missing", "/other", "/right")))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert [path for path, _ in server.asked] == ["/missing", "/other", "/right"]


def test_wrong_files_are_never_used(tmp_path, monkeypatch, server, caplog):
    server.files["/other"] = b"<html>Please log in</html>"
    publish(monkeypatch, server.url("/missing"), server.url("/other"))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "stand-in"
    assert "HTTP 404" in caplog.text
    assert "another checksum" in caplog.text
    assert "python -m snippets data diabetes" in caplog.text
    assert not list(tmp_path.rglob("*.part"))


def test_a_failed_download_is_not_tried_again_at_once(tmp_path, monkeypatch, server):
    publish(monkeypatch, server.url("/file"))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "stand-in"
    server.files["/file"] = CONTENT
    asked = len(server.asked)
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "stand-in"
    assert len(server.asked) == asked
    assert data.ensure(["diabetes"], tmp_path, retry=True)["diabetes"].kind == "real"


def test_a_failed_download_is_tried_again_after_hours(tmp_path, monkeypatch, server):
    publish(monkeypatch, server.url("/file"))
    data.ensure(["diabetes"], tmp_path)
    server.files["/file"] = CONTENT
    seven_hours_ago = time.time() - 7 * 3600
    os.utime(tmp_path / ".state" / "diabetes.unreachable", (seven_hours_ago, seven_hours_ago))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"


def test_offline_asks_nobody(tmp_path, monkeypatch, server):
    server.files["/file"] = CONTENT
    publish(monkeypatch, server.url("/file"))
    assert data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"].kind == "stand-in"
    assert server.asked == []
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"


def test_without_network_two_silent_hosts_are_enough(tmp_path, monkeypatch, server, caplog):
    # These ports refuse: as quick as no network, and another port counts as another host.
    silent = [f"http://127.0.0.1:{port}/file" for port in (1, 2)]
    server.files["/file"] = CONTENT
    publish(monkeypatch, *silent, server.url("/file"))
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "stand-in"
    assert server.asked == []
    assert "127.0.0.1:1: no answer (ConnectionError)" in caplog.text
