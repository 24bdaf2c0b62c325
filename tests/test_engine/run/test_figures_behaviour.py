"""What a program does with Matplotlib it may do here too: the look is the course's, the behaviour is Matplotlib's."""

from __future__ import annotations

import os
from textwrap import dedent
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

START = "# %% picture\nimport matplotlib.pyplot as plt\nimport numpy as np\n"
SHOWN = "plt.plot([1, 2])\nplt.show()\n"


def pictures(bench, body, name="t/s"):
    return bench.run(START + body, name).cells["picture"].figures


def texts(picture):
    root = ElementTree.fromstring(picture)
    return {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}


LAID_OUT = {
    "tight": "fig, ax = plt.subplots()\nax.plot([1])\nplt.tight_layout()",
    "tight-figure": "fig, ax = plt.subplots(2, 2)\nfig.tight_layout(pad=2)",
    "adjusted": "plt.plot([1])\nplt.subplots_adjust(left=0.3, hspace=0.5)",
    "tight-after-bar": "fig, ax = plt.subplots()\nfig.colorbar(ax.imshow([[1, 2]]))\nfig.tight_layout()",
    "bar-in-axes": "fig, (a, b) = plt.subplots(1, 2)\nfig.colorbar(a.imshow([[1, 2]]), cax=b)\nfig.tight_layout()",
    "bar-of-several": "fig, axes = plt.subplots(1, 2)\nfig.colorbar(axes[0].imshow([[1, 2]]), ax=list(axes))",
    "bar": "plt.imshow([[1, 2]])\nplt.colorbar()\nplt.suptitle('all')",
    "by-hand": "fig = plt.figure()\nfig.add_axes([0.1, 0.1, 0.3, 0.8]).plot([1])",
    "moved": "fig, ax = plt.subplots()\nax.set_position([0.5, 0.5, 0.3, 0.3])",
    "grid": "fig, axes = plt.subplots(1, 2, gridspec_kw={'wspace': 0, 'left': 0.3})",
    "constrained": "fig, ax = plt.subplots(layout='constrained')\nax.plot([1])",
    "compressed": "fig, ax = plt.subplots(1, 2, layout='compressed')\nax[0].imshow([[1]])",
    "subfigures": "a, b = plt.figure().subfigures(1, 2)\na.subplots().plot([1])\nb.suptitle('b')",
    "no-axes": "plt.figure().text(0.5, 0.5, 'alone')",
}


@pytest.mark.parametrize("program", LAID_OUT.values(), ids=LAID_OUT)
def test_no_layout_of_the_engine_is_in_a_programs_way(bench, program):
    """Warnings are errors in a run."""
    assert len(pictures(bench, program + "\nplt.show()\n")) == 1


def test_an_image_may_get_its_pixels_when_it_is_drawn(bench):
    body = """
    from matplotlib.image import AxesImage

    class Late(AxesImage):
        def draw(self, renderer):
            self.set_data(np.eye(3))
            super().draw(renderer)

    fig, ax = plt.subplots()
    for left in (0, 1):
        ax.add_artist(Late(ax, extent=(left, left + 1, 0, 1)))
    ax.set_xlim(0, 2)
    plt.show()
    """
    (figure,) = pictures(bench, dedent(body))
    assert figure["en"].count("<image") == 2


def test_an_image_without_axes_lies_where_its_pixels_would(bench):
    body = "fig = plt.figure(figsize=(3, 3), dpi=50)\nfig.figimage(np.eye(20), 50, 25)\nplt.show()\n"
    (figure,) = pictures(bench, body)
    (image,) = ElementTree.fromstring(figure["en"]).iter("{http://www.w3.org/2000/svg}image")
    assert [float(image.get(side)) for side in ("x", "width", "height")] == pytest.approx([72, 28.8, 28.8], abs=0.5)
    assert -float(image.get("y")) == pytest.approx(216 - 36 - 28.8, abs=0.5), "drawn upside down, and turned over"


def left_of_axes(picture):
    root = ElementTree.fromstring(picture)
    paths = root.iter("{http://www.w3.org/2000/svg}path")
    lines = (path.get("d").split() for path in paths if path.get("id") is None)
    return min(float(line[1]) for line in lines if len(line) == 6 and line[1] == line[4])


def test_a_figure_without_layout_gets_room_for_its_labels_and_one_with_keeps_its_own(bench):
    body = "for left in (None, 0.4):\n  plt.plot([1, 2])\n  if left: plt.subplots_adjust(left=left)\n  plt.show()\n"
    free, own = pictures(bench, body)
    assert left_of_axes(free["en"]) < 40
    assert left_of_axes(own["en"]) == pytest.approx(0.4 * 4.8 * 72, abs=0.1)


def test_a_figure_keeps_no_trace_of_being_shown(bench):
    state = """
        [*(tuple(ax.get_position(original).bounds) for ax in fig.axes for original in (True, False)), fig.dpi,
         type(fig.canvas), fig.get_layout_engine(), fig.stale_callback, [a.get_gid() for a in fig.findobj()],
         vars(fig.subplotpars), [t.get_position() for t in fig.texts], [ax.get_in_layout() for ax in fig.axes],
         dict(plt.rcParams)]
    """
    for name, make in (("t/a", "fig.colorbar(ax.imshow([[1, 2]]))"), ("t/b", "fig.suptitle('all')\nax.plot([1])")):
        result = bench.run(
            START + f"fig, ax = plt.subplots()\n{make}\nfig.canvas.draw()\nstate = lambda: {state.strip()}\n"
            "before = state()\nfig.show()\nassert state() == before\nplt.tight_layout()\nplt.close(fig)\n",
            name,
        )
        assert len(result.cells["picture"].figures) == 1


def test_what_the_look_does_not_need_is_as_matplotlib_has_it(bench):
    result = bench.run(
        START + "import matplotlib, warnings\nfig, ax = plt.subplots()\nbackend = matplotlib.get_backend()\n"
        "canvas = type(fig.canvas).__name__\nface = list(fig.get_facecolor()) + list(ax.get_facecolor())\n"
        "print({key for key, value in plt.rcParams.items() if value != matplotlib.rcParamsDefault[key]})\nplt.close()\n"
    )
    assert result.facts["backend"] == "agg"
    assert result.facts["canvas"] == "FigureCanvasAgg"
    assert result.facts["face"] == [1] * 8
    printed = result.output("picture") if hasattr(result, "output") else result.cells["picture"].stdout
    assert not [word for word in ("layout", "savefig", "svg", "subplot", "autolayout", "backend") if word in printed]


WINDOWS = {
    "show-closes": ("plt.plot([1])\nplt.show()\nassert plt.get_fignums() == []\nplt.plot([2])\nplt.show()", 2),
    "many-at-once": ("for k in range(3):\n  plt.figure()\n  plt.plot([k])\nplt.show()", 3),
    "figure-show": ("fig, ax = plt.subplots()\nax.plot([1])\nfig.show()\nplt.close(fig)", 1),
    "figure-show-and-show": ("fig, ax = plt.subplots()\nax.plot([1])\nfig.show()\nplt.show()", 1),
    "changed-between": ("fig, ax = plt.subplots()\nfig.show()\nax.plot([1])\nplt.show()", 2),
    "pause": ("for k in range(2):\n  plt.plot([k, 1])\n  plt.pause(0.01)\nplt.show()", 2),
    "pause-alone": ("plt.plot([1])\nplt.pause(0.01)", 1),
    "not-blocking": ("plt.plot([1])\nplt.show(block=False)\nassert plt.get_fignums() == [1]\nplt.close('all')", 1),
    "interactive": ("plt.ion()\nplt.plot([1])\nplt.show()\nassert plt.get_fignums()\nplt.ioff()\nplt.show()", 1),
    "saved": ("plt.plot([1])\nplt.savefig('a.png')\nplt.savefig('a.pdf')", 0),
    "saved-and-closed": ("plt.plot([1])\nplt.savefig('a.svg')\nplt.close()", 0),
    "closed": ("plt.plot([1])\nplt.close()", 0),
    "rendered": ("plt.plot([1])\nplt.gcf().canvas.draw()\nnp.asarray(plt.gcf().canvas.buffer_rgba()).shape", 0),
    "named-agg": ("import matplotlib\nmatplotlib.use('Agg')\nplt.switch_backend('agg')\n" + SHOWN, 1),
    "other-backend": ("plt.switch_backend('svg')\n" + SHOWN, 1),
    "without-pyplot": ("from matplotlib.figure import Figure\nFigure().subplots().plot([1])", 0),
    "in-a-thread": ("import threading\nplt.plot([1])\nt = threading.Thread(target=plt.show)\nt.start()\nt.join()", 1),
    "title": ("plt.get_current_fig_manager().set_window_title('a')\nplt.plot([1])\nplt.show()", 1),
    "defaults": ("plt.rcdefaults()\n" + SHOWN, 1),
    "style": ("plt.style.use('ggplot')\n" + SHOWN, 1),
    "nothing": ("plt.show()", 0),
}


@pytest.mark.parametrize(("program", "count"), WINDOWS.values(), ids=WINDOWS)
def test_windows_open_and_close_as_for_a_reader(bench, program, count):
    assert len(pictures(bench, program + "\n")) == count


def test_a_figure_that_was_never_shown_is_an_error(bench):
    error = bench.failure(START + "plt.plot([1])\n")
    assert "a figure of cell `picture` is never shown" in str(error)


def test_what_a_program_saves_is_what_matplotlib_draws(bench):
    body = (
        "fig, ax = plt.subplots(figsize=(3, 2))\nfig.savefig('a.png')\na = plt.imread('a.png')\nshape = list(a.shape)\n"
    )
    result = bench.run(START + body + "corner = a[0, 0].tolist()\n")
    assert result.facts["shape"] == [200, 300, 4]
    assert result.facts["corner"] == [1, 1, 1, 1]


def test_an_error_in_drawing_is_matplotlibs(bench):
    error = bench.failure(START + "plt.title(r'$\\frac{1}$')\nplt.plot([1])\nplt.show()\n")
    assert "raised ValueError" in str(error)
    assert "ParseFatalException" in str(error) or "Expected" in str(error)


MOVING = """
from matplotlib.animation import FuncAnimation
fig, ax = plt.subplots()
line, = ax.plot([0, 1], [0, 1])
frames = []
def step(k):
    frames.append(k)
    line.set_ydata([k, 1])
    ax.set_title(f"frame {k}")
    return line,
"""


@pytest.mark.parametrize("options", ["", ", blit=True", ", init_func=lambda: [line]"])
def test_an_animation_shows_its_first_frame_and_says_so(bench, options):
    body = (
        MOVING
        + f"movie = FuncAnimation(fig, step, frames=[7, 8, 9]{options})\nplt.show()\nshown = set(frames) == {{7}}\n"
    )
    result = bench.run(START + body)
    assert result.facts["shown"] is True
    (figure,) = result.cells["picture"].figures
    assert {"frame 7", "one frame of an animation"} <= texts(figure["en"])
    assert "动画中的一帧" in texts(figure["zh"])


def test_a_still_figure_does_not_say_so(bench):
    (figure,) = pictures(bench, SHOWN)
    assert "one frame of an animation" not in texts(figure["en"])


def test_programs_that_start_processes_which_draw(bench):
    body = """
import multiprocessing, subprocess, sys
def draw(k):
    fig, ax = plt.subplots()
    ax.plot([k, 1])
    fig.savefig(f"{k}.png")
    plt.show()
    plt.close(fig)
    return k
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        forked = pool.map(draw, [1, 2])
    code = "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show(); print(plt.get_backend())"
    p = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    other = p.stdout.strip()
"""
    result = bench.run(START + body)
    assert result.facts["forked"] == [1, 2]
    assert result.facts["other"] == "agg"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("plt.figure(figsize=(0.1, 3))\n" + SHOWN, "a figure of 0.1 × 3 inches does not fit a page"),
        ("plt.figure(figsize=(3, 300))\n" + SHOWN, "a figure of 3 × 300 inches does not fit a page"),
        ("plt.title(f'loss {float(\"nan\"):.2f}')\n" + SHOWN, "a figure says 'loss nan'"),
        ("plt.xlabel(f'{np.float32(\"-inf\")}')\n" + SHOWN, "a figure says '-inf'"),
        ("[plt.plot(range(30), [k] * 30, 'o') for k in range(250)]\nplt.show()", "the picture of a figure has"),
    ],
)
def test_what_a_page_cannot_carry_is_an_error(bench, body, what):
    assert what in str(bench.failure(START + body + "\n"))


def test_a_name_is_no_number(bench):
    (figure,) = pictures(bench, "plt.title('Nan and Inf, nan-free, info')\n" + SHOWN)
    assert "Nan and Inf, nan-free, info" in texts(figure["en"])


def test_what_diverges_may_say_so(bench):
    head = "# /// script\n# [tool.snippet]\n# diverges = true\n# ///\n"
    result = bench.run(head + START + "plt.title('loss nan')\n" + SHOWN)
    assert "loss nan" in texts(result.cells["picture"].figures[0]["en"])


LABELS = [
    '#1a63b8, id="x1" y="0.12345"',
    "#ffffff",
    '<a href="#top">',
    "class {0} of 10",
    "sets {1} and {0}: 3 of 7",
    "2024-01-15 x-1 -5 1e-3 0-9 v1.2-3",
    "a  b & c",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_shown_as_it_is_written(bench, label):
    (figure,) = pictures(bench, f"plt.title({label!r})\n" + SHOWN)
    assert label in texts(figure["en"])
    assert label in texts(figure["zh"])


def test_heavy_pictures_are_drawn_in_pixels_where_they_would_be_too_large(bench):
    body = "p = np.random.default_rng(0).normal(size=(2, 50_000))\nplt.scatter(*p, s=1)\nplt.show()\n"
    body += (
        "plt.imshow(np.random.default_rng(0).random((3000, 4000, 3)))\nplt.show()\nplt.scatter([1], [2])\nplt.show()\n"
    )
    points, image, light = pictures(bench, body)
    for figure in (points, image):
        assert len(figure["en"]) < 500_000
        assert "<image" in figure["en"]
        assert "0" in texts(figure["en"]), "words stay words"
    assert points["en"].count("<image") == 2, "of the look: one for each scheme"
    assert "var(--fig-dark, 0%)" in points["en"]
    assert image["en"].count("<image") == 1
    assert "<image" not in light["en"]
