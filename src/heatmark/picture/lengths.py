"""Scores that go with the length of tokens, by what readers see, or by what was merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.wording import listed, quoted, say
from heatmark.picture.ranks import reached_often, spearman
from heatmark.tokens import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heatmark.core.quantities import Scores
    from heatmark.picture.layout import Layout


FEWEST_TOKENS, _MOST = 8, 2000  # whose lengths are looked at; no reader takes in more at once
_STRONG = 0.6  # of a correlation
_GLANCE = 64  # equivalent: tokens of a first look
_PLACES = np.arange(_GLANCE, dtype=np.float64)
# Half of a strong correlation, squared, with the spread of n places: (n³ - n) / 12.
_LEAST = [
    (_STRONG / 2) ** 2 * (n**3 - n) / 12  # equivalent: what comes through is judged more closely
    for n in range(_GLANCE + 1)  # equivalent: more are not asked for
]
_LETTERS, _PIECES = say("letters"), say("pieces")


def goes_with_length(layout: Layout) -> Iterator[Notice]:
    """Find scores that follow the length of tokens, which readers take for strength anyway.

    Long words look like more (Schuff et al. 2022, arXiv:2201.11569).

    Args:
        layout: What is shown as text, and its scores.
    """
    texts = layout.texts
    if texts.columns or not FEWEST_TOKENS <= len(texts.shown) <= _MOST:
        return
    kinds: dict[str, Sequence[str] | Sequence[int]] = {_LETTERS: texts.shown}
    if texts.pieces is not None:
        kinds[_PIECES] = texts.pieces
    glances = {what: _sizes(sizes[:_GLANCE]) for what, sizes in kinds.items()}
    tried = len(layout.ordinary)
    for what, sizes in kinds.items():
        found = {
            row: rho
            for row in layout.ordinary
            if _may_go(layout.values[row, :_GLANCE], glances[what])
            if (rho := _rho(layout.values[row], _sizes(sizes), tried)) is not None
            if not _are_lengths(layout, row)
        }
        if found:
            yield _told([*found.values()], [layout.names[row] for row in found], what, tried)
            return


def _told(rhos: Sequence[float], names: Sequence[str | None], what: str, tried: int) -> Notice:
    """Name the series whose scores follow lengths, where there are others."""
    problem = say(
        "scores go with the number of {what} of a token (Spearman's ρ = {rho})",
        what=what,
        rho=f"{rhos[0]:.2f}",
    )
    if tried > 1 and names[0]:
        problem = say(
            "the scores of {name} go with the number of {what} of a token (Spearman's ρ = {rho})",
            name=listed([quoted(name) for name in names if name]),
            what=what,
            rho=listed([f"{rho:.2f}" for rho in rhos]),
        )
    hint = "view: bars gives all tokens the same height; or look at scores per letter"
    return Notice(name="goes-with-length", message=problem, hint=hint, about="scores", level="info")


def _rho(scores: Scores, sizes: Scores, tried: int) -> float | None:
    """Compute Spearman's ρ if it is large, and larger than that of unrelated scores often is.

    Of several series that are tried, one has a larger one by chance.
    """
    known = ~np.isnan(scores)
    rho = spearman(scores[known], sizes[known]) if known.sum() >= FEWEST_TOKENS else None
    often = reached_often(int(known.sum()), tried) or 1.0  # equivalent: without it there is no ρ
    return rho if rho is not None and abs(rho) > max(_STRONG, often) else None


def _sizes(of: Sequence[str] | Sequence[int]) -> Scores:
    """Count the letters of each text; or take the numbers that are given."""
    sizes: Iterable[int] = cast("Sequence[int]", of)
    if of and isinstance(of[0], str):  # equivalent: all are alike
        sizes = map(len, map(str.strip, cast("Sequence[str]", of)))
    return np.fromiter(sizes, np.float64, len(of))


def _may_go(scores: Scores, sizes: Scores) -> bool:
    """Look quickly whether two rows of numbers may agree in their order; ties do not count."""
    count, whole = len(sizes), float(sizes.sum())
    mean = whole / count  # equivalent: a larger one lets more through
    apart = sizes[scores.argsort()] - mean  # equivalent: sums are larger, and let more through
    agree = float(_PLACES[:count] @ apart)
    strength = agree * agree
    spread = float(sizes @ sizes) - mean * whole
    least = spread * _LEAST[count]  # equivalent: a lower one lets more through
    return strength > least  # equivalent: where both are 0 there is no ρ


def _are_lengths(layout: Layout, row: int) -> bool:
    """Tell scores that are lengths, as we count them or as Python does."""
    pairs = zip(layout.texts.shown, layout.values[row].tolist(), strict=True)
    return all(
        score != score or score == len(text.strip()) or score == length(text)  # noqa: PLR0124 - NaN
        for text, score in pairs
    )
