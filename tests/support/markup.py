"""What must hold of HTML: no error, and nothing that an author wrote as markup.

A small scanner reads all of it, since we write HTML by few rules. How elements may stand in one
another it does not know; html5lib does, and reads each outline of elements that is new.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    Outline = tuple[str, frozenset[object]]

# Characters that HTML does not allow: controls, halves of pairs, and those that are none.
_LAST = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 17 << 16, 1 << 16)
)
BAD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST}]")
_VALUE = r"""(?:="[^"<>]*"|=[^ \t\n\f\r"'`=<>]+)?"""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)((?:[ \n]+[a-z][a-z-]*{_VALUE})*)>")
_ATTRIBUTE = re.compile(r"""([a-z][a-z-]*)(?:="([^"]*)"|=([^ \t\n\f\r"'`=<>]+))?""")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#x27);)")
_STRING = re.compile(r"""\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_VOID = {"img", "input"}
_KNOWN = _VOID | {
    *("figure", "figcaption", "div", "p", "pre", "span", "b", "i", "small", "strong", "picture"),
    *("table", "thead", "tbody", "tr", "th", "td", "details", "summary", "label", "form"),
    *("ol", "ul", "li", "fieldset", "legend"),
}
_SEEN: set[Outline] = set()


def sound(html: str, *, always: bool = True) -> str:
    """Hold that HTML has no error, and nothing that an author wrote as markup; its text.

    Args:
        html: What we wrote.
        always: Whether html5lib is to read it whether its outline is new or not.
    """
    said, outline = scanned(html)
    if always or outline not in _SEEN:
        _SEEN.add(outline)
        other = parsed(html)
        assert said.split() == other.split(), ("another text", said, other)
    return said


class _Open(NamedTuple):
    """An element that is not closed yet, and what is in it so far."""

    name: str
    is_heard: bool
    children: set[object]

    def outline(self) -> Outline:
        return self.name, frozenset(self.children)


def scanned(html: str) -> tuple[str, Outline]:
    """Read HTML by the rules by which we write it.

    Returns:
        What is read aloud; and the outline: of each element its name, and which outlines are in it,
        in whatever order and however often.
    """
    assert not (found := BAD.search(html)), ("a character", html[found.start() - 90 : found.end()])
    assert not (found := _REFERENCE.search(html)), ("a reference", html[found.start() - 90 :][:120])
    first, *parts = _TAG.split(html)
    stack, said = [_Open("", is_heard=True, children=set())], list[str]()
    _read(first, stack[-1], said)
    for closes, name, attributes, text in zip(*[iter(parts)] * 4, strict=True):
        assert name in _KNOWN, name
        if closes:
            assert stack[-1].name == name, ("closed", stack[-1].name, name)
            assert not attributes, ("closed", attributes)
            outline = stack.pop().outline()
            stack[-1].children.add(outline)
        elif name in _VOID:
            held(attributes)
            stack[-1].children.add(name)
        else:
            stack.append(_Open(name, stack[-1].is_heard and not held(attributes), set()))
        _read(text, stack[-1], said)
    assert len(stack) == 1, ("never closed", stack[-1].name)
    return unescape("".join(said)), stack[0].outline()


def _read(text: str, inside: _Open, said: list[str]) -> None:
    assert "<" not in text, ("no element", text[:120])
    assert ">" not in text, ("no element", text[:120])
    if text.strip():
        inside.children.add("text")
    if inside.is_heard:
        said.append(text)


@lru_cache(maxsize=20_000)
def held(attributes: str) -> bool:
    """Hold that attributes do no harm; tell whether they hide an element from ears."""
    found = [(name, one or other) for name, one, other in _ATTRIBUTE.findall(attributes)]
    assert len({name for name, _ in found}) == len(found), ("twice", attributes)
    for name, value in found:
        harmless(name, unescape(value))
    return ("aria-hidden", "true") in found


def harmless(name: str, value: str) -> None:
    """Hold that an attribute is none of an author's, and starts no script."""
    assert "xss" not in name, name
    assert not (name in {"href", "src"} and "javascript" in value), value
    assert not (name == "style" and "xss" in _STRING.sub("", value)), value


def parsed(html: str, *, whole: bool = False) -> str:
    """Hold that html5lib finds no error in HTML, or in a whole page; the text that it finds."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(html) if whole else parser.parseFragment(html, container="div")
    errors = {(name, str(said)) for _, name, said in parser.errors}
    assert not errors, (errors, html[-300:])
    for node in tree.iter():
        assert isinstance(node.tag, str), "a comment"
        assert "xss" not in node.tag, node.tag
        for name, value in node.attrib.items():
            harmless(name, value)
    return "".join(_texts(tree))


def _texts(node: Element) -> Iterator[str]:
    if node.get("aria-hidden") != "true":
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""
