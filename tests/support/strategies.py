"""What several tests share: strategies."""

from __future__ import annotations

import math

from hypothesis import strategies as st

TINY = 5e-324


EXTREME = st.sampled_from([0.0, -0.0, TINY, -TINY, 2.2e-308, 1e308, -1e308, 1.7e308, 1e-300, 1.0])


FINITE = st.floats(allow_nan=False, allow_infinity=False)


PLAIN = st.floats(-1e6, 1e6)


SCORE = st.one_of(EXTREME, FINITE, PLAIN, st.integers(-3, 3).map(float))


SCORES = st.one_of(SCORE, st.none())


@st.composite
def tables(draw: st.DrawFn, *, infinite: bool = False) -> list[list[float | None]]:
    """Scores of one to three series over the same tokens."""
    tokens = draw(st.integers(1, 12))
    extra = st.sampled_from([math.inf, -math.inf]) if infinite else st.nothing()
    cells = st.one_of(SCORE, st.none(), extra)
    row = st.lists(cells, min_size=tokens, max_size=tokens)
    return draw(st.lists(row, min_size=1, max_size=3))


PRINTABLE = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Zl", "Zp"],
        exclude_characters="\ufffe\uffff",
    ),
    max_size=9,
)
