"""Summaries of scores that an author asks for, each with the number of what was counted.

Perplexity is exp(-1/n Σ ln P) over n tokens (Jelinek, Mercer, Bahl & Baker 1977, J. Acoust. Soc.
Am. 62, S63); bits per character or byte are -Σ log₂ P over the characters or UTF-8 bytes of the
same tokens (Brown et al. 1992, Comput. Linguist. 18, 31; Gao et al. 2020, arXiv:2101.00027); the
mean reciprocal rank is 1/n Σ 1/rank (Voorhees 1999, TREC-8).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.quantities import KNOWN_UNITS, LOG, SHARE, conversion, is_rank
from heatmark.core.wording import say
from heatmark.language.numbers import number
from heatmark.language.words import language, word
from heatmark.picture.guessed import Ranked, ranks_of
from heatmark.picture.parts import Summary
from heatmark.tokens.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.core.quantities import Quantity, Scores
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scaled
    from heatmark.tokens.shown import Texts


_MOST = 12  # series
_WHAT = say("say what scores are: measure: log P, surprisal or P")
_DIGITS = 3  # significant ones, but never fewer than the whole part has
# Scores whose sum may be beyond floats, and what they lose.
_LARGE, _SMALLER = 1e250, 2.0**300  # equivalent: any power of two that is about as large
_ALONE = ("lineup", "decoys", "rorschach", "context")


def summaries(layout: Layout, scaled: Scaled, options: Options) -> tuple[Summary, ...]:
    """Summarize the scores of each series as asked for by the option `stats`.

    Missing scores and special tokens off the scale are not counted.

    Args:
        layout: What is shown, and its scores.
        scaled: How they are written.
        options: Of these, `stats`.

    Raises:
        OptionError: If a summary makes no sense of such scores, or needs what is not known.
    """
    if not options.stats:
        return ()
    _check(layout, options)
    made = _Maker(layout, scaled, options)
    return tuple(
        Summary(stat, layout.names[row], *made.of(stat, row))
        for stat in options.stats
        for row in range(len(layout.names))
    )


def _check(layout: Layout, options: Options) -> None:
    for name in _ALONE:
        if getattr(options, name):
            problem = say("stats and {name} exclude one another", name=name)
            raise OptionError(problem, hint="keep one of the two", about="stats")
    if len(layout.names) > _MOST:
        problem = say("stats are for up to {most} series", most=_MOST)
        raise OptionError(
            problem, hint="keep fewer; of a data file choose some with field", about="stats"
        )


class _Maker:
    """Makes summaries of one figure: `of` gives a text and how many were counted."""

    def __init__(self, layout: Layout, scaled: Scaled, options: Options) -> None:
        self.layout = layout
        self.scaled = scaled
        self.fixed = options.digits is not None
        self.merge = options.merge
        self.lang = language(options.lang)
        self.ways: dict[str, Callable[[str, int], tuple[float, int, str]]] = {
            "mean": self._plain,
            "median": self._plain,
            "min": self._plain,
            "max": self._plain,
            "sum": self._sum,
            "perplexity": self._perplexity,
            "bits_per_char": self._bits,
            "bits_per_byte": self._bits,
            "top1": self._top,
            "top5": self._top,
            "top10": self._top,
            "mrr": self._reciprocal,
            "entropy": self._entropy,
        }

    def of(self, stat: str, row: int) -> tuple[str, int]:
        with np.errstate(over="ignore", invalid="ignore"):  # a sum beyond floats is infinite
            value, count, unit = self.ways[stat](stat, row)
        if self._has_unlisted(row) and self._is_unknown(stat, value):
            return word("stat-unknown", self.lang), count
        if not count:
            return word("nothing", self.lang), 0
        if math.isnan(value):
            return word("stat-undefined", self.lang), count
        own = unit == self._unit and stat in _OF_SCORES
        exact = own and (self.fixed or stat in _OF_SCORES[1:4])
        text = self.scaled.writing.text(value, self.lang) if exact else self._number(value)
        return f"{text}\u00a0{unit}" if unit else text, count

    def _has_unlisted(self, row: int) -> bool:
        known = self.layout.unlisted
        return known is not None and bool(known[row].any())

    def _is_unknown(self, stat: str, value: float) -> bool:
        """Tell a number that a probability that is not in the data would change."""
        quantity = self.layout.quantity
        if quantity is None or quantity.kind != SHARE:
            return math.isinf(value)
        return stat in {"mean", "min"} or value in {0, math.inf}

    def _number(self, value: float) -> str:
        return number(value, self.lang, _DIGITS)

    def _known(self, row: int) -> Scores:
        values = self.layout.exact[row]
        return np.asarray(values[~np.isnan(values)])

    @property
    def _unit(self) -> str:
        """The unit that scores have as they are shown; none where transforms took it away."""
        return "" if self.layout.before else self.layout.unit or ""

    def _plain(self, stat: str, row: int) -> tuple[float, int, str]:
        known = self._known(row)
        if not known.size:
            return math.nan, 0, ""
        is_large = np.abs(known).max() > _LARGE  # equivalent: both sizes are exact
        size = _SMALLER if is_large else 1.0  # a power of two
        value = float(getattr(np, stat)(known / size)) * size
        return value, known.size, self._unit

    def _sum(self, stat: str, row: int) -> tuple[float, int, str]:
        quantity = self.layout.quantity
        if (quantity is not None and quantity.kind == SHARE) or is_rank(self.layout.measure):
            hint = "probabilities of tokens multiply: take measure: log P, whose sum is the text's"
            raise OptionError(
                say("{stat} means nothing of probabilities and ranks", stat=stat),
                hint=hint,
                about="stats",
            )
        return self._plain(stat, row)

    def _logs(self, stat: str, row: int) -> Scores:
        """Give log P in nat, of tokens or of words whose tokens were added."""
        self._refuse_differences(stat)
        quantity = self.layout.quantity
        if quantity is None:
            raise OptionError(
                say("{stat} needs probabilities", stat=stat), hint=_WHAT, about="stats"
            )
        if quantity.factor is None:
            problem = say("{stat} needs a unit of probabilities that is known", stat=stat)
            raise OptionError(problem, hint=KNOWN_UNITS, about="unit")
        if self.merge not in {"none", "sum"} or (self.merge == "sum" and quantity.kind == SHARE):
            raise _merged(stat, "write merge: none, or merge: sum with measure: log P or surprisal")
        change = conversion(quantity, LOG, "nat")
        values = self.layout.exact[row]
        return np.asarray(values if change is None else change.of(values))

    def _perplexity(self, stat: str, row: int) -> tuple[float, int, str]:
        logs = self._logs(stat, row)
        known = ~np.isnan(logs)
        pieces = self.layout.texts.pieces
        count = int(known.sum() if pieces is None else np.array(pieces)[known].sum())
        mean = -float(logs[known].sum()) / count if count else math.nan
        return math.inf if mean >= math.log(_LARGEST) else math.exp(mean), count, ""

    def _bits(self, stat: str, row: int) -> tuple[float, int, str]:
        logs, texts = self._logs(stat, row), self.layout.texts
        if texts.columns:
            raise OptionError(
                say("{stat} needs the letters of a text", stat=stat),
                hint="write tokens: […]",
                about="stats",
            )
        kept = _whole(texts, ~np.isnan(logs))
        size = _characters if stat == "bits_per_char" else _bytes
        count = sum(size(texts.shown[at]) for at in np.flatnonzero(kept))
        bits = -float(logs[kept].sum()) / math.log(2)
        return bits / count if count else math.nan, int(kept.sum()) if count else 0, "bit"

    def _refuse_differences(self, stat: str) -> None:
        if self.layout.sides:
            problem = say("{first} and {second} exclude one another", first=stat, second="minus")
            raise OptionError(problem, hint="keep one of the two", about="stats")

    def _of_each_token(self, stat: str) -> None:
        """Refuse differences and words, of which is not known what a model expected there."""
        self._refuse_differences(stat)
        if self.merge != "none":
            raise _merged(stat, "write merge: none")

    def _ranks(self, stat: str, row: int) -> list[Ranked]:
        layout = self.layout
        self._of_each_token(stat)
        if is_rank(layout.measure):
            return [_as_rank(one) for one in self._known(row).tolist()]
        if len(layout.names) > 1:
            hint = "choose a series with field, or take ranks for scores with measure: rank"
            raise OptionError(
                say("{stat} is of one series, whose ranks are known", stat=stat),
                hint=hint,
                about="stats",
            )
        texts = layout.texts
        found = ranks_of(*layout.guessed) or ()
        on_scale = [(at, one) for at, one in enumerate(found) if at not in texts.outside]
        here = [one for _, one in on_scale if one is not None]
        others = texts.alternatives or ((),) * len(found)
        if any(one is None and others[at] for at, one in on_scale):
            raise _unranked(stat, layout.quantity)  # to leave those out would flatter the model
        if not here:
            hint = "write ranks: […] or alternatives: […], or take a file with top_logprobs"
            raise OptionError(
                say("{stat} needs ranks or alternatives", stat=stat), hint=hint, about="stats"
            )
        return here

    def _top(self, stat: str, row: int) -> tuple[float, int, str]:
        ranks, most = self._ranks(stat, row), int(stat.removeprefix("top"))
        if any(one.rank < most for one in ranks if not one.exact):
            hint = say("take the {most} likeliest of each place, or fewer in stats", most=most)
            raise OptionError(
                say("{stat} needs more alternatives than there are", stat=stat),
                hint=hint,
                about="stats",
            )
        hits = sum(one.exact and one.rank <= most for one in ranks)
        return 100 * hits / max(1, len(ranks)), len(ranks), "%"

    def _reciprocal(self, stat: str, row: int) -> tuple[float, int, str]:
        ranks = self._ranks(stat, row)
        if not all(one.exact for one in ranks):
            raise _unranked(stat, self.layout.quantity)
        return sum(1 / one.rank for one in ranks) / max(1, len(ranks)), len(ranks), ""

    def _entropy(self, stat: str, _: int) -> tuple[float, int, str]:
        layout = self.layout
        self._of_each_token(stat)
        outside = layout.texts.outside
        guesses = [one for at, one in enumerate(layout.texts.guesses or ()) if at not in outside]
        known = [one.entropy for one in guesses if one.entropy is not None]
        if not known or len(layout.names) > 1:
            hint = "write entropy: […] beside one series of scores, or take a file with logits"
            raise OptionError(
                say("{stat} needs the entropy of each whole distribution", stat=stat),
                hint=hint,
                about="stats",
            )
        return math.fsum(known) / len(known), len(known), layout.entropy_unit


_OF_SCORES = ("mean", "median", "min", "max", "sum")
_LARGEST = 1e300  # equivalent: as a float it is its own next


def _merged(stat: str, hint: str) -> OptionError:
    problem = say("{stat} is of tokens, which were merged", stat=stat)
    return OptionError(problem, hint=hint, about="stats")


def _unranked(stat: str, quantity: Quantity | None) -> OptionError:
    hint = "write ranks: […]: of a token beyond its alternatives the rank is not known"
    if quantity is None:  # so that it is not known which of the listed tokens are more likely
        hint = _WHAT
    problem = say("{stat} needs the rank of every token", stat=stat)
    return OptionError(problem, hint=hint, about="stats")


def _as_rank(score: float) -> Ranked:
    if not score >= 1 or score % 1:
        problem = say("a rank is a whole number from 1 on (got {value})", value=number(score, "en"))
        hint = "1 is the likeliest token; add 1 to ranks that begin at 0"
        raise OptionError(problem, hint=hint, about="stats")
    return Ranked(int(score), exact=True)


def _whole(texts: Texts, kept: np.ndarray) -> np.ndarray:
    """Leave out special tokens, and characters of which a part is missing."""
    kept = kept.copy()
    kept[[*texts.special]] = False
    if texts.notes_are == "bytes":
        whole = {at for first, last in texts.groups for at in range(first, last + 1)}
        kept[[*texts.notes.keys() - whole]] = False  # bytes that are no character
    for first, last in texts.groups:
        if not kept[first : last + 1].all():
            kept[first : last + 1] = False
    return kept


def _characters(text: str) -> int:
    """Count characters as readers do, of any kind; one that tokens share is shown by the first."""
    return sum(1 for _ in clusters(text))


def _bytes(text: str) -> int:
    return len(text.encode())
