"""How an option is declared, and where it may be set."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import TYPE_CHECKING, Any

from heatmark.core.wording import listed, say, sentence
from heatmark.options.values import one_of, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Scope(Enum):
    """Where an option may be set. Each level of a site overrides the one before it."""

    SITE = "site"
    PAGE = "page"
    BLOCK = "block"
    NOTEBOOK = "notebook"

    @property
    def called(self) -> str:
        """What it is called in a message."""
        return _CALLED[self]


_CALLED = {
    Scope.SITE: say("site"),
    Scope.PAGE: say("page"),
    Scope.BLOCK: say("block"),
    Scope.NOTEBOOK: say("notebook"),
}

EVERYWHERE = frozenset(Scope)
SITE_ONLY = frozenset({Scope.SITE})
SITE_OR_NOTEBOOK = frozenset({Scope.SITE, Scope.NOTEBOOK})
BLOCK_ONLY = frozenset({Scope.BLOCK})


def option(  # noqa: PLR0913 - a declaration reads best as one call
    default: object,
    read: Callable[[object], object],
    allowed: str,
    explain: str,
    *,
    shown: str = "",
    scopes: frozenset[Scope] = EVERYWHERE,
    takes_none: bool = False,
) -> Any:  # like dataclasses.field, whose type follows the annotation
    """Declare an option: the values it takes, in words, complete the sentence "NAME must be …".

    With `takes_none` the word `none` is one of them, and does not stand for the default.
    """
    said = {"allowed": allowed, "explain": explain, "shown": shown or _shown(default)}
    metadata: dict[str, object] = {name: sentence(text) for name, text in said.items()}
    metadata |= {"read": read, "scopes": scopes, "takes_none": takes_none}
    return dataclasses.field(default=default, metadata=metadata)


def _shown(default: object) -> str:
    """Write a default as a value, which no language translates."""
    return say("none") if default is None else f"`{str(default).lower()}`"


def choice(
    default: str,
    names: Iterable[str],
    explain: str,
    scopes: frozenset[Scope] = EVERYWHERE,
    *,
    takes_none: bool = False,
) -> Any:
    """Declare one of several names."""
    known = tuple(names)
    allowed = say("one of {names}", names=listed(known))
    read = one_of(*known)
    return option(default, read, allowed, explain, scopes=scopes, takes_none=takes_none)


def text(
    explain: str,
    allowed: str = "text",
    scopes: frozenset[Scope] = EVERYWHERE,
    *,
    takes_none: bool = True,
) -> Any:
    """Declare a text that readers see, or the name of something of the author's."""
    return option(
        None, read_text, allowed, explain, shown="not set", scopes=scopes, takes_none=takes_none
    )
