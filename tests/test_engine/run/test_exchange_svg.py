"""SVG that comes from elsewhere: every kind of figure of Matplotlib may come in, nothing that acts may."""

from __future__ import annotations

import base64
import re

import matplotlib
import numpy
import pytest
from matplotlib.figure import Figure

from snippets._engine.run.allowed import DEPTH, check
from snippets._engine.run.inside.figures import STYLE
from snippets._engine.run.inside.pictures import pictures
from snippets._engine.run.inside.svg import clean

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02").decode()


def lines(figure):
    axes = figure.subplots()
    axes.plot([0, 1, 2], [3, -4, 5], "o--", label="a & b < c")
    axes.fill_between([0, 1], [0, 1], alpha=0.3)
    axes.axhspan(0, 1, hatch="//", facecolor="C1", alpha=0.5)
    axes.set_title(r"$\frac{w_1}{2}$ 的平均损失")
    axes.annotate("here", (1, -4), (2, 0), arrowprops={"arrowstyle": "->"})
    axes.legend()


def fields(figure):
    grid = numpy.linspace(-1, 1, 4)
    values = numpy.outer(grid, grid)
    first, second, third, fourth = figure.subplots(2, 2).flat
    figure.colorbar(first.imshow(values), ax=first)
    second.imshow(values, transform=matplotlib.transforms.Affine2D().rotate(0.2) + second.transData, alpha=0.5)
    third.contourf(grid, grid, values)
    third.scatter(grid, grid, s=[1, 2, 3, 4], c=grid)
    fourth.pcolormesh(grid, grid, values, shading="gouraud")


def solid(figure):
    axes = figure.add_subplot(projection="3d")
    grid = numpy.linspace(-1, 1, 4)
    across, along = numpy.meshgrid(grid, grid)
    axes.plot_surface(across, along, across * along, cmap="viridis")
    axes.bar3d([0], [0], [0], 1, 1, 1)


def crowd(figure):
    left, right = figure.subplots(1, 2)
    left.scatter(*numpy.random.default_rng(0).normal(size=(2, 9000)), s=1)
    left.text(0, 0, " halo  ", alpha=0.7)
    right.plot([0, 1], [0, 1], color="yellow")
    right.set_facecolor("lightblue")


@pytest.mark.parametrize("draw", [lines, fields, solid, crowd])
def test_what_matplotlib_draws_may_come_in(draw):
    with matplotlib.rc_context(STYLE):
        figure = Figure()
        draw(figure)
        ((svg, colours),) = pictures(figure, {"en": str}).values()
    check(clean(svg, colours, "t/s:a:0:en", "a note"))


def picture(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="4" height="4">\n{inside}\n</svg>\n'


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<defs><path id="m0123abcd-0" d="M 0 0 L 1 1z"/></defs><use href="#m0123abcd-0" x="1" y=".5"/>',
        f'<image href="data:image/png;base64,\n{PNG}" width="2" height="2"/>',
        "<text style=\"font-family: 'DejaVu Sans', var(--fig-font, sans-serif)\">a > b &amp; &lt;b&gt;</text>",
        '<g style=""><path style="fill:none;stroke-dasharray:3.7,1.6;" d=""/></g>',
        '<path style="stroke: color-mix(in srgb, #0a0b0c, #f0f1f2 var(--fig-dark, 0%))" d=""/>',
    ],
)
def test_what_is_like_it_may_come_in_too(inside):
    check(picture(inside))


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        # what acts
        ("<script>alert(1)</script>", "<script> on line 2"),
        ('<path onload="alert(1)"/>', "onload of <path> on line 2"),
        ('<path\nonclick="alert(1)"/>', "onclick of <path>"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
        ("<iframe/>", "<iframe>"),
        ("<a href='https://example.org'><path/></a>", "<a>"),
        ("<style>*{fill:red}</style>", "<style>"),
        ("<title><b/></title>", "<title>"),
        ("<animate attributeName='href'/>", "<animate>"),
        ("<set attributeName='href' to='javascript:alert(1)'/>", "<set>"),
        ('<svg width="1"/>', "<svg> on line 2"),
        # what leads elsewhere
        (
            '<use href="https://example.org/a.svg#m0123abcd-0"/>',
            "href='https://example.org/a.svg#m0123abcd-0' of <use>",
        ),
        ('<use href="javascript:alert(1)"/>', "href='javascript:alert(1)'"),
        ('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#m0123abcd-0"/>', "xmlns:xlink of <use>"),
        ('<path xmlns="http://www.w3.org/1999/xhtml"/>', "xmlns of <path>"),
        ('<s:path xmlns:s="http://www.w3.org/2000/svg"/>', "<s:path>"),
        ('<image href="https://example.org/a.png"/>', "href='https://example.org/a.png' of <image>"),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', "href='data:image/svg+xml"),
        ('<image href="data:image/png;base64,PHN2Zz4="/>', "href='data:image/png;base64,PHN2Zz4='"),
        ('<image href="data:image/png;base64,abc"/>', "href='data:image/png;base64,abc'"),
        ('<path style="fill:url(https://example.org/#a)"/>', "style='fill:url(https://example.org/#a)'"),
        ('<path fill="url(//example.org)"/>', "fill='url(//example.org)'"),
        ('<path clip-path="url( #m0123abcd-0)"/>', "clip-path="),
        # styles that are not of a figure
        ('<path style="position:fixed"/>', "style='position:fixed'"),
        ('<path style="fill:expression(alert(1))"/>', "style="),
        (r'<path style="fill:\75rl(x)"/>', "style="),
        ('<path style="fill:red/**/"/>', "style="),
        ('<path style="fill:var(--md-primary, red)"/>', "style="),
        ('<path style="fill:color-mix(in srgb, #0a0b0c, url(x) 1%)"/>', "style="),
        ('<g class="md-header"/>', "class of <g>"),
        ('<path d="M 0 0 url(x)"/>', "d="),
        ('<g transform="rotate(1) url(x)"/>', "transform="),
        # identifiers of the page, and pictures that grow by themselves
        ('<defs><path id="__search"/></defs>', "id='__search'"),
        ('<g id="m0123abcd-0"/>', "id='m0123abcd-0' of <g>"),
        ('<defs><g id="m0123abcd-0"><use href="#m0123abcd-1"/></g></defs>', "href='#m0123abcd-1' of <use>"),
        ('<use href="#m0123abcd-0"/>', "refers to #m0123abcd-0, which it does not hold"),
        # what XML and HTML read differently
        ("<!--><script>alert(1)</script>-->", "'<!--><script>alert(1)<' on line 2"),
        ("<![CDATA[<script>]]>", "'<![CDATA[<script>]]>' on line 2"),
        ('<?xml-stylesheet href="a.css"?>', "'<?xml-stylesheet href=' on line 2"),
        ("loose text", "text in <svg> on line"),
        ("<p>", "<p>"),
        # what is broken
        ("<g>", "is not well-formed: mismatched tag"),
        ("</svg><svg>", "is not well-formed"),
        ("<text>&nbsp;</text>", "is not well-formed: undefined entity"),
        ("<text>\x00</text>", "is not well-formed"),
        ("<text>\ud800</text>", "holds half a character"),
        ('<path d="" d=""/>', "is not well-formed: duplicate attribute"),
        ("<g>" * DEPTH + "</g>" * DEPTH, f"<g> inside {DEPTH} others"),
    ],
)
def test_what_acts_or_leads_elsewhere_is_refused_and_named(inside, what):
    with pytest.raises(ValueError, match=re.escape(what)):
        check(picture(inside))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a png",
        "\ufeff" + picture(""),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + picture("<text>&a;</text>"),
        '<?xml version="1.0"?>' + picture(""),
        "<script>alert(1)</script>" + picture(""),
    ],
)
def test_a_picture_begins_as_one(text):
    with pytest.raises(ValueError, match="does not begin with <svg"):
        check(text)


def test_a_document_type_further_down_is_refused_too():
    with pytest.raises(ValueError, match="<!DOCTYPE x>/>' on line 2 is not allowed"):
        check("<svg \n<!DOCTYPE x>/>")


def test_an_image_that_no_browser_could_hold_is_refused():
    huge = base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0").decode()
    with pytest.raises(ValueError, match="href="):
        check(picture(f'<image href="data:image/png;base64,{huge}"/>'))


def test_long_values_are_read_in_one_pass():
    """A pattern that tries again from every place would not come to an end here."""
    long = "1" * 500_000
    for inside in (f'<path fill="{long}!"/>', f'<path d="{long}!"/>', f'<g transform="rotate({long}!"/>'):
        with pytest.raises(ValueError, match="is not allowed"):
            check(picture(inside))
