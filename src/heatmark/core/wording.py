"""Values of authors' in messages: quoted, counted, listed, and what they may have meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def quoted(value: object, limit: int = 60) -> str:
    """Show a value of the author's in a message: on one line, and never at length."""
    text = repr(value) if isinstance(value, str) else f"'{value}'"
    return text if len(text) <= limit else f"{text[: limit - 1]}…'"


def counted(number: int, noun: str) -> str:
    """Count things for a message: `1 token`, `2 tokens`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Iterable[str]) -> str:
    """List names for a message: `a, b, c`."""
    return ", ".join(names)


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that the author may have meant, as a hint, or say nothing."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f"did you mean {quoted(by_lower[found[0]])}?" if found else ""
