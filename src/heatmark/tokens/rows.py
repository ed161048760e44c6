"""What series are called: by their names, or by the tokens whose rows they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.scored_tokens import is_square
from heatmark.tokens import detect, to_cells
from heatmark.tokens.shown import scheme_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options


_MARKS = {"\n": "↵", "\t": "⇥"}  # for white space that is a row's whole name


class RowNames(NamedTuple):
    """What K series are called.

    Attributes:
        names: Their names, or None.
        by_token: Whether they are rows of the tokens, one for each, in their order.
        special: Those that are rows of special tokens.
    """

    names: tuple[str | None, ...]
    by_token: bool = False
    special: frozenset[int] = frozenset()


def row_names(heatmap: ScoredTokens, options: Options) -> RowNames:
    """Name the series: by their names, or by the tokens whose rows they are.

    Tokens that are the same are numbered. Other rows are called 1, 2, …

    Args:
        heatmap: Tokens and scores.
        options: Of these, `scheme`, `view` and `series`.
    """
    series = heatmap.series
    if heatmap.row_tokens is not None:
        return _of_tokens(heatmap.row_tokens, _row_scheme(heatmap, options))
    named = tuple(item.name for item in series)
    has_names = any(name is not None for name in named)
    is_known = named == heatmap.tokens or is_square(series, len(heatmap.tokens))
    wanted = options.view == "grid" or options.series != "stacked"
    if len(series) == 1 or heatmap.columns or not (wanted and is_known):
        numbers = tuple(str(index) for index in range(1, len(series) + 1))
        return RowNames(named if has_names or len(series) == 1 else numbers)
    found = _of_tokens(heatmap.tokens, scheme_of(heatmap, options), heatmap.text)
    return found._replace(by_token=True, special=found.special | heatmap.specials)


def _of_tokens(tokens: Sequence[str], scheme: str, text: str | None = None) -> RowNames:
    cells = to_cells(tokens, scheme, text)
    return RowNames(tuple(numbered(cells.texts, cells.continues)), special=cells.special)


def _row_scheme(heatmap: ScoredTokens, options: Options) -> str:
    """Tell how the tokens of rows are written: as is said, or as they look, or as the columns do.

    Two texts may have tokenizers of their own, and a short text may not show its own.
    """
    columns = scheme_of(heatmap, options)
    is_said = options.scheme != "auto" or columns != detect(heatmap.tokens)
    own = detect(heatmap.row_tokens or ())
    return columns if is_said or own == "text" else own


def numbered(texts: Sequence[str], continues: frozenset[int]) -> list[str]:
    """Name tokens so that no two are called the same: `the (2)` is the second of its text.

    Args:
        texts: What N tokens show.
        continues: The places of those that only go on with a character.
    """
    shown = ["⋯" if at in continues else _alone(text) for at, text in enumerate(texts)]
    count, seen = Counter(shown), Counter[str]()
    names = []
    for text in shown:
        seen[text] += 1
        names.append(f"{text} ({seen[text]})" if count[text] > 1 else text)
    return names


def _alone(text: str) -> str:
    return text.strip() or "".join(_MARKS.get(character, "␣") for character in text) or "∅"
