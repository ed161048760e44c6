"""What a data file is taken for, what is in it, and which block shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from heatmark.core.errors import HeatmarkError
from heatmark.core.wording import listed, say
from heatmark.doors.command.sites import site_of
from heatmark.files.open import open_file
from heatmark.files.request import Limits
from heatmark.heatmap import Heatmap
from heatmark.language.messages import translated
from heatmark.options.resolve import resolve
from heatmark.render.visible import visible
from heatmark.tokens import detect

if TYPE_CHECKING:
    from collections.abc import Iterator


_FIRST = 8  # tokens that are shown


def summary(given: str, lang: str) -> str:
    """Describe a data file in a few lines.

    Args:
        given: The file, with `#part` behind it or without.
        lang: The language of the words.

    Raises:
        HeatmarkError: If there is no such file, or it is of no format that is known.
    """
    path, _, part = given.partition("#")
    file = Path(given) if Path(given).exists() else Path(path)
    lines = [_format(file)]
    try:
        heatmap = Heatmap.read(given)
    except HeatmarkError as error:
        if not file.is_file():
            raise
        lines += [error.message, error.hint]
        return "\n".join(visible([translated(line, lang) for line in lines if line]))
    lines += _content(heatmap)
    src = _path(file) + (f"#{part}" if part else "")
    block = f"\n```heatmap src={_quoted(src)}\n```"
    return "\n".join([*visible([translated(line, lang) for line in lines]), block])


def _format(file: Path) -> str:
    if not file.is_file():
        return ""
    reading = open_file(file.read_bytes(), file.name, Limits.of(resolve({})))
    return say("{name}: read as {format}", name=file.name, format=reading.format)


def _content(heatmap: Heatmap) -> Iterator[str]:
    texts = [one.content for one in heatmap.content.examples] or [heatmap.content]
    scheme = listed(dict.fromkeys(one.scheme or detect(one.tokens) for one in texts))
    shape = f"{len(heatmap.series)} × {len(heatmap)}"
    yield say("series × tokens: {shape}; tokens written as {scheme}", shape=shape, scheme=scheme)
    names = [item.name for item in heatmap.series if item.name]
    if names:
        yield say(
            "series: {names}", names=", ".join(names[:_FIRST]) + ("…" * (len(names) > _FIRST))
        )
    yield say("first tokens: {tokens}", tokens=" ".join(map(repr, heatmap.tokens[:_FIRST])))
    for name, value in heatmap.options:
        yield say("{name}: {value}", name=name, value=str(value))


def _path(file: Path) -> str:
    """Write a path that every page of the file's site understands, or the name where it has none.

    A name alone is right for pages beside the file.
    """
    site, whole = site_of(file, file.parent), file.resolve()
    root = Path(str(site.options["root"]))
    if site.file is None or not whole.is_relative_to(root):
        return file.name
    return f"/{whole.relative_to(root).as_posix()}"


def _quoted(text: str) -> str:
    return f'"{text}"' if any(sign in text for sign in " #\t") else text
