"""Heatmaps as nodes: for screens, for paper, and what stands in their places."""

from __future__ import annotations

from typing import Any

from heatmark.core.errors import ParseError
from heatmark.doors.mystmd.figures import myst_nodes
from heatmark.hosts.page_run import Drawn, Problem
from heatmark.render.image.draw import images
from mystmds import of_type, text_of
from pictures import drawn


def shown(**options: object) -> list[dict[str, Any]]:
    picture = drawn(["a", " b"], [1, 2], **options)
    wanted = images(picture)
    return myst_nodes(Drawn(picture, wanted, tuple("data:x" for _ in wanted)))


def test_screens_and_paper_get_their_own() -> None:
    """Paper a figure of LaTeX, which is numbered, and one of Typst."""
    block, raw = shown(title="T <b>", id="Fig-1")
    (figure,) = block["children"]
    assert (figure["kind"], figure["label"], figure["identifier"]) == ("figure", "Fig-1", "fig-1")
    assert text_of(figure["children"][0]) == "T <b>"
    assert r"\caption{T" in raw["tex"]
    assert r"\label{Fig-1}" in raw["tex"]
    assert '#label("fig-1")' in raw["typst"]


def test_what_has_no_id_is_not_numbered() -> None:
    """A caption alone is bold, as MyST numbers only what has an id."""
    block, raw = shown()
    assert block["children"][0]["type"] == "div"
    _, titled = shown(title="T")
    for one in (raw, titled):
        assert "#figure" not in one["typst"]
        assert r"\caption" not in one["tex"]
    assert '#strong[#par[#"T"]' in titled["typst"]
    assert r"\textbf{T}" in titled["tex"]


def test_latex_without_colours_has_the_text() -> None:
    """Whatever of xcolor and graphicx is missing."""
    _, raw = shown()
    assert r"\providecommand\colorbox" in raw["tex"]


def test_an_image_is_in_every_document() -> None:
    """Right in its figure, where MyST looks for it; what it says as text is below."""
    figure, block, raw = shown(title="T", output="png")
    assert [one["type"] for one in figure["children"]] == ["caption", "image"]
    assert "a b" in figure["children"][1]["alt"]
    assert of_type(block, "table")
    assert "T" not in raw["typst"].split('"')


def test_an_image_without_a_table_keeps_its_text() -> None:
    """What is no figure is a box with the image; below it are the text and what is to know."""
    figure, block, raw = shown(output="png", table=False)
    assert figure["type"] == "div"
    assert [one["type"] for one in figure["children"]] == ["image"]
    assert "a b" in text_of(block)
    assert not of_type(block, "table")
    assert "n = 2" in raw["tex"]
    assert "n = 2" in raw["typst"]


def test_an_error_is_a_box() -> None:
    """With its hint."""
    problem = Problem(ParseError("no <b>", line=2, hint="do"), "en", 7)
    (box,) = myst_nodes(problem)
    assert box["type"] == "admonition"
    assert "line 7" in text_of(box)
    assert "do" in text_of(box)
