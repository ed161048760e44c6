"""Columns of numbers that say where a token is: places, times and boxes, counts of rows, groups.

What they are called is looked at first; what they hold tells them under any name, where scores
surely look otherwise.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.column_kinds import as_mapping
from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.unlike_columns import is_of_each_token, is_quantity
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Columns = Mapping[str, Sequence[str]]
    _Said = Callable[[str], str]


_END = r"(?:start|end|begin|onset|offset|tmin|tmax|xmin|xmax|starttime|endtime|bắt đầu|kết thúc)"
_OF = (
    r"(?:word|token|tok|char|chars|character|text|index|pos|position|time|times|timestamp|audio"
    r"|t|x|ms|s|secs?|seconds?|thời gian|thời điểm|vị trí|từ|ký tự|kí tự|giây)"
)
_ENDS = lazy_re(rf"(?:{_OF} )*{_END}(?: {_OF})*")
_TOTAL = "tt"  # total time, too
_COUNTED = frozenset({"i", _TOTAL})
_ONE = "I"  # a numeral, beside II
_OF_PLACES = lazy_re(rf"{_END}|{_OF}|from|to|until|đầu|cuối|đến|begin\w*|end\w*|start\w*")
_BOXES = (
    {"x", "y", "w", "h"},
    {"x", "y", "width", "height"},
    {"left", "top", "width", "height"},
    {"left", "top", "right", "bottom"},
    *({f"x{one}", f"y{one}", f"x{two}", f"y{two}"} for one, two in ("01", "12")),
    {"xmin", "ymin", "xmax", "ymax"},
    {"x min", "y min", "x max", "y max"},
)
_GROUPS = lazy_re(
    r"(?:topic|group|cluster|sentence|sent|text|doc|document|paragraph|para|par|line|page|block"
    r"|segment|chunk|utterance|turn|speaker|session|condition|item|trial|subject|participant"
    r"|chapter|section|class|target|expert|category|zone|region|subj|câu|đoạn|văn bản|chủ đề"
    r"|nhóm|cụm|dòng|trang|chương|phần|lượt|người nói|người tham gia|loại|lớp|vùng)"
    r"(?: (?:id|idx|no|nr|num|number|index|số))?"
)
_FEW_RUNS = 3
_FEW = 4  # rows: what fewer hold may be so by chance
_MANY = 8  # rows in groups under a name that says nothing
_LETTERS = lazy_re(r"[^\W\d_]+")
_DIGITS = 9  # of a place


def are_places(name: str, cells: Sequence[str]) -> bool:
    """Tell starts and ends of tokens by their name, where they rise, and what so numbers them.

    Args:
        name: What the column is called.
        cells: Its cells, as they are written.
    """
    words = name_words(name)
    if words in _COUNTED:
        numbers = _whole(cells)
        counts = len(numbers) > 1 and all(two - one == 1 for one, two in pairwise(numbers))
        return counts and name.strip() != _ONE and (words != _TOTAL or numbers[0] in {0, 1})
    return _ENDS.fullmatch(words) is not None and _rises(_numbers(cells))


def numbers_groups(name: str, cells: Sequence[str]) -> bool:
    """Tell whole numbers of what tokens belong to, by their name: a class, a trial, a zone.

    Args:
        name: What the column is called.
        cells: Its cells, as they are written.
    """
    return is_name_of_groups(name) and bool(_whole(cells))


def measures(name: str, cells: Sequence[str]) -> bool:
    """Tell numbers that number nothing: of a known quantity, or with decimals.

    Args:
        name: What the column is called.
        cells: Its cells, as they are written.
    """
    return is_quantity(name) or _has_decimals(cells)


def is_name_of_groups(name: str) -> bool:
    """Tell what columns of numbers or names of groups are called: `topic`, `speaker`.

    Args:
        name: What the column is called.
    """
    return _GROUPS.fullmatch(name_words(name)) is not None


def no_scores_among(
    columns: Columns, tokens: Sequence[str], about: str, before: int = 0
) -> tuple[list[str], list[Notice]]:
    """Find columns that are surely no scores by what they hold, beside some that may be.

    Args:
        columns: The cells of all columns of numbers, by name.
        tokens: The tokens.
        about: Where they are written.
        before: How many of the columns stand before the tokens, as numbers of rows do.

    Returns:
        Their names, and what the author should know.
    """
    left, told = dict(columns), []
    for find, said in _SAID.items():
        found = find(left, tokens, before)
        if found and len(found) < len(left):
            told.append((found, said))
            left = {name: cells for name, cells in left.items() if name not in found}
    notices = [_left_out(names, said, [*left], about) for names, said in told]
    return [name for name in columns if name not in left], notices


def groups_left_out(columns: Columns, drawn: Sequence[str], about: str) -> list[Notice]:
    """Tell of a column that numbers groups of rows by its name, where others are drawn.

    Args:
        columns: The cells of all columns of numbers, by name.
        drawn: What the columns are called that are drawn.
        about: Where they are written.
    """
    found = [name for name in _groups(columns, (), 0) if is_name_of_groups(name)]
    return [_left_out(found, _group, drawn, about)] if found else []


def _left_out(names: Sequence[str], said: _Said, others: Sequence[str], about: str) -> Notice:
    both = [names[0], others[0]]
    if about == "scores":
        hint = as_mapping(names[0])
    elif about != "src":
        hint = say("put its name in quotes to draw it")
    elif any("," in name for name in both):  # which parts them in `field`
        hint = say("write field: {name} to draw it", name=names[0])
    else:
        hint = say(
            "write field: {name} to draw it; field: {all} means both",
            name=names[0],
            all=", ".join(both),
        )
    if said is _group and about == "src" and _can_be_asked(names[0]):
        hint = say(
            "{hint}; #{name}=1 after the file's name takes one group", hint=hint, name=names[0]
        )
    elif said is _group and about == "src":
        hint = say("{hint}; if it numbers texts, call it sentence", hint=hint)
    problem = said(listed(map(quoted, names)))
    return Notice(name="unlike-columns", message=problem, hint=hint, about=about)


def _can_be_asked(name: str) -> bool:
    """Tell a name of groups, which can stand behind `#` before `=` and a comma."""
    return is_name_of_groups(name) and not {*name} & {*",=#"}


def _place(names: str) -> str:
    return say("{names} are places of tokens, and are left out", names=names)


def _count(names: str) -> str:
    return say("{names} only counts the rows, and is left out", names=names)


def _group(names: str) -> str:
    return say("{names} numbers groups of rows, and is left out", names=names)


def _boxes(columns: Columns, _: Sequence[str], __: int) -> list[str]:
    """Find the four columns of the boxes that tokens have on a page or screen."""
    words = {name_words(name): name for name in columns}
    found = next((box for box in _BOXES if box <= words.keys()), set())
    return [name for word, name in words.items() if word in found]


def _spans(columns: Columns, tokens: Sequence[str], _: int) -> list[str]:
    """Find two columns side by side between which each token lies, one after the other."""
    for (start, ones), (end, twos) in pairwise(columns.items()):
        pairs = [*zip(_numbers(ones), _numbers(twos), strict=True)]
        is_ordered = all(one <= two for one, two in pairs) and all(
            before[1] <= after[0] for before, after in pairwise(pairs)
        )
        if not is_ordered:  # as where one is missing
            continue
        lengths = [two - one for one, two in pairs]
        rest = {name: cells for name, cells in columns.items() if name not in {start, end}}
        are_lengths = lengths == [len(token.strip()) for token in tokens]
        is_one_of_many = any(_words(start) & _words(name) for name in rest)
        if are_lengths and len({*lengths}) > 1 and not is_one_of_many:
            return [start, end]
        falls = rest and not any(_rises(_numbers(cells)) for cells in rest.values())
        is_long = min(lengths) > 0 and len(pairs) >= _FEW
        if falls and is_long and _are_ends(start, end) and not _akin(start, rest):
            return [start, end]
    return []


def _are_ends(start: str, end: str) -> bool:
    """Tell names of places or times: scores may rise, too, in a table that was sorted by them."""
    return all(any(map(_OF_PLACES.fullmatch, name_words(one).split())) for one in (start, end))


def _counts(columns: Columns, _: Sequence[str], before: int) -> list[str]:
    """Find a column that counts the rows from 0 or 1, beside others that surely do not."""
    for at, (name, cells) in enumerate(columns.items()):
        numbers, others = _whole(cells), {one: columns[one] for one in columns if one != name}
        is_short = len(numbers) < _FEW - (at < before)
        if is_short or numbers[0] not in {0, 1} or is_of_each_token(name):
            continue
        if numbers != [*range(numbers[0], numbers[0] + len(numbers))] or _akin(name, others):
            continue
        if all(
            _has_decimals(other) or min(_numbers(other)) > len(cells) for other in others.values()
        ):
            return [name]
    return []


def _akin(name: str, others: Iterable[str]) -> bool:
    """Tell a name with a word in it that is in others as well: layers, or scores of two models."""
    return any(
        _words(name) & _words(other) or not (_words(name) or _words(other)) for other in others
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(name_words(name)))


def _groups(columns: Columns, _: Sequence[str], __: int) -> list[str]:
    """Find a column that numbers groups of rows, one after the other: 0 0 1 1 2."""
    for name, cells in columns.items():
        numbers = _whole(cells)
        if not numbers or numbers[0] not in {0, 1}:
            continue
        steps = [two - one for one, two in pairwise(numbers)]
        runs = 1 + sum(steps)
        if {*steps} != {0, 1}:
            continue
        others = [other for one, other in columns.items() if one != name]
        is_sure = runs >= _FEW_RUNS and len(cells) >= _MANY and all(map(_has_decimals, others))
        if (is_sure and not is_of_each_token(name)) or is_name_of_groups(name):
            return [name]
    return []


def _whole(cells: Sequence[str]) -> list[int]:
    """Read whole numbers, or none if there is anything else."""
    plain = [cell.strip() for cell in cells]
    if not all(cell.isascii() and cell.isdecimal() and len(cell) <= _DIGITS for cell in plain):
        return []
    return [int(cell) for cell in plain]


def _numbers(cells: Sequence[str]) -> list[float]:
    """Read numbers, NaN where there is none."""
    return [_number(cell.strip()) for cell in cells]


def _number(cell: str) -> float:
    plain = cell.replace(",", ".")
    is_plain = plain.isascii() and plain.replace(".", "", 1).isdecimal()
    return float(plain) if is_plain else math.nan


def _rises(numbers: Sequence[float]) -> bool:
    """Tell numbers that never fall, but for those that are missing."""
    known = [one for one in numbers if not math.isnan(one)]
    return bool(known) and known == sorted(known) and known[0] < known[-1]


def _has_decimals(cells: Sequence[str]) -> bool:
    return any("." in cell or "," in cell for cell in cells)


_SAID = {_boxes: _place, _spans: _place, _counts: _count, _groups: _group}
