"""Characters that nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heatmark import Heatmap
from heatmark.block.block import parse_body
from heatmark.block.characters import refuse_control_characters, without_line_end
from heatmark.core.errors import ParseError, SourceError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "first", "line"), [("\x01", 1, 1), ("\n\x01", 1, 2), ("a\nb\x01\n", 5, 6)]
)
def test_control_characters(text: str, first: int, line: int) -> None:
    """They are named by their number, with their line and how to write them."""
    with pytest.raises(ParseError, match=r"there is a control character, U\+0001, in") as caught:
        refuse_control_characters(text, first)
    assert caught.value.line == line
    assert caught.value.hint == r'in a quoted token, write it as "\u0001"'
    with pytest.raises(ParseError) as caught:
        refuse_control_characters(text)
    assert caught.value.line == line - first + 1


BREAKS = ["\x85", "\u2028", "\u2029"]
IN_YAML = [
    "tokens: [a, b]\ntitle: x{}y\nscores: [1, 2]",
    "tokens: [a, b]\ntitle: 'x{}y'\nscores: [1, 2]",
    'tokens: [a, b]\ntitle: "x{}y"\nscores: [1, 2]',
    "text: |\n  x{}y\nscore: length",
    "cmap: Blues\ntitle: x{}\n---\na 1",
    "{{tokens: [a],\n title: 'x{}y', scores: [1]}}",
]


@pytest.mark.parametrize("character", BREAKS)
@pytest.mark.parametrize("body", [*IN_YAML, "a 1\nb{}c 1", 'a 1\n"b" 1{}', "a 1\nb 1{}2"])
def test_unseen_ends_of_lines(body: str, character: str) -> None:
    """YAML makes a space of them, or nothing, and rows have scores that are none."""
    with pytest.raises(ParseError, match="there is a line break, U") as caught:
        parse_body(body.format(character))
    assert caught.value.line == 2
    assert f"\\u{ord(character):04x}" in caught.value.hint


@pytest.mark.parametrize("character", ["\x80", "\x9f"])
@pytest.mark.parametrize("body", IN_YAML)
def test_control_characters_in_yaml(body: str, character: str) -> None:
    """They are named with their line, and not as broken YAML."""
    with pytest.raises(ParseError, match="there is a control character, U") as caught:
        parse_body(body.format(character))
    assert caught.value.line == 2


@pytest.mark.parametrize("character", BREAKS)
def test_what_quotes_keep(character: str) -> None:
    """Tokens of JSON and in quotes have what stands there, and escapes of YAML are read."""
    token, escape = f"a{character}b", f'"a\\u{ord(character):04x}b"'
    for body in (
        f'{{"tokens": ["{token}", "c"], "scores": [1, 2]}}',
        f'"{token}" 1\nc 2',
        f"tokens: [{escape}, c]\nscores: [1, 2]",
        f"{escape} 1\nc 2",
    ):
        assert parse_body(body).tokens == (token, "c")


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        (["a", "\n"], True),
        (["a\n", "<|endoftext|>", "</s>"], True),
        (["a", "Ċ"], True),
        (["▁a", "<0x0A>"], True),
        (["b'a'", r"b'\n'"], True),
        (["a"], False),
        (["\n", "a"], False),
        (["</s>"], False),
        ([5], False),
        (None, False),
    ],
)
def test_the_line_end_behind_a_text(tokens: list[object] | None, kept: bool) -> None:
    """It is YAML's, and no token's, unless the last token of the text is one."""
    assert without_line_end("a\n", tokens) == ("a\n" if kept else "a")


@pytest.mark.parametrize("tokens", [["a", "\n"], ["a", "\r\n"], ["a", "\n", "\n", "<|eot|>"]])
def test_the_line_end_of_a_text_comes_back(tokens: list[str], tmp_path: Path) -> None:
    """A file and a block keep the whole text, whose last token would be nothing without it."""
    text = "".join(tokens).removesuffix("<|eot|>")
    made = Heatmap(tokens, range(len(tokens)), text=text)
    assert Heatmap.from_fence(made.to_fence()) == made
    made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    bare = Heatmap(["a"], [1], text="a\n")
    bare.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == bare


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ("tokens: [a, Ċ]\nscores: [1, 2]\ntext: |\n  a", "a\n"),
        ("tokens: [a, Ċ]\nscores: [1, 2]\ntext: |\n  a\n", "a\n"),
        ("text: |\n  a\ntokens: [a, Ċ]\nscores: [1, 2]", "a\n"),
        ("tokens: [a, Ċ]\nscores: [1, 2]\ntext: |-\n  a", "a"),
        ("tokens: [a]\nscores: [1]\ntext: |\n  a", "a"),
        ("compare:\n  A: [a, Ċ]\n  B: [aĊ]\ntext: |\n  a", "a\n"),
        ("text: |\n  a\ncompare:\n  A: [a, Ċ]\n  B: [aĊ]", "a\n"),
        ("compare:\n  A: [a]\ntext: |\n  a", "a"),
    ],
)
def test_where_a_text_stands_makes_no_difference(block: str, kept: str) -> None:
    """YAML's `|` keeps the line end of a text that ends its block, which the fence took away."""
    assert Heatmap.from_fence(f"```heatmap\n{block}\n```").text == kept


@pytest.mark.parametrize("block", ["tokens: [a]\n{}\nscores: [1]", "tokens: [a]\nscores: [1]\n{}"])
def test_the_line_end_of_a_title_is_none(block: str) -> None:
    """What else YAML's `|` writes is no text of a model."""
    fence = block.format("title: |\n  A title")
    assert Heatmap.from_fence(f"```heatmap\n{fence}\n```").options == (("title", "A title"),)
    path = block.format("src: |\n  a.json").removeprefix("tokens: [a]\n").replace("scores: [1]", "")
    with pytest.raises(SourceError, match=r"'a\.json'|a\.json"):
        Heatmap.from_fence(f"```heatmap\n{path}\n```")
