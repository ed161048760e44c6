"""Rows of scores that are those of tokens, and what none of them sees: the tokens after its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from heatmark.options.values import is_by_token
from heatmark.tokens import merged, to_cells
from heatmark.tokens.merging import starts
from heatmark.tokens.rows import numbered
from heatmark.tokens.shown import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens import Cells
    from heatmark.tokens.rows import RowNames


_FEWEST = 3  # rows that can be told to see nothing of what comes later


def token_rows(heatmap: ScoredTokens, called: RowNames, options: Options) -> dict[int, int] | None:
    """Find the token that each row of scores is of, where rows are drawn as those of tokens.

    Args:
        heatmap: Tokens and scores.
        called: What all rows are called.
        options: Of these, `view`, `series` and `scheme`, and what takes rows away from these.

    Returns:
        The places of tokens by the numbers of rows, without those of controls; or None if rows are
        something else.
    """
    if heatmap.columns or len(called.names) < 2 or not is_by_token(options.view, options.series):
        return None
    others = {*options.control, *options.decoys, options.minus}
    rows = [row for row, name in enumerate(called.names) if name is None or name not in others]
    if called.by_token:
        return {row: row for row in rows}
    cells = to_cells(heatmap.tokens, scheme_of(heatmap, options), heatmap.text)
    names = [called.names[row] or "" for row in rows]
    if options.view != "grid":
        found = [*_by_name(names, cells)]
        return dict(zip(rows, found, strict=True)) if len(found) == len(rows) else None
    return {row: at for at, row in enumerate(rows)} if _are_all(names, cells) else None


def _are_all(names: Sequence[str], cells: Cells) -> bool:
    """Tell the names of all tokens in their order, numbered where a token is repeated."""
    known = [numbered((text,), frozenset())[0] for text in cells.texts]
    return len(names) == len(known) and all(
        at in cells.continues or name == one or name.startswith(f"{one} (")
        for at, (name, one) in enumerate(zip(names, known, strict=True))
    )


def _by_name(names: Sequence[str], cells: Cells) -> Iterator[int]:
    """Find the tokens that rows are called by, those of one name in their order."""
    known: dict[str, list[int]] = {}
    pairs = zip(numbered(cells.texts, cells.continues), cells.texts, strict=True)
    for at, (name, text) in enumerate(pairs):
        for one in {name, text.strip() or name}:
            known.setdefault(one, []).append(at)
    wanted = [name.strip() for name in names]
    counts, seen = Counter(wanted), Counter[str]()
    for name in wanted:
        same = known.get(name, [])
        if len(same) == counts[name]:
            yield same[seen[name]]
        seen[name] += 1


def later_cells(
    heatmap: ScoredTokens, rows: Mapping[int, int], options: Options
) -> NDArray[np.bool_] | None:
    """Find the cells of a causal map that its rows cannot see.

    A map is causal if no row has a score at a token after its own: programs write zeros there, or
    nothing. They are no scores.

    Args:
        heatmap: Tokens and scores.
        rows: The places of tokens by the numbers of the rows that are theirs.
        options: Of these, `merge` and `scheme`: what a row sees of a word it sees of its pieces.

    Returns:
        A (K, N) mask, or None if some row sees what is later, or nothing says that none does.
    """
    if len(rows) < _FEWEST:
        return None
    count = len(heatmap.tokens)
    later = np.zeros((len(heatmap.series), count), dtype=np.bool_)
    for row, place in rows.items():
        later[row, place + 1 :] = True
        if any(heatmap.series[row].scores[place + 1 :]):
            return None
    if not later.any() or not any(any(heatmap.series[row].scores) for row in rows):
        return None
    if options.merge == "none":
        return later
    cells = to_cells(heatmap.tokens, scheme_of(heatmap, options), heatmap.text)
    seen = merged(cells, (~later).astype(np.float64), "max")
    words = np.searchsorted(starts(cells), np.arange(count), side="right") - 1
    return np.asarray(seen[:, words] == 0)
