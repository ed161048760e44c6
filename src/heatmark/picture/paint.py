"""A heatmap and its options, made ready to draw."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from heatmark.core.quantities import SHARE
from heatmark.files.called import of_model
from heatmark.language.numbers import as_given
from heatmark.language.words import language, word
from heatmark.picture.frame import framed
from heatmark.picture.layout import lay_out
from heatmark.picture.lint import notices
from heatmark.picture.painting import Painting
from heatmark.picture.palette import (
    DIVERGING,
    SEQUENTIAL,
    levels,
    palette,
    runs_dark_to_light,
)
from heatmark.picture.parts import Legend, Strip
from heatmark.picture.pieces import paint_pieces
from heatmark.picture.placing import placed, score_rows
from heatmark.picture.stages import through_stages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Picture
    from heatmark.picture.scale import Scaled


def picture(heatmap: ScoredTokens, options: Options) -> Picture:
    """Place a heatmap's scores on a scale and colour them.

    Args:
        heatmap: Tokens and scores.
        options: How to show them.

    Returns:
        Everything that a renderer needs.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    return paint(lay_out(heatmap, options), options)


def paint(
    layout: Layout,
    options: Options,
    among: Sequence[Scores] | None = None,
    *,
    explained: bool = False,
) -> Picture:
    """Place scores on a scale and colour them.

    Args:
        layout: What is shown, and its scores.
        options: How to show them.
        among: The finite scores of each of the blocks that share the scale, or None if none does.
        explained: Whether another of these blocks shows the legend.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    if not layout.names:
        return paint_pieces(layout, options)
    scaled = placed(layout.values, layout, options, among)
    cmap = _colormap(scaled, layout, options)
    lang = language(options.lang)
    made = through_stages(
        Painting(
            *(layout, options, scaled, among, explained, lang),
            strips=_strips(layout, scaled, options, lang),
            legend=_legend(layout, scaled, options, lang),
            parts={"cells": layout.texts, "labels": layout.labels},
        )
    )
    return framed(
        options,
        lang,
        strips=made.strips,
        palette=palette(cmap),
        legend=Legend(**made.legend),
        notices=notices(made, cmap),
        of_tokens=layout.of_tokens,
        **made.parts,
    )


def _colormap(scaled: Scaled, layout: Layout, options: Options) -> str:
    """Choose a colormap; where strength is distance from 0, that end is nearest the page."""
    if options.cmap is None:
        return SEQUENTIAL if scaled.center is None else DIVERGING
    logs = layout.quantity is not None and layout.quantity.kind != SHARE
    strength = scaled.kind == "zero" or (scaled.kind == "fixed" and logs)
    low, high = scaled.ends or (math.nan, math.nan)
    is_weak_first = low > high or (strength and low == 0)
    if is_weak_first and runs_dark_to_light(options.cmap):
        name = options.cmap
        return name.removesuffix("_r") if name.endswith("_r") else f"{name}_r"
    return options.cmap


def _strips(layout: Layout, scaled: Scaled, options: Options, lang: str) -> tuple[Strip, ...]:
    """Make a strip of each series, the control's last."""
    count = len(layout.texts.shown)
    texts = scaled.writing.write(scaled.values.ravel(), scaled.rounded.ravel(), lang)
    rows = zip(
        _names(layout, options, lang),
        score_rows(scaled.values),
        scaled.positions.tolist(),
        levels(scaled.positions).tolist(),
        _clipped(scaled),
        strict=True,
    )
    return tuple(
        Strip(
            name=name,
            scores=scores,
            texts=tuple(texts[row * count : (row + 1) * count]),
            positions=tuple(positions),
            levels=tuple(steps),
            clipped=sides,
            special=row in layout.special,
        )
        for row, (name, scores, positions, steps, sides) in enumerate(rows)
    )


def _names(layout: Layout, options: Options, lang: str) -> Sequence[str | None]:
    """Name the series; one called `surprisal_a` is no surprisal after a transform."""
    if not options.transform or len(layout.names) == 1 or layout.sides is not None:
        return layout.names
    kind = None if layout.quantity is None else layout.quantity.kind
    done = ", ".join(options.transform)
    return [
        word("transformed", lang, name=name, names=done)
        if name and of_model(name).get("measure", kind) != kind
        else name
        for name in layout.names
    ]


def _clipped(scaled: Scaled) -> list[dict[int, int]]:
    """Find the scores of each series that are beyond the scale."""
    sides: list[dict[int, int]] = [{} for _ in scaled.values]
    if np.count_nonzero(scaled.clipped):
        for row, at in zip(*np.nonzero(scaled.clipped), strict=True):
            sides[row][int(at)] = int(scaled.clipped[row, at])
    return sides


def _legend(layout: Layout, scaled: Scaled, options: Options, lang: str) -> dict[str, Any]:
    """Say what there is to say of any scale, by the attributes of `Legend`."""
    missing = int(np.count_nonzero(np.isnan(scaled.values)))
    known, ends, write = layout.known, scaled.ends, scaled.writing.text
    write = as_given if scaled.kind == "fixed" else write  # as the author wrote them
    seen = scaled.seen if scaled.kind in {"minmax", "log", "rank"} else None
    is_falling = ends is not None and ends[0] > ends[1]
    seen = seen[::-1] if seen and is_falling else seen
    shown = seen or ends  # before rounding, which tells <0.001 from 0
    return {
        "kind": scaled.kind,
        "writing": scaled.writing,
        "ends": None if shown is None else (write(shown[0], lang), write(shown[1], lang)),
        "center": None if scaled.center is None else as_given(scaled.center, lang),
        "measure": layout.measure,
        "unit": layout.unit,
        "before": layout.before,
        "transforms": options.transform,
        "merge": options.merge if max(layout.texts.pieces or (), default=1) > 1 else None,
        "scored": scaled.values.size - missing,
        "missing": missing - layout.outside * len(layout.names),
        "special": layout.outside,
        "below": int(np.count_nonzero(scaled.clipped < 0)),
        "above": int(np.count_nonzero(scaled.clipped > 0)),
        "constant": bool(known.size and known[0] == known[-1]) and _is_constant(layout),
        "falling": is_falling,
        "quantity": layout.quantity,
        "form": options.legend,
        "entropy_unit": layout.entropy_unit,
    }


def _is_constant(layout: Layout) -> bool:
    """Tell scores that are equal, and not merely written so beside their errors."""
    exact = layout.exact[np.isfinite(layout.exact)]
    return layout.errors is None or bool(exact.min() == exact.max())
