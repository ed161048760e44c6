"""Which text of a table with several is meant, and what is said where that is not clear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from heatmark.block.parts import choices, near, refuse_part
from heatmark.core.errors import ParseError
from heatmark.core.numerals import MISSING, read_plain
from heatmark.core.wording import quoted, say
from heatmark.files.sentences import NAMES_OF_TEXTS, is_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from heatmark.files.request import Request
    from heatmark.files.sentences import Key, TextKeys


def rows_of_text(
    texts: TextKeys, request: Request, picks: Mapping[str, str], scores: Callable[[], Sequence[str]]
) -> list[int] | None:
    """Find the places of the rows of one text, or give None for all rows.

    Args:
        texts: All texts.
        request: Which text is asked for: its number from 1, or what stands in its column.
        picks: What is to stand in which columns: `{"sentence": "2"}`; 1 is 1.0.
        scores: Says what columns of scores are called; a figure of all texts has one.

    Raises:
        ParseError: If there are several and none is chosen, or there is no such text.
    """
    known = texts.known
    wanted = set(known)
    for name, value in picks.items():
        wanted &= _picked(name.strip().lower(), value.strip(), texts, known)
    if request.path:
        wanted &= _by_number(request.path, texts, known)
    if known and not wanted:
        refuse_part(request.part, [_part_of(texts, key) for key in known])
    if len(wanted) > 1 and request.rows is None:
        is_part = len(wanted) < len(known)
        raise _some(texts, wanted, picks) if is_part else _several(texts, request, scores())
    if len(wanted) == len(known):
        return None
    return [at for at, key in enumerate(texts.keys) if key in wanted]


def _picked(name: str, value: str, texts: TextKeys, known: Sequence[Key]) -> set[Key]:
    """Find the texts with a value in a column; those that no column tells apart are counted."""
    column = _column_called(name, texts.columns)
    if column is not None:
        values = [key[column] for key in known]
    elif name in NAMES_OF_TEXTS and known and not texts.columns:
        values = [str(at) for at in range(1, len(known) + 1)]
    else:
        columns = [*texts.columns, *(one for one, _ in texts.beside)]
        hint = near(name, columns) or (
            say("it has {columns}", columns=choices(columns))
            if columns
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
    of_texts = [at for at, column in enumerate(columns) if is_of_text(column)]
    meant = [0] if len(columns) == 1 else of_texts
    return meant[0] if name in NAMES_OF_TEXTS and len(meant) == 1 else None


def _alike(value: str, values: Sequence[str]) -> str | None:
    """Find a value as it is written, or else the only one that is the same number: 1 is 1.0."""
    if value in values:
        return value
    composed = normalize("NFC", value)  # as keyboards write accents
    same = [one for one in values if normalize("NFC", one) == composed]
    if len(same) == 1:
        return same[0]
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
        others = [f"{name}={value}" for name, values in texts.beside for value in values]
        refuse_part(part, names_of_texts(texts) or others)
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


def _several(texts: TextKeys, request: Request, scores: Sequence[str]) -> ParseError:
    known = texts.known
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
    if not texts.columns or all(is_of_text(name) for name in texts.columns):
        if not request.part:
            hint = _each_by_itself(hint, request.field, scores)
        hint = say("{hint}, or rows: 1..{count} for all as one", hint=hint, count=len(texts.keys))
    return ParseError("there are several texts in it", hint=hint, about="src")


def _each_by_itself(hint: str, field: str, scores: Sequence[str]) -> str:
    """Say how all texts come into one figure: lines of a poem."""
    if field or len(scores) == 1:
        return say("{hint}, or #all for all, each by itself", hint=hint)
    if not scores or "," in scores[0]:  # which parts them in `field`
        return hint
    return say(
        "{hint}, or #all and field: {name} for all, each by itself", hint=hint, name=scores[0]
    )


def _some(texts: TextKeys, wanted: Collection[Key], picks: Mapping[str, str]) -> ParseError:
    """Say how to choose one of the texts that have what is asked for."""
    part = _part_of(texts, next(key for key in texts.known if key in wanted))
    hint = say("choose one with # after the file's name: {value}", value=f"#{part}")
    asked = {name.strip().lower() for name in picks}
    if all(name in asked or is_of_text(name) for name in texts.columns):
        count = sum(key in wanted for key in texts.keys)
        hint = say("{hint}, or rows: 1..{count} for all as one", hint=hint, count=count)
    return ParseError("there are several texts in it", hint=hint, about="src")


def _part_of(texts: TextKeys, key: Key) -> str:
    """Write what one text is asked for by."""
    return ",".join(f"{name}={value}" for name, value in zip(texts.columns, key, strict=False))


def _further(texts: TextKeys, known: Sequence[Key], first: Key) -> list[str]:
    """Write what is to be asked for, too, where the first column has one value in several texts."""
    if len({key[0] for key in known}) == len(known):
        return []
    return [f"{name}={value}" for name, value in zip(texts.columns[1:], first[1:], strict=True)]
