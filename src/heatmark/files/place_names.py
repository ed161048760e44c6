"""What places along the axes of arrays are called: `layers: [4, 8]`, `names: ["head 3", …]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


AXES = (
    *(
        "layer",
        "head",
        "model",
        "run",
        "seed",
        "epoch",
        "checkpoint",
        "neuron",
        "feature",
        "expert",
    ),
    *("tầng", "lớp", "đầu", "mô hình"),
)
"""What axes beside that of the tokens are called."""
CLASS = "class"
"""The axis that a list called `labels` names, which is mostly the columns of [tokens, classes]."""
_FORMS = ("{}", "{}s", "{}_ids", "{}_id", "{}_idx", "{}_indices", "{}_names", "{}_numbers")
_KEYS = {form.format(axis): axis for axis in AXES for form in _FORMS}
_NUMBERED = lazy_re(r"(\w+) (-?[0-9]+)")


def axis_places(
    keys: Iterable[str],
    read: Callable[[str], object],
    lengths: Iterable[int],
    tokens: int,
    names: Sequence[str] = (),
) -> dict[str, list[str]]:
    """Find what places along axes are called.

    Args:
        keys: All that stands beside the tokens, by name.
        read: Gives the list of a name.
        lengths: The lengths of the axes of arrays with several.
        tokens: How many tokens there are.
        names: The names of rows, which may say which layer or head each is.
    """
    found: dict[str, list[str]] = {}
    axes = [*lengths]
    for key in keys:
        called = _names_of(read(key)) if key in _KEYS else []
        if called and _is_axis(len(called), axes, tokens):
            found[_KEYS[key]] = called
    numbered = [_NUMBERED.fullmatch(name) for name in names]
    parted = [(one[1], one[2]) for one in numbered if one is not None]
    if parted and len(parted) == len(names) and len({axis for axis, _ in parted}) == 1:
        found[parted[0][0]] = [number for _, number in parted]
    return found


def axis_of(key: str) -> str | None:
    """Name the axis along which a list under this name may call the places."""
    return _KEYS.get(key)


def _names_of(value: object) -> list[str]:
    """Take numbers or names, no two of them the same."""
    if not isinstance(value, list) or not {*map(type, value)} <= {str, int}:
        return []
    return [*map(str, value)] if len({*value}) == len(value) else []


def _is_axis(count: int, axes: Sequence[int], tokens: int) -> bool:
    """Tell as many as an axis is long; of as many as there are tokens, another axis has to be."""
    return axes.count(count) > (1 if count == tokens else 0)


def titled(part: str) -> str:
    """Write a part such as `layer=4,head=1` as readers see it; any other is left as it is."""
    pairs = [item.partition("=") for item in part.split(",")]
    if not all(axis in AXES and value for axis, _, value in pairs):
        return part
    return ", ".join(f"{axis} {value}" for axis, _, value in pairs)
