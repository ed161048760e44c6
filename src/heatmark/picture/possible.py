"""Scores that cannot be what they are called."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import (
    LOG,
    SHARE,
    SURPRISAL,
    after,
    given,
    goes_with,
    is_other,
    kind_of,
    quantity,
    unit_in,
)
from heatmark.core.unit_names import parted
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.core.quantities import Quantity
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout

IMPOSSIBLE = "impossible-score"
_NATURAL = lazy_re(r"nll|neg|-|−", re.IGNORECASE)  # of logarithms, which are natural ones
_ROUNDED = 0.1  # nat: by how much two numbers of one decimal may differ that were one
SLACK = 0.01  # of the probability 1, or nat: what half precision may round wrongly


def impossible(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find what no probability can be, so that scores are something else than they are called.

    Args:
        layout: What is shown.
        options: How it is shown.
    """
    what = layout.quantity
    if what is None or np.isnan(layout.values).all() or layout.sides is not None:
        return
    if what.factor is None:
        yield _uncounted(layout, what.kind)
    if what.kind == SHARE and options.merge == "sum":
        if options.given or options.transform[-1:] != ("softmax",):  # whose shares can be added
            yield from _added(layout, what)
        return
    yield from _of_no_word(layout, what, options.merge)
    if what.factor is None:
        return
    yield from _differing(layout, what)
    shown = layout.values[~np.isnan(layout.values)]  # infinite ones, too
    ends = float(shown.min()), float(shown.max())
    low, high = (end / what.size for end in ends)
    is_low = what.kind != LOG and low < -SLACK
    is_high = what.kind != SURPRISAL and high > SLACK + (what.kind == SHARE)
    if is_low or is_high:
        problem = say(
            "{score} is no {measure}, as a probability lies between 0 and 1",
            score=f"{ends[0 if is_low else 1]:.3g}",
            measure=_called(layout, what.kind),
        )
        hint = "say with measure what the scores are, or with unit (%, bit) how they are counted"
        yield Notice(name=IMPOSSIBLE, message=problem, hint=hint, about="measure")


def unconverted(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find scores that are known, and get a name and a unit that they are not converted to.

    Args:
        layout: What is shown.
        options: How it is shown: of these, `given`, `transform`, `measure` and `unit`.
    """
    said, measure = options.given or "", options.measure or ""
    known = after(given(said), options.transform)
    if layout.before and said and kind_of(measure) not in {None, kind_of(layout.measure)}:
        yield _lost(layout, options)
    if known is None or kind_of(measure) is not None or layout.sides is not None:
        return
    wanted = quantity(known.kind, options.unit)
    is_counted = options.unit is None or wanted == known
    if is_counted and (options.transform or not is_other(measure)):
        return
    problem = say(
        "the scores are {given}, which is not converted to {measure}",
        given=known.kind,
        measure=quoted(measure),
    )
    hint = "write measure: log P, surprisal or P; or convert the scores where you compute them"
    about = "measure" if is_counted else "unit"
    yield Notice(name="no-effect", message=problem, hint=hint, about=about)


def _lost(layout: Layout, options: Options) -> Notice:
    """Name a measure that is asked for, but cannot be made of what transforms have left."""
    problem = say(
        "{given} after transform: {names} is no {measure}, so that the legend does not say it",
        given=layout.measure,
        names=", ".join(options.transform),
        measure=options.measure,
    )
    hint = say(
        "leave transform out: measure: {measure} converts the scores", measure=options.measure
    )
    return Notice(name="no-effect", message=problem, hint=hint, about="measure")


def unsaid_unit(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find surprisals of which nothing says in what they are counted: bit is as usual as nat.

    Args:
        layout: What is shown.
        options: How it is shown: of these, `given`, `measure` and `unit`.
    """
    whole = _name_of(layout, options)
    name, _, unit = whole.partition(",")
    said = unit.strip() if options.given else options.unit or layout.unit
    if said or unit_in(whole) or kind_of(name) != SURPRISAL or _NATURAL.match(name):
        return
    problem = say("nothing says in what unit {name} is, so that it was taken for nat", name=name)
    hint = "write unit: nat, or unit: bit"
    if options.given:
        hint = say("write given: {name}, nat, or given: {name}, bit", name=name)
    level = "warning" if options.given and goes_with(options.unit, name) else "info"
    about = "given" if options.given else "measure"
    yield Notice(name="unit-unsaid", message=problem, hint=hint, about=about, level=level)


def _name_of(layout: Layout, options: Options) -> str:
    """Tell what the scores are called, if they have one name."""
    single = layout.names[0] if len(layout.names) == 1 else None
    return options.given or layout.measure or single or ""


def _called(layout: Layout, kind: str) -> str:
    """Give the author's word for a kind of scores, such as `độ bất ngờ`, if there is one."""
    name = parted(layout.measure or layout.names[0] or "")[0]
    return name if kind_of(name) == kind else kind


def _differing(layout: Layout, what: Quantity) -> Iterator[Notice]:
    """Find a token whose score is another among its alternatives, if both are of one kind.

    They are not where a mean of runs, or a transform of all scores together, is one of them; and
    of several series it is not known whose the alternatives are.
    """
    texts, scores, _ = layout.guessed
    is_one = len(layout.names) == 1 and layout.runs[0] is None
    if not (is_one and texts.chosen and texts.alternatives) or layout.together:
        return
    for at, (place, own) in enumerate(zip(texts.chosen, scores, strict=True)):
        listed = texts.alternatives[at]
        if place is None or own is None:
            continue
        # Of tokens with one text, such as parts of characters, it is any.
        same = [score for text, score in listed if text == listed[place][0]]
        if not any(is_near_score(own, score, what) for score in same):
            yield _differs(at, texts.shown[texts.begin(at)], own, listed[place][1])
            return


def is_near_score(one: float, other: float, what: Quantity) -> bool:
    """Tell whether two scores may be one that was rounded, to one decimal at the least."""
    if not (math.isfinite(one) and math.isfinite(other)):
        return True
    return abs(one - other) / what.size <= rounding_of(one, what)


def rounding_of(score: float, what: Quantity) -> float:
    """Tell by how much a score may be wrong, in nat or in shares of 1, as it was rounded."""
    return SLACK if what.kind == SHARE else _ROUNDED + SLACK * abs(score) / what.size


def _differs(at: int, token: str, own: float, listed: float) -> Notice:
    problem = say(
        "token {place}, {token}, has {score}, but {listed} among its alternatives",
        place=at + 1,
        token=quoted(token),
        score=f"{own:.3g}",
        listed=f"{listed:.3g}",
    )
    hint = "look whether both are of one place, of one model, and of one temperature"
    return Notice(name=IMPOSSIBLE, message=problem, hint=hint, about="alternatives")


def _uncounted(layout: Layout, kind: str) -> Notice:
    """Name a unit that is none of a measure, so that nothing can be computed of its scores."""
    unit = layout.unit or unit_in(layout.measure or layout.names[0])
    called = _called(layout, kind)
    problem = say("{measure} is not counted in {unit}", measure=called, unit=unit)
    hint = "write unit: %, or leave unit out" if kind == SHARE else "write unit: nat, bit or ban"
    return Notice(name=IMPOSSIBLE, message=problem, hint=hint, about="unit")


def _of_no_word(layout: Layout, what: Quantity, merge: str) -> Iterator[Notice]:
    """Find words whose pieces are joined in a way that gives none of their own probability."""
    if merge in {"none", "sum"} or max(layout.texts.pieces or (), default=1) == 1:
        return
    problem = say(
        "merge: {merge} gives no {measure} of a word, which is that of all its pieces together",
        merge=merge,
        measure=_called(layout, what.kind),
    )
    hint = "write merge: sum; the legend says how words were made of pieces"
    if what.kind == SHARE:
        hint = "write given: P, measure: log P and merge: sum"
    # A mean of pieces may be meant, and readers are told that it is one.
    yield Notice(name="merged-scores", message=problem, hint=hint, about="merge", level="info")


def _added(layout: Layout, what: Quantity) -> Iterator[Notice]:
    """Find words whose pieces' probabilities are added, which is no probability, large or small."""
    pieces = layout.texts.pieces or ()
    if any(count > 1 for count in pieces):
        problem = "probabilities of the pieces of words are added: that is no probability of a word"
        hint = "write given: P and measure: log P, whose sums are; or merge: first"
        if what.size != 1:
            unit = layout.unit
            hint = say("write given: 'P, {unit}', measure: log P and unit: nat", unit=unit)
        yield Notice(name=IMPOSSIBLE, message=problem, hint=hint, about="merge")
