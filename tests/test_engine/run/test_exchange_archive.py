"""Files that are no archive, or one that was made to do harm: a message, and nothing changes."""

from __future__ import annotations

import copy
import os
import random
import stat
import struct
import warnings
import zipfile

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run import archive
from snippets._engine.run.plan import Plan
from snippets._engine.snippet.source import parse

ENTRY = "t/s/abc/result.json"


@pytest.fixture
def here(tmp_path, machine):
    """A machine whose store holds something."""
    made = machine("course", Plan([parse(tmp_path / "s.py", "t/s", "# %% a\n")]))
    place = made.store / ENTRY
    place.parent.mkdir(parents=True)
    place.write_bytes(b"{}")
    return made


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "it is no archive of results, or is cut off"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "it is no archive of results, or is cut off"),
        (b"name,value\n" * 100, "it is no archive of results, or is cut off"),
        (b"PK\5\6" + bytes(18), "it holds no result"),
        (b"PK\5\6" + bytes(4) + b"\1\0\1\0" + b"\xff\0\0\0" + bytes(6), "it is damaged"),
    ],
    ids=["empty", "png", "csv", "zip-of-nothing", "end-of-zip-alone"],
)
def test_foreign_files_are_named(here, refused, tmp_path, content, what):
    path = tmp_path / "foreign.zip"
    path.write_bytes(content)
    error = refused(here, path)
    assert error.what.startswith(what)
    assert "foreign.zip: " + what in str(error)
    assert error.remedy == "Make it anew with `python -m snippets export`; nothing was brought in"


def test_what_is_not_there_or_no_file_is_named(here, refused, tmp_path):
    assert "it cannot be read: No such file" in refused(here, tmp_path / "absent.zip").what
    if os.name != "nt":
        assert "it cannot be read: Is a directory" in refused(here, tmp_path).what


@pytest.mark.parametrize("names", [["word/document.xml"], ["a.txt"], ["result.json"], ["t/s/result.json"]])
def test_zips_of_something_else_hold_no_result(here, refused, pack, names):
    assert refused(here, pack((name, b"x") for name in names)).what == f"{names[0]!r} belongs to no result"


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off_says_so(here, refused, pack, share):
    path = pack((f"{ENTRY}{number}", random.Random(number).randbytes(100)) for number in range(20))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(here, path).what == "it is no archive of results, or is cut off"


def entry(name=ENTRY, **properties):
    info = zipfile.ZipInfo(name)
    for key, value in properties.items():
        setattr(info, key, value)
    return info


@pytest.mark.parametrize(
    ("info", "what"),
    [
        (entry("/etc/passwd"), "'/etc/passwd' is an absolute path"),
        (entry("C:/t/s/abc/result.json"), "'C:/t/s/abc/result.json' is an absolute path"),
        (entry("../../s/abc/result.json"), "'../../s/abc/result.json' leads out of its folder"),
        (entry("t/s/../result.json"), "'t/s/../result.json' leads out of its folder"),
        (entry("t/s/./result.json"), "'t/s/./result.json' leads out of its folder"),
        (entry("t//abc/result.json"), "'t//abc/result.json' leads out of its folder"),
        (entry("t/s/abc/"), "'t/s/abc/' is a folder"),
        (entry("t/s/a\x1bc/result.json"), r"'t/s/a\x1bc/result.json' has a name that cannot be shown"),
        (entry("t/s/a\u202ec/result.json"), r"'t/s/a\u202ec/result.json' has a name that cannot be shown"),
        (entry(external_attr=(stat.S_IFLNK | 0o777) << 16), f"{ENTRY!r} is a link or a device"),
        (entry(external_attr=(stat.S_IFIFO | 0o644) << 16), f"{ENTRY!r} is a link or a device"),
        (entry(external_attr=(stat.S_IFDIR | 0o755) << 16), f"{ENTRY!r} is a link or a device"),
        (entry(compress_type=zipfile.ZIP_LZMA), f"{ENTRY!r} is packed in a way that export does not use"),
        (entry(compress_type=zipfile.ZIP_BZIP2), f"{ENTRY!r} is packed in a way that export does not use"),
    ],
)
def test_entries_that_are_not_plain_files_below_their_folder_are_refused(here, refused, pack, info, what):
    assert refused(here, pack([(info, b"elsewhere")])).what == what


def test_a_backslash_is_refused(here, refused, pack):
    path = pack([("t/s/abc/..!..!result.json", b"x")])
    path.write_bytes(path.read_bytes().replace(b"!", b"\\"))
    assert refused(here, path).what.startswith(r"'t/s/abc/..\\..\\result.json' has a backslash") or os.name == "nt"


def test_an_encrypted_entry_is_refused(here, refused, pack):
    path = pack([(ENTRY, b"x")])
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    assert refused(here, path).what == f"{ENTRY!r} is encrypted"


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (ENTRY, f"{ENTRY!r} is there twice"),
        ("t/s/abc/Result.json", f"'t/s/abc/Result.json' is there twice, also as {ENTRY!r}"),
    ],
)
def test_an_entry_that_is_there_twice_is_refused(here, refused, pack, other, what):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = pack([(ENTRY, b"x"), (other, b"y")])
    assert refused(here, path).what == what


def test_entries_that_lie_over_each_other_are_refused(here, refused, tmp_path):
    path = tmp_path / "overlapping.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(ENTRY, bytes(1000))
        again = copy.copy(file.filelist[0])
        again.filename = "t/s/abd/result.json"
        file.filelist.append(again)
    assert refused(here, path).what == "'t/s/abd/result.json' lies over another entry"


def test_many_entries_are_refused_whatever_the_file_says_of_their_number(here, refused, pack):
    path = pack((f"{number}", b"") for number in range(archive.ENTRIES + 1))
    assert refused(here, path).what == "it has more than 20,000 entries"
    content = bytearray(path.read_bytes())
    content[-14:-10] = b"\1\0\1\0"  # "one entry"
    path.write_bytes(content)
    assert refused(here, path).what == "it has more than 20,000 entries"
    content[-10:-6] = struct.pack("<L", 2**31)  # "two billion bytes of entries"
    path.write_bytes(content)
    assert refused(here, path).what == "it has more than 20,000 entries"


def test_a_list_of_entries_in_the_form_for_huge_files_is_refused(here, refused, pack):
    path = pack([(ENTRY, b"x")])
    content = path.read_bytes()
    path.write_bytes(content[:-22] + b"PK\6\7" + bytes(16) + content[-22:])
    assert refused(here, path).what == "it has more than 20,000 entries"


def test_a_bomb_is_refused_after_its_first_pieces(here, refused, pack):
    path = pack([(ENTRY, bytes(100_000_000))])
    assert path.stat().st_size < 100_000
    assert refused(here, path).what == f"{ENTRY} has more than 10,000,000 bytes"
    with archive.opened(path) as opened, pytest.raises(CourseError, match="grows to more than 200 times its packed"):
        list(opened.chunks(ENTRY, 100_000_000))


def test_an_entry_that_is_too_large_is_refused(here, refused, pack):
    path = pack([(entry(compress_type=zipfile.ZIP_STORED), bytes(11_000_000))])
    assert refused(here, path).what == f"{ENTRY} has more than 10,000,000 bytes"


def test_an_archive_that_is_too_large_is_refused_before_and_while_it_is_read(here, refused, pack, monkeypatch):
    path = pack([(entry(compress_type=zipfile.ZIP_STORED), bytes(2000))])
    monkeypatch.setattr(archive, "TOTAL", 1500)
    assert refused(here, path).what == "it has more than 1,500 bytes"
    path = pack([(ENTRY, bytes(2000))])
    assert refused(here, path).what == "it holds more than 1,500 bytes"
    monkeypatch.setattr(archive, "TOTAL", 2500)
    with archive.opened(path) as opened:
        assert sum(map(len, opened.chunks(ENTRY, 2000))) == 2000
        with pytest.raises(CourseError, match="it holds more than 2,500 bytes"):
            list(opened.chunks(ENTRY, 2000))


@pytest.mark.parametrize(
    ("declared", "what"),
    [(0xFFFF_FFF0, "it holds more than 2,000,000,000 bytes"), (3, "it is damaged: Bad CRC-32")],
)
def test_sizes_that_are_not_the_true_ones_are_refused(here, refused, pack, declared, what):
    path = pack([(ENTRY, b"what it holds")])
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\1\2") + 24
    content[start : start + 4] = struct.pack("<L", declared)
    path.write_bytes(content)
    assert refused(here, path).what.startswith(what)


def test_whatever_byte_is_changed_the_message_is_the_courses_own(here, refused, pack):
    path = pack([(ENTRY, b"x" * 300), ("t/s/abc/figures/a-1.en.svg", b"y" * 300)])
    content = path.read_bytes()
    generator = random.Random(0)
    for _ in range(300):
        damaged = bytearray(content)
        damaged[generator.randrange(len(content))] = generator.randrange(256)
        path.write_bytes(damaged)
        refused(here, path)
