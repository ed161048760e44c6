"""Lines of a text that is converted, and where they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heatmark.hosts.lines import Lines, source_lines

if TYPE_CHECKING:
    from pathlib import Path

FENCE = ["```heatmap", "a 1", "```"]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("---abc", "abc", [3, 4, 5]),
        ("abc", "xabc", [None, 0, 1, 2]),
        ("abc", "abXc", [0, 1, None, 2]),
        ("abc", "aXc", [0, 1, 2]),  # a line that was changed
        ("abc", "aXYc", [0, None, None, 2]),  # one that others stand for
        ("abc", "", []),
        ("", "abc", [None, None, None]),
    ],
)
def test_lines_are_found_again(source: str, text: str, expected: list[int | None]) -> None:
    """What was added is of no line; what was changed line by line is of the same."""
    assert [*source_lines(source, text)] == expected


def test_without_a_source_a_text_is_its_own() -> None:
    """Then lines are counted in what is converted."""
    assert Lines(["x", *FENCE], None, ()).find(1, 4) == ("", 2)


def test_a_fence_is_whole_or_not_the_author_s() -> None:
    """One that was included is not taken for the one that the page has, though both begin alike."""
    source = "x\n\n" + "\n".join(FENCE) + "\n"
    text = ["```heatmap", "b 9", "```", "", "x", "", *FENCE, ""]
    lines = Lines(text, source, ())
    assert lines.find(6, 9) == ("", 3)
    assert lines.find(0, 3) == ("", 0)


def test_a_header_may_be_filled_in() -> None:
    """What stands in a template's place changes the first line, and not where it is."""
    source = "{{ x }}\n\n```heatmap title={{ t }}\na 1\n```\n"
    text = ["1", "2", "", "```heatmap title=T", "a 1", "```", ""]
    assert Lines(text, source, ()).find(3, 6) == ("", 3)
    assert Lines(["1", "```heatmap", "a 1", "```"], "x\na 1\n```", ()).find(1, 4) == ("", 0)


def test_included_files_are_found_by_their_names(tmp_path: Path) -> None:
    """Also those that these include; they are called by their paths in the first folder."""
    (tmp_path / "docs/in").mkdir(parents=True)
    (tmp_path / "docs/in/a.md").write_text('\ufeffx\n--8<-- "parts/b.txt"\n', encoding="utf-8")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/b.txt").write_text("1\r\n  ```heatmap\r\n  a 1\r\n  ```\r\n", "utf-8")
    source = '{% include-markdown "in/a.md" %}\n\ne.g. nothing.at.all /etc/no.such\n'
    lines = Lines(FENCE, source, (tmp_path / "docs", tmp_path))
    assert lines.find(0, 3) == ("parts/b.txt", 2)
    assert Lines(["x"], source, (tmp_path / "docs", tmp_path)).find(0) == ("in/a.md", 1)


def test_long_documents_are_quick() -> None:
    """Lines that say nothing do not cost the square of their number."""
    source = ["", "```"] * 20_000 + [str(place) for place in range(100)]
    text = ["new", *source, "new"]
    assert [*source_lines(source, text)][1:-1] == [*range(len(source))]
