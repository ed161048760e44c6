"""Fences in the lines of a document: where they are, what is theirs, and what is an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.block.fences import (
    Fence,
    Fencing,
    find_fences,
    may_have_fences,
    never_closed,
    replaced,
)

if TYPE_CHECKING:
    from heatmark.block.near import Missed


def test_a_fence_has_its_lines() -> None:
    """Places count from 0, the last is the line after the fence; header and body are its own."""
    (fence,) = find_fences(["before", "", "```heatmap a=1", "x 1", "", "y 2", "```", "", "after"])
    assert (fence.first, fence.last) == (2, 7)
    assert (fence.header, fence.body) == ("a=1", "x 1\n\ny 2")
    assert fence.source == ("```heatmap a=1", "x 1", "", "y 2", "```")
    assert fence.closed


@pytest.mark.parametrize(
    ("prefix", "inner"),
    [("", ""), ("    ", "    "), ("> ", "> "), ("- ", "  "), ("> 1. ", ">    "), ("\t", "\t")],
)
def test_the_prefix_is_no_data(prefix: str, inner: str) -> None:
    """Quotes, markers and indentation stand before each line, and are not of the block."""
    lines = [f"{prefix}```heatmap", f"{inner}a\t1", f"{inner}  b 2", f"{inner}```"]
    (fence,) = find_fences(lines)
    assert fence.prefix == prefix
    assert fence.body == "a\t1\n  b 2"


@pytest.mark.parametrize("outer", ["````", "`````md", "~~~"])
def test_a_fence_inside_another_is_an_example(outer: str) -> None:
    """Nothing is found in a longer fence, nor in one of another kind; what follows is."""
    close = outer.rstrip("md")
    lines = [outer, "```heatmap", "a 1", "```", close, "", "```heatmap", "b 2", "```"]
    assert [one.body for one in find_fences(lines)] == ["b 2"]


def test_an_open_fence_ends_at_a_blank_line() -> None:
    """It says that it has no end, and takes nothing of what comes after the blank line."""
    (fence,) = find_fences(["```heatmap", "a 1", "", "after"])
    assert not fence.closed
    assert fence.body == "a 1"
    assert fence.last == 2


def test_neighbours_are_kept_apart() -> None:
    """A blank line is asked for where text touches the fence, with the quote's mark in a quote."""
    (fence,) = find_fences(["> before", "> ```heatmap", "> a 1", "> ```", "> after"])
    assert fence.gap_before == fence.gap_after == (">",)
    (fence,) = find_fences(["", "```heatmap", "a 1", "```", ""])
    assert fence.gap_before == fence.gap_after == ()


def found(document: str) -> tuple[list[Fence], list[tuple[int, str]]]:
    missed: list[Missed] = []
    fences = list(find_fences(document.split("\n"), missed))
    return fences, [(one.place, one.notice.name) for one in missed]


HEATMAP = "```heatmap\na 1\n```"
# Documents with the first and last lines of the heatmaps in them, and what was missed.
DOCUMENTS: dict[str, tuple[str, list[tuple[int, int]], list[tuple[int, str]]]] = {
    "unclosed block": (f"```python\nx\n\n{HEATMAP}\n", [], [(3, "swallowed")]),
    "unclosed tildes": (f"~~~python\nx\n\n{HEATMAP}\n", [(3, 6)], []),
    "unclosed longer": (f"````python\nx\n\n{HEATMAP}\n", [(3, 6)], []),
    "bare fence left": (f"x\n```\n\ny\n\n{HEATMAP}", [], [(5, "swallowed")]),
    "deeper unclosed": (f"- a\n\n    ```python\n    x\n\n{HEATMAP}", [(5, 8)], []),
    "deeper unclosed, code": (f"    ```python\n    x\n\n{HEATMAP}", [(3, 6)], []),
    "deeper fence within": (f"```python\nx\n    ```\ny\n```\n\n{HEATMAP}", [(6, 9)], []),
    "less deep fence after": (f"- a\n\n    ```py\n    x\n```\n\n{HEATMAP}", [], [(6, "swallowed")]),
    "example": (f"````md\n{HEATMAP}\n````", [], []),
    "example in tildes": (f"~~~md\n{HEATMAP}\n~~~", [], []),
    "example, indented": ("```md\n    ```heatmap\n    a 1\n    ```\n```", [], []),
    "example, too short": (f"```md\n{HEATMAP}\n```", [], [(1, "swallowed")]),
    "list": ("- a\n\n    ```heatmap\n    a 1\n\n- b\n\n```py\nx\n```", [(2, 4)], []),
    "tight list": ("- a\n    ```heatmap\n    a 1\n- b\n```\nx\n```", [(1, 3)], []),
    "marker": ("- ```heatmap\n  a 1\n\n- b\n\n```\nx\n```", [(0, 2)], []),
    "marker, closed": ("- ```heatmap\n  a 1\n  ```\n- b", [(0, 3)], []),
    "two-space list": ("- a\n  ```heatmap\n  a 1\n  ```\n- b", [(1, 4)], []),
    "closed at the margin": ("- a\n\n    ```heatmap\n    a 1\n```\n\nb", [(2, 5)], []),
    "closed further in": ("```heatmap\na 1\n  ```\nb", [(0, 3)], []),
    "two in a row": (f"{HEATMAP}\n{HEATMAP}", [(0, 3), (3, 6)], []),
    "unclosed, then one": (f"```heatmap\na 1\n\n{HEATMAP}", [(0, 2), (3, 6)], []),
    "unclosed, touching one": (f"```heatmap\na 1\n{HEATMAP}", [(0, 2), (2, 5)], []),
    "unclosed, then code": ("```heatmap\na 1\n\n```py\nx\n```", [(0, 2)], []),
    "rows that are fences": ("```heatmap\n```` 1\n```` -\n~~~ 2\n```", [(0, 5)], []),
    "quote": ("> ```heatmap\n> a 1\n\n```\nx\n```", [(0, 2)], []),
    "list in a quote": (">   - a\n>\n>     ```heatmap\n>     a 1\n>\n> b\n>\n> ```", [(2, 4)], []),
    "mark of byte order": (f"x\n\n\ufeff{HEATMAP}", [(2, 5)], []),
    "mark of byte order, code": (f"x\n\n\ufeff```py\nx\n\n{HEATMAP}", [(5, 8)], []),
    "near miss": (
        "```Heatmap\na 1\n```\n\n~~~ {.heatmaps}\n~~~",
        [],
        [(0, "near-miss"), (4, "near-miss")],
    ),
    "near miss in an example": ("````\n```Heatmap\n```\n````", [], []),
    "near miss in code": ("x\n\n    ```Heatmap\n    ```", [], []),
    "near miss, unclosed": ("```heat-map\na 1", [], [(0, "near-miss")]),
    "attributes": (f"{HEATMAP}\n{{: .x #y}}\nz", [(0, 4)], []),
    "attributes further down": (f"{HEATMAP}\n\n{{: .x #y}}", [(0, 3)], []),
    "attributes of the unclosed": ("```heatmap\n{: .x}\n\nb", [(0, 2)], []),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fences(name: str) -> None:
    """A fence ends where hosts see its end, swallows nothing else, and is lost nowhere."""
    document, bounds, missed = DOCUMENTS[name]
    fences, said = found(document)
    assert [(one.first, one.last) for one in fences] == bounds
    assert said == missed


@pytest.mark.parametrize(
    ("opening", "anywhere", "margin"),
    [
        ("```python", True, True),
        ("```", True, True),
        ('```py title="x y" linenums="1"', True, True),
        ("``` {.py #x}", True, True),
        ("```py title=x.py", False, False),
        ("```see the text", False, False),
        ("    ```python", True, False),
        ("- ```python", False, False),
    ],
)
def test_only_fences_of_the_host_swallow(opening: str, *, anywhere: bool, margin: bool) -> None:
    """A line without an end swallows the heatmap below it only if it is a fence to the host."""
    margin_of = "    " if opening[0] in " -" else ""
    lines = [opening, f"{margin_of}x", "", *(f"{margin_of}{one}" for one in HEATMAP.split("\n"))]
    swallowing = {Fencing.ANYWHERE: anywhere, Fencing.MARGIN: margin, Fencing.NOWHERE: False}
    for fencing, swallows in swallowing.items():
        missed: list[Missed] = []
        fences = list(find_fences(["- y", "", *lines], missed, fencing))
        assert [one.notice.name for one in missed] == ["swallowed"] * swallows
        assert [one.body for one in fences] == ["a 1"] * (not swallows)


def test_attributes_below_a_block() -> None:
    """Attributes become part of the header, and of the source where the block is an example."""
    (fence,), _ = found("> ```{.heatmap title=a}\n> a 1\n> ```\n> {: .wide #z}\n> b")
    assert fence.header == "{title=a .wide #z}"
    assert fence.body == "a 1"
    assert fence.source[-1] == "{: .wide #z}"
    assert fence.gap_after == (">",)
    assert fence.closed


def test_unseen_characters_are_no_prefix() -> None:
    """What nobody sees before a fence comes neither into the page nor into the source."""
    (fence,), _ = found("- x\n\n    \ufeff```heatmap a=b\n    a 1\n    ```")
    assert fence.prefix == "    "
    assert fence.source == ("```heatmap a=b", "a 1", "```")
    assert fence.body == "a 1"


LINE = st.sampled_from(
    [
        *(
            "",
            "text",
            "- item",
            "    indented",
            "> quote",
            "```",
            "    ```",
            "~~~",
            "````",
            "> ```",
        ),
        *("```heatmap", "    ```heatmap", "- ```heatmap", "```py", "    ~~~py", "```Heatmap"),
        *("{: .a}", "a 1", "    a 1", "<!--", "-->", "> ```heatmap"),
    ]
)


@given(st.lists(LINE, max_size=14))
def test_fences_are_in_order_and_apart(lines: list[str]) -> None:
    """Whatever a document is, its fences follow one another, and no line is in two of them."""
    missed: list[Missed] = []
    free = 0
    for fence in find_fences(lines, missed):
        assert free <= fence.first < fence.last <= len(lines)
        assert len(fence.source) == fence.last - fence.first
        free = fence.last
    taken = [range(one.first, one.last) for one in find_fences(lines)]
    assert not [one for one in missed if any(one.place in lines_of for lines_of in taken)]


@given(
    st.lists(LINE, max_size=8), st.lists(st.sampled_from(["", "text", "- x", "~~~"]), max_size=3)
)
def test_no_heatmap_is_lost(above: list[str], between: list[str]) -> None:
    """A closed heatmap is found below whatever stands there, or said to be within something."""
    lines = [*above, *between, "```heatmap", "b 2", "```"]
    place = len(above) + len(between)
    missed: list[Missed] = []
    fences = list(find_fences(lines, missed))
    drawn = any(one.first == place and one.closed for one in fences)
    inside = any(one.first < place < one.last for one in fences)  # an error box shows it
    example = any(line.startswith("````") for line in above)
    example |= any(line.lstrip("> ").startswith("~~~") for line in [*above, *between])
    code = "<!--" in above
    assert drawn or inside or example or code or place in [one.place for one in missed]


def test_other_lines_take_the_place_of_fences() -> None:
    """As blocks of their own, as far in; the marker of a list is said once."""
    text = "a\n```heatmap\nx 1\n```\nb\n- ```heatmap\n  x 1\n  ```\n> ```heatmap\n> x 1\n> ```\n> c"
    lines = text.split("\n")
    fences = [*find_fences(lines)]
    made = replaced(lines, fences, [["A", "", "B"], ["C", "", "D"], []])
    wanted = "a\n\nA\n\nB\n\nb\n- C\n\n  D\n\n>\n>\n> c"
    assert "\n".join(made) == wanted
    with pytest.raises(ValueError, match="shorter"):
        replaced(lines, fences, made[:2])


@pytest.mark.parametrize(
    ("source", "may"),
    [
        *(("```heatmap", True), ("x\n```heatmap\na 1\n```", True), ("~~~ {.HEATmap}", True)),
        *(("heat ```", True), ("heat\n```py\n```", False), ("```py\nheat\n```", False)),
        *(("```\n~~~ heat-map", True), ("heatmap", False), ("``heat``", False), ("", False)),
    ],
)
def test_documents_that_may_have_fences(source: str, may: bool) -> None:
    """A line has a fence and a word like heat; each line is by itself."""
    assert may_have_fences(source) is may


def test_a_heatmap_right_below_another_fence() -> None:
    """The line after the end of a fence is nobody's yet."""
    fences, _ = found("```py\nx\n```\n```heatmap\na 1\n```")
    assert [one.first for one in fences] == [3]


def test_what_has_no_end() -> None:
    """The error is of the line of the fence."""
    assert never_closed().line == 0


@pytest.mark.parametrize(
    ("document", "bounds"),
    [
        ("\t```heatmap\n>\n```", [(0, 1)]),
        ("```heatmap\n~~~py", [(0, 2)]),
        ("-\t```heatmap\n> a 1", [(0, 2)]),
        ("~~~\n~~~\n```heatmap", [(2, 3)]),
        ("\t```heatmap\na 1\n```", [(0, 1)]),
        ("```heatmap\n~~~\n```py", [(0, 2)]),
        ("> ```heatmap\n> > q\n    ```", [(0, 2)]),
    ],
)
def test_where_what_is_never_closed_ends(document: str, bounds: list[tuple[int, int]]) -> None:
    """At a line less far in, at the end of its quote, before another block, or at the end."""
    fences, _ = found(document)
    assert [(one.first, one.last) for one in fences] == bounds
    assert not any(one.closed for one in fences)


@pytest.mark.parametrize("rows", [3, 300])
def test_a_long_heatmap_in_a_list(rows: int) -> None:
    """It ends with its item, however far down the next is."""
    fences, _ = found("\n".join(["- ```heatmap", *["  a 1"] * rows, "- x", "  ```"]))
    assert [(one.first, one.last, one.closed) for one in fences] == [(0, rows + 1, False)]
    fences, _ = found("\n".join(["- x", "  ```heatmap", *["  a 1"] * rows, "- x", "  ```"]))
    assert [(one.first, one.last, one.closed) for one in fences] == [(1, rows + 2, False)]


def test_a_heatmap_within_a_fence_is_told_its_line() -> None:
    """The notice has the line on which the fence begins that swallows it."""
    missed: list[Missed] = []
    assert not list(find_fences(["x", "", "```py", "```heatmap", "```"], missed))
    ((place, notice),) = [(one.place, one.notice) for one in missed]
    assert place == 3
    assert "the block that begins on line 3 has no end" in notice.message


def test_room_above_a_fence() -> None:
    """None is asked for at the top of a document, nor below a blank line."""
    for above in ([], ["x", ""]):
        (fence,) = find_fences([*above, "```heatmap", "a 1", "```"])
        assert fence.gap_before == ()


def test_tabs_before_rows() -> None:
    """A tab goes on to the next stop, from wherever it stands."""
    (fence,) = find_fences(["- x", "", "        ```heatmap", " \t      a 1", "        ```"])
    assert fence.body == "  a 1"
