"""Pages: their options, and what is drawn on them."""

from __future__ import annotations

import pytest

from heatmark.core.errors import HeatmarkError, OptionError
from heatmark.hosts.page import Page, page_options
from pages import draw


def test_a_drawn_block_follows_the_cascade() -> None:
    """Options reach the picture through all levels, the data's own included."""
    page = Page(options=page_options({"cmap": "Blues"}, {"measure": "log P"}))
    drawn = draw("hover=off", "title: Một\n---\na 1", page)
    assert drawn.palette.name == "Blues"
    assert drawn.legend.measure == "log P"
    assert drawn.title == "Một"
    assert drawn.hover is False
    assert draw("cmap=none", "a 1", page).palette.name == "Reds"


@pytest.mark.parametrize("front_matter", [["cmap"], "Blues", 1, True])
def test_front_matter_is_a_mapping(front_matter: object) -> None:
    """Front matter that is no mapping is refused."""
    with pytest.raises(HeatmarkError, match="front matter"):
        page_options({}, front_matter)


def test_front_matter_is_named() -> None:
    """An error in the front matter says that it is there, and keeps its hint."""
    with pytest.raises(OptionError, match="in the page's front matter: unknown option") as caught:
        page_options({}, {"cmpa": "Blues"})
    assert caught.value.hint == "did you mean 'cmap'?"


def test_a_page_with_a_problem_draws_nothing() -> None:
    """A block on a page with broken front matter shows that problem instead of a wrong picture."""
    problem = OptionError("in the page's front matter: …")
    with pytest.raises(OptionError, match="front matter"):
        draw("", "a 1", Page(problem=problem))
