"""What a page points to: images come into it, links to other files go or lead to the site."""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.hosts.page import Page


_TAG = lazy_re(
    r"""<(?P<name>img|source|video|audio|track|input|a)(?=[\s/>])(?:"[^"]*"|'[^']*'|[^'">])*>""",
    re.IGNORECASE,
)
_ATTRIBUTE = lazy_re(
    r"""(?P<before>\s(?P<name>src|srcset|poster|href)\s*=\s*)"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
_LITERAL = lazy_re(r"<!--.*?-->|<(script|style|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SCHEME = lazy_re(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_TYPES = {".svg": "image/svg+xml", ".webp": "image/webp", ".avif": "image/avif"}
_MOST_NAMES = 3


class Around(NamedTuple):
    """What a page stands in.

    Attributes:
        page: The page, whose files may be read.
        address: Gives the address on the web of what it links to, or nothing.
        name: The name of its own file.
        tell: Takes what there is to say of an address.
    """

    page: Page
    address: Callable[[str], str]
    name: str
    tell: Callable[[str, Notice], object]


def self_contained(html: str, around: Around) -> str:
    """Put images into a page, and let links lead to the site, or nowhere.

    Args:
        html: The body of the page.
        around: Where it stands.
    """
    kept = [found.span() for found in _LITERAL.finditer(html)]
    lost: list[str] = []

    def change(tag: re.Match[str]) -> str:
        if any(start <= tag.start() < end for start, end in kept):
            return tag[0]
        if tag["name"].casefold() == "a":
            return _ATTRIBUTE.sub(lambda found: _link(found, around, lost), tag[0])
        return _ATTRIBUTE.sub(lambda found: _source(found, around), tag[0])

    made = _TAG.sub(change, html)
    if lost:
        _tell_of_links(list(dict.fromkeys(lost)), around)
    return made


def _value(found: re.Match[str]) -> str:
    return unescape(found["double"] or found["single"] or found["bare"] or "")


def _link(found: re.Match[str], around: Around, lost: list[str]) -> str:
    address = _value(found)
    if found["name"].casefold() != "href" or address.startswith("#") or _SCHEME.match(address):
        return found[0]
    path, _, place = address.partition("#")
    if unquote(path) == around.name:
        return f'{found["before"]}"#{escape(place)}"'
    if on_the_web := around.address(address):
        return f'{found["before"]}"{escape(on_the_web)}"'
    lost.append(address)
    return ""


def _source(found: re.Match[str], around: Around) -> str:
    name = found["name"].casefold()
    if name == "href":
        return found[0]
    if name == "srcset":
        parts = (one.strip().partition(" ") for one in _value(found).split(","))
        if "data:" in _value(found):
            return found[0]
        made = ", ".join(f"{_data(path, around)}{gap}{size}" for path, gap, size in parts)
    else:
        made = _data(_value(found), around)
    return f'{found["before"]}"{escape(made)}"'


def _data(address: str, around: Around) -> str:
    """Put a file into its address; what cannot be had stays, and its author is told."""
    if not address or address.startswith(("data:", "#")):
        return address
    if _SCHEME.match(address):
        problem = say("{address} stays on the web", address=quoted(address))
        hint = "keep a copy of it beside the page, so that it goes along"
        around.tell(address, Notice(name="not-embedded", message=problem, hint=hint))
        return address
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    try:
        file = around.page.files.find(path)
        content = file.read_bytes()
    except (HeatmarkError, OSError) as error:
        reason = error.message if isinstance(error, HeatmarkError) else error.strerror or "?"
        problem = say("this file does not come into the page: {reason}", reason=reason)
        hint = error.hint if isinstance(error, HeatmarkError) else "look at its permissions"
        around.tell(address, Notice(name="not-embedded", message=problem, hint=hint))
        return address
    kind = _TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    return f"data:{kind or 'application/octet-stream'};base64,{b64encode(content).decode()}"


def _tell_of_links(lost: list[str], around: Around) -> None:
    """Say once that links to other files are text now."""
    names = [quoted(one) for one in lost[:_MOST_NAMES]]
    more = len(lost) - len(names)
    said = listed([*names, *([say("{count} more", count=more)] if more else [])])
    problem = say("links to other files are text in a page that stands alone: {names}", names=said)
    hint = "set site_url in the configuration of the site, so that they lead there"
    around.tell(lost[0], Notice(name="not-embedded", message=problem, hint=hint))
