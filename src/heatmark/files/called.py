"""What scores are by the name of their column or key: `logprob_gpt2`, `surprisal (bits)`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.naming import changes, name_words, unit_words
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import LOG, SHARE, SURPRISAL, kind_of
from heatmark.core.unit_names import unit_called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_GENERIC = frozenset({"score", "scores", "value", "values", "metrics", ""})
_LOG = lazy_re(r"\blog ?probs?\b")
_NEGATIVE_LOG = lazy_re(r"(?:neg|negative|minus) log ?probs?")
_PER_CENT = lazy_re(r"(?:prob|probs|probability|p) (?:%|percent|pct)")
_QUANTITY = lazy_re(
    r"\b(?:surprisals?|nll|(?:độ )?bất ngờ|probs?|probabilit(?:y|ies)|xác suất)(?!\w)"
)
_GROUPS = ("scores.", "metrics.")
# What files call the base of their logarithms, or the unit that follows from it.
BASES = ("base", "log_base", "logbase", "logarithm_base", "units")
_EULER = "2.718"


class Called(NamedTuple):
    """What a name says of scores.

    Attributes:
        kind: `log P`, `surprisal` or `P`.
        unit: Their unit.
    """

    kind: str
    unit: str


@lru_cache(maxsize=1024)  # equivalent: the size of a cache
def _called(name: str) -> Called | None:
    """Recognise a name as a whole; of what programs call logprob, models may stand beside it."""
    words = name_words(name)
    left, unit = unit_words(words)
    if unit is None:
        return None
    if _NEGATIVE_LOG.fullmatch(left):
        return Called(SURPRISAL, unit or "nat")
    if _LOG.search(left):
        return None if changes(words) else Called(LOG, unit or "nat")
    if _PER_CENT.fullmatch(left):
        return Called(SHARE, "%")
    kind = kind_of(left)
    is_log = kind in {LOG, SURPRISAL} and not changes(words.replace(left, " "))
    return Called(str(kind), unit) if unit and is_log else None


def has_log_probability(name: str) -> bool:
    """Tell a name with a log-probability in it, be it that of a difference or an error of some."""
    return _LOG.search(name_words(name)) is not None


def is_log_probability(name: str) -> bool:
    """Tell log-probabilities by their name."""
    known = _called(name)
    return known is not None and known.kind == LOG


def measure_of(name: str) -> dict[str, object]:
    """Say what a score is, as far as its name tells."""
    name = _of_group(name)
    return _measure_of(name, name.rpartition(".")[2])


def _of_group(name: str) -> str:
    for group in _GROUPS:
        name = name.removeprefix(group)
    return name


def _measure_of(name: str, short: str) -> dict[str, object]:
    known = _called(name)
    if known is not None:
        return {"measure": known.kind, "unit": known.unit}
    if short in {"prob", "probs", "probability"} and not changes(name_words(name)):
        return {"measure": "P"}
    if short in _GENERIC or short.isdigit():
        return {}
    if kind_of(name) is not None:  # such as R's log.p
        return {"measure": name}
    misleading = has_log_probability(name) or kind_of(short) is not None
    return {"measure": name if misleading and changes(name_words(name)) else short}


def measure_of_only(names: Sequence[str]) -> dict[str, object]:
    """Say what the scores are, if they are all of one kind: those of one name, or of some models.

    Args:
        names: What they are called.
    """
    if len(names) == 1:
        return measure_of(names[0])
    known = [of_model(name) for name in names]
    return known[0] if known and all(one and one == known[0] for one in known) else {}


def of_model(name: str) -> dict[str, object]:
    """Say what scores are whose name may have that of a model in it: `surprisal_gpt2`."""
    if _called(name) is not None:
        return measure_of(name)
    words = name_words(name)
    left, unit = unit_words(words)
    found = None if changes(words) or unit is None else _QUANTITY.search(left)
    if not found:
        return {}
    said: dict[str, object] = {"measure": kind_of(found[0])}
    return {**said, "unit": unit} if unit else said


def measure_of_column(names: Sequence[str]) -> dict[str, object]:
    """Say what columns of a table are; one alone may have points in its name: `reading.time`."""
    if len(names) != 1:
        return measure_of_only(names)
    name = _of_group(names[0])
    return _measure_of(name, name)


def with_base(options: Mapping[str, object], said: Mapping[str, object]) -> dict[str, object]:
    """Take the base of logarithms, or the unit, that a file names beside its scores.

    Args:
        options: What is known of the scores.
        said: What the file says beside them, of which the base is a number or its name.
    """
    found = next((said[name] for name in BASES if type(said.get(name)) in {int, float, str}), "")
    if kind_of(str(options.get("measure") or "")) not in {LOG, SURPRISAL}:
        return dict(options)
    text = found.strip() if isinstance(found, str) else f"{found:.4g}"
    unit = "nat" if text == _EULER else unit_called(f"base {text}") or unit_called(text)
    if unit is None and not isinstance(found, str):  # a text may be the name of a model
        unit = f"base {text}"
    return {**options, "unit": unit} if unit else dict(options)
