"""Many texts in one figure: what is shown of each, in which order, and where their peaks are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from heatmark.core.errors import Notice, OptionError
from heatmark.core.guesses import Guess
from heatmark.core.wording import quoted, say
from heatmark.language.samples import is_top, known_total, top_of
from heatmark.language.words import language, word
from heatmark.picture.frame import marks_of
from heatmark.tokens.marking import put_together
from heatmark.tokens.shown import ShownScores, Texts, display, only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from heatmark.core.annotations import Example
    from heatmark.core.quantities import Scores
    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.parts import MarkedTexts, Strip
    from heatmark.tokens.shown import Change

_ALONE = ("control", "mark", "lineup", "decoys", "rorschach", "minus")


class ExampleRow(NamedTuple):
    """What is shown of one text.

    Attributes:
        name: What it is called, or None.
        group: The group that it is of, or None.
        texts: What its tokens show.
        cut: Whether it has more tokens before and after these.
    """

    name: str | None
    group: str | None
    texts: Texts
    cut: tuple[bool, bool]


class _Shown(NamedTuple):
    """One text, and how striking its peak is."""

    row: ExampleRow
    display: ShownScores
    peak: float


def displayed(
    heatmap: ScoredTokens, options: Options, change: Change, *, is_log: bool
) -> tuple[ShownScores, tuple[ExampleRow, ...]]:
    """Make what readers see of many texts, one after another.

    Args:
        heatmap: Tokens and scores of texts.
        options: Of these, `sort`, `context`, and those of one text.
        change: What is done to scores.
        is_log: Whether they are log-probabilities then.

    Raises:
        HeatmarkError: If the options do not fit.
    """
    found = [_shown(one, options, change, is_log=is_log) for one in heatmap.examples]
    groups = [*dict.fromkeys(one.row.group for one in found)]
    if options.sort == "max":
        found.sort(key=lambda one: -one.peak)
    found.sort(key=lambda one: groups.index(one.row.group))
    return _joined([one.display for one in found]), tuple(one.row for one in found)


def check_examples(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse what means nothing of one text, or of many.

    Raises:
        OptionError: If it is asked for.
    """
    if not heatmap.examples:
        for name, asked in (("sort", options.sort != "given"), ("context", options.context)):
            if asked:
                problem = say("{name} means nothing without texts", name=name)
                raise OptionError(problem, hint="write texts: […], or src: file#all", about=name)
        return
    if options.view != "text":
        problem = say("many texts cannot be shown in the view {view}", view=options.view)
        raise OptionError(problem, hint="use view=text", about="view")
    for name in _ALONE:
        if getattr(options, name):
            problem = say("texts and {name} exclude one another", name=name)
            raise OptionError(problem, hint="keep one of the two", about=name)


def check_sample(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse examples of none, and more of them than there are.

    Raises:
        OptionError: If that is said.
    """
    groups = dict.fromkeys(one.group for one in heatmap.examples)
    for about, text in (("sample", options.sample), *(("texts", group) for group in groups)):
        how = top_of(text)
        total = known_total(text or "")
        if total == 0 or (how and how.shown == 0):
            problem = say("{text} says that the example is one of none", text=quoted(text or ""))
        elif how and total is not None and total < (how.shown or 0):
            problem = say(
                "{text} says that more were chosen than there are", text=quoted(text or "")
            )
        else:
            continue
        hint = "write of how many texts it is, those that were not chosen among them: top of 500"
        raise OptionError(problem, hint=hint, about=about)


def _shown(example: Example, options: Options, change: Change, *, is_log: bool) -> _Shown:
    """Show one text, cut around its peak."""
    shown = display(example.content, options, change)
    scores = -shown.scores[0] if is_log else shown.scores[0]
    known = np.where(np.isnan(scores), -np.inf, scores)
    at = int(np.argmax(known)) if len(known) else 0  # equivalent: an empty text has no place
    has_peak = not bool(np.isnan(scores).all())
    count = len(shown.texts.shown)
    if has_peak and (options.context is not None or options.sort == "max"):
        called = word("peak", language(options.lang))
        marks = put_together([(at, called), *shown.texts.marks.items()])
        shown = shown._replace(texts=shown.texts._replace(marks=marks))
    first, last = 0, count
    if options.context is not None:
        first, last = _around(shown.texts, at, options.context)
        shown = _part(shown, first, last)
    row = ExampleRow(example.name, example.group, shown.texts, (first > 0, last < count))
    return _Shown(row, shown, float(known[at]) if has_peak else -np.inf)


def _around(texts: Texts, peak: int, context: int) -> tuple[int, int]:
    """Find what is shown around a peak: no character that several tokens share is cut."""
    first, last = max(0, peak - context), min(len(texts.shown), peak + context + 1)
    for begin, end in texts.groups:
        first = begin if begin < first <= end else first  # equivalent: it may begin there
        last = end + 1 if begin < last <= end else last
    return first, last


def _part(shown: ShownScores, first: int, last: int) -> ShownScores:
    return ShownScores(
        only(shown.texts, range(first, last)),
        shown.scores[:, first:last],
        None if shown.apart is None else shown.apart[:, first:last],
        None if shown.errors is None else shown.errors[:, first:last],
        shown.runs,
        shown.kinds and shown.kinds[first:last],
        None if shown.unlisted is None else shown.unlisted[:, first:last],
    )


def _joined(shown: Sequence[ShownScores]) -> ShownScores:
    """Put texts one after another."""
    return ShownScores(
        _joined_texts([one.texts for one in shown]),
        np.concatenate([one.scores for one in shown], axis=1),
        _in_one_row(shown, [one.apart for one in shown]),
        _in_one_row(shown, [one.errors for one in shown]),
        (None,),
        unlisted=_unlisted(shown),
    )


def _unlisted(shown: Sequence[ShownScores]) -> NDArray[np.bool_] | None:
    """Put one after another which tokens of texts were not among the most likely."""
    if all(one.unlisted is None for one in shown):
        return None
    nothing = [np.zeros(one.scores.shape, dtype=np.bool_) for one in shown]
    pairs = zip(shown, nothing, strict=True)
    return np.hstack([none if one.unlisted is None else one.unlisted for one, none in pairs])


def _in_one_row(shown: Sequence[ShownScores], numbers: Sequence[Scores | None]) -> Scores | None:
    """Put numbers of texts one after another, unknown for a text that has none."""
    if all(some is None for some in numbers):
        return None
    pairs = zip(shown, numbers, strict=True)
    filled = [np.full_like(one.scores, np.nan) if some is None else some for one, some in pairs]
    return np.concatenate(filled, axis=1)


def _joined_texts(texts: Sequence[Texts]) -> Texts:
    starts = np.cumsum([0, *(len(one.shown) for one in texts)]).tolist()
    placed = [*zip(starts, texts, strict=False)]
    others = [one.alternatives for one in texts]
    return Texts(
        shown=tuple(token for one in texts for token in one.shown),
        continues=frozenset(start + at for start, one in placed for at in one.continues),
        special=frozenset(start + at for start, one in placed for at in one.special),
        outside=frozenset(start + at for start, one in placed for at in one.outside),
        groups=tuple(
            (start + first, start + last) for start, one in placed for first, last in one.groups
        ),
        notes={start + at: note for start, one in placed for at, note in one.notes.items()},
        notes_are=texts[0].notes_are,
        alternatives=None
        if all(one is None for one in others)
        else tuple(
            item
            for one, known in zip(texts, others, strict=True)
            for item in (known if known is not None else ((),) * len(one.shown))
        ),
        chosen=None
        if all(one.alternatives is None for one in texts)
        else tuple(place for one in texts for place in (one.chosen or (None,) * len(one.shown))),
        guesses=None
        if all(one.guesses is None for one in texts)
        else tuple(
            item for one in texts for item in (one.guesses or (Guess(None, None),) * len(one.shown))
        ),
        pieces=None
        if any(one.pieces is None for one in texts)
        else tuple(count for one in texts for count in one.pieces or ()),
        marks={start + at: mark for start, one in placed for at, mark in one.marks.items()},
        breaks=frozenset(starts[1:-1]),
    )


def one_each(joint: Strip, rows: Sequence[ExampleRow], lang: str) -> tuple[Strip, ...]:
    """Cut the scores of all texts into a strip for each.

    Args:
        joint: All scores, on their scale.
        rows: The texts, in their order. Those of no group that stand below one are the others.
        lang: The language of their heading.
    """
    strips, first, group = [], 0, None
    others = word("other-texts", lang)
    for row in rows:
        last = first + len(row.texts.shown)
        strips.append(
            joint._replace(
                name=row.name,
                group=(row.group or others) if row.group != group else None,
                cells=row.texts,
                cut=row.cut,
                **_columns(joint, first, last),
            )
        )
        first, group = last, row.group
    return tuple(strips)


def _columns(joint: Strip, first: int, last: int) -> dict[str, Any]:
    """Take the columns of some tokens."""
    return {
        **{name: getattr(joint, name)[first:last] for name in ("scores", "texts", "levels")},
        "positions": joint.positions[first:last],
        "chances": joint.chances[first:last],
        "clipped": {at - first: side for at, side in joint.clipped.items() if first <= at < last},
        "faded": frozenset(at - first for at in joint.faded if first <= at < last),
        "errors": joint.errors and joint.errors[first:last],
    }


def marks_of_each(rows: Sequence[ExampleRow], lang: str) -> MarkedTexts:
    """Say once what the outline of peaks means, and name tokens that are marked otherwise."""
    marks = marks_of(*(row.texts for row in rows))
    peak = word("peak", lang)
    each = (((word("peak-of-each", lang), ()),) for called, _ in marks if called == peak)
    others = (one for one in marks if one[0] != peak)
    return (*chain.from_iterable(each), *others)


def top_alone(rows: Sequence[ExampleRow], options: Options) -> Iterator[Notice]:
    """Find examples that were chosen for their scores, with no others to compare them with."""
    if not rows:
        return
    groups = [row.group for row in rows]
    tops = [group for group in groups if group is not None and is_top(group)]
    if len(tops) == len(groups) or (set(groups) == {None} and top_of(options.sample)):
        called = quoted(tops[0] if tops else options.sample)
        problem = say("the texts were chosen at the top, and stand alone: {name}", name=called)
        hint = (
            "put some beside them that were drawn at random, with group: 'random 8 of 500', or "
            "those of other quantiles; the top alone makes anything look selective"
        )
        yield Notice(name="top-alone", message=problem, hint=hint, about="texts")
