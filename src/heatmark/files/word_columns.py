"""Which of several columns of words has the tokens: that of the features, not of their classes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.pair_names import may_be_two_words
from heatmark.files.request import read_part

if TYPE_CHECKING:
    from collections.abc import Sequence


_FEATURES = lazy_re(
    r"(?:\w+ )?(?:features?|terms?|key ?words?|key ?phrases?|contents?|(?:n ?|uni|bi|tri)grams?"
    r"|đặc trưng|từ kh(?:óa|oá)|thuật ngữ|nội dung)(?: (?:names?|text|chính))?"
)
_CLASSES = lazy_re(
    r"(?:\w+ )?(?:categor(?:y|ies)|class(?:es)?|labels?|sentiments?|polarity|emotions?|genres?"
    r"|domains?|topics?|themes?|groups?|clusters?|docs?|documents?|corpus|corpora|datasets?|splits?"
    r"|methods?|explainers?|approach|algorithms?|techniques?|models?|systems?|variants?|settings?"
    r"|conditions?|tasks?|runs?|metrics?|measures?|speakers?|subjects?|participants?|annotators?"
    r"|readers?|raters?|users?|students?|authors?|books?|chapters?|sections?|part(?:y|ies)"
    r"|periods?|languages?|lang|subreddits?|aspects?)(?: (?:names?|ids?|labels?))?"
    r"|(?:tên )?(?:nhãn|lớp|loại|thể loại|cảm xúc|chủ đề|nhóm|cụm(?! từ)|tài liệu|ngữ liệu"
    r"|bộ dữ liệu|phương pháp|cách|mô hình|hệ thống|thuật toán|điều kiện|nhiệm vụ|độ đo"
    r"|người (?:nói|đọc|dùng)|học sinh|tác giả|sách|chương|lĩnh vực|ngôn ngữ|khía cạnh)(?: \w+)?"
)
_CONTENTS = frozenset({"content", "contents", "nội"})
_TARGETS = frozenset({"target", "targets", "y", "outcome", "source", "đích", "nguồn"})  # or words
_DIGITS = frozenset("0123456789")  # of ids, which words hardly have


def is_name_of_classes(name: str) -> bool:
    """Tell what columns are called that say of what class, method or speaker each row is.

    Args:
        name: What the column is called, in lower case.
    """
    return not _is_feature(name) and _CLASSES.fullmatch(name_words(name)) is not None


def is_name_of_terms(name: str) -> bool:
    """Tell what words in JSON and arrays are called that a model or topic weighs: `feature`.

    Contents are none there: what people say to a model is called so, too.

    Args:
        name: What they are called.
    """
    words = name_words(name)
    return _is_feature(words) and not _CONTENTS & {*words.split()}


class TokenColumn(NamedTuple):
    """The column that has the tokens.

    Attributes:
        place: Its place.
        other: The place of another one that may have them as well, or None.
    """

    place: int
    other: int | None = None


def column_of_tokens(
    names: Sequence[str], rows: Sequence[Sequence[str]], words: Sequence[int]
) -> TokenColumn:
    """Choose one of the columns of words, of which none is called as tokens surely are.

    It is the first, unless this has the classes or methods of what another one has: by the names
    of both, or as its words come again and again beside others that are all different.

    Args:
        names: What all columns are called, in lower case; or nothing.
        rows: The cells of all rows.
        words: The places of the columns with words, of which there is at least one.
    """
    first, *others = words
    called = names or [""] * len(rows[0])
    if not others or _is_feature(called[first]):
        return TokenColumn(first)
    cells = {at: [row[at].strip() for row in rows] for at in words}
    kinds = {at: len({*column}) for at, column in cells.items()}
    many = [at for at in others if kinds[at] >= kinds[first]]
    many = [at for at in many if not may_be_two_words(called[first], called[at])]
    others = [at for at in many if not is_name_of_classes(called[at])]
    is_class, is_repeated = is_name_of_classes(called[first]), kinds[first] < len(rows)
    features = [at for at in others if _is_feature(called[at])]
    if features:
        is_sure = is_class or is_repeated or name_words(called[first]) in _TARGETS
        return TokenColumn(features[0], None if is_sure else first)
    if is_class and others:
        return TokenColumn(others[0]) if is_repeated else TokenColumn(first, others[0])
    apart = [at for at in many if _are_classes(cells[first], cells[at])]
    return TokenColumn(apart[0], first) if apart else TokenColumn(first)


def may_be_other(called: Sequence[str], column: TokenColumn) -> tuple[Notice, ...]:
    """Tell the author which column was taken for the tokens, where it may be another one.

    Args:
        called: What all columns are called, as it is written; or nothing.
        column: The column that was taken, and the other one.
    """
    if column.other is None:
        return ()
    one, other = (called[at].strip() if called else "" for at in (column.place, column.other))
    problem = say(
        "column {place} was taken for the tokens; column {other} could be the tokens as well",
        place=quoted(one) if one else column.place + 1,
        other=quoted(other) if other else column.other + 1,
    )
    hint = say("write a first line with names of columns: token above the tokens")
    if called:
        hint = say("call the column of the tokens token")
    if one and other and all(map(_can_be_asked, (one, other))):
        hint = say(
            "write #token={name} after the name of the file if that is right, else #token={other}",
            name=one,
            other=other,
        )
    return (Notice(name="table-axes", message=problem, hint=hint, about="src"),)


def _can_be_asked(name: str) -> bool:
    """Tell a name that stands behind `#`: one with a comma in it cannot."""
    return read_part(f"token={name}") == ("", {"token": name})


def _is_feature(name: str) -> bool:
    return _FEATURES.fullmatch(name_words(name)) is not None


def _are_classes(words: Sequence[str], beside: Sequence[str]) -> bool:
    """Tell words that each come again, beside others that never do, and are no numbers of rows."""
    is_repeated = min(Counter(words).values()) > 1
    if not is_repeated or len({*beside}) < len(beside) or not {*words}.isdisjoint(beside):
        return False
    return not any(_DIGITS & {*cell} for cell in beside)
