"""Heatmaps by the format that a document becomes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.doors.pandoc.figures import family
from heatmark.doors.pandoc.main import PandocHost, convert

if TYPE_CHECKING:
    from pathlib import Path


def converted(form: str, folder: Path, header: str = "", body: str = "a 1\nb 2") -> dict[str, Any]:
    attributes = ["x", ["heatmap"], [["heatmark-header", f"#x title=T {header}"]]]
    blocks = [{"t": "CodeBlock", "c": [attributes, body]}]
    given: dict[str, Any] = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    convert(given, PandocHost(form), folder)
    return given


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("html5+smart", "html"),
        ("revealjs", "html"),
        ("epub3", "book"),
        ("beamer", "latex"),
        ("markdown_mmd-raw_html", "text"),
        ("gfm", "text"),
        ("docx", "document"),
        ("typst", "document"),
    ],
)
def test_formats_are_of_a_family(form: str, kind: str) -> None:
    """What is not known gets what every format can write."""
    assert family(form) == kind


def test_latex_has_a_caption_that_is_numbered(tmp_path: Path) -> None:
    """And the packages that it needs, in the preamble."""
    made = converted("latex", tmp_path)
    (block,) = made["blocks"]
    assert r"\caption{T}" in block["c"][1]
    assert r"\label{x}" in block["c"][1]
    assert r"\usepackage{xcolor}" in json.dumps(made["meta"]).replace("\\\\", "\\")


def test_books_have_their_style_in_the_head(tmp_path: Path) -> None:
    """A style in the body is no XHTML."""
    made = converted("epub", tmp_path)
    (block,) = made["blocks"]
    assert "<style>" not in block["c"][1]
    assert "<style>" in json.dumps(made["meta"])


def test_documents_have_an_image_and_a_table(tmp_path: Path) -> None:
    """The caption is the figure's, the alternative text is that of the image."""
    made = converted("docx", tmp_path)
    shown, about, numbers = made["blocks"]
    image = shown["c"][2][0]["c"][0]["c"]
    assert shown["c"][0][0] == "x"
    assert image[2][0].startswith("data:image/png;base64,")
    assert {"t": "Str", "c": "heatmap:"} in image[1]
    assert about["t"] == "Para"
    assert numbers["t"] == "Table"


def test_documents_say_what_the_image_leaves_out(tmp_path: Path) -> None:
    """What colours leave out, such as noise, and how many scores are missing."""
    body = '{"tokens": ["a", " b", " c"], "scores": [1, 2, null], "table": false}'
    made = converted("docx", tmp_path, body=body)
    said = json.dumps(made["blocks"][1:])
    assert '"missing"' in said.casefold()
    assert "Table" not in said
    assert "follow" not in json.dumps(made["blocks"][0])


@pytest.mark.parametrize("form", ["gfm", "latex"])
def test_an_image_that_is_asked_for_is_one(form: str, tmp_path: Path) -> None:
    """Where text would do too."""
    assert converted(form, tmp_path, "output=png")["blocks"][0]["t"] == "Figure"
    assert converted(form, tmp_path)["blocks"][0]["t"] in {"CodeBlock", "RawBlock"}


def test_a_lineup_does_not_give_its_answer_away(tmp_path: Path) -> None:
    """No table stands below it."""
    body = "token s\n" + "\n".join(f"w{at} {at * at % 17}" for at in range(20))
    made = converted("docx", tmp_path, "lineup=4", body)
    assert made["blocks"][0]["t"] == "Para"
    assert "Table" not in {block["t"] for block in made["blocks"]}


@pytest.mark.parametrize("form", ["html", "epub", "latex", "docx", "plain"])
def test_an_error_stands_in_the_place_of_its_heatmap(form: str, tmp_path: Path) -> None:
    """In every format, with its hint."""
    said = json.dumps(converted(form, tmp_path, body="a x")["blocks"])
    assert "number" in said
    assert "token" in said
