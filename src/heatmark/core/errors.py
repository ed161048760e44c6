"""The errors that a block, a file or an option can raise.

Every error says what went wrong, on which line of the block, and what to do about it. Hosts
catch [HeatmarkError][heatmark.core.errors.HeatmarkError] at their boundary and show it; nothing
here logs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class HeatmarkError(Exception):
    """What an author has to mend.

    Attributes:
        message: What went wrong, in one sentence without a full stop.
        line: The line of the block, counted from its opening fence as line 0, or None if it is not
            known or not in the block.
        hint: What to do about it, or an empty string.
        about: The key or option that it is about, if that says where its line is.
        name: What `silence` calls it, or nothing if it cannot be silenced.
        level: How loudly a host reports it: `warning`, which fails a strict build, or `info`.
    """

    name = ""
    level = "warning"

    def __init__(
        self, message: str, *, line: int | None = None, hint: str = "", about: str | None = None
    ) -> None:
        """Keep the parts of an error."""
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint
        self.about = about

    def __reduce__(self) -> tuple[Callable[..., HeatmarkError], tuple[object, ...]]:
        """Be pickled whole: pictures, which hosts keep, have notices."""
        return _again, (type(self), self.message, dict(self.__dict__))


def _again(kind: type[HeatmarkError], message: str, parts: dict[str, object]) -> HeatmarkError:
    error = kind.__new__(kind, message)
    error.__dict__.update(parts)
    return error


class ParseError(HeatmarkError):
    """A block or a data file that cannot be read as tokens and scores."""


class OptionError(HeatmarkError):
    """An option that does not exist, or a value that it does not take."""


class ScoreError(HeatmarkError):
    """Scores that do not fit their tokens, or on which a transform or a scale is not defined."""


class SourceError(HeatmarkError):
    """A data file that is missing, not allowed, too large or not text."""


class Notice(HeatmarkError):  # noqa: N818 - it is no error, but goes the same ways
    """What an author should know about a heatmap that could be drawn all the same."""

    def __init__(
        self, name: str, message: str, *, hint: str, about: str | None = None, level: str = ""
    ) -> None:
        """Keep the parts of a notice; `warning` is its level if none is given."""
        super().__init__(message, hint=hint, about=about)
        self.name = name
        self.level = level or self.level
