"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.locale import number, numbers, word
from heatmark.palette import LEVELS
from heatmark.render.css import palette_class, properties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from heatmark.errors import HeatmarkError
    from heatmark.model import Legend, Picture, Strip

_PART = 500  # tokens; browsers lay out long runs of spans in quadratic time
# Class names by level; the last one answers to -1, the level of a missing score.
_CLASSES = [*(f"q{level}" for level in range(LEVELS)), "qx"]

_SPLIT = "\x1f"  # a control character: none is left in a token that has been made visible
_BLANK = frozenset({"", " "})
_HAS_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {
    0x7F: 0x2421
}
_MARKS = {"\n": "↵", "\t": "⇥", "\r": "␍", " ": "␣"}


def figure(picture: Picture, styled: Collection[str] = ()) -> str:
    """Draw a picture as a `<figure>`.

    Args:
        picture: What to draw.
        styled: Names of the palettes that the page's stylesheet has.
    """
    name = picture.palette.name
    attributes = f'class="heatmark {palette_class(name)}"'
    if name not in styled:
        attributes += f' style="{properties(picture.palette)}"'
    if picture.id:
        attributes += f' id="{escape(picture.id)}"'
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    texts = "".join(_series(picture))
    table = _table(picture) if picture.table else ""
    return f"<figure {attributes}>\n{caption}{texts}{_legend(picture)}{table}</figure>"


def error_box(error: HeatmarkError, lang: str, line: int | None) -> str:
    """Draw what stands in a page where a heatmap could not be drawn.

    Args:
        error: What went wrong.
        lang: The page's language.
        line: The line of the page, if it is known.
    """
    where = f" ({word('line', lang, n=line)})" if line else ""
    hint = f"<p>{escape(word('hint', lang, hint=error.hint))}</p>" if error.hint else ""
    head = f"<p><strong>{word('error', lang)}{where}:</strong> {escape(error.message)}</p>"
    return f'<div class="heatmark-error">{head}{hint}</div>'


def texts(picture: Picture) -> list[str]:
    """Draw the coloured text of each series: the part that grows with the number of tokens."""
    template = _template(picture)
    return [template % _values(strip, picture) for strip in picture.strips]


def searchable(picture: Picture) -> str:
    """Write the caption and the text without colours, for a search index."""
    parts = (picture.title or "", "".join(_visible(picture.tokens)))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _series(picture: Picture) -> Iterator[str]:
    for strip, text in zip(picture.strips, texts(picture), strict=True):
        name = f'<div class="heatmark-name">{escape(strip.name)}</div>\n' if strip.name else ""
        yield f'{name}<pre class="heatmark-text">{text}</pre>\n'


def _parts(tokens: Sequence[str]) -> list[int]:
    """Cut a long text where a line may end anyway: before a space or after a newline."""
    bounds = [0]
    while len(tokens) - bounds[-1] > _PART:
        last = bounds[-1] + _PART
        good = (
            place
            for place in range(last, last - 100, -1)
            if tokens[place][:1].isspace() or tokens[place - 1].endswith("\n")
        )
        bounds.append(next(good, last))
    return [*bounds, len(tokens)]


def _template(picture: Picture) -> str:
    """Write all but classes and scores, for which `%s` stands: only they differ between series.

    A token's leading space goes before its opening tag, so that boxes begin at their letters and
    lines break between boxes.
    """
    opening = "<b class=%s title=%s>" if picture.hover else "<b class=%s>"
    between = f"</b>{opening}"
    tokens = _escaped(picture.tokens)
    parts = [
        f"{opening}{between.join(tokens[first:last])}</b>".replace(f"{opening} ", f" {opening}")
        for first, last in pairwise(_parts(picture.tokens))
    ]
    if len(parts) == 1:
        return parts[0]
    return "".join(f"<span class=heatmark-part>{part}</span>" for part in parts)


def _values(strip: Strip, picture: Picture) -> tuple[str, ...]:
    """List what goes into the template: a class, and the score where there is hover, by token."""
    classes = [_CLASSES[level] for level in strip.levels]
    for place, side in strip.clipped.items():
        classes[place] = f'"{classes[place]} {"q-up" if side > 0 else "q-down"}"'
    if not picture.hover:
        return tuple(classes)
    values = [""] * (2 * len(classes))
    values[0::2] = classes
    values[1::2] = _titles(strip, picture.lang, picture.legend.digits)
    return tuple(values)


def _titles(strip: Strip, lang: str, digits: int) -> list[str]:
    titles = numbers(strip.scores, lang, digits)
    if None not in strip.scores:
        return titles
    missing = f'"{word("missing", lang)}"'
    return [title or missing for title in titles]


def _escaped(tokens: Sequence[str]) -> Sequence[str]:
    """Escape tokens for the template, all at once, and show what would not be seen."""
    text = "".join(tokens)
    marked: dict[int, str] = {}
    if not text.isprintable() or "  " in text or not _BLANK.isdisjoint(tokens):
        tokens = _visible(tokens)
        marked = {place: _marked(token) for place, token in enumerate(tokens) if _is_odd(token)}
    if any(character in text for character in "&<>%"):
        tokens = _for_template(_SPLIT.join(tokens)).split(_SPLIT)
    if marked:
        tokens = [marked.get(place, token) for place, token in enumerate(tokens)]
    return tokens


def _is_odd(token: str) -> bool:
    return not token.strip() or any(mark in token for mark in "\n\t\r")


def _visible(tokens: Sequence[str]) -> Sequence[str]:
    """Put pictures (U+2400 …) in the place of control characters, which HTML does not allow."""
    if not _HAS_CONTROL.search("".join(tokens)):
        return tokens
    return [token.translate(_PICTURES) for token in tokens]


def _marked(token: str) -> str:
    """Show white space that would not be seen. The marks are no part of the text."""
    if not token:
        return "<i aria-hidden=true>∅</i>"
    marks = _MARKS if not token.strip() else {mark: _MARKS[mark] for mark in "\n\t\r"}
    shown = (
        f"<i aria-hidden=true>{marks.get(character) or '␣'}</i>"
        if character in marks or not token.strip()
        else ""
        for character in token
    )
    plain = ("&#13;" if character == "\r" else _for_template(character) for character in token)
    return "".join(f"{mark}{character}" for mark, character in zip(shown, plain, strict=True))


def _for_template(text: str) -> str:
    return escape(text, quote=False).replace("%", "%%")


def _measure(legend: Legend, picture: Picture) -> str:
    """Name what a score is: by its measure, or by the name of the only series."""
    single = picture.strips[0].name if len(picture.strips) == 1 else None
    name = legend.measure or single or word("score", picture.lang)
    return f"{name} ({legend.unit})" if legend.unit else name


def _legend(picture: Picture) -> str:
    legend, lang = picture.legend, picture.lang
    notes = "".join(f"<span>{note}</span>" for note in _notes(picture))
    measure = f"<span>{escape(_measure(legend, picture))}</span>"
    return f'<div class="heatmark-legend" lang={lang}>{measure}{_ramp(legend, lang)}{notes}</div>\n'


def _ramp(legend: Legend, lang: str) -> str:
    if legend.ends is None:
        return ""
    low, high = (number(end, lang, legend.digits) for end in legend.ends)
    if legend.ends[0] == legend.ends[1]:
        middle = f"<b class=q{round((LEVELS - 1) / 2)} aria-hidden=true></b>"
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    ramp = "<span class=heatmark-ramp aria-hidden=true></span>"
    return f"<span class=heatmark-scale>{low} {ramp} {high}</span>"


def _notes(picture: Picture) -> Iterator[str]:
    """Say the scale's kind, and what the colours leave out."""
    legend, lang = picture.legend, picture.lang
    if legend.transforms:
        yield word("transform", lang, names=", ".join(legend.transforms))
    if legend.count == 0:
        yield word("nothing", lang)
    if legend.constant and not legend.below + legend.above:
        yield word("constant", lang)
    if legend.ends is not None and legend.ends[0] < legend.ends[1]:
        yield _kind(legend, lang)
    if len(picture.strips) > 1:
        yield word("common", lang, n=len(picture.strips))
    yield word("count", lang, n=number(legend.count, lang))
    yield from _clipped(legend, lang)
    if legend.missing:
        swatch = "<b class=qx aria-hidden=true></b>"
        yield swatch + word("missing-count", lang, n=number(legend.missing, lang))


def _clipped(legend: Legend, lang: str) -> Iterator[str]:
    if legend.ends is None:
        if legend.below + legend.above:
            yield word("clipped", lang, n=number(legend.below + legend.above, lang))
        return
    for key, count, end in zip(
        ("clipped-below", "clipped-above"), (legend.below, legend.above), legend.ends, strict=True
    ):
        if count:
            text = number(end, lang, legend.digits)
            yield word(key, lang, n=number(count, lang), end=text)


def _kind(legend: Legend, lang: str) -> str:
    if legend.kind == "zero" and legend.center is not None:
        return word("zero-signed", lang)
    if legend.kind == "symmetric":
        return word("symmetric", lang, center=number(legend.center or 0.0, lang))
    return word(legend.kind, lang)


def _table(picture: Picture) -> str:
    lang, digits = picture.lang, picture.legend.digits
    measure = _measure(picture.legend, picture)
    heads = [word("position", lang), word("token", lang)]
    heads += [strip.name or measure for strip in picture.strips]
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
    names = (escape(_in_table(token), quote=False) for token in _visible(picture.tokens))
    missing = word("missing", lang)
    columns = [
        [text or missing for text in numbers(strip.scores, lang, digits)]
        for strip in picture.strips
    ]
    rows = "\n".join(
        f"<tr><td>{place}</td><td>{name}</td><td>{'</td><td>'.join(scores)}</td></tr>"
        for place, (name, *scores) in enumerate(zip(names, *columns, strict=True), start=1)
    )
    summary = f"<summary>{word('table', lang)}</summary>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    # The region scrolls, so that a keyboard must reach it.
    region = f'<div role=region aria-label="{word("table", lang)}" tabindex=0>{table}</div>'
    return f'<details class="heatmark-table" lang={lang}>{summary}{region}</details>\n'


def _in_table(token: str) -> str:
    """Show a token alone: its spaces at the edges are in the text; white space gets its marks."""
    bare = token.strip()
    if bare:
        return bare
    return "".join(_MARKS.get(character, "␣") for character in token) or "∅"
