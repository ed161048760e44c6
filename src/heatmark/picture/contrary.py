"""Options that the scores contradict: a scale that none of them is on, digits that show none."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import NOT_IN_TOP, SHARE, is_rank, kind_of, quantity, unit_in
from heatmark.core.unit_names import parted, unit_called
from heatmark.core.wording import counted, listed, quoted, say
from heatmark.picture.steps import highest
from heatmark.tokens.shown import hidden_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.painting import Painting


# What of several pieces has a mean or a first one, and no sum.
_NEVER_ADDED = lazy_re(
    r".*\b(?:cosines?|similarit(?:y|ies)|tương đồng|perplexit(?:y|ies)|ppl|độ hỗn loạn|percentiles?"
    r"|accurac(?:y|ies))\b.*",
    re.IGNORECASE,
)
_FAR = 10  # times the last end of steps: what is beyond that is counted in another way
_FEW = 12  # numbers that a hint lists
_ROUNDING = 1e-4  # of a score: single precision, on other machines and in other batches
_CERTAIN = -math.log(0.99)  # nat
_COUNTS = range(2, 13)  # of steps that an author may ask for
_FEWEST = 2  # scores, of which one alone may well be beyond a scale


def two_units(options: Options) -> Iterator[Notice]:
    """Find a unit in the name of a measure beside another unit."""
    measure, unit = options.measure or "", options.unit or ""
    named = parted(measure)
    own = named[1]
    if unit_called(own) in {None, unit_called(unit)} or kind_of(named[0]) is None:
        return
    problem = say("measure says {own}, and unit says {unit}", own=own, unit=unit)
    hint = say(
        "leave one of the two out; given: '{measure}, {own}' with unit: {unit} converts the scores",
        measure=named[0],
        own=own,
        unit=unit,
    )
    yield Notice(name="impossible-score", message=problem, hint=hint, about="unit")


def off_scale(one: Painting, _: str) -> Iterator[Notice]:
    """Find scores all of which are beyond the ends that an author gave the scale, or its steps."""
    known = one.layout.known
    if known.size < _FEWEST:
        return
    if one.scaled.kind == "steps":
        is_off = _is_off_steps(one.layout, one.options)
        ends = highest(one.options.steps)
    else:
        ends = one.scaled.ends or (math.nan, math.nan)
        is_off = not np.any((known >= min(ends)) & (known <= max(ends)))
    if not is_off:
        return
    about = "steps" if one.scaled.kind == "steps" else "scale"
    problem = say(
        "all {scores} are off the {about}: they lie between {low} and {high}",
        scores=counted(known.size, "score"),
        about=about,
        low=f"{known[0]:.3g}",
        high=f"{known[-1]:.3g}",
    )
    hint = say(
        "look whether {about} has the ends {ends} in the unit of the scores",
        about=about,
        ends=", ".join(f"{end:g}" for end in sorted(ends)),
    )
    yield Notice(name="off-scale", message=problem, hint=hint, about=about)


def _is_off_steps(layout: Layout, options: Options) -> bool:
    """Tell scores of another sign than all steps, or far beyond them; ranks may be that far."""
    low, high = float(layout.known[0]), float(layout.known[-1])
    ends = highest(options.steps)
    name = layout.measure or layout.names[0]
    is_far = 0 < ends[-1] * _FAR < low and not is_rank(name)
    return high < 0 < ends[0] or ends[-1] < 0 < low or is_far


def one_threshold(one: Painting, _: str) -> Iterator[Notice]:
    """Find how many steps an author wants, in the place of the highest score of the first."""
    known, steps = one.layout.known, one.options.steps
    if len(steps) > 1 or steps[0][0] is not None or steps[0][1] not in _COUNTS:
        return
    low, high, end = float(known[0]), float(known[-1]), steps[0][1]
    if low == high or low <= end < high or _is_off_steps(one.layout, one.options):
        return
    between = np.linspace(low, high, int(end) + 1)[1:-1]
    problem = say(
        "steps: {end} is one threshold, and all scores are on one side of it", end=f"{end:g}"
    )
    hint = say(
        "steps are the highest scores of each, and not how many there are: for {count} of them "
        "write steps: [{ends}]",
        count=f"{end:g}",
        ends=", ".join(f"{one:.6g}" for one in between),
    )
    yield Notice(name="off-scale", message=problem, hint=hint, about="steps")


def rounded_away(one: Painting, _: str) -> Iterator[Notice]:
    """Find so few digits that scores which differ are all written alike, in one colour."""
    known = one.layout.known
    low, high = float(known[0]), float(known[-1])
    write = one.scaled.writing
    if low == high or write.near(low) != write.near(high):
        return
    problem = say(
        "digits: {digits} writes all scores alike, from {low} to {high}",
        digits=one.options.digits,
        low=f"{low:.3g}",
        high=f"{high:.3g}",
    )
    hint = "leave digits out, or raise it, so that their differences are seen"
    yield Notice(name="nearly-equal", message=problem, hint=hint, about="digits")


def rounding_alone(one: Painting, _: str) -> Iterator[Notice]:
    """Find differences so small beside the scores that two computations of one thing have them."""
    base, known = one.layout.base, one.layout.known
    if base is None or one.layout.errors is not None:
        return
    size = float(np.abs(base[np.isfinite(base)]).max(initial=0.0))
    if not 0 < max(-float(known[0]), float(known[-1])) < _ROUNDING * size:
        return
    problem = (
        "all differences are less than 0.01 % of the scores: rounding alone, or the order of sums, "
        "may make them"
    )
    hint = (
        "look whether both series are of one model; fixed ends (scale) show how little they differ"
    )
    yield Notice(name="nearly-equal", message=problem, hint=hint, about="minus")


def all_certain(one: Painting, _: str) -> Iterator[Notice]:
    """Find a text of which a model was certain throughout, and that looks as if it was not."""
    what, known = one.layout.quantity, one.layout.known
    if what is None or what.factor is None or what.kind == SHARE:
        return
    if not 0 < max(-float(known[0]), float(known[-1])) / what.size < _CERTAIN:
        return
    problem = (
        "all probabilities are above 99 %, and the whole palette stands for what is left to 100 %"
    )
    hint = "fixed ends or share show how little they differ"
    yield Notice(name="nearly-equal", message=problem, hint=hint, about="scores")


def of_another_unit(one: Painting, _: str) -> Iterator[Notice]:
    """Find logarithms in bit that become powers of e, and the logarithm of per cent."""
    layout, options = one.layout, one.options
    single = layout.names[0] if len(layout.names) == 1 else None
    known = options.given or f"{options.measure or single or ''},{options.unit or ''}"
    measure, unit = (part.strip() for part in f"{known},".split(",")[:2])
    unit = unit or unit_in(measure) or ""
    start = quantity(measure, unit)
    if layout.quantity is not None or start is None or start.factor in {None, 1.0}:
        return
    same = f"{measure}, {unit}"
    if start.kind == SHARE and "log" in options.transform:
        problem = say(
            "transform: log makes log P of probabilities up to 1, and the scores are in {unit}",
            unit=unit,
        )
        hint = say("leave transform out: given: '{given}', measure: log P", given=same)
    elif start.kind != SHARE and "exp" in options.transform:
        problem = say(
            "transform: exp makes probabilities of log P in nat, and the scores are in {unit}",
            unit=unit,
        )
        hint = say("leave transform out: given: '{given}', measure: P", given=same)
    else:
        return
    yield Notice(name="impossible-score", message=problem, hint=hint, about="transform")


def overflown(one: Painting, _: str) -> Iterator[Notice]:
    """Find finite scores of which a transform makes infinite ones, as no float is so large."""
    if not np.isposinf(one.layout.values).any():
        return
    scores = [score for row in one.layout.raw for score in row if score is not None]
    if any(math.isinf(score) or score == NOT_IN_TOP for score in scores):
        return  # what a service does not tell is -∞ from the start
    problem = say(
        "transform: {names} makes ∞ of finite scores", names=", ".join(one.options.transform)
    )
    hint = "exp takes logarithms, such as log P; leave it out of other scores"
    yield Notice(name="impossible-score", message=problem, hint=hint, about="transform")


def coarser_than_errors(one: Painting, _: str) -> Iterator[Notice]:
    """Find so few digits that they round away more than the standard error of a score."""
    errors, digits = one.layout.errors, one.options.digits
    if errors is None or digits is None:
        return
    known = errors[np.isfinite(errors) & (errors > 0)]
    if not known.size or 0.5 * 10.0**-digits <= known.min():
        return
    problem = say(
        "digits: {digits} rounds scores by more than their standard errors, such as {error}",
        digits=digits,
        error=f"{known.min():.2g}",
    )
    hint = "leave digits out, or raise it: then scores have the digits that their errors tell"
    yield Notice(name="nearly-equal", message=problem, hint=hint, about="digits")


def named_like_a_number(one: Painting, _: str) -> Iterator[Notice]:
    """Find a token that is called like the number by which another is chosen."""
    pick, texts = one.options.pick, [text.strip() for text in one.layout.texts.shown]
    places = [at for at, text in enumerate(texts, start=1) if text == str(pick)]
    if not places or places == [pick]:
        return
    problem = say(
        "pick: {number} is the token of that number, and not {text}",
        number=pick,
        text=quoted(str(pick)),
    )
    hint = say(
        "write the number of the one that is meant: {numbers}",
        numbers=listed(map(str, places[:_FEW])),
    )
    yield Notice(name="unclear-names", message=problem, hint=hint, about="pick", level="info")


def hidden_marks(one: Painting, _: str) -> Iterator[Notice]:
    """Find marks of special tokens that are hidden."""
    texts, source = one.layout.texts, one.layout.source
    if not texts.columns and hidden_tokens(source, one.options)[1]:
        problem = "a special token is marked, and special: hide leaves it out"
        hint = "write special: exclude, or mark tokens of the text"
        yield Notice(name="no-effect", message=problem, hint=hint, about="mark", level="info")


def never_added(one: Painting, _: str) -> Iterator[Notice]:
    """Find sums over the pieces of words of what has no sum: ranks, cosines, perplexities."""
    name = one.layout.measure or (one.layout.names[0] if len(one.layout.names) == 1 else "") or ""
    if max(one.layout.texts.pieces or (), default=1) == 1:
        return
    if not is_rank(name) and _NEVER_ADDED.fullmatch(name) is None:
        return
    problem = say(
        "merge: sum adds {measure} of the pieces of a word, and the sum is none of the word",
        measure=name,
    )
    hint = "write merge: first, max or mean; the legend says how words were made of pieces"
    yield Notice(name="merged-scores", message=problem, hint=hint, about="merge")
