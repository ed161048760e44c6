"""Tokens and scores that are there, under names or in places where nobody looks for them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, islice
from typing import TYPE_CHECKING, cast

from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.unread import all_in

if TYPE_CHECKING:
    from collections.abc import Sequence


_DEEPEST = 3
_MEMBERS = 3  # of a list, which are alike
_TAG = lazy_re(r"O|[BIES]-\w+|[A-Z][A-Za-z$]{0,5}(?:[:-][A-Za-z]+)?")
_TAGGED = 3  # a word, its tag and a number


def step_to_tokens(value: object) -> str:
    """Say which step makes a file one of tokens with scores, or nothing.

    Args:
        value: What is in it.
    """
    found = [step for node in _nodes(value) if (step := _of_list(node) or _of_mapping(node))]
    first = (_of_answers(value), step_to_two_texts(value), _of_records(value))
    return next(filter(None, (*first, *found, _of_words(value))), "")


def step_to_two_texts(value: object) -> str:
    """Say what the lists of two texts are to be called that scores are over, or nothing.

    Args:
        value: What is in a file.
    """
    return next(filter(None, map(_of_two, _nodes(value))), "")


def tags_instead(rows: Sequence[object]) -> str:
    """Say of words with a tag and a number each that they are no pairs of tokens, or nothing."""
    known = [row for row in rows if isinstance(row, list) and len(row) == _TAGGED]
    words, tags = [str(row[0]) for row in known], [str(row[1]) for row in known]
    if not known or len(known) < len(rows) or not {*words}.isdisjoint(tags):
        return ""
    if not all(map(_TAG.fullmatch, tags)) or all(map(_TAG.fullmatch, words)):
        return ""
    return say('write each word with its score alone: [["…", 0.5], …]')


def _nodes(value: object) -> list[tuple[str, Mapping[str, object]]]:
    """Give the mappings of a file, with what goes before their names."""
    whole = [*islice(value, _MEMBERS)] if isinstance(value, list) else [value]
    nodes = [("", one) for one in whole if isinstance(one, Mapping)]
    inner = [
        (f"{name}.", one)
        for _, node in nodes
        for name, one in all_in(node, "", _DEEPEST)
        if isinstance(one, Mapping)
    ]
    members = [
        (f"{before}{name}.{at}.", one)
        for before, node in nodes
        for name, value in node.items()
        if isinstance(value, list)
        for at, one in enumerate(value[:_MEMBERS], start=1)
        if isinstance(one, Mapping)
    ]
    return [*nodes, *inner, *members]


def _of_two(place: tuple[str, Mapping[str, object]]) -> str:
    """Find the lists of strings of two texts, beside numbers with a row for each of one."""
    before, node = place
    texts = {name: one for name, one in node.items() if _are_strings(one)}
    ends = [tuple(shape[-2:]) for one in node.values() if len(shape := _shape(one)) > 1]
    for one, other in combinations(texts, 2):
        sizes = len(cast("list[str]", texts[one])), len(cast("list[str]", texts[other]))
        if texts[one] != texts[other] and not {sizes, sizes[::-1]}.isdisjoint(ends):
            names = quoted(f"{before}{one}"), quoted(f"{before}{other}")
            return say(
                "if {one} and {other} are two texts, call the one of the columns tokens, and "
                "the one of the rows row_tokens",
                one=names[0],
                other=names[1],
            )
    return ""


def _are_strings(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _of_answers(value: object) -> str:
    """Find what lm-evaluation-harness logs of each question."""
    if not isinstance(value, Mapping) or not {"doc_id", "resps"} <= set(value):
        return ""
    return say("it has one score for each whole answer: ask the model for those of its tokens")


def _of_list(place: tuple[str, Mapping[str, object]]) -> str:
    """Find a list of strings beside numbers over as many places."""
    before, node = place
    shapes = {name: _shape(one) for name, one in node.items()}
    for name, one in node.items():
        count = len(one) if isinstance(one, list) else 0
        if _are_strings(one):
            fits = [other for other, shape in shapes.items() if other != name and count in shape]
            if fits:
                shown = quoted(f"{before}{name}")
                return say("if {name} is the list of tokens, call it tokens", name=shown)
    return ""


def _of_mapping(place: tuple[str, Mapping[str, object]]) -> str:
    """Find words with a number each, beside other things."""
    before, node = place
    for name, one in node.items():
        if isinstance(one, Mapping) and _are_word_scores([*one.values()]):
            shown = quoted(f"{before}{name}")
            return say(
                "if {name} has a score for each word, let that mapping be the whole file",
                name=shown,
            )
    return ""


def _of_records(value: object) -> str:
    """Find records of a text, with a mapping of its scores in each."""
    rows = value if isinstance(value, list) and len(value) > 1 else []
    nodes = [row for row in rows[:_MEMBERS] if isinstance(row, Mapping)]
    if not nodes or len(nodes) < len(rows[:_MEMBERS]):
        return ""
    for name, one in nodes[0].items():
        if isinstance(one, Mapping) and _are_word_scores([*one.values()]):
            others = [beside for node in nodes for beside in node.values()]
            if all(isinstance(node.get(name), Mapping) for node in nodes) and any(
                isinstance(beside, str) for beside in others
            ):
                return say(
                    "if these are scores of one word each, write them beside it: "
                    '{"word": "…", "A": 0.5, "B": 0.1}'
                )
    return ""


def _are_word_scores(values: Sequence[object]) -> bool:
    """Tell numbers of words from sizes and counts, which are whole."""
    return len(values) > 1 and all(map(_is_number, values)) and float in set(map(type, values))


def _of_words(value: object) -> str:
    """Find words of a parser, without a score."""
    while isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
        return ""
    return say('write the words and their scores: {"tokens": ["…", …], "scores": [0.5, …]}')


def _shape(value: object) -> list[int]:
    """Tell the lengths of lists of numbers, the outer one first."""
    lengths = []
    while isinstance(value, list) and value:
        lengths.append(len(value))
        value = next((one for one in value if one is not None), None)
    return lengths if _is_number(value) else []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
