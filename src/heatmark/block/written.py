"""Tokens, scores and options, written as the body of a block."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from heatmark.block.block import OURS, VERSION
from heatmark.core.errors import ScoreError
from heatmark.core.guesses import unpaired
from heatmark.core.scored_tokens import is_square
from heatmark.core.wording import say
from heatmark.options.values import is_by_token
from heatmark.tokens import detect
from heatmark.tokens.joining import join_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.core.annotations import Example
    from heatmark.core.scored_tokens import ScoredTokens


def write_fence(content: ScoredTokens, options: Mapping[str, object]) -> str:
    """Write a block to paste into a lesson.

    Raises:
        ScoreError: If a score is -∞ or ∞, which in a block could only be a mistake.
    """
    body = _json(_values(content, options))
    if "Infinity" in body:
        _refuse_infinite(content)
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}heatmap\n{body}\n{fence}\n"


def write_data(content: ScoredTokens, options: Mapping[str, object]) -> bytes:
    """Write a data file to point at with `src`."""
    return (_json({OURS: VERSION, **_values(content, options)}) + "\n").encode()


def _refuse_infinite(content: ScoredTokens) -> None:
    alternatives = [score for item in content.alternatives or () for _, score in item]
    for end, called in ((-math.inf, "-∞"), (math.inf, "∞")):
        if end in alternatives or any(end in item.scores for item in content.series):
            hint = "save it as a file, heatmap.save('scores.json'), and write src: scores.json"
            problem = say("there is a score of {score}, which a block cannot hold", score=called)
            raise ScoreError(problem, hint=hint, about="scores")


def _values(content: ScoredTokens, options: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {name: _plain(option) for name, option in options.items()}
    plain = content.columns  # which are no text that needs to be read
    if not plain and any(one.scheme not in {None, detect(one.tokens)} for one in _each(content)):
        values["scheme"] = content.scheme or "auto"  # several texts may each have their own
    by_token = is_by_token(options.get("view"), options.get("series"))
    if is_square(content.series, len(content.tokens)) and not by_token:
        values |= {"token_axis": "last"}  # which is not to be guessed again
    if (
        content.text is None
        and not plain
        and not content.readings
        and any(join_tokens(one.tokens, "auto", one.scheme).guessed for one in _each(content))
    ):
        values["join"] = "none"  # no spaces belong between them
    if content.examples:
        return {**values, "texts": [_example(one) for one in content.examples]}
    values |= _tokens(content)
    values |= _scores(content)
    values |= _errors(content)
    if content.text is not None:
        values["text"] = content.text
    if content.specials:
        values["specials"] = sorted(index + 1 for index in content.specials)
    if content.alternatives is not None:
        values["alternatives"] = content.alternatives
    values |= {name: row for name, row in unpaired(content.guesses).items() if row is not None}
    if content.labels is not None:
        values["labels"] = content.labels
    if content.classes:
        values["classes"] = {
            f"{one.first + 1}..{one.last + 1}": one.label for one in content.classes
        }
    return values


def _each(content: ScoredTokens) -> tuple[ScoredTokens, ...]:
    """List the texts, or the readings of the text, if there are many; or the only one."""
    texts = tuple(one.content for one in content.examples)
    return texts or tuple(one for _, one in content.readings) or (content,)


def _example(one: Example) -> dict[str, object]:
    """Write one of many texts."""
    said = {"name": one.name, "group": one.group, "text": one.content.text}
    known = {name: value for name, value in said.items() if value is not None}
    return {"tokens": one.content.tokens, "scores": one.content.series[0].scores, **known}


def _tokens(content: ScoredTokens) -> dict[str, object]:
    """Write the tokens and their ids, and those of rows; of several tokenizers by their names."""
    readings = dict(content.readings)
    if not readings:
        known = {"ids": content.ids, "row_tokens": content.row_tokens}
        others = {name: value for name, value in known.items() if value is not None}
        return {"columns" if content.columns else "tokens": content.tokens, **others}
    ids = {name: item.ids for name, item in readings.items() if item.ids is not None}
    compared = {"compare": {name: item.tokens for name, item in readings.items()}}
    return {**compared, **({"ids": ids} if ids else {})}


def _plain(option: object) -> object:
    """Write an option as a block has it: JSON has no infinity."""
    if isinstance(option, tuple):
        return [*map(_plain, option)]
    return "inf" if option == math.inf else option


def _json(values: Mapping[str, object]) -> str:
    """Write everything as JSON, a key a line."""
    lines = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    )
    return "{" + ",\n ".join(lines) + "}"


def _scores(content: ScoredTokens) -> dict[str, object]:
    """Write one list, or lists by name; or else a list of lists, and their names."""
    if not content.series:
        return {}
    names = [item.name for item in content.series]
    runs = {item.name: item.runs for item in content.series}
    if all(runs.values()):  # of which scores are the means
        return {"runs": runs.get(None, runs)}
    if names == [None]:
        return {"scores": content.series[0].scores}
    if _have_own_names(content):
        return {"scores": {item.name: item.scores for item in content.series}}
    named = {"names": names} if any(name is not None for name in names) else {}
    return {"scores": [item.scores for item in content.series], **named}


def _errors(content: ScoredTokens) -> dict[str, object]:
    known = [item for item in content.series if item.errors is not None]
    if not known:
        return {}
    if len(content.series) == 1:
        return {"err": known[0].errors}
    if _have_own_names(content):
        return {"err": {item.name: item.errors for item in known}}
    return {"err": [item.errors for item in content.series]}


def _have_own_names(content: ScoredTokens) -> bool:
    names = [item.name for item in content.series]
    return None not in names and len(set(names)) == len(names)
