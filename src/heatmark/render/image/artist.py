"""Pictures as an Artist of matplotlib's, on any axes and in whatever format their figure is saved.

This room imports matplotlib, so others import it where they draw, and not before.
"""

from __future__ import annotations

from inspect import ismethod
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform

from heatmark.core.errors import Notice
from heatmark.core.wording import say
from heatmark.picture.palette import LEVELS
from heatmark.render.image.letters import CELL, outline
from heatmark.render.image.sheet import CSS_DPI, DOT, EDGE, PAD, POINTS, ROUND, Sheet, colours
from heatmark.render.image.views import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.backend_bases import RendererBase

    from heatmark.picture.parts import ImageSettings, Picture
    from heatmark.render.image.screen import Box, Mark


_CORNERS = np.array(
    [
        *([0, 0], [1, 0], [1, 1], [0, 1]),
        [0, 0],  # equivalent: no point of CLOSEPOLY is there
    ],
    np.float64,
)
_RECTANGLE = np.array(
    [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], np.uint8
)
# Frames by what they are of: how thick they are, and how much of what is behind they hide.
_FRAMES = {
    "ramp": (1, 1.0),
    "group": (1, 1.0),
    "frame": (1, 1.0),
    "mark": (2, 1.0),
    "piece": (1, 0.45),
}
_LEAST = 4  # columns: fewer have no room for a name and a wide letter, or a cell, beside it
_ROUNDED = 1e-6  # cells that a width in inches may have lost


class TextHeatmap(Artist):
    """A text heatmap that fills its axes from the upper left corner, as wide as they are.

    Lines break anew when the axes, the figure or its resolution change. What is taller than the
    axes goes on below them, as a long text does; `set_clip_on(True)` cuts it off. Where that is out
    of the figure, or over other axes, its author is told.
    """

    def __init__(
        self,
        picture: Picture,
        settings: ImageSettings,
        tell: Callable[[Notice], None] | None = None,
    ) -> None:
        """Take what is to be drawn.

        Args:
            picture: The picture.
            settings: Of these, the size of letters and the font.
            tell: What to do with what there is to say to its author while it is drawn.
        """
        super().__init__()
        self.set_zorder(3)  # over lines, like text
        self.set_clip_on(False)
        self.picture = picture
        self.settings = settings
        self.colours = colours(picture.palette, dark=False)
        self._tell = tell
        self._laid_out: Sheet | None = None

    def sheet(self, renderer: RendererBase) -> Sheet:
        """Lay the picture out for the width that the axes have at a resolution."""
        pixel = float(cast("float", renderer.points_to_pixels(1)))
        cell = CELL * self.settings.fontsize * pixel
        wide = self._box().width
        made = self._laid_out
        if made is None or made.cell != cell or made.width != wide:
            columns = max(_LEAST, int(wide / cell - 2 * PAD + _ROUNDED))
            made = Sheet(
                screen=screen(self.picture, columns, alone=True),
                format="figure",
                cell=cell,
                scale=pixel * POINTS / CSS_DPI,
                width=wide,
                colours=self.colours,
                font=self.settings.font,
                outlines=True,  # equivalent: only files ask for it
            )
            self._laid_out = made
        return made

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Tell where it is drawn, in pixels of the screen."""
        figure: Any = self.get_figure()
        made = self.sheet(renderer or figure._get_renderer())  # noqa: SLF001 - as all Artists do
        box = self._box()
        ends = [*map(len, made.screen.lines), *(one.last for one in made.screen.boxes)]
        wide = max(ends) * made.cell + 2 * made.pad
        return Bbox([[box.x0, box.y1 - made.height], [box.x0 + wide, box.y1]])

    def _box(self) -> Bbox:
        axes: Any = self.axes
        box: Bbox = axes.bbox
        return box

    def _lacks_room(self, renderer: RendererBase) -> Iterator[Notice]:
        """Say how large a figure has to be, if not all of it is seen in this one."""
        box, extent = self._box(), self.get_window_extent(renderer)
        if self.get_clip_on():  # as its author wants it
            return
        if extent.width <= box.width + 1 and extent.height <= box.height + 1:
            return
        figure = self._root()
        seen = figure.bbox_inches.size * figure.dpi  # of an image that is cut to what is in it, too
        is_cut = extent.y0 < -1 or extent.x1 > seen[0] + 1
        if not is_cut and not self._is_covered(renderer, extent):
            return
        # Axes grow as their figure does.
        grow = np.maximum(extent.size / np.maximum(box.size, 1), 1)
        # Its size is not what is known as such while it is cut to what is in it.
        low, high = figure.transFigure.transform([(0, 0), (1, 1)])
        width, height = np.ceil(10 * (high - low) / figure.dpi * grow - _ROUNDED) / 10
        problem = say("the axes have no room for all of the heatmap, which is cut off or covered")
        hint = say(
            "make the figure figsize=({width}, {height}), in inches, or write a smaller fontsize",
            width=f"{width:g}",
            height=f"{height:g}",
        )
        yield Notice(name="small-axes", message=problem, hint=hint)

    def _root(self) -> Any:
        """Give the whole figure, also of axes in a part of it."""
        axes: Any = self.axes
        return axes.figure.figure

    def _is_covered(self, renderer: RendererBase, extent: Bbox) -> bool:
        """Tell whether what is out of the axes is where others are, with their titles and ticks."""
        box = self._box()
        outside = [
            Bbox([[extent.x0, extent.y0], [extent.x1, min(box.y0, extent.y1)]]),
            Bbox([[box.x1, extent.y0], [max(box.x1, extent.x1), extent.y1]]),
        ]
        others = [
            axes for axes in self._root().axes if axes is not self.axes and axes.get_visible()
        ]
        found = (axes.get_tightbbox(renderer) for axes in others)
        shared = (Bbox.intersection(one, part) for one in found if one for part in outside)
        return any(one is not None and min(one.width, one.height) > 1 for one in shared)

    @allow_rasterization  # type: ignore[untyped-decorator]
    def draw(self, renderer: RendererBase) -> None:
        """Draw boxes, then what is over them, then letters."""
        if not self.get_visible():
            return
        made = self.sheet(renderer)
        # Before an image that is cut to what is in it, matplotlib draws once into nothing: with
        # functions in place of the renderer's methods.
        if self._tell is not None and ismethod(renderer.draw_path):
            for notice in self._lacks_room(renderer):
                self._tell(notice)
        renderer.open_group("heatmark", self.get_gid())
        context: Any = renderer.new_gc()
        self._set_gc_clip(context)  # type: ignore[attr-defined]
        context.set_snap(False)
        context.set_alpha(self.get_alpha())
        _Drawing(renderer, context, made, self._box()).draw()
        context.restore()
        renderer.close_group("heatmark")
        self.stale = False


class HeatmapFigure(Figure):
    """A figure with a heatmap alone, which notebooks show once.

    They show the value of a cell's last line, and then what pyplot still has open.
    """

    def _ipython_display_(self) -> None:
        """Be shown, and be no longer open, unless it is in a window or a widget."""
        import IPython.display
        from matplotlib import get_backend
        from matplotlib import pyplot as plt

        unknown = -1  # equivalent: no figure has a number below 1
        is_open = plt.fignum_exists(getattr(self, "number", unknown))
        if is_open and "inline" not in get_backend().lower():
            return
        content = BytesIO()
        self.savefig(content, format="png")
        plt.close(self)
        notebook: Any = IPython.display  # untyped
        notebook.display(notebook.Image(content.getvalue()))


class _Drawing:
    """One drawing, by one renderer."""

    def __init__(self, renderer: RendererBase, context: object, made: Sheet, box: Bbox) -> None:
        self.renderer: Any = renderer
        self.context: Any = context
        self.made = made
        self.left, self.upper = box.x0, box.y1
        # Lines are counted in points.
        self.point = float(cast("float", renderer.points_to_pixels(1)))
        # Agg puts markers on whole pixels, so that letters would not stand evenly.
        self.has_pixels = hasattr(renderer, "buffer_rgba")

    def draw(self) -> None:
        for level, boxes in self.made.by_level:
            self._boxes(level, boxes)
        for mark in self.made.screen.marks:
            self._mark(mark)
        self._letters()

    def _corners(self, box: Box | Mark, inset: float = 0.0) -> np.ndarray:
        """Find the corners of a box in pixels, y upwards."""
        made = self.made
        x, y, wide, tall = made.place(box)
        low = self.upper - y - tall
        size = [wide - 2 * inset, tall - 2 * inset]
        corner = [self.left + x + inset, low + inset]
        return np.asarray(_CORNERS * size + corner)

    def _boxes(self, level: int, boxes: Sequence[Box]) -> None:
        made = self.made
        if level < 0:
            self.context.set_hatch("////")
            self.context.set_hatch_color((0.7, 0.7, 0.7, 1.0))
            self._fill(np.vstack([self._corners(box) for box in boxes]), None)
            self.context.set_hatch(None)
            return
        # A round stroke of the same colour makes corners round, so that equal neighbours stay two.
        round_ = ROUND * made.scale
        corners = np.vstack([self._corners(box, round_ / 2) for box in boxes])
        self._fill(corners, made.colours.fills[level], round_)

    def _fill(
        self, corners: np.ndarray, fill: str | None, stroke: float = 0.0, ink: str | None = None
    ) -> None:
        context = self.context
        context.set_linewidth(stroke / self.point)
        context.set_joinstyle("round" if ink is None else "miter")
        if stroke:
            context.set_foreground(ink or fill)
        path = Path(corners, np.tile(_RECTANGLE, len(corners) // len(_CORNERS)))
        self.renderer.draw_path(context, path, IdentityTransform(), _rgb(fill))

    def _mark(self, mark: Mark) -> None:
        made = self.made
        corners = self._corners(mark)
        thick = EDGE * made.cell
        if mark.kind == "above":
            corners[:, 1] = corners[:, 1].max() + _CORNERS[:, 1] * thick
            self._fill(corners, made.colours.ink)
        elif mark.kind == "below":
            corners[:, 1] = corners[:, 1].min() - _CORNERS[:, 1] * thick
            self._fill(corners, made.colours.ink)
        elif mark.kind == "dots":
            self._dots(corners, DOT * made.cell)
        elif mark.kind == "ramp":
            self._ramp(corners)
        if mark.kind in _FRAMES:
            thick, share = _FRAMES[mark.kind]
            alpha = self.context.get_alpha()
            self.context.set_alpha(share * alpha)
            if mark.kind == "mark":
                corners = self._corners(mark, -made.scale)
            self._fill(corners, None, thick * made.scale, made.colours.ink)
            self.context.set_alpha(alpha)

    def _dots(self, corners: np.ndarray, thick: float) -> None:
        left, right, low = corners[:, 0].min(), corners[:, 0].max(), corners[:, 1].min()
        starts = np.arange(left, max(right, left + thick) - thick / 2, 2 * thick)  # one at least
        dots = [_CORNERS * thick + [start, low - thick / 2] for start in starts]
        self._fill(np.vstack(dots), self.made.colours.ink)

    def _ramp(self, corners: np.ndarray) -> None:
        left, right = corners[:, 0].min(), corners[:, 0].max()
        step = (right - left) / LEVELS
        for level, fill in enumerate(self.made.colours.fills):
            part = corners.copy()
            # Each reaches under the next, so that no seam shows.
            part[:, 0] = left + level * step + _CORNERS[:, 0] * (right - left - level * step)
            self._fill(part, fill)

    def _letters(self) -> None:
        """Draw letters by their ink."""
        made = self.made
        indices: dict[tuple[str, str, bool], list[tuple[float, float]]] = {}
        for at, (line, inks) in enumerate(zip(made.screen.lines, made.inks, strict=True)):
            y = self.upper - made.pad - at * made.pitch - made.top
            bold = at in made.screen.bold
            for column, cluster in enumerate(line):
                if cluster not in {" ", ""}:
                    x = self.left + made.pad + column * made.cell
                    indices.setdefault((inks[column], cluster, bold), []).append((x, y))
        self.context.set_linewidth(0)
        if self.has_pixels:
            self._as_paths(indices)
            return
        size = Affine2D().scale(made.cell)
        for (ink, cluster, bold), where in indices.items():
            shape = outline(cluster, made.font, bold=bold)
            marker = Path(shape.vertices, shape.codes)
            draw = self.renderer.draw_markers
            draw(self.context, marker, size, Path(where), IdentityTransform(), _rgb(ink))

    def _as_paths(self, indices: dict[tuple[str, str, bool], list[tuple[float, float]]]) -> None:
        for (ink, cluster, bold), where in indices.items():
            shape = outline(cluster, self.made.font, bold=bold)
            if not len(shape.vertices):
                continue
            vertices = shape.vertices[None] * self.made.cell + np.array(where)[:, None]
            codes = np.tile(shape.codes, len(where))
            path = Path(vertices.reshape(len(codes), 2), codes)
            self.renderer.draw_path(self.context, path, IdentityTransform(), _rgb(ink))


def _rgb(colour: str | None) -> tuple[float, ...] | None:
    return None if colour is None else to_rgb(colour)
