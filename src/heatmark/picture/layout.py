"""A heatmap before it meets a scale: what is shown, its numbers, and the controls beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.quantities import LOG
from heatmark.core.sums import without_dust
from heatmark.core.wording import counted, listed, nearest, quoted, say
from heatmark.options.values import AS_TEXT
from heatmark.picture.changes import TOGETHER, ScoreChange
from heatmark.picture.chosen import choice_of
from heatmark.picture.differences import difference
from heatmark.picture.examples import check_examples, check_sample, displayed
from heatmark.picture.guessed import GUESSES, check_guesses_view
from heatmark.picture.rounding import round_with_error
from heatmark.picture.runs import summarize
from heatmark.picture.shuffle import seed
from heatmark.picture.steps import check_steps
from heatmark.tokens.causal import later_cells, token_rows
from heatmark.tokens.gaps import aligned
from heatmark.tokens.rows import row_names
from heatmark.tokens.shown import cell_texts, display

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from heatmark.core.quantities import Quantity, Scores
    from heatmark.core.scored_tokens import Labels, Score, ScoredTokens, Series
    from heatmark.options.declare import Options
    from heatmark.picture.differences import Difference
    from heatmark.picture.examples import ExampleRow
    from heatmark.picture.parts import TokenChoice
    from heatmark.tokens.shown import ShownScores, Texts

    _Asked = Callable[[ScoredTokens, Options], object]
    _Check = Callable[[ScoredTokens, Options], None]

SHUFFLE = "shuffle"
_MOST_CELLS = 20_000  # of a table that browsers still lay out at once, about 1 MB


class Layout(NamedTuple):
    """K series over N tokens or words, controls among the series last, decoys after the real one.

    Attributes:
        texts: What the tokens show.
        labels: For each series the text in each of its cells, or None.
        names: The names of the series.
        ordinary: The rows that are no controls.
        raw: For each series the scores of the tokens as they were given.
        values: (K, N) scores after transforms; NaN where missing, or special and off the scale.
            Beside an error they are rounded to it, as they are written.
        exact: The same, not rounded.
        known: All scores on the scale that are finite, in ascending order.
        apart: (K, N) scores of special tokens off the scale, NaN elsewhere; None if none is.
        errors: (K, N) standard errors, NaN where not known; None if none is known.
        unlisted: (K, N) of which scores is known only that the token was not among the most
            likely; None if there is none.
        outside: How many tokens are off the scale because they are special.
        quantity: What the scores are, as they are shown, if it is known.
        measure: What they are called, or None.
        unit: Their unit, or None.
        before: Whether measure and unit are those of the scores before transforms that made of
            them what has no name.
        source: What the author wrote.
        runs: For each series (R, N) runs after transforms, of which its scores are the means, or
            None.
        kinds: What kind of piece each token is, if scores change places within these only.
        readings: Where several tokenizers cut one text: what each is called, and its texts.
        sides: What scores below and above 0 mean, if they are differences.
        base: The N scores that were subtracted then, or None.
        rows: Where there are many texts: what is shown of each.
        chosen: By which token readers choose each series, if they do.
        special: The rows that are those of special tokens.
        of_tokens: Whether rows are those of tokens, of this text or another.
        later: (K, N) the cells of a causal map that its rows cannot see; None if there are none.
        entropy_unit: The unit of entropies.
        together: Whether scores depend on one another, as after softmax; then alternatives, which
            are none of them, are of another kind.
    """

    texts: Texts
    labels: Labels | None
    names: tuple[str | None, ...]
    ordinary: range
    raw: tuple[Sequence[Score], ...]
    values: Scores
    exact: Scores
    known: Scores
    apart: Scores | None
    errors: Scores | None
    unlisted: NDArray[np.bool_] | None
    outside: int
    quantity: Quantity | None
    measure: str | None
    unit: str | None
    before: bool
    source: ScoredTokens
    runs: tuple[Scores | None, ...]
    kinds: tuple[str, ...] | None = None
    readings: tuple[tuple[str, Texts], ...] = ()
    sides: tuple[str, str] | None = None
    base: Scores | None = None
    rows: tuple[ExampleRow, ...] = ()
    chosen: TokenChoice | None = None
    special: frozenset[int] = frozenset()
    of_tokens: bool = False
    later: NDArray[np.bool_] | None = None
    entropy_unit: str = "nat"
    together: bool = False

    @property
    def guessed(self) -> tuple[Texts, Sequence[Score], Quantity | None]:
        """What ranks are found by: texts, the scores of the first series, and what all are."""
        scores: list[Score] = [None if np.isnan(one) else one for one in self.exact[0].tolist()]
        return self.texts, scores, None if self.together else self.quantity

    @property
    def key(self) -> bytes:
        """The hash of what the author wrote, from which shuffles are drawn: slow, and rarely so."""
        series = self.source.series
        return seed(self.source.tokens, [score for item in series for score in item.scores])


def lay_out(heatmap: ScoredTokens, options: Options) -> Layout:
    """Make numbers ready for a scale.

    Args:
        heatmap: Tokens and scores.
        options: How to show them.

    Raises:
        HeatmarkError: If the options do not fit the scores.
    """
    called_rows = row_names(heatmap, options)
    labels = None if heatmap.labels is None else cell_texts(heatmap, options)
    names = called_rows.names
    less = None if options.minus is None else difference(heatmap, names, options)
    rows = [row for row in _rows(heatmap.series, options) if less is None or row != less.row]
    for is_asked, check in _CHECKS:
        if is_asked(heatmap, options):
            check(heatmap, options)
    step = ScoreChange(heatmap, options)
    owners = token_rows(heatmap, called_rows, options)
    later = None if owners is None else later_cells(heatmap, owners, options)
    shown, shown_rows = _displayed(heatmap, options, step, later)
    base = None if less is None else shown.scores[less.row]
    shown = shown if less is None else less.of(shown, names)
    texts = _told(shown.texts, step)
    if not texts.shown:
        hint = "all tokens are special; special: include shows them"
        raise ScoreError("there is nothing left to show", hint=hint, about="special")
    _check_repeats(shown, options)
    if options.special == "hide" and heatmap.row_tokens is not None:
        rows = [row for row in rows if row not in called_rows.special]
    chosen = None
    if options.series == "pick" or options.pick is not None:
        rows, chosen = choice_of(rows, called_rows, heatmap, texts, options)
    runs = tuple(shown.runs[row] for row in rows)
    exact = without_dust(shown.scores.take(rows, axis=0))
    errors = None if shown.errors is None else shown.errors[rows] * step.stretch()
    errors = _with_spreads(errors, runs, exact)
    values = exact if errors is None else _beside(exact, errors)
    layout = Layout(
        texts=texts,
        labels=labels and tuple(labels[row] for row in rows),
        names=tuple(names[row] for row in rows),
        ordinary=range(len(rows) - len({*options.control} - {SHUFFLE})),
        raw=tuple(heatmap.series[row].scores for row in rows),
        values=values,
        exact=exact,
        known=np.sort(values[np.isfinite(values)]),
        apart=None if shown.apart is None else shown.apart[rows],
        errors=errors,
        unlisted=None if shown.unlisted is None else shown.unlisted[rows],
        outside=0 if shown.apart is None else len(texts.outside),
        quantity=step.quantity,
        together=not TOGETHER.isdisjoint(options.transform),
        measure=step.measure,
        unit=step.unit,
        before=step.before,
        base=base,
        source=heatmap,
        runs=runs,
        kinds=shown.kinds,
        rows=tuple(row._replace(texts=_told(row.texts, step)) for row in shown_rows),
        entropy_unit="nat" if texts.guesses is None else step.entropy_unit,
        chosen=chosen,
        of_tokens=owners is not None or heatmap.row_tokens is not None,
        later=None if shown.later is None else shown.later[rows],
        special=frozenset(at for at, row in enumerate(rows) if row in called_rows.special),
        readings=_readings(heatmap, options, step) if heatmap.readings else (),
    )
    return layout if less is None else _less(layout, less)


def _less(layout: Layout, less: Difference) -> Layout:
    """Say what scores are that are differences."""
    return layout._replace(
        names=less.named(layout.names),
        quantity=None,
        measure=less.measure(layout.measure),
        unit=less.unit(layout.unit),
        sides=less.sides([layout.names[row] for row in layout.ordinary]),
    )


def _displayed(
    heatmap: ScoredTokens, options: Options, step: ScoreChange, later: NDArray[np.bool_] | None
) -> tuple[ShownScores, tuple[ExampleRow, ...]]:
    """Show one text, or many one after another."""
    if not heatmap.examples:
        return display(heatmap, options, step, later), ()
    is_log = step.quantity is not None and step.quantity.kind == LOG  # the lowest strikes most
    return displayed(heatmap, options, step, is_log=is_log)


def _told(texts: Texts, step: ScoreChange) -> Texts:
    """Change what is known of other tokens that could have stood there, if anything is."""
    return texts if texts.alternatives is None and texts.guesses is None else step.told(texts)


def _readings(
    heatmap: ScoredTokens, options: Options, step: ScoreChange
) -> tuple[tuple[str, Texts], ...]:
    """Make the texts of several tokenizers, each of which has a scheme of its own."""
    own = replace(options, scheme="auto")  # else that of the block would go before theirs
    return aligned([(name, display(one, own, step).texts) for name, one in heatmap.readings])


def _with_spreads(
    errors: Scores | None, runs: Sequence[Scores | None], scores: Scores
) -> Scores | None:
    """Compute the standard errors of scores that are means of runs."""
    if all(item is None for item in runs):
        return errors
    known = np.full_like(scores, np.nan) if errors is None else errors
    rows = zip(known, runs, strict=True)
    return np.stack([row if item is None else summarize(item)[1] for row, item in rows])


def _beside(scores: Scores, errors: Scores) -> Scores:
    """Round scores as they are written beside their errors, so that equal texts are one number."""
    values = scores.copy()
    for at in zip(*np.nonzero(np.isfinite(scores) & np.isfinite(errors)), strict=True):
        values[at] = float(round_with_error(float(scores[at]), float(errors[at])).score)
    return values


def _check_labels(_: ScoredTokens, options: Options) -> None:
    """Refuse labels where they cannot be shown."""
    view = options.view
    under = view in AS_TEXT and options.values != "hover" and options.below == "label"
    if view != "grid" and not under:
        problem = say("labels mean nothing in the view {view}", view=view)
        raise OptionError(problem, hint="use view=grid", about="labels")
    if options.merge != "none":
        problem = "labels and merge exclude one another"
        raise OptionError(problem, hint="labels are of tokens; use merge=none", about="merge")


def _check_size(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse more cells than a view has room for."""
    cells = len(heatmap.tokens) * len(heatmap.series)
    if cells > _MOST_CELLS:
        problem = say(
            "there are {scores}, too many for the view {view}",
            scores=counted(cells, "score"),
            view=options.view,
        )
        hint = say("show at most {MOST_CELLS}, or use view=text", MOST_CELLS=_MOST_CELLS)
        raise OptionError(problem, hint=hint, about="view")


def _rows(series: Sequence[Series], options: Options) -> list[int]:
    """Order the series: controls go last, decoys after the real one."""
    rows = [*range(len(series))]
    last = options.decoys or tuple(name for name in options.control if name != SHUFFLE)
    about = "decoys" if options.decoys else "control"
    indices = [_place(name, series, about) for name in last]
    first = [row for row in rows if row not in indices]
    first = first[::-1] if options.order == "reversed" else first
    base = options.minus
    shown = [row for row in first if base is None or series[row].name != base]
    if not shown and series:
        problem = say("all series are named in {about}, and none is left", about=about)
        if first:
            problem = say("all series are named in {about} or minus, and none is left", about=about)
        raise OptionError(problem, hint="leave one of them out", about=about)
    if options.decoys and len(shown) > 1:
        known = listed(quoted(series[row].name or str(row + 1)) for row in shown)
        problem = say("it is not clear which series is the real one: {known}", known=known)
        hint = "name all others in decoys; of a data file choose some with field"
        raise OptionError(problem, hint=hint, about="decoys")
    return first + indices


def _place(name: str, series: Sequence[Series], about: str) -> int:
    """Find the series of a name."""
    names = [item.name or "" for item in series]
    if name in names and len(names) > 1:
        return names.index(name)
    shuffle = [SHUFFLE] if about == "control" else []
    known = [*shuffle, *filter(None, names)] if len(names) > 1 else shuffle
    other = "write shuffle, or name one of the series" if shuffle else "name one of the series"
    if len(names) < 2:
        other = say("give the scores of another series too, or leave {about} out", about=about)
        other = "write shuffle, or give the scores of another series too" if shuffle else other
    problem = say(
        "there is no series {name} beside others to be named in {about}",
        name=quoted(name),
        about=about,
    )
    raise OptionError(problem, hint=nearest(name, known) or other, about=about)


def _check_repeats(shown: ShownScores, options: Options) -> None:
    """Refuse to be told how errors were estimated where there are none, or runs that say it."""
    given = shown.errors is not None and all(item is None for item in shown.runs)
    if options.repeats is not None and not given:
        problem = "repeats says how errors were estimated, and goes with err or noise alone"
        hint = "give err: the standard errors of the scores; runs say themselves how many they are"
        raise OptionError(problem, hint=hint, about="repeats")


def _check_lineup(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse what cannot stand beside a line-up, or be one."""
    kinds = {"lineup": options.lineup, "decoys": options.decoys, "rorschach": options.rorschach}
    asked = [name for name, value in kinds.items() if value]
    about = asked[0]
    if len(asked) > 1:
        problem = say("{first} and {second} exclude one another", first=about, second=asked[1])
        raise OptionError(problem, hint="keep one of the two", about=asked[1])
    if options.view != "text":
        problem = say("a lineup cannot be shown in the view {view}", view=options.view)
        raise OptionError(problem, hint="use view=text", about=about)
    if options.control:
        problem = say("{about} and control exclude one another", about=about)
        hint = "keep one of the two; control: none overrides that of the page or the site"
        raise OptionError(problem, hint=hint, about=about)
    series = len(heatmap.series) - (options.minus is not None)
    if about != "decoys" and series > 1:
        problem = say("a lineup is of one series, and here are {count}", count=series)
        hint = "take one of them, or name those that hide it in decoys"
        raise OptionError(problem, hint=hint, about=about)
    if options.lineup_versions > 1 and about != "lineup":
        problem = say("lineup_versions goes with lineup, not with {about}", about=about)
        raise OptionError(problem, hint="remove one of the two", about="lineup_versions")


def _asks_for_texts(options: Options) -> bool:
    return options.context is not None or options.sort != "given"


# What is refused, in the order in which it is told: for which blocks to look, and the look.
_CHECKS: tuple[tuple[_Asked, _Check], ...] = (
    (lambda _, options: options.view == GUESSES, check_guesses_view),
    (lambda heatmap, _: heatmap.labels is not None, _check_labels),
    (lambda _, options: options.view != "text", _check_size),
    (lambda _, options: options.lineup or options.decoys or options.rorschach, _check_lineup),
    (lambda _, options: options.steps, lambda _, options: check_steps(options)),
    (lambda heatmap, options: options.sample or heatmap.examples, check_sample),
    (lambda heatmap, options: heatmap.examples or _asks_for_texts(options), check_examples),
)
