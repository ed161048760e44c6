"""A table taken apart: its records, and the names of its columns."""

from __future__ import annotations

from typing import NamedTuple

from heatmark.core.numerals import MISSING, is_cell_of_scores, is_number
from heatmark.files.called import has_log_probability
from heatmark.files.choose import PREFERRED
from heatmark.files.spoiled import is_mostly_numbers, is_spoiled
from heatmark.files.unread import MAY_BE_WORDS

SCORE_NAMES = frozenset(PREFERRED) | {
    *("entropy", "surprisal", "loss", "nll", "attr", "attention", "weight", "probability", "p"),
    *("gradient", "grad", "saliency", "shap", "activation", "perplexity", "importance", "lp"),
    *("điểm", "điểm số", "xác suất", "độ bất ngờ", "trọng số", "entropi"),
}
"""Names of scores, in lower case."""
POINT = "."
"""What statistics programs write for a missing number."""


class Record(NamedTuple):
    """A record, and the line on which it starts."""

    line: int
    cells: list[str]


class RecordTable(NamedTuple):
    """Records with equally many cells.

    Attributes:
        header: The first line, if it holds names, as it is written; else nothing.
        called: The same, composed and without spaces around.
        names: The same in lower case.
        rows: The others, of which there is at least one.
        mark: What stands between cells.
        breaks: The rows above which a line is blank, as between sentences.
    """

    header: list[str]
    called: list[str]
    names: list[str]
    rows: list[Record]
    mark: str
    breaks: tuple[int, ...] = ()

    def column(self, index: int) -> list[str]:
        """Take the cells of a column."""
        return [row.cells[index] for row in self.rows]

    def begins_with_number(self, index: int) -> bool:
        """Tell whether the first cell of a column that is not empty is a number."""
        cells = (row.cells[index] for row in self.rows)
        return is_number(next((cell for cell in cells if cell.strip().lower() not in MISSING), ""))

    def is_numeric(self, index: int) -> bool:
        """Tell a column of numbers by its first cell, or of which the first is spoilt."""
        if self.begins_with_number(index) or is_spoiled(row.cells[index] for row in self.rows):
            return True
        return self.is_called_scores(index) and any(map(is_number, self.column(index)))

    def has_scores(self, index: int, token: int) -> bool:
        """Tell a column of numbers beside that of the tokens, or of which some are spoilt."""
        if self.begins_with_number(index):
            return True
        tokens, cells = self.column(token), self.column(index)
        if self.is_numeric(index):  # what is a number where the token is may be its other form
            beside = zip(tokens, cells, strict=True)
            return not all(is_number(one) for one, cell in beside if is_number(cell))
        return is_mostly_numbers(cells, tokens)

    def without_points(self, token: int | None) -> RecordTable:
        """Take lone points among numbers for missing ones, as SPSS, SAS and EyeLink write them.

        Args:
            token: The place of the column of tokens, or None if they are in the first line.
        """
        places = [at for at in range(len(self.rows[0].cells)) if self._has_points(at, token)]
        if not places:
            return self
        rows = [
            row._replace(
                cells=[
                    _missing(cell) if at in places else cell for at, cell in enumerate(row.cells)
                ]
            )
            for row in self.rows
        ]
        return self._replace(rows=rows)

    def _has_points(self, at: int, token: int | None) -> bool:
        """Tell a column of numbers with points; that of the tokens, or a copy of it, is none."""
        cells = [*map(str.strip, self.column(at))]
        if at == (token or 0) or POINT not in cells:
            return False
        tokens = [] if token is None else [*map(str.strip, self.column(token))]
        others = {cell for cell in cells if cell.lower() not in MISSING} - {POINT}
        return tokens != cells and (not others or any(map(is_number, others)))

    def has_blank_column(self) -> bool:
        """Tell a table without names that has a column in which all numbers are missing."""
        places = range(0 if self.names else len(self.rows[0].cells))
        return any({cell.strip().lower() for cell in self.column(at)} <= MISSING for at in places)

    def is_called_scores(self, index: int) -> bool:
        """Tell a column by a name that scores have, and words hardly ever."""
        name = self.names[index] if self.names else ""
        return name in SCORE_NAMES - MAY_BE_WORDS or has_log_probability(name)

    def has_words(self, index: int) -> bool:
        """Tell a column with a word in it, be its first cell a number."""
        return not all(map(is_cell_of_scores, self.column(index)))


def _missing(cell: str) -> str:
    return "NA" if cell.strip() == POINT else cell
