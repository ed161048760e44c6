"""Series less another one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap, OptionError
from heatmark.options.resolve import resolve
from heatmark.picture.differences import Difference, difference, is_difference
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import paint, picture
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.legend import told
from heatmark.render.text import plain_text

TOKENS = ["a", " b", " c"]
BOTH = {"whole": [1.0, 2.0, 3.0], "cut": [2.0, 1.5, 3.0]}


def drawn(scores: Any, **options: Any) -> Any:
    made = Heatmap(TOKENS, scores, **options)
    return picture(made.content, resolve(dict(made.options)))


def test_the_other_series_are_drawn_less_the_one_that_is_named() -> None:
    """It is not drawn itself; the scale reaches equally far on both sides of 0."""
    found = drawn(BOTH, minus="whole")
    (strip,) = found.strips
    assert strip.name == "cut − whole"
    assert strip.scores == (1.0, -0.5, 0.0)
    assert found.legend.kind == "symmetric"
    assert found.legend.center == "0"


def test_both_ends_are_named() -> None:
    """Readers see which of two is higher, or which side of one that several are compared with."""
    said = told(drawn(BOTH, minus="whole"))
    assert said.ends == ("−1 (whole higher)", "1 (cut higher)")
    said = told(drawn({**BOTH, "other": [0, 0, 0]}, minus="whole", lang="vi"))
    assert said.ends == ("−3 (whole cao hơn)", "3 (whole thấp hơn)")


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 24, "x" * 24), ("x" * 25, "x" * 23 + "…"), ("x" * 22 + " yy", "x" * 22 + "…")],
)
def test_long_names_are_cut(name: str, said: str) -> None:
    """So that they stand beside the ramp; 24 characters do."""
    ends = told(drawn({name: [1, 2, 3], "b": [3, 1, 2]}, minus="b")).ends
    assert ends is not None
    assert ends[1].endswith(f"({said} higher)")


def test_an_end_on_the_other_side_of_zero_is_not_named_wrongly() -> None:
    """Where an author wants another scale, both ends may be on one side."""
    said = told(drawn(BOTH | {"cut": [2.0, 4.0, 3.0]}, minus="whole", scale=[0, 2]))
    assert said.ends == ("0", "2 (cut higher)")


def test_controls_are_no_side_of_the_scale() -> None:
    """A control is less the same series, and the ends are named by what is looked at."""
    found = drawn({**BOTH, "random": [0, 1, 9]}, minus="whole", control="random")
    assert [strip.name for strip in found.strips] == ["cut − whole", "control: random − whole"]
    assert told(found).ends == ("−6 (whole higher)", "6 (cut higher)")


def test_differences_are_taken_last() -> None:
    """Of what is shown: after transforms, conversions, and the making of words."""
    scores = {"whole": [-1.0, -1.0, -2.0], "cut": [-2.0, -1.0, -1.0]}
    found = drawn(scores, minus="whole", measure="P", given="log P, nat", unit="%")
    expected = 100 * (np.exp([-2, -1, -1]) - np.exp([-1, -1, -2]))
    assert found.strips[0].scores == pytest.approx(expected.tolist())
    assert told(found).measure == "difference in P (percentage points)"
    words = Heatmap(["Ġa", "b", "Ġc"], scores, minus="whole", merge="sum")
    merged = picture(words.content, resolve({"scheme": words.scheme}, dict(words.options)))
    assert merged.strips[0].scores == (-1.0, 1.0)


def test_no_probability_is_made_of_a_difference() -> None:
    """A difference of log-probabilities is none, and other tokens have no place on the scale."""
    found = drawn(BOTH, minus="whole", measure="surprisal", alternatives=[[["x", 1.0]], [], []])
    assert not any(strip.chances for strip in found.strips)
    assert found.cells.alternatives is None


def test_a_missing_score_leaves_none() -> None:
    """What is missing on either side is missing, and so is -∞ less -∞."""
    found = drawn({"x": [None, 1, -np.inf], "y": [1, None, -np.inf]}, minus="y")
    assert found.strips[0].scores == (None, None, None)
    assert found.legend.missing == 3


RUNS = np.array([[0.0, 1, 2], [0.1, 1.2, 2.1], [-0.1, 0.9, 1.8], [0.2, 1.1, 2.4]])


def test_runs_are_taken_from_one_another_one_by_one() -> None:
    """What runs of one seed share falls out of the error: it is that of the difference."""
    shared = np.array([[5.0], [-7.0], [3.0], [0.0]])
    runs = {"base": (RUNS + shared).tolist(), "more": (2 * RUNS + shared).tolist()}
    made = Heatmap(TOKENS, runs=runs, minus="base")
    layout = lay_out(made.content, resolve(dict(made.options)))
    assert layout.errors is not None
    assert layout.errors[0] == pytest.approx(RUNS.std(axis=0, ddof=1) / 2)
    assert layout.exact[0] == pytest.approx(RUNS.mean(axis=0))


def test_errors_are_added_as_independent() -> None:
    """√(e² + e²), and the legend says what that supposes."""
    made = Heatmap(TOKENS, BOTH, err={"whole": [3, 3, 3], "cut": [4, 4, 4]}, minus="whole")
    options = resolve(dict(made.options))
    layout = lay_out(made.content, options)
    assert layout.errors is not None
    assert layout.errors[0].tolist() == [5.0, 5.0, 5.0]
    assert "minus-errors" in dict(told(paint(layout, options)).notes)
    assert "minus-errors" not in dict(told(drawn(BOTH, noise=0.1)).notes)
    runs = {"a": RUNS.tolist(), "b": (2 * RUNS).tolist()}
    known = Heatmap(TOKENS, runs=runs, minus="a")
    found = picture(known.content, resolve(dict(known.options)))
    assert "minus-errors" not in dict(told(found).notes)
    assert found.legend.verdict


def test_no_difference_is_minus_zero() -> None:
    """Of a zero with a sign and one without."""
    (strip,) = drawn({"x": [-0.0, 0.0, 1.0], "y": [0.0, -0.0, 1.0]}, minus="y").strips
    assert not np.signbit(np.array(strip.scores, dtype=float)).any()


def test_differences_with_errors_are_compared_with_zero() -> None:
    """Not with their mean: 0 is the centre that `minus` names."""
    found = drawn(BOTH, minus="whole", noise=0.01)
    assert found.strips[0].faded == {2}
    assert "differs from 0" in dict(found.legend.verdict)["verdict"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"runs": {"a": RUNS.tolist(), "b": RUNS[:3].tolist()}}, "'b' has 3 runs and 'a' 4, so"),
        ({"scores": BOTH, "err": {"cut": [1, 1, 1]}}, "'cut' and 'whole' do not say alike"),
        ({"scores": BOTH, "err": {"whole": [1, 1, 1]}}, "'cut' and 'whole' do not say alike"),
        ({"scores": BOTH, "minus": "hole"}, "(?s)no series 'hole'.*you mean 'whole'"),
        ({"scores": BOTH, "minus": "xyz"}, "(?s)no series 'xyz'.*name one of the series"),
        ({"scores": BOTH, "control": "whole"}, "from itself"),
        ({"scores": [1, 2, 3], "minus": "x"}, "there is only one"),
    ],
)
def test_what_cannot_be_subtracted(given: dict[str, Any], says: str) -> None:
    """An error says so: no difference has an error bar that is only half of it."""
    name = "a" if "runs" in given else "whole"
    made = Heatmap(TOKENS, **{"minus": name, **given})
    with pytest.raises(OptionError, match=says):
        lay_out(made.content, resolve(dict(made.options)))


def test_series_without_names_are_named_by_number() -> None:
    """As they are in the figure."""
    made = Heatmap(TOKENS, [[1, 2, 3], [2, 2, 2]], token_axis="last", minus="2")
    options = resolve(dict(made.options))
    assert difference(made.content, ("1", "2"), options) == Difference(1, "2", options)
    assert lay_out(made.content, options).names == ("1 − 2",)


def test_a_measure_that_is_a_difference_keeps_its_name() -> None:
    """Nothing is called the difference of a difference."""
    for name in (
        "Δ log P",
        "hiệu log P",
        "hiệu số xác suất",
        "hiệu giữa hai mô hình",
        "chênh lệch",
    ):
        assert is_difference(name)
    for name in ("log P", "hiệu ứng", "hiệu quả", "hiệu suất (%)"):
        assert not is_difference(name)
    assert drawn(BOTH, minus="whole", measure="Δ log P").legend.measure == "Δ log P"


def test_every_renderer_names_the_ends() -> None:
    """LaTeX, plain text, and images, where a long name is cut to leave room for the ramp."""
    long = {"mô hình với tên rất dài, dài hơn cả dòng": [1.0, 2.0, 3.0], "cut_#": [0.0, 1.5, 3.5]}
    found = drawn(long, minus="cut_#")
    assert "−1 (cut_# higher)" in plain_text(found)
    assert r"(cut\_\# higher)" in latex(found)
    lines = ["".join(line).strip() for line in screen(found, 40, alone=False).lines]
    assert "1 (mô hình với tên rất dài… higher)" in lines


@pytest.mark.parametrize(
    ("scores", "base", "expected"),
    [
        ([0.3, 0.5], [0.1, 0.3], 0.2),
        ([1.1, 100.3], [1.0, 100.2], 0.1),
        ([-0.8, -2.3], [-0.7, -2.2], -0.1),
    ],
)
def test_equal_differences_have_one_colour(
    scores: list[float], base: list[float], expected: float
) -> None:
    """They are the decimals that they would be on paper, of runs as well."""
    made = Heatmap([" a", " b"], {"x": scores, "y": base}, minus="y")
    strip = picture(made.content, resolve(dict(made.options))).strips[0]
    assert strip.scores == (expected, expected)
    assert len({*strip.levels}) == len({*strip.texts}) == 1
    runs = Heatmap([" a", " b"], runs={"x": [scores, scores], "y": [base, base]}, minus="y")
    assert lay_out(runs.content, resolve({"minus": "y"})).exact.tolist() == [[expected] * 2]


@pytest.mark.parametrize("scores", [{"A": [1, 2, 3]}, [1, 2, 3]])
def test_one_series_has_nothing_to_be_less_than(scores: Any) -> None:
    """Whatever it is called: no other name would do."""
    with pytest.raises(OptionError, match="there is only one") as caught:
        drawn(scores, minus="A")
    assert caught.value.hint == "give the scores of another series too, or leave minus out"


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"decoys": ["A"]}, "give the scores of another series too, or leave decoys out"),
        (
            {"control": ["A"]},
            "write shuffle, or give the scores of another series too",
        ),
    ],
)
def test_one_series_is_no_control_of_itself(options: dict[str, Any], hint: str) -> None:
    """No name is suggested where there is no other series."""
    with pytest.raises(OptionError, match="beside others") as caught:
        drawn({"A": [1, 2, 3]}, **options)
    assert caught.value.hint == hint
