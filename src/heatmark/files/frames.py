"""Data frames as JSON: pandas' orients, and records; read as the CSV of the same frame is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from heatmark.core.column_places import groups_left_out, is_name_of_groups
from heatmark.core.errors import Notice, ParseError
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say
from heatmark.files.choose import PREFERRED, without_counts
from heatmark.files.grids import is_known_column, read_table
from heatmark.files.items import are_written
from heatmark.files.records import Record, RecordTable
from heatmark.files.sentences import find_texts, is_name_of_texts
from heatmark.files.sorted_words import sorted_words
from heatmark.files.spans import are_spans
from heatmark.files.table_texts import texts_in_table
from heatmark.files.tree import Kind
from heatmark.files.word_columns import is_name_of_terms
from heatmark.files.word_records import MAY_BE_SENTENCES, are_word_records
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heatmark.block.draft import Draft
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace

FrameRow: TypeAlias = "Sequence[object]"

_SCALAR = (str, int, float, type(None))
_LOOK = 50  # rows that are looked at to tell a frame
_CHOICES = {"choices", "candidates", "alternatives"}  # texts of which one is chosen


class Frame(NamedTuple):
    """A frame: names, and rows of cells; one of columns may be the index.

    Attributes:
        names: What the columns are called, or nothing if they have no names.
        rows: Their cells, a list for each row.
        either: Whether rows and columns have the same names, so that they could be exchanged.
    """

    names: list[str]
    rows: Sequence[FrameRow]
    either: bool = False


def frame_in(node: object) -> Frame | None:
    """Know a frame in any orient, or a list of records, and take it apart."""
    if isinstance(node, Mapping):
        found = (_split(node), _table(node), _keyed(node))
        return next((item for item in found if item is not None), None)
    if isinstance(node, list) and node:
        return _records(node) if isinstance(node[0], Mapping) else _values(node)
    return None


def _split(node: Mapping[str, object]) -> Frame | None:
    """Know `split` and `tight`, and a Series as `split`."""
    data, index = node.get("data"), node.get("index")
    columns = node.get("columns", [node.get("name") or "score"] if "name" in node else None)
    if not (isinstance(data, list) and data and isinstance(columns, list) and columns):
        return None
    rows = data if isinstance(data[0], list) else [[item] for item in data]
    if any(not isinstance(row, list) or len(row) != len(columns) for row in rows):
        return None
    if isinstance(index, list) and not _has_levels(index):
        return None
    return _with_index([_called(name) for name in columns], rows, index, node.get("index_names"))


def _has_levels(index: list[object]) -> bool:
    """Tell whether all labels of an index are of as many levels, and of one at least."""
    counts = {len(label) if isinstance(label, list) else 1 for label in index}
    return len(counts - {0}) == len(counts) <= 1


def _with_index(
    names: list[str], rows: Sequence[FrameRow], index: object, called: object = None
) -> Frame:
    """Put the index in front, unless it but counts the rows."""
    if not isinstance(index, list) or len(index) != len(rows) or index == [*range(len(rows))]:
        return Frame(names, rows)
    labels = [item if isinstance(item, list) else [item] for item in index]
    given = called if isinstance(called, list) and len(called) == len(labels[0]) else []
    levels = [f"level_{level}" for level in range(len(labels[0]))] if len(labels[0]) > 1 else [""]
    heads = [
        str(name) if name else plain for name, plain in zip(given or levels, levels, strict=True)
    ]
    return Frame(
        [*heads, *names], [[*label, *row] for label, row in zip(labels, rows, strict=True)]
    )


def _called(name: object) -> str:
    return " ".join(map(str, name)) if isinstance(name, list) else str(name)


def _table(node: Mapping[str, object]) -> Frame | None:
    """Know `table`, with its schema."""
    schema, data = node.get("schema"), node.get("data")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    if not isinstance(fields, list) or not isinstance(data, list) or not data:
        return None
    names = [_called(item.get("name")) for item in fields if isinstance(item, Mapping)]
    if not all(isinstance(row, Mapping) for row in data):
        return None
    records = cast("list[Mapping[str, object]]", data)
    kept = [name for name in names if name != "index" or not _counts(records, name)]
    if not any(name in records[0] for name in kept):
        return None
    called = ["" if name == "index" else name for name in kept]  # as its CSV has it
    return Frame(called, [[row.get(name) for name in kept] for row in records])


def _counts(records: Sequence[Mapping[str, object]], name: str) -> bool:
    return [row.get(name) for row in records] == [*range(len(records))]


def _keyed(node: Mapping[str, object]) -> Frame | None:
    """Know `columns`, which is pandas' usual orient, and `index`: mappings of mappings."""
    members = list(node.values())
    if not members or not all(
        isinstance(item, Mapping) and item for item in islice(members, _LOOK)
    ):
        return None
    inner = list(cast("Mapping[str, object]", members[0]))
    if not all(isinstance(item, Mapping) and list(item) == inner for item in members):
        return None
    outer, cells = (
        list(node),
        [list(cast("Mapping[str, object]", item).values()) for item in members],
    )
    if not all(isinstance(cell, _SCALAR) for row in cells for cell in row):
        return None
    if not any(isinstance(cell, int | float) for row in cells for cell in row):
        return None
    if _by_rows(outer, inner, cells):
        return _with_index(inner, cells, _index(outer))
    columns = [*map(list, zip(*cells, strict=True))]
    return _with_index(outer, columns, _index(inner))._replace(either=outer == inner)


def _index(keys: list[str]) -> list[object]:
    """Take the keys of JSON for the numbers that they were."""
    return [*range(len(keys))] if keys == [*map(str, range(len(keys)))] else [*keys]


def _by_rows(outer: list[str], inner: list[str], cells: list[list[object]]) -> bool:
    """Tell whether the outer mapping has rows, by the names and the types of columns."""
    for known in (is_token_name, _is_score):
        if any(map(known, inner)) != any(map(known, outer)):
            return any(map(known, inner))
    words = any(all(isinstance(cell, str) for cell in row) for row in cells)
    across = any(
        all(isinstance(cell, str) for cell in column) for column in zip(*cells, strict=True)
    )
    one = len(inner) == 1 < len(outer) and not inner[0].isdecimal()  # a Series as a frame
    return (across and not words) or one


def _is_score(name: str) -> bool:
    return is_known_column(name.lower()) and not name.isdecimal()


def _records(node: list[object]) -> Frame | None:
    """Know records whose token is called in another way, that are of several texts, or wide."""
    first = node[0]
    plain = isinstance(first, Mapping) and "token" in first
    if plain and not any(
        is_name_of_texts(name.lower()) or is_name_of_groups(name) or _stays(name, node)
        for name in cast("dict[str, object]", first)
    ):
        return None  # before a million of them are looked at
    if not (_are_records(node) or are_word_records(node) or _is_wide(node)) or not all(
        isinstance(row, Mapping) for row in node
    ):
        return None
    records = cast("list[Mapping[str, object]]", node)
    names = list(dict.fromkeys(name for row in records for name in row))
    found = Frame(names, [[row.get(name) for name in names] for row in records])
    if "token" not in names:
        return found
    cells = [[*map(_cell, row)] for row in found.rows]
    texts = find_texts([name.lower() for name in names], cells, names.index("token"))
    return found if texts.keys or numbered_groups(names, cells, "token") else None


def numbered_groups(
    names: Sequence[str], rows: Sequence[Sequence[str]], drawn: str
) -> list[Notice]:
    """Tell of a column that numbers groups of rows, where another one is drawn: topics.

    Args:
        names: What the columns are called.
        rows: The cells of all rows.
        drawn: The column that is drawn, or that of the tokens.
    """
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names) if name != drawn}
    return groups_left_out(columns, [drawn], "src")


def _stays(name: str, node: list[object]) -> bool:
    """Tell a column with the same in the first two records, as one has that tells copies apart.

    Where that is the token, another column may tell copies apart that stand side by side.
    """
    first, second = node[0], node[1] if len(node) > 1 else None
    return (
        isinstance(first, Mapping)
        and isinstance(second, Mapping)
        and isinstance(first[name], _SCALAR)
        and first[name] == second.get(name, first)
    )


def _is_wide(node: list[object]) -> bool:
    """Tell records of nothing but numbers, which may stand under their tokens."""
    names = list(cast("Mapping[str, object]", node[0]))
    return len(names) > 1 and all(
        isinstance(row, Mapping) and list(row) == names and _are_numbers(row.values())
        for row in node
    )


def _are_numbers(cells: Iterable[object]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(map(_is_number, known))


def _are_records(node: list[object]) -> bool:
    """Tell flat records of a token and numbers, of which the first may have none."""
    return may_be_record(node[0]) and any(map(is_record, islice(node, _LOOK)))


def is_record(row: object) -> bool:
    """Tell a flat record of a token and numbers."""
    return may_be_record(row) and any(
        _is_score_of(name, cell) for name, cell in cast("Mapping[str, object]", row).items()
    )


def may_be_record(row: object) -> bool:
    """Tell a flat record of a token, and numbers or what is missing."""
    if not isinstance(row, Mapping) or not all(isinstance(cell, _SCALAR) for cell in row.values()):
        return False
    words = any(isinstance(cell, str) and _names_tokens(name) for name, cell in row.items())
    return words and any(
        cell is None or _is_score_of(name, cell) or (cell == "" and _is_score(name))
        for name, cell in row.items()
    )


def _is_score_of(name: str, cell: object) -> bool:
    """Tell a number, also one that is written as a text under the name of scores, or with marks."""
    if not isinstance(cell, str):
        return _is_number(cell)
    known = is_number(cell) and _is_score(name)
    return not _names_tokens(name) and (known or are_written(name, [cell]))


def _names_tokens(name: str) -> bool:
    is_sure = is_token_name(name) and name.lower() not in MAY_BE_SENTENCES
    return is_sure or is_name_of_terms(name)


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _values(node: list[object]) -> Frame | None:
    """Know `values`: rows without names, with words in one column and numbers beside them."""
    first = node[0]
    if (
        not isinstance(first, list)
        or len(first) < 2
        or not all(isinstance(c, _SCALAR) for c in first)
    ):
        return None
    texts = [at for at, cell in enumerate(first) if isinstance(cell, str)]
    if not texts or not all(isinstance(row, list) and len(row) == len(first) for row in node):
        return None
    begin = cast("list[list[object]]", node[:_LOOK])  # a first word may have no score
    words = [at for at in texts if len(texts) == 1 or not _is_written([row[at] for row in begin])]
    if len(words) != 1 or not (len(texts) > 1 or _has_numbers(begin)):
        return None
    return Frame([], cast("list[FrameRow]", node))


def _is_written(cells: Sequence[object]) -> bool:
    """Tell a column of numbers some of which are texts: with marks, or beside others."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return are_written("", texts) or (_has_numbers([cells]) and all(map(is_number, texts)))


def _has_numbers(rows: Sequence[FrameRow]) -> bool:
    return any(_is_number(cell) for row in rows for cell in row)


def _cell(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)


def read_frame(frame: Frame, request: Request) -> Draft:
    """Read a frame as a table: a token a row, or the tokens as names of columns.

    Raises:
        ParseError: If a token is missing, or as [read_table][heatmark.files.grids.read_table] does.
        ScoreError: As that does.
    """
    table = _as_table(frame)
    if not table.rows[0].cells:
        problem = "the cells of this frame are neither numbers nor texts"
        raise ParseError(problem, hint="write a token and its scores in each row")
    usual = "" if request.field else _usual(table)
    try:
        found = read_table(table, replace(request, field=request.field or usual))
    except ParseError as error:
        raise _without_index(error, frame) from None
    if found.points is not None and not _is_text(found.points.text, frame):
        found = found._replace(points=None)  # numbers of JSON have no points of thousands
    index = next((at for at, name in enumerate(table.names) if _names_tokens(name)), None)
    if index is not None:
        _refuse_missing(row[index] for row in frame.rows)
    told = [_either_way()] if frame.either else []
    if usual and not request.part:
        told += numbered_groups(table.called, [row.cells for row in table.rows], usual)
    return found._replace(notices=(*found.notices, *told))


def _usual(table: RecordTable) -> str:
    """Name the usual column of scores, or nothing where its name may be one of the tokens."""
    if table.names[:1] == [""] and not all(map(is_known_column, table.names[1:])):
        return ""
    names = without_counts(table.called)
    return next((name for want in PREFERRED for name in names if name.lower() == want), "")


def _is_text(number: str, frame: Frame) -> bool:
    """Tell a number that a frame has as a text."""
    texts = (cell for row in frame.rows for cell in row if isinstance(cell, str))
    return any(number == text.strip() for text in texts)


def texts_in(frame: Frame, request: Request) -> list[str]:
    """Name the texts of a frame, as they are chosen."""
    return texts_in_table(_as_table(frame), request)


def _without_index(error: ParseError, frame: Frame) -> ParseError:
    """Say of nothing but numbers that pandas leaves out an index in some orients."""
    if any(isinstance(cell, str) for cell in frame.rows[0]):
        return error
    problem = "there are numbers in it, but no tokens"
    hint = "if they are the index, write frame.reset_index(), or the frame with orient='split'"
    return ParseError(problem, hint=hint)


def _as_table(frame: Frame) -> RecordTable:
    """Write a frame as the cells of a table, without columns of lists or mappings."""
    width = len(frame.rows[0])
    kept = [at for at in range(width) if all(isinstance(row[at], _SCALAR) for row in frame.rows)]
    names = [frame.names[at] for at in kept] if frame.names else []
    rows = [
        Record(line, [_cell(row[at]) for at in kept])
        for line, row in enumerate(frame.rows, start=1)
    ]
    called = [name.strip() for name in names]
    return RecordTable(names, called, [name.lower() for name in called], rows, "\t")


def _refuse_missing(tokens: Iterable[object]) -> None:
    """Refuse tokens that are none: pandas reads the words `null`, `nan` and `NA` as missing."""
    for place, token in enumerate(tokens, start=1):
        if token is None:
            hint = "read the table with keep_default_na=False: null and NA may be tokens"
            raise ParseError(say("token {place} is missing", place=place), hint=hint)


def _either_way() -> Notice:
    message = "rows and columns have the same names: the outer ones were taken for columns"
    hint = "write the frame with orient='split', which says which is which"
    return Notice(name="table-axes", message=message, hint=hint, about="src")


def _name_of(node: object, path: tuple[Name, ...]) -> str:
    if path and are_spans(node):
        return ""
    found = frame_in(node)
    return "frame" if found is not None and (not path or _says_so(node, found, path)) else ""


def _says_so(node: object, frame: Frame, path: tuple[Name, ...]) -> bool:
    """Tell a frame inside of something else, where other numbers could look like one."""
    # Texts alone may be the tokens of several texts.
    named = any(map(_names_tokens, frame.names)) if frame.names else _has_numbers(frame.rows)
    texts = any(map(is_token_name, frame.names)) and path[-1][0] not in _CHOICES
    return named or texts or (isinstance(node, Mapping) and "data" in node)


def _read(index: TokenPlace, request: Request) -> Draft:
    frame = frame_in(index.node)
    if frame is None:
        raise ParseError(say("{node} is no frame", node=quoted(index.node)))
    found = read_frame(frame, request)
    told = sorted_words(index.owner, found.tokens or ()) if isinstance(index.node, list) else ()
    return found._replace(notices=(*found.notices, *told))


KIND = Kind(_name_of, _read)
