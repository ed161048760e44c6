"""Numbers on their way to a scale: transforms, then words, special tokens apart; refusals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, OptionError
from heatmark.core.scored_tokens import ScoredTokens
from heatmark.options.resolve import resolve
from heatmark.picture.layout import Layout, lay_out
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import described
from heatmark.render.table import table
from heatmark.render.text import plain_text
from pictures import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = ["Xin", "Ġch", "Ãło"]
BPE: dict[str, Any] = {"scheme": "bytebpe"}


@pytest.mark.parametrize(
    ("scores", "options", "expected"),
    [
        ([0.25, 0.5, 0.5], {"merge": "sum", "transform": "log"}, (math.log(0.25), math.log(0.25))),
        ([1, -2, 3], {"merge": "sum", "transform": "abs"}, (1.0, 5.0)),
        ([1, -2, 3], {"merge": "max", "transform": "neg"}, (-1.0, 2.0)),
        ([0.0, 0.0, 0.0], {"merge": "sum", "transform": "softmax"}, (1 / 3, 2 / 3)),
        ([1, None, -0.5], {"merge": "sum"}, (1.0, None)),
        ([1, -0.5, None], {"merge": "mean"}, (1.0, None)),
        ([1, None, 3], {"merge": "max"}, (1.0, None)),
        ([1, 2, None], {"merge": "first"}, (1.0, 2.0)),
        ([0.5, 0.0, 0.5], {"merge": "sum", "transform": "log"}, (math.log(0.5), -math.inf)),
    ],
)
def test_transforms_come_first(
    scores: list[float | None], options: dict[str, Any], expected: tuple[float | None, ...]
) -> None:
    """Pieces are added after what is done to them, and a partly missing word is missing."""
    found = drawn(PIECES, scores, **BPE, **options)
    assert found.cells.shown == ("Xin", " chào")
    assert found.strips[0].scores == pytest.approx(expected)
    assert found.legend.missing == expected.count(None)


def test_special_scores_can_be_read() -> None:
    """What a special token scored is in hover, table, bars, legend and text, but no colour."""
    tokens = ["<s>", "▁a", "▁b"]
    found = drawn(tokens, [-25.5, -1.0, -2.0], table=True)
    html = figure(found)
    assert '<b class=qx data-v=−25.5 data-w="special token">' in html
    assert "<td>−25.5 (special token)</td>" in html
    assert "Special tokens off the scale: 1 (−25.5)." in html
    assert "−25.5 (special token)" in plain_text(found)
    bars = figure(drawn(tokens, [-25.5, -1.0, -2.0], view="bars"))
    assert "<td data-v=−25.5>−25.5 (special token)</td>" in bars
    assert found.strips[0].levels[0] == -1
    assert found.legend.ends == ("−2", "−1")
    assert "from −2 to −1" in described(found)
    assert "(−25.5)" not in described(found)  # which is about the text


def test_special_scores_are_changed_as_others_are() -> None:
    """A range where there are more; nothing where the change has no meaning for them."""
    tokens = ["<s>", "▁a", "▁b", "</s>"]
    found = drawn(tokens, [1.0, 2.0, 4.0, 8.0], transform="neg")
    assert found.strips[0].texts == ("−1", "−2", "−4", "−8")
    assert "Special tokens off the scale: 2 (−8 to −1)." in figure(found)
    shares = drawn(tokens, [1.0, 0.0, 0.0, 8.0], transform="softmax")
    assert shares.strips[0].texts == ("", "0.5", "0.5", "")
    assert "Special tokens off the scale: 2.</p>" in figure(shares)
    logs = drawn(tokens, [-1.0, 1.0, 1.0, 8.0], transform="log")
    assert logs.strips[0].texts == ("", "0", "0", "")
    lang = drawn(tokens, [1.0, 2.0, 4.0, 8.0], lang="vi")
    assert "Token đặc biệt ngoài thang: 2 (từ 1 đến 8)." in figure(lang)


def test_numbers_are_written_alike_everywhere(convert: Callable[..., Any]) -> None:
    """Hover, table, legend and words about an image: ±10⁻⁴ beside 9.3 is 0, a minus is a minus."""
    found = drawn([" a", " b", " c"], [9.3, -1e-4, -4.256], scale="symmetric", table=True)
    assert found.strips[0].texts == ("9.3", "0", "−4.26")
    assert table(found, "Score").scores == [["9.3", "0", "−4.26"]]
    html = figure(found)
    assert "data-v=−4.26>" in html
    assert "−9.3 <span class=heatmark-ramp aria-hidden=true>…</span> 9.3" in html
    assert "lowest: c (−4.26)" in described(found)
    html, _ = convert("```heatmap measure=P\na 0.5\nb 0.00001\nc 0\n```")
    assert "data-v=&lt;0.001 data-w=&lt;0.1\xa0%>b" in html
    assert "<td>&lt;0.001</td>" in html
    assert "data-v=0 data-w=0\xa0%>c" in html


def test_digits_follow_what_is_seen() -> None:
    """Scores beyond a clipped scale have no say in how many digits the others have."""
    scores = [-1e6, *(1 + at / 100 for at in range(18)), 1e6]
    tokens = [f" {at}" for at in range(20)]
    found = drawn(tokens, scores, clip=5)
    assert found.legend.ends == ("1", "1.17")
    assert (found.legend.below, found.legend.above) == (1, 1)
    assert len(set(found.strips[0].texts)) == 20
    assert len(set(drawn(tokens, scores).strips[0].levels[1:-1])) == 1
    ranks = drawn([" a", " b", " c", " d"], [0.1, 0.10001, 5, 9], scale="rank").strips[0]
    assert ranks.texts[:2] == ("0.1", "0.1")
    assert ranks.positions[0] == ranks.positions[1]


def laid_out(heatmap: Heatmap, **options: object) -> Layout:
    return lay_out(heatmap.content, resolve({**dict(heatmap.options), **options}))


def test_special_tokens_are_outside_the_scale() -> None:
    """They are shown, and their scores are none of those that the scale knows, in order."""
    heatmap = Heatmap(["<s>", "▁a", "▁b"], [9, 1, 2])
    assert list(laid_out(heatmap).known) == [1, 2]
    assert laid_out(heatmap).outside == 1
    assert list(laid_out(heatmap, special="include").known) == [1, 2, 9]


def test_pieces_become_words() -> None:
    """Merged tokens have the sum of their pieces, in one cell."""
    found = laid_out(Heatmap(["un", "##able", "x"], [1, 2, 4]), merge="sum")
    assert list(found.known) == [3, 4]


@pytest.mark.parametrize(
    ("scores", "options", "problem"),
    [
        ({"x": [1, 2], "y": [1, 2]}, {"lineup": 3}, "of one series"),
        ([1, 2], {"lineup": 3, "control": ("shuffle",)}, "exclude"),
        ([1, 2], {"control": ("z",)}, "z"),
    ],
)
def test_what_cannot_be_shown_together(
    scores: object, options: dict[str, object], problem: str
) -> None:
    """Options that contradict each other or the series are errors about an option."""
    with pytest.raises(OptionError, match=problem) as caught:
        laid_out(Heatmap(["a", " b"], scores), **options)
    assert caught.value.hint


THREE = {"x": [1, 2], "y": [2, 1], "z": [3, 5]}


@pytest.mark.parametrize(
    ("scores", "options", "about", "said", "hint"),
    [
        ([1, 2], {"lineup": 2, "rorschach": 2}, "rorschach", "lineup and rorschach", "keep one"),
        (THREE, {"lineup": 2}, "lineup", "here are 3", "in decoys"),
        (THREE, {"lineup": 2, "minus": "x"}, "lineup", "here are 2", "in decoys"),
        (THREE, {"decoys": ("y",)}, "decoys", "real one: 'x', 'z'", "all others in decoys"),
        (
            {"": [1, 2], "y": [2, 1], "z": [3, 5]},
            {"decoys": ("y",)},
            "decoys",
            "real one: '1', 'z'",
            "all others in decoys",
        ),
        (
            THREE,
            {"decoys": ("y", "z"), "lineup_versions": 2},
            "lineup_versions",
            "not with decoys",
            "remove one",
        ),
        ({"abcd": [1, 2]}, {"control": ("abcd",)}, "control", "no series 'abcd'", "write shuffle"),
        ({"abcd": [1, 2]}, {"control": ("abce",)}, "control", "no series 'abce'", "write shuffle"),
        (THREE, {"control": ("shufle",)}, "control", "no series 'shufle'", "shuffle"),
        ({**THREE, "abcd": [1, 1]}, {"control": ("abce",)}, "control", "'abce'", "'abcd'"),
        ({**THREE, "abcd": [1, 1]}, {"decoys": ("shufle",)}, "decoys", "'shufle'", "name one of"),
        ([1, 2], {"repeats": 5}, "repeats", "goes with err or noise alone", "give err"),
        ([1, 2], {"sort": "max"}, "sort", "without texts", "write texts"),
        ([1, 2], {"context": 3}, "context", "without texts", "write texts"),
    ],
)
def test_what_goes_with_what(
    scores: object, options: dict[str, Any], about: str, said: str, hint: str
) -> None:
    """What does not fit is refused, by the option that is to be changed, with a way out."""
    with pytest.raises(OptionError) as caught:
        laid_out(Heatmap(["a", " b"], scores), **options)
    assert caught.value.about == about
    assert said in caught.value.message
    assert hint in str(caught.value.hint)


def test_a_difference_is_one_series() -> None:
    """It may be hidden among shuffles, in several versions."""
    tokens = [f" t{at}" for at in range(6)]
    scores = {"x": [1, 2, 3, 4, 5, 6], "y": [6, 1, 2, 9, 0, 3]}
    found = laid_out(Heatmap(tokens, scores), lineup=3, lineup_versions=2, minus="y")
    assert found.names == ("x − y",)


def test_the_order_of_rows() -> None:
    """Controls stand last, as they are named; the others as they are given, or the other way."""
    made = Heatmap(["a", " b"], {"c": [9, 9], **THREE})
    found = laid_out(made, control=("y", "c", "shuffle"))
    assert (found.names, found.ordinary) == (("x", "z", "y", "c"), range(2))
    assert laid_out(made, control=("y",), order="reversed").names == ("z", "x", "c", "y")
    assert laid_out(made, decoys=("z", "c", "x")).names == ("y", "z", "c", "x")


@pytest.mark.parametrize(
    ("options", "about"),
    [
        ({"view": "grid"}, None),
        ({"view": "text"}, "labels"),
        ({"view": "text", "values": "below"}, "labels"),
        ({"view": "text", "below": "label"}, "labels"),
        ({"view": "text", "values": "below", "below": "label"}, None),
        ({"view": "bars", "values": "below", "below": "label"}, "labels"),
        ({"view": "grid", "merge": "sum"}, "merge"),
    ],
)
def test_where_labels_can_be_shown(options: dict[str, Any], about: str | None) -> None:
    """In the cells of a grid, or small under the tokens of a text."""
    made = Heatmap(["a", " b"], [1, 2], labels=["x", None])
    if about is None:
        assert laid_out(made, **options).labels == (("x", None),)
        return
    with pytest.raises(OptionError) as caught:
        laid_out(made, **options)
    assert caught.value.about == about


def test_how_errors_were_estimated_goes_with_errors() -> None:
    """Runs say it themselves."""
    made = Heatmap(["a", " b"], [1, 2], err=[0.1, 0.2])
    assert laid_out(made, repeats=5).errors is not None
    runs = Heatmap(["a", " b"], runs=[[1, 2], [2, 3]])
    with pytest.raises(OptionError, match="goes with err or noise alone"):
        laid_out(runs, repeats=5)


@pytest.mark.parametrize(
    ("options", "factor"),
    [
        ({}, 1),
        ({"transform": ("neg",)}, 1),
        ({"given": "log P, nat", "unit": "bit"}, 1 / math.log(2)),
    ],
)
def test_errors_are_in_the_unit_of_their_scores(options: dict[str, Any], factor: float) -> None:
    """What multiplies scores multiplies their errors, whichever sign it has."""
    made = Heatmap(["a", " b"], [-1, None], err=[0.5, None])
    found = laid_out(made, **options)
    assert found.errors is not None
    assert found.errors[0].tolist() == pytest.approx([0.5 * factor, math.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("scheme", "shown"), [("text", ("Ġa", "Ġb")), ("bytebpe", (" a", " b")), (None, (" a", " b"))]
)
def test_each_of_several_readings_has_a_scheme(scheme: str | None, shown: object) -> None:
    """Its own, or the one that is found, whatever that of the block is."""
    one, other = ScoredTokens(["Ġa", "Ġb"], None, scheme=scheme), ScoredTokens(["a", "▁b"], None)
    both = ScoredTokens(one.tokens, None, readings=[("x", one), ("y", other)])
    (_, texts), _ = lay_out(both, resolve({"scheme": "sentencepiece"})).readings
    assert texts.shown == shown


def test_other_tokens_are_changed_too() -> None:
    """What else could have stood there has its score in the same measure and unit, as written."""
    others = [[("a", -math.log(2)), ("b", -2.0)], []]
    heatmap = Heatmap(["a", " b"], [-math.log(2), -3], alternatives=others)
    options = {"given": "log P, nat", "unit": "bit", "table": True}
    found = picture(heatmap.content, resolve(options))
    others_listed = "1. \u2007\u2007\u2007−1 a ◂\n2. −2.89 b"
    assert f'data-v=−1 data-w="50\xa0%\n{others_listed}"' in figure(found)
    assert found.strips[0].texts == ("−1", "−4.33")


@pytest.mark.parametrize(("rows", "columns", "fits"), [(100, 200, True), (59, 339, False)])
def test_the_largest_grid(rows: int, columns: int, *, fits: bool) -> None:
    """Browsers lay 20,000 cells out at once; more are refused, with a way out."""
    tokens = [f" t{at}" for at in range(columns)]
    content = Heatmap(tokens, {str(at): [at] * columns for at in range(rows)}).content
    if fits:
        assert len(lay_out(content, resolve({"view": "grid"})).names) == rows
        return
    with pytest.raises(OptionError, match="20001 scores") as caught:
        lay_out(content, resolve({"view": "grid"}))
    assert "at most 20000" in str(caught.value.hint)
    assert lay_out(content, resolve({})).names


def test_scores_that_are_equal_but_for_rounding() -> None:
    """What conversions and means make of equal scores has one colour, as equal scores do."""
    tokens = ["a", "b", " c", "d", "e", " f"]
    options: dict[str, Any] = {"given": "log P, nat", "measure": "P", "unit": "%", "merge": "mean"}
    found = drawn(tokens, [-1, -1, -1, -1, -1, -1], **options)
    assert {*found.strips[0].levels} == {15}
    assert found.legend.constant
    assert not [one for one in found.notices if one.name == "nearly-equal"]
    assert "36.8" in {*found.strips[0].texts}
