"""Where everything of a picture goes in an image: lines of character cells, as on a terminal.

An image needs no font for this, so that its size is known before anything is drawn.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.cut import alike, cut_all
from heatmark.core.patterns import lazy_re
from heatmark.picture.palette import MIDDLE
from heatmark.picture.parts import PLAIN
from heatmark.render.image.labels import LabelLines
from heatmark.render.image.letters import width
from heatmark.render.kinds import labels_under
from heatmark.render.visible import BIDI, IN_LINE, MARKS, PICTURES, ZERO_WIDTH, visible
from heatmark.tokens.clusters import clusters
from heatmark.tokens.gaps import GOES_ON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.legend import Told
    from heatmark.tokens.shown import Texts


RAMP, _SWATCH = 12, 2  # cells
BEYOND = {1: "above", -1: "below"}  # kinds of marks, by the side of the scale
_BREAK = MARKS["\n"]
_KEPT = dict.fromkeys((0xA0, 0x202F), " ")  # blanks before units, at which no line breaks
_BREAKS = lazy_re(r"[^\S\u00a0\u202f]+")
_SIMPLE = lazy_re("[ -~\u00a1-\u00ac\u00ae-\u0233\u1ea0-\u1ef9\u2013-\u2026]*")
# What fonts have no letters for, with the signs that it has in HTML.
_UNSEEN: dict[int, int | str] = {
    **PICTURES,
    **IN_LINE,
    **{ord(one): f"[{name}]" for one, name in BIDI.items()},
    **{ord(one): "" for one in ZERO_WIDTH},
}
_ALONE = {ord(one): f"[{name}]" for one, name in ZERO_WIDTH.items()}


class Box(NamedTuple):
    """A rectangle behind letters.

    Attributes:
        line: In which line.
        first: Where it begins, in cells from the left.
        last: Where it ends.
        level: The index of its colour; -1 for a hatched box without colour.
        tall: How many lines it is high.
    """

    line: int
    first: float
    last: float
    level: int
    tall: int = 1


class Mark(NamedTuple):
    """A sign that is drawn over boxes.

    Attributes:
        kind: `piece`, a quiet frame around a token without a score; `mark`, a strong one around one
            that is marked; `above` and `below`, bars at an edge for scores beyond the scale;
            `group`, a frame around tokens that share a character; `frame`, one around a bar;
            `dots`, under scores within the noise; `ramp`, all colours in a row.
        line: In which line.
        first: Where it begins, in cells from the left.
        last: Where it ends.
        tall: How many lines it is high.
    """

    kind: str
    line: int
    first: float
    last: float
    tall: int = 1


class Screen(NamedTuple):
    """A picture on lines of character cells.

    Attributes:
        columns: How many cells a line has at most.
        lines: The grapheme clusters of each line, one a cell; "" is the second half of a wide one.
        bold: The lines that are headings.
        boxes: What is behind letters.
        marks: What is over boxes.
        alike: Names that look like others, as they had to be cut.
        left_out: `labels` or `numbers` that have no room in a grid, each with the text below which
            they belong.
    """

    columns: int
    lines: tuple[tuple[str, ...], ...]
    bold: frozenset[int]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    alike: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


class Canvas:
    """Lines of cells that grow, with boxes and marks on them."""

    def __init__(self, columns: int) -> None:
        """Begin with no line.

        Args:
            columns: How many cells a line has.
        """
        self.columns = columns
        self.lines: list[list[str]] = []
        self.bold: set[int] = set()
        self.boxes: list[Box] = []
        self.marks: list[Mark] = []
        self.alike: dict[str, None] = {}
        self.left_out: list[tuple[str, str]] = []

    def screen(self) -> Screen:
        """Freeze it."""
        lines = tuple(map(tuple, self.lines))
        return Screen(
            self.columns,
            lines,
            frozenset(self.bold),
            boxes=tuple(self.boxes),
            marks=tuple(self.marks),
            alike=tuple(self.alike),
            left_out=tuple(self.left_out),
        )

    def leave_out(self, what: str, text: str) -> None:
        """Take note of what has no room, and of the text that it belongs to."""
        self.left_out.append((what, text))

    def cut(self, names: Sequence[str], limit: int) -> list[list[str]]:
        """Cut what is written on it to so many cells, and take note of what looks alike then."""
        cells = [cells_of(name) for name in names]
        cuts = cut_all(cells, limit)
        self.alike |= dict.fromkeys("".join(name) for name in alike(cells, cuts))
        return cuts

    def put_behind(self, box: Box) -> None:
        """Put a box behind letters, if it has a colour: what is marked, or unseen, has none."""
        if box.level != PLAIN:
            self.boxes.append(box)

    def say(self, text: str, *, bold: bool = False) -> None:
        """Write words, in as many lines as they need."""
        first = len(self.lines)
        self.lines.append([])
        for word in _BREAKS.split(text.strip()):
            self.put(cells_of(word.translate(_KEPT)))
        if bold:
            self.bold.update(range(first, len(self.lines)))

    def put(self, cells: list[str], gap: int = 1) -> None:
        """Go on after a gap, or in a new line if there is no room, or in as many as it takes."""
        if self.lines[-1] and len(self.lines[-1]) + gap + len(cells) <= self.columns:
            self.lines[-1] += [" "] * gap
        elif self.lines[-1]:
            self.lines.append([])
        while len(cells) > self.columns:
            room = _room(cells, self.columns)
            self.lines[-1] += cells[:room]
            self.lines.append([])
            cells = cells[room:]
        self.lines[-1] += cells


def _room(cells: Sequence[str], room: int, least: int = 1) -> int:
    """Tell how many cells go into so much room, so that no wide character is cut in two."""
    return room - (room > least and cells[room] == "")


class DrawnToken(NamedTuple):
    """What one token draws: white space that is not coloured, then letters that are.

    A line ends after each of its `parts` but the last, which may be empty.
    """

    place: int
    gap: list[str]
    parts: list[list[str]]


def tokens_of(cells: Texts) -> list[DrawnToken]:
    """Make the letters of each token, once for all series."""
    drawn = []
    for index, text in enumerate(cells.shown):
        if index in cells.continues:
            drawn.append(DrawnToken(index, [], [[GOES_ON]]))
            continue
        gap = [" "] if text.startswith(" ") and text != " " else []
        bare = text[len(gap) :]
        gaps = [(max(place - len(gap), 0), blank) for place, blank in cells.gaps.get(index, ())]
        if index == 0:  # what another reading has before the text
            gap = [" "] * sum(len(cells_of(blank)) for place, blank in gaps if not place) + gap
            gaps = [item for item in gaps if item[0]]
        drawn.append(DrawnToken(index, gap, _with_gaps(bare, gaps)))
    return drawn


def _with_gaps(text: str, gaps: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Leave blanks in a token for what another reading of the text shows there."""
    parts: list[list[str]] = [[]]
    begin = 0
    for place, blank in gaps:
        if place > begin:
            _go_on(parts, text[begin:place])
        parts[-1] += [" "] * len(cells_of(blank))
        begin = max(begin, place)
    if text[begin:] or parts == [[]]:
        _go_on(parts, text[begin:])
    return parts


def _go_on(parts: list[list[str]], text: str) -> None:
    first, *others = _letters_of(text)
    parts[-1] += first
    parts += others


def _letters_of(text: str) -> list[list[str]]:
    """Write the letters of each line of a token, and signs for what would not be seen."""
    if text and text.isprintable() and not text.isspace() and _SIMPLE.fullmatch(text):
        return [list(text)]
    text = visible((text,))[0]
    lines = text.split("\n")
    if not text.strip("".join(ZERO_WIDTH)).strip():
        lines = [_signs(line) for line in lines]
    lines[:-1] = [line + _BREAK for line in lines[:-1]]
    return [*map(cells_of, lines)] if text else [["∅"]]


def _signs(blanks: str) -> str:
    return "".join(_ALONE.get(ord(one)) or MARKS.get(one, "␣") for one in blanks)


def cells_of(text: str) -> list[str]:
    """Cut a text into what stands in one cell each; "" follows what needs two."""
    text = unicodedata.normalize("NFC", text)
    if _SIMPLE.fullmatch(text):
        return list(text)
    found: list[str] = []
    for cluster in clusters(text.translate(_UNSEEN)):
        found += [cluster, ""] if width(cluster) == 2 else [cluster]  # cells
    return found


class Text:
    """The text of one strip, put on the page token by token."""

    def __init__(self, page: Canvas, picture: Picture, strip: Strip) -> None:
        """Take the page to write on, and what is written."""
        self.page = page
        self.strip = strip
        self.cells = strip.cells or picture.cells
        self.levels = strip.levels
        if strip.faded:
            self.levels = tuple(map(strip.colour, range(len(strip.levels))))
        self.has_frames = picture.kind == "pieces"
        self.firsts = dict(self.cells.groups)
        self.labels: LabelLines | None = None
        if self.cells.spans or picture.below is not None:
            labels = [(span, cells_of(span.label)) for span in labels_under(picture, strip)]
            self.labels = LabelLines(page.columns, labels, apart=picture.below is not None)
        self.is_after_break = False  # whether the last token ended with one
        self.open_group: tuple[int, int, float] | None = None  # last token, line, first cell

    def draw(self, tokens: Sequence[DrawnToken]) -> None:
        """Draw all tokens, whole words to a line where they fit."""
        self.page.lines.append(["…"] * self.strip.cut[0])
        for word in _words(tokens):
            wide = sum(len(token.gap) + len(token.parts[0]) for token in word)
            bare = wide - len(word[0].gap)  # there is no blank at the beginning of a line
            line, columns = self.page.lines[-1], self.page.columns
            if line and len(line) + wide > columns and bare <= columns:
                self.page.lines.append([])
            for token in word:
                self._token(token)
        if self.strip.cut[1]:
            self.page.put(["…"], 0)
        if self.labels is not None:
            self._write_labels(self.labels)

    def _write_labels(self, labels: LabelLines) -> None:
        """Put lines with labels between those of the text."""
        page, after = self.page, labels.after(len(self.page.lines))
        page.boxes[:] = [box._replace(line=after[box.line]) for box in page.boxes]
        page.marks[:] = [mark._replace(line=after[mark.line]) for mark in page.marks]
        page.bold = {after[line] for line in page.bold}
        for line in sorted(labels.parts, reverse=True):
            page.lines.insert(line + 1, labels.under(line))

    def _token(self, token: DrawnToken) -> None:
        page = self.page
        line = page.lines[-1]
        wide = len(token.parts[0])
        if self.labels is not None:
            wide = max(wide, self.labels.wide(token.place))
        if line and len(line) + len(token.gap) + wide > page.columns:
            page.lines.append([])
            line = page.lines[-1]
        if line or token.place == 0 or self.is_after_break:
            line += token.gap  # but not at the beginning of a line that ran out of room
        # Labels stand under letters, if a token has some besides its breaks.
        has_letters = any(part not in ([], [_BREAK]) for part in token.parts)
        for at, part in enumerate(token.parts):
            if at:
                page.lines.append([])
            if part or not at:
                self._part(token.place, part, labelled=not has_letters or part != [_BREAK])
        self.is_after_break = len(token.parts) > 1

    def _part(self, index: int, rest: Sequence[str], *, labelled: bool) -> None:
        """Draw what of a token stands between two breaks, in as many lines as it takes."""
        page = self.page
        line = page.lines[-1]
        while len(rest) > page.columns - len(line):
            room = _room(rest, page.columns - len(line), least=0 if line else 1)
            self._box(index, rest[:room], labelled=labelled)
            page.lines.append([])
            line, rest = page.lines[-1], rest[room:]
        self._box(index, rest, labelled=labelled)

    def _box(self, index: int, cells: Sequence[str], *, labelled: bool) -> None:
        page = self.page
        at, line = len(page.lines) - 1, page.lines[-1]
        first, last = len(line), len(line) + len(cells)
        line += cells
        level = self.levels[index]
        page.put_behind(Box(at, first, last, level))
        if index in self.cells.marks:
            page.marks.append(Mark("mark", at, first, last))
        elif self.has_frames and last > first:
            page.marks.append(Mark("piece", at, first, last))
        if self.labels is not None and labelled:
            end = self.labels.put(index, at, first, last)
            line += [" "] * (end - len(line))
        if index in self.strip.faded:
            page.marks.append(Mark("dots", at, first, last))
        side = self.strip.clipped.get(index)
        if side:
            page.marks.append(Mark(BEYOND[side], at, first, last))
        self._group(index, at, first, last)

    def _group(self, index: int, line: int, first: int, last: int) -> None:
        """Frame tokens that share a character, in each line that they stand in."""
        if index in self.firsts and self.open_group is None:
            self.open_group = (self.firsts[index], line, first)
        if self.open_group is None:
            return
        end, begun, start = self.open_group
        if line != begun:
            if len(self.page.lines[begun]) > start:
                mark = Mark("group", begun, start, len(self.page.lines[begun]))
                self.page.marks.append(mark)
            start, begun = 0, line
            self.open_group = (end, begun, start)
        if index == end:
            self.page.marks.append(Mark("group", line, start, last))
            self.open_group = None


def _words(tokens: Sequence[DrawnToken]) -> Iterator[list[DrawnToken]]:
    """Put tokens together between which no line should break."""
    word: list[DrawnToken] = []
    for token in tokens:
        if word and (token.gap or token.parts[0][0] == "␣" or len(word[-1].parts) > 1):
            yield word
            word = []
        word.append(token)
    if word:
        yield word


def draw_ramp(page: Canvas, told: Told) -> None:
    """Draw the colour bar with its numbers, if there is a scale."""
    if told.measure:
        page.say(told.measure)
    for key, text in told.steps:
        _step(page, int(key.partition("-")[2]), cells_of(text))
    if told.ends is not None:
        _ramp(page, *map(cells_of, told.ends))


def _step(page: Canvas, level: int, text: list[str]) -> None:
    """Put the colour of a step before what it is called."""
    if page.lines[-1] and len(page.lines[-1]) + 2 + _SWATCH + 1 + len(text) > page.columns:
        page.lines.append([])
    page.put([" "] * _SWATCH, 2)
    at, last = len(page.lines) - 1, len(page.lines[-1])
    page.boxes.append(Box(at, last - _SWATCH, last, level))
    page.marks.append(Mark("frame", at, last - _SWATCH, last))
    page.put(text, 1)


def _ramp(page: Canvas, low: list[str], high: list[str]) -> None:
    """Put the ramp between its numbers: in one line, or in parts where that is too long."""
    constant = low == high
    ramp = [" "] * min(2 if constant else RAMP, page.columns)
    needed = len(ramp) + 1 + len(low) + (0 if constant else len(high) + 1)
    if page.lines[-1] and len(page.lines[-1]) + 2 + needed > page.columns:
        page.lines.append([])
    if not constant:
        page.put(low, 2)
    page.put(ramp, 2 if constant else 1)
    at, last = len(page.lines) - 1, len(page.lines[-1])
    first = last - len(ramp)
    if constant:
        page.boxes.append(Box(at, first, last, MIDDLE))
    else:
        page.marks.append(Mark("ramp", at, first, last))
    page.put(low if constant else high)
