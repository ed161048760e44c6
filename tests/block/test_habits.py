"""What authors write from habit: read where it has one reading, else a hint that works."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from heatmark import Heatmap
from heatmark.block import habits
from heatmark.block.mapping import read_mapping
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.text import load
from pages import draw

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = "Hà 1\nNội 2"
DASHES = "put a line --- between the options and the rows"
PYTHON = "if it is printed by Python, print(json.dumps(value)) writes what is read here"


def block(header: str = "", body: str = ROWS) -> str:
    return f"```heatmap {header}\n{body}\n```"


@pytest.mark.parametrize(
    ("header", "option", "value"),
    [
        ("title = x", "title", "x"),
        ("title =x", "title", "x"),
        ("title＝x", "title", "x"),
        ("title\xa0=\xa0x", "title", "x"),
        ('title= "x y"', "title", "x y"),
        ("title=“Độ dài từ”", "title", "Độ dài từ"),
        ("title=„Độ dài“", "title", "Độ dài"),
        ("title=‘x y’ cmap=Reds", "title", "x y"),
        ("title=x\xa0cmap=Reds", "cmap", "Reds"),
        ("table=0", "table", False),
        ("hover=1", "hover", True),
        ("center=−0,5", "center", -0.5),
    ],
)
def test_headers_with_one_reading(header: str, option: str, value: object) -> None:
    """Spaces and curly quotes around values are taken for what they stand for."""
    assert dict(Heatmap.from_fence(block(header)).options)[option] == value


@pytest.mark.parametrize(
    ("body", "hint", "mended"),
    [
        ("title: x\nHà 1\nNội 2", DASHES, "title: x\n---\nHà 1\nNội 2"),
        ("title: x\ncmap: Reds\n\nHà 1", DASHES, "title: x\ncmap: Reds\n---\nHà 1"),
        ("title: x\n----\nHà 1", "write --- in the place of", "title: x\n---\nHà 1"),
        ("title: x\n***\nHà 1", "write --- in the place of", "title: x\n---\nHà 1"),
        ("title:x\nHà 1", "write title: x, and a line ---", "title: x\n---\nHà 1"),
        ("title=x\nHà 1", "write title: x, and a line ---", "title: x\n---\nHà 1"),
        ("title：x\nHà 1", "write title: x, and a line ---", "title: x\n---\nHà 1"),
        ("title: x\ncmap=Reds\n---\nHà 1", "write cmap: Reds", "title: x\ncmap: Reds\n---\nHà 1"),
        ('tokens = ["a"]', 'write tokens: ["a"]', 'tokens: ["a"]\nscores: [1]'),
        ("tokens:[a, b]", "write tokens: [a, b]", "tokens: [a, b]\nscores: [1, 2]"),
        ("“tokens”: [a]", "write tokens: [a]", "tokens: [a]\nscores: [1]"),
        ("tokens: [a]\n“scores”: [1]", "write scores without quotes", "tokens: [a]\nscores: [1]"),
        ("tokens:\n\t- a\nscores: [1]", "write spaces in the place of the tab",
         "tokens:\n    - a\nscores: [1]"),
        ('title: "a\\d"\ntokens: [a]', r"write / in paths, and \\ for", 'title: "a/z"\n---\na 1'),
        ("tokens: [a]\nscore: [1]", "write scores: for a list", "tokens: [a]\nscores: [1]"),
        ("text: [a, b]\nscores: [1, 2]", "write tokens: for a list",
         "tokens: [a, b]\nscores: [1, 2]"),
        ("text: a b\nscore: lenght", "write score: length", "text: a b\nscore: length"),
        ("token: [a]\nscores: [1]", "did you mean 'tokens'?", "tokens: [a]\nscores: [1]"),
        ("“một từ” 6\nb 1", 'write straight quotes: "một từ"', '"một từ" 6\nb 1'),
        ("Hà = 1", "leave = out: a space is enough", "Hà 1"),
        ("Hà | 1\nNội | 2", "leave | out: a space is enough", "Hà 1\nNội 2"),
        ("| token | score |\n|---|---|\n| Hà | 1 |", "leave the lines of the table out",
         "token score\nHà 1"),
        ("token;score\nHà;0,5", "put spaces or a tab in the place of ;", "token score\nHà 0,5"),
        ("Hà,1\nNội,2", "put spaces or a tab in the place of ,, as in: Hà 1", "Hà 1\nNội 2"),
        ('[["a", 1], ["b", 2]]', 'write {"tokens": ["a", "b"], "scores": [1, 2]}',
         '{"tokens": ["a", "b"], "scores": [1, 2]}'),
        ('{"tokens": ["a", // x\n"b"], "scores": [1, 2]}', "JSON has no comments",
         '{"tokens": ["a",\n"b"], "scores": [1, 2]}'),
        ('{"tokens": ["a"], # x\n"scores": [1], /* y */}', "JSON has no comments",
         '{"tokens": ["a"], # x\n"scores": [1]}'),
        ("{'tokens': ['a'], // x\n'scores': [1]}", "leave the comments out, or begin each with #",
         "{'tokens': ['a'], # x\n'scores': [1]}"),
        ("{“tokens”: [“a”], “scores”: [1]}", 'write straight quotes (")',
         '{"tokens": ["a"], "scores": [1]}'),
        ("{'tokens': ('a', 'b'), 'scores': (1, 2)}", PYTHON,
         json.dumps({"tokens": ("a", "b"), "scores": (1, 2)})),
        ("{'tokens': ['it\\'s'], 'scores': [1]}", PYTHON,
         json.dumps({"tokens": ["it's"], "scores": [1]})),
        ("{'tokens': ['a'], 'scores': [np.float64(0.5)]}", "write 0.5: in Python scores.tolist()",
         "{'tokens': ['a'], 'scores': [0.5]}"),
        ("tokens: [a]\nscores: [True]", "write 1 for true and 0 for false",
         "tokens: [a]\nscores: [1]"),
    ],
)  # fmt: skip
def test_hints_about_bodies_work(body: str, hint: str, mended: str) -> None:
    """What has no reading is refused, and the block that its hint describes is drawn."""
    with pytest.raises(HeatmarkError) as caught:
        draw("", body)
    assert caught.value.hint.startswith(hint)
    assert draw("", mended)


@pytest.mark.parametrize(
    ("header", "hint", "mended"),
    [
        ("title: x", 'write = in the place of the colon: title="x"', 'title="x"'),
        ("title：Độ dài cmap=Reds", 'write = in the place of the colon: title="Độ dài"',
         'title="Độ dài" cmap=Reds'),
        ("cmap=Reds , title=x", "leave , out: spaces stand", "cmap=Reds title=x"),
        ("color=Reds", "did you mean 'cmap'?", "cmap=Reds"),
        ("colour=Reds", "did you mean 'cmap'?", "cmap=Reds"),
        ("colormap=Reds", "did you mean 'cmap'?", "cmap=Reds"),
        ("cmap=red", "did you mean 'Reds'?", "cmap=Reds"),
        ("cmap=Blue", "did you mean 'Blues'?", "cmap=Blues"),
        ("caption=x", "did you mean 'title'?", "title=x"),
        ("vmin=0", "for the two ends of the colours write scale: [lowest, highest]",
         "scale=[0,3]"),
        ("qqq=false", "leave it out: there is no option", ""),
        ("output=PNG", "did you mean 'png'?", "output=png"),
        ("scale=min-max", "did you mean 'minmax'?", "scale=minmax"),
    ],
)  # fmt: skip
def test_hints_about_headers_work(header: str, hint: str, mended: str) -> None:
    """A header that is refused has a hint, and as that says it is read."""
    with pytest.raises(HeatmarkError) as caught:
        draw(header, ROWS)
    assert caught.value.hint.startswith(hint)
    assert draw(mended, ROWS)


@pytest.mark.parametrize(
    ("body", "scores"),
    [
        ("{'tokens': ['a', 'b'], 'scores': [nan, None]}", (None, None)),
        ("{'tokens': ['a', 'b',], 'scores': [1, 2,],}", (1, 2)),
        ('{"tokens": ["a", "b"], # chú thích\n "scores": [1, 2]}', (1, 2)),
        ('{"tokens": ["//", "/*"], "scores": [1, 2,]}', (1, 2)),
        ('{"tokens": ["a", "b"], "scores": ["1", NaN]}', (1, None)),
        ("title=x 5\ny 6", (5, 6)),
        ("| 1\n“ 2", (1, 2)),
        ("“a” 1\nb 2", (1, 2)),
    ],
)
def test_bodies_with_one_reading(body: str, scores: tuple[float | None, ...]) -> None:
    """Python's and YAML's ways of writing, and tokens that look like marks, are as they were."""
    assert Heatmap.from_fence(block("", body)).series[0].scores == scores


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{'a': 1}", "JSON has double quotes"),
        ('{"a": [1, 2,]}', "take out the comma"),
        ('{"a": 1, // x\n"b": 2}', "JSON has no comments"),
        ('{"a": None}', "that is Python and no JSON"),
        ('{"a": nan}', "that is Python and no JSON"),
        ("[“a”]", "write straight quotes"),
        ('{"a": "//, (" "b"}', ""),
        ('{"a": "x", ', ""),
    ],
)
def test_what_json_does_not_take(text: str, hint: str) -> None:
    """Python's and JavaScript's ways are told apart from what is just broken."""
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    found = habits.hint_for_json(text, caught.value)
    assert found.startswith(hint)
    assert bool(found) == bool(hint)


@pytest.mark.parametrize(
    ("call", "value", "found"),
    [
        (habits.is_row, "Hà 1", True),
        (habits.is_row, "một từ\t0,5", True),
        (habits.is_row, "Hà -", True),
        (habits.is_row, "title: 1", False),
        (habits.is_row, "1", False),
        (habits.is_row, "xin chào", False),
        (habits.as_option, "title=x", "title: x"),
        (habits.as_option, "title: x", ""),
        (habits.as_option, "title=x 5", ""),
        (habits.as_option, "a=b", ""),
        (habits.curly, ["“một", "từ”", "6"], '"một từ"'),
        (habits.curly, ["“từ”", "6"], ""),
        (habits.curly, ["“", "6"], ""),
        (habits.curly, ["từ", "6"], ""),
        (habits.curly, [], ""),
    ],
)
def test_what_lines_are(call: Callable[[object], object], value: object, found: object) -> None:
    """Rows, options and quoted tokens are told apart."""
    assert call(value) == found


def test_json_of_files_has_the_same_hints() -> None:
    """A file that Python has printed is refused with what writes it right."""
    with pytest.raises(HeatmarkError) as caught:
        load("[{'token': 'a'}]")
    assert re.match("JSON has double quotes", caught.value.hint)
    assert load(json.dumps([{"token": "a"}]))


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\n{“tokens”: [1]}", 2, "the quotes around '“tokens”: [1' are curly"),
        ('\n{"tokens": 1,\n// why\n"b": 2}', 3, "JSON has no comments with //"),
        ('{"a": 1, // why\n"b": 2}', 1, "JSON has no comments with //"),
    ],
)
def test_javascript_is_refused_by_line(text: str, line: int, problem: str) -> None:
    """YAML would read it, but not as it is meant."""
    with pytest.raises(HeatmarkError) as caught:
        habits.refuse_javascript(text)
    assert caught.value.message == problem
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: 1\n\tb: 2", 2, (2, "write spaces in the place of the tab at the start of the line")),
        ("a: 1\nb:\t2", 2, (2, "")),
        ('a: "x\\q"', 1, (1, r"write / in paths, and \\ for a backslash within quotes")),
        ('{ "a": "x\\q"', 1, (1, "")),
        ("a: 1\nb", None, (None, "")),
        ("b: [\ntitle=x", 1, (2, "write title: x")),
        ("a: 1\n====\nb 2", 1, (2, "write --- in the place of this line")),
        ("title: x\n\n# why\nb 2\nc 3", 1, (4, "put a line --- between the options and the rows")),
        ("title: x\nb 2\n\n# why\nc 3", 1, (2, "put a line --- between the options and the rows")),
        ("title: x\nb 2\nc: 3", 1, (1, "")),
    ],
)
def test_hints_for_broken_yaml(text: str, line: int | None, found: tuple[int | None, str]) -> None:
    """The hint is for the line that is wrong, wherever YAML stumbled."""
    assert habits.hint_for_yaml(text, line) == found


@pytest.mark.parametrize(
    ("fields", "token"),
    [
        ([], ""),
        ([""], ""),
        (["“a”"], ""),
        (["“a", "b”", "c"], '"a b"'),
        (["“a”", "b”"], ""),
        (["“”", "b”"], ""),
        (["“", "b”"], '" b"'),
        (["a", "b”"], ""),
        (["“a", "b"], ""),
    ],
)
def test_tokens_in_curly_quotes(fields: list[str], token: str) -> None:
    """Those that go over several fields are given with straight quotes."""
    assert habits.curly(fields) == token


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Hà 1 # đầu\nNội 2", 1),
        ("Hà 1\nNội 2 // cuối", 2),
        ("Hà 1 2 #x\nNội 2 3", 1),
        ("token x\nHà 1 <!-- x -->\nNội 2", 2),
        ("a - # missing\nb 2\nc 3", 1),
        ("a 1\nb nan // x\nc 3", 2),
        ("a 1 -- note\nb 2", 1),
        ("a 1 ; note\nb 2", 1),
        ("a 1 ;note\nb 2", 1),
        ("a 1 (note)\nb 2", 1),
    ],
)
def test_a_comment_behind_a_score(body: str, line: int) -> None:
    """It is named in its own row, and read on a line of its own."""
    with pytest.raises(HeatmarkError, match="stands a comment") as caught:
        Heatmap.from_fence(block(body=body))
    assert caught.value.line == line
    assert Heatmap.from_fence(block(body=f"# đầu\n{ROWS}")).tokens == ("Hà", " Nội")
    assert Heatmap.from_fence(block(body="a 1\n#b 2\n// 3")).tokens == ("a", " #b", " //")


def test_a_bar_alone_is_a_token() -> None:
    """A line of a table has a bar at both ends."""
    habits.refuse_no_row("|", 1, [])
    with pytest.raises(HeatmarkError, match="is read as a row"):
        habits.refuse_no_row("||", 1, [])


def test_curly_quotes_in_a_list_of_yaml() -> None:
    """They were a part of the tokens; within quotes of YAML's they are meant."""
    with pytest.raises(ParseError, match="curly") as caught:
        read_mapping("scores: [1, 2]\ntokens: [“Hà”,\n  “ Nội”]")
    assert (caught.value.line, caught.value.hint) == (2, 'write straight quotes: "Hà"')
    assert read_mapping("tokens: ['“Hà”', “, ”]").tokens == ("“Hà”", "“", "”")


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("tiêu đề: Độ dài", "write title: Độ dài"),
        ("điểm số： [1, 2]", "write scores: [1, 2]"),
        ("tiêu đề:", ""),
        ("đơn vị: 5", ""),
        ("đơn vị: -", ""),
        ("đơn vị:", ""),
        ("Các từ: Điểm", ""),
        ("thủ đô: Hà Nội", ""),
    ],
)
def test_options_in_vietnamese(line: str, fixed: str) -> None:
    """The first line of a body may be one, and the hint was to make a name of columns of it."""
    try:
        habits.refuse_no_row(line, 1, [])
    except ParseError as error:
        assert error.hint == fixed
    else:
        assert not fixed


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (r'"\ud83d\ude00"', r'"\U0001f600"'),
        (r'"a\uD83D\uDE01" \uD83D\uDE01', r'"a\U0001f601" \uD83D\uDE01'),
        (r'"\\\udbff\udfff"', r'"\\\U0010ffff"'),  # behind a backslash
        (r'"\\ud83d\ude00"', r'"\\ud83d\ude00"'),  # which is one itself
        (r'"\u1ed9"', r'"\u1ed9"'),
    ],
)
def test_halves_of_a_character(text: str, whole: str) -> None:
    """Within quotes they are one escape, as YAML has it."""
    assert habits.whole_escapes(text) == whole


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("- Hà 1,5", "leave the mark of the list out: Hà 1,5"),
        ('[["Hà", 1.5], ["Nội", 2]]', 'without brackets: "Hà" 1.5'),
        ("[('Hà Nội', -1), ('đẹp', 2)]", 'without brackets: "Hà Nội" -1'),
    ],
)
def test_items_of_a_list(line: str, fixed: str) -> None:
    """The hint has the token and its score as rows have them."""
    with pytest.raises(ParseError) as caught:
        habits.refuse_no_row(line, 1, [])
    assert str(caught.value.hint).endswith(fixed)
