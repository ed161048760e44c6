"""What indexes for searching take of a figure: its text, and none of its colours and numbers.

The search of MkDocs takes `un|believ|able`, which is three elements, for three words.
"""

from __future__ import annotations

import copy
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


# Other plugins may have written a page's HTML anew: quotes are not what we wrote.
_MARKED = lazy_re(r'<figure [^>]*?data-heatmark="?([0-9a-f]{16})\b[^>]*>')
_END = "</figure>"
_MARK = lazy_re(r'(<figure\b[^>]*?)\s+data-heatmark="?[0-9a-f]{16}\b"?')
_HINT = "data-heatmark="


def with_mark(html: str, text: str) -> tuple[str, str]:
    """Put a mark on a figure, by which its text is found again.

    Args:
        html: The figure.
        text: What is to be read in its place.

    Returns:
        The mark, which is the same for the same text, and the figure with it.
    """
    mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return mark, html.replace(">", f' data-heatmark="{mark}">', 1)


def with_texts(html: str, texts: Mapping[str, str]) -> str:
    """Put the texts of figures into a page in the place of the figures.

    Args:
        html: The page.
        texts: The text of each mark.
    """
    parts, done = [], 0
    for found in _MARKED.finditer(html):
        end = html.find(_END, found.end())  # a regular expression would look at each character
        if found.start() >= done and end >= 0 and found[1] in texts:
            parts += [html[done : found.start()], texts[found[1]]]
            done = end + len(_END)
    return "".join([*parts, html[done:]])


def unmarked(html: str) -> str:
    """Take the marks off the figures of a page that is done."""
    parts, done = [], 0
    at = html.find(_HINT)
    while at >= 0:  # a regular expression would look at each character of a long page
        start = html.rfind("<figure", done, at)
        found = _MARK.match(html, start) if start >= 0 else None
        if found:
            parts.append(html[done : found.end(1)])
            done = found.end()
        at = html.find(_HINT, at + 1)
    return "".join([*parts, html[done:]])


def wrap_index(plugins: Iterable[object], texts: Mapping[str, str]) -> None:
    """Let the indexes of search plugins read the texts of figures.

    MkDocs' and Material's plugins have a `search_index` that is given each page. Others are left
    alone, and the page itself always is.

    Args:
        plugins: All plugins of the site.
        texts: The text of each mark, which may still grow.
    """
    for plugin in plugins:
        index: Any = getattr(plugin, "search_index", None)
        add = getattr(index, "add_entry_from_context", None)
        if callable(add) and not isinstance(add, _Adding):
            index.add_entry_from_context = _Adding(add, texts)


class _Adding:
    """Gives an index a copy of a page, with texts for figures."""

    def __init__(self, add: Callable[..., object], texts: Mapping[str, str]) -> None:
        self.add = add
        self.texts = texts

    def __call__(self, page: Any, *more: object, **named: object) -> object:
        content = getattr(page, "content", None)
        if isinstance(content, str) and _HINT in content:
            page = copy.copy(page)
            page.content = with_texts(content, self.texts)
        return self.add(page, *more, **named)
