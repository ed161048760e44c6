"""Blocks and data files that are written: read again, they say the same."""

from __future__ import annotations

import json
import math

import pytest

from heatmark.block.block import parse_body
from heatmark.block.written import write_data, write_fence
from heatmark.core.errors import ScoreError
from heatmark.core.scored_tokens import ScoredTokens, Series


def content(*series: Series, tokens: tuple[str, ...] = ("Hà", " ```` Nội")) -> ScoredTokens:
    return ScoredTokens(tokens, series)


def test_a_fence_is_longer_than_what_is_in_it() -> None:
    """Backticks of a token do not end the block."""
    lines = write_fence(content(Series((1, None))), {"title": "T"}).split("\n")
    assert lines[0] == "`````heatmap"
    assert lines[-2:] == ["`````", ""]
    parsed = parse_body("\n".join(lines[1:-2]))
    assert parsed.tokens == ("Hà", " ```` Nội")
    assert parsed.options == {"title": "T"}
    assert parsed.series
    assert parsed.series[0].scores == (1.0, None)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ((Series((1, 2)),), [1, 2]),
        ((Series((1, 2), "x"), Series((3, 4), "y")), {"x": [1, 2], "y": [3, 4]}),
        ((Series((1, 2), "x"), Series((3, 4), "x")), [[1, 2], [3, 4]]),
    ],
)
def test_no_series_is_lost(series: tuple[Series, ...], expected: object) -> None:
    """Names that tell series apart are keys; else rows stand in their order, names beside them."""
    written = json.loads(write_data(content(*series), {}))
    assert written["scores"] == expected
    assert ("names" in written) == (isinstance(expected, list) and len(series) > 1)


def test_a_data_file_says_whose_it_is() -> None:
    """It begins with the version of its form, by which it is known again."""
    assert next(iter(json.loads(write_data(content(Series((1, 2))), {})))) == "heatmark"


def test_what_a_block_cannot_hold() -> None:
    """A score of -∞ fits a file, and the error says so."""
    below = content(Series((1, -math.inf)))
    assert json.loads(write_data(below, {}))["scores"] == [1, -math.inf]
    with pytest.raises(ScoreError) as caught:
        write_fence(below, {})
    assert "save" in caught.value.hint
