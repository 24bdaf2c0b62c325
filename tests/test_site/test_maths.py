"""LaTeX to MathML: what stands in the course, what must stay text, and what is an error."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import markdown
import pytest
from fontTools.ttLib import TTFont

from snippets._engine.html import maths


def render(text: str) -> str:
    return markdown.markdown(text, extensions=[maths.MathsExtension(), "tables", "admonition", "pymdownx.superfences"])


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
    with pytest.raises(maths.MathsError, match="not closed"):
        render("$$\nx = 1\n\n后文")


def test_a_page_holds_the_font_of_its_formulas(tmp_path: Path) -> None:
    page = "<head></head>" + render(r"$\sum_n \alpha_n \hat y \in \mathbb{R} \text{ if }$")
    shown = maths.with_font(page, tmp_path / "cache")
    style, data = re.search(r"<head><style>(.*?)base64,(.*?)\"\) format.*</style></head>", shown, re.DOTALL).groups()
    assert "Course Maths" in style
    kept = base64.b64decode(data)
    assert kept[:4] == b"wOF2"
    font = TTFont(io.BytesIO(kept))
    assert "MATH" in font
    held = set(map(chr, font.getBestCmap()))
    assert set("𝛼𝑛𝑦∑ℝ∈ˆif √\u00a0") <= held
    assert not set("αny𝑥") & held
    assert "SIL" in font["name"].getDebugName(13)  # the licence travels with the font

    (file,) = (tmp_path / "cache").iterdir()
    before = file.stat().st_mtime_ns
    assert maths.with_font(page, tmp_path / "cache") == shown
    assert file.stat().st_mtime_ns == before


def test_a_page_without_formulas_holds_no_font(tmp_path: Path) -> None:
    page = "<head></head><p>math</p>"
    assert maths.with_font(page, tmp_path) == page


def test_a_formula_stays_with_the_punctuation_around_it_and_no_more():
    page = "<p>从 <math><mi>a</mi></math> 到（<math><mi>b</mi></math>），再看</p>"
    kept = '<p>从 <math><mi>a</mi></math> 到<span class="together">（<math><mi>b</mi></math>），</span>再看</p>'
    assert maths.keep_together(page) == kept
    two = '<span class="together"><math><mi>a</mi></math>，</span>'
    assert maths.keep_together("<math><mi>a</mi></math>，<math><mi>a</mi></math>，好") == f"{two}<wbr>{two}好"
    block = '<math display="block"><mi>a</mi></math>，'
    assert maths.keep_together(block) == block
