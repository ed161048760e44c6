"""Many texts for one figure: of a block, or the parts of a file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heatmark.block.draft import Draft, Part
from heatmark.core.annotations import Example
from heatmark.core.errors import HeatmarkError, Notice, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.scored_tokens import ScoredTokens, Series, refuse_too_many
from heatmark.core.wording import listed, quoted, say
from heatmark.files.place_names import titled
from heatmark.files.request import as_part

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.file import Reading
    from heatmark.files.request import Request
    from heatmark.options.declare import Options


_OF_SCORES = ("measure", "unit", "given", "transform")  # options that say what scores are
_MANY = lazy_re(r"all|(\d{1,6})\.\.(\d{1,6})", re.ASCII)


def asks_for_many(part: str) -> bool:
    """Tell a part that is many: `1..8` or `all`."""
    return _MANY.fullmatch(part) is not None


def read_texts(reading: Reading, request: Request) -> Draft:
    """Read many texts of a file.

    Args:
        reading: The file.
        request: Of this, the part: `1..8` or `all`.

    Raises:
        ParseError: If they are not there, or not of one kind.
    """
    parts = _parts(reading, request)
    drafts = [reading.read(replace(request, part=part, path=part, picks={})) for part in parts]
    first = drafts[0]
    said = [(item.unit, *map(item.options.get, _OF_SCORES)) for item in drafts]
    for part, one in zip(parts, said, strict=True):
        if one != said[0]:
            problem = say("the scores of {part} are of another kind", part=quoted(part))
            hint = "draw texts of one measure and unit in one figure"
            raise ParseError(problem, hint=hint, about="src")
    texts = [
        Part(_name(title, item), None, item._replace(options={}, notices=()))
        for title, item in zip(_titles(reading, request, parts), drafts, strict=True)
    ]
    options, left_out = _in_common([item.options for item in drafts], request.said)
    notices = _once([*left_out, *(notice for item in drafts for notice in item.notices)])
    return Draft(options=options, texts=tuple(texts), unit=first.unit, notices=notices)


def _in_common(
    said: Sequence[Mapping[str, object]], known: Container[str]
) -> tuple[dict[str, object], list[Notice]]:
    """Take what all texts say of themselves but titles; tell of the rest, if the block does not."""
    names = dict.fromkeys(name for one in said for name in one if name != "title")
    first = said[0]
    common = {
        name: first[name]
        for name in names
        if all(name in one and one[name] == first.get(name) for one in said)
    }
    differ = [name for name in names if name not in common and name not in known]
    if not differ:
        return common, []
    message = say("the texts say different {names}, and none of it is taken", names=listed(differ))
    hint = say("write {names} into the block, or draw each text by itself", names=listed(differ))
    return common, [Notice(name="ignored-option", message=message, hint=hint, about="src")]


def _titles(reading: Reading, request: Request, parts: list[str]) -> list[str]:
    """Say what parts are called for readers."""
    if reading.titles is None or reading.parts is None:
        return [titled(part) for part in _short(parts)]
    known = dict(zip(reading.parts(request), reading.titles(request), strict=True))
    return [known[part] for part in parts]


def _short(parts: list[str]) -> list[str]:
    """Name parts by what they do not have in common: `1` and not `activations.1`."""
    parted = [part.partition("=") for part in parts]  # a model's name may have a point in it
    ends = [head.rpartition(".")[2] + mark + value for head, mark, value in parted]
    return ends if len(set(ends)) == len(ends) else parts


def _name(part: str, draft: Draft) -> str | None:
    """Name a text by its title, if the file gives it one, or by its part."""
    return str(draft.options.get("title") or part) or None


def _parts(reading: Reading, request: Request) -> list[str]:
    """Name the texts that are asked for."""
    known = None if reading.parts is None else reading.parts(request)
    found = _MANY.fullmatch(request.part)
    if found is None or not found.lastindex:
        if known is None:
            hint = say("write {part}", part=as_part(request.name, "1..8"))
            raise ParseError("it is not known how many texts are in it", hint=hint, about="src")
        return known
    first, last = int(found[1]), int(found[2])
    count = last if known is None else len(known)
    if not 1 <= first <= last <= count:
        problem = say("there are no texts {part} in it", part=request.part)
        hint = say("write {part}", part=as_part(request.name, f"1..{count}"))
        raise ParseError(problem, hint=hint, about="src")
    return [str(at) if known is None else known[at - 1] for at in range(first, last + 1)]


def together(
    draft: Draft,
    options: Options,
    read: Callable[[Draft, Options], tuple[ScoredTokens, tuple[Notice, ...]]],
) -> tuple[ScoredTokens, tuple[Notice, ...]]:
    """Put many texts together.

    Args:
        draft: A block or a file with `texts`.
        options: How its tokens are read.
        read: Reads one text.

    Raises:
        HeatmarkError: If one cannot be read, or has other than one series of scores.
    """
    _refuse_beside(draft)
    made, notices = [], [*draft.notices]
    for at, part in enumerate(draft.texts or (), start=1):
        try:
            content, told = read(part.draft, options)
            _refuse_rows(content)
        except HeatmarkError as error:
            message = say("text {place}: {message}", place=at, message=error.message)
            raise error.within(message, line=error.line, about="texts") from None
        made.append(Example(part.name, part.group, content))
        notices += told
    tokens = [token for item in made for token in item.content.tokens]
    refuse_too_many(len(tokens), options.max_tokens)
    schemes = {item.content.scheme for item in made}  # each is read in its own
    scheme = schemes.pop() if len(schemes) == 1 else None
    whole = ScoredTokens(tokens, [_series(made)], scheme=scheme, examples=made)
    return whole, _once(notices)


def _refuse_beside(draft: Draft) -> None:
    beside = ("tokens", "series", "text", "score", "compare", "columns")
    for name in (*beside, "ids", "classes", "err", "labels"):
        if getattr(draft, name) is not None:
            name = "scores" if name == "series" else name  # noqa: PLW2901 - as authors write it
            problem = say("texts and {name} exclude one another", name=name)
            raise ParseError(problem, hint="keep one of the two", about=name)


def _refuse_rows(content: ScoredTokens) -> None:
    """Refuse what has no place beside other texts."""
    if len(content.series) != 1:
        problem = say("it has {count} series of scores, and needs one", count=len(content.series))
        raise ParseError(problem, hint="choose one with field, or write scores: […]", about="texts")
    if content.series[0].runs is not None:
        raise ParseError("runs cannot stand beside other texts", hint="write scores", about="texts")


def _series(made: Sequence[Example]) -> Series:
    """Put the scores of all texts in one row."""
    rows = [item.content.series[0] for item in made]
    errors: list[Score] | None = None
    if all(row.errors is not None for row in rows):
        errors = [error for row in rows for error in row.errors or ()]
    return Series([score for row in rows for score in row.scores], None, errors)


def _once(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Tell once what is true of many texts."""
    return tuple({notice.name: notice for notice in reversed(notices)}.values())
