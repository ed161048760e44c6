"""What only some blocks need of a picture: each stage, and what asks for it.

Statistics are imported where they are used: most sites have no block that asks for any.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.quantities import NOT_IN_TOP, SHARE, conversion
from heatmark.language.numbers import number
from heatmark.language.words import word
from heatmark.picture.below import below_of, has_hover, too_long
from heatmark.picture.chances import with_chances
from heatmark.picture.chosen import of_strips
from heatmark.picture.examples import marks_of_each, one_each, top_alone
from heatmark.picture.frame import classes_of, marks_of
from heatmark.picture.guessed import GUESSES, check_chances, ranks_of
from heatmark.picture.layout import SHUFFLE
from heatmark.picture.lint import begin_of_bars, no_legend
from heatmark.picture.palette import levels
from heatmark.picture.parts import PLAIN
from heatmark.picture.placing import placed, score_rows, site_scale
from heatmark.picture.scale import bar_ends
from heatmark.picture.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.picture.noise import Comparison
    from heatmark.picture.painting import Painting
    from heatmark.picture.parts import Strip


def through_stages(painting: Painting) -> Painting:
    """Take a picture through the stages that its block asks for."""
    for is_wanted, stage in _STAGES:
        if is_wanted(painting):
            painting = stage(painting)
    return painting


def _with_alternatives(one: Painting) -> Painting:
    """Refuse alternatives that contradict themselves, or a token of the only series."""
    texts, scores, known = one.layout.guessed
    is_one = len(one.layout.names) == 1
    check_chances(texts, scores if is_one else [None] * len(scores), known)
    return one


def _of_texts(one: Painting) -> Painting:
    """Say once what the outline of peaks means, and tell of texts that were chosen for theirs."""
    rows = one.layout.rows
    return one.saying(marks=marks_of_each(rows, one.lang)).telling(top_alone(rows, one.options))


def _apart(one: Painting) -> Painting:
    """Write the scores of special tokens off the scale: they have a number, but no place on it."""
    apart = one.layout.apart
    if apart is None or np.isnan(apart).all():
        return one
    write = one.scaled.writing.text
    strips = []
    for strip, row in zip(one.strips, apart.tolist(), strict=True):
        texts = [*strip.texts]
        for at in one.layout.texts.outside:
            texts[at] = write(row[at], one.lang)
        strips.append(strip._replace(texts=tuple(texts)))
    ends = write(float(np.nanmin(apart)), one.lang), write(float(np.nanmax(apart)), one.lang)
    return one.drawing(strips).saying(apart=ends)


def _not_in_top(one: Painting) -> Painting:
    """Say of a token that was not among the most likely just that.

    Its log P is below all others, its probability 0; and so are those of what was made of them.
    """
    said, (values, apart) = _not_listed(one.lang), (one.layout.values, one.layout.apart)
    values = values if apart is None else np.where(np.isnan(values), apart, values)
    hidden = one.layout.unlisted & (np.isinf(values) | (values == 0))
    rows = zip(one.strips, hidden.tolist(), strict=True)
    return one.drawing(
        strip._replace(
            texts=tuple(
                said if is_hidden else text
                for text, is_hidden in zip(strip.texts, row, strict=True)
            )
        )
        for strip, row in rows
    )


def _not_listed(lang: str) -> str:
    return word("not-in-top", lang, score=number(NOT_IN_TOP, lang))


def _without_later(one: Painting) -> Painting:
    """Leave blank what no row of a causal map sees: no score is missed there."""
    if one.layout.later is None:  # equivalent: it is there
        return one
    strips, unseen = [], 0
    for strip, row in zip(one.strips, one.layout.later.tolist(), strict=True):
        later = frozenset(at for at, is_later in enumerate(row) if is_later)
        unseen += len(later - one.layout.texts.outside)
        shown = enumerate(strip.levels)
        own = tuple(PLAIN if at in later else level for at, level in shown)
        strips.append(strip._replace(levels=own, later=later))
    return one.drawing(strips).saying(missing=one.legend["missing"] - unseen)


def _marked(one: Painting) -> Painting:
    """Give marked tokens their words; one that is marked misses no score."""
    texts = one.layout.texts
    marked = texts.marks.keys() - texts.outside
    strips, pinned = [], 0
    for strip in one.strips:
        blank = {at for at in marked - strip.later if strip.scores[at] is None}
        pinned += len(blank)
        shown = enumerate(strip.levels)
        own = tuple(PLAIN if at in blank else level for at, level in shown)
        strips.append(strip._replace(levels=own))
    said = {} if one.layout.rows else {"marks": marks_of(texts)}  # theirs are said once
    return one.drawing(strips).saying(missing=one.legend["missing"] - pinned, **said)


def _compared(one: Painting) -> Painting:
    """Compare scores that have errors with their centre, and give its colour to what is noise."""
    from heatmark.picture.verdict import noise_notices, verdict, verdict_notes, warnings

    layout, options, writing = one.layout, one.options, one.scaled.writing
    found = verdict(layout, options, one.scaled)
    if found is None or layout.errors is None:  # equivalent: both are
        return one
    rows = zip(
        one.strips, score_rows(layout.errors), found.faded, _centers(one, found), strict=True
    )
    strips = [
        strip
        if all(error is None for error in errors)
        else strip._replace(errors=errors, faded=faded, middle=middle)
        for strip, errors, faded, middle in rows
    ]
    faded = [len(strip.faded) for strip in strips if strip.errors is not None]
    said = tuple(verdict_notes(found, layout, options, writing))
    one = one.drawing(strips).saying(faded=sum(faded) if faded else None, verdict=said)
    cautions = tuple(warnings(found, layout, one.lang))
    return one.having(cautions=cautions).telling(noise_notices(layout, found))


def _centers(one: Painting, found: Comparison) -> list[int]:
    """Find the levels of what scores are compared with, of each series."""
    centers = np.array([[np.nan if item is None else item] for item in found.centers])
    scaled = placed(centers, one.layout, one.options, one.among)
    return [max(level, 0) for level in levels(scaled.positions)[:, 0].tolist()]


def _explained(one: Painting) -> Painting:
    """Keep a legend that no other block of the page shows."""
    return one.saying(form="short").telling([no_legend()])


def _shared(one: Painting) -> Painting:
    """Say with whom the scale is shared."""
    options, sitewide = one.options, site_scale(one.options) is not None
    shared = options.share if sitewide or one.among is not None else None
    return one.saying(shared=shared, share_title=options.share_title, sitewide=sitewide)


def _with_sides(one: Painting) -> Painting:
    """Say in words which side of 0 each end of the ramp is on, where scores are differences."""
    sides, ends = one.layout.sides, one.scaled.ends
    if sides is None or ends is None:
        return one
    below, above = sides
    return one.saying(sides=tuple(below if end < 0 else above if end > 0 else "" for end in ends))


def _with_halfway(one: Painting) -> Painting:
    """Write the score in the middle of a log scale: the geometric mean of its ends."""
    if one.scaled.ends is None:
        return one
    low, high = one.scaled.ends
    return one.saying(halfway=number(math.sqrt(low) * math.sqrt(high), one.lang, 2))


def _with_bars(one: Painting) -> Painting:
    """Say where bars begin and end."""
    found = bar_ends(one.scaled, cut=one.options.bars == "cut")
    strips = (strip._replace(bars=found.row(row)) for row, strip in enumerate(one.strips))
    begin = begin_of_bars(one.scaled, one.options)
    return one.drawing(strips).saying(bars=begin, origin=found.origin)


def _with_steps(one: Painting) -> Painting:
    return one.saying(steps=steps_of(one.scaled, one.options.steps, one.lang))


def _with_summaries(one: Painting) -> Painting:
    from heatmark.picture.summaries import summaries

    return one.saying(stats=summaries(one.layout, one.scaled, one.options))


def _with_chances(one: Painting) -> Painting:
    """Say how probable tokens are: not where scores are means of probabilities, or their sums."""
    known, merge = one.layout.quantity, one.options.merge
    product = merge == "sum" and known is not None and known.kind != SHARE
    change = conversion(known, SHARE, "%") if merge == "none" or product else None
    if change is None or one.layout.errors is not None or "lineup" in one.parts:
        return one
    strips = with_chances(one.strips, change, one.lang)
    if one.layout.unlisted is not None:
        strips = tuple(_without_chance(strip, _not_listed(one.lang)) for strip in strips)
    return one.drawing(strips)


def _without_chance(strip: Strip, said: str) -> Strip:
    """Leave out the chance of a token of which is known only that it was not listed."""
    pairs = zip(strip.texts, strip.chances, strict=False)  # of which there may be none
    return strip._replace(chances=tuple("" if text == said else one for text, one in pairs))


def _with_classes(one: Painting) -> Painting:
    return one.saying(classes=classes_of(one.layout.texts))


def _with_numbers(one: Painting) -> Painting:
    """Put numbers or labels under tokens, or tell the author of a text too long for them."""
    below, long = below_of(one.layout, one.options), too_long(one.layout, one.options)
    one = one.having(below=below, hover=has_hover(one.options, below))
    return one if long is None else one.telling([long])


def _hidden(one: Painting) -> Painting:
    """Hide the picture among others; what else could have stood in places would tell it."""
    from heatmark.picture.lineups import line_up

    strips, lineup = line_up(one.layout, one.strips, one.options, one.lang)
    cells = one.layout.texts._replace(alternatives=None)
    return one.drawing(strips).having(cells=cells, lineup=lineup)


def _controlled(one: Painting) -> Painting:
    """Put controls below; the cells of shuffles have no labels, which are true of places only."""
    from heatmark.picture.controls import with_controls

    layout, options = one.layout, one.options
    one = one.drawing(with_controls(layout, one.strips, options, one.lang))
    if layout.labels is None or SHUFFLE not in options.control:
        return one
    series = len(layout.ordinary)
    shuffled = ((None,) * len(layout.texts.shown),) * series
    return one.having(labels=layout.labels[:series] + shuffled + layout.labels[series:])


def _chosen(one: Painting) -> Painting:
    """Say which row is whose."""
    return one.having(chosen=of_strips(one.layout.chosen, one.strips))


def _one_each(one: Painting) -> Painting:
    """Give each of many texts a strip of its own."""
    joint = one.strips[0]
    return one.drawing(one_each(joint, one.layout.rows, one.lang)).having(joint=joint)


def _ranked(one: Painting) -> Painting:
    """Find the ranks of tokens for the view that lists them."""
    return one.having(ranks=ranks_of(*one.layout.guessed))


_STAGES: tuple[tuple[Callable[[Painting], object], Callable[[Painting], Painting]], ...] = (
    (lambda one: one.layout.texts.alternatives is not None, _with_alternatives),
    (lambda one: one.layout.rows, _of_texts),
    (lambda one: one.layout.apart is not None, _apart),
    (lambda one: one.layout.unlisted is not None, _not_in_top),
    (lambda one: one.layout.later is not None, _without_later),
    (lambda one: one.layout.texts.marks, _marked),
    (lambda one: one.layout.errors is not None, _compared),
    (lambda one: one.options.legend == "none" and not one.is_explained, _explained),
    (lambda one: one.options.share is not None, _shared),
    (lambda one: one.layout.sides is not None, _with_sides),
    (lambda one: one.scaled.kind == "log", _with_halfway),
    (lambda one: one.options.view == "bars", _with_bars),
    (lambda one: one.options.steps, _with_steps),
    (lambda one: one.options.stats, _with_summaries),
    (lambda one: one.layout.texts.spans, _with_classes),
    (lambda one: one.options.values != "hover", _with_numbers),
    (lambda one: one.options.lineup or one.options.decoys or one.options.rorschach, _hidden),
    (lambda one: one.options.control, _controlled),
    (lambda one: one.layout.chosen is not None, _chosen),
    (lambda one: one.layout.quantity is not None and one.options.view != "grid", _with_chances),
    (lambda one: one.layout.rows, _one_each),
    (lambda one: one.options.view == GUESSES, _ranked),
)
