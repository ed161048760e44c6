"""Lists of pairs of tokens are no texts."""

from __future__ import annotations

import re

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.pair_names import are_numbered
from heatmark.files.pairs import refuse_pairs

PAIRS = "query,key,weight\nHà,Hà,0.9\nHà,Nội,0.1\nNội,Hà,0.3\nNội,Nội,0.7\n"
MATRIX = b",H\xc3\xa0,N\xe1\xbb\x99i\nH\xc3\xa0,0.9,0.1\nN\xe1\xbb\x99i,0.3,0.7\n"


@pytest.mark.parametrize(
    "names",
    [
        *("query,key", "source,target", "from,to", "i,j", "token,token2", "a,b"),
        *("query_token,key_token", "từ nguồn,từ đích", "word1,word2"),
    ],
)
def test_pairs_are_refused(names: str) -> None:
    """An edge a line is no token a line; what the hint says is drawn."""
    text = PAIRS.replace("query,key", names).encode()
    with pytest.raises(ParseError, match="each line is a pair of tokens") as caught:
        read(text, "x.csv")
    assert caught.value.hint.startswith("write a matrix")
    assert len(read(MATRIX, "x.csv").series or ()) == 2
    for part in re.findall("#(.*)$", caught.value.hint):
        found = read(text, "x.csv", part=part)
        assert found.tokens == ("Hà", "Nội")
        assert scores_of(found) == (0.9, 0.1)


@pytest.mark.parametrize(
    "text",
    [
        "from,to,score\nHà,Nội,0.1\nNội,Hà,0.3\nNội,đẹp,0.7\n",
        "query,key,weight\nHà,Nội,0.1\nHà,là,0.3\nHà,đẹp,0.7\n",
        "x,y,weight\nHà,Hà,1\nNội,Hà,0.4\nNội,Nội,0.6\nlà,Hà,0.1\nlà,là,0.9\n",
        "Hà,Hà,1\nHà,Nội,0.4\nNội,Hà,0.6\nNội,Nội,0.1\n",
        "query,key,w\nHà,Hà,1\nNội,Nội,0.6\n",
        "query,key,w\nHà,Hà,1\nHà,Nội,0.4\nNội,Hà,0.6\nNội,Nội,1\nHà,Hà,2\nHà,Nội,3\n",
        'query,key,w\n"Hà,",Nội,1\n"Hà,","Hà,",1\nNội,Nội,0.4\nNội,"Hà,",0.6\n',
        "key,query,w\nHà,Hà,1\nNội,Hà,0.4\nHà,Nội,0.6\nNội,Nội,0.1\n",
    ],
)
def test_some_pairs_are_refused(text: str) -> None:
    """Also where not all pairs are there, or columns have no names; a row in the hint is one."""
    with pytest.raises(ParseError, match="each line is a pair of tokens") as caught:
        read(text.encode(), "x.csv")
    assert [
        read(text.encode(), "x.csv", part=part).tokens
        for part in re.findall("#(.*)$", caught.value.hint)
    ] == [("Hà", "Nội")] * text.startswith("key,")


@pytest.mark.parametrize(
    "text",
    [
        "source,target,score\nnhà,house,1\nđẹp,nice,2\n.,.,3\n",
        "token,lemma,score\nđi,đi,1\nhọc,học,2\nđi,đi,3\n",
        "token,head_word,score\nđi,học,1\nhọc,đi,2\ntôi,đi,3\n",
        "word,tag,score\na,N,1\na,V,2\nb,N,3\nc,V,4\n",
    ],
)
def test_two_words_a_line_that_are_no_pairs(text: str) -> None:
    """Translations, lemmas and heads stand beside a text."""
    assert len(read(text.encode(), "x.csv").tokens or ()) >= 3


@pytest.mark.parametrize(
    ("names", "are_pairs"),
    [
        *((names, True) for names in ("query,key", "key,query", "from_token,to-token", "i,j")),
        *((names, True) for names in ("token1,token2", "word_b,word_a", "từ,từ 2", "tok j,tok i")),
        *((names, False) for names in ("query,word", "token,key", "query,source", "token,word")),
        *((names, False) for names in ("lemma1,lemma2", "token1,tag2", "tag1,token2", "token,t2")),
        ("token1,token3", False),
    ],
)
def test_pairs_by_their_names(names: str, *, are_pairs: bool) -> None:
    """Two ends, or two that are numbered, of which few lines alone would not tell."""
    names_of = names.split(",")
    for cells in ("ab bc", "ab ac bx", "ab bc ca"):
        rows = [[*pair, "1"] for pair in cells.split()]
        if are_pairs:
            with pytest.raises(ParseError, match="pair of tokens"):
                refuse_pairs(names_of, rows, 0)
        else:
            refuse_pairs(names_of, rows, 0)
    words = [["a", "b", "1"], ["b", "x", "1"], ["c", "y", "1"]]
    if are_numbered(*names_of):  # whatever the words are
        with pytest.raises(ParseError, match="pair of tokens"):
            refuse_pairs(names_of, words, 0)
    else:
        refuse_pairs(names_of, words, 0)


@pytest.mark.parametrize(
    ("pairs", "are_pairs"),
    [
        ("aa ab ba", True),
        ("aa ab ba cb", False),
        ("aa ab ba bb cb", True),
        ("aa ab ac", False),
        ("aa ab ba ab", False),
        ("aa ab bc", False),
    ],
)
def test_pairs_by_their_words(pairs: str, *, are_pairs: bool) -> None:
    """More than half of the lines are beside one of the same word, and each pair is there once."""
    rows = [[*pair, "1"] for pair in pairs.split()]
    if are_pairs:
        with pytest.raises(ParseError, match="pair of tokens"):
            refuse_pairs([], rows, 0)
    else:
        refuse_pairs([], rows, 0)


@pytest.mark.parametrize(
    ("names", "pairs", "row", "scores"),
    [
        ("query,key", "Hà,Nội Hà,Hà Nội,Nội Nội,Hà", "token=key,query=Hà", (1, 2)),
        ("key,query", "Hà,Nội Nội,Nội Hà,Hà Nội,Hà", "token=key,query=Nội", (1, 2)),
    ],
)
def test_the_row_of_a_hint(names: str, pairs: str, row: str, scores: tuple[int, ...]) -> None:
    """It is that of the first pair, which is named, along the axis whose lines are together."""
    lines = [f"{pair},{at}" for at, pair in enumerate(pairs.split(), start=1)]
    text = "\n".join([f"{names},w", *lines]).encode()
    with pytest.raises(ParseError, match="such as 'Hà' and 'Nội'") as caught:
        read(text, "x.csv")
    assert caught.value.hint.endswith(f"; or take one row: #{row}")
    assert scores_of(read(text, "x.csv", part=row)) == scores


def test_only_words_are_pairs() -> None:
    """Columns with numbers in them are no tokens, whatever they are called."""
    refuse_pairs(["query", "key"], [["a", "1"], ["a", "2"], ["b", "1"]], 0)
    refuse_pairs([], [["a", "b", "1"]], 0)  # one line says nothing
    with pytest.raises(ParseError, match="pair of tokens"):
        refuse_pairs(["query", "key"], [["a", "b"], ["a", "a"], ["b", "a"]], 0)


SPARSE = "Hà,Hà,1\nNội,Hà,0.3\nNội,Nội,0.7\nđẹp,Nội,0.2\n"


@pytest.mark.parametrize("names", ["x,y,z\n", "a,b,weight\n", "token,attends,score\n", ""])
def test_some_pairs_of_no_known_name_are_told(names: str) -> None:
    """They may be a text; the hint about that works."""
    found = read(f"{names}{SPARSE}".encode(), "x.csv")
    (told,) = (one for one in found.notices if one.name == "table-axes")
    assert "such as 'Nội' and 'Hà'" in told.message
    if names:
        part = "token=" + names.partition(",")[0]
        asked = read(f"{names}{SPARSE}".encode(), "x.csv", part=part)
        assert "table-axes" not in {one.name for one in asked.notices}


def test_pairs_by_the_names_of_graphs() -> None:
    """`src` and `dst` are ends."""
    with pytest.raises(ParseError, match="a pair of tokens"):
        read(f"src,dst,w\n{SPARSE}".encode(), "x.csv")


@pytest.mark.parametrize(
    "text",
    [
        "word,head,score\nTôi,yêu,0.9\nyêu,ROOT,0.8\nHà,Nội,0.7\n",
        "word,next,score\nđi,học,0.9\nhọc,đi,0.8\n",
        "word,translation,score\nđi,go,0.9\nđi,went,0.8\n",
        "x,lemma,score\nđi,đi,0.9\nhọc,học,0.8\n",
    ],
)
def test_words_beside_those_of_a_text(text: str) -> None:
    """Nobody is alarmed by heads, next words, translations and lemmas."""
    assert read(text.encode(), "x.csv").notices == ()


@pytest.mark.parametrize(
    "head", ["query,key,weight", "source,target,weight", "row,col,value", "i,j,w"]
)
@pytest.mark.parametrize("name", ["x.csv", "x.tsv"])
def test_pairs_of_numbers(head: str, name: str) -> None:
    """Places in a text are pairs as tokens are; no hint makes tokens of the numbers."""
    text = f"{head}\n0,0,.1\n0,1,.2\n1,0,.3\n1,1,.4\n"
    for begun in (text, "id," + text.replace("\n", "\n7,").removesuffix("7,")):
        table = begun.replace(",", "\t") if name == "x.tsv" else begun
        with pytest.raises(ParseError, match="pair of tokens, such as '0' and '1'") as caught:
            read(table.encode(), name)
        assert "#token" not in caught.value.hint


@pytest.mark.parametrize("head", ["x,y,z", "a,b,c"])
def test_lines_that_may_be_pairs_of_numbers(head: str) -> None:
    """Under names that say nothing they are read as a text; a notice tells of it."""
    text = f"{head}\n0,0,.1\n0,1,.2\n1,0,.3\n1,1,.4\n".encode()
    (notice,) = read(text, "x.csv").notices
    assert notice.name == "table-axes"
    assert "may be pairs of tokens, such as '0' and '1'" in notice.message
    assert not read(text, "x.csv", axis="last").notices


@pytest.mark.parametrize(
    "text",
    [
        "The,cat,sat\n1,0,0\n0,1,0\n1,1,0\n",
        "The,cat,sat\n1,0,0\n.5,.5,0\n.3,.3,.4\n",
        "The,cat,sat\n0,0,1\n0,1,0\n1,0,0\n",
        "The,cat,sat\n0,1,.5\n",
        "The,cat,sat\n0,7,.5\n0,9,.5\n3,8,.1\n",
        "from,Hà,to,Huế\n1,0,2,3\n0,1,3,4\n",
    ],
)
def test_numbers_under_tokens_are_no_pairs(text: str) -> None:
    """Scores of tokens in the first line are hardly ever places in their order."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tuple(text.partition("\n")[0].split(","))
    assert not [one for one in found.notices if one.name != "square-array"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("w1,w2,pmi\nHà,Nội,5\nNội,đẹp,2\n", True),
        ("Var1,Var2,Freq\na,a,1\nb,a,2\na,b,3\nb,b,4\n", True),
        ("first,second,pmi\nHà,Nội,5\nNội,đẹp,2\n", False),
        ("head_word,dep_word,p\nHà,Nội,5\nNội,đẹp,2\n", False),
    ],
)
def test_pairs_under_other_names(text: str, *, error: bool) -> None:
    """Short names and those of R say so; under others words of other lines may be pairs."""
    if error:
        with pytest.raises(ParseError, match="is a pair of tokens"):
            read(text.encode(), "x.csv")
    else:
        (notice,) = read(text.encode(), "x.csv").notices
        assert notice.name == "table-axes"


@pytest.mark.parametrize(
    "text",
    [
        "word,next,p\nHà,Nội,5\nNội,đẹp,2\n",
        "x,guess,p\nHà,Nội,5\nNội,đẹp,2\n",
        "form0,lemma,p\nđi,đi,5\nchơi,đi,2\n",
        "form0,form3,p\nHà,Huế,5\nNội,đẹp,2\n",
    ],
)
def test_words_beside_words_that_are_no_pairs(text: str) -> None:
    """Guesses at the next word, lemmas and other words are none."""
    assert not read(text.encode(), "x.csv").notices


@pytest.mark.parametrize(
    "head",
    [
        *("word1,word2,PMI", "Word 1,Word 2,Human (mean)", "từ 1,từ 2,điểm", "w1,w2,sim"),
        *("word_a,word_b,x", "first word,second word,x", "tiếng thứ nhất,tiếng thứ hai,điểm"),
        *("term1,term2,x", "w_i,w_j,pmi", "sentence1,sentence2,score"),
    ],
)
@pytest.mark.parametrize("rows", ["Hà,Nội,8.1\nSài,Gòn,9.3\n", "Hà,Nội,8.1\nHà,Gòn,9.3\n"])
def test_pairs_of_words(head: str, rows: str) -> None:
    """Words of no text that have one score together; each way of the hint draws something."""
    text = f"{head}\n{rows}"
    with pytest.raises(ParseError, match="each line is a pair of tokens, such as 'Hà'") as caught:
        read(text.encode(), "x.csv")
    _, _, name = caught.value.hint.removesuffix(" takes one column alone").rpartition("#token=")
    first = tuple(row.split(",")[0] for row in rows.split())
    assert read(text.encode(), "x.csv", part=f"token={name}").tokens == first
    assert "write both words into one cell" in caught.value.hint


def test_pairs_of_words_in_lines_of_other_words() -> None:
    """Parts of speech beside them make no difference; a score between them makes two texts."""
    text = "word1\tword2\tPOS\tsim\nold\tnew\tA\t1.5\nsmart\tbright\tA\t9.2\n"
    with pytest.raises(ParseError, match="is a pair of tokens"):
        read(text.encode(), "x.tsv")
    with pytest.raises(ParseError, match="two texts are side by side"):
        read("từ 1,điểm 1,từ 2,điểm 2\nHà,1,đẹp,3\nNội,2,lắm,4\n".encode(), "x.csv")
    with pytest.raises(ParseError, match=r"one cell, as one token$"):
        read('"w1,","w2,",x\nHà,Nội,1\n'.encode(), "x.csv")


@pytest.mark.parametrize(
    "head",
    [
        *("source,target,x", "nguồn,đích,x", "query,key,x", "cue,response,x", "prime,target,x"),
        *("word,collocate,x", "từ,từ đồng nghĩa,x", "lemma1,lemma2,x", "word,word2,x"),
    ],
)
def test_words_that_may_have_a_score_together(head: str) -> None:
    """They are read as before, and the author is told, until the column is named."""
    text = f"{head}\nla,the,0.9\nmaison,house,0.8\n".encode()
    found = read(text, "x.csv")
    (notice,) = found.notices
    assert (found.tokens, notice.name) == (("la", "maison"), "table-axes")
    assert "such as 'la' and 'the'" in notice.message
    assert f"#token={head.partition(',')[0]} " in notice.hint
    asked = read(text, "x.csv", part=f"token={head.partition(',')[0]}")
    assert (asked.tokens, asked.notices) == (("la", "maison"), ())
