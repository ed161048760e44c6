"""Several texts in one long table, one below the other: which of them is meant."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from heatmark.block.parts import choices, near, refuse_part
from heatmark.core.errors import ParseError
from heatmark.core.naming import with_lines
from heatmark.core.numerals import MISSING, is_number, read_plain
from heatmark.core.wording import quoted, say
from heatmark.files.called import has_log_probability
from heatmark.files.choose import PREFERRED
from heatmark.files.scattered import restarts, scattered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.files.request import Request

    Key: TypeAlias = tuple[str, ...]


_TEXTS = frozenset(
    {"sentence", "sent", "câu", "text", "văn bản", "doc", "document", "example", "sample", "prompt"}
    | {"sequence", "seq", "paragraph", "đoạn", "item", "stimulus", "stim", "stimuli", "trial"}
    | {"line", "cond", "condition", "passage", "story", "article", "utterance", "turn", "verse"}
    | {"list", "block", "page", "question", "record", "row group", "chapter", "section", "title"}
    | {"kích thích", "lượt", "dòng", "điều kiện", "đoạn văn", "bài", "truyện", "trang", "ví dụ"}
    | {"mẫu", "khổ", "chương", "mục", "tài liệu"}
)
_NUMBERED = ("id", "idx", "index", "no", "number", "num", "#", "số")
_SERIES = frozenset({"layer", "tầng", "lớp", "model", "mô hình", "run", "lần"})
_TWO_COPIES = 4  # rows, of two tokens at least


class TextKeys(NamedTuple):
    """How the texts of a table are told apart.

    Attributes:
        columns: What the columns are called that have one value in each text.
        places: Where they are.
        keys: For each row what stands in these columns, or the number of its text from 1; or
            nothing if there is one text only.
    """

    columns: tuple[str, ...]
    places: frozenset[int]
    keys: list[Key]

    @property
    def known(self) -> list[Key]:
        """The texts in their order."""
        return list(dict.fromkeys(self.keys))


def find_texts(names: Sequence[str], rows: Sequence[Sequence[str]], token: int) -> TextKeys:
    """Find out how many texts a table has.

    Args:
        names: What the columns are called, in lower case; or nothing.
        rows: The cells of all rows.
        token: The place of the column of tokens.
    """
    rows = _unmerged(names, rows, token)
    named = [
        index
        for index, name in enumerate(names)
        if index != token and _tells_texts(name, index, rows)
        if not (name == "id" and _are_of_tokens(index, token, rows))
    ]
    groups = sorted(_with_copies(named, names, rows, token))
    columns = tuple(names[index] for index in groups) if names else ()
    if groups:
        keys = _cells_of(groups, rows)
        if not names:  # nothing to ask for
            keys = _counted(keys)
    else:
        keys = restarts(names, rows, token) or _runs(names, rows, token)
    if not keys or groups:
        beside = _interleaved(names, rows, token, groups)
        if beside:
            groups = sorted({*groups, *beside})
            columns = tuple(names[index] for index in groups) if names else ()
            keys = _counted(_cells_of(groups, rows)) if not names else _cells_of(groups, rows)
    if not keys and (groups := scattered(_may_number(names, rows, token), rows, token)):
        columns, keys = (names[groups[0]],), _cells_of(groups, rows)
    return TextKeys(columns, frozenset(groups), keys)


def _may_number(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int
) -> list[tuple[int, str]]:
    """Give columns that may number texts by their names, and are no ids of words."""
    return [
        (at, name)
        for at, name in enumerate(names)
        if at != token and is_name_of_texts(name) and not _are_of_tokens(at, token, rows)
    ]


def _counted(keys: Sequence[Key]) -> list[Key]:
    """Count texts whose columns have no names."""
    numbers = {key: str(at) for at, key in enumerate(dict.fromkeys(keys), start=1)}
    return [(numbers[key],) for key in keys]


def _unmerged(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int
) -> Sequence[Sequence[str]]:
    """Put what stands above it into each empty cell of a column that numbers or names texts.

    So spreadsheets write cells that were merged: each number once, and then nothing.
    """
    found = [at for at, name in enumerate(names) if at != token and _is_merged(name, at, rows)]
    if not found:
        return rows
    whole, above = [], dict.fromkeys(found, "")
    for row in rows:
        cells = list(row)
        for at in found:
            above[at] = cells[at] = cells[at] if cells[at].strip() else above[at]
        whole.append(cells)
    return whole


def _is_merged(name: str, at: int, rows: Sequence[Sequence[str]]) -> bool:
    if not is_name_of_texts(name) or not rows[0][at].strip():
        return False
    known = [row[at].strip() for row in rows if row[at].strip()]
    return len(set(known)) == len(known) < len(rows)


def rows_of_text(texts: TextKeys, request: Request, picks: Mapping[str, str]) -> list[int] | None:
    """Find the places of the rows of one text, or give None for all rows.

    Args:
        texts: All texts.
        request: Which text is asked for: its number from 1, or what stands in its column.
        picks: What is to stand in which columns: `{"sentence": "2"}`; 1 is 1.0.

    Raises:
        ParseError: If there are several and none is chosen, or there is no such text.
    """
    known = texts.known
    wanted = set(known)
    for name, value in picks.items():
        wanted &= _picked(name.strip().lower(), value.strip(), texts, known)
    if request.path:
        wanted &= _by_number(request.path, texts, known)
    if len(wanted) > 1 and request.rows is None:
        raise _several(texts, known)
    if len(wanted) == len(known):
        return None
    return [at for at, key in enumerate(texts.keys) if key in wanted]


def is_name_of_texts(name: str) -> bool:
    """Tell by its name, in lower case, a column that may number or name texts."""
    stem, plain = _stem(name)
    return plain == "id" or stem in _TEXTS | _SERIES or plain in _TEXTS


def _is_of_text(name: str) -> bool:
    """Tell a name of texts from that of models and layers, which read one text."""
    stem, plain = _stem(name)
    return stem in _TEXTS or plain in _TEXTS


def _stem(name: str) -> tuple[str, str]:
    """Give a name without the word for a number behind it, and with it."""
    plain = with_lines(name).replace("_", " ").replace("-", " ").strip()
    stem = plain
    for end in _NUMBERED:
        stem = stem.removesuffix(end).strip()
    return stem, plain


def _tells_texts(name: str, index: int, rows: Sequence[Sequence[str]]) -> bool:
    """Tell a column that has one value in each line of a text, and another in the next text."""
    if not is_name_of_texts(name):
        return False
    cells = [row[index].strip() for row in rows]
    runs = 1 + sum(item != other for item, other in pairwise(cells))
    return 1 < runs < len(cells) and len(set(cells)) == runs


def _are_of_tokens(index: int, token: int, rows: Sequence[Sequence[str]]) -> bool:
    """Tell ids in a vocabulary, one for each word however often it comes, from numbers of texts."""
    ids, words = _cells_of([index], rows), [row[token] for row in rows]
    pairs = {*zip(ids, words, strict=True)}
    if not len(pairs) == len({*ids}) == len({*words}):
        return False
    found = sorted(int(one) for (one,) in {*ids} if one.isdecimal())
    return len(found) == len({*ids}) and found != [*range(found[0], found[0] + len(found))]


def _cells_of(columns: Sequence[int], rows: Sequence[Sequence[str]]) -> list[Key]:
    return [tuple(row[index].strip() for index in columns) for row in rows]


def _with_copies(
    known: Sequence[int], names: Sequence[str], rows: Sequence[Sequence[str]], token: int
) -> list[int]:
    """Add columns of any name that tell copies of a text apart: heads, seeds, conditions.

    A column of scores is left, since scores that are the same in each copy would tell them as well.
    """
    groups, copies = list(known), _may_tell_copies(names, rows, token, texts=bool(known))
    while True:
        found = [at for at in copies if at not in groups and _tells_copies(at, groups, rows, token)]
        if not found:
            break
        groups.append(found[0])
    numeric = _numeric(rows, token)
    added = [at for at in numeric if at in groups and at not in known]
    if added and all(at in groups for at in numeric):
        groups.remove(added[-1])
    return groups


def _numeric(rows: Sequence[Sequence[str]], token: int) -> list[int]:
    """Give columns of numbers: a score of the first token is often missing."""
    cells = {
        at: next((row[at] for row in rows if row[at].strip().lower() not in MISSING), "")
        for at, _ in enumerate(rows[0])
        if at != token
    }
    return [at for at, cell in cells.items() if is_number(cell)]


def _may_tell_copies(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int, *, texts: bool
) -> list[int]:
    """Give columns with the same in their first two cells, and no name of scores.

    Args:
        names: What all columns are called.
        rows: Their cells.
        token: The place of the column of tokens.
        texts: Whether other columns tell texts apart already.
    """
    if len(rows) < _TWO_COPIES:
        return []
    return [
        at
        for at, (first, second) in enumerate(zip(rows[0], rows[1], strict=True))
        if at != token
        and first.strip() == second.strip()
        and not (names and _is_called_scores(names[at]))
        and _comes_again(at, rows, token, texts=texts)
    ]


def _comes_again(at: int, rows: Sequence[Sequence[str]], token: int, *, texts: bool) -> bool:
    """Tell a column that changes where the first token stands again, as in the next copy.

    Among texts that other columns tell apart, the first change may be in any of them. No other
    column parts a text into copies, which takes longer to find out.
    """
    first = rows[0][at].strip()  # equivalent: the second is the same
    others = (row for row in rows if row[at].strip() != first)  # equivalent: it saves time alone
    end = next(others, None)
    return end is not None and (texts or end[token] == rows[0][token])  # equivalent: so does this


def _tells_copies(
    at: int, groups: Sequence[int], rows: Sequence[Sequence[str]], token: int
) -> bool:
    """Tell a column that parts texts into blocks with one value each, and the same tokens."""
    outer, keys = _cells_of(groups, rows), _cells_of([*groups, at], rows)
    starts = _starts(keys)
    if not len(set(outer)) < len(starts) < len(rows) or len(set(keys)) != len(starts):
        return False
    blocks = [
        (outer[start], [row[token] for row in rows[start:end]])
        for start, end in pairwise([*starts, len(rows)])
    ]
    return all(a[0] != b[0] or a[1] == b[1] for a, b in pairwise(blocks))


def _interleaved(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int, groups: Sequence[int]
) -> list[int]:
    """Find columns that tell copies apart which stand token by token: Hà a, Hà b, Nội a, Nội b.

    Args:
        names: What all columns are called.
        rows: Their cells.
        token: The place of the column of tokens.
        groups: Columns that tell texts apart already.
    """
    keys = _cells_of([*groups, token], rows)
    first = next((at for at, key in enumerate(keys) if key != keys[0]), len(keys))
    others = [at for at in range(len(rows[0])) if at != token and at not in groups]
    plain = [at for at in others if not (names and _is_called_scores(names[at]))]
    most = first if first < len(keys) else 1  # where one token is all that there is
    for size in range(most, 1, -1):  # a word that is there twice makes a longer run
        blocks = [range(at, at + size) for at in range(0, len(rows), size)]
        if len(rows) % size or len(blocks) == 1:
            continue
        if any(len({keys[at] for at in block}) > 1 for block in blocks):
            continue
        labels = [at for at in plain if _comes_in_each(at, rows, blocks)]
        told = {tuple(rows[at][one].strip() for one in labels) for at in blocks[0]}
        numeric = [at for at in others if is_number(rows[0][at])]
        if len(told) == size and not all(at in labels for at in numeric):
            return labels
    return []


def _comes_in_each(at: int, rows: Sequence[Sequence[str]], blocks: Sequence[range]) -> bool:
    """Tell a column with several values, which are the same ones in each block."""
    cells = [sorted(rows[place][at].strip() for place in block) for block in blocks]
    return cells[0][0] != cells[0][-1] and all(one == cells[0] for one in cells)


def _is_called_scores(name: str) -> bool:
    return name in PREFERRED or has_log_probability(name)


def _starts(keys: Sequence[Key]) -> list[int]:
    """Find where runs of the same begin."""
    return [0, *(at for at, (one, other) in enumerate(pairwise(keys), start=1) if one != other)]


def _runs(names: Sequence[str], rows: Sequence[Sequence[str]], token: int) -> list[Key]:
    """Number copies of a text by a column whose values come again: 0 0 1 1 0 0 1 1."""
    numeric = _numeric(rows, token)
    columns = _may_tell_copies(names, rows, token, texts=False)  # equivalent: it saves time alone
    for column in columns:
        starts = [*_starts(_cells_of([column], rows)), len(rows)]
        blocks = [tuple(row[token] for row in rows[one:end]) for one, end in pairwise(starts)]
        if len(set(blocks)) == 1 and numeric != [column]:
            size = len(rows) // len(blocks)
            return [(str(at // size + 1),) for at in range(len(rows))]
    return []


def _picked(name: str, value: str, texts: TextKeys, known: Sequence[Key]) -> set[Key]:
    """Find the texts with a value in a column; those that no column tells apart are counted."""
    column = _column_called(name, texts.columns)
    if column is not None:
        values = [key[column] for key in known]
    elif name in _TEXTS and known and not texts.columns:
        values = [str(at) for at in range(1, len(known) + 1)]
    else:
        hint = near(name, texts.columns) or (
            say("it has {columns}", columns=choices(texts.columns))
            if texts.columns
            else "leave it out: these scores have no axes"
        )
        raise ParseError(
            say("there is no axis {name} in it", name=quoted(name)), hint=hint, about="src"
        )
    different = list(dict.fromkeys(values))
    meant = _alike(value, different)
    if meant is None:  # never the one in that place: layers 4 and 8 have no layer 1
        problem = say("there is no {name} {value} in it", name=name, value=quoted(value))
        hint = say("there are {values}", values=choices(different))
        raise ParseError(problem, hint=hint, about="src")
    return {key for key, item in zip(known, values, strict=True) if item == meant}


def _column_called(name: str, columns: Sequence[str]) -> int | None:
    """Find a column by its name, or the one that numbers texts by any word for texts."""
    if name in columns:
        return columns.index(name)
    of_texts = [at for at, column in enumerate(columns) if _is_of_text(column)]
    meant = [0] if len(columns) == 1 else of_texts
    return meant[0] if name in _TEXTS and len(meant) == 1 else None


def _alike(value: str, values: Sequence[str]) -> str | None:
    """Find a value as it is written, or else the only one that is the same number: 1 is 1.0."""
    if value in values:
        return value
    number = read_plain([value]) if value.lower() not in MISSING else None
    same = [one for one in values if number is not None and read_plain([one.lower()]) == number]
    return same[0] if len(same) == 1 else None


def _by_number(part: str, texts: TextKeys, known: Sequence[Key]) -> set[Key]:
    """Find a text by its id, by its number from 1, or by what stands in its columns."""
    ids = _ids_of(texts)
    meant = _alike(part, ids)
    if meant is not None:
        return {known[ids.index(meant)]}
    if part.isdecimal() and 1 <= int(part) <= len(known):
        return {known[int(part) - 1]}
    found = {key for key in known if part in key}
    if not found:
        refuse_part(part, names_of_texts(texts))
    return found


def _ids_of(texts: TextKeys) -> list[str]:
    """Give the ids of texts, if they have one each."""
    for at, name in enumerate(texts.columns):
        ids = [key[at] for key in texts.known]
        if re.fullmatch(r"(?:.*[\W_])?id", name) and len({*ids}) == len(ids):
            return ids
    return []


def names_of_texts(texts: TextKeys) -> list[str]:
    """Name texts by their numbers from 1, or by their ids where a number is that of another."""
    ids = _ids_of(texts)
    numbers = [str(at) for at, _ in enumerate(texts.known, start=1)]
    meant = [_alike(number, ids) for number in numbers]
    counted = all(one in {None, id_} for one, id_ in zip(meant, ids, strict=False))
    return numbers if counted else ids


def texts_between(breaks: Sequence[int], count: int) -> TextKeys:
    """Tell texts apart by the rows with which they begin, counted from 0."""
    keys: list[Key] = [(str(1 + sum(at <= row for at in breaks)),) for row in range(count)]
    return TextKeys((), frozenset(), keys)


def _several(texts: TextKeys, known: Sequence[Key]) -> ParseError:
    hint = say("choose one with # after the file's name: #1 to #{count}", count=len(known))
    names = names_of_texts(texts)
    if names != [str(at) for at, _ in enumerate(known, start=1)]:  # ids, which go before these
        hint = say("choose one with # after the file's name: {names}", names=choices(names))
    if texts.columns:
        first = next(filter(all, known), known[0])  # an empty cell cannot be asked for
        hint = say(
            "{hint}, or #{column}={value}",
            hint=hint,
            column=texts.columns[0],
            value=",".join([first[0], *_further(texts, known, first)]),
        )
    if not texts.columns or all(_is_of_text(name) for name in texts.columns):
        hint = say("{hint}, or rows: 1..{count} for all as one", hint=hint, count=len(texts.keys))
    return ParseError("there are several texts in it", hint=hint, about="src")


def _further(texts: TextKeys, known: Sequence[Key], first: Key) -> list[str]:
    """Write what is to be asked for, too, where the first column has one value in several texts."""
    if len({key[0] for key in known}) == len(known):
        return []
    return [f"{name}={value}" for name, value in zip(texts.columns[1:], first[1:], strict=True)]
