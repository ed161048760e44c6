"""Heatmaps of a notebook: shown, saved, plotted, and what their authors are told of them."""

from __future__ import annotations

import inspect
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from heatmark.block.written import write_data
from heatmark.core.errors import HeatmarkWarning, OptionError, SourceError
from heatmark.core.wording import counted, quoted, say
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.options.scored import without_scores
from heatmark.picture.frame import image_settings
from heatmark.picture.lint import heard
from heatmark.picture.paint import picture
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import draw, lacking, no_font
from heatmark.render.image.sheet import CSS_DPI, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes

    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.parts import Picture
    from heatmark.render.image.artist import TextHeatmap


_SHOWN = 24  # characters of a text, or of an option, in one line about a heatmap
CHOICES = ("field", "rows")  # options that choose from a data file
# Options that are part of content once it is made.
DONE = (*CHOICES, "token_axis", "scheme", "join")
_PACKAGE = str(Path(__file__).parent)


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


def checked_options(options: Mapping[str, object]) -> dict[str, Any]:
    """Check options, of which those that choose from a file mean nothing here."""
    checked = check_all(options, Scope.BLOCK)
    for name in CHOICES:
        if checked.pop(name, None) is not None:
            problem = say("{name} means nothing without a data file", name=name)
            hint = say("write Heatmap.read(path, {name}=…)", name=name)
            raise OptionError(problem, hint=hint, about=name)
    return checked


def described(heatmap: Shown) -> str:
    """Say in one line, however long it is, what it is."""
    start = "".join(heatmap.content.tokens[: _SHOWN + 1])
    text = repr(start if len(start) <= _SHOWN else f"{start[:_SHOWN]}…")
    count = counted(len(heatmap.content.tokens), "token")
    series = "" if len(heatmap.content.series) == 1 else f", {len(heatmap.content.series)} series"
    said = "".join(f", {key}={quoted(item, _SHOWN)}" for key, item in heatmap.options[:_SHOWN])
    return f"<{type(heatmap).__name__} of {count} {text}{series}{said}>"


def html(heatmap: Shown) -> str:
    """Write the figure, with its own style."""
    drawn = _picture(heatmap, _options(heatmap))
    return f"<style>{stylesheet([drawn.palette])}</style>\n{figure(drawn, [drawn.palette.name])}"


def data_file(heatmap: Shown, _: str) -> bytes:
    """Write a data file."""
    _tell(heatmap, heard(heatmap.notices, _options(heatmap)))
    return write_data(heatmap.content, dict(heatmap.options))


def image(heatmap: Shown, form: str) -> bytes:
    """Draw an image: `png` or `svg`."""
    options = _options(heatmap)
    drawn = draw(sheet(_picture(heatmap, options), image_settings(options, form), alone=True))
    _tell_of_missing(heatmap, drawn.missing, options)
    return drawn.data


def pdf(heatmap: Shown, _: str) -> bytes:
    """Let matplotlib write a PDF, without the date that would make each file another."""
    drawn: Any = artist(heatmap, None).get_figure()
    content = io.BytesIO()
    drawn.savefig(content, format="pdf", metadata={"CreationDate": None})
    return content.getvalue()


def file_of(heatmap: Shown, path: Path) -> bytes:
    """Write a file of the kind that its name says.

    Raises:
        SourceError: If it is none that we write.
    """
    writers = {".json": data_file, ".png": image, ".svg": image, ".pdf": pdf}
    if path.suffix not in writers:
        hint = "name it something.json, .png, .svg or .pdf"
        raise SourceError(say("cannot save as {name}", name=quoted(path.name)), hint=hint)
    return writers[path.suffix](heatmap, path.suffix[1:])


def artist(heatmap: Shown, ax: Axes | None) -> TextHeatmap:
    """Put an Artist on axes, or on those of a figure of its own."""
    from matplotlib.figure import Figure

    from heatmark.render.image.artist import TextHeatmap

    options = _options(heatmap)
    settings = image_settings(options, "figure")
    drawn = _picture(heatmap, options)
    made = sheet(drawn, settings, alone=True)
    _tell_of_missing(heatmap, lacking(made.screen, settings.font)[0], options)
    if ax is None:
        size = (made.width / CSS_DPI, made.height / CSS_DPI)
        ax = Figure(figsize=size).add_axes((0.0, 0.0, 1.0, 1.0))
    ax.set_axis_off()
    made_artist = TextHeatmap(drawn, settings)
    ax.add_artist(made_artist)
    return made_artist


def _options(heatmap: Shown) -> Options:
    own = dict(heatmap.options)
    options = resolve({"scheme": heatmap.content.scheme or "auto"}, own)
    return options if heatmap.content.series else without_scores(options, own)


def _picture(heatmap: Shown, options: Options) -> Picture:
    """Make the picture, and say what its author should know."""
    drawn = picture(heatmap.content, options)
    _tell(heatmap, heard((*heatmap.notices, *drawn.notices), options))
    return drawn


def _tell_of_missing(heatmap: Shown, characters: tuple[str, ...], options: Options) -> None:
    if characters:
        _tell(heatmap, heard([no_font(characters)], options))


def _tell(heatmap: Shown, notices: Iterable[Notice]) -> None:
    """Warn of each notice once for each heatmap, on the line that called this package."""
    said: set[str] = vars(heatmap).setdefault("_said", set())
    for notice in notices:
        if notice.level == "warning" and notice.name not in said:
            said.add(notice.name)
            warnings.warn(HeatmarkWarning(notice), stacklevel=_calls_within())


def _calls_within() -> int:
    """Find the stack level of the first call that is not within this package."""
    frame, count = inspect.currentframe(), 0
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame, count = frame.f_back, count + 1
    return count
