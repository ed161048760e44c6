"""One text as several tokenizers cut it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
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
    tokens: Mapping[str, tuple[str, ...]] = {
        name: check_tokens(item, "compare") for name, item in given.items()
    }
    text = draft.text
    if text is None:
        tokens, text = _one_text(tokens, options)
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


def _scheme(tokens: Sequence[str], options: Options) -> str:
    return detect(tokens) if options.scheme == "auto" else options.scheme


def _one_text(
    given: Mapping[str, tuple[str, ...]], options: Options
) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """Find the one text that all make up, but for white space around it.

    Returns:
        The tokens, with spaces between those of several words; and their text.
    """
    joined: Mapping[str, tuple[str, ...]] = {
        name: join_tokens(tokens, options.join, _scheme(tokens, options)).tokens
        for name, tokens in given.items()
    }
    texts = _texts(joined, options)
    if len({*texts.values()}) > 1 and options.join == "auto" and _are_one_word(given):
        joined, texts = given, _texts(given, options)
    spaced = {*map(_spaced, texts.values())}
    if len(spaced) > 1:
        raise _different(texts)
    text = next(iter(texts.values()))
    return joined, text if len({*texts.values()}) == 1 else spaced.pop()


def _spaced(text: str) -> str:
    return text.translate(_SPACES)


def _texts(given: Mapping[str, Sequence[str]], options: Options) -> dict[str, str]:
    """Give the text that each makes up, but for white space around it."""
    texts = {}
    for name, tokens in given.items():
        cells = to_cells(tokens, _scheme(tokens, options))
        kept = (text for at, text in enumerate(cells.texts) if at not in cells.special)
        texts[name] = "".join(kept).strip()
    return texts


def _are_one_word(given: Mapping[str, Sequence[str]]) -> bool:
    """Tell pieces of one word: a space would stand where all of several words are cut."""
    if len({"".join(tokens) for tokens in given.values()}) > 1:
        return False
    cuts = ({*accumulate(map(len, tokens[:-1]))} for tokens in given.values())
    return not set.intersection(*cuts)


def _different(texts: Mapping[str, str]) -> ParseError:
    """Say that two of several texts are not the same."""
    first, *others = texts
    name = next(one for one in others if _spaced(texts[one]) != _spaced(texts[first]))
    one, other = _apart(texts[first], texts[name])
    problem = say(
        "{first} and {name} cut different texts: {one} and {other}",
        first=quoted(first),
        name=quoted(name),
        one=quoted(one),
        other=quoted(other),
    )
    hint = say(
        "write text: … beside compare, the text that all of them were given; or join: none, if "
        "no spaces stand between the tokens"
    )
    return ParseError(problem, hint=hint, about="compare")


_SPACES = str.maketrans("_\N{NO-BREAK SPACE}", "  ")  # as words of several syllables have them
_AROUND = 12  # characters of two texts that a message shows from where they differ


def _apart(one: str, other: str) -> tuple[str, str]:
    """Give what two texts have from where they are no longer the same."""
    pairs = zip(_spaced(one), _spaced(other), strict=False)
    at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = max(0, at - _AROUND // 3)
    return _part(one, start), _part(other, start)


def _part(text: str, start: int) -> str:
    """Show what of a text stands around a place, and that there is more."""
    end = start + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


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
