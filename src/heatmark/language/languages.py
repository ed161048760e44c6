"""The languages that there are: a data file for each, `vi.json` and so on."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH = "en"


class Language(NamedTuple):
    """What a data file says of its language.

    Attributes:
        name: What the language calls itself.
        decimal: The mark before decimals.
        group: The mark between thousands.
        words: Words and sentences by key, with `{places}` for values.
    """

    name: str
    decimal: str
    group: str
    words: Mapping[str, str]

    @property
    def marks(self) -> Mapping[int, str] | None:
        """What to translate the marks of an English number into, or None if they are the same."""
        if (self.decimal, self.group) == (".", ","):
            return None
        return {ord("."): self.decimal, ord(","): self.group}


@cache
def languages() -> Mapping[str, Language]:
    """Read the data files, once: languages by their codes."""
    found = sorted(files(__package__).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".json"): Language(**json.loads(file.read_text(encoding="utf-8")))
        for file in found
        if file.name.endswith(".json")
    }
