"""What is called like scores and cannot be read: tokens are not drawn without it in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from heatmark.core.axes import is_attention
from heatmark.core.errors import ScoreError
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say
from heatmark.files.choose import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Collection

_SCORES = "scores"
_ANYTHING = {"value", "values"}  # which may be words


def refuse_unread(values: Mapping[str, object]) -> None:
    """Refuse what is called like scores, where nothing could be read that is.

    Args:
        values: All that stands beside the tokens, by name.

    Raises:
        ScoreError: If something there was meant for scores.
    """
    for name, value in values.items():
        if is_called_scores(name) and _is_meant(name, value):
            raise unread(name, value)


def refuse_partly_read(values: Mapping[str, object], read: Collection[str]) -> None:
    """Refuse a mapping of scores of which some series could not be read.

    Args:
        values: All that stands beside the tokens, by name.
        read: The names of all that could be read: `scores.a`, or `scores.a.b` of a mapping in it.

    Raises:
        ScoreError: If there is such a series.
    """
    series = values.get(_SCORES)
    for name, value in series.items() if isinstance(series, Mapping) else ():
        path = f"{_SCORES}.{name}"
        if not any(one == path or one.startswith(f"{path}.") for one in read):
            raise unread(path, value)


def is_called_scores(name: str) -> bool:
    """Tell a name that scores usually have; a mask says which tokens a model may see."""
    name = name.lower()
    return name in PREFERRED or (is_attention(name) and "mask" not in name)


def unread(name: str, value: object) -> ScoreError:
    """Say that what should be scores is none."""
    problem = say(
        "{name} has no numbers that could be read: {value}", name=quoted(name), value=quoted(value)
    )
    hint = "write a list of one number for each token, or null where it is missing"
    return ScoreError(problem, hint=hint)


def _is_meant(name: str, value: object) -> bool:
    """Tell what may hold a number for each token from one for the whole text, and from words."""
    if isinstance(value, str):
        return all(map(is_number, value.replace(",", " ").split())) and bool(value.strip())
    if isinstance(value, list):
        known = [one for one in value if one is not None]
        may_be_words = name in _ANYTHING or is_attention(name)
        return bool(known) and not (may_be_words and all(isinstance(one, str) for one in known))
    return bool(value) if isinstance(value, Mapping) else value is not None and name == _SCORES
