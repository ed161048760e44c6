"""Groups of rows that are asked for by the name of their column."""

from __future__ import annotations

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.open import open_file
from heatmark.files.picked import with_asked
from heatmark.files.request import Limits, Request
from heatmark.files.sentences import TextKeys

TOPICS = "topic,term,beta\n1,game,.03\n1,team,.02\n2,god,.04\n2,jesus,.01\n"
TURNS = "turn,speaker,word,x\n1,A,a,1\n1,A,b,2\n2,B,c,3\n2,B,d,4\n3,A,e,5\n3,A,f,6\n"
SPEAKERS = "speaker,word,x\nA,a,1.5\nA,b,2\nB,c,3\nA,d,4\n"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (TOPICS, "topic=2"),
        (TOPICS, "Topic=2"),
        (TOPICS, "topic=2.0"),
        (TOPICS, "2"),
        (TOPICS.replace("1,", "1.0,").replace("2,", "2.0,"), "topic=2"),  # as pandas writes them
        (TOPICS.replace("1,team", ",team").replace("2,jesus", ",jesus"), "topic=2"),  # merged cells
        (TOPICS.replace("1,team", ",team").replace("2,jesus", ",jesus"), "2"),
        (TOPICS.replace("1,", "sport,").replace("2,", "faith,"), "topic=faith"),
        (TOPICS.replace("1,", "sport,").replace("2,", "faith,"), "faith"),
        (TOPICS.replace("topic", "cluster"), "cluster=2"),
        (TOPICS.replace("topic", "k"), "k=2"),
        (TOPICS.replace("topic", "topic_id"), "2"),
        (TOPICS.replace("topic", "chủ đề"), "chủ đề=2"),
        ("topic,index,term,x\n1,1,game,1\n1,2,team,2\n2,1,god,3\n2,2,jesus,4\n", "topic=2"),
        ("topic,index,term,x\n1,1,game,1\n1,2,team,2\n2,1,god,3\n2,2,jesus,4\n", "2"),
    ],
)
def test_one_group(text: str, part: str) -> None:
    """By what stands in its column, or by its place; the column is no scores of its own then."""
    found = read(text.encode(), "x.csv", part=part)
    assert found.tokens == ("god", "jesus")
    assert [*columns_of(found)] == [None]
    assert not found.notices


def test_groups_that_come_back() -> None:
    """Rows of one speaker, or of one class, wherever they stand."""
    assert scores_of(read(SPEAKERS.encode(), "x.csv", part="speaker=A")) == (1.5, 2, 4)
    for name in ("class", "label", "zone"):  # of both kinds, and of each
        text = f"{name},feature,x\nspam,a,1\nham,b,2\nspam,c,3\n".encode()
        assert scores_of(read(text, "x.csv", part=f"{name}=spam")) == (1, 3)
    with pytest.raises(ParseError, match="no part '2'") as caught:  # by place they are none
        read(SPEAKERS.encode(), "x.csv", part="2")
    assert caught.value.hint == "its parts are speaker=A, speaker=B"


def test_groups_among_texts() -> None:
    """Both are to be named where a speaker has several turns."""
    assert scores_of(read(TURNS.encode(), "x.csv", part="speaker=B")) == (3, 4)
    assert scores_of(read(TURNS.encode(), "x.csv", part="turn=3,speaker=A")) == (5, 6)
    assert scores_of(read(TURNS.encode(), "x.csv", part="2")) == (3, 4)
    with pytest.raises(ParseError, match="several texts") as caught:
        read(TURNS.encode(), "x.csv", part="speaker=A")
    hint = (
        "choose one with # after the file's name: #turn=1,speaker=A, or rows: 1..4 for all as one"
    )
    assert caught.value.hint == hint
    assert scores_of(read(TURNS.encode(), "x.csv", part="turn=1,speaker=A")) == (1, 2)
    assert scores_of(read(TURNS.encode(), "x.csv", part="speaker=A", rows=(1, 4))) == (1, 2, 5, 6)
    with pytest.raises(ParseError, match="no part 'speaker=A,turn=2'") as caught:
        read(TURNS.encode(), "x.csv", part="speaker=A,turn=2")
    assert "turn=2,speaker=B" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "part", "hint"),
    [
        (TOPICS, "topik=2", "did you mean 'topic'?"),
        (TOPICS, "x=2", "it has topic"),
        (TOPICS, "topic=7", "there are 1, 2"),
        (TOPICS, "3", "its parts are 1, 2"),
        (TOPICS, "beta=.03", "it has topic"),  # a score
        ("doc,token,x\n5,a,1\n5,b,2\n", "doc=5", "leave it out: these scores have no axes"),
        ("k,token,x\n1.5,a,1\n1.5,b,2\n2.5,c,3\n", "k=1.5", "leave it out: these scores"),
        ("score,token,x\n1,a,1\n1,b,2\n2,c,3\n", "score=1", "leave it out: these scores"),
        ("pos,token,x\nN,a,1\nV,b,2\nN,c,3\n", "pos=N", "leave it out: these scores have no"),
    ],
)
def test_no_groups(text: str, part: str, hint: str) -> None:
    """The error names the columns that can be asked for."""
    with pytest.raises(ParseError) as caught:
        read(text.encode(), "x.csv", part=part)
    assert caught.value.hint.startswith(hint)


def test_nobody_asks() -> None:
    """Topics and speakers part nothing by themselves."""
    assert len(read(TOPICS.encode(), "x.csv").tokens or ()) == 4
    assert len(read(SPEAKERS.encode(), "x.csv").tokens or ()) == 4
    assert len(read(TOPICS.encode(), "x.csv", part="token=term").tokens or ()) == 4


def test_all_groups() -> None:
    """Those that stand one below the other can be asked for together."""
    reading = open_file(TOPICS.encode(), "x.csv", Limits())
    assert reading.parts is not None
    assert reading.parts(Request(part="all", path="all")) == ["1", "2"]
    assert reading.parts(Request(part="1..2", path="1..2")) == ["1", "2"]
    for text in (SPEAKERS, TOPICS.replace("topic", "label")):  # which come back, or are of words
        reading = open_file(text.encode(), "x.csv", Limits())
        assert reading.parts is not None
        assert reading.parts(Request(part="all", path="all")) == [""]
    assert read(TOPICS.replace("topic", "label").encode(), "x.csv", part="label=2").tokens


def test_without_a_question_or_names() -> None:
    """Nothing is looked for."""
    texts, rows = TextKeys((), frozenset(), []), [["1", "a"], ["1", "b"], ["2", "c"]]
    assert with_asked(texts, Request(), ["topic", "term"], rows, 1) is texts
    assert with_asked(texts, Request(path="2"), [], rows, 1) is texts
    found = with_asked(texts, Request(path="2"), ["topic", "term"], rows, 1)
    assert (found.columns, found.known) == (("topic",), [("1",), ("2",)])


def test_texts_keep_their_names() -> None:
    """A place among them is asked for: groups that part the rows alike add nothing."""
    texts = TextKeys(("doc",), frozenset({0}), [("1",), ("1",), ("2",), ("2",)])
    rows = [["1", "5", "a"], ["1", "5", "b"], ["2", "7", "c"], ["2", "7", "d"]]
    for request in (Request(path="2"), Request(path="all")):
        found = with_asked(texts, request, ["doc", "topic", "token"], rows, 2)
        assert (found.columns, found.beside) == (("doc",), (("topic", ("5", "7")),))


@pytest.mark.parametrize(
    ("cells", "groups"),
    [
        (["A", "", "B", ""], ("A", "B")),  # merged
        (["A", "", "B", "A"], ("A", "", "B")),
        (["", "A", "", "B"], ("", "A", "B")),
        (["A", "A", "B", "B"], ("A", "B")),
    ],
)
def test_cells_that_are_merged(cells: list[str], groups: tuple[str, ...]) -> None:
    """An empty one is as the one above it where each value stands once, and the first is filled."""
    rows = [[cell, "token"] for cell in cells]
    none = TextKeys((), frozenset(), [])
    found = with_asked(none, Request(path="2"), ["speaker", "token"], rows, 1)
    assert found.beside == (("speaker", groups),)


@pytest.mark.parametrize(("name", "parts"), [("turn", True), ("label", True), ("pos", False)])
def test_names_of_groups_that_come_back(name: str, *, parts: bool) -> None:
    """Columns of groups and those of classes can be asked for, wherever their values stand."""
    rows = [["1", "a"], ["2", "b"], ["1", "c"]]
    found = with_asked(TextKeys((), frozenset(), []), Request(path="2"), [name, "token"], rows, 1)
    assert found.beside == (((name, ("1", "2")),) if parts else ())


def test_the_first_of_two_columns() -> None:
    """Where both part the rows alike, texts are called by one."""
    rows = [["1", "x", "a"], ["1", "x", "b"], ["2", "y", "c"], ["2", "y", "d"]]
    none = TextKeys((), frozenset(), [])
    found = with_asked(none, Request(path="2"), ["topic", "cluster", "token"], rows, 2)
    assert found.columns == ("topic",)
