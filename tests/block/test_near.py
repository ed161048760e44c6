"""What nearly is a heatmap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.block.fences import find_fences, may_have_fences
from heatmark.block.header import attribute_line, read_header, with_attributes
from heatmark.block.near import (
    TICKED,
    Missed,
    is_code,
    is_near,
    left_over,
    near_header,
)


@pytest.mark.parametrize(
    "info",
    [
        *(
            "Heatmap",
            "HEATMAP x=1",
            "heat-map",
            "heatmap:",
            "heatmap, x=1",
            " .heatmap",
            "heatmaps",
        ),
        *(
            "{Heatmap}",
            "{ .Heatmaps #x }",
            "heatmap.",
            "heat_map",
            "Heat-Maps: a=b",
            "heatmap:{a=b}",
        ),
        *("{heatmaps", "#heatmap"),
        *(
            "heatmark",
            "{.heatmark x=1}",
            "heatmapp",
            "hetmap",
            "heathmap",
            "heat map",
            "Heat Map x=1",
        ),
        *("heatmap[a]", "heatmap;a=b", "heatmap#id", "heatmap,", "heatmap(x)", "{heatmap;a}"),
    ],
)
def test_near_headers(info: str) -> None:
    """Another case, marks, a plural, a slip and what has no space before it are named."""
    notice = near_header(info)
    assert notice is not None
    assert notice.name == "near-miss"
    assert "is no heatmap" in notice.message


@pytest.mark.parametrize(
    "info",
    [
        *("heatmap", "heatmap x=1", "{.heatmap}", "{heatmap a=b}", "heatmap{a=b}"),
        *(
            "heatmapper",
            "heatmap2",
            "heatmap-x",
            "heat",
            "python heatmap",
            "{.python .heatmap}",
            "",
        ),
        *("text title=heatmap", "seaborn.heatmap", "c++"),
        *("heatmap.js", "heatmap_x", "heatmapping", "text heat map", "heat sink", "hitmap"),
    ],
)
def test_far_headers(info: str) -> None:
    """Heatmaps themselves and other words are nothing to say."""
    assert near_header(info) is None


@given(st.lists(st.sampled_from(list(".:,-{}_")), max_size=5), st.booleans(), st.booleans())
def test_marks_and_case_make_no_difference(marks: list[str], upper: bool, plural: bool) -> None:
    """However many marks there are, a word is near if its letters are those of a heatmap."""
    word = ("HEATMAP" if upper else "heatmap") + ("s" if plural else "")
    place = len(marks) % 7
    written = word[:place] + "".join(marks) + word[place:]
    assert is_near(written) == (written != "heatmap")
    assert not is_near(f"{written}per")


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ('```heatmap title="the `q`"', True),
        ("> - ````heatmap measure=`x`", True),
        ("```{heatmap} The `q`", True),
        ("```heatmap measure=x``` is code", False),
        ("```heatmap`` and ``` more", False),
        ("A line with ```heatmap `x`", False),
        ("```python title=`x`", False),
        ("    ```heatmap measure=`x`", False),
        ("```heatmap", False),
    ],
)
def test_ticks_in_a_header(line: str, is_named: bool) -> None:
    """Markdown takes such a line for code; it is told, and what is code is left."""
    lines = ["", line, "a 1", "```", ""]
    missed: list[Missed] = []
    fences = [*find_fences(lines, missed)]
    named = [(one.place, one.notice) for one in missed if one.notice is TICKED]
    assert named == ([(1, TICKED)] if is_named else [])
    assert len(fences) == (line == "```heatmap")


CODE = {
    "text\n\n    ```": True,
    "- x\n\n    ```": False,
    "1.  x\n\n    y\n\n    ```": False,
    "- x\n\n        ```": True,
    "- x\n    - y\n\n        ```": False,
    "!!! note\n\n    ```": False,
    "??? note\n    - x\n\n        ```": False,
    "> x\n>\n>     ```": True,
    "> - x\n>\n>     ```": False,
    "> x\n>\n> ```": False,
    "<!--\n```": True,
    "<!-- x -->\n```": False,
    "<pre>\n```": True,
    "<div>\n```": False,
    "```": False,
    "   ```": False,
    "    ```": True,
}


@pytest.mark.parametrize("document", CODE)
def test_is_code(document: str) -> None:
    """Indented text is code if it belongs to no list and the like; comments are shown nowhere."""
    lines = document.split("\n")
    assert is_code(lines, len(lines) - 1) is CODE[document]


LEFT = {
    "<p>```heatmap\na 1</p>": 1,
    "<ul>\n<li>x ```heatmap title=&quot;a&quot;</li>\n</ul>": 1,
    "<p>~~~ {.heatmap}</p>": 1,
    "<p>Text: <code>heatmap\na 1</code></p>": 1,
    "<p>```heatmap</p>\n<p>```heatmap</p>": 2,
    "<p><code>```heatmap</code></p>": 0,
    "<pre><code>```heatmap\na 1\n</code></pre>": 0,
    "<!--\n```heatmap\n-->": 0,
    "<textarea>\n```heatmap\n</textarea>": 0,
    "<p>begin with ```heatmap and a header</p>": 0,
    "<p>```heatmapper</p>": 0,
    "<p>A <code>heatmap</code> is\n</p>": 0,
    "<p><code>heatmap of words\nand numbers</code></p>": 1,
}


@pytest.mark.parametrize("page", LEFT)
def test_left_over(page: str) -> None:
    """Fences of heatmaps in a page's text are found, but none in code, comments or sentences."""
    assert [one.place for one in left_over(page, [1, 3])] == [1, 3][: LEFT[page]]
    assert left_over(page, []) == []


@pytest.mark.parametrize(
    ("line", "attributes"),
    [
        ("{: .wide #z}", ".wide #z"),
        ("{: #z .wide }", "#z .wide"),
        ("  {:.wide}", ".wide"),
        ("{.wide title='a b'}", ".wide title='a b'"),
        ("{#z}", "#z"),
        ("{% raw %}", ""),
        ("{{ x }}", ""),
        ("{}", ""),
        ("{: }", ""),
        ("{: .wide #z} x", ""),
        ("{title=x}", ""),
        ("text", ""),
    ],
)
def test_attribute_lines(line: str, attributes: str) -> None:
    """A line of classes and ids is known; macros and mappings are not such lines."""
    assert attribute_line(line) == attributes


@pytest.mark.parametrize("header", ["", "title=a", "{title=a}", "{ }"])
def test_attributes_are_part_of_the_header(header: str) -> None:
    """Attributes say the same below a block as in its header."""
    pairs = read_header(with_attributes(header, ".wide #z .tall"))
    assert pairs == {**read_header(header), "css_classes": "wide tall", "id": "z"}
    assert with_attributes(header, "") == header


@pytest.mark.parametrize(
    ("lines", "index", "code"),
    [
        (["    x", "- a"], 0, True),
        (["- a", "    x"], 1, False),
        (["- a", "", "    x"], 2, False),
        (["- a", "        x"], 1, True),
        ([*["long line"] * 40, "<!--", "x", "-->", "y"], 41, True),
        ([*["long line"] * 40, "<!--", "x", "-->", "y"], 43, False),
        (["<!-- x", "-->"], 0, True),
    ],
)
def test_where_code_is(lines: list[str], index: int, code: bool) -> None:
    """Indented beyond what is above it, or in a comment, also on the line that opens it."""
    assert is_code(lines, index) is code


@pytest.mark.parametrize("word", ["hetmap", "haetmap", "heapmap", "headmap", "heatmpa"])
def test_a_slip_in_the_word(word: str) -> None:
    """One letter of seven is another, or missing, or two have changed places."""
    missed: list[Missed] = []
    assert may_have_fences(f"```{word}\na 1\n```")
    assert not [*find_fences([f"```{word}", "a 1", "```"], missed)]
    assert [one.place for one in missed] == [0]


@pytest.mark.parametrize("word", ["seatmap", "bitmap", "hashmap", "roadmap", "treemap", "heat"])
def test_other_maps(word: str) -> None:
    """They are languages, or may be."""
    assert near_header(word) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```heatmap Hà 1 Nội 2```", "on one line"),
        ("~~~\n```heatmap Hà 1```\n~~~", None),
        ("> ```heatmap Hà 0,5 ```", "on one line"),
        ("| ```heatmap Hà 1``` | x |", "on one line"),
        ("| y | ```heatmap<br>Hà 1<br>``` |", "on one line"),
        ("```heatmap title=x``` begins a block", None),
        ("Write ```heatmap a 1``` so", None),
        ("Ví dụ:```heatmap\nHà 1\n```", "left in the page"),
        ("Ví dụ: ```{.heatmap title=x}\nHà 1\nNội 2\n```\nx", "left in the page"),
        ("Write ```heatmap\n\nHà 1\n```", None),
        ("Ví dụ:```python\nHà 1\n```", None),
        ("    Ví dụ:```heatmap\n    Hà 1\n    ```", None),
        ("````\nVí dụ:```heatmap\nHà 1\n```\n````", None),
    ],
)
def test_fences_with_more_on_their_line(text: str, said: str | None) -> None:
    """Markdown takes them for code in a line, and for text."""
    missed: list[Missed] = []
    assert not [*find_fences(text.split("\n"), missed)]
    assert [said in one.notice.message for one in missed if said] == ([True] if said else [])
    assert said or not missed
