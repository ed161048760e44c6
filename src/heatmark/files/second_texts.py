"""Lists that may be the tokens of another text, over which the rows of scores are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.files.array_parts import Chosen


# What one of two texts is called; a translation, an answer, what is asked and what is searched.
_SIDES = frozenset(
    {"source", "src", "target", "tgt", "trg", "encoder", "decoder", "query", "queries", "key"}
    | {"keys", "doc", "document", "passage", "hypothesis", "hyp", "translation", "reference"}
    | {"left", "right", "prompt", "answer", "response", "nguồn", "đích", "dịch"}
)


def is_of_side(name: str) -> bool:
    """Tell the name of one of two texts: `decoder_tokens`, `query`, `left_text`.

    Args:
        name: What a list of strings is called, or the way to it.
    """
    return not _SIDES.isdisjoint(name_words(name.rpartition(".")[2]).split())


def second_text(
    lists: Iterable[tuple[str, object]], tokens: Sequence[object], chosen: Chosen
) -> tuple[Notice, ...]:
    """Tell of tokens of another text that the rows may be over, where nothing names the rows.

    Args:
        lists: All lists beside the tokens, by name.
        tokens: The tokens.
        chosen: The rows of scores.

    Returns:
        A notice, or nothing.
    """
    count = len(chosen.columns)
    counted = [name for name, _ in chosen.columns] == [str(at + 1) for at in range(count)]
    if count < 2 or not (chosen.square or counted):
        return ()
    found = [
        name
        for name, one in lists
        if isinstance(one, list) and len(one) == count and one != [*tokens] and is_of_side(name)
        if all(isinstance(item, str) for item in one)
    ]
    if not found:
        return ()
    names = listed(map(quoted, found))
    message = say(
        "the rows of scores are not named by {names}, of which there are as many", names=names
    )
    hint = say(
        "if the rows are over these tokens, call them row_tokens; if the columns are, "
        "call them tokens, and the others row_tokens; silence: square-array, if neither is"
    )
    return (Notice(name="square-array", message=message, hint=hint, about="src"),)


def over_rows(chosen: Chosen, row_tokens: Sequence[str]) -> bool:
    """Tell rows of scores that are over the tokens of another text, and not over one of them.

    Args:
        chosen: The rows of scores.
        row_tokens: The tokens of the other text, if the file has them.
    """
    names = [name for name, _ in chosen.columns]
    same = names == [*row_tokens] or (chosen.square and len(names) == len(row_tokens))
    return bool(row_tokens) and same
