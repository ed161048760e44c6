"""Rows of scores that are those of tokens, and what none of them sees."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.picture.parts import PLAIN
from heatmark.tokens.causal import later_cells, token_rows
from heatmark.tokens.rows import row_names

TOKENS = ["a", " b", " c"]
CAUSAL = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
BLANK = [[1, None, None], [0.5, 0.5, None], [0.2, 0.3, 0.5]]


def found(tokens: Any, scores: Any, **options: Any) -> tuple[dict[int, int] | None, Any]:
    content = Heatmap(tokens, scores, **options).content
    chosen = resolve(options)
    rows = token_rows(content, row_names(content, chosen), chosen)
    later = None if rows is None else later_cells(content, rows, chosen)
    return rows, None if later is None else later.astype(int).tolist()


def drawn(tokens: Any, scores: Any, **options: Any) -> Any:
    made = Heatmap(tokens, scores, **options)
    return picture(made.content, resolve(dict(made.options)))


def test_which_rows_are_those_of_tokens() -> None:
    """Without names, or with the names of all tokens; of some of them where one is picked."""
    assert found(TOKENS, CAUSAL, view="grid")[0] == {0: 0, 1: 1, 2: 2}
    named = dict(zip("abc", CAUSAL, strict=True))
    assert found(TOKENS, named, view="grid")[0] == {0: 0, 1: 1, 2: 2}
    same = dict(zip(["a (1)", "b", "a (2)"], CAUSAL, strict=True))
    assert found(["a", " b", " a"], same, view="grid")[0] == {0: 0, 1: 1, 2: 2}
    assert found(TOKENS, {"x": [1, 2, 3], **named}, view="grid", control="x")[0] == {
        1: 0,
        2: 1,
        3: 2,
    }
    assert found(TOKENS, {"x": [1, 2, 3], **named}, view="grid")[0] is None
    assert found(TOKENS, dict(zip("bca", CAUSAL, strict=True)), view="grid")[0] is None
    assert found(TOKENS, dict(zip("abc", CAUSAL, strict=True)))[0] is None
    some = {"c": [0.2, 0.3, 0.5], "b": [0.5, 0.5, 0]}
    assert found(TOKENS, some, series="pick")[0] == {0: 2, 1: 1}
    twice = {"a": [1, 0, 0], "a ": [0.2, 0.3, 0.5]}
    assert found(["a", " b", " a"], twice, series="pick")[0] == {0: 0, 1: 2}
    assert found(TOKENS, {"x": [1, 2, 3], "b": [0.5, 0.5, 0]}, series="pick")[0] is None


@pytest.mark.parametrize("scores", [CAUSAL, BLANK])
def test_what_rows_do_not_see(scores: Any) -> None:
    """Nothing, or zeros, at all later tokens."""
    assert found(TOKENS, scores, view="grid")[1] == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]


def test_what_rows_see() -> None:
    """One score at a later token says that rows see; two rows, or no score, say nothing."""
    assert found(TOKENS, [[1, 0, 0.1], *CAUSAL[1:]], view="grid")[1] is None
    assert found(TOKENS, [[1, 0.1, 0], *CAUSAL[1:]], view="grid")[1] is None
    assert found(TOKENS, np.zeros((3, 3)), view="grid")[1] is None
    assert found(TOKENS[:2], [[1, 0], [0.5, 0.5]], view="grid")[1] is None


def test_words_that_are_seen_in_part_are_seen() -> None:
    """Only words all pieces of which are later are."""
    tokens = ["Ġx", "y", "Ġz"]
    assert found(tokens, CAUSAL, view="grid", merge="sum")[1] == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]
    made = drawn(tokens, CAUSAL, view="grid", merge="sum")
    assert [strip.texts for strip in made.strips] == [("1", ""), ("1", ""), ("0.5", "0.5")]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"scale": [0.1, 1]},
        {"scale": "rank"},
        {"steps": [0.1, 0.4]},
        {"stats": ["mean", "min"]},
        {"noise": 0.05},
        {"control": "shuffle"},
        {"order": "reversed"},
        {"series": "pick", "view": "text"},
        {"transform": "log"},
        {"share": "x"},
    ],
)
def test_zeros_that_no_row_sees_are_as_nothing(options: dict[str, Any]) -> None:
    """Counts, ends, places, steps, summaries and tests are those of a map that leaves them out."""
    wanted = {"view": "grid", "measure": "attention", **options}
    zeros, blank = (drawn(TOKENS, scores, **wanted) for scores in (CAUSAL, BLANK))
    assert zeros.legend == blank.legend
    assert zeros.legend.missing == 0
    said = [[(one.texts, one.levels) for one in made.strips[:3]] for made in (zeros, blank)]
    assert said[0] == said[1]
    assert all(
        strip.levels[at] == PLAIN and not strip.texts[at] and not strip.clipped
        for strip in zeros.strips
        for at in strip.later
    )
    assert sum(len(strip.later) for strip in zeros.strips if strip.role == "series") == 3


def test_later_cells_of_special_and_marked_tokens_are_no_scores() -> None:
    """They are counted neither among the scores nor twice among those that are not missing."""
    tokens = ["<s>", " b", " c"]
    made = drawn(tokens, [[1, 0, 0], [0.9, 0.1, 0], [0.8, 0.1, 0.1]], view="grid")
    assert (made.legend.scored, made.legend.missing, made.legend.constant) == (3, 0, True)
    marked = drawn(TOKENS, BLANK, view="grid", mark=["c"])
    assert (marked.legend.scored, marked.legend.missing) == (6, 0)
    hidden = drawn(tokens, CAUSAL, view="grid", special="hide")
    assert [sorted(strip.later) for strip in hidden.strips] == [[0, 1], [1], []]
    lost = drawn(TOKENS, [*BLANK[:2], [0.2, None, 0.5]], view="grid")
    assert (lost.legend.scored, lost.legend.missing) == (5, 1)


def test_runs_and_errors_end_where_rows_do() -> None:
    """What stands beside a score that is none says nothing."""
    made = drawn(TOKENS, CAUSAL, err=[[0.1] * 3] * 3, view="grid")
    assert made.strips[0].errors == (0.1, None, None)
    runs = {name: [row, row] for name, row in zip("abc", CAUSAL, strict=True)}
    made = drawn(TOKENS, None, runs=runs, view="grid")
    assert made.strips[0].scores == (1, None, None)
