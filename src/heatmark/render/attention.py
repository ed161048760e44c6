"""Grids in which tokens look at tokens: what their axes are called, and tokens in short."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from heatmark.core.axes import measures_attention
from heatmark.core.cut import cut_all
from heatmark.core.patterns import lazy_re
from heatmark.language.words import word
from heatmark.render.visible import names, shown_alone

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


_LONGEST_HEAD = 6  # letters of a special token's name that a column has room for
_COUNTED = lazy_re(r"(\S+) (\(\d+\))")  # `[SEP] (2)`, the second row that is called so
_KNOWN = {
    **dict.fromkeys(("endoftext", "end_of_text", "eot_id"), "eot"),
    **dict.fromkeys(("begin_of_text", "startoftext"), "bot"),
    **dict.fromkeys(("begin_of_sentence", "begin▁of▁sentence"), "bos"),
    **dict.fromkeys(("end_of_sentence", "end▁of▁sentence"), "eos"),
}


def axes(picture: Picture) -> tuple[str, str] | None:
    """Name what rows and columns are: as the author says, or for attention from where to where."""
    if picture.axes is not None:
        return picture.axes
    if measures_attention(picture.legend.measure) and picture.of_tokens:
        return word("axis-from", picture.lang), word("axis-to", picture.lang)
    return None


def row_name(picture: Picture, at: int) -> str | None:
    """Name a row, in short if it is that of a special token."""
    strip = picture.strips[at]
    return _shorts(picture)[strip.name] if strip.name and strip.special else strip.name


def column_names(picture: Picture) -> list[str]:
    """Name the columns, in short where they are special tokens."""
    found, special = names(picture.cells), picture.cells.special
    brief = _shorts(picture)
    return [brief[name] if at in special else name for at, name in enumerate(found)]


def _shorts(picture: Picture) -> dict[str, str]:
    """Shorten the names of special tokens in rows and columns, so that they differ."""
    columns = names(picture.cells)
    whole = [columns[at] for at in sorted(picture.cells.special)]
    whole += [strip.name for strip in picture.strips if strip.name and strip.special]
    found = {name: short(name) for name in whole}
    common = Counter(found.values())
    like = [name for name, brief in found.items() if common[brief] > 1]
    for name, cut in zip(like, cut_all([*map(_inner, like)], _LONGEST_HEAD), strict=True):
        found[name] = f"⟨{''.join(cut)}⟩"
    return found


def shortened(picture: Picture) -> dict[str, str]:
    """Give the whole names of special tokens by those that stand for them, each once.

    Where two are alike in short all the same, the whole names stand beside one another.
    """
    rows = [strip.name for strip in picture.strips if strip.name and strip.special]
    whole = [*names(picture.cells), *map(shown_alone, rows)]
    brief = [*column_names(picture), *(_shorts(picture)[name] for name in rows)]
    found: dict[str, str] = {}
    for said, name in dict.fromkeys(zip(brief, whole, strict=True)):
        if said != name:
            found[said] = f"{found[said]}, {name}" if said in found else name
    return found


def short(name: str) -> str:
    """Shorten the name of a special token for a narrow column: `<|endoftext|>` is `⟨eot⟩`."""
    if len(name) <= _LONGEST_HEAD:
        return name
    counted = _COUNTED.fullmatch(name)
    if counted is not None:
        return f"{short(counted[1])} {counted[2]}"
    inner = _inner(name)
    parts = inner.replace("▁", "_").split("_")
    initials = "".join(part if part.isdecimal() else part[:1] for part in parts)
    brief = _KNOWN.get(inner) or (initials if len(initials) > 1 else inner)
    return f"⟨{brief if len(brief) <= _LONGEST_HEAD else brief[:4] + '…'}⟩"


def _inner(name: str) -> str:
    return name.strip("<>[]|｜ ")
