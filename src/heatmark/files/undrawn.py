"""What stands beside tokens without scores, and is not drawn: ranks, counts, labels of words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from heatmark.core.column_kinds import no_scores
from heatmark.core.errors import Notice, ParseError, ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.ranks import only_count
from heatmark.language.columns import is_token_name

FOR_LABELS = say(
    'for the labels, write {"tokens": ["…", …], "classes": ["…", …]}: one for each token'
)
"""What to do about labels of tokens: a JSON file takes it, and a block."""
_LOOK = 50  # records that are looked at
_RANKS = ("rank", "n")
_NUMBERS = (*_RANKS, "no", "line", "row", "step", "position", "pos", "index", "idx")
_LABELS = lazy_re(
    r"(?:(?:ner|pos|xpos|upos|dep|chunk|bio|entity|word|token|srl|gold|predicted) )?"
    r"(?:tags?|labels?|types?|class|classes)"
    r"|ner|pos|xpos|upos|dep|deprel|chunks?|bio|entity|entities|từ loại|nhãn"
)


def is_numbering(name: str) -> bool:
    """Tell names under which numbers are left out beside scores, and may be all that there is."""
    return name in _NUMBERS


def refuse_numbering(values: Mapping[str, object], count: int) -> None:
    """Refuse ranks, counts and the like where there are no scores, as in a table.

    Args:
        values: What stands beside the tokens, by name.
        count: How many tokens there are.

    Raises:
        ScoreError: If there are such numbers, which do not but count tokens or tell their places.
    """
    for name in _NUMBERS:
        value = values.get(name)
        if not isinstance(value, list) or len(value) != count:
            continue
        known = [one for one in value if one is not None]
        numbers = bool(known) and all(type(one) in {int, float} for one in known)
        if numbers and not _counts(name, known):
            raise no_scores([name], None)


def _counts(name: str, known: list[float]) -> bool:
    """Tell numbers that count tokens, and places, which rise or are all the same."""
    if name in _RANKS:
        return only_count(known) and known[0] in {0, 1}
    return known == sorted(known)


def labels_left_out(values: Mapping[str, object], count: int) -> tuple[Notice, ...]:
    """Tell the author of labels beside tokens that have no scores.

    Args:
        values: What stands beside the tokens, by name.
        count: How many tokens there are.
    """
    others = {} if "classes" in values else values  # which are drawn
    names = [
        name
        for name, value in others.items()
        if isinstance(value, list) and len(value) == count and _are_labels(name, value)
    ]
    return tuple(
        Notice(
            name="left-out",
            message=say("{name} was left out: it has labels, and no numbers", name=quoted(name)),
            hint=FOR_LABELS,
            about="src",
        )
        for name in names
    )


def _are_labels(name: str, value: list[object]) -> bool:
    words = name_words(name.rpartition(".")[2])
    known = [one for one in value if one is not None]
    texts = bool(known) and all(isinstance(one, str) for one in known)
    return texts and _LABELS.fullmatch(words) is not None


def refuse_labels(value: object) -> None:
    """Say of words with labels and nothing else that they have no scores.

    Args:
        value: A whole file: records of a word and its labels.

    Raises:
        ParseError: If it is such a file.
    """
    rows = [*islice(value, _LOOK)] if isinstance(value, list) else []
    if not rows or not all(map(_is_labelled, rows)):
        return
    problem = say("it has labels of words, and no scores: {value}", value=quoted(rows[0]))
    raise ParseError(problem, hint=FOR_LABELS)


def _is_labelled(row: object) -> bool:
    """Tell a flat record of a token, with labels beside it."""
    if not isinstance(row, Mapping) or not all(isinstance(one, str) for one in row.values()):
        return False
    names = [str(name) for name in row]
    labels = [name for name in names if _LABELS.fullmatch(name_words(name))]
    return bool(labels) and any(map(is_token_name, names))


def with_classes(error: ScoreError) -> ScoreError:
    """Add to the hint of an error about a table with labels what shows these."""
    hint = say("{hint}; {classes}", hint=error.hint, classes=FOR_LABELS)
    return ScoreError(error.message, line=error.line, hint=hint)
