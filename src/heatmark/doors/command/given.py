"""What a command is given: a data file, a document with a block, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heatmark.block.fences import find_fences
from heatmark.core.errors import OptionError, ParseError
from heatmark.core.wording import counted, quoted, say
from heatmark.doors.command.documents import MARKDOWN, text_of
from heatmark.heatmap import Heatmap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def heatmap_of(name: str, options: Iterable[str]) -> Heatmap:
    """Read what a command is to show.

    Args:
        name: A data file, with `#part` behind it or without; a Markdown document with a block, or
            with `#2` for the second; `-` for a block, or the JSON of a data file, on standard
            input.
        options: Options of a block as `name=value`.

    Raises:
        HeatmarkError: If it cannot be read.
    """
    asked = _pairs(options)
    if name == "-":
        return _of_text(sys.stdin.read(), asked)
    path, _, part = name.partition("#")
    file = Path(path)
    if Path(name).suffix.lower() in MARKDOWN and Path(name).is_file():
        file, part = Path(name), ""
    if file.suffix.lower() in MARKDOWN:
        return _of_document(file, part, asked)
    return Heatmap.read(name, **asked)


def _pairs(options: Iterable[str]) -> dict[str, Any]:
    pairs = {}
    for item in options:
        name, sign, value = item.partition("=")
        if not sign:
            problem = say("{item} is no option", item=quoted(item))
            raise OptionError(problem, hint="write name=value, such as cmap=Blues")
        pairs[name.strip()] = value
    return pairs


def _of_text(text: str, options: Mapping[str, Any]) -> Heatmap:
    if next(find_fences(text.strip().split("\n")), None) is None:
        text = f"```heatmap\n{text.strip()}\n```"
    return Heatmap.from_fence(text, **options)


def _of_document(file: Path, part: str, options: Mapping[str, Any]) -> Heatmap:
    lines = text_of(file).split("\n")
    fences = [*find_fences(lines)]
    if not fences:
        problem = say("there is no heatmap block in {name}", name=quoted(file.name))
        raise ParseError(problem, hint="begin one with ```heatmap")
    number = int(part) if part.isdecimal() else 1
    if not 1 <= number <= len(fences):
        problem = say(
            "{name} has {count}", name=quoted(file.name), count=counted(len(fences), "block")
        )
        raise ParseError(problem, hint=say("write {name}#1", name=file.name))
    text = "\n".join(fences[number - 1].source)
    return Heatmap.from_fence(text, folder=str(file.parent), **options)
