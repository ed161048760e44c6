"""What the columns and rows of a table are: tokens, scores, bookkeeping, sentences, layers."""

from __future__ import annotations

import re
from itertools import count as count_from
from typing import TYPE_CHECKING

from heatmark.block.draft import Draft
from heatmark.block.parts import choices
from heatmark.core.column_kinds import (
    EVERYDAY,
    QUANTITIES,
    counts_or_marks,
    is_class_beside,
    only_count_rows,
)
from heatmark.core.column_places import are_places, is_name_of_groups
from heatmark.core.errors import Notice, ParseError
from heatmark.core.naming import with_lines
from heatmark.core.number_order import rows_out_of_order
from heatmark.core.numerals import (
    Numerals,
    first_grouped,
    is_number,
    one_unit,
)
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import kind_of
from heatmark.core.unlike_columns import is_quantity
from heatmark.core.wording import quoted, say
from heatmark.files.across import is_matrix, read_across
from heatmark.files.called import has_log_probability, measure_of_column
from heatmark.files.cells import are_decimal, has_no_tokens, is_of_decimals, read_cells
from heatmark.files.choose import NOT_METRICS, choose, with_columns
from heatmark.files.chosen_texts import rows_of_text
from heatmark.files.class_columns import classes_among
from heatmark.files.ids import ids_of_cells
from heatmark.files.no_numbers import no_numbers
from heatmark.files.pairs import like_pairs, refuse_pairs
from heatmark.files.picked import with_asked
from heatmark.files.plain_scores import NumberColumns, count_alone, plain_scores
from heatmark.files.records import SCORE_NAMES
from heatmark.files.sentences import find_texts, is_name_of_texts, texts_between
from heatmark.files.side_by_side import refuse_side_by_side, without_blank_end
from heatmark.files.spoiled import (
    first_word,
    left_out,
    word_left_out,
)
from heatmark.files.turned import (
    WORDS,
    first_column_taken,
    first_line_taken,
    may_be_series,
    may_be_tokens,
    numbers_series,
    sides_of,
    without_numbers,
)
from heatmark.files.word_columns import TokenColumn, column_of_tokens, may_be_other
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.files.choose import Column
    from heatmark.files.records import RecordTable
    from heatmark.files.request import Request
    from heatmark.files.sentences import TextKeys


# What pandas calls an index, and what people call the number, the kind or the place of a token.
_BOOKKEEPING = NOT_METRICS | {
    *("", "#", "unnamed: 0", "level_0", "stt", "vị trí", "thứ tự", "hạng", "chỉ số", "token_index"),
    *("token index", "word_index", "char_start", "char_end", "begin", "seed"),
    *("upos", "xpos", "tag", "tags", "pos_tag", "part of speech", "part_of_speech", "từ loại"),
    *("part-of-speech", "lemma", "feats", "deprel", "deps", "misc", "ner", "entity", "label"),
    *("head", "layer", "tầng", "lớp", "đầu"),  # numbers of these, no scores
}
_ROWS = frozenset(
    {"layer", "head", "model", "series", "row", "tầng", "lớp", "đầu", "mô hình", "dãy"}
)  # what the first column is called where each row is a series
_PLACE = lazy_re(
    r"(?:(?:layer|head|l|h|tầng|lớp|đầu|row|dest)[ _.-]?\d+[ _.-]?)+|\d+", re.IGNORECASE
)


def read_table(table: RecordTable, request: Request) -> Draft:
    """Read a table, with a token a line, or with the tokens in the first line.

    Args:
        table: The table.
        request: What is asked for: which columns; of a table with several sentences, which one,
            and which column has the tokens.

    Raises:
        ParseError: If there is no column of tokens, or it is not clear which sentence is meant.
        ScoreError: If there are no numbers, or one cannot be read.
    """
    across = reads_across(table, request)
    if across and not table.names:
        hint = "leave token_axis: last out, or write the tokens above their scores"
        raise ParseError("the first line holds no tokens", line=1, hint=hint)
    return _across(table, request) if across else _down(table, request)


def reads_across(table: RecordTable, request: Request) -> bool:
    """Tell whether the tokens are read from the first line."""
    return request.axis == "last" or (request.axis == "auto" and _is_across(table))


def _is_across(table: RecordTable) -> bool:
    """Tell a table with the tokens in its first line from one with a token a line."""
    if len(table.names) < 2:
        return False
    if is_matrix(table):
        return True
    head, *others = table.names
    is_vector = not (head or others[1:]) and only_count_rows(table.column(0))  # as R writes one
    if is_vector or not all(map(table.is_numeric, range(1, len(table.names)))):
        return False
    if _are_known_columns(others, WORDS if head in _ROWS else EVERYDAY):
        return False
    if table.is_numeric(0):
        return not is_known_column(head) or head in _BOOKKEEPING
    labels = [*map(str.strip, table.column(0))]
    numbered = head in _BOOKKEEPING and all(map(_PLACE.fullmatch, labels))
    lies = is_token_name(head) and sides_of(labels, others).across
    return head in _ROWS or numbered or lies


def is_known_column(name: str) -> bool:
    """Tell a name that columns of scores or of tokens have, and tokens hardly ever."""
    known = with_lines(name) in SCORE_NAMES | _BOOKKEEPING | QUANTITIES
    known = known or has_log_probability(name)
    return known or is_token_name(name) or bool(_PLACE.fullmatch(name))


def _are_known_columns(names: Sequence[str], everyday: frozenset[str]) -> bool:
    """Tell names of columns from tokens: numbers and everyday words among words may be tokens."""
    words = [name for name in names if not is_number(name)]
    known = {*filter(is_known_column, words or names)}
    return bool(known) and not (known <= everyday and 2 * len(known) < len(words))


def _across(table: RecordTable, request: Request) -> Draft:
    """Read tokens from the first line, and a series from each of the others."""
    table = table.without_points(None)
    head = table.names[0]
    if is_matrix(table) or not table.is_numeric(0) or head in _BOOKKEEPING | _ROWS:
        first, told = 1, _either_way(table, 0, request, across=True)
    else:
        beside = [cell for row in table.rows for cell in row.cells[1:]]
        numbers = [*map(str.strip, table.column(0))]
        first, told = numbers_series(table.header[0], numbers, beside)
    label = table.header[0].strip() if head in _ROWS else ""
    draft = read_across(table, request, int(first), label)
    return draft._replace(notices=(*told, *draft.notices))


def _down(table: RecordTable, request: Request) -> Draft:
    """Read a token a line."""
    _refuse_twice(table)
    taken = token_column(table, request.picks.get("token"))
    index = taken.place
    table = table.without_points(index)
    picks = {name: value for name, value in request.picks.items() if name != "token"}
    cells = [row.cells for row in table.rows]
    paired: tuple[Notice, ...] = ()
    if "token" not in request.picks:
        refuse_pairs(table.names, cells, index)
        paired = like_pairs(table.names, cells, index) or may_be_other(table.called, taken)
    elif request.field:
        kept_rows = without_blank_end(table.rows, table.called, index, request.field)
        table, cells = table._replace(rows=kept_rows), cells[: len(kept_rows)]
    texts, parted = texts_of(table, cells, index, request)
    kept = rows_of_text(texts, request, picks, lambda: _names_of_scores(table, index, texts.places))
    if kept is not None:
        table = table._replace(rows=[table.rows[at] for at in kept])
    passed = (_blank_lines(),) if parted and not texts.keys else ()
    columns, read, notices = _columns(table, index, texts.places, request)
    beside = {name: table.column(at) for at, name in enumerate(table.called) if at != index}
    moved = rows_out_of_order(beside, [name for name, _ in columns], "src")
    found = Draft(
        kind="words",
        unit=one_unit(read),
        points=None if table.mark == "," else first_grouped(read),
        tokens=tuple(table.column(index)),
        ids=ids_of_cells(table.names, [row.cells for row in table.rows]),
        options=measure_of_column([name for name, _ in columns]),
        notices=(*notices, *_either_way(table, index, request), *paired, *passed, *moved),
    )
    return with_columns(found, columns, request)


def texts_of(
    table: RecordTable, cells: Sequence[Sequence[str]], token: int, request: Request
) -> tuple[TextKeys, tuple[int, ...]]:
    """Find the texts of a table, and the blank lines between them, if nothing else parts them."""
    texts = with_asked(find_texts(table.names, cells, token), request, table.names, cells, token)
    parted = () if texts.keys else table.breaks
    is_conll = parted and table.mark == "\t"
    return texts_between(parted, len(cells)) if is_conll else texts, parted


def _refuse_twice(table: RecordTable) -> None:
    twice = {name for name in table.called if table.called.count(name) > 1 and name}
    if twice:
        problem = say("two columns are called {twice}", twice=quoted(min(twice)))
        hint = say("give each a name of its own")
        if not is_token_name(table.names[0]):
            hint = say("{hint}; if they are tokens, write token_axis: last", hint=hint)
        raise ParseError(problem, line=1, hint=hint)


def token_column(table: RecordTable, wanted: str | None) -> TokenColumn:
    """Find the column of tokens, which may be asked for by its name."""
    names = table.names
    if wanted is not None:
        if wanted.strip().lower() not in names:
            hint = "write the names of its columns above its rows: its first line has none"
            if names:
                hint = say("its columns are {names}", names=choices(table.called))
            problem = say("there is no column {wanted} in it", wanted=quoted(wanted))
            raise ParseError(problem, hint=hint, about="src")
        return TokenColumn(names.index(wanted.strip().lower()))
    named = [index for index, name in enumerate(names) if is_token_name(name) or name == "form"]
    if named:
        plainest = min(named, key=lambda at: ("token" not in names[at], names[at] == "text"))
        return TokenColumn(plainest)
    words = _columns_of_words(table)
    plain = [index for index in words if not names or with_lines(names[index]) not in _KINDS]
    if plain:
        return column_of_tokens(names, [row.cells for row in table.rows], plain)
    if len(words) == 1 and _is_of_words(table, words[0]):
        return TokenColumn(words[0])
    if names or only_count_rows(table.column(0)) or has_no_tokens(table):
        raise _no_tokens(table, words)
    return TokenColumn(0)


def _columns_of_words(table: RecordTable) -> list[int]:
    """Find columns without numbers, or else those with some words."""
    everywhere = range(len(table.rows[0].cells))
    words = [index for index in everywhere if not table.is_numeric(index)]
    return words or [index for index in everywhere if table.has_words(index)]


def _is_of_words(table: RecordTable, index: int) -> bool:
    """Tell the only column of words, which may be bookkeeping elsewhere, beside known scores."""
    if not table.names or table.names[index] not in _WORDS_ALONE:
        return False
    others = [name for at, name in enumerate(table.names) if at != index and name]
    words = table.column(index)
    known = all(name in SCORE_NAMES or is_quantity(name) for name in others)
    return bool(others) and known and len({*words}) == len(words)  # no classes of rows


def _no_tokens(table: RecordTable, words: Sequence[int]) -> ParseError:
    """Say that no column is that of the tokens, and which may be."""
    problem = "there is no column of tokens in it"
    hint = say("write the tokens in a first line, or in a column before the numbers")
    if table.names:
        name = table.called[words[0]] if words else say("NAME")
        hint = say(
            "write #token={name} after the name of the file to name it, "
            "or token_axis: last if the first line has the tokens",
            name=name,
        )
        if words:
            problem = say("no column in it is called like tokens")
    return ParseError(problem, hint=hint, about="src")


_WORDS_ALONE = frozenset({"lemma", "label", "line", "entity"})
_KINDS = _BOOKKEEPING - {"", "unnamed: 0", "level_0"}  # an index may be the tokens


def _names_of_scores(table: RecordTable, token: int, groups: frozenset[int]) -> list[str]:
    """Name the columns that are probably scores, first those that are called so."""
    numbered = [at for at, _ in enumerate(table.rows[0].cells) if at not in {token, *groups}]
    numbered = [at for at in numbered if table.has_scores(at, token)]
    if not table.names:
        return [*map(str, numbered)]
    found = [
        at
        for at in numbered
        for name, cells in [(table.names[at], table.column(at))]
        if not _is_bookkeeping(name, table) and not are_places(name, cells)
        if not (is_name_of_texts(name) or is_name_of_groups(name))
        if not counts_or_marks(name, cells, table.names)
    ]
    found.sort(key=lambda at: (not table.is_called_scores(at), at < token))  # numbers of rows
    return [table.called[at] for at in found]


def _columns(
    table: RecordTable, token: int, groups: frozenset[int], request: Request
) -> tuple[list[Column], list[Numerals], list[Notice]]:
    """Read the columns of scores, as what the numbers in them are, and name those left out."""
    others = [at for at, _ in enumerate(table.rows[0].cells) if at != token]
    numbered = map(str, count_from(1))
    indices = {table.called[at] if table.called else next(numbered): at for at in others}
    classes = _classes(table, token, indices) - {table.called[at] for at in groups if table.called}
    usable = {
        name: index
        for name, index in indices.items()
        if index not in groups
        if name in classes
        or not (_is_bookkeeping(name, table) or are_places(name, table.column(index)))
    }
    scores = {name: at for name, at in usable.items() if table.has_scores(at, token)}
    told: list[Notice] = []
    if request.field:
        chosen = choose(list(indices), request.field)
    else:
        words = _words_beside_scores(table, scores)
        columns = {
            name: table.column(at)
            for name, at in scores.items()
            if name not in words and not (at < token and _numbers_rows(table, at))
        }
        before = sum(scores[name] < token for name in columns)
        named = bool(table.called)
        cells = NumberColumns(columns, table.column(token), before, named, classes & {*columns})
        chosen, told = plain_scores(cells, lambda name: table.is_called_scores(scores[name]))
        told = [*told, *words.values()]
        rows = [row.cells for row in table.rows]
        told += refuse_side_by_side(table.called, rows, token, [indices[one] for one in chosen])
    if not (chosen or request.field or any(map(table.is_called_scores, others))):
        chosen = count_alone(_numeric(table, indices, groups), token)
    if not chosen and ids_of_cells(table.names, [row.cells for row in table.rows]) is not None:
        return [], [], []
    if not chosen:
        unused = {name: at for name, at in indices.items() if name not in usable}
        numbers = [name for name, at in unused.items() if table.begins_with_number(at)]
        error = no_numbers(table.called, [row.cells for row in table.rows], token, numbers)
        raise error.at(line=table.rows[0].line)
    read = _read_columns(table, indices, chosen, request)
    drawn: list[Column] = [(name, item.scores) for name, item in zip(chosen, read, strict=True)]
    unread = [] if request.field else [name for name in usable if name not in scores]
    found = [
        left_out(name, table.column(at), called_scores=table.is_called_scores(at))
        for name, at in ((name, indices[name]) for name in unread)
    ]
    return drawn, read, [*told, *filter(None, found)]


def _classes(table: RecordTable, token: int, indices: Mapping[str, int]) -> frozenset[str]:
    """Name the columns that are the probabilities of classes, of a table with names."""
    if not table.called:
        return frozenset()
    numbers = {name: at for name, at in indices.items() if table.has_scores(at, token)}
    scores = [name for name, at in numbers.items() if table.is_called_scores(at)]
    return classes_among({name: table.column(at) for name, at in numbers.items()}, scores)


def _is_bookkeeping(name: str, table: RecordTable) -> bool:
    known = with_lines(name.lower()) in _BOOKKEEPING
    return known and not is_class_beside(name, table.names)


def _numeric(
    table: RecordTable, indices: Mapping[str, int], groups: frozenset[int]
) -> dict[str, tuple[int, list[str]]]:
    """Find all columns of numbers that have a name, with their places, but for what parts texts."""
    named = {name: at for name, at in indices.items() if table.called and at not in groups}
    numbers = {name: at for name, at in named.items() if table.begins_with_number(at)}
    return {name: (at, [*map(str.strip, table.column(at))]) for name, at in numbers.items()}


def _numbers_rows(table: RecordTable, at: int) -> bool:
    """Tell numbers of lines, beside a column in which all scores are missing."""
    return table.has_blank_column() and only_count_rows([*map(str.strip, table.column(at))])


def _read_columns(
    table: RecordTable, indices: Mapping[str, int], chosen: Sequence[str], request: Request
) -> list[Numerals]:
    """Read the numbers of columns, which are written alike."""
    lines = [row.line for row in table.rows]
    columns = {name: table.column(indices[name]) for name in chosen}
    known = is_of_decimals(cell for column in columns.values() for cell in column)
    read = []
    for name, cells in columns.items():
        fine = "" if request.field else _others(table, indices, chosen, name)
        # A log P has no thousands.
        small = kind_of(name) is not None and not any("." in cell for cell in cells)
        decimals = small or are_decimal(cells, table.mark, known=known)
        read.append(read_cells(cells, lines, table.mark, decimals=decimals, others=fine))
    return read


def _words_beside_scores(table: RecordTable, found: Mapping[str, int]) -> dict[str, Notice]:
    """Take columns with words in them for words where another one is called scores, and whole.

    Translations and candidates may be numbers.
    """
    word = {name: first_word(table.column(at)) for name, at in found.items()}
    if not any(table.is_called_scores(at) and word[name] is None for name, at in found.items()):
        return {}
    return {
        name: word_left_out(name, cell)
        for name, cell in word.items()
        if cell is not None and not table.is_called_scores(found[name])
    }


def _others(
    table: RecordTable, indices: Mapping[str, int], chosen: Sequence[str], name: str
) -> str:
    """Name the columns that are numbers, beside one that may not be."""
    fine = [one for one in chosen if one != name and not table.has_words(indices[one])]
    return ", ".join(fine) if table.called else ""


def _either_way(
    table: RecordTable, index: int, request: Request, *, across: bool = False
) -> tuple[Notice, ...]:
    """Say of a table with words on both of its sides which of them were taken for tokens."""
    if index or len(table.names) < 3 or request.axis != "auto" or request.field:
        return ()
    head, *others = table.names
    known = [*filter(is_known_column, without_numbers(others))]
    if not all(map(table.is_numeric, range(1, len(table.names)))):
        return ()
    if is_token_name(head) and not is_matrix(table) and not _are_known_columns(others, EVERYDAY):
        unsure = sides_of(table.column(0), others).unsure
        return (first_line_taken() if across else first_column_taken(),) if unsure else ()
    if not may_be_tokens(head, others, known):
        return ()
    if across:
        return (first_line_taken(),) if known and not is_matrix(table) else ()
    return (first_column_taken(),) if may_be_series(head, others, table.column(0)) else ()


def _blank_lines() -> Notice:
    message = "there are blank lines between rows, and all rows were read as one text"
    hint = "if they part texts, number these in a column sentence; else leave the lines out"
    return Notice(name="blank-lines", message=message, hint=hint, about="src")
