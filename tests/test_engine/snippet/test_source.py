"""Reading snippets: cells, comments, and what is wrong with them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.snippet import source

ROOT = Path(__file__).resolve().parents[3]

GOOD = '''\
# /// script
# dependencies = ["torch", "numpy >= 1"]
# [tool.snippet]
# seconds = 5
# data = ["mnist"]
# raises = { boom = "ValueError" }
# ///

# %% [markdown]
# # A title
#
# A paragraph.

# %% first

x = 1  # a reason
# one thought
# on two lines
text = """
# no comment
"""

# %% boom
raise ValueError
'''


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "topic" / "name.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return source.parse(path)

    return read


def test_name_is_folder_and_stem(read):
    assert read(GOOD).name == "topic/name"


def test_title_is_the_first_heading(read):
    assert read(GOOD).title == "A title"


def test_title_without_heading_is_the_stem(read):
    assert read("# %% a\n").title == "name"


def test_cells_have_names_and_the_line_of_their_first_code(read):
    cells = read(GOOD).code
    assert {name: cell.line for name, cell in cells.items()} == {"first": 16, "boom": 24}
    assert cells["boom"].source == "raise ValueError"


def test_markdown_cell_has_no_number_signs(read):
    assert read(GOOD).cells[0].source == "# A title\n\nA paragraph."


def test_comments_are_runs_of_lines_without_markers_and_metadata(read):
    assert [(comment.text, comment.line) for comment in read(GOOD).comments] == [
        ("# A title", 10),
        ("A paragraph.", 12),
        ("a reason", 16),
        ("one thought\non two lines", 17),
    ]


def test_find_leaves_out_the_engine(tmp_path):
    for name in ("a/one.py", "a/_private.py", "_engine/two.py", "b/three.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(source.find(tmp_path)) == ["a/one"]


BAD = {
    "syntax-error": ("# %% a\nx = 1\nif x\n    y\n", 3, "syntax error in cell `a`", "Mend the line"),
    "return-at-module-level": ("# %% a\nx = 1\nreturn x\n", 3, "'return' outside function", "Mend the line"),
    "null-byte": ("# %% a\nx = 'a\0b'\n", 2, "null byte", "Take it out"),
    "null-byte-in-words": ("# %% [markdown]\n# a\n# b\0\n# %% a\n", 3, "null byte", "Take it out"),
    "block-over-two-cells": ("# %% a\nif x:\n    y\n# %% b\n    z\n", 5, "in cell `b`: unexpected indent", "Mend"),
    "only-wrong-as-a-whole": (
        "# %% a\nx = 1\n\n# %% b\nfrom __future__ import annotations\n",
        5,
        "in cell `b`: from __future__ imports must occur at the beginning",
        "Mend the line",
    ),
    "cell-named-twice": ("# %% a\nx = 1\n# %% a\n", 3, "`a` is named twice, first on line 1", "another name"),
    "cell-without-name": ("# %%\nx = 1\n", 1, "cell without a name", "# %% name"),
    "cell-name-no-identifier": ("# %% Two Words\n", 1, "'Two Words'", "# %% name"),
    "no-cell": ("x = 1\n", 1, "has no cell", "# %% name"),
    "empty-file": ("", 1, "has no cell", "# %% name"),
    "code-before-first-cell": ("# hello\nimport os\n# %% a\n", 2, "code before the first cell", "# %% name"),
    "code-in-markdown": ("# %% [markdown]\n\n# words\nx = 1\n# %% a\n", 4, "code in a Markdown cell", "# %% name"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), BAD.values(), ids=BAD)
def test_bad_snippet_names_line_and_remedy(read, tmp_path, text, line, what, remedy):
    with pytest.raises(CourseError) as caught:
        read(text)
    error = caught.value
    assert (error.path, error.line) == (tmp_path / "topic" / "name.py", line)
    assert what in error.what
    assert remedy in error.remedy


def test_not_utf8_is_one_message(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes("# %% a\n# é\n".encode("latin-1"))
    with pytest.raises(CourseError, match="Save it as UTF-8"):
        source.parse(path)


def test_file_that_says_it_is_no_utf8_names_the_line(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"#!/usr/bin/env python\n# -*- coding: latin-1 -*-\n# %% a\n")
    with pytest.raises(CourseError, match="says that it is iso-8859-1") as caught:
        source.parse(path)
    assert (caught.value.path, caught.value.line) == (path, 2)
    assert "take the line out" in caught.value.remedy
    path.write_bytes(b"# coding: utf-8\n# %% a\nx = 1\n")
    assert source.parse(path).code["a"].source == "x = 1"


# Python ends a line at "\n", "\r\n" and "\r". These are characters of a line, which `str.splitlines` takes for ends.
NO_ENDS = {
    "\x0b": "VT",
    "\x0c": "FF",
    "\x1c": "FS",
    "\x1d": "GS",
    "\x1e": "RS",
    "\x85": "NEL",
    "\u2028": "LS",
    "\u2029": "PS",
}


@pytest.mark.parametrize("sign", NO_ENDS, ids=NO_ENDS.get)
def test_only_what_ends_a_line_for_python_ends_one(read, sign):
    cell = f'x = """a{sign}b"""\n# first{sign}x = 5\nprint(x)  # one{sign}x = 2'
    snippet = read(f"# %% [markdown]\n# words{sign}more\n\n# %% show\n{cell}\n\n# %% check\nassert x\n")
    assert snippet.code["show"].source == cell
    assert {name: each.line for name, each in snippet.code.items()} == {"show": 5, "check": 10}
    assert snippet.cells[0].source == f"words{sign}more"
    found = [(each.text, each.line) for each in snippet.comments]
    assert found == [(f"words{sign}more", 2), (f"first{sign}x = 5", 6), (f"one{sign}x = 2", 7)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_do_elsewhere(tmp_path, end):
    path = tmp_path / "a.py"
    path.write_bytes(end.join(["# %% show", "x = 1", "", "# %% check", "assert x"]).encode())
    assert [(each.name, each.source, each.line) for each in source.parse(path).cells] == [
        ("show", "x = 1", 2),
        ("check", "assert x", 5),
    ]


def test_byte_order_mark_is_no_part_of_the_program(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes("\ufeff# %% show\nprint('\ufeff')\n".encode())
    snippet = source.parse(path)
    assert (snippet.text, snippet.code["show"].line) == ("# %% show\nprint('\ufeff')\n", 2)


def test_blanks_and_tabs_of_a_cell_stay(tmp_path):
    cell = 'text = """two  \n\ttab\n   \n"""  \nif text:\n\tx = 1\t'
    (tmp_path / "a.py").write_text(f"# %% a\n\n{cell}\n\n\x0c\n# %% b\n", "utf-8")
    assert source.parse(tmp_path / "a.py").code["a"].source == cell


def test_a_folder_is_read_in_spite_of_what_is_wrong_in_it(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "good.py").write_text("# %% a\n")
    (tmp_path / "t" / "bad.py").write_text("x = 1\n")
    snippets, errors = source.read(source.find(tmp_path))
    assert (list(snippets), list(errors)) == (["t/good"], ["t/bad"])
    assert "has no cell" in errors["t/bad"].what
    with pytest.raises(CourseError, match="has no cell"):
        source.load(tmp_path)


def test_message_is_place_what_remedy_and_detail():
    error = CourseError("is wrong", path=ROOT / "docs" / "a.md", line=3, remedy="Mend it", detail="one\ntwo")
    assert str(error) == "docs/a.md:3: is wrong. Mend it\n    one\n    two"


def test_every_snippet_of_the_course_compiles_as_a_whole():
    """The cells are parsed apart; a reader runs the file in one piece."""
    for name, path in source.find(ROOT / "snippets").items():
        text = source.parse(path, name).text
        compile(text, path.name, "exec", dont_inherit=True)
        assert not re.search(r"(?m)^#%%", text), f"{name}: a marker without a space is none"
