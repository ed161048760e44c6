"""What two columns of words are called that have a pair of them in each line."""

from __future__ import annotations

from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.language.columns import is_token_name

_FROM = ("query", "q", "source", "src", "from", "i", "row", "dest", "nguồn", "left", "head")
_TO = (
    "key",
    "k",
    "target",
    "tgt",
    "dst",
    "to",
    "j",
    "col",
    "column",
    "đích",
    "right",
    "dependent",
    "tail",
    "doc",
    "document",
    "passage",
)
_ENDS = ("token", "word", "tok", "từ", "w", "var", "term")
_MARKS = ({"1", "2"}, {"a", "b"}, {"i", "j"}, {"", "2"})  # of the two
_MARKED = lazy_re(r"(.*[^\W\d_]) ?([12])|(.+) ([abij])|(.+?)(?: thứ)? (nhất|hai)")
_ORDINAL = lazy_re(r"(first|1st|second|2nd|other) (.+)")
_NUMBERS = {"first": "1", "1st": "1", "nhất": "1", "second": "2", "2nd": "2", "hai": "2"}
_WORDS = frozenset(
    {*_ENDS, "lexeme", "concept", "item", "phrase", "expression", "noun", "entity", "sentence"}
    | {"question", "name", "khái niệm", "cụm từ", "câu"}
)
"""What is called so is a word or a text, and each line has two with their marks."""
# What stands beside a word and has one score together with it.
_BESIDE = lazy_re(
    r"(?:collocates?|associates?|associations?|responses?|neighbou?rs?|(?:near )?synonyms?"
    r"|antonyms?|(?:(?:từ )?(?:đồng nghĩa|trái nghĩa|kết hợp|liên tưởng)))(?: words?)?"
)
_CUES = frozenset({"cue", "cue word", "cues", "prime", "prime word", "primes"})


def are_ends(one: str, other: str) -> bool:
    """Tell names of two ends: `query`, `key`; `from_token`, `to_token`; `token1`, `token2`.

    Args:
        one: A name, in lower case.
        other: Another.
    """
    pair = _plain(one), _plain(other)
    ends = (pair[0] in _FROM and pair[1] in _TO) or (pair[1] in _FROM and pair[0] in _TO)
    return ends or {_mark(one), _mark(other)} in _MARKS


def _mark(name: str) -> str | None:
    """Give what stands behind the word for a token: `2` of `token_2`; None of other names."""
    if _plain(name) in _ENDS:
        return ""
    return name[-1:] if _plain(name[:-1]) in _ENDS else None


def _plain(name: str) -> str:
    """Take the word for a token away: `query_token` is `query`, `token_` is `token`."""
    words = name.replace("_", " ").replace("-", " ").split()
    return " ".join([word for word in words if word not in _ENDS] or words)


def are_numbered(one: str, other: str) -> bool:
    """Tell names of two words a line: `word1`, `word2`; `Word A`, `Word B`; `từ 1`, `từ 2`.

    Args:
        one: A name, in lower case.
        other: Another.
    """
    stem = _stem_of_two(one, other)
    return stem in _WORDS or is_token_name(stem)


def may_be_two_words(one: str, other: str) -> bool:
    """Tell names of two columns with words that may have one score together.

    Args:
        one: The name of the column that was taken for the tokens, in lower case.
        other: That of another one.
    """
    if are_ends(one, other) or _stem_of_two(one, other):
        return True
    return name_words(one) in _CUES or _BESIDE.fullmatch(name_words(other)) is not None


def _stem_of_two(one: str, other: str) -> str:
    """Give what both names have before or behind their marks, or nothing."""
    (stem, mark), (same, second) = _parted(one), _parted(other)
    return stem if stem == same and {mark, second} in _MARKS[:-1] else ""


def _parted(name: str) -> tuple[str, str]:
    """Part a name into a word and its mark: `first word` is `word`, `1`."""
    words = name_words(name)
    found = _ORDINAL.fullmatch(words)
    if found is not None:
        return found[2], _NUMBERS.get(found[1], "2")
    found = _MARKED.fullmatch(words)
    if found is None:
        return words, ""
    stem, mark = (group for group in found.groups() if group is not None)
    return stem, _NUMBERS.get(mark, mark)
