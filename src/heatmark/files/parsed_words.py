"""Words with the places of their heads, as parsers of sentences write them: no scores are there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.records import Record

_FEWEST = 5  # columns: the place of a word, the word, its kind, the place of its head, its role
_DIGITS = 4  # equivalent: of a place in a sentence, which has fewer words


def refuse_parsed_words(rows: Sequence[Record]) -> None:
    """Refuse the words of sentences with their heads: `1 Hà_Nội Np B-LOC 2 sub`, and no scores.

    The first column counts the words of a sentence, one other has the places of their heads, of
    which one is 0, and all others are words.

    Args:
        rows: The rows of a table, without the names of its columns.

    Raises:
        ParseError: If they are that.
    """
    first = rows[0]
    heads = [at for at, cell in enumerate(first.cells) if at and is_number(cell)]
    if len(heads) != 1 or len(first.cells) < _FEWEST or first.cells[0].strip() != "1":
        return
    cells = [(row.cells[0].strip(), row.cells[heads[0]].strip()) for row in rows]
    if not all(cell.isdecimal() and len(cell) <= _DIGITS for pair in cells for cell in pair):
        return
    pairs = [(int(place), int(head)) for place, head in cells]
    starts = [at for at, (place, _) in enumerate(pairs) if place == 1]
    sentences = [pairs[one:end] for one, end in pairwise([*starts, len(pairs)])]
    if all(map(_is_sentence, sentences)) and any(len(one) > 1 for one in sentences):
        problem = "the numbers are the places of words and their heads, and no scores"
        hint = "write a table whose first line names the columns: token, score"
        raise ParseError(problem, line=first.line, hint=hint)


def _is_sentence(words: Sequence[tuple[int, int]]) -> bool:
    places = [place for place, _ in words]
    heads = [head for _, head in words]
    return (
        places == [*range(1, len(words) + 1)]
        and heads.count(0) == 1
        and max(heads) <= len(words)
        and not any(place == head for place, head in words)
    )
