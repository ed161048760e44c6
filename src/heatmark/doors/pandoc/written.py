"""What is written for a heatmap in a document of pandoc: a fence, wherever it comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from heatmark.block.header import read_header
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.doors.command.documents import read_document
from heatmark.doors.pandoc.nodes import stringified
from heatmark.hosts.page import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from heatmark.doors.pandoc.nodes import PandocNode


BLOCK_TYPES = frozenset({"CodeBlock", "Para", "Plain"})
HEADER = "heatmark-header"  # in which our reader keeps a header that pandoc's does not know
FILE = "heatmark-file"  # in which it keeps the name of the file
# What pandoc makes of a fence with a header that it does not know.
_CODE = lazy_re(r"heatmap(?:\s+\w[\w-]*=|\s*\{)|\{\.?heatmap(?:\s[^}]*)?\}\s+\S")
_TEXT = lazy_re(r"(?:`{3,}|~+)\s*\{?\.?heatmap\b|~+heatmap\b")
_BREAKS = frozenset({"SoftBreak", "LineBreak"})
_UNCLEAR = say(
    "which header this block has is not clear: pandoc drops it, and others have the same rows"
)
_HINT = (
    'write {.heatmap title="x"} after the fence, with braces and a dot; or read the document '
    "with heatmark.lua, which heatmark-pandoc --lua tells the place of"
)


@dataclass
class _Fence:
    """A fence of a file, as its author has written it."""

    block: Block
    key: str
    is_taken: bool = False


class Sources:
    """The files that a document is made of, as far as they are known.

    pandoc keeps no lines, makes spaces of tabs, and some of its readers drop headers: so a fence
    that is found again in a file is taken from there.
    """

    def __init__(self, files: Sequence[tuple[Path, str]], *, whole: bool = False) -> None:
        """Find the fences of files.

        Args:
            files: The files, each with its name in messages.
            whole: Whether pandoc's reader hands on whole headers.
        """
        self.fences = [one for file, name in files for one in _fences(file, name)]
        self.whole = whole
        self.counts: Counter[str] = Counter()

    def count(self, nodes: Iterable[PandocNode]) -> None:
        """Take note of what there is of each content, since a reader may have left some out."""
        self.counts = Counter(_key(node["c"][1]) for node in nodes if _is_fence(node))

    def find(self, content: str, header: str, file: str = "") -> Block | None:
        """Give the next fence that has this content, but for white space, and this header.

        Args:
            content: What pandoc has between the fences.
            header: What it has of the header. Nothing may be what is left of one.
            file: The file that it is in, if our reader has said so, which keeps headers.
        """
        key = _key(content)
        same = [one for one in self.fences if not one.is_taken and one.key == key]
        same = [one for one in same if file in {"", one.block.source}]
        if header or file or self.whole:
            same = [one for one in same if _said(one.block.header) == _said(header)]
        elif len({one.block.header for one in same}) > 1 and self.counts[key] != self._all(key):
            return Block(header="", body="", problem=ParseError(_UNCLEAR, line=0, hint=_HINT))
        return _taken(same)

    def within(self, words: str) -> Block | None:
        """Give the next fence whose content is in these words."""
        text = _key(words)
        return _taken(
            [one for one in self.fences if not one.is_taken and one.key and one.key in text]
        )

    def _all(self, key: str) -> int:
        return sum(one.key == key for one in self.fences)


def _taken(fences: Sequence[_Fence]) -> Block | None:
    """Take the first of some fences, if there is one."""
    if not fences:
        return None
    fences[0].is_taken = True
    return fences[0].block


def _said(header: str) -> object:
    """Read a header, however its values are quoted."""
    try:
        return read_header(header.strip())
    except HeatmarkError:
        return header.split()


def _fences(file: Path, name: str) -> list[_Fence]:
    try:
        blocks = read_document(file).blocks if file.is_file() else []
    except HeatmarkError:  # pandoc says so of what it reads itself
        return []
    return [_Fence(replace(one, source=one.source or name), _key(one.body)) for one in blocks]


def _key(content: str) -> str:
    return "".join(content.split())


def block_of(node: PandocNode, sources: Sources) -> Block | None:
    """Read the block that a node is, or None if it is none.

    Text that pandoc has made of a fence because it does not know its header is a block with a
    problem.
    """
    if node["t"] == "CodeBlock":
        return _code_block(node, sources)
    if not _is_left(node["c"]):
        return None
    found = sources.within(stringified(node["c"])) or Block(header="", body="")
    problem = ParseError("pandoc reads this fence as text", line=0, hint=_HINT)
    return replace(found, problem=found.problem or problem)


def _code_block(node: PandocNode, sources: Sources) -> Block | None:
    if not _is_fence(node):
        return None
    (ident, classes, pairs), content = node["c"]
    is_cut, given = classes[0] != "heatmap", dict(pairs)
    file = given.pop(FILE, "")
    header = given[HEADER] if HEADER in given else _header(ident, classes[1:], [*given.items()])
    found = sources.find(content, "" if is_cut else header, file)
    if found is not None:
        return found
    if is_cut:
        problem = ParseError("pandoc cuts this header off", line=0, hint=_HINT)
        return Block(header="", body="", problem=problem)
    return Block(header=header, body=content, source=file)


def _is_fence(node: PandocNode) -> bool:
    """Tell code whose first class says that it is ours."""
    return node["t"] == "CodeBlock" and node["c"][0][1][:1] in (["heatmap"], ["{.heatmap"])


def _header(ident: str, classes: Sequence[str], pairs: Sequence[Sequence[str]]) -> str:
    """Write attributes as the header that they are of."""
    said = [f"#{ident}"] if ident else []
    said += [f".{one}" for one in classes]
    return " ".join([*said, *(f"{name}={_quoted(value)}" for name, value in pairs)])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _is_left(inlines: list[dict[str, Any]]) -> bool:
    """Tell text, or code on lines of its own, that was a fence."""
    for at, one in enumerate(inlines):
        if at and inlines[at - 1]["t"] not in _BREAKS:
            continue
        is_last = at + 1 == len(inlines) or inlines[at + 1]["t"] in _BREAKS
        if one["t"] == "Code" and is_last and _CODE.match(one["c"][1]):
            return True
        if one["t"] in {"Str", "Subscript"} and _TEXT.match(stringified(inlines[at : at + 3])):
            return True
    return False
