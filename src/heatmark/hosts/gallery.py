"""Mends what plugins of MkDocs do to our images: glightbox's links, print-site's copies."""

from __future__ import annotations

import re

from heatmark.core.patterns import lazy_re

# Other plugins may have written a page's HTML anew: quotes and escapes are not what we wrote.
_ATTRIBUTES = r'(?:[^">]|"[^"]*")*'
_OURS = rf'{_ATTRIBUTES}"[^"]*assets/images/heatmark/[^"]*"{_ATTRIBUTES}'
_PICTURE = rf'<picture({_ATTRIBUTES}"[^"]*{{}}[^"]*"{_ATTRIBUTES})>((?:(?!</picture>).)*)</picture>'
_NARROWER = lazy_re(_PICTURE.format("heatmark-(?:medium|narrow)"), re.DOTALL)
_ROOM = lazy_re(r" ?heatmark-from\d+")
_LAZY = lazy_re(rf'(<img {_OURS}) loading="?lazy"?')
_KIND = lazy_re(r"heatmark-(light|dark|wide|medium|narrow)")
_LINKED = lazy_re(rf"<picture({_ATTRIBUTES})>(<a {_ATTRIBUTES})>(<img {_OURS}>)</a></picture>")


def for_paper(html: str) -> str:
    """Leave the wide images, to be loaded at once, in a copy of a page for print-site's page."""
    return _LAZY.sub(r"\1", _ROOM.sub("", _NARROWER.sub("", html)))


def with_links_around(html: str) -> str:
    """Put links that are within a `<picture>` around it, so that they are hidden with its image.

    Images for light and for dark pages, and those for less room, become galleries of their own.
    """
    return _LINKED.sub(_link_around, html) if "<picture" in html else html


def _link_around(found: re.Match[str]) -> str:
    kind, link, image = found.groups()
    gallery = "-".join(_KIND.findall(kind))
    link += f' data-gallery="{gallery}"' if gallery and "data-gallery=" not in link else ""
    return f"<span{kind}>{link}>{image}</a></span>"
