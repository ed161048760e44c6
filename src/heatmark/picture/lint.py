"""Bad habits of heatmaps, named to their author: what makes readers see what is not there."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import regex

from heatmark.core.errors import Notice
from heatmark.core.quantities import SURPRISAL, is_rank, kind_of
from heatmark.core.wording import counted, either, listed, quoted, say
from heatmark.options.values import AS_TEXT
from heatmark.picture.palette import (
    DIVERGING,
    LEVELS,
    MIDDLES,
    SEQUENTIAL,
    confused_by,
    is_honest,
    order_of,
)
from heatmark.picture.possible import impossible
from heatmark.picture.ranks import reached_often, spearman
from heatmark.tokens import length, repaired
from heatmark.tokens.charsets import in_old_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import Score
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scaled
    from heatmark.tokens.shown import Texts


# Letters that the first bytes of UTF-8 become, with what follows: a look before the real check.
_MOJIBAKE = re.compile("[ÂÃÄÅÆáâ][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
# Letters that run from right to left, or take their shape from those beside them.
_SHAPED = regex.compile(
    r"[\p{bc=R}\p{bc=AL}\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}"
    r"\p{Mlym}\p{Sinh}\p{Mymr}\p{Khmr}\p{Tibt}\p{Mong}]"
)
_OWN = {"minmax", "zero", "symmetric"}  # scales whose ends follow the scores
# Below this share of the largest score the ends of the scale agree in their first two digits,
# so that the whole palette stands for what most texts would round away.
_NEARLY = 0.01
_FEW = 3  # scores of which nothing can be said
_ENOUGH, _MOST = 8, 2000  # tokens of which lengths are looked at; no reader takes in more at once
_STRONG = 0.6  # of a correlation
_GLANCE = 64  # tokens
_PLACES = np.arange(_GLANCE, dtype=np.float64)
_HALF = 50
_SQUEEZED = 0.25  # of the scale, in which one score leaves all others
_EXACT = 2.0**53  # from here on not every integer has a float of its own
_LARGEST = 10**20  # of what is written as an integer: 64 bits have 20 digits


def notices(
    layout: Layout, scaled: Scaled, options: Options, cmap: str, *, shared: bool
) -> tuple[Notice, ...]:
    """Find what an author should know, silenced or not; see [heard][heatmark.picture.lint.heard].

    Args:
        layout: What is shown.
        scaled: Its scores on their scale.
        options: How it is shown.
        cmap: The name of the colormap.
        shared: Whether others are on the scale too.
    """
    found = [
        *text_notices(layout.texts, options),
        *_named_special(layout.texts, options),
        *_colours(cmap),
        *_off_centre(scaled, cmap),
        *_no_measure(layout, options),
        *_first_token(layout, options),
        *_large_integers(layout),
        *impossible(layout, options),
        *_ranks_from_zero(layout, options),
        *(_goes_with_length(layout) if options.view in AS_TEXT else ()),
        *_cut_axis(scaled, options),
    ]
    if not shared:
        found += _own_scale(layout, scaled, options, cmap)
    return tuple(found)


def text_notices(texts: Texts, options: Options) -> Iterator[Notice]:
    """Look at the text, whatever the tokens have besides."""
    yield from _double_encoded(texts, options)
    yield from _unshaped(texts, options)


def _named_special(texts: Texts, options: Options) -> Iterator[Notice]:
    """Find names of special tokens none of which is there; a site may name more than a text has."""
    if isinstance(options.special, str) or texts.special - texts.outside - texts.marks.keys():
        return
    names = listed(map(quoted, options.special))
    problem = say("special names no special token of this text: {names}", names=names)
    hint = "write special tokens as they stand there, such as [MASK]"
    yield Notice(name="no-effect", message=problem, hint=hint, about="special", level="info")


def _own_scale(layout: Layout, scaled: Scaled, options: Options, cmap: str) -> Iterator[Notice]:
    """Look at scales whose ends follow the scores of the block alone."""
    if scaled.kind not in {*_OWN, "rank"} or scaled.seen is None:
        return
    yield from _nearly_equal(layout, scaled)
    if scaled.kind in _OWN:
        special = [*_special(layout, options)]
        yield from special or _dominates(layout, scaled, options)
    if scaled.kind == "minmax" and order_of(cmap) not in MIDDLES:
        yield from _mixed_signs(scaled)
    if options.clip and scaled.cut == (0, 0):
        count = layout.known.size
        problem = say("clip leaves out none of {count}", count=counted(count, "score"))
        enough = math.ceil(100 / count)  # per cent
        clip = say("clip: {enough} leaves out one at each end", enough=enough)
        hint = clip if enough < _HALF else "leave clip out"
        name = "nothing-clipped"
        yield Notice(name=name, message=problem, hint=hint, about="clip", level="info")


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


def _double_encoded(texts: Texts, options: Options) -> Iterator[Notice]:
    """Find text that was decoded in the wrong encoding, which nothing else would show."""
    shown = texts.text
    if options.scheme == "mojibake":
        return
    suspicious = not shown.isascii() and _MOJIBAKE.search(shown) is not None
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


def _unshaped(texts: Texts, options: Options) -> Iterator[Notice]:
    """Find text whose letters an image would not put together as readers know them."""
    found = None if options.output == "html" else _SHAPED.search(texts.text)
    if found:
        problem = say(
            "an image shows letters such as {found} one by one, left to right",
            found=quoted(found[0]),
        )
        hint = "output: html lets the reader's browser put them together"
        yield Notice(name="unshaped-script", message=problem, hint=hint, about="output")


_BLINDNESS = {"deuteranopia": say("deuteranopia"), "protanopia": say("protanopia")}


def _colours(cmap: str) -> Iterator[Notice]:
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


def _off_centre(scaled: Scaled, cmap: str) -> Iterator[Notice]:
    """Find diverging colours whose middle is no score that the author named."""
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
    if low < 0 < high and abs(middle) <= (high - low) / LEVELS:
        return
    problem = say(
        "the middle of the colormap {cmap} is at {middle}, so that colours change sides where "
        "scores do not",
        cmap=quoted(cmap),
        middle=f"{middle:.3g}",
    )
    hint = "scale: zero has it at 0; center: has it where you say"
    yield Notice(name="diverging-off-centre", message=problem, hint=hint, about="cmap")


def _mixed_signs(scaled: Scaled) -> Iterator[Notice]:
    low, high = scaled.ends or (0.0, 0.0)
    if low < 0 < high:
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


def _cut_axis(scaled: Scaled, options: Options) -> Iterator[Notice]:
    if begin_of_bars(scaled, options) == "cut":
        problem = "bars do not begin at 0, so that their lengths say nothing of proportions"
        hint = "leave bars: cut out, or say why beside the figure"
        yield Notice(name="cut-axis", message=problem, hint=hint, about="bars")


def _ranks_from_zero(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find ranks that begin at 0, of which a step "top 10" has 11."""
    if options.steps and is_rank(layout.measure) and layout.reach and layout.reach[0] == 0:
        problem = "the ranks begin at 0, so that each step counts one token more"
        hint = "add 1 to the ranks, or take 1 from the numbers of the steps"
        yield Notice(name="ranks-from-zero", message=problem, hint=hint, about="steps")


def _large_integers(layout: Layout) -> Iterator[Notice]:
    if layout.reach and _EXACT <= max(-layout.reach[0], layout.reach[1]) < _LARGEST:
        problem = "scores of 2^53 and more are kept as floats, which have not every integer"
        hint = "subtract what they have in common, or divide them, where you compute them"
        yield Notice(name="large-integers", message=problem, hint=hint, about="scores")


def _dominates(layout: Layout, scaled: Scaled, options: Options) -> Iterator[Notice]:
    """Find a score without which the colours of all others would differ much more."""
    known = layout.known
    if options.clip or known.size <= _FEW:
        return
    if scaled.center is not None or scaled.kind == "zero":  # where distance counts
        others, whole = np.partition(np.abs(known - (scaled.center or 0.0)), -2)[-2:].tolist()
    else:
        parted = np.partition(known, (0, 1, -2, -1))
        lowest, low, high, highest = parted[[0, 1, -2, -1]].tolist()
        whole, others = highest - lowest, min(highest - low, high - lowest)
    if 0 < others < whole * _SQUEEZED:
        problem = "one score takes more than three quarters of the scale"
        hint = "clip: 5, scale: rank or fixed ends leave more colours to the others"
        name = "one-score-dominates"  # which may be as it should be, so that no build fails
        yield Notice(name=name, message=problem, hint=hint, about="scores", level="info")


def _goes_with_length(layout: Layout) -> Iterator[Notice]:
    """Find scores that follow the length of tokens, which readers take for strength anyway.

    Long words look like more (Schuff et al. 2022, arXiv:2201.11569).
    """
    texts = layout.texts
    if texts.columns or not _ENOUGH <= len(texts.shown) <= _MOST:
        return
    kinds: dict[str, Sequence[str] | Sequence[int]] = {say("letters"): texts.shown}
    if texts.pieces is not None:
        kinds[say("pieces")] = texts.pieces
    for row in layout.ordinary:
        for what, sizes in kinds.items():
            rho = _rho(layout.values[row], sizes)
            if rho is not None and not _are_lengths(layout, row):
                problem = say(
                    "scores go with the number of {what} of a token (Spearman's ρ = {rho})",
                    what=what,
                    rho=f"{rho:.2f}",
                )
                hint = "view: bars gives all tokens the same height; or look at scores per letter"
                name = "goes-with-length"
                yield Notice(name=name, message=problem, hint=hint, about="scores", level="info")
                return


def _rho(scores: Scores, of: Sequence[str] | Sequence[int]) -> float | None:
    """Compute Spearman's ρ if it is large, and larger than that of unrelated scores often is."""
    if not _may_go(scores[:_GLANCE], _sizes(of[:_GLANCE])):
        return None
    known = ~np.isnan(scores)
    rho = spearman(scores[known], _sizes(of)[known]) if known.sum() >= _ENOUGH else None
    often = reached_often(int(known.sum())) or 1.0
    return rho if rho is not None and abs(rho) > max(_STRONG, often) else None


def _sizes(of: Sequence[str] | Sequence[int]) -> Scores:
    """Count the letters of each text; or take the numbers that are given."""
    if of and isinstance(of[0], str):
        of = [*map(len, map(str.strip, cast("Sequence[str]", of)))]
    return np.array(of, dtype=np.float64)


def _may_go(scores: Scores, sizes: Scores) -> bool:
    """Look quickly whether two rows of numbers may agree in their order; ties do not count."""
    count = len(sizes)
    indices = _PLACES[:count] - (count - 1) / 2  # whose mean is 0, so that of sizes matters not
    agree = float(indices @ sizes[np.argsort(scores)])
    of_indices = count * (count * count - 1) / 12
    of_sizes = float(sizes @ sizes) - float(sizes.sum()) ** 2 / count
    return agree * agree > of_indices * of_sizes * (_STRONG / 2) ** 2


def _are_lengths(layout: Layout, row: int) -> bool:
    """Tell scores that are lengths, as we count them or as Python does."""
    pairs = zip(layout.texts.shown, layout.values[row].tolist(), strict=True)
    return all(
        score != score or score == len(text.strip()) or score == length(text)  # noqa: PLR0124 - NaN
        for text, score in pairs
    )


def _no_measure(layout: Layout, options: Options) -> Iterator[Notice]:
    named = options.measure or (len(layout.ordinary) == 1 and layout.names[0])
    if not named and options.measure_notice != "off":
        hint = "say what a score is: measure: log P, unit: nat"
        level = options.measure_notice
        yield Notice(name="no-measure", message="the scores have no name", hint=hint, level=level)


def _first_token(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find the classic bug of hand-written loops: a first token that nothing predicts scores 0."""
    if options.special == "hide" or layout.texts.columns or 0 in layout.texts.special:
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


def _special(layout: Layout, options: Options) -> Iterator[Notice]:
    if options.special != "include" or options.clip or not layout.texts.special:
        return
    text = [index for index in range(len(layout.texts.shown)) if index not in layout.texts.special]
    if text and _range(layout.values[:, text]) < _range(layout.values) / 2:
        problem = "a special token takes more than half of the scale"
        hint = "special: exclude shows it without colour, and its score stays out of the scale"
        yield Notice(name="special-dominates", message=problem, hint=hint, about="special")


def _nearly_equal(layout: Layout, scaled: Scaled) -> Iterator[Notice]:
    if scaled.kind not in {"minmax", "rank"} or layout.reach is None:
        return
    low, high = layout.reach
    if not 0 < high - low < _NEARLY * max(-low, high):
        return
    if scaled.kind == "rank":
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
