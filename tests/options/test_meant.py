"""What an author may have meant by an option that there is not."""

from __future__ import annotations

import unicodedata

import pytest

from heatmark.options.declare import Scope, known
from heatmark.options.meant import in_vietnamese, meant


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
        ("label", "id"),
        ("class", "css_classes"),
        ("sclae", "scale"),
    ],
)
def test_names_of_other_tools(name: str, option: str) -> None:
    """One option is named, and it is one of those that may be set there."""
    assert meant(name, "x", known(Scope.BLOCK)) == f"did you mean '{option}'?"
    assert option in known(Scope.BLOCK)


@pytest.mark.parametrize(
    ("name", "value", "option"),
    [
        ("tiêu đề", "x", "title"),
        ("Tiêu-đề", "x", "title"),
        (unicodedata.normalize("NFD", "đơn_vị"), "nat", "unit"),
        ("don_vi", "nat", "unit"),
        ("mau", "Blues", "cmap"),
        ("mẫu", "hand", "sample"),
        ("điểm số", [1], "scores"),
        ("Từ", "Điểm", ""),
        ("lop", "x", ""),
    ],
)
def test_names_in_vietnamese(name: str, value: object, option: str) -> None:
    """With their accents and without; a line `Từ: Điểm` names columns."""
    hint = meant(name, value, [*known(Scope.BLOCK), "scores"])
    assert hint == (f"did you mean '{option}'?" if option else hint)
    assert ("did you mean" in hint) is bool(option)
    assert in_vietnamese("tâm") == "center"


def test_lists_are_other_options_than_texts() -> None:
    """A text is what directives call so, a list what figures have of it; some may be either."""
    assert meant("label", ["N", "V"], known(Scope.BLOCK)) == "did you mean 'labels'?"
    assert meant("class", ["N", "V"], known(Scope.BLOCK)) == "did you mean 'classes'?"
    assert meant("name", ["x"], known(Scope.BLOCK)) == "did you mean 'names'?"
    assert meant("name", "x", known(Scope.BLOCK)) == "did you mean one of id, names?"
    assert "'id'" not in meant("label", "x", known(Scope.PAGE))


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
    assert meant("qqq", "1", known(Scope.BLOCK)) == (
        "leave it out: there is no option with a name like it"
    )
    assert meant("Hà", "0,5", known(Scope.BLOCK)).endswith("is a row: Hà 0,5")
    assert meant("x y", 0.5, known(Scope.BLOCK)).endswith('is a row: "x y" 0.5')
    assert meant("Hà", "x", known(Scope.BLOCK)).startswith("leave it out: there is no")


def test_what_is_no_tie_is_not_named() -> None:
    """Of names that are nearly alike only the nearest is meant, not one that is less so."""
    assert meant("lineups", "1", ["lineup", "lineup_class"]) == "did you mean 'lineup'?"
    assert meant("“sclae”", "1", ["scale"]) == "did you mean 'scale'?"


@pytest.mark.parametrize(
    ("value", "shown"), [("", "0"), ("3", "3"), ("x" * 12, "x" * 12), ("x" * 13, "x" * 12)]
)
def test_a_part_of_a_file_is_written_behind_its_path(value: str, shown: str) -> None:
    """The hint has the part as it was set, cut if it is long, and 0 where it was not."""
    hint = meant("head", value, ["src"])
    assert hint.endswith(f"src: data.npz#head={shown}")


@pytest.mark.parametrize("name", ["“scale”", "'scale'", "scale”"])
def test_quotes_around_names(name: str) -> None:
    """Curly quotes and doubled ones are said to be it."""
    assert meant(name, "x", ["scale"]) == "write scale without quotes, or with straight ones"
