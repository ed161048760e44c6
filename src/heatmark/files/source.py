"""From what a block says to a heatmap: its own tokens and scores, or those of a data file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from heatmark.block.units import with_unit
from heatmark.core.arrays import ScoreLists, turned_like
from heatmark.core.axes import find_token_axis, square_array
from heatmark.core.errors import HeatmarkError, OptionError, ParseError
from heatmark.core.guesses import paired
from heatmark.core.numerals import refuse_groups
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import (
    LOG,
    SURPRISAL,
    goes_with,
    has_no_logs,
    kind_of,
    refuse_highest,
)
from heatmark.core.scored_tokens import ScoredTokens, Series, refuse_too_many
from heatmark.core.unit_names import is_unit
from heatmark.core.wording import quoted, say
from heatmark.files.fractions import fractions
from heatmark.files.readings import compared
from heatmark.files.request import Request, read_part
from heatmark.files.said import contradictions, own_given
from heatmark.files.texts import asks_for_many, read_texts, together
from heatmark.language.languages import languages
from heatmark.language.words import language
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.options.values import AS_TEXT, is_by_token
from heatmark.tokens import detect, lengths, split_words
from heatmark.tokens.joining import (
    Joined,
    join_tokens,
    spaces_added,
    without_text,
)
from heatmark.tokens.suspect import in_text, suspect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.block.draft import Draft
    from heatmark.core.errors import Notice
    from heatmark.files.file import Reading
    from heatmark.files.folders import Reader
    from heatmark.files.request import Limits
    from heatmark.options.declare import Options


_CHOICES = ("field", "rows", "token_axis")  # what a block takes of a file
_ASKING = frozenset({"measure", "unit", "transform"})


def with_source(
    draft: Draft,
    read: Reader,
    limits: Limits,
    *,
    wider: Options | None = None,
    part: str | None = None,
) -> Draft:
    """Put what a block's data file says under what the block says itself.

    Args:
        draft: The block.
        read: Reads a file by the path that the author wrote.
        limits: How much is read.
        wider: Options that a block has from its page and site: a grid takes all rows of a square
            array, and logarithms without a unit have theirs.
        part: The part of the file, if `src` is but its path, and not with a part behind `#`.

    Raises:
        SourceError: If the file cannot be read.
        ParseError: If it cannot be understood, or the block has data of its own.
    """
    from heatmark.files.open import open_file  # which loads the readers of all formats

    line = draft.lines.get("src")
    known = {
        "tokens": draft.tokens,
        "scores": draft.series,
        "compare": draft.compare,
        "columns": draft.columns,
        "texts": draft.texts,
    }
    for name, given in known.items():
        if given is not None:
            raise ParseError(
                say("src and {name} exclude one another", name=name), line=line, hint="keep one"
            )
    path = draft.src or ""
    if part is None:
        path, _, part = path.partition("#")
    request = _request(draft, part, limits, wider)
    try:
        found = _found(open_file(read(path), path, limits), replace(request, name=path))
    except HeatmarkError as error:
        raise _about_file(error, path, line) from None
    said = {**found.options, "unit": found.unit} if found.unit else found.options
    asked = _with_wider_unit(draft.options, said, wider)
    own = own_given(said, asked, wider.given or "") if wider is not None else ""
    whole = found._replace(
        options=asked_of(said, {**asked, "given": own} if own else asked),
        lines={**dict.fromkeys(said, line or 0), **draft.lines},
        text=draft.text or found.text,
        score=draft.score or found.score,
        err=found.err if draft.err is None else draft.err,
        names=found.names if draft.names is None else draft.names,
        row_tokens=found.row_tokens if draft.row_tokens is None else draft.row_tokens,
        labels=found.labels if draft.labels is None else draft.labels,
        ids=found.ids if draft.ids is None else draft.ids,
        ranks=found.ranks if draft.ranks is None else draft.ranks,
        entropy=found.entropy if draft.entropy is None else draft.entropy,
        classes=found.classes if draft.classes is None else draft.classes,
        file=path,
        notices=(*draft.notices, *found.notices, *contradictions(said, draft.options)),
    )
    return with_unit(whole)


def _with_wider_unit(
    asked: Mapping[str, object], said: Mapping[str, object], wider: Options | None
) -> Mapping[str, object]:
    """Take the unit of page and site for logarithms of a file that do not say theirs.

    That is left out where the page speaks of another measure.
    """
    if wider is None or {"measure", "unit", "given"} & {*asked} or said.get("unit"):
        return asked
    is_theirs = wider.measure is None or kind_of(wider.measure) in {LOG, SURPRISAL}
    fits = is_theirs and goes_with(wider.unit, str(said.get("measure") or ""))
    return {**asked, "unit": wider.unit} if fits else asked


def _found(reading: Reading, request: Request) -> Draft:
    """Read a part of a file, or many of them for one figure."""
    return read_texts(reading, request) if asks_for_many(request.part) else reading.read(request)


def asked_of(said: Mapping[str, object], asked: Mapping[str, object]) -> dict[str, Any]:
    """Lay what a block asks for over what its data say of themselves.

    Where it asks for another measure or unit than the scores have, or for transforms, it is kept
    what they are, so that they can be converted. Logarithms that do not say their unit are in the
    one that is asked for.

    Args:
        said: Options of the data.
        asked: Options of the block.
    """
    options: dict[str, Any] = {**said, **asked}
    measure, unit = str(said.get("measure") or ""), str(said.get("unit") or "")
    asks = not _ASKING.isdisjoint(asked)
    if kind_of(measure) is None or "given" in options or not asks:
        return options
    stays_log = kind_of(str(options["measure"])) in {LOG, SURPRISAL}
    if not unit and stays_log and goes_with(asked.get("unit"), measure):
        unit = str(asked["unit"])  # which they say nothing of, as scores in a block do not
    options["given"] = f"{measure}, {unit}" if unit else measure
    wanted = str(asked.get("measure") or "")
    if (kind_of(wanted) is not None or has_no_logs(wanted)) and "unit" not in asked:
        options.pop("unit", None)  # it is that of what they were
    return options


def _request(draft: Draft, part: str, limits: Limits, wider: Options | None) -> Request:
    """Ask for what the block chooses."""
    chosen = {name: draft.options[name] for name in _CHOICES if name in draft.options}
    choice: dict[str, Any] = check_all(chosen, Scope.BLOCK, draft.lines)
    path, picks = read_part(part)
    return Request(
        part=part,
        path=path,
        picks=picks,
        field=choice.get("field") or "",
        rows=choice.get("rows"),
        limits=limits,
        whole=bool(draft.row_tokens)
        or is_by_token(
            draft.options.get("view", wider and wider.view),
            draft.options.get("series", wider and wider.series),
        ),
        targets=len(draft.row_tokens or ()),
        said=frozenset(draft.options),
        axis=choice.get("token_axis", "auto"),
    )


def _about_file(error: HeatmarkError, path: str, line: int | None) -> HeatmarkError:
    """Say which file an error is about; its line is in the file, the block's is that of `src`."""
    if quoted(path) in error.message:
        return error.within(error.message, line=line)
    where = quoted(path)
    if error.line:
        where = say("{path}, line {line}", path=where, line=error.line)
    message = say("in {where}: {message}", where=where, message=error.message)
    return error.within(message, line=line)


def to_heatmap(draft: Draft, options: Options) -> tuple[ScoredTokens, tuple[Notice, ...]]:
    """Make scored tokens of what a block says.

    Args:
        draft: The block, its data file read.
        options: Of these, `join`, `scheme`, `token_axis`, `view` and `max_tokens`.

    Returns:
        The tokens with their scores, and what the author should know of how they were read.

    Raises:
        HeatmarkError: If tokens or scores are missing or do not fit one another.
    """
    try:
        if draft.series and draft.score:
            problem = "scores and score exclude one another"
            raise ParseError(problem, hint="keep one of the two", about="score")
        if draft.texts is not None:
            return together(draft, options, to_heatmap)
        if draft.compare is not None:
            return compared(draft, options), draft.notices
        _check_columns(draft, options)
        _check_points(draft, options)
        tokens, scheme, spaced, blank = _tokens(draft, options)
        refuse_too_many(len(tokens), options.max_tokens)
        scheme = scheme or detect(tokens)  # once for all who ask
        rows = _along_tokens(draft, len(tokens), options)
        heatmap = ScoredTokens(
            tokens,
            rows.values or _computed(draft, tokens, scheme),
            text=draft.text if draft.tokens else None,
            scheme=scheme,
            specials=draft.special,
            alternatives=draft.alternatives,
            guesses=paired(draft.ranks, draft.entropy, len(tokens)),
            err=None if draft.err is None else turned_like(draft.err, rows),
            names=draft.names,
            labels=None if draft.labels is None else turned_like(draft.labels, rows),
            ids=draft.ids,
            classes=draft.classes,
            columns=draft.columns is not None,
            row_tokens=draft.row_tokens,
        )
        refuse_highest(heatmap.series, options.given or options.measure)
    except HeatmarkError as error:
        raise _located(error, draft) from None
    guessed = (square_array(len(tokens)),) if rows.guessed else ()
    unclear = spaced and draft.kind == "list" and options.view in AS_TEXT
    added = (spaces_added(),) if unclear else ()
    unsaid = options.scheme == "auto" and heatmap.text is None and draft.columns is None
    looked = _looked_at(heatmap, draft, options) if unsaid else ()
    empty = (without_text(blank, _white(draft, blank)),) if blank else ()
    shares = () if draft.unit else fractions(heatmap.series, options)
    return heatmap, (*draft.notices, *guessed, *added, *looked, *empty, *shares)


def _looked_at(heatmap: ScoredTokens, draft: Draft, options: Options) -> tuple[Notice, ...]:
    """Tell tokens that may stand for something else than they are read as."""
    scheme = heatmap.scheme or "text"
    if not draft.tokens:
        return in_text(heatmap.tokens, scheme, heatmap.specials)
    is_exact = draft.ours or draft.kind == "exact" or options.view not in AS_TEXT
    join = "none" if is_exact else options.join
    return suspect(heatmap.tokens, scheme, heatmap.specials, join)


def _white(draft: Draft, place: int) -> str:
    """Tell white space that stayed as it is from a token without text."""
    token = (draft.tokens or ())[place - 1]
    return token if draft.kind != "words" else ""


def join_once(
    tokens: Sequence[str],
    scheme: str | None,
    checked: dict[str, Any],
    site: Mapping[str, object],
    *,
    exact: bool,
) -> Joined:
    """Join words once, so that tokens are exact from here on.

    Args:
        tokens: The tokens of a notebook.
        scheme: How they are written, if their type says so.
        checked: The options, of which `join` and `scheme` are taken out.
        site: Options that hold where these say nothing.
        exact: Whether their text is given, so that none are joined.
    """
    own: dict[str, object] = {key: checked.pop(key) for key in ("join", "scheme") if key in checked}
    asked = resolve(site, own)
    scheme = scheme if asked.scheme == "auto" else asked.scheme
    found = join_tokens(tokens, "none" if exact else asked.join, scheme)
    return found._replace(scheme=found.scheme or detect(tokens))


def _along_tokens(draft: Draft, tokens: int, options: Options) -> ScoreLists:
    """Make series of a list of lists: its rows, or its columns if these are as long as the tokens.

    Rows with names say by themselves what they are; rows that fit no way are left to the gate.
    """
    series = draft.series or ()
    widths = {len(item.scores) for item in series}
    shape = (len(series), *widths)
    plain = len(series) > 1 and len(widths) == 1 and all(item.name is None for item in series)
    if not plain or tokens not in shape:
        return ScoreLists(series)
    axis = find_token_axis(
        shape,
        tokens,
        said=options.token_axis,
        rows_known=draft.square
        or draft.ours
        or is_by_token(options.view, options.series)
        or draft.names is not None
        or draft.row_tokens is not None
        or draft.labels is not None,
    )
    turned = axis.place == 0
    if turned:
        columns = zip(*(item.scores for item in series), strict=True)
        series = tuple(Series(column) for column in columns)
    return ScoreLists(series, turned, axis.guessed)


def _located(error: HeatmarkError, draft: Draft) -> HeatmarkError:
    """Say where an error is that is about the tokens and scores of a block or a file."""
    if draft.file is not None:
        return _about_file(error, draft.file, draft.lines.get("src"))
    if draft.tokens is None and draft.columns is None and draft.text:
        error = _of_words(error, draft.text, draft)
    about = (error.about, "scores", "tokens", "text")
    key = next((key for key in about if key in draft.lines), None)
    return error.within(error.message, line=error.line, about=key)


def _of_words(error: HeatmarkError, text: str, draft: Draft) -> HeatmarkError:
    """Say of scores for the words of a text that marks are parts of these."""
    words = split_words(text)
    misfits = any(len(item.scores) != len(words) for item in draft.series or ())
    if not misfits or all(word.strip().isalnum() for word in words):
        return error
    hint = say("{hint}; marks such as , belong to the word that they stand at", hint=error.hint)
    return type(error)(error.message, line=error.line, hint=hint, about=error.about)


def _tokens(draft: Draft, options: Options) -> Joined:
    """Find the tokens and how they are written: words are given the spaces between them."""
    if draft.columns is not None:
        return Joined(draft.columns, "text")
    if draft.tokens is None:
        words = split_words(draft.text or "")
        return Joined(words, "text") if words else _refuse_empty(draft)
    tokens = draft.tokens or _refuse_empty(draft)
    scheme = options.scheme if options.scheme != "auto" else draft.scheme
    exact = draft.ours or draft.kind == "exact"
    if draft.text is not None or (exact and options.join == "auto"):
        return Joined(tokens, scheme)
    return join_tokens(tokens, options.join, scheme, rows=draft.kind == "words")


def _check_points(draft: Draft, options: Options) -> None:
    """Refuse numbers such as `1.200` where points are likely those of thousands.

    They are where whole numbers stand beside them, or the language of the block has such points;
    but a log-probability, an entropy or a number with another such unit is no count.
    """
    if draft.points is None:
        return
    names = [options.measure, options.given, *(row.name for row in draft.series or ())]
    known = [name for name in names if name and (kind_of(name) or _NO_COUNT.search(name))]
    unit = (options.unit or draft.unit or "").strip()
    if known or is_unit(unit) or unit in _TIMES:
        return
    marks = languages()[language(options.lang)].marks
    if draft.points.likely or marks[ord(",")] == ".":
        refuse_groups(draft.points.text, draft.points.line)


_NO_COUNT = lazy_re(
    r"attention|\battn|chú ý|entropy|entropi|attribution|saliency|similarity|gradient|activation",
    re.IGNORECASE,
)
_TIMES = ("ms", "s")
_NO_COLUMNS = frozenset(
    {"tokens", "text", "score", "ids", "classes", "compare", "specials", "alternatives"}
    | {"ranks", "entropy"}
)


def _check_columns(draft: Draft, options: Options) -> None:
    """Refuse what is said of tokens where there are but columns."""
    if draft.columns is None:
        return
    for name in filter(_NO_COLUMNS.__contains__, draft.content):
        problem = say("columns and {name} exclude one another", name=name)
        hint = "columns are names, for a grid without tokens; keep one of the two"
        raise ParseError(problem, hint=hint, about=name)
    if not draft.series:
        hint = "write scores: [[…], […]], a list for each row"
        raise ParseError("there are no scores", hint=hint, about="columns")
    for name, value, only in (("view", options.view, "grid"), ("merge", options.merge, "none")):
        if value != only:
            problem = say("columns mean nothing with {name}: {value}", name=name, value=value)
            hint = say("write {name}: {only}", name=name, only=only)
            raise OptionError(problem, hint=hint, about=name)


def _refuse_empty(draft: Draft) -> NoReturn:
    hint = "write a token and its score on each line, such as: từ 2"
    if draft.series:
        raise ParseError("there are scores but no tokens", hint=hint, about="tokens")
    raise ParseError("the block is empty", hint=hint, about="text")


def _computed(draft: Draft, tokens: tuple[str, ...], scheme: str) -> tuple[Series, ...] | None:
    """Compute scores, if they are to be computed; a list of tokens needs none."""
    if draft.score is None and (draft.tokens is not None or draft.classes is not None):
        return None
    if draft.score is None:
        hint = "write scores: […], or score: length for the length of each word"
        raise ParseError("there are no scores", hint=hint)
    if draft.score != "length":
        problem = say("score must be length (got {score})", score=quoted(draft.score))
        raise ParseError(problem, hint="write score: length", about="score")
    return (Series(lengths(tokens, scheme, draft.text if draft.tokens else None)),)
