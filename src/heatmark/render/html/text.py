"""The coloured text: one inline element a token, all put together at once for speed."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.looks import joined_text
from heatmark.core.patterns import lazy_re
from heatmark.language.words import word, words
from heatmark.picture.parts import NOWHERE, PLAIN, SCORES
from heatmark.render.candidates import lines
from heatmark.render.html.elements import (
    LEVEL_CLASSES,
    UNSEEN,
    all_quotable,
    attribute,
    in_quotes,
    is_odd,
    quotable,
)
from heatmark.render.html.groups import marked_up, resumed, split_at, with_elements
from heatmark.render.kinds import facts, labels_under
from heatmark.render.visible import (
    BIDI,
    MARKS,
    ZERO_WIDTH,
    closed,
    is_apart,
    score_texts,
    steps,
    visible,
    why_apart,
)
from heatmark.tokens.gaps import GOES_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.annotations import Span
    from heatmark.picture.parts import Picture, Strip
    from heatmark.tokens.shown import Texts


_PART = 500  # tokens; browsers lay out long runs of spans in quadratic time
_SPLIT = "\x1f"  # a control character: none is left in a token that has been made visible
_HOLE = "%s"  # of a template, in which all else is literal
_CLASS = lazy_re(rf'class=("?){_HOLE}')
_BLANK = frozenset({"", " "})
_SPACES, _BREAK = " \n\t\r", "\n"
# With a word joiner: a line may end after this sign, but not within a word.
_GOES_ON = "<i aria-hidden=true>⋯\u2060</i>"


def texts(picture: Picture) -> list[str]:
    """Draw the coloured text of each series: the part that grows with the number of tokens."""
    if picture.below is None and all(strip.cells is None for strip in picture.strips):
        return _drawn(picture, picture.cells, picture.strips)
    if picture.joint is None:
        return [_drawn(picture, picture.cells_of(strip), (strip,))[0] for strip in picture.strips]
    return [
        _drawn(picture.alone(strip), picture.cells_of(strip), (strip,))[0]
        for strip in picture.strips
    ]


def _drawn(picture: Picture, cells: Texts, strips: Sequence[Strip]) -> list[str]:
    """Draw series over the same tokens."""
    opening = f"<b class={_HOLE}{f' data-v={_HOLE}' if picture.hover else ''}>"
    bounds = [*pairwise(_parts(cells))]
    spans: tuple[Span, ...] = ()
    if picture.below is not None or cells.spans:
        spans = split_at(labels_under(picture, strips[0]), bounds)
    tokens = [*map(_narrow, _escaped(cells))] if picture.is_compared else _escaped(cells)
    has_elements = bool(cells.groups or spans)
    tokens = marked_up(tokens, cells, spans) if has_elements else tokens
    templates = [_template(tokens[first:last], opening) for first, last in bounds]
    templates[0] = _literal(_before(cells)) + templates[0]
    if has_elements:
        labels = iter([_literal(_plain(text)) for text in closed([span.label for span in spans])])
        tags = opening, _glued(opening)
        templates = [with_elements(template, tags, labels) for template in templates]
    drawn = [_parts_of(strip, picture, cells, templates, bounds) for strip in strips]
    if len(bounds) == 1:
        return [part for (part,) in drawn]
    whole = "</span><span class=heatmark-part>"
    return [f"<span class=heatmark-part>{whole.join(parts)}</span>" for parts in drawn]


def _template(tokens: Sequence[str], opening: str) -> str:
    """Write all but classes and scores, for which holes stay: only they differ between series.

    A token's leading space goes before its opening tag, so that boxes begin at their letters and
    lines break between boxes. One that no white space separates from the token before it has a
    class besides.
    """
    if not tokens:
        return ""
    # In which what is looked for is found sooner than between tags.
    joined = _literal(_SPLIT.join(tokens))
    space = " " if joined.startswith(" ") else ""
    ends = [blank for blank in _SPACES if f"{blank}{_SPLIT}" in joined]
    joined = joined.removeprefix(" ").replace(f"{_SPLIT} ", f"</b> {opening}")
    for blank in ends:
        joined = joined.replace(f"{blank}{_SPLIT}", f"{blank}</b>{opening}")
    joined = joined.replace(_SPLIT, f"</b>{_glued(opening)}")
    return f"{space}{opening}{joined}</b>"


def _literal(text: str) -> str:
    return text.replace("%", "%%")


def _glued(opening: str) -> str:
    return opening.replace(f"={_HOLE}", f'="{_HOLE} j"', 1)


def _parts(cells: Texts) -> list[int]:
    """Cut a long text where a line may end anyway: before a space or after a newline."""
    tokens = cells.shown
    bounds = [0]
    while len(tokens) - bounds[-1] > _PART:
        last = bounds[-1] + _PART
        near = range(last, last - 100, -1)
        cut = next((index for index in near if index not in cells.continues), last)
        good = (
            index
            for index in near
            if tokens[index][:1].isspace() or tokens[index - 1].endswith("\n")
        )
        bounds.append(next(good, cut))
    return [*bounds, len(tokens)]


def _parts_of(
    strip: Strip,
    picture: Picture,
    cells: Texts,
    templates: Sequence[str],
    bounds: Sequence[tuple[int, int]],
) -> list[str]:
    """Fill holes: a class for each token, and its score where there is hover.

    Args:
        strip: The series.
        picture: The picture.
        cells: What its tokens show.
        templates: Each part of the text, with its holes.
        bounds: The first token of each part, and the first behind it.
    """
    classes = _classes(strip, cells, templates)
    drawn = []
    for template, (first, last) in zip(templates, bounds, strict=True):
        filled = classes[first:last]
        if picture.hover:
            filled = [""] * (2 * (last - first))
            filled[0::2] = classes[first:last]
            filled[1::2] = _values(strip, picture, cells, range(first, last))
        drawn.append(resumed(template % tuple(filled)))
    return drawn


def _classes(strip: Strip, cells: Texts, templates: Sequence[str]) -> list[str]:
    """Name the class of each level; more than one name needs quotes, if not around it already."""
    classes = [LEVEL_CLASSES[level] for level in strip.levels]
    marks = {index: " q-up" if side == 1 else " q-down" for index, side in strip.clipped.items()}
    for index in cells.marks:
        marks[index] = f" q-mark{marks.get(index, '')}"
    for index in strip.faded:
        classes[index] = "q-in"  # no level, which would shine through in some mode
    quotes = [quote for text in templates for quote in _CLASS.findall(text)] if marks else ()
    for index, mark in marks.items():
        both = f"{classes[index]}{mark}"
        classes[index] = both if quotes[index] else quotable(both)
    return classes


def _values(strip: Strip, picture: Picture, cells: Texts, indices: range) -> list[str]:
    """Write what tokens say to pointer and finger: the number, and below it what else is known.

    The number is the value of `data-v`, before and after which the stylesheet puts measure and
    unit; the lines below are in an attribute of their own.
    """
    is_scored, told = picture.kind == SCORES, words(picture.lang)
    values = _numbers(strip, picture, indices) if is_scored else [str(at + 1) for at in indices]
    for index, said in _more(strip, picture, cells, indices).items():
        at = index - indices.start
        nameless = is_scored and not strip.texts[index] and is_apart(cells, index)
        if nameless:  # that it is special, or marked, is why
            said.remove(why_apart(cells, index, told))
            values[at] = attribute(why_apart(cells, index, told))
        if said:
            values[at] += f" data-w={_in_lines(said)}"
    return values


def _numbers(strip: Strip, picture: Picture, indices: range) -> list[str]:
    """Write scores as values of attributes."""
    first, last = indices.start, indices.stop
    values = [*strip.texts[first:last]]
    if strip.errors is not None:
        values = score_texts(picture, values, strip.scores[first:last], strip.errors[first:last])
    values = all_quotable(values)
    if "" in values:
        told = words(picture.lang)
        why = {
            level: quotable(told[key]) for level, key in ((NOWHERE, "missing"), (PLAIN, "later"))
        }
        levels = zip(values, strip.levels[first:last], strict=True)
        values = [value or why[level] for value, level in levels]
    return values


def _in_lines(said: Sequence[str]) -> str:
    return in_quotes(escape(_BREAK.join(said)))


def _more(strip: Strip, picture: Picture, cells: Texts, indices: range) -> dict[int, list[str]]:
    """Say in lines what there is to know of some tokens besides the number."""
    lang = picture.lang
    # Most tokens of a text may have this and nothing else: no space that would want quotes.
    written = zip(indices, strip.chances[indices.start : indices.stop], strict=False)
    found = {index: [f"{share}\u00a0%"] for index, share in written if share}
    special = {at for at in cells.special if strip.texts[at] or at not in cells.marks}
    for known, key in ((special, "special"), (cells.continues, "part")):
        for index in filter(indices.__contains__, known):
            found.setdefault(index, []).append(word(key, lang))
    for index, said in facts(picture, cells).items() if _has_facts(cells) else ():
        if index in indices:
            found.setdefault(index, []).extend(said)
    for index in filter(indices.__contains__, strip.faded):
        found.setdefault(index, []).append(word("faded", lang))
    for index, name in steps(picture, strip).items() if picture.legend.steps else ():
        if index in indices:
            found.setdefault(index, []).append(name)
    for index in indices if cells.alternatives is not None else ():
        found.setdefault(index, []).extend(lines(picture, index))
    return found


def _has_facts(cells: Texts) -> bool:
    return bool(cells.ids or cells.spans or cells.marks or cells.guesses)


def _escaped(cells: Texts) -> Sequence[str]:
    """Escape tokens for the template, all at once, and show what would not be seen."""
    tokens: Sequence[str] = cells.shown
    text = joined_text(cells.shown)
    marked: dict[int, str] = {}
    if not text.isprintable() or "  " in text or not _BLANK.isdisjoint(tokens):
        tokens = visible(tokens)
        marked = {index: _marked(token) for index, token in enumerate(tokens) if is_odd(token)}
    marked |= {index: _with_gaps(index, tokens[index], gaps) for index, gaps in cells.gaps.items()}
    marked |= {index: _mark(_plain(tokens[index])) for index in cells.special}
    marked |= dict.fromkeys(cells.continues, _GOES_ON)
    if any(character in text for character in "&<>"):
        tokens = _plain(_SPLIT.join(tokens)).split(_SPLIT)
    if marked:
        tokens = [marked.get(index, token) for index, token in enumerate(tokens)]
    return tokens


def _before(cells: Texts) -> str:
    """Leave blank what other readings have before the text."""
    return "".join(_gap(text) for place, text in cells.gaps.get(0, ()) if not place)


def _with_gaps(index: int, token: str, gaps: Sequence[tuple[int, str]]) -> str:
    """Leave blanks in a token, as wide as what other readings of the text show there."""
    parts, begin = [], 0
    for place, text in gaps:
        if index == place == 0:
            continue
        cut = max(place, begin, int(token.startswith(" ")))  # which goes before the box
        parts += [_part(token[begin:cut]), _gap(text)]
        begin = cut
    return "".join([*parts, _part(token[begin:])])


def _narrow(token: str) -> str:
    """Leave out the sign for a space: it is as wide as itself, and other readings have no sign."""
    return token.replace(_mark(MARKS[" "]), "<i aria-hidden=true></i>")


def _gap(text: str) -> str:
    kind = "q-gap" if text == GOES_ON else '"q-gap q-wide"'
    blank = f"{text}\u2060" if text == GOES_ON else _plain(text)
    return f"<i aria-hidden=true class={kind}>{blank}</i>"


def _part(text: str) -> str:
    return _marked(text) if text and is_odd(text) else _plain(text)


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
            plain = "" if character == "\r" else character  # which no HTML can have
            yield _mark(MARKS.get(character, "␣")) + plain
        else:
            yield _plain(character)


def _mark(text: str) -> str:
    return f"<i aria-hidden=true>{text}</i>"


def _name(text: str) -> str:
    return f"<i aria-hidden=true class=q-name>{text}</i>"


def _plain(text: str) -> str:
    return escape(text, quote=False)
