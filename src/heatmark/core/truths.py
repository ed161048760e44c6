"""Truth values, as masks have them: marks that people set are drawn as 1 and 0, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


AS_NUMBERS = say("write 1 for true and 0 for false: in Python mask.astype(int) gives them")
"""What to do about truth values in the place of scores."""
TRUTHS = frozenset({"true", "false"})
"""Truth values as texts, in lower case."""
_SPOKEN = TRUTHS | {"yes", "no", "đúng", "sai", "có", "không"}
_FLAGS = lazy_re(
    r"(?:is|has|like) .+|special(?: tokens?)?(?: mask)?|(?:\w+ )?attention mask|padding(?: mask)?"
    r"|(?:pad|loss|label|prompt) mask|masked|finished|done|stop|truncated|whitespace"
)
_UNCLEAR = lazy_re(r"(?:is|has|like) .+")


def is_mask(name: str) -> bool:
    """Tell a name under which no program writes flags, as `is_special`, `attention_mask` are."""
    return _FLAGS.fullmatch(name_words(name.rpartition(".")[2])) is None


def may_be_mask(name: str) -> bool:
    """Tell what may be a flag of a program, or what people say of a token: `is_rationale`."""
    words = name_words(name.rpartition(".")[2])
    return _UNCLEAR.fullmatch(words) is not None and not words.startswith("is special")


def is_truth(value: object) -> bool:
    """Tell True and False, also those of NumPy."""
    return isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", "") == "b"


def are_truths(value: object) -> bool:
    """Tell a list of truth values, some of which may be missing, or a list of such lists."""
    known = [one for one in value if one is not None] if isinstance(value, list) else []
    if not known:
        return False
    return all(map(_is_any, known)) or all(map(are_truths, known))


def _is_any(value: object) -> bool:
    """Tell a truth value, also one that is written as a text."""
    return is_truth(value) or (isinstance(value, str) and value.strip().lower() in TRUTHS)


def are_spoken(cells: Collection[str]) -> bool:
    """Tell cells of a table that all are truth values."""
    return bool(cells) and all(cell.strip().lower() in _SPOKEN for cell in cells)


def truths_among(
    values: Mapping[str, object], count: int, *, flags: bool = False
) -> dict[str, object]:
    """Find what has a truth value for each token, and is no flag of a program.

    Args:
        values: What stands beside the tokens, by name.
        count: How many tokens there are.
        flags: Whether those are found that begin as flags do, such as `is_`, and no others.
    """
    wanted = may_be_mask if flags else is_mask
    return {
        name: value
        for name, value in values.items()
        if are_truths(value) and wanted(name) and count in _lengths(value)
    }


def _lengths(value: object) -> list[int]:
    """Tell the lengths of a list, its first list, and so on."""
    lengths = []
    while isinstance(value, list):
        lengths.append(len(value))
        value = next((one for one in value if one is not None), None)
    return lengths


def no_truths(name: str, value: object, line: int | None = None) -> ScoreError:
    """Say of what should be scores that it is truth values.

    Args:
        name: What it is called.
        value: One of them, or all.
        line: Its line, if it is known.
    """
    problem = say(
        "{name} has truth values, and no numbers: {value}", name=quoted(name), value=quoted(value)
    )
    return ScoreError(problem, line=line, hint=AS_NUMBERS)


def truths_left_out(names: Iterable[str], level: str = "info") -> tuple[Notice, ...]:
    """Tell the author of truth values beside scores.

    Args:
        names: What they are called.
        level: How much it matters.
    """
    return tuple(
        Notice(
            name="left-out",
            message=say("{name} was left out: it has truth values", name=quoted(name)),
            hint=AS_NUMBERS,
            about="src",
            level=level,
        )
        for name in names
    )
