"""Pages as plain Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import plain
from snippets._engine.page.material import Material, Place
from snippets._engine.run.result import CellResult, Result
from snippets._engine.snippet.source import parse

TEXT = """\
# %% [markdown]
# # A coin

# %% fit
w = 1.5  # a reason
print(w)

# %% curve
draw()

# %% boom
raise ValueError
"""
CELLS = {
    "fit": CellResult(output="1.5\n"),
    "curve": CellResult(figures=[{"en": "<svg>en</svg>", "zh": "<svg>zh</svg>"}]),
    "boom": CellResult(error="Traceback (most recent call last):\nValueError: too bad\n"),
}
HOME = "https://course.example/en/"
FIT = "[coin.py](https://course.example/en/snippets/t/coin.py)\n\n```python\nw = 1.5  # a reason\nprint(w)\n```"


@pytest.fixture
def material(tmp_path):
    snippets = {name: parse(tmp_path / f"{name}.py", name, TEXT) for name in ("t/coin", "t/other")}
    facts = {"w": 1.5, "far": 1e30}
    result = Result("t/coin", "k", "", 0.26, 10, "cpu", {"torch": "2.14.1"}, {}, facts, {}, CELLS)
    return Material(
        snippets, {"t/coin": result}, {"a reason": "原因", "# A coin": "# 硬币"}, absent={"t/other": "pending"}
    )


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "page.md", "en", HOME)


@pytest.fixture
def made(document, material, place):
    def link(target):
        return target if target.startswith("https:") else f"<{target}>"

    def made(text, blocks=None):
        return plain.page(document(text), place, material, blocks or {}, link, plain.PLAIN).rstrip("\n")

    return made


def test_text_stays(made):
    text = "# Title\n\nSome *text* with $x^{2}_{#1}$ and `{ #id }`.\n\n$$\na_{i} = {b}\n$$\n\n| a |\n|---|\n| 1 |"
    assert made(text) == text


def test_listing_is_a_fence_with_its_file_and_output(made):
    assert made("``` snippet\nt/coin.py: fit { #code-coin }\n```") == f"{FIT}\n\n```text\n1.5\n```"


def test_error_is_shown(made):
    assert "```text\nTraceback (most recent call last):\nValueError: too bad\n```" in made(
        "``` output\nt/coin.py: boom\n```"
    )


def test_figure_is_a_quotation(made):
    text = made(
        "``` figure\nt/coin.py: curve { #fig }\nA *valley*, {{ t/coin.w | .2f }} wide.\n\nalt: At {{ t/coin.w }}\n```"
    )
    assert text == "> Figure: A *valley*, 1.50 wide.\n>\n> What it shows: At 1.5"


def test_whole_program(made):
    text = made("``` program\nt/coin.py\n```")
    assert text.startswith("The whole program: [coin.py](https://course.example/en/snippets/t/coin.py)\n\n```python\n")
    assert TEXT.rstrip() in text


def test_the_beginning_of_an_exercise(made):
    text = made("``` starter\nt/coin.py\n```")
    assert text == made("``` program\nt/coin.py\n```").replace("The whole program", "Starter code")


def test_facts_are_text(made):
    assert made("w is {{ t/coin.w | .2f }}, far {{ t/coin.far | .0e }}") == "w is 1.50, far 1 × 10^30"


def test_missing_result_says_so(made):
    assert "> Running." in made("``` snippet\nt/other.py: fit\n```")
    assert made("{{ t/other.w }}") == "…"


def test_attribute_lists_and_wrappers_go(made):
    text = '## A *b* { #id .class }\n\n<div class="hero" markdown>\n\n[Start](a.md){ .md-button }\n\n</div>\n\nEnd'
    assert made(text) == "## A *b*\n\n[Start](<a.md>)\n\nEnd"


def test_box_is_a_quotation_with_its_title(made):
    text = '??? solution "Solution [here](a.md)"\n    ``` snippet\n    t/coin.py: fit\n    ```\n\n    So $x$.\n\nAfter'
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{FIT}\n\n```text\n1.5\n```\n\nSo $x$.".split("\n"))
    assert made(text) == f"> **Solution [here](<a.md>)**\n>\n{quoted}\n\nAfter"


def test_box_without_title_has_its_kind(made):
    assert made("!!! note\n\n    Text") == "> **Note**\n>\n> Text"


def test_box_in_a_box_and_in_a_list(made):
    assert made('!!! note "A"\n    !!! tip "B"\n        Text') == "> **A**\n>\n> > **B**\n> >\n> > Text"
    assert (
        made('- item\n\n    !!! note "A"\n\n        Text\n\nAfter')
        == "- item\n\n    > **A**\n    >\n    > Text\n\nAfter"
    )


def test_correction_strikes_out_the_old(made):
    assert made('!!! correction "old → new"\n    Why') == "> **~~old~~ → new**\n>\n> Why"


def test_definitions_are_a_list(made):
    assert made("Size\n:   1 [GB](a.md)\n\nFormat\n:   text") == "- **Size**: 1 [GB](<a.md>)\n\n- **Format**: text"


def test_inline_html_of_generated_blocks(made):
    blocks = {"terms": lambda: '### 损失 <small lang="en">loss</small> { #loss }\n\n| <span class="ok">ok</span> |'}
    assert made("``` terms\n```", blocks) == "### 损失 (loss)\n\n| ok |"
    assert made('See <a href="../x.json">x</a>') == "See [x](<../x.json>)"


def test_other_fences_stay(made):
    text = "````text\n``` snippet\nt/coin.py: fit { #id }\n```\n````\n\n```console\n$ ls { #a }\n\n\n# two\n```"
    assert made(text) == text


def test_bad_directive_names_its_line(made, place):
    with pytest.raises(CourseError) as caught:
        made("a\n\n``` snippet\nt/coin.py: fti\n```")
    assert (caught.value.path, caught.value.line) == (place.path, 8)


@pytest.mark.parametrize(("language", "title", "comment"), [("en", "A coin", "a reason"), ("zh", "硬币", "原因")])
def test_notebook(material, place, language, title, comment):
    place = Place(place.path, language, HOME)
    text = plain.notebook("t/coin", place, material, {"t/coin:curve": "A valley"})
    assert text.startswith(f"# {title}\n\n[t/coin.py](https://course.example/en/snippets/t/coin.py)\n\n```python\n")
    assert f"w = 1.5  # {comment}\nprint(w)\n```\n\n```text\n1.5\n```" in text
    assert "A valley\n" in text
    assert "ValueError: too bad" in text


def test_notebook_that_has_not_run(material, place):
    assert "> Running." in plain.notebook("t/other", place, material, {})


def test_snippet_that_failed_says_why_as_it_is_in_the_terminal(document, material, place):
    error = CourseError("it broke", path="t/other.py", line=2, detail="</span> [a](b) { #id }")
    failed = replace(material, absent={"t/other": "failed"}, failures={"t/other": error})
    text = plain.page(document("``` output\nt/other.py: fit\n```"), place, failed, {}, lambda target: "", plain.SERVED)
    assert text == f"```text\nThe run failed\n\n{error}\n```\n"
