"""What an author may have meant by an option that there is not."""

from __future__ import annotations

import pytest

from heatmark.options.declare import Scope, known
from heatmark.options.meant import meant


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("color", "cmap"),
        ("Colour", "cmap"),
        ("colour-map", "cmap"),
        ("file", "src"),
        ("font-size", "fontsize"),
        ("tokenaxis", "token_axis"),
        ("token", "tokens"),
        ("class", "classes"),
        ("sclae", "scale"),
    ],
)
def test_names_of_other_tools(name: str, option: str) -> None:
    """One option is named, and it is one of those that may be set there."""
    assert meant(name, "x", known(Scope.BLOCK)) == f"did you mean '{option}'?"
    assert option in known(Scope.BLOCK)


def test_options_that_are_not_for_this_place_are_not_named() -> None:
    """A page has no file: `file` in its front matter is not sent to `src`."""
    assert "src" not in meant("file", "x", known(Scope.PAGE))
    assert "scale: [lowest, highest]" in meant("vmin", "0", known(Scope.PAGE))
    assert "src" not in meant("head", "all", known(Scope.PAGE))


def test_few_names_are_listed() -> None:
    """Several that are equally near are all named; the others never."""
    assert meant("lineup_x", "1", ["lineup_a", "lineup_b", "scale"]) == (
        "did you mean one of lineup_b, lineup_a?"
    )
    assert meant("qqq", "1", known(Scope.BLOCK)).startswith("leave it out")


@pytest.mark.parametrize("name", ["“scale”", "'scale'", "scale”"])
def test_quotes_around_names(name: str) -> None:
    """Curly quotes and doubled ones are said to be it."""
    assert meant(name, "x", ["scale"]) == "write scale without quotes, or with straight ones"
