"""First lines with numbers: names of columns, tokens, or a token with its scores."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.core.errors import ParseError
from heatmark.core.wording import quoted
from heatmark.files.first_lines import read_first_line
from heatmark.files.records import Record


@pytest.mark.parametrize(
    ("text", "tokens", "names"),
    [
        ("tokens,0,1,2\nthe,.1,.9,.5\ncat,.3,.7,.5\n", ("the", "cat"), ["0", "1", "2"]),
        (",token,0,1\n0,the,.1,.9\n1,cat,.3,.7\n", ("the", "cat"), ["0", "1"]),
        ("id,token,0,1\n7,the,.1,.9\n", ("the",), ["0", "1"]),
        ("0,1,token\n.1,.2,the\n", ("the",), ["0", "1"]),
        ("token,layer_0,1\nthe,.1,1\n", ("the",), ["layer_0", "1"]),
        ("token,layer_0,none\nthe,.1,1\n", ("the",), ["layer_0", "none"]),
        ("token,logit,1e-3\nthe,.1,.2\n", ("the",), ["logit", "1e-3"]),
        ("token,2020,2021\nthe,.1,.9\n", ("the",), ["2020", "2021"]),
        (",0,1\n2020,.1,.9\nwas,.3,.7\n", ("2020", "was"), ["0", "1"]),
        (",2020,2021\nthe,.1,.9\n", ("the",), ["2020", "2021"]),
        ("0,1,2\n2020,.5,.6\nwas,.3,.4\n", ("2020", "was"), ["1", "2"]),
        ("#token,0,1\nthe,.1,.9\n", ("the",), ["0", "1"]),
        ("# made by x\n# từ,0,1\nthe,.1,.9\n", ("the",), ["0", "1"]),
        ("token\t0\t1\nthe\t.1\t.9\n", ("the",), ["0", "1"]),
    ],
)
def test_numbers_that_are_names(text: str, tokens: tuple[str, ...], names: list[str]) -> None:
    """Integers name columns beside a name of tokens or others, and behind an empty cell."""
    found = read(text.encode(), "x.tsv" if "\t" in text else "x.csv")
    assert found.tokens == tokens
    assert [*columns_of(found)] == names
    assert not found.notices


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("word,0.5\nthe,0.3\n", ("word", "the")),
        ("word,0.5,1\nthe,0.3,2\n", ("word", "the")),
        ("word,-,1\nthe,0.3,2\n", ("word", "the")),
        ("0,word,0.5\n1,the,0.3\n", ("word", "the")),
        ("0,word,1,2\n1,the,3,-4\n", ("word", "the")),
        ("the,1,2\ncat,.5,.6\n", ("the", "cat")),
        ("the,NOUN,1\ncat,VERB,2\n", ("the", "cat")),
        ("the,NOUN,1\ncat,5,2\ndog,VERB,3\n", ("the", "cat", "dog")),
        ("the,NOUN,1\ncat,-,2\n", ("the", "cat")),
        ("In,0.5\n2020,0.3\n", ("In", "2020")),
    ],
)
def test_numbers_that_are_scores(text: str, tokens: tuple[str, ...]) -> None:
    """A token `word` with decimals is one; so is any other with numbers beside it."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    assert not found.notices


@pytest.mark.parametrize(
    ("text", "tokens", "said"),
    [
        ("token,0\nthe,.1\n", ("the",), "names of the columns"),
        ("token,12,24\nthe,.1,.2\n", ("the",), "names of the columns"),
        ("token,0,1\nthe,1,2\n", ("the",), "names of the columns"),
        ("0,1\n2020,.5\nwas,.3\n", ("2020", "was"), "names of the columns"),
        ("word,1\nthe,2\n", ("word", "the"), "row of scores"),
        ("word,5,3\nthe,.1,.2\n", ("word", "the"), "row of scores"),
        (",0.5,0.6\nthe,.1,.2\n", ("", "the"), "row of scores"),
    ],
)
def test_how_an_unclear_line_was_read(text: str, tokens: tuple[str, ...], said: str) -> None:
    """Where numbers may be either, a notice says what they were taken for."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    (notice,) = found.notices
    assert notice.name == "unclear-names"
    assert said in str(notice.message)
    assert f"begins with {quoted(text.partition(',')[0])}," in str(notice.message)


@pytest.mark.parametrize("names", ["token,layer 0\n", "word,score\ntoken,0\n"])
def test_the_ways_out_of_an_unclear_line(names: str) -> None:
    """Names with letters are names; below names, a line is a row."""
    found = read(f"{names}the,.1\n".encode(), "x.csv")
    assert len(found.tokens or ()) == names.count("\n")
    assert not found.notices


@pytest.mark.parametrize("axis", ["auto", "last"])
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("In,2020,Paris\n0.1,0.2,0.3\n", ("In", "2020", "Paris")),
        ("the,2,sat\n.1,.2,.3\n.4,.5,.6\n", ("the", "2", "sat")),
        (",It,cost,5\n0,-1,-2,-3\n", ("It", "cost", "5")),
        ("It,costs,0.5,dollars\n1,2,3,4\n", ("It", "costs", "0.5", "dollars")),
        ("In,None,Paris\n1,2,3\n", ("In", "None", "Paris")),
        ("layer,In,2020\n0,.1,.2\n1,.3,.4\n", ("In", "2020")),
    ],
)
def test_words_above_numbers_alone_are_tokens(
    text: str, tokens: tuple[str, ...], axis: str
) -> None:
    """A number among the tokens of a first line is one of them."""
    assert read(text.encode(), "x.csv", axis=axis).tokens == tokens


@pytest.mark.parametrize(
    "text",
    [
        *("the,2\n0.1,0.2\n", "2020,2021\n.1,.2\n", ",5,6\n0,.1,.2\n", "the,.5\n.1,.2\n"),
        *("2,cats,.5\n.1,.2,.3\n", ",cost,.5\nlayer 1,.2,.3\n", ",6,5\nlayer 1,.1,.2\n"),
    ],
)
def test_numbers_are_tokens_where_the_author_says_so(text: str) -> None:
    """`token_axis: last` takes the first line, be it of numbers."""
    head = text.split("\n", 1)[0].strip(",")
    assert read(text.encode(), "x.csv", axis="last").tokens == tuple(head.split(","))


@pytest.mark.parametrize("text", ["a,0.1\nb,0.2\n", "a,1\nb,2\n", "1,0.5\n2,0.6\n"])
def test_rows_hold_no_tokens_side_by_side(text: str) -> None:
    """A token with its score is no line of tokens, whatever the author says."""
    with pytest.raises(ParseError, match="the first line holds no tokens"):
        read(text.encode(), "x.csv", axis="last")


def test_a_word_above_decimals_alone() -> None:
    """Decimals are hardly ever tokens, so the author is to say where those are."""
    text = b"the,2\n0.1,0.2\n"
    with pytest.raises(ParseError, match="in the first line, or in the first column") as caught:
        read(text, "x.csv")
    assert caught.value.line == 1
    assert read(text, "x.csv", axis="first").tokens == ("the", "0.1")


def test_comments_above_a_line_that_may_hold_tokens() -> None:
    """The author's word on the axis holds below comments, too."""
    text = b"# made by x\nthe,2\n0.1,0.2\n"
    with pytest.raises(ParseError, match="in the first line, or in the first column"):
        read(text, "x.csv")
    assert read(text, "x.csv", axis="first").tokens == ("the", "0.1")
    assert read(text, "x.csv", axis="last").tokens == ("the", "2")


def test_names_are_composed_and_bare() -> None:
    """Spaces around names, and accents that stand alone, are none of their own."""
    rows = [Record(1, [" tu\u031b\u0300 ", " 0", "1 "]), Record(2, ["a", ".1", ".2"])]
    assert read_first_line(rows, "auto").names == ["từ", "0", "1"]
    assert read_first_line(rows[:1], "auto").names == []


def test_a_word_above_integers_alone() -> None:
    """Integers may be tokens; that they were taken for such is said, but not to who says so."""
    text = b"the,2\n2020,3\n"
    found = read(text, "x.csv")
    assert found.tokens == ("the", "2020")
    assert [notice.name for notice in found.notices] == ["table-axes"]
    assert not read(text, "x.csv", axis="first").notices


def test_a_column_that_nobody_named() -> None:
    """A table without names says so; it lists no columns."""
    with pytest.raises(ParseError, match="no column 'tokens'") as caught:
        read(b"the,.1\ncat,.2\n", "x.csv", part="token=tokens")
    assert "its first line has none" in str(caught.value.hint)
    assert read(b"tokens,0,1\nthe,.1,.2\n", "x.csv", part="token=tokens").tokens == ("the",)


@pytest.mark.parametrize("word", ["day", "count", "time", "rank"])
@pytest.mark.parametrize(
    ("head", "labels"),
    [("model", ("gpt2", "llama")), ("layer", ("0", "1")), ("", ("L0", "L1"))],
)
def test_everyday_words_among_the_tokens(word: str, head: str, labels: tuple[str, str]) -> None:
    """A word that may name a column is a token among others that name none."""
    text = f"{head},The,{word},of\n{labels[0]},1,0,0\n{labels[1]},.5,.5,0\n"
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("The", word, "of")
    assert [*columns_of(found).values()] == [(1, 0, 0), (0.5, 0.5, 0)]
    alone = read(f"What,{word},is,it\n0.1,0.2,0.3,0.4\n".encode(), "x.csv")
    assert alone.tokens == ("What", word, "is", "it")


@pytest.mark.parametrize(
    "text",
    [
        "model,score,count\nHà,.1,2\nNội,.3,4\n",
        "model,accuracy,time\nHà,.1,2\nNội,.3,4\n",
        "model,surprisal,count,time\nHà,.1,2,3\nNội,.3,4,5\n",
    ],
)
def test_everyday_words_among_names_of_columns(text: str) -> None:
    """Beside few others, or what no token is called, it names a column."""
    assert read(text.encode(), "x.csv").tokens == ("Hà", "Nội")
