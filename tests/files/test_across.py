"""Tables with a series a line below the tokens."""

from __future__ import annotations

import pytest

from data_files import columns_of, read, scores_of, series_of
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.across import is_matrix
from heatmark.files.records import Record, RecordTable

LAYERS = "layer,Hà,Nội,đẹp\n4,.1,.2,.3\n8,.4,.5,.6\n"
MODELS = "model,Hà,Nội,đẹp\ngpt2,1,2,3\nllama,4,5,6\n"
BARE = "Hà,Nội,đẹp\n.1,.2,.3\n.4,.5,.6\n"
SQUARE = ",Hà,Nội\nHà,1,0\nNội,.5,.5\n"


@pytest.mark.parametrize(
    ("text", "part", "scores"),
    [
        (LAYERS, "8", (0.4, 0.5, 0.6)),
        (LAYERS, "layer 8", (0.4, 0.5, 0.6)),
        (LAYERS, "layer=4", (0.1, 0.2, 0.3)),
        (MODELS, "llama", (4, 5, 6)),
        (MODELS, "model=gpt2", (1, 2, 3)),
        (BARE, "2", (0.4, 0.5, 0.6)),
        (SQUARE, "Nội", (0.5, 0.5)),
        (SQUARE, "dest=0", (1, 0)),
    ],
)
def test_a_line_that_is_asked_for(text: str, part: str, scores: tuple[float, ...]) -> None:
    """It is known by what stands before it."""
    assert scores_of(read(text.encode(), "x.csv", part=part)) == scores


@pytest.mark.parametrize(
    ("text", "part", "known"),
    [
        (LAYERS, "2", "4, 8"),
        (LAYERS, "99", "4, 8"),
        (LAYERS, "layer=1", "4, 8"),
        (MODELS, "2", "gpt2, llama"),
        (BARE, "9", "1, 2"),
        (SQUARE, "7", "Hà, Nội"),
    ],
)
def test_a_line_that_is_not_there(text: str, part: str, known: str) -> None:
    """It is never one in that place, and never all of them."""
    with pytest.raises(ParseError, match="no part") as caught:
        read(text.encode(), "x.csv", part=part)
    assert caught.value.hint.endswith(f"its parts are {known}")


def test_an_axis_that_is_not_there() -> None:
    """The error names the one that is."""
    with pytest.raises(ParseError, match="no axis 'head'") as caught:
        read(LAYERS.encode(), "x.csv", part="head=1")
    assert caught.value.hint == "it has layer"


def test_a_square_below_its_tokens() -> None:
    """Its lines are the rows of tokens in a grid; else they may be, which is said."""
    text = "Hà,Nội,đẹp\n1,0,0\n.5,.5,0\n.2,.3,.5\n"
    found = read(text.encode(), "x.csv", whole=True)
    assert found.square
    assert not found.notices
    assert [one.name for one in series_of(found)] == [None, None, None]
    (notice,) = read(text.encode(), "x.csv").notices
    assert notice.name == "square-array"
    assert notice.message.startswith("there are 3 lines of numbers below 3 tokens")
    named = "series," + text.replace("\n1", "\na,1").replace("\n.", "\nb,.")
    found = read(named.replace("b,.2", "c,.2").encode(), "x.csv")
    assert [*columns_of(found)] == ["a", "b", "c"]
    assert not found.notices
    assert not read(BARE.encode(), "x.csv").notices


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (",the,cat,the.1\nthe,1,0,0\ncat,.5,.5,0\nthe.1,.2,.3,.5\n", ("the", "cat", "the")),
        (",the,cat,the.1\nthe,1,0,0\ncat,.5,.5,0\nthe,.2,.3,.5\n", ("the", "cat", "the")),
        ("the,cat,the.1,the.2\n.1,.2,.3,.4\n", ("the", "cat", "the", "the")),
        ("§1,§1.1,v.1,the.2\n1,2,3,4\n", ("§1", "§1.1", "v.1", "the.2")),
    ],
)
def test_tokens_that_pandas_has_renamed(text: str, tokens: tuple[str, ...]) -> None:
    """The second `the` of a first line is `the.1` there; other words with points are as written."""
    found = read(text.encode(), "x.csv", whole=True)
    assert found.tokens == tokens
    assert found.square == text.startswith(",")


def test_a_matrix() -> None:
    """It has the same tokens on both sides, several of them."""
    rows = [Record(2, ["Hà", "1", "0"]), Record(3, ["Nội", "0", "1"])]
    head = ["", "Hà", "Nội"]
    assert is_matrix(RecordTable(head, head, head, rows, ","))
    assert not is_matrix(RecordTable(head, head, head, rows[:1], ","))
    other = ["", "Hà", "đẹp"]
    assert not is_matrix(RecordTable(other, other, other, rows, ","))
    one = ["", "Hà"]
    assert not is_matrix(RecordTable(one, one, one, rows[:1], ","))


def test_two_lines_below_two_tokens() -> None:
    """They may be a square, and one of them is not."""
    text = "Hà,Nội\n1,0\n.5,.5\n".encode()
    assert [one.name for one in read(text, "x.csv").notices] == ["square-array"]
    assert not read(text, "x.csv", part="2").notices


def test_points_that_may_be_of_thousands() -> None:
    """They may be where commas do not part columns."""
    text = "layer,Hà,Nội\n4,1.234,5.678\n8,2.345,6.789\n"
    assert [one.scores for one in series_of(read(text.encode(), "x.csv"))] == [
        (1.234, 5.678),
        (2.345, 6.789),
    ]
    with pytest.raises(ScoreError, match=r"the point in '1\.234' may be that of decimals"):
        read(text.replace(",", ";").encode(), "x.csv")
