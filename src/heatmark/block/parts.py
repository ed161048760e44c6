"""What an author may choose by name, and what is said where a name is not there."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NoReturn

from heatmark.core.errors import ParseError
from heatmark.core.wording import listed, nearest, quoted, say, without_accents

if TYPE_CHECKING:
    from collections.abc import Sequence


_COMPARED = 200  # names among which a similar one is looked for: to compare names takes long
_SHOWN = 12  # names that an error lists
_NO_PARTS = say("it has no parts: leave the # and what follows out")


def near(name: str, names: Sequence[str]) -> str:
    """Suggest the name that may be meant, among not too many."""
    known = names[:_COMPARED]
    plain = next((one for one in known if _folded(one) == _folded(name)), None)
    alike = plain is not None and _composed(plain) == _composed(name)
    return nearest(name if plain is None or alike else plain, known)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    """Leave out accents and capitals, which who writes from memory does as well."""
    return without_accents(name.casefold())


def choices(names: Sequence[str]) -> str:
    """List what an author can choose from, and never at length."""
    shown = [quoted(name)[1:-1] or "''" for name in names[:_SHOWN]]
    more = len(names) - len(shown)
    names_shown = listed(shown)
    return say("{names} and {count} more", names=names_shown, count=more) if more else names_shown


def refuse_part(part: str, names: Sequence[str]) -> NoReturn:
    """Say which parts there are instead of one that is not there."""
    hint = say("parts are counted from 1;") if "0" in part.split(".") else near(part, names)
    known = say("its parts are {names}", names=choices(names)) if names else _NO_PARTS
    hint = say("{hint} {known}", hint=hint, known=known) if hint else known
    raise ParseError(
        say("there is no part {part} in it", part=quoted(part)), hint=hint, about="src"
    )
