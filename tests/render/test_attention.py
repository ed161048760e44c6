"""Grids in which tokens look at tokens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.hosts.page import Page
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.attention import (
    axes,
    column_names,
    row_name,
    short,
    shortened,
)
from heatmark.render.html.figure import figure
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.legend import told
from heatmark.render.text import plain_text
from pages import draw

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

TOKENS = ["<|endoftext|>", " a", " b"]
CAUSAL = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0, 0.8]]


def drawn(scores: Any, **options: Any) -> Picture:
    heatmap = Heatmap(TOKENS, scores, special="include", view="grid", **options)
    return picture(heatmap.content, resolve(dict(heatmap.options)))


def test_what_lies_ahead_is_masked() -> None:
    """It is blank in every output, and no score in any of them."""
    assert figure(drawn(CAUSAL)).count("<td></td>") == 4, "three of them, and the corner"
    found = drawn(CAUSAL, measure="attention", table=True)
    lines = ["".join(line) for line in screen(drawn(CAUSAL), 200, alone=True).lines]
    assert any(line.split() == ["⟨eot⟩", "1"] for line in lines)
    assert plain_text(found).count("later") == 3
    assert "n = 6" in plain_text(found)


def test_axes_have_names() -> None:
    """Attention goes from a token to another; else the author says what axes are."""
    assert axes(drawn(CAUSAL, measure="trọng số chú ý", lang="vi")) == ("nhìn từ", "nhìn tới")
    assert axes(drawn(CAUSAL, measure="correlation")) is None
    assert axes(drawn(CAUSAL, axes=["x", "y"])) == ("x", "y")
    attention: dict[str, Any] = {"measure": "attention"}
    assert axes(drawn(CAUSAL, order="reversed", **attention)) == ("from", "to")
    assert axes(drawn(CAUSAL, control="shuffle", **attention)) == ("from", "to")
    assert axes(drawn(CAUSAL, merge="sum", **attention)) == ("from", "to")
    assert axes(drawn(CAUSAL[:2], **attention)) is None


def test_the_smallest_map_has_two_tokens() -> None:
    """A row called like the only token is no map of it; a name that is no token's stays whole."""
    two = Heatmap(["a", " b"], {"a": [1, 0], "b": [0.5, 0.5]}, view="grid")
    one = Heatmap(["a"], {"a": [1]}, view="grid")
    named = Heatmap(["a"], {"<extremely>": [1]}, view="grid")
    made = [picture(item.content, resolve(dict(item.options))) for item in (two, one, named)]
    assert [item.of_tokens for item in made] == [True, False, False]
    assert row_name(made[2], 0) == "<extremely>"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<|endoftext|>", "⟨eot⟩"),
        ("[CLS]", "[CLS]"),
        ("<s>", "<s>"),
        ("<|im_start|>", "⟨is⟩"),
        ("<|begin_of_text|>", "⟨bot⟩"),
        ("<extremely>", "⟨extr…⟩"),
        ("<mask>", "<mask>"),
        ("<abcde>", "⟨abcde⟩"),
        ("<abcdef>", "⟨abcdef⟩"),
        ("<abcdefg>", "⟨abcd…⟩"),
        ("<|reserved_special_token_12|>", "⟨rst12⟩"),
        ("<extra_id_0>", "⟨ei0⟩"),
        ("<extra_id_2026>", "⟨ei2026⟩"),
    ],
)
def test_names_of_special_tokens_are_short(name: str, expected: str) -> None:
    """Long ones become short enough for a column, short ones stay."""
    assert short(name) == expected


def test_rows_of_special_tokens_are_short_too() -> None:
    """In a map of tokens, rows are called as columns are."""
    assert [row_name(drawn(CAUSAL), at) for at in range(3)] == ["⟨eot⟩", "a", "b"]


def with_short_names(**options: Any) -> Picture:
    tokens = ["<|endoftext|>", " a", "<|abcdefg|>", "[abcdefg]", "<|endoftext|>", "<s>"]
    made = Heatmap(tokens, {"<|im_start|>": range(6), "b": range(6)}, specials=[3])
    return picture(made.content, resolve({"view": "grid", **options}))


def test_what_short_names_stand_for() -> None:
    """Each is told once; of those that are alike in short, all are, and names in full are not."""
    found = with_short_names()
    assert column_names(found) == ["⟨eot⟩", "a", "⟨abcde…⟩", "⟨abcde…⟩", "⟨eot⟩", "<s>"]
    assert shortened(found) == {"⟨eot⟩": "<|endoftext|>", "⟨abcde…⟩": "<|abcdefg|>, [abcdefg]"}
    assert shortened(drawn(CAUSAL)) == {"⟨eot⟩": "<|endoftext|>"}


def test_short_names_differ() -> None:
    """Those whose beginnings or initials are alike have more of their names."""
    tokens = ["<|pad_left|>", "<|pad_lower|>", "<|abcdefg|>", "<|abcdxyz|>"]
    made = Heatmap(tokens, {"<|pad_later|>": range(4), "b": range(4)}, specials=range(4))
    found = picture(made.content, resolve({"view": "grid"}))
    assert column_names(found) == ["⟨pad…ft⟩", "⟨pad…er⟩", "⟨abcde…⟩", "⟨abcdx…⟩"]


@pytest.mark.parametrize("options", [{}, {"hover": False}, {"legend": "full"}, {"table": True}])
def test_every_output_says_what_short_names_stand_for(options: dict[str, Any]) -> None:
    """HTML, images and LaTeX do; plain text writes the names themselves, as do other views."""
    found = with_short_names(**options)
    lines = " ".join("".join(line) for line in screen(found, 200, alone=True).lines)
    assert "⟨eot⟩ = <|endoftext|>; ⟨abcde…⟩ = <|abcdefg|>, [abcdefg]" in lines
    assert "⟨eot⟩ = &lt;|endoftext|&gt;; ⟨abcde…⟩ = &lt;|abcdefg|&gt;" in figure(found)
    assert r"$\langle$eot$\rangle$ = \textless{}\textbar{}endoftext" in latex(found)
    assert "⟨" not in plain_text(found)
    assert dict(told(found).in_full.all).keys() == dict(told(found).all).keys() - {"shortened"}
    assert "shortened" not in dict(told(with_short_names(view="text", **options)).all)


def test_columns_are_no_tokens() -> None:
    """A map of layers and heads is none of tokens, though rows and columns are called alike."""
    body = json.dumps({"columns": [1, 2, 3], "scores": [[1, 0, 0], [1, 2, 0], [1, 2, 3]]})
    found = draw("measure=attention axes=[lớp,đầu]", body, Page())
    assert not found.of_tokens
    assert plain_text(found).endswith(
        "No.  lớp ↓ đầu →  1  2  3\n  1  1            1  0  0\n  2  2            1  2  0\n"
        "  3  3            1  2  3"
    )


def test_the_last_row_is_on_top() -> None:
    """The order of rows is the author's to turn; labels go with their rows."""
    body = json.dumps(
        {"columns": ["a"], "scores": {"L0": [1], "L1": [2]}, "labels": [["x"], ["y"]]}
    )
    found = draw("order=reversed", body, Page())
    assert [strip.name for strip in found.strips] == ["L1", "L0"]
    assert found.labels == (("y",), ("x",))


def test_special_tokens_that_are_there_twice() -> None:
    """A pair of sentences ends twice, and the number of each row is not cut: `⟨SEP…1)⟩` was."""
    tokens = ["[CLS]", "a", "[SEP]", "b", "[SEP]"]
    square = [[0.2] * 5] * 5
    heatmap = Heatmap(tokens, square, view="grid", measure="attention")
    found = picture(heatmap.content, resolve(dict(heatmap.options)))
    rows = [row_name(found, at) for at in range(5)]
    assert rows == ["[CLS]", "a", "[SEP] (1)", "b", "[SEP] (2)"]
    assert not shortened(found)
    assert short("<|endoftext|> (12)") == "⟨eot⟩ (12)"
