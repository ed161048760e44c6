"""Parts of a file that are not there."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from heatmark.block.parts import choices, near, refuse_part
from heatmark.core.errors import ParseError


@pytest.mark.parametrize(
    ("part", "names", "hint"),
    [
        ("layer", ["layers", "b"], "did you mean 'layers'? its parts are layers, b"),
        ("zzz", ["a", "b"], "its parts are a, b"),
        ("0", ["a"], "parts are counted from 1; its parts are a"),
        ("1.0", ["a"], "parts are counted from 1; its parts are a"),
        ("10", ["a"], "its parts are a"),
        ("x", [], "it has no parts: leave the # and what follows out"),
    ],
)
def test_what_there_is_instead(part: str, names: list[str], hint: str) -> None:
    """The nearest name comes first, then what the file has."""
    with pytest.raises(ParseError, match=f"there is no part '{part}' in it") as caught:
        refuse_part(part, names)
    assert caught.value.hint == hint
    assert caught.value.about == "src"


def test_a_name_that_only_looks_alike() -> None:
    """Its accents are other characters; one without accents is what may be meant."""
    known = [normalize("NFD", "một"), "hai"]
    assert near("một", known).startswith(f"copy '{known[0]}' from there")
    assert near("mot", known) == f"did you mean '{known[0]}'?"


def test_few_choices_are_listed() -> None:
    """Twelve names are, and how many more there are; one without letters is still seen."""
    assert choices(["", "a"]) == "'', a"
    names = [f"n{at}" for at in range(12)]
    assert choices(names) == ", ".join(names)
    assert choices([*names, "x", "y"]) == f"{', '.join(names)} and 2 more"
    assert near("n11x", names) == "did you mean 'n11'?"
    many = [*("a" * at for at in range(1, 200)), "nearby", "farther"]
    assert near("nearbx", many)
    assert not near("farthex", many)


@pytest.mark.parametrize("name", ["diem", "Diem", "ĐIỂM", "điem"])
def test_names_without_accents(name: str) -> None:
    """Who leaves accents or capitals out means the name that has them."""
    assert "điểm" in near(name, ["khác", "điểm"])
    assert not near("xyz", ["khác", "điểm"])
