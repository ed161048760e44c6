"""Vietnamese in the codes of its old fonts, TCVN3 (ABC) and VNI, read as Windows-1252.

Both give Vietnamese letters to the codes of others: `ViÖt`, `Vieät` are `Việt`. That is told by
what the words are as they stand, and once converted: no syllables of Vietnamese, and nearly all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# What may be a syllable, for a quick look before the real one: consonants around vowels.
MAY_BE_SYLLABLE = (
    "[bcdghklmnpqrstvxđBCDGHKLMNPQRSTVXĐ]{0,3}"
    "[aeiouyàáâãèéêìíòóôõùúýăĩũơưAEIOUYÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠ-ỹ\u0300-\u0323]+"
    "[cghmnptCGHMNPT]{0,2}"
)
_TONES = lazy_re("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = r"(?:ch|đ|gh|gi|kh|ngh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_NUCLEI = (
    *("iêu", "yêu", "oai", "oay", "oao", "oeo", "uây", "uôi", "ươi", "ươu", "uya", "uyê", "uyu"),
    *("ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "yê", "iu", "oa", "oă", "oe"),
    *("oi", "oo", "ôi", "ơi", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa", "ưi", "ươ", "ưu"),
    *"aăâeêioôơuưy",
)
_SYLLABLE = lazy_re(rf"{_ONSET}(?:{'|'.join(_NUCLEI)})(?:ch|nh|ng|[cmnpt])?")
_WORD = lazy_re(r"[^\s!-@\[-`{-~–—“”‘’…]+")
_ASCII = lazy_re("[A-Za-z]")
_FEWEST = 2  # different words with foreign letters: one may be a name
_MOST_VALID = 0.5  # of them, as they stand, in a text that is no Vietnamese yet
_LEAST_VALID = 0.9  # of them, once converted
# The letters of TCVN3 in the order of its codes, a full stop where there is none of them.
_TABLE = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
_VNI_SINGLE = dict(zip("ìíæóòîñôöÌÍÆÓÒÎÑÔÖ", "ìíỉĩịỵđơưÌÍỈĨỊỴĐƠƯ", strict=True))
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(zip("âáàåãä", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))
_VNI_BREVES = dict(zip("êéèúüë", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))


@lru_cache(maxsize=4096)  # equivalent: quicker
def is_syllable(word: str) -> bool:
    """Tell a syllable that Vietnamese can have."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = len(_TONES.findall(parts))
    bare = unicodedata.normalize("NFC", _TONES.sub("", parts))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def in_old_code(text: str) -> tuple[str, str] | None:
    """Tell a text in the code of an old Vietnamese font.

    Args:
        text: A text.

    Returns:
        The name of the code, and the text in Unicode; or None, as for nearly all texts.
    """
    if text.isascii() or not _is_western(text):
        return None
    words = (word for word in _WORD.findall(text) if _ASCII.search(word))  # no marks alone
    foreign = {word for word in words if not word.isascii()}
    if len(foreign) < _FEWEST or _share(sorted(foreign)) > _MOST_VALID:
        return None
    for name, convert in (("TCVN3 (ABC)", _from_tcvn3), ("VNI", _from_vni)):
        if _share([convert(word) for word in sorted(foreign)]) >= _LEAST_VALID:
            return name, convert(text)
    return None


def _is_western(text: str) -> bool:
    """Tell a text of which all letters are those of Windows-1252."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _share(words: Sequence[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)


@cache
def _tcvn3() -> Mapping[int, str]:
    return {0xA1 + at: letter for at, letter in enumerate(_TABLE) if letter != "."}


def _from_tcvn3(text: str) -> str:
    return text.translate(_tcvn3())


@cache
def _vni() -> Mapping[str, str]:
    """Make a table of all pairs of a vowel and a mark, and of letters that have their own codes."""
    pairs = {
        f"{vowel}{mark}": vowel + tone for vowel in "aeouy" for mark, tone in _VNI_TONES.items()
    }
    pairs |= {f"ô{mark}": f"ơ{tone}" for mark, tone in _VNI_TONES.items()}
    pairs |= {f"ö{mark}": f"ư{tone}" for mark, tone in _VNI_TONES.items()}
    pairs |= {
        f"{vowel}{mark}": f"{vowel}\u0302{tone}"
        for vowel in "aeo"
        for mark, tone in _VNI_HATS.items()
    }
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _VNI_BREVES.items()}
    upper = {old.upper(): new.upper() for old, new in pairs.items()}
    mixed = {old[0].upper() + old[1]: new.upper() for old, new in pairs.items()}
    return _VNI_SINGLE | mixed | upper | pairs


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni(), key=len, reverse=True)))


def _from_vni(text: str) -> str:
    found = _vni_pattern().sub(lambda one: _vni()[one[0]], text)
    return unicodedata.normalize("NFC", found)
