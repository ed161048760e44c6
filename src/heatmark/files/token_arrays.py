"""Which of some arrays has the tokens: by what it is called, as in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.files.explainers import ALL_TOKENS
from heatmark.files.tree import TOKEN_KEYS
from heatmark.files.word_columns import is_name_of_terms
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Protocol

    import numpy as np

    class Typed(Protocol):
        """An array, of which the shape and the type are known."""

        @property
        def shape(self) -> tuple[int, ...]:
            """The length of each axis."""

        @property
        def dtype(self) -> np.dtype[Any]:
            """What its values are."""


_SURE = ("tokens", "str_tokens")


def sure_tokens(members: Mapping[str, Typed]) -> str:
    """Find the array that is called tokens, whatever is in it, or give nothing."""
    return next((name for name in _SURE if name in members), "")


def called_like_tokens(members: Mapping[str, Typed]) -> str:
    """Find a row of strings that is called like a column of tokens, or give nothing.

    Args:
        members: All arrays.
    """
    rows = [name for name, one in members.items() if one.dtype.kind in "US" and _length(one)]
    known = [name for name in TOKEN_KEYS if name in rows]
    return next(iter([*known, *(one for one in rows if _is_column(one, members))]), "")


def _is_column(name: str, members: Mapping[str, Typed]) -> bool:
    """Tell such a name, beside something as long: a text alone may have it, too."""
    if not (is_token_name(name) or is_name_of_terms(name) or name in ALL_TOKENS):
        return False
    count = _length(members[name])
    return any(count in one.shape for other, one in members.items() if other != name)


def _length(member: Typed) -> int:
    """Tell how many there are in a row, or in the only row of a batch."""
    shape = member.shape[1:] if member.shape[:1] == (1,) and len(member.shape) > 1 else member.shape
    return shape[0] if len(shape) == 1 else 0


def names_words(name: str) -> bool:
    """Tell tokens that are written as words, from the name of their array."""
    is_other = "tok" in name.lower() or name in {"raw", "pieces"}
    return bool(name) and (not is_other or name.lower() == "token")
