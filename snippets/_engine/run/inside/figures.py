"""The Matplotlib of a run: as without a screen, but what a program shows becomes a picture for the page.

The look is set by `apply_style`; all else is as Matplotlib has it. What is shown is drawn for the page, once per
language (`pictures`), of which the figure keeps no trace. `plt.show()` closes what it showed, as when a reader closes
the windows; what is shown without waiting (`fig.show()`, `plt.pause`, `block=False`) stays open, and is shown again
only once it has changed. Of an animation there is its first frame.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from weakref import WeakKeyDictionary

import matplotlib
from matplotlib import cycler, pyplot
from matplotlib.backend_bases import DrawEvent, FigureCanvasBase, FigureManagerBase
from matplotlib.figure import Figure

from ...course import LANGUAGES
from ...snippet.labels import fill, message_of, needs_translation
from .colours import CYCLE
from .pictures import LIMIT, chinese_font, pictures
from .svg import clean

STYLE = {
    "figure.figsize": (4.8, 3.4),
    "font.size": 10.5,
    "axes.prop_cycle": cycler(color=CYCLE),
    "axes.edgecolor": "gray",
    "axes.labelcolor": "gray",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": "medium",
    "axes.titleweight": "bold",
    "axes3d.xaxis.panecolor": (1, 1, 1, 0),
    "axes3d.yaxis.panecolor": (1, 1, 1, 0),
    "axes3d.zaxis.panecolor": (1, 1, 1, 0),
    "grid.color": "lightgray",
    "legend.edgecolor": "lightgray",
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "lines.solid_capstyle": "round",
    "xtick.color": "gray",
    "ytick.color": "gray",
}
_SIDES = 0.5, 20.0  # inches that a side of a figure may have
_MOVES = {"en": "one frame of an animation", "zh": "动画中的一帧"}


class Recorder:
    """Where shown figures go.

    Args:
        translations: English label message to Chinese.

    Attributes:
        labels: Every label message drawn so far, with the translation that was used ("" when it has none).
        failures: What is wrong with the figures so far, each with a remedy.
    """

    def __init__(self, translations: Mapping[str, str]) -> None:
        self.labels: dict[str, str] = {}
        self.failures: list[tuple[str, str]] = []
        self._translations = translations
        self._figures: list[Mapping[str, str]] = []
        self._cell = ""
        self._unseen: WeakKeyDictionary[Figure, str] = WeakKeyDictionary()  # and the cell that made them
        self._shown: WeakKeyDictionary[Figure, object] = WeakKeyDictionary()  # and as what

    def begin(self, salt: str) -> None:
        """Begins a cell.

        Args:
            salt: "topic/name:cell", from which the identifiers inside its pictures are made.
        """
        self._cell, self._figures = salt, []

    def taken(self) -> list[Mapping[str, str]]:
        """The figures shown since the cell began, each a mapping from language to SVG."""
        return self._figures

    def end(self) -> None:
        """Ends the program: a figure that is open and was neither shown nor saved is a failure."""
        for cell in dict.fromkeys(self._unseen.values()):
            name = cell.rpartition(":")[2]
            self.failures.append((f"a figure of cell `{name}` is never shown", "End the cell with plt.show()"))

    def made(self, figure: Figure) -> None:
        """Takes down that pyplot has a new figure."""
        self._unseen[figure] = self._cell

    def seen(self, figure: Figure) -> None:
        """Takes down that a figure was shown, saved or closed."""
        self._unseen.pop(figure, None)

    def show(self, figure: Figure) -> None:
        """Draws a figure for the page in every language."""
        self.seen(figure)
        if not all(_SIDES[0] <= side <= _SIDES[1] for side in figure.get_size_inches()):
            what = "a figure of {:g} × {:g} inches does not fit a page".format(*figure.get_size_inches())
            self.failures.append((what, "Give it a `figsize` from {:g} to {:g} inches".format(*_SIDES)))
            return
        _move(figure)
        try:
            drawn = pictures(figure, {language: self._in_language(language) for language in reversed(LANGUAGES)})
        except Exception as error:
            figure.canvas.draw()  # if it cannot be drawn at all, the program is told by Matplotlib
            what = f"a figure cannot be drawn for a page: {type(error).__name__}: {error}"
            self.failures.append((what, "Mend the translations of its labels, or draw it in another way"))
            return
        if self._shown.get(figure) == drawn:
            return
        self._shown[figure] = drawn
        moves = bool(_animations(figure, "close_event"))
        made = {}
        for language, (svg, colours) in drawn.items():
            salt = f"{self._cell}:{len(self._figures)}:{language}"
            made[language] = clean(svg, colours, salt, _MOVES[language] if moves else "")
        if (size := max(map(len, made.values()))) > LIMIT:
            what = f"the picture of a figure has {size // 1000:,} kB, where a page takes {LIMIT // 1000}"
            self.failures.append((what, "Draw fewer shapes, or many as one collection: `scatter`, `LineCollection`"))
            return
        self._figures.append(made)

    def _in_language(self, language: str) -> Callable[[str], str]:
        def label(text: str) -> str:
            message, values = message_of(text)
            if not needs_translation(message):
                return text
            translation = self._translations.get(message, "")
            self.labels[message] = translation
            return fill(translation if translation and language == "zh" else message, values)

        return label


def record(recorder: Recorder) -> None:
    """Makes Matplotlib hand what is shown to a recorder; what is no window is as it was."""

    class Manager(FigureManagerBase):
        def __init__(self, canvas: FigureCanvasBase, num: int | str) -> None:
            super().__init__(canvas, num)
            recorder.made(canvas.figure)
            canvas.mpl_connect("draw_event", _drawn)

        @classmethod
        def pyplot_show(cls, *, block: bool | None = None) -> None:
            super().pyplot_show(block=block)

        @classmethod
        def start_main_loop(cls) -> None:
            pyplot.close("all")

        def show(self) -> None:
            recorder.show(self.canvas.figure)

        def destroy(self) -> None:
            recorder.seen(self.canvas.figure)
            super().destroy()

    def _drawn(event: DrawEvent) -> None:
        if event.canvas.is_saving() or not matplotlib.is_interactive():
            recorder.seen(event.canvas.figure)

    FigureCanvasBase.manager_class = Manager  # type: ignore[assignment]
    if matplotlib.get_backend(auto_select=False) == "agg":
        pyplot.switch_backend("agg")


def apply_style() -> None:
    """Sets the course's look, and Matplotlib's own settings for all else.

    The font with Chinese characters stands first: inside a text with maths, Matplotlib uses no other for the words.
    """
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(STYLE)
    matplotlib.rcParams["font.family"] = [chinese_font(), "DejaVu Sans"]


def _move(figure: Figure) -> None:
    """Brings what waits to move in a figure to its first frame, as a window would."""
    if waiting := _animations(figure, "draw_event"):
        figure.canvas.draw()
    for animation in waiting:
        for function, args, kwargs in list(animation.event_source.callbacks):
            function(*args, **kwargs)


def _animations(figure: Figure, signal: str) -> list:
    """The animations of a figure that wait for something to happen to it."""
    if (module := sys.modules.get("matplotlib.animation")) is None:
        return []
    waiting = [reference() for reference in figure.canvas.callbacks.callbacks.get(signal, {}).values()]
    owners = [getattr(method, "__self__", None) for method in waiting]
    return [owner for owner in owners if isinstance(owner, module.Animation)]
