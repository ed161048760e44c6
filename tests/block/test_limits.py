"""Limits that hold against large blocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from heatmark.block.block import parse_body
from heatmark.core.errors import HeatmarkError

if TYPE_CHECKING:
    from collections.abc import Callable


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
