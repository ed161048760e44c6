"""Room in the rows of one text for what only some of them show, so that letters stay in line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.tokens.shown import Texts

GOES_ON = "⋯"  # what stands for a token that only goes on with a character


def aligned(readings: Sequence[tuple[str, Texts]]) -> tuple[tuple[str, Texts], ...]:
    """Leave room in each of several readings of one text for the signs that stand in the others.

    Those are special tokens, and tokens that only go on with a character. Behind the whole text
    nothing has to be in line.

    Args:
        readings: What each is called, and its texts.

    Returns:
        The same, with `gaps`: for some tokens pairs of a place in its text and what is left blank.
    """
    signs = [_signs(texts) for _, texts in readings]
    most: Counter[tuple[int, str]] = Counter()
    for own in signs:
        most |= own
    for at in [at for at in most if at[0] == max(len(texts.text) for _, texts in readings)]:
        del most[at]
    pairs = zip(readings, signs, strict=True)  # equivalent: as many of both
    return tuple(
        (name, texts._replace(gaps=_gaps(texts, most - own))) for (name, texts), own in pairs
    )


def _signs(texts: Texts) -> Counter[tuple[int, str]]:
    """Count the signs behind each place of the text."""
    return Counter((end, sign) for end, sign, _ in _walk(texts) if sign)


def _walk(texts: Texts) -> Iterator[tuple[int, str, int]]:
    """Give the place of the text where each token ends, its sign if it shows no text, its own."""
    end = 0
    for at, shown in enumerate(texts.shown):
        sign = shown if at in texts.special else GOES_ON if at in texts.continues else ""
        end += 0 if sign else len(shown)
        yield end, sign, at


def _gaps(
    texts: Texts, lacking: Counter[tuple[int, str]]
) -> dict[int, tuple[tuple[int, str], ...]]:
    """Put what is lacking before the first token, or into those in whose text it belongs."""
    wanted = sorted(lacking.elements())
    found = {0: [(0, text) for place, text in wanted if not place]}
    wanted = [item for item in wanted if item[0]]
    begin = 0
    for end, sign, at in _walk(texts):
        if sign:
            continue
        while wanted and wanted[0][0] <= end:
            place, text = wanted.pop(0)
            found.setdefault(at, []).append((place - begin, text))
        begin = end
    return {at: tuple(gaps) for at, gaps in found.items() if gaps}
