"""What scores are: log-probabilities, surprisals, probabilities; and from one to another.

s = -log P. Units of log P and s are those of the logarithm: 1 bit = ln 2 nat (ISO 80000-13).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float64]


LOG, SURPRISAL, SHARE = "log P", "surprisal", "P"
_P = r"(?:p|probs?|probabilit(?:y|ies)|xác suất)(?: ?\(.*\))?"
_LOG = "(?:log|ln|log2|log₂|log10|log₁₀)"
# What authors and files call them, in any case; other measures are taken for what they say.
_NAMES = {
    LOG: rf"{_LOG}[ _-]?{_P}|log[ _-]?likelihoods?",
    SURPRISAL: rf"surprisals?|nll|(?:neg\.?|negative)[ _-]log[ _-]likelihoods?|[-−]{_LOG} ?{_P}"
    r"|(?:độ )?(?:ngạc nhiên|bất ngờ)",
    SHARE: _P,
}
_KNOWN = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _NAMES.items()}
_RANK = re.compile(r"(?:token )?ranks?(?: of .*)?|(?:thứ )?hạng(?: .*)?", re.IGNORECASE)
# The bases that names of logarithms say, as units.
_BASE = re.compile(r"[-−]?(?:(?P<bit>log[2₂])|(?P<ban>log(?:10|₁₀))|(?P<nat>ln))", re.IGNORECASE)
# By how much a number in nat, or a share of 1, is multiplied.
_UNITS = {
    **dict.fromkeys(("nat", "nats"), (LOG, 1.0)),
    **dict.fromkeys(("bit", "bits", "sh"), (LOG, 1 / math.log(2))),
    **dict.fromkeys(("ban", "hart", "dit"), (LOG, 1 / math.log(10))),
    "%": (SHARE, 100.0),
    "‰": (SHARE, 1000.0),
}
NOT_IN_TOP = -9999.0  # what services write for the log P of a token not among the most likely
_AFTER: dict[str, dict[str | None, str]] = {
    "log_softmax": dict.fromkeys((None, LOG, SURPRISAL, SHARE), LOG),
    "softmax": dict.fromkeys((None, LOG, SURPRISAL, SHARE), SHARE),
    "neg": {LOG: SURPRISAL, SURPRISAL: LOG},
    "abs": {LOG: SURPRISAL, SURPRISAL: SURPRISAL, SHARE: SHARE},
    "exp": {LOG: SHARE},
    "log": {SHARE: LOG},
}


class Quantity(NamedTuple):
    """What scores are, as far as it is known.

    Attributes:
        kind: `log P`, `surprisal` or `P`.
        factor: How many units make up a nat, or the probability 1.
    """

    kind: str
    factor: float = 1.0


@lru_cache(maxsize=256)  # equivalent: the size of a cache
def kind_of(measure: str | None) -> str | None:
    """Recognise a measure by its name: `log P`, `surprisal`, `P`, or None for any other."""
    name = " ".join((measure or "").split())
    return next((kind for kind, known in _KNOWN.items() if known.fullmatch(name)), None)


@lru_cache(maxsize=256)  # equivalent: the size of a cache
def is_rank(measure: str | None) -> bool:
    """Tell scores that are ranks, by what the measure is called."""
    return _RANK.fullmatch(" ".join((measure or "").split())) is not None


def quantity(measure: str | None, unit: str | None) -> Quantity | None:
    """Recognise a measure and its unit: that of its name, such as log2 P, else nat, or 1."""
    kind = kind_of(measure)
    return None if kind is None else Quantity(kind, _factor(kind, unit or unit_in(measure)))


def unit_in(measure: str | None) -> str | None:
    """Tell the unit that the name of a logarithm says: `bit` of `log2 P`, `ban`, `nat`; or None."""
    found = None if kind_of(measure) is None else _BASE.match((measure or "").strip())
    return found and found.lastgroup


def given(text: str) -> Quantity | None:
    """Read what scores are, in words: `log P`, or `log P, bit`."""
    measure, _, unit = text.partition(",")
    return quantity(measure, unit)


def is_of_others(kind: str, unit: str | None) -> bool:
    """Tell a unit that probabilities have, of their logarithms; or the other way around."""
    of, _ = _UNITS.get((unit or "").strip().casefold(), (None, 1.0))
    return of is not None and (of == SHARE) != (kind == SHARE)


def _factor(kind: str, unit: str | None) -> float:
    of, factor = _UNITS.get((unit or "").strip().casefold(), (None, 1.0))
    return factor if (of == SHARE) == (kind == SHARE) else 1.0


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
        size = self.wanted.factor / self.given.factor
        return size if len(kinds) == 1 else -size

    def of(self, scores: Scores) -> Scores:
        """Convert scores, of any shape; NaN stays, and log 0 is -∞."""
        factor = self.factor
        if factor is not None:
            with np.errstate(over="ignore"):  # what is beyond floats is infinite
                return np.asarray(scores * factor + 0.0)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            if self.given.kind == SHARE:
                logs = np.log(scores / self.given.factor)
            else:
                sign = 1 if self.given.kind == LOG else -1
                logs = scores / self.given.factor * sign  # equivalent: by 1 or -1
            if self.wanted.kind == SHARE:
                return np.asarray(np.exp(logs) * self.wanted.factor)
            sign = 1 if self.wanted.kind == LOG else -1
            return np.asarray(logs * self.wanted.factor * sign)  # equivalent: by 1 or -1


def conversion(given: Quantity | None, measure: str | None, unit: str | None) -> Conversion | None:
    """Find how scores become the measure in the unit that is asked for.

    Args:
        given: What they are, or None if that is not known; then they are what the measure says.
        measure: What is asked for, or None for what they are.
        unit: In which unit, or None for that of the measure's name, else that which they have.
    """
    kind = kind_of(measure) if measure else given and given.kind
    if given is None or kind is None:
        return None
    unit = unit or unit_in(measure)
    same = (kind == SHARE) == (given.kind == SHARE)
    factor = given.factor if unit is None and same else _factor(kind, unit)
    wanted = Quantity(kind, factor)
    return None if wanted == given else Conversion(given, wanted)
