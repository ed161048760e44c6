"""From what a block says to a heatmap: its own tokens and scores, or those of a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, TypeAlias, cast

from heatmark.block.block import Parsed, parse_body
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.core.scored_tokens import (
    ScoredTokens,
    Series,
    is_square,
    refuse_too_many,
    with_errors,
    with_names,
)
from heatmark.core.wording import counted, listed, nearest, quoted, say
from heatmark.files.data import Limits
from heatmark.files.open import is_own_part, open_file, read_opened
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.tokens import are_words, detect, join_words, length, split_words, to_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.block.block import Errors
    from heatmark.core.scored_tokens import LabelsGiven
    from heatmark.options.declare import Options

    Reader = Callable[[str], bytes]
    """Takes the path that an author wrote, gives the content of that file or raises SourceError."""
    Rows: TypeAlias = tuple[int, int]


# What dumps of tokenizers say besides tokens, which nothing here needs.
_NOT_OPTIONS = frozenset(
    {"ids", "input_ids", "token_ids", "offsets", "word_ids", "type_ids", "attention_mask"}
    | {"source", "version"}
)


def with_source(
    parsed: Parsed, read: Reader, max_tokens: int, *, view: str | None = None
) -> Parsed:
    """Put what a block's data file says under what the block says itself.

    Args:
        parsed: The block.
        read: Reads a file by the path that the author wrote.
        max_tokens: The most tokens that it may have.
        view: The view of a block that sets none: a grid takes all rows of a square array.

    Raises:
        SourceError: If the file cannot be read.
        ParseError: If it cannot be understood, or the block has data of its own.
    """
    line = parsed.lines.get("src")
    for name, given in {"tokens": parsed.tokens, "scores": parsed.series}.items():
        if given is not None:
            raise ParseError(
                say("src and {name} exclude one another", name=name), line=line, hint="keep one"
            )
    path, _, part = (parsed.src or "").partition("#")
    choice = check_all(
        {name: parsed.options[name] for name in ("field", "rows") if name in parsed.options},
        Scope.BLOCK,
        parsed.lines,
    )
    try:
        whole = parsed.options.get("view", view) == "grid"
        found = _found(read(path), path, part, choice, Limits(max_tokens=max_tokens), whole=whole)
    except HeatmarkError as error:
        raise _about_file(error, path, line) from None
    return replace(
        found,
        options={**found.options, **parsed.options},
        lines={**dict.fromkeys(found.options, line or 0), **parsed.lines},
        text=parsed.text or found.text,
        score=parsed.score or found.score,
        err=found.err if parsed.err is None else parsed.err,
        names=found.names if parsed.names is None else parsed.names,
        labels=found.labels if parsed.labels is None else parsed.labels,
        file=path,
    )


def _found(  # noqa: PLR0913 - a file, and what is wanted of it
    content: bytes,
    path: str,
    part: str,
    choice: Mapping[str, object],
    limits: Limits,
    *,
    whole: bool,
) -> Parsed:
    """Read a data file in the format that its content has."""
    field, rows = cast("str | None", choice.get("field")), cast("Rows | None", choice.get("rows"))
    opened = open_file(content, path, limits)
    if opened.format != "body" and not is_own_part(opened, part):
        data = read_opened(
            opened, part=part, field=field or "", rows=rows, limits=limits, whole=whole
        )
        return Parsed(
            tokens=data.tokens,
            series=data.series,
            scheme=data.scheme,  # the file's own text is left: its tokens are exact
            special=data.special,
            alternatives=data.alternatives,
            options=data.options,
        )
    max_tokens = limits.max_tokens
    found = parse_body(opened.text, part=part, max_tokens=max_tokens, value=opened.value)
    if found.src is not None:
        hint = "name the other file in the block"
        raise ParseError("a data file cannot point to another with src", hint=hint)
    found = replace(
        found,
        options={name: one for name, one in found.options.items() if name not in _NOT_OPTIONS},
    )
    check_all(found.options, Scope.BLOCK, found.lines)
    return _chosen(found, field, rows)


def _chosen(found: Parsed, field: str | None, rows: Rows | None) -> Parsed:
    """Take some series, and some tokens, of what a file has."""
    tokens, series = found.tokens, found.series or ()
    if field is not None:
        names = [name.strip() for name in field.split(",")]
        known = {one.name: one for one in series if one.name}
        for name in names:
            if name not in known:
                hint = nearest(name, known) or (
                    say("it has {known}", known=listed(known))
                    if known
                    else say("it has one series only")
                )
                raise ParseError(say("there is no series {name}", name=quoted(name)), hint=hint)
        series = tuple(known[name] for name in names)
        if isinstance(found.err, dict):
            err = {name: found.err[name] for name in names if name in found.err}
            found = replace(found, err=err or None)
    if rows is not None and tokens is not None:
        square = is_square(series, len(tokens))
        first, last = rows
        if last > len(tokens):
            hint = "rows: first..last, counted from 1"
            raise ParseError(
                say("there are only {tokens}", tokens=counted(len(tokens), "token")), hint=hint
            )
        cut = slice(first - 1, last)
        scheme = found.scheme or detect(tokens)  # a few may not show how they are written
        found = replace(
            found,
            text=_cut_text(found, tokens, scheme, cut),
            scheme=scheme,
            special=frozenset(at - cut.start for at in found.special if cut.start <= at < last),
            alternatives=found.alternatives and found.alternatives[cut],
            err=_cut_errors(found.err, cut),
            labels=_cut_labels(found.labels, cut, square=square),
        )
        tokens = tokens[cut]
        series = series[cut] if square else series
        series = tuple(Series(one.scores[cut], one.name) for one in series)
    return replace(found, tokens=tokens, series=series or None)


def _cut_text(found: Parsed, tokens: Sequence[str], scheme: str, cut: slice) -> str | None:
    """Take the part of a text that some of its tokens make up."""
    if found.text is None:
        return None
    cells = to_cells(tokens, scheme, found.text)
    if cut.start in cells.continues:
        return None  # it would begin with a part of a character
    places = range(len(tokens))[cut]
    special = cells.special | found.special
    return "".join(cells.texts[at] for at in places if at not in special)


def _cut_errors(errors: Errors | None, cut: slice) -> Errors | None:
    if isinstance(errors, dict):
        return {name: one[cut] for name, one in errors.items()}
    return errors and errors[cut]


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


def _about_file(error: HeatmarkError, path: str, line: int | None) -> HeatmarkError:
    """Say which file an error is about; its line is in the file, the block's is that of `src`."""
    if quoted(path) in error.message:
        return error.within(error.message, line=line)
    where = quoted(path)
    if error.line:
        where = say("{path}, line {line}", path=where, line=error.line)
    message = say("in {where}: {message}", where=where, message=error.message)
    return error.within(message, line=line)


def to_heatmap(parsed: Parsed, options: Options) -> ScoredTokens:
    """Make a heatmap of what a block says.

    Args:
        parsed: The block, its data file read.
        options: Of these, `join`, `scheme` and `max_tokens`.

    Raises:
        HeatmarkError: If tokens or scores are missing or do not fit one another.
    """
    try:
        if parsed.series and parsed.score:
            problem = "scores and score exclude one another"
            raise ParseError(problem, hint="keep one of the two", about="score")
        tokens, scheme = _tokens(parsed, options)
        refuse_too_many(len(tokens), options.max_tokens)
        series = with_names(parsed.series or (_computed(parsed, tokens),), parsed.names)
        heatmap = ScoredTokens(
            tokens,
            series if parsed.err is None else with_errors(series, parsed.err),
            text=parsed.text if parsed.tokens else None,
            scheme=scheme,
            special=parsed.special,
            alternatives=parsed.alternatives,
            labels=parsed.labels,
        )
        _refuse_halves(heatmap)
    except HeatmarkError as error:
        raise _located(error, parsed) from None
    return heatmap


def _refuse_halves(heatmap: ScoredTokens) -> None:
    """Refuse names and labels that are no text and could not be written into a page."""
    names = [one.name or "" for one in heatmap.series]
    labels = [label or "" for row in heatmap.labels or () for label in row]
    for about, texts in {"names": names, "labels": labels}.items():
        try:
            "".join(texts).encode()
        except UnicodeEncodeError:
            problem = say(
                "there is half of a surrogate pair in the {about}, which is no text", about=about
            )
            raise ParseError(problem, hint="write the character itself", about=about) from None


def _located(error: HeatmarkError, parsed: Parsed) -> HeatmarkError:
    """Say where an error is that is about the tokens and scores of a block or a file."""
    if parsed.file is not None:
        return _about_file(error, parsed.file, parsed.lines.get("src"))
    about = (error.about, "scores", "tokens", "text")
    key = next((key for key in about if key in parsed.lines), None)
    return error.within(error.message, line=error.line, about=key)


def _tokens(parsed: Parsed, options: Options) -> tuple[tuple[str, ...], str | None]:
    """Find the tokens and how they are written: words are given the spaces between them."""
    if parsed.tokens is None:
        words = split_words(parsed.text or "")
        return (words, "text") if words else _refuse_empty(parsed)
    tokens = parsed.tokens or _refuse_empty(parsed)
    try:
        "".join(tokens).encode()
    except UnicodeEncodeError:
        problem = "a token has half of a surrogate pair in it, which is no text"
        raise ParseError(problem, hint="write the character itself", about="tokens") from None
    scheme = options.scheme if options.scheme != "auto" else parsed.scheme
    if parsed.text is not None or not _wants_spaces(parsed, options):
        return tokens, scheme
    scheme = scheme or detect(tokens)  # pieces of words are joined by their scheme
    return (join_words(tokens) if scheme == "text" else tokens), scheme


def _wants_spaces(parsed: Parsed, options: Options) -> bool:
    if options.join == "auto":
        return parsed.rows and are_words(parsed.tokens or ())
    return options.join == "space"


def _refuse_empty(parsed: Parsed) -> NoReturn:
    hint = "write a token and its score on each line, such as: từ 2"
    if parsed.series:
        raise ParseError("there are scores but no tokens", hint=hint, about="tokens")
    raise ParseError("the block is empty", hint=hint, about="text")


def _computed(parsed: Parsed, tokens: tuple[str, ...]) -> Series:
    if parsed.score is None:
        hint = "write scores: […], or score: length for the length of each word"
        raise ParseError("there are no scores", hint=hint)
    if parsed.score != "length":
        problem = say("score must be length (got {score})", score=quoted(parsed.score))
        raise ParseError(problem, about="score")
    return Series(tuple(float(count) if (count := length(token)) else None for token in tokens))
