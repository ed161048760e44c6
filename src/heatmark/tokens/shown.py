"""What readers see of tokens: their text, decoded, without special tokens, merged to words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import OptionError
from heatmark.core.scored_tokens import is_square
from heatmark.core.wording import say
from heatmark.tokens import decoded, detect, is_plain, merged, to_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.scored_tokens import Alternatives, Labels, Score, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens import Cells

    Columns = list[Sequence[Score]]
    """The scores of each series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What N tokens show, as columns.

    Attributes:
        shown: The text of each, which together are the text; a special token's is its name.
        continues: The places of tokens that only go on with a character that an earlier one began,
            and show no text.
        special: The places of special tokens, which are no part of the text.
        groups: The first and the last place of tokens that share a character.
        notes: What the table says about a token besides its text.
        notes_are: What that is: `bytes` of parts of characters, or `pieces` of words.
        alternatives: For each token others that could have stood there, with scores; or None.
    """

    shown: tuple[str, ...]
    continues: frozenset[int] = frozenset()
    special: frozenset[int] = frozenset()
    groups: tuple[tuple[int, int], ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    notes_are: str = "bytes"
    alternatives: Alternatives | None = None

    @property
    def text(self) -> str:
        """The text, as it can be searched and copied."""
        if not self.special:
            return "".join(self.shown)
        return "".join(text for at, text in enumerate(self.shown) if at not in self.special)


_MARKS = {"\n": "↵", "\t": "⇥"}  # for white space that is a row's whole name


class Display(NamedTuple):
    """Texts and scores, ready to be placed on a scale.

    Attributes:
        texts: What each of N tokens or words shows.
        columns: K series of N scores.
        outside: How many tokens were left without scores because they are special.
        errors: K series of N standard errors, or None if none is known.
    """

    texts: Texts
    columns: Columns
    outside: int
    errors: Columns | None = None


def display(heatmap: ScoredTokens, options: Options) -> Display:
    """Make what readers see of a heatmap.

    Args:
        heatmap: Tokens as the tokenizer writes them, and their scores.
        options: Of these, `scheme`, `special`, `merge` and `noise`.

    Raises:
        ParseError: If the tokens are not what the scheme says, or do not fit the text.
        OptionError: If the errors of merged scores are not known.
    """
    scheme = _scheme(heatmap, options)
    columns: Columns = [one.scores for one in heatmap.series]
    errors = _errors(heatmap, options)
    if scheme == "text" and options.merge == "none" and _is_simple(heatmap):
        texts = Texts(shown=heatmap.tokens, alternatives=heatmap.alternatives)
        return Display(texts, columns, 0, errors)
    cells = to_cells(heatmap.tokens, scheme, heatmap.text)
    special = cells.special | heatmap.specials
    texts = _texts(cells, special, heatmap)
    if options.merge != "none":
        texts, columns = _merge(cells, texts, columns, options.merge)
        errors = errors and [_merged_errors(cells, one, options.merge) for one in errors]
    return _without_special(Display(texts, columns, 0, errors), options.special)


def _without_special(shown: Display, special: str) -> Display:
    """Take special tokens off the scale, or out of the text."""
    places = shown.texts.special
    if special == "include" or not places:
        return shown
    if special == "hide":
        texts, columns = _hide(shown.texts, [*shown.columns, *(shown.errors or ())])
        count = len(shown.columns)
        return Display(texts, columns[:count], 0, columns[count:] or None)
    columns = [_without(one, places) for one in shown.columns]
    errors = shown.errors and [_without(one, places) for one in shown.errors]
    return Display(shown.texts, columns, len(places), errors)


def _errors(heatmap: ScoredTokens, options: Options) -> Columns | None:
    """Find the standard errors of scores: their own, or one for all."""
    count = len(heatmap.tokens)
    known = [one.errors for one in heatmap.series]
    if all(one is None for one in known):
        if options.noise is None:
            return None
        known = [(options.noise,) * count for _ in known]
    return [
        (None,) * count if one is None else _of_finite(one, series.scores)
        for one, series in zip(known, heatmap.series, strict=True)
    ]


def _of_finite(errors: Sequence[Score], scores: Sequence[Score]) -> list[Score]:
    """Leave out the errors of scores that are missing or -∞, which no error can explain."""
    return [
        None if score is None or math.isinf(score) else error
        for error, score in zip(errors, scores, strict=True)
    ]


def _merged_errors(cells: Cells, errors: Sequence[Score], how: str) -> list[Score]:
    """Give words the standard errors of sums and means of independent scores: √Σ error², / n."""
    if how not in {"sum", "mean"}:
        hint = "write merge: sum or merge: mean, or leave the errors out"
        problem = say("standard errors cannot go through merge: {how}", how=how)
        raise OptionError(problem, hint=hint, about="merge")
    squares = merged(cells, [None if one is None else one * one for one in errors], "sum")
    counts = merged(cells, [None if one is None else 1.0 for one in errors], "sum")
    return [
        None if square is None else math.sqrt(square) / ((count or 1.0) if how == "mean" else 1.0)
        for square, count in zip(squares, counts, strict=True)
    ]


def row_names(heatmap: ScoredTokens, options: Options) -> tuple[str | None, ...]:
    """Name the series: by their names, or else by the tokens if there is a row for each.

    Tokens that are the same are numbered. Other rows are called 1, 2, …

    Args:
        heatmap: Tokens and scores.
        options: Of these, `scheme` and `view`.
    """
    series = heatmap.series
    if len(series) == 1 or any(one.name is not None for one in series):
        return tuple(one.name for one in series)
    if options.view != "grid" or not is_square(series, len(heatmap.tokens)):
        return tuple(str(place) for place in range(1, len(series) + 1))
    cells = to_cells(heatmap.tokens, _scheme(heatmap, options), heatmap.text)
    texts = ["⋯" if at in cells.continues else _alone(text) for at, text in enumerate(cells.texts)]
    count, seen = Counter(texts), Counter[str]()
    names = []
    for text in texts:
        seen[text] += 1
        names.append(f"{text} ({seen[text]})" if count[text] > 1 else text)
    return tuple(names)


def _alone(text: str) -> str:
    return text.strip() or "".join(_MARKS.get(character, "␣") for character in text) or "∅"


def cell_texts(heatmap: ScoredTokens, options: Options) -> Labels | None:
    """Decode labels, which are written as the tokens are, and leave out those of hidden tokens.

    Args:
        heatmap: Tokens, scores and labels.
        options: Of these, `scheme` and `special`.
    """
    if heatmap.labels is None:
        return None
    scheme = _scheme(heatmap, options)
    written = [label for row in heatmap.labels for label in row if label is not None]
    texts = iter(written if scheme == "text" else decoded(written, scheme))
    rows = [[None if one is None else next(texts) for one in row] for row in heatmap.labels]
    if options.special == "hide":
        special = to_cells(heatmap.tokens, scheme, heatmap.text).special | heatmap.specials
        rows = [[one for at, one in enumerate(row) if at not in special] for row in rows]
    return tuple(map(tuple, rows))


def _scheme(heatmap: ScoredTokens, options: Options) -> str:
    scheme = options.scheme if options.scheme != "auto" else heatmap.scheme
    return scheme or detect(heatmap.tokens)


def _is_simple(heatmap: ScoredTokens) -> bool:
    return heatmap.text is None and not heatmap.specials and is_plain("".join(heatmap.tokens))


def _texts(cells: Cells, special: frozenset[int], heatmap: ScoredTokens) -> Texts:
    plain = not cells.continues and "⟨" not in "".join(cells.texts)
    groups = () if plain else tuple(_groups(cells))
    return Texts(
        shown=cells.texts,
        continues=cells.continues,
        special=special,
        groups=groups,
        notes={} if plain else _bytes(cells, groups),
        alternatives=_decoded(heatmap.alternatives, cells.scheme),
    )


def _decoded(known: Alternatives | None, scheme: str) -> Alternatives | None:
    """Show the alternatives as text too."""
    if known is None or scheme == "text":
        return known
    texts = iter(decoded([token for one in known for token, _ in one], scheme))
    return tuple(tuple((next(texts), score) for _, score in one) for one in known)


def _groups(cells: Cells) -> list[tuple[int, int]]:
    """Find the first and the last token of each character that several tokens share."""
    found: dict[int, tuple[int, int]] = {}
    shared = {cells.groups[at] for at in cells.continues}
    for at, group in enumerate(cells.groups):
        if group in shared:
            found[group] = (found.get(group, (at, at))[0], at)
    return list(found.values())


def _bytes(cells: Cells, groups: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Write out the bytes of tokens that are no whole characters."""
    parts = {at for first, last in groups for at in range(first, last + 1)}
    parts |= {at for at, text in enumerate(cells.texts) if "⟨" in text and _is_cut(cells.data[at])}
    return {at: cells.data[at].hex(" ").upper() for at in sorted(parts)}


def _is_cut(data: bytes) -> bool:
    """Tell parts of characters from a text that has the sign for them in it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _merge(cells: Cells, texts: Texts, columns: Columns, how: str) -> tuple[Texts, Columns]:
    """Make words of tokens. The table says what each was made of."""
    words: list[list[int]] = []
    for at, word in enumerate(cells.words):
        if not at or word != cells.words[at - 1]:
            words.append([])
        words[-1].append(at)
    shown = tuple("".join(texts.shown[at] for at in word) for word in words)
    special = frozenset(
        place for place, word in enumerate(words) if all(at in texts.special for at in word)
    )
    notes = {
        place: " + ".join(texts.notes.get(at) or texts.shown[at].strip() or "␣" for at in word)
        for place, word in enumerate(words)
        if len(word) > 1
    }
    return Texts(shown=shown, special=special, notes=notes, notes_are="pieces"), [
        merged(cells, one, how) for one in columns
    ]


def _without(scores: Sequence[Score], places: frozenset[int]) -> list[Score]:
    return [None if at in places else score for at, score in enumerate(scores)]


def _hide(texts: Texts, columns: Columns) -> tuple[Texts, Columns]:
    kept = [at for at in range(len(texts.shown)) if at not in texts.special]
    new = {at: place for place, at in enumerate(kept)}
    alternatives = texts.alternatives
    shown = replace(
        texts,
        shown=tuple(texts.shown[at] for at in kept),
        continues=frozenset(new[at] for at in texts.continues if at in new),
        special=frozenset(),
        groups=tuple((new[first], new[last]) for first, last in texts.groups if first in new),
        notes={new[at]: note for at, note in texts.notes.items() if at in new},
        alternatives=None if alternatives is None else tuple(alternatives[at] for at in kept),
    )
    return shown, [[one[at] for at in kept] for one in columns]
