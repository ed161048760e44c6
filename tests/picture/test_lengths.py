"""Scores that go with the length of tokens; habits of letters are tried in `test_lint`."""

from __future__ import annotations

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.lengths import FEWEST_TOKENS, goes_with_length
from pictures import drawn

STARTS = [1, 3, 6, 10, 15, 21, 28]


def test_notices_of_pieces() -> None:
    """Scores that go with the number of pieces of a word are named, too."""
    tokens = [f"{'Ġ' if at in STARTS else ''}a" for at in range(36)]
    found = drawn(tokens, [1.0 + at / 1000 for at in range(36)], merge="sum", scheme="bytebpe")
    assert found.cells.pieces == (1, 2, 3, 4, 5, 6, 7, 8)
    (message,) = [one.message for one in found.notices if one.name == "goes-with-length"]
    assert "letters" in message  # which go with pieces here


@pytest.mark.parametrize(("count", "told"), [(FEWEST_TOKENS - 1, 0), (FEWEST_TOKENS, 1), (2001, 0)])
def test_texts_whose_lengths_are_looked_at(count: int, told: int) -> None:
    """Of a few tokens nothing can be said, and no reader takes in more than some thousands."""
    sizes = [at % 30 + 1 for at in range(count)]
    heatmap = Heatmap([f" {'a' * size}" for size in sizes], [size + 0.5 for size in sizes])
    assert len([*goes_with_length(lay_out(heatmap.content, resolve({})))]) == told


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("count", [8, 64, 100])
def test_lengths_that_grow_like_powers(count: int, sign: int) -> None:
    """A few very long tokens do not hide that all scores go with lengths, upwards or downwards."""
    sizes = [*(3**at for at in range(6)), *(243 + at for at in range(1, count - 5))]
    scores = [sign * (at + 0.5) for at in range(count)]
    heatmap = Heatmap([f" {'a' * size}" for size in sizes], scores)
    (found,) = goes_with_length(lay_out(heatmap.content, resolve({})))
    assert ("ρ = 1.00)" if sign > 0 else "ρ = -1.00)") in found.message


def test_one_length_goes_with_nothing() -> None:
    """Where all tokens are equally long, or the long ones are anywhere, nothing is said."""
    for sizes in ([3] * 8, [1, 5, 1, 5, 1, 5, 1, 5], [9, 1, 1, 1, 1, 1, 1, 9]):
        heatmap = Heatmap([f" {'a' * size}" for size in sizes], [at + 0.5 for at in range(8)])
        assert not [*goes_with_length(lay_out(heatmap.content, resolve({})))]


def test_series_that_go_with_lengths_are_named() -> None:
    """Where there are others; each has to be surer, the more there are."""
    tokens = [f" {'a' * size}" for size in range(1, 13)]
    up, odd = [at + 0.5 for at in range(12)], [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    weak = [1.0, 3, 2, 9, 4, 12, 6, 5, 10, 7, 8, 11]  # ρ = 0.67

    def told(series: dict[str, list[float]]) -> list[str]:
        found = Heatmap(tokens, series)
        return [str(one.message) for one in goes_with_length(lay_out(found.content, resolve({})))]

    (alone,) = told({"a": up})
    assert alone.startswith("scores go with the number of letters")
    (one,) = told({"odd": odd, "a": up, "other": odd})
    assert one.startswith("the scores of 'a' go with the number of letters")
    (both,) = told({"a": up, "odd": odd, "b": up[::-1]})
    assert both.startswith("the scores of 'a', 'b' go with")
    assert both.endswith("(Spearman's ρ = 1.00, -1.00)")
    (found,) = told({"weak": weak})
    assert "0.67" in found
    assert not told({"weak": weak, **{str(at): odd for at in range(4)}})
    (numbered,) = goes_with_length(lay_out(Heatmap(tokens, [odd, up]).content, resolve({})))
    assert numbered.message.startswith("the scores of '2' go with")
