"""HTML and styles of ours for pages of books, which are XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    import re

# In HTML of ours, what is in quotes has neither < nor >.
_TAG = lazy_re(r"<([a-z][a-z0-9]*)([^>]*)>")
_ATTRIBUTE = lazy_re(r"""( [a-z-]+)(?:=(?:("[^"]*")|([^ \t\n\f\r"'>]+)))?""")  # spaces of HTML
_FIRST_LINE_END = lazy_re(r"(<pre[^>]*>)\n")  # which HTML leaves out, and XML does not
_NOT_XML = lazy_re("[\ufffe\uffff]")
_VOID = {"br", "col", "hr", "img", "input", "source", "wbr"}
_BIDI = lazy_re(r"(?<![\w-])(?:direction|unicode-bidi):[^;}]*;?")
# What styles would say of the direction of text elsewhere.
_DIRECTIONS = {
    ' class="heatmark-text"': "auto",
    ' class="heatmark-name"': "auto",
    ' class="heatmark-scale"': "ltr",
    ' class="heatmark-bar"': "ltr",
}


def xhtml(html: str) -> str:
    """Write HTML as XML: quote every value, close every element, and leave out what XML forbids.

    The direction of texts, which books may not have in styles, is in attributes.

    Args:
        html: What a renderer of ours has written, whose elements are all closed.
    """
    return _NOT_XML.sub("\ufffd", _TAG.sub(_tag, _FIRST_LINE_END.sub(r"\1", html)))


def book_styles(css: str) -> str:
    """Take the direction of text out of a stylesheet (EPUB 3.3, 6.3.1.3)."""
    return _BIDI.sub("", css)


def _tag(found: re.Match[str]) -> str:
    name, attributes = found[1], _ATTRIBUTE.sub(_quoted, found[2])
    way = next((way for kind, way in _DIRECTIONS.items() if kind in attributes), "")
    directed = f' dir="{way}"' if way and " dir=" not in attributes else ""
    return f"<{name}{attributes}{directed}{'/' if name in _VOID else ''}>"


def _quoted(found: re.Match[str]) -> str:
    # A name without a value has itself as its value: pandoc takes empty ones away.
    bare = found[3] or found[1].strip()
    # As it is, XML would read a newline in a value as a space.
    return f"{found[1]}=" + (found[2] or f'"{bare}"').replace("\n", "&#10;")
