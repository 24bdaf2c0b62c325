"""Several processes at one folder, and the worst that happens to one."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from snippets._engine import data
from snippets._engine.data import sets as table
from snippets._engine.data.store import Store

from .support import CONTENT, left_over, md5, publish

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def pair(monkeypatch, server):
    """Puts a set of two files, one and two, into the table, and code that does so elsewhere."""
    server.files = {"/one": CONTENT, "/two": CONTENT}
    code = f"""
import pathlib
from dataclasses import replace
from snippets._engine import data
from snippets._engine.data import convert
from snippets._engine.data import sets as table
files = tuple(table.File(name, {md5(CONTENT)!r}, ({server.url("/")!r} + name,)) for name in ("one", "two"))
table.SETS["diabetes"] = replace(
    table.SETS["diabetes"], recipes=(table.Recipe(files, convert.copy_to(".")),)
)
"""
    monkeypatch.setitem(table.SETS, "diabetes", table.SETS["diabetes"])
    exec(code, {})
    return code


def run_python(code):
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def process(pair, folder, extra=""):
    """Starts a process that fills a folder with the pair."""
    return run_python(f"""{pair}{extra}
print(data.ensure(["diabetes"], pathlib.Path({str(folder)!r}))["diabetes"].source)
""")


def finish(running):
    output, _ = running.communicate(timeout=20)
    return output, running.returncode


def test_two_processes_fetch_a_set_once(pair, tmp_path, server):
    server.delay = 0.02
    both = [process(pair, tmp_path) for _ in range(2)]
    for running in both:
        output, status = finish(running)
        assert (status, output.splitlines()[-1]) == (0, "public source"), output
    assert sorted(server.asked) == [("/one", None), ("/two", None)]
    assert left_over(tmp_path) == []


def test_a_process_killed_while_downloading_is_continued_by_the_next(pair, tmp_path, server):
    server.delay = 0.05
    running = process(pair, tmp_path)
    part = Store(tmp_path, "diabetes").parts / "one.part"
    deadline = time.time() + 15
    while not (part.exists() and part.stat().st_size > 60_000):
        assert time.time() < deadline
        assert running.poll() is None
        time.sleep(0.01)
    running.kill()
    finish(running)
    assert not (tmp_path / "one").exists()
    server.delay, arrived = 0, part.stat().st_size
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert ("/one", f"bytes={arrived}-") in server.asked
    assert (tmp_path / "one").read_bytes() == CONTENT


DIE = """
import itertools, os
count, true_replace = itertools.count(1), os.replace
def dying(*paths):
    true_replace(*paths)
    if next(count) == {move}:
        os._exit(9)
os.replace = dying
"""


# Two downloads get their names, the record is written, two files and the record are moved.
@pytest.mark.parametrize("move", range(1, 7))
def test_a_process_killed_at_any_move_leaves_nothing_half_written(move, pair, tmp_path, server, caplog):
    output, status = finish(process(pair, tmp_path, extra=DIE.format(move=move)))
    assert status == 9, output
    assert data.ensure(["diabetes"], tmp_path)["diabetes"].kind == "real"
    assert caplog.text == ""
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == CONTENT
    assert left_over(tmp_path) == []
    assert sorted(server.asked) == [("/one", None), ("/two", None)], "each fetched once in all"


# A process started in the background is told to ignore it.
HEED_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child alone")
def test_ctrl_c_leaves_only_what_can_be_continued(pair, tmp_path, server):
    server.delay = 0.05
    running = process(pair, tmp_path, extra=HEED_CTRL_C)
    part = Store(tmp_path, "diabetes").parts / "one.part"
    deadline = time.time() + 15
    while not part.exists():
        assert time.time() < deadline
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    output, status = finish(running)
    assert status != 0
    assert "KeyboardInterrupt" in output
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".lock"] == ["one.part"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 kB."""
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("mounting a small disk takes Linux and root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("source", ["COURSE_DATA", "public source"])
def test_full_disk(source, small_disk, course, monkeypatch, server):
    publish(monkeypatch, server.url("/file"))
    if source == "COURSE_DATA":
        (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    server.files["/file"] = CONTENT
    with pytest.raises(data.DataError, match=r"(?s)No space left.*Make room"):
        data.ensure(["diabetes"], small_disk)
    assert not [p for p in small_disk.rglob("*") if p.is_file() and p.suffix != ".lock"]
    subprocess.run(["mount", "-o", "remount,size=2m", str(small_disk)], check=True)
    assert data.ensure(["diabetes"], small_disk)["diabetes"].source == source


def test_full_disk_when_the_system_says_so(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "data/file")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        publish(patch)
        source = tmp_path / "data" / "diabetes.csv.gz"
        source.parent.mkdir()
        source.write_bytes(CONTENT)
        with pytest.raises(data.DataError, match=r"(?s)data/file.*Make room"):
            data.ensure(["diabetes"], tmp_path / "data", offline=True)
    assert left_over(tmp_path / "data") == []
    assert source.read_bytes() == CONTENT
