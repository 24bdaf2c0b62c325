"""Formulas in Markdown: which dollars are formulas, what must stay text, and what stands where one cannot be read."""

from __future__ import annotations

import re

import markdown
import pytest

from snippets._engine.html import formulas
from snippets._engine.html.maths import MathsError


def render(text: str, **settings: object) -> str:
    used = ["tables", "admonition", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=[formulas.FormulasExtension(**settings), *used])


@pytest.mark.parametrize(
    "text",
    ["costs $5 and $6", r"costs \$5", "`echo $HOME $PATH`", "```text\n$HOME and $PATH\n```", "a $ b $ c", "US$ and A$"],
)
def test_dollars_that_are_no_formula_stay(text: str) -> None:
    assert "<math" not in render(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("斜率$w$和截距$b$，都是参数。", 2),
        ("- 列表里的 $x^2$\n- 和 $\\frac{1}{2}$", 2),
        ("| a | b |\n|---|---|\n| $\\frac{56}{3}$ | $\\lvert x \\rvert$ |", 2),
        ('!!! note "标题 $w$"\n\n    正文 $x$\n\n    $$\n    y = 1\n    $$\n', 3),
        ("## 标题 $w_0$", 1),
        ("用 `$` 和 $x$", 1),
        ("前文\n$$\na_1 = b\n$$\n后文", 1),
        ("$$ a < b $$", 1),
        ("$$\na\n\n= b\n$$", 1),
        ("*强调* $a_1 * b_1$ 和 $c_2 * d_2$", 2),
    ],
)
def test_formulas_in_markdown(text: str, count: int) -> None:
    html = render(text)
    assert html.count("<math") == count
    assert "<em>" not in re.sub("<em>强调</em>", "", html)
    assert "$" not in re.sub("<code>.*?</code>", "", html)


def test_block_is_a_block() -> None:
    assert '<div class="maths"><math display="block">' in render("前文\n\n$$\nx\n$$\n\n后文")


def test_unclosed_block_is_an_error() -> None:
    with pytest.raises(MathsError, match="not closed"):
        render("$$\nx = 1\n\n后文")


def notice(error: MathsError) -> str:
    return f"<em>{error.latex.strip()}: {error.reason}</em>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a $\\oops$ b $x$", "<p>a <em>\\oops: \\oops is not known here</em> b <math><mi>x</mi></math></p>"),
        ("- a\n- $x_{$ b", "<li><em>x_{: braces do not match</em> b</li>"),
        ("a\n$$\nx_{\n$$\nb", "<p>a</p>\n<p><em>x_{: braces do not match</em></p>\n<p>b</p>"),
        (
            "a\n\n$$\nx = 1\n\nb $y$",
            "<p>a</p>\n<p><em>x = 1: $$ is not closed</em></p>\n<p>b <math><mi>y</mi></math></p>",
        ),
    ],
)
def test_what_stands_where_a_formula_cannot_be_read_and_the_rest_goes_on(text: str, shown: str) -> None:
    assert shown in render(text, broken=notice)
    with pytest.raises(MathsError):
        render(text)


def test_extension_by_name() -> None:
    settings = {formulas.__name__: {"broken": notice}}
    html = markdown.markdown("$x$ $x_{$", extensions=[formulas.__name__], extension_configs=settings)
    assert html == "<p><math><mi>x</mi></math> <em>x_{: braces do not match</em></p>"
