"""Which colours of a figure follow the scheme of the page, which keep their value, and what has contrast."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy
import pytest
from matplotlib.colors import ListedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from snippets._engine.run.inside.colours import CYCLE, LOOK, PAGE, PALETTE, contrast, legible, over
from snippets._engine.run.inside.figures import STYLE
from snippets._engine.run.inside.pictures import pictures
from snippets._engine.run.inside.svg import clean

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parents[3] / "docs" / "assets" / "css" / "course.css"
LINE, HALO = "2", "4"  # widths of a line of the look, and of its halo
OWN = ["#000000", "#808080", "#ffffff", "#d3d3d3", CYCLE[0]]  # data that looks as the look does


def drawn(draw, **options):
    """The elements of a figure in their order, as (name, style)."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(**options)
        draw(figure.subplots())
        ((svg, colours),) = pictures(figure, {"en": str}).values()
    root = ElementTree.fromstring(clean(svg, colours, "salt"))
    pairs = ((element, re.findall(r"([\w-]+): ([^;]+)", element.get("style", ""))) for element in root.iter())
    return [(element.tag.removeprefix(SVG), {"text": element.text, **dict(style)}) for element, style in pairs]


def fills(elements, *names):
    return [style["fill"] for name, style in elements if name in (names or ("path", "use")) and "fill" in style]


def strokes(elements, width):
    return [style["stroke"] for _, style in elements if style.get("stroke-width") == width]


def words(elements, text):
    (found,) = (style for name, style in elements if name == "text" and style["text"] == text)
    return found


def css(name):
    return LOOK[name].css


def test_the_palette_is_that_of_the_page():
    light, dark = (
        dict(re.findall(r"--fig-(\w+): (#\w+);", block))
        for block in re.findall(r"\{[^{}]*--fig-fg:[^{}]*\}", CSS.read_text("utf-8"))
    )
    assert {name: (light[name], dark[name]) for name in light} == {
        name: (of_light, of_dark) for name, (_, of_light, of_dark) in PALETTE.items()
    }


@pytest.mark.parametrize("name", [name for name in PALETTE if name not in ("bg", "faint")])
def test_the_look_can_be_told_from_the_page(name):
    for colour, page in ((LOOK[name].light, PAGE.light), (LOOK[name].dark, PAGE.dark)):
        assert contrast(numpy.array(colour), numpy.array(page)) >= 4.5


def test_contrast_is_that_of_wcag():
    black, white, grey = (numpy.array(to_rgb(name)) for name in ("black", "white", "#767676"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.005)
    assert contrast(grey, grey) == 1


@pytest.mark.parametrize("needed", [3, 4.5])
def test_any_colour_can_be_made_legible_and_stays_where_it_is(needed):
    for rgb in numpy.random.default_rng(0).random((200, 3)).tolist():
        paint = legible(tuple(rgb), needed)
        for colour, page in ((paint.light, PAGE.light), (paint.dark, PAGE.dark)):
            written = numpy.round(numpy.array(colour) * 255) / 255
            assert contrast(written, numpy.array(page)) >= needed
            if contrast(numpy.array(rgb), numpy.array(page)) >= needed + 0.1:
                assert colour == pytest.approx(rgb)


# What stands for data


def mesh(axes):
    axes.pcolormesh([OWN_NUMBERS], cmap=ListedColormap(OWN))


def filled_contours(axes):
    axes.contourf([[0, 5], [0, 5]], levels=range(6), colors=OWN)


def scattered(axes):
    axes.scatter(OWN_NUMBERS, OWN_NUMBERS, c=OWN_NUMBERS, cmap=ListedColormap(OWN))


def hexagons(axes):
    axes.hexbin(OWN_NUMBERS, OWN_NUMBERS, C=OWN_NUMBERS, gridsize=5, cmap=ListedColormap(OWN), mincnt=1)


OWN_NUMBERS = list(range(len(OWN)))


@pytest.mark.parametrize("draw", [mesh, filled_contours, scattered, hexagons])
def test_colours_of_numbers_keep_their_value(draw):
    assert set(OWN) <= set(fills(drawn(draw)))


GREYS = ["#000000", "#404040", "#808080", "#ffffff"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.bar(range(4), range(1, 5), color=GREYS),
        lambda axes: axes.pie([1, 2, 3, 4], colors=GREYS),
        lambda axes: [axes.add_patch(Rectangle((k, 0), 1, 1, color=grey)) for k, grey in enumerate(GREYS)],
        lambda axes: axes.scatter(range(4), range(4), c=GREYS),
        lambda axes: axes.stackplot([0, 1], numpy.ones((4, 2)), colors=GREYS),
    ],
    ids=["bar", "pie", "patches", "scatter", "stack"],
)
def test_several_greys_are_a_scale(draw):
    assert set(GREYS) <= set(fills(drawn(draw)))


@pytest.mark.parametrize(("colour", "name"), [("gray", "muted"), ("black", "fg"), ("C1", "c1"), ("white", "bg")])
def test_one_grey_is_of_the_look(colour, name):
    elements = drawn(lambda axes: axes.bar([1, 2], [1, 2], color=["C0", colour]))
    assert {css("c0"), css(name)} <= set(fills(elements)) | {css("fg")}


def test_images_stay_images():
    assert [name for name, _ in drawn(lambda axes: axes.imshow([[0, 1]], cmap="gray"))].count("image") == 1


# What is of the look


def test_lines_words_and_axes_follow_the_scheme():
    elements = drawn(lambda axes: (axes.plot([1, 2]), axes.plot([2, 1], color="black"), axes.set_title("title")))
    assert strokes(elements, LINE) == [css("c0"), css("fg")]
    assert "fill" not in words(elements, "title"), "the picture's own colour is that of the look"
    assert set(strokes(elements, "0.8")) == {css("muted")}


def test_the_background_is_the_pages():
    assert css("bg") not in fills(drawn(lambda axes: axes.plot([1])))
    assert css("bg") in fills(drawn(lambda axes: axes.inset_axes([0.5, 0.5, 0.4, 0.4]))), "one that hides others stays"
    assert "#add8e6" in fills(drawn(lambda axes: axes.set_facecolor("lightblue")))
    assert "#000000" in fills(drawn(lambda axes: None, facecolor="black"))


@pytest.mark.parametrize(("form", "name"), [("k", "fg"), ("C1", "c1"), ("C2o-", "c2"), ("k:", "fg"), ("white", "bg")])
def test_a_colour_in_a_format_is_a_name(form, name):
    """Matplotlib makes numbers of some."""
    assert strokes(drawn(lambda axes: axes.plot([1, 2], form)), LINE) == [css(name)]


def test_a_colour_with_its_alpha_is_a_name():
    assert strokes(drawn(lambda axes: axes.plot([1, 2], color=("black", 0.8))), LINE) == [css("fg")]


def test_a_frame_along_an_image_is_of_the_look_and_one_on_a_colour_can_be_seen_on_it():
    def along(axes):
        axes.imshow([[0, 0], [0, 0]], cmap="gray")

    def within(axes):
        axes.figure.set_facecolor("black")
        axes.spines["left"].set(linewidth=1.1, color="black")

    assert set(strokes(drawn(along), "0.8")) == {css("muted")}
    assert strokes(drawn(within), "1.1") == ["#ffffff"]


# What can be told from what lies under it


@pytest.mark.parametrize("colour", ["yellow", "navy", "#111111", "0.95", "lightgray"])
def test_a_line_too_close_to_the_page_is_moved_away_from_it(colour):
    (stroke,) = strokes(drawn(lambda axes: axes.plot([1, 2], color=colour)), LINE)
    light, dark = re.fullmatch(r"color-mix\(in srgb, (#\w+), (#\w+) var\(--fig-dark, 0%\)\)", stroke).groups()
    assert contrast(numpy.array(to_rgb(light)), numpy.array(PAGE.light)) >= 3
    assert contrast(numpy.array(to_rgb(dark)), numpy.array(PAGE.dark)) >= 3


@pytest.mark.parametrize("colour", ["lightgray", "silver", "0.95"])
def test_a_line_drawn_faint_is_as_faint_in_dark(colour):
    (stroke,) = strokes(drawn(lambda axes: axes.plot([1, 2], color=colour)), LINE)
    for written, page in zip(re.findall(r"#\w+", stroke), (PAGE.light, PAGE.dark), strict=True):
        assert 3 <= contrast(numpy.array(to_rgb(written)), numpy.array(page)) < 3.3


def test_a_line_far_enough_from_it_stays():
    assert strokes(drawn(lambda axes: axes.plot([1, 2], color="red")), LINE) == ["#ff0000"]


def test_a_line_whose_colour_is_a_number_gets_a_halo_instead():
    elements = drawn(lambda axes: axes.plot([1, 2], color=to_rgb("yellow")))
    assert strokes(elements, HALO) == [css("muted")]
    assert strokes(elements, LINE) == ["#ffff00"]


def test_markers_of_data_that_are_lost_on_the_page_get_a_halo_all_of_them():
    def points(axes, values):
        axes.scatter(range(3), range(3), c=values, vmin=0, vmax=1, cmap="gray")
        axes.set_axis_off()

    lost = drawn(lambda axes: points(axes, [0, 0.5, 1]))
    assert fills(lost, "use").count(css("muted")) == 3
    seen = drawn(lambda axes: points(axes, [0.49, 0.5, 0.51]))
    assert css("muted") not in fills(seen, "use")


def test_a_bar_that_only_the_light_page_shows_gets_an_outline():
    greys = ["#000000", "#808080", "#ffffff"]
    elements = drawn(lambda axes: (axes.bar(range(3), [1, 2, 3], color=greys), axes.set_axis_off()))
    assert [style["fill"] for _, style in elements if style.get("stroke") == css("muted")] == [css("muted")]


@pytest.mark.parametrize(("colormap", "value", "expected"), [("viridis", 0, "#ffffff"), ("viridis", 1, "#000000")])
def test_words_on_data_are_black_or_white_in_both_schemes(colormap, value, expected):
    def cell(axes):
        axes.imshow([[value]], vmin=0, vmax=1, cmap=colormap)
        axes.text(0, 0, "0.5", ha="center")

    assert words(drawn(cell), "0.5")["fill"] == expected


@pytest.mark.parametrize("colour", ["black", "white", "C0", "yellow"])
def test_words_where_no_colour_would_do_get_a_halo(colour):
    def noise(axes):
        axes.imshow(numpy.indices((20, 20)).sum(axis=0) % 2, cmap="gray")
        axes.text(10, 10, "all across", ha="center", color=colour)

    style = words(drawn(noise), "all across")
    assert style["paint-order"] == "stroke"
    assert style["stroke"] != style.get("fill", css("fg"))


def test_words_on_what_follows_the_scheme_follow_it_too():
    elements = drawn(lambda axes: axes.bar_label(axes.bar([1], [2], color="C0"), label_type="center"))
    assert words(elements, "2")["fill"] == css("bg")


def test_words_beside_data_are_as_anywhere():
    elements = drawn(lambda axes: axes.bar_label(axes.bar([1], [2], color="C0")))
    assert "fill" not in words(elements, "2")


@pytest.mark.parametrize("alpha", [0.2, 0.9])
def test_what_lies_under_words_is_seen_through(alpha):
    def patch(axes):
        axes.add_patch(Circle((0.5, 0.5), 0.4, color="yellow", alpha=alpha))
        axes.text(0.5, 0.5, "in it", ha="center")

    assert words(drawn(patch), "in it").get("fill") == {0.2: None, 0.9: "#000000"}[alpha]


def test_an_error_bar_on_a_bar_has_a_halo_and_one_beside_it_has_none():
    def bars(axes):
        axes.bar([1, 2], [2, 3], yerr=1)

    assert css("bg") in strokes(drawn(bars), HALO)
    assert css("bg") not in strokes(drawn(lambda axes: axes.errorbar([1, 2], [2, 3], yerr=1, color="black")), HALO)


def test_ticks_on_data_can_be_seen_on_it():
    def inward(axes):
        axes.imshow(numpy.zeros((4, 4)))
        axes.tick_params(direction="in")
        axes.set_yticks([1, 2])

    used = {style["stroke"] for name, style in drawn(inward) if name == "use"}
    assert used == {"#ffffff"}


def test_one_line_of_many_that_is_lost_gives_all_of_them_a_halo():
    def lines(axes, last):
        axes.bar([4], [1], color="black", width=0.5)
        axes.vlines([0, 1, 2, 3, last], 0, 1, color="black")

    assert css("bg") not in strokes(drawn(lambda axes: lines(axes, 5)), HALO)
    assert strokes(drawn(lambda axes: lines(axes, 4)), HALO).count(css("bg")) == 5


@pytest.mark.parametrize("alpha", [0.5, 0.8])
def test_a_line_that_is_a_little_transparent_is_seen_all_the_same(alpha):
    (stroke,) = strokes(drawn(lambda axes: axes.plot([1, 2], color="silver", alpha=alpha)), LINE)
    for written, page in zip(re.findall(r"#\w+", stroke), (PAGE.light, PAGE.dark), strict=True):
        seen = over(numpy.array(to_rgb(written)), alpha, numpy.array(page))
        assert contrast(seen, numpy.array(page)) >= 3


def test_words_are_as_transparent_as_they_can_be_read():
    def said(alpha):
        return words(drawn(lambda axes: axes.text(0, 0, "said", alpha=alpha)), "said").get("opacity")

    assert [said(alpha) for alpha in (1, 0.8, 0.5, 0.2)] == [None, "0.8", None, "0.2"]


def test_what_is_transparent_or_white_or_has_effects_is_left_alone():
    from matplotlib.patheffects import Normal, Stroke

    assert strokes(drawn(lambda axes: axes.plot([1, 2], color="yellow", alpha=0.3)), LINE) == ["#ffff00"]
    assert strokes(drawn(lambda axes: axes.plot([1, 2], color="white")), LINE) == [css("bg")]
    effects = [Stroke(linewidth=5, foreground="white"), Normal()]
    elements = drawn(lambda axes: axes.plot([1, 2], color="yellow", path_effects=effects))
    assert strokes(elements, "5") + strokes(elements, LINE) == [css("bg"), "#ffff00"]


def test_grids_and_frames_stay_faint():
    elements = drawn(lambda axes: axes.grid(True))
    assert css("faint") in strokes(elements, "0.8")


def test_a_marker_at_the_end_of_a_line_is_that_of_one_on_the_page():
    def stem(axes):
        axes.vlines([1, 2], 0, [1, 2], color="C1", linewidth=4)
        axes.plot([1, 2], [1, 2], "ko")
        axes.set_axis_off()

    assert set(fills(drawn(stem), "use")) <= {css("fg")}  # which is every shape's own
