"""Which columns of numbers of a table are drawn if nobody chooses: what is plainly scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.column_kinds import (
    QUANTITIES,
    counts_answers,
    counts_or_marks,
    is_error_of,
    no_series,
    only_count_rows,
    quantity_left_out,
)
from heatmark.core.column_places import measures, no_scores_among, numbers_groups
from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.unlike_columns import is_quantity, names_are_unlike, unlike, unlike_numbers
from heatmark.core.wording import say
from heatmark.files.choose import without_counts
from heatmark.files.sentences import is_name_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


# What numbers tokens beside scores, and is a count, a rank or a depth where there are none.
_ALONE = frozenset(
    {"n", "num", "number", "rank", "ranks", "layer", "depth", "hạng", "tầng", "lớp", "bậc"}
)


class NumberColumns(NamedTuple):
    """Columns of numbers of a table.

    Attributes:
        columns: Their cells, by their names, or by their numbers where they have none.
        tokens: The cells of the column of tokens.
        before: How many of them stand before the tokens.
        named: Whether they have names.
        classes: Those that are surely the probabilities of classes.
    """

    columns: Mapping[str, Sequence[str]]
    tokens: Sequence[str]
    before: int
    named: bool
    classes: frozenset[str] = frozenset()

    def without_classes(self) -> NumberColumns:
        """Leave out probabilities of classes, and what only numbers the tokens beside them."""
        places = {name: at for at, name in enumerate(self.columns)}
        kept = [
            name
            for name, at in places.items()
            if name not in self.classes and not _numbers(self, name, at)
        ]
        return self._replace(
            columns={name: self.columns[name] for name in kept},
            before=sum(places[name] < self.before for name in kept),
            classes=frozenset(),
        )


def plain_scores(
    cells: NumberColumns, is_called_scores: Callable[[str], bool]
) -> tuple[list[str], list[Notice]]:
    """Leave out what only counts lines, numbers one text or is an error of another column.

    Args:
        cells: The columns of numbers.
        is_called_scores: Tells a column by a name that scores have.

    Returns:
        The names of those that are drawn, and what the author should know.
    """
    if cells.classes:
        return _beside_classes(cells, is_called_scores)
    names = [name for at, name in enumerate(cells.columns) if not _numbers(cells, name, at)]
    ids = [] if cells.named else _ids_in_front(cells, names)
    names = [name for name in names if name not in ids]
    kept = {name: cells.columns[name] for name in names} or cells.columns
    before = sum(at < cells.before and name in kept for at, name in enumerate(cells.columns))
    others, told = no_scores_among(kept, cells.tokens, "src", before)
    names = [name for name in kept if name not in others]
    errors = [name for name in names if cells.named and is_error_of(name, names)]
    left = [name for name in names if name not in errors]
    told += [no_series(name, "src") for name in errors[:1]]
    told += [_taken_for_ids(name, cells.columns[name][0]) for name in ids]
    surer = [name for name in left if is_called_scores(name)]
    surer, weights = without_counts(surer), without_counts(left)
    beside = [name for name in left if name not in weights]
    beside += [name for name in left if surer and name.lower() in QUANTITIES]
    surer = surer or [name for name in left if measures(name, kept[name])]
    beside += [name for name in left if surer and numbers_groups(name, kept[name])]
    surer = surer or [name for name in left if not counts_answers(name)]
    beside += [name for name in left if surer and counts_answers(name)]
    told += [quantity_left_out(name, surer[0]) for name in beside]
    left = [name for name in left if name not in beside]
    if cells.named:
        told += unlike(left, "src", set(map(str.strip, cells.tokens)))
    else:
        told += unlike_numbers({name: kept[name] for name in left})
    return left, told


def _beside_classes(
    cells: NumberColumns, is_called_scores: Callable[[str], bool]
) -> tuple[list[str], list[Notice]]:
    """Draw all classes, and of the other columns what is plainly scores."""
    others = cells.without_classes()
    if not others.columns:
        return [name for name in cells.columns if name in cells.classes], []
    scores, told = plain_scores(others, is_called_scores)
    drawn = [name for name in cells.columns if name in cells.classes or name in scores]
    # A class may be called `time`, and is no time.
    plain = [name for name in drawn if name in scores or not is_quantity(name)]
    told = [one for one in told if not names_are_unlike(one)]
    return drawn, [*told, *unlike(plain, "src", set(map(str.strip, cells.tokens)), drawn)]


def count_alone(columns: Mapping[str, tuple[int, Sequence[str]]], token: int) -> list[str]:
    """Find the column that counts or ranks tokens where no other has scores: R writes `word,n`.

    Args:
        columns: The places and cells of all columns of numbers, by name.
        token: The place of the tokens: numbers that rise in front of them number the rows.
    """
    left = [name for name, (_, cells) in columns.items() if not only_count_rows(cells)]
    if len(left) != 1 or name_words(left[0]) not in _ALONE:
        return []
    at, cells = columns[left[0]]
    numbers = [float(cell) for cell in cells if cell.isdecimal()]
    rises = at < token and numbers == sorted({*numbers})
    is_one = len({*cells}) == 1 < len(cells)  # the layer of the text, the rank of a process
    return [] if rises or is_one else left


def _ids_in_front(cells: NumberColumns, names: Sequence[str]) -> list[str]:
    """Find whole numbers in front of the tokens, with scores behind these: ids, or places."""
    before = [name for at, name in enumerate(cells.columns) if at < cells.before]
    if not any(name not in before for name in names):
        return []
    return [
        name
        for name in before
        if name in names and all(cell.strip().isdecimal() for cell in cells.columns[name])
    ]


def _taken_for_ids(name: str, first: str) -> Notice:
    problem = say(
        "the whole numbers in front of the tokens, such as {first}, were taken for ids, and are "
        "left out",
        first=first.strip(),
    )
    hint = say("write field: {name} to draw them", name=name)
    return Notice(name="left-out", message=problem, hint=hint, about="src")


def _numbers(cells: NumberColumns, name: str, at: int) -> bool:
    """Tell numbers of lines, of the one text that is there, and marks of tokens."""
    column = cells.columns[name]
    if not cells.named:  # in front of the tokens
        return at < cells.before and only_count_rows([cell.strip() for cell in column])
    if counts_or_marks(name, column, cells.columns):
        return True
    same = {cell.strip() for cell in column} - {""}
    return is_name_of_texts(name.lower()) and len(same) == 1 and next(iter(same)).isdecimal()
