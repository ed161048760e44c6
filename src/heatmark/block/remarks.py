"""Texts in YAML that a `#` cuts off: what stands behind a space and `#` is a comment there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.options.declare import DECLARED
from heatmark.options.values import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


TEXTS = frozenset(name for name, one in DECLARED.items() if one.metadata["read"] is read_text)
"""Options that are texts."""
_FREE = {
    *("text", "title", "measure", "unit", "sample", "model", "alt", "share_title", "name", "group"),
    *("tokens", "names", "labels", "columns", "row_tokens", "compare", "classes"),
}
_WORDS = TEXTS | {"src"}  # one word or path each, behind which a comment is one
_COMMENT = lazy_re(r"([ \t]+)(#[^\n]*)")


def cut_texts(members: Mapping[str, yaml.Node], text: str) -> tuple[Notice, ...]:
    """Tell the author of the first text of each key that has a comment behind it.

    It is an aside where the comment is set off as most are, by two spaces before its `#` and one
    behind it. A text that is cut is named before asides.

    Args:
        members: What a mapping has.
        text: The YAML that it is in.
    """
    if " #" not in text and "\t#" not in text:
        return ()
    told = []
    for name, node in members.items():
        cut = _cut(node, text) if name in _FREE | _WORDS else iter(())
        known = [one for one in cut if name in _FREE or not one.is_set_off]
        if known:
            told.append(_notice(name, min(known, key=lambda one: one.is_aside)))
    return tuple(told)


class _Cut(NamedTuple):
    """A text, the spaces behind it, and the comment; in a list in brackets or not."""

    kept: str
    gap: str
    comment: str
    flow: bool

    @property
    def is_set_off(self) -> bool:
        """Whether a space follows the mark, as it does in comments."""
        return self.comment[1:2] in {"", " "}

    @property
    def is_aside(self) -> bool:
        """Whether it stands apart from the text as well."""
        return len(self.gap) > 1 and self.is_set_off


def _cut(node: yaml.Node, text: str, *, flow: bool = False) -> Iterator[_Cut]:
    """Find plain texts with a comment behind them."""
    if isinstance(node, yaml.ScalarNode):
        found = _COMMENT.match(text, node.end_mark.index)
        if found and not node.style:
            yield _Cut(node.value, found[1], found[2].rstrip(), flow)
        return
    flow = flow or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))
    for item in node.value:
        for one in item[1:] if isinstance(item, tuple) else [item]:
            yield from _cut(one, text, flow=flow)


def _quotes(text: str) -> str:
    """Put a text in quotes, as YAML has them."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _notice(name: str, found: _Cut) -> Notice:
    message = say(
        "{comment} behind {name} was left out, as YAML takes it for a comment",
        comment=quoted(found.comment),
        name=name,
    )
    rest = re.split(r"[,\]}]", found.comment)[0].rstrip() if found.flow else found.comment
    fixed = _quotes(f"{found.kept} {rest}".strip())
    hint = say(
        "if it belongs to the text, write quotes: {fixed}; put a comment on a line of its own",
        fixed=fixed,
    )
    return Notice(
        name="left-out",
        message=message,
        hint=hint,
        about=name,
        level="info" if found.is_aside else "warning",
    )
