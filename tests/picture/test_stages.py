"""Stages of a picture: plain blocks go through none, others through what they ask for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.core.errors import Notice
from heatmark.picture import paint
from heatmark.picture.stages import _STAGES, through_stages
from pages import draw
from pictures import drawn

if TYPE_CHECKING:
    from heatmark.picture.painting import Painting
    from heatmark.picture.parts import Picture

PLAIN = "tokens: [a, ' b', ' c']\nscores: [1, 5, 3]"
TWO = "tokens: [a, ' b', ' c']\nscores: {x: [1, 5, 3], y: [5, 1, 3]}"
ROWS = "tokens: [a, ' b', ' c']\nscores: [[1, 0, 0], [2, 3, 0], [4, 5, 6]]"
TEXTS = "texts:\n- {tokens: [a, ' b'], scores: [1, 2]}\n- {tokens: [c], scores: [3]}"
GUESSES = 'view=guesses measure="log P"'


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Painting]:
    """The pictures as they come to their stages."""
    seen: list[Painting] = []

    def noted(painting: Painting) -> Painting:
        seen.append(painting)
        return through_stages(painting)

    monkeypatch.setattr(paint, "through_stages", noted)
    return seen


def asked(painting: Painting) -> list[str]:
    """Name the stages that a picture goes through."""
    return [stage.__name__ for is_wanted, stage in _STAGES if is_wanted(painting)]


@pytest.mark.parametrize(
    ("header", "body", "stages"),
    [
        ("", PLAIN, []),
        ("measure=x unit=y title=t cmap=viridis scale=zero digits=1 clip=5", PLAIN, []),
        ("series=tabs", TWO, []),
        ("view=grid", TWO, []),
        ("control=shuffle", PLAIN, ["_controlled"]),
        ("lineup=3", PLAIN, ["_hidden"]),
        ("decoys=y", TWO, ["_hidden"]),
        ("rorschach=3", PLAIN, ["_hidden"]),
        ("minus=y", TWO, ["_with_sides"]),
        ("mark=1", PLAIN, ["_marked"]),
        ("scale=log", PLAIN, ["_with_halfway"]),
        ("view=bars", PLAIN, ["_with_bars"]),
        ("steps=[2,4]", PLAIN, ["_with_steps"]),
        ("stats=mean", PLAIN, ["_with_summaries"]),
        ("measure=P", PLAIN, ["_with_chances"]),
        ("noise=0.5", PLAIN, ["_compared"]),
        ("values=below", PLAIN, ["_with_numbers"]),
        ("legend=none", PLAIN, ["_explained"]),
        ("", f"{PLAIN}\nclasses: [X, X, null]", ["_with_classes"]),
        ("", PLAIN.replace("a,", "<s>,"), ["_apart"]),
        ("", PLAIN.replace("5", "-9999"), ["_not_in_top"]),
        ("series=pick", ROWS, ["_without_later", "_chosen"]),
        ("", TEXTS, ["_of_texts", "_one_each"]),
        (GUESSES, f"{PLAIN}\nranks: [1, 2, 3]", ["_with_chances", "_ranked"]),
    ],
)
def test_blocks_go_through_what_they_ask_for(
    begun: list[Painting], header: str, body: str, stages: list[str]
) -> None:
    """No other stage is entered."""
    draw(header, body)
    assert asked(begun[0]) == stages


def test_what_was_not_among_the_likeliest_is_said() -> None:
    """Of each such token, whatever else it is, and of no other."""
    tokens, log = ["<s>", " a", " b", " c"], {"measure": "log P"}
    (strip,) = drawn(tokens, [-9999, -9999, -1, -math.inf], special="include", **log).strips
    said = strip.texts[0]
    assert "9,999" in said
    assert strip.texts == (said, said, "−1", "−∞")
    (strip,) = drawn(tokens, [-9999, -9999, -1, None], **log).strips
    assert strip.texts[1:] == (said, "−1", "")
    (strip,) = drawn(tokens, [-1, -9999, 0, -2], given="log P", measure="P").strips
    assert strip.texts[1:3] == (said, "1")
    assert strip.chances == ("", "", "100", "13.5")
    (strip,) = drawn(tokens, [-1, -9999, 0, -2], transform=("exp",), **log).strips
    assert strip.texts[1:3] == (said, "1")
    (strip,) = drawn(tokens, [9, -9999, 0, 1], measure="logit").strips
    assert strip.texts[1:3] == ("−9,999", "0")
    (strip,) = drawn(tokens, [-9999, -1, -1, -2], **log).strips  # off the scale
    assert strip.texts == (said, "−1", "−1", "−2")
    (strip,) = drawn(tokens, [-1, -1, -9999, -2], special="hide", **log).strips
    assert strip.texts == ("−1", said, "−2")


@pytest.mark.parametrize(
    ("merge", "texts"),
    [("sum", ("", "−3")), ("mean", ("", "−1.5")), ("max", ("−2", "−1")), ("first", ("", "−1"))],
)
def test_words_of_what_was_not_among_the_likeliest_are_said(
    merge: str, texts: tuple[str, ...]
) -> None:
    """No word is impossible of which a piece was not listed; nor is one whose number is known."""
    tokens, scores = ["a", "b", "Ġb", "c"], [-9999, -2, -1, -2]
    given = {"scheme": "bytebpe", "merge": merge, "measure": "log P"}
    (strip,) = drawn(tokens, scores, **given).strips
    assert tuple("" if "9,999" in text else text for text in strip.texts) == texts
    assert strip.clipped == ({0: -1} if not texts[0] else {})


def test_differences_to_what_was_not_among_the_likeliest_are_said() -> None:
    """Whichever of the two was not: the difference is not infinite; of none nothing is known."""
    scores = {"x": [-1, -9999, -1, -9999], "y": [-9999, -1, -3, -9999]}
    (strip,) = drawn([" a", " b", " c", " d"], scores, measure="log P", minus="y").strips
    said = strip.texts[0]
    assert "9,999" in said
    assert strip.texts == (said, said, "2", "")
    assert strip.clipped == {0: 1, 1: -1}


def test_runs_in_one_of_which_it_was_not_among_the_likeliest() -> None:
    """A mean with a number that stands for none is none, and has no error."""
    body = "tokens: [a, b, c]\nruns: [[-1, -2, -9999], [-1.5, -2, -3], [-1, -2.5, -3]]"
    (strip,) = draw("measure='log P'", body).strips
    assert "9,999" in strip.texts[2]
    assert strip.texts[:2] == ("−1.17", "−2.17")
    assert strip.errors is not None
    assert strip.errors[2] is None


def test_texts_of_which_some_have_what_was_not_among_the_likeliest() -> None:
    """It is said where the text is, also if the rest of the text is cut off."""
    texts = (
        "texts: [{tokens: [a, b, c, d], scores: [-1, -9, -1, -9999]}, {tokens: [e], scores: [-3]}]"
    )
    for header in ("", "context=1"):
        first, second = draw(f"measure='log P' {header}", texts).strips
        assert sum("9,999" in text for text in first.texts) == 1
        assert second.texts == ("−3",)


@pytest.mark.parametrize(("header", "end"), [("", 0.2), ("bars=cut", 0.0)])
def test_where_bars_begin(header: str, end: float) -> None:
    """At 0, or where the author cuts them, at the smallest score."""
    found = draw(f"view=bars {header}", PLAIN).strips[0].bars
    assert found is not None
    assert found[0] == (0.0, end)


@pytest.mark.parametrize(
    ("scale", "said"), [("[0, 0.5]", (False, True)), ("[-0.5, 0]", (True, False)), ("zero", None)]
)
def test_sides_of_a_difference(scale: str, said: tuple[bool, bool] | None) -> None:
    """An end below 0 and one above it say what they mean; 0 says nothing, nor do no scores."""
    both = draw('minus=y scale="[-0.5, 0.5]"', TWO).legend.sides
    assert both is not None
    assert len({*both, ""}) == 3
    body = TWO if said else "tokens: [a]\nscores: {x: [null], y: [null]}"
    found = draw(f'minus=y scale="{scale}"', body).legend.sides
    expected = said and tuple(text if kept else "" for text, kept in zip(both, said, strict=True))
    assert found == expected


def test_shared_scales_say_so(begun: list[Painting]) -> None:
    """A block that names a scale is drawn alone first, and then on it."""
    draw("share=s", PLAIN)
    assert [asked(one) for one in begun] == [["_shared"], ["_shared"]]


def test_stages_keep_what_was_there(begun: list[Painting]) -> None:
    """What a stage adds stands beside what the picture has."""
    drawn: Picture = draw("measure=x", PLAIN)
    (one,) = begun
    told: list[Any] = [Notice(name="no-effect", message=name, hint="") for name in "ab"]
    more = one.saying(stats=("s",)).having(below="id").telling(told[:1]).telling(told[1:])
    assert (more.legend, more.parts) == (
        {**one.legend, "stats": ("s",)},
        {**one.parts, "below": "id"},
    )
    assert more.notices == tuple(told)
    assert more.drawing(iter(one.strips)).strips == drawn.strips
    assert one.notices == () == drawn.notices
