"""Comments in tables: above the names, between rows, and the one that NumPy writes names in."""

from __future__ import annotations

import io

import numpy as np
import pytest

from data_files import read, scores_of
from heatmark.core.errors import HeatmarkError, ScoreError
from heatmark.files.comments import is_remark, may_have_comments, row_of, width_of

ROWS = "a,1\nb,2\n"


@pytest.mark.parametrize(
    "text",
    [
        "# made by x\ntoken,score\n" + ROWS,
        "# made by x\n# model=gpt2, layer=3\n#\n##### x\ntoken,score\n" + ROWS,
        "# made by x,\ntoken,score\n" + ROWS,  # as spreadsheets fill lines up
        "#made by x, y, z, 3\ntoken,score\n" + ROWS,
        "#x\ntoken,score\n" + ROWS,
        "# only this\n" + ROWS,
        "token,score\na,1\n# between\nb,2\n#\n",
        "# made by x\n\n# token,score\n" + ROWS,
        "#token,score\n" + ROWS,
        "# token,score\n" + ROWS,
        "sep=,\n# x\ntoken,score\n" + ROWS,
    ],
)
def test_comments_are_no_rows(text: str) -> None:
    """Above names and rows, between and below them; without a notice, since nothing is unclear."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("a", "b")
    assert scores_of(found) == (1, 2)
    assert not found.notices


def test_names_as_numpy_writes_them() -> None:
    """The header of savetxt is a comment by itself, and has the names of all columns."""
    file = io.StringIO()
    rows = np.array([("a", 1.5, 2), ("#", 2.5, 3)], dtype=object)
    np.savetxt(file, rows, fmt=["%s", "%g", "%g"], delimiter=",", header="token,layer 0,layer 1")
    found = read(file.getvalue().encode(), "x.csv")
    assert found.tokens == ("a", "#")
    assert found.series is not None
    assert [item.name for item in found.series] == ["layer 0", "layer 1"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("token,score\n#,1\n##ing,2\n#tag,3\n", ("#", "##ing", "#tag")),
        ('token,score\n"# a",1\n"#",2\n', ("# a", "#")),
        ("#,1\nb,2\n", ("#", "b")),
        ('"# a",1\nb,2\n', ("# a", "b")),
        ("#a,1\n#b,-\n", ("#a", "#b")),
        ("#a,-\n#b,1\n", ("#a", "#b")),
        ("# made by x\n#,1\nb,2\n", ("#", "b")),
        ("# made by x\n#,1\n##b,2\n", ("#", "##b")),
        ("token,score\n#,\nb,2\n", ("#", "b")),
        ('token,score\n"a\n# b",1\nc,2\n', ("a\n# b", "c")),
        ("#,token,score\n1,a,5\n2,b,6\n", ("a", "b")),  # numbers in order
        ("a,1\n# b,-\n# c,\n", ("a", "# b", "# c")),
        ("a,1\n# b,2\nword,3\n", ("a", "# b", "word")),
        ("a,1,N\n# b,2,N\n#c,3,N\n", ("a", "# b", "#c")),
    ],
)
def test_a_token_that_begins_with_the_mark_stays(text: str, tokens: tuple[str, ...]) -> None:
    """A row is as wide as the others, and has a score or says that it is missing."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == tokens
    assert not found.notices


def test_lone_quotes_below_comments() -> None:
    """In a TSV a token may be a quote, also where comments have other widths."""
    found = read(b'# x\ntoken\tscore\n"\t1\n# y\nb\t2\n', "x.tsv")
    assert found.tokens == ('"', "b")


def test_names_that_may_be_a_comment() -> None:
    """What is taken for names without naming tokens is said."""
    found = read(f"# made by x, me\n{ROWS}".encode(), "x.csv")
    assert [notice.name for notice in found.notices] == ["unclear-names"]
    assert "'# made by x'" in found.notices[0].message
    assert found.tokens == ("a", "b")


@pytest.mark.parametrize(
    ("text", "line", "problem", "hint"),
    [
        ("token,score\na,1\n#tag\n", 3, "1 column, above 2", "if it is a comment, leave it out"),
        ("##,a\n#b\n#c,d\n", 2, "1 column, above 2", "if it is a comment, leave it out"),
        ("#tag\na,1\nb,2\n", 1, "1 column, above 2", "if it is a comment, leave it out"),
        ("token,score\n# a, b, 3\n", 2, "3 columns, above 2", "if it is a comment"),
        ("% x\ntoken,score\na,1\n", 2, "2 columns, above 1", "begin them with # and a space"),
        ("# sent_id = 1\n1,a,2\n2,b,3\n", 1, "CoNLL-U", "names the columns: token, score"),
    ],
)
def test_what_may_be_a_broken_row(text: str, line: int, problem: str, hint: str) -> None:
    """The error says where, and that it may be a comment; no hint asks for a .csv file."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        read(text.encode(), "x.csv")
    assert caught.value.line == line
    assert hint in caught.value.hint
    assert ".csv" not in caught.value.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a,1\n# a, b\nb,2\n", 2),
        ("token,score\n# a, b\na,1\n", 2),
        ("token,score\na,1\n# a, b\n", 3),
        ("token,score,pos\na,1,N\n# a, b, c\nb,2,N\n", 3),
        ("# made by x, 2024\ntoken,score\na,1\n", 1),
    ],
)
@pytest.mark.parametrize("mark", [",", "\t"])
def test_comments_as_wide_as_rows(text: str, line: int, mark: str) -> None:
    """The error says that it looks like a comment; without separators, it is one."""
    name, text = {",": "x.csv", "\t": "x.tsv"}[mark], text.replace(",", mark)
    with pytest.raises(ScoreError, match="looks like a comment, but has as many") as caught:
        read(text.encode(), name)
    assert caught.value.line == line
    assert "leave the separator out of it" in caught.value.hint
    lines = text.split("\n")
    lines[line - 1] = lines[line - 1].replace(mark, "")
    tokens = read("\n".join(lines).encode(), name).tokens
    assert tokens is not None
    assert tokens[0] == "a"


def test_what_a_remark_is() -> None:
    """Not as wide as a row, with a blank in it or nothing else, and no score at its end."""
    assert is_remark(["# a"], 2)
    assert is_remark(["##"], 2)
    assert is_remark(["# a", " b", "c"], 2)
    assert is_remark(["# a", " b", ""], 2)
    for cells in (["# a", "b"], ["#a"], ["a b"], ["# a", "b", "1"], ["# a", "b", "nan"]):
        assert not is_remark(cells, 2)
    assert [may_have_comments(text) for text in ("#", "a\n#b", "a#", "a\n #")] == [1, 1, 0, 0]
    assert row_of(["\n", "# x\n", "a,b\n", "c\n"], ",") == "a,b\n"
    assert row_of(["# x\n", "#,1\n", "#,2\n"], ",") == "#,1\n"
    assert row_of([], ",") == ""
    assert width_of(["# x\n", '"a,b",1\n'], ",") == 2
    assert width_of([], ",") == 0


WORD = ["1", "Hà", "Hà", "PROPN", "Np", "_", "2", "flat", "_", "_"]


@pytest.mark.parametrize("name", ["corpus.conllu", "corpus.CONLL"])
@pytest.mark.parametrize("comments", ["", "# sent_id = 1\n# text = Hà Nội\n"])
def test_sentences_by_their_name(name: str, comments: str) -> None:
    """A file that is called so is a table, and no rows of tokens whose scores cannot be read."""
    text = f"{comments}{chr(9).join(WORD)}\n2\tNội\tNội\tPROPN\tNp\t_\t0\troot\t_\t_\n"
    with pytest.raises(HeatmarkError, match="CoNLL-U"):
        read(text.encode(), name)


@pytest.mark.parametrize(
    ("at", "cell"), [(0, "1"), (0, "1-2"), (0, "0.1"), (3, "_"), (6, "0"), (6, "_"), (9, "Gloss=a")]
)
def test_sentences_without_comments(at: int, cell: str) -> None:
    """The places of words and of their heads are no scores, whatever a word is."""
    text = "\t".join([*WORD[:at], cell, *WORD[at + 1 :]])
    with pytest.raises(HeatmarkError, match="CoNLL-U"):
        read(f"{text}\n2\tNội\t_\tPROPN\tNp\t_\t0\troot\t_\t_\n".encode(), "x.tsv")


@pytest.mark.parametrize(
    ("at", "cell"), [(0, "Hà"), (0, "0.5"), (0, "2"), (3, "0.5"), (6, "0.5"), (6, "a")]
)
def test_tables_of_ten_columns(at: int, cell: str) -> None:
    """Other tables of ten columns are none."""
    row = "\t".join([*WORD[:at], cell, *WORD[at + 1 :]])
    assert read(f"{row}\n{row}\n".encode(), "x.tsv").tokens


def test_tables_of_nine_columns() -> None:
    """Nor is one with a column less."""
    row = "\t".join(WORD[:-1])
    assert read(f"{row}\n{row}\n".encode(), "x.tsv").tokens


def test_a_piece_of_a_word_is_no_comment() -> None:
    """`##ing` with numbers beside it is a row of a block, though commas are in others."""
    found = read(b"3,5 823 163\n##ing 255 -321\n", "x.txt")
    assert found.tokens == ("3,5", "##ing")
