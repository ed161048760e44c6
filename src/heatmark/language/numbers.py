"""Numbers as a language writes them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from heatmark.language.languages import languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL, _LARGE = 1e-3, 1e9
_ERROR_DIGITS = 2  # significant ones of a standard error
DIGITS = 3  # significant ones, where no more are needed to tell scores apart


def number(value: float, lang: str, digits: int = DIGITS) -> str:
    """Write a number with so many significant digits, but never fewer than its whole part has.

    Below 10⁻³ and from 10⁹ on it is written with a power of ten. Dots and commas follow the
    language: `1,234.5` in English is `1.234,5` in Vietnamese.
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    value += 0.0  # no -0
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    if value and not _SMALL <= abs(value) < _LARGE:
        text = f"{_trimmed(mantissa)}×10{str(int(power)).translate(_SUPERSCRIPTS)}"
    else:
        text = _trimmed(f"{value:,.{max(0, digits - 1 - int(power))}f}")
    return text.translate(languages()[lang].marks)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbers(values: Sequence[Score], lang: str, digits: int = DIGITS) -> list[str]:
    """Write many numbers as [number][heatmark.language.numbers.number] does; '' if missing."""
    if None not in values:
        return _all_numbers(values, lang, digits)  # type: ignore[arg-type]  # none is missing
    known = iter(_all_numbers([value for value in values if value is not None], lang, digits))
    return ["" if value is None else next(known) for value in values]


def with_errors(numbers: Sequence[str], errors: Sequence[Score], lang: str) -> list[str]:
    """Put standard errors behind numbers that have been written: `0.12 ± 0.03`."""
    return [
        text if error is None or not text else f"{text} ± {number(error, lang, _ERROR_DIGITS)}"
        for text, error in zip(numbers, errors, strict=True)
    ]


def _all_numbers(values: Sequence[float], lang: str, digits: int) -> list[str]:
    """Write numbers in one call of `%`, unless one of them is too small, too large or infinite."""
    text = (f"%.{digits}g " * len(values)) % tuple(values)
    special = "e" in text or "0.000" in text or "inf" in text or "-0 " in text
    if special or (digits > DIGITS and max(map(abs, values), default=0) >= 1000):
        return [number(value, lang, digits) for value in values]
    return text.replace(".", languages()[lang].decimal).split()
