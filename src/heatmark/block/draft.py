"""What an author has written, in a block or a data file, before anything of it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from heatmark.options.content import CONTENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.numerals import Points
    from heatmark.core.scored_tokens import Alternatives, LabelsGiven, Score, Series

    Classes: TypeAlias = Sequence[str | None] | Mapping[str, str]
    Errors: TypeAlias = list[Score] | dict[str, list[Score]]


_NOTHING: Mapping[str, Any] = {}


class Draft(NamedTuple):
    """What is written, but not yet checked: the same of a block's body and of any file.

    Attributes:
        options: Options by name, as written.
        lines: The line of each key, where the opening fence is line 0.
        tokens: The tokens, if they were given; as `b'…'` literals where a file gives bytes.
        series: The scores, if they were given; with names where there are several.
        text: The text, if it was given.
        score: How to compute the scores, if they are to be computed.
        src: Where the data is, if it is in a file.
        scheme: How the tokenizer writes text, or None if that is to be found out.
        special: The places of special tokens, besides those that can be seen to be.
        alternatives: For each token others that could have stood there, best first.
        ranks: The ranks of tokens among all that a model could have said, if they were given.
        entropy: The entropies of what a model expected in their places, if they were given.
        err: The standard errors of the scores, if they were given: of the only series, or by name.
        names: The names of the rows of scores, if they were given.
        labels: The texts of cells, if they were given.
        ids: The numbers of the tokens in their vocabulary, if they were given.
        classes: The classes of tokens, if they were given: a list, or by places from 1.
        columns: The names of the columns of a grid without tokens, if they were given.
        row_tokens: The tokens of another text, whose rows the scores are, if they were given.
        compare: The tokens of several tokenizers by name, if they were given.
        texts: Many texts for one figure, if they were given.
        unit: What stands behind all numbers: `%`, or nothing.
        points: A number whose point may be that of thousands, or None.
        kind: What the tokens are: `list`, of which nothing more is known; `words`, written as
            rows, as a column, or called so; `frame`, records of a frame; `exact`, which make up
            the text as they are.
        square: Whether the rows of scores are those of the tokens, in their order.
        ours: Whether a file says that it is heatmark's own.
        file: The path of the data file that all this is from, if it is from one.
        notices: What the author should know of how this was read.
    """

    options: Mapping[str, object] = _NOTHING
    lines: Mapping[str, int] = _NOTHING
    tokens: tuple[str, ...] | None = None
    series: tuple[Series, ...] | None = None
    text: str | None = None
    score: str | None = None
    src: str | None = None
    scheme: str | None = None
    special: frozenset[int] = frozenset()
    alternatives: Alternatives | None = None
    ranks: Sequence[int | None] | None = None
    entropy: Sequence[Score] | None = None
    err: Errors | None = None
    names: Sequence[str] | None = None
    labels: LabelsGiven | None = None
    ids: Any = None
    classes: Classes | None = None
    columns: tuple[str, ...] | None = None
    row_tokens: Sequence[str] | None = None
    compare: Mapping[str, Sequence[str]] | None = None
    texts: tuple[Part, ...] | None = None
    unit: str = ""
    points: Points | None = None
    kind: str = "list"
    square: bool = False
    ours: bool = False
    file: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def has_runs(self) -> bool:
        """Whether the scores are means of runs."""
        return any(item.runs is not None for item in self.series or ())

    @property
    def content(self) -> list[str]:
        """The keys of content that were given."""
        given: dict[str, object] = {
            "tokens": self.tokens,
            "runs": self.series if self.has_runs else None,
            "scores": None if self.has_runs else self.series,
            "text": self.text,
            "score": self.score,
            "src": self.src,
            "alternatives": self.alternatives,
            "ranks": self.ranks,
            "entropy": self.entropy,
            "specials": self.special or None,
            "err": self.err,
            "names": self.names,
            "labels": self.labels,
            "ids": self.ids,
            "classes": self.classes,
            "compare": self.compare,
            "columns": self.columns,
            "row_tokens": self.row_tokens,
            "texts": self.texts,
        }
        return [name for name in CONTENT if given[name] is not None]


class Part(NamedTuple):
    """One of many texts, as written.

    Attributes:
        name: What it is called, or None.
        group: The group that it is of, or None.
        draft: Its tokens and scores.
    """

    name: str | None
    group: str | None
    draft: Draft
