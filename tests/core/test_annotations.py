"""Ids and classes of tokens: what passes the gate, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark.core.annotations import Span, check_classes, check_ids, check_row_tokens
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
