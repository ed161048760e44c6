"""Elements around several tokens: letters that they share, and classes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.render.html.groups import marked_up, split_at, with_elements
from heatmark.tokens.shown import Texts

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = "<b class=%s>", '<b class="%s j">'


def test_a_class_is_around_a_letter() -> None:
    """The letter's element is inside that of the class, and the space before both is outside."""
    cells = Texts(shown=(" ữ", "", "b"), groups=((0, 1),))
    tokens = marked_up([" ữ", "⋯", "b"], cells, (Span(0, 2, "X"),))
    joined = TAGS[0] + f"</b>{TAGS[1]}".join(tokens) + "</b>"
    assert with_elements(joined, TAGS, iter(["X"])) == (
        " <span class=heatmark-tag><span><span class=heatmark-group>"
        f"{TAGS[0]}ữ</b>{TAGS[1]}⋯</b></span>{TAGS[1]}b</b></span><small>X</small></span>"
    )


def test_nothing_to_mark_leaves_tokens_alone() -> None:
    """Most texts have neither."""
    tokens = ["a", "b"]
    assert marked_up(tokens, Texts(shown=("a", "b")), ()) is tokens


def test_spans_are_cut_where_a_text_is() -> None:
    """A span over several parts of a long text has its label in each."""
    assert split_at([Span(1, 8, "X")], [(0, 5), (5, 10)]) == (Span(1, 4, "X"), Span(5, 8, "X"))
    parts = [(0, 5), (5, 10)]
    assert split_at([Span(5, 9, "X")], parts) == (Span(5, 9, "X"),)
    assert split_at([Span(0, 4, "X")], parts) == (Span(0, 4, "X"),)
    assert split_at([Span(4, 5, "X")], parts) == (Span(4, 4, "X"), Span(5, 5, "X"))
    assert split_at([Span(1, 8, "X")], [(0, 10)]) == (Span(1, 8, "X"),)


def test_long_texts_are_well_formed(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """A class of a thousand tokens, in parts, has as many ends as beginnings."""
    tokens = ["a", *[" b"] * 1200]
    block = json.dumps({"tokens": tokens, "classes": {"2..1100": "X"}})
    html, messages = convert(f"```heatmap\n{block}\n```")
    assert not messages
    pre = re.search(r"<pre.*?</pre>", html, re.DOTALL)
    assert pre
    assert pre[0].count("<span") == pre[0].count("</span>")
    assert pre[0].count("<small>X</small>") == pre[0].count("heatmark-part")
