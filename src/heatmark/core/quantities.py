"""What scores are: log-probabilities, surprisals, probabilities; and from one to another.

s = -log P. Units of log P and s are those of the logarithm: 1 bit = ln 2 nat (ISO 80000-13).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import ScoreError
from heatmark.core.looks import are_finite
from heatmark.core.naming import makes_other, name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.unit_names import parted, unit_called, unit_like
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.core.scored_tokens import Series

    Scores = NDArray[np.float64]


LOG, SURPRISAL, SHARE = "log P", "surprisal", "P"
_P = r"(?:p|probs?|probabilit(?:y|ies)|xác suất)(?: ?\(.*\))?"
_LOG = "(?:log|ln|log_?2|log₂|log_?10|log₁₀|log_?e|logₑ|lb|lg)"
_LOG_P = rf"{_LOG}(?:[ _.-]?{_P}| ?\({_P}\))"
# What authors and files call them, in any case; other measures are taken for what they say.
_NAMES = {
    LOG: rf"{_LOG_P}|log[ _.-]?likelihoods?",
    SURPRISAL: r"surprisals?|nll|(?:neg\.?|negative)[ _.-]log[ _.-]likelihoods?"
    rf"|(?:[-−]|(?:neg\.?|negative|minus)[ _.-]) ?{_LOG_P}"
    # By definition: −log P of what came (Shannon). Not so "surprise", which may be Bayesian, nor
    # "cross-entropy" and "loss", which may be of whole distributions.
    r"|information content|(?:shannon|self)[ -]information|(?:độ )?(?:ngạc nhiên|bất ngờ)",
    SHARE: _P,
}
_KNOWN = {name: lazy_re(pattern, re.IGNORECASE) for name, pattern in _NAMES.items()}
_RANK = lazy_re(r"(?:token )?ranks?(?: of .*)?|(?:thứ )?hạng(?: .*)?", re.IGNORECASE)
# What can be made of probabilities, but not by a change of measure.
_MADE = lazy_re(
    r"perplexit(?:y|ies)|ppl|độ hỗn loạn|cross[ -]?entropy(?: loss)?|surprise|(?:log[ -])?odds"
    r"|logits?",
    re.IGNORECASE,
)
# What is measured in another way, so that nothing of a probability is called so.
_MEASURED = lazy_re(
    r"(?:self[ -]|cross[ -])?(?:attention|attn)\b.*|(?:trọng số |điểm |mức )?chú ý\b.*"
    r"|(?:\w+ )?attributions?|saliency.*|độ nổi bật|(?:điểm )?quy kết|(?:integrated )?gradients?"
    r"|(?:neuron )?activations?|mức kích hoạt|(?:shannon )?entrop(?:y|ies)|entropi|hidden states?"
    r"|(?:word )?(?:frequenc(?:y|ies)|counts?|lengths?)|tần (?:suất|số)|số lần|độ dài(?: từ)?"
    r"|reading times?|rts?|thời gian đọc|(?:cosine )?similarit(?:y|ies)",
    re.IGNORECASE,
)
# Of these, and of what is made, those that are counted as logarithms are.
_COUNTED = lazy_re(r".*entrop.*|surprise|log[ -]odds|logits?", re.IGNORECASE)
# The bases that names of logarithms say, as units.
_BASE = lazy_re(
    r"(?:[-−]|(?:neg\.?|negative|minus)[ _.-])?"
    r"(?:(?P<bit>log_?[2₂]|lb)|(?P<ban>log(?:_?10|₁₀))|(?P<nat>ln|log_?e(?![a-z])|logₑ)"
    r"|(?P<lg>lg))",  # to the base 10 for physicists (ISO 80000-2), 2 for others
    re.IGNORECASE,
)
# What stands in brackets behind a name, but in `log P(bit)`, which is that of the word "bit".
_ASIDE = lazy_re(r"\s\((.*?)\)")
# By how much a number in nat, or a share of 1, is multiplied.
_SIZES = {
    "nat": (LOG, 1.0),
    "bit": (LOG, 1 / math.log(2)),
    "ban": (LOG, 1 / math.log(10)),
    "%": (SHARE, 100.0),
    "‰": (SHARE, 1000.0),
}
KNOWN_UNITS = "write unit: nat, bit or ban for log P and surprisal, % or none for P"  # a hint
NOT_IN_TOP = -9999.0  # what services write for the log P of a token not among the most likely
_AFTER: dict[str, dict[str | None, str]] = {
    # Of what are probabilities already, softmax over the tokens of a text makes none of a token.
    "log_softmax": {None: LOG},
    "softmax": {None: SHARE},
    "neg": {LOG: SURPRISAL, SURPRISAL: LOG},
    "abs": {LOG: SURPRISAL, SURPRISAL: SURPRISAL, SHARE: SHARE},
    "exp": {LOG: SHARE},
    "log": {SHARE: LOG},
}


class Quantity(NamedTuple):
    """What scores are, as far as it is known.

    Attributes:
        kind: `log P`, `surprisal` or `P`.
        factor: How many units make up a nat, or the probability 1; None if the unit is not known.
    """

    kind: str
    factor: float | None = 1.0

    @property
    def size(self) -> float:
        """The factor, or 1 where it is not known, as between a log P and a surprisal alike."""
        return 1.0 if self.factor is None else self.factor


@lru_cache(maxsize=256)  # equivalent: the size of a cache
def kind_of(measure: str | None) -> str | None:
    """Recognise a measure by its name: `log P`, `surprisal`, `P`, or None for any other."""
    name = " ".join((measure or "").split())
    aside = _ASIDE.search(name)
    if aside and makes_other(name_words(aside[1])):  # such as log P (z-score)
        return None
    kind = _kind_called(name)
    left, unit = ("", "") if kind else parted(name)
    return _kind_called(left) if unit else kind


def _kind_called(name: str) -> str | None:
    return next((kind for kind, known in _KNOWN.items() if known.fullmatch(name)), None)


def refuse_highest(series: Sequence[Series], said: str | None) -> None:
    """Refuse +∞ in what is no surprisal; of a surprisal it is -log 0, as -∞ is log 0.

    Args:
        series: The scores.
        said: What their author says that they are, or None.

    Raises:
        ScoreError: If there is one.
    """
    for item in series:
        if are_finite(item.scores):  # equivalent: quicker
            continue
        known = (said or item.name or "").partition(",")[0].strip()
        if kind_of(known) != SURPRISAL and math.inf in item.scores:
            place = item.scores.index(math.inf) + 1
            where = say("score {place}", place=place)
            if item.name:
                where = say("score {place} of {name}", place=place, name=quoted(item.name))
            hint = (
                "use a finite number, or null if the score is missing; -log 0 may be infinite: "
                "write measure: surprisal if that is it"
            )
            raise ScoreError(say("{where} is infinite", where=where), hint=hint, about="scores")


@lru_cache(maxsize=256)  # equivalent: the size of a cache
def is_rank(measure: str | None) -> bool:
    """Tell scores that are ranks, by what the measure is called."""
    return _RANK.fullmatch(" ".join((measure or "").split())) is not None


def quantity(measure: str | None, unit: str | None) -> Quantity | None:
    """Recognise a measure and its unit: that of its name, such as log2 P, else nat, or 1."""
    kind = kind_of(measure)
    return None if kind is None else Quantity(kind, _factor(kind, unit or unit_in(measure)))


def unit_in(measure: str | None) -> str | None:
    """Tell the unit that the name of a measure says: `bit` of `log2 P` or `log P (bits)`; or None.

    What is like a unit and is none that is known, as in `log P (bits/char)`, is told as it is.
    """
    if kind_of(measure) is None:
        return None
    name = (measure or "").strip()
    found = _BASE.match(name)
    if found:
        return found.lastgroup
    aside = _ASIDE.search(name)
    parts = re.split("[,;]", aside[1]) if aside else ()
    known = next(filter(None, map(unit_like, parts)), None)
    if known or _kind_called(" ".join(name.split())):
        return known
    return unit_like(parted(name)[1])


def goes_with(unit: object, measure: str) -> bool:
    """Tell a unit of logarithms that a measure of them can have, whose name says none."""
    is_log = kind_of(measure) in {LOG, SURPRISAL} and unit_in(measure) is None
    return is_log and isinstance(unit, str) and _SIZES.get(unit_called(unit) or "", ("",))[0] == LOG


def is_other(measure: str) -> bool:
    """Tell what is no log P, surprisal or P: perplexity is computed of them, attention is not."""
    name = " ".join(measure.split())
    return is_rank(name) or any(known.fullmatch(name) for known in (_MADE, _MEASURED))


def has_no_logs(measure: str | None) -> bool:
    """Tell what cannot be counted in nat or bit, by what it is called."""
    name = " ".join((measure or "").split())
    return is_other(name) and _COUNTED.fullmatch(name) is None


def given(text: str) -> Quantity | None:
    """Read what scores are, in words: `log P`, or `log P, bit`."""
    measure, _, unit = text.partition(",")
    return quantity(measure, unit)


def _factor(kind: str, unit: str | None) -> float | None:
    """Find the size of a unit; None if it is not known, or one of other measures."""
    if not unit or not unit.strip():
        return 1.0
    of, factor = _SIZES.get(unit_called(unit) or "", (None, None))
    return factor if (of == SHARE) == (kind == SHARE) else None


def after(given: Quantity | None, transforms: Sequence[str]) -> Quantity | None:
    """Tell what scores are after transforms."""
    for name in transforms:
        kind = _AFTER[name].get(None if given is None else given.kind)
        keeps = given is not None and name in {"neg", "abs"}
        if given is not None and given.factor != 1 and name in {"exp", "log"}:
            return None  # the logarithm of per cent is none of a probability
        given = None if kind is None else Quantity(kind, given.factor if given and keeps else 1.0)
    return given


class Conversion(NamedTuple):
    """How scores become what is asked for.

    Attributes:
        given: What they are.
        wanted: What they are to be.
    """

    given: Quantity
    wanted: Quantity

    @property
    def factor(self) -> float | None:
        """By what scores are multiplied, or None if that is not all."""
        kinds = {self.given.kind, self.wanted.kind}
        if len(kinds) > 1 and SHARE in kinds:
            return None
        size = self.wanted.size / self.given.size
        return size if len(kinds) == 1 else -size

    def of(self, scores: Scores) -> Scores:
        """Convert scores, of any shape; NaN stays, and log 0 is -∞."""
        factor = self.factor
        if factor is not None:
            with np.errstate(over="ignore"):  # what is beyond floats is infinite
                return np.asarray(scores * factor + 0.0)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            if self.given.kind == SHARE:
                logs = np.log(scores / self.given.size)
            else:
                sign = 1 if self.given.kind == LOG else -1
                logs = scores / self.given.size * sign  # equivalent: by 1 or -1
            if self.wanted.kind == SHARE:
                return np.asarray(np.exp(logs) * self.wanted.size)
            sign = 1 if self.wanted.kind == LOG else -1
            return np.asarray(logs * self.wanted.size * sign)  # equivalent: by 1 or -1


def conversion(given: Quantity | None, measure: str | None, unit: str | None) -> Conversion | None:
    """Find how scores become the measure in the unit that is asked for.

    Args:
        given: What they are, or None if that is not known; then they are what the measure says.
        measure: What is asked for, or None for what they are.
        unit: In which unit, or None for that of the measure's name, else that which they have.

    Returns:
        How, or None where nothing is to be done, or can be: `cannot_convert` tells which.
    """
    found = _asked(given, measure, unit)
    return None if found is None or not _is_computable(found) else found


def cannot_convert(given: Quantity | None, measure: str | None, unit: str | None) -> bool:
    """Tell a conversion that would have to be, but is from or to a unit that is not known.

    Where scores stay a log P, say, and only the name of the wanted unit is not known, none has to.
    """
    found = _asked(given, measure, unit)
    if found is None or _is_computable(found):
        return False
    return found.given.kind != found.wanted.kind or found.given.factor is None


def _asked(given: Quantity | None, measure: str | None, unit: str | None) -> Conversion | None:
    kind = kind_of(measure) if measure else given and given.kind
    if given is None or kind is None:
        return None
    unit = unit or unit_in(measure)
    same = (kind == SHARE) == (given.kind == SHARE)
    factor = given.factor if unit is None and same else _factor(kind, unit)
    wanted = Quantity(kind, factor)
    return None if wanted == given else Conversion(given, wanted)


def _is_computable(change: Conversion) -> bool:
    """Tell whether both units are known, or one and the same, of a log P and a surprisal."""
    one, other = change
    if one.factor is None or other.factor is None:
        return one.factor == other.factor and SHARE not in {one.kind, other.kind}
    return True
