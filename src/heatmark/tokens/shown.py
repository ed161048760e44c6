"""What readers see of tokens: their text, decoded, without special tokens, merged to words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.looks import joined_text
from heatmark.core.quantities import LOG, NOT_IN_TOP, kind_of
from heatmark.core.runs import means, without_later
from heatmark.core.wording import say
from heatmark.tokens import decoded, detect, is_plain, merged, to_cells
from heatmark.tokens.chosen import chosen_of, read_alternatives
from heatmark.tokens.cut_characters import bytes_of, groups_of
from heatmark.tokens.marking import marked, moved_spans, named, put_together, with_unknown
from heatmark.tokens.merging import starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from heatmark.core.annotations import Ids, Span
    from heatmark.core.guesses import Guess
    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import Alternatives, Labels, Score, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens import Cells

    Change = Callable[[Scores, NDArray[np.bool_] | None], Scores]


_NOTHING: Mapping[int, Any] = {}


class Texts(NamedTuple):
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
        chosen: The place of each token among its alternatives, None if it is none of them; or None.
        guesses: For each token its rank, and the entropy of what a model expected there; or None.
        pieces: Of how many tokens each word was made, or None if tokens were not merged.
        outside: The places of special tokens that are not on the scale.
        ids: The number of each token in its vocabulary, or None.
        spans: The classes of tokens.
        marks: What marked tokens are called, or None, by their places.
        breaks: The places of tokens with which another text begins, if these are many texts.
        gaps: Blanks in the texts of some tokens: pairs of a place in the text and what is as wide,
            which another reading of the text shows there.
        columns: Whether they are no text, but names of columns.
    """

    shown: tuple[str, ...]
    continues: frozenset[int] = frozenset()
    special: frozenset[int] = frozenset()
    groups: tuple[tuple[int, int], ...] = ()
    notes: Mapping[int, str] = _NOTHING
    notes_are: str = "bytes"
    alternatives: Alternatives | None = None
    chosen: tuple[int | None, ...] | None = None
    guesses: tuple[Guess, ...] | None = None
    pieces: tuple[int, ...] | None = None
    outside: frozenset[int] = frozenset()
    ids: Ids | None = None
    spans: tuple[Span, ...] = ()
    marks: Mapping[int, str | None] = _NOTHING
    gaps: Mapping[int, tuple[tuple[int, str], ...]] = _NOTHING
    breaks: frozenset[int] = frozenset()
    columns: bool = False

    def alone(self) -> Texts:
        """Leave out other tokens that could have stood there, whose scores are of another kind."""
        return self._replace(alternatives=None)

    def begin(self, at: int) -> int:
        """Find the token whose text has the character that a token goes on with, or is its own."""
        return next((one for one in range(at, -1, -1) if one not in self.continues), at)

    @property
    def text(self) -> str:
        """The text, as it can be searched and copied."""
        if self.columns:
            return " ".join(self.shown)
        if not self.special and not self.breaks:
            return joined_text(self.shown)
        return "".join(
            "\n" * (at in self.breaks) + text * (at not in self.special)
            for at, text in enumerate(self.shown)
        )


class ShownScores(NamedTuple):
    """Texts and scores, ready to be placed on a scale.

    Attributes:
        texts: What each of N tokens or words shows.
        scores: (K, N) scores after what was to be done to them; NaN where missing, and where a
            token is special and outside the scale. Those of runs are their means.
        apart: (K, N) scores of special tokens outside the scale, NaN elsewhere; None if none is.
        errors: (K, N) standard errors, NaN where not known; None if none is known.
        runs: For each of K series (R, N) runs after what was to be done to them, or None.
        kinds: What kind of piece each token is, if scores are to change places within these only.
        unlisted: (K, N) whether all that is known of a log P, in one run at least or of one piece
            of a word, is that the token was not among the most likely; None if none is so.
    """

    texts: Texts
    scores: Scores
    apart: Scores | None = None
    errors: Scores | None = None
    runs: tuple[Scores | None, ...] = ()
    kinds: tuple[str, ...] | None = None
    unlisted: NDArray[np.bool_] | None = None
    later: NDArray[np.bool_] | None = None


def display(
    heatmap: ScoredTokens,
    options: Options,
    change: Change,
    later: NDArray[np.bool_] | None = None,
) -> ShownScores:
    """Make what readers see of a heatmap.

    Args:
        heatmap: Tokens as the tokenizer writes them, and their scores.
        options: Of these, `scheme`, `special`, `merge`, `noise` and `shuffle`.
        change: What is done to the (K, N) scores before pieces become words, and to each run; of
            tokens outside the scale it takes a mask of N, and must not let them have a say in what
            others become.
        later: (K, N) the cells of a causal map that its rows cannot see, of words all pieces; what
            stands there is no score. None if there are none.

    Raises:
        ParseError: If the tokens are not what the scheme says, or do not fit the text.
        OptionError: If the errors of merged scores are not known.
    """
    scheme = scheme_of(heatmap, options)
    scores, runs, unlisted = _scores(heatmap, options)
    if later is not None:
        scores, runs = without_later(scores, runs, later)
    errors = _errors(heatmap, options, scores)
    by_kind = options.shuffle == "pieces" and not heatmap.columns
    if (
        (heatmap.columns or scheme == "text")
        and options.merge == "none"
        and not by_kind
        and _is_simple(heatmap)
    ):
        said = _annotations(heatmap, options, heatmap.tokens, heatmap.alternatives)
        texts = Texts(
            shown=heatmap.tokens, alternatives=heatmap.alternatives, columns=heatmap.columns, **said
        )
        runs = [None if item is None else change(item, None) for item in runs]
        scores = _with_means(change(scores, None), runs)
        return ShownScores(
            *(texts, scores, None, errors, tuple(runs)), unlisted=unlisted, later=later
        )
    cells = to_cells(heatmap.tokens, scheme, heatmap.text)
    texts = _texts(cells, cells.special | heatmap.specials, heatmap, options)
    mask = _mask(texts.outside, scores)
    scores = change(scores, mask)
    runs = [None if item is None else change(item, mask) for item in runs]
    if options.merge != "none":
        texts = _merge(cells, texts)
        scores = merged(cells, scores, options.merge)
        runs = [None if item is None else merged(cells, item, options.merge) for item in runs]
        errors = None if errors is None else _merged_errors(cells, errors, options.merge)
        unlisted = None if unlisted is None else _with_unlisted(cells, unlisted, options.merge)
        later = None if later is None else later[:, starts(cells)]
    kinds = _kinds(cells, options.merge) if by_kind else None
    scores = _with_means(scores, runs)
    shown = ShownScores(texts, scores, None, errors, tuple(runs), kinds, unlisted, later)
    return _without_special(shown, hide=options.special == "hide")


def _with_means(scores: Scores, runs: Sequence[Scores | None]) -> Scores:
    """Take the means of runs for scores, after what was done to each run."""
    if all(item is None for item in runs):
        return scores
    known = zip(scores, runs, strict=True)  # equivalent: as many of both
    return np.stack([row if item is None else means(item) for row, item in known])


def _kinds(cells: Cells, merge: str) -> tuple[str, ...]:
    """Tell tokens that begin a word from those that go on with it, and both from punctuation."""
    firsts = starts(cells).tolist()
    begins = set(firsts)
    kinds = tuple(
        "other" if not any(map(str.isalnum, text)) and at not in cells.continues
        else "first" if at in begins else "later"
        for at, text in enumerate(cells.texts)
    )  # fmt: skip
    return kinds if merge == "none" else tuple(kinds[at] for at in firsts)


def score_array(series: Sequence[Sequence[Score]]) -> Scores:
    """Make a (K, N) array of scores, with NaN where one is missing."""
    return np.array(series, dtype=np.float64)


def _annotations(
    heatmap: ScoredTokens,
    options: Options,
    shown: Sequence[str],
    alternatives: Alternatives | None,
    special: frozenset[int] = frozenset(),
) -> dict[str, Any]:
    """Find what is known of tokens besides text and scores, and which are off the scale."""
    marks = marked(options.mark, heatmap.tokens, shown) if options.mark else {}
    return {
        "ids": heatmap.ids,
        "spans": heatmap.classes,
        "guesses": heatmap.guesses,
        "marks": marks,
        "outside": _outside(special, marks, heatmap, options),
        "chosen": chosen_of(heatmap, shown, alternatives),
    }


def _outside(
    special: frozenset[int], marks: Iterable[int], heatmap: ScoredTokens, options: Options
) -> frozenset[int]:
    """Tell special tokens that are not on the scale: not those that are marked for want of a score.

    Nor those that the author names.
    """
    if options.special == "include" or not special:
        return frozenset()
    inside = {at for at in marks if all(row.scores[at] is None for row in heatmap.series)}
    if not isinstance(options.special, str):
        inside |= named(options.special, heatmap.tokens, special)
    return special - inside


def _mask(indices: frozenset[int], scores: Scores) -> NDArray[np.bool_] | None:
    if not indices:
        return None
    mask = np.zeros(scores.shape[1], dtype=np.bool_)
    mask[list(indices)] = True
    return mask


def _scores(
    heatmap: ScoredTokens, options: Options
) -> tuple[Scores, list[Scores | None], NDArray[np.bool_] | None]:
    """Take scores and runs as arrays, in which a token that was not among the most likely is last.

    Returns:
        (K, N) scores, K times (R, N) runs or None, and which tokens were not; None if all were.
    """
    scores = score_array([item.scores for item in heatmap.series])
    scores = scores.reshape(len(heatmap.series), len(heatmap.tokens))  # also where there are none
    runs = [None if item.runs is None else score_array(item.runs) for item in heatmap.series]
    if not any(NOT_IN_TOP in row for item in heatmap.series for row in item.runs or (item.scores,)):
        return scores, runs, None
    pairs = zip(scores, runs, strict=True)
    known = [row[np.newaxis] if item is None else item for row, item in pairs]
    unlisted = np.stack([(item == NOT_IN_TOP).any(axis=0) for item in known])
    if is_log(heatmap, options):
        scores = np.where(scores == NOT_IN_TOP, -np.inf, scores)
        runs = [
            None if item is None else np.where(item == NOT_IN_TOP, -np.inf, item) for item in runs
        ]
    return scores, runs, unlisted


def is_log(heatmap: ScoredTokens, options: Options) -> bool:
    """Tell whether scores are log-probabilities, by what is said of them."""
    single = heatmap.series[0].name if len(heatmap.series) == 1 else None
    said = (options.given or options.measure or single or "").partition(",")[0]
    return kind_of(said) == LOG


def _without_special(shown: ShownScores, *, hide: bool) -> ShownScores:
    """Take special tokens off the scale, or out of the text."""
    mask = _mask(shown.texts.outside, shown.scores)
    if mask is None:
        return shown
    if hide:
        return ShownScores(
            _hidden(shown.texts),
            shown.scores[:, ~mask],
            None,
            None if shown.errors is None else shown.errors[:, ~mask],
            tuple(None if item is None else item[:, ~mask] for item in shown.runs),
            shown.kinds and tuple(np.array(shown.kinds)[~mask].tolist()),
            None if shown.unlisted is None else shown.unlisted[:, ~mask],
            None if shown.later is None else shown.later[:, ~mask],
        )
    return shown._replace(
        scores=np.where(mask, np.nan, shown.scores),
        apart=np.where(mask, shown.scores, np.nan),
        runs=tuple(None if item is None else np.where(mask, np.nan, item) for item in shown.runs),
    )


def _errors(heatmap: ScoredTokens, options: Options, scores: Scores) -> Scores | None:
    """Find the standard errors of scores: their own, or one for all."""
    known = [item.errors for item in heatmap.series]
    if any(item is not None for item in known):
        nothing = (None,) * len(heatmap.tokens)
        errors = score_array([nothing if item is None else item for item in known])
        return np.where(np.isfinite(scores), errors, np.nan)  # no error explains -∞
    if options.noise is None or all(item.runs for item in heatmap.series):
        return None
    return np.where(np.isfinite(scores), options.noise, np.nan)


def _with_unlisted(cells: Cells, unlisted: NDArray[np.bool_], how: str) -> NDArray[np.bool_]:
    """Tell the words of which a piece that has a say was not among the most likely."""
    return merged(cells, unlisted.astype(np.float64), how) > 0


def _merged_errors(cells: Cells, errors: Scores, how: str) -> Scores:
    """Give words the standard errors of sums and means of independent scores: √Σ error², / n."""
    if how not in {"sum", "mean"}:
        hint = "write merge: sum or merge: mean, or leave the errors out"
        problem = say("standard errors cannot go through merge: {how}", how=how)
        raise OptionError(problem, hint=hint, about="merge")
    with np.errstate(over="ignore"):  # an error whose square is beyond floats is infinite
        sums = np.sqrt(merged(cells, errors**2, "sum"))
    return sums if how == "sum" else sums / merged(cells, np.ones_like(errors), "sum")


def cell_texts(heatmap: ScoredTokens, options: Options) -> Labels | None:
    """Decode labels, which are written as the tokens are, and leave out those of hidden tokens.

    Args:
        heatmap: Tokens, scores and labels.
        options: Of these, `scheme` and `special`.
    """
    if heatmap.labels is None:
        return None
    scheme = scheme_of(heatmap, options)
    written = [label for row in heatmap.labels for label in row if label is not None]
    texts = iter(written if scheme == "text" else decoded(written, scheme))
    rows = [[None if item is None else next(texts) for item in row] for row in heatmap.labels]
    if options.special == "hide" and not heatmap.columns:  # of which none is special
        hidden, _ = hidden_tokens(heatmap, options)
        rows = [[item for at, item in enumerate(row) if at not in hidden] for row in rows]
    return tuple(map(tuple, rows))


def hidden_tokens(heatmap: ScoredTokens, options: Options) -> tuple[frozenset[int], frozenset[int]]:
    """Tell which tokens `special: hide` leaves out, and which of these are marked."""
    cells = to_cells(heatmap.tokens, scheme_of(heatmap, options), heatmap.text)
    marks = marked(options.mark, heatmap.tokens, cells.texts)
    hidden = _outside(cells.special | heatmap.specials, marks, heatmap, options)
    return hidden, hidden & marks.keys()


def scheme_of(heatmap: ScoredTokens, options: Options) -> str:
    """Tell how tokens are written: as the author or a file says, else as they look."""
    scheme = options.scheme if options.scheme != "auto" else heatmap.scheme
    return scheme or detect(heatmap.tokens)


def _is_simple(heatmap: ScoredTokens) -> bool:
    if heatmap.columns:
        return True
    return heatmap.text is None and not heatmap.specials and is_plain(joined_text(heatmap.tokens))


def _texts(cells: Cells, special: frozenset[int], heatmap: ScoredTokens, options: Options) -> Texts:
    plain = not cells.continues and "⟨" not in "".join(cells.texts)
    groups = () if plain else tuple(groups_of(cells))
    alternatives = read_alternatives(heatmap.alternatives, cells.scheme)
    said = _annotations(heatmap, options, cells.texts, alternatives, special)
    if cells.unknown:
        said["marks"] = with_unknown(said["marks"], heatmap.tokens, cells.unknown)
    return Texts(
        shown=cells.texts,
        continues=cells.continues,
        special=special,
        groups=groups,
        notes={} if plain else bytes_of(cells, groups),
        alternatives=alternatives,
        **said,
    )


def _merge(cells: Cells, texts: Texts) -> Texts:
    """Make words of tokens. The table says what each was made of."""
    firsts = starts(cells).tolist()
    words = [range(first, end) for first, end in pairwise([*firsts, len(cells.words)])]
    shown = tuple("".join(texts.shown[word.start : word.stop]) for word in words)
    special = frozenset(
        index for index, word in enumerate(words) if all(at in texts.special for at in word)
    )
    notes = {
        index: " + ".join(texts.notes.get(at) or texts.shown[at].strip() or "␣" for at in word)
        for index, word in enumerate(words)
        if len(word) > 1
    }
    places = {at: index for index, word in enumerate(words) for at in word}
    return Texts(
        shown=shown,
        special=special,
        notes=notes,
        notes_are="pieces",
        pieces=tuple(map(len, words)),
        outside=frozenset(places[at] for at in texts.outside) & special,
        spans=moved_spans(texts.spans, places),
        marks=put_together((places[at], called) for at, called in texts.marks.items()),
    )


def _hidden(texts: Texts) -> Texts:
    """Leave special tokens out."""
    kept = [at for at in range(len(texts.shown)) if at not in texts.outside]
    return only(texts, kept)._replace(outside=frozenset())


def only(texts: Texts, kept: Sequence[int]) -> Texts:
    """Take some tokens, with all that is known of them.

    Args:
        texts: N tokens.
        kept: The places of those to take, in their order.
    """
    new = {at: index for index, at in enumerate(kept)}
    alternatives = texts.alternatives
    return texts._replace(
        shown=tuple(texts.shown[at] for at in kept),
        continues=frozenset(new[at] for at in texts.continues if at in new),
        special=frozenset(new[at] for at in texts.special if at in new),
        outside=frozenset(new[at] for at in texts.outside if at in new),
        groups=tuple((new[first], new[last]) for first, last in texts.groups if first in new),
        notes={new[at]: note for at, note in texts.notes.items() if at in new},
        alternatives=None if alternatives is None else tuple(alternatives[at] for at in kept),
        chosen=texts.chosen and tuple(texts.chosen[at] for at in kept),
        guesses=texts.guesses and tuple(texts.guesses[at] for at in kept),
        pieces=texts.pieces and tuple(texts.pieces[at] for at in kept),
        ids=texts.ids and tuple(texts.ids[at] for at in kept),
        spans=moved_spans(texts.spans, new),
        marks={new[at]: called for at, called in texts.marks.items() if at in new},
    )
