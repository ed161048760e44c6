"""Words of errors."""

from __future__ import annotations

from heatmark.core.wording import nearest, quoted


def test_suggestions() -> None:
    """A suggestion is near, in the right case, or not made."""
    assert nearest("REDS", ["Reds", "Blues"]) == "did you mean 'Reds'?"
    assert nearest("xyz", ["Reds", "Blues"]) == ""
    assert len(quoted("x" * 1000)) <= 61
