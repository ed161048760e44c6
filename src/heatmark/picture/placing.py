"""The scale that options ask for, and where scores stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.quantities import LOG, SHARE
from heatmark.core.wording import say
from heatmark.picture.palette import MIDDLES, order_of
from heatmark.picture.scale import Wanted, scale
from heatmark.picture.steps import highest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import Score
    from heatmark.options.declare import Options
    from heatmark.options.values import Scale
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scaled


def site_scale(options: Options) -> tuple[float, float] | None:
    """Find the ends that the site fixes for the scale that a block shares."""
    return None if options.share is None else dict(options.scales).get(options.share)


def kind_of_scale(layout: Layout, options: Options) -> Scale:
    """Choose the kind of scale where the author has not.

    Raises:
        OptionError: If the author has, and names a centre that it has not.
    """
    if options.scale == "minmax" and options.center is not None:
        problem = say("center means nothing on the scale {name}", name=options.scale)
        raise OptionError(problem, hint="use scale=symmetric", about="center")
    if options.scale != "auto":
        return options.scale
    if options.minus is not None:
        return "symmetric"
    is_log = layout.quantity is not None and layout.quantity.kind != SHARE
    return "zero" if is_log and options.center is None else "minmax"


def placed(
    values: Scores, layout: Layout, options: Options, among: Sequence[Scores] | None = None
) -> Scaled:
    """Place scores on the scale of a layout.

    Args:
        values: (K, N), the scores of the layout, or what they are compared with.
        layout: Whose scale it is.
        options: Of these, those of the scale.
        among: The finite scores of each of the blocks that share it, or None if none does.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    known = layout.known if among is None else np.sort(np.concatenate(among))
    found = scale(values, _wanted(layout, options), known)
    if options.steps and options.view != "bars":  # the first and the last step have no ends
        return found._replace(clipped=np.zeros_like(found.clipped))
    return found


def _wanted(layout: Layout, options: Options) -> Wanted:
    what = None if layout.quantity is None else layout.quantity.kind
    any_kind = Wanted(falling=what == LOG, shares=what == SHARE, digits=options.digits)
    ends = site_scale(options)
    if options.steps:
        return any_kind._replace(steps=highest(options.steps))
    if ends is not None:
        return any_kind._replace(kind=ends)
    kind = kind_of_scale(layout, options)
    both = kind == "zero" and options.cmap is not None and order_of(options.cmap) in MIDDLES
    return any_kind._replace(kind=kind, center=options.center, clip=options.clip, both=both)


def score_rows(values: Scores) -> list[tuple[Score, ...]]:
    """Make numbers of (K, N) values, None where one is missing."""
    if not np.count_nonzero(np.isnan(values)):
        return [*map(tuple, values.tolist())]
    return [
        tuple([None if value != value else value for value in row])  # noqa: PLR0124 - NaN
        for row in values.tolist()
    ]
