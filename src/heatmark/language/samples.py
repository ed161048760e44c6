"""How an example was chosen: in words of ours, or of authors, in English and Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from heatmark.core.patterns import lazy_re
from heatmark.language.numbers import number
from heatmark.language.words import word

_GAPS = " \u00a0\u2009\u202f"
# Thousands have one mark, or none; a number that goes on as another kind of one is not read.
_WHOLE = rf"\d{{1,3}}(?:(?P<mark>[.,'’{_GAPS}])\d{{3}})(?:(?P=mark)\d{{3}})*|\d{{1,9}}"
_TIMES = {
    **dict.fromkeys(("k", "thousand", "nghìn", "ngàn"), 1_000),
    **dict.fromkeys(("m", "million", "triệu", "tr"), 1_000_000),
}
_MANY = rf"(?P<many>\d{{1,6}}(?:[.,]\d{{1,2}})?)\s?(?P<times>{'|'.join(_TIMES)})\b"
_GOES_ON = (
    rf"(?!\w|[.,'’]\d|[{_GAPS}](?:\d{{3}}|\d+(?![\w-]))|\s?[%‰×^*²³⁴-⁹]"
    rf"|\s?(?:{'|'.join(_TIMES)}|billion|vạn|tỷ|tỉ|percent)\b)"
)
_NUMBER = rf"(?:{_MANY}|(?P<whole>{_WHOLE}){_GOES_ON})"
_FROM = (
    r"(?:\b(?:of|among|amongst|from|in|over|across|trong(?: tổng)?(?: số)?|trên(?: tổng số)?|của"
    r"|giữa)\b|/)"
    r"\s?(?:(?:the|all|about|around|some|khoảng|tổng số|số|~|≈)\s?)*"
)
_WAY = lazy_re(rf"(random|first|top|hand)(?: of {_NUMBER})?", re.ASCII)
_HIGH = (
    r"(?:top|argmax|best|highest|largest|greatest|biggest|strongest|clearest|max(?:imum|imal|imally)?"
    r"|most (?:activ|strik|extreme|salien|surpris|selectiv|impress)\w*"
    r"|(?:nổi bật|nổi trội|cao|mạnh|rõ|rõ ràng|rõ nét|lớn|tốt|đẹp|ấn tượng|tiêu biểu|điển hình"
    r"|đáng chú ý) nhất|nổi (?:bật|trội)(?= (?:trong|trên|giữa)\b)|đứng đầu|hàng đầu|dẫn đầu)"
)
_LOW = (
    r"(?:lowest|argmin|smallest|weakest|worst|min(?:imum|imal)?|bottom|least|cherry[ -]?picked"
    r"|(?:thấp|nhỏ|bé|yếu|kém|tệ) nhất)"
)
# What may stand before; and what a place in a model is called, which is no example, as the top
# layer is the last one. The best layer and the top head are chosen for their results.
_BEFORE = (
    r"\W*(?:(?:an?|the|one|some|of|its|for|with|that|as|was|is|has|chosen|selected|picked"
    r"|examples?|texts?|sentences?|prompts?|scores?|results?|ví dụ|văn bản|câu|mẫu|kết quả|điểm|có"
    r"|là|được|chọn|một|các|những)\b\W*)*"
)
_NO_PLACE = (
    r"\b(?![ -](?:pool\w*|down|left|right|[kp]\b|đầu))"
    r"(?!(?<=top|est|tom|mum|mal|max|min)(?<!best)(?<!gest)[ -](?:layers?|tầng|lớp))"
)
_AT_TOP = lazy_re(rf"{_BEFORE}{_HIGH}{_NO_PLACE}")
_AT_END = lazy_re(rf"{_BEFORE}(?:{_HIGH}|{_LOW}){_NO_PLACE}")
_OTHER_WAYS = lazy_re(r"\W*(?:random|first|hand|every|all|ngẫu nhiên|đầu tiên|mọi|tất cả)\b")
_THINGS = (
    r"(?:[ ,(-]{1,2}(?:\d+|ones?|examples?|texts?|sentences?|prompts?|scores?|results?"
    r"|activations?|(?:attention )?heads?|neurons?|features?|nơ-ron|ví dụ|văn bản|câu|mẫu"
    r"|kết quả|điểm(?: số)?))*[ ,(]*"
)
_WITHIN = lazy_re(rf"\b(?:{_HIGH}|{_LOW})\b{_THINGS}{_FROM}{_NUMBER}")
_WHICH = rf"(?:{_HIGH}|{_LOW})"
# Of how many, and then for what: `one of 200, for the clearest pattern`, `1 trong 500, rõ nhất`.
_CHOSEN_FOR = lazy_re(
    rf"{_FROM}{_NUMBER}.*?\b(?:for|by|because|vì|do|theo)\b(?:\W+\w+){{0,3}}?\W+{_WHICH}\b"
    r"(?:(?:\W+\w+){0,2}\W+(?:patterns?|scores?|activations?|effects?|contrasts?|results?|attention"
    r"|values?|maps?|figures?|responses?|signals?|differences?|điểm|kết quả|hiệu ứng)\b|\W*$)"
)
_BEHIND = lazy_re(
    rf"{_FROM}{_NUMBER}(?:\s(?:ones?|examples?|texts?|sentences?|prompts?|heads?|neurons?|ví dụ"
    rf"|văn bản|câu|mẫu|đầu|nơ-ron))?(?P<apart>\s?[,;:(–—-]\s?)?\s?(?:the |là )?{_WHICH}\W*$"
)
# What a model made and some search of its own chose, by no figure: the best of a beam.
_MADE = lazy_re(
    r"(?:\W+\w+){0,2}\W+(?:answers?|responses?|repl(?:y|ies)|outputs?|completions?|continuations?"
    r"|generations?|translations?|summar(?:y|ies)|hypothes[ei]s|candidates?|beams?|sequences?"
    r"|bản dịch|bản tóm tắt|câu trả lời|ứng viên|đầu ra)\b"
)
_TOTAL = lazy_re(rf"{_FROM}{_NUMBER}")
_SHOWN = lazy_re(rf"[ -]?{_NUMBER}")


class TopOf(NamedTuple):
    """An example that was chosen for its result.

    Attributes:
        total: Among how many, or None if that is not said.
        shown: How many were chosen, or None if that is not said.
        is_clear: Whether the total is said as such: of `top 500` it is the least there can be.
    """

    total: int | None
    shown: int | None = None
    is_clear: bool = True


def provenance(model: str | None, sample: str | None, lang: str) -> str | None:
    """Say where an example comes from: its model, and how it was chosen."""
    parts = [word("model", lang, name=model)] if model else []
    parts += [_sample(sample, lang)] if sample else []
    text = "; ".join(parts)
    return text[0].upper() + text[1:] if text else None


def is_known_way(sample: str) -> bool:
    """Tell whether a sample is one of the ways that have words of ours: `first of 20`."""
    return _WAY.fullmatch(_plain(sample)) is not None


def known_total(sample: str) -> int | None:
    """Tell of a way that has words of ours, and of what was chosen, from how many it was."""
    found = _WAY.fullmatch(_plain(sample))
    if found:
        return _read(found)
    one = top_of(sample)
    return None if one is None else one.total


@lru_cache(maxsize=128)  # equivalent: the size of a cache
def top_of(sample: str | None) -> TopOf | None:
    """Tell an example that was chosen for its result: `top of 500`, `nổi bật nhất trong 500`.

    Args:
        sample: How it was chosen, as an author wrote it.

    Returns:
        Among how many, if that can be read; None if it was not, or not so that words tell.
    """
    text = _plain(sample or "")
    if _OTHER_WAYS.match(text):
        return None
    found = _AT_END.match(text)
    if found is None:
        return _chosen_of(text)
    rest = text[found.end() :]
    first, total = _SHOWN.match(rest), _TOTAL.search(rest)
    shown = first and _read(first)
    if total:
        return TopOf(_read(total), shown)
    if _MADE.match(rest):
        return None
    return TopOf(shown, shown, is_clear=shown is None)


def _chosen_of(text: str) -> TopOf | None:
    """Tell what was chosen where words say so behind the number, or within."""
    within = _WITHIN.search(text) or _CHOSEN_FOR.search(text)
    if within:
        return TopOf(_read(within))
    behind = _BEHIND.search(text)
    if behind is None:
        return None
    total = _read(behind)
    return TopOf(total) if behind["apart"] else TopOf(total, total, is_clear=False)


def is_best_output(sample: str | None) -> bool:
    """Tell the best of what a model made, of which it is not said by what it was chosen."""
    text = _plain(sample or "")
    found = _AT_END.match(text)
    return found is not None and _MADE.match(text, found.end()) is not None and not top_of(text)


def is_top(group: str) -> bool:
    """Tell what was chosen at the top, in words of ours or of authors."""
    return _AT_TOP.match(_plain(group)) is not None


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(composed.split())


def _read(found: re.Match[str]) -> int | None:
    if found["many"]:
        return round(float(found["many"].replace(",", ".")) * _TIMES[found["times"]])
    return int(re.sub(r"\D", "", found["whole"])) if found["whole"] else None


def _sample(sample: str, lang: str) -> str:
    found = _WAY.fullmatch(_plain(sample))
    if not found:
        return word("sample", lang, text=sample)
    key, total = f"sample-{found[1]}", _read(found)
    if total is None:
        return word(key, lang)
    return word(f"{key}-of", lang, n=number(total, lang))
