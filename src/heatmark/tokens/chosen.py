"""Where a token stands among those that could have stood in its place."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from heatmark.tokens.cells import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Alternatives, Score, ScoredTokens


def read_alternatives(known: Alternatives | None, scheme: str) -> Alternatives | None:
    """Show what could have stood in each place as text, too.

    Different tokens that read alike (`to` and `##to`) stay in their list as they are written.

    Args:
        known: Tokens with their scores, or None.
        scheme: The scheme that they are written in.
    """
    if known is None or scheme == "text":
        return known
    texts = iter(decoded([token for item in known for token, _ in item], scheme))
    return tuple(_apart(item, [next(texts) for _ in item]) for item in known)


def _apart(
    listed: Sequence[tuple[str, float]], texts: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    count = Counter(texts)
    pairs = zip(listed, texts, strict=True)
    return tuple((token if count[text] > 1 else text, score) for (token, score), text in pairs)


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
    one = heatmap.series[0].scores if len(heatmap.series) == 1 else (None,) * len(heatmap.tokens)
    rows = zip(heatmap.tokens, heatmap.alternatives, shown, alternatives, one, strict=True)
    return tuple(
        _place(token, [one for one, _ in listed], text, seen, score)
        for token, listed, text, seen, score in rows
    )


def _place(
    token: str, tokens: Sequence[str], text: str, listed: Sequence[tuple[str, float]], own: Score
) -> int | None:
    """Find a token as it is written, else its text, or the only one like it but for spaces.

    Vocabularies have tokens that differ in spaces alone: one with another score is another token.
    """
    if token in tokens:
        return tokens.index(token)
    texts = [one for one, _ in listed]
    if text in texts:
        return texts.index(text)
    same = [at for at, one in enumerate(texts) if one.strip() == text.strip() != ""]
    is_it = len(same) == 1 and (own is None or _is_near(own, listed[same[0]][1]))
    return same[0] if is_it else None


def _is_near(one: float, other: float) -> bool:
    """Tell whether two scores may be one that was rounded."""
    return math.isclose(one, other, rel_tol=0.02, abs_tol=0.006)
