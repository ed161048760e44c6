"""Names of columns, in all languages together: who writes a table need not name its language."""

from __future__ import annotations

import unicodedata
from functools import cache

from heatmark.core.naming import with_lines
from heatmark.language.languages import languages


def is_token_name(cell: str) -> bool:
    """Tell whether a column of that name holds tokens: `token`, `Word`, `từ`, `str_tokens`.

    Case, a mark behind the name, and hyphens for spaces or underscores make no difference.
    """
    return _folded(cell) in _token_names()


@cache
def _token_names() -> frozenset[str]:
    return frozenset(_folded(name) for item in languages().values() for name in item.tokens)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold().strip().rstrip(",:;|").strip()
    return with_lines(plain).replace("_", " ").replace("-", " ")
