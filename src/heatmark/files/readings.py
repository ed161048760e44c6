"""One text as several tokenizers cut it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from heatmark.core.checks import check_tokens
from heatmark.core.errors import ParseError
from heatmark.core.scored_tokens import ScoredTokens
from heatmark.core.wording import quoted, say
from heatmark.tokens import detect, to_cells
from heatmark.tokens.joining import join_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.draft import Draft
    from heatmark.options.declare import Options


def compared(draft: Draft, options: Options) -> ScoredTokens:
    """Take the tokens of several tokenizers, which are to make up one text.

    Args:
        draft: A block with `compare`.
        options: Of these, `scheme` and `join`.

    Raises:
        ParseError: If they do not make up one text, or something is beside them that does not
            belong to any of them.
    """
    given = draft.compare or {}
    _refuse_beside(draft)
    tokens = {
        name: _joined(check_tokens(item, "compare"), draft.text, options)
        for name, item in given.items()
    }
    text = _text_of(tokens, options) if draft.text is None else draft.text
    ids: Any = draft.ids or {}
    if not isinstance(ids, Mapping) or set(ids) - set(given):
        hint = "write ids: {name: [1, 2, 3]} with the names of compare"
        raise ParseError("ids must say which tokens they are of", hint=hint, about="ids")
    made = [
        (name, _named(name, item, text, ids.get(name), options)) for name, item in tokens.items()
    ]
    first = made[0][1]
    return ScoredTokens(
        first.tokens, None, text=text, scheme=first.scheme, ids=first.ids, readings=made
    )


def _refuse_beside(draft: Draft) -> None:
    beside = {
        "tokens": draft.tokens,
        "scores": draft.series,
        "score": draft.score,
        "classes": draft.classes,
    }
    for name, value in beside.items():
        if value is not None:
            problem = say("compare and {name} exclude one another", name=name)
            raise ParseError(problem, hint="keep one of the two", about="compare")


def _joined(tokens: Sequence[str], text: str | None, options: Options) -> tuple[str, ...]:
    if text is not None:
        return tuple(tokens)
    return join_tokens(tokens, options.join, _scheme(tokens, options)).tokens


def _scheme(tokens: Sequence[str], options: Options) -> str:
    return detect(tokens) if options.scheme == "auto" else options.scheme


def _text_of(given: Mapping[str, Sequence[str]], options: Options) -> str:
    """Find the one text that all make up, but for white space around it."""
    texts = {}
    for name, tokens in given.items():
        cells = to_cells(tokens, _scheme(tokens, options))
        kept = (text for at, text in enumerate(cells.texts) if at not in cells.special)
        texts[name] = "".join(kept).strip()
    first, *others = texts
    for name in others:
        if texts[name] != texts[first]:
            one, other = _apart(texts[first], texts[name])
            problem = say(
                "{first} and {name} cut different texts: {one} and {other}",
                first=quoted(first),
                name=quoted(name),
                one=quoted(one),
                other=quoted(other),
            )
            hint = "write text: … beside compare, the text that all of them were given"
            raise ParseError(problem, hint=hint, about="compare")
    return texts[first]


_AROUND = 12  # characters of two texts that a message shows from where they differ


def _apart(one: str, other: str) -> tuple[str, str]:
    """Give what two texts have from where they are no longer the same."""
    pairs = zip(one, other, strict=False)
    at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = max(0, at - _AROUND // 3)
    return one[start : start + _AROUND], other[start : start + _AROUND]


def _named(
    name: str, tokens: Sequence[str], text: str, ids: object, options: Options
) -> ScoredTokens:
    """Put tokens beside the text, and say whose they are if they do not fit."""
    try:
        scheme = _scheme(tokens, options)
        made = ScoredTokens(tokens, None, text=text, scheme=scheme, ids=ids)  # type: ignore[arg-type]
        to_cells(made.tokens, scheme, text)
    except ParseError as error:
        message = say("{name}: {message}", name=quoted(name), message=error.message)
        raise error.within(message, about="compare") from None
    return made
