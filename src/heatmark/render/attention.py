"""Grids in which tokens look at tokens: what is masked, and what their axes are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.picture.chosen import sees_no_later
from heatmark.render.visible import names, shown_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Picture


_ATTENTION = ("attention", "chú ý")
_LONGEST_HEAD = 6  # letters of a special token's name that a column has room for
_KNOWN = {
    **dict.fromkeys(("endoftext", "end_of_text", "eot_id"), "eot"),
    **dict.fromkeys(("begin_of_text", "startoftext"), "bot"),
    **dict.fromkeys(("begin_of_sentence", "begin▁of▁sentence"), "bos"),
    **dict.fromkeys(("end_of_sentence", "end▁of▁sentence"), "eos"),
}


def is_map(picture: Picture) -> bool:
    """Tell grids whose rows are the tokens of its columns."""
    cells, rows = picture.cells, [strip.name or "" for strip in picture.strips]
    if cells.columns or len(rows) != len(cells.shown) or len(rows) < 2:
        return False
    return all(
        at in cells.continues or row == name or row.startswith(f"{name} (")
        for at, (row, name) in enumerate(zip(rows, names(cells), strict=True))
    )


def last_seen(picture: Picture) -> Sequence[int] | None:
    """Give for each row of a map the last token that it sees, if none sees one after its own.

    Later cells say nothing and stay blank; programs write zeros there, or nothing.
    """
    places: Sequence[int] = range(len(picture.strips))
    if picture.chosen is not None:
        places = picture.chosen.places
    elif not is_map(picture):
        return None
    return places if sees_no_later(picture.strips, places) else None


def missing(picture: Picture) -> int:
    """Count the scores that are missing in a grid, but for those that no token could see."""
    count = picture.legend.missing
    ends = last_seen(picture) if count else None
    if ends is None:
        return count
    counted = {*range(len(picture.strips))} - picture.cells.outside - picture.cells.marks.keys()
    rows = zip(picture.strips, ends, strict=True)
    return count - sum(
        strip.scores[at] is None for strip, end in rows for at in counted if at > end
    )


def axes(picture: Picture) -> tuple[str, str] | None:
    """Name what rows and columns are: as the author says, or for attention from where to where."""
    if picture.axes is not None:
        return picture.axes
    measure = (picture.legend.measure or "").lower()
    is_attention = any(name in measure for name in _ATTENTION)
    if is_attention and (picture.row_tokens or is_map(picture)):
        return word("axis-from", picture.lang), word("axis-to", picture.lang)
    return None


def row_name(picture: Picture, at: int) -> str | None:
    """Name a row, in short if it is that of a special token."""
    strip = picture.strips[at]
    return short(strip.name) if strip.name and strip.special else strip.name


def column_names(picture: Picture) -> list[str]:
    """Name the columns, in short where they are special tokens."""
    found, special = names(picture.cells), picture.cells.special
    return [short(name) if at in special else name for at, name in enumerate(found)]


def shortened(picture: Picture) -> dict[str, str]:
    """Give the whole names of special tokens by those that stand for them, each once.

    Where two are alike in short, the whole names stand beside one another.
    """
    rows = [strip.name for strip in picture.strips if strip.name and strip.special]
    whole = [*names(picture.cells), *map(shown_alone, rows)]
    brief = [*column_names(picture), *map(short, rows)]
    found: dict[str, str] = {}
    for said, name in dict.fromkeys(zip(brief, whole, strict=True)):
        if said != name:
            found[said] = f"{found[said]}, {name}" if said in found else name
    return found


def short(name: str) -> str:
    """Shorten the name of a special token for a narrow column: `<|endoftext|>` is `⟨eot⟩`."""
    if len(name) <= _LONGEST_HEAD:
        return name
    inner = name.strip("<>[]|｜ ")
    parts = inner.replace("▁", "_").split("_")
    initials = "".join(part if part.isdecimal() else part[:1] for part in parts)
    brief = _KNOWN.get(inner) or (initials if len(initials) > 1 else inner)
    return f"⟨{brief if len(brief) <= _LONGEST_HEAD else brief[:4] + '…'}⟩"
