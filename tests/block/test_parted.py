"""Rows with more fields than scores."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse_body
from heatmark.block.parted import parted_numbers
from heatmark.block.row import Row
from heatmark.core.errors import ScoreError


@pytest.mark.parametrize("mark", ["-", "–", "—", "~"])
@pytest.mark.parametrize("rest", ["", " 1"])
def test_a_dash_between_token_and_score(mark: str, rest: str) -> None:
    """It is no series without any score."""
    with pytest.raises(ScoreError, match="stands between each token and its score") as caught:
        parse_body(f"Hà {mark} 0.5{rest}\nNội {mark} 0.7{rest}\n")
    assert caught.value.line == 1
    assert caught.value.hint.startswith(f"leave {mark} out")
    with pytest.raises(ScoreError, match="stands between") as caught:
        parse_body(f"\nHà {mark} 0.5\nNội {mark} 0.7\nđẹp {mark} 1")
    assert caught.value.line == 2
    assert parse_body(f"Hà 0.5{rest}\nNội 0.7{rest}\n").tokens == ("Hà", "Nội")


@pytest.mark.parametrize(
    "body",
    [
        "token a b\nHà - 0.5\nNội - 0.7\n",
        "Hà - 0.5\nNội 1 0.7\n",
        "Hà -\nNội -\n",
        "Hà - 0.5\n",
        "Hà NA 1\nNội NA 2\n",
    ],
)
def test_signs_that_a_score_is_missing(body: str) -> None:
    """Names above them, other scores, and signs that are no marks say so."""
    assert parse_body(body).tokens


def test_a_number_with_a_space_within() -> None:
    """Where all rows have one, it is said that they are read as two."""
    rows = [Row(1, "a", ["1", "234"], quoted=False)]
    (notice,) = parted_numbers(rows)
    assert notice.name == "parted-numbers"
