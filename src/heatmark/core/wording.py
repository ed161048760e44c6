"""Sentences of messages, which another language can say as well, and the author's words in them."""

from __future__ import annotations

import reprlib
import unicodedata
from difflib import get_close_matches
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self


class Message(str):
    """A sentence in English that keeps what it was made of.

    Attributes:
        template: The sentence with `{places}`, by which a language finds its own. One without
            values has no places, and may have braces.
        values: What stands in the places. Those that are messages themselves are said in the
            language too; plain strings are names, numbers and the author's own words.
    """

    template: str
    values: Mapping[str, object]
    __slots__ = ("template", "values")

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """Write the sentence in English."""
        message = super().__new__(cls, filled(template, values))
        message.template = template
        message.values = MappingProxyType(dict(values))
        return message

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[object, ...]]:
        """Be pickled whole: pictures, which hosts keep, have notices."""
        return Message, (self.template, dict(self.values))


def filled(template: str, values: Mapping[str, object]) -> str:
    """Put values into the places of a template, which has none if there are no values."""
    return template.format_map(values) if values else template


def say(template: str, /, **values: object) -> str:
    """Write a message: `say("there is no file {path}", path=quoted(path))`."""
    return Message(template, values)


def sentence(text: str) -> str:
    """Take a plain string for a message: it is its own template."""
    return text if isinstance(text, Message) else Message(text, {})


def quoted(value: object, limit: int = 60) -> str:
    """Show a value of the author's in a message: on one line, and never at length."""
    try:
        text = repr(str(value)) if isinstance(value, str) else f"'{value}'"
    except RecursionError:  # lists in lists in lists
        text = f"'{reprlib.repr(value)}'"
    return text if len(text) <= limit else f"{text[: limit - 1]}…'"


def counted(number: int, noun: str) -> str:
    """Count things for a message: `1 token`, `2 tokens`."""
    return say(f"{{number}} {noun}" if number == 1 else f"{{number}} {noun}s", number=number)


def listed(names: Iterable[str]) -> str:
    """List names for a message: `a, b, c`. If some are messages, the list is one too."""
    known = [*names]
    if not any(isinstance(name, Message) for name in known):
        return ", ".join(known)
    indices = [f"name_{index}" for index in range(len(known))]
    template = ", ".join(f"{{{index}}}" for index in indices)
    return Message(template, dict(zip(indices, known, strict=True)))  # equivalent: one a name


def either(ways: Iterable[str]) -> str:
    """Offer ways for a message: `a or b`."""
    return reduce(lambda some, item: say("{some} or {one}", some=some, one=item), ways)


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that the author may have meant, as a hint, or say nothing."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    same = normalize("NFC", name)
    for candidate in by_lower.values():
        if candidate != name and normalize("NFC", candidate) == same:
            return say(
                "copy {name} from there: its accents are other characters, although it looks alike",
                name=quoted(candidate),
            )
    found = get_close_matches(name.lower(), by_lower)
    return say("did you mean {name}?", name=quoted(by_lower[found[0]])) if found else ""


def without_accents(text: str) -> str:
    """Write small letters as who has no Vietnamese keyboard does: `tieu de` for `tiêu đề`."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))
