"""Texts side by side in one table, each with scores of its own: of two tokenizers, say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ParseError
from heatmark.core.naming import name_words
from heatmark.core.numerals import MISSING
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.records import Record


_NUMBER = lazy_re(r"(?<=\D)(?=\d+$)")
# Words that are no text of their own, but guesses at a token, another form of it, or its class.
_OF_TOKENS = lazy_re(
    r"\b(?:next|prev\w*|top\d*|pred\w*|target|argmax|best|guess\w*|gold|true|correct|expected|alt\w*"
    r"|candidate|answer|trans\w*|lemma|norm\w*|raw|lower|gloss|head|dự đoán|đoán|tiếp|dịch|gốc)\b"
    r"|^(?:từ loại|loại từ|(?:word|token) (?:class|type|category|kind))$"
)
_MARKS = "Ġ▁Ċ#@ ·_</w>"  # what tokenizers put around a word


def refuse_side_by_side(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int, scores: Sequence[int]
) -> tuple[Notice, ...]:
    """Refuse scores that belong to words of another column than that of the tokens.

    They do where these words stand between two columns of scores, and what the columns are called
    puts each beside its own; without names the author is told.

    Args:
        names: What the columns are called, or nothing.
        rows: The cells of all rows.
        token: The place of the tokens.
        scores: The places of the scores that would be drawn.

    Raises:
        ParseError: If names say so.
    """
    for at in sorted({*range(max(scores, default=0))} - {*scores, token}):
        first, second = sorted((token, at))
        own = [one for one in scores if first < one < second]  # equivalent: words are no scores
        others = [one for one in scores if one > second]  # equivalent: as above
        if not own or not others or not _are_other_words(rows, first, second):
            continue
        if not names:
            return (_may_belong(rows[0][second], rows[0][first]),)
        if _OF_TOKENS.search(name_words(names[at])):
            continue
        if _are_pairs(*(name_words(names[one]) for one in (first, own[0], second, others[0]))):
            _refuse(names, (first, own[0]), (second, others[0]))
    return ()


def without_blank_end(
    rows: Sequence[Record], names: Sequence[str], token: int, field: str
) -> list[Record]:
    """Leave out the last rows, if a longer text stands beside the one that is asked for.

    Args:
        rows: All rows.
        names: What the columns are called.
        token: The place of its tokens.
        field: The names of its scores, with commas between.
    """
    wanted = {field, *map(str.strip, field.split(","))}
    places = [token, *(at for at, name in enumerate(names) if name in wanted)]
    end = len(rows)
    while end > 1 and len(places) > 1 and not any(rows[end - 1].cells[at].strip() for at in places):
        end -= 1
    return [*rows[:end]]


def _are_other_words(rows: Sequence[Sequence[str]], token: int, at: int) -> bool:
    """Tell words that are not the tokens in another form."""
    pairs = [(row[token].strip(_MARKS).lower(), row[at].strip(_MARKS).lower()) for row in rows]
    known = [(one, other) for one, other in pairs if other not in MISSING]
    return not all(one and (one in other or other in one) for one, other in known)


def _are_pairs(token: str, score: str, other: str, other_score: str) -> bool:
    """Tell `từ 1`, `điểm 1`, `từ 2`, `điểm 2`, or two that are called as tokens are."""
    labels = _label(token), _label(other)
    if None in labels:
        return _is_in(token, score) and _is_in(other, other_score)
    one, two = str(labels[0]), str(labels[1])
    if one == two:
        return True
    return _is_in(one, score) and _is_in(two, other_score)


def _label(words: str) -> str | None:
    """Give what stands beside the word for a token: `gpt2` of `gpt2 token`; None of other names."""
    parts = _parted(words)
    found = [part for part in parts if is_token_name(part)]
    return " ".join(part for part in parts if part not in found) if found else None


def _is_in(label: str, words: str) -> bool:
    return {*_parted(label)} <= {*_parted(words)}


def _parted(words: str) -> list[str]:
    return " ".join(_NUMBER.sub(" ", word) for word in words.split()).split()


def _refuse(names: Sequence[str], first: tuple[int, int], second: tuple[int, int]) -> None:
    problem = say(
        "two texts are side by side in it: {other} holds words of its own beside {name}",
        name=quoted(names[first[0]]),
        other=quoted(names[second[0]]),
    )
    one, two = (
        say("#token={token} and field: {score}", token=names[at], score=names[score])
        for at, score in (first, second)
    )
    hint = say("draw one of them: {one}; or {two}", one=one, two=two)
    raise ParseError(problem, hint=hint, about="src")


def _may_belong(word: str, token: str) -> Notice:
    message = say(
        "{word} was left out, and the scores behind it were drawn on {token}",
        word=quoted(word),
        token=quoted(token),
    )
    hint = "if they are of these words, write the names of the columns above them, such as word 1"
    return Notice(name="left-out", message=message, hint=hint, about="src")
