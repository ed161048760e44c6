"""Which texts a table has, for a figure of many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.numerals import is_number
from heatmark.files.chosen_texts import names_of_texts
from heatmark.files.grids import reads_across, texts_of, token_column
from heatmark.files.place_names import AXES, titled

if TYPE_CHECKING:
    from heatmark.files.records import RecordTable
    from heatmark.files.request import Request
    from heatmark.files.sentences import TextKeys


def texts_in_table(table: RecordTable, request: Request) -> list[str]:
    """Name the texts of a table, as they are chosen; a text alone has no name.

    Args:
        table: The table.
        request: Of this, which axis has the tokens, and which column.

    Raises:
        ParseError: If there is no column of tokens.
    """
    texts = _texts(table, request)
    return [""] if texts is None else names_of_texts(texts) or [""]


def titles_in_table(table: RecordTable, request: Request) -> list[str]:
    """Say what the texts of a table are called for readers: `layer 0` is the first of some layers.

    Args:
        table: The table.
        request: As above.

    Raises:
        ParseError: If there is no column of tokens.
    """
    texts = _texts(table, request)
    names = [""] if texts is None else names_of_texts(texts) or [""]
    if texts is None or not {*AXES} & {*texts.columns}:
        return names
    return [
        ", ".join(_titled(*one) for one in zip(texts.columns, key, strict=True))
        for key in texts.known
    ]


def _titled(column: str, value: str) -> str:
    return titled(f"{column}={value}") if is_number(value) and column in AXES else value


def _texts(table: RecordTable, request: Request) -> TextKeys | None:
    if reads_across(table, request):
        return None
    token = token_column(table, request.picks.get("token")).place
    return texts_of(table, [row.cells for row in table.rows], token, request)[0]
