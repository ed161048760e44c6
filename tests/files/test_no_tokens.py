"""What a notebook has in place of a list of tokens."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.no_tokens import refuse_no_tokens
from heatmark.heatmap import Heatmap

WORDS = ["Hà", "Nội", "đẹp"]
SCORES = [1.5, 2.5, 3.5]
FRAME = pd.DataFrame({"n": ["x", "y", "z"], "từ": WORDS, "rank": [3, 1, 2], "score": SCORES})
ROWS = [{"token": word, "score": score} for word, score in zip(WORDS, SCORES, strict=True)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (dict(zip(WORDS, SCORES, strict=True)), "list(d), list(d.values())"),
        (dict(zip(WORDS, np.array(SCORES), strict=True)), "list(d), list(d.values())"),
        ({"tokens": WORDS, "scores": SCORES}, "d['tokens'], d['scores']"),
        ({"words": WORDS, "x": np.array(SCORES)}, "d['words'], d['x']"),
        (FRAME, "frame['từ'], frame['score']"),
        (FRAME[["n", "score"]].set_axis(WORDS), "list(frame.index), frame['score']"),
        (pd.DataFrame({"chữ": WORDS, "y": SCORES}), "frame['chữ'], frame['y']"),
        (pd.Series(SCORES, index=WORDS), "list(series.index), list(series)"),
        (list(zip(WORDS, SCORES, strict=True)), "*zip(*pairs)"),
        (dict(zip(WORDS, SCORES, strict=True)).items(), "*zip(*pairs)"),
        (ROWS, "[row['token'] for row in rows], [row['score'] for row in rows]"),
    ],
)
def test_how_to_give_them(given: Any, code: str) -> None:
    """The hint is a call, with the names that are there."""
    with pytest.raises(ParseError) as caught:
        Heatmap(given)
    assert caught.value.hint == f"give tokens and scores one by one: Heatmap({code})"


def test_the_hints_work() -> None:
    """What they say to write draws the words and their scores."""
    d, series = dict(zip(WORDS, SCORES, strict=True)), pd.Series(SCORES, index=WORDS)
    frame = FRAME.set_axis(WORDS)
    for made in (
        Heatmap(list(d), list(d.values())),
        Heatmap(frame["từ"], frame["score"]),
        Heatmap(list(frame.index), frame["score"]),
        Heatmap(list(series.index), list(series)),
        Heatmap(*zip(*d.items(), strict=True)),
        Heatmap([row["token"] for row in ROWS], [row["score"] for row in ROWS]),
    ):
        assert [token.strip() for token in made.tokens] == WORDS
        assert made.scores.tolist() == [SCORES]


def test_counters() -> None:
    """Counts of words are scores."""
    with pytest.raises(ParseError, match=r"Heatmap\(list\(d\), list\(d.values\(\)\)\)"):
        Heatmap(Counter(WORDS))
    with pytest.raises(ParseError, match=r"Heatmap\(list\(series.index\), list\(series\)\)"):
        Heatmap(pd.Series(WORDS).value_counts())


def test_a_text() -> None:
    """Its words are tokens beside as many scores."""
    text = "Hà Nội đẹp"
    with pytest.raises(ParseError) as caught:
        Heatmap(text, SCORES)
    code = caught.value.hint.partition(", give ")[2]
    assert code == "Heatmap(text.split(), scores, text=text)"
    assert Heatmap(text.split(), SCORES, text=text).text == text


@pytest.mark.parametrize(
    "given", [{}, {"a": "b"}, {"input_ids": [1, 2]}, {"a": [1, 2]}, {"tokens": ["a", 1]}]
)
def test_other_mappings(given: Any) -> None:
    """Of ids the tokenizer gives the tokens."""
    with pytest.raises(ParseError, match="convert_ids_to_tokens"):
        Heatmap(given)


@pytest.mark.parametrize(
    "given",
    [
        [],
        WORDS,
        tuple(WORDS),
        [("a", "b")],
        [("a", 1, 2)],
        [b"a"],
        pd.Series(WORDS),
        [1],
        None,
        {1},
    ],
)
def test_others(given: Any) -> None:
    """Tokens are left alone, and what the gate says of others it says."""
    refuse_no_tokens(given)
    with pytest.raises(HeatmarkError):
        Heatmap(pd.Series([1, 2]))


def test_frames_without_numbers() -> None:
    """They have no scores to be named."""
    with pytest.raises(ParseError, match=r"Heatmap\(frame\['token'\], scores\)"):
        Heatmap(pd.DataFrame({"token": WORDS}))
    with pytest.raises(ParseError, match=r"Heatmap\(frame\['x'\], frame\['y'\]\)"):
        Heatmap(pd.DataFrame({"x": WORDS, "y": SCORES}))
    with pytest.raises(ParseError, match="convert_ids"):
        Heatmap([{"x": 1}])
