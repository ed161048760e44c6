"""Errors as Python knows them, and notices as values."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

from heatmark.core.errors import (
    DependencyError,
    HeatmarkError,
    HeatmarkWarning,
    Notice,
    OptionError,
    ParseError,
    ScoreError,
    SourceError,
    unexpected,
)

KINDS = [ParseError, OptionError, ScoreError, SourceError, DependencyError]


@pytest.mark.parametrize("kind", KINDS)
def test_errors_are_value_errors(kind: type[HeatmarkError]) -> None:
    """Who knows nothing of ours can still catch them."""
    with pytest.raises(ValueError, match=r"^no$"):
        raise kind("no")


def test_a_traceback_has_the_hint() -> None:
    """It stands below the message, once."""
    error = ParseError("it is broken", hint="mend it")
    text = "".join(traceback.format_exception(error))
    assert text.endswith("ParseError: it is broken\nhint: mend it\n")


@pytest.mark.parametrize("again", [copy.copy, lambda one: pickle.loads(pickle.dumps(one))])
def test_errors_are_copied_whole(again: object) -> None:
    """Also by pickle, which hosts use that read pages in parallel."""
    error = OptionError("no", line=3, hint="yes", about="cmap")
    other = again(error)  # type: ignore[operator]
    assert type(other) is OptionError
    assert vars(other) == vars(error)
    assert str(other) == "no"


def test_errors_are_never_changed() -> None:
    """A line is added to a copy, and only where none is known."""
    error = ParseError("no", about="src")
    assert error.at(line=4).line == 4
    assert error.at(line=4).at(line=5).line == 4
    assert error.at(about="font").about == "src"
    assert error.line is None
    larger = error.at(line=4).within("in 'a': no", line=1)
    assert (type(larger), larger.line, str(larger)) == (ParseError, 1, "in 'a': no")


def test_a_missing_library_is_said_to_be_missing() -> None:
    """It is not a bug of ours, and there is something to do about it."""
    try:
        import heatmark_has_no_such_library.part  # type: ignore[import-not-found]  # noqa: F401
    except ImportError as error:
        found = unexpected(error)
    assert isinstance(found, DependencyError)
    assert found.hint == "install it again: pip install heatmark_has_no_such_library"
    bug = unexpected(ZeroDivisionError("x"))
    assert "please report" in bug.hint
    assert "ZeroDivisionError('x')" in bug.message


def test_a_notice_is_a_plain_value() -> None:
    """It is equal to its like, and a warning where there is no page."""
    notice = Notice(name="no-measure", message="no name", hint="give one")
    assert notice == Notice(name="no-measure", message="no name", hint="give one")
    warning = HeatmarkWarning(notice)
    assert (warning.name, str(warning)) == ("no-measure", "no name (give one) [no-measure]")
