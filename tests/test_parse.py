"""Headers and bodies: the grammar in tables, and limits that hold against large blocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from heatmark.block.block import parse, parse_body
from heatmark.block.header import own_header, read_header
from heatmark.block.rows import is_comment, read_score
from heatmark.core.errors import HeatmarkError, OptionError, ParseError, ScoreError
from heatmark.core.wording import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("heatmap", ""),
        (" heatmap ", ""),
        ("heatmap title=a", "title=a"),
        ("heatmap\ttitle=a", "title=a"),
        ("heatmap {title=a}", "{title=a}"),
        ("heatmap{title=a}", "{title=a}"),
        ("{.heatmap}", "{}"),
        ("{ .heatmap }", "{}"),
        ("{heatmap}", "{}"),
        ("{.heatmap title=a}", "{title=a}"),
        ("{#x .heatmap title=a}", "{#x title=a}"),
        ("{.heatmap #x}", "{#x}"),
        ("heatmapper", None),
        ("heatmap-x", None),
        ("heatmap.x", None),
        ("Heatmap", None),
        ("python heatmap", None),
        ("{.python .heatmap}", None),
        ("{.heatmaps}", None),
        ("", None),
        (".heatmap", None),
    ],
)
def test_own_header(info: str, expected: str | None) -> None:
    """A fence is ours if its first word, or the first class in its braces, is heatmap."""
    assert own_header(info) == expected


@pytest.mark.parametrize(
    ("header", "pairs"),
    [
        ("", {}),
        ("a=b", {"a": "b"}),
        ('a="b c" d=e', {"a": "b c", "d": "e"}),
        ("a='b \"c\"'", {"a": 'b "c"'}),
        (r'a="b \"c\" \\"', {"a": 'b "c" \\'}),
        ('a=""', {"a": ""}),
        ("scale=[0, 1]", {"scale": "[0, 1]"}),
        ("scale=0,1", {"scale": "0,1"}),
        ("a=b=c", {"a": "b=c"}),
        ("src=/a/b.json#c", {"src": "/a/b.json#c"}),
        ("{a=b}", {"a": "b"}),
        ("{ a=b }", {"a": "b"}),
        ('{a="}"}', {"a": "}"}),
        ("{#hinh-1 a=b}", {"id": "hinh-1", "a": "b"}),
        ("a-b=c", {"a-b": "c"}),
        ("title=Độ", {"title": "Độ"}),
    ],
)
def test_header(header: str, pairs: dict[str, str]) -> None:
    """A header is a list of pairs, with quotes where there are spaces."""
    assert read_header(header) == pairs


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("fancy", "fancy"),
        ("a=b fancy", "fancy"),
        ("a =b", "a"),
        ("a= b", "a="),
        ('a="b', 'a="b'),
        ('a="b"c', 'a="b"c'),
        ('a=b"c d"', 'd"'),
        ("a=[0, 1", "1"),
        ("=b", "=b"),
        ("1a=b", "1a=b"),
        ("{.x}", ".x"),
        ("a=b, c=d,", ""),
    ],
)
def test_wrong_headers(header: str, shown: str) -> None:
    """What is no pair is named in the error, which is on the fence's line."""
    if not shown:
        assert read_header(header) == {"a": "b,", "c": "d,"}
        return
    with pytest.raises(ParseError, match="the header cannot be read at") as caught:
        read_header(header)
    assert quoted(shown) in caught.value.message
    assert caught.value.line == 0
    assert "title=" in caught.value.hint


def test_a_header_says_a_thing_once() -> None:
    """A key twice in a header, or in header and body, is refused."""
    for header, body in (("a=1 a=2", ""), ("id=x #x", ""), ("cmap=x", "cmap: y\n---\na 1")):
        with pytest.raises(OptionError, match="is set twice"):
            parse(header, body)
    for body in ("text: a\nscore: length", '{"text": "a", "score": "length"}', 'text: ""\nid: a'):
        with pytest.raises(OptionError, match="text is set twice"):
            parse("text=b", body)


@pytest.mark.parametrize(
    ("text", "comment"),
    [("#", True), ("# a", True), ("#\ta", True), ("##", False), ("#a", False), ("##ing", False)],
)
def test_comments(text: str, comment: bool) -> None:  # noqa: FBT001
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
    assert read_score(text, 1) == score


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "1,5",
        "1_000",
        "0x10",
        "１",
        "٣",
        "1e",
        "--1",
        "1 2",
        "inf",
        "-Infinity",
        ".inf",
        "1e999",
        "−1",
        "12:30",
        "1/2",
        "50%",
        "none",
    ],
)
def test_no_scores(text: str) -> None:
    """Everything else is refused with its line and a hint, in no dialect of numbers."""
    with pytest.raises(ScoreError) as caught:
        read_score(text, 3)
    assert caught.value.line == 3
    assert caught.value.hint


@pytest.mark.parametrize("text", ["0,5", "−1", "−0,5"])
def test_numbers_of_other_habits_are_explained(text: str) -> None:
    """The hint for a decimal comma or a typographic minus is the number as we read it."""
    with pytest.raises(ScoreError) as caught:
        read_score(text, 3)
    assert caught.value.hint == f"write {text.replace(',', '.').replace('−', '-')}"


@pytest.mark.parametrize(
    "body",
    [
        "a 1\nb 2",
        "  a 1\nb    2  \n\n",
        "a 1\r\nb 2\r\n",
        "a\t1\nb\t2",
        "# c\na 1\n\n# d\nb 2",
        "tokens: [a, b]\nscores: [1, 2]",
        "tokens: [a, b]\r\nscores: [1, 2]\r\n",
        "scores: [1, 2]\ntokens:\n- a\n- b",
        "# c\n\ntokens: [a, b]\nscores: [1, 2.0]",
        '{"scores": [1, 2], "tokens": ["a", "b"]}',
        '\n\n {"scores": [1, 2],\n "tokens": ["a", "b"]}\n',
        "{scores: [1, 2], tokens: [a, b]}",
        "---\ntokens: [a, b]\nscores: [1, 2]",
    ],
)
def test_forms(body: str) -> None:
    """All forms of a body say the same."""
    parsed = parse_body(body)
    assert parsed.tokens == ("a", "b")
    assert parsed.series is not None
    assert parsed.series[0].scores == (1.0, 2.0)
    assert parsed.options == {}


def test_lines_of_keys() -> None:
    """Each key knows its line, the header's is 0."""
    parsed = parse("cmap=Reds", "# c\ntitle: a\n\nscale: zero\n---\na 1")
    assert parsed.lines == {"cmap": 0, "title": 2, "scale": 4}
    parsed = parse("", '{\n"tokens": ["title"],\n"scores": [1],\n"title": "x"}')
    assert parsed.lines == {"tokens": 2, "scores": 3, "title": 4}


@pytest.mark.parametrize("body", ["a: 1\nb: 2", "a 1\n---\nb 2", "x: -1"])
def test_rows_that_look_like_mappings(body: str) -> None:
    """A token with a colon and a score is a row, unless it is a key."""
    try:
        assert parse_body(body).rows
    except ScoreError as error:
        assert error.line == 2  # noqa: PT017 - the line --- has no score


@pytest.mark.parametrize(
    "body", ["title: [[", "title: [a", "title: 'a", 'a: 1\ntitle: "a', "{a: 1"]
)
def test_what_is_never_closed_is_named_where_it_begins(body: str) -> None:
    """The line of an open bracket or quote is its own, not the one after the block's last."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.line == body.count("\n") + 1


def test_suggestions() -> None:
    """A suggestion is near, in the right case, or not made."""
    assert nearest("REDS", ["Reds", "Blues"]) == "did you mean 'Reds'?"
    assert nearest("xyz", ["Reds", "Blues"]) == ""
    assert len(quoted("x" * 1000)) <= 61


MILLION = 1_000_000


def _rows() -> str:
    return "từ 1\n" * MILLION


def _slow_rows() -> str:
    return "token A B\n" + "từ 1 -\n" * MILLION


def _yaml_flow() -> str:
    return f"tokens: [{'a,' * MILLION}]\nscores: [{'1,' * MILLION}]"


def _yaml_lists() -> str:
    return "tokens:\n" + "- a\n" * MILLION + "scores:\n" + "- 1\n" * MILLION


def _json() -> str:
    return json.dumps({"tokens": ["a"] * MILLION, "scores": [1] * MILLION})


def _below_options() -> str:
    return "title: x\n---\n" + _rows()


def _text() -> str:
    return f"text: {'từ ' * MILLION}\nscore: length"


def _json_text() -> str:
    return json.dumps({"text": "từ " * MILLION, "score": "length"})


@pytest.mark.parametrize(
    "body",
    [_rows, _slow_rows, _yaml_flow, _yaml_lists, _json, _below_options, _text, _json_text],
)
def test_a_million_tokens(
    body: Callable[[], str], convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """A million tokens in any form end with an error that names the limit."""
    document = f"Before.\n\n```heatmap\n{body()}\n```\n\nAfter."
    html, messages = convert(document)
    assert len(messages) == 1
    assert "too many for a page" in html or "the YAML is too long" in html
    assert len(html) < 50_000
    assert html.endswith("<p>After.</p>")


@pytest.mark.parametrize("count", [9, 10, 11])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n# x\n"])
def test_the_limit_is_exact(count: int, end: str) -> None:
    """max_tokens itself is still allowed, one more is not; blank lines and comments are free."""
    bodies = [
        "a 1\n" * (count - 1) + "a 1" + end,
        "token A\n" + "a 1\n" * (count - 1) + "a -" + end,
        f"tokens: [{', '.join('a' * count)}]\nscores: [{', '.join('1' * count)}]{end}",
        json.dumps({"tokens": ["a"] * count, "scores": [1] * count}),
    ]
    for body in bodies:
        if count <= 10:
            assert len(parse_body(body, max_tokens=10).tokens or ()) == count
        else:
            with pytest.raises(HeatmarkError, match="too many"):
                parse_body(body, max_tokens=10)


@pytest.mark.parametrize(
    "document",
    [
        f"```heatmap\na {'1' * 10_000}x\n```",
        f"```heatmap scale={'1' * 10_000}x\na 1\n```",
        "```heatmap\n" + '"a ' * 20_000 + "\n```",
        "```heatmap title=" + '"a ' * 20_000 + "\na 1\n```",
        f"```heatmap\na{' ' * 20_000}x\n```",
        f"```heatmap\na{chr(0x301) * 50_000} 1\n```",
        "```heatmap\na 1\n\n" * 300,
        "> ```python\n" * 3000 + "\n```heatmap\na 1\n```",
        "\n".join("~" * (3 + count) for count in range(600)) + "\n```heatmap\na 1\n```",
    ],
    ids=[
        "digits",
        "digits in a header",
        "quotes",
        "quotes in a header",
        "spaces",
        "combining marks",
        "open blocks",
        "open fences in a quote",
        "growing fences",
    ],
)
def test_long_runs(document: str, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Long runs of one thing, on which careless patterns hang, end in a figure or an error box."""
    html, _ = convert(document)
    assert "<figure" in html or "heatmark-error" in html
