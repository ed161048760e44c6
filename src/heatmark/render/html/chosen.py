"""A text that is coloured by the row of the token that its reader chooses, without script.

Each token is a radio button and its text once for each row. The stylesheet shows the one of the row
that is chosen; without it, or where it cannot know, the others stay hidden.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re
from heatmark.language.words import word
from heatmark.picture.chosen import ALWAYS
from heatmark.render.chosen import overview
from heatmark.render.html.elements import UNSOUGHT, attribute, is_odd, middle_of, preformatted, safe
from heatmark.render.html.grid import grid
from heatmark.render.html.groups import is_rest
from heatmark.render.html.text import texts
from heatmark.render.visible import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heatmark.picture.parts import Picture, Strip, TokenChoice


_TOKENS = lazy_re(r"(<b [^>]*>.*?</b>)", re.DOTALL)  # no token has such a tag in it
_PLAIN = "<span>", "</span>"
_NOISE = lazy_re(r'<b class="?q-in\b')


def chosen_text(picture: Picture, chosen: TokenChoice, measure: str) -> str:
    """Draw the text with a button in each token that has a row, and below it what does not change.

    A form of its own keeps the buttons of two equal blocks in one page apart; its method lets
    Enter send nothing.

    Args:
        picture: What to draw.
        chosen: Which row is whose.
        measure: The head of a row without a name.
    """
    drawn = [*zip(picture.strips, texts(picture), chosen.places, strict=True)]
    rows = [(strip, text) for strip, text, _ in drawn if strip.role == "series"]
    shuffled = [(strip, text) for strip, text, at in drawn if strip.role != "series" and at >= 0]
    buttons = {at: row for row, at in enumerate(chosen.places[: len(rows)], start=1)}
    around = [*_opened(picture, chosen, buttons, _name(rows))]
    first = chosen.places.index(chosen.first)
    tokens = _as_text(_woven(rows, around, first))
    name = word("choose-token", picture.lang)
    inside = tokens + (_shuffled(picture, shuffled, first) if shuffled else "")
    group = f'<div class=heatmark-pick role=group aria-label="{name}">\n{inside}</div>'
    others = (
        _heading(picture, strip.name or measure, strip) + _as_text(text)
        for strip, text, at in drawn
        if at == ALWAYS
    )
    return f"<form method=dialog>{group}</form>\n{''.join(others)}{_overview(picture, measure)}"


def _name(rows: Sequence[tuple[Strip, str]]) -> str:
    """Name the buttons of a text, so that no others of the page are among them."""
    digest = blake2b("\0".join(text for _, text in rows).encode(), digest_size=6).hexdigest()
    return f"heatmark-{digest}"


def _opened(
    picture: Picture, chosen: TokenChoice, buttons: Mapping[int, int], name: str
) -> Iterator[tuple[str, str]]:
    """Write what is around each token: a label with its button, if it has a row."""
    for at, (token, called) in enumerate(
        zip(picture.cells.shown, names(picture.cells), strict=True)
    ):
        if at not in buttons:
            yield _PLAIN
            continue
        is_part = at in picture.cells.continues
        spoken = word("part", picture.lang) if is_part else called
        unread = is_part or is_odd(token) or at in picture.cells.special
        said = f" aria-label={attribute(spoken)}" if unread else ""
        checked = " checked" if at == chosen.first else ""
        yield (
            f"<label><input type=radio name={name} value={buttons[at]}{said}{checked}>",
            "</label>",
        )


def _woven(rows: Sequence[tuple[Strip, str]], around: Sequence[tuple[str, str]], first: int) -> str:
    """Put the rows together token by token; what stands between tokens is the same in all.

    Args:
        rows: The strips, and their texts.
        around: What is around each token.
        first: The row that is there until another is chosen.
    """
    columns = []
    between: list[str] = []
    for row, (strip, text) in enumerate(rows):
        parts = _TOKENS.split(text)
        between = parts[::2]
        hidden = "" if row == first else " hidden"
        columns.append([_own(strip, part, hidden) for part in parts[1::2]])
    each = iter(around)
    tokens = []
    for some in zip(*columns, strict=True):
        before, after = _PLAIN if is_rest(some[0]) else next(each)
        tokens.append(f"{before}{''.join(some)}{after}")
    return "".join(a + b for a, b in zip(between, [*tokens, ""], strict=True))


def _own(strip: Strip, token: str, hidden: str) -> str:
    """Hide a token until its row is chosen; one that is noise has the centre of its row."""
    style = f' style="{middle_of(strip)}"' if _NOISE.match(token) else ""
    return token.replace(">", f"{style}{hidden}>", 1)


def _shuffled(picture: Picture, rows: Sequence[tuple[Strip, str]], first: int) -> str:
    """Draw the shuffled scores of the row that is chosen above."""
    around = [_PLAIN] * len(picture.cells.shown)
    called = word("control-shuffle", picture.lang)
    (any_strip, _), *_ = rows  # all have the same note
    return _heading(picture, called, any_strip) + _as_text(_woven(rows, around, first))


def _heading(picture: Picture, called: str, strip: Strip) -> str:
    note = strip.note
    said = f'<p class="heatmark-note" lang={picture.lang}>{safe(note)}</p>\n' if note else ""
    return f'<div class="heatmark-name">{safe(called)}</div>\n{said}'


def _as_text(inside: str) -> str:
    return preformatted(inside) + "\n"


def _overview(picture: Picture, measure: str) -> str:
    """Draw all rows as a small grid, for paper."""
    drawn = overview(picture)
    return f"<div class=heatmark-paper{UNSOUGHT}>{grid(drawn, measure)}</div>" if drawn else ""
