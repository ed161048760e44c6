"""What an author may have meant by an option that there is not."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from heatmark.core.numerals import is_number
from heatmark.core.wording import listed, quoted, say, without_accents

if TYPE_CHECKING:
    from collections.abc import Sequence


_QUOTES = "\"'“”„‟‘’‚‛«»＂＇"
_TIE = 0.02  # by which names that are equally near differ
# What other tools and other people call them.
_CALLED = {
    **dict.fromkeys(("color", "colour", "colors", "colours", "palette"), "cmap"),
    **dict.fromkeys(("colormap", "colourmap", "color_map", "colour_map"), "cmap"),
    **dict.fromkeys(("caption", "heading"), "title"),
    **dict.fromkeys(("data", "file", "path", "url", "source", "json", "csv", "href"), "src"),
    **dict.fromkeys(("word", "words"), "tokens"),
    **dict.fromkeys(("values", "value", "weights", "weight", "logprobs"), "scores"),
    **dict.fromkeys(("font_size", "size"), "fontsize"),
    **dict.fromkeys(("format", "type"), "output"),
    **dict.fromkeys(("language", "locale"), "lang"),
    **dict.fromkeys(("class", "css"), "classes"),
    **dict.fromkeys(("normalize", "normalise", "normalization", "norm"), "scale"),
    **dict.fromkeys(("error", "errors", "stderr", "std", "sd"), "err"),
    **dict.fromkeys(("column", "columns", "metric"), "field"),
    **dict.fromkeys(("precision", "decimals"), "digits"),
    **dict.fromkeys(("tokenizer", "encoding"), "scheme"),
    **dict.fromkeys(("metric_name", "quantity"), "measure"),
}
# What they are called in Vietnamese; of those that are alike without accents, the first.
_IN_VIETNAMESE = {
    **dict.fromkeys(("tiêu_đề", "chú_thích"), "title"),
    **dict.fromkeys(("màu", "màu_sắc", "bảng_màu"), "cmap"),
    **dict.fromkeys(("đại_lượng", "độ_đo"), "measure"),
    **dict.fromkeys(("thang", "thang_đo"), "scale"),
    **dict.fromkeys(("kiểu", "kiểu_hiển_thị", "hiển_thị"), "view"),
    **dict.fromkeys(("tệp", "tập_tin", "dữ_liệu", "nguồn", "đường_dẫn"), "src"),
    **dict.fromkeys(("từ", "các_từ", "từ_ngữ", "tiếng"), "tokens"),
    **dict.fromkeys(("điểm", "điểm_số", "các_điểm"), "scores"),
    **dict.fromkeys(("văn_bản", "câu", "đoạn_văn"), "text"),
    **dict.fromkeys(("mẫu", "ví_dụ"), "sample"),
    "đơn_vị": "unit",
    "mô_hình": "model",
    "ngôn_ngữ": "lang",
    "chú_giải": "legend",
    "bảng": "table",
    "nhãn": "labels",
    "chiều_rộng": "width",
    "phông_chữ": "font",
    "cỡ_chữ": "fontsize",
    "tâm": "center",
    "dãy": "series",
}
_LISTS = frozenset({"tokens", "scores"})
# What directives call them, where a list would be something else.
_OF_TEXTS = {"label": ("id",), "name": ("id", "names"), "class": ("css_classes",)}
_ENDS = frozenset({"vmin", "vmax", "min", "max"})
_PARTS = frozenset({"head", "layer", "neuron", "dest", "target", "feature"})


@cache
def _unaccented() -> dict[str, str]:
    return {without_accents(name): option for name, option in reversed(_IN_VIETNAMESE.items())}


def in_vietnamese(name: str) -> str:
    """Give the option that a name means in Vietnamese, with its accents or without; or nothing."""
    folded = _folded(name)
    return _IN_VIETNAMESE.get(folded) or _unaccented().get(folded, "")


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold()
    return "_".join(plain.replace("-", " ").replace("_", " ").split())


def meant(name: str, value: object, known: Sequence[str]) -> str:
    """Say which option an author may have meant, in few words.

    Args:
        name: What was written for an option.
        value: What it was set to.
        known: The options that may be set there.
    """
    bare = name.strip(_QUOTES)
    if bare != name and bare in known:
        return say("write {name} without quotes, or with straight ones", name=bare)
    folded = _folded(bare)
    called = _called(folded, value, known)
    if called:
        return _one_of(called)
    if folded in _ENDS and "scale" in known:
        return "for the two ends of the colours write scale: [lowest, highest]"
    if folded in _PARTS and "src" in known:
        return say(
            "it is a part of a data file: write it behind the file's path, as in "
            "src: data.npz#{name}={value}",
            name=folded,
            value=str(value)[:_LONGEST] or "0",
        )
    near = _near(folded, known)
    if not near and "tokens" in known and not _may_be_option(name) and is_number(str(value)):
        token = f'"{name}"' if " " in name else name
        return say("leave it out; a token with its score is a row: {row}", row=f"{token} {value}")
    return near or "leave it out: there is no option with a name like it"


def _called(name: str, value: object, known: Sequence[str]) -> Sequence[str]:
    """Give the options that others call so, or nothing."""
    texts = _OF_TEXTS.get(name, ()) if isinstance(value, str) else ()
    if texts and set(texts) <= set(known):
        return texts
    number = (f"{name}s", name.removesuffix("s"))  # one or many
    ours = in_vietnamese(name)
    if ours in _LISTS and not isinstance(value, list):  # a line of a table, maybe
        ours = ""
    names = (name, name.replace("_", ""), _CALLED.get(name, ours), *number)
    return [option for option in names if option in known][:1]


def _may_be_option(name: str) -> bool:
    """Tell what a name of an option may be from what only a token is."""
    return name.isascii() and name.replace("-", "_").isidentifier()


_LONGEST = 12  # characters of a value in a hint


def _near(name: str, known: Sequence[str]) -> str:
    """Name the options that are written nearly so."""
    found = get_close_matches(name, known)
    ratios = {item: SequenceMatcher(None, item, name).ratio() for item in found}
    least = max(ratios.values(), default=0) - _TIE  # equivalent: of nothing, any default
    found = [item for item in found if ratios[item] > least]  # equivalent: none is just as much
    return _one_of(found) if found else ""


def _one_of(found: Sequence[str]) -> str:
    if len(found) > 1:
        return say("did you mean one of {names}?", names=listed(found))
    return say("did you mean {name}?", name=quoted(found[0]))
