"""Letters and quotes that programs spoil."""

from __future__ import annotations

import pytest

from data_files import read
from heatmark.core.errors import ParseError
from heatmark.files.lost import lost_letters, refuse_other_quotes


@pytest.mark.parametrize("token", ["N?i", "N\ufffdi"])
def test_letters_that_a_code_page_does_not_have(token: str) -> None:
    """A sign in their place is told of."""
    (notice,) = read(f"token,score\nHà,0.1\n{token},0.2\n".encode(), "x.csv").notices
    assert notice.name == "double-encoded"
    assert notice.message.startswith(f"'{token}'")


@pytest.mark.parametrize("token", ["vì sao?", "?", "a.vn/x?y=1", "th\ufffd", "1?2"])
def test_signs_that_are_meant(token: str) -> None:
    """Questions, links and halves of characters are as they are."""
    assert not lost_letters([token])


@pytest.mark.parametrize("quotes", ["“”", "''", "«»", "‘’"])
def test_quotes_that_a_table_does_not_have(quotes: str) -> None:
    """They would be part of each token."""
    start, end = quotes[0], quotes[1]
    text = f"{start}token{end},{start}score{end}\n{start}Hà{end},0.1\n{start}Nội{end},0.2\n"
    with pytest.raises(ParseError, match="all tokens stand in quotes") as caught:
        read(text.encode(), "x.csv")
    assert caught.value.line == 2
    assert read(text.replace(start, '"').replace(end, '"').encode(), "x.csv").tokens == (
        "Hà",
        "Nội",
    )


def test_quotes_around_some_tokens() -> None:
    """They belong to the text, as does one that stands alone."""
    refuse_other_quotes(["“Hà”", "Nội"], 1)
    refuse_other_quotes(["“Hà”"], 1)
    refuse_other_quotes(["'", "'"], 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"token"\t"surprisal"\n"1"\t"Hà"\t1.1\n"2"\t"Nội"\t2\n', "x.tsv"),
        ("token\tsurprisal\n1\tHà\t1.1\n2\tNội\t2\n", "x.txt"),
        ('"token","surprisal"\n"1","Hà",1.1\n', "x.csv"),
    ],
)
def test_row_names_of_r(text: str, name: str) -> None:
    """They have no name above them: the hint is how to write the table without."""
    with pytest.raises(ParseError, match="begins with its number, '1' here") as caught:
        read(text.encode(), name)
    assert "row.names=FALSE" in caught.value.hint
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text", ["token,score\n1,2,5\n", "token,score\nHà,1,5\n", "token,score\nHà,1\n1,Nội,2\n"]
)
def test_other_rows_that_are_too_wide(text: str) -> None:
    """A decimal comma, or a comma within one token, is no name of a row."""
    with pytest.raises(ParseError, match="there are 3 columns, above 2"):
        read(text.encode(), "x.csv")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kết quả khảo sát,\nTừ,Điểm\nHà,3.5\n", 2),
        ("corpus,BNC\nsubcorpus,-\n\nItem,Frequency\nthe,6041234\n", 4),
        ("Results;;\n;;\nword;pos;RT\na;b;3,5\n", 3),
        ("Bảng 1. Độ bất ngờ;;\n;;\nTừ;Điểm;\nHà;3,5;\n", 3),
    ],
)
def test_titles(text: str, line: int) -> None:
    """Lines above the names of columns are named, and without them the table is read."""
    with pytest.raises(ParseError, match=f"are on line {line}") as caught:
        read(text.encode(), "x.csv")
    assert "above" in caught.value.hint
    bare = "\n".join(text.splitlines()[line - 1 :])
    assert read(bare.encode(), "x.csv").series


def test_tokens_that_are_called_like_columns() -> None:
    """Below tokens whose scores are missing, they are tokens."""
    for missing in ("NA", ".", ""):
        text = f"Hà,{missing}\nscore,{missing}\nNội,3\n"
        assert read(text.encode(), "x.csv").tokens == ("Hà", "score", "Nội")
