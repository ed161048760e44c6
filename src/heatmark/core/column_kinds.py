"""What columns of numbers are by their names: errors, counts of lines, other quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Container, Sequence


QUANTITIES = frozenset({"count", "time"})
"""Names of quantities that are kept beside scores as often as they are the scores."""
EVERYDAY = QUANTITIES | {"rank"}
"""Names of columns that are as often words of a text."""
_ERRORS = lazy_re(
    r"\b(?:ses?|sem|sds?|stds?|stdevs?|std devs?|stddevs?|stderrs?|std errs?|errs?|errors?"
    r"|standard errors?|standard deviations?|variances?|var|ci|ci95|ci width|moe|sai số(?: chuẩn)?"
    r"|độ lệch chuẩn|phương sai)\b"
)
_GENERAL = frozenset({"", "score", "scores", "value", "values", "mean", "điểm", "trung bình"})
_COUNTS = lazy_re(
    r"(?:token |word |row |line |item |sample )?(?:no|nr|num|number|nummer|n[ºo°]|stt|ord|order"
    r"|ordinal|idx|index|id|position|pos|place|rank|step|offset|#)"
    r"|số thứ tự|thứ tự|chỉ số|vị trí|số hiệu|dòng|hạng|mã"
    r"|epochs?|iter|iterations?|batch|checkpoint|timestamps?|date ?time|date|created(?: at)?"
    r"|thời điểm|ngày|rownum|rowid|level \d+|unnamed.*"
)
_TIMES = frozenset({"time", "times", "thời gian"})
_DECIMAL = lazy_re(r"\d+(?:\.\d+)?", re.ASCII)
_TRUTHS = lazy_re(r"(?:is|has) .+|special|special tokens? mask|mask|oov|stopword|punct")
# Quantities that have no common scale, by words in their names; those of one row have one.
_KINDS = tuple(
    lazy_re(rf"\b(?:{words})\b")
    for words in (
        r"surprisals?|entropy|entropies|nll|loss|log ?(?:probs?|p|likelihoods?)|bất ngờ|entropi",
        r"probs?|probability|probabilities|xác suất",
        (
            r"(?:^|reading |reaction |response )times?|times?(?: m?s)?$|rts?|ffd|gd|tft|trt|fprt"
            r"|durations?|ms|thời gian"
        ),
        (
            r"freq|freqs|frequency|frequencies|counts?|occurrences|tần số|tần suất|số lần"
            r"|(?:n|num|number of) (?:tokens|words|pieces|subwords|uses|times)|số (?:từ|token)"
        ),
        r"len|length|lengths|chars|letters|syllables|độ dài|chiều dài|số chữ",
        r"ranks?|thứ hạng|hạng",
        r"attention|attn|chú ý",
        r"perplexity|perplexities|ppl",
        r"similarity|cosine|tương đồng",
        r"accuracy|acc|valence|arousal|concreteness|age of acquisition|aoa",
    )
)
_BESIDE = (2, 3, 4)  # times, counts and lengths, which are no models' scores of another name
_BY = lazy_re(r"\b(?:scores?|norm\w*|adjusted|weighted|controlled|residuals?|effects?|per|by)\b")
_MOST = 4  # columns without a number in their names; of more they are the words of a map


def is_error_of(name: str, others: Sequence[str]) -> bool:
    """Tell a column of errors, or of other spreads, of another column: `se`, `score_std`.

    Args:
        name: What it is called.
        others: What the other columns of numbers are called.
    """
    left = _error_of(name)
    if left is None:
        return False
    scores = [name_words(other) for other in others if _error_of(other) is None]
    means = {left, f"mean {left}", f"{left} mean", f"avg {left}", f"{left} avg"}
    return bool(scores) and (left in _GENERAL or not means.isdisjoint(scores))


def _error_of(name: str) -> str | None:
    """Give what an error is of, or None if it is none."""
    words = name_words(name)
    left = _ERRORS.sub(" ", words)
    return " ".join(left.split()) if left != words else None


def counts_or_marks(name: str, numbers: Sequence[str]) -> bool:
    """Tell what only numbers or marks tokens: `STT`, `epoch`, `is_special`; `time` that only rises.

    Args:
        name: What it is called.
        numbers: Its cells, as they are written.
    """
    words = name_words(name)
    if _TRUTHS.fullmatch(words):
        return {cell.strip() for cell in numbers} <= {"0", "1", ""}
    if words in _TIMES:  # that of reading falls, too
        known = [float(cell) for cell in map(str.strip, numbers) if _DECIMAL.fullmatch(cell)]
        return known == sorted(known) and len(known) > 1
    return _COUNTS.fullmatch(words) is not None


def unlike(names: Sequence[str], about: str, tokens: Container[str] = ()) -> tuple[Notice, ...]:
    """Say of series that are plainly different quantities that one scale is for all of them.

    A count, a length or a time is another one than what is called like nothing known: `gpt2`.

    Args:
        names: What they are called.
        about: Where they are written.
        tokens: The tokens, which name the columns of a map.
    """
    known = {name: _kind(name) for name in names}
    others = [name for name, kind in known.items() if kind is None]
    beside = [name for name, kind in known.items() if kind in _BESIDE and not _BY.search(name)]
    if (
        beside
        and {*known.values()} == {None, known[beside[0]]}
        and not any(name.strip() in tokens for name in beside)
        and (len(others) <= _MOST or all(any(map(str.isdigit, name)) for name in others))
    ):
        known |= dict.fromkeys(others, len(_KINDS))
    kinds = dict.fromkeys(kind for kind in known.values() if kind is not None)
    firsts = [next(name for name in names if known[name] == kind) for kind in kinds]
    if not firsts[1:]:
        return ()
    problem = say(
        "{names} are different quantities on one scale", names=listed(map(quoted, firsts))
    )
    hint = say(
        "draw each by itself: field: {name}; field: {all} means all",
        name=firsts[0],
        all=", ".join(names),
    )
    if any("," in name for name in names):  # which parts them in `field`
        hint = say("draw each by itself: field: {name}", name=firsts[0])
    if about != "src":
        hint = say("write a block for each of them")
    return (Notice(name="unlike-columns", message=problem, hint=hint, about=about),)


def _kind(name: str) -> int | None:
    words = name_words(name)
    return next((at for at, kind in enumerate(_KINDS) if kind.search(words)), None)


def no_series(name: str, about: str) -> Notice:
    """Say that a column of numbers is not drawn as a series.

    Args:
        name: What it is called.
        about: Where it is written.
    """
    problem = say(
        "the column {name} holds no scores of its own, and is left out", name=quoted(name)
    )
    hint = say("write field: {name} to draw it; errors are shown by err: [0.1, …]", name=name)
    if about != "src":
        hint = say("put its name in quotes to draw it; errors are shown by err: [0.1, …]")
    return Notice(name="unlike-columns", message=problem, hint=hint, about=about)


def quantity_left_out(name: str, other: str) -> Notice:
    """Say that a column of another quantity is not drawn beside what is surely the scores.

    Args:
        name: What it is called.
        other: What these are called.
    """
    message = say("{name} was left out beside {other}", name=quoted(name), other=quoted(other))
    hint = say(
        "write field: {name} to draw it; field: {name}, {other} means both", name=name, other=other
    )
    return Notice(name="left-out", message=message, hint=hint, about="src", level="info")


def no_scores(others: Sequence[str], line: int | None) -> ScoreError:
    """Say that no column of a table holds scores.

    Args:
        others: What columns of numbers are called that are not taken for scores.
        line: The line of its first row.
    """
    problem, hint = "there is no column of numbers in it", "write a score beside each token"
    others = [name for name in others if name.strip()]  # what has no name cannot be asked for
    if others:
        names = listed(map(quoted, others))
        problem = say("there is only what numbers or marks tokens in it: {names}", names=names)
        hint = say("write field: {name} to draw it all the same", name=others[0])
    return ScoreError(problem, line=line, hint=hint)
