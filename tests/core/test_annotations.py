"""Ids and classes of tokens: what passes the gate, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from heatmark import Heatmap
from heatmark.core.annotations import (
    Span,
    check_classes,
    check_ids,
    check_row_tokens,
    check_specials,
)
from heatmark.core.errors import ParseError


def test_ids_are_whole_numbers_or_nothing() -> None:
    """Numbers of NumPy's are numbers; a missing one is None."""
    assert check_ids([5, np.int64(7), None], 3) == (5, 7, None)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([1], "2 tokens but 1 id"),
        ([1, 2.5], "whole numbers"),
        ([1, True], "whole numbers"),
        (["1", 2], "whole numbers"),
        ("12", "whole numbers"),
        (5, "whole numbers"),
        ({"a": 1, "b": 2}, "whole numbers"),
    ],
)
def test_what_are_no_ids(ids: Any, said: str) -> None:
    """Anything else is refused, with a hint of how to write them."""
    with pytest.raises(ParseError, match=said) as caught:
        check_ids(ids, 2)
    assert caught.value.hint
    assert caught.value.about == "ids"


def test_a_label_for_each_token() -> None:
    """In a list each label is a span of its own, also beside an equal one; a number is a label."""
    assert check_classes(["N", "N", None, 1], 4) == (
        Span(0, 0, "N"),
        Span(1, 1, "N"),
        Span(3, 3, "1"),
    )


def test_spans_count_from_one() -> None:
    """Both ends of a span are in it; spans come in the order of the text."""
    assert check_classes({"4..5": "B", "1..2": "A", "3": "C"}, 5) == (
        Span(0, 1, "A"),
        Span(2, 2, "C"),
        Span(3, 4, "B"),
    )


def test_ready_spans_pass_again() -> None:
    """What the gate has made it takes."""
    spans = check_classes({"1..2": "A", "4": "B"}, 4)
    assert check_classes(spans, 4) == spans


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        (["N"], "3 tokens but 1 label in classes"),
        ("N", "not labels"),
        (5, "not labels"),
        (["N", True, "V"], "not text"),
        (["N", "", "V"], "not text"),
        (["N", ["V"], "V"], "not text"),
        ({"0": "N"}, "no tokens '0'"),
        ({"2..1": "N"}, "no tokens '2..1'"),
        ({"1..4": "N"}, "no tokens '1..4'"),
        ({"a": "N"}, "no tokens 'a'"),
        ({1: "N"}, "no tokens '1'"),
        ({"1..2": "N", "2..3": "V"}, "token 2 is in two classes, 'N' and 'V'"),
        ({"1": None}, "not text"),
        ({"1": "\ud800"}, "surrogate"),
    ],
)
def test_what_are_no_classes(classes: Any, said: str) -> None:
    """Anything else is refused, with a hint of how to write them."""
    with pytest.raises(ParseError, match=said) as caught:
        check_classes(classes, 3)
    assert caught.value.hint
    assert caught.value.about == "classes"


def test_tokens_of_rows() -> None:
    """There is one for each row of scores; rows that have names already need none."""
    assert check_row_tokens(["a", "b"], [None, None]) == ("a", "b")
    with pytest.raises(ParseError, match="2 tokens in row_tokens, and 3 rows of scores"):
        check_row_tokens(["a", "b"], [None] * 3)
    for names in (["x", None], ["x", "y"]):
        with pytest.raises(ParseError, match="names and row_tokens exclude one another"):
            check_row_tokens(["a", "b"], names)


@pytest.mark.parametrize("place", [-1, 2, 1.0, "0", True, None])
def test_places_of_special_tokens(place: Any) -> None:
    """They are whole numbers from 0 to the last token, of any library."""
    assert check_specials([np.int64(1), 0, 1], 2) == {0, 1}
    with pytest.raises(ParseError, match="specials must be places from 0 to 1"):
        check_specials([place], 2)


MASKS = [[1, 0, 0, 1], [0, 0, 0, 0], [True, False, False, True], np.array([0, 1, 0, 0])]


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_of_special_tokens_is_no_list_of_places(mask: Any) -> None:
    """What a tokenizer gives as special_tokens_mask would mark the first two tokens."""
    with pytest.raises(ParseError, match="look like a mask") as caught:
        Heatmap(["a", "b", "c", "d"], [1, 2, 3, 4], specials=mask)
    assert caught.value.about == "specials"
    hint = "write specials=[at for at, is_special in enumerate(mask) if is_special]"
    assert caught.value.hint == hint
    places = [at for at, is_special in enumerate(mask) if is_special]
    made = Heatmap(["a", "b", "c", "d"], [1, 2, 3, 4], specials=places)
    assert made.specials == {*places}
    assert check_specials([0, 1], 2) == {0, 1}


@pytest.mark.parametrize("nothing", [None, float("nan"), np.float32("nan"), pd.NA])
def test_what_pandas_has_where_nothing_is(nothing: Any) -> None:
    """It is no class called nan, no label, no entropy."""
    assert check_classes(["N", nothing, "V"], 3) == (Span(0, 0, "N"), Span(2, 2, "V"))
    with pytest.raises(ParseError, match="a class is not text"):
        check_classes({"1": nothing}, 3)
    frame = pd.DataFrame({"pos": ["N", nothing], "H": [0.5, nothing]}, dtype=object)
    made = Heatmap(["a", "b"], [1, 2], classes=frame["pos"], labels=frame["pos"], view="grid")
    assert made.classes == (Span(0, 0, "N"),)
    assert made.labels == (("N", None),)
    made = Heatmap(["a", "b"], [-1, -2], measure="log P", entropy=frame["H"])
    assert [one.entropy for one in made.content.guesses or ()] == [0.5, None]
