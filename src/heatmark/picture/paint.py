"""A heatmap and its options, made ready to draw."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from heatmark.language.numbers import DIGITS
from heatmark.language.words import language, provenance, word
from heatmark.picture.layout import SHUFFLE, lay_out
from heatmark.picture.lint import heard, notices
from heatmark.picture.lint import within_noise as noise_notices
from heatmark.picture.noise import is_all_noise, within_noise
from heatmark.picture.palette import DIVERGING, SEQUENTIAL, levels, palette
from heatmark.picture.parts import ImageSettings, Legend, Lineup, Picture, Strip
from heatmark.picture.scale import scale
from heatmark.picture.shuffle import CLASSES, needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Labels, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scaled, Scores


_ALL_DIGITS = 17  # those of a float
_TABLE_UP_TO = 200  # tokens; longer tables weigh more than the text itself


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


def paint(layout: Layout, options: Options, among: Sequence[Scores] | None = None) -> Picture:
    """Place scores on a scale and colour them.

    Args:
        layout: What is shown, and its scores.
        options: How to show them.
        among: The finite scores of each of the blocks that share the scale, or None if none does.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    scaled = scaled_of(layout, options, among)
    name = options.cmap or (SEQUENTIAL if scaled.center is None else DIVERGING)
    lang = language(options.lang)
    real = _real(layout, scaled)
    cautions = tuple(_cautions(layout, lang))
    legend = _legend(scaled, real, options, layout.outside, among)
    found = notices(layout, scaled, options, name, shared=legend.shared is not None)
    count = len(layout.texts.shown)
    hidden = layout.answer is not None  # what else could have stood there would tell
    return Picture(
        cells=replace(layout.texts, alternatives=None) if hidden else layout.texts,
        strips=_strips(layout, real, options, lang),
        palette=palette(name),
        legend=legend,
        title=options.title,
        id=options.id,
        lang=lang,
        hover=options.hover,
        table=count <= _TABLE_UP_TO if options.table is None else options.table,
        image=_image(options),
        notices=found + heard([*noise_notices(cautions)], options),
        lineup=_lineup(layout),
        cautions=cautions,
        provenance=provenance(options.model, options.sample, lang),
        view=options.view,
        series=options.series,
        labels=_labels(layout, options),
    )


def _image(options: Options) -> ImageSettings | None:
    return None if options.output == "html" else image_settings(options)


def image_settings(options: Options, form: str | None = None) -> ImageSettings:
    """Take from options what makes an image of a picture.

    Args:
        options: The options.
        form: The format, if it is not that of the option `output`.
    """
    in_characters = isinstance(options.width, int)
    return ImageSettings(
        format=form or options.output,
        dpi=options.dpi,
        fontsize=options.fontsize,
        font=options.font,
        columns=int(options.width) if in_characters else None,
        inches=0.0 if in_characters else float(str(options.width).removesuffix("in")),
        both=options.dark == "both",
        outlines=options.letters == "outlines",
    )


def site_scale(options: Options) -> tuple[float, float] | None:
    """Find the ends that the site fixes for the scale that a block shares."""
    return dict(options.scales).get(options.share or "")


def scaled_of(layout: Layout, options: Options, among: Sequence[Scores] | None = None) -> Scaled:
    """Place scores on the scale of the options; see [paint][heatmark.picture.paint.paint]."""
    ends = site_scale(options)
    if ends is not None:
        return scale(layout.values, ends)
    known = None if among is None else np.concatenate(among)
    return scale(
        layout.values, options.scale, center=options.center, clip=options.clip, among=known
    )


def _real(layout: Layout, scaled: Scaled) -> list[Strip]:
    """Make a strip of each series, the control's last."""
    steps = levels(scaled.positions)
    strips = [_strip(scaled, steps, row, name) for row, name in enumerate(layout.names)]
    if layout.errors is None:
        return strips
    return [
        replace(
            strip,
            errors=tuple(errors),
            faded=within_noise(strip.scores, errors, scaled.center),
        )
        if any(error is not None for error in errors)
        else strip
        for strip, errors in zip(strips, layout.errors, strict=True)
    ]


def _strips(
    layout: Layout, real: Sequence[Strip], options: Options, lang: str
) -> tuple[Strip, ...]:
    """Put controls below the series, or shuffles around the only one."""
    if layout.answer is not None:
        return tuple(
            replace(moved(real[0], order), name=letter, role="lineup")
            for order, letter in zip(layout.orders, _letters(layout), strict=True)
        )
    if options.control == SHUFFLE:
        note = word("control-shuffle-note", lang)
        shuffled = (
            replace(
                moved(strip, order), name=_shuffled(strip.name, lang), role="control", note=note
            )
            for strip, order in zip(real, layout.orders, strict=True)
        )
        return (*real, *shuffled)
    controls = (
        replace(
            strip,
            name=word("control-series", lang, name=strip.name),
            role="control",
            note=word("control-series-note", lang),
        )
        for strip in real[len(layout.ordinary) :]
    )
    return (*real[: len(layout.ordinary)], *controls)


def _labels(layout: Layout, options: Options) -> Labels | None:
    """Leave the cells of shuffles without labels, which are true of their own places only."""
    if layout.labels is None or options.control != SHUFFLE:
        return layout.labels
    return layout.labels + ((None,) * len(layout.texts.shown),) * len(layout.labels)


def _shuffled(name: str | None, lang: str) -> str:
    if name is None:
        return word("control-shuffle", lang)
    return word("control-shuffle-of", lang, name=name)


def moved(strip: Strip, order: Sequence[int]) -> Strip:
    """Give each place the score, with all that belongs to it, of the place that an order says."""
    errors = strip.errors
    return replace(
        strip,
        scores=tuple(strip.scores[source] for source in order),
        positions=tuple(strip.positions[source] for source in order),
        levels=tuple(strip.levels[source] for source in order),
        clipped={
            place: strip.clipped[source]
            for place, source in enumerate(order)
            if source in strip.clipped
        },
        faded=frozenset(place for place, source in enumerate(order) if source in strip.faded),
        errors=None if errors is None else tuple(errors[source] for source in order),
    )


def _letters(layout: Layout) -> tuple[str, ...]:
    return tuple(chr(ord("A") + place) for place in range(len(layout.orders)))


def _lineup(layout: Layout) -> Lineup | None:
    if layout.answer is None:
        return None
    size = len(layout.orders)
    rows = tuple((people, needed(people, size)) for people in CLASSES)
    return Lineup(names=_letters(layout), answer=layout.answer, needed=rows)


def _cautions(layout: Layout, lang: str) -> Iterator[str]:
    """Warn readers of series that are all noise."""
    for row in layout.ordinary if layout.errors is not None else ():
        errors, values = (layout.errors or ())[row], layout.values[row].tolist()
        if is_all_noise([None if value != value else value for value in values], errors):  # noqa: PLR0124 - NaN
            text, name = word("all-noise", lang), layout.names[row]
            alone = name is None or len(layout.ordinary) == 1
            yield text if alone else word("of-series", lang, name=name, text=text)


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


def _legend(
    scaled: Scaled,
    strips: Sequence[Strip],
    options: Options,
    outside: int,
    among: Sequence[Scores] | None,
) -> Legend:
    sides = [side for strip in strips for side in strip.clipped.values()]
    missing = int(np.isnan(scaled.values).sum())
    known = scaled.values[np.isfinite(scaled.values)]
    digits = _digits(known)
    faded = [len(strip.faded) for strip in strips if strip.errors is not None]
    sitewide = site_scale(options) is not None
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
        digits=max(
            DIGITS, digits, *map(_digits, among or ())
        ),  # one scale reads the same everywhere
        shared=options.share if sitewide or among is not None else None,
        sitewide=sitewide,
        faded=sum(faded) if faded else None,
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
