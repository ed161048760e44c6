"""Lists beside tokens that are no scores by their names: places, boxes, tags, heads of a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say
from heatmark.files.choose import PREFERRED
from heatmark.files.ranks import only_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# What tokenizers give: tokens with nothing else beside them are drawn without a word.
_FROM_TOKENIZERS = lazy_re(
    r"(?:char |token |word )?offsets?(?: mappings?)?"
    r"|(?:input |token |word |position |token type |type |sequence )ids?"
    r"|(?:(?:encoder |decoder |cross )?attention|padding|special tokens) mask"
)
_PLACES = lazy_re(
    r"(?:char |token |word |text )?(?:spans?|starts?|ends?)"
    r"|(?:start|end|begin) (?:char|pos|position|idx|index)s?"
    r"|(?:bounding |word )?(?:bbox|bboxes|boxes)"
    r"|(?:loss |label )mask"
)
_TAGS = lazy_re(
    r"(?:(?:ner|pos|xpos|upos|dep|chunk|bio|entity|word|token) )?(?:tags?|labels?)|mask"
)
_HEADS = lazy_re(r"(?:(?:dep|dependency|syntactic) )?(?:heads?|governors?)(?: ids?)?")
_COUNTS = lazy_re(
    r"[ijkn]|(?:tok|token|word|w|t|từ|số) ?(?:i|k|idx|index|num|number|no|nr|id|tt)|stt|tt"
)


def from_tokenizers(name: str) -> bool:
    """Tell ids, offsets and masks, as tokenizers give them beside tokens."""
    return _FROM_TOKENIZERS.fullmatch(name_words(name.rpartition(".")[2])) is not None


def are_no_scores(name: str, value: object, count: int) -> bool:
    """Tell numbers that are places, classes, heads of a tree, or count the tokens.

    A list in a mapping that is called as scores are is none: `scores.start` is that of an answer.

    Args:
        name: What they are called.
        value: The numbers.
        count: How many tokens there are.
    """
    group, _, last = name.rpartition(".")
    if _is_flat(value) and not {*group.split(".")}.isdisjoint(PREFERRED):
        return False
    words = name_words(last)
    if _PLACES.fullmatch(words):
        return True
    if not isinstance(value, list) or len(value) != count:
        return False
    known = [one for one in value if one is not None]
    if not known or any(type(one) is not int for one in known):
        return False
    if _HEADS.fullmatch(words):
        return all(-1 <= one <= count for one in known)
    counts = _COUNTS.fullmatch(words) is not None and only_count(known) and known[0] in {0, 1}
    return counts or _TAGS.fullmatch(words) is not None


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(one, list) for one in value)


def may_be_no_scores(name: str) -> bool:
    """Tell names under which whole numbers may be classes, heads of a tree, or counts."""
    words = name_words(name)
    return any(known.fullmatch(words) for known in (_TAGS, _HEADS, _COUNTS))


def refuse_only(names: Sequence[str]) -> None:
    """Refuse a file that has nothing but such numbers beside its tokens.

    Args:
        names: What they are called.

    Raises:
        ScoreError: If there are any.
    """
    if not names:
        return
    problem = say(
        "there is only what numbers or marks tokens in it: {names}",
        names=listed(map(quoted, names)),
    )
    hint = say("write field: {name} to draw it all the same", name=names[0])
    if any(_TAGS.fullmatch(name_words(name)) for name in names):
        hint = say('{hint}; classes have names: classes: ["…", …] beside the tokens', hint=hint)
    raise ScoreError(problem, hint=hint)


def without_others(numbers: Mapping[str, list[object]], count: int) -> dict[str, list[object]]:
    """Leave out lists that are no scores.

    Args:
        numbers: Lists of numbers by name.
        count: How many tokens there are.
    """
    return {
        name: value
        for name, value in numbers.items()
        if not from_tokenizers(name) and not are_no_scores(name, value, count)
    }
