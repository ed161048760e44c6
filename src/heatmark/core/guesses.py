"""What a model expected where a token stands: the token's rank, and how uncertain the model was."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, NoReturn, SupportsFloat, cast

from heatmark.core.checks import as_number
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.looks import is_missing
from heatmark.core.wording import counted, quoted, say


class Guess(NamedTuple):
    """What a model expected in the place of one token.

    Attributes:
        rank: 1 + the number of tokens of the vocabulary that were more likely: 1 is the likeliest.
            None where it is not known.
        entropy: Shannon's entropy of the whole distribution, H = -Σ P ln P, over all tokens of the
            vocabulary, in nat or in the unit of the scores. None where it is not known.
    """

    rank: int | None
    entropy: float | None


def check_guesses(guesses: Iterable[object], tokens: int) -> tuple[Guess, ...]:
    """Make sure that each token has a rank from 1 on and an entropy from 0 on, or None of them.

    Args:
        guesses: N pairs of a rank and an entropy.
        tokens: How many tokens there are.

    Raises:
        ParseError: If they are not as many, or a rank is no whole number from 1 on.
        ScoreError: If an entropy is no finite number from 0 on.
    """
    pairs = [cast("tuple[object, object]", item) for item in guesses]
    if len(pairs) != tokens:
        problem = say(
            "{tokens} but {ranks}",
            tokens=counted(tokens, "token"),
            ranks=counted(len(pairs), "rank"),
        )
        raise ParseError(problem, hint="each token needs one rank, or null", about="ranks")
    return tuple(Guess(_rank(rank), _entropy(entropy)) for rank, entropy in pairs)


def paired(ranks: object, entropy: object, tokens: int) -> list[tuple[Any, Any]] | None:
    """Put together what is given as two lists.

    Args:
        ranks: N ranks from 1, None where one is not known; or None.
        entropy: N entropies; or None.
        tokens: How many tokens there are.

    Raises:
        ParseError: If one of both is no list, or not as long as the tokens.
    """
    if ranks is None and entropy is None:
        return None
    lists = (_listed("ranks", ranks, tokens), _listed("entropy", entropy, tokens))
    return [*zip(*lists, strict=True)]  # equivalent: one a token in both


def unpaired(guesses: Sequence[Guess] | None) -> dict[str, tuple[Any, ...] | None]:
    """Give ranks and entropies as they are given: two lists, or None where nothing is known."""
    ranks, entropies = zip(*guesses, strict=True) if guesses else ((), ())  # equivalent: pairs
    named = {"ranks": ranks, "entropy": entropies}
    return {name: None if all(one is None for one in row) else row for name, row in named.items()}


def _listed(name: str, values: object, tokens: int) -> Sequence[object]:
    if values is None:
        return (None,) * tokens
    if isinstance(values, str | bytes | dict | set) or not isinstance(values, Iterable):
        problem = say("{name} must be a list (got {value})", name=name, value=quoted(values))
        raise ParseError(problem, hint=say("write {name}: [1, 2, null]", name=name), about=name)
    found = tuple(values)
    if len(found) != tokens:
        problem = say(
            "{tokens} but {values} in {name}",
            tokens=counted(tokens, "token"),
            values=counted(len(found), "number"),
            name=name,
        )
        raise ParseError(problem, hint="write null where it is not known", about=name)
    return found


def _rank(value: object) -> int | None:
    number = None if value is None else as_number(value)
    if value is None or (number is not None and math.isnan(number)):
        return None
    whole = whole_number(value)
    if whole is None or whole < 1:
        _refuse_rank(value)
    return whole


def whole_number(value: object) -> int | None:
    """Take a whole number, also one that is written as a float: pandas does so beside a NaN."""
    number = as_number(value)
    if number is None or not math.isfinite(number) or number % 1:
        return None
    return int(number)


def _refuse_rank(value: object) -> NoReturn:
    problem = say("a rank is a whole number from 1 on (got {value})", value=quoted(value))
    hint = "1 is the likeliest token; add 1 to ranks that begin at 0"
    raise ParseError(problem, hint=hint, about="ranks")


def _entropy(value: object) -> float | None:
    if is_missing(value):
        return None
    known = isinstance(value, SupportsFloat) and not isinstance(value, bool)
    number = float(cast("SupportsFloat", value)) if known else math.nan
    if not math.isfinite(number) or number < 0:
        problem = say("an entropy is a finite number from 0 on (got {value})", value=quoted(value))
        hint = "H = -Σ P ln P over the whole vocabulary; write null where it is not known"
        raise ScoreError(problem, hint=hint, about="entropy")
    return number + 0.0
