"""Documents of pandoc as JSON."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.doors.pandoc.nodes import (
    blocks,
    code,
    div,
    figure_element,
    image_element,
    meta_value,
    para,
    stringified,
    table_element,
    text_elements,
    with_header,
)


def test_blocks_are_found_wherever_they_stand() -> None:
    """In order, and in lists, quotes and notes, but not in metadata."""
    first, second, third = para("1"), para("2"), para("3")
    note = {"t": "Note", "c": [third]}
    item = {"t": "BulletList", "c": [[div([second])]]}
    document = {"meta": {"x": para("0")}, "blocks": [first, item, {"t": "Header", "c": [note]}]}
    found = [around[index] for around, index in blocks(document, frozenset({"Para"}))]
    assert found == [first, second, third]


def test_blocks_in_notes_are_found() -> None:
    """They stand in the text of a paragraph, and come after it."""
    note = {"t": "Note", "c": [para("in a note"), code("x")]}
    text = {"t": "Para", "c": [*text_elements("a"), note]}
    found = [
        around[index]
        for around, index in blocks([text, para("b")], frozenset({"Para", "CodeBlock"}))
    ]
    assert found == [text, para("in a note"), code("x"), para("b")]


@pytest.mark.parametrize("words", ["a b", " a", "a  b", "a\nb", ""])
def test_text_keeps_its_words_and_spaces(words: str) -> None:
    """What is written is read again, with lines as spaces."""
    assert stringified(text_elements(words)) == words.replace("\n", " ")


def test_metadata_is_read_as_yaml_has_it() -> None:
    """Mappings, lists, truth and text; what quotes pandoc has made curly is text again."""
    said = {
        "t": "MetaInlines",
        "c": [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, text_elements("a")]}],
    }
    given: dict[str, Any] = {
        "t": "MetaMap",
        "c": {
            "x": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": text_elements("-12")}, said]},
            "y": {"t": "MetaBool", "c": True},
        },
    }
    assert meta_value(given) == {"x": ["-12", '"a"'], "y": True}


def test_a_figure_is_what_the_version_has_for_it() -> None:
    """A block of its own; before 1.23 a paragraph, and below it the caption with the id."""
    shown = image_element("a.png", "alt", 2.0)
    (new,) = figure_element(shown, "title", "x", [1, 23, 1])
    assert new["t"] == "Figure"
    assert new["c"][0][0] == "x"
    old, caption = figure_element(shown, "title", "x", [1, 22, 2, 1])
    assert old["c"] == shown["c"]
    assert caption["c"][0] == ["x", [], [["custom-style", "Image Caption"]]]
    assert figure_element(shown, "", "", [1, 22]) == [old]
    assert figure_element(shown, "", "x", [1, 22]) == [div([old], "x")]


def test_a_table_has_all_its_cells() -> None:
    """Those without a word are empty."""
    made = table_element(["a", "b"], [["1", ""], ["2", "x"]], [True, False])
    columns, head, (body,) = made["c"][2], made["c"][3], made["c"][4]
    assert [one[0]["t"] for one in columns] == ["AlignRight", "AlignLeft"]
    assert len(head[1][0][1]) == 2
    assert [len(row[1]) for row in body[3]] == [2, 2]
    assert body[3][0][1][1][-1] == []


@pytest.mark.parametrize("old", [None, "one", "list"])
def test_the_header_keeps_what_is_there(old: str | None) -> None:
    """What authors have put there comes first."""
    theirs = {"t": "MetaBlocks", "c": [para("x")]}
    metas: dict[str, Any] = {"one": theirs, "list": {"t": "MetaList", "c": [theirs]}}
    given: dict[str, Any] = {"header-includes": metas[old]} if old else {}
    with_header(given, para("y"))
    found = [item["c"] for item in given["header-includes"]["c"]]
    assert found == [*([[para("x")]] if old else []), [para("y")]]
