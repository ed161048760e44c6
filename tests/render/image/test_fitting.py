"""The room for texts in the columns of a grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.render.image.fitting import READABLE, Fit, Widths, fit_labels

_SHORT = Widths(heads=3, labels=3, numbers=4)


@pytest.mark.parametrize(
    ("shape", "room", "widths", "expected"),
    [
        ((2, 12), 97, _SHORT, Fit(12, 6, 2, has_numbers=True)),
        ((2, 12), 60, _SHORT, Fit(12, 5, 1, has_numbers=True)),
        ((2, 12), 59, _SHORT, Fit(6, 6, 2, has_numbers=True)),  # in two parts
        ((2, 12), 97, Widths(3, 16, 4), Fit(12, 8, 1, has_numbers=True)),  # all are cut
        ((2, 3), 97, Widths(3, 16, 4), Fit(3, 18, 2, has_numbers=True)),  # none is
        ((2, 12), 97, Widths(3, 3, 12), Fit(6, 14, 2, has_numbers=True)),  # no number is cut
        ((2, 12), 20, _SHORT, Fit(4, 5, 1, has_numbers=True)),
        ((2, 12), 10, _SHORT, Fit(2, 5, 2, has_numbers=False)),
        ((26, 12), 20, _SHORT, Fit(4, 5, 1, has_numbers=True)),
        ((40, 12), 20, _SHORT, Fit(4, 5, 2, has_numbers=False)),  # half as many lines
        ((80, 12), 20, _SHORT, None),
        ((80, 12), 60, _SHORT, Fit(12, 5, 1, has_numbers=True)),  # in one piece whatever its length
        ((300, 12), 60, _SHORT, Fit(12, 5, 1, has_numbers=True)),
        ((50, 12), 59, _SHORT, Fit(6, 6, 2, has_numbers=True)),  # just so many lines
        ((120, 12), 59, _SHORT, Fit(12, 4, 1, has_numbers=False)),
        ((67, 12), 16, Widths(3, 3, 0), None),  # one line too many
        ((66, 12), 16, Widths(3, 3, 1), Fit(4, 4, 1, has_numbers=False)),
        ((2, 12), 15, _SHORT, Fit(3, 5, 1, has_numbers=True)),  # just so many parts
        ((2, 10), 10, _SHORT, Fit(2, 5, 2, has_numbers=False)),
        ((2, 12), 4, _SHORT, Fit(1, 4, 1, has_numbers=False)),
        ((2, 13), 4, _SHORT, None),
        ((2, 400), 60, _SHORT, None),
        ((2, 4), 5, _SHORT, Fit(1, 5, 1, has_numbers=True)),  # in four
        ((2, 5), 5, _SHORT, Fit(1, 5, 2, has_numbers=False)),
        ((25, 4), 5, _SHORT, Fit(1, 5, 1, has_numbers=True)),  # on 200 lines
        ((50, 4), 4, _SHORT, Fit(1, 4, 1, has_numbers=False)),
        ((67, 3), 4, _SHORT, None),
        ((51, 2), 6, _SHORT, Fit(1, 5, 2, has_numbers=False)),
        ((103, 1), 6, _SHORT, Fit(1, 6, 2, has_numbers=True)),
        ((27, 4), 4, Widths(3, 3, 1), Fit(1, 4, 1, has_numbers=False)),
        ((2, 2), 4, Widths(9, 9, 9), Fit(1, 4, 1, has_numbers=False)),
        ((2, 2), 3, Widths(9, 9, 9), None),
        ((2, 2), 2, Widths(1, 1, 0), Fit(1, 2, 1, has_numbers=True)),
    ],
)
def test_labels_stay_before_numbers(
    shape: tuple[int, int], room: int, widths: Widths, expected: Fit | None
) -> None:
    """In as few parts as have readable labels; without numbers, where these need too many."""
    found = fit_labels(shape, room, widths)
    assert found == expected
    assert not (found and found.is_upright)  # which who draws it decides


@given(
    st.tuples(st.integers(1, 50), st.integers(1, 300)),
    st.integers(1, 200),
    st.builds(Widths, st.integers(1, 30), st.integers(1, 30), st.integers(0, 12)),
)
def test_what_fits_has_room(shape: tuple[int, int], room: int, widths: Widths) -> None:
    """Parts are within the line, numbers within their columns, labels readable where they can."""
    found = fit_labels(shape, room, widths)
    if found is None:
        return
    inside = found.wide - found.gap
    assert found.size * found.wide <= room
    assert found.size <= shape[1]
    assert not found.has_numbers or inside >= widths.numbers
    assert inside >= min(widths.labels, READABLE, room - 1)
