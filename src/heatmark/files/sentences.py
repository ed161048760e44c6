"""Several texts in one long table, one below the other: which of them is meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from heatmark.core.naming import with_lines
from heatmark.core.numerals import MISSING, is_number
from heatmark.files.called import has_log_probability
from heatmark.files.choose import PREFERRED
from heatmark.files.scattered import restarts, scattered

if TYPE_CHECKING:
    from collections.abc import Sequence

    Key: TypeAlias = tuple[str, ...]


NAMES_OF_TEXTS = frozenset(
    {"sentence", "sent", "câu", "text", "văn bản", "doc", "document", "example", "sample", "prompt"}
    | {"sequence", "seq", "paragraph", "đoạn", "item", "stimulus", "stim", "stimuli", "trial"}
    | {"line", "cond", "condition", "passage", "story", "article", "utterance", "turn", "verse"}
    | {"list", "block", "page", "question", "record", "row group", "chapter", "section", "title"}
    | {"kích thích", "lượt", "dòng", "điều kiện", "đoạn văn", "bài", "truyện", "trang", "ví dụ"}
    | {"mẫu", "khổ", "chương", "mục", "tài liệu", "stanza", "khổ thơ", "câu thơ", "dòng thơ"}
)
"""Words for texts, which number or name them in a column."""
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
        beside: Other columns that may be asked for, with what stands in them.
    """

    columns: tuple[str, ...]
    places: frozenset[int]
    keys: list[Key]
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()

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
    """Put what stands above it into each empty cell of a column of texts or of copies of one.

    So spreadsheets write cells that were merged: each number once, and then nothing.
    """
    found = [
        at for at, name in enumerate(names) if at != token and _is_merged(name, at, rows, token)
    ]
    if not found:
        return rows
    whole, above = [], dict.fromkeys(found, "")
    for row in rows:
        cells = list(row)
        for at in found:
            above[at] = cells[at] = cells[at] if cells[at].strip() else above[at]
        whole.append(cells)
    return whole


def _is_merged(name: str, at: int, rows: Sequence[Sequence[str]], token: int) -> bool:
    """Tell a column of texts, or any before the tokens whose cells begin copies of one text."""
    starts = [place for place, row in enumerate(rows) if row[at].strip()]
    known = [rows[place][at].strip() for place in starts]
    if not starts or starts[0] or len(starts) == len(rows):
        return False
    if any(one == other for one, other in pairwise(known)):
        return False
    ends = pairwise([*starts, len(rows)])
    copies = {tuple(row[token] for row in rows[one:end]) for one, end in ends}
    is_before = at < token and not _is_called_scores(name)
    return is_name_of_texts(name) or (is_before and len(copies) == 1 < len(starts))


def is_name_of_texts(name: str) -> bool:
    """Tell by its name, in lower case, a column that may number or name texts."""
    stem, plain = _stem(name)
    return plain == "id" or stem in NAMES_OF_TEXTS | _SERIES or plain in NAMES_OF_TEXTS


def is_of_text(name: str) -> bool:
    """Tell a name of texts from that of models and layers, which read one text.

    Args:
        name: What a column is called, in lower case, or a word for texts.
    """
    stem, plain = _stem(name)
    return stem in NAMES_OF_TEXTS or plain in NAMES_OF_TEXTS


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


def texts_between(breaks: Sequence[int], count: int) -> TextKeys:
    """Tell texts apart by the rows with which they begin, counted from 0."""
    keys: list[Key] = [(str(1 + sum(at <= row for at in breaks)),) for row in range(count)]
    return TextKeys((), frozenset(), keys)
