"""Pieces, classes and marks in a real browser: letters in line, labels under their tokens."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import chromium
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

TEXT = "Chữ viết tiếng Việt có dấu, và mỗi bộ tách từ cắt một câu theo cách riêng của nó."
CUT = [part for one in TEXT for part in ([one] if one.isascii() else [*one.encode()])]
PIECES = ["<s>", *(f"▁{word}" for word in TEXT.split())]
LATIN = [repr(bytes([part]) if isinstance(part, int) else part.encode()) for part in CUT]


def block(**content: Any) -> str:
    return f"```heatmap\n{json.dumps(content, ensure_ascii=False)}\n```\n"


SOURCE = "\n\n".join(
    [
        block(text=TEXT, compare={"byte": LATIN, "tiếng": PIECES}),
        block(
            tokens=["Nguyễn", " Du", " ở", " Huế"],
            classes={"1..2": "PER", "3": "một nhãn dài", "4": "LOC"},
            mark=[4],
        ),
    ]
)


@pytest.fixture
def tab(show: Open, tmp_path: Path) -> Tab:
    file = tmp_path / "kinds.html"
    file.write_text(chromium.plain_page("light", SOURCE), encoding="utf-8")
    return show(file.as_uri())


LINES = """() => [...document.querySelectorAll('.heatmark-text')].map(pre => {
  getSelection().selectAllChildren(pre);
  const tops = [...pre.querySelectorAll('b')].map(b => Math.round(b.getClientRects()[0].top));
  return [getSelection().toString(), new Set(tops).size]; })"""
POEM = ["roses", " are", " red,\n", "violets", " are", "\nblue", "\n", "and", " you"]


def test_lines_end_where_the_text_does(show: Open, tmp_path: Path) -> None:
    """With labels or numbers below its tokens, too; what is copied is the text."""
    scores = [*range(len(POEM))]
    source = [
        block(tokens=POEM, classes=[*"NVANVANKP"]),
        block(tokens=POEM, classes={"1..4": "X", "5..9": "Y"}, scores=scores),
        block(tokens=POEM, scores=scores, values="below"),
        block(tokens=POEM, scores=scores),
    ]
    file = tmp_path / "lines.html"
    file.write_text(chromium.plain_page("light", "\n\n".join(source)), encoding="utf-8")
    tab = show(file.as_uri())
    chromium.keep(tab, "lines.png", full_page=True)
    assert tab.evaluate(LINES) == [["".join(POEM), 4]] * 4


# Where each letter of the text is: of signs and blanks nothing.
LETTERS = """() => [...document.querySelectorAll('.heatmark-readings pre')].map(pre => {
  const found = [], walk = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  const top = pre.getBoundingClientRect().top;
  for (let node; node = walk.nextNode();) {
    if (node.parentElement.closest('i')) continue;
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (box && node.data[at].trim()) found.push([node.data[at], box.left, box.top - top]); } }
  return found; })"""


@pytest.mark.parametrize("width", [1000, 390])
def test_letters_of_readings_are_in_line(tab: Tab, width: int) -> None:
    """Each letter is where it is in the other reading, in the same line, also on a phone."""
    tab.set_viewport_size({"width": width, "height": 900})
    chromium.keep(tab, f"kinds-{width}.png", full_page=True)
    one, other = tab.evaluate(LETTERS)
    assert "".join(letter for letter, _, _ in one) == TEXT.replace(" ", "")
    for (letter, left, top), (same, there, below) in zip(one, other, strict=True):
        assert letter == same
        assert left == pytest.approx(there, abs=1)
        assert top == pytest.approx(below, abs=1)


BOXES = """() => [...document.querySelectorAll('.heatmark-tag')].map(tag => {
  const text = tag.firstChild.getBoundingClientRect();
  const label = tag.lastChild.getBoundingClientRect();
  return [text.left, text.right, text.bottom, label.left, label.right, label.top,
    tag.lastChild.scrollWidth <= tag.lastChild.clientWidth]; })"""


def test_labels_stand_under_their_tokens(tab: Tab) -> None:
    """A label is below its tokens, as wide as they are or wider, and never over another."""
    boxes = tab.evaluate(BOXES)
    assert len(boxes) == 3
    for left, right, bottom, start, end, top, has_room in boxes:
        assert start <= left + 1
        assert end >= right - 1
        assert top >= bottom - 4  # the room of a box is wider than its line
        assert has_room
    edges = [(start, end) for _, _, _, start, end, _, _ in boxes]
    assert all(one[1] <= other[0] for one, other in pairwise(edges))
