"""What Matplotlib asks of a renderer, answered for a page."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, Transform

from . import choice, roles
from .colours import name_of
from .ground import Colours
from .painting import SAME, Painter, Tint, edges_of, faces_of, seen, tinted

_MANY = 100  # lines from which on they are not looked at one by one


class PageRenderer(Painter):
    """Draws a figure for a page, as a `Painter` does."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._axes: list[Bbox] = []

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Notes what is drawn next; the group itself says nothing to a page."""
        self.within.append((s, roles.roles_of(gid)))

    def close_group(self, s: str) -> None:
        """Ends what `open_group` began."""
        self.within.pop()

    def option_scale_image(self) -> bool:
        """Images come in the resolution in which they are shown."""
        return False

    def draw_path(self, gc: Any, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        """Draws a line or an area."""
        if self.inner:
            super().draw_path(gc, path, transform, rgbFace)
            return
        background = rgbFace is not None and roles.PAGE in self.within[-1][1]
        if background and self._is_page(path.get_extents(transform), rgbFace):
            rgbFace = None

        def shape(renderer: RendererBase, tint: Tint, wider: float = 0, zoom: Transform = SAME) -> None:
            face = None if rgbFace is None else (*tint(to_rgb(rgbFace)), *rgbFace[3:])
            renderer.draw_path(self.context(gc, tint, wider, zoom), path, transform + zoom, face)

        self.paint(gc, shape, faces_of(gc, rgbFace), edges_of(gc), len(path.vertices), width=gc.get_linewidth())

    def draw_markers(
        self, gc: Any, marker_path: Path, marker_trans: Transform, path: Path, trans: Transform, rgbFace: Any = None
    ) -> None:
        """Draws one marker at many places."""

        def shape(renderer: RendererBase, tint: Tint, wider: float = 0, zoom: Transform = SAME) -> None:
            face = None if rgbFace is None else (*tint(to_rgb(rgbFace)), *rgbFace[3:])
            context = self.context(gc, tint, wider, zoom)
            renderer.draw_markers(context, marker_path, marker_trans + zoom, path, trans + zoom, face)

        self.paint(gc, shape, faces_of(gc, rgbFace), edges_of(gc), 6 * len(path.vertices), markers=True)

    def draw_path_collection(
        self,
        gc: Any,
        master_transform: Transform,
        paths: Any,
        all_transforms: Any,
        offsets: Any,
        offset_trans: Transform,
        facecolors: Any,
        edgecolors: Any,
        linewidths: Any,
        *rest: Any,
        hatchcolors: Any = (),
    ) -> None:
        """Draws many shapes, each in colours of its own."""
        if len(paths) == 0:
            return
        width = max(linewidths, default=0) if len(edgecolors) else 0
        faces, edges = seen(facecolors), seen(edgecolors) if width else {}

        def shape(renderer: RendererBase, tint: Tint, wider: float = 0, zoom: Transform = SAME) -> None:
            around = edgecolors if edges or not wider else [(0, 0, 0, 1)]
            widths = [(each if edges else 0) + wider for each in linewidths]
            renderer.draw_path_collection(
                self.context(gc, tint, 0, zoom),
                (master_transform + zoom).frozen(),
                paths,
                numpy.reshape(all_transforms, (-1, 3, 3)),
                offsets,
                offset_trans + zoom,
                tinted(facecolors, tint),
                tinted(around, tint),
                widths,
                *rest,
                hatchcolors=tinted(hatchcolors, tint),
            )

        def one(number: int, renderer: RendererBase) -> None:
            where, widths = ([of[number % len(of)]] if len(of) else [] for of in (all_transforms, linewidths))
            renderer.draw_path_collection(
                self.context(gc, to_rgb),
                master_transform.frozen(),
                [paths[number]],
                numpy.reshape(where, (-1, 3, 3)),
                offsets,
                offset_trans,
                numpy.empty((0, 4)),
                [(0, 0, 0, 1)],
                widths,
                *rest,
                hatchcolors=numpy.empty((0, 4)),
            )

        size = sum(len(path.vertices) for path in paths) + 6 * len(offsets)
        lines = [partial(one, number) for number in range(len(paths))] if not faces and len(paths) <= _MANY else []
        self.paint(gc, shape, faces, edges, size, width=width, lines=lines)

    def draw_gouraud_triangles(self, gc: Any, triangles_array: Any, colors_array: Any, transform: Transform) -> None:
        """Draws triangles whose corners have colours of their own, which SVG does not have, as an image."""

        def draw(renderer: RendererBase, colours: Colours, zoom: Transform = SAME) -> None:
            context = self.context(gc, to_rgb, 0, zoom)
            renderer.draw_gouraud_triangles(context, triangles_array, colors_array, transform + zoom)

        self.paint_pixels(gc, draw)
        self.ground.lay(draw)

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Transform | None = None) -> None:
        """Draws an image."""
        self.reducible = True
        super().draw_image(gc, x, y, im, transform)
        scale = self.image_dpi / 72
        rows, columns = ((numpy.arange(round(side / scale)) * scale).astype(int) for side in im.shape[:2])
        small = numpy.ascontiguousarray(im[rows][:, columns])
        if small.size:
            self.ground.lay(lambda renderer, colours: renderer.draw_image(self.context(gc, to_rgb), x, y, small))

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        """Draws words."""
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        box = Path.unit_rectangle().transformed(Affine2D().scale(width, 0.75 * (height - descent)))
        place = Affine2D().rotate_deg(angle).translate(x, self.height - y)
        under = self.ground.under(lambda renderer: renderer.draw_path(self.new_gc(), box, place, (0, 0, 0, 1)))
        chosen, alpha = choice.words(to_rgb(gc.get_rgb()), gc.get_rgb()[3], under)
        context = self.context(gc, lambda _: self.number(*chosen))
        context.set_alpha(alpha)
        super().draw_text(context, x, y, s, prop, angle, ismath, mtext)

    def _is_page(self, box: Bbox, face: Any) -> bool:
        """Whether a background is the page's: a white one, unless it hides other axes."""
        hides = box.count_overlaps(self._axes)
        if any(name == "axes" for name, _ in self.within):
            self._axes.append(box)
        return name_of(to_rgb(face)) == "bg" and not hides
