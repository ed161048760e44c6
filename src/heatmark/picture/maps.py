"""Maps of attention whose rows and columns may have changed places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.axes import measures_attention
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.options.values import is_by_token
from heatmark.tokens.shown import score_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.core.quantities import Scores
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout

_FROM = lazy_re(r"from\b|quer(?:y|ies)|q\b|từ\b|truy vấn", re.IGNORECASE)  # who looks
_ADDS_UP = 0.03  # by how much a sum may miss 1, as its summands are rounded
_MISSES = 0.1  # from here on it is none


def transposed(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find attention whose columns add up to 1 in the place of its rows.

    Args:
        layout: What is shown.
        options: How it is shown: of these, what the scores and the axes are called.
    """
    if not _says_who_looks(layout, options) or not _is_map(layout, options):
        return
    scores = score_array([item.scores for item in layout.source.series])
    if scores.shape[1] < 2 or not _adds_up(scores.T) or _adds_up(scores, _MISSES):
        return
    problem = "each column adds up to 1, and not each row: the map may be transposed"
    hint = (
        "write token_axis: first if each column is what one token looks at, silence: transposed if "
        "each row is"
    )
    if layout.source.series[0].name is not None:  # which names rows that no option turns
        hint = "let rows and columns of the scores change places, or write silence: transposed"
    if layout.source.row_tokens is not None:
        hint = (
            "let tokens and row_tokens change places, and rows and columns of the scores; or write "
            "silence: transposed"
        )
    yield Notice(name="transposed", message=problem, hint=hint, about="scores")


def _says_who_looks(layout: Layout, options: Options) -> bool:
    """Tell whether rows are called those that look: by the author, or as those of attention are."""
    if options.axes is not None:
        return _FROM.match(options.axes[0]) is not None
    return measures_attention(layout.measure)


def _is_map(layout: Layout, options: Options) -> bool:
    """Tell rows of tokens over tokens, as they were given; and which the author did not choose."""
    source = layout.source
    if source.columns or source.examples or layout.sides is not None or options.transform:
        return False
    if source.row_tokens is not None:
        return True
    said = options.token_axis
    if len(source.series) != len(source.tokens) or said == "last":
        return False
    names = [item.name for item in source.series]
    named = all(
        name is not None and name.strip() == token.strip()
        for name, token in zip(names, source.tokens, strict=True)
    )
    return named or (names == [None] * len(names) and is_by_token(options.view, options.series))


def _adds_up(rows: Scores, slack: float = _ADDS_UP) -> bool:
    """Tell rows that add up to 1, or to 100 per cent; what is missing adds nothing."""
    with np.errstate(invalid="ignore", over="ignore"):
        sums = np.nansum(rows, axis=1)
    misses = (np.abs(sums / whole - 1) for whole in (1, 100))
    return any(bool(np.all(miss <= slack)) for miss in misses)  # equivalent: none is just as much
