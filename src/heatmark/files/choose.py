"""Which scores and which tokens of a file are taken: one chooser for all formats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from heatmark.block.mapping import unwritten
from heatmark.block.parts import choices, near
from heatmark.core.annotations import places_in
from heatmark.core.column_kinds import is_class_beside
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.scored_tokens import Series, refuse_too_many
from heatmark.core.wording import counted, quoted, say
from heatmark.files.called import is_log_probability
from heatmark.files.ranks import ranks_from_one
from heatmark.tokens import detect, to_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.block.draft import Classes, Draft, Errors
    from heatmark.core.scored_tokens import LabelsGiven, Score
    from heatmark.files.request import Request

    Column: TypeAlias = "tuple[str, Sequence[Score]]"
    """A name, and the scores so called, not yet checked."""


LOWEST = -3.4e38  # llama.cpp writes the lowest float where a probability is 0
PREFERRED = (
    *("logprob", "logprobs", "log_prob", "log_probs", "token_logprobs", "scores", "score"),
    *("attribution", "attributions", "value", "values", "prob", "probability"),
    *("word_attributions", "seq_attr", "activation", "activations", "feat_acts"),
)
NOT_METRICS = frozenset(
    {"id", "ids", "idx", "index", "n", "no", "position", "pos", "step", "rank", "start", "end"}
    | {"indices", "positions", "position_id", "position_ids"}
    | {"offset", "offsets", "text_offset", "token_id", "token_ids", "input_ids", "target_ids"}
    | {"word_id", "word_ids", "type_ids", "token_type_ids", "special_tokens_mask"}
    | {"attention_mask", "bytes", "sequence_ids", "overflowing", "line", "row", "vocab", "names"}
    | {"_row", "rowname", "row_name", "rownames", "row_names"}  # of R
)
_AT_ONCE = 16_384  # equivalent: tokens that are looked at together, however many


def choose(
    names: Sequence[str], wanted: str, shapes: Mapping[str, list[int]] = MappingProxyType({})
) -> list[str]:
    """Choose the scores: those that are named, else the usual ones, else the only ones.

    Args:
        names: The scores that there are.
        wanted: Names with commas between, or nothing.
        shapes: The lengths of their axes, for the error that lists them.

    Raises:
        ParseError: If a name is not there, or nothing says which one is meant.
    """
    if wanted:
        return list(_known(wanted, names))
    metrics = without_counts(metrics_of(names))
    usual = [name for want in PREFERRED for name in (want, f"metrics.{want}") if name in metrics]
    if usual or len(metrics) <= 1:
        return [*usual, *metrics][:1]
    shown = [f"{name} {shapes[name]}" if name in shapes else name for name in metrics]
    hint = say("choose with field: {metrics}", metrics=choices(shown))
    raise ParseError("there are several scores for each token", hint=hint, about="field")


def metrics_of(names: Sequence[str]) -> list[str]:
    """Leave out the names of ids, places and tags, which are no scores unless they are asked for.

    Args:
        names: All names of numbers; those within mappings are paths.
    """
    last = {name: name.rpartition(".")[2] for name in names}
    return [
        name
        for name, one in last.items()
        if one not in NOT_METRICS or is_class_beside(one, last.values())
    ]


def without_counts(names: Sequence[str]) -> list[str]:
    """Leave out `value` beside `weight`: how often a word is in a text, as eli5 writes it.

    Args:
        names: What numbers are called.
    """
    counts = {"value"} if "weight" in map(str.lower, names) else set()
    return [name for name in names if name.lower() not in counts]


def _known(wanted: str, names: Sequence[str]) -> Iterable[str]:
    for item in [wanted] if wanted in names else [part.strip() for part in wanted.split(",")]:
        ends = [name for name in names if name == item or name.endswith(f".{item}")]
        found = [item] if item in names else ends
        if len(found) != 1:
            known = (
                say("fields are {names}", names=choices(names))
                if names
                else say("it has no scores with names")
            )
            close = near(item, names)
            hint = say("{close} {known}", close=close, known=known) if close else known
            raise ParseError(
                say("there is no field {one}", one=quoted(item)), hint=hint, about="field"
            )
        yield found[0]


def choose_series(draft: Draft, field: str) -> Draft:
    """Take the named series of a draft that has its scores already, and their errors.

    Raises:
        ParseError: If a name is not there.
    """
    if not field:
        return draft
    known = {item.name: item for item in draft.series or () if item.name}
    names = choose(list(known), field)
    err = draft.err
    if isinstance(err, dict):
        err = {name: err[name] for name in names if name in err} or None
    return draft._replace(series=tuple(known[name] for name in names), err=err)


def with_columns(draft: Draft, columns: Sequence[Column], request: Request) -> Draft:
    """Put scores that a reader found beside its tokens, and take the rows that are asked for.

    Args:
        draft: The tokens, and what is known of them. If it is square, no row needs a name.
        columns: The scores over all its tokens; with their names if there are several.
        request: Of this, the rows and the limits.

    Raises:
        ParseError: If there are no tokens, too many, or one that is no text.
        ScoreError: If the scores do not fit the tokens, or one is not a finite number.
    """
    total = len(draft.tokens or ())
    if not total:
        raise ParseError("there are no tokens in it", hint="look whether the file is whole")
    if len(columns) > request.limits.max_columns:
        hint = "choose some of them with field"
        raise ScoreError(say("there are {count} rows of scores", count=len(columns)), hint=hint)
    for name, scores in columns:
        _check_count(name, len(scores), total)
    cut = _span(request.rows, total)
    refuse_too_many(cut.stop - cut.start, request.limits.max_tokens)
    columns, notices = ranks_from_one(columns)
    told = (*draft.notices, *notices)
    taken = take_rows(draft._replace(text=_fitting_text(draft), notices=told), request.rows)
    tokens = taken.tokens or ()
    for first in range(0, len(tokens), _AT_ONCE):
        refuse_half_strings(tokens[first : first + _AT_ONCE], first)
    refuse_half_strings([taken.text or "", *(name for name, _ in columns)])
    named = len(columns) > 1 and not draft.square and draft.row_tokens is None
    read, unit = _unwritten([(name, scores[cut]) for name, scores in columns])
    series = tuple(
        Series(tuple(without_sentinels(name, scores)), name if named else None)
        for name, scores in (read[cut] if draft.square else read)
    )
    return taken._replace(series=series, unit=unit or draft.unit)


def _unwritten(columns: list[Column]) -> tuple[list[Column], str]:
    """Read the numbers that a file writes as texts, and the unit behind all of them."""
    if not any(str in set(map(type, scores)) for _, scores in columns):
        return columns, ""
    rows, unit = unwritten([list(scores) for _, scores in columns], None, infinite=True)
    return [(name, row) for (name, _), row in zip(columns, rows, strict=True)], unit


def _fitting_text(draft: Draft) -> str | None:
    """Keep the text of a file if its tokens make it up: it may be of more, such as a prompt."""
    tokens = draft.tokens or ()
    if draft.text is None or "".join(tokens) == draft.text:
        return draft.text
    try:
        to_cells(tokens, draft.scheme or detect(tokens), draft.text)
    except ParseError:
        return None
    return draft.text


def take_rows(draft: Draft, rows: tuple[int, int] | None) -> Draft:
    """Take some tokens of a draft, with all that belongs to them.

    Args:
        draft: Tokens, scores if it has them already, and the rest.
        rows: The first and the last token, from 1, or None for all.

    Raises:
        ParseError: If there are not so many tokens.
    """
    if rows is None or draft.tokens is None:
        return draft
    cut, tokens = _span(rows, len(draft.tokens)), draft.tokens
    scheme = draft.scheme or detect(tokens)  # a few may not show how they are written
    series = draft.series or ()
    series = series[cut] if draft.square else series
    return draft._replace(
        tokens=tokens[cut],
        series=tuple(item.part(cut) for item in series) or draft.series,
        text=_cut_text(draft, tokens, scheme, cut),
        scheme=scheme,
        special=frozenset(at - cut.start for at in draft.special if cut.start <= at < cut.stop),
        alternatives=draft.alternatives and draft.alternatives[cut],
        ranks=draft.ranks and draft.ranks[cut],
        entropy=draft.entropy and draft.entropy[cut],
        err=_cut_errors(draft.err, cut),
        labels=_cut_labels(draft.labels, cut, square=draft.square),
        ids=draft.ids and draft.ids[cut],
        classes=_cut_classes(draft.classes, cut),
    )


def _span(rows: tuple[int, int] | None, total: int) -> slice:
    if rows is None:
        return slice(0, total)
    first, last = rows
    if not 1 <= first <= last <= total:
        problem = say(
            "there are no rows {first}..{last}: there are {tokens}",
            first=first,
            last=last,
            tokens=counted(total, "token"),
        )
        hint = say("rows: first..last, counted from 1 to {total}", total=total)
        raise ParseError(problem, hint=hint, about="rows")
    return slice(first - 1, last)


def _cut_text(draft: Draft, tokens: Sequence[str], scheme: str, cut: slice) -> str | None:
    """Take the part of a text that some of its tokens make up."""
    if draft.text is None:
        return None
    cells = to_cells(tokens, scheme, draft.text)
    if cut.start in cells.continues:
        return None  # it would begin with a part of a character
    indices = range(len(tokens))[cut]
    special = cells.special | draft.special
    return "".join(cells.texts[at] for at in indices if at not in special)


def _cut_errors(errors: Errors | None, cut: slice) -> Errors | None:
    if isinstance(errors, dict):
        return {name: item[cut] for name, item in errors.items()}
    return errors and errors[cut]


def _cut_classes(classes: Classes | None, cut: slice) -> Classes | None:
    """Take the classes of some tokens, and what is left of spans that are cut."""
    if not isinstance(classes, Mapping):
        return classes and classes[cut]
    found = {}
    for key, label in classes.items():
        places = places_in(key)
        if places is None:
            return classes  # the gate says what is wrong
        low, high = max(places[0], cut.start + 1), min(places[1], cut.stop)
        if low <= high:
            found[f"{low - cut.start}..{high - cut.start}"] = label
    return found


def _cut_labels(labels: LabelsGiven | None, cut: slice, *, square: bool) -> LabelsGiven | None:
    """Take the labels of some tokens."""
    if labels is None:
        return None
    if isinstance(labels, Mapping):
        return {name: row[cut] for name, row in labels.items()}
    if not any(isinstance(row, list) for row in labels):
        return labels[cut]
    rows = labels[cut] if square else labels
    return [row[cut] if isinstance(row, list) else row for row in rows]  # type: ignore[return-value]


def without_sentinels(name: str, scores: Sequence[Score]) -> Sequence[Score]:
    """Take the numbers that stand for the logarithm of 0 for what they mean."""
    if not is_log_probability(name):
        return scores
    try:
        return [
            -math.inf if score is not None and LOWEST * 2 < score < LOWEST else score
            for score in scores
        ]
    except (TypeError, OverflowError):  # not numbers: the series will say so
        return scores


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


def refuse_half_strings(texts: Sequence[str], before: int = 0) -> None:
    """Refuse halves of surrogate pairs, which are no text."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        index, text = next(
            (index, text) for index, text in enumerate(texts, before + 1) if not _is_text(text)
        )
        problem = say(
            "{text} (string {place}) has half of a surrogate pair in it",
            text=quoted(text),
            place=index,
        )
        hint = "write the whole character, or give the token's bytes"
        raise ParseError(problem, hint=hint) from None


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
