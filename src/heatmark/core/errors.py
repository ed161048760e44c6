"""The errors that a block, a file or an option can raise, and notices, which stop nothing.

Every error says what went wrong, on which line of the block, and what to do about it. Hosts catch
[HeatmarkError][heatmark.HeatmarkError] at their boundary and show it; nothing here logs.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heatmark.core.wording import say, sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self


class HeatmarkError(ValueError):
    """What an author has to mend.

    The hint stands in a traceback too, as a note.

    Attributes:
        message: What went wrong, in one sentence without a full stop, in English; boxes in pages
            say it in the page's language.
        line: The line of the block, counted from its opening fence as line 0, or None if it is not
            known or not in the block.
        hint: What to do about it, or an empty string.
        about: The key or option that it is about, if that says where its line is.
    """

    def __init__(
        self, message: str, *, line: int | None = None, hint: str = "", about: str | None = None
    ) -> None:
        """Keep the parts of an error."""
        super().__init__(message)
        self.message = sentence(message)
        self.line = line
        self.hint = sentence(hint)
        self.about = about
        if hint:
            self.add_note(f"hint: {hint}")

    def at(self, *, line: int | None = None, about: str | None = None) -> Self:
        """Copy the error, and say where it is, or what it is about, if that is not known yet."""
        found = copy(self)
        found.line = line if self.line is None else self.line
        found.about = about if self.about is None else self.about
        return found

    def within(self, message: str, *, line: int | None = None, about: str | None = None) -> Self:
        """Say the same of a larger whole.

        Args:
            message: What went wrong there, which names this error.
            line: The line of the block that is about the whole.
            about: What the whole is about.
        """
        return type(self)(message, line=line, hint=self.hint, about=about)

    def __reduce__(self) -> tuple[Callable[..., HeatmarkError], tuple[object, ...]]:
        """Be pickled and copied whole."""
        parts = (self.message, self.line, self.hint, self.about)
        return _again, (type(self), *parts)


def _again(
    kind: type[HeatmarkError], message: str, line: int | None, hint: str, about: str | None
) -> HeatmarkError:
    return kind(message, line=line, hint=hint, about=about)


class ParseError(HeatmarkError):
    """A block or a data file that cannot be read as tokens and scores."""


class OptionError(HeatmarkError):
    """An option that does not exist, or a value that it does not take."""


class ScoreError(HeatmarkError):
    """Scores that do not fit their tokens, or on which a transform or a scale is not defined."""


class SourceError(HeatmarkError):
    """A data file that is missing, not allowed, too large or not text."""


class DependencyError(HeatmarkError):
    """A library that is not installed, or not as it should be."""


def unexpected(error: Exception) -> HeatmarkError:
    """Make an error for an author of whatever else went wrong: a library missing, a bug of ours."""
    if isinstance(error, ImportError):
        name = (error.name or "").partition(".")[0] or say("a library")
        problem = say("{name} cannot be imported: {error}", name=name, error=str(error))
        return DependencyError(problem, hint=say("install it again: pip install {name}", name=name))
    return HeatmarkError(
        say("heatmark failed: {error}", error=repr(error)), hint="please report this block"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an author should know about a heatmap that could be drawn all the same.

    Attributes:
        name: What `silence` calls it.
        message: What there is to know, in one sentence without a full stop.
        hint: What to do about it.
        about: The key or option that it is about, if that says where its line is.
        level: How loudly a host reports it: `warning`, which fails a strict build, or `info`.
    """

    name: str
    message: str
    hint: str
    about: str | None = None
    level: str = "warning"


class HeatmarkWarning(UserWarning):
    """A notice, where there is no page: in a notebook.

    Attributes:
        name: What `silence` calls it.
        notice: The notice.
    """

    def __init__(self, notice: Notice) -> None:
        """Say what there is to know."""
        super().__init__(f"{notice.message} ({notice.hint}) [{notice.name}]")
        self.name = notice.name
        self.notice = notice
