"""Characters that no reader can see, and what would be read wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.tokens.schemes import SPECIAL_TOKEN

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_CONTROL = lazy_re(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # YAML has none of them
_NOT_IN_YAML = lazy_re(r"[\x80-\x84\x86-\x9f]")
# What ends a line in Unicode and to YAML 1.1, and in no page: a space, or nothing, comes of it.
_BREAK = lazy_re("[\x85\u2028\u2029]")
# How tokens write a line end of the text, by the schemes text, bytes, SentencePiece and pybytes.
_LINE_ENDS = ("\n", "Ċ", "<0x0A>", "\\n'", '\\n"')


def refuse_control_characters(text: str, first: int = 1) -> None:
    """Refuse raw control characters, which no reader can see and HTML does not allow."""
    found = _CONTROL.search(text)
    if found:
        _refuse_control(found, first)


def _refuse_control(found: re.Match[str], first: int) -> NoReturn:
    problem = say("there is a control character, {code}, in the block", code=_code(found))
    hint = say('in a quoted token, write it as "\\u{ord:04x}"', ord=ord(found[0]))
    raise ParseError(problem, line=_line(found, first), hint=hint)


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X}"


def _line(found: re.Match[str], first: int) -> int:
    return found.string.count("\n", 0, found.start()) + first


def without_line_end(text: str, tokens: Sequence[object] | None) -> str:
    """Take away what YAML's `|` leaves behind a text, unless the tokens end in a line end, too."""
    ends = map(str, reversed(tokens or ()))
    last = next((token for token in ends if not SPECIAL_TOKEN.fullmatch(token)), "")
    return text if last.endswith(_LINE_ENDS) else text.rstrip("\n")


def has_breaks(text: str) -> bool:
    """Tell whether something in a text ends lines in Unicode that do not end there in a page."""
    return _BREAK.search(text) is not None


def refuse_breaks(text: str, first: int = 1) -> None:
    """Refuse what ends lines in Unicode, raw and where no quotes keep it.

    Args:
        text: The text.
        first: The number of its first line.

    Raises:
        ParseError: If there is one.
    """
    found = _BREAK.search(text)
    if found:
        problem = say("there is a line break, {code}, that cannot be seen", code=_code(found))
        hint = say('take it out; in double quotes, write it as "\\u{ord:04x}"', ord=ord(found[0]))
        raise ParseError(problem, line=_line(found, first), hint=hint)


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
        _refuse_control(found, 1)
    refuse_breaks(text)
