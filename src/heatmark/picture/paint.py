"""A heatmap and its options, made ready to draw."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.quantities import LOG, NOT_IN_TOP, SHARE, conversion
from heatmark.language.numbers import number
from heatmark.language.words import language, word
from heatmark.picture.below import below_of, has_hover, too_long
from heatmark.picture.chosen import of_strips, without_later
from heatmark.picture.controls import with_controls
from heatmark.picture.examples import one_each, peaks, top_alone
from heatmark.picture.frame import classes_of, framed, marks_of
from heatmark.picture.guessed import GUESSES, check_sums, ranks_of
from heatmark.picture.layout import SHUFFLE, lay_out
from heatmark.picture.lineups import line_up
from heatmark.picture.lint import begin_of_bars, heard, no_legend, notices
from heatmark.picture.palette import (
    DIVERGING,
    MIDDLES,
    SEQUENTIAL,
    levels,
    order_of,
    palette,
    runs_dark_to_light,
)
from heatmark.picture.parts import PLAIN, Legend, Strip
from heatmark.picture.pieces import paint_pieces
from heatmark.picture.scale import Wanted, bar_ends, scale
from heatmark.picture.steps import highest, steps_of
from heatmark.picture.summaries import summaries
from heatmark.picture.verdict import noise_notices, verdict, verdict_notes, warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.core.quantities import Conversion, Scores
    from heatmark.core.scored_tokens import Labels, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.guessed import Ranked
    from heatmark.picture.layout import Layout
    from heatmark.picture.noise import Comparison
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
    no_other = options.legend == "none" and not explained
    options = replace(options, legend="short") if no_other else options
    scaled = scaled_of(layout, options, among)
    name = _colormap(scaled, layout, options)
    lang = language(options.lang)
    found = verdict(layout, options, scaled)
    real = _real(layout, scaled, options, lang)
    if found is not None:
        real = _with_errors(real, layout, found, _centers(layout, options, found, among))
    legend = _legend(layout, scaled, real, options, shared=among is not None)
    cautions = () if found is None else tuple(warnings(found, scaled.writing, lang))
    if found is not None:
        legend = replace(
            legend, verdict=tuple(verdict_notes(found, layout, options, scaled.writing))
        )
    below, long = below_of(layout, options), too_long(layout, options)
    hidden = line_up(layout, real, options, lang)  # what else could have stood there would tell
    strips, lineup = hidden or (with_controls(layout, real, options, lang), None)
    chosen = of_strips(layout.chosen, strips)
    strips, unseen = without_later(strips, chosen, layout.texts.outside)
    legend = replace(legend, missing=legend.missing - unseen)
    joint = strips[0] if layout.rows else None
    return framed(
        options,
        lang,
        cells=replace(layout.texts, alternatives=None) if hidden else layout.texts,
        strips=strips if joint is None else one_each(joint, layout.rows),
        joint=joint,
        palette=palette(name),
        legend=legend,
        notices=heard(
            [
                *notices(layout, scaled, options, name, shared=legend.shared is not None),
                *top_alone(layout.rows, options),
                *noise_notices(layout, found),
                *([no_legend()] if no_other else []),
                *([long] if long else []),
            ],
            options,
        ),
        lineup=lineup,
        cautions=cautions,
        labels=_labels(layout, options),
        below=below,
        chosen=chosen,
        row_tokens=layout.source.row_tokens is not None,
        hover=has_hover(options, below),
        ranks=_ranks(layout, options),
    )


def _ranks(layout: Layout, options: Options) -> tuple[Ranked | None, ...] | None:
    """Find the ranks of tokens for the view that lists them."""
    if options.view != GUESSES:
        return None
    check_sums(layout.texts, layout.quantity)
    return ranks_of(*layout.guessed)


def site_scale(options: Options) -> tuple[float, float] | None:
    """Find the ends that the site fixes for the scale that a block shares."""
    return dict(options.scales).get(options.share or "")


def scaled_of(layout: Layout, options: Options, among: Sequence[Scores] | None = None) -> Scaled:
    """Place scores on the scale of the options; see [paint][heatmark.picture.paint.paint]."""
    kind = layout.kind(options)
    ends = site_scale(options)
    logs = layout.quantity is not None and layout.quantity.kind == LOG
    shares = layout.quantity is not None and layout.quantity.kind == SHARE
    wanted = partial(Wanted, falling=logs, shares=shares, digits=options.digits)
    if options.steps:
        return scale(layout.values, wanted(steps=highest(options.steps)))
    if ends is not None:
        return scale(layout.values, wanted(kind=ends))
    both = kind == "zero" and options.cmap is not None and order_of(options.cmap) in MIDDLES
    own = wanted(kind=kind, center=options.center, clip=options.clip, both=both)
    return scale(layout.values, own, None if among is None else np.concatenate(among))


def _colormap(scaled: Scaled, layout: Layout, options: Options) -> str:
    """Choose a colormap; where strength is distance from 0, that end is nearest the page."""
    if options.cmap is None:
        return SEQUENTIAL if scaled.center is None else DIVERGING
    logs = layout.quantity is not None and layout.quantity.kind != SHARE
    strength = scaled.kind == "zero" or (scaled.kind == "fixed" and logs)
    from_zero = scaled.ends is not None and scaled.ends[0] == 0
    if strength and from_zero and runs_dark_to_light(options.cmap):
        name = options.cmap
        return name.removesuffix("_r") if name.endswith("_r") else f"{name}_r"
    return options.cmap


def _say_not_in_top(
    raw: Sequence[float | None], texts: list[str], values: NDArray[np.float64], lang: str
) -> None:
    """Say of a token that was not among the most likely just that."""
    for index, score in enumerate(raw):
        if score == NOT_IN_TOP and np.isinf(values[index]):
            texts[index] = word("not-in-top", lang, score=number(NOT_IN_TOP, lang))


def _real(layout: Layout, scaled: Scaled, options: Options, lang: str) -> list[Strip]:
    """Make a strip of each series, the control's last."""
    steps = levels(scaled.positions)
    texts = [*map(partial(scaled.writing.write, lang=lang), scaled.values, scaled.rounded)]
    for row, apart in enumerate(layout.apart if layout.apart is not None else ()):
        for at in layout.texts.outside:  # they have a number, but no place on the scale
            texts[row][at] = scaled.writing.text(float(apart[at]), lang)
    for row, raw in enumerate(layout.raw):
        if NOT_IN_TOP in raw and len(raw) == len(texts[row]):  # not of words that were merged
            _say_not_in_top(raw, texts[row], scaled.values[row], lang)
    for at in layout.texts.marks.keys() - layout.texts.outside:  # what is marked needs no score
        steps[np.isnan(scaled.values[:, at]), at] = PLAIN
    strips = [
        replace(_strip(scaled, steps, row, (name, texts[row])), special=row in layout.special)
        for row, name in enumerate(layout.names)
    ]
    if options.view == "bars":
        found = bar_ends(scaled, cut=options.bars == "cut")
        strips = [replace(strip, bars=found.row(row)) for row, strip in enumerate(strips)]
    return strips


def _with_errors(
    strips: Sequence[Strip], layout: Layout, found: Comparison, centers: Sequence[int]
) -> list[Strip]:
    """Give strips the errors of their scores, and say which cannot be told from the centre."""
    errors = np.full_like(layout.values, np.nan) if layout.errors is None else layout.errors
    return [
        strip
        if np.isnan(row).all()
        else replace(strip, errors=_scores(row), faded=faded, middle=middle)
        for strip, row, faded, middle in zip(strips, errors, found.faded, centers, strict=True)
    ]


def _centers(
    layout: Layout, options: Options, found: Comparison, among: Sequence[Scores] | None
) -> list[int]:
    """Find the levels of what scores are compared with, of each series."""
    centers = np.array([[np.nan if item is None else item] for item in found.centers])
    known = [layout.known] if among is None else among
    scaled = scaled_of(replace(layout, values=centers), options, known)
    return [max(level, 0) for level in levels(scaled.positions)[:, 0].tolist()]


def _scores(row: Scores) -> tuple[float | None, ...]:
    """Make numbers of a row, None where one is missing."""
    scores: list[float | None] = row.tolist()
    for index in np.flatnonzero(np.isnan(row)).tolist():
        scores[index] = None
    return tuple(scores)


def _labels(layout: Layout, options: Options) -> Labels | None:
    """Leave the cells of shuffles without labels, which are true of their own places only."""
    if layout.labels is None or SHUFFLE not in options.control:
        return layout.labels
    series = len(layout.ordinary)
    shuffled = ((None,) * len(layout.texts.shown),) * series
    return layout.labels[:series] + shuffled + layout.labels[series:]


def _strip(
    scaled: Scaled, steps: np.ndarray, row: int, said: tuple[str | None, Sequence[str]]
) -> Strip:
    name, texts = said
    sides = scaled.clipped[row]
    beyond = np.flatnonzero(sides).tolist()
    return Strip(
        name=name,
        scores=_scores(scaled.values[row]),
        texts=tuple(texts),
        positions=tuple(scaled.positions[row].tolist()),
        levels=tuple(steps[row].tolist()),
        clipped={index: int(sides[index]) for index in beyond},
    )


def _legend(
    layout: Layout, scaled: Scaled, strips: Sequence[Strip], options: Options, *, shared: bool
) -> Legend:
    lang = language(options.lang)
    nothing = np.isnan(scaled.values)
    missing = int(nothing.sum())
    pinned = int(nothing[:, [*layout.texts.marks.keys() - layout.texts.outside]].sum())
    beyond = scaled.clipped.any()
    faded = [len(strip.faded) for strip in strips if strip.errors is not None]
    sitewide = site_scale(options) is not None
    return Legend(
        kind=scaled.kind,
        writing=scaled.writing,
        ends=_ends(scaled, lang),
        center=None if scaled.center is None else scaled.writing.text(scaled.center, lang),
        measure=layout.measure,
        unit=layout.unit,
        transforms=options.transform,
        count=int(scaled.values.size) - missing,
        missing=missing - layout.outside * len(strips) - pinned,
        special=layout.outside,
        apart=_apart(layout, scaled, lang),
        below=int((scaled.clipped < 0).sum()) if beyond else 0,
        above=int((scaled.clipped > 0).sum()) if beyond else 0,
        constant=layout.reach is not None and layout.reach[0] == layout.reach[1],
        falling=scaled.ends is not None and scaled.ends[0] > scaled.ends[1],
        shared=options.share if sitewide or shared else None,
        share_title=options.share_title,
        sides=_sides(layout, scaled),
        halfway=_halfway(scaled, lang),
        steps=steps_of(scaled, options.steps, lang),
        stats=summaries(layout, scaled, options),
        entropy_unit=layout.entropy_unit,
        quantity=layout.quantity,
        chance=_chance(layout, options),
        form=options.legend,
        sitewide=sitewide,
        faded=sum(faded) if faded else None,
        bars=begin_of_bars(scaled, options),
        origin=bar_ends(scaled, cut=options.bars == "cut").origin
        if options.view == "bars"
        else 0.0,
        classes=classes_of(layout.texts),
        marks=peaks(layout.rows, lang) if layout.rows else marks_of(layout.texts),
    )


def _chance(layout: Layout, options: Options) -> Conversion | None:
    """Find how scores become probabilities in per cent: not means of them, nor their sums."""
    known = layout.quantity
    product = options.merge == "sum" and known is not None and known.kind != SHARE
    if layout.errors is not None or not (options.merge == "none" or product):
        return None
    return conversion(known, SHARE, "%")


def _ends(scaled: Scaled, lang: str) -> tuple[str, str] | None:
    """Write the ends of the ramp, as the scores there are written."""
    if scaled.ends is None:
        return None
    ends = scaled.ends
    if scaled.seen is not None and scaled.kind in {"minmax", "log", "rank"}:
        ends = scaled.seen  # before rounding, which tells <0.001 from 0
    return scaled.writing.text(ends[0], lang), scaled.writing.text(ends[1], lang)


def _sides(layout: Layout, scaled: Scaled) -> tuple[str, str] | None:
    """Say in words which side of 0 each end of the ramp is on, where scores are differences."""
    if layout.sides is None or scaled.ends is None:
        return None
    below, above = layout.sides
    low, high = (below if end < 0 else above if end > 0 else "" for end in scaled.ends)
    return low, high


def _halfway(scaled: Scaled, lang: str) -> str | None:
    """Write the score in the middle of a log scale: the geometric mean of its ends."""
    if scaled.kind != "log" or scaled.ends is None:
        return None
    low, high = scaled.ends
    return number(math.sqrt(low) * math.sqrt(high), lang, 2)


def _apart(layout: Layout, scaled: Scaled, lang: str) -> tuple[str, str] | None:
    """Write the range of scores that special tokens off the scale have."""
    if layout.apart is None or np.isnan(layout.apart).all():
        return None
    least, most = float(np.nanmin(layout.apart)), float(np.nanmax(layout.apart))
    return scaled.writing.text(least, lang), scaled.writing.text(most, lang)
