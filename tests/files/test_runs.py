"""Runs in data files: arrays by that name, rows for runs, columns for tokens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from heatmark import Heatmap, HeatmarkError, ScoreError
from heatmark.block.draft import Draft
from heatmark.files.arrays import Nested
from heatmark.files.request import Request
from heatmark.files.runs import runs_in, with_runs
from heatmark.hosts.page import Page
from pages import draw

if TYPE_CHECKING:
    from pathlib import Path

TOKENS = ["a", " b", " c"]
RUNS = [[1.2, 0.1, -0.3], [0.9, -0.2, 0.1]]


def saved(folder: Path, **arrays: Any) -> Path:
    path = folder / "d.npz"
    known: dict[str, Any] = {name: np.array(one) for name, one in arrays.items()}
    np.savez(path, tokens=np.array(TOKENS), **known)
    return path


def test_an_array_of_runs(tmp_path: Path) -> None:
    """An NPZ file with runs has the series of their means."""
    made = Heatmap.read(saved(tmp_path, runs=RUNS))
    assert made.series == Heatmap(TOKENS, runs=RUNS).series


def test_runs_of_several_series(tmp_path: Path) -> None:
    """Names follow the dot; some can be chosen."""
    path = saved(tmp_path, **{"runs.x": RUNS, "runs.y": np.array(RUNS) + 1})
    assert [one.name for one in Heatmap.read(path).series] == ["x", "y"]
    (one,) = Heatmap.read(path, field="y").series
    assert one.runs == tuple(map(tuple, (np.array(RUNS) + 1).tolist()))


def test_as_many_runs_as_tokens(tmp_path: Path) -> None:
    """Of a square array the rows are the runs."""
    square = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0]]
    (one,) = Heatmap.read(saved(tmp_path, runs=square)).series
    assert one.runs == tuple(map(tuple, square))


def test_scores_beside_runs(tmp_path: Path) -> None:
    """It must be said which of both is meant."""
    path = saved(tmp_path, runs=RUNS, logprob=[-1, -2, -3])
    with pytest.raises(HeatmarkError, match="both runs and 'logprob'") as caught:
        Heatmap.read(path)
    assert "field: runs, or field: logprob" in caught.value.hint
    assert Heatmap.read(path, field="logprob").series[0].scores == (-1, -2, -3)
    assert Heatmap.read(path, field="runs").series[0].runs is not None


def zeros(*shape: int) -> Nested:
    return Nested("", np.zeros(shape).tolist())


@pytest.mark.parametrize("shape", [(3,), (3, 2), (2, 2, 3)])
def test_runs_of_another_shape(shape: tuple[int, ...]) -> None:
    """Runs are rows over the tokens, and nothing else is guessed."""
    with pytest.raises(ScoreError, match="does not fit 3 tokens") as caught:
        runs_in({"runs": zeros(*shape)}, 3, Request())
    assert "[runs, 3]" in caught.value.hint


def test_no_runs() -> None:
    """Arrays by other names are left to others."""
    assert runs_in({"scores": zeros(3)}, 3, Request()) is None
    assert runs_in({"scores": zeros(3), "runs": zeros(2, 3)}, 3, Request(field="scores")) is None


def test_json_of_runs(tmp_path: Path) -> None:
    """Our own mapping may have runs, with options, a part of the tokens, and chosen series."""
    own = {"tokens": TOKENS, "runs": {"x": RUNS, "y": RUNS}, "measure": "m", "against": 0}
    (tmp_path / "d.json").write_text(json.dumps(own), "utf-8")
    made = Heatmap.read(tmp_path / "d.json", field="y", rows="2..3")
    assert made.series[0].runs == ((0.1, -0.3), (-0.2, 0.1))
    assert dict(made.options)["against"] == 0
    with pytest.raises(HeatmarkError, match="no field 'z'"):
        Heatmap.read(tmp_path / "d.json", field="z")
    page = Page(options={"root": str(tmp_path)}, folder=tmp_path)
    found = draw("src=d.json field=x", "", page)
    assert found.legend.verdict
    others = {"words": TOKENS, "runs": RUNS, "entropy": [1, 2, 3]}
    (tmp_path / "d.json").write_text(json.dumps(others), "utf-8")
    (one,) = Heatmap.read(tmp_path / "d.json", field="runs", rows="1..2").series
    assert one.runs == ((1.2, 0.1), (0.9, -0.2))


def test_runs_in_a_block() -> None:
    """YAML has lists of lists, also with numbers that it takes for texts and with gaps."""
    body = "tokens: [a, b]\nruns:\n- [1e-1, null]\n- [0.3, '-']\n"
    (strip,) = draw("", body, Page()).strips
    assert strip.scores == (0.2, None)
    text = draw("", "text: một hai\nruns: [[1, 2], [3, 4]]", Page())
    assert text.strips[0].scores == (2, 3)


@pytest.mark.parametrize(
    ("header", "body", "problem"),
    [
        ("", "tokens: [a]\nscores: [1]\nruns: [[1], [2]]", "scores and runs exclude"),
        ("", "tokens: [a]\nerr: [1]\nruns: [[1], [2]]", "runs and err exclude"),
        ("", "runs: [[1], [2]]\n---\na 1", "runs cannot stand above rows"),
        ("runs=1", "a 1", "runs belongs in the body"),
        ("", "tokens: [a]\nruns: 3", "list of lists"),
        ("", "tokens: [a]\nruns: [1, 2]", "list of lists"),
        ("repeats=3", "tokens: [a]\nruns: [[1], [2]]", "goes with err or noise alone"),
        ("repeats=3", "a 1", "goes with err or noise alone"),
        ("repeats=1 noise=1", "a 1", "repeats must be"),
    ],
)
def test_what_does_not_go_with_runs(header: str, body: str, problem: str) -> None:
    """Contradictions are errors with a hint."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        draw(header, body, Page())
    assert caught.value.hint or "must be" in str(caught.value)


def test_the_text_of_some_tokens() -> None:
    """All tokens make up the text; of some it is not known which part they are."""
    draft = Draft(tokens=("a", " b"), text="a b")
    runs = [[1.0, 2.0], [3.0, 4.0]]
    assert with_runs(draft, runs, Request()).text == "a b"
    assert with_runs(draft, runs, Request(rows=(1, 2))).text is None
    assert with_runs(draft, runs, Request(rows=(2, 2))).tokens == (" b",)
