"""HTML of ours as nodes."""

from __future__ import annotations

import json
from typing import Any

from heatmark.doors.mystmd.tree import tree
from heatmark.picture.palette import palette
from heatmark.render.html.figure import figure
from mystmds import every, of_type, text_of
from paths import hostile_lines
from pictures import drawn

REDS = palette("Reds")


def made(html: str) -> list[dict[str, Any]]:
    return tree(html, REDS)


def test_text_is_what_it_is() -> None:
    """Spaces and line ends of a text stay; those between elements are none."""
    (div,) = made(
        "<div>\n<pre class=heatmark-text><b class=q1>a</b>  <b class=q2>b\n</b></pre>\n</div>"
    )
    (shown,) = div["children"]
    assert text_of(shown) == "a  b\n"
    assert shown["style"]["whiteSpace"] == "pre-wrap"


def test_entities_are_characters() -> None:
    """Nothing is escaped twice, and nothing becomes an element."""
    (node,) = made("<b class=q1>&lt;i&gt;&amp;amp;</b>")
    assert node["children"] == [{"type": "text", "value": "<i>&amp;"}]


def test_tables_are_tables() -> None:
    """With heads as such, without what MyST does not know."""
    head = "<thead><tr><th>h</th></tr></thead>"
    html = f"<table>{head}<tbody><tr><td class=q3>1</td></tr></tbody></table>"
    (node,) = made(html)
    top, row = node["children"]
    assert top["children"][0]["header"] is True
    assert row["children"][0]["class"] == "q3"
    assert {one["type"] for one in every(node)} == {"table", "tableRow", "tableCell", "text"}


def test_captions_are_paragraphs_of_their_figure() -> None:
    """There MyST puts the number."""
    (node,) = made("<figure class=heatmark><figcaption>T</figcaption></figure>")
    assert node["type"] == "container"
    assert node["children"][0]["children"][0]["type"] == "paragraph"


def test_tabs_are_tabs() -> None:
    """Each with its name and what it shows."""
    html = (
        "<form><div class=heatmark-tabs><label><input type=radio> x</label>\n<div>1</div>\n"
        "<label><input type=radio> y</label>\n<div>2</div>\n</div></form>"
    )
    (node,) = made(html)
    assert node["type"] == "tabSet"
    assert [(one["title"], text_of({"children": one["children"]})) for one in node["children"]] == [
        ("x", "1"),
        ("y", "2"),
    ]


def test_images_are_as_wide_as_they_are() -> None:
    """Up to the width of a page: MyST takes more pixels for per cent."""
    narrow, wide = (made(f'<img src="a" alt="&lt;" width={one} height=1>')[0] for one in (90, 960))
    assert narrow == {"type": "image", "url": "a", "alt": "<", "width": "90px"}
    assert wide["width"] == "100%"


def test_the_letter_of_an_answer_is_text() -> None:
    """In HTML only a stylesheet has it."""
    (node,) = made("<b class=heatmark-letter style=\"--a:'\\000041'\"></b>")
    assert text_of(node) == "A"


def test_noise_knows_its_centre_from_around() -> None:
    """A row says it for all of its cells."""
    (row,) = made('<tr style="--m:var(--f9);--n:var(--i9);--w:9"><td class=q-in>1</td></tr>')
    assert "--f9," in row["children"][0]["style"]["background"]


def test_hostile_text_stays_text() -> None:
    """No node but text has it, and no style or class."""
    lines = hostile_lines()
    shown = drawn(lines, [*range(len(lines))], title="<script>", hover=False)
    (node,) = made(figure(shown))
    said = "".join(text_of(one) for one in of_type(node, "div"))
    assert "<script>alert(1)</script>" in said
    for one in every(node):
        bare = {name: value for name, value in one.items() if name != "children"}
        if one["type"] != "text":
            assert "alert" not in json.dumps(bare)
