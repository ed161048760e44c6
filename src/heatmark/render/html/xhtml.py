"""HTML of ours as XML, which pages of books are made of."""

from __future__ import annotations

import re

# In HTML of ours, what is in quotes has neither < nor >.
_TAG = re.compile(r"<[a-z][^>]*>")
_ATTRIBUTE = re.compile(r"""( [a-z-]+)(?:=(?:("[^"]*")|([^\s"'>]+)))?""")
_NOT_XML = re.compile("[\ufffe\uffff]")


def xhtml(html: str) -> str:
    """Give every attribute a value in quotes, and a sign in the place of what XML does not allow.

    Args:
        html: What a renderer of ours has written, whose elements are all closed.
    """
    html = _TAG.sub(lambda found: _ATTRIBUTE.sub(_quoted, found[0]), html)
    return _NOT_XML.sub("\ufffd", html)


def _quoted(found: re.Match[str]) -> str:
    bare = found[3] or ""
    # As it is, XML would read a newline in a value as a space.
    return f"{found[1]}=" + (found[2] or f'"{bare}"').replace("\n", "&#10;")
