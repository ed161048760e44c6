"""A row of a block, cut at its spaces."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A line, cut into a token and the fields after it.

    Attributes:
        line: Its number.
        token: The token, without quotes.
        fields: What stands after it, as written.
        quoted: Whether there are quotes around the token.
    """

    line: int
    token: str
    fields: list[str]
    quoted: bool
