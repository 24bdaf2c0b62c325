"""The data part of the engine, on real files and a real server on this machine."""

import csv
import errno
import gzip
import hashlib
import io
import logging
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
from collections import Counter
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from snippets._engine import data
from snippets._engine.data import convert, formats
from snippets._engine.data import sets as table
from snippets._engine.data.store import Store

ROOT = Path(__file__).resolve().parents[3]
COURSE_DATA = os.environ.get("COURSE_DATA")
CONTENT = random.Random(0).randbytes(300_000)

needs_course_data = pytest.mark.skipif(not COURSE_DATA, reason="COURSE_DATA names no folder with the real data")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, caplog):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    caplog.set_level(logging.INFO, logger="snippets.data")


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory):
    """A folder with all four stand-ins; not to be changed."""
    folder = tmp_path_factory.mktemp("stand_ins")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COURSE_DATA", raising=False)
        return folder, data.ensure(folder=folder, offline=True)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder named by COURSE_DATA, empty."""
    folder = tmp_path / "course_data"
    (folder / "course").mkdir(parents=True)
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


class Server(ThreadingHTTPServer):
    """Gives `files` away; `breaks` says after how many bytes an answer to a path breaks off."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.breaks, self.asked, self.delay, self.ranges = {}, {}, [], 0.0, True

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        wanted = self.headers.get("Range") if server.ranges else None
        server.asked.append((self.path, wanted))
        if self.path not in server.files:
            return self.send_error(404)
        body = server.files[self.path]
        start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted else 0
        if wanted and start >= len(body):
            return self.send_error(416)
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        end = server.breaks.pop(self.path, len(body))
        for at in range(start, end, 10_000):
            self.wfile.write(body[at : min(at + 10_000, end)])
            time.sleep(server.delay)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def md5(content):
    return "md5:" + hashlib.md5(content).hexdigest()


def publish(monkeypatch, *urls, content=CONTENT, name="diabetes"):
    """Puts a set into the table whose one file stands at the given addresses."""
    file = table.File("diabetes.csv.gz", md5(content), urls, course="course/diabetes.csv.gz")
    recipe = table.Recipe((file,), convert.copy_to("."))
    monkeypatch.setitem(table.SETS, name, replace(table.SETS[name], recipes=(recipe,)))


def left_over(folder):
    """What is in the state folder beside records and locks."""
    state = folder / ".state"
    return sorted(p.name for p in state.iterdir() if p.suffix not in {".json", ".lock"})


def run_python(code):
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


# Stand-ins


def read_idx(path):
    raw = path.read_bytes()
    shape = np.frombuffer(raw, ">u4", raw[3], 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(shape)


def test_stand_in_of_mnist_has_its_shapes_and_balanced_classes(stand_ins):
    raw = stand_ins[0] / "MNIST" / "raw"
    for part, count in (("train", 60_000), ("t10k", 10_000)):
        images = read_idx(raw / f"{part}-images-idx3-ubyte")
        labels = read_idx(raw / f"{part}-labels-idx1-ubyte")
        assert images.shape == (count, 28, 28)
        assert labels.shape == (count,)
        assert images.max() == 255
        assert np.median(images) == 0
        shares = np.bincount(labels, minlength=10) / count
        assert shares.min() > 0.08
        assert shares.max() < 0.12


def test_stand_in_of_mnist_tests_on_digits_it_does_not_train_on(stand_ins):
    raw = stand_ins[0] / "MNIST" / "raw"

    def originals(part):
        """Shifts each picture back to its upper left corner."""
        images = read_idx(raw / f"{part}-images-idx3-ubyte")
        return {image[np.ix_(image.any(1), image.any(0))].tobytes() for image in images[:: len(images) // 5000]}

    train, test = originals("train"), originals("t10k")
    assert len(train) > 1000
    assert len(test) > 250
    assert not train & test


def test_stand_in_of_cifar10_has_its_format(stand_ins):
    folder = stand_ins[0] / "cifar-10-batches-py"
    for name in (*convert.CIFAR10_TRAIN, convert.CIFAR10_TEST):
        batch = pickle.loads((folder / name).read_bytes())
        assert batch["data"].shape == (1000, 3072)
        assert batch["data"].dtype == np.uint8
        assert set(Counter(batch["labels"])) == set(range(10))
    meta = pickle.loads((folder / convert.CIFAR10_META).read_bytes())
    assert meta["label_names"][6] == "frog"


def test_stand_in_of_cifar10_can_be_learned_from_its_colours(stand_ins):
    from sklearn.neighbors import KNeighborsClassifier

    folder = stand_ins[0] / "cifar-10-batches-py"

    def middle_and_spread(name):
        batch = pickle.loads((folder / name).read_bytes())
        pictures = batch["data"].reshape(-1, 3, 32, 32).astype(float)
        middle = pictures[:, :, 12:20, 12:20].mean((2, 3))
        corners = pictures[:, :, :4, :4].mean((2, 3))
        return np.hstack([middle, corners]), batch["labels"]

    model = KNeighborsClassifier(5).fit(*middle_and_spread("data_batch_1"))
    accuracy = model.score(*middle_and_spread("test_batch"))
    assert 0.3 < accuracy < 0.95, "learnable means far above 0.1; not trivial means below 1"


def test_stand_in_of_diabetes_is_as_hard_as_the_real(stand_ins):
    from sklearn.linear_model import LogisticRegression

    table_ = np.loadtxt(stand_ins[0] / "diabetes.csv.gz", delimiter=",")
    features, labels = table_[:, :8], table_[:, 8]
    assert table_.shape == (759, 9)
    assert Counter(labels) == {1: 496, 0: 263}
    assert features.min() >= -1
    assert features.max() <= 1
    accuracy = LogisticRegression().fit(features, labels).score(features, labels)
    assert 0.75 <= accuracy <= 0.80


def read_names(path):
    text = gzip.decompress(path.read_bytes()).decode()
    assert re.fullmatch(r'("[^"]+","[^"]+"\r\n)+', text), "every value in quotes, one row a line"
    return list(csv.reader(io.StringIO(text)))


def test_stand_in_of_names_has_rows_and_letters_of_its_own_by_language(stand_ins):
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    train = read_names(stand_ins[0] / "names_train.csv.gz")
    test = read_names(stand_ins[0] / "names_test.csv.gz")
    assert (len(train), len(test)) == (13_374, 6_700)
    shares = Counter(language for _, language in train)
    assert len(shares) == 18
    assert shares["Russian"] == 6272
    assert shares["Vietnamese"] == 48
    assert set(shares) == {language for _, language in test}
    assert all(name.isascii() and 2 <= len(name) <= 19 for name, _ in train + test)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(1, 3))
    known = letters.fit_transform([name for name, _ in train])
    model = MultinomialNB().fit(known, [language for _, language in train])
    accuracy = model.score(letters.transform([name for name, _ in test]), [language for _, language in test])
    assert 6272 / 13_374 + 0.15 < accuracy < 0.95, "better than always Russian, but not certain"


def test_stand_ins_are_the_same_each_time(stand_ins, tmp_path):
    names = ("cifar10", "diabetes", "names")
    again = data.ensure(names, tmp_path, offline=True)
    assert {name: again[name] for name in names} == {name: stand_ins[1][name] for name in names}


def test_stand_ins_are_marked(stand_ins):
    assert {(p.kind, p.source) for p in stand_ins[1].values()} == {("stand-in", "generated")}
    assert len({p.digest for p in stand_ins[1].values()}) == len(data.NAMES)


def test_a_stand_in_is_made_anew_when_its_code_changes(tmp_path, monkeypatch):
    data.ensure(["diabetes"], tmp_path, offline=True)
    record = Store(tmp_path, "diabetes").record
    replace(record, maker="older").write(tmp_path / ".state" / "diabetes.json")
    path = tmp_path / "diabetes.csv.gz"
    before = path.stat().st_mtime_ns
    data.ensure(["diabetes"], tmp_path, offline=True)
    assert path.stat().st_mtime_ns > before
    assert Store(tmp_path, "diabetes").record.maker == record.maker


# What is there, and COURSE_DATA


def test_course_data_is_taken_and_remembered(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    folder = tmp_path / "data"
    first = data.ensure(["diabetes"], folder, offline=True)["diabetes"]
    assert (first.kind, first.source, first.note) == ("real", "COURSE_DATA", "")
    assert (folder / "diabetes.csv.gz").read_bytes() == CONTENT
    monkeypatch.delenv("COURSE_DATA")
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"] == first


def test_course_data_may_be_a_relative_path(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_DATA", course.name)
    assert data.ensure(["diabetes"], offline=True)["diabetes"].kind == "real"
    assert Path("data/diabetes.csv.gz").read_bytes() == CONTENT


def test_a_second_call_reads_no_file_again_and_takes_milliseconds(tmp_path, monkeypatch):
    data.ensure(["diabetes", "names"], tmp_path, offline=True)

    def fail(*_):
        raise AssertionError("a file was read again")

    monkeypatch.setattr("snippets._engine.data.store.digest", fail)
    start = time.perf_counter()
    data.ensure(["diabetes", "names"], tmp_path, offline=True)
    assert time.perf_counter() - start < 0.25


def test_touched_but_equal_files_are_kept(tmp_path):
    before = data.ensure(["diabetes"], tmp_path, offline=True)
    path = tmp_path / "diabetes.csv.gz"
    os.utime(path, (1, 1))
    assert data.ensure(["diabetes"], tmp_path, offline=True) == before
    assert path.stat().st_mtime == 1
    assert Store(tmp_path, "diabetes").record.files[path.name].mtime_ns == 10**9


def test_files_put_there_by_hand_are_recognized(tmp_path, monkeypatch):
    publish(monkeypatch)
    (tmp_path / "diabetes.csv.gz").write_bytes(CONTENT)
    provenance = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    assert (provenance.kind, provenance.source) == ("real", "already there")


def test_a_stand_in_gives_way_to_real_files_put_over_it(tmp_path, monkeypatch, caplog):
    publish(monkeypatch)
    path = tmp_path / "diabetes.csv.gz"
    stand_in = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    path.chmod(0o644)
    path.write_bytes(CONTENT)
    real = data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"]
    assert real.kind == "real"
    assert real.digest != stand_in.digest
    assert "damaged" not in caplog.text


def test_a_stand_in_gives_way_to_course_data(course, tmp_path, monkeypatch):
    publish(monkeypatch)
    folder = tmp_path / "data"
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"].kind == "stand-in"
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    assert data.ensure(["diabetes"], folder, offline=True)["diabetes"].source == "COURSE_DATA"
    assert (folder / "diabetes.csv.gz").read_bytes() == CONTENT


@pytest.mark.parametrize("harm", [CONTENT[:-1], CONTENT[:-1] + b"?", b""], ids=["cut", "altered", "empty"])
def test_a_damaged_file_is_set_aside_and_had_again(harm, course, tmp_path, monkeypatch, caplog):
    publish(monkeypatch)
    (course / "course" / "diabetes.csv.gz").write_bytes(CONTENT)
    folder = tmp_path / "data"
    before = data.ensure(["diabetes"], folder, offline=True)
    path = folder / "diabetes.csv.gz"
    path.chmod(0o644)
    path.write_bytes(harm)
    assert data.ensure(["diabetes"], folder, offline=True) == before
    assert path.read_bytes() == CONTENT
    assert path.with_name("diabetes.csv.gz.damaged").read_bytes() == harm
    assert f"{path} is damaged" in caplog.text


def test_a_damaged_stand_in_is_set_aside_and_made_again(tmp_path, caplog):
    before = data.ensure(["diabetes"], tmp_path, offline=True)
    path = tmp_path / "diabetes.csv.gz"
    path.chmod(0o644)
    path.write_bytes(b"harm")
    assert data.ensure(["diabetes"], tmp_path, offline=True) == before
    assert len(np.loadtxt(path, delimiter=",")) == 759
    assert f"{path} is damaged" in caplog.text


def test_a_damaged_file_in_course_data_is_named_and_left_alone(course, tmp_path, monkeypatch, server, caplog):
    server.files["/right"] = CONTENT
    publish(monkeypatch, server.url("/right"))
    broken = course / "course" / "diabetes.csv.gz"
    broken.write_bytes(CONTENT[:100])
    provenance = data.ensure(["diabetes"], tmp_path / "data")["diabetes"]
    assert provenance.source == "public source"
    assert f"{broken} is damaged" in caplog.text
    assert "copy it there again" in caplog.text
    assert broken.read_bytes() == CONTENT[:100]


def test_course_data_that_is_no_folder_is_named(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    assert data.ensure(["diabetes"], tmp_path, offline=True)["diabetes"].kind == "stand-in"
    assert f"{tmp_path / 'nowhere'}, which is not a folder" in caplog.text


def test_one_bad_file_of_several_is_had_from_another_source(course, tmp_path, monkeypatch, server):
    names = ("one", "two")
    files = tuple(table.File(n, md5(n.encode()), (server.url(f"/{n}"),)) for n in names)
    recipe = table.Recipe(files, convert.copy_to("."))
    monkeypatch.setitem(table.SETS, "names", replace(table.SETS["names"], recipes=(recipe,)))
    (course / "one").write_text("one")
    (course / "two").write_text("tw")
    server.files = {f"/{n}": n.encode() for n in names}
    assert data.ensure(["names"], tmp_path / "data")["names"].kind == "real"
    assert server.asked == [("/two", None)]


# Conversions


def test_archive_of_cifar10_is_read_by_name_only(tmp_path):
    names = (*convert.CIFAR10_TRAIN, convert.CIFAR10_TEST, convert.CIFAR10_META)
    archive = tmp_path / "archive.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("../evil", "/evil", *(f"cifar-10-batches-py/{n}" for n in names)):
            info = tarfile.TarInfo(name)
            info.size = len(name)
            tar.addfile(info, io.BytesIO(name.encode()))
    target = tmp_path / "inner" / "target"
    convert.cifar10_from_archive([archive], target)
    written = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()]
    folder = "inner/target/cifar-10-batches-py"
    assert sorted(written) == sorted(["archive.tar.gz", *(f"{folder}/{n}" for n in names)])


def test_pictures_of_cifar10_become_batches(tmp_path):
    from PIL import Image

    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (20, 32, 32, 3), dtype=np.uint8)
    sheets = [tmp_path / "a.png", tmp_path / "b.png"]
    for sheet, part in zip(sheets, np.split(pictures, 2), strict=True):
        Image.fromarray(part.reshape(10, 1024, 3)).save(sheet)
    with open(tmp_path / "labels.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "row", "split", "index", "label", "class"])
        rows.writerows(["a.png", i, "train", i, i % 10, ""] for i in reversed(range(10)))
        rows.writerows(["b.png", i, "test", i, 9 - i, ""] for i in range(10))
    convert.cifar10_from_pictures([tmp_path / "labels.csv", *sheets], tmp_path)
    folder = tmp_path / "cifar-10-batches-py"
    batches = [pickle.loads((folder / n).read_bytes()) for n in convert.CIFAR10_TRAIN]
    back = np.concatenate([b["data"] for b in batches]).reshape(-1, 3, 32, 32)
    assert (back.transpose(0, 2, 3, 1) == pictures[:10]).all()
    assert [label for b in batches for label in b["labels"]] == list(range(10))
    test = pickle.loads((folder / convert.CIFAR10_TEST).read_bytes())
    assert test["labels"] == list(range(9, -1, -1))


def test_mnist_is_unpacked_beside_the_packed(tmp_path):
    packed = tmp_path / "x-ubyte.gz"
    packed.write_bytes(gzip.compress(CONTENT))
    convert.unpack_to("MNIST/raw")([packed], tmp_path / "out")
    raw = tmp_path / "out" / "MNIST" / "raw"
    assert (raw / "x-ubyte").read_bytes() == CONTENT
    assert (raw / "x-ubyte.gz").read_bytes() == packed.read_bytes()


def test_idx_files_have_the_header_of_the_format(tmp_path):
    formats.write_idx(tmp_path / "x", np.arange(6).reshape(1, 2, 3))
    assert (tmp_path / "x").read_bytes() == bytes.fromhex("00000803 00000001 00000002 00000003 000102030405")


# The public source


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


# Several processes, and the worst that happens to one


@pytest.fixture
def pair(monkeypatch, server):
    """Puts a set of two files, one and two, into the table, and code that does so elsewhere."""
    server.files = {"/one": CONTENT, "/two": CONTENT}
    code = f"""
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


def process(pair, folder, extra=""):
    """Starts a process that fills a folder with the pair."""
    return run_python(f"""{pair}{extra}
print(data.ensure(["diabetes"], {str(folder)!r})["diabetes"].source)
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


# What a run gets


@pytest.fixture
def linked(tmp_path, monkeypatch):
    folder, workdir = tmp_path / "data", tmp_path / "work"
    workdir.mkdir()
    data.ensure(["diabetes", "names"], folder, offline=True)
    return folder, workdir, data.link(["names"], folder, workdir)


def test_a_run_sees_the_declared_sets_only(linked):
    folder, workdir, provenances = linked
    assert sorted(p.name for p in (workdir / "data").rglob("*")) == [
        "names_test.csv.gz",
        "names_train.csv.gz",
    ]
    assert provenances == data.ensure(["names"], folder, offline=True)


def test_a_run_without_data_has_an_empty_folder(tmp_path):
    assert data.link([], tmp_path / "nowhere", tmp_path) == {}
    assert list((tmp_path / "data").iterdir()) == []


def test_a_run_may_delete_and_add_what_it_likes(linked):
    folder, workdir, _ = linked
    (workdir / "data" / "own").write_text("own")
    shutil.rmtree(workdir)
    assert sorted(p.name for p in folder.glob("*.gz")) == [
        "diabetes.csv.gz",
        "names_test.csv.gz",
        "names_train.csv.gz",
    ]
    assert len(read_names(folder / "names_test.csv.gz")) == 6_700


@pytest.mark.skipif(sys.platform == "win32", reason="a copy on Windows")
def test_a_run_cannot_write_into_the_originals(linked):
    _, workdir, _ = linked
    path = workdir / "data" / "names_test.csv.gz"
    assert path.stat().st_mode & 0o222 == 0
    if os.geteuid():
        with pytest.raises(PermissionError):
            path.write_bytes(b"")


def test_originals_written_all_the_same_are_mended(linked, caplog):
    folder, _, provenances = linked
    path = folder / "names_test.csv.gz"
    path.chmod(0o644)
    path.write_bytes(b"harm")
    with pytest.raises(data.DataError, match="python -m snippets data names"):
        data.link(["names"], folder, folder.parent / "other")
    assert data.ensure(["names"], folder, offline=True) == provenances
    assert "names_test.csv.gz is damaged" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="no hard links on Windows")
def test_a_run_keeps_its_data_when_they_are_replaced(linked, monkeypatch):
    folder, workdir, _ = linked
    path = workdir / "data" / "names_test.csv.gz"
    before = path.read_bytes()
    store = Store(folder, "names")
    with store.locked():
        store.replace(lambda to: (to / path.name).write_bytes(CONTENT), "real", "public source")
    assert path.read_bytes() == before
    assert (folder / path.name).read_bytes() == CONTENT
    assert not (folder / "names_train.csv.gz").exists(), "a file that is no longer part of it"


@pytest.mark.parametrize("allowed", [("symlink",), ()], ids=["symbolic", "copy"])
def test_other_links_do_where_hard_links_do_not(allowed, linked, monkeypatch):
    folder, workdir, _ = linked

    def refused(*_):
        raise OSError(errno.EPERM, "not allowed")

    ways = [refused, *(getattr(os, name) for name in allowed)]
    monkeypatch.setattr("snippets._engine.data.view._LINKS", ways)
    data.link(["diabetes"], folder, workdir)
    place = workdir / "data" / "diabetes.csv.gz"
    assert place.is_symlink() == bool(allowed)
    assert place.read_bytes() == (folder / "diabetes.csv.gz").read_bytes()
    shutil.rmtree(workdir)
    assert (folder / "diabetes.csv.gz").exists()


def test_linking_what_is_not_there_says_what_to_do(tmp_path):
    with pytest.raises(data.DataError, match="python -m snippets data mnist"):
        data.link(["mnist"], tmp_path / "data", tmp_path)


@pytest.fixture
def torchvision_reads(tmp_path, monkeypatch):
    """Reads a filled folder as a snippet does, without network."""
    from torchvision import datasets

    def refused(*_):
        raise AssertionError("the network was asked")

    def read(folder, provenances):
        workdir = tmp_path / "run"
        data.link(["mnist", "cifar10"], folder, workdir)
        monkeypatch.chdir(workdir)
        monkeypatch.setattr("socket.socket.connect", refused)
        # Set to what it is, so that it is put back after the test.
        monkeypatch.setattr(datasets.cifar, "check_integrity", datasets.cifar.check_integrity)
        with pytest.raises(RuntimeError, match="corrupted"):
            datasets.CIFAR10("data")
        data.adapt(provenances)
        assert datasets.mnist.check_integrity.__module__ == "torchvision.datasets.utils"
        return [
            (name, len(part), part[0][0].size, len(set(map(int, part.targets))))
            for name in ("MNIST", "CIFAR10")
            for train in (True, False)
            for part in [getattr(datasets, name)("data", train=train, download=True)]
        ]

    return read


def test_torchvision_reads_the_stand_ins(stand_ins, torchvision_reads):
    assert torchvision_reads(*stand_ins) == [
        ("MNIST", 60_000, (28, 28), 10),
        ("MNIST", 10_000, (28, 28), 10),
        ("CIFAR10", 5_000, (32, 32), 10),
        ("CIFAR10", 1_000, (32, 32), 10),
    ]


def test_the_whole_original_is_not_adapted(monkeypatch):
    def fail(name):
        raise AssertionError(f"{name} was imported to be changed")

    monkeypatch.setattr("importlib.import_module", fail)
    data.adapt({name: data.Provenance("real", "public source", "") for name in data.NAMES})
    with pytest.raises(AssertionError, match=r"torchvision\.datasets\.cifar"):
        data.adapt({"cifar10": data.Provenance("real", "COURSE_DATA", "", "subset")})


# The real data


@needs_course_data
def test_real_data(tmp_path, monkeypatch, torchvision_reads):
    # Relative paths are meant from the folder the tests are started in.
    monkeypatch.setenv("COURSE_DATA", str(Path(COURSE_DATA).absolute()))
    folder = tmp_path / "data"
    provenances = data.ensure(folder=folder, offline=True)
    assert {p.kind for p in provenances.values()} == {"real"}
    assert provenances["cifar10"].note == "subset"
    assert torchvision_reads(folder, provenances) == [
        ("MNIST", 60_000, (28, 28), 10),
        ("MNIST", 10_000, (28, 28), 10),
        ("CIFAR10", 4_000, (32, 32), 10),
        ("CIFAR10", 1_000, (32, 32), 10),
    ]
    assert np.loadtxt(folder / "diabetes.csv.gz", delimiter=",").shape == (759, 9)
    assert len(read_names(folder / "names_train.csv.gz")) == 13_374
    files = Store(folder, "mnist").record.files
    for file in table.SETS["mnist"].recipes[1].inputs:
        assert file.path in files
        assert md5((folder / file.path).read_bytes()) == file.checksum


def test_checksums_are_those_of_torchvision():
    from torchvision.datasets import CIFAR10, MNIST

    known = {
        Path(file.path).name: file.checksum.removeprefix("md5:")
        for name in ("mnist", "cifar10")
        for recipe in table.SETS[name].recipes
        for file in recipe.inputs
    }
    batches = [*CIFAR10.train_list, *CIFAR10.test_list]
    theirs = [
        *MNIST.resources,
        *batches,
        (CIFAR10.filename, CIFAR10.tgz_md5),
        (CIFAR10.meta["filename"], CIFAR10.meta["md5"]),
    ]
    assert len(theirs) == 12
    assert {name: known[name] for name, _ in theirs} == dict(theirs)


# Cards and command


def test_every_set_is_described():
    cards = data.describe()
    assert tuple(cards) == data.NAMES == ("mnist", "cifar10", "diabetes", "names")
    assert cards["mnist"]["rows"] == {"train": 60_000, "test": 10_000}
    assert all(card["title"] and card["source"].startswith("http") for card in cards.values())


def test_an_unknown_name_gets_the_nearest(tmp_path):
    with pytest.raises(data.DataError, match="'mnist'"):
        data.ensure(["minst"], tmp_path)


def test_command(tmp_path, capsys):
    assert data.main(["diabetes", "--offline", "--folder", str(tmp_path / "data")]) == 0
    header, row, notice = capsys.readouterr().out.splitlines()
    assert header.split() == ["name", "data", "source", "files", "size"]
    assert row.split()[:4] == ["diabetes", "stand-in", "generated", "1"]
    assert notice.startswith("diabetes: made up")
    assert "COURSE_DATA" in notice


def test_command_says_what_it_cannot_do(tmp_path, capsys):
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file, not a folder")
    assert data.main(["diabetes", "--offline", "--folder", str(in_the_way)]) == 1
    captured = capsys.readouterr()
    assert str(in_the_way) in captured.err
    assert captured.out == ""
    assert data.main(["minst", "--folder", str(tmp_path)]) == 1
    assert "Did you mean 'mnist'?" in capsys.readouterr().err
