"""A heatmap and its options, made ready to draw."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from heatmark.display import cell_texts, display, row_names
from heatmark.errors import HeatmarkError, OptionError, ScoreError, counted, quoted
from heatmark.locale import DIGITS, language
from heatmark.model import Legend, Picture, Strip
from heatmark.palette import DIVERGING, SEQUENTIAL, levels, palette
from heatmark.scale import as_array, scale, transform
from heatmark.tokens import repaired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.model import Heatmap, Texts
    from heatmark.options import Options
    from heatmark.scale import Scaled, Scores

# Letters that the first bytes of UTF-8 become, with what follows: a look before the real check.
_MOJIBAKE = re.compile("[ÂÃÄÅÆáâ][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
_ALL_DIGITS = 17  # those of a float
_MOST_CELLS = 20_000  # of a table that browsers still lay out at once, about 1 MB
_TABLE_UP_TO = 200  # tokens; longer tables weigh more than the text itself


def picture(heatmap: Heatmap, options: Options) -> Picture:
    """Place a heatmap's scores on a scale and colour them.

    Args:
        heatmap: Tokens and scores.
        options: How to show them.

    Returns:
        Everything that a renderer needs.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    _check_view(heatmap, options)
    texts, columns, outside = display(heatmap, options)
    if not texts.shown:
        hint = "all tokens are special; special: include shows them"
        raise ScoreError("there is nothing left to show", hint=hint, about="special")
    values = transform(as_array(columns), options.transform)
    scaled = scale(values, options.scale, center=options.center, clip=options.clip)
    name = options.cmap or (SEQUENTIAL if scaled.center is None else DIVERGING)
    steps = levels(scaled.positions)
    names = row_names(heatmap, options)
    strips = tuple(_strip(scaled, steps, row, name) for row, name in enumerate(names))
    count = len(texts.shown)
    return Picture(
        cells=texts,
        strips=strips,
        palette=palette(name),
        legend=_legend(scaled, strips, options, outside),
        title=options.title,
        id=options.id,
        lang=language(options.lang),
        hover=options.hover,
        table=count <= _TABLE_UP_TO if options.table is None else options.table,
        notices=_notices(texts, options),
        view=options.view,
        series=options.series,
        labels=cell_texts(heatmap, options),
    )


def _check_view(heatmap: Heatmap, options: Options) -> None:
    """Refuse what a view cannot show."""
    if heatmap.labels is not None and options.view != "grid":
        problem = f"labels mean nothing in the view {options.view}"
        raise OptionError(problem, hint="use view=grid", about="labels")
    if heatmap.labels is not None and options.merge != "none":
        problem = "labels and merge exclude one another"
        raise OptionError(problem, hint="labels are of tokens; use merge=none", about="merge")
    cells = len(heatmap.tokens) * len(heatmap.series)
    if options.view != "text" and cells > _MOST_CELLS:
        problem = f"there are {counted(cells, 'score')}, too many for the view {options.view}"
        hint = f"show at most {_MOST_CELLS}, or use view=text"
        raise OptionError(problem, hint=hint, about="view")


def _notices(texts: Texts, options: Options) -> tuple[HeatmarkError, ...]:
    """Warn of text that was decoded in the wrong encoding, which nothing else would show."""
    shown = texts.text
    if options.scheme == "mojibake" or not _MOJIBAKE.search(shown):
        return ()
    meant = repaired(shown)
    if meant is None:
        return ()
    problem = f"the text is double-encoded; it should read {quoted(meant)}"
    return (HeatmarkError(problem, hint="scheme: mojibake repairs it"),)


def _strip(scaled: Scaled, steps: np.ndarray, row: int, name: str | None) -> Strip:
    values = scaled.values[row]
    scores: list[float | None] = values.tolist()
    for place in np.flatnonzero(np.isnan(values)).tolist():
        scores[place] = None
    sides = scaled.clipped[row]
    beyond = np.flatnonzero(sides).tolist()
    return Strip(
        name=name,
        scores=tuple(scores),
        positions=tuple(scaled.positions[row].tolist()),
        levels=tuple(steps[row].tolist()),
        clipped={place: int(sides[place]) for place in beyond},
    )


def _legend(scaled: Scaled, strips: Sequence[Strip], options: Options, outside: int) -> Legend:
    sides = [side for strip in strips for side in strip.clipped.values()]
    missing = int(np.isnan(scaled.values).sum())
    known = scaled.values[np.isfinite(scaled.values)]
    digits = _digits(known)
    return Legend(
        kind=scaled.kind,
        ends=scaled.ends,
        center=scaled.center,
        measure=options.measure,
        unit=options.unit,
        transforms=options.transform,
        count=int(scaled.values.size) - missing,
        missing=missing - outside * len(strips),
        special=outside,
        below=sides.count(-1),
        above=sides.count(1),
        constant=digits == 0,
        digits=digits or DIGITS,
    )


def _digits(known: Scores) -> int:
    """Count the significant digits that show the range of scores in three digits of its own.

    Scores between 12345.1 and 12345.4 would otherwise all read 12,345 under a full palette.

    Returns:
        The number of digits, or 0 if there is no range because all scores are equal.
    """
    if not known.size:
        return DIGITS
    low, high = float(known.min()), float(known.max())
    spread = high - low
    if not 0 < spread < math.inf:
        return 0 if low == high else DIGITS
    largest = max(abs(low), abs(high))
    lost = math.floor(math.log10(largest)) - math.floor(math.log10(spread))
    return min(max(lost, 0) + DIGITS, _ALL_DIGITS)
