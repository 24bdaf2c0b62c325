"""The Matplotlib backend of a run: every shown figure is saved once per language.

The figures are SVG whose text stays text and whose colours are CSS variables, so that they follow the
light or dark scheme of the page that holds them; each variable carries its light colour as fallback, so
that the picture is right without the page too.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import matplotlib
from matplotlib import cycler, font_manager
from matplotlib.backend_bases import FigureManagerBase, _Backend
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from ...snippet.labels import fill, message_of, needs_translation

# Light-scheme colours by the name of their CSS variable. docs/assets gives both schemes.
PALETTE = {
    "fg": "#000000",
    "bg": "#ffffff",
    "muted": "#808080",
    "faint": "#d3d3d3",
    "c0": "#1a63b8",
    "c1": "#b2500a",
    "c2": "#14764a",
    "c3": "#bb2a33",
    "c4": "#7443bd",
    "c5": "#0a7185",
}

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

LANGUAGES = ("en", "zh")


class Recorder:
    """Where shown figures go.

    Attributes:
        translations: English label message to Chinese.
        figures: Figures shown since it was last cleared, each a mapping from language to SVG.
        labels: Every label message drawn so far, with the translation that was used ("" when it has none).
        salt: What identifiers inside the pictures are made from; equal salt, equal picture.
    """

    def __init__(self) -> None:
        self.translations: Mapping[str, str] = {}
        self.figures: list[dict[str, str]] = []
        self.labels: dict[str, str] = {}
        self.salt = ""

    def show(self, figure: matplotlib.figure.Figure) -> None:
        """Saves a figure in every language."""
        pictures = {}
        for language in LANGUAGES:
            with _texts(self._in_language(language)):
                file = io.BytesIO()
                figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
            salt = f"{self.salt}:{len(self.figures)}:{language}"
            pictures[language] = clean(file.getvalue().decode(), salt)
        self.figures.append(pictures)

    def _in_language(self, language: str) -> Callable[[str], str]:
        def label(text: str) -> str:
            message, values = message_of(text)
            if not needs_translation(message):
                return text
            translation = self.translations.get(message, "")
            self.labels[message] = translation
            return fill(translation if translation and language == "zh" else message, values)

        return label


RECORDER = Recorder()


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


def clean(svg: str, salt: str) -> str:
    """Makes Matplotlib's SVG fit to stand inside a page.

    Drops the XML head, metadata and style sheet (its rules would hold for the whole page), keeps only
    the identifiers that are used and makes them unique by `salt`, takes out groups without attributes,
    names fonts and colours by CSS variables, and shortens coordinates to hundredths of a point.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*</defs>", "", svg)
    width, height = (float(value) for value in re.findall(r'(?:width|height)="([\d.]+)pt"', svg)[:2])
    body = svg[svg.index(">") + 1 :]

    used = set(re.findall(r"url\(#([^)]+)\)", body)) | set(re.findall(r'href="#([^"]+)"', body))
    short = hashlib.sha256(salt.encode()).hexdigest()[:8]
    # In the order of the picture: Matplotlib's own names differ from run to run.
    there = [name for name in re.findall(r' id="([^"]+)"', body) if name in used]
    names = {name: f"m{short}-{index}" for index, name in enumerate(dict.fromkeys(there))}
    body = re.sub(r' id="([^"]+)"', lambda found: f' id="{names[found[1]]}"' if found[1] in names else "", body)
    body = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{names[found[1]]})", body)
    body = re.sub(r'(?:xlink:)?href="#([^"]+)"', lambda found: f'href="#{names[found[1]]}"', body)
    body = body.replace("xlink:href", "href")
    body = _without_bare_groups(body)

    body = re.sub(
        r'( (?:d|x|y|points)=")([^"]*)(")',
        lambda found: found[1] + re.sub(r"-?\d+\.\d{3,}", _hundredths, found[2]) + found[3],
        body,
    )
    body = re.sub(r"\s*\n\s*", "\n", body)
    body = re.sub(r"#([0-9a-f]{6})\b", lambda found: _VARIABLES.get(found[0], found[0]), body)
    fonts = r"'(?:Noto Sans CJK SC|DejaVu Sans)'(?:, '[^']*')*(?:, sans-serif)?"
    body = re.sub(fonts, "var(--fig-font, sans-serif)", body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width * SCALE:.0f}" height="{height * SCALE:.0f}" '
        f'style="fill:{_VARIABLES[PALETTE["fg"]]};stroke-linejoin:round;stroke-linecap:butt">{body.strip()}\n'
    )


SCALE = 1.35  # CSS pixels a point
_VARIABLES = {colour: f"var(--fig-{name}, {colour})" for name, colour in PALETTE.items()}


def _without_bare_groups(body: str) -> str:
    """Takes out the groups that say nothing about what they hold: half of the elements of a picture."""
    says: list[bool] = []

    def tag(found: re.Match[str]) -> str:
        if found[0] == "</g>":
            return found[0] * says.pop()
        says.append("=" in found[0])
        return found[0] * (says.pop() if found[0].endswith("/>") else says[-1])

    return re.sub(r"<g\b[^>]*>|</g>", tag, body)


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


class FigureManager(FigureManagerBase):
    """Shows a figure by handing it to the recorder."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        from matplotlib import pyplot

        for number in pyplot.get_fignums():
            RECORDER.show(pyplot.figure(number))
        pyplot.close("all")


class FigureCanvas(FigureCanvasAgg):
    """A canvas that can be shown without a screen."""

    manager_class = FigureManager


@_Backend.export
class _CourseBackend(_Backend):
    FigureCanvas = FigureCanvas
    FigureManager = FigureManager
