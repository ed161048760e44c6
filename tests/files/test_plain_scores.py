"""Which columns of tables are drawn if nobody chooses."""

from __future__ import annotations

import re

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import ScoreError
from heatmark.files.plain_scores import NumberColumns, plain_scores


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("TT;Tiếng;Độ bất ngờ\n1;Hà;0,5\n2;Nội;0,7", ["Độ bất ngờ"]),
        ("text,tmin,tmax,pitch\nHà,0.1,.2,120\nNội,.3,.4,110", ["pitch"]),
        ("IA_ID,IA_LABEL,RT\n1,Hà,200\n2,Nội,300", ["RT"]),
        ("i,text,lemma,pos,is_stop,score\n0,Hà,hà,N,False,.3\n1,Nội,nội,N,True,.4", ["score"]),
        ("text,start_char,end_char,prob\nHà,0,2,.3\nNội,3,6,.4", ["prob"]),
        ("onset,offset,word,f0\n0,.1,Hà,120\n.1,.2,Nội,130", ["f0"]),
        ("token,correct,score\nHà,1,.5\nNội,0,.7", ["score"]),
        ("sent_nr,word_pos,word,RT\n1,1,Hà,220\n1,2,Nội,190", ["RT"]),
        ("line,col,word,score\n1,1,Hà,1.5\n1,4,Nội,2.5", ["score"]),
        ("mã số,từ,điểm\n101,Hà,1.2\n205,Nội,0.3", ["điểm"]),
        ("token,gpt2,llama\nHà,1,.5\nNội,2,.7\nđẹp,3,.2", ["gpt2", "llama"]),
    ],
)
def test_places_are_no_scores(text: str, kept: list[str]) -> None:
    """Times, places and numbers of tokens are left out by their names."""
    found = read(text.encode(), "x.csv")
    assert [one.name or kept[0] for one in found.series or ()] == kept
    assert not found.notices


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("tmin,tier,text,tmax\n0.1,word,Hà,.2\n.3,word,Nội,.4", "'tmin', 'tmax'"),
        ("i,text,idx\n0,Hà,0\n1,Nội,3", "'i', 'idx'"),
    ],
)
def test_places_alone_are_refused(text: str, others: str) -> None:
    """Nothing is left of such a table; the hint, followed, draws it."""
    with pytest.raises(
        ScoreError, match=f"only what numbers or marks tokens in it: {others}"
    ) as at:
        read(text.encode(), "x.csv")
    field = re.findall("field: (.*?) to", at.value.hint)[0]
    assert read(text.encode(), "x.csv", field=field).series


@pytest.mark.parametrize(
    "text",
    [
        "topic,word,weight\n0,Hà,.31\n0,Nội,.22\n1,đẹp,.33\n1,lắm,.34",
        "k,word,score\n1,Hà,.31\n2,Nội,.22\n3,đẹp,.33",
        "text,x,y,w,h,surprisal\nHà,0,2,3,3,4\nNội,3,6,4,5,6",
    ],
)
def test_hints_on_what_is_left_out_can_be_followed(text: str) -> None:
    """Each `field` in them draws without a notice."""
    found = read(text.encode(), "x.csv")
    (notice,) = found.notices
    assert len(found.series or ()) == 1
    fields = re.findall("field: (.*?)(?: to| means)", notice.hint)
    read_again = [read(text.encode(), "x.csv", field=field) for field in fields]
    assert [len(one.series or ()) for one in read_again] == [1, 2]
    assert not any(one.notices for one in read_again)


@pytest.mark.parametrize(
    ("text", "kept", "other"),
    [
        ("word,class,score\nHà,0,1.5\nNội,1,2.5\n", "score", "class"),
        ("word,class,gpt2\nHà,0,1.5\nNội,1,2.5\n", "gpt2", "class"),
        ("word,expert,p\nHà,0,.5\nNội,1,.7\n", "p", "expert"),
        ("feature,weight,value\nHà,-.5,1.0\nNội,.7,1.0\n", "weight", "value"),
        ("word,RT,trial\nHà,310,4\nNội,300,9\n", "RT", "trial"),
        ("word,zone,RT\nHà,3,310\nNội,8,300\n", "RT", "zone"),
        ("từ,điểm,loại\nHà,310,2\nNội,300,1\n", "điểm", "loại"),
        (
            "từ,Độ khó (1-5),Số người trả lời\nHà,1.2,30\nNội,4,28\n",
            "Độ khó (1-5)",
            "Số người trả lời",
        ),
        ("word,rating,n_raters\nHà,1,20\nNội,2,21\n", "rating", "n_raters"),
        ("word,item_rt,nItem\nHà,310,84\nNội,300,84\n", "item_rt", "nItem"),
    ],
)
def test_groups_and_answers_beside_scores(text: str, kept: str, other: str) -> None:
    """What a token belongs to, and how many people were asked, is no score beside one."""
    found = read(text.encode(), "x.csv")
    assert scores_of(found) == scores_of(read(text.encode(), "x.csv", field=kept))
    (notice,) = found.notices
    assert notice.message == f"'{other}' was left out beside '{kept}'"
    assert notice.level == "info"
    for field in re.findall("field: (.*?)(?: to| means)", notice.hint):
        assert other in field
        assert not read(text.encode(), "x.csv", field=field).notices


@pytest.mark.parametrize(
    "text",
    [
        "từ,số người\nHà,3\nNội,5\n",
        "word,class\nHà,0\nNội,1\n",
        "từ,số người,số phiếu\nHà,3,4\nNội,5,9\n",
        "token,The,subject,is\nHà,0,1,0\nNội,1,0,1\n",
        "word,class,gpt2\nHà,0.5,1.5\nNội,1,2.5\n",
        "word,class,zone\nHà,0,7\nNội,1,3\n",
    ],
)
def test_groups_and_answers_that_are_scores(text: str) -> None:
    """They are where nothing else plainly is, or where they have decimals."""
    found = read(text.encode(), "x.csv")
    assert len(found.series or ()) == text.partition("\n")[0].count(",")
    assert not any(one.name == "left-out" for one in found.notices)


def test_places_without_names() -> None:
    """Ends of tokens are told by their lengths where columns have no names."""
    text = "Hà\t0\t2\t0.5\nNội\t3\t6\t0.7".encode()
    found = read(text, "a.tsv")
    assert [one.scores for one in found.series or ()] == [(0.5, 0.7)]
    assert found.notices[0].message == "'1', '2' are places of tokens, and are left out"
    assert columns_of(read(text, "a.tsv", field="1, 3")) == {"1": (0.0, 3.0), "3": (0.5, 0.7)}


def test_numbers_of_groups_say_how_to_take_one() -> None:
    """By its number, or all of them; under a name that says nothing, they may be texts."""
    rows = "0,Hà,.31\n0,Nội,.22\n1,đẹp,.33\n1,lắm,.34\n"
    (notice,) = read(f"topic,word,weight\n{rows}".encode(), "x.csv").notices
    assert notice.hint.endswith("; #topic=1 after the file's name takes one group")
    one = read(f"topic,word,weight\n{rows}".encode(), "x.csv", part="topic=1")
    assert (one.tokens, one.notices) == (("đẹp", "lắm"), ())
    many = rows + "".join(f"{at},là,.{at}\n{at},mà,.2\n" for at in (2, 3, 4))
    for name in ("k", '"topic, k"'):
        text = f"{name},word,weight\n{many}"
        (notice,) = read(text.encode(), "x.csv").notices
        assert notice.hint.endswith("; if it numbers texts, call it sentence")
        renamed = text.replace(name, "sentence", 1).encode()
        assert read(renamed, "x.csv", part="2").tokens == ("đẹp", "lắm")


def test_numbers_in_front_of_tokens() -> None:
    """Without names they are left out where they count the lines, and drawn behind the tokens."""
    columns = {"1": ["1", "2"], "2": ["5", "3"]}
    for before, drawn in ((1, ["2"]), (0, ["1", "2"])):
        cells = NumberColumns(columns, ["Hà", "Nội"], before, named=False)
        assert plain_scores(cells, lambda _: False) == (drawn, [])


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("word,n\nHà,3\nNội,2\n", (3, 2)),
        ('"","word","N"\n"1","Hà",120\n"2","Nội",30\n', (120, 30)),
        ("word,sentiment,n\nHà,positive,5\nNội,negative,7\n", (5, 7)),
        ("n,word\n10,Hà\n3,Nội\n", (10, 3)),
        ("word,rank\nHà,1\nNội,230\n", (1, 230)),
        ("từ\ttầng\nHà\t12\nNội\t3\n", (12, 3)),
    ],
)
def test_a_count_alone(text: str, scores: tuple[float, ...]) -> None:
    """What is left out beside scores is the score where nothing else is one."""
    found = read(text.encode(), "x.tsv" if "\t" in text else "x.csv")
    assert found.tokens == ("Hà", "Nội")
    assert scores_of(found) == scores
    assert not found.notices


@pytest.mark.parametrize(
    "text",
    [
        "word,rank\nHà,1\nNội,2\n",
        "n,word\n3,Hà\n5,Nội\n",
        "word,rank,layer\nHà,3,4\nNội,2,5\n",
        "word,id\nHà,3\nNội,2\n",
        "token,layer\nHà,8\nNội,8\n",
        "token,surprisal,rank\nHà,NA,8\nNội,NA,9\n",
    ],
)
def test_numbers_of_rows_alone(text: str) -> None:
    """What only numbers lines, or a text, is no count; nor is it where scores are missing."""
    with pytest.raises(ScoreError, match="only what numbers or marks tokens"):
        read(text.encode(), "x.csv")


def test_errors_are_told_once() -> None:
    """However many columns of them there are, one notice says how they are given."""
    text = b"word,a,a_sd,b,b_sd\nH\xc3\xa0,1.5,0.1,2.5,0.2\nN\xe1\xbb\x99i,2.5,0.2,1.5,0.1\n"
    found = read(text, "x.csv")
    assert [*columns_of(found)] == ["a", "b"]
    assert len([one for one in found.notices if "a_sd" in one.message]) == 1
    assert not [one for one in found.notices if "b_sd" in one.message]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[["The", 0.0, 0], ["keys", 10.1, 120], ["are", 3.2, 3]]', True),
        ('[["The", 0.5, 0.1], ["keys", 10.1, 120], ["are", 3.2, 3]]', False),
        ('[["The", 5, 0], ["keys", 10, 120], ["are", 3, 3]]', False),
        ('[["The", 0.0, 0], ["keys", 10.1, 120]]', False),
    ],
)
def test_ranks_beside_surprisals_without_names(text: str, *, told: bool) -> None:
    """What minicons gives has both, without a name; the hint, followed, draws one or both."""
    notices = read(text.encode(), "x.json").notices
    assert [one.name for one in notices] == ["unlike-columns"] * told
    for field in re.findall("field: (.*?)(?:;| means)", notices[0].hint) if notices else ():
        found = read(text.encode(), "x.json", field=field)
        assert (len(found.series or ()), found.notices) == (1 + field.count(","), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[[5,"Xin",0.1],[6,"chào",0.2]]', "x.json"),
        ('[[512,"Xin",3],[77,"chào",4]]', "x.json"),
        ('{"a":[[5,"Xin",0.1],[6,"chào",0.2]]}', "x.json"),
        ('[5,"Xin",0.1]\n[6,"chào",0.2]', "x.jsonl"),
        ("5,Xin,0.1\n600,chào,0.2", "x.csv"),
    ],
)
def test_ids_in_front_of_tokens(text: str, name: str) -> None:
    """They are no series beside the scores; the hint, followed, draws them."""
    found = read(text.encode(), name)
    assert found.tokens == ("Xin", "chào")
    assert scores_of(found) in {(0.1, 0.2), (3, 4)}
    (notice,) = found.notices
    assert (notice.name, notice.hint) == ("left-out", "write field: 1 to draw them")
    assert scores_of(read(text.encode(), name, field="1"))[0] in {5, 512}


def test_no_ids_in_front_of_tokens() -> None:
    """Decimals are scores there, and so is what has none behind."""
    both = {"1": (0.5, 0.6), "2": (0.1, 0.2)}
    assert columns_of(read("0.5,Xin,0.1\n0.6,chào,0.2".encode(), "x.csv")) == both
    assert scores_of(read("5,Xin\n600,chào".encode(), "x.csv")) == (5, 600)
