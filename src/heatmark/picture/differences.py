"""Series less another one: what two models, or a text with and without something, differ in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.cut import cut_all
from heatmark.core.errors import OptionError
from heatmark.core.patterns import lazy_re
from heatmark.core.runs import means
from heatmark.core.sums import as_decimals
from heatmark.core.wording import counted, nearest, quoted, say
from heatmark.language.words import language, word
from heatmark.tokens.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens.shown import ShownScores

# Measures whose 0 means "no difference", so that it is a centre that their author named.
_DIFFERENCE = lazy_re(
    r"^[Δ∆δ]|\bdifference|\bdelta\b|log[- ]?odds ratio|\bchênh lệch|"
    r"\bhiệu (?:số|của|giữa|log|điểm|xác suất|surprisal|P\b)|"
    r"\b(mức|độ) (tăng|giảm)",
    re.IGNORECASE,
)
_LONGEST_NAME = 24  # characters at the end of a ramp
_MINUS = "\u2212"


class Difference(NamedTuple):
    """Which series the others are shown less.

    Attributes:
        row: Its place.
        name: What it is called.
        options: The options, of which the language is that of the words.
    """

    row: int
    name: str
    options: Options

    def of(self, shown: ShownScores, names: Sequence[str | None]) -> ShownScores:
        """Take the series from all, itself among them, after what was done to each.

        Runs are taken from one another one by one, in their order: where they belong together, as
        those of one seed, what they share falls out; where they do not, the error is as right.
        Errors without runs are added as those of independent measurements.

        Args:
            shown: (K, N) scores, with their errors or runs.
            names: What K series are called.

        Raises:
            OptionError: If the errors of only one of two are known, or runs do not fit.
        """
        for row, name in enumerate(names):
            self._check(shown, row, name)
        base = shown.runs[self.row]
        runs = tuple(
            None if item is None or base is None else _less(item, base)  # equivalent: all or none
            for item in shown.runs
        )
        scores = _less(shown.scores, shown.scores[self.row])
        pairs = zip(scores, runs, strict=True)
        errors, unlisted = shown.errors, shown.unlisted
        return shown._replace(
            texts=shown.texts.alone(),
            scores=np.stack([row if item is None else means(item) for row, item in pairs]),
            apart=None if shown.apart is None else _less(shown.apart, shown.apart[self.row]),
            errors=None if errors is None else np.hypot(errors, errors[self.row]),
            runs=runs,
            unlisted=None if unlisted is None else unlisted | unlisted[self.row],
        )

    def _check(self, shown: ShownScores, row: int, name: str | None) -> None:
        """Refuse two series of which it is not known how far their difference can be trusted."""
        ours, base = shown.runs[row], shown.runs[self.row]
        if ours is not None and base is not None and len(ours) != len(base):
            problem = say(
                "{name} has {runs} and {base} {others}, so that they cannot be subtracted",
                name=quoted(name or ""),
                runs=counted(len(ours), "run"),
                base=quoted(self.name),
                others=len(base),
            )
            hint = "give both as many runs, those of one seed in one place"
            raise OptionError(problem, hint=hint, about="minus")
        is_one_exact = _lacks_errors(shown, row) != _lacks_errors(shown, self.row)
        if (ours is None) != (base is None) or is_one_exact:
            problem = say(
                "{name} and {base} do not say alike how exact they are, runs or err for both",
                name=quoted(name or ""),
                base=quoted(self.name),
            )
            raise OptionError(problem, hint="give both runs, or both err", about="minus")

    def measure(self, measure: str | None) -> str:
        """Say what differences are."""
        lang = language(self.options.lang)
        if measure is None:
            return word("difference", lang)
        if is_difference(measure):
            return measure
        return word("difference-of", lang, measure=measure)

    def unit(self, unit: str | None) -> str | None:
        """Say what differences are counted in: those of percentages in points."""
        return word("points", language(self.options.lang)) if unit == "%" else unit

    def named(self, names: Sequence[str | None]) -> tuple[str, ...]:
        """Name the differences."""
        return tuple(f"{name} {_MINUS} {self.name}" for name in names)

    def sides(self, names: Sequence[str | None]) -> tuple[str, str]:
        """Say what the ends of a scale of differences mean, the low one first.

        Args:
            names: What the series are called that are no controls, before.
        """
        lang = language(self.options.lang)
        cells = [[*clusters(name or "")] for name in (self.name, *names)]
        base, *others = map("".join, cut_all(cells, _LONGEST_NAME))
        low = word("higher", lang, name=base)
        if len(others) == 1:
            return low, word("higher", lang, name=others[0])
        return low, word("lower", lang, name=base)


def difference(
    heatmap: ScoredTokens, names: Sequence[str | None], options: Options
) -> Difference | None:
    """Find the series that others are shown less, if there is one.

    Args:
        heatmap: Tokens and scores.
        names: What the series are called.
        options: Of these, `minus` and `control`.

    Raises:
        OptionError: If there is none of that name, or it is a control too.
    """
    name = options.minus
    if name is None:
        return None
    known = [item for item in names if item is not None]
    if len(heatmap.series) < 2:
        problem = "minus takes a series from others, and there is only one"
        hint = say("give the scores of another series too, or leave {about} out", about="minus")
        raise OptionError(problem, hint=hint, about="minus")
    if name not in known:
        problem = say("there is no series {name} beside others to subtract", name=quoted(name))
        hint = nearest(name, known) or "name one of the series"
        raise OptionError(problem, hint=hint, about="minus")
    if name in {*options.control, *options.decoys}:
        problem = say("{name} cannot be subtracted from itself", name=quoted(name))
        raise OptionError(problem, hint="name it in one of the two", about="minus")
    return Difference(names.index(name), name, options)


def is_difference(measure: str) -> bool:
    """Tell a measure whose 0 means that two things do not differ."""
    return _DIFFERENCE.search(measure) is not None


def _less(scores: Scores, base: Scores) -> Scores:
    with np.errstate(invalid="ignore", over="ignore"):  # -∞ less -∞ is not known
        return as_decimals(scores - base, np.maximum(np.abs(scores), np.abs(base)))


def _lacks_errors(shown: ShownScores, row: int) -> bool:
    return shown.errors is None or bool(np.isnan(shown.errors[row]).all())
