"""Runs that are copies: which are told, and which may well be equal by chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.copies import copied_runs, first_copies
from heatmark.picture.paint import picture
from heatmark.render.legend import told

RUNS = np.random.default_rng(1).standard_normal((8, 12)).round(2)


def as_runs(runs: Any) -> Any:
    return tuple(map(tuple, np.asarray(runs).tolist()))


def drawn(runs: Any, **options: Any) -> Any:
    count = len(next(iter(runs.values()))[0] if isinstance(runs, dict) else runs[0])
    heatmap = Heatmap([f" t{at}" for at in range(count)], runs=runs)
    assert copied_runs.__doc__
    return picture(heatmap.content, resolve(check_all(options, Scope.BLOCK)))


def told_of(found: Any) -> list[str]:
    return [notice.message for notice in found.notices if notice.name == "copied-runs"]


@pytest.mark.parametrize("size", [2, 5, 6, 12])
def test_runs_that_are_all_the_same(size: int) -> None:
    """They say nothing of errors: nothing is tested, and the author is told."""
    found = drawn([[1.0, 2.0, 0.0]] * size, against=0.0)
    (message,) = told_of(found)
    assert message.startswith(f"all {size} runs are the same")
    notes = dict(told(found).notes)
    assert notes["untested"] == "not tested, error unknown: 3"
    assert "verdict" not in notes
    assert not found.strips[0].faded


def test_a_series_without_chance_beside_another() -> None:
    """It may be subtracted from one that scatters, run by run; nothing is told."""
    same = [[1.0, 2.0, 3.0]] * 8
    assert told_of(drawn({"a": RUNS[:, :3].tolist(), "b": same}, minus="b")) == []
    assert len(told_of(drawn({"a": same, "b": same}, minus="b"))) == 1


def test_two_runs_that_are_the_same() -> None:
    """They are named, with their series."""
    runs = RUNS.tolist()
    runs[6] = runs[2]
    found = drawn({"x": RUNS.tolist(), "y": runs}, against=0.0)
    (message,) = told_of(found)
    assert message.startswith("runs 3 and 7 of 'y' are the same for all tokens")
    assert told_of(drawn({"x": RUNS.tolist()}, against=0.0)) == []
    runs = [[None, *run] for run in RUNS.tolist()]
    runs[1] = runs[0]
    assert first_copies(tuple(map(tuple, runs))) == (0, 1)


def test_runs_that_are_the_same_by_chance() -> None:
    """Runs of few values or few tokens often are; so that hardly any of these is told."""
    rng = np.random.default_rng(2)
    for shape, values in (((8, 4), 2), ((8, 12), 2), ((30, 3), 10), ((6, 2), 100)):
        told_wrongly = [
            first_copies(as_runs(rng.integers(0, values, shape))) is not None for _ in range(500)
        ]
        assert np.mean(told_wrongly) <= 0.01
    assert first_copies(as_runs([[1, 2], [1, 2], [1, 3]])) is None


@pytest.mark.parametrize(("count", "pair"), [(7, None), (8, (0, 1))])
def test_how_rare_copies_are(count: int, pair: tuple[int, int] | None) -> None:
    """Of three runs 3 · (1/3)^n pairs are equal by chance where no other scores are."""
    runs = [[*range(count)], [*range(count)], [*range(count, 2 * count)]]
    assert first_copies(as_runs(runs)) == pair
    assert first_copies(as_runs(runs[:2])) is None  # all are
