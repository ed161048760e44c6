"""Heatmaps of a notebook: shown, saved, plotted, and what their authors are told of them."""

from __future__ import annotations

import inspect
import io
import warnings
from base64 import b64encode
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, overload

from heatmark.block.swallowed import swallowed, without_effect
from heatmark.block.written import write_data
from heatmark.core.errors import HeatmarkWarning, SourceError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, listed, quoted, say
from heatmark.hosts.store import write_whole
from heatmark.options.resolve import resolve
from heatmark.options.scored import without_scores
from heatmark.picture.frame import image_settings
from heatmark.picture.lint import heard
from heatmark.picture.paint import picture
from heatmark.picture.shaping import unshaped
from heatmark.picture.unlike import told_once
from heatmark.presets import defaults
from heatmark.render.html.css import stylesheet
from heatmark.render.html.elements import safe
from heatmark.render.html.figure import figure
from heatmark.render.html.images import embedded
from heatmark.render.html.xhtml import xhtml
from heatmark.render.image.draw import draw, images, lacking, lacks
from heatmark.render.image.sheet import CSS_DPI, sheet
from heatmark.render.latex import latex
from heatmark.render.legend import around_number
from heatmark.render.text import plain_text

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from types import FrameType

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.parts import Picture
    from heatmark.render.image.artist import TextHeatmap
    from heatmark.render.image.screen import Screen
    from heatmark.render.image.sheet import Sheet


_SHOWN = 24  # characters of a text, or of an option, in one line about a heatmap
_PACKAGE = str(Path(__file__).parent)
# What IPython, myst-nb and nbconvert take for formulas is put among formulas by some of them.
# The first command keeps tables, such as those of amsmath, from looking before the formula begins.
_IN_FORMULAS = (
    r"\relax\ifmmode\expandafter\parbox\expandafter{\expandafter\linewidth\expandafter}\fi"
)
_PAR = lazy_re(r"\\par(?![A-Za-z])")
_PAGE = """<!doctype html>
<html lang="{lang}" data-theme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<style>:root{{color-scheme:light dark}}
body{{font:16px/1.6 system-ui,sans-serif;margin:1.5em auto;max-width:60em;padding:0 1em}}</style>
</head>
<body>{body}</body>
</html>
"""


class Shown(Protocol):
    """What can be shown: a [Heatmap][heatmark.Heatmap]."""

    @property
    def content(self) -> ScoredTokens:
        """Tokens and scores."""

    @property
    def options(self) -> tuple[tuple[str, Any], ...]:
        """How to show them."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What there is to know of how they were read."""


class Display:
    """How a [Heatmap][heatmark.Heatmap] shows itself, and is saved and plotted."""

    def __repr__(self: Shown) -> str:
        """Say in one line, however long it is, what it is."""
        tokens, count = self.content.tokens, len(self.content.series)
        start = "".join(tokens[: _SHOWN + 1])
        text = repr(start if len(start) <= _SHOWN else f"{start[:_SHOWN]}…")
        series = f", {count} series" if count > 1 else ""
        said = "".join(f", {key}={quoted(item, _SHOWN)}" for key, item in self.options[:_SHOWN])
        return f"<{type(self).__name__} of {counted(len(tokens), 'token')} {text}{series}{said}>"

    def _repr_html_(self: Shown) -> str:
        """Show the heatmap in a notebook."""
        return html(self)

    def _repr_mimebundle_(
        self: Shown, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """Show the heatmap wherever a notebook goes: as HTML, LaTeX, plain text, or an image."""
        return bundle(self, include, exclude)

    def save(self: Shown, path: str | os.PathLike[str]) -> None:
        """Write a data file to point at with `src`, an image or a page: all of it or nothing.

        Args:
            path: Where to; its name ends in `.json`, `.html`, `.png`, `.svg` or `.pdf`. A page
                needs no other file, and is light or dark as its reader's system is. The options
                `width`, `fontsize`, `dpi`, `font` and `letters` say how an image looks.

        Raises:
            SourceError: If the name ends in something else.
        """
        file = Path(path).expanduser()
        ending = ending_of(file)
        write_whole(file, _WRITERS[ending](self, ending[1:]))

    @overload
    def plot(self: Shown, ax: None = None, **properties: Any) -> Figure: ...

    @overload
    def plot(self: Shown, ax: Axes, **properties: Any) -> TextHeatmap: ...

    def plot(self: Shown, ax: Axes | None = None, **properties: Any) -> Figure | TextHeatmap:
        """Draw the heatmap with matplotlib, on axes of yours or on a figure of its own.

        Args:
            ax: The axes to fill, from the upper left corner and as wide as they are; their frame
                and ticks are hidden. Without axes, a new figure of pyplot's, as wide as the option
                `width` says and as tall as the text needs.
            **properties: Those of any Artist: `alpha`, `zorder`, `clip_on`, `gid`, …

        Returns:
            The Artist on your axes; or, without any, the figure.

        Raises:
            HeatmarkError: If an option does not fit the scores, or the font cannot be used.
            AttributeError: If an Artist has no such property.
        """
        return plotted(self, properties) if ax is None else artist(self, ax, properties)


def ending_of(file: Path, *more: str) -> str:
    """Say by its name what a file is to be: `.png`, whatever its case.

    Args:
        file: The file.
        more: Endings of what else can be written.

    Raises:
        SourceError: If the name ends in something else.
    """
    ending = file.suffix.lower()
    if ending not in {*_WRITERS, *more}:
        hint = say("name it something{endings}", endings=listed([*_WRITERS, *more]))
        raise SourceError(say("cannot save as {name}", name=quoted(file.name)), hint=hint)
    return ending


def bundle(
    heatmap: Shown, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
) -> tuple[dict[str, str], dict[str, Any]]:
    """Write a heatmap by media type, as IPython asks for it.

    Args:
        heatmap: What to show.
        include: Media types that are wanted, and no others. Without it: HTML, plain text, and
            LaTeX, or in its place the image that the option `output` asks for.
        exclude: Media types that are not wanted.

    Returns:
        The content by media type, and what is to be known of it.
    """
    options = _options(heatmap)
    kind = _IMAGES.get(options.output, "text/latex")
    wanted = {"text/plain", "text/html", kind} if include is None else {*include}
    drawn = _picture(heatmap, options)
    written = {
        name: write(heatmap, drawn, options)
        for name, write in _MEDIA.items()
        if name in wanted - {*(exclude or ())}
    }
    size = _image_sheet(drawn, options, "png").css_size if "image/png" in written else (0, 0)
    about = {"image/png": dict(zip(("width", "height"), size, strict=True))}
    return written, {name: item for name, item in about.items() if name in written}


def html(heatmap: Shown) -> str:
    """Write the figure, with its own style: as text, or as the image that `output` asks for."""
    options = _options(heatmap)
    return _html(heatmap, _picture(heatmap, options), options)


def page(heatmap: Shown, _: str) -> bytes:
    """Write a whole page that needs no other file."""
    options = _options(heatmap)
    drawn = _picture(heatmap, options)
    title = safe(drawn.title or around_number(drawn)[0] or "heatmark")
    body = _html(heatmap, drawn, options)
    return _PAGE.format(lang=safe(drawn.lang), title=title, body=body).encode()


def _html(heatmap: Shown, drawn: Picture, options: Options) -> str:
    """Write it as XML, too, since notebooks become chapters of books."""
    shown = [
        (item, embedded(item.sheet.format, _data(heatmap, drawn, item.sheet)))
        for item in images(drawn)
    ]
    style = stylesheet([drawn.palette], options.dark_selector)
    return f"<style>{style}</style>\n{xhtml(figure(drawn, [drawn.palette.name], shown))}"


def _data(heatmap: Shown, drawn: Picture, item: Sheet) -> bytes:
    """Draw an image, and say what it lacks."""
    drawing = draw(item)
    _tell_of_lacks(heatmap, drawn, item.screen, drawing.missing)
    return drawing.data


def _latex(drawn: Picture) -> str:
    r"""Write LaTeX that may stand among formulas: in a box there, and without a `\par`."""
    written = _PAR.sub(lambda _: r"\endgraf", latex(drawn)).strip()
    return f"{_IN_FORMULAS}{{{written}}}"


def data_file(heatmap: Shown, _: str) -> bytes:
    """Write a data file."""
    _tell(heatmap, heard(heatmap.notices, _options(heatmap)))
    return write_data(heatmap.content, dict(heatmap.options))


def image(heatmap: Shown, form: str) -> bytes:
    """Draw an image: `png` or `svg`."""
    options = _options(heatmap)
    drawn = _picture(heatmap, options)
    return _data(heatmap, drawn, _image_sheet(drawn, options, form))


def _image_sheet(drawn: Picture, options: Options, form: str) -> Sheet:
    """Lay out an image that has title and legend in it."""
    return sheet(drawn, image_settings(options, form), alone=True)


def pdf(heatmap: Shown, _: str) -> bytes:
    """Let matplotlib write a PDF, without the date that would make each file another."""
    from matplotlib.figure import Figure

    drawn: Any = _own_figure(heatmap, Figure, {})
    content = io.BytesIO()
    drawn.savefig(content, format="pdf", metadata={"CreationDate": None})
    return content.getvalue()


def plotted(heatmap: Shown, properties: dict[str, Any]) -> Figure:
    """Draw on a figure that pyplot knows, so that scripts and galleries show it."""
    from matplotlib import pyplot as plt

    from heatmark.render.image.artist import HeatmapFigure

    def make(**how: Any) -> Figure:
        return plt.figure(FigureClass=HeatmapFigure, **how)

    return _own_figure(heatmap, make, properties)


def _own_figure(heatmap: Shown, make: Callable[..., Figure], properties: dict[str, Any]) -> Figure:
    """Put an Artist on a figure that is as large as it."""
    options = _options(heatmap)
    drawn = _picture(heatmap, options)
    made = _image_sheet(drawn, options, "figure")
    own = make(figsize=(made.width / CSS_DPI, made.height / CSS_DPI))
    _put(heatmap, drawn, own.add_axes((0.0, 0.0, 1.0, 1.0)), properties)
    return own


def artist(heatmap: Shown, ax: Axes, properties: dict[str, Any]) -> TextHeatmap:
    """Put an Artist on axes."""
    return _put(heatmap, _picture(heatmap, _options(heatmap)), ax, properties)


def _put(heatmap: Shown, drawn: Picture, ax: Axes, properties: dict[str, Any]) -> TextHeatmap:
    from heatmark.render.image.artist import TextHeatmap

    options = _options(heatmap)
    settings = image_settings(options, "figure")
    laid_out = _image_sheet(drawn, options, "figure")
    missing, _ = lacking(laid_out.screen, settings.font)
    _tell_of_lacks(heatmap, drawn, laid_out.screen, missing)
    made = TextHeatmap(drawn, settings, partial(_tell_of_room, heatmap, options))
    made.set(**properties)
    ax.set_axis_off()
    ax.add_artist(made)
    return made


def _options(heatmap: Shown) -> Options:
    scheme, own = {"scheme": heatmap.content.scheme or "auto"}, dict(heatmap.options)
    options = resolve(defaults.options, scheme, own)
    return options if heatmap.content.series else without_scores(options, own)


def _picture(heatmap: Shown, options: Options) -> Picture:
    """Make the picture, and say what its author should know."""
    drawn = picture(heatmap.content, options)
    lang = {name: item for name, item in defaults.options.items() if name == "lang"}
    own = lang | dict(heatmap.options)
    lost = (
        *swallowed(defaults.options, own, options, saved=True),
        *without_effect(own, options, heatmap.content),
    )
    _tell(heatmap, heard(told_once(heatmap.notices, (*lost, *drawn.notices)), options))
    return drawn


def _tell_of_lacks(
    heatmap: Shown, drawn: Picture, laid_out: Screen, characters: tuple[str, ...]
) -> None:
    """Say what an image lacks, and which letters it does not put together."""
    found = [*unshaped(drawn.cells.text), *lacks(laid_out, characters, set())]
    _tell(heatmap, heard(found, _options(heatmap)))


def _tell_of_room(heatmap: Shown, options: Options, notice: Notice) -> None:
    _tell(heatmap, heard([notice], options))


def _tell(heatmap: Shown, notices: Iterable[Notice]) -> None:
    """Warn of each notice once for each heatmap, on the line that called this package."""
    said: set[tuple[str, str | None]] = vars(heatmap).setdefault("_said", set())
    for notice in notices:
        kind = (notice.name, notice.about if notice.name == "left-out" else None)
        if notice.level == "warning" and kind not in said:
            said.add(kind)
            warnings.warn(HeatmarkWarning(notice), stacklevel=_calls_within())


def _calls_within() -> int:
    """Find the stack level of the first call that is not within this package, nor matplotlib's."""
    frame, count = inspect.currentframe(), 0
    while frame is not None and _is_within(frame):
        frame, count = frame.f_back, count + 1
    return count


def _is_within(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__", ""))
    return frame.f_code.co_filename.startswith(_PACKAGE) or name.startswith("matplotlib.")


_WRITERS: dict[str, Callable[[Shown, str], bytes]] = {
    ".json": data_file,
    ".html": page,
    ".png": image,
    ".svg": image,
    ".pdf": pdf,
}
_IMAGES = {"png": "image/png", "svg": "image/svg+xml"}
_MEDIA: dict[str, Callable[[Shown, Picture, Options], str]] = {
    "text/plain": lambda _, drawn, __: plain_text(drawn),
    "text/html": _html,
    "text/latex": lambda _, drawn, __: _latex(drawn),
    "image/png": lambda heatmap, drawn, options: b64encode(
        _data(heatmap, drawn, _image_sheet(drawn, options, "png"))
    ).decode(),
    "image/svg+xml": lambda heatmap, drawn, options: _data(
        heatmap, drawn, _image_sheet(drawn, options, "svg")
    ).decode(),
}
