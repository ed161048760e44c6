"""Words of a language."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from heatmark.language.languages import ENGLISH, languages

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=128)
def language(code: str | None) -> str:
    """Choose the language of words and numbers: `vi` for `vi-VN`; English if it is not known."""
    return _known(code or "") or ENGLISH


def is_language(code: str) -> bool:
    """Tell whether there are words in a language."""
    return _known(code) is not None


def _known(code: str) -> str | None:
    """Find a language by its code, or by what people write for that: its name, its country."""
    folded = unicodedata.normalize("NFC", code).casefold().replace("_", "-").strip()
    short = folded.split("-")[0]
    if short in languages():
        return short
    return next((key for key, one in languages().items() if {folded, short} & one.also), None)


@cache
def words(lang: str) -> Mapping[str, str]:
    """Give all that a language says, by key, with `{places}` for values."""
    return languages()[lang].words


def word(key: str, lang: str, **values: object) -> str:
    """Say something in a language, with values put into its `{places}`."""
    return languages()[lang].words[key].format(**values)
