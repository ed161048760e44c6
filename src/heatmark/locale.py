"""Words and numbers in Vietnamese and English."""

from __future__ import annotations

import math
import re
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
    "shared": "shared scale: {name}",
    "shared-site": "shared scale of the whole site: {name}",
    "control-shuffle": "shuffled control",
    "control-shuffle-of": "shuffled control: {name}",
    "control-shuffle-note": "the same scores, placed on the tokens at random – tests whether "
    "colour goes with position; does not tell whether the scores are right",
    "control-series": "control: {name}",
    "control-series-note": "scores that should show no pattern, on the same scale – if they look "
    "like those above, the colours above prove nothing; does not tell whether the scores are right",
    "lineup-question": "Which picture is the real data?",
    "lineup-about": "One of the {m} is real; in the others the same scores are placed on the "
    "tokens at random. All are on one scale.",
    "lineup-answer": "Answer",
    "lineup-real": "The real data is picture {name}.",
    "lineup-chance": "Whoever guesses finds it with a chance of 1/{m}. When at least this many "
    "of a class that pick each for themselves find it, guessing explains it badly (P ≤ 0.05):",
    "lineup-people": "In the class",
    "lineup-needed": "Right picks needed",
    "lineup-unreachable": "not reachable",
    "faded-count": "within the noise, no colour: {n}",
    "faded": "within the noise",
    "all-noise": "The tokens differ by no more than the noise – draw no conclusions from colours.",
    "of-series": "{name}: {text}",
    "model": "Model: {name}",
    "sample": "example: {text}",
    "sample-random": "example chosen at random",
    "sample-random-of": "example chosen at random from {n}",
    "sample-first": "the first example",
    "sample-first-of": "the first example of {n}",
    "sample-top": "the example with the clearest result",
    "sample-top-of": "the example with the clearest result of {n}",
    "sample-hand": "hand-picked example",
    "sample-hand-of": "hand-picked example, one of {n}",
    "length": "length",
    "bars": "Bar chart",
    "grid": "Score grid",
    "choose": "Series",
    "beyond": "{score} (clipped)",
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
    "shared": "thang chung cho cả trang: {name}",
    "shared-site": "thang chung cho mọi trang: {name}",
    "control-shuffle": "đối chứng xáo trộn",
    "control-shuffle-of": "đối chứng xáo trộn: {name}",
    "control-shuffle-note": "cùng các điểm số, đặt ngẫu nhiên vào các token – kiểm tra xem màu có "
    "gắn với vị trí không; không cho biết điểm số có đúng hay không",
    "control-series": "đối chứng: {name}",
    "control-series-note": "các điểm số lẽ ra không theo quy luật nào, trên cùng thang đo – nếu "
    "trông giống hình ở trên thì màu ở trên không chứng tỏ điều gì; không cho biết điểm số có "
    "đúng hay không",
    "lineup-question": "Hình nào là dữ liệu thật?",
    "lineup-about": "Một trong {m} hình là dữ liệu thật; ở các hình còn lại, cùng các điểm số ấy "
    "được đặt ngẫu nhiên vào các token. Mọi hình dùng chung một thang đo.",
    "lineup-answer": "Đáp án",
    "lineup-real": "Dữ liệu thật là hình {name}.",
    "lineup-chance": "Người đoán mò tìm ra hình thật với xác suất 1/{m}. Khi mỗi người tự chọn, "
    "nếu ít nhất chừng này người trong lớp chọn đúng thì khó giải thích bằng đoán mò (P ≤ 0,05):",
    "lineup-people": "Số người trong lớp",
    "lineup-needed": "Số người phải chọn đúng",
    "lineup-unreachable": "không thể đạt",
    "faded-count": "trong mức nhiễu, không tô màu: {n}",
    "faded": "trong mức nhiễu",
    "all-noise": "Chênh lệch giữa các token không vượt mức nhiễu – đừng suy diễn từ màu.",
    "of-series": "{name}: {text}",
    "model": "Mô hình: {name}",
    "sample": "ví dụ: {text}",
    "sample-random": "ví dụ chọn ngẫu nhiên",
    "sample-random-of": "ví dụ chọn ngẫu nhiên trong {n} ví dụ",
    "sample-first": "ví dụ đầu tiên",
    "sample-first-of": "ví dụ đầu tiên trong {n} ví dụ",
    "sample-top": "ví dụ có kết quả rõ nhất",
    "sample-top-of": "ví dụ có kết quả rõ nhất trong {n} ví dụ",
    "sample-hand": "ví dụ chọn tay",
    "sample-hand-of": "ví dụ chọn tay trong {n} ví dụ",
    "length": "độ dài",
    "bars": "Biểu đồ thanh",
    "grid": "Lưới điểm",
    "choose": "Dãy điểm",
    "beyond": "{score} (vượt thang)",
}

_WORDS: Mapping[str, Mapping[str, str]] = {"en": _EN, "vi": _VI}
_SAMPLE = re.compile(r"(random|first|top|hand)(?: +of +(\d{1,9}))?", re.IGNORECASE | re.ASCII)
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_TO_VIETNAMESE = str.maketrans(".,", ",.")
_SMALL, _LARGE = 1e-3, 1e9
_ERROR_DIGITS = 2  # significant ones of a standard error
DIGITS = 3  # significant ones, where no more are needed to tell scores apart


def language(code: str | None) -> str:
    """Choose the language of words and numbers: `vi` for `vi` and `vi-VN`, else `en`."""
    short = (code or "").lower().replace("_", "-").split("-")[0]
    return short if short in _WORDS else "en"


def word(key: str, lang: str, **values: object) -> str:
    """Say something in a language, with values put into its `{places}`."""
    return _WORDS[lang][key].format(**values)


def provenance(model: str | None, sample: str | None, lang: str) -> str | None:
    """Say where an example comes from: its model, and how it was chosen."""
    parts = [word("model", lang, name=model)] if model else []
    parts += [_sample(sample, lang)] if sample else []
    text = "; ".join(parts)
    return text[0].upper() + text[1:] if text else None


def _sample(sample: str, lang: str) -> str:
    found = _SAMPLE.fullmatch(sample.strip())
    if not found:
        return word("sample", lang, text=sample)
    key = f"sample-{found[1].lower()}"
    if not found[2]:
        return word(key, lang)
    return word(f"{key}-of", lang, n=number(int(found[2]), lang))


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
    if special or (digits > DIGITS and max(map(abs, values), default=0) >= 1000):  # noqa: PLR2004
        return [number(value, lang, digits) for value in values]
    return (text.replace(".", ",") if lang == "vi" else text).split()
