"""The Artist: on axes of its own and of users, in every format that matplotlib writes."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path as Shape

from drawing import colours, fonts_of_this_machine, rgb
from heatmark import Heatmap, HeatmarkWarning, SourceError
from heatmark.picture.palette import LEVELS
from heatmark.render.image.artist import HeatmapFigure, TextHeatmap
from heatmark.render.image.letters import outline
from heatmark.render.image.screen import Mark
from heatmark.render.image.sheet import colours as colours_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matplotlib.axes import Axes

TOKENS = ["Trời", " hôm", " nay", " đẹp", " quá", "!"]
HEATMAP = Heatmap(TOKENS, [1, 2, None, 4, 5, 9], scale=[0, 5], title="Một")


def axes(width: float = 6, height: float = 3) -> Axes:
    return Figure(figsize=(width, height)).add_axes((0.1, 0.1, 0.8, 0.8))


def saved(figure: Any, form: str = "png", **how: Any) -> bytes:
    data = io.BytesIO()
    figure.savefig(data, format=form, **how)
    return data.getvalue()


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close what pyplot has opened."""
    yield
    plt.close("all")


def alone(heatmap: Heatmap) -> TextHeatmap:
    """The Artist on a figure of its own."""
    (artist,) = heatmap.plot().axes[0].artists
    assert isinstance(artist, TextHeatmap)
    return artist


def renderer(artist: TextHeatmap) -> Any:
    figure: Any = artist.get_figure()
    canvas: Any = FigureCanvasAgg(figure)
    return canvas.get_renderer()


class Recorder:
    """Stands for a renderer of Agg's, and takes down what is drawn."""

    def __init__(self, real: Any) -> None:
        self.real = real
        self.paths: list[tuple[np.ndarray, float, Any]] = []
        self.alphas: list[float] = []
        self.hatches: list[str | None] = []
        self.hatch_colours: list[Any] = []
        self.joins: list[str] = []
        self.snaps: list[bool | None] = []
        self.strokes: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def draw_path(self, context: Any, path: Shape, transform: Any, fill: Any = None) -> None:
        line = context.get_linewidth() * self.real.points_to_pixels(1)
        vertices = np.asarray(transform.transform_path(path).vertices)
        ends = path.codes != Shape.CLOSEPOLY if path.codes is not None else slice(None)
        self.paths.append((vertices[ends], line, fill))
        self.alphas.append(context.get_alpha())
        self.hatches.append(context.get_hatch())
        self.hatch_colours.append(context.get_hatch_color())
        self.joins.append(str(context.get_joinstyle()))
        self.snaps.append(context.get_snap())
        self.strokes.append(tuple(context.get_rgb()[:3]))


@pytest.mark.parametrize("dpi", [72, 96, 100, 192])
def test_boxes_end_where_letters_do(dpi: float) -> None:
    """Boxes with their strokes reach as far as the cells of their letters, at every resolution."""
    heatmap = Heatmap(["|" * (1 + at % 3) for at in range(40)], [1.0] * 40, width=80, join="none")
    artist = alone(heatmap)
    figure: Any = artist.get_figure()
    figure.dpi = dpi
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    boxes, line, _ = recorder.paths[0]
    corners = boxes.reshape(-1, 4, 2)[:40]  # the others are the legend's
    left, right = corners[:, :, 0].min(axis=1) - line / 2, corners[:, :, 0].max(axis=1) + line / 2
    letters = next(one for one, line, _ in recorder.paths[1:] if line == 0 and len(one) >= 79 * 4)
    bars = letters.reshape(79, -1, 2)
    middles = np.sort((bars[:, :, 0].min(axis=1) + bars[:, :, 0].max(axis=1)) / 2)
    cell = (middles[-1] - middles[0]) / 78
    ends = middles[0] - cell / 2 + cell * np.cumsum([0, *(1 + at % 3 for at in range(40))])
    assert left == pytest.approx(ends[:-1], abs=0.05)
    assert right == pytest.approx(ends[1:], abs=0.05)


def test_it_looks_like_the_png() -> None:
    """At the middle of each box is the colour that the file has."""
    artist = alone(HEATMAP)
    pixels = colours(saved(artist.get_figure(), dpi=192))
    made = artist.sheet(renderer(artist))
    for box in made.screen.boxes:
        if box.level >= 0:
            x, y, wide, _ = (2 * one for one in made.place(box))
            figure: Any = artist.get_figure()
            scale = 96 / figure.dpi
            x, y, wide = x * scale, y * scale, wide * scale
            top = pixels[round(y + 0.12 * wide / (box.last - box.first)), round(x + wide / 2)]
            assert tuple(top) == rgb(made.colours.fills[box.level])


@pytest.mark.parametrize("columns", [10, 33, 80, 123, 400])
@pytest.mark.parametrize("dpi", [72, 100, 192])
def test_its_own_figure_is_as_large_as_the_text(columns: int, dpi: float) -> None:
    """The figure has just the width in characters of the option, and the height that this needs."""
    artist = alone(Heatmap(TOKENS * 9, [1.0] * 54, width=columns, fontsize=9.1))
    figure: Any = artist.get_figure()
    figure.dpi = dpi
    made = artist.sheet(renderer(artist))
    assert made.screen.columns == columns
    assert made.height == pytest.approx(figure.bbox.height, abs=0.5)


def test_on_axes_of_a_user() -> None:
    """It fills them from the upper left corner, over lines; other Artists stay."""
    ax = axes()
    (line,) = ax.plot([0, 1], [0, 1])
    artist = HEATMAP.plot(ax)
    assert artist.axes is ax
    assert artist in ax.get_children()
    assert artist.get_zorder() > line.get_zorder()
    assert artist.get_zorder() == ax.text(0, 0, "as text").get_zorder()
    assert not ax.axison
    box = artist.get_window_extent(renderer(artist))
    assert (box.x0, box.y1) == pytest.approx((ax.bbox.x0, ax.bbox.y1))
    assert box.x1 <= ax.bbox.x1 + 1


def test_it_can_be_hidden_and_faded() -> None:
    """As any Artist: set_visible, set_alpha."""
    artist = alone(HEATMAP)
    figure = artist.get_figure()
    full = colours(saved(figure))
    artist.set_alpha(0.3)
    faded = colours(saved(figure))
    artist.set_visible(False)
    empty = colours(saved(figure))
    assert (empty == 255).all()
    assert full.mean() < faded.mean() < 255


def test_what_is_drawn_is_not_stale() -> None:
    """Windows draw a figure anew only when something of it has changed."""
    artist = alone(HEATMAP)
    found = [artist.stale]
    artist.draw(Recorder(renderer(artist)))
    found.append(artist.stale)
    artist.set_alpha(0.5)
    found.append(artist.stale)
    assert found == [True, False, True]


def test_what_is_too_tall_goes_on_unless_it_is_clipped() -> None:
    """Text goes on below its axes; set_clip_on(True) with the axes' box cuts it off there."""
    ax = axes(3, 4)
    ax.set_position((0, 0.8, 1, 0.2))
    artist = Heatmap(TOKENS * 9, [float(at) for at in range(54)]).plot(ax)
    below = slice(int(0.25 * 400), None)
    assert (colours(saved(ax.figure, dpi=100))[below] < 255).any()
    artist.set_clip_box(ax.bbox)
    artist.set_clip_on(True)
    assert (colours(saved(ax.figure, dpi=100))[below] == 255).all()


def warned(make: Callable[[], Any], **how: Any) -> list[str]:
    """What is told while a figure is made and saved, each with the file that it is told of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", HeatmarkWarning)
        warnings.filterwarnings("ignore", "(constrained|[Tt]ight).*layout")
        saved(make(), **how)
    assert {one.filename for one in caught} <= {__file__}
    return [str(one.message) for one in caught]


def long() -> Heatmap:
    return Heatmap([f" word{at}" for at in range(60)], [*range(60)], measure="x")


def stacked(size: tuple[float, float], layout: Any = None) -> Figure:
    """A heatmap above other axes."""
    figure = Figure(figsize=size, layout=layout)
    long().plot(figure.subplots(2, 1)[0])
    return figure


def single(size: tuple[float, float], **how: Any) -> Figure:
    figure = Figure(figsize=size)
    long().plot(figure.subplots(), **how)
    return figure


def in_part(size: tuple[float, float]) -> Figure:
    """A heatmap in a part of a figure."""
    figure = Figure(figsize=size)
    parts: Any = figure.subfigures(1, 2)
    long().plot(parts[0].subplots(2, 1)[0])
    return figure


def narrow(size: tuple[float, float]) -> Figure:
    """A heatmap in axes of hardly a letter."""
    figure = Figure(figsize=size)
    long().plot(figure.add_axes((0.9, 0.1, 0.05, 0.8)))
    return figure


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
@pytest.mark.parametrize(
    "make",
    [
        stacked,
        partial(stacked, layout="constrained"),
        partial(stacked, layout="tight"),
        single,
        in_part,
        narrow,
    ],
)
def test_axes_without_room_are_told(make: Callable[..., Figure], form: str) -> None:
    """With a size of the figure in which nothing is cut off or covered."""
    (said,) = warned(lambda: make((5, 3)), form=form)
    assert said.startswith("the axes have no room for all of the heatmap")
    size = re.search(r"figsize=\(([\d.]+), ([\d.]+)\)", said)
    assert size is not None
    width, height = map(float, size.groups())
    assert warned(lambda: make((width, height)), form=form) == []
    has_layout = isinstance(make, partial)  # which takes room from other axes
    assert has_layout or len(warned(lambda: make((width, 0.8 * height)), form=form)) == 1


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_what_is_seen_out_of_axes_is_not_told(form: str) -> None:
    """In the margin, in an image that is as large as what is in it, or cut off as asked for."""
    assert warned(lambda: single((8, 3.5)), form=form) == []
    assert warned(lambda: single((5, 3)), form=form, bbox_inches="tight") == []
    assert warned(lambda: single((5, 3), clip_on=True), form=form) == []
    assert warned(lambda: long().plot(), form=form) == []
    assert warned(lambda: long().replace(silence="small-axes").plot(), form=form) == []
    (said,) = warned(lambda: stacked((5, 3)), form=form, bbox_inches="tight")
    assert "figsize=(5, " in said


def test_the_tight_box_holds_all_that_is_drawn() -> None:
    """`bbox_inches="tight"` cuts nothing off."""
    ax = axes(5, 4)
    artist = HEATMAP.plot(ax)
    drawn = np.asarray((colours(saved(ax.figure, dpi=100)) < 255).any(axis=2))
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    figure: Any = ax.figure
    figure.dpi = 100
    box = artist.get_tightbbox(renderer(artist))
    assert box is not None
    assert box.x0 - 0.5 <= columns[0]
    assert columns[-1] <= box.x1
    assert 400 - box.y1 - 0.5 <= rows[0]
    assert rows[-1] <= 400 - box.y0
    tight = (colours(saved(figure, dpi=100, bbox_inches="tight")) < 255).any(axis=2)
    assert tight.sum() == pytest.approx(drawn.sum(), rel=0.02)


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "ps", "eps", "jpg"])
def test_every_format(form: str) -> None:
    """The figure can be saved in whatever matplotlib writes."""
    assert len(saved(HEATMAP.plot().get_figure(), form)) > 1_000


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_it_can_be_rasterized(form: str) -> None:
    """In a vector format too it can be an image."""
    artist = alone(HEATMAP)
    artist.set_rasterized(True)
    data = saved(artist.get_figure(), form, dpi=100)
    assert (b"<image" if form == "svg" else b"/Image") in data


def test_lines_break_anew() -> None:
    """Where the figure becomes narrower, text flows into more lines."""
    artist = alone(Heatmap(TOKENS * 5, [1.0] * 30))
    figure: Any = artist.get_figure()
    wide = len(artist.sheet(renderer(artist)).screen.lines)
    saved(figure)
    figure.set_size_inches(2, 9)
    narrow = artist.sheet(renderer(artist)).screen
    assert len(narrow.lines) > wide
    assert max(map(len, narrow.lines)) <= narrow.columns
    assert narrow.columns == pytest.approx(192 / 9 - 1.8, abs=1)


def test_a_figure_can_be_pickled() -> None:
    """Drawn or not, it comes back and looks the same."""
    figure = HEATMAP.plot().get_figure()
    before = saved(figure)
    assert saved(pickle.loads(pickle.dumps(figure))) == before  # our own


@pytest.mark.filterwarnings("ignore:the axes have no room")
def test_very_narrow_axes() -> None:
    """Four columns at the least, so that wide letters and cells are whole: nothing crashes."""
    ax = axes(0.2, 0.2)
    heatmap = Heatmap(["漢字", " x\n", ""], [-1.5, None, 1234567.25], title="T", scale="zero")
    with fonts_of_this_machine():
        with pytest.warns(UserWarning, match=r"U\+5B57"):
            artist = heatmap.plot(ax)
        saved(ax.figure)
    assert artist.sheet(renderer(artist)).screen.columns == 4


@pytest.mark.parametrize("view", ["text", "bars", "grid"])
@pytest.mark.parametrize("width", [0.1, 0.3, 0.45, 0.6, 1])
def test_nothing_stands_out_of_what_it_takes(view: str, width: float) -> None:
    """Wide letters have both of their cells, and boxes are within its extent, which is saved."""
    tokens, scores = ["河内", " 한국", " Ｗ"], {"漢": [1, 2, 3], "B": [3, 2, 1]}
    silence = ["missing-character", "no-legend"]
    heatmap = Heatmap(tokens, scores, view=view, legend="none", silence=silence)
    artist = heatmap.plot(axes(width, 2))
    made = artist.sheet(renderer(artist))
    for line in made.screen.lines:
        assert all(line[at + 1 : at + 2] == ("",) for at, one in enumerate(line) if one > "⺀")
    ends = [*(one.last for one in made.screen.boxes), *(one.last for one in made.screen.marks)]
    assert max(ends) <= made.screen.columns
    wide = artist.get_window_extent(renderer(artist)).width
    assert wide >= max(*map(len, made.screen.lines), *ends) * made.cell


def test_pyplot_is_never_imported(tmp_path: Path) -> None:
    """A figure of ours needs no window, and leaves no trace in pyplot."""
    code = (
        "import sys\nfrom heatmark import Heatmap\n"
        "heatmap = Heatmap(['a', ' b'], [1, 2])\n"
        "for form in ('png', 'svg', 'pdf'): heatmap.save(f'x.{form}')\n"
        "from matplotlib.figure import Figure\n"
        "figure = Figure()\n"
        "heatmap.plot(figure.subplots())\n"
        "figure.savefig('y.png')\n"
        "assert 'matplotlib' in sys.modules\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "json"])
def test_saving_is_all_or_nothing(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was there stays until the new one is whole; nothing else is left behind."""
    file = tmp_path / f"x.{form}"
    HEATMAP.save(file)
    before = file.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == [file.name]

    def full(self: Path, target: Path) -> None:
        raise OSError(f"no space left on device for {target} beside {self}")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", full)
        with pytest.raises(OSError, match="no space"):
            Heatmap(["a"], [1]).save(file)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.png.txt", ".png"])
def test_other_names_are_refused(name: str, tmp_path: Path) -> None:
    """The error names the file and says which names there are."""
    with pytest.raises(SourceError, match="cannot save as") as caught:
        HEATMAP.save(tmp_path / name)
    assert ".png" in caught.value.hint
    assert not [*tmp_path.iterdir()]


def test_nothing_global_changes() -> None:
    """No setting of matplotlib's is another after drawing."""
    before = dict(mpl.rcParams)
    saved(HEATMAP.plot().get_figure(), "svg")
    assert dict(mpl.rcParams) == before


def test_marks_are_beside_their_boxes() -> None:
    """Bars over what is above the scale and under what is below it, a frame around what is marked.

    All in the ink of the page, where files have them.
    """
    artist = alone(Heatmap(["a", " b", " c"], [-9, 1, 9], scale=[0, 2], mark=["b"]))
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made, figure = artist.sheet(renderer(artist)), artist.axes
    assert figure is not None
    found = {tuple(np.round([*one.min(axis=0), *one.max(axis=0)], 3)) for one, *_ in recorder.paths}
    marks = {mark.kind: mark for mark in made.screen.marks if mark.line == 0}
    assert {*marks} == {"above", "below", "mark"}
    for kind, mark in marks.items():
        x, y, wide, tall = made.place(mark)
        left, high = figure.bbox.x0 + x, figure.bbox.y1 - y
        thick, out = made.cell / 4, made.scale
        low, right = high - tall, left + wide
        expected = {
            "above": (left, high, right, high + thick),
            "below": (left, low - thick, right, low),
            "mark": (left - out, low - out, right + out, high + out),
        }[kind]
        assert tuple(np.round(expected, 3)) in found


FRAMES = {"ramp": (1, 1), "group": (1, 1), "frame": (1, 1), "mark": (2, 1), "piece": (1, 0.45)}
FRAMED = [
    Heatmap(["ch", "á»", "¯", " a"], [1, 2, 3, 4], scheme="bytebpe", mark=[1]),
    Heatmap(["a", " b"], mark=[2]),
    Heatmap(["a", " b"], [1, 2], view="bars"),
]


@pytest.mark.parametrize("heatmap", FRAMED)
@pytest.mark.parametrize("alpha", [1.0, 0.5])
def test_frames_are_as_strong_as_what_they_say(heatmap: Heatmap, alpha: float) -> None:
    """Around their cells in the ink of the page: strong, or so that what is behind is seen."""
    artist = alone(heatmap)
    artist.set_alpha(alpha)
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made, ax = artist.sheet(renderer(artist)), artist.axes
    assert ax is not None
    assert made.scale == pytest.approx(100 / 96)
    frames = [
        (tuple(one.min(axis=0)), tuple(one.max(axis=0)), line / made.scale, shown / alpha)
        for (one, line, fill), shown in zip(recorder.paths, recorder.alphas, strict=True)
        if fill is None
    ]
    expected = []
    for mark in made.screen.marks:
        x, y, wide, tall = made.place(mark)
        line, share = FRAMES[mark.kind]
        out = made.scale if mark.kind == "mark" else 0
        left, low = ax.bbox.x0 + x, ax.bbox.y1 - y - tall
        ends = (left - out, low - out), (left + wide + out, low + tall + out)
        expected.append((*ends, line, share))
    assert len(frames) == len(expected) > 1
    for found, asked in zip(frames, expected, strict=True):
        assert np.hstack(found) == pytest.approx(np.hstack(asked))


def test_dots_lie_about_the_lower_edge() -> None:
    """As wide as the gaps between them, half of each within its box, none beyond its end."""
    artist = alone(Heatmap(["abc", " b", " c"], [0, 5, -5], noise=0.5, scale="zero"))
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made, ax = artist.sheet(renderer(artist)), artist.axes
    assert ax is not None
    thick = made.cell / 5
    mark = next(mark for mark in made.screen.marks if mark.kind == "dots")
    x, y, wide, tall = made.place(mark)
    left, low = ax.bbox.x0 + x, ax.bbox.y1 - y - tall - thick / 2
    starts = [left + 2 * thick * at for at in range(8)]
    assert starts[-1] + thick / 2 < left + wide <= starts[-1] + 2.5 * thick
    corners = [
        [[a, low], [a + thick, low], [a + thick, low + thick], [a, low + thick]] for a in starts
    ]
    dots = next(one for one, *_ in recorder.paths if one.shape == (32, 2))
    assert dots.reshape(-1, 4, 2) == pytest.approx(np.array(corners))


@pytest.mark.parametrize(
    ("wide", "count"), [(0.0, 1), (0.09, 1), (1.2, 3), (1.28, 3), (1.31, 4), (1.4, 4), (1.59, 4)]
)
def test_dots_end_with_the_bar_that_they_are_under(wide: float, count: int) -> None:
    """With the last one of which more than half is under it; there is one at least."""
    artist = alone(HEATMAP)
    made = artist.sheet(renderer(artist))
    marks = (Mark("dots", 0, 2.0, 2.0 + wide),)
    artist._laid_out = made._replace(screen=made.screen._replace(boxes=(), marks=marks))
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    assert artist.axes is not None
    left = artist.axes.bbox.x0 + made.pad + 2 * made.cell
    starts = left + 0.4 * made.cell * np.arange(count)
    assert recorder.paths[0][0][::4, 0] == pytest.approx(starts)


def test_a_missing_score_is_hatched() -> None:
    """In its whole box, without a line around it; nothing else is."""
    artist = alone(Heatmap(["a", " b"], [1, None]))
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made = artist.sheet(renderer(artist))
    hatched = [one for one, hatch in zip(recorder.paths, recorder.hatches, strict=True) if hatch]
    ((box, line, fill),) = hatched
    _, _, wide, tall = made.place(made.screen.boxes[1])
    assert tuple(np.ptp(box, axis=0)) == pytest.approx((wide, tall))
    assert (line, fill) == (0, None)
    colour = recorder.hatch_colours[recorder.hatches.index("////")]
    assert tuple(colour) == (0.7, 0.7, 0.7, 1.0)  # so light that letters can be read on it


def test_how_lines_are_drawn() -> None:
    """Boxes have round corners in their own colour, frames sharp ones in that of the page.

    At every resolution they are as round and as thick. Nothing is moved to whole pixels: letters
    would not stand on their boxes.
    """
    artist = alone(Heatmap(["a", " b", " c"], [1, None, 3], mark=["c"]))
    figure: Any = artist.get_figure()
    figure.dpi = 192
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made = artist.sheet(renderer(artist))
    assert set(recorder.snaps) == {False}
    drawn = zip(recorder.paths, recorder.joins, recorder.strokes, strict=True)
    lined = [
        (join, round(line, 6), stroke, fill) for (_, line, fill), join, stroke in drawn if line
    ]
    fills = [to_rgb(made.colours.fills[level]) for level, _ in made.by_level if level >= 0]
    boxes = [("round", 4, fill, fill) for fill in fills]
    frames = [("miter", thick, to_rgb(made.colours.ink), None) for thick in (4, 2)]
    assert lined == [*boxes, *frames]  # that of the mark, and that of the ramp
    assert made.colours == colours_of(artist.picture.palette, dark=False)


class Vectors(Recorder):
    """Stands for a renderer without pixels, which puts markers where they belong."""

    def __init__(self, real: Any) -> None:
        super().__init__(real)
        self.markers: list[tuple[np.ndarray, np.ndarray]] = []

    def __getattr__(self, name: str) -> Any:
        if name == "buffer_rgba":
            raise AttributeError(name)
        return super().__getattr__(name)

    def draw_markers(self, _: Any, shape: Any, size: Any, where: Any, *__: Any) -> None:
        self.markers.append((size.transform_path(shape).vertices, where.vertices))


def test_letters_stand_on_the_lines_of_their_cells() -> None:
    """In pixels and without them, in headings too."""
    artist = alone(Heatmap(["a", " b\n", " a"], [1, 2, 3], title="ba", measure="x"))
    made, ax = artist.sheet(renderer(artist)), artist.axes
    assert ax is not None
    expected: dict[tuple[str, bool, str], list[tuple[float, float]]] = {}
    for at, (line, inks) in enumerate(zip(made.screen.lines, made.inks, strict=True)):
        for column, letter in enumerate(line):
            if letter.strip():
                x = ax.bbox.x0 + made.pad + column * made.cell
                y = ax.bbox.y1 - made.pad - made.top - at * made.pitch
                key = letter, at in made.screen.bold, inks[column]
                expected.setdefault(key, []).append((x, y))
    vectors, pixels = Vectors(renderer(artist)), Recorder(renderer(artist))
    artist.draw(vectors)
    artist.draw(pixels)
    assert len(vectors.markers) == len(expected)
    for (letter, bold, ink), spots in expected.items():
        shape = outline(letter, bold=bold)
        drawn, ends = shape.vertices * made.cell, shape.codes != Shape.CLOSEPOLY
        assert any(
            one.shape == drawn.shape and np.allclose(one, drawn) and np.array_equal(where, spots)
            for one, where in vectors.markers
        )
        paths = np.array([drawn[ends] + spot for spot in spots]).reshape(-1, 2)
        assert any(
            (line, fill) == (0, to_rgb(ink))
            and one.shape == paths.shape
            and np.allclose(one, paths)
            for one, line, fill in pixels.paths
        )


def test_the_box_ends_with_the_longest_line() -> None:
    """And with the last one, at every resolution; a new width is laid out anew, an old one not."""
    artist = alone(HEATMAP)
    figure: Any = artist.get_figure()
    before = artist.sheet(renderer(artist))
    assert artist.sheet(renderer(artist)) is before
    figure.dpi *= 2
    made = artist.sheet(renderer(artist))
    assert made.cell == pytest.approx(2 * before.cell)
    assert made.screen.columns == before.screen.columns
    box = artist.get_window_extent()
    longest = max(map(len, made.screen.lines))
    assert box.width == pytest.approx(longest * made.cell + 2 * 0.9 * made.cell)
    assert box.height == pytest.approx(made.height)
    figure.set_size_inches(4, 4)
    assert artist.sheet(renderer(artist)).screen.columns < before.screen.columns


def test_a_ramp_has_all_colours_in_equal_steps() -> None:
    """Each reaches to the end, under the next."""
    artist = alone(HEATMAP)
    recorder = Recorder(renderer(artist))
    artist.draw(recorder)
    made, figure = artist.sheet(renderer(artist)), artist.axes
    assert figure is not None
    (mark,) = (mark for mark in made.screen.marks if mark.kind == "ramp")
    x, y, wide, tall = made.place(mark)
    left, high = figure.bbox.x0 + x, figure.bbox.y1 - y
    low, right = high - tall, left + wide
    starts = left + wide * np.arange(LEVELS) / LEVELS
    steps = [[[at, low], [right, low], [right, high], [at, high]] for at in starts]
    fills = [*map(to_rgb, made.colours.fills)]
    first = next(
        at for at, (_, line, fill) in enumerate(recorder.paths) if (line, fill) == (0, fills[0])
    )
    ramp = recorder.paths[first : first + LEVELS]
    assert np.array([one for one, *_ in ramp]) == pytest.approx(np.array(steps))
    assert [fill for *_, fill in ramp] == fills


class Notebook:
    """Stands for a notebook, and takes down what it shows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
        display = pytest.importorskip("IPython.display")
        self.shown: list[Any] = []
        monkeypatch.setattr(display, "display", self.shown.append)
        monkeypatch.setattr(mpl, "get_backend", lambda: backend)


@pytest.mark.parametrize(
    ("backend", "shown"), [("module://matplotlib_inline.backend_inline", 1), ("widget", 0)]
)
def test_a_notebook_shows_an_open_figure_once(
    backend: str, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an image that it then closes; one in a widget is shown already, and stays open."""
    notebook = Notebook(monkeypatch, backend)
    figure: Any = plt.figure(FigureClass=HeatmapFigure)
    figure._ipython_display_()
    assert len(notebook.shown) == shown
    assert plt.fignum_exists(figure.number) is not bool(shown)


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "widget"])
def test_a_notebook_shows_a_figure_that_pyplot_does_not_know(
    backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is open."""
    notebook = Notebook(monkeypatch, backend)
    for number in (1, 2):
        plt.figure(number)
    HeatmapFigure()._ipython_display_()
    assert len(notebook.shown) == 1
    assert plt.get_fignums() == [1, 2]
