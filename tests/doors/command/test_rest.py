"""Directives in documents of reStructuredText, as docutils reads them."""

from __future__ import annotations

import pytest

from heatmark.doors.command.rest import directives


@pytest.mark.parametrize(
    ("text", "header", "options", "lines"),
    [
        (".. heatmap:: title=x\n   :cmap: Blues\n\n   a 1", "title=x", {"cmap": "Blues"}, [1]),
        (".. heatmap::\n   title=x\n   unit=y\n\n   a 1", "title=x unit=y", {}, []),
        (".. heatmap:: title=x\n   unit=y\n   :cmap: Blues\n\n   a 1",
         "title=x unit=y", {"cmap": "Blues"}, [2]),
        (".. heatmap::\n   :measure: a\n      long name\n   :cmap: Blues\n\n   a 1",
         "", {"measure": "a long name", "cmap": "Blues"}, [1, 3]),
        (".. Heatmap ::\n\n   a 1", "", {}, []),
        ("* - x\n  - .. heatmap::\n       :cmap: Blues\n\n       a 1", "", {"cmap": "Blues"}, [1]),
        ("1. .. heatmap::\n\n      a 1", "", {}, []),
    ],
)  # fmt: skip
def test_what_is_read(text: str, header: str, options: dict[str, str], lines: list[int]) -> None:
    """Headers and options may go on below, and a directive may stand in a list."""
    (block,) = directives([*text.split("\n"), "", "After"])
    assert (block.header, dict(block.options), [*block.lines.values()]) == (header, options, lines)
    assert block.body.strip() == "a 1"
    assert block.problem is None
    assert block.body.split("\n").index("a 1") + block.line == text.split("\n").index(
        next(line for line in text.split("\n") if line.endswith("a 1"))
    )


def test_a_title_behind_it_has_the_line_of_the_directive() -> None:
    """As it stands in no line of its own."""
    (block,) = directives([".. heatmap:: Tên bài", "   :cmap: Blues", "", "   a 1"])
    assert block.lines == {"title": 0, "cmap": 1}


@pytest.mark.parametrize(
    "text",
    [
        ".. heatmap::\n   a 1\n   b 2",
        ".. heatmap::\n   :measure: x\n   a 1\n   b 2",
        ".. heatmap:: title=x\n   a 1",
        ".. heatmap:: title=x\n   :measure: x\n   a 1",
    ],
)
def test_rows_without_a_blank_line(text: str) -> None:
    """They are no rows to docutils."""
    (block,) = directives(text.split("\n"))
    assert block.problem is not None
    assert "no blank line between the directive and its rows" in block.problem.message


@pytest.mark.parametrize(
    "text",
    [
        "An example::\n\n   .. heatmap::\n\n      a 1",
        ".. code-block:: rst\n\n   .. heatmap::\n\n      a 1",
        ".. a comment\n\n   .. heatmap::\n\n      a 1",
        "Say .. heatmap:: x",
        ".. heatmaps::\n\n   a 1",
    ],
)
def test_what_is_none(text: str) -> None:
    """Code, comments, sentences and other directives."""
    assert [*directives(text.split("\n"))] == []
