"""Texts of a list or of JSON Lines chosen by what they say of themselves: `#layer=8`, `#doc=3`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from unicodedata import normalize

from heatmark.block.parts import choices
from heatmark.core.errors import ParseError
from heatmark.core.wording import quoted, say
from heatmark.files.place_names import AXES

if TYPE_CHECKING:
    from collections.abc import Sequence


_SCALAR = {str, int, float}


def chosen_by(
    members: Sequence[Mapping[str, object]], picks: Mapping[str, str]
) -> tuple[list[int], dict[str, str]]:
    """Choose members by what they have under some names.

    Args:
        members: What each of them says of itself.
        picks: A value for each of some names.

    Returns:
        The places of those that have these values, and the picks that none of them is told by.

    Raises:
        ParseError: If some have such names, and none has that value.
    """
    kept, rest = [*range(len(members))], dict(picks)
    if len(members) == 1:
        return kept, rest
    for name, value in picks.items():
        known = {at: str(members[at][name]) for at in kept if _has(members[at], name)}
        if not known:
            continue
        kept = [at for at, one in known.items() if _is_same(one, value)]
        if not kept:
            problem = say("there is no {name} {value} in it", name=name, value=quoted(value))
            hint = say("there are {values}", values=choices([*dict.fromkeys(known.values())]))
            raise ParseError(problem, hint=hint, about="src")
        del rest[name]
    return kept, rest


def _is_same(one: str, value: str) -> bool:
    """Tell what is written alike, also with other accents, or the same whole number: 8 is 8.0."""
    return normalize("NFC", one).removesuffix(".0") == normalize("NFC", value).removesuffix(".0")


def _has(member: Mapping[str, object], name: str) -> bool:
    return type(member.get(name)) in _SCALAR


def axis_names(member: Mapping[str, object]) -> list[str]:
    """Name a text by its layer, its head and the like: each, and all of them together.

    Args:
        member: What it says of itself.
    """
    single = [f"{axis}={member[axis]}" for axis in AXES if type(member.get(axis)) in {str, int}]
    return [*single, ",".join(single)] if len(single) > 1 else single


def telling_names(members: Sequence[object]) -> list[str]:
    """Name the members of a list by their layers and the like, or give nothing if it cannot be.

    Args:
        members: The list, of which none may be a mapping.
    """
    first = members[0] if len(members) > 1 else None  # equivalent: the other is as good
    if not isinstance(first, Mapping) or not axis_names(first):
        return []
    named = [axis_names(one) if isinstance(one, Mapping) else [] for one in members]
    if len({*map(len, named)}) > 1:
        return []
    ways = zip(*named, strict=True)
    return next(([*way] for way in ways if len({*way}) == len(members)), [])
