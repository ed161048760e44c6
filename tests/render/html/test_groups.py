"""Elements around several tokens: letters that they share, and classes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.render.html.groups import marked_up, resumed, split_at, with_elements
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


MARK = "<i aria-hidden=true>↵</i>"


def drawn(tokens: list[str], *spans: Span, groups: tuple[tuple[int, int], ...] = ()) -> str:
    cells = Texts(shown=tuple(tokens), groups=groups)
    shown = [token.replace("\n", f"{MARK}\n") for token in tokens]
    begun = (TAGS[1] if at and not tokens[at - 1].endswith("\n") else TAGS[0] for at in range(99))
    marked = zip(begun, marked_up(shown, cells, spans), strict=False)
    joined = "".join(f"{tag}{token}</b>" for tag, token in marked)
    labels = iter([span.label for span in spans])
    found = with_elements(joined, TAGS, labels)
    found = resumed(found % tuple(range(found.count("%s"))))
    found = found.replace("<span class=heatmark-tag><span>", "{").replace(MARK, "↵")
    found = found.replace("<span class=heatmark-group>", "(")
    return re.sub(r"</span><small>(.*?)</small></span>", r"}\1", found)


def test_lines_end_between_boxes() -> None:
    """A box within which a line ended would have two lines in one of the text."""
    assert drawn(["a\n", "b"], Span(0, 0, "X"), Span(1, 1, "Y")) == (
        "{<b class=0>a↵</b>}X\n{<b class=1>b</b>}Y"
    )
    assert drawn(["a", "b\n", "c", "\n"], Span(0, 2, "X")) == (
        '{<b class=0>a</b><b class="1 j">b↵</b>}X\n{<b class=2>c</b>}<b class="3 j">↵\n</b>'
    )


def test_a_token_goes_on_in_the_next_line() -> None:
    """With its colour and what it says; its label stands in the first line alone."""
    assert drawn(["a", "b\n c", "d"], Span(1, 1, "X")) == (
        '<b class=0>a</b>{<b class="1 j">b↵</b>}X\n {<b class="1 q-rest">c</b>}<b class="2 j">d</b>'
    )
    assert drawn(["\n\n", "a"], Span(0, 0, "X"), Span(1, 1, "Y")) == (
        '{<b class=0>↵</b>}X\n{<b class="0 q-rest">↵</b>}\n{<b class=1>a</b>}Y'
    )


def test_a_letter_that_tokens_share_ends_with_its_line() -> None:
    """Its element is within that of each line."""
    found = drawn(["👍", "\n", "a"], Span(0, 1, "X"), groups=((0, 1),))
    assert found == '{(<b class=0>👍</b><b class="1 j">↵</b></span>}X\n<b class=2>a</b>'
    found = drawn(["\na", "b"], Span(0, 1, "X"), groups=((0, 1),))
    first, rest = found.split("\n")
    assert first == "{(<b class=0>↵</b></span>}X"
    assert rest == '{(<b class="0 q-rest">a</b><b class="1 j">b</b></span>}'


def test_a_special_token_is_no_text() -> None:
    """What its name has is not cut."""
    cells = Texts(shown=("a", "b"))
    name = "<i aria-hidden=true>x\ny</i>"
    assert marked_up([name], cells, (Span(0, 0, "X"),))[0].count("\n") == 1
    assert "\x18" not in marked_up([name], cells, (Span(0, 0, "X"),))[0]


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
