"""Where a token stands among those that could have stood in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Alternatives, ScoredTokens


def chosen_of(
    heatmap: ScoredTokens, shown: Sequence[str], alternatives: Alternatives | None
) -> tuple[int | None, ...] | None:
    """Find each token among its alternatives.

    Args:
        heatmap: N tokens as the tokenizer writes them, with alternatives written alike: so parts of
            characters are found, too, of which a text shows nothing.
        shown: The N tokens as texts.
        alternatives: The alternatives as texts.

    Returns:
        N places from 0, None where a token is none of its alternatives; or None if there are none.
    """
    if alternatives is None or heatmap.alternatives is None:
        return None
    written, others = heatmap.tokens, heatmap.alternatives
    rows = zip(written, others, shown, alternatives, strict=True)  # equivalent: as many in each
    return tuple(
        _place(token, [one for one, _ in listed], text, [one for one, _ in seen])
        for token, listed, text, seen in rows
    )


def _place(token: str, tokens: Sequence[str], text: str, listed: Sequence[str]) -> int | None:
    """Find a token as it is written, else its text, or the only one like it but for spaces."""
    if token in tokens:
        return tokens.index(token)
    if text in listed:
        return listed.index(text)
    same = [at for at, one in enumerate(listed) if one.strip() == text.strip() != ""]
    return same[0] if len(same) == 1 else None
