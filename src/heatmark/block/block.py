"""From a fence's header and body to options and content, with the lines that errors name."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from heatmark.block.below import is_content, is_mapping, with_below
from heatmark.block.characters import refuse_control_characters, without_line_end
from heatmark.block.draft import Draft, Part
from heatmark.block.habits import refuse_list
from heatmark.block.mapping import ReadMapping, read_mapping, unwritten
from heatmark.block.rows import is_comment, read_rows
from heatmark.block.units import with_unit
from heatmark.core.errors import OptionError, ParseError, ScoreError
from heatmark.core.looks import are_finite
from heatmark.core.patterns import lazy_re
from heatmark.core.scored_tokens import from_runs, refuse_too_many
from heatmark.core.wording import quoted, say
from heatmark.options.declare import Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heatmark.block.draft import Errors
    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import Alternatives, Series


_SEPARATOR = lazy_re(r"^---[ \t]*$", re.MULTILINE)
MAX_TOKENS = Options().max_tokens
_IN_BODY = (
    *("tokens", "scores", "runs", "specials", "alternatives", "names", "labels", "err"),
    *("ids", "classes", "compare", "columns", "row_tokens", "texts", "ranks", "entropy"),
)
_OF_A_TEXT = ("tokens", "scores", "text", "name", "group")  # keys of one of many
OURS, VERSION = "heatmark", 1  # what a file of heatmark's own says of itself


def parse(
    header: Mapping[str, str],
    body: str,
    *,
    lines: Mapping[str, int] | None = None,
    max_tokens: int = MAX_TOKENS,
) -> Draft:
    """Read a fenced block.

    Args:
        header: The options and texts of its header, or of a directive, as written.
        body: The lines between the fences.
        lines: The lines of those that do not stand beside the opening fence, which is line 0.
        max_tokens: The most tokens that it may have.

    Returns:
        Options and content of header and body together.

    Raises:
        HeatmarkError: If it cannot be read; its line counts from the opening fence as line 0.
    """
    pairs, lines = dict(header), {name: (lines or {}).get(name, 0) for name in header}
    draft = parse_body(body, max_tokens=max_tokens)
    _refuse_infinite(draft)
    if not pairs:
        return with_unit(draft)
    written = {*draft.options, *draft.content}
    for name in pairs:
        if name in written:
            problem = say("{name} is set twice, in the header and in the body", name=name)
            raise OptionError(problem, line=draft.lines.get(name), hint="remove one of them")
    for name in _IN_BODY:
        if name in pairs:
            raise OptionError(
                say("{name} belongs in the body", name=name),
                line=lines[name],
                hint=say("write {name}: […] there", name=name),
            )
    whole = draft._replace(
        text=pairs.pop("text", draft.text),
        score=pairs.pop("score", draft.score),
        src=pairs.pop("src", draft.src),
        options={**pairs, **draft.options},
        lines={**lines, **draft.lines},
    )
    return with_unit(whole)


def _refuse_infinite(draft: Draft) -> None:
    """Refuse -∞ and ∞ where an author writes it by hand; files hold what models give."""
    others = [[score for _, score in item] for item in draft.alternatives or ()]
    for about, rows in (
        ("scores", [item.scores for item in draft.series or ()]),
        ("alternatives", others),
    ):
        if any(math.inf in map(abs, filter(None, row)) for row in rows if not are_finite(row)):
            problem = say("there is an infinite score in {about}", about=about)
            hint = "use a finite number, or null if the score is missing"
            raise ScoreError(problem, line=draft.lines.get(about), hint=hint, about=about)


def parse_body(
    body: str, *, part: str = "", max_tokens: int = MAX_TOKENS, value: object = None
) -> Draft:
    """Read a block's body, or a data file with such a body in it.

    Args:
        body: The text. Line 1 is its first line.
        part: The name of the part to take where a mapping holds several, or nothing.
        max_tokens: The most tokens that it may have.
        value: What its JSON says, if it has been read already.

    Raises:
        HeatmarkError: If it cannot be read.
    """
    if isinstance(value, dict):
        return _from_mapping(body, max_tokens, part, value)
    start, first = _first_line(body)
    if first == "---":  # options may be set off like front matter
        body = _SEPARATOR.sub("", body, count=1)
        start, first = _first_line(body)
    if not first:
        return Draft()
    if not first.startswith("{"):  # JSON refuses them by itself
        refuse_control_characters(body)
    if part:
        return _from_mapping(body, max_tokens, part)
    if not is_mapping(first):
        return Draft(**_of_rows(body, 1, max_tokens))
    separator = _SEPARATOR.search(body, start) if "\n---" in body else None
    if separator is None:
        return _from_mapping(body, max_tokens)
    return _separated(body, separator, max_tokens)


def _separated(body: str, separator: re.Match[str], max_tokens: int) -> Draft:
    """Read options, and what stands below them."""
    draft = _from_mapping(body[: separator.start()], max_tokens)
    for name in draft._replace(err=None).content:  # errors go with any scores
        problem = say("{name} cannot stand above rows", name=name)
        raise ParseError(problem, line=draft.lines.get(name), hint="keep one of the two")
    below = body[separator.end() :]
    line = body.count("\n", 0, separator.end()) + 1
    first = _first_line(below)[1]
    if not first:
        hint = "write a token and its score on each line"
        raise ParseError("there are no rows below ---", line=line, hint=hint)
    if is_content(first):
        return with_below(draft, _from_mapping("\n" * (line - 1) + below, max_tokens))
    rows = _of_rows(below, line, max_tokens)
    return draft._replace(**rows | {"notices": draft.notices + rows["notices"]})


def _of_rows(body: str, first: int, max_tokens: int) -> dict[str, Any]:
    if body.lstrip().startswith("["):
        refuse_list(body)
    return {**read_rows(body, first, max_tokens)._asdict(), "kind": "words"}


def _first_line(body: str) -> tuple[int, str]:
    """Find the first line that is neither blank nor a comment, and where it starts."""
    start = 0
    while start < len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        stripped = body[start:end].strip()
        if stripped and not is_comment(stripped):
            return start, stripped
        start = end + 1
    return start, ""


def _from_mapping(
    body: str, max_tokens: int, part: str = "", value: dict[str, object] | None = None
) -> Draft:
    return _draft(read_mapping(body, part, value), max_tokens)


def _draft(mapping: ReadMapping, max_tokens: int) -> Draft:
    refuse_too_many(len(mapping.tokens or ()), max_tokens, mapping.lines.get("tokens"))
    values = dict(mapping.values)
    ours = _is_ours(values.pop(OURS, None), mapping.lines)
    text, score, src = (
        _string(name, values.pop(name, None), mapping.lines) for name in ("text", "score", "src")
    )
    special = _places(values.pop("specials", None), mapping)
    alternatives = _alternatives(values.pop("alternatives", None), mapping)
    err = _err(values.pop("err", None), mapping)
    runs, unit = _runs(values.pop("runs", None), mapping)
    names, labels = (
        _rows_of(name, values.pop(name, None), mapping) for name in ("names", "labels")
    )
    texts = _texts(values.pop("texts", None), mapping, max_tokens)
    compare = _compare(values.pop("compare", None), mapping, max_tokens)
    first = next(iter(compare.values())) if compare else None
    return Draft(
        options=values,
        lines=mapping.lines,
        tokens=mapping.tokens,
        series=runs or mapping.series,
        text=without_line_end(text, mapping.tokens or first) if text and not ours else text,
        score=score,
        src=src,
        special=special,
        alternatives=alternatives,
        ranks=_rows_of("ranks", values.pop("ranks", None), mapping),
        entropy=_entropy(values.pop("entropy", None), mapping),
        err=err,
        names=names,
        labels=labels,
        ids=values.pop("ids", None),
        classes=_classes(values.pop("classes", None), mapping),
        columns=_columns(values.pop("columns", None), mapping, max_tokens),
        row_tokens=_row_tokens(values.pop("row_tokens", None), mapping, max_tokens),
        compare=compare,
        texts=texts,
        unit=unit or mapping.unit or (texts[0].draft.unit if texts else ""),
        points=mapping.points,
        notices=(*mapping.notices, *_told_of(texts or ())),
        ours=ours,
    )


def _texts(value: object, mapping: ReadMapping, most: int) -> tuple[Part, ...] | None:
    """Read many texts, each a mapping of its own."""
    if value is None:
        return None
    line = mapping.lines.get("texts")
    items = value if isinstance(value, list) else []
    if not items or not all(isinstance(item, ReadMapping) for item in items):
        problem = say(
            "texts must be a list of tokens with scores (got {value})", value=quoted(value)
        )
        raise ParseError(problem, line=line, hint="write texts: [{tokens: [a, b], scores: [1, 2]}]")
    return tuple(_text(at, item, line, most) for at, item in enumerate(items, start=1))


def _told_of(texts: Sequence[Part]) -> Iterator[Notice]:
    """Give the notices of texts, whose keys have no lines in the block."""
    return (replace(one, about="texts") for part in texts for one in part.draft.notices)


def _text(at: int, item: ReadMapping, line: int | None, most: int) -> Part:
    for key in item.lines:
        if key not in _OF_A_TEXT:
            problem = say("text {place} has {key}", place=at, key=quoted(key))
            hint = say("a text has {names}; all else is of the figure", names=", ".join(_OF_A_TEXT))
            raise ParseError(problem, line=item.lines.get(key, line), hint=hint, about="texts")
    values = dict(item.values)
    name, group = (_called(key, values.pop(key, None), item.lines) for key in ("name", "group"))
    return Part(name, group, _draft(item._replace(values=values), most))


def _called(key: str, value: object, lines: Mapping[str, int]) -> str | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _string(key, str(value) if is_number else value, lines)


def _classes(value: object, mapping: ReadMapping) -> Any:
    """Let labels through, which a Heatmap checks, with places as text: `5` is the fifth token."""
    if isinstance(value, dict):
        return {str(key): label for key, label in value.items()}
    if value is not None and not isinstance(value, list):
        problem = say("classes must be labels of tokens (got {value})", value=quoted(value))
        hint = 'write [NOUN, null, VERB], or {"1..2": LOC}; classes of the figure are css_classes'
        raise ParseError(problem, line=mapping.lines.get("classes"), hint=hint)
    return value


def _is_ours(version: object, lines: Mapping[str, int]) -> bool:
    """Read the mark of a mapping that a heatmark has written: the version of its form."""
    if version is None:
        return False
    if version != VERSION or isinstance(version, bool):
        problem = say(
            "heatmark must be {version} (got {value})", version=VERSION, value=quoted(version)
        )
        hint = "it is the version of the form; for a newer one, pip install -U heatmark"
        raise ParseError(problem, line=lines.get(OURS), hint=hint)
    return True


def _err(value: object, mapping: ReadMapping) -> Errors | None:
    """Read standard errors: a list, or lists by the names of series."""
    if value is None:
        return None
    line = mapping.lines.get("err")
    lists = value.values() if isinstance(value, dict) else [value]
    if not lists or not all(isinstance(item, list) for item in lists):
        problem = say(
            "err must be a list, or lists by the names of series (got {value})", value=quoted(value)
        )
        hint = "write err: [0.1, 0.2]; for one number for all tokens write noise: 0.1"
        raise ParseError(problem, line=line, hint=hint)
    read, unit = _with_gaps("err", value, line)
    if unit not in {"", mapping.unit}:
        problem = say("err has {unit} behind its numbers, and the scores have not", unit=unit)
        hint = say("write {unit} behind both, or behind none", unit=unit)
        raise ScoreError(problem, line=line, hint=hint, about="err")
    if isinstance(read, dict):
        return {str(name): row for name, row in read.items()}
    return cast("list[Any]", read)


def _runs(value: object, mapping: ReadMapping) -> tuple[tuple[Series, ...] | None, str]:
    """Read runs, a list of lists or such lists by the names of series: their means are scores."""
    if value is None:
        return None, ""
    line = mapping.lines.get("runs")
    if mapping.series is not None:
        hint = "keep one of the two; the scores of runs are their means"
        raise ParseError("scores and runs exclude one another", line=line, hint=hint)
    named: dict[Any, Any] = value if isinstance(value, dict) else {None: value}
    for runs in named.values():
        if not isinstance(runs, list) or not all(isinstance(run, list) for run in runs):
            problem = say(
                "runs must be a list of lists of scores (got {value})", value=quoted(value)
            )
            hint = "write runs: [[1.2, 0.9], [1.1, 1.0]], a list for each run, or {series: lists}"
            raise ParseError(problem, line=line, hint=hint)
    read, unit = _with_gaps("runs", value, line)
    return from_runs(read), unit


def _with_gaps(name: str, value: Any, line: int | None) -> tuple[Any, str]:
    """Read numbers and the signs for missing ones that are texts, as YAML leaves `1e-3` and `-`."""
    hint = "a standard error is a number from 0 on" if name == "err" else "write a number"
    try:
        return unwritten(value, line, hint)
    except ScoreError as error:
        message = say("{name}: {message}", name=name, message=error.message)
        raise error.within(message, line=error.line, about=name) from None


def _places(value: object, mapping: ReadMapping) -> frozenset[int]:
    """Read the places of special tokens, which count from 1 for authors and from 0 for us."""
    count = len(mapping.tokens or ())
    indices: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
    if indices and not count:
        hint = "write tokens: […] beside it"
        problem = "specials goes with a list of tokens"
        raise ParseError(problem, line=mapping.lines.get("specials"), hint=hint)
    for index in indices:
        if type(index) is not int or not 1 <= index <= count:
            problem = say(
                "specials must be places from 1 to {count} (got {place})",
                count=count,
                place=quoted(index),
            )
            raise ParseError(problem, line=mapping.lines.get("specials"), hint="count from 1")
    return frozenset(int(index) - 1 for index in indices)


def _alternatives(value: object, mapping: ReadMapping) -> Alternatives | None:
    if value is None:
        return None
    line = mapping.lines.get("alternatives")
    hint = 'write a list for each token: [[["a", -0.1], ["b", -2.3]], []]'
    if not isinstance(value, list) or len(value) != len(mapping.tokens or ()):
        raise ParseError("alternatives must be as many lists as tokens", line=line, hint=hint)
    try:
        return tuple(tuple((str(token), float(score)) for token, score in item) for item in value)
    except (TypeError, ValueError, OverflowError):
        problem = "an alternative is not a token and a number"
        raise ParseError(problem, line=line, hint=hint) from None


def _entropy(value: object, mapping: ReadMapping) -> list[Any] | None:
    """Read entropies, as numbers are written."""
    known: list[Any] | None = _rows_of("entropy", value, mapping)
    return known and _with_gaps("entropy", known, mapping.lines.get("entropy"))[0]


def _rows_of(name: str, value: object, mapping: ReadMapping) -> Any:
    """Let lists through, the shapes of which a Heatmap checks."""
    if value is not None and not isinstance(value, list | (dict if name == "labels" else list)):
        problem = say("{name} must be a list (got {value})", name=name, value=quoted(value))
        raise ParseError(
            problem, line=mapping.lines.get(name), hint=say("write {name}: [a, b]", name=name)
        )
    return value


def _hint_for(name: str, value: object) -> str:
    """Say how a list is called of what was meant to be a text."""
    lists = {"text": "tokens", "score": "scores"}
    if name in lists and type(value) in {list, dict, int, float}:
        return say("write {name}: for a list", name=lists[name])
    return "put quotes around it"


def _compare(value: object, mapping: ReadMapping, most: int) -> dict[str, list[str]] | None:
    """Read the tokens of several tokenizers."""
    if value is None:
        return None
    line = mapping.lines.get("compare")
    lists = value.values() if isinstance(value, dict) else ()
    if not lists or not all(isinstance(item, list) and item for item in lists):
        problem = say("compare must be lists of tokens by name (got {value})", value=quoted(value))
        hint = "write compare: {GPT-2: [a, b], PhoBERT: [ab]}"
        raise ParseError(problem, line=line, hint=hint)
    for tokens in lists:
        refuse_too_many(len(tokens), most, line)
    return {str(name): tokens for name, tokens in cast("dict[str, Any]", value).items()}


def _columns(value: object, mapping: ReadMapping, most: int) -> tuple[str, ...] | None:
    """Read the names of columns, which may be numbers."""
    if value is None:
        return None
    line = mapping.lines.get("columns")
    names = value if isinstance(value, list) else []
    odd = next((at for at, one in enumerate(names) if type(one) not in {str, int, float}), None)
    if not names or odd is not None:
        problem = say("columns must be names of columns (got {value})", value=quoted(value))
        if odd is not None:
            problem = say(
                "entry {place} of columns is no name: {value}",
                place=odd + 1,
                value=quoted(names[odd]),
            )
        raise ParseError(problem, line=line, hint="write columns: [H0, H1, H2]")
    refuse_too_many(len(names), most, line)
    return tuple(map(str, names))


def _row_tokens(value: object, mapping: ReadMapping, most: int) -> list[str] | None:
    """Read the tokens of another text."""
    if value is None:
        return None
    line = mapping.lines.get("row_tokens")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        problem = say("row_tokens must be a list of tokens (got {value})", value=quoted(value))
        raise ParseError(problem, line=line, hint='write row_tokens: ["Le", " chat"]')
    refuse_too_many(len(value), most, line)
    return value


def _string(name: str, value: object, lines: Mapping[str, int]) -> str | None:
    if value is not None and not isinstance(value, str):
        problem = say("{name} must be text (got {value})", name=name, value=quoted(value))
        raise ParseError(problem, line=lines.get(name), hint=_hint_for(name, value))
    return value if name == "text" or value is None else value.removesuffix("\n")  # YAML's `|`
