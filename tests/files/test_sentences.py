"""Several texts in one long table, and how an author takes one of them."""

from __future__ import annotations

import json
import re

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.sentences import find_texts, is_name_of_texts

LONG = (
    "id,sentence,token,attr\n0,phim hay,phim,.1\n0,phim hay,hay,.9\n"
    "1,phim dở,phim,.2\n1,phim dở,dở,.8\n"
)
LAYERS = "layer,token,x\n0,a,1\n0,b,2\n5,a,3\n5,b,4\n"
NESTED = "h,m,token,x\n" + "".join(
    f"{head},{model},{token},{at}\n"
    for at, (model, head, token) in enumerate(
        (model, head, token) for model in "ab" for head in "01" for token in ("the", "cat")
    )
)
RESTARTS = "pos,token,x\n0,a,1\n1,b,2\n0,a,3\n1,b,4\n"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *[(LONG, part) for part in ("2", "id=1", "id=1.0", "sentence=phim dở", "phim dở")],
        *[(LAYERS, part) for part in ("2", "layer=5", "layer=5.0", "sentence=5")],
        *[(RESTARTS, part) for part in ("2", "sentence=2", "câu=2")],
        ("sent_id\tword\tx\ns1\ta\t1\ns2\tb\t3\ns2\tc\t4\n", "sent_id=s2"),
        ("sent_id\tword\tx\ns1\ta\t1\ns2\tb\t3\ns2\tc\t4\n", "sentence=s2"),
        ("sent_id\tword\tx\n2\tb\t3\n2\tc\t4\n1\ta\t1\n", "sentence=2"),
    ],
)
def test_one_text_is_taken(text: str, part: str) -> None:
    """By its number from 1, by what stands in its column, and by numbers of a column from 1."""
    found = read(text.encode(), "x.tsv" if "\t" in text else "x.csv", part=part)
    assert len(found.tokens or ()) == 2
    assert scores_of(found) == ((0.2, 0.8) if text == LONG else (3, 4))


@pytest.mark.parametrize("text", [LONG, LAYERS, RESTARTS])
def test_texts_never_flow_together(text: str) -> None:
    """Without a choice there is an error, whose hint works."""
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text.encode(), "x.csv")
    parts = [one for one in re.findall(r"#([^\s,]+)", caught.value.hint) if one != "all"]
    if text == LONG:  # its ids go before the numbers of its texts
        assert caught.value.hint.startswith("choose one with # after the file's name: 0, 1, or #id")
        parts = ["0", "1", *parts[1:]]
    first, *others = (read(text.encode(), "x.csv", part=part) for part in parts)
    assert parts[:2] == (["0", "1"] if text == LONG else ["1", "2"])
    assert others[0] != first
    assert others[1:] in ([], [first])  # the column and its value name the first


@pytest.mark.parametrize("part", ["3", "phim", "id=7", "sentence=", "layer=1", "x=1"])
def test_a_text_that_is_not_there(part: str) -> None:
    """The error says what there is."""
    with pytest.raises(ParseError) as caught:
        read(LONG.encode(), "x.csv", part=part)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "id,token,x\n1,a,1\n2,b,2\n3,a,3\n",
        "id,token,x\n7,a,1\n9,b,2\n7,a,3\n",
        "sentence,x\na,1\nb,2\na,3\n",
        "pos,token,x\n0,a,1\n0,b,2\n0,a,3\n",
        "pos,token,x\n3,a,1\n1,b,2\n3,a,3\n",
        "doc,token,x\nd,a,1\nd,b,2\nd,a,3\n",
        "text,x\na,1\na,2\nb,3\n",
    ],
)
def test_columns_that_tell_no_texts_apart(text: str) -> None:
    """Ids of tokens, a column that never changes, and the tokens themselves are no sentences."""
    assert len(read(text.encode(), "x.csv").tokens or ()) == 3


def test_rows_of_several_texts() -> None:
    """`rows` counts over all of them."""
    assert read(LONG.encode(), "x.csv", rows=(3, 4)).tokens == ("phim", "dở")


def test_columns_of_texts_are_no_scores() -> None:
    """What tells texts apart is known by its place."""
    rows = [["0", "a", "1"], ["0", "b", "2"], ["1", "c", "3"]]
    texts = find_texts(["sent", "token", "x"], rows, 1)
    assert texts.places == {0}
    assert texts.known == [("0",), ("1",)]


def test_the_first_text() -> None:
    """It is the first by its number too, where no text is called so."""
    for part in ("1", "layer=0", "layer=0.0", "sentence=0"):
        assert scores_of(read(LAYERS.encode(), "x.csv", part=part)) == (1, 2)


def test_the_parts_that_there_are() -> None:
    """They count from 1."""
    with pytest.raises(ParseError, match="no part '9'") as caught:
        read(LONG.encode(), "x.csv", part="9")
    assert caught.value.hint.endswith("its parts are 0, 1")


@pytest.mark.parametrize(
    ("text", "part", "known"),
    [
        (LAYERS, "layer=1", "0, 5"),
        (LAYERS, "layer=2", "0, 5"),
        (LAYERS, "layer=-1", "0, 5"),
        (LAYERS, "sentence=2", "0, 5"),
        (LAYERS.replace("0,", "0.0,").replace("5,", "5.0,"), "layer=2", "0.0, 5.0"),
        (LAYERS.replace("0,", "4,").replace("layer", "id"), "id=1", "4, 5"),
        (LAYERS.replace("0,", "01,").replace("5,", "1.0,"), "layer=1", "01, 1.0"),
        (LONG, "sentence=2", "phim hay, phim dở"),
        (RESTARTS, "sentence=3", "1, 2"),
        ("sent_id\tword\tx\ns1\ta\t1\ns2\tb\t3\ns2\tc\t4\n", "sentence=2", "s1, s2"),
        (NESTED, "m=a,h=2", "0, 1"),
    ],
)
def test_a_value_is_never_a_place(text: str, part: str, known: str) -> None:
    """Of layers 0 and 5 none is the first; the error lists what there is."""
    with pytest.raises(ParseError, match="there is no") as caught:
        read(text.encode(), "x.csv", part=part)
    assert caught.value.hint == f"there are {known}"


@pytest.mark.parametrize("values", [(0.0, 1.0), ("0", "1"), (0, 1)])
def test_a_value_of_records_is_the_same_number(values: tuple[object, object]) -> None:
    """Files of pandas have 1.0 for 1 where a number is missing."""
    rows = [
        {"layer": layer, "token": token, "score": place}
        for place, layer in enumerate(values)
        for token in "ab"
    ]
    for part in ("layer=1", "layer=1.0"):
        assert scores_of(read(json.dumps(rows).encode(), "x.json", part=part)) == (1, 1)
    with pytest.raises(ParseError, match="no layer '2'"):
        read(json.dumps(rows).encode(), "x.json", part="layer=2")


@pytest.mark.parametrize(
    ("name", "part", "scores"),
    [
        ("id", "1", (3, 4)),
        ("id", "2", (1, 2)),
        ("sent_id", "1", (3, 4)),
        ("sentence", "1", (1, 2)),
        ("layer", "1", (1, 2)),
    ],
)
def test_an_id_goes_before_a_number(name: str, part: str, scores: tuple[float, ...]) -> None:
    """Of what is no id, the number counts."""
    text = f"{name},token,x\n2,a,1\n2,b,2\n1,a,3\n1,b,4\n"
    assert scores_of(read(text.encode(), "x.csv", part=part)) == scores


@pytest.mark.parametrize("ids", [(262, 262, 5, 5), (7, 7, 9, 9)])
def test_ids_of_tokens_are_no_texts(ids: tuple[int, ...]) -> None:
    """A word has the same one each time; numbers of texts follow upon one another."""
    words = ("the", "the", "a", "a")
    value = {"tokens": words, "scores": [1, 2, 3, 4], "id": ids}
    rows = "".join(f"{one},{word},1\n" for one, word in zip(ids, words, strict=True))
    for text, name in ((json.dumps(value), "x.json"), (f"id,token,score\n{rows}", "x.csv")):
        assert read(text.encode(), name).tokens == words
    with pytest.raises(ParseError, match="several texts"):
        read(json.dumps({**value, "id": [0, 0, 1, 1]}).encode(), "x.json")


def test_any_word_for_texts_is_their_column() -> None:
    """Beside other columns, too; where two number texts, it could be either."""
    text = "doc,layer,token,x\n2,0,a,1\n2,0,b,2\n1,5,a,3\n1,5,b,4\n"
    assert scores_of(read(text.encode(), "x.csv", part="câu=2")) == (1, 2)
    assert scores_of(read(text.encode(), "x.csv", part="doc=2")) == (1, 2)
    with pytest.raises(ParseError, match="no axis 'câu'"):
        read(text.replace("layer", "page").encode(), "x.csv", part="câu=2")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("pos,token,x\n0,a,1\n1,b,2\n", "sentence=1"),
        ("doc,token,x\n5,a,1\n5,b,2\n", "doc=5"),
    ],
)
def test_a_text_alone_has_no_name(text: str, part: str) -> None:
    """A column that does not change, or counts once, tells no texts apart."""
    assert read(text.encode(), "x.csv").tokens == ("a", "b")
    with pytest.raises(ParseError, match="no axis"):
        read(text.encode(), "x.csv", part=part)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("id", True),
        ("sentence", True),
        ("sentence_id", True),
        ("sent-id", True),
        ("layer", True),
        ("mô hình", True),
        ("câu", True),
        ("token", False),
        ("x", False),
        ("token_id", False),
        ("idx", False),
    ],
)
def test_names_of_columns_that_tell_texts(name: str, *, texts: bool) -> None:
    """Sentences, layers and models, with or without a word for their number."""
    assert is_name_of_texts(name) is texts


COPIES = "{name},token,score\n0,the,.1\n0,cat,.2\n1,the,.3\n1,cat,.4\n"


@pytest.mark.parametrize("name", ["head", "seed", "step", "label", "fold", "trial", "id", "", "x"])
def test_copies_of_a_text_never_flow_together(name: str) -> None:
    """Whatever the column is called that has one value in each, it tells them apart."""
    text = COPIES.format(name=name).encode()
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text, "x.csv")
    ways = "0, 1" if name == "id" else "#1 to #2"
    assert f": {ways}, or #{name}=0" in str(caught.value.hint)
    for part in ("2", f"{name}=1"):
        found = read(text, "x.csv", part=part)
        assert (found.tokens, scores_of(found)) == (("the", "cat"), (0.3, 0.4))


@pytest.mark.parametrize("end", ["json", "jsonl"])
def test_copies_in_records(end: str) -> None:
    """Records are a long table, too."""
    rows = [
        {"head": head, "token": token, "score": head + at}
        for head in (0, 1)
        for at, token in enumerate(("the", "cat"))
    ]
    text = json.dumps(rows) if end == "json" else "\n".join(map(json.dumps, rows))
    with pytest.raises(ParseError, match="several texts"):
        read(text.encode(), f"x.{end}")
    assert scores_of(read(text.encode(), f"x.{end}", part="head=1")) == (1, 2)


def test_copies_in_records_whose_values_come_again() -> None:
    """Records are counted as rows are."""
    rows = [{"head": at // 2 % 2, "token": "ab"[at % 2], "score": at} for at in range(6)]
    with pytest.raises(ParseError, match="several texts"):
        read(json.dumps(rows).encode(), "x.json")
    assert scores_of(read(json.dumps(rows).encode(), "x.json", part="3")) == (4, 5)


def test_copies_within_copies() -> None:
    """Of heads within models the hint names both, and one alone is not enough."""
    with pytest.raises(ParseError, match="several texts") as caught:
        read(NESTED.encode(), "x.csv")
    assert "#1 to #4, or #h=0,m=a" in str(caught.value.hint)
    assert scores_of(read(NESTED.encode(), "x.csv", part="m=b,h=0")) == (4, 5)
    with pytest.raises(ParseError, match="several texts"):
        read(NESTED.encode(), "x.csv", part="m=b")


def test_copies_within_texts() -> None:
    """Each text has its own tokens, and those of its copies are the same."""
    text = (
        "doc,seed,token,x\n1,0,a,1\n1,0,b,2\n1,1,a,3\n1,1,b,4\n2,0,c,5\n2,0,d,6\n2,1,c,7\n2,1,d,8\n"
    )
    assert scores_of(read(text.encode(), "x.csv", part="doc=2,seed=1")) == (7, 8)
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text.encode(), "x.csv")
    assert str(caught.value.hint).endswith("#1 to #4, or #doc=1,seed=0")
    once = text.replace("1,1,a,3\n1,1,b,4\n", "")
    assert scores_of(read(once.encode(), "x.csv", part="doc=2,seed=1")) == (7, 8)


@pytest.mark.parametrize(
    "text",
    [
        "0,the,.1\n0,cat,.2\n1,the,.3\n1,cat,.4\n",
        "head,token,x\n0,the,.1\n0,cat,.2\n1,the,.3\n1,cat,.4\n0,the,5\n0,cat,6\n",
    ],
)
def test_copies_that_have_no_name_are_counted(text: str) -> None:
    """Without names, or with values that come again, their number alone chooses them."""
    with pytest.raises(ParseError, match="several texts"):
        read(text.encode(), "x.csv")
    assert scores_of(read(text.encode(), "x.csv", part="2")) == (0.3, 0.4)
    for part in ("0", str(text.count("the") + 1)):
        with pytest.raises(ParseError, match=f"no part '{part}'"):
            read(text.encode(), "x.csv", part=part)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("head,token,x\n0,a,-\n0,b,2\n1,a,-\n1,b,4\n", (None, 4)),
        ("head,token,surprisal\n0,a,\n0,b,2\n1,a,\n1,b,4\n", (None, 4)),
        ("0,a,nan\n0,b,2\n1,a,nan\n1,b,4\n", (None, 4)),
        ("head,token,x\n0,a,-\n0,b,2\n1,a,-\n1,b,4\n0,a,-\n0,b,6\n", (None, 4)),
        ("doc,token,x\n1,a,-\n1,b,2\n2,c,3\n2,d,4\n", (3, 4)),
    ],
)
def test_texts_whose_first_score_is_missing(text: str, second: tuple[float | None, ...]) -> None:
    """Of a first token there is often none; its column is one of numbers all the same."""
    with pytest.raises(ParseError, match="several texts"):
        read(text.encode(), "x.csv")
    assert scores_of(read(text.encode(), "x.csv", part="2")) == second


def test_copies_in_records_whose_first_score_is_missing() -> None:
    """`null` is no word either."""
    scores = (("a", None), ("b", 1))
    rows = [{"head": head, "token": word, "x": score} for head in (0, 1) for word, score in scores]
    with pytest.raises(ParseError, match="several texts"):
        read(json.dumps(rows).encode(), "x.json")


@pytest.mark.parametrize(
    "text",
    [
        "token,score\na,.1\nb,.1\na,.2\nb,.2\n",
        "token,x\na,.1\nb,.1\na,.2\nb,.2\n",
        "a,.1\nb,.1\na,.2\nb,.2\n",
        "token,label,x\na,O,1\nb,O,2\na,P,3\nc,P,4\n",
        "label,token,x\nO,a,1\nO,b,2\nO,a,3\nP,b,4\n",
        "n,score,token\n1,.5,a\n2,.5,b\n3,.6,a\n4,.6,b\n",
        "token,w,x\na,N,.1\nb,V,.1\na,N,.2\nb,V,.2\n",
        "token,x\na,.1\nb,.1\na,.2\nb,.1\n",
        "token,w,x\na,N,.1\na,V,.1\na,N,.2\na,V,.1\n",
    ],
)
def test_what_tells_no_copies_apart(text: str) -> None:
    """Scores that are the same in each copy, and labels of tokens that differ, part no text."""
    assert len(read(text.encode(), "x.csv").tokens or ()) == 4


def test_a_column_that_changes_within_a_text() -> None:
    """Where a text has one token twice, its numbers are scores."""
    text = "doc,c,token,x\n1,0,a,.1\n1,1,a,.2\n2,0,b,.3\n2,0,c,.4\n"
    assert read(text.encode(), "x.csv", part="doc=1").tokens == ("a", "a")


def test_what_another_column_tells_already() -> None:
    """A number of each text beside its name is one of its scores."""
    rows = [[text, token, text * 2, "1"] for text in "12" for token in "ab"]
    assert find_texts(["doc", "token", "y", "x"], rows, 1).places == {0}


def test_scores_that_are_the_same_in_each_copy_are_left() -> None:
    """They are what is drawn, wherever the column stands that tells texts apart."""
    text = "x,token,doc\n5,a,1\n5,b,1\n6,a,1\n6,b,1\n7,c,2\n7,d,2\n"
    assert scores_of(read(text.encode(), "x.csv", part="doc=1")) == (5, 5, 6, 6)


BESIDE = "token,model,score\nHà,gpt2,0.9\nHà,bert,0.1\nNội,gpt2,0.3\nNội,bert,0.7\n"


@pytest.mark.parametrize("name", ["model", "layer", "head", "seed", "variable", "x"])
def test_copies_token_by_token(name: str) -> None:
    """A column with the same values beside each token tells copies apart, whatever it is called."""
    text = BESIDE.replace("model", name).encode()
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text, "x.csv")
    assert f"#{name}=gpt2" in caught.value.hint
    assert "rows" not in caught.value.hint
    found = read(text, "x.csv", part=f"{name}=bert")
    assert found.tokens == ("Hà", "Nội")
    assert scores_of(found) == (0.1, 0.7)
    assert read(text, "x.csv", part="2") == found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (BESIDE.partition("\n")[2], "2"),
        (
            "token,l,h,x\n"
            + "".join(f"{t},{lh},1\n" for t in "aab" for lh in ("0,0", "0,1", "1,0", "1,1")),
            "l=1,h=0",
        ),
        ("token,model,x\na,p,1\na,q,2\nb,q,3\nb,p,4\n", "model=q"),
        (
            "sentence,token,model,x\n1,a,p,1\n1,a,q,2\n2,a,p,3\n2,a,q,4\n2,b,p,5\n2,b,q,6\n",
            "sentence=2,model=q",
        ),
        ("token,layer,score\na,0,1\na,1,2\nb,0,3\nb,1,4\n", "layer=1"),
        (
            json.dumps([{"token": t, "variable": v, "score": 1} for t in "ab" for v in "pq"]),
            "variable=p",
        ),
    ],
)
def test_copies_of_many_kinds_token_by_token(text: str, part: str) -> None:
    """Also by several columns, in any order, of several sentences, and as records of JSON."""
    name = "x.json" if text.startswith("[") else "x.csv"
    with pytest.raises(ParseError, match="several texts"):
        read(text.encode(), name)
    tokens = read(text.encode(), name, part=part).tokens
    assert tokens == (
        ("a", "a", "b") if "l,h" in text else ("Hà", "Nội") if "Hà" in text else ("a", "b")
    )


@pytest.mark.parametrize(
    "text",
    [
        "token,pos,x\nđi,V,1\nđi,V,2\nchơi,N,3\nchơi,V,4\n",
        "token,score\na,0\na,1\nb,0\nb,1\n",
        "token,logprob,x\na,0,5\na,1,6\nb,0,7\nb,1,8\n",
    ],
)
def test_words_that_come_twice(text: str) -> None:
    """Words that are said twice are one text, as are scores that come again."""
    assert len(read(text.encode(), "x.csv").tokens or ()) == 4


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sentence,token,score\n1,Hà,0.5\n,Nội,0.2\n2,A,0.1\n,B,0.3\n", "sentence=1"),
        ("câu;từ;điểm\nS1;Hà;1\n;Nội;2\nS2;A;3\n", "câu=S1"),
        ("model,token,score\ngpt2,Hà,1\n,Nội,2\nbert,Hà,3\n,Nội,4\n", "model=gpt2"),
        ("stimulus,word,rt\nA,Hà,1\nA,Nội,2\nB,Em,3\nB,về,4\n", "stimulus=A"),
        ("trial,word,rt\n1,Hà,1\n1,Nội,2\n2,Em,3\n2,về,4\n", "trial=1"),
        ("dòng,từ,điểm\n1,Hà,1\n1,Nội,2\n2,Em,3\n2,về,4\n", "dòng=1"),
        ("condition,word,rt\nlow,Hà,1\nlow,Nội,2\nhigh,Em,3\nhigh,về,4\n", "condition=low"),
    ],
)
def test_more_columns_of_texts(text: str, first: str) -> None:
    """Cells that a spreadsheet merged are that above them; and texts go by many names."""
    with pytest.raises(ParseError, match="several texts"):
        read(text.encode(), "x.csv")
    found = read(text.encode(), "x.csv", part=first)
    assert found.tokens == ("Hà", "Nội")
    assert len(found.series or ()) == 1
    whole = read(text.encode(), "x.csv", rows=(1, 3))
    assert len(whole.series or ()) == 1


def test_notes_beside_some_tokens_are_no_merged_cells() -> None:
    """A cell that comes again, or one below an empty one, numbers no texts."""
    for cells in ("a,,a", ",b,c"):
        rows = zip(cells.split(","), "xyz", "123", strict=True)
        text = "item,token,score\n" + "".join(f"{','.join(row)}\n" for row in rows)
        assert len(read(text.encode(), "x.csv").tokens or ()) == 3


BROKEN = "Hà\t0.5\nNội\t0.7\n\nEm\t0.9\nvề\t0.1\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BROKEN, "x.tsv"),
        (f"token\tscore\n\n{BROKEN}", "x.tsv"),
        (BROKEN.replace("\n", "\r\n"), "x.tsv"),
    ],
)
def test_blank_lines_part_sentences(text: str, name: str) -> None:
    """In a TSV sentences are parted as in CoNLL, and counted."""
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text.encode(), name)
    assert read(text.encode(), name, part="2").tokens == ("Em", "về")
    rows = re.findall(r"rows: 1\.\.(\d)", caught.value.hint)
    assert len(read(text.encode(), name, rows=(1, int(rows[0]))).tokens or ()) == 4


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("token,score\na,1\n\nb,2\nc,3\n", ["blank-lines"]),
        ("token;score\na;1\n;\nb;2\nc;3\n", ["blank-lines"]),
        ("token,score\n\na,1\nb,2\n\n", []),
        ("token,score\na,1\n\nb,2\n\nc,3\n", []),
        ("pos,token,score\n1,a,1\n2,b,2\n", []),
    ],
)
def test_blank_lines_in_other_tables(text: str, notices: list[str]) -> None:
    """Where they may stand for nothing, all is one text, and its author is told."""
    assert [one.name for one in read(text.encode(), "x.csv").notices] == notices


def test_blank_lines_between_numbered_sentences() -> None:
    """A column that tells texts apart says enough."""
    text = "sentence\ttoken\tx\n1\ta\t1\n1\tb\t2\n\n2\tc\t3\n"
    assert read(text.encode(), "x.tsv", part="sentence=2").tokens == ("c",)


def test_an_index_without_a_name() -> None:
    """What `stack` of pandas writes has a level without a name, and what the hint says works."""
    text = b"token,,0\na,p,.1\na,q,.2\nb,p,.3\nb,q,.4\n"
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text, "x.csv")
    parts = re.findall(r"#([^\s,]+)", caught.value.hint)
    assert [scores_of(read(text, "x.csv", part=part)) for part in parts] == [
        (0.1, 0.3),
        (0.2, 0.4),
        (0.1, 0.3),
    ]


@pytest.mark.parametrize("names", ["seed", "head", "model", "fold", "sentence"])
def test_cells_that_were_merged(names: str) -> None:
    """They begin copies of a text, whatever they are called, or texts."""
    text = f"{names},token,score\n1,Hà,.1\n,Nội,.2\n2,Hà,.3\n,Nội,.4\n".encode()
    with pytest.raises(ParseError, match="several texts"):
        read(text, "x.csv")
    assert scores_of(read(text, "x.csv", part="2")) == (0.3, 0.4)
    assert scores_of(read(text, "x.csv", part=f"{names}=1")) == (0.1, 0.2)


@pytest.mark.parametrize("names", ["layer,head", "fold,seed", "sentence,model"])
def test_cells_that_were_merged_within_others(names: str) -> None:
    """Then a number comes back in each of the outer ones."""
    cells = ["1,1,Hà,.1", ",,Nội,.2", ",2,Hà,.3", ",,Nội,.4", "2,1,Hà,.5", ",,Nội,.6", ",2,Hà,.7"]
    text = "\n".join([f"{names},token,score", *cells, ",,Nội,.8"]).encode()
    outer, inner = names.split(",")
    with pytest.raises(ParseError, match="several texts"):
        read(text, "x.csv")
    assert scores_of(read(text, "x.csv", part=f"{outer}=2,{inner}=1")) == (0.5, 0.6)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("note,token,score\na,Hà,.1\n,Nội,.2\n,đẹp,.3\nb,lắm,.4\n", 4),
        ("score,token\n.1,Hà\n,Nội\n.3,Hà\n,Nội\n", 4),
        ("seed,token,score\n1,Hà,.1\n,Nội,.2\n1,Hà,.3\n,Nội,.4\n", 4),
        ("seed,token,score\n,Hà,.1\n2,Nội,.2\n,Hà,.3\n3,Nội,.4\n", 4),
        ("seed,token,score\n1,Hà,.1\n,Nội,.2\n,Hà,.3\n,Nội,.4\n", 4),
        ("token,seed,score\nHà,1,.1\nNội,,.2\nHà,2,.3\nNội,,.4\n", 4),
    ],
)
def test_cells_that_are_empty(text: str, count: int) -> None:
    """What begins no copies, or stands behind the tokens, is not taken for merged."""
    assert len(read(text.encode(), "x.csv").tokens or ()) == count
