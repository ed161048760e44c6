"""Tables that may be read with a token a line, or a series a line."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.files.turned import may_be_series, may_be_tokens, numbers_series, without_numbers


@pytest.mark.parametrize(
    "head", ["phương pháp", "name", "tên", "metric", "annotator", "student", "học sinh", "feature"]
)
def test_a_first_column_of_any_name(head: str) -> None:
    """It may hold the series, and the first line the tokens, which is said."""
    text = f"{head},mưa,Hà\nIG,1,2\nLIME,3,4\n"
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("IG", "LIME")
    (notice,) = found.notices
    assert notice.name == "table-axes"
    assert notice.message.startswith("the first column was taken for the tokens")
    assert not read(text.encode(), "x.csv", axis="first").notices
    assert read(text.encode(), "x.csv", axis="last").tokens == ("mưa", "Hà")


@pytest.mark.parametrize(
    "text",
    [
        "word,mưa,Hà\nIG,1,2\nLIME,3,4\n",
        "Từ tiếng Việt,mưa,Hà\nIG,1,2\nLIME,3,4\n",
        "tok_str,mưa,Hà\nIG,1,2\nLIME,3,4\n",
        "tên,gpt2,llama-3\nHà,1,2\nNội,3,4\n",
        "name,score,x\nHà,1,2\nHà,3,4\n",
        ",surprisal,other\nHà,1,2\nNội,3,4\n",
        "model,mưa,Hà\nIG,1,2\nLIME,3,4\n",
        "tên,a,b\n" + "".join(f"x{at},1,2\n" for at in range(13)),
    ],
)
def test_tables_that_are_clear(text: str) -> None:
    """Names of tokens, of models, words that come again and many lines say what they are."""
    assert not read(text.encode(), "x.csv").notices


@pytest.mark.parametrize(
    "head",
    [
        "term,estimate,std.error,statistic,p.value",
        "term,en,vi",
        "search terms,en,vi",
        "feature,mean,std",
        "concept,model,human",
        "name,score,votes",
        "tên,tần suất,độ dài",
        "stimulus,RT,accuracy",
        "lexeme,x,valence",
        "emoji,joy,anger",
        "Wort,Häufigkeit,Länge",
        "mot,fréquence,longueur",
        "thuật ngữ,vui,buồn",
        ",frequency,x",
    ],
)
def test_words_with_names_of_scores(head: str) -> None:
    """A first column that is called as words are, or stands beside known scores, is the tokens."""
    columns = head.count(",")
    text = f"{head}\n" + "".join(f"{one}{',1.5' * columns}\n" for one in ("mèo", "chó"))
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("mèo", "chó")
    assert "table-axes" not in {one.name for one in found.notices}


def test_more_lines_than_columns() -> None:
    """Nobody has more series than tokens, but under a name of series."""
    rows = "a,1,2\nb,2,1\nc,2,3\n"
    for head, told in (("giống", 0), ("tên", 0), ("phương pháp", 1), ("XAI methods", 1)):
        text = f"{head},vui,buồn\n{rows}"
        assert len(read(text.encode(), "x.csv").notices) == 1, head
        assert len(read(f"{text}d,3,1\n".encode(), "x.csv").notices) == told, head


@pytest.mark.parametrize("line", [",In,2020,Paris", ",Ông,mua,3,quả", "tên,In,2020,Paris"])
def test_a_number_among_words(line: str) -> None:
    """It is a word of the text, and no name of a series or a layer."""
    cells = ",.5" * line.count(",")
    found = read(f"{line}\ngpt2{cells}\nllama{cells}\n".encode(), "x.csv")
    assert found.tokens == ("gpt2", "llama")
    assert [one.name for one in found.notices] == ["table-axes"]
    assert not read(",0,1,2\nHà,1,2,3\nNội,1,3,2\n".encode(), "x.csv").notices


@pytest.mark.parametrize("head", ["run", "subject", "neuron"])
def test_numbers_of_series(head: str) -> None:
    """They are no scores of a token; where they may be, it is said."""
    text = f"{head},mưa,Hà\n1,1,2\n2,3,4\n"
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("mưa", "Hà")
    assert columns_of(found) == {"1": (1, 2), "2": (3, 4)}
    (notice,) = found.notices
    assert notice.message == f"the first column, '{head}', was taken for numbers of series"
    named = text.replace(head, f"series,{head}").replace("\n1", "\na,1").replace("\n2", "\nb,2")
    assert (read(named.encode(), "x.csv").tokens or ())[0] == head
    decimals = text.replace("3,4", ".3,.4")
    assert not read(decimals.encode(), "x.csv").notices


def test_numbers_under_any_word() -> None:
    """Beside decimals, numbers that count the lines number series; beside others they may."""
    found = read("xyz,mưa,Hà\n1,.1,.2\n2,.3,.4\n".encode(), "x.csv")
    assert (found.tokens, len(found.notices)) == (("mưa", "Hà"), 1)
    found = read("xyz,mưa,Hà\n1,1,2\n2,3,4\n".encode(), "x.csv")
    assert (found.tokens, len(found.notices)) == (("xyz", "mưa", "Hà"), 1)
    assert found.notices[0].message == "'xyz' above the first column was taken for a token"
    fixed = read("series,mưa,Hà\n1,1,2\n2,3,4\n".encode(), "x.csv")
    assert (fixed.tokens, fixed.notices) == (("mưa", "Hà"), ())
    assert not read("Hà,Nội\n5,2\n3,5\n1,1\n".encode(), "x.csv").notices


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("model,the,score,is\ngpt2,1,2,3\nllama,4,5,6\n", ("the", "score", "is")),
        ("model,the,best,value\ngpt2,1,2,3\nllama,4,5,6\n", ("the", "best", "value")),
        ("layer,the,best,value\nL1,1,2,3\nL2,4,5,6\n", ("the", "best", "value")),
        ("model,a,score\ngpt2,1,2\nllama,4,5\n", ("gpt2", "llama")),
        (",a,score\ngpt2,1,2\nllama,4,5\n", ("gpt2", "llama")),
        ("name,The,time,of\ngpt2,1,2,3\nllama,4,5,6\n", ("gpt2", "llama")),
        (",time,%\ngpt2,1,2\nphobert,3,4\n", ("gpt2", "phobert")),
    ],
)
def test_names_of_scores_that_are_words(text: str, tokens: tuple[str, ...]) -> None:
    """`score` and `value` are words of a text, too, and the author is told what was taken."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    (notice,) = found.notices
    assert notice.name == "table-axes"
    across = tokens[0] in text.partition("\n")[0]
    assert notice.message.startswith("the first line" if across else "the first column")
    axis = "last" if across else "first"
    assert not read(text.encode(), "x.csv", axis=axis).notices
    assert not read(b"model,score,loss\ngpt2,1,2\nx,3,4\n", "x.csv").notices


def test_what_the_rules_say() -> None:
    """Each of them by itself."""
    assert numbers_series("run", ["1", "2"], ["0.5"]) == (True, ())
    assert numbers_series("run", ["1", "1"], ["0.5"]) == (False, ())
    assert numbers_series("Hà", ["5", "3"], ["0.5"]) == (False, ())
    assert may_be_tokens("", ["a", "score"], ["score"])
    assert not may_be_tokens("", ["a", "surprisal"], ["surprisal"])
    assert not may_be_tokens("tên", ["a", "score", "value"], ["score", "value"])
    assert may_be_series("", ["gpt2"], ["a", "a"])
    assert not may_be_series("x", ["gpt2"], ["a", "b"])
    assert not may_be_series("", ["rt", "x"], ["a", "b"])
    assert without_numbers(["In", "2020", "Paris"]) == ["In", "Paris"]
    assert without_numbers(["In", "2020"]) == ["In", "2020"]


@pytest.mark.parametrize(
    ("text", "tokens", "told"),
    [
        ("word,In,2020,Paris\nsurprisal,.1,5,.3\n", ("In", "2020", "Paris"), ""),
        ("Từ;Hà;Nội\nThời gian đọc;310;405\n", ("Hà", "Nội"), ""),
        ("tokens,The,cat\ngpt2,.1,.2\nPhoBERT,.2,.3\n", ("The", "cat"), ""),
        ("token,The,cat\nscore,.1,.5\n", ("The", "cat"), "line"),
        ("token,The,cat\nentropy,1,2\nsurprisal,3,4\n", ("The", "cat"), "line"),
        ("token,The,cat\nPhoBERT,1,2\nhuman,3,4\n", ("PhoBERT", "human"), "column"),
    ],
)
def test_names_of_scores_in_a_column_of_tokens(
    text: str, tokens: tuple[str, ...], told: str
) -> None:
    """The table lies on its side, whatever its first column is called; what is not sure is said."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    assert [notice.message.split()[1:2] for notice in found.notices] == (
        [["first"]] if told else []
    )
    assert all(notice.message.startswith(f"the first {told}") for notice in found.notices)
    assert read(text.encode(), "x.csv", axis="last").tokens == tuple(
        text.splitlines()[0].replace(";", ",").split(",")[1:]
    )


@pytest.mark.parametrize(
    "text",
    [
        "word,human,gpt2\ntime,1,5\n",
        "token,layer 0,layer 1\nscore,2,3\n",
        "token,annotator1,annotator2\nattention,2,3\n",
        "word,score\ntime,1\n",
        "word,anna\nsurprisal,1\n",
        "word,anna,ben\nfalcon,1,2\n",
        "word,anna,ben\nloss,1,2\nentropy,3,4\nperplexity,5,6\n",
        "word,anna,ben\nloss,1,2\nloss,3,4\n",
    ],
)
def test_tokens_called_like_scores(text: str) -> None:
    """They are tokens below names of models, layers or scores, and in tall tables."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tuple(line.split(",")[0] for line in text.splitlines()[1:])
    assert not found.notices


def test_as_many_lines_as_a_text_hardly_has() -> None:
    """Twelve lines may be series; thirteen are the words of a text."""
    words = [f"w{'x' * at}" for at in range(12)]
    longer = [*words, "more"]
    assert not may_be_series("mô hình", ["score", "b"], longer)
    assert may_be_series("mô hình", ["score", "b"], words)
