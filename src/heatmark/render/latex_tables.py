r"""Grids and bars as tables of LaTeX, with nothing but `tabular` and coloured boxes.

Tables are written in parts of some rows, between which a page may end.
"""

from __future__ import annotations

from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from heatmark.core.cut import cut_all
from heatmark.language.words import word
from heatmark.picture.parts import PLAIN
from heatmark.render.attention import axes, column_names, row_name
from heatmark.render.tex import DOTTED, MARK, SIDES, STRUT, box, escape, fill, tex_name
from heatmark.render.visible import is_dense, names, said, scores, shown_alone
from heatmark.tokens.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from heatmark.picture.parts import Picture, Strip

    _Table: TypeAlias = tuple[str, str, list[str]]  # its columns, its head, its rows


_PART = 30  # rows, which are less than a page
_SHARE = 0.78  # of a line for the cells of a grid, whose rows have names
_WIDE = 3  # em: as wide as a cell of few gets
_ROOM = 12  # cells that wide have room in a line
# Widths in em: of a digit, of other signs, of the room beside a number; how much small print needs.
_DIGIT, _BESIDE, _TINY = 0.57, 0.38, 0.85
_WIDTHS = {"−": 0.9, "±": 0.9, ".": 0.32, ",": 0.32, " ": 0.33}
_LETTER, _READABLE = 0.54, 7  # em of a label's letter; letters in which most words are whole
_ROUNDING = 1e-9  # of a quotient that should be whole
_BARS = 0.4  # of a line for all bars of a row
_LINE = 40  # em of the print of bars in a line, where LaTeX has not said how long it is
_NAMES, _GAPS = 22, 1.6  # letters of a line of a name; em between the columns of a series
_LONG = 5  # characters: longer heads are turned
_RULE = r"\textcolor[HTML]{%s}{\rule[-.15em]{%s}{.95em}}"
_OPEN = {"grid": r"\tabcolsep=0pt\scriptsize", "bars": r"\tabcolsep=.4em\footnotesize"}


def has_numbers(picture: Picture) -> bool:
    """Tell tables that have all scores in them."""
    return picture.view == "bars" or (picture.view == "grid" and not _is_bare(picture))


def _is_bare(picture: Picture) -> bool:
    """Tell grids that are colours alone: wide ones, but for those with labels, which have parts."""
    return is_dense(picture) and not _labels(picture)


def _labels(picture: Picture) -> list[str]:
    return [label for row in picture.labels or () for label in row if label is not None]


def latex_table(picture: Picture, measure: str, room: float | None = None) -> Iterator[str]:
    """Draw a grid or bars as a table, a part of some rows after another.

    Args:
        picture: What to draw.
        measure: The head of a series without a name.
        room: How long a line is, in em, or None for as long as LaTeX has it.
    """
    draw = _grid if picture.view == "grid" else _bars
    for columns, head, rows in draw(picture, measure, room):
        for start in range(0, len(rows), _PART):
            part = "\n".join(map(_ended, [head, *rows[start : start + _PART]]))
            table = f"\\begin{{tabular}}{{{columns}}}\n{part}\n\\end{{tabular}}"
            yield f"{{{_OPEN[picture.view]}\n{table}\\par}}"


def _ended(row: str) -> str:
    r"""End a row; what `\\` of the row before would take for its own, `[` and `*`, begins none."""
    return f"{'{}' if row.lstrip().startswith(('[', '*')) else ''}{row}\\\\"


def _length(share: float, room: float | None) -> str:
    return rf"{share:.4f}\linewidth" if room is None else f"{share * room:.3f}em"


def _grid(picture: Picture, measure: str, room: float | None) -> Iterator[_Table]:
    """Write columns, heads and rows of a grid: of a part, where labels have no room in one."""
    count, lang = len(picture.cells.shown), axes(picture)
    corner = (
        "" if lang is None else rf"{escape(lang[0])} $\downarrow$ {escape(lang[1])} $\rightarrow$"
    )
    texts = [scores(picture, strip) for strip in picture.strips]
    fit = (_room_of_labels if _labels(picture) else _room)(picture, texts, room)
    heads = [_head(picture, fit, *one) for one in enumerate(column_names(picture))]
    names = [_name(row_name(picture, at) or measure, "r") for at in range(len(texts))]
    cells = [[*_cells(picture, at, row, fit)] for at, row in enumerate(texts)]
    for begin in range(0, count, fit.size):
        part = slice(begin, begin + fit.size)
        rows = [" & ".join([name, *row[part]]) for name, row in zip(names, cells, strict=True)]
        columns = f"@{{}}r@{{\\ }}*{{{len(heads[part])}}}{{c}}@{{}}"
        yield columns, " & ".join([corner, *heads[part]]), rows


def _head(picture: Picture, fit: _Room, index: int, name: str) -> str:
    """Name a column, upwards where it is narrower than its name."""
    shown = _token(picture, index, name, "")
    narrow = fit.size > _ROOM and len(name) > 1
    if narrow or len(name) > max(_LONG, fit.letters):
        return rf"\rotatebox{{90}}{{\strut {shown}\ }}"
    return shown


def _token(picture: Picture, index: int, name: str, side: str) -> str:
    """Write the name of a token, in a frame if it is marked; in lines where it has a side."""
    shown = _stacked(name, side) if side else tex_name(name)
    return MARK % rf"{STRUT}{shown}" if index in picture.cells.marks else shown


def _cells(picture: Picture, at: int, texts: Sequence[str], fit: _Room) -> Iterator[str]:
    """Draw the cells of a row: its numbers, and above them the texts that cells have."""
    strip = picture.strips[at]
    labels = picture.labels[at] if picture.labels else (None,) * len(texts)
    for index, (text, label) in enumerate(zip(texts, labels, strict=True)):
        if index in strip.later:
            yield ""
            continue
        nothing = "" if strip.levels[index] == PLAIN else "--"
        number = "" if _is_bare(picture) else escape(text) or nothing
        number += SIDES.get(strip.clipped.get(index, 0), "")
        number = fit.number % number if number else ""
        number = fit.raised % number if number and label is None else number
        shown = DOTTED % number if index in strip.faded else number
        if label is not None:
            shown = rf"\shortstack{{\strut {tex_name(fit.labels[label])}\\{{\tiny {shown}}}}}"
        yield box(picture, strip.colour(index)) % rf"\makebox[{fit.width}][c]{{{shown}}}"


class _Room(NamedTuple):
    """How numbers stand in the cells of a grid.

    Attributes:
        size: How many columns a part has.
        width: How wide a cell is, as LaTeX has it.
        number: What is around a number.
        raised: What is around one that is alone in its cell.
        letters: How many letters of a label have room in a cell.
        labels: What is written of each.
    """

    size: int
    width: str
    number: str = "%s"
    raised: str = "%s"
    letters: int = 0
    labels: Mapping[str, str] = MappingProxyType({})


def _room(picture: Picture, texts: Sequence[Sequence[str]], room: float | None) -> _Room:
    """Find the room for numbers: in a row, in small print, or upright where that is too wide."""
    count = len(picture.cells.shown)
    line = _line(room)
    need = 0.0 if is_dense(picture) else _widest(texts) + _BESIDE
    wide = max(_WIDE, need)
    if count * wide <= line:
        return _Room(count, f"{wide:.4g}em")
    width = _length(_SHARE / count, room)
    if count * need * _TINY <= line:  # equivalent: no numbers are just as wide
        return _Room(count, width, r"\tiny %s")
    upright = rf"\rotatebox{{90}}{{\makebox[{need * _TINY:.4g}em][c]{{\tiny %s}}}}"
    return _Room(count, width, upright, raised=r"\raisebox{-.4\height}{%s}")


def _room_of_labels(picture: Picture, texts: Sequence[Sequence[str]], room: float | None) -> _Room:
    """Find the room for labels, which are cut, and for numbers below them: in as many parts."""
    known = [*dict.fromkeys(_labels(picture))]
    cells = [_cells_of(shown_alone(label)) for label in known]
    longest, count, line = max(map(len, cells)), len(picture.cells.shown), _line(room)
    number = max(_WIDE, _TINY * (_widest(texts) + _BESIDE))
    least = max(number, _LETTER * min(longest, _READABLE) + _BESIDE)
    size = ceil(count / ceil(count / max(int(line / least + _ROUNDING), 1)))
    wide = max(least, min(line / size, _LETTER * longest + _BESIDE))
    letters = int((wide - _BESIDE) / _LETTER + _ROUNDING)
    cut = map("".join, cut_all(cells, letters))
    labels = dict(zip(known, cut, strict=True))
    return _Room(size, f"{wide:.4g}em", letters=letters, labels=labels)


def _cells_of(text: str) -> list[str]:
    """Cut a text into what is as wide as a letter; "" follows what is twice as wide."""
    wide = [(one, east_asian_width(one[0]) in {"W", "F"}) for one in clusters(text)]
    return [cell for one, is_wide in wide for cell in ([one, ""] if is_wide else [one])]


def _line(room: float | None) -> float:
    """Tell how many em of small print the cells of a row have."""
    return _ROOM * _WIDE if room is None else _SHARE * room


def _widest(texts: Sequence[Sequence[str]]) -> float:
    return max(_wide(text) for row in texts for text in row)


def _wide(text: str) -> float:
    """Estimate the width of a number in em."""
    return sum(_WIDTHS.get(character, _DIGIT) for character in text)


def _name(text: str, side: str, letters: int = _NAMES) -> str:
    return _stacked(shown_alone(text), side, letters)


def _stacked(text: str, side: str, letters: int = _NAMES) -> str:
    """Write a name in lines, as what is longer than its column would push numbers off the page."""
    lines = [tex_name(line) for line in _lines(text, letters)]
    if len(lines) == 1:
        return lines[0]
    inside = r"\\".join(rf"\strut {line}" for line in lines)
    return rf"\shortstack[{side}]{{{inside}}}"


def _lines(text: str, letters: int) -> Iterator[str]:
    """Break a name at its spaces, and a word that is longer than a line anywhere."""
    cells = _cells_of(text)
    while len(cells) > letters:
        end = next((at for at in range(letters, 0, -1) if cells[at] == " "), letters)
        end += not cells[end]  # the second half of a wide letter
        yield "".join(cells[:end])
        cells = cells[end + (cells[end : end + 1] == [" "]) :]
    if cells or not text:
        yield "".join(cells)


def _bars(picture: Picture, measure: str, room: float | None) -> Iterator[_Table]:
    """Write columns, heads and rows of bars: a bar and its number for each series of a part."""
    tokens = [_token(picture, at, name, "l") for at, name in enumerate(names(picture.cells))]
    line = _LINE if room is None else room
    wide = max(_wide(text) for strip in picture.strips for text in said(picture, strip))
    size = _series_of_a_part(picture, line, wide)
    for begin in range(0, len(picture.strips), size):
        strips = picture.strips[begin : begin + size]
        share = _BARS / len(strips)
        letters = max(int((share * line + wide) / _LETTER), _LONG)
        heads = [_name(strip.name or measure, "l", letters) for strip in strips]
        heads = [rf"\multicolumn{{2}}{{l}}{{{head}}}" for head in heads]
        columns = [_bar_column(picture, strip, share, room) for strip in strips]
        rows = [" & ".join(cells) for cells in zip(tokens, *columns, strict=True)]
        head = " & ".join([escape(word("token", picture.lang)), *heads])
        yield "@{}l" + "lr" * len(strips) + "@{}", head, rows


def _series_of_a_part(picture: Picture, line: float, wide: float) -> int:
    """Tell how many series have room beside each other, with numbers of `wide` em."""
    count = len(picture.strips)
    longest = max(len(_cells_of(name)) for name in names(picture.cells))
    beside = line * (1 - _BARS) - _LETTER * min(longest, _NAMES)
    most = max(int(beside / (wide + _GAPS)), 1)
    return ceil(count / ceil(count / most))


def _bar_column(picture: Picture, strip: Strip, share: float, room: float | None) -> Sequence[str]:
    """Draw the bars of a series, each in as much of a line, with its number."""
    cells = []
    for index, (text, ends) in enumerate(zip(said(picture, strip), strip.bars or (), strict=True)):
        drawn = ""
        if strip.levels[index] >= 0:
            start, end = (share * place for place in ends)
            rule = _RULE % (fill(picture, strip.colour(index)), _length(end - start, room))
            drawn = rf"\hspace*{{{_length(start, room)}}}{rule}"
        drawn += SIDES.get(strip.clipped.get(index, 0), "")
        shown = DOTTED % escape(text) if index in strip.faded else escape(text)
        cells.append(rf"\makebox[{_length(share, room)}][l]{{{drawn}}} & {shown}")
    return cells
