"""What columns and rows of a table are: long and wide tables, matrices, bookkeeping."""

from __future__ import annotations

from typing import Any

import pytest

from data_files import columns_of, read
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError
from heatmark.core.numerals import is_cell_of_scores
from heatmark.files.grids import is_known_column

MATRIX = ",Tôi,yêu,Việt\nTôi,1.0,0,0\nyêu,0.3,0.7,0\nViệt,0.2,0.3,0.5\n"
ROWS = {"Tôi": (1, 0, 0), "yêu": (0.3, 0.7, 0), "Việt": (0.2, 0.3, 0.5)}


@pytest.mark.parametrize(
    ("cell", "scores"),
    [("1", True), (" -.5e3", True), ("1,5", True), ("10%", True), ("N/A", True), ("a", False)],
)
def test_cells_of_scores(cell: str, *, scores: bool) -> None:
    """A number, as people write it, or a sign that one is missing."""
    assert is_cell_of_scores(cell) is scores


@pytest.mark.parametrize(
    ("text", "tokens", "columns"),
    [
        (MATRIX, ("Tôi", "yêu", "Việt"), ROWS),
        ("Tôi,yêu,Việt,Nam\n0.1,0.5,0.9,0.8\n", ("Tôi", "yêu", "Việt", "Nam"),
         {None: (0.1, 0.5, 0.9, 0.8)}),
        ("a,b,c\n1,2,3\n4,5,6\n", ("a", "b", "c"), {"1": (1, 2, 3), "2": (4, 5, 6)}),
        (",a,b\nlayer 0,1,2\nlayer 1,3,4\n", ("a", "b"), {"layer 0": (1, 2), "layer 1": (3, 4)}),
        (",a,b\n0,1,2\n1,3,4\n2,5,6\n", ("a", "b"), {"0": (1, 2), "1": (3, 4), "2": (5, 6)}),
        ("tầng,Xin, chào\n0,1,2\n5,3,4\n", ("Xin", " chào"), {"tầng 0": (1, 2), "tầng 5": (3, 4)}),
        ("mô hình,a,b\nGPT-2,1,2\nPhoGPT,3,\n", ("a", "b"), {"GPT-2": (1, 2), "PhoGPT": (3, None)}),
        ("a,b\n1,2\n", ("a", "b"), {None: (1, 2)}),
    ],
)  # fmt: skip
def test_tokens_in_the_first_line(
    text: str, tokens: tuple[str, ...], columns: dict[str | None, tuple[float | None, ...]]
) -> None:
    """A wide table has a token a column and a series a line; so has a matrix of attention."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    assert columns_of(found) == columns
    assert not found.notices


@pytest.mark.parametrize(
    ("rows", "tokens"),
    [
        ("1,0.5,2\n2,0.25,3", ("Hà", "Nội")),
        ("1,5,0.2\n2,25,0.3", ("Hà", "Nội")),
        ("1,5,2\n2,25,3", ("x", "Hà", "Nội")),
    ],
)
def test_a_first_column_that_counts(rows: str, tokens: tuple[str, ...]) -> None:
    """Beside decimals, wherever they stand, it numbers the series; the author is told."""
    found = read(f"x,Hà,Nội\n{rows}\n".encode(), "x.csv")
    assert found.tokens == tokens
    assert [one.name for one in found.notices] == ["table-axes"]


def test_a_matrix_is_a_grid_of_its_tokens() -> None:
    """In a grid its rows are the tokens; one row can be picked, from 0."""
    whole = read(MATRIX.encode(), "x.csv", whole=True)
    assert whole.square
    assert [one.scores for one in whole.series or ()] == list(ROWS.values())
    assert columns_of(read(MATRIX.encode(), "x.csv", part="dest=1")) == {None: ROWS["yêu"]}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (",logprob,entropy\na,-1,2\nb,-3,1\n", {"logprob": (-1, -3), "entropy": (2, 1)}),
        (",0,1\na,1,2\nb,3,4\n", {"0": (1, 3), "1": (2, 4)}),
        ("0,1\na,1\nb,2\n", {None: (1, 2)}),
        (",layer 0,layer 1\na,1,2\nb,3,4\n", {"layer 0": (1, 3), "layer 1": (2, 4)}),
        ("position,token,logprob,rank,prob\n0,a,-1,1,0.3\n1,b,-2,7,0.1\n",
         {"logprob": (-1, -2), "prob": (0.3, 0.1)}),
        ("STT;Từ;Điểm\n1;a;0,5\n2;b;1\n", {None: (0.5, 1)}),
        ("pos,word,score\nNOUN,a,1\nVERB,b,2\n", {None: (1, 2)}),
        ("pos\ttag\tmảnh\tx\n1\tN\ta\t1\n2\tV\tb\t2\n", {None: (1, 2)}),
        ("upos,x,form\nNOUN,1,a\nVERB,2,b\n", {None: (1, 2)}),
        ("step,index,id,piece,x\n5,1,90,a,1\n6,2,91,b,2\n", {None: (1, 2)}),
        ("text,word,x\nb,a,1\na,b,2\n", {None: (1, 2)}),
        ("word,token_text,x\nb,a,1\na,b,2\n", {None: (1, 2)}),
        ("text,x\na,1\nb,2\n", {None: (1, 2)}),
        ("5,a,0.5,1\n6,b,0.5,2\n", {"2": (0.5, 0.5), "3": (1, 2)}),
    ],
)  # fmt: skip
def test_a_token_a_line(text: str, columns: dict[str | None, tuple[float, ...]]) -> None:
    """Numbers of lines, ranks and parts of speech are neither scores nor tokens."""
    found = read(text.encode(), "x.tsv" if "\t" in text else "x.csv")
    assert found.tokens == ("a", "b")
    assert columns_of(found) == columns
    told = ["unlike-columns"] * ("prob" in columns) + ["left-out"] * text.startswith("5,a")
    assert [one.name for one in found.notices] == told


def test_counts_and_times_are_scores_as_in_rows() -> None:
    """Alone, and beside what is no surer; beside scores they are left out, and that is said."""
    assert columns_of(read(b"token,count\na,5\nb,2\n", "x.csv")) == {None: (5, 2)}
    both = read(b"token,count,length\na,5,3\nb,2,1\n", "x.csv")
    assert columns_of(both) == {"count": (5, 2), "length": (3, 1)}
    assert [notice.name for notice in both.notices] == ["unlike-columns"]
    beside = read(b"token,time,surprisal\na,305,3\nb,221,1\n", "x.csv")
    assert columns_of(beside) == {None: (3, 1)}
    told = [(notice.name, notice.level, notice.message) for notice in beside.notices]
    assert told == [("left-out", "info", "'time' was left out beside 'surprisal'")]
    rising = read(b"token,time,surprisal\na,0.1,3\nb,0.5,1\n", "x.csv")
    assert columns_of(rising) == {None: (3, 1)}
    assert rising.notices == ()


def test_a_table_of_bookkeeping_alone_says_how_to_draw_it() -> None:
    """The hint works."""
    text = b"token,rank,head\na,1,2\nb,7,3\n"
    with pytest.raises(ScoreError, match="only what numbers or marks tokens in it: 'rank', 'head'"):
        read(text, "x.csv")
    assert columns_of(read(text, "x.csv", field="rank")) == {None: (1, 7)}


def test_bookkeeping_can_be_asked_for() -> None:
    """A column that is no score by itself is one where it is named."""
    text = b"position,token,logprob,rank\n0,a,-1,1\n1,b,-2,7\n"
    assert columns_of(read(text, "x.csv", field="rank")) == {None: (1, 7)}


def test_a_table_that_can_be_read_both_ways() -> None:
    """Words on both sides are taken down, with a notice; the author's word goes before it."""
    text = b",x,y\na,1,2\nb,3,4\nc,5,6\n"
    found = read(text, "x.csv")
    assert found.tokens == ("a", "b", "c")
    assert [notice.name for notice in found.notices] == ["table-axes"]
    down, across = (read(text, "x.csv", axis=axis) for axis in ("first", "last"))
    assert (down.tokens, across.tokens) == (("a", "b", "c"), ("x", "y"))
    assert columns_of(across) == {"a": (1, 2), "b": (3, 4), "c": (5, 6)}
    assert not down.notices + across.notices


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        ("prob,entropy\n.1,.2\n.3,.4\n", {}, "no column of tokens"),
        ("0,0.5\n1,0.6\n", {}, "no column of tokens"),
        ("1,0.5\n2,0.6\n", {}, "no column of tokens"),
        ("token,x\na,1\n", {"part": "token=y"}, "no column 'y'"),
        ("a,1\nb,2\n", {"axis": "last"}, "first line holds no tokens"),
    ],
)
def test_where_no_tokens_are(text: str, options: dict[str, str], problem: str) -> None:
    """Numbers are never taken for tokens unless the author says so."""
    with pytest.raises(ParseError, match=problem) as caught:
        read(text.encode(), "x.csv", **options)  # type: ignore[arg-type]
    assert caught.value.hint
    assert caught.value.line == (1 if "axis" in options else None)


def test_the_column_of_tokens_can_be_named() -> None:
    """`#token=NAME` takes any column for the tokens, also one of numbers."""
    text = b"year,word,x\n1954,a,1\n1975,b,2\n"
    assert read(text, "x.csv").tokens == ("a", "b")
    assert read(text, "x.csv", part="token=year").tokens == ("1954", "1975")


def test_two_tokens_may_be_the_same_in_the_first_line() -> None:
    """In a wide table a word may come twice; two columns of scores may not be called alike."""
    assert read(b"the,cat,the\n1,2,3\n", "x.csv").tokens == ("the", "cat", "the")
    with pytest.raises(HeatmarkError, match="two columns") as caught:
        read(b"token,x,x\na,1,2\n", "x.csv")
    assert caught.value.line == 1


def test_names_that_tokens_hardly_ever_have() -> None:
    """Scores, bookkeeping and layers are known by their names; words are none of these."""
    assert all(map(is_known_column, ["logprob", "điểm", "index", "layer 3", "17"]))
    assert not any(map(is_known_column, ["phim", "hay"]))


def test_numbers_may_be_tokens() -> None:
    """Where nothing has a name, the first column has the tokens unless it counts the lines."""
    for first in ("2,0.5\n3,0.6\n", "0,0.5\n2,0.6\n", "5,0.5\n"):
        found = read(first.encode(), "x.csv")
        assert found.tokens == tuple(line[0] for line in first.split())
        assert columns_of(found)[None][0] == 0.5


def test_one_line_below_its_names() -> None:
    """Tokens are told by the only line that there is."""
    found = read(b"x,nh\xc3\xa3n\n1,a\n", "x.csv")
    assert (found.tokens, columns_of(found)) == (("a",), {None: (1,)})


def test_one_of_several_rows() -> None:
    """A series of a wide table is chosen by its name."""
    text = "mô hình,a,b\nGPT-2,1,2\nPhoGPT,3,4\n".encode()
    assert columns_of(read(text, "x.csv", field="PhoGPT")) == {None: (3, 4)}
    both = {"PhoGPT": (3, 4), "GPT-2": (1, 2)}
    assert columns_of(read(text, "x.csv", field="PhoGPT, GPT-2")) == both


def test_names_of_rows_under_any_head() -> None:
    """Where the author says that the first line has the tokens, words below its first are names."""
    found = read("loại,x,y\na,1,2\nb,3,4\n".encode(), "x.csv", axis="last")
    assert found.tokens == ("x", "y")
    assert columns_of(found) == {"a": (1, 2), "b": (3, 4)}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (",x\na,1\nb,2\n", {}),
        (",logprob,x\na,1,2\nb,3,4\n", {}),
        (",x,logprob\na,1,2\nb,3,4\n", {}),
        (",x,y\na,1,2\nb,3,4\n", {"field": "x"}),
        (",x,y\na,p,2\nb,q,4\n", {}),
        ("từ,x,y\na,1,2\nb,3,4\n", {}),
    ],
)
def test_a_table_that_is_read_in_one_way(text: str, options: dict[str, Any]) -> None:
    """A second column of words, a known name, or a field says that the first has the tokens."""
    found = read(text.encode(), "x.csv", **options)
    assert (found.tokens, found.notices) == (("a", "b"), ())


def test_names_of_r_are_known() -> None:
    """R writes a point where others write a line."""
    with pytest.raises(ScoreError, match=r"only what numbers or marks tokens in it: 'word\.index'"):
        read(b"token,word.index\na,1\nb,2\n", "a.csv")
    assert is_known_column("log.prob")
    with pytest.raises(ParseError, match="several texts"):
        read(b"token,sent.id,x\na,1,.1\nb,1,.2\nc,2,.3\nd,2,.4\n", "a.csv")
    chosen = read(b"token,sent.id,x\na,1,.1\nb,2,.3\nc,2,.4\n", "a.csv", part="sent.id=2")
    assert chosen.tokens == ("b", "c")
    draft = read(b"token,log.p\na,-.42\nb,-.06\n", "a.csv")
    assert draft.options == {"measure": "log.p"}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("lemma,freq\nđi,120\năn,60\n", ("đi", "ăn")),
        ("label,value\na,1\nb,2\n", ("a", "b")),
        ("line,score\nHà Nội,1\nmưa,2\n", ("Hà Nội", "mưa")),
    ],
)
def test_the_only_words_are_the_tokens(text: str, tokens: tuple[str, ...]) -> None:
    """Under a name that is bookkeeping elsewhere, beside what is surely scores."""
    assert read(text.encode(), "x.csv").tokens == tokens


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("label,The,cat\nx,1,2\ny,2,3\n", "label"),
        ("Lemma,gpt2\nx,1\ny,2\n", "Lemma"),
        ("label,score\nPOSITIVE,1\nPOSITIVE,2\n", "label"),
        ("pos,score\nNOUN,1\nVERB,2\n", "pos"),
    ],
)
def test_words_that_may_be_tokens(text: str, name: str) -> None:
    """The error says what is so, and its hint works."""
    with pytest.raises(ParseError, match="no column in it is called like tokens") as caught:
        read(text.encode(), "x.csv")
    assert f"#token={name} " in caught.value.hint
    assert read(text.encode(), "x.csv", part=f"token={name}").series


def test_words_twice_above_scores() -> None:
    """Tokens of a sentence are there twice, which names of columns are not: the hint works."""
    text = ",là,đô,là\nLIME,0.1,0.2,0.3\nSHAP,0.3,0.2,0.1\n"
    with pytest.raises(ParseError, match="two columns are called 'là'") as at:
        read(text.encode(), "x.csv")
    assert at.value.hint.endswith("write token_axis: last")
    found = read(text.encode(), "x.csv", axis="last")
    assert found.tokens == ("là", "đô", "là")
    with pytest.raises(ParseError) as at:
        read(b"token,a,a\nx,1,2\ny,3,4\n", "x.csv")
    assert at.value.hint == "give each a name of its own"
