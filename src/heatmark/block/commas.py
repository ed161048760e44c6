"""Commas that may be decimal ones, as Vietnamese writes them, and marks left behind tokens.

Both are read without an error: `[-0,4, -0,2]` is four numbers to YAML and to JSON, and in the row
`Hà, -0.4` the comma is part of the token.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_COMMENT = lazy_re(r"\s#[^\n]*")
_PAIR = lazy_re(r"([+-]?\d+),(\d+)", re.ASCII)
_GAP = lazy_re(r",\s+")
_LISTS = lazy_re(r'\[[^\[\]"]*\]')  # lists with no lists in them
_BRACKETS = lazy_re(r"[\[\]{}]")
_MISSING = frozenset({"-", "~", "null", "nan", ".nan", ""})
_MARKS = ",:;=|"
NUMBERS = ("scores", "err", "runs", "entropy")
"""Keys of lists of numbers."""


def refuse_decimal_commas(name: str, source: str, expected: int | None, line: int | None) -> None:
    """Refuse a list whose commas may be those of decimals.

    A list is refused if white space comes after some of its commas and not after others, and

    - each number before white space could be a half of one: `-0,4, -0,2`; or
    - the halves put together are as many numbers as there are tokens, and the numbers as they
      are read are not; or
    - one of the halves is `-0`, which no list of whole numbers has.

    Lists that are written evenly, as `[1,2,3,4]` or `[1, 2, 3, 4]`, are what they say.

    Args:
        name: What is in the list.
        source: The list as it is written, from bracket to bracket.
        expected: How many numbers it should have, or None if that is not known.
        line: The line of the block to name in the error.

    Raises:
        ScoreError: If it cannot be told what the numbers are.
    """
    if not has_tight_commas(source):
        return
    inner = _COMMENT.sub("", source).strip().strip("[]").strip().rstrip(",")
    chunks = [chunk.strip() for chunk in _GAP.split(inner)]
    pairs = [found for chunk in chunks if (found := _PAIR.fullmatch(chunk))]
    if not pairs:
        _refuse_tight(name, inner, line)
        return
    numbers = [chunk for chunk in chunks if chunk.lower() not in _MISSING]
    halves = len(pairs) == len(numbers) and len(chunks) > 1
    fitting = len(chunks) == expected and all(
        "," not in chunk or _PAIR.fullmatch(chunk) for chunk in chunks
    )
    minus = any(found[1] == "-0" for found in pairs)
    if halves or fitting or minus:
        _refuse(name, pairs[0], line)


def has_tight_commas(text: str) -> bool:
    """Tell whether there are commas without white space after them: a look before others."""
    return text.count(",") != text.count(", ") + text.count(",\n")


def _refuse_tight(name: str, inner: str, line: int | None) -> None:
    """Refuse a list without white space if it has a `-0` before each of what could be decimals."""
    pairs = list(_PAIR.finditer(inner))
    if pairs and _PAIR.sub("", inner).strip(", \n\t") == "" and pairs[0][1] == "-0":
        _refuse(name, pairs[0], line)


def _refuse(name: str, found: re.Match[str], line: int | None) -> None:
    problem = say(
        "the commas in {name} may be those of decimals: {found} is read as two numbers",
        name=name,
        found=quoted(found[0]),
    )
    hint = say(
        "write decimals with a point, as in {point}; if they are two numbers, put a space after "
        "every comma",
        point=found[0].replace(",", "."),
    )
    raise ScoreError(problem, line=line, hint=hint)


def lists_in(text: str, start: int) -> Iterator[str]:
    """Cut the lists out of JSON, from bracket to bracket: one, or those in a list or an object.

    Args:
        text: The JSON.
        start: The place of the first bracket.
    """
    depth, end = 0, len(text)
    for found in _BRACKETS.finditer(text, start):
        depth += 1 if found[0] in "[{" else -1  # equivalent: or the other way round
        if depth == 0:
            end = found.end()
            break
    return (found[0] for found in _LISTS.finditer(text, start, end))


def refuse_yaml_commas(members: Mapping[str, yaml.Node], text: str) -> None:
    """Refuse the lists of numbers of a mapping in YAML whose commas may be those of decimals.

    Args:
        members: What the mapping has.
        text: The YAML.

    Raises:
        ScoreError: If it cannot be told what the numbers are.
    """
    tokens = members.get("tokens")
    expected = len(tokens.value) if isinstance(tokens, yaml.SequenceNode) else None
    for name in NUMBERS:
        for node in _flow_lists(members[name]) if name in members else ():
            source = text[node.start_mark.index : node.end_mark.index]
            line = node.start_mark.line + 1
            refuse_decimal_commas(name, source, expected, line)


def _flow_lists(node: yaml.Node) -> Iterator[yaml.Node]:
    """Find the lists in brackets: the node itself, or those in a list or a mapping."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _flow_lists(value)
    elif isinstance(node, yaml.SequenceNode):
        lists = [item for item in node.value if isinstance(item, yaml.SequenceNode)]
        if not lists and node.flow_style:
            yield node
        for item in lists:
            yield from _flow_lists(item)


def trailing_marks(tokens: Sequence[str]) -> tuple[Notice, ...]:
    """Tell the author if every token of rows ends in the same mark, as in `Hà, -0.4`.

    Args:
        tokens: Those that have no quotes around them.
    """
    mark = tokens[0][-1:] if tokens else ""
    if not mark or mark not in _MARKS:
        return ()
    if not all(len(token) > 1 and token.endswith(mark) for token in tokens):
        return ()
    problem = say("every token ends in {mark}, which is taken for a part of it", mark=quoted(mark))
    hint = say(
        "leave {mark} out: a space is enough between a token and its score; "
        'in quotes it is meant: "{token}"',
        mark=mark,
        token=tokens[0],
    )
    return (Notice(name="trailing-mark", message=problem, hint=hint, about="tokens"),)
