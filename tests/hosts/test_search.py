"""Texts that searches read in the place of figures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from heatmark.hosts.search import unmarked, with_mark, with_texts, wrap_index

FIGURE = '<figure class="heatmark q">\n<b>un</b><b>able</b></figure>'
TEXT = "<p>unable</p>"


class _Index:
    def __init__(self) -> None:
        self.seen: list[object] = []

    def add_entry_from_context(self, page: Any) -> None:
        self.seen.append(page.content)
        page.content = "changed"


def test_a_mark_is_put_on_and_taken_off() -> None:
    """It is of the text alone, so that the same text has the same."""
    mark, html = with_mark(FIGURE, TEXT)
    assert with_mark(FIGURE, TEXT)[0] == mark != with_mark(FIGURE, "x")[0]
    assert with_texts(f"a{html}b", {mark: TEXT}) == f"a{TEXT}b"
    assert unmarked(f"a{html}b") == f"a{FIGURE}b"


def test_another_s_writing_is_understood() -> None:
    """Plugins that make pages smaller leave quotes out, and put attributes elsewhere."""
    mark, _ = with_mark(FIGURE, TEXT)
    html = f"<figure data-heatmark={mark} class=heatmark>x</figure>"
    assert with_texts(html, {mark: TEXT}) == TEXT
    assert unmarked(html) == "<figure class=heatmark>x</figure>"


def test_what_looks_like_a_mark_in_code() -> None:
    """A page that shows the attribute as code keeps it, and nothing of it twice."""
    figure = '<figure class=a data-heatmark="0123456789abcdef">x</figure>'
    code = '<code>data-heatmark="0123456789abcdef"</code>'
    assert unmarked(figure * 2 + code) == "<figure class=a>x</figure>" * 2 + code


def test_an_unknown_figure_stays() -> None:
    """A mark without a text, or a figure without a mark, is left as it is."""
    _, html = with_mark(FIGURE, TEXT)
    assert with_texts(html + FIGURE, {}) == html + FIGURE


def test_an_index_reads_a_copy() -> None:
    """The page is what it was, whatever the index does to its own; wrapping twice is once."""
    mark, html = with_mark(FIGURE, TEXT)
    index = _Index()
    plugins = [SimpleNamespace(search_index=index), object()]
    wrap_index(plugins, {mark: TEXT})
    wrap_index(plugins, {mark: TEXT})
    page = SimpleNamespace(content=html)
    index.add_entry_from_context(page)
    assert index.seen == [TEXT]
    assert page.content == html


@pytest.mark.parametrize("index", [None, 1, SimpleNamespace(add_entry_from_context=None)])
def test_other_indexes_are_left_alone(index: object) -> None:
    """A plugin that works in another way is no error."""
    wrap_index([SimpleNamespace(search_index=index)], {})
