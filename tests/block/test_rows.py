"""Rows: comments and scores."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.block.block import parse_body
from heatmark.block.rows import is_comment, read_scores
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError


@pytest.mark.parametrize(
    ("text", "comment"),
    [("#", True), ("# a", True), ("#\ta", True), ("##", False), ("#a", False), ("##ing", False)],
)
def test_comments(text: str, comment: bool) -> None:
    """A comment has a space after its #; `##ing` and `#tag` are tokens."""
    assert is_comment(text) is comment


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("1", 1.0),
        ("+1", 1.0),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        ("1e-999", 0.0),
        ("-", None),
        ("~", None),
        ("NULL", None),
        ("NaN", None),
        (".nan", None),
    ],
)
def test_scores(text: str, score: float | None) -> None:
    """A score is a decimal number or one of the marks of a missing one."""
    assert read_scores([text], [1]).scores == (score,)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "1_000",
        "0x10",
        "٣",
        "1e",
        "--1",
        "1 2",
        "inf",
        "-Infinity",
        ".inf",
        "1e999",
        "12:30",
        "1/2",
    ],
)
def test_no_scores(text: str) -> None:
    """Everything else is refused with its line and a hint, in no dialect of numbers."""
    with pytest.raises(ScoreError) as caught:
        read_scores([text], [3])
    assert caught.value.line == 3
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "scores", "unit"),
    [
        ("a −0.5\nb –0,25", None, ""),
        ("a −0,5\nb –0,25", (-0.5, -0.25), ""),
        ("a 10%\nb 7,5%\nc -", (10, 7.5, None), "%"),
        ("a 10 %\nb 7,5\xa0%", (10, 7.5), "%"),
        ("a 1.234,5\nb 0,5", (1234.5, 0.5), ""),
        ("a 1\xa0234,5\nb 0,5", (1234.5, 0.5), ""),
        ("a\t1 234,5\nb\t0,5", (1234.5, 0.5), ""),
        ("a None\nb NaN\nc 0,5", (None, None, 0.5), ""),
        ("từ: 0,4\nngữ: 0,5", (0.4, 0.5), ""),
    ],
)
def test_numbers_as_people_write_them(
    body: str, scores: tuple[float | None, ...] | None, unit: str
) -> None:
    """A column is read in its one way, with what stands behind its numbers as their unit."""
    if scores is None:
        with pytest.raises(ScoreError, match="commas here and points there"):
            parse_body(body)
        return
    draft = parse_body(body)
    assert draft.series is not None
    assert [item.scores for item in draft.series] == [scores]
    assert draft.unit == unit


def test_spaces_that_do_not_break_stand_between_columns_where_there_are_no_others() -> None:
    """A row whose every space is unbreakable has no number with a gap in it."""
    draft = parse_body("a\xa01\xa0234\nb\xa02\xa0345")
    assert [item.scores for item in draft.series or ()] == [(1, 2), (234, 345)]


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("token S", ["S"]),
        ("Từ điểm", ["điểm"]),
        ("TIẾNG A B", ["A", "B"]),
        ("âm-tiết A", ["A"]),
        ("chữ\tlog P\tgốc", ["log P", "gốc"]),
        ("token, A", ["A"]),
        ('Lorem "S"', ["S"]),
        ('Lorem A "log P"', ["A", "log P"]),
        ('"cái này" A', ["A"]),
        ("token log2 P1", ["log2", "P1"]),
        ("token 0 1", ["0", "1"]),
        ("từ 2020 2021", ["2020", "2021"]),
        ("token layer_0 1", ["layer_0", "1"]),
        ("tokens\t0\t1", ["0", "1"]),
        ('token "0"', ["0"]),
        ('Lorem "0" "0.5"', ["0", "0.5"]),
        ('"word" "0"', ["0"]),
    ],
)
def test_a_first_line_of_names(first: str, names: list[str]) -> None:
    """A first line names columns if it begins with what tokens are called, or has quotes."""
    tab = "\t" if "\t" in first else " "
    row = tab.join(["ipsum", *["5"] * len(names)])
    parsed = parse_body(f"{first}\n{row}")
    assert parsed.tokens == ("ipsum",)
    assert [one.name for one in parsed.series or ()] == names


@pytest.mark.parametrize("first", ["Lorem S", ". A", "Lorem five", "một hai", "x\tlog P"])
def test_a_token_is_never_lost_to_a_name(first: str) -> None:
    """Any other first line with a word for a score is an error, and both ways out work."""
    tab = "\t" if "\t" in first else " "
    token, score = first.split(tab, 1)
    with pytest.raises(ScoreError) as caught:
        parse_body(f"{first}\nipsum{tab}5")
    assert caught.value.line == 1
    assert "write a number after the token" in caught.value.hint
    assert f"token {score}" in caught.value.hint
    assert parse_body(f"{token}{tab}5\nipsum{tab}5").tokens == (token, "ipsum")
    assert parse_body(f"token{tab}{score}\nipsum{tab}5").tokens == ("ipsum",)


@pytest.mark.parametrize(
    "body", ["token S", "Lorem S", 'Lorem "5"\nipsum "6"', "token 0.5 S\na 1 2"]
)
def test_names_stand_above_rows_and_are_words(body: str) -> None:
    """A line alone has no rows to name, and decimals are no names."""
    with pytest.raises((ScoreError, ParseError)):
        parse_body(body)


@pytest.mark.parametrize(
    ("body", "tokens", "fixed", "other"),
    [
        ("token 0\nthe .1", ("the",), '"token" 0', ("token", "the")),
        ("token 12 24\nthe .1 .2", ("the",), '"token" 12 24', ("token", "the")),
        ("word 1\nthe 2", ("word", "the"), 'word "1"', ("the",)),
    ],
)
def test_numbers_that_may_be_names(
    body: str, tokens: tuple[str, ...], fixed: str, other: tuple[str, ...]
) -> None:
    """A notice says how such a line was read, and its hint leads to the other way."""
    read = parse_body(body)
    assert read.tokens == tokens
    (notice,) = read.notices
    assert notice.name == "unclear-names"
    assert fixed in str(notice.hint)
    again = parse_body(fixed + "\n" + body.partition("\n")[2])
    assert again.tokens == other
    assert not again.notices


@pytest.mark.parametrize("body", ["word 0.5\nthe 0.3", "word 5\n", "the 0 1\ncat .1 .2"])
def test_numbers_that_are_scores(body: str) -> None:
    """Decimals are scores after any token, and integers after a token or in a line alone."""
    read = parse_body(body)
    assert (read.tokens or ())[:1] == (body.split(maxsplit=1)[0],)
    assert not read.notices


@pytest.mark.parametrize(
    ("body", "level"),
    [("tiếng 5\nViệt 1", "info"), ("token 1\na 5", "warning"), ("từ 12 24\na 5 3", "warning")],
)
def test_a_number_that_is_hardly_a_name_is_told_without_alarm(body: str, level: str) -> None:
    """A text may well begin with `tiếng`: a strict build goes on."""
    (notice,) = parse_body(body).notices
    assert (notice.name, notice.level) == ("unclear-names", level)


def test_a_matrix_has_a_series_a_line() -> None:
    """With its tokens on both sides it is read as the same table in a file is."""
    read = parse_body("token Hà Nội\nHà 1 2\nNội 3 -")
    assert [(one.name, [*one.scores]) for one in read.series or ()] == [
        ("Hà", [1, 2]),
        ("Nội", [3, None]),
    ]
    other = parse_body("token Hà nội\nHà 1 2\nNội 3 4")
    assert [[*one.scores] for one in other.series or ()] == [[1, 3], [2, 4]]


def test_a_quoted_first_cell_is_pointed_out() -> None:
    """A first line that names columns only by the quotes around its first cell is said to."""
    (notice,) = parse_body('"một từ" A\nhai 1').notices
    assert notice.name == "unclear-names"
    assert "'một từ'" in notice.message
    assert parse_body('"từ" A\nhai 1').notices == ()
    assert parse_body('"một từ" "A"\nhai 1').notices == ()
    assert parse_body('"một từ" 1\nhai 1').notices == ()


def test_plain_rows_are_read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare token and a number a line, as nearly all rows are, need no care."""
    monkeypatch.setattr("heatmark.block.rows._read_with_care", None)
    read = parse_body("a 1\n\nb's -\n  c#\" 0.5 \n")
    assert read.tokens == ("a", "b's", 'c#"')
    assert [one.scores for one in read.series or ()] == [(1, None, 0.5)]


def test_comments_are_no_tokens_too_many() -> None:
    """Only rows count, and a line of names does not."""
    assert parse_body("# x\n" * 5 + "a 1", max_tokens=1).tokens == ("a",)
    assert parse_body("token x\na 1\nb 2", max_tokens=2).tokens == ("a", "b")
    with pytest.raises(ParseError, match="there are 3 tokens, too many"):
        parse_body("a 1\nb 2\nc 3", max_tokens=2)


@pytest.mark.parametrize("head", ["", "token x\n", '"no token" x\n', "# x\n\n"])
@pytest.mark.parametrize("count", [3, 4, 9])
def test_how_many_tokens_are_too_many(head: str, count: int) -> None:
    """The error counts them, and neither comments nor names, whether looked at or read."""
    body = head + "\n".join(f'"{at}" {at}' for at in range(count))
    with pytest.raises(ParseError, match=f"there are {count} tokens, too many"):
        parse_body(body, max_tokens=2)


@pytest.mark.parametrize(
    ("body", "tokens"),
    [
        (" a\t1", (" a",)),
        ("'tis 1\nb 2", ("'tis", "b")),
        ("'a b' 1\n\"c\" 2", ("a b", "c")),
        ('"\\U0001F600" 1', ("😀",)),
        ('"\\U0010ffff" 1', ("\U0010ffff",)),
        ("\"a\" 1\n'b' 2\n#x 3", ("a", "b", "#x")),
        ('"\\ud83d\\ude00" 1', ("😀",)),
        ("## 1\n# 2", ("##",)),
        ("\na 1\n\nb - \n\n\nc 3\n \nd 4", ("a", "b", "c", "d")),
    ],
)
def test_tokens_of_rows(body: str, tokens: tuple[str, ...]) -> None:
    """Spaces belong to a token before a tab; quotes around all of it are none of it."""
    assert parse_body(body).tokens == tokens


@pytest.mark.parametrize(
    ("body", "names"),
    [("a 1\nb\t2", [None]), ("a 1 2\nb 3 4", ["1", "2"]), ("token x y\na 1 2", ["x", "y"])],
)
def test_names_of_columns(body: str, names: list[str | None]) -> None:
    """One column has none, several are numbered where no line names them."""
    assert [one.name for one in parse_body(body).series or ()] == names


@pytest.mark.parametrize(
    ("body", "line", "problem", "hint"),
    [
        ("token x y x\na 1 2 3", 1, "two columns are called 'x'", "give each a name"),
        ("a 1 2\nb 3", 2, "token 'b' has 1 score, the others have 2", "every row needs as many"),
        ("a 1\nb 2 3", 2, "token 'b' has 2 scores, the others have 1", "every row needs as many"),
        ("a 1\nb", 2, "token 'b' has no score", "write a score after the token"),
        ("a 1 2\nb", 2, "token 'b' has no score", "write a score after the token"),
        ("- -\n\n\n-", 4, "token '-' has no score", "write a score after the token"),
        ("a 1\nb 2\n\n\n3", 5, "token '3' has no score", "write a score after the token"),
        ("a 1\nb,2", 2, "token 'b,2' has no score", "put spaces or a tab in the place of ,"),
        ("a 1 2\nb 3 x", 2, "the score 'x' is not a number", "quote a token with spaces"),
        ("a 1\nb | 2", 2, "the score '|' is not a number", "leave | out"),
        ("a x\nb 2", 1, "the score 'x' is not a number", "write a number after the token; or"),
        ("Hà Nội 3\nđẹp 2", 1, "the score 'Nội' is not a number", "quote a token with spaces"),
        (
            "id token P\n1 a 2",
            1,
            "the score 'token' is not a number",
            "the token comes first: leave the c",
        ),
        ("a 1\n“b c” 2", 2, 'the quotes around "b c" are curly', 'write straight quotes: "b c"'),
        ('a 1\n"\\q" 2', 2, "unknown escape '\\\\q' in a token", "known are "),
        ('a 1\n"\\U00110000" 2', 2, "unknown escape", "known are "),
        ('a 1\n"\\U80000041" 2', 2, "unknown escape", "known are "),
        ('a 1\n"\\ud83d" 2', 2, "'\"\\\\ud83d\"' has half of a character in it", "write the char"),
        ("title=x\na 1\n", 1, "the line 'title=x' is read as a row", "write title: x, and a line"),
        ("- Hà 3\n- Nội 2", 1, "the line '- Hà 3' is read as a row", "leave the mark of the list"),
        ("[('Hà', 1), ('Nội', 2)]", 1, 'the line "[(', "write each pair on a line of its own"),
        ("[['một từ', 1], ['hai', 2]]", 1, 'the line "[[', "write each pair on a line of its own"),
        ("- 3 2\na 1", 2, "token 'a' has 1 score", "every row needs as many"),
        ("||\na 1", 1, "the line '||' is read as a row", "leave the lines of the table out"),
    ],
)
def test_rows_that_are_wrong(body: str, line: int, problem: str, hint: str) -> None:
    """The token, its line and what to write are named."""
    with pytest.raises((ParseError, ScoreError)) as caught:
        parse_body(body)
    assert caught.value.message.startswith(problem)
    assert caught.value.line == line
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("first", "tokens"),
    [
        ("- Hà 3", ("Hà", "Nội")),
        ("[('một từ', 1), ('Nội', 2)]", ("một từ", "Nội")),
        ("[(' ', 1e-3), ('Nội', 2)]", (" ", "Nội")),
    ],
)
def test_hints_for_lists_work(first: str, tokens: tuple[str, ...]) -> None:
    """What a hint writes in the place of the first line is read as it is meant."""
    with pytest.raises(ParseError) as caught:
        parse_body(first)
    fixed = str(caught.value.hint).rpartition(": ")[2]
    read = parse_body(f"{fixed}\nNội 2")
    assert read.tokens is not None
    assert tuple(map(str.lstrip, read.tokens)) == tuple(map(str.lstrip, tokens))


@pytest.mark.parametrize(
    ("body", "said", "fixed"),
    [
        ("a 1\n# 0.5\nb 2", "'# 0.5'", '"#" 0.5'),
        ("# -0,5\na 1", "'# -0,5'", '"#" -0,5'),
        ("a\t1\t2\n#\t3\t4", "'#\\t3\\t4'", '"#"\t3\t4'),
        ("token x y\n# 3 4\na 1 2\n# 5 6", "'# 3 4'", '"#" 3 4'),
        ("a 1\n# -\nb 2", "'# -'", '"#" -'),
        ("# nan\na 1", "'# nan'", '"#" nan'),
        ("a 1 2\n# 3 -\nb 2 4", "'# 3 -'", '"#" 3 -'),
    ],
)
def test_a_comment_like_a_row(body: str, said: str, fixed: str) -> None:
    """A comment of a sign and as many numbers as rows have may be a token, which is said once."""
    (notice,) = parse_body(body).notices
    assert notice.name == "commented-row"
    assert said in notice.message
    assert notice.hint.endswith(fixed)


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        ("a 1 000\nb 2 000", 1, "1 000"),
        ("a 200\nb 1 050", 2, "1 050"),
        ("a 1 234\nb -12 045,5", 2, "-12 045,5"),
        ("a 200\nb 1 250", 2, "1 250"),
        ("a 1 234 000", 1, "1 234 000"),
        ("a 5 012%\nb 6 012%", 1, "5 012%"),
    ],
)
def test_spaces_within_numbers(body: str, line: int, text: str) -> None:
    """No score begins with 0 and two digits: it is the end of a number, and the hint says which.

    So it is where other rows have one score.
    """
    with pytest.raises(ScoreError) as caught:
        parse_body(body)
    assert caught.value.line == line
    assert text in caught.value.message
    fixed = text.replace(" ", "")
    assert repr(fixed) in caught.value.hint
    assert parse_body(re.sub(r"(?<=[0-9]) (?=[0-9])", "", body)).series


@pytest.mark.parametrize(
    ("body", "text", "names"),
    [
        ("a 1 234\nb 12 567", "1 234", "x y"),
        ("a −1 100 1\nb −2 200 0", "−1 100", "x y z"),
        ("a 9 100.5", "9 100.5", "x y"),
    ],
)
def test_scores_that_may_be_one_number(body: str, text: str, names: str) -> None:
    """Where each row has what may be one number, its author is told; not if columns have names."""
    (notice,) = parse_body(body).notices
    assert notice.name == "parted-numbers"
    assert notice.message == f"{text!r} is read as two scores"
    assert parse_body(f"token {names}\n{body}").notices == ()


@pytest.mark.parametrize(
    "body",
    [
        *(
            "a 1 234\nb 12 56",
            "a 1 1234",
            "a 0 100\nb 0 200",
            "a 1.5 100\nb 2.5 200",
            "a\t1\t000\nb\t2\t000",
        ),
        *("a 1234 100\nb 1 200", "'1 000' 5\n'2 000' 6", "a 1 0.5\nb 2 0.25", "a 100 1\nb 200 2"),
    ],
)
def test_scores_that_are_no_parts_of_numbers(body: str) -> None:
    """Columns of numbers are what they are where they cannot be thousands."""
    assert parse_body(body).notices == ()


def test_the_token_of_the_hint() -> None:
    """The hint, followed, gives the token."""
    assert parse_body('a 1\n"#" 0.5\nb 2').tokens == ("a", "#", "b")


@pytest.mark.parametrize(
    "body", ["# of GPT-2\na 1", "# 1 2\na 1", "#\na 1", "# 2 texts\na 1", "## 2\na 1", "a 1\n# b 2"]
)
def test_comments_that_are_meant(body: str) -> None:
    """Other comments, and tokens that begin with the sign, are nothing to say."""
    assert parse_body(body).notices == ()


BROKEN = [
    "b x",
    "b",
    "b 0.2*",
    "b 0.2 ± 1",
    "b 1 # x",
    "b 1 2",
    "b inf",
    "“b c” 1",
    r'"\q" 1',
    "b\x07 1",
]
NO_ROW = st.lists(
    st.sampled_from(["", "   ", "#", "# note", "  # a 1", "#\tx", "# b x"]), max_size=3
)
HEADS = ["", "cmap: Blues\n---\n", "---\ncmap: Blues\n---\n", "token score\n"]


@given(
    st.sampled_from(HEADS),
    st.lists(NO_ROW, min_size=1, max_size=5),
    st.sampled_from(BROKEN),
    NO_ROW,
    st.lists(NO_ROW, max_size=4),
)
def test_remarks_and_blank_lines_are_counted(
    head: str, above: list[list[str]], broken: str, between: list[str], below: list[list[str]]
) -> None:
    """The line of an error is that of its row, whatever stands around the rows."""
    rows = [line for at, more in enumerate(above) for line in (*more, f"a{at} {at}")]
    rows += [*between, broken]
    rows += [line for at, more in enumerate(below) for line in (*more, f"c{at} {at}")]
    with pytest.raises(HeatmarkError) as raised:
        parse_body(head + "\n".join(rows))
    place = sum(map(len, above)) + len(above) + len(between) + 1
    assert raised.value.line == head.count("\n") + place
