"""Options about scores, where there are none."""

from __future__ import annotations

import pytest

from heatmark.core.errors import OptionError
from heatmark.options.declare import DECLARED
from heatmark.options.resolve import resolve
from heatmark.options.scored import ABOUT_SCORES, without_scores


def test_what_site_and_page_say_is_left_out() -> None:
    """A scale that a site sets for all its blocks has no hold on tokens without scores."""
    wide = {"share": "x", "cmap": "viridis", "view": "bars", "title": "T"}
    found = without_scores(resolve(wide), {"title": "T"})
    assert (found.share, found.cmap, found.view, found.title) == (None, None, "text", "T")


@pytest.mark.parametrize("name", ["scale", "view", "measure", "control"])
def test_what_the_block_says_is_refused(name: str) -> None:
    """A block that says something of scores has forgotten them."""
    values = {"scale": "zero", "view": "grid", "measure": "P", "control": ("shuffle",)}
    own = {name: values[name]}
    with pytest.raises(OptionError, match=f"{name} means nothing without scores") as caught:
        without_scores(resolve(own), own)
    assert "scores: […]" in caught.value.hint


def test_a_default_says_nothing() -> None:
    """What is written down as it would be anyway is no mistake."""
    assert without_scores(resolve({"view": "text"}), {"view": "text"}).view == "text"


def test_all_of_them_are_options() -> None:
    """Each is declared."""
    assert set(ABOUT_SCORES) <= set(DECLARED)
