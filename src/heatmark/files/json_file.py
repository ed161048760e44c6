"""JSON and JSON Lines: what stands in them, whoever wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from heatmark.block.parts import choices, refuse_part
from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files import answers, arrays, frames, items, own, streams, text_lists, word_lists
from heatmark.files.by_value import axis_names, chosen_by
from heatmark.files.explainers import missing_tokens, recast
from heatmark.files.file import UNDERSTOOD, File, Reading
from heatmark.files.inner_texts import inner_places
from heatmark.files.masks import refuse_masks
from heatmark.files.text import load
from heatmark.files.tree import (
    TEXT_IDS,
    TokenPlace,
    choose_place,
    find_places,
    names_of_places,
    places_by_value,
)
from heatmark.files.undrawn import refuse_labels
from heatmark.files.unnamed import step_to_tokens, step_to_two_texts
from heatmark.files.unscored import refuse_edges, refuse_unscored
from heatmark.files.vanished import Whole, with_vanished
from heatmark.files.word_records import hint_of_texts, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.block.draft import Draft
    from heatmark.files.request import Request


KINDS = (
    *(text_lists.KIND, own.KIND, *answers.ANSWERS, *word_lists.FOUND),
    *(frames.KIND, items.KIND, arrays.KIND, word_lists.KIND),
)
"""All kinds of places with tokens in JSON; a new one is a room of its own and a name here."""
_FRAMES = (frames.KIND, text_lists.KIND)  # which have parts of their own
_NUMBERED = lazy_re(r"\[[0-9]{1,9}\]")  # of a line
_NAMES = ("custom_id", "key", "id", *reversed(TEXT_IDS))  # of answers of a batch, of texts
_NUMERIC_NAME = lazy_re(
    r'"(?:custom_id|key|id|(?:sent|sentence|text|doc|document|line)_id)"\s*:\s*"?[0-9]'
)


def find_json(file: File) -> Reading | None:
    """Find JSON with tokens in it, at any depth."""
    value = file.value
    return None if value is None else _reading(value, file.text)


def find_events(file: File) -> Reading | None:
    """Find a stream of server-sent events, as it came."""
    blocks = streams.events(file.text)
    if blocks is None:
        return None
    values = [load(data, line) for line, data in blocks if data != streams.END]
    whole = values[0] if len(values) == 1 and not streams.is_bare(values[0]) else values
    return _reading(whole, "")


def answer_in(value: object) -> object:
    """Join the chunks of a stream, if that is what a list is."""
    answer = streams.joined(value) if isinstance(value, list) else None
    return value if answer is None else answer


def _reading(value: object, text: str) -> Reading:
    value = answer_in(value)
    kinds = (own.MARKED, *KINDS) if own.says_so(value) else KINDS
    indices = find_places(value, kinds, text)
    if not indices:
        refuse_unscored(value)
    if not indices and own.is_meant(value) and not _step_elsewhere(value):
        indices = [TokenPlace((), "own", own.KIND, value, {}, text)]  # type: ignore[arg-type]
    if not indices:
        problem = say("there are no tokens in this JSON: {value}", value=_describe(value))
        raise ParseError(problem, hint=_step(value) or UNDERSTOOD)
    return Reading(
        indices[0].format,
        lambda request: _read(value, indices, request),
        lambda request: _parts(indices, request),
    )


def _step(value: object) -> str:
    """Say which step makes a file one of tokens with scores, or nothing."""
    return hint_of_texts(value) or missing_tokens(value) or step_to_tokens(value)


def _step_elsewhere(value: object) -> str:
    """Say which step makes one of ours of a mapping that has scores, where it is clear."""
    is_ids = isinstance(value, Mapping) and "tokens" not in value
    return step_to_two_texts(value) or (missing_tokens(value) if is_ids else "")


def _parts(indices: list[TokenPlace], request: Request) -> list[str]:
    """Name all texts: those of a frame, or all places."""
    node = indices[0].node
    frame = text_lists.frame_of_lists(node) if isinstance(node, Mapping) else None
    frame = frame or frames.frame_in(node)
    if _is_frame(indices) and frame is not None:
        return frames.texts_in(frame, request)
    return names_of_places(indices)


def _is_frame(indices: list[TokenPlace]) -> bool:
    """Tell a frame, which may have several texts in it."""
    return len(indices) == 1 and indices[0].kind in _FRAMES


def _read(whole: object, indices: list[TokenPlace], request: Request) -> Draft:
    """Read the place that is asked for; a name may have a `=` in it, like a pick."""
    names = {name for index in indices for name in index.path}
    if any(request.part in item for item in names):
        request = replace(request, path=request.part, picks={})
    only = indices[0] if _is_frame(indices) else None
    if only and only.name != request.path:  # the part is one of the texts in it
        return only.kind.read(only, request)
    kept, picks = places_by_value(indices, request.picks)
    request = replace(request, picks=picks)
    index = choose_place(_with_inner(kept, request.path), request.path, request.name)
    return _read_place(index, request, whole)


def _with_inner(indices: list[TokenPlace], part: str) -> list[TokenPlace]:
    """Put texts within others behind these, which have to be named."""
    inner = (one for index in indices for one in inner_places(index, KINDS)) if part else ()
    return [*indices, *inner]


def _read_place(index: TokenPlace, request: Request, whole: object, before: str = "") -> Draft:
    """Read a place whose part has been found; a frame may have parts of its own."""
    if index.kind in _FRAMES:
        request = replace(request, path="")
    found = index.kind.read(index, request)
    return with_vanished(found, index, Whole(whole, KINDS, before), request)


def find_lines(file: File) -> Reading | None:
    """Find JSON Lines: the first line is a whole value, and there are more."""
    start = file.text.lstrip()
    if start[:1] not in {"{", "["}:
        return None
    first, _, rest = start.partition("\n")
    if rest.lstrip().startswith(("{", "[")):
        try:
            load(first)
        except ParseError:
            return None
    elif rest.strip() or not file.name.lower().endswith((".jsonl", ".ndjson")):
        return None
    return Reading(
        "jsonl",
        lambda request: _read_lines(file.text, request),
        lambda request: _line_parts(file.text, request),
    )


def _read_lines(text: str, request: Request) -> Draft:
    """Read JSON Lines: a stream, a token a line, or a text a line, of which one is chosen."""
    lines = _lines(text)
    number, first = next(lines)
    value = load(first, number)
    if _may_be_row(value):
        values = recast([value, *(load(line, at) for at, line in lines)])
        frame = frames.frame_in(values)
        if frame is not None:
            return frames.read_frame(frame, request)
        if frames.is_record(value) or _is_token(value):
            if request.path:
                refuse_part(request.path, ())
            place = TokenPlace((), "jsonl", items.KIND, cast("list[object]", values), {})
            return _read_place(place, request, values)
    if streams.may_begin(value):
        answer = streams.joined([value, *(load(line, at) for at, line in lines)])
        if answer is not None:
            return _reading(answer, "").read(request)
    if isinstance(value, Mapping) and not request.path and not find_places(value, KINDS):
        refuse_edges([value])
        refuse_masks([value])
        refuse_labels([value])
    found = _by_value(text, request)
    if found is None:
        chosen, part = _line(text, request.path)
        before = request.path.removesuffix(part).rstrip(".")
    else:
        (chosen, before, request), part = found, ""
    indices = find_places(chosen, KINDS)
    if not indices:
        refuse_unscored(chosen)
        problem = say("there are no tokens in this line: {value}", value=_describe(chosen))
        raise ParseError(problem, hint=_step(chosen) or UNDERSTOOD)
    index = choose_place(_with_inner(indices, part), part, request.name, before=before)
    return _read_place(index, replace(request, path=part, part=part), chosen, before)


def _frame_of(text: str) -> frames.Frame | None:
    """Know records, a token a line."""
    number, first = next(_lines(text))
    value = load(first, number)
    if not _may_be_row(value):
        return None
    return frames.frame_in(recast([load(line, at) for at, line in _lines(text)]))


def _may_be_row(value: object) -> bool:
    """Tell a line that may be one of a token a line."""
    (value,) = cast("list[object]", recast([value]))
    return frames.may_be_record(value) or is_word(value) or _is_token(value) or _is_pair(value)


def _is_pair(value: object) -> bool:
    """Tell a line of a token and its scores, or of words, which may be those of a text."""
    return (
        isinstance(value, list)
        and any(isinstance(cell, str) for cell in value)
        and not any(isinstance(cell, list | Mapping) for cell in value)
    )


def _is_token(value: object) -> bool:
    names = ("token", "tok")
    return isinstance(value, Mapping) and any(isinstance(value.get(name), str) for name in names)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that are not empty, and how many stand before each."""
    start = number = 0
    while start < len(text):  # equivalent: an empty line behind the last is left out
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield number, text[start:end]
        start, number = end + 1, number + 1


def _line(text: str, part: str) -> tuple[object, str]:
    """Choose a line by a name in it, or by its number, from 1; what follows is a part of it.

    A name goes before a number, since lines whose ids are 0 and 1 are asked for by these; a number
    in brackets is no name.
    """
    first, _, rest = part.partition(".")
    if _NUMBERED.fullmatch(first) and (line := _line_at(text, first[1:-1])) is not None:
        return line, rest
    if first.isdecimal() and not _has_numeric_names(text):  # before all lines are read
        found = _line_at(text, first)
        if found is not None:
            return found, rest
    called = _all_names(text)
    found = next(filter(None, (_called(way, called) for way in _begins(part))), [])
    if len(found) > 1:
        numbers = _numbers(called)
        names = [numbers[int(at) - 1] for at in found]
        hint = say("choose one with # after the file's name: {names}", names=choices(names))
        raise ParseError("there are several texts in it", hint=hint, about="src")
    if found:
        name = next(way for way in _begins(part) if _called(way, called))
        return _line_at(text, found[0]), part[len(name) + 1 :]
    if first.isdecimal() and 1 <= int(first) <= len(called):
        return _line_at(text, first), rest
    if len(called) == 1:  # the name of a part of the only line
        return _line_at(text, "1"), part
    names = _line_names(called)
    if part:
        refuse_part(part, names)
    hint = say("choose one with # after the file's name: {names}", names=choices(names))
    raise ParseError(
        say("there are {count} lines in it", count=len(called)), hint=hint, about="src"
    )


def _by_value(text: str, request: Request) -> tuple[object, str, Request] | None:
    """Choose the line that says of itself what is asked for, and name it, if one does."""
    if request.path or not request.picks:
        return None
    values = [load(line, at) for at, line in _lines(text)]
    said = [value if isinstance(value, Mapping) else {} for value in values]
    kept, rest = chosen_by(said, request.picks)
    if len(kept) == len(values):
        return None
    names = _line_names([[*map(str, _names_of(value))] for value in values])
    if len(kept) > 1:
        fitting = choices([names[at] for at in kept])
        hint = say("choose one with # after the file's name: {names}", names=fitting)
        raise ParseError("there are several texts in it", hint=hint, about="src")
    return values[kept[0]], names[kept[0]], replace(request, picks=rest)


def _begins(part: str) -> list[str]:
    """Give what a part may begin with: all of it, and less and less, up to each dot."""
    ends = [at for at, mark in enumerate(part) if mark == "."]
    return [*filter(None, [part, *(part[:at] for at in reversed(ends))])]


def _called(name: str, called: Sequence[Sequence[str]]) -> list[str]:
    """Find the lines of a name, by their numbers; of equal ones that of this number."""
    found = [str(at) for at, names in enumerate(called, start=1) if name in names]
    return [name] if name in found else found


def _line_at(text: str, number: str) -> object:
    """Read a line by its number, from 1, or give None."""
    at = int(number)
    found = next(islice(_lines(text), at - 1, at), None) if at else None
    return None if found is None else load(found[1], found[0])


def _has_numeric_names(text: str) -> bool:
    return _NUMERIC_NAME.search(text) is not None


def _all_names(text: str) -> list[list[str]]:
    return [[*map(str, _names_of(load(line, at)))] for at, line in _lines(text)]


def _line_names(called: Sequence[Sequence[str]]) -> list[str]:
    """Name lines as they are chosen: by their ids, if they have one, and no two the same."""
    times = Counter(name for names in called for name in {*names})
    return [
        next((name for name in names if times[name] == 1), number)
        for number, names in zip(_numbers(called), called, strict=True)
    ]


def _numbers(called: Sequence[Sequence[str]]) -> list[str]:
    """Count lines, in brackets where a number is what another line is called."""
    ids = {name for names in called for name in names}
    return [
        f"[{at}]" if str(at) in ids and str(at) not in names else str(at)
        for at, names in enumerate(called, start=1)
    ]


def _line_parts(text: str, request: Request) -> list[str]:
    """Count the lines, or name them where a number is the id of another line."""
    frame = _frame_of(text)
    if frame is not None:
        return frames.texts_in(frame, request)
    numbers = [str(at) for at, _ in enumerate(_lines(text), start=1)]
    at, first = next(_lines(text))
    is_told = any("=" in str(name) for name in _names_of(load(first, at)))
    if not is_told and not _has_numeric_names(text):
        return numbers
    called = _all_names(text)
    if is_told:
        return _line_names(called)
    counted = all(_called(number, called) in ([], [number]) for number in numbers)
    return numbers if counted else _line_names(called)


def _names_of(value: object) -> list[object]:
    node = value if isinstance(value, Mapping) else {}
    named = [node[name] for name in _NAMES if type(node.get(name)) in {str, int}]
    return named or [*axis_names(node)]


def _describe(value: object) -> str:
    """Say what was found instead of tokens."""
    if isinstance(value, Mapping):
        if not value:
            return say("it is an empty mapping")
        return say("it is a mapping with {names}", names=choices(list(value)))
    if isinstance(value, list):
        if not value:
            return say("it is an empty list")
        kind = type(value[0]).__name__
        return say("it is a list of {kind} with {count} in it", kind=kind, count=len(value))
    return say("it is {value}", value=quoted(value))
