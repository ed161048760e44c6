"""Words with scores that are no running text: sorted by their scores, as LIME gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TEXTS = ("text", "sentence", "document", "review", "input", "câu", "văn bản")
_LOOKED_AT = 1_000  # words that are looked for in the text


def sorted_words(node: Mapping[str, object], words: Sequence[str]) -> tuple[Notice, ...]:
    """Tell of words that stand in a text in another order, or between others that are left out.

    Args:
        node: What stands beside the words, which may have their text.
        words: The words.

    Returns:
        A notice, or nothing.
    """
    shown = [word.strip().casefold() for word in words[:_LOOKED_AT]]
    for name in _TEXTS:
        text = node.get(name)
        folded = text.casefold() if isinstance(text, str) else ""
        if shown and all(word in folded for word in shown):
            in_order = "".join(folded.split()).startswith("".join("".join(shown).split()))
            return () if in_order else (_notice(name),)
    return ()


def _notice(name: str) -> Notice:
    message = say(
        "the words are drawn as a text in the order of their list, and not in that of {name}",
        name=quoted(name),
    )
    hint = (
        "write the words of the text in their order, with null where one has no score: "
        '{"tokens": ["…", …], "scores": [0.5, null, …]}'
    )
    return Notice(name="left-out", message=message, hint=hint, about="src")
