"""What is written for a heatmap in a page of mystmd: a directive, or a fence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.core.errors import OptionError, ParseError
from heatmark.core.wording import say
from heatmark.doors.mystmd.nodes import LANGUAGE, blocks_of, lines_of
from heatmark.doors.mystmd.sources import find_including, find_sources
from heatmark.hosts.page import Block, id_of_name, two_titles, without_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from heatmark.doors.mystmd.nodes import MystNode, Spot
    from heatmark.doors.mystmd.sources import Source


OURS = "heatmark"  # where a node keeps what its directive says
# What MyST calls options that we have.
_NAMES = {"label": "id", "name": "id", "caption": "title", "class": "css_classes"}
_OF_MYST = frozenset({"enumerated", "enumerator"})


class Placed(NamedTuple):
    """A block, and where it stands."""

    spot: Spot
    block: Block


def noted(data: Mapping[str, Any]) -> MystNode:
    """Make a node of a directive, which the page makes a heatmap of when all are known.

    Args:
        data: What mystmd hands to the directive of a plugin.
    """
    node = data["node"]
    first, _ = lines_of(node)
    children = node.get("children") or ()
    options, lines = dict[str, str](), dict[str, int]()
    twice = None
    for child in _told(children):
        name, value = str(child["name"]), _said(child.get("value"))
        if name == "name":
            value = id_of_name(value) if isinstance(child.get("value"), str) else ""
            if not value:
                continue
        name = _NAMES.get(name, name)
        twice = twice or (name if name in options else None)
        options[name] = value
        lines[name] = max(lines_of(child)[0] - first, 0)
    start = [lines_of(one)[0] for one in children if one.get("type") == "mystDirectiveBody"]
    kept = {
        "header": str(node.get("args") or ""),
        "options": options,
        "lines": lines,
        "above": max(start[0] - first - 1, 0) if start else 0,
        "twice": twice,
    }
    body = str(node.get("value") or "")
    position = {"position": node["position"]} if "position" in node else {}
    return {"type": "code", "lang": LANGUAGE, "value": body, "data": {OURS: kept}, **position}


def _told(children: Sequence[MystNode]) -> list[MystNode]:
    """Give the options that are for us; of a name and a label the label is the id."""
    options = [one for one in children if one.get("type") == "mystOption"]
    is_labelled = any(one["name"] == "label" for one in options)
    dropped = {*_OF_MYST, *(["name"] if is_labelled else [])}
    return [one for one in options if one["name"] not in dropped]


def _said(value: object) -> str:
    """Write a value as it is written: `true` may have no value at all."""
    return "true" if value is True or value is None else str(value)


def read_blocks(page: MystNode, folder: Path) -> tuple[list[Placed], Sequence[Source]]:
    """Find the heatmaps of a page.

    Args:
        page: The page.
        folder: That of the project.

    Returns:
        The heatmaps in order; the file of the page, or those that it may be.
    """
    spots = [*blocks_of(page)]
    names = dict.fromkeys(one.included for one in spots)
    groups = {name: [one.node for one in spots if one.included == name] for name in names}
    sources = {name: find_sources(page, nodes, folder) for name, nodes in groups.items()}
    placed = [(one, _block(one, only_source(sources[one.included]), folder)) for one in spots]
    found = [Placed(spot, block) for spot, block in placed if block is not None]
    if found and "" not in sources:
        sources[""] = find_including(page, folder)
    return found, sources.get("", ())


def only_source(sources: Sequence[Source]) -> Source | None:
    """Give the file that a page is made of, if no other may be it."""
    return sources[0] if len(sources) == 1 else None


def _block(spot: Spot, source: Source | None, folder: Path) -> Block | None:
    name = spot.included
    if name and source is not None:
        name = source.path.relative_to(folder).as_posix()
    line, _ = lines_of(spot.node)
    kept = (spot.node.get("data") or {}).get(OURS)
    if kept is not None:
        if source is not None:
            source.take(spot.node)  # which else would be that of a fence in a later cell
        return _of_directive(kept, str(spot.node.get("value", "")), line, name)
    if source is not None:
        found = source.take(spot.node)
        if found is None:
            return None
        return found if not name else _from(found, name)
    if not line:  # code that some directive shows
        return None
    problem = ParseError(
        "mystmd drops what stands after heatmap, and the page's file is not found",
        line=0,
        hint='write ```{heatmap} title="x", with braces around heatmap',
    )
    return Block(header="", body="", line=line, source=name, problem=problem)


def _from(block: Block, name: str) -> Block:
    return block if block.source else replace(block, source=name)


def _of_directive(kept: Mapping[str, Any], body: str, line: int, name: str) -> Block:
    """Put together what a directive says."""
    header, options, lines = str(kept["header"]), dict(kept["options"]), dict(kept["lines"])
    header, problem = without_title(header, options, lines)
    if kept.get("twice"):
        problem = two_titles(lines) if kept["twice"] == "title" else _twice(kept["twice"], lines)
    return Block(
        header=header,
        body="\n" * int(kept["above"]) + body,
        options=options,
        lines=lines,
        line=line,
        source=name,
        problem=problem,
    )


def _twice(name: str, lines: Mapping[str, int]) -> OptionError:
    problem = say("{name} is set twice, in the argument and as an option", name=name)
    return OptionError(problem, line=lines.get(name), hint="remove one of them")
