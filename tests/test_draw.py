"""The visual language of diagrams: what it draws can be read on a phone, in both languages."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from snippets import _draw as draw
from snippets._draw import samples
from snippets._engine.course import Course
from snippets._engine.run.inside.figures import apply_style
from snippets._engine.snippet import source
from snippets._engine.snippet.labels import fill, message_of

COURSE = Course(Path(__file__).resolve().parents[1])
DIAGRAMS = {name: snippet for name, snippet in source.load(COURSE.snippets).items() if snippet.metadata.diagram}

PHONE = 343  # CSS pixels that a figure is wide on a screen of 375
SMALLEST = 9.5  # CSS pixels of type
WIDER = 1.12  # fonts of readers' machines against the one that measures here


@pytest.fixture(autouse=True)
def style() -> Iterator[None]:
    """The style of a run, which ends with the test."""
    with matplotlib.rc_context():
        apply_style()
        yield
        pyplot.close("all")


def faults(figure: Figure) -> list[str]:
    """What a reader could not read on a phone."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    page, pixels = figure.bbox, PHONE / (72 * figure.get_figwidth())
    (ax,) = figure.axes
    texts = [text for text in ax.texts if text.get_text().strip()]
    boxes = {text: _room(text.get_window_extent(renderer)) for text in texts}
    outlines = [artist.get_path().transformed(artist.get_transform()) for artist in (*ax.patches, *ax.lines)]
    found = []
    for text, box in boxes.items():
        if text.get_fontsize() * pixels < SMALLEST:
            found.append(f"{text.get_text()!r} is too small")
        if not _within(box, page):
            found.append(f"{text.get_text()!r} leaves the canvas")
        if any(outline.intersects_bbox(box, filled=False) for outline in outlines):
            found.append(f"a line goes through {text.get_text()!r}")
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        if a.overlaps(b):
            found.append(f"{one.get_text()!r} and {other.get_text()!r} overlap")
    for artist, outline in zip((*ax.patches, *ax.lines), outlines, strict=True):
        drawn = _stroke(artist)
        edge = drawn * figure.dpi / 72 / 2
        if not _within(outline.get_extents().padded(edge), page):
            found.append(f"{artist} leaves the canvas")
        if 0 < drawn * pixels < 1:
            found.append(f"{artist} is too thin")
        if _is_shaft(artist) and _length(outline) / figure.dpi * 72 * pixels < 4:
            found.append(f"{artist} is too short")
    return found


def _room(extent: Bbox) -> Bbox:
    """What a text may take where fonts are wider; the air above and below its letters is none of it."""
    return extent.expanded(WIDER, 0.85)


def _within(box: Bbox, page: Bbox) -> bool:
    return box.x0 >= page.x0 and box.y0 >= page.y0 and box.x1 <= page.x1 and box.y1 <= page.y1


def _stroke(artist: matplotlib.artist.Artist) -> float:
    """The width of a line in points, 0 where none is drawn."""
    colour = artist.get_edgecolor() if hasattr(artist, "get_edgecolor") else artist.get_color()
    return artist.get_linewidth() if to_rgba(colour)[3] else 0


def _is_shaft(artist: matplotlib.artist.Artist) -> bool:
    return isinstance(artist, PathPatch) and artist.get_path().codes[-1] != matplotlib.path.Path.CLOSEPOLY


def _length(path: matplotlib.path.Path) -> float:
    (points,) = path.to_polygons(closed_only=False)
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


@pytest.mark.parametrize("sample", samples.SAMPLES, ids=lambda sample: sample.__name__)
def test_samples_can_be_read_on_a_phone(sample):
    assert faults(sample().figure) == []


@pytest.mark.parametrize("sample", samples.SAMPLES, ids=lambda sample: sample.__name__)
def test_areas_have_one_grey(sample):
    """Several greys would be taken for data, which keep their colours in the dark scheme."""
    faces = [to_rgba(patch.get_facecolor()) for patch in sample().patches]
    greys = {(red, green, blue) for red, green, blue, alpha in faces if alpha and red == green == blue}
    assert len(greys) <= 1


def test_the_samples_show_all_that_the_language_has():
    text = Path(samples.__file__).read_text("utf-8")
    functions = {name for name in draw.__all__ if callable(getattr(draw, name))} - {"Node"}
    assert {name for name in functions if not re.search(rf"\b{name}(?:\(|, \")", text)} == set()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", DIAGRAMS)
def test_diagrams_can_be_read_on_a_phone(name, language, run, monkeypatch, tmp_path):
    chinese, original = run(name).labels, Text.get_text

    def shown(text: Text) -> str:
        message, values = message_of(original(text))
        return fill((language == "zh" and chinese.get(message)) or message, values)

    monkeypatch.setattr(Text, "get_text", shown)
    monkeypatch.setitem(sys.modules, "draw", draw)
    monkeypatch.chdir(tmp_path)
    found = []
    monkeypatch.setattr(pyplot, "show", lambda: found.extend(faults(pyplot.figure(n)) for n in pyplot.get_fignums()))
    runpy.run_path(str(DIAGRAMS[name].path))
    assert found
    assert not any(found)


@pytest.mark.parametrize("name", DIAGRAMS)
def test_all_colours_of_a_diagram_follow_the_scheme(name, run):
    pictures = [picture for cell in run(name).cells.values() for figure in cell.figures for picture in figure.values()]
    assert pictures
    for picture in pictures:
        assert "var(--fig-" in picture
        fixed = re.sub(r"var\(--fig-\w+, #[0-9a-f]{6}\)", "", picture)
        assert re.findall(r"#[0-9a-f]{6}\b|rgb\(", fixed) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda ax: draw.label(ax, 5, 1, "small", size=9), "'small' is too small"),
        (lambda ax: draw.label(ax, 9.8, 1, "outside"), "'outside' leaves the canvas"),
        (lambda ax: [draw.label(ax, x, 1, "twice") for x in (5, 5.3)], "'twice' and 'twice' overlap"),
        (lambda ax: draw.data(ax, 5, 1, "wider than its box"), "a line goes through 'wider than its box'"),
        (lambda ax: draw.data(ax, 5, 1.8, ""), "leaves the canvas"),
        (lambda ax: ax.plot([1, 2], [1, 1], linewidth=0.8), "is too thin"),
        (lambda ax: draw.wire(ax, draw.fork(ax, 5, 1), draw.fork(ax, 5.5, 1)), "is too short"),
    ],
)
def test_what_cannot_be_read_is_found(spoil, fault):
    ax = draw.canvas(2)
    assert faults(ax.figure) == []
    spoil(ax)
    assert fault in faults(ax.figure)[0]


@pytest.mark.parametrize("draw_end", [draw.tensor, draw.operation])
@pytest.mark.parametrize("direction", [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0.7), (-0.4, -1)])
def test_a_wire_points_at_the_outline_of_its_end(draw_end, direction):
    ax = draw.canvas(8)
    dx, dy = direction
    end = draw_end(ax, 5, 4, "")
    draw.wire(ax, draw.fork(ax, 5 - 2 * dx, 4 - 2 * dy), end)
    (head,) = (patch for patch in ax.patches if isinstance(patch, Polygon))
    tip = head.get_xy()[0]
    (x, y) = tip - (5, 4)
    assert x * dy == pytest.approx(y * dx)  # it comes straight from its start
    if draw_end is draw.operation:
        reach = end.width / 2
    else:
        reach = min(end.width / 2 / abs(dx or 1e-9), end.height / 2 / abs(dy or 1e-9)) * np.hypot(dx, dy)
    assert reach < np.hypot(*(tip - (5, 4))) < reach + 0.15


def test_a_value_stands_above_its_wire_and_its_gradient_below():
    ax = draw.canvas(4)
    for start, end in (((1, 2), (4, 2)), ((9, 2), (6, 2))):
        draw.wire(ax, draw.fork(ax, *start), draw.fork(ax, *end), "3", "−2")
    value, slope, *others = ((text.get_position()[1], text.get_color()) for text in ax.texts)
    assert value[0] > 2 > slope[0]
    assert value[1] != slope[1]
    assert others == [value, slope]  # whichever way it flows


def test_padding_is_a_cell_without_text():
    ax = draw.canvas(3)
    node = draw.grid(ax, 5, 1.5, [["1", "2"], ["3", None]], cell=0.5)
    assert [text.get_text() for text in ax.texts] == ["1", "2", "3"]
    assert (node.width, node.height) == (1, 1)
    assert [(part.x, part.y) for part in node.parts] == [(4.75, 1.75), (5.25, 1.75), (4.75, 1.25), (5.25, 1.25)]
    *held, padding = ax.patches
    assert all(to_rgba(cell.get_facecolor())[3] > 0 for cell in held)
    assert to_rgba(padding.get_facecolor())[3] == 0


def test_a_large_layer_leaves_its_middle_out_and_says_how_large_it_is():
    ax = draw.canvas(6)
    assert len(draw.layer(ax, 2, 3, 6).parts) == 6
    assert len(draw.layer(ax, 5, 3, 784).parts) == 7
    assert [text.get_text() for text in ax.texts] == ["6", "784"]


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(2.0, 2, "2"), (-9.3333, 2, "−9.33"), (0.5, 2, "0.5"), (-0.001, 2, "0"), (100, 0, "100"), (1.0949, 3, "1.095")],
)
def test_numbers_have_a_minus_sign_and_no_zeros_that_say_nothing(value, digits, text):
    assert draw.number(value, digits) == text


def test_all_canvases_have_one_width():
    assert {draw.canvas(height).figure.get_figwidth() for height in (2, 5)} == {4.8}
