"""What the labels of pandas' rows and columns say of scores: their order, or that of a matrix.

All is paired by position. Where labels are the tokens in another order, that would be wrong; where
both rows and columns are the tokens, the frame is a matrix, and not a table of series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from heatmark.core.arrays import is_pandas, plain, turn
from heatmark.core.errors import Notice, ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What tokenizers put before or behind a token that says where words begin and end.
_MARKS = lazy_re(r"^(?:[\sĠĊ▁]+|##)+|(?:\s|</w>|@@)+$")
_SAME, _MOVED = "same", "moved"


class TokenOrder:
    """The tokens, by which labels of rows and columns are known.

    Attributes:
        notices: What there is to know of frames that were taken.
        is_matrix: Whether a frame was one, whose rows are those of the tokens.
    """

    def __init__(
        self, tokens: Sequence[str], read: Callable[[], Sequence[str]], given: Any = None
    ) -> None:
        """Take the tokens.

        Args:
            tokens: N tokens as they are given.
            read: What gives them as readers know them; labels may be written in either way.
            given: What they were made of; of a Series the labels count, too.
        """
        self.notices: list[Notice] = []
        self.is_matrix = False
        self._tokens, self._read = tokens, read
        self._beside = given.index if is_pandas(given, "Series") else None

    def of(self, given: Any, about: str = "scores") -> Any:
        """Give what has one place for each token, as lists where it is a matrix.

        Args:
            given: A Series, a frame, or a mapping or a list of them; anything else is left alone.
            about: What it is called.

        Raises:
            ScoreError: If its labels are the tokens, in another order.
        """
        if is_pandas(given, "DataFrame"):
            return self._of_frame(given, about)
        if is_pandas(given, "Series"):
            if self._order(given.index) == _MOVED:
                raise self._moved(about, rows=given.index)
            self._compare(given.index, about)
            return given
        if isinstance(given, Mapping):
            return {name: self.of(item, about) for name, item in given.items()}
        if isinstance(given, list | tuple):
            kinds = {type(item): item for item in given}
            if any(is_pandas(item, "Series") for item in kinds.values()):
                return [self.of(item, about) for item in given]
        return given

    def _of_frame(self, frame: Any, about: str) -> Any:
        rows, columns = self._order(frame.index), self._order(frame.columns)
        if columns and len(frame) != len(self._tokens):
            raise _turned(about)
        self._compare(frame.index, about)
        if rows == _MOVED or (rows and columns == _MOVED):
            raise self._moved(about, rows=frame.index, columns=frame.columns if columns else None)
        if rows and columns:
            self.is_matrix = True
            return turn([plain(frame.iloc[:, at]) for at in range(frame.shape[1])])
        if columns:
            self._tell(_columns_like_tokens())
        elif len(frame) == frame.shape[1] == len(self._tokens) > 1 and _counts(frame.columns):
            self._tell(_columns_as_many_as_tokens())
        return frame

    def _tell(self, notice: Notice) -> None:
        """Say once what is true of scores, and of what goes with them."""
        self.notices += [] if notice in self.notices else [notice]

    def _compare(self, index: Any, about: str) -> None:
        """Compare labels with those of the tokens, which are paired by position all the same.

        Raises:
            ScoreError: If they are the same in another order.
        """
        if self._beside is None and not self.notices and _counts_in_another_order(index):
            self.notices.append(_sorted_rows(about))
        if self._beside is None or index is self._beside:  # equivalent: quicker
            return
        own, others = self._beside.tolist(), index.tolist()
        if len(own) != len(others) or own == others:
            return
        shared = Counter(own) & Counter(others)
        if shared.total() == len(own):
            raise _sorted_otherwise(about, is_known=index.is_unique)
        if shared and not self.notices:
            is_counted = [*range(len(own))] in (own, others)  # as fresh ones are
            self.notices.append(_other_labels(about, "info" if is_counted else "warning"))

    def _order(self, index: Any) -> str:
        """Tell labels that are the tokens: in their order, or in another; else nothing."""
        if len(index) != len(self._tokens) or len(index) < 2:
            return ""
        found = [self._level(level) for level in _levels(index)]
        return _MOVED if _MOVED in found else _SAME if _SAME in found else ""

    def _level(self, labels: Sequence[object]) -> str:
        if not all(isinstance(label, str) for label in labels):
            return ""
        for tokens, called in self._ways([str(label) for label in labels]):
            if tokens == called:
                return _SAME
            if sorted(tokens) == sorted(called):
                return _MOVED
        return ""

    def _ways(self, labels: list[str]) -> Iterator[tuple[list[str], list[str]]]:
        """Give tokens and labels in the ways in which both may be written alike."""
        yield [*self._tokens], labels
        bare = [*map(_bare, labels)]
        yield [*map(_bare, self._tokens)], bare
        yield [*map(_bare, self._read())], bare

    def _moved(self, about: str, rows: Any, columns: Any = None) -> ScoreError:
        """Say that labels are the tokens in another order, and how to get that of the text."""
        problem = say(
            "the index of {about} has the tokens in another order, and all is paired by position",
            about=about,
        )
        known = [labels for labels in (rows, columns) if labels is not None]
        ways = [self._chosen(labels) for labels in known]
        if None in ways:
            hint = say("put them into the order of the tokens, or write .to_numpy() if it is right")
        else:
            loc = ", ".join(way for way in ways if way)
            hint = say(
                "write {about}.loc[{loc}], or .to_numpy() if the order is right",
                about=about,
                loc=loc,
            )
        return ScoreError(problem, hint=hint, about=about)

    def _chosen(self, labels: Any) -> str | None:
        """Write what takes labels in the order of the tokens, if each is there but once."""
        if not labels.is_unique:
            return None
        if {*labels} == {*self._tokens}:
            return "tokens"
        stripped = {token.strip() for token in self._tokens}
        return "[token.strip() for token in tokens]" if {*labels} == stripped else None


def _levels(index: Any) -> list[list[object]]:
    return [index.get_level_values(level).tolist() for level in range(index.nlevels)]


def _bare(token: str) -> str:
    return _MARKS.sub("", token) or token


def _counts_in_another_order(index: Any) -> bool:
    """Tell numbers of rows, one after the other at first, that something has sorted since."""
    return _counts(index) and not index.is_monotonic_increasing


def _counts(index: Any) -> bool:
    """Tell whole numbers, one after the other but for their order."""
    is_whole = index.nlevels == 1 and index.dtype.kind in "iu" and len(index) > 0
    return bool(is_whole and index.is_unique and index.max() - index.min() == len(index) - 1)


def _sorted_rows(about: str) -> Notice:
    """Say that rows of scores were moved, and no one knows whether tokens were."""
    message = say(
        "the index of {about} numbers their rows in another order, as sorting leaves it, and all "
        "is paired by position",
        about=about,
    )
    hint = say(
        "take the tokens from the same frame, as a Series; or write .sort_index() if they were "
        "not sorted, .to_numpy() if the order is right"
    )
    return Notice(name="table-axes", message=message, hint=hint, about="scores")


def _sorted_otherwise(about: str, *, is_known: bool) -> ScoreError:
    """Say that scores and tokens have the same labels in another order."""
    problem = say(
        "the index of {about} is that of the tokens in another order, and all is paired by "
        "position",
        about=about,
    )
    hint = say("put them into the order of the tokens, or write .to_numpy() if it is right")
    if is_known:
        hint = say(
            "write {about}.loc[tokens.index], or .to_numpy() if the order is right", about=about
        )
    return ScoreError(problem, hint=hint, about=about)


def _other_labels(about: str, level: str) -> Notice:
    """Say that some labels of scores are those of other tokens."""
    message = say(
        "some labels of {about} stand beside other tokens in their index, and all is paired by "
        "position",
        about=about,
    )
    hint = "take both from the same rows of a frame, or write .to_numpy() if the order is right"
    return Notice(name="table-axes", message=message, hint=hint, about="scores", level=level)


def _turned(about: str) -> ScoreError:
    """Say that a frame has the tokens in its columns."""
    problem = say("the columns of {about} are the tokens, and its rows the series", about=about)
    hint = say("write {about}.T, in which each column is a series", about=about)
    return ScoreError(problem, hint=hint, about=about)


def _columns_like_tokens() -> Notice:
    return _as_series(
        say("the columns of a frame are called like the tokens: each was taken for a series")
    )


def _columns_as_many_as_tokens() -> Notice:
    """Say of a square frame without names that its array would be read by its rows."""
    return _as_series(
        say("a frame has as many columns as tokens, without names: each was taken for a series")
    )


def _as_series(message: str) -> Notice:
    hint = (
        "write frame.to_numpy() with token_axis='last' if each row is one, dict(frame) if each "
        "column is"
    )
    return Notice(name="table-axes", message=message, hint=hint, about="scores")
