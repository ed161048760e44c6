"""Mappings: YAML, and its faster part JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

import yaml

from heatmark.block.characters import refuse_control_characters, refuse_in_yaml
from heatmark.block.commas import (
    NUMBERS,
    has_tight_commas,
    lists_in,
    refuse_decimal_commas,
    refuse_yaml_commas,
)
from heatmark.block.habits import (
    MISSING_MARK,
    hint_for_json,
    hint_for_yaml,
    refuse_javascript,
    straight,
    whole_escapes,
)
from heatmark.block.json_places import lines_with, places_of, sources_of
from heatmark.block.parts import refuse_part
from heatmark.block.remarks import TEXTS, cut_texts
from heatmark.core.checks import hint_for_no_string
from heatmark.core.errors import HeatmarkError, OptionError, ParseError, ScoreError
from heatmark.core.looks import are_all
from heatmark.core.numerals import (
    Numerals,
    first_grouped,
    one_unit,
    read_numeral_list,
    read_numerals,
)
from heatmark.core.parsers import reason, refuse_depth
from heatmark.core.scored_tokens import Series, as_series
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.numerals import Points


# libyaml is eight times faster; it is not there on every platform.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_YAML = 2_000_000  # characters: some seconds at 4 µs a token; JSON has no such limit
_MAX_KEYS = 64  # keys whose lines are looked for: more than there are options
_NULL = "tag:yaml.org,2002:null"
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "bool", "timestamp")}
_FLAT = ("names", "columns")  # keys of lists of texts that have no rows
_HINT = say("a score is a number, or null if it is missing")
_QUOTE = say("put quotes around text with : # [ ] { } , & * ! | > % @ in it")
_Values: TypeAlias = "dict[str, object]"


class ReadMapping(NamedTuple):
    """A mapping as read: plain values, and the two lists that are most of it, in their types.

    Attributes:
        values: All but these, by key.
        lines: The line of each key.
        tokens: The tokens, if there are any.
        series: The scores, if there are any.
        unit: What stands behind all scores: `%`, or nothing.
        points: A number whose point may be that of thousands, or None.
        notices: What its author should know.
    """

    values: Mapping[str, object]
    lines: Mapping[str, int]
    tokens: tuple[str, ...] | None
    series: tuple[Series, ...] | None
    unit: str = ""
    points: Points | None = None
    notices: tuple[Notice, ...] = ()


def read_mapping(text: str, part: str = "", value: dict[str, object] | None = None) -> ReadMapping:
    """Read a mapping.

    Args:
        text: JSON if it starts with a brace and is valid, else YAML.
        part: The name of the member to take, or nothing to take the whole.
        value: What it says, if its JSON has been read already.

    Raises:
        ParseError: If it is neither, uses an alias, or has a key twice.
        ScoreError: If a score is not a number.
    """
    if value is not None:
        return _from_json(text, dict(value), part)
    broken: ValueError | None = None
    try:
        if text.lstrip().startswith("{"):
            try:
                return _from_json(text, _JSON.decode(text), part)
            except HeatmarkError:
                raise
            except ValueError as error:
                refuse_control_characters(text)
                broken = error  # it may still be YAML, which asks for fewer quotes
                refuse_javascript(text)
        return _from_yaml(text, part)
    except RecursionError:
        raise ParseError("the block is nested too deeply", hint="it needs two levels") from None
    except OptionError as error:
        line = max(lines_with(text, error.about or ""), default=None)
        raise error.at(line=line) from None
    except ParseError:
        if isinstance(broken, json.JSONDecodeError) and re.match(r'\s*\{\s*"', text):
            hint = hint_for_json(text, broken) or MISSING_MARK
            problem = say("the JSON is broken: {msg}", msg=reason(broken.msg))
            raise ParseError(problem, line=broken.lineno, hint=hint) from None
        raise


def _unique(pairs: list[tuple[str, object]]) -> _Values:
    values = dict(pairs)
    if len(values) < len(pairs):
        count = Counter(name for name, _ in pairs)
        _refuse_twice(next(name for name in count if count[name] > 1), None)
    return values


_JSON = json.JSONDecoder(object_pairs_hook=_unique)


def _refuse_twice(name: str, line: int | None) -> NoReturn:
    problem = say("{name} is there twice", name=quoted(name))
    raise OptionError(problem, line=line, hint="remove one of them", about=name)


def _from_json(text: str, values: _Values, part: str) -> ReadMapping:
    refuse_depth(values, text)
    values = _member(values, part) if part else values
    few = [*values][:_MAX_KEYS]
    lines = {key: at for key in few for at in islice(lines_with(text, key), 1)}
    tokens = _json_tokens(values.pop("tokens"), lines) if "tokens" in values else None
    for name in NUMBERS if has_tight_commas(text) else ():  # equivalent: quicker
        if _has_whole_numbers(values.get(name)):
            _refuse_json_commas(name, text, part, tokens, lines.get(name))
    series, unit = None, ""
    if "scores" in values:
        series, unit = _json_series(values.pop("scores"), lines.get("scores"))
    texts: Any = values.get("texts")
    if isinstance(texts, list) and all(isinstance(one, dict) for one in texts):
        cut = sources_of("texts", text, len(texts))
        values["texts"] = [_from_json(*one, "") for one in zip(cut, map(dict, texts), strict=True)]
    return ReadMapping(values, lines, tokens, series, unit)


def _has_whole_numbers(value: object) -> bool:
    """Tell whether a list, or one in it, has whole numbers, which may be halves of others."""
    if isinstance(value, dict):
        return any(map(_has_whole_numbers, value.values()))
    if not isinstance(value, list):
        return False  # equivalent: what has none is not refused either
    types = set(map(type, value))
    inner = list in types and any(map(_has_whole_numbers, list(value)))  # equivalent: likewise
    return int in types or inner


def _refuse_json_commas(
    name: str, text: str, part: str, tokens: Sequence[str] | None, line: int | None
) -> None:
    above = next(places_of(text, part), 0) if part else 0  # equivalent: a brace is at 0
    index = next(places_of(text, name, above), None)
    if index is not None:
        expected = None if tokens is None else len(tokens)
        for source in lists_in(text, index):
            refuse_decimal_commas(name, source, expected, line)


def _member(values: Mapping[str, object], part: str) -> _Values:
    member = values.get(part)
    if not isinstance(member, dict):
        refuse_part(part, [name for name, value in values.items() if isinstance(value, dict)])
    return dict(member)


def _json_tokens(value: object, lines: Mapping[str, int]) -> tuple[str, ...]:
    line = lines.get("tokens")
    if not isinstance(value, list):
        _refuse_list("tokens", value, line)
    if not are_all(str, value):
        index, token = next(
            (index, token)
            for index, token in enumerate(value, start=1)
            if not isinstance(token, str)
        )
        problem = say("token {place} is not a string: {token}", place=index, token=quoted(token))
        raise ParseError(problem, line=line, hint=hint_for_no_string(value))
    return tuple(value)


def _refuse_list(name: str, value: object, line: int | None) -> NoReturn:
    hint = say("write {name}: [a, b, c]", name=name)
    if name == "tokens" and isinstance(value, str):
        hint = "for the words of a text, use text instead of tokens"
    raise ParseError(
        say("{name} must be a list (got {value})", name=name, value=quoted(value)),
        line=line,
        hint=hint,
    )


def _text_rows(name: str, node: yaml.Node, line: int) -> object:
    """Take texts as they stand, like tokens, in a list, a list of lists, or lists by name."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else _refuse_list(name, node.value, line)
    if isinstance(node, yaml.MappingNode):
        return {key: _texts(name, row, at) for key, (at, row) in _members(node).items()}
    rows = [isinstance(item, yaml.SequenceNode) for item in node.value]
    if not any(rows[:1]) or (name in _FLAT and not all(rows)):
        return _texts(name, node, line)
    return [
        _texts(say("row {place} of {name}", place=at, name=name), item, item.start_mark.line + 1)
        for at, item in enumerate(node.value, start=1)
    ]


def _labels_of(node: yaml.Node, line: int) -> object:
    """Take labels as they stand, in a list or by places: `NO` and `on` are no truth values."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else node.value
    if not isinstance(node, yaml.MappingNode):
        return _text_rows("classes", node, line)
    return {key: _label_of(key, value, at) for key, (at, value) in _members(node).items()}


def _label_of(place: str, node: yaml.Node, line: int) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        problem = say("the class of {place} is not text", place=quoted(place))
        raise ParseError(problem, line=line, hint='write {"1..2": LOC}')
    return None if node.tag == _NULL else node.value


def _texts(name: str, node: yaml.Node, line: int) -> list[str | None]:
    return [None if item.tag == _NULL else item.value for item in _scalars(name, node, line)]


def _json_series(value: object, line: int | None) -> tuple[tuple[Series, ...], str]:
    try:
        if isinstance(value, dict):
            for name, scores in value.items():
                if not isinstance(scores, list):
                    _refuse_list(say("scores of {name}", name=quoted(name)), scores, line)
        elif not isinstance(value, list):
            _refuse_list("scores", value, line)
        plain, unit = unwritten(value, line)
        return as_series(plain), unit
    except HeatmarkError as error:
        raise error.at(line=line) from None


def unwritten(
    value: Any, line: int | None, hint: str = _HINT, *, infinite: bool = False
) -> tuple[Any, str]:
    """Read the numbers that are written as texts in a list, in a list of lists, or by name.

    Args:
        value: The list, lists or mapping; all else in it stays as it is.
        line: The line to name in an error.
        hint: What to do about a text that is no number.
        infinite: Whether a number may be -∞ or ∞.

    Returns:
        The same with numbers in their places, and the unit behind all of them, or nothing.

    Raises:
        ScoreError: If a text is no number.
    """
    if isinstance(value, dict):
        rows, unit = unwritten(list(value.values()), line, hint, infinite=infinite)
        return dict(zip(value, rows, strict=True)), unit  # equivalent: as many of both
    types = {float} if are_all(float, value) else set(map(type, value))  # equivalent: quicker
    if list in types:
        read = [
            unwritten(row, line, hint, infinite=infinite) if isinstance(row, list) else (row, "")
            for row in value
        ]
        units = [Numerals((0.0,), unit) for row, unit in read if row]  # equivalent: any number
        return [row for row, _ in read], one_unit(units)
    if str not in types:
        return value, ""
    texts = ["-" if item is None else str(item) for item in value]
    numbers = read_numeral_list(texts, line, hint, infinite=infinite)
    return list(numbers.scores), numbers.unit


def _from_yaml(text: str, part: str) -> ReadMapping:
    if len(text) > _MAX_YAML:
        hint = "write it as JSON, which is read thirty times faster"
        raise ParseError("the YAML is too long", hint=hint)
    refuse_in_yaml(text)
    text = whole_escapes(text.removesuffix("\n") + "\n")  # which the last line of a block has lost
    try:
        _refuse_aliases(text)
        loader = _Loader(text)
        try:
            return _from_node(loader, loader.get_single_node(), part, text)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        context = getattr(error, "context_mark", None)
        if mark and context and not text[mark.index :].strip():
            mark = context  # where that began which has no end
        last = text.rstrip().count("\n") + 1  # an end that is missing is not on a blank line
        problem = reason(getattr(error, "problem", None) or say("it cannot be read"))
        line, hint = hint_for_yaml(text, min(mark.line + 1, last) if mark else None)
        raise ParseError(
            say("the YAML is broken: {problem}", problem=problem), line=line, hint=hint or _QUOTE
        ) from None


def _refuse_aliases(text: str) -> None:
    """Refuse aliases, with which a few lines can stand for billions of values."""
    if "*" not in text:
        return
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else None
            hint = say('write "*{anchor}" in quotes if it is a token', anchor=event.anchor)
            raise ParseError("YAML aliases are not allowed", line=line, hint=hint)


def _from_node(loader: Any, node: yaml.Node | None, part: str, text: str) -> ReadMapping:
    if part and not isinstance(node, yaml.MappingNode):
        refuse_part(part, ())
    members = _members(node)
    if part:
        inner = {
            name: value
            for name, (_, value) in members.items()
            if isinstance(value, yaml.MappingNode)
        }
        _member({name: {} for name in inner}, part)
        members = _members(inner[part])
    lines = {name: line for name, (line, _) in members.items()}
    tokens, series = None, None
    read: list[Numerals] = []
    values: _Values = {}
    nodes = {name: value for name, (_, value) in members.items()}
    refuse_yaml_commas(nodes, text)
    for name, (line, value) in members.items():
        if name == "tokens":
            tokens = _yaml_tokens(value, line)
        elif name == "scores":
            series, read = _yaml_series(value, line)
        elif name == "texts" and isinstance(value, yaml.SequenceNode):
            values[name] = [_from_node(loader, item, "", text) for item in value.value]
        else:
            values[name] = _value(loader, name, value, line)
    refuse_depth(values, text)
    return ReadMapping(
        values, lines, tokens, series, one_unit(read), first_grouped(read), cut_texts(nodes, text)
    )


def _value(loader: Any, name: str, node: yaml.Node, line: int) -> object:
    """Take texts as they stand, as tokens are: a title may be `1.10` or `No`."""
    if name in ("names", "labels", "columns"):
        return _text_rows(name, node, line)
    if name == "row_tokens":
        return [*_yaml_tokens(node, line)]
    if name == "compare" and isinstance(node, yaml.MappingNode):
        return {key: [*_yaml_tokens(row, at)] for key, (at, row) in _members(node).items()}
    if name == "classes":
        return _labels_of(node, line)
    if name in TEXTS and isinstance(node, yaml.ScalarNode) and node.tag in _PLAIN:
        return node.value
    return _constructed(loader, node, line)


def _constructed(loader: Any, node: yaml.Node, line: int) -> object:
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, OverflowError):  # a date such as 2024-13-45
        problem = "what looks like a date or a number in the YAML is none"
        raise ParseError(problem, line=line, hint="put quotes around it") from None


def _members(node: yaml.Node | None) -> dict[str, tuple[int, yaml.Node]]:
    """Take a mapping apart into `{name: (line, node)}`."""
    if not isinstance(node, yaml.MappingNode):
        raise ParseError("the block is not a mapping", hint="write one `key: value` a line")
    members: dict[str, tuple[int, yaml.Node]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ParseError("a key must be a word", line=line)
        if key.value in members:
            _refuse_twice(key.value, line)
        members[key.value] = (line, value)
    return members


def _scalars(name: str, node: yaml.Node, line: int) -> list[yaml.ScalarNode]:
    if not isinstance(node, yaml.SequenceNode):
        _refuse_list(name, node.value if isinstance(node, yaml.ScalarNode) else "a mapping", line)
    for at, item in enumerate(node.value, start=1):
        if not isinstance(item, yaml.ScalarNode):
            problem = say("entry {place} of {name} is a mapping", place=at, name=name)
            if isinstance(item, yaml.SequenceNode):
                problem = say("entry {place} of {name} is a list", place=at, name=name)
            raise ParseError(problem, line=item.start_mark.line + 1, hint=_QUOTE)
    return straight(node.value)


def _yaml_tokens(node: yaml.Node, line: int) -> tuple[str, ...]:
    """Take tokens as they stand: `no`, `1` and `null` are words here, not YAML's other types."""
    return tuple(item.value for item in _scalars("tokens", node, line))


def _yaml_series(node: yaml.Node, line: int) -> tuple[tuple[Series, ...], list[Numerals]]:
    if isinstance(node, yaml.MappingNode):
        lists = {
            name: _yaml_scores(name, value, at) for name, (at, value) in _members(node).items()
        }
        if not lists:
            raise ScoreError("there are no scores", line=line)
        named = tuple(Series(item.scores, name) for name, item in lists.items())
        return named, [*lists.values()]
    if isinstance(node, yaml.SequenceNode) and any(
        isinstance(item, yaml.SequenceNode) for item in node.value
    ):
        rows = [
            _yaml_scores(say("row {place} of scores", place=index), row, row.start_mark.line + 1)
            for index, row in enumerate(node.value, start=1)
        ]
        return tuple(Series(item.scores) for item in rows), rows
    read = _yaml_scores("scores", node, line)
    return (Series(read.scores),), [read]


def _yaml_scores(name: str, node: yaml.Node, line: int) -> Numerals:
    items = _scalars(name, node, line)
    lines = [item.start_mark.line + 1 for item in items]
    return read_numerals([item.value for item in items], lines, hint=_HINT)
