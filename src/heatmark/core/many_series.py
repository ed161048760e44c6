"""Series of which there are hundreds without a name: numbers of each token that nobody summed."""

from __future__ import annotations

from heatmark.core.axes import square_array
from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

_MANY = 100  # dimensions of a model; it has fewer layers and heads
_MANY_SUMMED = 32  # of what is usually summed over them
_SUMMED = lazy_re(
    r"\b(?:attr|attrs|attributions?|saliency|saliencies|gradients?|grads?|ig|integrated gradients"
    r"|relevances?|importances?|contributions?|lrp|deeplift)(?!\w)"
)


def are_many(width: int, name: str = "") -> bool:
    """Tell so many numbers of each token that they are dimensions of a model.

    Args:
        width: How many there are.
        name: What they are called: of attributions fewer are.
    """
    return width >= (_MANY_SUMMED if _SUMMED.search(name_words(name)) else _MANY)


def many_in_file(width: int, name: str, one: str) -> Notice:
    """Say that each of hundreds of numbers is drawn as a series of its own.

    Args:
        width: How many there are.
        name: What they are called.
        one: What picks one of them.
    """
    problem = say(
        "{name} has {width} numbers for each token, and each is drawn as a series",
        name=quoted(name),
        width=width,
    )
    hint = say("to draw one of them, write {one}", one=one)
    if _SUMMED.search(name_words(name)):
        hint = say(
            "for one score of each token, sum over them in Python before they are saved: "
            "{name}.sum(-1); to draw one of them, write {one}",
            name=name.rpartition(".")[2],
            one=one,
        )
    return Notice(name="many-series", message=problem, hint=hint, about="src")


def told_of_rows(width: int, tokens: int, *, turned: bool, guessed: bool) -> list[Notice]:
    """Say what was read by custom of an array in Python.

    Args:
        width: How many series there are, or 0 if they are named.
        tokens: How many tokens there are.
        turned: Whether the tokens were along its first axis.
        guessed: Whether they could have been along either.
    """
    if guessed:
        return [square_array(tokens)]
    if not (turned and are_many(width)):
        return []
    problem = say("there are {width} numbers for each token, each drawn as a series", width=width)
    hint = "for one score of each token, give scores.sum(-1); one of the series is scores[..., 0]"
    return [Notice(name="many-series", message=problem, hint=hint, about="scores")]
