"""What is done to the scores of tokens before they meet a scale."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.quantities import (
    KNOWN_UNITS,
    LOG,
    SHARE,
    SURPRISAL,
    Quantity,
    after,
    cannot_convert,
    conversion,
    given,
    has_no_logs,
    kind_of,
    quantity,
    unit_in,
)
from heatmark.core.unit_names import parted, unit_called
from heatmark.core.wording import say
from heatmark.language.words import language, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from heatmark.core.quantities import Conversion, Scores
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens.shown import Texts


def _log(scores: Scores) -> Scores:
    if np.any(scores < 0):
        index = int(np.argmax(scores < 0)) + 1
        hint = "log takes probabilities and other numbers above 0"
        if not np.any(scores > 0):
            hint = "log takes probabilities; these look like log-probabilities already"
        problem = say("score {place} is negative and has no logarithm", place=index)
        raise ScoreError(problem, hint=hint, about="transform")
    return np.log(scores)


def _log_softmax(scores: Scores) -> Scores:
    """Compute log softmax(z)ᵢ = zᵢ - max z - log Σⱼ exp(zⱼ - max z), missing scores left out."""
    if np.all(np.isnan(scores)):
        return scores
    most = np.nanmax(scores)
    if not math.isfinite(most):
        is_above = most > 0  # equivalent: it is infinite
        which = say("infinite") if is_above else say("−∞, as log makes of 0")
        problem = say("softmax has no value where scores are {which}", which=which)
        raise ScoreError(problem, hint="leave one of the transforms out", about="transform")
    shifted = scores - most
    return np.asarray(shifted - np.log(np.nansum(np.exp(shifted))))


_TRANSFORMS: Mapping[str, Callable[[Scores], Scores]] = {
    "abs": np.abs,
    "neg": np.negative,
    "exp": np.exp,
    "log": _log,
    "softmax": lambda scores: np.exp(_log_softmax(scores)),
    "log_softmax": _log_softmax,
}
_KEEPING = frozenset({"neg", "abs"})  # which keep units
_SLACK = 0.01  # of the probability 1, or nat: what half precision may round wrongly
TOGETHER = frozenset({"softmax", "log_softmax"})  # which depend on all scores of a series


def transform(values: Scores, names: Sequence[str]) -> Scores:
    """Apply transforms in order to each series.

    Args:
        values: (K, N) scores; NaN where missing.
        names: Names of transforms.

    Returns:
        (K, N) scores; infinite where a transform goes to infinity, such as log 0.

    Raises:
        ScoreError: For the logarithm of a negative score, and for softmax of infinite ones.
    """
    for name in names:
        with np.errstate(all="ignore"):
            values = np.stack([_TRANSFORMS[name](row) for row in values])
    return values + 0.0  # no -0


class ScoreChange:
    """What is done to the scores of tokens: transforms, then another measure or unit.

    Attributes:
        quantity: What the scores are when all is done, if it is known.
        measure: What they are called, or None.
        unit: Their unit, or None.
        before: Whether measure and unit are those of the scores before the transforms, of which
            none is known for what they have become.
    """

    conversion: Conversion | None
    quantity: Quantity | None
    before: bool = False

    def __init__(self, heatmap: ScoredTokens, options: Options) -> None:
        """Take what is asked for: of the options `transform`, `given`, `measure` and `unit`."""
        options = _named(options)
        self.names = options.transform
        self.measure, self.unit = options.measure, options.unit
        self.start = None if options.given is None else given(options.given)
        single = heatmap.series[0].name if len(heatmap.series) == 1 else None
        self.name = options.measure or single
        if options.given is None and self.names and kind_of(self.name) is not None:
            self._name(heatmap, options)
        elif options.given is None:
            known = after(None, self.names) if self.names else _logs(heatmap, self.name, options)
            # What softmax makes is a share of 1, whatever it is called, such as attention.
            is_part = known is not None and known.kind == SHARE and _is_share(options.unit)
            self.conversion = known and _to(
                known, None if is_part else options.measure, options.unit
            )
            shown = self._shown(known, None, options.unit)
            self.quantity = quantity(self.name, options.unit) if self.name else shown
            self.before = bool(self.names) and self.quantity is None
        else:
            self._convert(options.given, options)

    def _name(self, heatmap: ScoredTokens, options: Options) -> None:
        """Find what scores are whose measure is known by name, beside one transform or more.

        It is what they are then, if the transforms can make it of anything: log P of P, surprisal
        of log P. Else it is what they were, if it is known what becomes of that; or nothing is
        known. Where the scores can be but one of these, they are that.
        """
        self.conversion = self.quantity = None
        named = quantity(self.name, options.unit)
        found = None if named is None else _way(named, self.names, heatmap)
        if found is None:
            self.before = True
        elif found.is_named:
            self.conversion = _to(found.end, self.name, options.unit)
            self.quantity = named
        else:
            self._convert(f"{self.name}, {options.unit or unit_in(self.name) or ''}", options)

    def _convert(self, text: str, options: Options) -> None:
        """Find what scores become that are said to be something."""
        measure, _, unit = (part.strip() for part in text.partition(","))
        unit = unit or unit_in(measure) or ""
        known = after(given(text), self.names)
        asked = None if options.measure == measure else options.measure
        other = None if options.unit == unit else options.unit
        self.conversion = _to(known, asked, other)
        shown = self._shown(known, asked, other)
        is_lost = shown is None and self.names and kind_of(measure) is not None
        is_other = asked is not None and (shown is None or kind_of(asked) is None)
        self.quantity = quantity(asked, options.unit) if is_other and not is_lost else shown
        if is_lost:
            self.before = True
            if self.measure is None or kind_of(self.measure) is not None:
                self.measure, self.unit = measure, unit or None
        if shown is None:
            return
        is_same = shown.kind == kind_of(measure)
        self.measure = asked or (measure if is_same else _called(shown.kind, options.lang))
        if options.unit in {None, unit}:  # that which they had, if they can have it still
            same = (shown.kind == SHARE) == (kind_of(measure) == SHARE)
            kept = (unit or None) if same else None if shown.kind == SHARE else "nat"
            self.unit = unit_in(asked) or (None if has_no_logs(asked) else kept)

    def _shown(
        self, known: Quantity | None, measure: str | None, unit: str | None
    ) -> Quantity | None:
        """Tell what scores are when they are converted, or stay as they are."""
        return self.conversion.wanted if self.conversion else _in_unit(known, measure, unit)

    def __call__(self, scores: Scores, special: NDArray[np.bool_] | None) -> Scores:
        """Change (K, N) scores; those of special tokens off the scale each for itself."""
        if special is None:
            return self._changed(scores)
        changed = self._changed(np.where(special, np.nan, scores))
        if not TOGETHER.isdisjoint(self.names):
            return changed  # of no meaning for what is not in the sum
        try:
            apart = self._changed(np.where(special, scores, np.nan))
        except ScoreError:  # what cannot be computed of them is no error of the text
            return changed
        return np.where(special, apart, changed)

    def _changed(self, scores: Scores) -> Scores:
        changed = transform(scores, self.names) if self.names else scores + 0.0  # no -0
        return changed if self.conversion is None else self.conversion.of(changed)

    def others(self, texts: Texts) -> Texts:
        """Change the scores of other tokens that could have stood there, too."""
        known = texts.alternatives
        if known is None or not TOGETHER.isdisjoint(self.names):
            return texts
        scores = [score for others in known for _, score in others]
        try:
            changed = iter(self._changed(np.array([scores], dtype=np.float64))[0].tolist())
        except ScoreError:
            return texts
        pairs = (tuple((token, next(changed)) for token, _ in others) for others in known)
        return texts._replace(alternatives=tuple(pairs))

    def told(self, texts: Texts) -> Texts:
        """Change all that is known of what else could have stood there as the scores are."""
        known = texts.guesses
        is_same = self.entropy_factor == 1  # equivalent: no unit is twice another
        if known is not None and not is_same:
            guesses = [
                one._replace(
                    entropy=None if one.entropy is None else one.entropy * self.entropy_factor
                )
                for one in known
            ]
            texts = texts._replace(guesses=tuple(guesses))
        return self.others(texts)

    @property
    def entropy_factor(self) -> float:
        """By what entropies are multiplied, which are in nat or in the unit of the scores."""
        start = self.start or (self.conversion and self.conversion.given)
        if start is None:
            return 1.0
        one, other = (
            1.0 if item is None or item.kind == SHARE else item.size
            for item in (start, self.quantity)
        )
        return other / one

    @property
    def entropy_unit(self) -> str:
        """The unit that entropies have then."""
        if self.quantity is None or self.quantity.kind == SHARE:
            return "nat"
        return self.unit or unit_in(self.name) or "nat"

    def stretch(self) -> float:
        """Tell by what standard errors are multiplied.

        Raises:
            OptionError: If that is no number.
        """
        for name in self.names:
            if name != "neg":  # which changes no error
                hint = (
                    "transform scores and errors where you compute them, or leave one of both out"
                )
                problem = say("standard errors cannot go through transform: {name}", name=name)
                raise OptionError(problem, hint=hint, about="transform")
        if self.conversion is None:
            return 1.0
        factor = self.conversion.factor
        if factor is None:
            hint = "convert scores and errors where you compute them, or leave one of both out"
            problem = say(
                "standard errors cannot go from {given} to {wanted}",
                given=self.conversion.given.kind,
                wanted=self.conversion.wanted.kind,
            )
            raise OptionError(problem, hint=hint, about="measure")
        return abs(factor)


def _named(options: Options) -> Options:
    """Take the unit that stands in the name of a measure for that which an author wrote: as such.

    Where another is written beside it, both stay, and there is a notice.
    """
    measure, unit = parted(options.measure) if options.measure else ("", "")
    if unit_called(unit) is None or kind_of(measure) is None:
        return options
    if options.unit is not None and unit_called(options.unit) != unit_called(unit):
        return options
    return replace(options, measure=measure, unit=options.unit or unit)


class _Way(NamedTuple):
    """How scores may have come to what they are called.

    Attributes:
        start: What they were, or None if that may be anything.
        end: What they became.
        is_named: Whether it is this that they are called so; else it is what they were.
    """

    start: Quantity | None
    end: Quantity
    is_named: bool


def _way(named: Quantity, transforms: Sequence[str], heatmap: ScoredTokens) -> _Way | None:
    """Find how scores came to their name; None where nothing is known of what they became."""
    ways = [*_ways(named, transforms, heatmap)]
    for way in ways:
        if way.start is None or _can_be(way.start, heatmap):
            return way
    if len(transforms) > 1 or _can_be(named, heatmap):
        return None
    return next(iter(ways), None)  # and a notice tells that they cannot be that


def _ways(named: Quantity, transforms: Sequence[str], heatmap: ScoredTokens) -> Iterator[_Way]:
    """Find how transforms make what scores are said to be, or make something else of it.

    Softmax makes log P or P of logits, but not of what looks as if it was that before.
    """
    starts: list[Quantity | None] = [None]
    if TOGETHER.isdisjoint(transforms):
        factor = named.factor if _KEEPING.issuperset(transforms) else 1.0
        starts = [Quantity(kind, factor) for kind in (LOG, SURPRISAL, SHARE)]
    elif _looks_like(named.kind, heatmap):
        starts = []
    for start in starts:
        made = after(start, transforms)
        if made is not None and made.kind == named.kind:
            yield _Way(start, made, is_named=True)
    made = after(named, transforms)
    if made is not None:
        yield _Way(named, made, is_named=False)


def _can_be(what: Quantity, heatmap: ScoredTokens) -> bool:
    """Tell whether scores can be that before anything is done, but for how they were rounded."""
    known = [score for item in heatmap.series for score in item.scores if score is not None]
    low, high = (end(known, default=0.0) / what.size for end in (min, max))
    is_low = what.kind != LOG and low < -_SLACK
    return not is_low and (what.kind == SURPRISAL or high <= _SLACK + (what.kind == SHARE))


def _looks_like(kind: str, heatmap: ScoredTokens) -> bool:
    """Tell scores that can be log-probabilities or probabilities before anything is done."""
    known = [score for item in heatmap.series for score in item.scores if score is not None]
    if kind == LOG:
        return bool(known) and max(known) <= 0 and min(known) < 0
    return bool(known) and max(known) <= 1 and min(known) >= 0 and max(known) > 0


def _is_share(unit: str | None) -> bool:
    """Tell a unit of probabilities: per cent."""
    return unit is not None and quantity(SHARE, unit) not in {None, Quantity(SHARE, None)}


def _called(kind: str, lang: str | None) -> str:
    """Name scores of a kind that their author has not named, in the language of the page."""
    return word("surprisal", language(lang)) if kind == SURPRISAL else kind


def _in_unit(known: Quantity | None, measure: str | None, unit: str | None) -> Quantity | None:
    """Tell what scores are that stay as they are: no longer in a unit that is not known by name."""
    called = unit and known and quantity(measure or known.kind, unit)
    return called if called and called.factor is None else known


def _to(known: Quantity | None, measure: str | None, unit: str | None) -> Conversion | None:
    """Find how scores become what is asked for.

    Raises:
        OptionError: If that is from or to a unit that is not known.
    """
    if cannot_convert(known, measure, unit):
        problem = (
            "scores cannot be converted, as the unit that they have or shall have is not known"
        )
        raise OptionError(problem, hint=KNOWN_UNITS, about="unit")
    return conversion(known, measure, unit)


def _logs(heatmap: ScoredTokens, measure: str | None, options: Options) -> Quantity | None:
    """Tell log-probabilities that are to be shown as surprisals, which are never below 0."""
    if kind_of(measure) != SURPRISAL:
        return None
    known = [score for item in heatmap.series for score in item.scores if score is not None]
    is_log = bool(known) and max(known) <= 0 and min(known) < 0
    return quantity(LOG, options.unit or unit_in(measure)) if is_log else None
