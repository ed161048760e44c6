"""Which texts a table has, for a figure of many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.files.grids import reads_across, texts_of, token_column
from heatmark.files.sentences import names_of_texts

if TYPE_CHECKING:
    from heatmark.files.records import RecordTable
    from heatmark.files.request import Request


def texts_in_table(table: RecordTable, request: Request) -> list[str]:
    """Name the texts of a table, as they are chosen; a text alone has no name.

    Args:
        table: The table.
        request: Of this, which axis has the tokens, and which column.

    Raises:
        ParseError: If there is no column of tokens.
    """
    if reads_across(table, request):
        return [""]
    cells = [row.cells for row in table.rows]
    texts, _ = texts_of(table, cells, token_column(table, request.picks.get("token")))
    return names_of_texts(texts) or [""]
