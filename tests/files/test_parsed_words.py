"""Sentences as parsers write them, whose numbers are places of heads."""

from __future__ import annotations

import pytest

from data_files import read
from heatmark.core.errors import ParseError
from heatmark.files.parsed_words import refuse_parsed_words
from heatmark.files.records import Record

VNCORENLP = "1\tHà_Nội\tNp\tB-LOC\t2\tsub\n2\tđẹp\tA\tO\t0\troot\n"


@pytest.mark.parametrize(
    "text",
    [
        VNCORENLP,
        VNCORENLP + "\n" + VNCORENLP,
        "1\tTôi\tP\tO\t3\tsub\n2\tđang\tR\tO\t3\tadv\n3\thọc\tV\tO\t0\troot\n",
    ],
)
def test_places_of_heads_are_no_scores(text: str) -> None:
    """They are refused, as those of CoNLL-U are."""
    with pytest.raises(ParseError, match="places of words and their heads, and no scores"):
        read(text.encode(), "a.tsv")


@pytest.mark.parametrize(
    "text",
    [
        VNCORENLP.replace("\t0\t", "\t3\t"),  # no root
        VNCORENLP.replace("\t2\t", "\t0\t"),  # two
        VNCORENLP.replace("\t2\tsub", "\t1\tsub"),  # a head of itself
        VNCORENLP.replace("\t2\t", "\t0.5\t"),
        VNCORENLP.replace("\tsub", "\t0.5").replace("\troot", "\t0.7"),
        "1\tHà\tNp\t2\n2\tNội\tNp\t0\n",  # with too little around it
        "2\tHà\tNp\tO\t2\tx\n3\tNội\tNp\tO\t0\tx\n",
        "1\tHà\tNp\tO\t0\tx\n",
    ],
)
def test_scores_beside_words_stay(text: str) -> None:
    """What cannot be heads is read."""
    assert read(text.encode(), "a.tsv").series


def test_a_field_is_followed() -> None:
    """Who asks for a column gets it."""
    found = read(VNCORENLP.encode(), "a.tsv", field="4")
    assert [one.scores for one in found.series or ()] == [(2.0, 0.0)]


def test_the_line_is_that_of_the_first_word() -> None:
    """Comments may stand above it."""
    rows = [Record(3, ["1", "Hà", "N", "x", "2"]), Record(4, ["2", "Nội", "N", "x", "0"])]
    with pytest.raises(ParseError) as caught:
        refuse_parsed_words(rows)
    assert caught.value.line == 3
