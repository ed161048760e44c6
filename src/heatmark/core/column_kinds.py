"""What columns of numbers are by their names: errors, counts of lines, other quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


QUANTITIES = frozenset({"count", "time"})
"""Names of quantities that are kept beside scores as often as they are the scores."""
EVERYDAY = QUANTITIES | {"rank"}
"""Names of columns that are as often words of a text."""
_ERRORS = lazy_re(
    # the ends of intervals, as statistics programs call them; then errors
    r"\b(?:(?:ci|conf|hdi) (?:lower|upper|low|high|lwr|upr)|(?:lower|upper|low|high) (?:ci|conf)"
    r"|lwr|upr|0 025|0 975|2 5 ?%|97 5 ?%"
    r"|ses?|sem|sds?|stds?|stdevs?|std devs?|stddevs?|stderrs?|std errs?|errs?|errors?"
    r"|standard errors?|standard deviations?|variances?|var|ci|ci95|ci width|moe|sai số(?: chuẩn)?"
    r"|độ lệch chuẩn|đlc|phương sai)(?!\w)"
)
_GENERAL = frozenset({"", "score", "scores", "value", "values", "mean", "điểm", "trung bình", "tb"})
_COUNTS = lazy_re(
    r"(?:.+ )?(?:id|ids|idx|№)|n|(?:line|sentence|sent|page) pos(?:ition)?"
    r"|(?:pos|position|place) in (?:the )?\w+|(?:word|tok|token|row)(?:num|no|idx|id)|wid|số tt"
    r"|(?:(?:token|word|row|line|item|sample|sent|rank|sentence|zone|region|trial|list|page|text|doc"
    r"|paragraph|story|câu|từ|dòng|đoạn|trang) )?(?:no|nr|num|number|nummer|n[ºo°]|stt|ord|order"
    r"|ordinal|idx|index|id|position|pos|place|rank|step|offset|#)"
    r"|số thứ tự|thứ tự|chỉ số|vị trí|số hiệu|dòng|cột|hạng|mã(?: số)?|col(?:umn)?"
    r"|epochs?|iter|iterations?|batch|checkpoint|timestamps?|date ?time|date|created(?: at)?"
    r"|thời điểm|ngày|rownum|rowid|level \d+|unnamed.*"
)
# How many people or answers a mean is of.
_ANSWERS = lazy_re(
    r"(?:(?:n|no|nr|num|number)(?: of)? )?(?:raters|respondents|participants|subjects|annotators"
    r"|informants|judges)|(?:n|no|nr|num|number)(?: of)? (?:items?|ratings|responses|answers|obs"
    r"|observations|people|subj)|số (?:người|lượt)(?: trả lời| đánh giá| tham gia| khảo sát)?"
    r"|số (?:phiếu|câu trả lời|quan sát)"
)
_MEANS = frozenset({"mean", "avg", "average", "m", "tb"})
_TIMES = frozenset({"time", "times", "seconds", "thời gian", "giây"})  # a second may be an ordinal
# What numbers or tags tokens, and is a class beside the other one: of feelings, of answers.
_OPPOSITES = {"pos": "neg", "no": "yes"}
_DECIMAL = lazy_re(r"\d+(?:\.\d+)?", re.ASCII)
_TRUTHS = lazy_re(
    r"(?:is|has) .+|special|special tokens? mask|mask|oov|stopword|punct"
    r"|correct|incorrect|wrong|đúng|sai"
)


def is_error_of(name: str, others: Sequence[str]) -> bool:
    """Tell a column of errors, or of other spreads, of another column: `se`, `score_std`.

    Args:
        name: What it is called.
        others: What the other columns of numbers are called.
    """
    left = _error_of(name)
    if left is None:
        return False
    scores = [name_words(other).split() for other in others if _error_of(other) is None]
    means = ([word for word in words if word not in _MEANS] for words in scores)
    return bool(scores) and (left in _GENERAL or left.split() in (*scores, *means))


def _error_of(name: str) -> str | None:
    """Give what an error is of, or None if it is none."""
    words = name_words(name)
    left = _ERRORS.sub(" ", words)
    return " ".join(left.split()) if left != words else None


def is_class_beside(name: str, others: Iterable[str]) -> bool:
    """Tell `pos` beside `neg`, and `no` beside `yes`: classes, and no place, tag or number.

    Args:
        name: What a column is called.
        others: What all columns are called.
    """
    other = _OPPOSITES.get(name_words(name))
    return other is not None and other in map(name_words, others)


def counts_or_marks(name: str, numbers: Sequence[str], others: Iterable[str] = ()) -> bool:
    """Tell what only numbers or marks tokens: `STT`, `epoch`, `is_special`; `time` that only rises.

    Args:
        name: What it is called.
        numbers: Its cells, as they are written.
        others: What all columns are called.
    """
    words = name_words(name)
    if is_class_beside(name, others):
        return False
    if _TRUTHS.fullmatch(words):
        return {cell.strip() for cell in numbers} <= {"0", "1", ""}
    if words in _TIMES:  # that of reading falls, too
        known = [float(cell) for cell in map(str.strip, numbers) if _DECIMAL.fullmatch(cell)]
        return known == sorted(known) and len(known) > 1
    return _COUNTS.fullmatch(words) is not None


def counts_answers(name: str) -> bool:
    """Tell the name of how many people or answers a score beside it is of: `n_raters`."""
    return _ANSWERS.fullmatch(name_words(name)) is not None


def only_count_rows(cells: Sequence[str]) -> bool:
    """Tell numbers that only count the lines, from 0 or from 1.

    Args:
        cells: They, without white space around.
    """
    return any([str(start + at) for at in range(len(cells))] == [*cells] for start in (0, 1))


def no_series(name: str, about: str) -> Notice:
    """Say that a column of numbers is not drawn as a series.

    Args:
        name: What it is called.
        about: Where it is written.
    """
    problem = say(
        "the column {name} holds no scores of its own, and is left out", name=quoted(name)
    )
    hint = say(
        "write field: {name} to draw it; standard errors, such as sd / √n, are shown by "
        "err: [0.1, …]",
        name=name,
    )
    if about == "scores":
        hint = as_mapping(name)
    elif about != "src":
        hint = say(
            "put its name in quotes to draw it; standard errors, such as sd / √n, are shown by "
            "err: [0.1, …]"
        )
    return Notice(name="unlike-columns", message=problem, hint=hint, about=about)


def as_mapping(name: str) -> str:
    """Say how a column of a frame is drawn that was left out.

    Args:
        name: What it is called.
    """
    return say("give a mapping to draw it: {{{name}: scores[{name}], …}}", name=repr(name))


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
