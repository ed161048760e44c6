"""SVG files: one path a colour, each letter once, and XML whatever the tokens are."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from drawing import sheet_of
from heatmark import Heatmap
from heatmark.render.image.svg import svg
from paths import hostile_lines

NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("letters", ["outlines", "text"])
def test_hostile_tokens_are_letters(letters: str) -> None:
    """Nothing of a token becomes an element or an attribute, drawn or kept as text."""
    tokens = [token for token in hostile_lines() if token.isprintable() and token]
    heatmap = Heatmap(tokens, [*range(len(tokens))], letters=letters, scheme="text")
    root = ET.fromstring(svg(sheet_of(heatmap, "svg")))
    kinds = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
    assert kinds <= {"svg", "path", "g", "defs", "use", "text", "tspan", "pattern", "rect", "line"}
    assert not {name for element in root.iter() for name in element.attrib if name[:2] == "on"}


def test_a_letter_is_drawn_once() -> None:
    """Its outline stands in one place, and is used wherever the letter is."""
    data = svg(sheet_of(Heatmap(["ả"] * 40, [1.0] * 40, scheme="text"), "svg"))
    root = ET.fromstring(data)
    outlines = [one.attrib["id"] for one in root.iter(f"{NAMESPACE}path") if "id" in one.attrib]
    used = [one.attrib["href"] for one in root.iter(f"{NAMESPACE}use")]
    assert len(set(outlines)) == len(outlines) < 40 <= len(used)
    assert {one.lstrip("#") for one in used} <= set(outlines)
