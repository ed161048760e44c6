"""The languages that there are: a data file for each, `vi.json` and so on."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENGLISH = "en"


class Language(NamedTuple):
    """What a data file says of its language.

    Attributes:
        name: What the language calls itself.
        also: What people write for its code: its names, its country, in lower case.
        decimal: The mark before decimals.
        marks: What the marks of an English number become.
        tokens: What a column of tokens is called, in lower case.
        words: Words and sentences by key, with `{places}` for values.
        messages: Messages for authors by the English template.
    """

    name: str
    also: frozenset[str]
    decimal: str
    marks: Mapping[int, str]
    tokens: Sequence[str]
    words: Mapping[str, str]
    messages: Mapping[str, str]


@cache
def languages() -> Mapping[str, Language]:
    """Read the data files, once: languages by their codes."""
    found = sorted(files(__package__).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".json"): _language(json.loads(file.read_text(encoding="utf-8")))
        for file in found
        if file.name.endswith(".json")
    }


def _language(data: dict[str, Any]) -> Language:
    decimal, group = data["decimal"], data["group"]
    return Language(
        name=data["name"],
        also=frozenset({data["name"].casefold(), *data["also"]}),
        decimal=decimal,
        marks={ord("."): decimal, ord(","): group},
        tokens=data["tokens"],
        words=data["words"],
        messages=data.get("messages", {}),
    )
