"""The catalogue of comments and labels."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.snippet import catalogue
from snippets._engine.snippet.source import parse

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "zh.po"


COMMENTS = ["# A coin", "It is biased.", "a reason", "one thought\non two lines", "inside brackets"]


def test_used_holds_comments_and_labels_with_their_lines(snippet, tmp_path):
    used = catalogue.used([snippet], {"t/s": ["mean loss", "lr {0}"]}, tmp_path)
    lines = {message: places[0][1] for message, places in used.items()}
    assert lines == dict(zip(COMMENTS, [6, 8, 11, 12, 18], strict=True)) | {"mean loss": 26, "lr {0}": 27}


def test_the_catalogue_of_nothing_is_empty(file):
    assert catalogue.translations(catalogue.read(file)) == {}


MESSAGES = {
    "plain": ("mean loss", "平均损失"),
    "quotes": ('the "best" one', "“最好”的"),
    "backslash": (r"$\frac{1}{2}$ of it", r"它的 $\frac{1}{2}$"),
    "two-lines": ("one\ntwo", "一\n二"),
    "percent": ("50 % of them", "其中 50 %"),
    "slot": ("lr {0}", "学习率 {0}"),
    "no-ends-of-lines": ("a\u2028b\x85c\x0bd\x0ce\x1cf\tg", "甲\u2028乙\x85丙\x0b丁\x0c戊\x1c己\r庚\t辛"),
    "long": ("word " * 60 + "end", "词" * 120),
}


@pytest.mark.parametrize(("english", "chinese"), MESSAGES.values(), ids=MESSAGES)
def test_round_trip(file, english, chinese):
    made = catalogue.update(file, {english: [("snippets/t/s.py", 3)]})
    made.get(english).string = chinese
    with file.open("wb") as opened:
        catalogue.pofile.write_po(opened, made, width=100)
    assert catalogue.translations(catalogue.read(file)) == {english: chinese}
    catalogue.update(file, {english: [("snippets/t/s.py", 4)]})
    assert catalogue.translations(catalogue.read(file)) == {english: chinese}


def test_byte_order_mark_is_no_entry(file):
    file.write_bytes('\ufeffmsgid "a reason"\nmsgstr "原因"\n'.encode())
    assert catalogue.translations(catalogue.read(file)) == {"a reason": "原因"}


def test_updating_twice_changes_nothing(file):
    messages = {english: [("snippets/t/s.py", 3)] for english, _ in MESSAGES.values()}
    catalogue.update(file, messages)
    before = file.read_bytes()
    catalogue.update(file, messages)
    assert file.read_bytes() == before


ENTRY = '#: snippets/t/s.py:1\nmsgid "mean loss"\nmsgstr "平均损失"\n'
USED = {"mean loss": [("snippets/t/s.py", 1)]}


def problems(file, used):
    return [(each.kind, each.message) for each in catalogue.problems(catalogue.read(file), used, file, ROOT)]


def test_a_complete_catalogue_has_no_problem(file):
    file.write_text(ENTRY, "utf-8")
    assert problems(file, USED) == []


def test_missing_names_the_line_of_the_snippet_and_the_remedy(file):
    file.write_text(ENTRY, "utf-8")
    (problem,) = catalogue.problems(catalogue.read(file), USED | {"bias": [("snippets/t/s.py", 7)]}, file, ROOT)
    assert str(problem.error()).startswith(
        "snippets/t/s.py:7: 'bias' has no Chinese. Run `python -m snippets messages`"
    )


def test_entry_without_chinese_is_missing(file):
    file.write_text(ENTRY.replace("平均损失", ""), "utf-8")
    assert problems(file, USED) == [("missing", "mean loss")]


def test_fuzzy_is_a_problem_and_no_translation(file):
    file.write_text(ENTRY.replace("msgid", "#, fuzzy\nmsgid"), "utf-8")
    assert problems(file, USED) == [("fuzzy", "mean loss")]
    assert catalogue.translations(catalogue.read(file)) == {}


def test_a_changed_message_takes_over_the_chinese_as_fuzzy(file):
    file.write_text(ENTRY, "utf-8")
    changed = {"mean losses": [("snippets/t/s.py", 1)]}
    catalogue.update(file, changed)
    assert "平均损失" in file.read_text("utf-8")
    assert problems(file, changed) == [("fuzzy", "mean losses")]


@pytest.mark.parametrize("head", ["", "#~ "], ids=["unused", "marked"])
def test_obsolete_is_a_problem_and_an_update_takes_it_out(file, head):
    file.write_text("".join(head + line + "\n" for line in ENTRY.splitlines()[1:]), "utf-8")
    assert problems(file, {}) == [("obsolete", "mean loss")]
    catalogue.update(file, {})
    assert problems(file, {}) == []
    assert "mean loss" not in file.read_text("utf-8")


def test_other_numbers_in_chinese_are_a_problem(file):
    file.write_text('msgid "lr {0}"\nmsgstr "学习率 {1}"\n', "utf-8")
    (problem,) = catalogue.problems(catalogue.read(file), {"lr {0}": [("a.py", 1)]}, file, ROOT)
    assert (problem.kind, problem.line) == ("slots", 1)
    assert "Use the same {0}" in str(problem.error())


def test_a_snippet_without_a_result_keeps_its_labels(snippet, file, tmp_path):
    file.write_text('#: t/s.py:26\nmsgid "mean loss"\nmsgstr "平均损失"\n\nmsgid "gone"\nmsgstr "去"\n', "utf-8")
    used = catalogue.used([snippet], {}, tmp_path, catalogue.read(file))
    assert [message for message in used if message not in COMMENTS] == ["mean loss"]


@pytest.mark.parametrize("content", [b"what is this\n", b'msgid "\xff"\nmsgstr ""\n'])
def test_broken_file_is_one_message(file, content):
    file.write_bytes(content)
    with pytest.raises(CourseError) as caught:
        catalogue.read(file)
    assert caught.value.path == file
    assert caught.value.remedy


def test_places_are_seen_from_the_course():
    snippet = parse(ROOT / "snippets" / "x" / "y.py", "x/y", textwrap.dedent("# %% a\n# some words\n"))
    assert catalogue.used([snippet], {}, ROOT) == {"some words": [("snippets/x/y.py", 2)]}
