"""Numbers as a language writes them, and how many decimals tell the scores of a picture apart."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from heatmark.language.languages import languages

if TYPE_CHECKING:
    from numpy.typing import NDArray


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "−"  # as wide as a plus, and read aloud as a minus; a hyphen is neither
_SMALL, _LARGE = 1e-3, 1e9
_SMALL_PLACES = 3  # decimals that _SMALL has
_GROUPED = 1000  # from here on there is a mark between thousands
_GIVEN_DIGITS = 12  # more have numbers that were computed, such as 0.1 + 0.2
DIGITS = 3  # significant ones of a number that stands alone
_STEPS = 200  # a range is told in 200 to 2,000 steps: 3 decimals of a probability, 2 of a log P
_MOST_KNOWN = 20_000  # steps whose texts are kept, about 2 MB
# By decimals and language the texts of a range, from a number of steps on, and last that of NaN:
# the figures of a site have scales in common.
_KNOWN: dict[tuple[int, str], tuple[int, NDArray[np.object_]]] = {}
_NO_TEXTS: NDArray[np.object_] = np.array([""], dtype=object)
_EXACT = 2.0**53  # above, not every integer has a float of its own
_ALL_DIGITS = 16  # after the first one of a float
_MOST_PLACES = 300  # whose powers of ten are floats, also times what is rounded


@lru_cache(maxsize=1024, typed=True)  # the figures of a site have counts in common, too
def number(value: float, lang: str, digits: int = DIGITS) -> str:
    """Write a number with so many significant digits, but never fewer than its whole part has.

    Below 10⁻³ and from 10⁹ on it is written with a power of ten. Dots and commas follow the
    language: `1,234.5` in English is `1.234,5` in Vietnamese. A minus is `−`.
    """
    if math.isinf(value):
        return "∞" if value == math.inf else f"{MINUS}∞"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    if value and not _SMALL <= abs(value) < _LARGE:
        return _marked(_with_power(mantissa, power), lang)
    return _marked(_trimmed(f"{value + 0.0:,.{max(0, digits - 1 - int(power))}f}"), lang)


def _with_power(mantissa: str, power: str) -> str:
    return f"{_trimmed(mantissa)}{times_ten(int(power))}"


def _marked(text: str, lang: str) -> str:
    return text.translate(languages()[lang].marks).replace("-", MINUS)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_given(value: float, lang: str) -> str:
    """Write a number that an author wrote, with its digits, up to 12: 0.0504 is not 0.05."""
    if not math.isfinite(value):
        return number(value, lang)
    digits = Decimal(f"{value:.{_GIVEN_DIGITS - 1}e}").normalize().as_tuple().digits
    return number(value, lang, len(digits))


class Writing(NamedTuple):
    """How the scores of one scale are written, all alike.

    Attributes:
        places: How many decimals there are at most; fewer than 0 if not even all units are told.
        shares: Whether they are probabilities, of which the smallest are `<0.001` and not 0.
        digits: How many significant digits each has, whatever its size, but never fewer than its
            whole part; or None where it is the decimals that count.
    """

    places: int
    shares: bool = False
    digits: int | None = None

    def rounded(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Round scores to what is written of them, half to even, as the written decimals say.

        Equal texts are of equal numbers then, and the other way around. Numbers so large that no
        float has all of those decimals stay as they are.
        """
        if self.digits is not None or abs(self.places) > _MOST_PLACES:
            return np.asarray(np.vectorize(self.near, otypes=[np.float64])(values))
        power = 10.0 ** abs(self.places)
        with np.errstate(over="ignore", invalid="ignore"):
            steps = values * power if self.places >= 0 else values / power  # equivalent: 0 is 1
            near = np.rint(steps)
            near = near / power if self.places >= 0 else near * power  # equivalent: 0 is 1
        near += 0.0  # no -0
        size = np.abs(steps)
        most = np.fmax.reduce(size, axis=None, initial=0.0)  # of those that are no NaN
        if most < _EXACT:  # equivalent: it saves time alone
            return near
        return np.where(size < _EXACT, near, values)

    def near(self, value: float) -> float:
        """Round one score; see [rounded][heatmark.language.numbers.Writing.rounded]."""
        if not math.isfinite(value):
            return value
        if self.digits is not None:
            return _significant(value, self.digits)
        if abs(self.places) > _MOST_PLACES:  # whose powers of ten are no floats
            if abs(value) < 0.5 * 10.0 ** min(-self.places, 308):
                return 0.0
            return _to_digits(value, _digits(value, self.places)) + 0.0  # no -0
        power = 10.0 ** abs(self.places)
        steps = value * power if self.places >= 0 else value / power
        if abs(steps) >= _EXACT:  # equivalent: a step of just so many is whole
            return value
        near = round(steps)  # an integer, which is no -0
        return near / power if self.places >= 0 else near * power  # equivalent: 0 is 1

    def text(self, value: float, lang: str) -> str:
        """Write one score; `` if it is NaN."""
        near = self.near(value)
        if self.shares and near == 0 < value:
            return f"<{self._one(10.0**-self.places, lang)}"
        return self._one(near, lang)

    def write(self, values: NDArray[np.float64], near: NDArray[np.float64], lang: str) -> list[str]:
        """Write many scores; `` where one is NaN, which stands for missing.

        Args:
            values: N scores, before rounding; they may be infinite.
            near: The same, rounded.
            lang: The language.
        """
        if self.digits is not None:
            return [self._one(value, lang) for value in near.tolist()]
        texts = self._known(near, lang)
        texts = self._write(near, lang) if texts is None else texts
        if self.shares:
            for at in np.flatnonzero((near == 0) & (values > 0)).tolist():
                texts[at] = self.text(float(values[at]), lang)
        return texts

    def _known(self, near: NDArray[np.float64], lang: str) -> list[str] | None:
        """Look rounded numbers up, if their range has few steps; None if it has many."""
        power = 10.0 ** min(max(self.places, 0), _SMALL_PLACES)
        low = float(np.fmin.reduce(near, initial=0.0)) * power
        high = float(np.fmax.reduce(near, initial=0.0)) * power
        is_usual = 0 <= self.places <= _SMALL_PLACES  # equivalent: others are written one by one
        if not is_usual or high - low > _MOST_KNOWN:  # equivalent: so are they
            return None
        first, texts = _KNOWN.get((self.places, lang), (0, _NO_TEXTS))
        last = first + len(texts) - 2  # equivalent: a range that seems shorter is made anew
        if round(low) < first or round(high) > last:  # equivalent: so is one that ends there
            first, last = min(first, round(low)), max(last, round(high))
            if last - first > _MOST_KNOWN:  # equivalent: it saves room alone
                first, last = round(low), round(high)
            every = np.arange(first, last + 1) / power
            texts = np.array([*self._write(every, lang), ""], dtype=object)
            _KNOWN[self.places, lang] = first, texts
        indices = np.fmax(np.rint(near * power) - first, -1.0)  # of NaN, which is the last of all
        return cast("list[str]", texts[indices.astype(np.intp)].tolist())

    def _write(self, near: NDArray[np.float64], lang: str) -> list[str]:
        """Write rounded numbers; `` where one is NaN."""
        size = np.abs(near)
        most = float(np.fmax.reduce(size, initial=0.0))  # of those that are no NaN
        is_quick = self.places <= _SMALL_PLACES  # equivalent: it saves time alone
        if is_quick and most < _GROUPED:
            return self._plain(near, most, lang)
        plain = (size < _GROUPED) & ((size >= _SMALL) | (size == 0))
        most = float(size.max(where=plain, initial=0.0))  # equivalent: 1 has one digit, too
        texts = self._plain(np.where(plain, near, 0.0), most, lang)
        for at in np.flatnonzero(~plain).tolist():
            texts[at] = self._one(float(near[at]), lang)
        return texts

    def _plain(self, near: NDArray[np.float64], most: float, lang: str) -> list[str]:
        """Write numbers of a usual size in one call of `%`, which is what takes the time.

        Args:
            near: N rounded numbers, or NaN.
            most: The largest without its sign.
            lang: The language.
        """
        digits = len(str(int(most))) + max(self.places, 0)
        if digits > sys.float_info.dig:  # more than which are not those that were written
            return [self._one(value, lang) for value in near.tolist()]
        text = (f"%.{digits}g " * len(near)) % tuple(near.tolist())
        decimal = languages()[lang].decimal
        if decimal != ".":
            text = text.replace(".", decimal)
        return text.replace("-", MINUS).replace("nan", "").split(" ")[:-1]

    def _one(self, near: float, lang: str) -> str:
        """Write a number that is large, tiny, infinite or missing."""
        if not math.isfinite(near):
            return "" if math.isnan(near) else number(near, lang)
        if self.digits is not None:
            return number(near, lang, self.digits)
        return _written(near, self.places, lang)


@lru_cache(maxsize=1024)
def _written(near: float, places: int, lang: str) -> str:
    """Write a finite number to so many decimals, or with a power of ten."""
    known = Decimal(repr(near)).as_tuple()  # as it is written: the float 0.3 goes on with 0s
    if _SMALL <= abs(near) < _LARGE or not near:
        places = min(places, -int(known.exponent))
        return _marked(_trimmed(f"{near:,.{max(places, 0)}f}"), lang)
    digits = min(_digits(near, places), len(known.digits) - 1)
    return _marked(_with_power(*f"{near:.{digits}e}".split("e")), lang)


def _significant(value: float, digits: int) -> float:
    """Round a number to so many digits, but no digit of its whole part if it is written out."""
    near = _to_digits(value, digits - 1)
    return float(round(value)) if 10.0**digits <= abs(near) < _LARGE else near + 0.0


def _to_digits(value: float, digits: int) -> float:
    """Round a number to so many digits after the first one, to a float that is written like it."""
    near = float(f"{value:.{digits}e}")
    return near if math.isfinite(near) else math.copysign(sys.float_info.max, value)


def _digits(value: float, indices: int) -> int:
    """Count the digits after the first one that tell a number to so many decimals."""
    power = int(f"{value:e}".split("e")[1])
    return min(max(power + indices, 0), _ALL_DIGITS)


def writing(low: float, high: float, *, shares: bool = False, least: int = 0) -> Writing:
    """Find how many decimals tell the scores of a range apart.

    Args:
        low: The smallest score that can be seen.
        high: The largest.
        shares: Whether they are probabilities.
        least: How many decimals there have to be.
    """
    largest = max(abs(low), abs(high))
    spread = min(high - low, sys.float_info.max) or largest or 1.0  # one number has digits, too
    indices = -math.floor(math.log10(spread) - math.log10(_STEPS))
    if largest < _LARGE:
        indices = max(indices, 0)
    return Writing(max(indices, least) if least else indices, shares)


def powers_of_ten(value: float) -> int:
    """Tell which power of ten a number is written with: 0 for those that need none."""
    return 0 if not value or _SMALL <= abs(value) < _LARGE else math.floor(math.log10(abs(value)))


def times_ten(power: int) -> str:
    """Write a power of ten behind a number: `×10⁻⁵`."""
    return f"×10{str(power).translate(_SUPERSCRIPTS)}"


def exactly(value: Decimal, lang: str) -> str:
    """Write a number with the digits that it has: 0.10 is not 0.1."""
    return _marked(f"{value:,f}", lang)
