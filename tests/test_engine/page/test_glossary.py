"""The glossary: what is wrong with its list."""

from __future__ import annotations

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import glossary

TERM = """\
- id: loss
  zh: 损失
  en: loss
  zh_note: 错得多远。
  en_note: How wrong it is.
"""


def test_a_list_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "glossary.yml"
    path.write_text(f"\ufeff{TERM}", "utf-8")
    assert [term["id"] for term in glossary.load(path)] == ["loss"]


def test_a_note_quotes_no_fact_since_titles_of_links_hold_it(tmp_path):
    path = tmp_path / "glossary.yml"
    path.write_text(TERM.replace("wrong it is", "wrong {{ t/coin.w }} is"), "utf-8")
    with pytest.raises(CourseError, match="stands where no fact is written out") as caught:
        glossary.load(path)
    assert (caught.value.path, caught.value.line) == (path, 5)
