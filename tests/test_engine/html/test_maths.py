"""LaTeX to MathML and to text: what stands in the course, and what is an error."""

from __future__ import annotations

import re

import pytest

from snippets._engine.html import maths


def visible(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\hat y = wx + b", "yˆ=wx+b"),
        (r"\mathbf{w}^\top\mathbf{x}", "𝐰⊤𝐱"),
        (r"\frac{\partial\,\text{cost}}{\partial w}", "∂cost∂w"),
        (r"w \leftarrow w - \alpha\nabla f", "w←w−α∇f"),
        (r"1{,}000{,}000", "1,000,000"),
        (r"x \in \mathbb{R}^n, a \le b \cdot c", "x∈ℝn,a≤b·c"),
        (r"\boldsymbol{\theta}", "𝜽"),
        (r"\mathrm{MSE}", "MSE"),
        (r"\text{当 } z < 0", "当\u00a0z<0"),
        ("损失 = 3", "损失=3"),
    ],
)
def test_symbols(latex: str, shown: str) -> None:
    assert visible(maths.to_mathml(latex)).replace("&lt;", "<") == shown


def test_minus_after_an_operator_is_a_sign() -> None:
    assert 'form="prefix"' in maths.to_mathml("x = -1")
    assert 'form="prefix"' not in maths.to_mathml("x - 1")
    assert 'form="prefix"' not in maths.to_mathml("f(x) - 1")


def test_bars_open_and_close() -> None:
    bars = re.findall(
        r'form="(\w+)" stretchy="false"[^>]*>[|‖]<', maths.to_mathml(r"\lvert a \pm b\rvert^2 + \lVert a \rVert")
    )
    assert bars == ["prefix", "postfix", "prefix", "postfix"]
    assert "<mo>±</mo>" in maths.to_mathml(r"a \pm b")
    assert '>|</mo><mo form="prefix"' in maths.to_mathml(r"\lvert -a \rvert")


def test_functions_have_space_but_not_before_a_bracket() -> None:
    assert maths.to_mathml(r"\log p").count("<mspace") == 1
    assert maths.to_mathml(r"2 \log p").count("<mspace") == 2
    assert "<mspace" not in maths.to_mathml(r"\log(p)")


def test_limits_stand_below() -> None:
    for latex in (r"\lim_{h \to 0} f", r"\arg\min_w f", r"\operatorname*{argmin}_w f", r"\max_i x_i"):
        assert "<munder>" in maths.to_mathml(latex, display=True), latex
    assert "<munderover>" in maths.to_mathml(r"\sum_{n=1}^{N} x_n", display=True)


def test_aligned_lines_up() -> None:
    table = maths.to_mathml(r"\begin{aligned} a &= b \\ &= c \end{aligned}", display=True)
    assert 'class="aligned"' in table
    assert table.count("<mtr>") == 2


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\frac{1}{2", "braces"),
        (r"\nosuchthing x", "nosuchthing"),
        ("a & b", "outside"),
        (r"\begin{gathered} a \\ b \end{gathered}", "outside"),
        (r"\mathfrak{x}\mathscr{", "braces"),
    ],
)
def test_bad_formula_is_an_error_that_names_it(latex: str, reason: str) -> None:
    with pytest.raises(maths.MathsError, match=reason) as caught:
        maths.to_mathml(latex)
    assert latex.split()[0] in str(caught.value)


def test_an_error_knows_its_formula_and_the_line_of_it() -> None:
    with pytest.raises(maths.MathsError) as caught:
        maths.to_mathml("\nx = \\frac{1}{2\n")
    assert (caught.value.latex, caught.value.reason) == ("\nx = \\frac{1}{2\n", "braces do not match")
    assert caught.value.line("# x = \\frac\n\n    $$\n    x =\n    \\frac{1}{2\n    $$\n") == 3
    assert caught.value.line("a page without it, that costs $5") is None
    assert maths.MathsError("x_{", "").line("$x_{1}$\n\n$x_{$") == 3
    assert maths.MathsError("x = 1", "").line("$x$\n\n$$\nx = 1\n\ntext") == 3


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"\hat y = w_1 x^2 - \mathbf{a}/b", "ŷ = w₁x² − a/b"), (r"2 \log p", "2 log p"), ("x^n", "xⁿ")],
)
def test_plain_text(latex: str, text: str) -> None:
    assert maths.to_text(latex) == text


@pytest.mark.parametrize("latex", [r"x^{\alpha}", r"\sqrt{2}", r"\sum_{n=1}^N x_n"])
def test_what_cannot_be_written_in_a_line_is_an_error(latex: str) -> None:
    with pytest.raises(maths.MathsError, match="cannot be written as plain text"):
        maths.to_text(latex)
