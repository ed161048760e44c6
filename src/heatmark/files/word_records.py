"""Records whose token is called `text`, as a sentence may be: single words with a score each."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, cast

from heatmark.core.numerals import is_number
from heatmark.core.wording import say
from heatmark.files.unread import surer

if TYPE_CHECKING:
    from collections.abc import Sequence


MAY_BE_SENTENCES = frozenset({"text", "texts", "sentence", "câu"})
"""Names of words that may be those of sentences as well."""
_SURE = frozenset({"confidence", "conf", "độ tin cậy"})
_LOOK = 200  # records that are looked at


def are_word_records(node: Sequence[object]) -> bool:
    """Tell records of a word under `text`, with a number that is called like scores.

    Args:
        node: A list, as a whole file has it.
    """
    rows = [*islice(node, _LOOK)]
    if len(node) < 2 or not all(map(is_word, rows)):
        return False
    return any(map(_is_scored, cast("list[Mapping[str, object]]", rows)))


def is_word(row: object) -> bool:
    """Tell a flat record of a text without white space in it."""
    if not isinstance(row, Mapping) or any(isinstance(one, list | Mapping) for one in row.values()):
        return False
    texts = [value for name, value in row.items() if str(name).lower() in MAY_BE_SENTENCES]
    return len(texts) == 1 and isinstance(texts[0], str) and len(texts[0].split()) == 1


def _is_scored(row: Mapping[str, object]) -> bool:
    return any(
        (type(value) in {int, float} or (isinstance(value, str) and is_number(value)))
        and (name.lower() in _SURE or bool(surer([name], ())))
        for name, value in row.items()
    )


def hint_of_texts(value: object) -> str:
    """Say what to write for records of a text and a number, or nothing."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, Mapping) or not any(
        type(one) in {int, float} for one in first.values()
    ):
        return ""
    texts = {str(name).lower() for name, one in first.items() if isinstance(one, str)}
    if texts.isdisjoint(MAY_BE_SENTENCES):
        return ""
    return say('if each text is a token, write word: {"word": "…", "score": 0.5}')
