"""Heatmaps between colons and in directives: found where MyST has them, and no example of one."""

from __future__ import annotations

import pytest

from heatmark.block.directives import as_fences, colon_fences, is_left_between_colons, opened
from heatmark.block.fences import find_fences


@pytest.mark.parametrize(
    ("lines", "is_named"),
    [
        ([":::{heatmap}"], True),
        (["> ::::  { heatmap } Tên"], True),
        (["::: heatmap"], False),  # a module, to mkdocstrings
        ([":::{note}"], False),
        (["text :::{heatmap}"], False),
        (["x", "", "    :::{heatmap}"], False),
        (["<!--", ":::{heatmap}", "-->"], False),
        (["```markdown", ":::{heatmap}", "a 1", ":::", "```"], False),
        (["~~~~", ":::{heatmap}", "a 1", ":::", "~~~~"], False),
        (["```heatmap", "a 1", ":::{heatmap} 2", "```"], False),  # a token
        (["::::{note}", ":::{heatmap}", "a 1", ":::", "::::"], True),
    ],
)
def test_what_is_named(lines: list[str], is_named: bool) -> None:
    """What MyST alone takes for a block is named where it is not shown as code."""
    found = colon_fences(lines)
    assert [(one.place, one.notice.name) for one in found] == [
        (at, "near-miss") for at, line in enumerate(lines) if is_named and "heatmap" in line
    ]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([":::{heatmap} Tên", ":cmap: Blues", "a 1", "b 2", ":::", "c 3"], ["a 1", "b 2"]),
        (["::::{heatmap}", "a 1", "::: 2", ":::::", "c 3"], ["a 1", "::: 2"]),
        (["> :::{heatmap}", "> a 1", "> :::", "", ":::"], ["a 1"]),
        ([":::{heatmap}", "a 1", ":", "` 2", ":::"], ["a 1", ":", "` 2"]),
        ([":::{heatmap}", "a 1", "~~~ 2", "~~~~", ":::"], ["a 1", "~~~ 2", "~~~~"]),
        (["::::{note}", ":::{heatmap}", "a 1", ":::", "::::"], ["a 1"]),
    ],
)
def test_they_are_read_as_fences(lines: list[str], rows: list[str]) -> None:
    """They end at as many colons or more, and have what stands between them."""
    written = as_fences(lines)
    assert len(written) == len(lines)
    (fence,) = find_fences(written)
    assert fence.closed
    assert [line for line in fence.body.split("\n") if not line.startswith(":c")] == rows


def test_one_without_an_end_is_open() -> None:
    """It is told as a fence that is never closed."""
    (fence,) = find_fences(as_fences([":::{heatmap}", "a 1"]))
    assert not fence.closed


def test_other_documents_stay_as_they_are() -> None:
    """Nothing is copied."""
    lines = ["```heatmap", "a 1", "```", ":::{note}", ":::"]
    assert as_fences(lines) is lines
    assert colon_fences(lines) == []


def test_what_a_paragraph_begins_with() -> None:
    """A sentence with colons in it is one."""
    assert is_left_between_colons(":::{heatmap} x\na 1\n:::")
    assert not is_left_between_colons("Write :::{heatmap}\nso.")


INNER = ["```{heatmap}", "a 1", "```"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["````{note}"], ["````"]),
        (["````{ admonition } Tên", ":class: tip", ""], ["`````"]),
        (["~~~{note}"], ["~~~"]),
        (["::::{tab-set}", ":::{tab-item} A"], [":::", "::::"]),
        (["`````{note}", "````{note}"], ["````", "`````"]),
        (["```{note}"], ["```"]),  # which ends at the end of the heatmap
        (["````{note}"], []),
    ],
)
def test_directives_are_opened(above: list[str], below: list[str]) -> None:
    """Blocks in them stand where they stood, and what encloses them is gone."""
    lines = [*above, *INNER, *below, "", "b"]
    written = opened(lines)
    assert len(written) == len(lines)
    assert [one.first for one in find_fences(written)] == [len(above)]
    assert not any("{note}" in line or "tab" in line for line in written)
    assert written[-1] == "b"


@pytest.mark.parametrize(
    "above",
    ["````{code-block} md", "````md", "````{eval-rst}", "~~~~", "````{Code-Cell} python", "````"],
)
def test_code_stays_code(above: str) -> None:
    """An example of a block is none, whatever stands around it."""
    fence = above[:4]
    for lines in ([above, *INNER, fence], ["`````{note}", above, *INNER, fence, "`````"]):
        assert [*find_fences(opened(lines))] == []
    assert [*find_fences(opened([above, "a", fence, "````{note}", *INNER, "````"]))]


def test_directives_in_code_stay_code() -> None:
    """An example of a note with a block in it is an example whole."""
    lines = ["````md", "```{note}", "~~~{heatmap}", "a 1", "~~~", "```", "````"]
    assert [*opened(lines)] == lines
    assert [*find_fences(opened(lines))] == []


def test_an_empty_directive_ends_at_once() -> None:
    """What stands below it is none of its own."""
    (fence,) = find_fences(opened(["```{note}", "```", "```heatmap", "a 1", "```"]))
    assert (fence.first, fence.body, fence.closed) == (2, "a 1", True)


def test_what_has_no_directives_stays_as_it_is() -> None:
    """Nothing is copied."""
    lines = ["```heatmap", 'title="{x}"', "a 1", "```", ":::", "{note}"]
    assert opened(lines) is lines


@pytest.mark.parametrize("header", ["{.heatmap}", "{ .heatmap }", "{heatmap}", "{.heatmap x=1}"])
def test_our_own_fences_are_no_directives(header: str) -> None:
    """They are what is looked for; classes of pandoc are no names of directives."""
    lines = ["````{note}", f"```{header}", "a 1", "```", "```{.python}", "b", "```", "````"]
    written = opened(lines)
    assert written == ["", *lines[1:7], ""]
    (fence,) = find_fences(written)
    assert fence.body == "a 1"


def test_quotes_stay_quotes() -> None:
    """The marks of a quote stand on the lines that a directive had."""
    lines = ["> ````{note}", "> ```{heatmap}", "> a 1", "> ```", "> ````"]
    assert opened(lines) == [">", *lines[1:4], ">"]
    (fence,) = find_fences(opened(lines))
    assert fence.body == "a 1"


def test_each_end_is_of_one_directive() -> None:
    """Of two that are as long the outer one ends first, as in CommonMark."""
    lines = ["```{note}", "```{tip}", "a", "```", "```", "```heatmap", "a 1", "```"]
    assert [*opened(lines)] == ["", "", "a", "", "", *lines[5:]]


def test_a_sign_alone_is_no_fence() -> None:
    """It is text."""
    assert [*opened(["```{note}", ":", "`", "```"])] == ["", ":", "`", ""]


def test_thousands_without_an_end() -> None:
    """They are opened as any others, and none takes a line of text for its end."""
    lines = ["````{note}", "```", "a"] * 2000
    written = opened(lines)
    assert len(written) == len(lines)
    assert not any("note" in line for line in written[::6])
