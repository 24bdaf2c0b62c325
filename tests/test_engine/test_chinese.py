"""Chinese text cut into words."""

from __future__ import annotations

from snippets._engine import chinese


def test_words_together_are_the_text() -> None:
    text = "训练100轮后，损失w不再下降。"
    assert "".join(chinese.cut(text)) == text
    assert "损失" in chinese.cut(text)


def test_marks_stand_around_chinese_words_alone() -> None:
    marked = chinese.marked("训练 w 的损失，use torch")
    assert marked.replace("\u200b", "|") == "训练| w |的|损失|，use torch"
    assert chinese.marked("no Chinese") == "no Chinese"
