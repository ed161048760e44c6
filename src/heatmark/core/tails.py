"""What papers write beside a number in a table: `0.2**`, `0.2 ± 0.1`, `0.2 (0.1)`, `<0.001`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
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
    bare = text.strip()
    spread = _SPREAD.fullmatch(bare) or _BRACKETS.fullmatch(bare)
    if found := _SIGNIFICANT.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: it has marks of significance", text=quoted(text)
        )
        hint = say("write {number} alone", number=found[1].strip())
    elif spread:
        problem = say(
            "the score {text} is not a number: an uncertainty stands behind it", text=quoted(text)
        )
        hint = say(
            "write {number} alone; standard errors of all scores go into the block, as "
            "err: [{error}, …]",
            number=spread[1].strip(),
            error=_plain(spread[2]),
        )
    elif found := _INTERVAL.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: an interval stands behind it", text=quoted(text)
        )
        hint = say("write {number} alone", number=found[1].strip())
    elif _BOUND.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: it only says what it is above or below",
            text=quoted(text),
        )
        hint = "write the score itself, or - if it is not known"
    elif found := _ABOUT.fullmatch(bare):
        problem = say(
            "the score {text} is not a number: it is said to be about that", text=quoted(text)
        )
        hint = say("write {number} alone", number=found[1].strip())
    else:
        return
    raise ScoreError(problem, line=line, hint=hint)


def has_tail(text: str) -> bool:
    """Tell a number that something else stands beside."""
    try:
        refuse_tail(text, None)
    except ScoreError:
        return True
    return False


def _plain(number: str) -> str:
    """Write a number as lists have it, with a point; one of last digits, as in 0.2(1), is 0.1."""
    bare = number.strip().rstrip("%‰ \xa0").replace(",", ".")
    return bare if "." in bare else "0.1"


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
