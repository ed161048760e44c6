"""What every reader shares: what it is asked for, what it found, and what it gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.scored_tokens import Series, refuse_too_many
from heatmark.core.wording import counted, listed, nearest, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heatmark.core.scored_tokens import Score

    Alternatives = tuple[tuple[str, float], ...]


NOT_IN_TOP = -9999.0  # what the chat API writes for a token that is not among the most likely
LOWEST = -3.4e38  # llama.cpp writes the lowest float where a probability is 0
PREFERRED = (
    *("logprob", "logprobs", "log_prob", "log_probs", "token_logprobs", "scores", "score"),
    *("attribution", "attributions", "value", "values", "prob", "probability"),
)
NOT_METRICS = frozenset(
    [
        "id",
        "ids",
        "idx",
        "index",
        "n",
        "position",
        "start",
        "end",
        "offset",
        "offsets",
        "text_offset",
        "token_id",
        "token_ids",
        "input_ids",
        "target_ids",
        "word_ids",
        "type_ids",
        "token_type_ids",
        "special_tokens_mask",
        "attention_mask",
        "bytes",
        "sequence_ids",
        "overflowing",
        "line",
        "row",
        "vocab",
        "names",
    ]
)
_AT_ONCE = 16_384  # tokens that are looked at together
_COMPARED = 200  # names among which a similar one is looked for
_SHOWN = 12  # names that an error lists
_INDEX = re.compile(r"-?[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is read.

    Attributes:
        max_bytes: The most bytes of a file, and of what is unpacked from it.
        max_tokens: The most tokens of a heatmap.
        max_columns: The most columns of a table or an array.
    """

    max_bytes: int = 200_000_000
    max_tokens: int = 1_000_000
    max_columns: int = 1_000


@dataclass(frozen=True, kw_only=True)
class Data:
    """What a file says.

    Attributes:
        tokens: The tokens, as the file has them, or as `b'…'` literals where it gives bytes.
        series: The scores; with names where there are several; none if the file has no scores.
        scheme: How the tokens are written, or None if that is to be found out.
        text: The text that the tokens are from, if the file has it.
        special: The places of special tokens.
        alternatives: For each token, what else was likely, best first.
        options: What the format says about the scores: `measure` and `unit`.
    """

    tokens: tuple[str, ...]
    series: tuple[Series, ...]
    scheme: str | None = None
    text: str | None = None
    special: frozenset[int] = frozenset()
    alternatives: tuple[Alternatives, ...] | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an author asks of a file.

    Attributes:
        path: Which part: a name, a number from 1, or names with dots between; or nothing.
        picks: Places along the axes of an array, from 0, such as `{"layer": "3"}`.
        field: The names of the scores, with commas between, or nothing.
        rows: The first and the last token, from 1, or None for all.
        limits: How much is read.
        whole: Whether all rows of a square array are wanted, one for each token.
    """

    path: str = ""
    picks: Mapping[str, str] = field(default_factory=dict)
    field: str = ""
    rows: tuple[int, int] | None = None
    limits: Limits = Limits()
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a reader found, not yet checked: the parts of a [Data][heatmark.files.data.Data].

    Attributes:
        square: Whether there is a column for each token, in their order, so that none needs a name.
    """

    tokens: Sequence[str]
    columns: Mapping[str, Sequence[Score]]
    scheme: str | None = None
    text: str | None = None
    special: frozenset[int] = frozenset()
    alternatives: Sequence[Alternatives] | None = None
    options: Mapping[str, object] | None = None
    square: bool = False


def read_part(part: str) -> tuple[str, dict[str, str]]:
    """Take a part such as `2,target=3` apart into its path and its picks."""
    items = [item.strip() for item in part.split(",")]
    picks = dict(item.split("=", 1) for item in items[1:] if "=" in item)
    if "=" in items[0]:
        picks = {**dict([items[0].split("=", 1)]), **picks}
        return "", picks
    if len(picks) != len(items) - 1:  # a name with a comma in it
        return part, {}
    return items[0], picks


def refuse_part(part: str, names: Sequence[str]) -> NoReturn:
    """Say which parts there are instead of one that is not there."""
    hint = near(part, names)
    known = say("its parts are {names}", names=choices(names)) if names else say("it has no parts")
    hint = say("{hint} {known}", hint=hint, known=known) if hint else known
    raise ParseError(
        say("there is no part {part} in it", part=quoted(part)), hint=hint, about="src"
    )


def near(name: str, names: Sequence[str]) -> str:
    """Suggest the name that may be meant, among not too many: to compare names takes long."""
    return nearest(name, names[:_COMPARED])


def choices(names: Sequence[str]) -> str:
    """List what an author can choose from, and never at length."""
    shown = [quoted(name)[1:-1] or "''" for name in names[:_SHOWN]]
    more = len(names) - len(shown)
    names_shown = listed(shown)
    return say("{names} and {count} more", names=names_shown, count=more) if more else names_shown


def pick(picks: Mapping[str, str], axis: str, size: int, default: int | None = None) -> int:
    """Take a place along an axis, from 0 or, if it is negative, from the end.

    Raises:
        ParseError: If none is named where there is a choice, or it is beyond the end.
    """
    hint = say(
        "write #{axis}=0 to #{axis}={size} after the name of the file", axis=axis, size=size - 1
    )
    if axis not in picks:
        if default is None and size != 1:
            raise ParseError(
                say("there are {size} to choose from: {axis}", size=size, axis=axis),
                hint=hint,
                about="src",
            )
        chosen = default or 0
    elif not _INDEX.fullmatch(picks[axis]):
        problem = say("{axis} must be a number (got {picks})", axis=axis, picks=quoted(picks[axis]))
        raise ParseError(problem, hint=hint, about="src")
    else:
        chosen = int(picks[axis])
    if not -size <= chosen < size:
        problem = say(
            "there is no {axis} {chosen}: there are {size}, counted from 0",
            axis=axis,
            chosen=chosen,
            size=size,
        )
        raise ParseError(problem, hint=hint, about="src")
    return chosen % size


def refuse_unknown_picks(picks: Mapping[str, str], axes: Iterable[str]) -> None:
    """Refuse a pick along an axis that the data does not have."""
    known = tuple(axes)
    for axis in picks:
        if axis not in known:
            hint = near(axis, known) or (
                say("it has {known}", known=listed(known))
                if known
                else "leave it out: these scores have no axes"
            )
            raise ParseError(
                say("there is no axis {axis} in it", axis=quoted(axis)), hint=hint, about="src"
            )


def choose(names: Sequence[str], wanted: str) -> list[str]:
    """Choose the scores: those that are named, else the usual ones, else the only ones.

    Args:
        names: The scores that there are.
        wanted: Names with commas between, or nothing.

    Raises:
        ParseError: If a name is not there, or nothing says which one is meant.
    """
    if wanted:
        return [name.strip() for name in _known(wanted, names)]
    metrics = [name for name in names if name.rpartition(".")[2] not in NOT_METRICS]
    usual = [name for want in PREFERRED for name in (want, f"metrics.{want}") if name in metrics]
    if usual or len(metrics) <= 1:
        return [*usual, *metrics][:1]
    hint = say("choose with field: {metrics}", metrics=choices(metrics))
    raise ParseError("there are several scores for each token", hint=hint, about="field")


def _known(wanted: str, names: Sequence[str]) -> Iterable[str]:
    for one in [wanted] if wanted in names else [part.strip() for part in wanted.split(",")]:
        ends = [name for name in names if name == one or name.endswith(f".{one}")]
        found = [one] if one in names else ends
        if len(found) != 1:
            known = (
                say("fields are {names}", names=choices(names))
                if names
                else say("it has no scores at all")
            )
            close = near(one, names)
            hint = say("{close} {known}", close=close, known=known) if close else known
            raise ParseError(
                say("there is no field {one}", one=quoted(one)), hint=hint, about="field"
            )
        yield found[0]


def is_log_probability(name: str) -> bool:
    """Tell natural-log probabilities by their name."""
    return re.search(r"log_?probs?(\b|_|$)", name.lower()) is not None


def measure_of(name: str) -> dict[str, object]:
    """Say what a score is, as far as its name tells."""
    short = name.rpartition(".")[2]
    if is_log_probability(short):
        return {"measure": "log P", "unit": "nat"}
    if short in {"prob", "probs", "probability"}:
        return {"measure": "P"}
    generic = {"score", "scores", "value", "values", "metrics", ""}
    return {} if short in generic or short.isdigit() else {"measure": short}


def without_sentinels(name: str, scores: Sequence[Score]) -> Sequence[Score]:
    """Take the numbers that stand for a missing log-probability for what they mean."""
    if not is_log_probability(name):
        return scores
    try:
        return [
            None if score is not None and (score == NOT_IN_TOP or LOWEST * 2 < score < LOWEST)
            else score for score in scores
        ]  # fmt: skip
    except (TypeError, OverflowError):  # not numbers: the series will say so
        return scores


def finish(found: Found, request: Request) -> Data:
    """Check what a reader found, and take the rows that were asked for.

    Raises:
        ParseError: If there are no tokens, too many, or one that is no text.
        ScoreError: If the scores do not fit the tokens, or one is not a finite number.
    """
    total = len(found.tokens)
    if not total:
        raise ParseError("there are no tokens in it", hint="look whether the file is whole")
    if len(found.columns) > request.limits.max_columns:
        hint = "choose some of them with field"
        raise ScoreError(
            say("there are {count} rows of scores", count=len(found.columns)), hint=hint
        )
    for name, scores in found.columns.items():
        _check_count(name, len(scores), total)
    start, stop = _span(request.rows, total)
    refuse_too_many(stop - start, request.limits.max_tokens)
    tokens = tuple(found.tokens[start:stop])
    for first in range(0, len(tokens), _AT_ONCE):
        refuse_halves(tokens[first : first + _AT_ONCE], first)
    refuse_halves([found.text or "", *found.columns])
    named = len(found.columns) > 1 and not found.square
    columns = [*found.columns.items()][start:stop] if found.square else [*found.columns.items()]
    options = found.options
    if options is None:
        options = measure_of(next(iter(found.columns))) if len(found.columns) == 1 else {}
    return Data(
        tokens=tokens,
        series=tuple(
            Series(
                tuple(without_sentinels(name, scores[start:stop])),
                name if named else None,
            )
            for name, scores in columns
        ),
        scheme=found.scheme,
        text=found.text if stop - start == total else None,
        special=frozenset(place - start for place in found.special if start <= place < stop),
        alternatives=tuple(found.alternatives[start:stop]) if found.alternatives else None,
        options=options,
    )


def _check_count(name: str, scores: int, tokens: int) -> None:
    if scores != tokens:
        problem = say(
            "{tokens} but {scores} in {name}",
            tokens=counted(tokens, "token"),
            scores=counted(scores, "score"),
            name=quoted(name),
        )
        hint = "each token needs one score; null or NaN where it is missing"
        raise ScoreError(problem, hint=hint)


def _span(rows: tuple[int, int] | None, total: int) -> tuple[int, int]:
    if rows is None:
        return 0, total
    first, last = rows
    if not 1 <= first <= last <= total:
        problem = say(
            "there are no rows {first}..{last}: there are {tokens}",
            first=first,
            last=last,
            tokens=counted(total, "token"),
        )
        raise ParseError(
            problem, hint=say("rows count from 1 to {total}", total=total), about="rows"
        )
    return first - 1, last


def refuse_halves(texts: Sequence[str], before: int = 0) -> None:
    """Refuse halves of surrogate pairs, which are no text."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        place, text = next(
            (place, text) for place, text in enumerate(texts, before + 1) if not _is_text(text)
        )
        problem = say(
            "{text} (string {place}) has half of a surrogate pair in it",
            text=quoted(text),
            place=place,
        )
        hint = "write the whole character, or give the token's bytes"
        raise ParseError(problem, hint=hint) from None


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
