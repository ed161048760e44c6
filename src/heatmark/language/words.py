"""Words of a language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from heatmark.language.languages import ENGLISH, languages
from heatmark.language.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE = re.compile(r"(random|first|top|hand)(?: +of +(\d{1,9}))?", re.IGNORECASE | re.ASCII)


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


def provenance(model: str | None, sample: str | None, lang: str) -> str | None:
    """Say where an example comes from: its model, and how it was chosen."""
    parts = [word("model", lang, name=model)] if model else []
    parts += [_sample(sample, lang)] if sample else []
    text = "; ".join(parts)
    return text[0].upper() + text[1:] if text else None


def is_known_way(sample: str) -> bool:
    """Tell whether a sample is one of the ways that have words of ours: `first of 20`."""
    return _SAMPLE.fullmatch(sample.strip()) is not None


def top_of(sample: str | None) -> int | None:
    """Tell among how many examples one was chosen for its result: 500 of `top of 500`."""
    found = _SAMPLE.fullmatch((sample or "").strip())
    if not found or found[1].lower() != "top" or not found[2]:
        return None
    return int(found[2]) or None


def _sample(sample: str, lang: str) -> str:
    found = _SAMPLE.fullmatch(sample.strip())
    if not found:
        return word("sample", lang, text=sample)
    key = f"sample-{found[1].lower()}"
    if not found[2]:
        return word(key, lang)
    return word(f"{key}-of", lang, n=number(int(found[2]), lang))
