"""Words about tokens besides scores: how many there are, their classes, which ones are marked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.language.numbers import number
from heatmark.language.words import word, words
from heatmark.picture.guessed import GUESSES
from heatmark.render.visible import ZERO_WIDTH, alone, mark_of, scores, shown_alone, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.guesses import Guess
    from heatmark.picture.parts import Picture, Strip, Tally
    from heatmark.tokens.shown import Texts

_DIGITS = 3
_MOST_MARKED = 20  # tokens that a legend names: of a text that a tokenizer hardly knows, many are
_NOTHING = "–"  # under one of the tokens of a character


def kind_notes(picture: Picture) -> Iterator[tuple[str, str]]:
    """Say what the legend says of tokens besides their scores: pairs of a key and a text.

    The key of a class is `class-3` if it has the colour of that level, else `class`; that of marked
    tokens is `mark`.
    """
    lang, legend = picture.lang, picture.legend
    tallies = [strip.tally for strip in picture.strips if strip.tally is not None]
    if len(tallies) == 1:
        yield "tokens", _tokens(tallies[0], lang)
    if legend.special and tallies:
        yield "special", word("special-tokens", lang, n=number(legend.special, lang))
    if tallies:
        yield "letters", word("letters-count", lang, n=number(tallies[0].letters, lang))
        yield "bytes", word("bytes-count", lang, n=number(tallies[0].bytes, lang))
    for level, items in groupby(legend.classes, key=lambda item: item.level):
        counted = [
            word("class-count", lang, label=shown_alone(item.label), n=number(item.total, lang))
            for item in items
        ]
        if picture.kind == "classes":  # those of one colour have one swatch
            yield f"class-{level}", ", ".join(counted)
        else:
            yield from (("class", text) for text in counted)
    if picture.chosen is not None:
        yield "chosen", word("chosen-token", lang)
        yield "choose", word("choose-token", lang)
    for called, shown in legend.marks:
        tokens = ", ".join(f"“{_seen(text)}”" for text in visible(shown[:_MOST_MARKED]))
        tokens += ", …" if len(shown) > _MOST_MARKED else ""
        said = shown_alone(called) if called else word("marked", lang)
        if not shown:
            yield "mark", said
            continue
        yield "mark", word("marked-tokens", lang, word=said, tokens=tokens)


def _seen(token: str) -> str:
    """Show a token among words, by its name if it has no width."""
    if token.strip(" " + "".join(ZERO_WIDTH)):
        return alone(token)
    return "".join(f"[{ZERO_WIDTH[one]}]" for one in token if one in ZERO_WIDTH) or alone(token)


def heading(picture: Picture, strip: Strip) -> str | None:
    """Name a strip; of one of several readings of a text, with how many tokens it has."""
    if strip.name is None or strip.tally is None:
        return strip.name
    return f"{strip.name} – {_tokens(strip.tally, picture.lang)}"


def _tokens(tally: Tally, lang: str) -> str:
    """Count tokens, and the letters that each has on average."""
    count = word("tokens-count", lang, n=number(tally.tokens, lang))
    if not tally.tokens:
        return count
    share = number(round(tally.letters / tally.tokens, 2), lang, _DIGITS)
    return f"{count} ({word('letters-each', lang, n=share)})"


def facts(picture: Picture, cells: Texts) -> dict[int, list[str]]:
    """Say of single tokens what they are: their id, their class, what they are marked as."""
    told = words(picture.lang)
    found: dict[int, list[str]] = {}
    for at, number_ in enumerate(cells.ids or ()):
        if number_ is not None:
            found.setdefault(at, []).append(f"{told['id']}: {number_}")
    for at, guess in enumerate(cells.guesses or ()):
        found.setdefault(at, []).extend(guess_of(picture, guess))
    for span in cells.spans:
        label = f"{told['class']}: {shown_alone(span.label)}"
        for at in range(span.first, span.last + 1):
            found.setdefault(at, []).append(label)
    for at in cells.marks:
        found.setdefault(at, []).append(mark_of(cells, at, told))
    return found


def guess_of(picture: Picture, guess: Guess) -> Iterator[str]:
    """Say the rank and the entropy that are known of a token."""
    if guess.rank is not None:
        yield word("rank-is", picture.lang, n=_rank(guess, picture.lang))
    if guess.entropy is not None:
        entropy = f"{_entropy(guess, picture.lang)}\u00a0{picture.legend.entropy_unit}"
        yield word("entropy-is", picture.lang, n=entropy)


def _rank(guess: Guess, lang: str) -> str:
    return "" if guess.rank is None else number(guess.rank, lang)


def _entropy(guess: Guess, lang: str) -> str:
    return "" if guess.entropy is None else number(guess.entropy, lang, _DIGITS)


def columns(picture: Picture) -> Iterator[tuple[str, list[str]]]:
    """Give the columns of a data table that say this: a head, and a cell for each token."""
    cells, told = picture.cells, words(picture.lang)
    count = len(cells.shown)
    if cells.ids is not None:
        yield told["id"], ["" if item is None else str(item) for item in cells.ids]
    guesses = cells.guesses if picture.view != GUESSES else ()  # which lists them itself
    if any(one.rank is not None for one in guesses or ()):
        yield told["rank-of-token"], [_rank(one, picture.lang) for one in cells.guesses or ()]
    if any(one.entropy is not None for one in guesses or ()):
        head = f"{told['entropy']} ({picture.legend.entropy_unit})"
        yield head, [_entropy(one, picture.lang) for one in cells.guesses or ()]
    if cells.spans:
        found = [""] * count
        for span in cells.spans:
            label = shown_alone(span.label)
            found[span.first : span.last + 1] = [label] * (span.last + 1 - span.first)
        yield told["class"], found
    if cells.marks:
        marks = (mark_of(cells, at, told) if at in cells.marks else "" for at in range(count))
        yield told["mark"], [*marks]


def labels_under(picture: Picture, strip: Strip) -> tuple[Span, ...]:
    """Give what stands under the tokens of a strip: classes, or a number or a text under each.

    Under one that ends lines it stands in the first of them.
    """
    cells = picture.cells_of(strip)
    if picture.below is None:
        return drawn_spans(cells)
    under = [one and shown_alone(one) for one in _under(picture, strip)]
    shared = {at for first, last in cells.groups for at in range(first, last + 1)}
    alone = ((at, at) for at in range(len(under)) if at not in shared)
    places = sorted((*alone, *cells.groups))
    found = (_joined(first, under[first : last + 1]) for first, last in places)
    return tuple(span for span in found if span.label)


def _joined(first: int, under: Sequence[str]) -> Span:
    """Write what stands under the tokens of a character: one that has nothing keeps its place."""
    label = " · ".join(one or _NOTHING for one in under) if any(under) else ""
    return Span(first, first + len(under) - 1, label)


def _under(picture: Picture, strip: Strip) -> list[str]:
    """Write what stands under each token, or nothing."""
    cells = picture.cells_of(strip)
    if picture.below == "id":
        return ["" if one is None else str(one) for one in cells.ids or (None,) * len(cells.shown)]
    if picture.below == "label" and picture.labels is not None:  # equivalent: both or neither
        at = next(at for at, one in enumerate(picture.strips) if one is strip)
        return [label or "" for label in picture.labels[at]]
    shown = scores(picture, strip)
    for index, side in strip.clipped.items():
        shown[index] += "↑" if side == 1 else "↓"
    return shown


def drawn_spans(cells: Texts) -> tuple[Span, ...]:
    """Give the spans as they are drawn: none ends within a character that several tokens share.

    Spans that meet in such a character are one, with both labels.
    """
    found: list[Span] = []
    ends = {at: group for group in cells.groups for at in range(group[0], group[1] + 1)}
    for span in cells.spans:
        first = ends.get(span.first, (span.first,))[0]
        last = ends.get(span.last, (span.last,))[-1]
        label = shown_alone(span.label)
        if found and found[-1].last >= first:
            before = found.pop()
            both = before.label if before.label.endswith(label) else f"{before.label}+{label}"
            found.append(Span(before.first, max(before.last, last), both))
        else:
            found.append(Span(first, last, label))
    return tuple(found)
