"""Relative addresses in Markdown, when a page goes to another folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heatmark.doors.command.links import moved_address, relinked

if TYPE_CHECKING:
    from pathlib import Path


def changed(text: str) -> str:
    return relinked(text, "up/{}".format)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[a](b.md)", "[a](up/b.md)"),
        ("[a]( b.md )", "[a]( up/b.md )"),
        ("![a](b.png 'title')", "![a](up/b.png 'title')"),
        ('[a](b.md "x (y)")', '[a](up/b.md "x (y)")'),
        ("[a](b_(c).md)", "[a](up/b_(c).md)"),
        ("[a](<b c.md>)", "[a](<up/b c.md>)"),
        ("[![a](b.png)](c.md)", "[![a](up/b.png)](up/c.md)"),
        ("[a]: b.md 'title'", "[a]: up/b.md 'title'"),
        ("> [a]: <b c.md>", "> [a]: <up/b c.md>"),
        ('<img alt="x" src="b.png">', '<img alt="x" src="up/b.png">'),
        (
            "<a href='b.md'>x</a> <video poster=\"c.png\">",
            "<a href='up/b.md'>x</a> <video poster=\"up/c.png\">",
        ),
        ("```{figure} b.png\n:alt: x\n```", "```{figure} up/b.png\n:alt: x\n```"),
        ("- [a](b.md)\n\n    [c](d.md)", "- [a](up/b.md)\n\n    [c](up/d.md)"),
        ('=== "A"\n\n    [c](d.md)', '=== "A"\n\n    [c](up/d.md)'),
        ("[ế](bài.md) [b](c.md)", "[ế](up/bài.md) [b](up/c.md)"),
    ],
)
def test_relative_addresses_are_found(text: str, wanted: str) -> None:
    """Of links, images, names of links, tags and directives; the rest of the text stays."""
    assert changed(text) == wanted
    assert changed(f"vor\n\n{text}\n\nnach") == f"vor\n\n{wanted}\n\nnach"


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://b.md)",
        "[a](mailto:b@c)",
        "[a](/b.md)",
        "[a](#b)",
        "![a](attachment:b.png)",
        "[a]({{ b }})",
        "[^1]: b.md",
        "`[a](b.md)`",
        "`` [a](b.md) ` ``",
        "```\n[a](b.md)\n```",
        "~~~~md\n```\n[a](b.md)\n~~~~",
        "> ```\n> [a](b.md)\n> ```",
        "- ```\n  [a](b.md)\n  ```",
        "x\n\n    [a](b.md)",
        "<!-- [a](b.md) -->",
        "<pre>\n[a](b.md)\n</pre>",
        "---\nimage: [a](b.md)\n---\nx",
        "f(x)(y) [a] (b.md)",
    ],
)
def test_what_is_no_relative_link_stays(text: str) -> None:
    """Addresses of the web and of the site, code, comments, front matter, templates."""
    assert changed(text) == text


def test_an_address_leads_to_the_same_file(tmp_path: Path) -> None:
    """Seen from the new folder; pages that go too are linked where they go."""
    source, target = tmp_path / "docs/a/x.md", tmp_path / "out/x.md"
    other = (tmp_path / "docs/y.md").resolve()
    change = moved_address(source, target, {other: tmp_path / "out/y.md"})
    assert change("b.png") == "../docs/a/b.png"
    assert change("../c%20d.png?x#y") == "../docs/c%20d.png?x#y"
    assert change("../c/") == "../docs/c/"
    assert change("../y.md#z") == "y.md#z"


def test_a_folder_with_a_space_is_quoted(tmp_path: Path) -> None:
    """Markdown ends an address at a space."""
    change = moved_address(tmp_path / "b c/x.md", tmp_path / "out/x.md", {})
    assert change("d.png") == "../b%20c/d.png"
