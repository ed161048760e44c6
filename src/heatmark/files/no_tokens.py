"""What a notebook has in place of a list of tokens, and how its tokens and scores are given."""

from __future__ import annotations

from collections.abc import ItemsView, Mapping
from typing import Any, NoReturn

from heatmark.core.arrays import is_pandas
from heatmark.core.errors import ParseError
from heatmark.core.wording import say
from heatmark.files.unread import surer
from heatmark.language.columns import is_token_name

_IDS = say("take the tokens out of it; for ids, tokenizer.convert_ids_to_tokens(ids) gives them")
_CALL, _EACH = "Heatmap", "for row in rows"
_PAIR = 2


def refuse_no_tokens(given: Any) -> None:
    """Refuse counters, frames, series of scores, pairs and texts, and say how to give them.

    Args:
        given: What was given for the tokens.

    Raises:
        ParseError: If it is such a thing.
    """
    if isinstance(given, str):
        hint = "for the words of a text, give Heatmap(text.split(), scores, text=text)"
        raise ParseError("the tokens are a text, and not a list of strings", hint=hint)
    if is_pandas(given, "DataFrame"):
        _refuse(say("the tokens are a mapping, and not a list of strings"), _of_frame(given))
    if isinstance(given, Mapping):
        _refuse(say("the tokens are a mapping, and not a list of strings"), _of_mapping(given))
    if is_pandas(given, "Series") and _are_numbers(given) and _are_texts(given.index):
        code = _code("list(series.index)", "list(series)")
        _refuse(say("the tokens are numbers, and their index is the strings"), code)
    if isinstance(given, list | tuple | ItemsView) and given:
        rows = [*given]
        if all(map(_is_pair, rows)):
            _refuse(say("the tokens are pairs of a string and a number"), "Heatmap(*zip(*pairs))")
        if isinstance(rows[0], Mapping) and all(isinstance(row, Mapping) for row in rows):
            _refuse(say("the tokens are mappings, and not strings"), _of_records(rows))


def _refuse(problem: str, code: str) -> NoReturn:
    hint = say("give tokens and scores one by one: {code}", code=code) if code else _IDS
    raise ParseError(problem, hint=hint)


def _code(tokens: str, scores: str) -> str:
    return f"{_CALL}({tokens}, {scores})"


def _item(of: str, name: Any) -> str:
    return f"{of}[{name!r}]"


def _of_mapping(given: Mapping[Any, Any]) -> str:
    """Write how the words and numbers of a mapping are given, or its lists; or nothing."""
    values = [*given.values()]
    if values and all(map(_is_number, values)):
        return _code("list(d)", "list(d.values())")
    tokens = [name for name, one in given.items() if is_token_name(str(name)) and _are_texts(one)]
    numbers = [name for name, one in given.items() if _are_numbers(one)]
    if not tokens:
        return ""
    scores = _item("d", _first(numbers)) if numbers else "scores"
    return _code(_item("d", tokens[0]), scores)


def _of_frame(given: Any) -> str:
    """Write how two columns of a frame are given, or one beside its index."""
    columns = [*given.columns]
    tokens = [name for name in columns if is_token_name(str(name))]
    numbers = [name for name in columns if name not in tokens and _are_numbers(given[name])]
    scores = _item("frame", _first(numbers)) if numbers else "scores"
    if tokens:
        return _code(_item("frame", tokens[0]), scores)
    texts = [name for name in columns if _are_texts(given[name])]
    if texts and not _are_texts(given.index):
        return _code(_item("frame", texts[0]), scores)
    return _code("list(frame.index)", scores if numbers else "frame['score']")


def _of_records(rows: list[Any]) -> str:
    names = [name for name in rows[0] if all(name in row for row in rows)]
    tokens = [name for name in names if is_token_name(str(name))]
    numbers = [name for name in names if all(_is_number(row[name]) for row in rows)]
    if not tokens or not numbers:
        return ""
    token, score = _item("row", tokens[0]), _item("row", _first(numbers))
    return _code(f"[{token} {_EACH}]", f"[{score} {_EACH}]")


def _first(names: list[Any]) -> Any:
    """Choose the name that is most surely that of scores, or the first."""
    known = {str(name): name for name in names}
    return known[next(iter([*surer(known, ()), *known]))]


def _is_pair(row: object) -> bool:
    is_two = isinstance(row, list | tuple) and len(row) == _PAIR
    return is_two and isinstance(row[0], str) and _is_number(row[1])  # type: ignore[index]


def _is_number(value: object) -> bool:
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain or (kind in {*"iuf"} and not getattr(value, "shape", (0,)))


def _are_numbers(values: Any) -> bool:
    kind = getattr(getattr(values, "dtype", None), "kind", "")
    is_list = isinstance(values, list | tuple) and bool(values) and all(map(_is_number, values))
    return is_list or (bool(kind) and kind in "iuf")


def _are_texts(values: Any) -> bool:
    listed = values if isinstance(values, list | tuple) else getattr(values, "tolist", list)()
    return (
        isinstance(listed, list | tuple)
        and bool(listed)
        and all(isinstance(one, str) for one in listed)
    )
