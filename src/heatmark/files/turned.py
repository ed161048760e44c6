"""Tables that may be read with a token a line, or with the tokens in the first line.

What the first column is called decides in most; where that may be otherwise, the author is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.column_kinds import EVERYDAY, is_error_of, only_count_rows
from heatmark.core.errors import Notice
from heatmark.core.naming import name_words
from heatmark.core.numerals import is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import kind_of
from heatmark.core.unlike_columns import is_quantity
from heatmark.core.wording import quoted, say
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


WORDS = EVERYDAY | {
    *("score", "scores", "value", "values", "weight", "attention", "loss", "importance"),
    *("probability", "activation", "attribution", "entropy", "điểm", "trọng số", "xác suất"),
}
"""Names of scores that are words of a text, too."""
_RUNS = frozenset(
    {"run", "epoch", "fold", "trial", "iteration", "checkpoint", "version", "sample", "topic"}
    | {"subject", "student", "participant", "annotator", "speaker", "neuron", "feature", "unit"}
    | {"lần", "lượt", "học sinh", "người", "người đọc", "chủ đề", "nơ-ron", "mẫu", "phiên bản"}
)
_SERIES = (_RUNS - {"feature"}) | {
    *("series", "model", "layer", "head", "row", "method", "metric", "measure", "system", "group"),
    *("explainer", "approach", "algorithm", "technique", "condition", "setting", "variant"),
    *("config", "baseline", "language", "dataset", "corpus", "rater", "judge", "reader", "user"),
    *("mô hình", "tầng", "lớp", "đầu", "dãy", "hàng", "phương pháp", "độ đo", "thước đo", "cách"),
    *("hệ thống", "thuật toán", "kĩ thuật", "kỹ thuật", "điều kiện", "nhóm", "ngôn ngữ"),
    *("bộ dữ liệu", "ngữ liệu"),
}
# Of what is a word, or words, whatever stands beside it; a name and a feature may be of a model.
_ITEMS = frozenset(
    {"term", "concept", "item", "stimulus", "stimuli", "lexeme", "lemma", "lemmas", "phrase"}
    | {"expression", "entity", "entities", "emoji", "emojis", "character", "syllable", "morpheme"}
    | {"idiom", "keyword", "wort", "wörter", "mot", "mots", "palabra", "palabras", "parola"}
    | {"parole", "khái niệm", "thuật ngữ", "biểu thức", "thành ngữ", "thực thể", "ký tự", "kí tự"}
    | {"âm tiết", "biểu tượng cảm xúc", "kích thích"}
)
# Names of quantities that are words of a text as well.
_MAY_BE_WORDS = WORDS | {
    *("mean", "time", "times", "length", "lengths", "letters", "age", "tuổi", "p", "t", "z"),
    *("count", "counts", "duration", "thời gian", "số lượng"),
}
_MODELS = lazy_re(
    r"(?:\w+[ -])?(?:chat)?(?:gpt|llama|(?:pho|distil|ro|al|de|m|vi)?berta?|xlnet|xlm|opt"
    r"|mistral|mixtral|qwen|gemma|phi|pythia|bloom|falcon|t5|mt5|bart|claude|gemini|olmo|deepseek"
    r"|electra|n ?grams?|lstm|rnn|trigram|bigram|unigram)(?![^\W\d_]).*"
)
_AS_WORDS = frozenset({"opt", "phi", "bloom", "falcon", "gemini", "claude"})  # without a number
_FEW = 12  # lines of series; of a text there are more
_UNNAMED = frozenset({"", "unnamed: 0"})


def numbers_series(
    head: str, cells: Sequence[str], others: Sequence[str]
) -> tuple[bool, tuple[Notice, ...]]:
    """Tell a first column of numbers that number the series, a line each, from the first token.

    Args:
        head: What it is called.
        cells: Its numbers.
        others: The numbers beside them.

    Returns:
        Whether they do, and a notice where they may be the other as well.
    """
    known, counts = head.strip().lower() in _RUNS, only_count_rows(cells)
    if not _are_distinct(cells) or not (known or counts):
        return False, ()
    name = quoted(head.strip())
    numbers = known or _has_decimal(others)
    problem = say("{name} above the first column was taken for a token", name=name)
    hint = "if the column numbers the series, call it series"
    if numbers:
        problem = say("the first column, {name}, was taken for numbers of series", name=name)
        hint = "if it is a token, put a column series with a name in each line before it"
    is_clear = known and _has_decimal(others)
    told = Notice(name="table-axes", message=problem, hint=hint, about="src")
    return numbers, () if is_clear else (told,)


def _are_distinct(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and len({*cells}) == len(cells) and all(map(str.isdecimal, cells))


def _has_decimal(cells: Sequence[str]) -> bool:
    return any(is_number(cell) and not cell.strip().lstrip("+-−").isdecimal() for cell in cells)


def may_be_tokens(head: str, others: Sequence[str], known: Collection[str]) -> bool:
    """Tell names above numbers that may be tokens as well, some of them called as scores are.

    Args:
        head: What the first column is called, in lower case.
        others: What the others are called.
        known: Those of them that are names of scores.
    """
    unknown = [name for name in others if name not in known]
    named = is_token_name(head) or any(map(_is_of_tokens, name_words(head).split()))
    if not unknown or not WORDS.issuperset(known) or named:
        return False
    return head in _UNNAMED or len(known) <= len(unknown)


def _is_of_tokens(word: str) -> bool:
    return is_token_name(word) or word in {"form", "tok", "subword", "chữ"}


def may_be_series(head: str, others: Sequence[str], labels: Sequence[str]) -> bool:
    """Tell a first column under any name that may hold names of series.

    Args:
        head: What it is called, in lower case.
        others: What the others are called: a name with a number is that of a series.
        labels: Its cells.
    """
    words = without_numbers(others)
    known = [one for one in words if one in _MAY_BE_WORDS or _is_of_scores(one, words)]
    if not _MAY_BE_WORDS.issuperset(known):
        return False
    if head in _UNNAMED:
        return True
    is_few = len({*labels}) == len(labels) <= max(_FEW, len(others))
    if not is_few or _is_called(head, _ITEMS) or any(any(map(str.isdigit, one)) for one in words):
        return False
    clear = len(labels) > len(others) + 1 or 2 * len(known) >= len(others)
    return _is_called(head, _SERIES) or not clear


class Sides(NamedTuple):
    """What the sides of a table are whose first column is called like tokens.

    Attributes:
        across: Whether it lies on its side: names of measures and models stand before the lines.
        unsure: Whether it may be read in the other way as well.
    """

    across: bool
    unsure: bool


def sides_of(labels: Sequence[str], others: Sequence[str]) -> Sides:
    """Tell names of measures and models before lines of numbers from tokens.

    Args:
        labels: What stands before the numbers of each line.
        others: What stands above them.
    """
    words = without_numbers(others)
    if any(any(map(str.isdigit, one)) or _is_surely_of_series(one) for one in words):
        return Sides(across=False, unsure=False)
    known = [*filter(_is_of_series, labels)]
    surely = [*filter(_is_surely_of_series, known)]
    is_tall = len(labels) > len(others) or len({*labels}) < len(labels)
    if len(known) < len(labels) or is_tall or not others[1:]:
        return Sides(
            across=False, unsure=bool(surely) and 2 * len(known) >= len(labels) and not is_tall
        )
    of_models = any(_MODELS.fullmatch(name_words(one)) for one in labels)
    return Sides(across=True, unsure=not surely or not (of_models or len(labels) == 1))


def _is_surely_of_series(name: str) -> bool:
    return _is_of_series(name) and name.strip().lower() not in _MAY_BE_WORDS


def _is_of_series(name: str) -> bool:
    label = name.strip().lower()
    words = name_words(label)
    is_model = words not in _AS_WORDS and _MODELS.fullmatch(words) is not None
    return is_model or label in WORDS or is_quantity(label) or kind_of(label) is not None


def without_numbers(names: Sequence[str]) -> list[str]:
    """Leave numbers out of names, where there are more words: `In 2020 Paris` is a text."""
    words = [name for name in names if not is_number(name)]
    return words if 2 * len(words) > len(names) else [*names]


def _is_of_scores(name: str, others: Sequence[str]) -> bool:
    return is_quantity(name) or is_error_of(name, others)


def _is_called(head: str, names: Collection[str]) -> bool:
    """Tell a head by one of the names in it: `explanation method`, `search terms`."""
    words = name_words(head)
    singular = " ".join(word.removesuffix("s") for word in words.split())
    return any(f" {name} " in f" {words} {singular} " for name in names)


def first_line_taken() -> Notice:
    """Say of a table that may be read in two ways that its first line was taken for the tokens."""
    message = (
        "the first line was taken for the tokens; the first column could be the tokens as well"
    )
    hint = "write token_axis: last if that is right, token_axis: first if the first column has them"
    return Notice(name="table-axes", message=message, hint=hint, about="src")


def first_column_taken() -> Notice:
    """Say of a table that may be read in two ways in which it was."""
    message = (
        "the first column was taken for the tokens; the first line could be the tokens as well"
    )
    hint = "write token_axis: first if that is right, token_axis: last if the first line has them"
    return Notice(name="table-axes", message=message, hint=hint, about="src")
