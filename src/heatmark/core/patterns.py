"""Regular expressions that are compiled at their first use: a page needs few of them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex


class _Lazy:
    """A pattern to come."""

    def __init__(self, pattern: str | bytes, compiled: Callable[[], Any]) -> None:
        self.pattern: str | bytes = pattern
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern; its method is kept, so that this is not called for it again."""
        found = getattr(self._compiled(), name)
        setattr(self, name, found)
        return found


def lazy_re(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a pattern as `re.compile` does, but compile it at its first use.

    Args:
        pattern: The regular expression.
        flags: Those of `re`.

    Returns:
        What has the methods of a pattern. It raises `re.error` at its first use if it is none.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, lambda: re.compile(pattern, flags)))


def lazy_regex(pattern: AnyStr) -> regex.Pattern[AnyStr]:
    """Give a pattern as `regex.compile` does; also the library is loaded at the first use.

    Args:
        pattern: The regular expression, with its flags in it, such as `(?V1)`.

    Returns:
        What has the methods of a pattern. It raises `regex.error` at its first use if it is none.
    """
    late = _Lazy(pattern, lambda: import_module("regex").compile(pattern))
    return cast("regex.Pattern[AnyStr]", late)
