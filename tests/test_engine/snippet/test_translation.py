"""Snippets in the reader's language: the same program with Chinese comments."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from snippets._engine.snippet import catalogue, source
from snippets._engine.snippet.source import parse
from snippets._engine.snippet.translation import localized, script, translated

ROOT = Path(__file__).resolve().parents[3]

COMMENTS = ["# A coin", "It is biased.", "a reason", "one thought\non two lines", "inside brackets"]
CHINESE = {
    "same-length": dict(zip(COMMENTS, ["# 硬币", "它不均匀。", "原因", "一个想法\n分两行", "括号里"], strict=True)),
    "shorter": {"one thought\non two lines": "一个想法"},
    "longer": {"one thought\non two lines": "一\n二\n三"},
    "two-lines-behind-code": {"a reason": "原因\n还有一个", "inside brackets": "括\n号"},
    "none": {},
}


@pytest.mark.parametrize("chinese", CHINESE.values(), ids=CHINESE)
def test_the_translated_program_is_the_same_program(snippet, chinese):
    text = translated(snippet, chinese)
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(snippet.text))
    again = parse(snippet.path, snippet.name, text)
    assert [cell.name for cell in again.cells] == [cell.name for cell in snippet.cells]
    assert again.metadata == snippet.metadata
    for translation in chinese.values():
        for line in translation.split("\n"):
            assert line in text


def test_what_has_no_translation_stays(snippet):
    assert translated(snippet, {}) == snippet.text


def test_a_translation_stands_where_the_comment_stood(snippet):
    text = translated(snippet, CHINESE["same-length"])
    assert "def double(x):  # 原因\n    # 一个想法\n    # 分两行\n    return" in text
    assert "# %% [markdown]\n# # 硬币\n#\n# 它不均匀。\n" in text
    assert "# no comment" in text


def test_the_translated_program_runs_and_prints_the_same(snippet, tmp_path):
    chinese = tmp_path / "chinese.py"
    chinese.write_text(translated(snippet, CHINESE["same-length"]), "utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, path], capture_output=True, text=True, check=True, cwd=tmp_path, env={**os.environ}
        ).stdout
        for path in (snippet.path, chinese)
    ]
    assert outputs[0] == outputs[1] != ""


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\r", "\r\n"])
def test_a_translated_comment_stays_a_comment_and_the_rest_as_it_is(tmp_path, sign):
    here = "" if "\r" in sign else sign
    code = f'# %% a\ntext = """a{here}b  \n\t"""\n{{}}\nx = 1  {{}}\nprint(x)'
    snippet = parse(tmp_path / "a.py", "t/a", code.format(f"# one{here}x = 5", f"# two{here}x = 5"))
    text = translated(snippet, {f"one{here}x = 5": f"一{sign}x = 6", f"two{here}x = 5": f"二{sign}x = 6"})
    if here:
        assert text == code.format(f"# 一{sign}x = 6", f"# 二{sign}x = 6")
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(snippet.text))


COURSE = source.load(ROOT / "snippets")


@pytest.mark.parametrize("name", COURSE)
def test_the_chinese_program_of_the_course_is_the_same_program(name):
    snippet = COURSE[name]
    text = translated(snippet, catalogue.translations(catalogue.read(ROOT / "snippets" / "zh.po")))
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(snippet.text))
    assert parse(snippet.path, name, text).code.keys() == snippet.code.keys()


def test_the_english_program_is_the_file(snippet):
    assert script(snippet, "en", CHINESE["same-length"]) == snippet.text
    assert localized(snippet, "en", CHINESE["same-length"]) is snippet


def test_the_chinese_program_has_its_comments_and_the_same_cells(snippet):
    chinese = localized(snippet, "zh", CHINESE["same-length"])
    assert chinese.text == script(snippet, "zh", CHINESE["same-length"])
    assert chinese.title == "硬币"
    assert (chinese.name, list(chinese.code), chinese.metadata) == (snippet.name, list(snippet.code), snippet.metadata)
