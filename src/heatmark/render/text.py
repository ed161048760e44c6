"""Pictures as plain text, for formats that have no colours: the numbers stand in a table."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from heatmark.language.messages import translated
from heatmark.language.words import word
from heatmark.picture.guessed import GUESSES
from heatmark.render import legend
from heatmark.render.chosen import stilled
from heatmark.render.guesses import in_lines
from heatmark.render.kinds import heading, labels_under
from heatmark.render.table import is_wanted, table
from heatmark.render.visible import BIDI, IN_LINE, MARKS, ZERO_WIDTH, visible
from heatmark.tokens.gaps import GOES_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.annotations import Span
    from heatmark.core.errors import HeatmarkError
    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.legend import Told


_RAMP = " … "
_GAP = "  "
_CUT = "│"  # between pieces
# What would turn the text around it, or not be seen at the end of a line.
_TURNING = {ord(one): f"[{name}]" for one, name in BIDI.items()}
_SHOWN = _TURNING | str.maketrans({"\n": "↵\n", "\t": MARKS["\t"], "\r": MARKS["\r"]})


def plain_text(picture: Picture, columns: int = 66) -> str:
    """Write a picture as text: caption, tokens, legend, table; of a line-up no answer.

    Args:
        picture: What to write.
        columns: Where lines of the text and the legend end at the latest, if words allow it. The
            table is as wide as it has to be.
    """
    still = stilled(picture)
    told = legend.told(still).in_full
    said = (_wrapped(text.translate(_SHOWN), columns) for text in told.above)
    parts = [picture.title or "", *said, _text(still, columns)]
    parts += _guesses(picture, columns) if picture.view == GUESSES else []
    has_table = is_wanted(picture)
    parts.append(_wrapped(_legend(still, told, told.notes if has_table else told.all), columns))
    parts += (_wrapped(text.translate(_SHOWN), columns) for text in told.controls)
    if has_table:
        parts.append(_wrapped(legend.sentences(told.about), columns))
        parts.append("\n".join(_table(picture, told.measure)))
    return _seen("\n\n".join(part for part in parts if part))


def plain_error(error: HeatmarkError, lang: str, line: int | None) -> str:
    """Write what stands where a heatmap could not be drawn; see `error_box` of HTML."""
    where = f" ({word('line', lang, n=line)})" if line else ""
    todo = translated(error.hint, lang)
    hint = f"\n{word('hint', lang, hint=todo)}" if todo else ""
    said = f"{word('error', lang)}{where}: {translated(error.message, lang)}{hint}"
    return _seen(said)


def _seen(text: str) -> str:
    return visible((text,))[0].translate(_TURNING)


def _text(picture: Picture, columns: int) -> str:
    if picture.cells.columns:  # which the table has
        return ""
    first = picture.strips[0]  # equivalent: all strips have cells of their own, or none
    several = len(picture.strips) > 1 and (first.cells is not None or picture.below)
    parts = []
    for strip in picture.strips if several else picture.strips[:1]:
        name = heading(picture, strip) if several else None
        text = "".join(_annotated(picture, strip))
        text = "…" * strip.cut[0] + text + "…" * strip.cut[1]
        parts += [f"\n{_cell(strip.group)}"] if strip.group else []
        parts.append(_wrapped(text if name is None else f"{_cell(name)}\n{text}", columns))
    return "\n".join(parts)


def _guesses(picture: Picture, columns: int) -> list[str]:
    """Write for each token what was likeliest in its place."""
    lines = [line for pair in in_lines(picture) for line in pair if line]
    return ["\n".join(_wrapped(line.translate(_SHOWN), columns) for line in lines)]


def _annotated(picture: Picture, strip: Strip) -> Iterator[str]:
    """Write tokens with what is drawn around them: `[Hà Nội]/LOC`, `»marked«`, `pie│ces`."""
    cells = picture.cells_of(strip)
    firsts = {span.first: span for span in labels_under(picture, strip)}
    lasts = {span.last: span for span in firsts.values()}
    for index, token in enumerate(visible(cells.shown)):
        goes_on = index in cells.continues and (picture.kind == "pieces" or index in cells.marks)
        text = GOES_ON if goes_on else token
        bare = text.lstrip(" ")
        before = text[: len(text) - len(bare)]
        cut = _CUT if picture.kind == "pieces" and index else ""
        drawn = bare.translate(_SHOWN)
        if index in cells.marks:
            before, drawn = (before, _marked(drawn)) if bare else ("", _marked(MARKS[" "]))
        span = firsts.get(index)
        drawn = f"[{drawn}" if span and span.first != span.last else drawn
        span = lasts.get(index)
        yield f"{cut}{before}{_labelled(drawn, span) if span else drawn}"


def _labelled(drawn: str, span: Span) -> str:
    """Put a label behind a token, in its first line; that of several before the end of a line."""
    if span.first == span.last:
        line, end, rest = drawn.partition("\n")
        return f"{line}/{_cell(span.label)}{end}{rest}"
    inside, ends = _before_ends(drawn)
    return f"{inside}]/{_cell(span.label)}{ends}"


def _marked(drawn: str) -> str:
    """Put signs around a marked token, before the end of a line."""
    inside, ends = _before_ends(drawn)
    return f"»{inside}«{ends}"


def _before_ends(drawn: str) -> tuple[str, str]:
    """Split what is drawn where the ends of lines begin that are the last of it."""
    inside = drawn.rstrip("\n")
    return inside, drawn[len(inside) :]


def _legend(picture: Picture, told: Told, notes: Sequence[tuple[str, str]]) -> str:
    ends = told.ends
    scale = "" if ends is None else f": {_RAMP.join(dict.fromkeys(ends))}"
    key = [told.measure + scale] if told.measure and picture.legend.form != "none" else []
    return " · ".join([*key, *(text for _, text in notes)])


def _wrapped(text: str, columns: int) -> str:
    wrapper = textwrap.TextWrapper(columns, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(line) for line in text.split("\n"))


def _table(picture: Picture, measure: str) -> Iterator[str]:
    drawn = table(picture, measure)
    count = len(drawn.names)
    columns = [[str(index) for index in range(1, count + 1)], *drawn.columns]
    is_right = [
        True,
        False,
        *(True for _ in drawn.scores + drawn.chances),
        *(False for _ in drawn.others),
    ]
    padded = [
        _padded([_cell(text) for text in (head, *column)], right=right)
        for head, column, right in zip(drawn.heads, columns, is_right, strict=True)
    ]
    for row in zip(*padded, strict=True):
        yield _GAP.join(row).rstrip()


def _cell(text: str) -> str:
    if text and not text.strip("".join(ZERO_WIDTH)):
        return "".join(f"[{ZERO_WIDTH[item]}]" for item in text)
    return visible((text,))[0].translate(_TURNING | IN_LINE)


def _padded(cells: Sequence[str], *, right: bool) -> list[str]:
    """Make cells equally wide on a terminal."""
    widths = [_width(cell) for cell in cells]
    widest = max(widths)
    gaps = [" " * (widest - width) for width in widths]
    return [
        f"{gap}{cell}" if right else f"{cell}{gap}" for cell, gap in zip(cells, gaps, strict=True)
    ]


def _width(text: str) -> int:
    """Count the columns of a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(item) in "WF" else not unicodedata.combining(item)
        for item in text
    )
