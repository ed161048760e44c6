"""Bad habits of heatmaps, named to their author: what makes readers see what is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import regex

from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say
from heatmark.picture.palette import SEQUENTIAL, is_honest
from heatmark.tokens import repaired

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scaled, Scores
    from heatmark.tokens.shown import Texts


# Letters that the first bytes of UTF-8 become, with what follows: a look before the real check.
_MOJIBAKE = re.compile("[ÂÃÄÅÆáâ][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
_LOG = re.compile(r"log|surprisal|\bnll\b|\bloss\b|ngạc nhiên|bất ngờ", re.IGNORECASE)
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


def notices(
    layout: Layout, scaled: Scaled, options: Options, cmap: str, *, shared: bool
) -> tuple[Notice, ...]:
    """Find what an author should know, and has not silenced.

    Args:
        layout: What is shown.
        scaled: Its scores on their scale.
        options: How it is shown.
        cmap: The name of the colormap.
        shared: Whether others are on the scale too.
    """
    found = [
        *_double_encoded(layout.texts, options),
        *_unshaped(layout.texts, options),
        *_rainbow(cmap),
        *_no_measure(layout, options),
        *_first_token(layout, options),
    ]
    if not shared and scaled.kind in _OWN:
        found += [*_special(layout, options), *_nearly_equal(layout, scaled)]
    return heard(found, options)


def heard(found: Sequence[Notice], options: Options) -> tuple[Notice, ...]:
    """Leave out what the author has silenced, and lower the voice if the site asks for it."""
    if options.notices == "off":
        return ()
    kept = (notice for notice in found if notice.name not in options.silence)
    if options.notices == "info":
        return tuple(replace(notice, level="info") for notice in kept)
    return tuple(kept)


def within_noise(cautions: Sequence[str]) -> Iterator[Notice]:
    """Tell the author, too, what readers are warned of."""
    if cautions:
        problem = "the scores differ by no more than their errors would make equal scores differ"
        hint = "measure more often, or show the numbers without colours"
        yield Notice(name="within-noise", message=problem, hint=hint, about="err")


def lonely_share(name: str) -> Notice:
    """Say that no other block is on a shared scale."""
    problem = say("no other block of this page shares the scale {name}", name=quoted(name))
    hint = "give the other block the same share, or add the name to the site's scales"
    return Notice(name="lonely-share", message=problem, hint=hint, about="share")


def _double_encoded(texts: Texts, options: Options) -> Iterator[Notice]:
    """Find text that was decoded in the wrong encoding, which nothing else would show."""
    shown = texts.text
    if options.scheme == "mojibake" or not _MOJIBAKE.search(shown):
        return
    meant = repaired(shown)
    if meant is not None:
        problem = say("the text is double-encoded; it should read {meant}", meant=quoted(meant))
        yield Notice(name="double-encoded", message=problem, hint="scheme: mojibake repairs it")


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


def _rainbow(cmap: str) -> Iterator[Notice]:
    if cmap != SEQUENTIAL and not is_honest(cmap):
        problem = say("the colormap {cmap} has edges where the scores have none", cmap=quoted(cmap))
        hint = "take one whose lightness follows the scores: Reds, viridis, cividis, RdBu_r"
        yield Notice(name="rainbow-colormap", message=problem, hint=hint, about="cmap")


def _no_measure(layout: Layout, options: Options) -> Iterator[Notice]:
    named = options.measure or (len(layout.ordinary) == 1 and layout.names[0])
    if not named and options.measure_notice != "off":
        hint = "say what a score is: measure: log P, unit: nat"
        level = options.measure_notice
        yield Notice(name="no-measure", message="the scores have no name", hint=hint, level=level)


def _first_token(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find the classic bug of hand-written loops: a first token that nothing predicts scores 0."""
    if options.special == "hide" or 0 in layout.texts.special:
        return
    if any(_is_unpredicted(layout.raw[row], options.measure) for row in layout.ordinary):
        problem = "the first token stands apart; nothing predicts it, so it may have no real score"
        hint = "if its score was made up, leave it out: write - (null) in its place"
        yield Notice(name="first-token-zero", message=problem, hint=hint, about="scores")


def _is_unpredicted(scores: Sequence[Score], measure: str | None) -> bool:
    first = scores[0]
    logs = measure is not None and bool(_LOG.search(measure))
    if first is None or not (logs or first == 0):
        return False
    others = np.array(scores[1:], dtype=np.float64)
    others = others[~np.isnan(others)]
    if others.size < _FEW:
        return False
    low, high = float(others.min()), float(others.max())
    if first == 0 and ((high < 0 and (logs or measure is None)) or (low > 0 and logs)):
        return True
    return logs and max(low - first, first - high) > high - low


def _special(layout: Layout, options: Options) -> Iterator[Notice]:
    if options.special != "include" or options.clip or not layout.texts.special:
        return
    text = [place for place in range(len(layout.texts.shown)) if place not in layout.texts.special]
    if text and _range(layout.values[:, text]) < _range(layout.values) / 2:
        problem = "a special token takes more than half of the scale"
        hint = "special: exclude shows it without colour, and its score stays out of the scale"
        yield Notice(name="special-dominates", message=problem, hint=hint, about="special")


def _nearly_equal(layout: Layout, scaled: Scaled) -> Iterator[Notice]:
    known = layout.known
    if scaled.kind != "minmax" or not known.size:
        return
    if 0 < _range(known) < _NEARLY * float(np.abs(known).max()):
        problem = "the scores are nearly equal, and the whole palette stands for less than 1 %"
        hint = "scale: zero, fixed ends or share show how little they differ"
        yield Notice(name="nearly-equal", message=problem, hint=hint, about="scores")


def _range(values: Scores) -> float:
    known = values[np.isfinite(values)]
    with np.errstate(all="ignore"):
        return float(known.max() - known.min()) if known.size else 0.0
