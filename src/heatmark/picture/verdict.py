"""What the errors of a figure allow to be said: which tokens differ, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice, OptionError
from heatmark.language.numbers import as_given, number
from heatmark.language.words import language, word
from heatmark.options.values import MEAN
from heatmark.picture.copies import copied_runs
from heatmark.picture.differences import is_difference
from heatmark.picture.noise import Measurement, compare
from heatmark.picture.runs import DUST, is_skewed
from heatmark.picture.selection import selection
from heatmark.picture.shuffle import ALPHA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.language.numbers import Writing
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.noise import Comparison
    from heatmark.picture.runs import Floats
    from heatmark.picture.scale import Scaled

_LEAST_GAP = 0.2  # of a standard deviation, between mean and median
_BY_NAME = 4  # series


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
            `sample`, as the top of M texts is looked at M times as strictly.
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
    return compare(measured, center, ALPHA / selection(layout, options).total)


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


def warnings(found: Comparison, layout: Layout, lang: str) -> Iterator[str]:
    """Warn readers of a figure in which no token differs; in one text, of one or two sentences."""
    if not found.warning:
        return
    center, tested = _center(found, layout, lang), sum(map(len, found.faded))
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
        center = _center(found, layout, lang)
        yield "faded-count", word("faded-count", lang, n=number(faded, lang), center=center)
    if any(center is not None for center in found.centers):
        yield "verdict", _verdict(found, layout, options, writing)
    if options.minus is not None and any(runs is None for runs in layout.runs):
        yield "minus-errors", word("minus-errors", lang)
    if _adds_pieces(layout, options):
        yield "merge-errors", word("merge-errors", lang)
    for at in sorted({found.repeats[at] or 0 for at in found.blind}):  # equivalent: these have runs
        yield "blind", word("blind", lang, r=number(at, lang))
    if untested:
        yield "untested", word("untested", lang, n=number(untested, lang))


def _adds_pieces(layout: Layout, options: Options) -> bool:
    """Tell whether words have the errors of several pieces, which may depend on one another."""
    several = max(layout.texts.pieces or (), default=1) > 1
    return several and options.merge in {"sum", "mean"} and any(one is None for one in layout.runs)


def _center(found: Comparison, layout: Layout, lang: str) -> str:
    if found.named:
        known = next(item for item in found.centers if item is not None)
        return as_given(known, lang)
    return word(f"the-{_mean(layout)}", lang)


def _mean(layout: Layout) -> str:
    """Name the mean that scores are compared with: it is that of all that is on one strip."""
    if len(layout.names) > 1:
        return "means"
    if any(any(row.cut) for row in layout.rows):
        return "mean-parts"
    return "mean-texts" if len(layout.rows) > 1 else "mean"


def _verdict(found: Comparison, layout: Layout, options: Options, writing: Writing) -> str:
    lang = language(options.lang)
    center = next(item for item in found.centers if item is not None)
    key = "told-center" if found.named else f"told-{_mean(layout)}"
    text = as_given(center, lang) if found.named else writing.text(center, lang)
    told = word(key, lang, center=text)
    told += "" if found.named else _leaning(found, layout, lang)
    conditions = dict.fromkeys(
        _condition(found, at, layout, lang)
        for at, center in enumerate(found.centers)
        if center is not None
    )
    text = word("verdict", lang, told=told, condition=word("and", lang).join(conditions))
    how = selection(layout, options)
    if how.said is None:
        return text
    top = "verdict-top" if how.is_known else "verdict-top-unknown"
    return text + word(top, lang, m=number(how.total, lang))


def _leaning(found: Comparison, layout: Layout, lang: str) -> str:
    """Say on which side of the mean most tokens lie, where it is one: of which series, if some."""
    rows = [at for at, center in enumerate(found.centers) if center is not None]
    places = [[*found.coloured[at], *found.faded[at]] for at in rows]
    sides = [lean(layout.exact[at, some]) for at, some in zip(rows, places, strict=True)]
    said = ""
    for key, side in (("high", 1), ("low", -1)):
        names = [layout.names[at] for at, one in zip(rows, sides, strict=True) if one == side]
        if names and len(found.centers) == 1:
            said += word(f"lean-{key}", lang)
        elif names:
            said += word(f"lean-{key}-in", lang, series=_some(names, len(rows), lang))
    return said


def _some(names: Sequence[str | None], count: int, lang: str) -> str:
    if len(names) == count:
        return word("each-series", lang)
    if len(names) <= _BY_NAME:
        return ", ".join(name or "" for name in names)
    return word("some-series", lang, n=number(len(names), lang), m=number(count, lang))


def lean(scores: Floats) -> int:
    """Tell on which side of their mean most scores lie, as a few far ones move it.

    That is where (mean - median) / standard deviation, which is never more than 1 (Hotelling &
    Solomons 1932, doi:10.1214/aoms/1177732911), is at least 0.2 from 0, and more than half of the
    scores lie on that side.

    Args:
        scores: n finite scores, at least one.

    Returns:
        1 where the highest lift the mean, so that most lie below it; -1 where the lowest pull it
        down, so that most lie above; else 0.
    """
    unit = float(np.abs(scores).max(initial=0.0)) or 1.0  # so that no square overflows
    parts = scores / unit
    mean, spread = float(parts.mean()), float(parts.std())
    gap = mean - float(np.median(parts))
    is_rounding = spread <= DUST  # equivalent: no spread is just that
    if is_rounding or abs(gap) < _LEAST_GAP * spread:
        return 0
    side = 1 if gap > 0 else -1
    is_most = 2 * int((side * parts < side * mean).sum()) > len(parts)
    return side if is_most else 0


def _condition(found: Comparison, at: int, layout: Layout, lang: str) -> str:
    rule, repeats = found.rules[at], found.repeats[at]
    # The mean of errors is that of independent ones; of runs it is computed run by run. And what is
    # said of exact scores together holds of independent ones.
    is_apart = found.named and (rule != "exact" or found.together is None)
    key = f"if-{rule}" if is_apart or layout.runs[at] is not None else f"if-{rule}-independent"
    return word(key, lang, r=number(repeats or 0, lang))  # equivalent: 2 or more


def noise_notices(layout: Layout, found: Comparison | None) -> Iterator[Notice]:
    """Tell the author what readers are warned of, and of runs that no test can be trusted with."""
    if found is None:
        return
    if found.warning:
        problem = "no token can be told from the centre, so that no colour says anything"
        hint = "measure more often, or show the numbers without colours"
        yield Notice(name="within-noise", message=problem, hint=hint, about="err")
    yield from copied_runs(layout.source.series)
    if is_skewed([runs for runs in layout.runs if runs is not None]):
        problem = (
            "the runs scatter to one side, so that far more than 5 % of figures may be coloured "
            "wrongly"
        )
        hint = "give log P in place of probabilities, or differences to a control run by run"
        yield Notice(name="skewed-runs", message=problem, hint=hint, about="runs")
