"""A heatmap before it meets a scale: what is shown, its numbers, and the controls beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.wording import counted, nearest, quoted, say
from heatmark.picture.scale import as_array, transform
from heatmark.picture.shuffle import lineup, seed, shuffle
from heatmark.tokens.shown import cell_texts, display, row_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Labels, Score, ScoredTokens, Series
    from heatmark.options.declare import Options
    from heatmark.picture.scale import Scores
    from heatmark.tokens.shown import Texts


SHUFFLE = "shuffle"
_MOST_CELLS = 20_000  # of a table that browsers still lay out at once, about 1 MB


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """K series over N tokens or words, a control among the series last.

    Attributes:
        texts: What the tokens show.
        labels: For each series the text in each of its cells, or None.
        names: The names of the series.
        controls: How many of the series are controls.
        raw: K rows of N scores, before transforms.
        values: (K, N) scores after transforms; NaN where missing.
        errors: K rows of N standard errors, or None if none is known.
        outside: How many tokens were left without scores because they are special.
        orders: For each shuffled control, or each picture of a line-up, the place whose score each
            place gets.
        answer: Which of the orders is the real one, or None if this is no line-up.
    """

    texts: Texts
    labels: Labels | None
    names: tuple[str | None, ...]
    controls: int
    raw: tuple[Sequence[Score], ...]
    values: Scores
    errors: tuple[Sequence[Score], ...] | None
    outside: int
    orders: tuple[tuple[int, ...], ...] = ()
    answer: int | None = None

    @property
    def ordinary(self) -> range:
        """The rows that are no controls."""
        return range(len(self.names) - self.controls)

    @property
    def known(self) -> Scores:
        """All scores on the scale that are finite."""
        return np.asarray(self.values[np.isfinite(self.values)])


def lay_out(heatmap: ScoredTokens, options: Options) -> Layout:
    """Make numbers ready for a scale.

    Args:
        heatmap: Tokens and scores.
        options: How to show them.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    rows = _rows(heatmap.series, options)
    _check_view(heatmap, options)
    texts, columns, outside, errors = display(heatmap, options)
    if not texts.shown:
        hint = "all tokens are special; special: include shows them"
        raise ScoreError("there is nothing left to show", hint=hint, about="special")
    if errors is not None:
        _refuse_transforms(options)
    raw = tuple(columns[row] for row in rows)
    values = transform(as_array(raw), options.transform)
    controls = int(options.control not in {None, SHUFFLE})
    answer, orders = _orders(heatmap, values, texts, options)
    names, labels = row_names(heatmap, options), cell_texts(heatmap, options)
    return Layout(
        texts=texts,
        labels=labels and tuple(labels[row] for row in rows),
        names=tuple(names[row] for row in rows),
        controls=controls,
        raw=raw,
        values=values,
        errors=None if errors is None else tuple(errors[row] for row in rows),
        outside=outside,
        orders=orders,
        answer=answer,
    )


def _check_view(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse what a view cannot show."""
    view = options.view
    if heatmap.labels is not None and view != "grid":
        problem = say("labels mean nothing in the view {view}", view=view)
        raise OptionError(problem, hint="use view=grid", about="labels")
    if heatmap.labels is not None and options.merge != "none":
        problem = "labels and merge exclude one another"
        raise OptionError(problem, hint="labels are of tokens; use merge=none", about="merge")
    if options.lineup is not None and view != "text":
        problem = say("a lineup cannot be shown in the view {view}", view=view)
        raise OptionError(problem, hint="use view=text", about="lineup")
    cells = len(heatmap.tokens) * len(heatmap.series)
    if view != "text" and cells > _MOST_CELLS:
        problem = say(
            "there are {scores}, too many for the view {view}",
            scores=counted(cells, "score"),
            view=view,
        )
        hint = say("show at most {MOST_CELLS}, or use view=text", MOST_CELLS=_MOST_CELLS)
        raise OptionError(problem, hint=hint, about="view")


def _rows(series: Sequence[Series], options: Options) -> list[int]:
    """Order the series: that which is the control goes last."""
    rows = [*range(len(series))]
    if options.control in {None, SHUFFLE}:
        return rows
    names = [one.name or "" for one in series]
    if options.control not in names or len(rows) == 1:
        known = [SHUFFLE, *filter(None, names)] if len(rows) > 1 else [SHUFFLE]
        hint = nearest(options.control or "", known) or "write shuffle, or name one of the series"
        problem = say(
            "there is no series {control} beside others to be the control",
            control=quoted(options.control),
        )
        raise OptionError(problem, hint=hint, about="control")
    control = names.index(options.control or "")
    return [row for row in rows if row != control] + [control]


def _refuse_transforms(options: Options) -> None:
    for name in options.transform:
        if name != "neg":  # which changes no error
            hint = "transform scores and errors where you compute them, or leave one of both out"
            problem = say("standard errors cannot go through transform: {name}", name=name)
            raise OptionError(problem, hint=hint, about="transform")


def _orders(
    heatmap: ScoredTokens, values: Scores, texts: Texts, options: Options
) -> tuple[int | None, tuple[tuple[int, ...], ...]]:
    """Shuffle what is shown, but neither special tokens nor missing scores."""
    if options.lineup is not None:
        _refuse_beside_lineup(heatmap, options)
    elif options.control != SHUFFLE:
        return None, ()
    free = [
        [place for place in np.flatnonzero(~np.isnan(row)).tolist() if place not in texts.special]
        for row in values
    ]
    keys = [seed(heatmap.tokens, one.scores) for one in heatmap.series]
    rows: list[list[float]] = values.tolist()
    if options.lineup is not None:
        return lineup(keys[0], rows[0], free[0], options.lineup)
    return None, tuple(map(shuffle, keys, rows, free))


def _refuse_beside_lineup(heatmap: ScoredTokens, options: Options) -> None:
    if options.control is not None:
        hint = "keep one of the two; control: none overrides that of the page or the site"
        raise OptionError("lineup and control exclude one another", hint=hint, about="lineup")
    if len(heatmap.series) > 1:
        problem = say("a lineup is of one series, and here are {count}", count=len(heatmap.series))
        raise OptionError(problem, hint="take one of them", about="lineup")
