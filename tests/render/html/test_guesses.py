"""The list of guesses in HTML: rows that unfold without script, everything in it escaped."""

from __future__ import annotations

from typing import Any

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.html.guesses import guess_list

HOSTILE = "<img src=x onerror=alert(1)>"


def drawn(**content: Any) -> Any:
    made = Heatmap(["a", HOSTILE], [None, -2.0], **content)
    asked = {"measure": f"log P ({HOSTILE})", "view": "guesses", "lang": "vi", "title": HOSTILE}
    return picture(made.content, resolve(asked))


def test_a_row_for_each_token() -> None:
    """A token without candidates has a row, too, which does not unfold."""
    html = guess_list(drawn(alternatives=[[], [("x", -1.0), (HOSTILE, -2.0)]], ranks=[None, 2]))
    assert html.count("<details") == 1
    assert html.count("class=heatmark-guess>") == 2
    assert "<script" not in html
    assert "<tr class=heatmark-true><td>2</td>" in html
    assert "<small>có trong văn bản</small>" in html
    assert "<i aria-hidden=true style=--s:0.3679></i>36,8" in html
    assert "mọi token khác" in html
    assert "<i aria-hidden=true style=--s:0.4968></i>49,7" in html  # of all others
    assert [f"<span>{place}</span>" in html for place in (0, 1, 2, 3)] == [False, True, True, False]


def test_everything_is_escaped() -> None:
    """Tokens, candidates, measures and titles are text."""
    html = figure(drawn(alternatives=[[], [(HOSTILE, -1.0), ("<b>", -2.0)]]))
    assert "<img" not in html
    assert "&lt;img" in html


def test_ranks_alone() -> None:
    """Where there are no candidates, rows say ranks and entropies."""
    html = guess_list(drawn(ranks=[None, 3], entropy=[None, 0.5]))
    assert "<details" not in html
    assert "<span>hạng 3</span> <span>entropy 0,5\u00a0nat</span>" in html
