"""What a file says that its scores are, beside what an author says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import SHARE, Quantity, given, is_other, kind_of, quantity, unit_in
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Mapping

# What may be surprisals by another name, as each is the mean of some.
_SAME = lazy_re(r"cross[ _-]?entropy.*|.*loss|surprise", re.IGNORECASE)


def own_given(said: Mapping[str, object], asked: Mapping[str, object], wider: str) -> str:
    """Tell what a file says against the `given` of a page, which was not written for it.

    Args:
        said: Options of the file.
        asked: Options of the block.
        wider: What page and site say that scores are.

    Returns:
        What it says, as `given` has it, or nothing where they agree, or the block says it.
    """
    if "given" in asked or not wider or not _differs(said, wider):
        return ""
    return _as_given(said)


def contradictions(said: Mapping[str, object], asked: Mapping[str, object]) -> tuple[Notice, ...]:
    """Tell of what a block says that scores are where their file says something else.

    Args:
        said: Options of the file.
        asked: Options of the block.
    """
    measure, called = str(said.get("measure") or ""), str(asked.get("given") or "")
    if called and _differs(said, called):
        problem = say(
            "the file says that its scores are {own}, and given says {given}",
            own=_as_given(said),
            given=called,
        )
        hint = "leave given out if the file is right; else give its column another name"
        return (Notice(name="impossible-score", message=problem, hint=hint, about="given"),)
    wanted = str(asked.get("measure") or "")
    is_free = (
        not called
        and {"given", "transform"}.isdisjoint({*said, *asked})
        and not _SAME.fullmatch(measure)
    )
    if is_free and kind_of(wanted) is not None and is_other(measure):
        problem = say(
            "the file says that its scores are {own}, which is not converted to {measure}",
            own=quoted(measure),
            measure=wanted,
        )
        hint = "leave measure out, or convert the scores where you compute them"
        return (Notice(name="no-effect", message=problem, hint=hint, about="measure"),)
    return ()


def _differs(said: Mapping[str, object], called: str) -> bool:
    """Tell another kind, or another unit than that which a file has in so many words.

    What programs call logprob is in nat by custom alone.
    """
    own, other = _said(said), given(called)
    if own is None or other is None or said.get("given"):  # which says how its measure was made
        return False
    has_unit = bool(said.get("unit") or unit_in(str(said["measure"])))
    by_custom = own.factor == 1 and own.kind != SHARE
    return own.kind != other.kind or (has_unit and not by_custom and own.factor != other.factor)


def _said(said: Mapping[str, object]) -> Quantity | None:
    return quantity(str(said.get("measure") or ""), str(said.get("unit") or "") or None)


def _as_given(said: Mapping[str, object]) -> str:
    measure, unit = said["measure"], said.get("unit")
    return f"{measure}, {unit}" if unit else str(measure)
