"""What papers write beside a number in a table: `0.2**`, `0.2 ± 0.1`, `0.2 (0.1)`, `<0.001`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


_NUMBER = r"[+\-−–]?[ \xa0]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+\-−]?\d+)?[ \xa0]?[%‰]?"
_MARKS = r"\^?(?:[*†‡§¶⁎∗]+|\(?n\.?[ ]?s\.?\)?)"
_SIGNIFICANT = lazy_re(rf"({_NUMBER})\s*{_MARKS}")
_SPREAD = lazy_re(rf"({_NUMBER})\s*(?:±|\\pm|\+/[-−–]|\+[-−–])\s*({_NUMBER})\s*(?:{_MARKS})?")
_BRACKETS = lazy_re(rf"({_NUMBER})\s*(?:{_MARKS})?\s*[(\[]\s*({_NUMBER})\s*[)\]]\s*(?:{_MARKS})?")
_INTERVAL = lazy_re(
    rf"({_NUMBER})\s*(?:{_MARKS})?\s*[(\[]\s*{_NUMBER}\s*(?:[,;–…]|\.{{2,3}}|to)\s*{_NUMBER}\s*[)\]]"
    rf"\s*(?:{_MARKS})?"
)
_WITHIN = lazy_re(rf"[(\[]\s*({_NUMBER})\s*[)\]]")
_BOUND = lazy_re(rf"(?:[<>]=?|[≤≥≪≫])\s*{_NUMBER}")
_ABOUT = lazy_re(rf"(?:[~≈∼]|ca?\.|about)\s*({_NUMBER})")
# How a field begins that goes with the one before it, where rows are cut at spaces.
_BEGIN = lazy_re(rf"±|\\pm|\+/[-−–]|\+[-−–]|[(\[]\d|{_MARKS}$")
_ALONE = lazy_re(r"(?:±|\\pm|\+/[-−–]|\+[-−–])|[(\[][^)\]]*")


def refuse_tail(text: str, line: int | None) -> None:
    """Refuse a number that something else stands beside, and say what.

    Args:
        text: What stands in the place of a score.
        line: Its line, or None if it is not known.

    Raises:
        ScoreError: If that is a number with marks of significance, an error, an interval or a sign
            that says how well it is known.
    """
    told = _told(text)
    if told:
        problem, hint = told
        raise ScoreError(problem, line=line, hint=hint)


def has_tail(text: str) -> bool:
    """Tell a number that something else stands beside."""
    return _told(text) is not None


def _told(text: str) -> tuple[str, str] | None:
    """Say what stands around or beside a number, and what to write, if anything does."""
    if found := _WITHIN.fullmatch(text.strip()):
        problem = say("the score {text} is not a number: it stands in brackets", text=quoted(text))
        return problem, _without_brackets(found)
    return _told_of_tail(text)


def _told_of_tail(text: str) -> tuple[str, str] | None:
    bare, shown = text.strip(), quoted(text)
    if found := _SIGNIFICANT.fullmatch(bare):
        problem = say("the score {text} is not a number: it has marks of significance", text=shown)
        return problem, _alone(found)
    if found := _SPREAD.fullmatch(bare) or _BRACKETS.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: an uncertainty stands behind it", text=shown
        )
        hint = say(
            "write {number} alone; standard errors of all scores go into the block, as "
            "err: [{error}, …]",
            number=found[1].strip(),
            error=_error(found),
        )
        return problem, hint
    if found := _INTERVAL.fullmatch(bare):
        problem = say("the score {text} is not a number: an interval stands behind it", text=shown)
        return problem, _alone(found)
    if _BOUND.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: it only says what it is above or below", text=shown
        )
        return problem, "write the score itself, or - if it is not known"
    if found := _ABOUT.fullmatch(bare):
        problem = say("the score {text} is not a number: it is said to be about that", text=shown)
        return problem, _alone(found)
    return None


def _without_brackets(found: re.Match[str]) -> str:
    """Say both that it may be: accountants write those below 0 so."""
    number = found[1].strip()
    if number[0] in "+-−–":
        return _alone(found)
    return say(
        "write {number}; or -{number}, if brackets are those of a number below 0", number=number
    )


def _alone(found: re.Match[str]) -> str:
    return say("write {number} alone", number=found[1].strip())


def _error(found: re.Match[str]) -> str:
    """Write an error as lists have it, with a point; that of `0.215(3)` is of its last digits."""
    number, error = (_plain(part) for part in found.groups())
    places = len(number.partition(".")[2])
    is_glued = found.string[found.end(1)] == "(" and not found[1].endswith((" ", "\xa0"))
    if is_glued and places and error.isdecimal():
        return f"{int(error) / 10**places:.{places}f}"
    return error


def _plain(number: str) -> str:
    return number.strip().rstrip("%‰ \xa0").replace(",", ".")


def refuse_tails(fields: Sequence[str], line: int) -> None:
    """Refuse fields of a row that are one number and what stands beside it.

    Args:
        fields: What stands behind the token of a row, cut at spaces.
        line: The line of the row.

    Raises:
        ScoreError: As for a text.
    """
    for at, field in enumerate(fields[1:], start=1):
        if _BEGIN.match(field):
            end = at + 1
            while end < len(fields) and _ALONE.fullmatch(" ".join(fields[at:end])):
                end += 1
            refuse_tail(" ".join(fields[at - 1 : end]), line)
