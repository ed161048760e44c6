"""Bad habits of heatmaps, named to their author: what makes readers see what is not there."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.number_order import series_by_letters
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import SURPRISAL, is_rank, kind_of
from heatmark.core.wording import counted, either, listed, quoted, say
from heatmark.options.values import AS_TEXT
from heatmark.picture.below import hidden_labels
from heatmark.picture.class_notices import dropped_classes
from heatmark.picture.contrary import (
    all_certain,
    coarser_than_errors,
    hidden_marks,
    named_like_a_number,
    never_added,
    of_another_unit,
    off_scale,
    one_threshold,
    overflown,
    rounded_away,
    rounding_alone,
    two_units,
)
from heatmark.picture.lengths import FEWEST_TOKENS, goes_with_length
from heatmark.picture.maps import transposed
from heatmark.picture.masks import masks
from heatmark.picture.misplaced import misplaced
from heatmark.picture.palette import (
    DIVERGING,
    LEVELS,
    MIDDLES,
    SEQUENTIAL,
    confused_by,
    is_honest,
    order_of,
)
from heatmark.picture.possible import impossible, unconverted, unsaid_unit
from heatmark.picture.selection import selection_notices
from heatmark.picture.shaping import unshaped
from heatmark.picture.totals import total_row
from heatmark.picture.unlike import unlike_series
from heatmark.tokens import repaired
from heatmark.tokens.charsets import in_old_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import Score
    from heatmark.options.declare import Options
    from heatmark.picture.painting import Painting
    from heatmark.picture.scale import Scaled
    from heatmark.tokens.shown import Texts

    _Look = Callable[[Painting, str], Iterator[Notice]]


# Letters that the first bytes of UTF-8 become, with what follows: a look before the real check.
_MOJIBAKE = lazy_re("[ÂÃÄÅÆáâ][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
# Letters that run from right to left, or take their shape from those beside them.
# Below this share of the largest score the ends of the scale agree in their first two digits,
# so that the whole palette stands for what most texts would round away.
_NEARLY = 0.01
_FEW = 3  # scores of which nothing can be said
_USUAL_CLIP = 5  # per cent
_SQUEEZED = 0.25  # of the scale, in which one score leaves all others
_EXACT = 2.0**53  # from here on not every integer has a float of its own
_LARGEST = 10**20  # of what is written as an integer: 64 bits have 20 digits


def notices(one: Painting, cmap: str) -> tuple[Notice, ...]:
    """Tell an author what there is to know of a picture, unless it is silenced.

    Args:
        one: The picture, with what its stages have to tell.
        cmap: The name of the colormap.
    """
    found = [*text_notices(one.layout.texts, one.options)]
    for is_wanted, look in _LOOKS:
        if is_wanted(one):
            found += look(one, cmap)
    return heard([*found, *one.notices], one.options)


def text_notices(texts: Texts, options: Options) -> Iterator[Notice]:
    """Look at the text, whatever the tokens have besides."""
    text = texts.text
    if text.isascii():
        return
    if options.scheme != "mojibake":
        yield from _double_encoded(text)
    if options.output != "html":
        yield from unshaped(text)


def _named_special(one: Painting, _: str) -> Iterator[Notice]:
    """Find names of special tokens none of which is there; a site may name more than a text has."""
    texts, options = one.layout.texts, one.options
    if texts.special - texts.outside - texts.marks.keys():
        return
    names = listed(map(quoted, options.special))
    problem = say("special names no special token of this text: {names}", names=names)
    hint = "write special tokens as they stand there, such as [MASK]"
    yield Notice(name="no-effect", message=problem, hint=hint, about="special", level="info")


def _nothing_clipped(one: Painting, _: str) -> Iterator[Notice]:
    """Find percentiles of so few scores that they leave none out."""
    if one.scaled.cut == (0, 0):
        count = one.layout.known.size
        problem = say("clip leaves out none of {count}", count=counted(count, "score"))
        clip = say("clip: {enough} leaves out one at each end", enough=_least_clip(count))
        hint = clip if count > _FEW else "leave clip out"
        name = "nothing-clipped"
        yield Notice(name=name, message=problem, hint=hint, about="clip", level="info")


def _least_clip(count: int) -> int:
    """Tell which per cent at each end is one of so many scores."""
    return math.ceil(100 / count)


def heard(found: Sequence[Notice], options: Options) -> tuple[Notice, ...]:
    """Leave out what the author has silenced, and lower the voice if the site asks for it."""
    if options.notices == "off":
        return ()
    kept = (notice for notice in found if notice.name not in options.silence)
    if options.notices == "info":
        return tuple(replace(notice, level="info") for notice in kept)
    return tuple(kept)


def lonely_share(name: str) -> Notice:
    """Say that no other block is on a shared scale."""
    problem = say("no other block of this page shares the scale {name}", name=quoted(name))
    hint = "give the other block the same share, or add the name to the site's scales"
    return Notice(name="lonely-share", message=problem, hint=hint, about="share")


def no_legend() -> Notice:
    """Say that a legend stays, because no other of the page explains the colours."""
    hint = say("write legend: short, or share: NAME here and in a block that has a legend")
    problem = "no other block of this page shows the legend of this scale, so that it stays"
    return Notice(name="no-legend", message=problem, hint=hint, about="legend")


def repeated_id(name: str) -> Notice:
    """Say that an id is on a page more than once."""
    problem = say("the id {id} is on this page twice", id=quoted(name))
    hint = "links lead to the first of them; give this block another id"
    return Notice(name="repeated-id", message=problem, hint=hint, about="id")


def _double_encoded(shown: str) -> Iterator[Notice]:
    """Find text that was decoded in the wrong encoding, which nothing else would show."""
    suspicious = _MOJIBAKE.search(shown) is not None
    meant = repaired(shown) if suspicious else None
    if meant is not None:
        problem = say("the text is double-encoded; it should read {meant}", meant=quoted(meant))
        yield Notice(name="double-encoded", message=problem, hint="scheme: mojibake repairs it")
        return
    words = dict.fromkeys(shown.split()) if suspicious else {}
    for word in words if len(words) > 1 else ():
        meant = repaired(word, alone=False) if _MOJIBAKE.search(word) else None
        if meant is not None:
            problem = say("{word} is double-encoded", word=quoted(word))
            hint = say("write {meant} in its place", meant=quoted(meant))
            yield Notice(name="double-encoded", message=problem, hint=hint)
            return
    found = in_old_code(shown)
    if found is not None:
        problem = say(
            "the text is in {code}, a code of old fonts; it should read {meant}",
            code=found[0],
            meant=quoted(found[1]),
        )
        hint = "convert it to Unicode, as the tools of Unikey do, before it comes here"
        yield Notice(name="double-encoded", message=problem, hint=hint)


_BLINDNESS = {"deuteranopia": say("deuteranopia"), "protanopia": say("protanopia")}


def _colours(_: Painting, cmap: str) -> Iterator[Notice]:
    """Look at what colours say that the scores do not, or do not say to all readers."""
    if cmap in {SEQUENTIAL, DIVERGING}:
        return
    if not is_honest(cmap):
        problem = say("the colormap {cmap} has edges where the scores have none", cmap=quoted(cmap))
        hint = "take one whose lightness follows the scores: heatmark, viridis, cividis, RdBu_r"
        yield Notice(name="rainbow-colormap", message=problem, hint=hint, about="cmap")
    if order_of(cmap) not in MIDDLES:
        return
    blind = confused_by(cmap)
    if blind:
        problem = say(
            "readers with {kinds} can hardly tell the two sides of the colormap {cmap} apart",
            kinds=either(map(_BLINDNESS.__getitem__, blind)),
            cmap=quoted(cmap),
        )
        hint = "take RdBu_r, PuOr or heatmark_diverging"
        yield Notice(name="colour-vision", message=problem, hint=hint, about="cmap")


def _off_centre(one: Painting, cmap: str) -> Iterator[Notice]:
    """Find diverging colours whose middle is no score that the author named."""
    scaled = one.scaled
    if scaled.center is not None or scaled.ends is None or order_of(cmap) not in MIDDLES:
        return
    low, high = scaled.ends
    if (
        scaled.kind in {"rank", "steps"}
        or low == high
        or (scaled.kind == "fixed" and not low < 0 < high)
    ):
        return
    middle = low / 2 + high / 2
    if abs(middle) <= (high - low) / LEVELS:
        return
    problem = say(
        "the middle of the colormap {cmap} is at {middle}, so that colours change sides where "
        "scores do not",
        cmap=quoted(cmap),
        middle=f"{middle:.3g}",
    )
    hint = "scale: zero has it at 0; center: has it where you say"
    yield Notice(name="diverging-off-centre", message=problem, hint=hint, about="cmap")


def _mixed_signs(one: Painting, cmap: str) -> Iterator[Notice]:
    ends = one.scaled.ends
    if ends and ends[0] < 0 < ends[1] and order_of(cmap) not in MIDDLES:
        problem = "signs mix, and on the scale minmax the strongest negative score is the palest"
        hint = "scale: zero is pale at 0 and strong on both sides"
        yield Notice(name="mixed-signs", message=problem, hint=hint, about="scale")


def begin_of_bars(scaled: Scaled, options: Options) -> str | None:
    """Tell what is to be said of where bars begin, if the ramp does not say it.

    Returns:
        `zero` if they begin at 0 although the ramp does not, `cut` if they do not begin at 0, or
        None.
    """
    if options.view != "bars" or scaled.center is not None or scaled.ends is None:
        return None
    return (options.bars if options.bars == "cut" else "zero") if scaled.ends[0] else None


def _cut_axis(one: Painting, _: str) -> Iterator[Notice]:
    if begin_of_bars(one.scaled, one.options) == "cut":
        problem = "bars do not begin at 0, so that their lengths say nothing of proportions"
        hint = "leave bars: cut out, or say why beside the figure"
        yield Notice(name="cut-axis", message=problem, hint=hint, about="bars")


def _ranks_from_zero(one: Painting, _: str) -> Iterator[Notice]:
    """Find ranks that begin at 0, of which a step "top 10" has 11."""
    known = one.layout.known
    if is_rank(one.layout.measure) and known.size and known[0] == 0:
        problem = "the ranks begin at 0, so that each step counts one token more"
        hint = "add 1 to the ranks, or take 1 from the numbers of the steps"
        yield Notice(name="ranks-from-zero", message=problem, hint=hint, about="steps")


def _large_integers(one: Painting, _: str) -> Iterator[Notice]:
    known = one.layout.known
    if _EXACT <= max(-known[0], known[-1]) < _LARGEST:
        problem = "scores of 2^53 and more are kept as floats, which have not every integer"
        hint = "subtract what they have in common, or divide them, where you compute them"
        yield Notice(name="large-integers", message=problem, hint=hint, about="scores")


def _dominates(one: Painting) -> Iterator[Notice]:
    """Find a score without which the colours of all others would differ much more."""
    known, scaled = one.layout.known, one.scaled
    if one.options.clip or known.size <= _FEW:
        return
    if scaled.center is not None or scaled.kind == "zero":  # where distance counts
        ends = known[[0, 1, -2, -1]]  # in their order, so that none is farther away
        _, _, others, whole = np.sort(np.abs(ends - (scaled.center or 0.0))).tolist()
    else:
        (lowest, low), (high, highest) = known[:2].tolist(), known[-2:].tolist()
        whole, others = highest - lowest, min(highest - low, high - lowest)
    if 0 < others < whole * _SQUEEZED:
        problem = "one score takes more than three quarters of the scale"
        hint = say(
            "clip: {percent}, scale: rank or fixed ends leave more colours to the others",
            percent=max(_USUAL_CLIP, _least_clip(known.size)),
        )
        name = "one-score-dominates"  # which may be as it should be, so that no build fails
        yield Notice(name=name, message=problem, hint=hint, about="scores", level="info")


def _no_measure(one: Painting, _: str) -> Iterator[Notice]:
    named = one.options.given or (len(one.layout.ordinary) == 1 and one.layout.names[0])
    if not named and one.options.measure_notice != "off":
        hint = "say what a score is: measure: log P, unit: nat"
        level = one.options.measure_notice
        yield Notice(name="no-measure", message="the scores have no name", hint=hint, level=level)


def _first_token(one: Painting, _: str) -> Iterator[Notice]:
    """Find the classic bug of hand-written loops: a first token that nothing predicts scores 0."""
    layout, texts = one.layout, one.layout.texts
    if one.options.special == "hide" or texts.columns or 0 in texts.special:
        return
    if any(_is_unpredicted(layout.raw[row], layout.measure) for row in layout.ordinary):
        problem = "the first token stands apart; nothing predicts it, so it may have no real score"
        hint = "if its score was made up, leave it out: write - (null) in its place"
        yield Notice(name="first-token-zero", message=problem, hint=hint, about="scores")


def _is_unpredicted(scores: Sequence[Score], measure: str | None) -> bool:
    first = scores[0]
    if first != 0:
        return False
    others = np.array(scores[1:], dtype=np.float64)
    others = others[~np.isnan(others)]
    if others.size < _FEW:
        return False
    kind = kind_of(measure)
    if float(others.max()) < 0:  # log-probabilities, whatever they are shown as
        return measure is None or kind is not None
    return kind == SURPRISAL and float(others.min()) > 0


def _one_apart(one: Painting, _: str) -> Iterator[Notice]:
    """Find a special token, or else any, that leaves little of the scale to all others."""
    special = [*_special(one)] if one.options.special == "include" else []
    yield from special or _dominates(one)


def _special(one: Painting) -> Iterator[Notice]:
    layout, special = one.layout, one.layout.texts.special
    if one.options.clip or not special:
        return
    text = [index for index in range(len(layout.texts.shown)) if index not in special]
    if text and _range(layout.values[:, text]) < _range(layout.values) / 2:
        problem = "a special token takes more than half of the scale"
        hint = "special: exclude shows it without colour, and its score stays out of the scale"
        yield Notice(name="special-dominates", message=problem, hint=hint, about="special")


def _nearly_equal(one: Painting, _: str) -> Iterator[Notice]:
    low, high = float(one.layout.known[0]), float(one.layout.known[-1])
    if not 0 < high - low < _NEARLY * max(-low, high):
        return
    if one.scaled.kind == "rank":
        problem = "the scores are nearly equal, and ranks spread them over the whole palette"
        hint = "scale: zero or fixed ends show how little they differ"
        yield Notice(name="rank-of-nothing", message=problem, hint=hint, about="scale")
    else:
        problem = "the scores are nearly equal, and the whole palette stands for less than 1 %"
        hint = "scale: zero, fixed ends or share show how little they differ"
        yield Notice(name="nearly-equal", message=problem, hint=hint, about="scores")


def _range(values: Scores) -> float:
    known = values[np.isfinite(values)]
    with np.errstate(all="ignore"):
        return float(known.max() - known.min()) if known.size else 0.0


def _is_text(one: Painting) -> bool:
    return one.options.view in AS_TEXT and len(one.layout.texts.shown) >= FEWEST_TOKENS


def _is_own(one: Painting, *kinds: str) -> bool:
    """Tell scales of some kinds whose ends follow the scores of the block alone."""
    return one.scaled.kind in kinds and one.layout.known.size > 0 and not one.legend.get("shared")


# What is looked for, in the order in which it is told: in which pictures, and the look.
_LOOKS: tuple[tuple[Callable[[Painting], object], _Look], ...] = (
    (lambda one: not isinstance(one.options.special, str), _named_special),
    (lambda one: one.options.cmap is not None, _colours),
    (lambda one: one.options.cmap is not None, _off_centre),
    (lambda one: not one.options.measure, _no_measure),
    (lambda one: any(row[0] == 0 for row in one.layout.raw), _first_token),
    (lambda one: one.layout.known.size, _large_integers),
    (lambda one: one.layout.quantity, lambda one, _: impossible(one.layout, one.options)),
    (
        lambda one: one.options.given and one.options.measure,
        lambda one, _: unconverted(one.layout, one.options),
    ),
    (lambda _: True, lambda one, _: unsaid_unit(one.layout, one.options)),
    (
        lambda one: one.options.sample or one.layout.rows,
        lambda one, _: selection_notices(one.layout, one.options),
    ),
    (
        lambda one: one.layout.texts.alternatives or one.layout.texts.guesses,
        lambda one, _: misplaced(one.layout),
    ),
    (lambda one: one.layout.known.size, lambda one, _: masks(one.layout, one.options)),
    (
        lambda one: one.layout.measure or one.options.axes,
        lambda one, _: transposed(one.layout, one.options),
    ),
    (
        lambda one: one.layout.source.classes,
        lambda one, _: dropped_classes(one.layout.source, one.options),
    ),
    (
        lambda one: one.layout.labels is not None,
        lambda one, _: hidden_labels(one.layout, one.options),
    ),
    (lambda one: one.options.steps, _ranks_from_zero),
    (
        lambda one: one.options.unit and one.options.measure,
        lambda one, _: two_units(one.options),
    ),
    (lambda one: one.scaled.kind in {"fixed", "steps"}, off_scale),
    (lambda one: one.scaled.kind == "steps" and one.layout.known.size, one_threshold),
    (lambda one: one.options.digits is not None and one.layout.known.size, rounded_away),
    (lambda one: one.options.digits is not None, coarser_than_errors),
    (lambda one: one.options.transform, overflown),
    (lambda one: one.options.transform, of_another_unit),
    (lambda one: one.options.merge == "sum", never_added),
    (lambda one: isinstance(one.options.pick, int), named_like_a_number),
    (lambda one: one.options.mark and one.options.special == "hide", hidden_marks),
    (_is_text, lambda one, _: goes_with_length(one.layout)),
    (lambda one: one.options.view == "bars", _cut_axis),
    (lambda one: _is_own(one, "minmax", "zero", "symmetric"), lambda one, _: unlike_series(one)),
    (lambda one: one.layout.known.size, lambda one, _: total_row(one.layout)),
    (lambda one: one.layout.names[2:], lambda one, _: series_by_letters(one.layout.names)),
    (lambda one: _is_own(one, "minmax", "rank"), _nearly_equal),
    (lambda one: _is_own(one, "minmax", "zero", "rank"), all_certain),
    (
        lambda one: one.options.minus and _is_own(one, "minmax", "zero", "symmetric", "rank"),
        rounding_alone,
    ),
    (lambda one: _is_own(one, "minmax", "zero", "symmetric"), _one_apart),
    (lambda one: _is_own(one, "minmax"), _mixed_signs),
    (
        lambda one: one.options.clip and _is_own(one, "minmax", "zero", "symmetric"),
        _nothing_clipped,
    ),
)
