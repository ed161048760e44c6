"""Random texts of tokens, the same in every run."""

from __future__ import annotations

import json
import random

_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơư"
# Of tokens that go on with a word: none of them looks like a word of its own to which a space is
# missing, or like a letter cut in two, of which authors are told.
_CONSONANTS = "bcdghklmnpqrstvx"


def tokens(count: int, seed: int = 0) -> list[str]:
    """Make tokens of 4.2 letters on average, most with a space before them."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        size = chance.choice((1, 2, 3, 3, 4, 4, 5, 5, 7, 8))
        begins = chance.random() < 0.7
        letters = chance.choices(_LETTERS if begins else _CONSONANTS, k=size)
        made.append(f"{' ' * begins}{''.join(letters)}")
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


def bodies(count: int) -> dict[str, str]:
    """Write a text in many ways, by what is special about each."""
    names, numbers = [token.strip() for token in tokens(count)], scores(count)
    pairs = [*zip(names, numbers, strict=True)]
    mapping = {"tokens": tokens(count), "scores": numbers}
    raw = {"tokens": [byte_level(token) for token in tokens(count)], "scores": numbers}
    return {
        "JSON": json_body(count),
        "JSON, first score missing": _json({**mapping, "scores": [None, *numbers[1:]]}),
        "JSON, byte-level tokens": _json(raw),
        "JSON, special tokens": _json({**mapping, "tokens": ["<s>", *tokens(count)[1:]]}),
        "YAML": f"tokens: {_json(mapping['tokens'])}\nscores: {_json(numbers)}",
        "rows": rows_body(count),
        "rows, first score -": rows_body(count).replace(f" {numbers[0]}\n", " -\n", 1),
        "rows, quoted": "\n".join(f'" {name}" {score}' for name, score in pairs),
        "text, score: length": f"text: {' '.join(names)}\nscore: length",
    }


def byte_level(token: str) -> str:
    """Write a token as GPT-2 and its kin do: each byte as a letter."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    letters = {byte: chr(byte) for byte in plain}
    letters |= {byte: chr(0x100 + at) for at, byte in enumerate(others)}
    return "".join(letters[byte] for byte in token.encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
