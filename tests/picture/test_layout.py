"""What a picture shows: rows of words, special tokens beside the scale, controls and line-ups."""

from __future__ import annotations

import pytest

from heatmark import Heatmap, OptionError
from heatmark.options.resolve import resolve
from heatmark.picture.layout import Layout, lay_out


def laid_out(heatmap: Heatmap, **options: object) -> Layout:
    return lay_out(heatmap.content, resolve({**dict(heatmap.options), **options}))


def test_special_tokens_are_outside_the_scale() -> None:
    """They are shown, and their scores are none of those that the scale knows."""
    heatmap = Heatmap(["<s>", "▁a", "▁b"], [9, 1, 2])
    assert list(laid_out(heatmap).known) == [1, 2]
    assert laid_out(heatmap).outside == 1
    assert list(laid_out(heatmap, special="include").known) == [9, 1, 2]


def test_pieces_become_words() -> None:
    """Merged tokens have the sum of their pieces, in one cell."""
    found = laid_out(Heatmap(["un", "##able", "x"], [1, 2, 4]), merge="sum")
    assert list(found.known) == [3, 4]


@pytest.mark.parametrize(
    ("scores", "options", "problem"),
    [
        ({"x": [1, 2], "y": [1, 2]}, {"lineup": 3}, "of one series"),
        ([1, 2], {"lineup": 3, "control": "shuffle"}, "exclude"),
        ([1, 2], {"control": "z"}, "z"),
    ],
)
def test_what_cannot_be_shown_together(
    scores: object, options: dict[str, object], problem: str
) -> None:
    """Options that contradict each other or the series are errors about an option."""
    with pytest.raises(OptionError, match=problem) as caught:
        laid_out(Heatmap(["a", " b"], scores), **options)
    assert caught.value.hint
