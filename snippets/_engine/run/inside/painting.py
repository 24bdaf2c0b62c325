"""A renderer that chooses the colours of a shape and draws it in them, for Matplotlib's SVG and for what lies under."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TextIO

import numpy
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgb
from matplotlib.transforms import Affine2D, Transform

from . import choice, roles
from .colours import RGB, Paint, name_of
from .ground import Colours, Ground
from .svg import DARK_ONLY, LIGHT_ONLY, Colour

_WIDE = 3  # points from which on a line is something that marks lie on
_HALO = 2.0  # points that a halo makes a shape wider
_BESIDE = 4.0  # the same of what lies around a frame or a marker
# Points of a shape from which on it is drawn as pixels: where that is asked for, and where it alone would be too much.
_HEAVY, _HUGE = 2_000, 30_000
_TICKS = {"xtick", "ytick"}
_FRAMES = {"axis3d", "grid3d", "pane3d"}

SAME = Affine2D().frozen()
Tint = Callable[[RGB], RGB]  # the colour in which something is drawn for which Matplotlib has another
Seen = Mapping[RGB, float]  # colours that can be seen, and how opaque they are


class Shape(Protocol):
    """Draws something in any colours, width of line and place."""

    def __call__(self, renderer: RendererBase, tint: Tint, wider: float = 0, zoom: Transform = SAME) -> None: ...


class Painter(RendererSVG):
    """Draws shapes for a page; each colour in the SVG is a number.

    Args:
        width: The width of the picture in points.
        height: Its height in points.
        file: Where the SVG goes.
        dpi: The resolution of images.
        pixels: Whether shapes of very many points become images.
    """

    def __init__(self, width: float, height: float, file: TextIO, dpi: float, pixels: bool) -> None:
        super().__init__(width, height, file, image_dpi=dpi, metadata={"Date": None, "Creator": None})
        self.ground = Ground(width, height)
        self.within: list[tuple[str, set[str]]] = []  # names and roles of the groups around what is drawn
        self.inner = False  # whether Matplotlib's methods call each other
        self.reducible = False  # whether the picture would be smaller in pixels, or in fewer
        self._pixels, self._asked = pixels, False
        self._numbers: dict[Colour, str] = {}

    def start_rasterizing(self) -> None:
        """Begins what Matplotlib or the author wants as pixels."""
        self._asked = True

    def stop_rasterizing(self) -> None:
        """Ends what `start_rasterizing` began."""
        self._asked = False

    @property
    def colours(self) -> dict[str, Colour]:
        """What the numbers in the SVG stand for."""
        return {number: colour for colour, number in self._numbers.items()}

    def number(self, paint: Paint, halo: Paint | None = None) -> RGB:
        """The colour that stands for another in the SVG."""
        colour = Colour(paint.css, halo.css if halo else "")
        return to_rgb(self._numbers.setdefault(colour, f"#{len(self._numbers) + 1:06x}"))

    def context(self, gc: Any, tint: Tint, wider: float = 0, zoom: Transform = SAME) -> Any:
        """A graphics context in other colours, with a wider line, and unclipped in an image, which is clipped whole."""
        made = self.new_gc()
        made.copy_properties(gc)
        drawn = bool(edges_of(gc))
        made.set_foreground((*tint(to_rgb(gc.get_rgb())), gc.get_rgb()[3] if drawn else 1), isRGBA=True)
        made.set_linewidth((gc.get_linewidth() if drawn else 0) + wider)
        if gc.get_hatch() is not None and (hatch := gc.get_hatch_color()) is not None:
            made.set_hatch_color((*tint(to_rgb(hatch)), hatch[3]))
        if zoom is not SAME:
            made.set_clip_rectangle(None)
            made.set_clip_path(None)
        return made

    def paint(
        self,
        gc: Any,
        shape: Shape,
        faces: Seen,
        edges: Seen,
        size: int,
        width: float = 0,
        markers: bool = False,
        lines: Sequence[Callable[[RendererBase], None]] = (),
    ) -> None:
        """Chooses the colours of a shape and draws it.

        Args:
            gc: Matplotlib's graphics context for it.
            shape: What draws it.
            faces: The colours that it is filled with.
            edges: The colours of its lines.
            size: About how many points it has.
            width: The width of its lines.
            markers: Whether it is markers.
            lines: What draws each of its lines, if it is lines.
        """
        if not faces and not edges and gc.get_hatch() is None:
            return
        (name, told), around = self.within[-1], {name for name, _ in self.within}
        ticks = bool(around & _TICKS)
        grid = ticks and not markers
        frame = grid or bool(told & {roles.FRAME, roles.EFFECT} or around & _FRAMES) or name == "text"
        sign = markers or roles.SIGN in told or not faces
        alpha = min((faces or edges).values(), default=1)
        background = roles.PAGE in told
        data = roles.DATA in told or (background and all(name_of(rgb) != "bg" for rgb in faces))
        frames = roles.FRAME in told
        beside = _BESIDE if frames or (markers and not ticks) else 0
        under = self.ground.under(lambda renderer: shape(renderer, to_rgb, beside), lines)
        paints: dict[RGB, Paint] = {}
        halo = None
        if sign and not frame and alpha >= choice.CLEAR:
            needed = choice.WORDS if ticks else choice.MARKS
            paints, halo = choice.marks(list(faces), list(edges), needed, under, data, alpha)
        elif frames:
            paints = {rgb: choice.frame(rgb, under) for rgb in edges}
        elif not sign and not frame:
            paints, outline = choice.areas(list(faces), under, data)
            halo = None if background or name != "patch" or edges.keys() - faces.keys() else outline

        def chosen(rgb: RGB) -> Paint:
            return paints.get(rgb) or choice.plain(rgb, data, under)

        if halo is not None and alpha == 1:  # else it would be seen through
            self._put(gc, shape, size, lambda _: halo, _HALO)
        self._put(gc, shape, size, chosen)
        if (faces and not frame) or width >= _WIDE:
            self.ground.lay(lambda renderer, colour: shape(renderer, lambda rgb: colour(chosen(rgb))))

    def _put(self, gc: Any, shape: Shape, size: int, chosen: Callable[[RGB], Paint], wider: float = 0) -> None:
        self.reducible |= size > _HEAVY
        if self._asked or size > (_HEAVY if self._pixels else _HUGE):
            self.paint_pixels(
                gc, lambda renderer, colour, zoom: shape(renderer, lambda rgb: colour(chosen(rgb)), wider, zoom)
            )
            return
        self.inner = True
        shape(super(), lambda rgb: self.number(chosen(rgb)), wider)
        self.inner = False

    def paint_pixels(self, gc: Any, draw: Callable[[RendererBase, Colours, Transform], None]) -> None:
        """Draws something as an image: one for both schemes, if it is the same in them, or one for each."""
        scale = self.image_dpi / 72
        schemes = []
        for scheme in ("light", "dark"):
            renderer = RendererAgg(self.width * scale, self.height * scale, self.image_dpi)
            draw(renderer, operator.attrgetter(scheme), Affine2D().scale(scale))
            schemes.append(numpy.asarray(renderer.buffer_rgba()))
        light, dark = schemes
        rows, columns = (numpy.flatnonzero((light | dark)[..., 3].any(axis=axis)) for axis in (1, 0))
        if not rows.size:
            return
        part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        x, y = columns[0] / scale, self.height - (rows[-1] + 1) / scale
        same = numpy.array_equal(light, dark)
        for image, gid in [(light, None)] if same else [(light, LIGHT_ONLY), (dark, DARK_ONLY)]:
            context = self.new_gc()
            context.copy_properties(gc)
            context.set_gid(gid)
            super().draw_image(context, x, y, image[part][::-1])


def faces_of(gc: Any, face: Any) -> Seen:
    """The colour with which a path is filled."""
    if face is None:
        return {}
    alpha = gc.get_alpha() if gc.get_forced_alpha() else (*face, 1)[3]
    return {to_rgb(face): alpha} if alpha else {}


def edges_of(gc: Any) -> Seen:
    """The colour of the line around a path."""
    alpha = gc.get_rgb()[3] if gc.get_linewidth() else 0
    return {to_rgb(gc.get_rgb()): alpha} if alpha else {}


def seen(colours: Any) -> Seen:
    """The different colours that can be seen."""
    rows = numpy.unique(numpy.asarray(colours, float).reshape(-1, 4), axis=0).tolist()
    return {(red, green, blue): alpha for red, green, blue, alpha in rows if alpha}


def tinted(colours: Any, tint: Tint) -> Any:
    """Many colours in others."""
    rows = numpy.array(colours, float).reshape(-1, 4)
    if not len(rows):
        return rows
    unique, place = numpy.unique(rows[:, :3], axis=0, return_inverse=True)
    rows[:, :3] = numpy.array([tint(tuple(rgb)) for rgb in unique.tolist()])[place.ravel()]
    return rows
