"""What the errors of a figure allow to be said: which tokens differ, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice, OptionError
from heatmark.language.numbers import number
from heatmark.language.words import language, top_of, word
from heatmark.options.values import MEAN
from heatmark.picture.differences import is_difference
from heatmark.picture.noise import Measurement, compare
from heatmark.picture.runs import is_skewed
from heatmark.picture.shuffle import ALPHA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.language.numbers import Writing
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.noise import Comparison
    from heatmark.picture.scale import Scaled


def center_of(layout: Layout, options: Options, scaled: Scaled) -> float | None:
    """Find the centre that the author named, which is never chosen by looking at the scores.

    Args:
        layout: Of this, the measure.
        options: Of these, `against`, `scale`, `center` and `minus`.
        scaled: The scores on their scale.

    Returns:
        The centre, or None if scores are compared with the mean of their series.
    """
    if options.against is not None:
        return None if options.against == MEAN else float(options.against)
    if scaled.kind == "symmetric":
        return scaled.center
    if options.minus is not None or is_difference(layout.measure or ""):
        return 0.0
    return None


def verdict(layout: Layout, options: Options, scaled: Scaled) -> Comparison | None:
    """Compare all scores of a figure that have errors with their centre.

    Args:
        layout: The scores, their errors and runs.
        options: Of these, those of [center_of][heatmark.picture.verdict.center_of], `repeats`, and
            `sample`, since the top of M texts is looked at M times as strictly.
        scaled: The scores on their scale.

    Returns:
        Which scores differ; None if no error is given.

    Raises:
        OptionError: If noise alone makes them differ.
    """
    if layout.errors is None:
        return None
    _check_meaning(layout, options)
    errors, center = layout.errors, center_of(layout, options, scaled)
    repeats = [
        None if runs is not None or np.isnan(row).all() else options.repeats
        for runs, row in zip(layout.runs, errors, strict=True)
    ]
    measured = Measurement(layout.exact, errors, repeats, layout.runs)
    return compare(measured, center, ALPHA / (top_of(options.sample) or 1))


def _check_meaning(layout: Layout, options: Options) -> None:
    """Refuse comparisons of what noise alone makes differ, by what was done to each of its runs.

    The mean of |x| is the higher, the more x scatters, and never 0; the mean of the largest of n
    scores is the higher, the larger n.

    Raises:
        OptionError: If that was done.
    """
    if "abs" in options.transform:
        hint = "leave transform: abs out: colours on both sides of 0 show how strong scores are"
        problem = "runs cannot be compared after transform: abs, as noise alone makes them differ"
        raise OptionError(problem, hint=hint, about="transform")
    if options.merge == "max" and max(layout.texts.pieces or (1,)) > 1:
        hint = "write merge: sum, mean or first"
        problem = "runs cannot be compared after merge: max, as noise alone makes them differ"
        raise OptionError(problem, hint=hint, about="merge")


def warnings(found: Comparison, writing: Writing, lang: str) -> Iterator[str]:
    """Warn readers of a figure in which no token differs; in one text, of one or two sentences."""
    if not found.warning:
        return
    center, tested = _center(found, writing, lang), sum(map(len, found.faded))
    key = "no-difference-tested" if any(found.untested) else "no-difference"
    said = word(key, lang, center=center, n=number(tested, lang))
    if found.together is not None:
        said += " " + word("vary-no-more" if found.together == "no more" else "vary-more", lang)
    yield said


def verdict_notes(
    found: Comparison, layout: Layout, options: Options, writing: Writing
) -> Iterator[tuple[str, str]]:
    """Say what colours mean, how often they are wrong, and what was not tested.

    Returns:
        Pairs of a key and a text, for a legend.
    """
    lang = language(options.lang)
    faded, untested = sum(map(len, found.faded)), sum(map(len, found.untested))
    if faded:
        center = _center(found, writing, lang)
        yield "faded-count", word("faded-count", lang, n=number(faded, lang), center=center)
    if any(center is not None for center in found.centers):
        yield "verdict", _verdict(found, options, writing, lang)
    if options.minus is not None and any(runs is None for runs in layout.runs):
        yield "minus-errors", word("minus-errors", lang)
    for at in sorted({found.repeats[at] or 0 for at in found.blind}):  # equivalent: these have runs
        yield "blind", word("blind", lang, r=number(at, lang))
    if untested:
        yield "untested", word("untested", lang, n=number(untested, lang))


def _center(found: Comparison, writing: Writing, lang: str) -> str:
    known = [item for item in found.centers if item is not None]
    if found.named:
        return writing.text(known[0], lang)
    return word("the-mean" if len(known) == 1 else "the-means", lang)


def _verdict(found: Comparison, options: Options, writing: Writing, lang: str) -> str:
    known = [item for item in found.centers if item is not None]
    key = "told-center" if found.named else "told-mean" if len(known) == 1 else "told-means"
    told = word(key, lang, center=writing.text(known[0], lang))
    conditions = dict.fromkeys(
        _condition(found, at, lang) for at, center in enumerate(found.centers) if center is not None
    )
    text = word("verdict", lang, told=told, condition=word("and", lang).join(conditions))
    top = top_of(options.sample)
    return text + (word("verdict-top", lang, m=number(top, lang)) if top else "")


def _condition(found: Comparison, at: int, lang: str) -> str:
    rule, repeats = found.rules[at], found.repeats[at]
    if rule == "exact":
        return word("if-exact" if found.named else "if-exact-independent", lang)
    return word(f"if-{rule}", lang, r=number(repeats or 0, lang))  # equivalent: 2 or more


def noise_notices(layout: Layout, found: Comparison | None) -> Iterator[Notice]:
    """Tell the author what readers are warned of, and of runs that no test can be trusted with."""
    if found is None:
        return
    if found.warning:
        problem = "no token can be told from the centre, so that no colour says anything"
        hint = "measure more often, or show the numbers without colours"
        yield Notice(name="within-noise", message=problem, hint=hint, about="err")
    if is_skewed([runs for runs in layout.runs if runs is not None]):
        problem = (
            "the runs scatter to one side, so that far more than 5 % of figures may be coloured "
            "wrongly"
        )
        hint = "give log P in place of probabilities, or differences to a control run by run"
        yield Notice(name="skewed-runs", message=problem, hint=hint, about="runs")
