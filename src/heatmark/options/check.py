"""Checks what authors write against what options take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from heatmark.core.curly import without_curly
from heatmark.core.errors import OptionError
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import SHARE, Quantity, quantity
from heatmark.core.unit_names import is_unit
from heatmark.core.wording import listed, nearest, quoted, say
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope, known
from heatmark.options.meant import meant
from heatmark.options.values import is_decimal_comma

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_WORDING = frozenset({"title", "share_title", "alt", "sample"})  # which may be a quotation
_CONTROL = lazy_re(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def check(name: str, value: object, scope: Scope, line: int | None = None) -> object:
    """Read one option.

    Args:
        name: The option's name.
        value: What the author wrote: a string from a header, or a value from YAML.
        scope: Where it was written.
        line: The line of the block to name in an error.

    Returns:
        The option's value in its own type. None stands for the default, and so does the word
        `none` but where it is a value itself: a title may be "None".

    Raises:
        OptionError: If there is no such option, if it cannot be set there, or if it does not take
            the value.
    """
    try:
        value = _plain(value)
    except RecursionError:
        problem = say("{name} is nested too deeply", name=quoted(name))
        raise OptionError(problem, line=line, hint="make it flatter") from None
    if name not in DECLARED:
        hint = meant(name, value, known(scope))
        if name in CONTENT:
            hint = "it stands beside the tokens: in the body of a block, in Heatmap(tokens, scores)"
        raise OptionError(say("unknown option {name}", name=quoted(name)), line=line, hint=hint)
    declared = DECLARED[name].metadata
    if scope not in declared["scopes"]:
        indices = listed(index.called for index in Scope if index in declared["scopes"])
        hint = say("it can be set for: {places}", places=indices)
        raise OptionError(
            say("{name} cannot be set for a {scope}", name=name, scope=scope.called),
            line=line,
            hint=hint,
        )
    if value is None or (_says_none(value) and not declared["takes_none"]):
        return DECLARED[name].default
    inner = without_curly(value) if isinstance(value, str) and name not in _WORDING else ""
    if inner:
        problem = say("the quotes around {token} are curly", token=f'"{inner}"')
        hint = say("write straight quotes: {token}", token=f'{name}: "{inner}"')
        raise OptionError(problem, line=line, hint=hint)
    try:
        return declared["read"](value)
    except (ValueError, TypeError, OverflowError):
        problem = say(
            "{name} must be {declared} (got {value})",
            name=name,
            declared=declared["allowed"],
            value=quoted(value),
        )
        hint = _unseen(value) or _unit_alone(name, value) or _point(name, value)
        hint = hint or _near(str(value), declared)
        raise OptionError(problem, line=line, hint=hint) from None


def _plain(value: object) -> object:
    """Take numbers and arrays of NumPy and its kin for those of Python, in lists, too.

    In Python authors hand over what they have computed, and no option takes any other object.
    """
    if isinstance(value, list | tuple):
        return [*map(_plain, value)]
    if isinstance(value, dict):
        return {_plain(name): _plain(one) for name, one in value.items()}
    made = getattr(value, "tolist", None)
    return made() if callable(made) else value


def _unseen(value: object) -> str:
    """Name a control character in a value, which the author cannot see."""
    found = _CONTROL.search(value) if isinstance(value, str) else None
    code = f"U+{ord(found[0]):04X}" if found else ""
    return say("take the control character {code} out", code=code) if code else ""


def _near(value: str, declared: Mapping[str, Any]) -> str:
    """Suggest a word that the option takes, and that is written nearly so."""
    words = re.findall(r"[^\W\d][\w-]*", declared["allowed"])
    return nearest(value, [word for word in words if _takes(declared["read"], word)])


def _takes(read: Callable[[object], object], word: str) -> bool:
    try:
        read(word)
    except (ValueError, TypeError, OverflowError):
        return False
    return True


def _unit_alone(name: str, value: object) -> str:
    """Say what goes before the unit that is all that is said of what scores are."""
    unit = str(value).strip()
    if name != "given" or not is_unit(unit):
        return ""
    if quantity(SHARE, unit) != Quantity(SHARE, None):
        return say("write given: 'P, {unit}'", unit=unit)
    return say("write given: 'log P, {unit}' or given: 'surprisal, {unit}'", unit=unit)


def _point(name: str, value: object) -> str:
    """Say how a number is written whose comma may be that of decimals."""
    if name not in {"steps", "clip"} or not is_decimal_comma(value):
        return ""
    text = str(value).strip()
    if name == "steps":
        return say(
            "write a decimal with a point: {point}; two numbers stand in brackets: [{two}]",
            point=text.replace(",", "."),
            two=text.replace(",", ", "),
        )
    return say("write a decimal with a point: {point}", point=text.replace(",", "."))


def _says_none(value: object) -> bool:
    return isinstance(value, str) and value.lower() == "none"


def check_all(
    values: Mapping[str, object], scope: Scope, lines: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Read all options of one level; see [check][heatmark.options.check.check]."""
    lines = lines or {}
    return {name: check(name, value, scope, lines.get(name)) for name, value in values.items()}
