"""What stands under each token."""

from __future__ import annotations

import json
from typing import Any

import pytest

from heatmark.core.errors import OptionError
from heatmark.hosts.page import Page
from heatmark.options.resolve import resolve
from heatmark.picture.below import has_hover
from heatmark.render.kinds import labels_under
from heatmark.render.latex import latex
from heatmark.render.text import plain_text
from pages import draw

GPT2 = ["T", "Ã´", "i", "Ġch", "á»", "¯"]


def picture(header: str = "values=below", **body: Any) -> Any:
    return draw(header, json.dumps(body), Page())


def under(found: Any, at: int = 0) -> list[str]:
    return [span.label for span in labels_under(found, found.strips[at])]


def test_scores_stand_below() -> None:
    """Each token has its score below, as it is written, and beyond the scale with an arrow."""
    found = picture("values=below scale=[0,2]", tokens=["a", " b", " c\n"], scores=[1.25, 3, 1])
    assert under(found) == ["1.25", "3↑", "1"]
    assert found.hover is False
    assert plain_text(found).startswith("a/1.25 b/3↑ c")
    assert "\\textsubscript{1.25}" in latex(found)


def test_both_keeps_the_finger() -> None:
    """With `both` a token says it under the finger too; other views have their numbers anyway."""
    assert picture("values=both", tokens=["a"], scores=[1]).hover
    bars = picture("values=below view=bars", tokens=["a"], scores=[1])
    assert bars.hover
    assert bars.below is None


def test_ids_stand_below_pieces() -> None:
    """Where there are no scores ids stand there; tokens of one letter have theirs together."""
    assert under(picture(tokens=GPT2, ids=[1, 2, 3, 4, None, 6])) == ["1", "2", "3", "4", "– · 6"]
    assert under(picture(tokens=GPT2, ids=[1, 2, 3, 4, 5, 6]))[-1] == "5 · 6"
    several = picture(compare={"A": ["a", " b"], "B": ["a b"]}, ids={"B": [7]})
    assert under(several, 0) == []
    assert under(several, 1) == ["7"]


def test_labels_stand_below() -> None:
    """Each series has its own labels below its tokens."""
    found = picture(
        "values=below below=label",
        tokens=["a", " b"],
        scores={"x": [1, 2], "y": [3, 4]},
        labels={"y": ["1st", None]},
    )
    assert under(found, 0) == []
    assert under(found, 1) == ["1st"]
    assert "x\na b\ny\na/1st b\n" in plain_text(found) + "\n"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"below": "id"}, "no ids"),
        ({"below": "label"}, "no labels"),
        ({"classes": ["X"]}, "exclude"),
    ],
)
def test_what_is_not_there(body: dict[str, Any], problem: str) -> None:
    """What is asked for and not there is an error, and so are classes, which stand there too."""
    with pytest.raises(OptionError, match=problem):
        picture(tokens=["a"], scores=[1], **body)


def test_long_texts_have_none() -> None:
    """A text of more than 200 tokens stays as it is, and its author is told."""
    short, long = (picture(tokens=[" a"] * count, scores=[*range(count)]) for count in (200, 201))
    assert short.below == "score"
    assert "no-effect" not in [notice.name for notice in short.notices]
    assert long.below is None
    assert long.hover
    assert "no-effect" in [notice.name for notice in long.notices]
    (notice,) = [notice for notice in long.notices if notice.name == "no-effect"]
    assert "up to 200 tokens" in notice.message
    body = {"tokens": [" a"] * 201, "scores": [*range(201)]}
    for header in ("values=hover", "values=below view=bars"):
        found = picture(header, **body)
        assert not any("200" in notice.message for notice in found.notices)
        assert found.below is None


def test_pictures_of_a_line_up_have_none() -> None:
    """They would tell the real one apart by its numbers."""
    found = picture("values=below lineup=3", tokens=["a", " b", " c"], scores=[1, 2, 3])
    assert found.below is None
    assert found.hover


@pytest.mark.parametrize(
    ("options", "below", "expected"),
    [
        ({}, None, True),
        ({"values": "below"}, "score", False),
        ({"values": "below"}, None, True),
        ({"values": "both"}, "score", True),
        ({"values": "both", "hover": False}, "score", False),
    ],
)
def test_what_the_finger_says(
    options: dict[str, Any], below: str | None, *, expected: bool
) -> None:
    """A score that stands under its token is not said again, unless the author wants both."""
    assert has_hover(resolve(options), below) is expected


@pytest.mark.parametrize(
    ("header", "count", "told"),
    [("view=grid", 25, 1), ("view=grid", 24, 0), ("view=grid output=svg", 25, 0)],
)
def test_labels_of_wide_grids_are_told(header: str, count: int, told: int) -> None:
    """A page shows them under pointer and finger and in the table, an image in its cells."""
    body = {
        "tokens": [*map(str, range(count))],
        "scores": [[1.0] * count],
        "labels": [["a"] * count],
    }
    found = picture(header, **body)
    assert [one.about for one in found.notices if one.name == "left-out"] == ["labels"] * told
