"""The Matplotlib backend of a run: every shown figure is saved once per language."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import matplotlib
from matplotlib import cycler, font_manager, pyplot
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from ...course import LANGUAGES
from ...snippet.labels import fill, message_of, needs_translation
from .svg import PALETTE, clean

STYLE = {
    "figure.figsize": (4.8, 3.4),
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.prop_cycle": cycler(color=[PALETTE[f"c{i}"] for i in range(6)]),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes3d.xaxis.panecolor": (1, 1, 1, 0),
    "axes3d.yaxis.panecolor": (1, 1, 1, 0),
    "axes3d.zaxis.panecolor": (1, 1, 1, 0),
    "font.size": 10,
    "grid.color": PALETTE["faint"],
    "image.cmap": "viridis",
    "legend.facecolor": PALETTE["bg"],
    "legend.edgecolor": PALETTE["faint"],
    "legend.framealpha": 0.8,
    "mathtext.fontset": "dejavusans",
    "savefig.dpi": 144,
    "svg.fonttype": "none",
}


class Recorder:
    """Where shown figures go.

    Args:
        translations: English label message to Chinese.

    Attributes:
        labels: Every label message drawn so far, with the translation that was used ("" when it has none).
    """

    def __init__(self, translations: Mapping[str, str]) -> None:
        self.labels: dict[str, str] = {}
        self.failures: list[tuple[str, str]] = []
        self._translations = translations
        self._figures: list[Mapping[str, str]] = []
        self._salt = ""

    def begin(self, salt: str) -> None:
        """Begins a cell.

        Args:
            salt: What identifiers inside its pictures are made from; equal salt, equal picture.
        """
        self._salt, self._figures = salt, []

    def taken(self) -> list[Mapping[str, str]]:
        """The figures shown since the cell began, each a mapping from language to SVG."""
        return self._figures

    def show(self, figure: Figure) -> None:
        """Saves a figure in every language."""
        pictures = {}
        for language in reversed(LANGUAGES):  # a layout starts from the one before: let it always be the same one
            with _texts(self._in_language(language)):
                file = io.BytesIO()
                figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
            salt = f"{self._salt}:{len(self._figures)}:{language}"
            pictures[language] = clean(file.getvalue().decode(), salt)
        self._figures.append(pictures)

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
    """Makes pyplot hand what is shown to a recorder."""

    class Manager(FigureManagerBase):
        @classmethod
        def pyplot_show(cls, *, block: bool | None = None) -> None:
            for number in pyplot.get_fignums():
                recorder.show(pyplot.figure(number))
            pyplot.close("all")

    class Canvas(FigureCanvasAgg):
        manager_class = Manager

    # A backend is named, not given: a module that pyplot imports.
    backend = types.ModuleType("course_backend")
    backend.FigureCanvas = Canvas  # type: ignore[attr-defined]
    sys.modules[backend.__name__] = backend
    pyplot.switch_backend(f"module://{backend.__name__}")


@contextmanager
def _texts(label: Callable[[str], str]) -> Iterator[None]:
    """Lets every text of Matplotlib be measured and drawn as `label` has it."""
    original = Text.get_text
    Text.get_text = lambda self: label(original(self))  # type: ignore[method-assign]
    try:
        yield
    finally:
        Text.get_text = original  # type: ignore[method-assign]


def apply_style() -> None:
    """Sets the course's style and a font with the metrics of Chinese characters.

    That font stands first: inside a text with maths, Matplotlib uses no other for the words.
    """
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(STYLE)
    spec = find_spec("mplfonts")
    assert spec is not None
    assert spec.origin is not None
    font = Path(spec.origin).parent / "fonts" / "NotoSansCJKsc-Regular.otf"
    font_manager.fontManager.addfont(font)
    matplotlib.rcParams["font.family"] = [font_manager.FontProperties(fname=font).get_name(), "DejaVu Sans"]
