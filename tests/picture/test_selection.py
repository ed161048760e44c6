"""What is claimed of an example that was chosen for its result."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.core.errors import OptionError
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.picks import needed_picks
from heatmark.picture.selection import Selection, selection
from heatmark.render.legend import told
from pages import draw
from pictures import drawn, names

TOKENS = ["a", " b", " c", " d", " e"]
SCORES = [1.0, 0.2, 0.3, 0.9, 0.8]


@pytest.mark.parametrize(
    ("sample", "faded", "said", "noticed"),
    [
        ("random of 500", set(), "", False),
        ("top of 1", set(), "; that it is the top of 1 is", False),
        ("top of 1,000", {1}, "; that it is the top of 1,000 is counted in", False),
        ("top 8 of 500", {1}, "; that it is the top of 500 is counted in", False),
        ("nổi bật nhất trong 500", {1}, "; that it is the top of 500 is counted in", False),
        ("top 500", {1}, "; that it is the top of 500 is counted in", True),
        ("top of many", set(), "; that it was chosen for its result is not counted in", True),
        ("top", set(), "; that it was chosen for its result is not counted in", True),
    ],
)
def test_errors(sample: str, faded: set[int], said: str, *, noticed: bool) -> None:
    """The top of M is tested M times as strictly; where M is not read, that is said to both."""
    found = drawn(["a", " b"], [1.0, 0.2], noise=0.1, against=0.5, sample=sample, measure="x")
    assert found.strips[0].faded == faded
    verdict = dict(found.legend.verdict)["verdict"]
    assert said in verdict if said else "chosen" not in verdict
    assert names(found) == ["chosen-example"] * noticed


def test_nothing_is_claimed_without_a_test() -> None:
    """Where nothing is said of chance, an example may be the top of any number."""
    for sample in ("top", "top 500", "top of 500"):
        assert names(drawn(TOKENS, SCORES, sample=sample, measure="x")) == []
        assert names(drawn(TOKENS, SCORES, sample=sample, measure="x", rorschach=2)) == []
        shuffled: Any = ("shuffle",)
        assert names(drawn(TOKENS, SCORES, sample=sample, measure="x", control=shuffled)) == []


def test_the_best_answer_is_an_aside() -> None:
    """Nothing is said to readers of what is not known; nor to authors, where nothing is tested."""
    found = drawn(TOKENS, SCORES, sample="best answer", measure="x", noise=0.1)
    assert [(one.name, one.level) for one in found.notices] == [("chosen-example", "info")]
    assert "chosen" not in " ".join(told(found).explained)
    assert names(drawn(TOKENS, SCORES, sample="best answer", measure="x")) == []


@pytest.mark.parametrize("options", [{"lineup": 20}, {"decoys": ["B", "C"]}])
def test_right_picks(options: dict[str, Any]) -> None:
    """A class needs more of them, by Bonferroni; where M is not read, P ≤ 0.05 does not hold."""
    rows = SCORES if "lineup" in options else {"A": SCORES, "B": SCORES[::-1], "C": SCORES[1:] * 2}
    rows = {name: row[:5] for name, row in rows.items()} if isinstance(rows, dict) else rows
    size = options.get("lineup", 3)
    top, unknown, plain = (
        drawn(TOKENS, rows, sample=sample, measure="x", **options)
        for sample in ("top of 500", "best", "random of 500")
    )
    assert top.lineup
    assert unknown.lineup
    assert plain.lineup
    assert Selection().total == 1
    level = Fraction(1, 20 * 500)
    assert top.lineup.needed == tuple(
        (people, needed_picks(people, size, 1.0, level)) for people, _ in plain.lineup.needed
    )
    assert unknown.lineup.needed == plain.lineup.needed
    assert "the top of 500 is counted in" in " ".join(told(top).explained)
    assert "P ≤ 0.05 does not hold" in " ".join(told(unknown).explained)
    assert "chosen" not in " ".join(told(plain).explained)
    assert [names(one) for one in (top, unknown, plain)] == [[], ["chosen-example"], []]
    assert len(top.lineup.told) == 3


def test_versions_and_rho() -> None:
    """They hold of what was drawn at random, which readers and author are told."""
    block: dict[str, Any] = {"lineup": 4, "lineup_versions": 2, "measure": "x"}
    found = drawn(TOKENS, SCORES, sample="top of 500", **block)
    assert "that bound does not hold" in " ".join(told(found).explained)
    assert names(found) == ["chosen-example"]
    assert names(drawn(TOKENS, SCORES, sample="hand", **block)) == []
    rows = {"A": SCORES, "B": SCORES[::-1]}
    for sample, noticed in (("top of 1", False), ("top of 2", True), ("hand", False)):
        one = drawn(TOKENS, rows, sample=sample, measure="x", control=("B",))
        assert [f"its result: '{sample}'" in notice.message for notice in one.notices] == (
            [True] * noticed
        )
    control = drawn(TOKENS, rows, sample="top", measure="x", control=("B",))
    assert "the example was chosen for its result, which is not" in told(control).controls[0]
    assert names(control) == ["chosen-example"]
    assert "chosen" not in told(drawn(TOKENS, rows, measure="x", control=("B",))).controls[0]


def test_groups_of_texts() -> None:
    """One of many texts that was chosen is tested as one of all."""
    texts = [
        {"tokens": ["Paris", " is"], "scores": [0.9, 0.1], "group": "top 8 of 500"},
        {"tokens": ["I", " saw"], "scores": [0, 0.2], "group": "random 8 of 500"},
    ]
    block = {"texts": texts, "measure": "x", "noise": 0.1}
    assert "the top of 500" in dict(draw("", json.dumps(block)).legend.verdict)["verdict"]
    texts[0]["group"] = "strongest"
    unknown = draw("", json.dumps(block))
    assert "is not counted in" in dict(unknown.legend.verdict)["verdict"]
    assert "chosen-example" in names(unknown)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (["top of 500", "top of many"], "from how many cannot be read: 'top of many'"),
        (["top 20", "top", "top of 500"], "from how many cannot be read: 'top'"),
        (["top of 500", "top 20"], "'top 20' can mean one of the 20 at the top of more, and is c"),
        (["top 20", "top of 500"], "at the top of more, and is counted as the top of 500"),
        (["top of 500", "top of 20"], None),
    ],
)
def test_of_several_groups_that_is_named_of_which_least_is_known(
    groups: list[str], said: str | None
) -> None:
    """All are tested as the one that was chosen from the most."""
    texts = [{"tokens": ["a", " b"], "scores": [0.9, 0], "group": group} for group in groups]
    made = draw("", json.dumps({"texts": texts, "measure": "x", "noise": 0.1}))
    found = [one.message for one in made.notices if one.name == "chosen-example"]
    assert [(said or "") in one for one in found] == [True] * (said is not None)


@pytest.mark.parametrize(("sample", "total"), [("top", 1), ("top of 2", 2), ("hand", 1)])
def test_what_is_not_known_is_tested_as_one(sample: str, total: int) -> None:
    """Only what can be read makes a test stricter."""
    asked = resolve({"sample": sample})
    assert selection(lay_out(Heatmap(["a"], [1]).content, asked), asked).total == total


@pytest.mark.parametrize(
    ("sample", "problem"),
    [
        ("top of 0", "'top of 0' says that the example is one of none"),
        ("random of 0", "'random of 0' says that the example is one of none"),
        ("top 0 of 5", "'top 0 of 5' says that the example is one of none"),
        ("top 8 of 5", "'top 8 of 5' says that more were chosen than there are"),
    ],
)
def test_what_cannot_be(sample: str, problem: str) -> None:
    """One of none, or more than there are, is an error, also as the name of a group."""
    with pytest.raises(OptionError) as caught:
        drawn(TOKENS, SCORES, sample=sample)
    assert caught.value.message == problem
    text = {"tokens": ["a", " b"], "scores": [1, 2], "group": sample}
    with pytest.raises(OptionError):
        draw("", json.dumps({"texts": [text, {**text, "group": "others"}]}))
