"""Mappings, and rows that look like them."""

from __future__ import annotations

import pytest

from heatmark.block import mapping
from heatmark.block.block import parse, parse_body
from heatmark.block.mapping import read_mapping
from heatmark.core.errors import HeatmarkError, ScoreError


def test_lines_of_keys() -> None:
    """Each key knows its line, the header's is 0."""
    parsed = parse({"cmap": "Reds"}, "# c\ntitle: a\n\nscale: zero\n---\na 1")
    assert parsed.lines == {"cmap": 0, "title": 2, "scale": 4}
    parsed = parse({}, '{\n"tokens": ["title"],\n"scores": [1],\n"title": "x"}')
    assert parsed.lines == {"tokens": 2, "scores": 3, "title": 4}


@pytest.mark.parametrize("body", ["a: 1\nb: 2", "a 1\n---\nb 2", "x: -1"])
def test_rows_that_look_like_mappings(body: str) -> None:
    """A token with a colon and a score is a row, unless it is a key."""
    try:
        assert parse_body(body).kind == "words"
    except ScoreError as error:
        assert error.line == 2  # the line --- has no score


@pytest.mark.parametrize(
    "body", ["title: [[", "title: [a", "title: 'a", 'a: 1\ntitle: "a', "{a: 1"]
)
def test_what_is_never_closed_is_named_where_it_begins(body: str) -> None:
    """The line of an open bracket or quote is its own, not the one after the block's last."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.line == body.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "T",\n "tokens": ["a", "b"],\n "scores": {"x": [1, null], "y": [2, 3]}}',
        "title: T\ntokens: [a, b]\nscores: {x: [1, null], y: [2, 3]}",
    ],
)
def test_json_and_yaml_say_the_same(text: str) -> None:
    """Tokens and scores come in their types, the rest as it is, each with its line."""
    found = read_mapping(text)
    assert found.tokens == ("a", "b")
    assert found.series
    assert [one.name for one in found.series] == ["x", "y"]
    assert dict(found.values) == {"title": "T"}
    assert [found.lines[key] for key in ("title", "tokens", "scores")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("written", "token"),
    [
        (r'"\ud83d\udc69"', "\U0001f469"),
        (r'"\uDBFF\uDFFFa"', "\U0010ffffa"),
        (r'"\\\ud800\udc00"', "\\\U00010000"),
        (r'"\\ud83d\\udc69"', r"\ud83d\udc69"),
        (r"'\ud83d\udc69'", r"\ud83d\udc69"),
    ],
)
def test_yaml_takes_the_escapes_of_json(written: str, token: str) -> None:
    """What `json.dumps` wrote can stand behind a key: a character in two halves is one."""
    assert read_mapping(f"tokens: [{written}]\nscores: [1]").tokens == (token,)


def test_a_part_is_a_member() -> None:
    """A name after # takes one member; a name that is not there is an error that lists those."""
    text = '{"one": {"tokens": ["a"], "scores": [1]}, "two": {"tokens": ["b"], "scores": [2]}}'
    assert read_mapping(text, "two").tokens == ("b",)
    with pytest.raises(HeatmarkError, match="three") as caught:
        read_mapping(text, "three")
    assert "one" in f"{caught.value.hint}{caught.value.message}"


@pytest.mark.parametrize(
    ("text", "line"), [('{"a": 1,\n "a": 2}', 1), ("a: 1\nb: 2\na: 3", 3), ("a: &x 1\nb: *x", 2)]
)
def test_what_yaml_would_let_pass_is_refused(text: str, line: int) -> None:
    """A key twice and an alias are errors, with a line where the author finds them."""
    with pytest.raises(HeatmarkError) as caught:
        read_mapping(text)
    assert caught.value.line in {line, line + 1}


@pytest.mark.parametrize("title", ["1.10", "2024", "007", "No", "None", "1_0", "2024-01-01", "~x"])
def test_texts_stand_as_they_are_written(title: str) -> None:
    """YAML makes no number, date or flag of a text that readers are to see."""
    for body in (f"title: {title}\n---\na 1", f"title: {title}\ntokens: [a]\nscores: [1]"):
        assert parse_body(body).options == {"title": title}


def test_a_text_may_be_left_out() -> None:
    """A null is no text, whatever it is called."""
    for null in ("null", "~", "Null", ""):
        assert parse_body(f"title: {null}\n---\na 1").options == {"title": None}


SCORE = "the score 'x' is not a number"
BROKEN = "the YAML is broken: "


@pytest.mark.parametrize(
    ("text", "line", "problem", "hint"),
    [
        (
            '{"tokens": [5, 6]}',
            1,
            "token 1 is not a string: '5'",
            "if these are ids, tokenizer.conv",
        ),
        ('{"tokens": [true, 6]}', 1, "token 1 is not a string: 'True'", "put quotes around it"),
        ('{"tokens": [{"t": "a"}]}', 1, "token 1 is not a string", "write the text of each alone"),
        ('{"tokens": [["a"]]}', 1, "token 1 is not a string", "write the text of each alone"),
        ('{"tokens": ["a", 5, 6]}', 1, "token 2 is not a string: '5'", "put quotes around it"),
        ('{"tokens": "ab"}', 1, "tokens must be a list (got 'ab')", "for the words of a text"),
        ('{"tokens": 5}', 1, "tokens must be a list (got '5')", "write tokens: [a, b, c]"),
        ("scores: abc", 1, "scores must be a list (got 'abc')", "write scores: [a, b, c]"),
        ("tokens: {a: 1}", 1, "tokens must be a list (got 'a mapping')", "for the words"),
        ('\n{"a": 1,\n "b": 2, "b": 3}', 3, "'b' is there twice", "remove one of them"),
        (
            "tokens: [b]\nlabels:\n- [x]\n- y",
            4,
            "row 2 of labels must be a list (got 'y')",
            "write",
        ),
        ("tokens: [a,\n [b]]", 2, "entry 2 of tokens is a list", "put quotes around"),
        (
            "tokens: [b]\nlabels:\n- [x]\n- [y,\n   {z: 1}]",
            5,
            "entry 2 of row 2 of labels is a map",
            "put quotes",
        ),
        ("columns: [a,\n [b]]", 2, "entry 2 of columns is a list", "put quotes around text"),
        ("columns: [[b], a]", 1, "entry 1 of columns is a list", "put quotes around text"),
        ("names: [[b],\n a]", 1, "entry 1 of names is a list", "put quotes around text"),
        ("classes: [X,\n [b]]", 2, "entry 2 of classes is a list", "put quotes around text"),
        ("columns: [a, {b: 1}]", 1, "entry 2 of columns is a mapping", "put quotes around text"),
        ("tokens: [a, b]\nscores: [1,\n x]", 3, SCORE, "a score is a number, or null"),
        ("scores:\n- [1, 2]\n- [3,\n  x]", 4, SCORE, "a score is a number, or null"),
        ("scores:\n- [1, 2]\n- {a: 1}", 3, "row 2 of scores must be a list", "write row 2 of"),
        ("scores: {x: [1], y: [x]}", 1, SCORE, "a score is a number, or null"),
        ("scores: {}", 1, "there are no scores", ""),
        ("tokens: [a,\n *b]", 2, "YAML aliases are not allowed", 'write "*b" in quotes'),
        ('lang: vi\ncmap: "Blues\nscores: [1]\n\n', 2, f"{BROKEN}a quotation mark", "put quotes"),
        ("tokens: [a\nscores: [1]", 2, f"{BROKEN}a comma or a bracket is", "put quotes around"),
        ("a: b: c\n", 1, f"{BROKEN}there is a colon where none can be", "put quotes around"),
        ("lang: vi\n\tb: 2", 2, BROKEN, "write spaces in the place of the tab"),
        ("tokens: [a, b]\nscores: {x: [0,5, 1,5]}", 2, "the commas in scores", "write decimals"),
        ("tokens: [a, b]\nscores: [[0,5, 1,5]]", 2, "the commas in scores", "write decimals"),
        ("scores: [[1], [2]]\nerr: [[1%], []]", 2, "err has % behind", "write % behind both"),
    ],
)
def test_what_a_mapping_cannot_say(text: str, line: int, problem: str, hint: str) -> None:
    """The error names the key, row or token, and the line on which it stands."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(text)
    assert caught.value.message.startswith(problem)
    assert caught.value.line == line
    assert caught.value.hint.startswith(hint)


def test_a_key_stands_where_it_is_first() -> None:
    """Not where it is again within another, nor counted from the wrong end."""
    text = '\n{"text": "a",\n"x": {"text": 1}}'
    assert read_mapping(text).lines == {"text": 2, "x": 3}


def test_nothing_in_the_place_of_texts() -> None:
    """A key that is null says nothing; a word is one label, which is not enough."""
    for name in ("names", "labels", "classes", "compare"):
        assert read_mapping(f"tokens: [b]\n{name}: null").values[name] is None
    assert read_mapping("classes: word").values["classes"] == "word"


def test_decimal_commas_one_below_the_other() -> None:
    """Where each score has its own line no comma stands between two."""
    (series,) = parse_body("tokens: [a, b]\nscores:\n- 1,5\n- 2,5").series or ()
    assert series.scores == (1.5, 2.5)


def test_what_is_no_mapping() -> None:
    """It has no parts either."""
    with pytest.raises(HeatmarkError, match="the block is not a mapping"):
        read_mapping("[1]")
    with pytest.raises(HeatmarkError, match="there is no part 'x' in it"):
        read_mapping("[1]", "x")


def test_yaml_may_be_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit it is read, beyond it JSON is asked for."""
    text = "tokens: [a]"
    monkeypatch.setattr(mapping, "_MAX_YAML", len(text))
    assert read_mapping(text).tokens == ("a",)
    with pytest.raises(HeatmarkError, match="the YAML is too long"):
        read_mapping(f"{text} ")


def test_errors_in_per_cent_that_one_series_has_not() -> None:
    """A series without errors has no unit of errors either."""
    body = "tokens: [a]\nscores: [[1%], [2%]]\nerr: [[0.5%], null]"
    assert parse_body(body).err == [[0.5], None]


def test_lines_of_the_first_keys() -> None:
    """The lines of so many keys are known, more than there are options."""
    text = "{" + ",\n".join(f'"k{at}": {at}' for at in range(66)) + "}"
    assert read_mapping(text).lines == {f"k{at}": at + 1 for at in range(64)}
