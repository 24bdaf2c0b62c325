"""The glossary's one list of terms and the two pages made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from snippets._engine.errors import CourseError
from snippets._engine.page.glossary import glossary, load

PATH = Path(__file__).parents[2] / "docs" / "glossary.yml"
TITLES = {
    "overview": "概论",
    "linear_model": "线性模型",
    "gradient_descent": "梯度下降算法",
    "backpropagation": "反向传播",
    "linear_regression": "用 PyTorch 实现线性回归",
}
TITLES["logistic_regression"] = "Logistic 回归"


def term(**other: str) -> dict[str, str]:
    return {
        "id": "loss",
        "page": "linear_model",
        "zh": "损失",
        "en": "loss",
        "zh_note": "错了多少。",
        "en_note": "How wrong.",
        **other,
    }


def test_a_term_in_both_languages() -> None:
    zh = glossary("zh", TITLES, [term(at="code-loss")], PATH)
    assert '### 损失 <small lang="en">loss</small> { #loss }' in zh
    assert "错了多少。首次讲到：[线性模型](linear_model.md#code-loss)。" in zh
    en = glossary("en", {"linear_model": "Linear models"}, [term()], PATH)
    assert '### loss <small lang="zh">损失</small> { #loss }' in en
    assert "How wrong. First explained in [Linear models](linear_model.md)." in en


def test_both_pages_have_the_same_anchors() -> None:
    ids = [re.findall(r"\{ #([\w-]+) \}", glossary(language, TITLES, load(PATH), PATH)) for language in ("zh", "en")]
    assert ids[0] == ids[1]
    assert len(ids[0]) > 50


def test_unknown_page_is_an_error() -> None:
    with pytest.raises(CourseError, match="nowhere"):
        glossary("zh", TITLES, [term(page="nowhere")], PATH)


def test_terms_without_a_page_belong_to_later_parts() -> None:
    later = {key: value for key, value in term(id="relu").items() if key != "page"}
    lines = glossary("en", TITLES, [later, term()], PATH).split("\n")
    assert [line for line in lines if line.startswith("#")][2:] == [
        "## Later parts { #part-later }",
        '### loss <small lang="zh">损失</small> { #relu }',
    ]
    assert "How wrong. A later part explains it." in lines


def test_misspelt_field_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    path.write_text(yaml.safe_dump([term(zh_nott=["得失"])]), "utf-8")
    with pytest.raises(CourseError, match=r"loss has a field 'zh_nott'\. Did you mean 'zh_not'"):
        load(path)


def test_terms_are_unique_in_each_language() -> None:
    for language in ("zh", "en"):
        names = [entry[language] for entry in load(PATH)]
        assert len(set(names)) == len(names)
