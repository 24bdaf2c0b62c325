"""Which words of a chapter are marked as terms, and with what."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from markdown import Markdown

from snippets._engine.errors import CourseError
from snippets._engine.html import terms
from snippets._engine.html.terms import Terms, TermsExtension


def entry(id, zh, en, **more):
    return {"id": id, "zh": zh, "en": en, "zh_note": f"{zh}的意思。", "en_note": f"What {en} means.", **more}


GLOSSARY = Path("glossary.yml")  # for errors
ENTRIES = [
    entry("parameter", "参数", "parameter"),
    entry("hyperparameter", "超参数", "hyperparameter", page="part", at="setting"),
    entry("epoch", "轮", "epoch"),
    entry("cost", "代价", "cost", zh_not=["代价是不"], en_not=["cost of living"]),
    entry("loss", "损失", "loss"),
    entry("mini-batch", "小批量", "mini-batch", zh_forms=["小批量梯度下降"]),
    entry("descent", "批量梯度下降", "batch gradient descent", short="BGD"),
    entry("minimum", "最小值", "local minimum"),
    entry("divergence", "发散", "divergence", en_forms=["diverge"]),
    entry("dev-set", "开发集", "development set", zh_also="验证集", en_also="validation set", short="dev set"),
]


def found(text, language):
    return [(text[match.start : match.end], match.id) for match in Terms(ENTRIES, language, GLOSSARY).find(text)]


def names(text, language):
    return [name for name, _id in found(text, language)]


def page(markdown, language="en", name="other", extensions=()):
    used = [
        "attr_list",
        "admonition",
        "tables",
        "pymdownx.details",
        "pymdownx.superfences",
        "snippets._engine.html.formulas",
    ]
    extension = TermsExtension(Terms(ENTRIES, language, GLOSSARY), name, "glossary.md")
    html = Markdown(extensions=[*used, *extensions, extension]).convert(markdown)
    return lxml.html.fromstring(f"<article>{html}</article>")


def marked(*arguments, **more):
    return [link.text_content() for link in page(*arguments, **more).xpath("//a[@class='term']")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Parameter and two parameters", ["Parameter", "parameters"]),
        ("hyperparameters, parametric, re-parameter", ["hyperparameters"]),
        ("losses, costs", ["losses", "costs"]),
        ("local minima; a local\nminimum", ["local minima", "local\nminimum"]),
        ("mini batches of 2, mini-batches", ["mini batches", "mini-batches"]),
        ("Batch gradient descent (BGD)", ["Batch gradient descent", "BGD"]),
        ("it diverges; the divergence", ["diverges", "divergence"]),
        ("the validation set, a dev-set", ["validation set", "dev-set"]),
        ("the cost of living, the cost of w", ["cost"]),
        ("the model's loss, loss_fn, closs", ["loss"]),
    ],
)
def test_english_words(text, expected):
    assert names(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("调整参数，选择超参数", [("参数", "parameter"), ("超参数", "hyperparameter")]),
        ("车轮和轮廓；训练100轮后停下", [("轮", "epoch")]),
        ("代价是不好解释；代价是14", [("代价", "cost")]),
        ("小批量梯度下降和批量梯度下降", [("小批量梯度下降", "mini-batch"), ("批量梯度下降", "descent")]),
        ("比较BGD与验证集上的损失", [("BGD", "descent"), ("验证集", "dev-set"), ("损失", "loss")]),
    ],
)
def test_chinese_words(text, expected):
    assert found(text, "zh") == expected


def test_without_terms_nothing_is_found():
    assert not list(Terms([], "en", GLOSSARY).find("The loss"))


def test_mark_is_a_link_with_the_note():
    (link,) = page("The loss falls.").xpath("//a")
    assert dict(link.attrib) == {"class": "term", "href": "glossary.md#loss", "title": "What loss means."}
    assert link.getparent().text_content() == "The loss falls."


def test_text_around_marks_stays_in_order():
    text = "A loss, *a cost*, an epoch; `x` and $y$ then parameters at last."
    plain = page(text, name="").text_content()
    tree = page(text)
    assert tree.text_content() == plain
    assert [link.text for link in tree.xpath("//a")] == ["loss", "cost", "epoch", "parameters"]


def test_first_in_each_section():
    text = "A loss, a loss.\n\n## One\n\nA loss.\n\n### Deeper\n\nA loss.\n\n## Two\n\nThe losses.\n"
    assert marked(text) == ["loss", "loss", "losses"]


EXPLAINED = """\
## A

hyperparameters, first

### B { #setting }

hyperparameters, second

### C

hyperparameters, third

## D

hyperparameters, fourth
"""


def follows(tree):
    return [link.tail.split()[-1] for link in tree.xpath("//a[@class='term']")]


def test_not_after_the_heading_that_explains_it():
    without = EXPLAINED.replace("hyperparameters, first", "Nothing")
    assert follows(page(EXPLAINED, name="part")) == ["first", "fourth"]
    assert follows(page(without, name="part")) == ["fourth"]
    assert follows(page(without, name="other")) == ["second", "fourth"]


def test_not_after_it_stood_alone_in_bold():
    assert marked("A **loss** is this. The loss falls. The cost, too.") == ["cost"]
    assert marked("**Why the loss matters.** The loss falls.") == ["loss"]


@pytest.mark.parametrize(
    "text",
    [
        "# The loss",
        "#### The loss",
        "[the loss](x.md)",
        "`loss`",
        "```python\nloss = 1\n```",
        "    loss = 1",
        r"$loss = \text{cost}$",
        "$$\nloss = 1\n$$",
        '!!! note "The loss"\n    x',
        '??? note "The loss"\n    x',
        "| loss |\n|---|\n| x |",
        "<figure><figcaption>loss</figcaption></figure>",
        "![loss](x.png)",
    ],
)
def test_nothing_is_marked_in(text):
    assert marked(text) == []


def test_marked_in_boxes_lists_and_cells():
    assert marked('!!! note "x"\n    A loss.') == ["loss"]
    assert marked("- a loss\n- a cost") == ["loss", "cost"]
    assert marked("| x | y |\n|---|---|\n| loss | *cost* |") == ["loss", "cost"]


def test_formulas_do_not_join_words():
    assert marked("the loss$w$cost") == ["loss", "cost"]


def test_pages_that_are_no_chapters_have_no_marks():
    assert marked("The loss falls.", name="") == []


def test_notes_are_plain_text():
    entries = [entry("w", "权重", "weight") | {"en_note": r"Called `w`: $\hat y = w_1 x^2 - \mathbf{a}/b$."}]
    assert Terms(entries, "en", GLOSSARY).notes == {"w": "Called w: ŷ = w₁x² − a/b."}


def test_a_note_that_cannot_be_plain_text_is_an_error_with_its_line(tmp_path):
    note = r"Called `w` or $\hat w_1^2 = \frac{a}{b}$."
    path = tmp_path / "glossary.yml"
    path.write_text(f"- id: w\n  zh: 权重\n  en: weight\n  en_note: {note}\n", "utf-8")
    with pytest.raises(CourseError, match=r"glossary\.yml:4: .*as plain text"):
        Terms([entry("w", "权重", "weight") | {"en_note": note}], "en", path)


def test_extension_by_name():
    settings = {"terms": Terms(ENTRIES, "en", GLOSSARY), "page": "part", "link": "glossary.md"}
    md = Markdown(extensions=[terms.__name__], extension_configs={terms.__name__: settings})
    assert 'class="term"' in md.convert("The loss.")
