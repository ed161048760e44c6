"""Characters that no reader can see, and what would be read wrong with them."""

from __future__ import annotations

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say

_CONTROL = lazy_re(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # YAML has none of them
_NOT_IN_YAML = lazy_re(r"[\x80-\x84\x86-\x9f]")
BREAKS = ("\x85", "\u2028", "\u2029")
"""What ends a line in Unicode and to YAML 1.1, and in no page: a space, or nothing, comes of it."""


def refuse_control_characters(text: str, first: int = 1) -> None:
    """Refuse raw control characters, which no reader can see and HTML does not allow."""
    found = _CONTROL.search(text)
    if found:
        _refuse_control(text, found.start(), first)


def _refuse_control(text: str, at: int, first: int) -> None:
    code = f"U+{ord(text[at]):04X}"
    problem = say("there is a control character, {code}, in the block", code=code)
    hint = say('in a quoted token, write it as "\\u{ord:04x}"', ord=ord(text[at]))
    raise ParseError(problem, line=text.count("\n", 0, at) + first, hint=hint)


def has_breaks(text: str) -> bool:
    """Tell whether something in a text ends lines in Unicode that do not end there in a page."""
    return any(one in text for one in BREAKS)


def refuse_breaks(text: str, first: int = 1) -> None:
    """Refuse what ends lines in Unicode, raw and where no quotes keep it.

    Args:
        text: The text.
        first: The number of its first line.

    Raises:
        ParseError: If there is one.
    """
    at = min((place for one in BREAKS if (place := text.find(one)) >= 0), default=-1)
    if at >= 0:
        code = f"U+{ord(text[at]):04X}"
        problem = say("there is a line break, {code}, that cannot be seen", code=code)
        hint = say('take it out; in double quotes, write it as "\\u{ord:04x}"', ord=ord(text[at]))
        raise ParseError(problem, line=text.count("\n", 0, at) + first, hint=hint)


def refuse_in_yaml(text: str) -> None:
    """Refuse raw characters that YAML has none of, or takes for the end of a line.

    Args:
        text: The YAML.

    Raises:
        ParseError: If there is one.
    """
    if text.isascii():
        return
    found = _NOT_IN_YAML.search(text)
    if found:
        _refuse_control(text, found.start(), 1)
    refuse_breaks(text)
