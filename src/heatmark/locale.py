"""Words and numbers in Vietnamese and English."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.model import Score

_EN = {
    "score": "Score",
    "token": "Token",
    "position": "No.",
    "series": "Series {n}",
    "table": "Data table",
    "minmax": "own min–max scale – not comparable with other blocks",
    "zero": "scale from 0",
    "zero-signed": "scale centred on 0",
    "symmetric": "symmetric scale centred on {center}",
    "rank": "scale by rank",
    "fixed": "fixed scale",
    "common": "the {n} series share this scale",
    "count": "n = {n}",
    "missing": "missing value",
    "missing-count": "missing value: {n}",
    "special": "special token",
    "special-count": "special token: {n}",
    "part": "part of a character",
    "alternatives": "Others",
    "pieces": "Pieces",
    "bytes": "Bytes",
    "clipped": "clipped: {n}",
    "clipped-below": "clipped: {n} below {end}",
    "clipped-above": "clipped: {n} above {end}",
    "constant": "all values equal",
    "nothing": "no values",
    "transform": "after {names}",
    "error": "This heatmap cannot be drawn",
    "line": "line {n}",
    "hint": "What to do: {hint}",
    "text-and-table": "Text and data table",
    "text-only": "Text",
    "alt": "Text heatmap.",
    "alt-title": "Text heatmap: {title}",
    "alt-text": "Text: “{text}”.",
    "alt-scale": "{measure} from {low} to {high}.",
    "alt-extremes": "Highest: {high}; lowest: {low}.",
    "alt-more": "The whole text and all numbers follow the image.",
}

_VI = {
    "score": "Điểm",
    "token": "Token",
    "position": "STT",
    "series": "Dãy {n}",
    "table": "Bảng số liệu",
    "minmax": "thang riêng của khối này – không so sánh được với khối khác",
    "zero": "thang bắt đầu từ 0",
    "zero-signed": "thang có tâm ở 0",
    "symmetric": "thang đối xứng quanh {center}",
    "rank": "thang theo thứ hạng",
    "fixed": "thang cố định",
    "common": "{n} dãy dùng chung thang này",
    "count": "n = {n}",
    "missing": "thiếu giá trị",
    "missing-count": "thiếu giá trị: {n}",
    "special": "token đặc biệt",
    "special-count": "token đặc biệt: {n}",
    "part": "một phần của ký tự",
    "alternatives": "Token khác",
    "pieces": "Các mảnh",
    "bytes": "Byte",
    "clipped": "vượt thang: {n}",
    "clipped-below": "vượt thang: {n} giá trị dưới {end}",
    "clipped-above": "vượt thang: {n} giá trị trên {end}",
    "constant": "mọi giá trị bằng nhau",
    "nothing": "không có giá trị nào",
    "transform": "sau khi áp dụng {names}",
    "error": "Không vẽ được bản đồ nhiệt này",
    "line": "dòng {n}",
    "hint": "Cách sửa: {hint}",
    "text-and-table": "Văn bản và bảng số liệu",
    "text-only": "Văn bản",
    "alt": "Bản đồ nhiệt trên văn bản.",
    "alt-title": "Bản đồ nhiệt trên văn bản: {title}",
    "alt-text": "Văn bản: “{text}”.",
    "alt-scale": "{measure} từ {low} đến {high}.",
    "alt-extremes": "Cao nhất: {high}; thấp nhất: {low}.",
    "alt-more": "Toàn bộ văn bản và số liệu nằm ngay sau hình.",
}

_WORDS: Mapping[str, Mapping[str, str]] = {"en": _EN, "vi": _VI}
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_TO_VIETNAMESE = str.maketrans(".,", ",.")
_SMALL, _LARGE = 1e-3, 1e9
DIGITS = 3  # significant ones, where no more are needed to tell scores apart


def language(code: str | None) -> str:
    """Choose the language of words and numbers: `vi` for `vi` and `vi-VN`, else `en`."""
    short = (code or "").lower().replace("_", "-").split("-")[0]
    return short if short in _WORDS else "en"


def word(key: str, lang: str, **values: object) -> str:
    """Say something in a language, with values put into its `{places}`."""
    return _WORDS[lang][key].format(**values)


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
    return text.translate(_TO_VIETNAMESE) if lang == "vi" else text


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbers(values: Sequence[Score], lang: str, digits: int = DIGITS) -> list[str]:
    """Write many numbers as [number][heatmark.locale.number] does; a missing one is empty."""
    if None not in values:
        return _all_numbers(values, lang, digits)  # type: ignore[arg-type]  # none is missing
    known = iter(_all_numbers([value for value in values if value is not None], lang, digits))
    return ["" if value is None else next(known) for value in values]


def _all_numbers(values: Sequence[float], lang: str, digits: int) -> list[str]:
    """Write numbers in one call of `%`, unless one of them is too small, too large or infinite."""
    text = (f"%.{digits}g " * len(values)) % tuple(values)
    special = "e" in text or "0.000" in text or "inf" in text or "-0 " in text
    if special or (digits > DIGITS and max(map(abs, values), default=0) >= 1000):  # noqa: PLR2004
        return [number(value, lang, digits) for value in values]
    return (text.replace(".", ",") if lang == "vi" else text).split()
