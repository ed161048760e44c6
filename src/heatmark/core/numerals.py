"""Numbers as people write them: `−0.5`, `10 %`, `0,1`, `1.234,5`. A column is read as one.

What a comma is, no single number tells: it is that of decimals or that of thousands, alike in all
numbers of a column. Where a column has more than one reading, it is an error.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from heatmark.core.errors import ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.tails import refuse_tail
from heatmark.core.truths import AS_NUMBERS, TRUTHS
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.core.checks import Score


MISSING = frozenset(
    {"", "-", "–", "—", "−", "~", "null", "nan", ".nan", "na", "n/a", "none", "<na>", "#n/a"}
)
"""Signs that a number is missing, in lower case."""
_PLAIN = lazy_re(r"[0-9.eE+-]*", re.ASCII)  # what those are made of
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_SIGNS = {
    **_WIDE,
    **{ord(mark): "-" for mark in "−–‒‑‐－﹣"},
    **{ord(mark): plain for mark, plain in zip("．，％＋", ".,%+", strict=True)},
}
_GAP = r"[ \xa0\u202f\u2009'’]"
_UNIT = lazy_re(r"[ \xa0\u202f]?([%‰])$")
_INFINITE = lazy_re(r"[+-]?\.?(?:inf(?:inity)?|∞)", re.IGNORECASE)
_DIGITS = frozenset("0123456789")
_GROUPED = lazy_re(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_SMALL = lazy_re(r"[+-]?\d{1,3}", re.ASCII)  # needs no mark between thousands
_CALL = lazy_re(r"[A-Za-z_][\w.]*\(([+-]?[\d.eE+-]+)")  # np.float64(0.5), tensor(0.5)
_POWER = r"(?:[eE][+-]?\d+)?"


def _with_mark(mark: str, other: str) -> re.Pattern[str]:
    """Write what numbers are with a mark before decimals: thousands have another, or a gap."""
    decimals = rf"(?:{mark}\d*)?"
    thousands = rf"[1-9]\d{{0,2}}(?:(?:{other}\d{{3}})+|(?:{_GAP}\d{{3}})+){decimals}"
    plain = rf"(?:\d+{decimals}|{mark}\d+){_POWER}"
    return lazy_re(rf"[+-]?[ \xa0]?(?:{thousands}|{plain})", re.ASCII)


_READINGS = {".": _with_mark(r"\.", ","), ",": _with_mark(",", r"\.")}
_OTHER = {".": ",", ",": "."}


class Numerals(NamedTuple):
    """Numbers, read.

    Attributes:
        scores: Each of them, None where it is missing.
        unit: What stands behind all of them: `%`, `‰`, or nothing.
        commas: Whether commas stand before their decimals.
        unclear: One whose point may be that of thousands, on its line, if so may all points be.
        grouped: Whether nothing in the numbers speaks against that.
        likely: Whether whole numbers beside them speak for it.
    """

    scores: tuple[Score, ...]
    unit: str = ""
    commas: bool = False
    unclear: tuple[str, int | None] | None = None
    grouped: bool = False
    likely: bool = False


def is_number(text: str) -> bool:
    """Tell a number in any of the ways in which people write it, also an infinite one."""
    bare, _ = _bare(text)
    return any(ways.fullmatch(bare) for ways in _READINGS.values()) or _is_infinite(bare)


def is_cell_of_scores(cell: str) -> bool:
    """Tell a number, or a sign that one is missing."""
    return is_number(cell) or cell.strip().lower() in MISSING


def _end(text: str) -> float | None:
    """Read -∞ or ∞, and nothing else."""
    if text[-1:] in _DIGITS:  # equivalent: quicker, as nearly all numbers end in one
        return None
    bare = _bare(text)[0]
    return (-math.inf if bare.startswith("-") else math.inf) if _is_infinite(bare) else None


def _is_infinite(bare: str) -> bool:
    return _INFINITE.fullmatch(bare) is not None


def _bare(text: str) -> tuple[str, str]:
    """Take a number apart into what programs write and the sign of its unit."""
    plain = text.strip().translate(_SIGNS)
    found = _UNIT.search(plain)
    return (plain[: found.start()], found[1]) if found else (plain, "")


def read_numerals(
    texts: Sequence[str],
    lines: Sequence[int | None] = (),
    *,
    hint: str,
    decimal: str = "",
    grouped: bool = False,
) -> Numerals:
    """Read a column of numbers.

    Args:
        texts: Them, or signs that they are missing.
        lines: The line of each to name in an error.
        hint: What to do about one that is no number.
        decimal: The mark before decimals if a column does not tell it, or nothing.
        grouped: Whether points are likely those of thousands, where each has three digits behind.

    Raises:
        ScoreError: If one is no number or infinite, or it cannot be told what their marks are.
    """
    plain = read_plain(texts)
    if plain is not None:
        found = Numerals(plain, unclear=_unclear(texts, lines))
        return _judged(found, texts, grouped=grouped)
    missing = [text.strip().lower() in MISSING for text in texts]
    cells = [
        _Cell(text, lines[place] if lines else None, *_bare(text))
        for place, text in enumerate(texts)
        if not missing[place]
    ]
    for cell in cells:
        cell.check(hint)
    mark = _mark_of(cells, decimal)
    numbers = iter([cell.number(mark) for cell in cells])
    scores = tuple(None if gone else next(numbers) for gone in missing)
    commas = mark == "," and any("," in cell.bare for cell in cells)
    bare, lines = [cell.bare for cell in cells], [cell.line for cell in cells]
    unclear = None if commas else _unclear(bare, lines)
    found = Numerals(scores, _unit_of(cells), commas, unclear)
    return found if mark == "," else _judged(found, bare, grouped=grouped)


def _unclear(texts: Sequence[str], lines: Sequence[int | None]) -> tuple[str, int | None] | None:
    """Find the first number with a point if none of them has one that must be before decimals."""
    pointed = [at for at, text in enumerate(texts) if "." in text]
    if not pointed or not all(_READINGS[","].fullmatch(texts[at]) for at in pointed):
        return None
    return texts[pointed[0]], lines[pointed[0]] if lines else None


def _judged(found: Numerals, texts: Sequence[str], *, grouped: bool) -> Numerals:
    """Judge whether points may be those of thousands, as in `1.200` beside `980`.

    What the numbers are, and in which language, may say that they are not.

    Raises:
        ScoreError: If all numbers with a point have three digits behind it, others are whole
            numbers below a thousand, and points are known to be so.
    """
    if found.unclear is None or found.unit:
        return found
    known = [text for text in texts if text.strip().lower() not in MISSING]
    pointed = [text for text in known if "." in text]
    others = [text for text in known if "." not in text]
    if not all(map(_GROUPED.fullmatch, pointed)) or not all(map(_SMALL.fullmatch, others)):
        return found
    if all(text.startswith("-") for text in pointed):  # no counts
        return found
    signed = any(text.startswith("-") for text in known)  # nor are most of these
    if grouped:
        refuse_groups(*found.unclear)
    return found._replace(grouped=not signed, likely=not signed and any(map(int, others)))


def with_infinite(texts: Sequence[str], read: Callable[[Sequence[str]], Numerals]) -> Numerals:
    """Read numbers of a file, of which some may be -∞ or ∞: models give log 0 and -log 0.

    Args:
        texts: The numbers, or signs that they are missing.
        read: Reads those that are finite, with signs that they are missing in the place of others.
    """
    ends = {at: end for at, text in enumerate(texts) if (end := _end(text))}
    if not ends:
        return read(texts)
    found = read(["" if at in ends else text for at, text in enumerate(texts)])
    scores = (ends.get(at, one) for at, one in enumerate(found.scores))
    return found._replace(scores=tuple(scores))


def read_numeral_list(
    texts: Sequence[str], line: int | None, hint: str, *, infinite: bool
) -> Numerals:
    """Read numbers that a list has as texts, all on one line; see `read_numerals`.

    Args:
        texts: Them, or signs that they are missing.
        line: Their line.
        hint: What to do about one that is no number.
        infinite: Whether a number may be -∞ or ∞.
    """

    def read(known: Sequence[str]) -> Numerals:
        return read_numerals(known, [line] * len(known), hint=hint)

    found = with_infinite(texts, read) if infinite else read(texts)
    if found.likely and found.unclear:
        refuse_groups(*found.unclear)
    return found


def may_be_grouped(texts: Sequence[str]) -> bool:
    """Tell whether all numbers with a point may have it between thousands: a look before others."""
    pointed = False
    for text in texts:
        if "." in text:
            pointed = True
            if not _GROUPED.fullmatch(text):
                return False
    return pointed


def refuse_groups(text: str, line: int | None) -> NoReturn:
    """Refuse a number with a point that may be that of thousands."""
    problem = say(
        "the point in {text} may be that of decimals or that of thousands", text=quoted(text)
    )
    hint = say(
        "write {whole}, and all others without their points; if it is that of decimals, {point}",
        whole=text.replace(".", ""),
        point=f"{text}0",
    )
    raise ScoreError(problem, line=line, hint=hint)


def read_plain(texts: Sequence[str]) -> tuple[Score, ...] | None:
    """Read numbers as programs write them, as nearly all are, several times faster.

    Args:
        texts: The numbers, or signs in lower case that they are missing.

    Returns:
        The numbers, or None if one of them is written in another way, or is infinite.
    """
    gaps = not MISSING.isdisjoint(texts)
    known = [text for text in texts if text not in MISSING] if gaps else texts
    try:
        numbers = tuple(map(float, known))
    except ValueError:
        return None
    if not _PLAIN.fullmatch("".join(known)) or math.inf in numbers or -math.inf in numbers:
        return None
    each = iter(numbers)
    return tuple(None if text in MISSING else next(each) for text in texts) if gaps else numbers


class _Cell(NamedTuple):
    """A number as it is written, on its line, and as programs would write it, and its unit."""

    text: str
    line: int | None
    bare: str
    unit: str

    def check(self, hint: str) -> None:
        """Refuse what is no number, or an infinite one."""
        if _is_infinite(self.bare):
            _refuse_infinite(self)
        if not any(ways.fullmatch(self.bare) for ways in _READINGS.values()):
            refuse_tail(self.text, self.line)
            problem = say("the score {text} is not a number", text=quoted(self.text))
            raise ScoreError(problem, line=self.line, hint=_hint_for(self.text) or hint)

    def reads(self, mark: str) -> bool:
        """Tell whether it can be read with this mark before decimals."""
        return _READINGS[mark].fullmatch(self.bare) is not None

    def groups(self, mark: str) -> bool:
        """Tell whether this mark stands between its thousands, and can be nothing else."""
        return mark in self.bare and not self.reads(mark)

    @property
    def marks(self) -> tuple[bool, ...]:
        """Which marks it has, and whether the point can be before decimals."""
        return "," in self.bare, "." in self.bare, self.reads(".")  # equivalent: but compared

    def number(self, mark: str) -> float:
        """Read it, with this mark before decimals."""
        plain = re.sub(_GAP, "", self.bare).replace(_OTHER[mark], "").replace(mark, ".")
        number = float(plain)
        if math.isinf(number):
            _refuse_infinite(self)
        return number


def _hint_for(text: str) -> str:
    """Say how what Python prints is written as a number."""
    if text.strip().lower() in TRUTHS:
        return AS_NUMBERS
    found = _CALL.match(text.strip())
    return (
        say("write {number}: in Python scores.tolist() gives it", number=found[1]) if found else ""
    )


def _refuse_infinite(cell: _Cell) -> NoReturn:
    problem = say("the score {text} is infinite", text=quoted(cell.text))
    hint = "use a finite number, or - if the score is missing"
    end = _end(cell.text)
    if end == -math.inf:
        hint = "keep it in a .csv or .json file, which may have -inf, and write src: with its path"
    elif end:
        hint = (
            "use a finite number, or - if the score is missing; a surprisal that is -log 0 may be "
            "inf in a .csv or .json file: write src: with its path"
        )
    raise ScoreError(problem, line=cell.line, hint=hint)


def _mark_of(cells: Sequence[_Cell], decimal: str) -> str:
    """Find the mark before decimals that all numbers of a column have."""
    fitting = [mark for mark in _READINGS if all(cell.reads(mark) for cell in cells)]
    marked = [cell for cell in cells if "." in cell.bare or "," in cell.bare]
    commas = [cell for cell in marked if "," in cell.bare]
    if not fitting or (len(fitting) > 1 and 0 < len(commas) < len(marked)):
        _refuse_both(marked)
    if len(fitting) > 1:  # marks of one kind, which may be those of thousands
        if commas and not decimal:
            _refuse_unclear(commas[0])
        return "," if commas else "."
    mark = fitting[0]
    thousands = [cell for cell in marked if _OTHER[mark] in cell.bare]
    if thousands and not any(cell.groups(_OTHER[mark]) for cell in thousands):
        _refuse_both(marked)
    return mark


def _refuse_unclear(cell: _Cell) -> NoReturn:
    problem = say(
        "the comma in {text} may be that of decimals or that of thousands", text=quoted(cell.text)
    )
    hint = say(
        "write {point} or {whole}",
        point=f"{cell.bare.replace(',', '.')}0",  # three digits would be those of thousands, too
        whole=cell.bare.replace(",", ""),
    )
    raise ScoreError(problem, line=cell.line, hint=hint)


def _refuse_point(text: str, line: int | None) -> NoReturn:
    """Refuse a number with a point, where commas stand before the decimals of others."""
    problem = say(
        "the point in {text} may be that of thousands, as other numbers have decimal commas",
        text=quoted(text),
    )
    hint = say(
        "write {whole} if it is; else write points before the decimals of all numbers",
        whole=text.replace(".", ""),
    )
    raise ScoreError(problem, line=line, hint=hint)


def _refuse_both(marked: Sequence[_Cell]) -> NoReturn:
    """Refuse a column in which the same mark would be of decimals here and of thousands there."""
    first = marked[0]
    other = next(cell for cell in marked if cell.marks != first.marks)
    problem = say(
        "numbers have commas here and points there: {first} and {other}",
        first=quoted(first.text),
        other=quoted(other.text),
    )
    raise ScoreError(problem, line=other.line, hint="write all of them as 1.5")


def _unit_of(cells: Sequence[_Cell]) -> str:
    """Find the unit behind all numbers."""
    units = {cell.unit for cell in cells}
    if len(units) <= 1:
        return "".join(units)
    one = next(cell for cell in cells if cell.unit)
    other = next(cell for cell in cells if cell.unit != one.unit)
    problem = say(
        "{text} has {unit} behind it, and {other} has not",
        text=quoted(one.text),
        unit=one.unit,
        other=quoted(other.text),
    )
    hint = say("write {unit} behind all of them, or behind none", unit=one.unit)
    raise ScoreError(problem, line=other.line, hint=hint)


class Points(NamedTuple):
    """A number with a point that may be one between thousands.

    Attributes:
        text: The number as it is written.
        line: Its line, if it is known.
        likely: Whether it is, but for what the numbers are called; else the language decides.
    """

    text: str
    line: int | None
    likely: bool


def first_grouped(columns: Sequence[Numerals]) -> Points | None:
    """Find a number with a point that may be one of thousands, a likely one sooner."""
    found = [
        Points(*item.unclear, item.likely) for item in columns if item.grouped and item.unclear
    ]
    return max(found, key=lambda item: item.likely, default=None)


def one_unit(columns: Sequence[Numerals]) -> str:
    """Find the unit behind the numbers of several columns, which are written alike.

    Raises:
        ScoreError: If some have one and others not, or the points of one may be those of thousands,
            since commas stand before decimals in another.
    """
    units = {item.unit for item in columns if any(score is not None for score in item.scores)}
    if len(units) > 1:
        problem = say("some scores have {unit} behind them, and others not", unit=max(units))
        hint = "one figure has one unit: leave the others out; of a data file choose with field"
        raise ScoreError(problem, hint=hint, about="scores")
    unclear = next((item.unclear for item in columns if item.unclear), None)
    if unclear and any(item.commas for item in columns):
        _refuse_point(*unclear)
    return "".join(units)
