"""Tables with several columns of words, of which none is called as tokens surely are."""

from __future__ import annotations

import pytest

from data_files import columns_of, read, scores_of
from heatmark.files.word_columns import is_name_of_classes


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("class,feature,coef", "spam,free,2.1\nspam,meeting,-3.3\n"),
        ("class,feature,coef", "spam,free,2.1\nham,meeting,-3.3\n"),  # one of each
        (",target,feature,weight", "0,pos,free,2.1\n1,pos,meeting,-3.3\n"),
        ("y,feature,coef", "pos,free,2.1\nneg,meeting,-3.3\n"),
        ("category,term,score", "a,free,2.1\na,meeting,-3.3\n"),
        ("predicted_label,term,score", "a,free,2.1\na,meeting,-3.3\n"),
        ("topic,keyword,weight", "a,free,2.1\na,meeting,-3.3\n"),
        ("outlet,content,weight", "a,free,2.1\na,meeting,-3.3\n"),
        ("book,bigram,tf_idf", "a,free,2.1\na,meeting,-3.3\n"),
        ("group,item,x", "a,free,2.1\na,meeting,-3.3\n"),
        ("corpus,class,n-gram,x", "a,b,free,2.1\na,c,meeting,-3.3\n"),
        ("chủ đề,cụm từ,điểm", "a,free,2.1\na,meeting,-3.3\n"),
        ("nhãn cảm xúc,đặc trưng,trọng số", "a,free,2.1\na,meeting,-3.3\n"),
    ],
)
def test_classes_before_features(head: str, rows: str) -> None:
    """A column of classes, methods or sources before the terms is not the tokens, and is told."""
    draft = read(f"{head}\n{rows}".encode(), "x.csv")
    assert draft.tokens == ("free", "meeting")
    assert scores_of(draft) == (2.1, -3.3)
    assert not draft.notices


def test_parts_of_a_long_stimulus() -> None:
    """Contents are the tokens beside a condition, and their numbers no scores."""
    head = "item,condition,region,content,surprisal"
    text = f"{head}\n1,a,1,The key,4.2\n1,a,2,here,1.5\n1,a,3,is,2.2\n"
    draft = read(text.encode(), "x.csv")
    assert draft.tokens == ("The key", "here", "is")
    assert columns_of(draft) == {None: (4.2, 1.5, 2.2)}


@pytest.mark.parametrize(
    "text",
    [
        "term,class,x\na,b,1\nc,d,2\n",  # called so itself
        "name,class,x\na,b,1\nc,b,2\n",  # fewer words beside it
        "name,group,x\na,b,1\nc,d,2\n",
        "item,meaning,x\na,b,1\nc,d,2\n",
        "xa,xb,x\na,b,1\na,d,2\nc,e,3\n",  # which comes once
        "xa,xb,x\na,a1,1\na,a2,2\nc,c1,3\nc,c2,4\n",  # ids
        "xa,xb,x\na,b,1\na,b,2\nc,e,3\nc,e,3\n",  # both come again
    ],
)
def test_the_first_stays(text: str) -> None:
    """The first column of words has the tokens where nothing says that it has classes."""
    draft = read(text.encode(), "x.csv")
    assert draft.tokens == tuple(line.split(",")[0] for line in text.split("\n")[1:-1])
    assert not draft.notices


@pytest.mark.parametrize(
    ("text", "tokens", "other"),
    [
        ("topic,example,x\na,b,1\nc,d,2\n", ("a", "c"), "example"),
        ("name,content,x\na,b,1\nc,d,2\n", ("b", "d"), "name"),
        ("xa,xb,x\na,b,1\na,d,2\nc,e,1\nc,f,2\n", ("b", "d", "e", "f"), "xa"),
        ("model,dataset,x\na,b,1\na,d,2\n", ("b", "d"), "model"),
    ],
)
def test_a_guess_is_told(text: str, tokens: tuple[str, ...], other: str) -> None:
    """Where it may be another column, a notice says so, and both ways in it work."""
    draft = read(text.encode(), "x.csv")
    (notice,) = draft.notices
    taken = next(
        name for name in text.partition("\n")[0].split(",") if f"#token={name} " in notice.hint
    )
    assert (draft.tokens, notice.name) == (tokens, "table-axes")
    assert notice.hint.endswith(f"else #token={other}")
    chosen = read(text.encode(), "x.csv", part=f"token={taken}")
    assert (chosen.tokens, chosen.notices) == (tokens, ())
    assert not read(text.encode(), "x.csv", part=f"token={other}").notices


def test_names_that_cannot_be_asked_for() -> None:
    """A name with a comma, or none, leads to another way to choose."""
    (notice,) = read(b'topic,"a, b",x\na,b,1\nc,d,2\n', "x.csv").notices
    assert notice.hint == "call the column of the tokens token"
    (notice,) = read(b"a,b,1\na,d,2\n", "x.csv").notices
    assert notice.message.startswith("column 2 was taken for the tokens; column 1 could")
    assert notice.hint == "write a first line with names of columns: token above the tokens"
    assert not read(b"xa,token,x\na,b,1\na,d,2\n", "x.csv").notices


def test_pairs_stay_pairs() -> None:
    """Of the two ends of a pair none has the classes of the other."""
    with pytest.raises(Exception, match="pair of tokens"):
        read("query,key,weight\nHà,Nội,0.1\nHà,là,0.3\n".encode(), "x.csv")


def test_names_of_classes() -> None:
    """Features and kinds of words are none."""
    assert is_name_of_classes("true_class")
    assert is_name_of_classes("chủ đề chính")
    assert not is_name_of_classes("class terms")
    assert not is_name_of_classes("cụm từ")
    assert not is_name_of_classes("word")
