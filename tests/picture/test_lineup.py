"""Line-ups: the real picture hidden among shuffles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, ScoreError
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from pictures import drawn, words

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_lineup_hides_the_real_picture() -> None:
    """Before the answer is unfolded nothing but the colours tells which picture is real."""
    scores = [1.0, 2.0, None, 3.0, 5.0, 4.0]
    found = drawn(words(scores), scores, lineup=6, id="x", title="T", lang="vi")
    assert found.lineup
    (real,) = found.lineup.answers
    assert found.strips[real].scores == tuple(scores)
    assert len({strip.scores for strip in found.strips}) == 6
    assert [strip.name for strip in found.strips] == list("ABCDEF")
    html = figure(found)
    above, _, answer = html.partition('<details class="heatmark-table heatmark-answer"')
    other = found._replace(lineup=replace(found.lineup, answers=((real + 1) % 6,)))
    assert figure(other).startswith(above)
    assert (
        f"Dữ liệu thật là hình <b class=heatmark-letter style=\"--a:'\\{65 + real:06x}'\"></b>."
        in answer
    )
    assert "<table" not in above
    assert html.count("<details") == 2  # the answer, and what there is to know of the scale
    assert 'id="x"' in above
    assert len(re.findall(" id=", html)) == 1
    texts = re.findall(r'<pre class="heatmark-text">(.*?)</pre>', above, re.DOTALL)
    assert len({tuple(sorted(re.findall(r"<b [^>]*>", text))) for text in texts}) == 1


def test_a_lineup_drops_what_would_tell() -> None:
    """Other tokens that could have stood there fit the real scores only: they are not shown."""
    heatmap = Heatmap(
        [" a", " b", " c"], [-1, -2, -3], alternatives=[[("x", -0.5)], [("y", -1.5)], []]
    )
    options = resolve(check_all({"lineup": 2, "table": True}, Scope.BLOCK))
    assert "−1.5" in figure(picture(heatmap.content, replace(options, lineup=None)))
    assert "−1.5" not in figure(picture(heatmap.content, options))


def test_the_answer_comes_without_a_table(convert: Callable[..., Any]) -> None:
    """Without a data table the answer still has what a class needs."""
    html, _ = convert("```heatmap lineup=4 table=off\na 1\nb 2\nc 3\n```", lang="vi")
    assert html.count("<table>") == 1
    assert "<tr><td>3</td><td>3</td></tr>" in html
    assert "<tr><td>1</td><td>không đạt được</td></tr>" in html


def test_as_many_pictures_as_there_are_arrangements() -> None:
    """Two scores have two arrangements: a line-up of two is possible, of three is not."""
    assert len(drawn([" a", " b"], [1, 2], lineup=2).strips) == 2
    with pytest.raises(ScoreError, match="only 2 arrangements"):
        drawn([" a", " b"], [1, 2], lineup=3)
