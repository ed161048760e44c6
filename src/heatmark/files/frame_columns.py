"""Which columns of a frame of Python are drawn: those that rows with names draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heatmark.block.kept_columns import kept_columns
from heatmark.core.arrays import is_pandas, plain
from heatmark.core.quantities import kind_of
from heatmark.files.called import measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.errors import Notice

_MISSING = frozenset({"None", "nan", "<NA>", "NaT"})


class FrameColumns:
    """Scores without the columns that only number tokens or say where they are.

    Attributes:
        scores: The scores; a Series that its name says all of is a frame of it.
        notices: What there is to know of what was left out.
    """

    def __init__(self, scores: Any, tokens: Sequence[str], *, named: bool) -> None:
        """Take scores; what has no names of columns is left as it is.

        Args:
            scores: A frame or a structured array; a Series; or anything else.
            tokens: The tokens.
            named: Whether names are given beside them.
        """
        self.scores = scores
        self.notices: tuple[Notice, ...] = ()
        self._names: list[str] = []
        self._kept: list[int] = []
        if is_pandas(scores, "Series") and not named and _says_all(scores.name):
            self.scores = scores.to_frame()
        elif _has_columns(scores):
            self._choose(plain(scores), tokens)
            self.scores = self.of(scores)

    def _choose(self, columns: dict[str, Any], tokens: Sequence[str]) -> None:
        self._names = [*columns]
        cells = [[*map(_cell, column)] for column in columns.values()]
        if {name.strip() for name in columns} <= {token.strip() for token in tokens}:
            return
        rows = [*zip(*cells, strict=True)]
        meant = [False] * len(cells)
        if rows:
            self._kept, self.notices = kept_columns(rows, tokens, self._names, meant, "scores")

    def of(self, given: Any) -> Any:
        """Leave the same columns out of what has them all, such as errors.

        Args:
            given: Anything that goes with the scores.
        """
        if not 0 < len(self._kept) < len(self._names) or not _has_columns(given):
            return given
        columns = plain(given)
        if [*columns] != self._names:
            return given
        if is_pandas(given, "DataFrame"):
            return given.iloc[:, self._kept]
        return {name: columns[name] for at, name in enumerate(columns) if at in self._kept}


def _has_columns(given: Any) -> bool:
    return is_pandas(given, "DataFrame") or bool(
        getattr(getattr(given, "dtype", None), "names", None)
    )


def _says_all(name: object) -> bool:
    """Tell a name that says what numbers are, as `logprob` does."""
    measure = measure_of(name).get("measure") if isinstance(name, str) else None
    return measure is not None and kind_of(str(measure)) is not None


def _cell(value: object) -> str:
    """Write a number as a file has it."""
    text = str(int(value)) if isinstance(value, bool) else str(value)
    return "" if text in _MISSING else text
