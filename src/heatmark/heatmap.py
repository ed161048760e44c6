"""The public Heatmap: made in a notebook, shown there, and taken into a lesson."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from heatmark.block.block import parse_body
from heatmark.block.draft import Draft
from heatmark.block.units import with_unit
from heatmark.block.written import write_fence
from heatmark.contents import Contents
from heatmark.core.annotations import check_specials
from heatmark.core.arrays import as_alternatives, as_array, as_tokens, rows_of, told_of, turned_like
from heatmark.core.arrays import plain as lists_of
from heatmark.core.checks import check_tokens
from heatmark.core.guesses import paired, unpaired
from heatmark.core.indexed import TokenOrder
from heatmark.core.quantities import refuse_highest
from heatmark.core.scored_tokens import ScoredTokens, without
from heatmark.files.clients import is_answer, plain_answer
from heatmark.files.folders import Folders
from heatmark.files.fractions import fractions
from heatmark.files.frame_columns import FrameColumns
from heatmark.files.logits import from_logits
from heatmark.files.objects import apart, readings_apart, texts_apart
from heatmark.files.open import read_openai
from heatmark.files.request import Limits
from heatmark.files.source import asked_of, join_once, to_heatmap, with_source
from heatmark.hosts.page import only_block
from heatmark.hosts.page_run import read_block, with_measure
from heatmark.notebook import Display
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.renamed import told_again
from heatmark.options.resolve import resolve
from heatmark.options.values import is_by_token
from heatmark.presets import CHOICES, checked_without_file, defaults
from heatmark.tokens.cells import to_cells
from heatmark.tokens.joining import spaces_added, without_text
from heatmark.tokens.suspect import suspect

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from typing import Self

    from numpy.typing import NDArray

    from heatmark.core.annotations import Example
    from heatmark.core.errors import Notice


# A notebook is no page: what fits into memory may be looked at.
_MAX_TOKENS, _MAX_BYTES = 10_000_000, 2_000_000_000
_LIMITS = Limits.of(resolve({"max_tokens": _MAX_TOKENS, "max_bytes": _MAX_BYTES}))
# Options that are part of content once it is made.
_JOINS = {"join", "scheme"}
_DONE = (*CHOICES, *_JOINS, "token_axis")


@dataclass(frozen=True, init=False, repr=False)
class Heatmap(Contents, Display):
    """Tokens, their scores, and how to show them.

    It shows itself in Jupyter and Colab. `to_fence` gives the block to paste into a lesson, `save`
    a data file to point at with `src`; both come back as an equal Heatmap. `len(heatmap)` is the
    number of tokens. What its author should know is a
    [HeatmarkWarning][heatmark.HeatmarkWarning] when it is shown, saved or plotted.

    Attributes:
        content: Tokens and scores, with all that is known of them.
        options: The options of a block, checked, by name: pairs, so that a Heatmap can be a key.
        notices: What there is to know of how scores were read.
    """

    content: ScoredTokens
    options: tuple[tuple[str, Any], ...]
    notices: tuple[Notice, ...] = field(compare=False)

    def __init__(  # noqa: PLR0913 - tokens and scores; the others are what some know besides
        self,
        tokens: Any,
        scores: Any = None,
        *,
        text: str | None = None,
        specials: Iterable[int] = (),
        alternatives: Iterable[Any] | None = None,
        ranks: Any = None,
        entropy: Any = None,
        err: Any = None,
        runs: Any = None,
        names: Iterable[str | None] | None = None,
        labels: Any = None,
        ids: Any = None,
        classes: Any = None,
        readings: Iterable[tuple[str, ScoredTokens]] = (),
        columns: bool = False,
        row_tokens: Iterable[str] | None = None,
        examples: Iterable[Example] = (),
        **options: Any,
    ) -> None:
        """Take tokens and scores. All is paired by position, never by an index.

        An index of scores that is the tokens, or theirs, in another order is an error.

        Args:
            tokens: N strings as the tokenizer writes them, or N bytes; or what tokenizers, inseq or
                SHAP have them in; or, without scores, an answer as `from_openai` takes it.
            scores: N numbers, None or NaN where one is missing, -∞ where the logarithm is one of 0;
                or `{name: N numbers}`; or an array of K series, (K, N) or (N, K): the axis as long
                as the tokens is theirs, a square array is rows of series, and the option
                `token_axis` (`first` or `last`) says otherwise. Lists, NumPy arrays with or without
                a mask, anything with `__array__` such as tensors of torch and JAX, pandas Series,
                and DataFrames, whose columns are series; but one whose index and columns are both
                the tokens is a matrix, and its rows are series. None if there are runs, or only
                tokens, whose pieces are drawn.
            text: The text that the tokens were made of, if they do not say it all.
            specials: Places, from 0, of special tokens besides those that are seen to be; no mask.
            alternatives: For each token others that could have stood there, with their scores:
                pairs, or a mapping.
            ranks: Their ranks among all that the model could have said, from 1; or None for some.
            entropy: The entropies of the model's whole distributions there, or None for some.
            err: The standard errors of the scores, as scores are given.
            runs: In place of scores, (R, N) repeats, whose means they are, or `{name: (R, N)}`.
            names: What K series are called, if the scores have no names: two may be the same.
            labels: Texts in the cells of a grid, as scores are given; None is none.
            ids: The number of each token in its vocabulary, or None where one has none.
            classes: The classes of tokens: N labels, None where a token has none, or spans as a
                block has them, `{"1..2": "LOC"}`, counted from 1.
            readings: What [compare][heatmark.Heatmap.compare] makes of several tokenizers.
            columns: Whether the tokens are no text but names of the columns of a grid, such as
                heads; the view is then `grid`.
            row_tokens: The tokens of another text, such as a translation, one for each of K rows
                without names; the view is then `grid`.
            examples: What [from_texts][heatmark.Heatmap.from_texts] makes of many texts.
            **options: Any option of a block: `title`, `measure`, `scale`, `scheme`, …; `join` is
                done here, and `tokens` have the spaces.

        Raises:
            HeatmarkError: If scores do not fit the tokens, or an option does not take its value.
        """
        if scores is None and runs is None and is_answer(tokens):
            made = self.from_openai(tokens, **options)
            _fill(self, made.content, dict(made.options), made.notices)
            return
        given = apart(tokens, scores, names)
        strings, literal = as_tokens(given.tokens)
        asked = {**given.options, **options}
        is_grid = columns or row_tokens is not None
        checked = checked_without_file({"view": "grid", **asked} if is_grid else asked)
        said = str(checked.pop("token_axis", "auto"))
        joined, scheme, spaced, blank = join_once(
            *(check_tokens(strings), literal, checked, defaults.options),
            exact=columns or text is not None,
        )
        by_token = is_by_token(checked.get("view"), checked.get("series"))
        known = given.names is not None or is_grid or by_token
        order = TokenOrder(strings, lambda: to_cells(joined, scheme or "auto").texts, given.tokens)
        drawn = FrameColumns(order.of(given.scores), joined, named=given.names is not None)
        rows = rows_of(
            *(drawn.scores, order.of(runs, "runs"), len(joined)),
            said=said,
            rows_known=known or order.is_matrix,
        )
        content = ScoredTokens(
            joined,
            rows.values,
            text=text,
            scheme="text" if columns else scheme if asked.get("scheme") or not examples else None,
            specials={*check_specials(specials, len(joined)), *given.specials},
            alternatives=as_alternatives(alternatives, literal),
            guesses=paired(
                lists_of(order.of(ranks, "ranks")),
                lists_of(order.of(entropy, "entropy")),
                len(joined),
            ),
            err=None if err is None else turned_like(drawn.of(order.of(err, "err")), rows),
            names=given.names,
            labels=None
            if labels is None
            else turned_like(drawn.of(order.of(labels, "labels")), rows),
            ids=lists_of(order.of(ids, "ids")),
            classes=lists_of(order.of(classes, "classes")),
            readings=readings,
            columns=columns,
            row_tokens=lists_of(row_tokens),
            examples=examples,
        )
        notices = [*told_of(rows, len(joined), known=known), *order.notices, *drawn.notices]
        notices += [without_text(blank, strings[blank - 1])] * bool(blank)
        notices += [spaces_added()] * (spaced and checked.get("view") not in {"bars", "grid"})
        notices += fractions(content.series, resolve(checked))
        if "scheme" not in options and text is None and not columns:
            join = options.get("join") if checked.get("view") not in {"bars", "grid"} else "none"
            notices += suspect(joined, scheme or "text", content.specials, join)
        _fill(self, content, checked, tuple(notices))

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """(K, N) scores that cannot be changed; NaN where one is missing."""
        array = np.array([item.scores for item in self.series], dtype=np.float64)
        array.flags.writeable = False
        return array

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    def replace(self, **changes: Any) -> Self:
        """Copy the heatmap with some of its arguments changed, and all of them checked again.

        Args:
            **changes: Anything that the constructor takes; None is an option's default. New
                `scores` bring names and errors. A `unit` is a name: only `given` converts.

        Raises:
            HeatmarkError: As the constructor does.
        """
        given = self.__getstate__()
        noticed = given.pop("notices")
        if "scores" not in changes:
            given["scores"] = None if "runs" in changes else without(self.series, changes)
        if not {"tokens", "join", "text"} & changes.keys():
            given["join"] = "none"  # its tokens have their spaces
        made = type(self)(**{**given, **changes})
        told = told_again(noticed, made.notices, given, changes)
        object.__setattr__(made, "notices", told)
        return made

    def __getstate__(self) -> dict[str, Any]:
        """Give what it is made of, as the constructor takes it."""
        return {
            **dict(self.options),
            "tokens": self.tokens,
            "scores": self.series or None,
            "text": self.text,
            "scheme": self.scheme,
            "specials": self.specials,
            "alternatives": self.alternatives,
            **unpaired(self.content.guesses),
            "labels": self.labels,
            "ids": self.ids,
            "classes": self.classes or None,
            "readings": self.content.readings,
            "columns": self.content.columns,
            "row_tokens": self.content.row_tokens,
            "examples": self.content.examples,
            "notices": self.notices,
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Come back from a pickle or a copy through the constructor."""
        given = dict(state)
        noticed = given.pop("notices")
        type(self).__init__(self, **{**given, "join": "none"})  # its tokens have their spaces
        object.__setattr__(self, "notices", noticed)

    @classmethod
    def from_logits(
        cls,
        logits: Any,
        ids: Any,
        tokens: Iterable[str | bytes],
        **options: Any,
    ) -> Self:
        """Score tokens by the log-probability that a language model gave them.

        Position t of the logits predicts token t + 1: log P = log_softmax(Z)[t, id[t + 1]]. The
        first token has no prediction, and so no score.

        Args:
            logits: (N, V) logits.
            ids: (N,) ids of the tokens.
            tokens: The N tokens.
            **options: Any option of a block.
        """
        scored = from_logits(as_array(logits), as_array(ids))
        told = {"ranks": scored.ranks, "entropy": scored.entropies}
        said = asked_of({"measure": "log P", "unit": "nat"}, options)
        made = cls(tokens, scored.scores, **{**told, **said})
        object.__setattr__(made, "notices", (*made.notices, *scored.notices))
        return made

    @classmethod
    def from_openai(cls, response: Any, part: str | int = "", **options: Any) -> Self:
        """Take tokens and log-probabilities out of an answer of OpenAI's API, or of one like it.

        Args:
            response: The answer as the client gives it, or its JSON as a mapping; or a part of it:
                a choice, its `logprobs`, their `content`; or all chunks of a stream, in a list.
            part: Which part, as it stands behind `#` in a block, if there are several: of n choices
                `1` to n.
            **options: Any option of a block.

        Raises:
            HeatmarkError: If there are no log-probabilities in it, or several and no part is named.
        """
        return cls._of_draft(read_openai(plain_answer(response), str(part)), options)

    @classmethod
    def compare(
        cls,
        tokens: Mapping[str, Iterable[str]],
        *,
        text: str | None = None,
        ids: Mapping[str, Iterable[int]] | None = None,
        **options: Any,
    ) -> Self:
        """Draw one text as several tokenizers cut it, one below the other.

        Args:
            tokens: The tokens of each, by its name.
            text: The text that they were made of, where tokens do not say it all.
            ids: The numbers of the tokens, by the same names.
            **options: Any option of a block.
        """
        draft = Draft(compare=readings_apart(tokens), text=text, ids=lists_of(ids))
        return cls._of_draft(draft, options)

    @classmethod
    def from_texts(cls, texts: Iterable[Mapping[str, Any]], **options: Any) -> Self:
        """Draw many texts on one scale: mappings as the key `texts` of a block has them."""
        apart_texts, told = texts_apart(texts)
        draft = parse_body("", value={"texts": apart_texts})
        return cls._of_draft(draft._replace(notices=(*draft.notices, *told)), options)

    @classmethod
    def from_arrays(
        cls,
        tokens: Iterable[str | bytes],
        values: Any,
        names: Iterable[str | None] | None = None,
        **options: Any,
    ) -> Self:
        """Take an array of scores, such as those of TransformerLens.

        It is read as `Heatmap(tokens, values, names=names)` reads it: the axis as long as the
        tokens is theirs.

        Args:
            tokens: N tokens.
            values: (N,) scores, or (N, K) or (K, N) of K series.
            names: K names; 1, 2, … if not given.
            **options: Any option of a block.
        """
        return cls(tokens, values, names=names, **options)

    @classmethod
    def from_fence(
        cls,
        fence: str,
        *,
        folder: str | os.PathLike[str] | Folders = ".",
        **options: Any,
    ) -> Self:
        """Take a fenced block, as a lesson has it.

        Args:
            fence: The lines of the block, from fence to fence.
            folder: Where the path of its `src` starts, and out of which nothing is read; or the
                folders of a page.
            **options: Options over those of the block.

        Raises:
            HeatmarkError: If it is no block, or cannot be read.
        """
        draft = read_block(only_block(fence), _MAX_TOKENS)
        if draft.src is not None:
            folders = folder
            if not isinstance(folders, Folders):
                folders = Folders(page=Path(folders), root=Path(folders), max_bytes=_MAX_BYTES)
            draft = with_source(draft, folders.read, _LIMITS, wider=resolve(defaults.options))
        return cls._of_draft(draft, options)

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        part: str = "",
        **options: Any,
    ) -> Self:
        """Read a data file in any format that a block's `src` reads.

        Args:
            path: The file; a part of it may stand behind `#`, as in a block, unless a file has the
                whole for its name.
            part: Which part of it.
            **options: Any option of a block, `field` and `rows` among them.

        Raises:
            HeatmarkError: If it cannot be read, or not understood.
        """
        file = Path(path)
        if not part and not file.exists():
            name, _, part = file.name.partition("#")
            file = file.with_name(name) if name else file
        file = file.resolve()
        folders = Folders(None, file.parent, max_bytes=_MAX_BYTES, of_site=False)
        asked, wider = Draft(src=file.name, options=options), resolve(defaults.options)
        read = with_source(asked, folders.read, _LIMITS, wider=wider, part=part)
        return cls._of_draft(read, {})

    @classmethod
    def _of_draft(cls, draft: Draft, options: Mapping[str, Any]) -> Self:
        said = with_unit(draft._replace(options={**draft.options, **options}), defaults.options)
        if "given" in said.options:
            options = {**options, "given": said.options["given"]}
        given = asked_of(draft.options, options)
        checked = with_measure(check_all(given, Scope.BLOCK), draft, defaults.options)
        limit = {"max_tokens": _MAX_TOKENS}
        content, notices = to_heatmap(draft, resolve(defaults.options, checked, limit))
        named = {name: checked[name] for name in ("measure", "view") if name in checked}
        return cls._of(content, {**given, **named}, notices)

    @classmethod
    def _of(
        cls, content: ScoredTokens, options: Mapping[str, Any], notices: tuple[Notice, ...] = ()
    ) -> Self:
        """Put options beside content that has passed the gate, and for which some are done."""
        checked = check_all(options, Scope.BLOCK)
        for name in _DONE:
            checked.pop(name, None)
        made = cls.__new__(cls)
        _fill(made, content, checked, notices)
        return made

    def to_fence(self) -> str:
        """Write the block to paste into a lesson.

        Raises:
            ScoreError: If a score is -∞ or ∞: only a data file holds it.
        """
        return write_fence(self.content, dict(self.options))


def _fill(
    made: Heatmap, content: ScoredTokens, options: Mapping[str, Any], notices: tuple[Notice, ...]
) -> None:
    asked = resolve(defaults.options, options)
    refuse_highest(content.series, asked.given or asked.measure)
    object.__setattr__(made, "content", content)
    object.__setattr__(made, "options", tuple(sorted(options.items())))
    object.__setattr__(made, "notices", notices)
