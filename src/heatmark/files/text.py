"""Text and JSON, read strictly."""

from __future__ import annotations

import json
from collections import Counter

from heatmark.block.habits import MISSING_MARK, hint_for_json
from heatmark.core.errors import ParseError, SourceError
from heatmark.core.number_order import are_by_letters, are_counted, in_number_order
from heatmark.core.parsers import reason, refuse_depth
from heatmark.core.wording import quoted, say

_KNOWN = 65_536  # equivalent: tokens of which one string serves all places, however many


def decode(content: bytes) -> str:
    """Read bytes as UTF-8, with or without a byte order mark.

    Lines may end as they did on a Macintosh, which spreadsheets still write if asked to.

    Raises:
        SourceError: If they are not.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = say(
            "it is not UTF-8 text (byte {start}, line {line})", start=error.start, line=line
        )
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            problem = "it is UTF-16 text"
        hint = "save it as UTF-8; in Excel, as CSV UTF-8"
        raise SourceError(problem, hint=hint) from None
    return text if "\n" in text else text.replace("\r", "\n")


def load(text: str, line: int = 0) -> object:
    """Read JSON. NaN is read as such; a key that is there twice is an error.

    Args:
        text: The JSON.
        line: How many lines stand before it.

    Raises:
        ParseError: If it is broken, ends too early, or is nested too deeply.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=_Members())
        refuse_depth(value, text)
    except json.JSONDecodeError as error:
        at = error.lineno + line
        if not text[error.pos :].strip() or error.msg.startswith("Unterminated"):
            problem = say(
                "the JSON ends too early (line {at}, character {colno})", at=at, colno=error.colno
            )
            raise ParseError(problem, line=at, hint="look whether the file is whole") from None
        problem = say(
            "the JSON is broken: {msg} (character {colno})",
            msg=reason(error.msg),
            colno=error.colno,
        )
        hint = hint_for_json(text, error) or MISSING_MARK
        raise ParseError(problem, line=at, hint=hint) from None
    except RecursionError:
        raise ParseError("the JSON is nested too deeply", hint="make it flatter") from None
    except ParseError:  # a key twice
        raise
    except ValueError:  # an integer with thousands of digits
        problem = "there is a number in the JSON with too many digits"
        raise ParseError(problem, line=line or None, hint="write it as 1.5e300") from None
    return value


class _Members:
    """Makes mappings of members: no key twice, and one string for all tokens that are equal."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            count = Counter(name for name, _ in pairs)
            name = next(name for name in count if count[name] > 1)
            raise ParseError(
                say("{name} is there twice", name=quoted(name)), hint="remove one of them"
            )
        values = _in_order(values)
        token = values.get("token")
        if isinstance(token, str):
            values["token"] = self.known.get(token, token)
            if len(self.known) < _KNOWN:  # equivalent: or one more
                self.known.setdefault(token, token)
        return values


def _in_order(values: dict[str, object]) -> dict[str, object]:
    """Put members that are numbered in the order of their numbers: programs sort them as texts.

    Ids of tokens are numbers, too, whose order may say which of them came.
    """
    order = in_number_order([*values])
    if order is None:
        return values
    is_sorted = are_counted(order) if order[0].isdecimal() else are_by_letters([*values])
    return {name: values[name] for name in order} if is_sorted else values
