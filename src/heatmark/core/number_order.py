"""Numbers that say in which order tokens and series belong, where they stand in another one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_NUMBER = lazy_re("[0-9]+")
_TIME = lazy_re(r"[0-9]+(?:\.[0-9]+)?")
_DECIMAL = lazy_re("[0-9][.,][0-9]")
_LONGEST = 64  # characters of a name that has a number
_SHOWN = 4
_OF = "(?:tokens?|words?|tok|từ)"
# Places in the text, whatever they count: words may be left out.
_PLACES = lazy_re(
    rf"(?:{_OF} )?(?:position|positions|pos|order|ord)|{_OF} (?:index|idx|no|nr|num|number|i)"
    rf"|(?:vị trí|thứ tự|số thứ tự|stt|số tt)(?: {_OF})?"
    r"|(?:pos|position|place|order) in (?:the )?(?:text|sentence|sequence)"
    r"|(?:text|sentence|sent|sequence) (?:pos|position|order)"
)
# Where tokens begin in a text or a recording; no end of a box, which lines begin anew.
_STARTS = lazy_re(
    rf"(?:(?:{_OF}|char|character|time|audio|text) )*(?:start|begin|onset|tmin|starttime|bắt đầu)"
    r"(?: (?:char|character|index|idx|pos|position|time|offset|token|ms|s))*"
)
# Numbers of rows, if they are those of all of them.
_ROWS = lazy_re(
    r"|i|id|idx|index|no|nr|num|number|#|step|offset|row|line|level 0|unnamed(?: 0)?"
    r"|(?:row|line|step) ?(?:i|id|idx|index|no|nr|num|number)|chỉ số|mã(?: số)?|dòng"
)


def in_number_order(names: Sequence[str]) -> list[str] | None:
    """Put names that differ in their numbers alone in the order of these: 2 before 10.

    Args:
        names: Names, each there once.

    Returns:
        They in that order, or None if they stand in it, or differ otherwise.
    """
    if not names or not _NUMBER.search(names[0]):
        return None
    if any(len(name) > _LONGEST or _DECIMAL.search(name) for name in names):
        return None
    if len({_NUMBER.sub("0", name) for name in names}) > 1:
        return None
    order = sorted(names, key=lambda name: [*map(int, _NUMBER.findall(name))])
    return None if order == [*names] else order


def are_by_letters(names: Sequence[str]) -> bool:
    """Tell names that programs have sorted as texts, in which 10 stands before 2.

    Args:
        names: Names that are not in the order of their numbers.
    """
    return [*names] == sorted(names)


def are_counted(names: Sequence[str]) -> bool:
    """Tell names that count up from 0 or 1, as those of rows do; two of them may be anything.

    Args:
        names: Whole numbers, as they are written.
    """
    return bool(names[2:]) and _is_run([*map(int, names)])


def series_by_letters(names: Sequence[str | None]) -> Iterator[Notice]:
    """Tell of series that stand as texts are sorted, so that neighbours are no neighbours.

    Args:
        names: What they are called.
    """
    known = [name for name in names if name is not None]
    order = in_number_order(known) if len(known) == len(names) else None
    if order is None or not are_by_letters(known):
        return
    first = next(at for at, pair in enumerate(zip(known, order, strict=True)) if pair[0] != pair[1])
    start = max(first - 1, 0)
    problem = say(
        "series stand in the order of their letters, not of their numbers: {names}",
        names=listed(map(quoted, known[start : start + _SHOWN])),
    )
    hint = say("put them in the order of their numbers: {names}", names=_written(order))
    yield Notice(name="out-of-order", message=problem, hint=hint, about="scores")


def _written(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _SHOWN else ", ".join([*names[:_SHOWN], "…"])


def rows_out_of_order(
    columns: Mapping[str, Sequence[object]], drawn: Collection[str], about: str
) -> tuple[Notice, ...]:
    """Tell of tokens that do not stand in the order in which a column beside them numbers them.

    Args:
        columns: What stands beside the tokens, by name, one for each: text, or a number.
        drawn: The names of those that are drawn as scores.
        about: Where they are.
    """
    for name, cells in columns.items():
        words = name_words(name)
        is_start = _STARTS.fullmatch(words) is not None
        are_places = is_start or _PLACES.fullmatch(words) is not None
        if name in drawn or not (are_places or _ROWS.fullmatch(words)):
            continue
        numbers = _numbers(cells, whole=not is_start)
        if _falls(numbers) and (are_places or _is_run(numbers)):
            return (_notice(name, [str(cell).strip() for cell in cells[: _SHOWN + 1]], about),)
    return ()


def lists_out_of_order(
    values: Mapping[str, object], count: int, drawn: Collection[str] = ()
) -> tuple[Notice, ...]:
    """Tell the same of lists in a file.

    Args:
        values: What stands beside the tokens, some of it a list of one for each.
        count: How many tokens there are.
        drawn: The names of those that are drawn as scores.
    """
    lists = {
        name: value
        for name, value in values.items()
        if isinstance(value, list) and len(value) == count
    }
    return rows_out_of_order(lists, drawn, "src")


def _numbers(cells: Sequence[object], *, whole: bool) -> list[float]:
    """Read numbers, each there once; else nothing."""
    texts = [str(cell).strip().removesuffix(".0") for cell in cells if type(cell) is not bool]
    known = (_NUMBER if whole else _TIME).fullmatch
    if len(texts) < len(cells) or not all(map(known, texts)):
        return []
    numbers = [float(text) for text in texts if len(text) <= _LONGEST]
    return numbers if len({*numbers}) == len(cells) else []


def _falls(numbers: Sequence[float]) -> bool:
    return any(other < one for one, other in pairwise(numbers))  # equivalent: none is there twice


def _is_run(numbers: Sequence[float]) -> bool:
    return min(numbers) in {0, 1} and max(numbers) - min(numbers) == len(numbers) - 1


def _notice(name: str, numbers: Sequence[str], about: str) -> Notice:
    problem = say(
        "tokens stand in another order than {name} numbers them: {numbers}",
        name=quoted(name),
        numbers=_written(numbers),
    )
    hint = say("sort the rows by {name}, or leave it out if they are no running text", name=name)
    if not name.strip():
        problem = say(
            "tokens stand in another order than the column without a name numbers them: {numbers}",
            numbers=_written(numbers),
        )
        hint = "sort the rows by it, or leave it out if they are no running text"
    return Notice(name="out-of-order", message=problem, hint=hint, about=about)
