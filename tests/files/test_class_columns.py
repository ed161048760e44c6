"""Probabilities of classes are known by their sums, whatever the classes are called."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.files.class_columns import classes_among

SHARES = {
    "time": ["0.8", "0.1", "0.2"],
    "place": ["0.1", "0.1", "0.75"],
    "O": ["0.1", "0.8", ".05"],
}


@pytest.mark.parametrize(
    ("more", "scores", "found"),
    [
        ({}, (), {*SHARES}),
        ({"STT": ["1", "2", "3"]}, (), {*SHARES}),  # no shares
        ({"mask": ["1", "0", "1"]}, (), {*SHARES}),  # whole numbers alone
        ({"score": ["0.5", "0.5", "0.5"]}, ("score",), {*SHARES}),
        ({"other": ["0.5", "0.5", "0.5"]}, (), set()),
        ({"word": ["a", "b", "c"]}, (), {*SHARES}),
        ({"x": ["-0.5", "0.5", "0.5"]}, (), {*SHARES}),
    ],
)
def test_all_classes_add_up_to_one(
    more: dict[str, list[str]], scores: tuple[str, ...], found: set[str]
) -> None:
    """In each row, but for rounding; what cannot be a share, or is called a score, is beside."""
    assert classes_among({**SHARES, **more}, scores) == found


@pytest.mark.parametrize(
    ("columns", "are_classes"),
    [
        ({"a": ["0,3", "0,4", "0,25"], "b": ["0,7", "0,6", "0,75"]}, True),  # decimal commas
        ({"a": ["0.33"] * 2, "b": ["0.33"] * 2, "c": ["0.33"] * 2}, True),
        ({"a": ["0.32"] * 2, "b": ["0.33"] * 2, "c": ["0.32"] * 2}, False),
        ({"start": ["0.3", "0.4"], "end": ["0.7", "0.6"]}, False),  # too few for chance
        ({"a": ["0.3", "", "0.25"], "b": ["0.7", "0.6", "0.75"]}, False),
        ({"a": ["1", "0", "1"], "b": ["0", "1", "0"]}, False),  # masks
        ({}, False),
    ],
)
def test_how_surely(columns: dict[str, list[str]], are_classes: bool) -> None:
    """Sums of few numbers may be 1 by chance; a number that is missing is none."""
    assert bool(classes_among(columns)) is are_classes


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("token,time,place,person\na,.8,.1,.1\nb,.1,.1,.8\nc,.2,.7,.1", "time place person"),
        ("token,time,place,person\na,.1,.1,.8\nb,.2,.7,.1\nc,.3,.7,0", "time place person"),
        ("token,PER,MISC,O\na,.8,.1,.1\nb,.1,.1,.8", "PER MISC O"),
        ("STT,token,NUM,POS,PART\n1,a,.8,.1,.1\n2,b,.1,.1,.8", "NUM POS PART"),
        ("token\tlabel\thead\tentity\na\t.8\t.1\t.1\nb\t.1\t.1\t.8", "label head entity"),
        ("token,surprisal,neg,pos,rank\na,5,.1,.2,.7\nb,4,.5,.1,.4", "surprisal neg pos rank"),
        ("token,surprisal,rank\na,5,1\nb,4,2", "surprisal"),
    ],
)
def test_classes_of_a_table(text: str, drawn: str) -> None:
    """None of them is left out for its name, and no class is another quantity than the others."""
    found = read(text.encode(), "x.csv")
    assert [*columns_of(found)] == ([None] if drawn == "surprisal" else drawn.split())
    assert not found.notices


def test_another_quantity_beside_classes() -> None:
    """It is told of; the hint, followed, draws all of them."""
    text = b"token,RT,time,place,person\na,350,.8,.1,.1\nb,210,.1,.2,.7"
    found = read(text, "x.csv")
    (told,) = found.notices
    assert told.name == "unlike-columns"
    assert "'RT', 'place' are different" in told.message
    assert "field: RT, time, place, person means all" in told.hint
    chosen = read(text, "x.csv", field="RT, time, place, person")
    assert columns_of(chosen) == columns_of(found)
