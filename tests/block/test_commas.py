"""Commas that may be decimal ones, and marks behind tokens."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.block.block import parse_body
from heatmark.block.commas import has_tight_commas, lists_in, trailing_marks
from heatmark.core.errors import ScoreError

LETTERS = "abcdefghij"
# Lists as written, with how many tokens they stand beside.
DECIMAL = [
    ("-0,4, -0,2", 4),
    ("-0,4, -0,2", 2),
    ("-12,25, -3,5, -0,75", 6),
    ("0,4, 0,2", 4),
    ("1,2, 3,4", 4),
    ("0,4, -1, 0,2", 3),
    ("0,4, 1, 2, 3", 4),
    ("-0,4, -1, 0,2", 5),
    ("-0,4, null, 0,2", 5),
    ("0,4", 1),
    ("-0,4", 2),
    ("-0,4,-0,2", 4),
    ("\n  -0,4,\n  -0,2\n", 4),
    ("-0,4,\t-0,2", 4),
]
HONEST = [
    ("1,2,3,4", 4),
    ("1, 2, 3, 4", 4),
    ("1,2, 3, 4", 4),
    ("1,2,3, 4,5,6", 6),
    ("0.1,0.2, 0.3,0.4", 4),
    ("1,-2, 3,-4", 4),
    ("0,4", 2),
    ("-0, -1, -0, -2", 4),
    ("1e3,2, 5,6e2", 4),
    ("1,2,\n3, 4", 4),
]


def _bodies(numbers: str, count: int) -> list[str]:
    """Write a list in all the forms that have commas."""
    tokens = json.dumps(list(LETTERS[:count]))
    return [
        f"tokens: {tokens}\nscores: [{numbers}]",
        f"scores: [{numbers}]\ntokens: {tokens}",
        f"tokens: {tokens}\nscores: {{A: [{numbers}], B: [{numbers}]}}",
        f"tokens: {tokens}\nscores:\n  A: [{numbers}]",
        f"tokens: {tokens}\nscores: [[{numbers}], [{numbers}]]",
        f'{{"tokens": {tokens}, "scores": [{numbers}]}}',
        f'{{"scores": {{"A": [{numbers}]}}, "tokens": {tokens}}}',
        f'{{"tokens": {tokens}, "scores": [[{numbers}], [{numbers}]]}}',
    ]


@pytest.mark.parametrize(("numbers", "count"), DECIMAL)
def test_decimal_commas_are_refused(numbers: str, count: int) -> None:
    """A list that may have decimal commas is an error on its line, and the hint has the point."""
    for body in _bodies(numbers, count):
        with pytest.raises(ScoreError, match="commas in scores may be those of decimals") as caught:
            parse_body(body)
        line = next(at for at, one in enumerate(body.split("\n"), 1) if "scores" in one)
        assert caught.value.line in (line, line + 1)
        found = caught.value.hint.split("as in ")[1].split(";")[0]
        assert "." in found
        assert found.replace(".", ",") in numbers
        assert f"'{found.replace('.', ',')}' is read" in caught.value.message


@pytest.mark.parametrize(("numbers", "count"), HONEST)
def test_other_lists_are_what_they_say(numbers: str, count: int) -> None:
    """Lists that are written evenly, or whose numbers cannot be halves, are read."""
    expected = tuple(map(float, numbers.replace("\n", "").split(",")))
    for body in _bodies(numbers, count):
        series = parse_body(body).series
        assert series is not None
        assert {one.scores for one in series} == {expected}


@given(
    st.lists(st.integers(-99, 99), min_size=1, max_size=8),
    st.sampled_from([",", ", ", ",\n  "]),
    st.booleans(),
)
def test_whole_numbers_with_even_commas(
    numbers: list[int],
    comma: str,
    braces: bool,
) -> None:
    """Whole numbers with the same comma everywhere are themselves, as many as there are tokens."""
    tokens = json.dumps(list(LETTERS[: len(numbers)]))
    scores = f"[{comma.join(map(str, numbers))}]"
    body = f'{{"tokens": {tokens}, "scores": {scores}}}'
    body = body if braces else f"tokens: {tokens}\nscores: {scores}"
    series = parse_body(body).series
    assert series is not None
    assert series[0].scores == tuple(map(float, numbers))


@given(st.lists(st.decimals(-99, 99, places=2), min_size=2, max_size=5), st.integers(2, 10))
def test_no_decimal_comma_is_read(numbers: list[object], count: int) -> None:
    """Decimals as Vietnamese writes them are refused, also where the halves fit the tokens."""
    written = ", ".join(f"{number}".replace(".", ",") for number in numbers)
    with pytest.raises(ScoreError, match="decimals"):
        parse_body(f"tokens: {json.dumps(list(LETTERS[:count]))}\nscores: [{written}]")


def test_errors_and_parts() -> None:
    """Errors are looked at too, and of a file only the part that is asked for."""
    with pytest.raises(ScoreError, match="commas in err") as caught:
        parse_body("tokens: [a, b]\nscores: [1, 2]\nerr: [0,1, 0,2]")
    assert caught.value.line == 3
    parts = (
        '{"x": {"tokens": ["a", "b"], "scores": [1, 2]},\n'
        ' "y": {"tokens": ["a", "b"], "scores": [0,1, 0,2]}}'
    )
    assert parse_body(parts, part="x").tokens == ("a", "b")
    with pytest.raises(ScoreError, match="decimals"):
        parse_body(parts, part="y")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("runs", "tokens: [a, b, c, d]\nruns:\n- [0,1, 0,2]\n- [0,3, 0,4]"),
        ("runs", "tokens: [a, b, c, d]\nruns: {m: [[0,1, 0,2], [0,3, 0,4]]}"),
        ("runs", '{"tokens": ["a", "b"], "runs": [[0,1, 0,2], [0,3, 0,4]]}'),
        ("entropy", "tokens: [a, b]\nscores: [-1, -2]\nentropy: [0,1, 0,2]"),
        ("entropy", '{"tokens": ["a", "b"], "scores": [-1, -2], "entropy": [0,1, 0,2]}'),
    ],
)
def test_commas_of_all_numbers_of_tokens(name: str, body: str) -> None:
    """Runs and entropies are looked at as scores are, in YAML and JSON."""
    with pytest.raises(ScoreError, match=f"commas in {name}"):
        parse_body(body)


def test_lists_in() -> None:
    """Lists are cut out from bracket to bracket, and no further."""
    assert list(lists_in("[1,2] [3]", 0)) == ["[1,2]"]
    assert list(lists_in('"s": {"a": [1], "b": [[2], [3]]}, [4]', 0)) == ["[1]", "[2]", "[3]"]
    assert list(lists_in("[[1,2", 0)) == []


@pytest.mark.parametrize("mark", list(",:;"))
@pytest.mark.parametrize("first", ["", "token A\n"])
def test_a_mark_behind_every_token(mark: str, first: str) -> None:
    """Rows whose every token ends in the same mark are drawn with it, and said to be."""
    parsed = parse_body(f"{first}Hà{mark} -0.4\nNội{mark} -0.02")
    assert parsed.tokens == (f"Hà{mark}", f"Nội{mark}")
    (notice,) = parsed.notices
    assert notice.name == "trailing-mark"
    assert f"'{mark}'" in notice.message
    assert f"leave {mark} out" in notice.hint


@pytest.mark.parametrize(
    "body",
    ["Hà, -0.4\nNội -0.02", ", 1\n, 2", '"Hà," 1\n"Nội," 2', "Hà. 1\nNội. 2", "Hà, 1\nNội: 2"],
)
def test_marks_that_are_meant(body: str) -> None:
    """Other marks, marks of their own, behind some tokens or within quotes, are nothing to say."""
    assert parse_body(body).notices == ()


@pytest.mark.parametrize(("body", "scores"), [("Hà -0,4", (-0.4,)), ("Hà: 0,4\nNội: 1", (0.4, 1))])
def test_decimal_commas_in_rows(body: str, scores: tuple[float, ...]) -> None:
    """In a row a comma within a score can only be that of decimals, also behind a colon."""
    assert [item.scores for item in parse_body(body).series or ()] == [scores]


def test_commas_without_white_space() -> None:
    """A line break behind a comma is white space as well as a space is."""
    assert not has_tight_commas("[1, 2,\n3]")
    assert has_tight_commas("[1, 2,3]")


def test_the_first_pair_is_named() -> None:
    """Where all commas are tight, a -0 before the first tells that they are those of decimals."""
    with pytest.raises(ScoreError, match="'-0,5' is read as two numbers"):
        parse_body("tokens: [a, b, c, d]\nscores: [-0,5,3,2]")


def test_marks_are_behind_something() -> None:
    """A token that is but the mark is meant; one letter before it is enough to ask."""
    assert trailing_marks([",", ","]) == ()
    assert len(trailing_marks(["a,", "b,"])) == 1
