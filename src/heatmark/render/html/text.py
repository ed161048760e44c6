"""The coloured text: one inline element a token, written by a template for speed."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.picture.palette import LEVELS
from heatmark.render.html.elements import UNSEEN, is_odd
from heatmark.render.visible import BIDI, MARKS, ZERO_WIDTH, alternatives, visible, with_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.tokens.shown import Texts


_PART = 500  # tokens; browsers lay out long runs of spans in quadratic time
# Class names by level; the last one answers to -1, the level of a missing score.
_CLASSES = [*(f"q{level}" for level in range(LEVELS)), "qx"]
# Control characters: none is left in a token that has been made visible.
_SPLIT, _FIRST, _LAST = "\x1f", "\x1e", "\x1d"
_BLANK = frozenset({"", " "})
# With a word joiner: a line may end after this sign, but not within a word.
_GOES_ON = "<i aria-hidden=true>⋯\u2060</i>"


def texts(picture: Picture) -> list[str]:
    """Draw the coloured text of each series: the part that grows with the number of tokens."""
    opening = "<b class=%s title=%s>" if picture.hover else "<b class=%s>"
    tokens = _escaped(picture.cells)
    bounds = [*pairwise(_parts(picture.cells))]
    templates = [_template(tokens[first:last], opening) for first, last in bounds]
    if picture.cells.groups:
        templates = [_grouped(template, opening) for template in templates]
    drawn = [_parts_of(strip, picture, templates, bounds) for strip in picture.strips]
    if len(bounds) == 1:
        return [part for (part,) in drawn]
    whole = "</span><span class=heatmark-part>"
    return [f"<span class=heatmark-part>{whole.join(parts)}</span>" for parts in drawn]


def _template(tokens: Sequence[str], opening: str) -> str:
    """Write all but classes and scores, for which `%s` stands: only they differ between series.

    A token's leading space goes before its opening tag, so that boxes begin at their letters and
    lines break between boxes.
    """
    joined = f"</b>{opening}".join(tokens)
    return f"{opening}{joined}</b>".replace(f"{opening} ", f" {opening}")


def _grouped(part: str, opening: str) -> str:
    """Put one outline around tokens that share a character, where `_escaped` has marked them."""
    part = part.replace(f"{opening}{_FIRST} ", f" {opening}{_FIRST}")
    part = part.replace(f"{opening}{_FIRST}", f"<span class=heatmark-group>{opening}")
    return part.replace(f"{_LAST}</b>", "</b></span>")


def _parts(cells: Texts) -> list[int]:
    """Cut a long text where a line may end anyway: before a space or after a newline."""
    tokens = cells.shown
    bounds = [0]
    while len(tokens) - bounds[-1] > _PART:
        last = bounds[-1] + _PART
        free = (place for place in range(last, bounds[-1], -1) if place not in cells.continues)
        cut = next(free, last)
        good = (
            place
            for place in range(last, last - 100, -1)
            if tokens[place][:1].isspace() or tokens[place - 1].endswith("\n")
        )
        bounds.append(next(good, cut))
    return [*bounds, len(tokens)]


def _parts_of(
    strip: Strip, picture: Picture, templates: Sequence[str], bounds: Sequence[tuple[int, int]]
) -> list[str]:
    """Fill templates: a class for each token, and its score where there is hover."""
    classes = [_CLASSES[level] for level in strip.levels]
    marks = {place: " q-up" if side > 0 else " q-down" for place, side in strip.clipped.items()}
    for place in strip.faded:
        classes[place] = "q-in"  # no level, which would shine through in some mode
    for place, mark in marks.items():
        classes[place] = f'"{classes[place]}{mark}"'
    if not picture.hover:
        pairs = zip(templates, bounds, strict=True)
        return [template % tuple(classes[first:last]) for template, (first, last) in pairs]
    parts = []
    for template, (first, last) in zip(templates, bounds, strict=True):
        values = [""] * (2 * (last - first))
        values[0::2] = classes[first:last]
        values[1::2] = _titles(strip, picture, first, last)
        parts.append(template % tuple(values))
    return parts


def _titles(strip: Strip, picture: Picture, first: int, last: int) -> list[str]:
    """Write what a token says to the pointer: its score, and what else there is to know."""
    cells, lang = picture.cells, picture.lang
    titles = [*strip.texts[first:last]]
    if strip.errors is not None:
        titles = with_errors(titles, strip.scores[first:last], strip.errors[first:last], lang)
        titles = [f'"{title}"' if " " in title else title for title in titles]
        for place in strip.faded:
            if first <= place < last:
                titles[place - first] = f'"{titles[place - first][1:-1]} ({word("faded", lang)})"'
    if picture.legend.writing.shares:
        titles = [title.replace("<", "&lt;") for title in titles]
    if "" in titles:
        missing = f'"{word("missing", lang)}"'
        titles = [title or missing for title in titles]
    if cells.special or cells.continues or cells.alternatives is not None:
        places = range(first, first + len(titles))
        return [_title(title, picture, place) for title, place in zip(titles, places, strict=True)]
    return titles


def _title(title: str, picture: Picture, place: int) -> str:
    cells, lang = picture.cells, picture.lang
    said = title.strip('"')
    if place in cells.special:
        missing = said == word("missing", lang)
        said = word("special", lang) + ("" if missing else f": {said}")
    if place in cells.continues:
        said = f"{word('part', lang)}: {said}"
    others = alternatives(cells, place, picture)
    if others:
        said += f" · {word('alternatives', lang)}: {escape(others)}"
    return f'"{said}"' if " " in said else said


def _escaped(cells: Texts) -> Sequence[str]:
    """Escape tokens for the template, all at once, and show what would not be seen."""
    tokens: Sequence[str] = cells.shown
    text = "".join(tokens)
    marked: dict[int, str] = {}
    if not text.isprintable() or "  " in text or not _BLANK.isdisjoint(tokens):
        tokens = visible(tokens)
        marked = {place: _marked(token) for place, token in enumerate(tokens) if is_odd(token)}
    marked |= {place: _mark(_for_template(tokens[place])) for place in cells.special}
    marked |= dict.fromkeys(cells.continues, _GOES_ON)
    if any(character in text for character in "&<>%"):
        tokens = _for_template(_SPLIT.join(tokens)).split(_SPLIT)
    if marked:
        tokens = [marked.get(place, token) for place, token in enumerate(tokens)]
    return _with_groups(list(tokens), cells) if cells.groups else tokens


def _with_groups(tokens: list[str], cells: Texts) -> list[str]:
    for first, last in cells.groups:
        tokens[first] = f"{_FIRST}{tokens[first]}"
        tokens[last] = f"{tokens[last]}{_LAST}"
    return tokens


def _marked(token: str) -> str:
    """Show what would not be seen. The marks are no part of the text."""
    alone = not token.strip(UNSEEN).strip()
    return "".join(_characters(token, alone=alone)) or _mark("∅")


def _characters(token: str, *, alone: bool) -> Iterator[str]:
    for character in token:
        if character in BIDI:
            yield _name(BIDI[character])
        elif character in ZERO_WIDTH:
            yield f"{_name(ZERO_WIDTH[character]) if alone else ''}{character}"
        elif character in "\n\t\r" or (alone and character.isspace()):
            plain = "&#13;" if character == "\r" else character
            yield _mark(MARKS.get(character, "␣")) + plain
        else:
            yield _for_template(character)


def _mark(text: str) -> str:
    return f"<i aria-hidden=true>{text}</i>"


def _name(text: str) -> str:
    return f"<i aria-hidden=true class=q-name>{text}</i>"


def _for_template(text: str) -> str:
    return escape(text, quote=False).replace("%", "%%")
