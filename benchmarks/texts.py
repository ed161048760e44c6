"""Random texts of tokens, the same in every run."""

from __future__ import annotations

import json
import random

_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơư"


def tokens(count: int, seed: int = 0) -> list[str]:
    """Make tokens of 4.2 letters on average, most with a space before them."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        size = chance.choice((1, 2, 3, 3, 4, 4, 5, 5, 7, 8))
        space = " " if chance.random() < 0.7 else ""
        made.append(space + "".join(chance.choices(_LETTERS, k=size)))
    return made


def scores(count: int, seed: int = 1) -> list[float]:
    """Make scores as a model gives them: log-probabilities, evenly from -8 to 0."""
    chance = random.Random(seed)
    return [round(chance.uniform(-8, 0), 4) for _ in range(count)]


def json_body(count: int, seed: int = 0) -> str:
    """Write them as the body of a fence, tokens on one line, scores on another."""
    first = json.dumps(tokens(count, seed), ensure_ascii=False)
    return f'{{"tokens": {first},\n"scores": {json.dumps(scores(count, seed + 1))}}}'


def rows_body(count: int, seed: int = 0) -> str:
    """Write them as rows, one token a line."""
    pairs = zip(tokens(count, seed), scores(count, seed + 1), strict=True)
    return "\n".join(f"{token.strip()} {score}" for token, score in pairs)
