"""What errors allow to be said: the centre, the words, and no warning above a colour."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.core.errors import OptionError
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.noise import Measurement, compare
from heatmark.picture.paint import picture
from heatmark.picture.placing import placed
from heatmark.picture.verdict import center_of, lean, noise_notices, verdict
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import described
from heatmark.render.legend import told
from heatmark.render.visible import scores as scores_of
from pages import draw

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

RUNS = [
    [1.2, 0.1, -0.3],
    [0.9, -0.2, 0.1],
    [1.1, 0.3, 0.2],
    [1.4, -0.1, -0.1],
    [0.8, 0.2, 0.4],
    [1.0, -0.3, -0.2],
]
TOKENS = ["a", " b", " c"]


def drawn(scores: Any = None, *, tokens: Any = None, err: Any = None, **options: Any) -> Picture:
    runs = options.pop("runs", None)
    if tokens is None:
        known = scores or runs[0]
        first = next(iter(known.values())) if isinstance(known, dict) else known
        tokens = [f" t{place}" for place in range(len(first))]
    heatmap = Heatmap(tokens, scores, err=err, runs=runs)
    return picture(heatmap.content, resolve(check_all(options, Scope.BLOCK)))


@pytest.mark.parametrize(
    ("options", "center"),
    [
        ({}, None),
        ({"scale": "zero"}, None),
        ({"scale": "rank"}, None),
        ({"scale": "[-3, 3]"}, None),
        ({"scale": "symmetric"}, 0.0),
        ({"center": 0.5}, 0.5),
        ({"measure": "Δ log P"}, 0.0),
        ({"measure": "chênh lệch xác suất"}, 0.0),
        ({"measure": "difference to the control"}, 0.0),
        ({"measure": "log P"}, None),
        ({"measure": "hiệu suất"}, None),
        ({"against": 2}, 2.0),
        ({"against": "mean", "center": 0.5}, None),
        ({"against": 1, "scale": "symmetric"}, 1.0),
    ],
)
def test_the_centre_that_is_named(options: dict[str, Any], center: float | None) -> None:
    """It is named by options and measures, and never chosen by looking at the scores."""
    known = resolve(check_all(options, Scope.BLOCK))
    layout = lay_out(Heatmap(["a", " b"], [-1, 2], err=[1, 1]).content, known)
    assert center_of(layout, known, placed(layout.values, layout, known)) == center


def test_runs_about_a_centre_and_about_their_mean() -> None:
    """The worked example: about 0 one token differs, about the mean of the text all do."""
    about = drawn(runs=RUNS, tokens=TOKENS, against=0, lang="vi")
    assert about.strips[0].faded == {1, 2}
    said = dict(about.legend.verdict)
    assert said["verdict"] == (
        "có màu: khác 0; nhiều nhất 5\u00a0% số hình như thế này có token bị tô màu sai, nếu "
        "6 lần đo phân tán đều về hai phía"
    )
    assert said["faded-count"].startswith("không phân biệt được với 0")
    mean = drawn(runs=RUNS, tokens=TOKENS, lang="vi")
    assert not mean.strips[0].faded
    assert "khác trung bình của văn bản này (0,361)" in dict(mean.legend.verdict)["verdict"]


def test_transforms_go_over_each_run() -> None:
    """The score is the mean of what became of the runs, not what became of the mean."""
    (strip,) = drawn(runs=[[0.0, 1.0], [2.0, 1.0]], transform="exp").strips
    assert [*strip.scores] == pytest.approx([(1 + np.e**2) / 2, np.e], abs=0.05)
    assert strip.errors == pytest.approx(((np.e**2 - 1) / 2, 0))


@pytest.mark.parametrize(
    ("known", "condition"),
    [
        ({"err": [1, 1, 1]}, "the errors are exact, which is assumed here, and tokens are indep"),
        ({"err": [1, 1, 1], "against": 0}, "if the errors are exact, which is assumed here"),
        ({"err": [1, 1, 1], "repeats": 5}, "if the 5 repeats scatter normally"),
        ({"noise": 1, "repeats": 3}, "if the 3 repeats scatter normally"),
    ],
)
def test_conditions(known: dict[str, Any], condition: str) -> None:
    """The legend says what must be true of the errors; bare ones are taken as exact."""
    assert condition in dict(drawn([1, 2, 9], **known).legend.verdict)["verdict"]


def test_the_top_of_many() -> None:
    """The top of M texts is tested M times as strictly, and the legend says so."""
    scores, errors = [0.0, 0.0, 3.5], [1.0, 1.0, 1.0]
    assert drawn(scores, err=errors, against=0).strips[0].faded == {0, 1}
    assert drawn([0.0, 0.0, 2.5], err=errors, against=0).strips[0].faded == {0, 1}
    assert drawn([0.0, 0.0, 2.5], err=errors, against=0, sample="top of 1").strips[0].faded == {
        0,
        1,
    }
    second = drawn([0.0, 0.0, 2.5], err=errors, against=0, sample="top of 2")
    assert second.strips[0].faded == {0, 1, 2}
    top = drawn(scores, err=errors, against=0, sample="top of 500", lang="vi")
    assert top.strips[0].faded == {0, 1, 2}
    assert "trong 500" in dict(top.legend.verdict)["verdict"]
    other = drawn(scores, err=errors, against=0, sample="random of 500")
    assert other.strips[0].faded == {0, 1}


def test_the_figure_is_one_family() -> None:
    """A token that would stand out in its own series does not among many."""
    alone = drawn({"x": [0.0, 2.4]}, err={"x": [1.0, 1.0]}, against=0)
    assert alone.strips[0].faded == {0}
    others: dict[str, list[float]] = {str(place): [0.0, 0.0] for place in range(20)}
    many = drawn({"x": [0.0, 2.4], **others}, noise=1, against=0)
    assert many.strips[0].faded == {0, 1}
    assert (
        "its series"
        in dict(drawn({"x": [0.0, 9.0], "y": [1.0, 1.0]}, noise=1).legend.verdict)["verdict"]
    )


@pytest.mark.parametrize(
    ("scores", "side"),
    [
        ([1.0, 1.4, 1.8], 0),
        ([1.0, 1.4, 1.9], 0),
        ([3.0, 3.0], 0),
        ([7.0], 0),
        ([0.1, 0.1, 0.1], 0),
        ([1.0, 1.0, 9.0], 1),
        ([20.0, 16.0, 1.0], -1),
        ([-1.0, -5.0, -20.0, -1.0], -1),
        ([1e300, 1e300, 1e308], 1),
        ([1e-20, 1e-20, 9e-20], 1),
        ([0.0, 0.0, 6.0, 7.0, 30.0], 1),
        ([0.0, 0.0, 0.0, 6.0, 7.0, 7.0], 0),
    ],
)
def test_on_which_side_of_the_mean_most_lie(scores: list[float], side: int) -> None:
    """Below, where a few high scores lift it; above, where low ones pull it down; or neither."""
    assert lean(np.array(scores)) == side
    assert lean(-np.array(scores)) == -side
    below, above = (sum(sign * (one - np.mean(scores)) > 0 for one in scores) for sign in (-1, 1))
    assert side == 0 or 2 * (below, above)[side < 0] > len(scores)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([1.0, 1.4, 1.8], ""),
        ([1.0, 1.0, 9.0], "; the highest scores lift the mean, so that most lie below it"),
        ([20.0, 16.0, 1.0], "; the lowest scores pull the mean down, so that most lie above it"),
    ],
)
def test_the_mean_is_explained_where_it_is_off(scores: list[float], said: str) -> None:
    """Nothing is said of tokens that are not there, nor where the author named the centre."""
    verdict = dict(drawn(scores, noise=0.1).legend.verdict)["verdict"]
    mean = f"{np.mean(scores):.2f}".rstrip("0").rstrip(".")
    assert verdict.startswith(f"coloured: differs from the mean of this text, {mean}{said}; at")
    assert "mean" not in dict(drawn(scores, noise=0.1, against=1).legend.verdict)["verdict"]


def test_each_series_has_a_mean_of_its_own() -> None:
    """It is said of which the highest lift it, and of which the lowest pull it down."""
    rows = {"A": [1.0, 1.0, 9.0], "B": [9.0, 9.0, 1.0], "C": [1.0, 2.0, 3.0]}
    mixed = dict(drawn(rows, noise=0.1).legend.verdict)["verdict"]
    assert "series; in A the highest scores lift" in mixed
    assert "below it; in B the lowest scores pull" in mixed
    alike = dict(drawn({"A": rows["A"], "B": rows["A"]}, noise=0.1).legend.verdict)["verdict"]
    assert "in each series the highest" in alike
    many = {str(at): rows["A"] for at in range(5)} | {"C": rows["C"]}
    assert "in 5 of 6 series" in dict(drawn(many, noise=0.1).legend.verdict)["verdict"]
    one = drawn({"A": rows["A"], "C": rows["C"]}, err={"A": [0.1] * 3})
    assert "of its series; in each series" in dict(one.legend.verdict)["verdict"]


def test_the_mean_of_many_texts_is_that_of_all() -> None:
    """It is called so, and that of parts what it is."""
    texts = [
        {"tokens": ["Paris", " is", " it"], "scores": [0.9, 0.1, 0.2]},
        {"tokens": ["I", " saw"], "scores": [1, 5]},
    ]
    block = {"texts": texts, "measure": "x", "noise": 0.1}
    said = dict(draw("", json.dumps(block)).legend.verdict)["verdict"]
    assert "differs from the mean of all texts, 1.44" in said
    cut = dict(draw("", json.dumps({**block, "context": 1})).legend.verdict)["verdict"]
    assert "differs from the mean of all parts shown, 1.75" in cut
    alone = dict(draw("", json.dumps({**block, "texts": texts[:1]})).legend.verdict)["verdict"]
    assert "differs from the mean of this text, 0.4" in alone


def test_what_is_not_tested_is_counted() -> None:
    """Scores without an error keep their colour, and readers are told how many they are."""
    found = drawn({"x": [1, 2, 3], "y": [1, 2, 3]}, err={"x": [9, 9, 9]}, lang="vi")
    assert dict(found.legend.verdict)["untested"] == "chưa kiểm định vì không rõ sai số: 3"
    assert found.cautions[0].startswith("Trong 3 token đã kiểm định, không token nào")
    zero = drawn([1, 2], err=[0, 0], repeats=5)
    assert dict(zero.legend.verdict) == {"untested": "not tested, error unknown: 2"}
    assert zero.strips[0].faded == frozenset()


@pytest.mark.parametrize(
    ("options", "middle"),
    [
        ({"scale": "[1, 3]", "against": 1}, 0),
        ({"scale": "[1, 3]", "against": 0}, 0),
        ({"scale": "[1, 3]", "against": 2}, 15),
        ({"scale": "[1, 3]", "against": 9}, 30),
        ({"scale": "symmetric"}, 15),
    ],
)
def test_noise_has_the_colour_of_the_centre(options: dict[str, Any], middle: int) -> None:
    """Or of the end that is nearest to it; a series that is not tested has none."""
    found = drawn({"x": [1, 2, 3], "y": [1, 2, 3]}, err={"x": [1, 1, 1]}, **options)
    assert [strip.middle for strip in found.strips] == [middle, 0]
    assert [strip.errors for strip in found.strips] == [(1, 1, 1), None]
    assert found.legend.faded == len(found.strips[0].faded)
    assert drawn([1, 2, 30], err=[0.1] * 3, against=0).legend.faded == 0


def test_too_few_runs_to_see_anything() -> None:
    """Where no token can differ whatever its scores, that is said."""
    runs = {"x": [[5.0, 5.1]] * 3 + [[5.0, 4.9]] * 3, "y": [[5.0, 5.1]] * 4 + [[5.2, 4.9]] * 4}
    found = drawn(runs=runs, against=0, tokens=["a", " b"])
    assert dict(found.legend.verdict)["blind"].startswith("6 runs are too few")


def test_the_warning_is_said_everywhere() -> None:
    """On the page, beside the image, to the author; with what all scores together say."""
    found = drawn([1.0, 1.1, 0.9], noise=0.2, lang="vi", output="svg", title="T")
    (caution,) = found.cautions
    assert caution == (
        "Không token nào phân biệt được với trung bình của văn bản này. "
        "Xét chung, các điểm số dao động không quá mức sai số của chúng."
    )
    assert caution in described(found)
    assert caution in told(found).above
    more = drawn([1.0, -1.0] * 8, noise=0.5, lang="vi", tokens=list("abcdefghijklmnop"))
    assert more.cautions[0].endswith("nhưng không thể nói là token nào.")
    few = drawn([1.0, 1.1, 0.9], noise=0.2, repeats=3)
    assert few.cautions == ("No token can be told from the mean of this text.",)


def test_skewed_runs() -> None:
    """Probabilities near 0 scatter to one side, which their logarithms do not."""
    rng = np.random.default_rng(3)
    logs = rng.standard_normal((8, 20)) * 1.5 - 3
    tokens = [f" t{place}" for place in range(20)]
    skewed = drawn(runs=np.exp(logs).tolist(), tokens=tokens, measure="P")
    assert "skewed-runs" in [notice.name for notice in skewed.notices]
    (hint,) = {notice.hint for notice in skewed.notices if notice.name == "skewed-runs"}
    assert "log P" in hint
    silent = drawn(runs=np.exp(logs).tolist(), tokens=tokens, measure="P", silence="skewed-runs")
    assert "skewed-runs" not in [notice.name for notice in silent.notices]
    even = drawn(runs=logs.tolist(), tokens=tokens, measure="log P")
    assert "skewed-runs" not in [notice.name for notice in even.notices]


def test_nothing_is_said_without_errors() -> None:
    """No error, no verdict."""
    known = resolve({})
    layout = lay_out(Heatmap(["a", " b"], [1, 2]).content, known)
    assert verdict(layout, known, placed(layout.values, layout, known)) is None
    assert [*noise_notices(layout, None)] == []
    assert drawn([1, 2]).legend.verdict == ()


SCALES = ["minmax", "zero", "symmetric", "rank", "[-2, 2]"]


@st.composite
def figures(draw: st.DrawFn) -> Picture:
    """Draw a figure of any scale, with errors, repeats or runs, some of which may be 0."""
    count, rows = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    size = draw(st.sampled_from([0.0, 1e-3, 0.5, 3.0, 1e6]))
    real = rng.integers(-3, 4, (rows, count)) * draw(st.sampled_from([0.0, 1.0, 10.0]))
    options: dict[str, Any] = {"scale": draw(st.sampled_from(SCALES))}
    if draw(st.booleans()):
        options["against"] = draw(st.sampled_from([0.0, 1.0, "mean"]))
    if draw(st.booleans()) and options["scale"] in {"minmax", "zero", "symmetric"}:
        options["clip"] = 20
    names = [str(row) for row in range(rows)]
    if draw(st.booleans()):
        repeats = draw(st.integers(2, 7))
        runs = real + rng.standard_normal((repeats, rows, count)) * size
        options["runs"] = {name: runs[:, row].tolist() for row, name in enumerate(names)}
        return drawn(tokens=[f" t{place}" for place in range(count)], **options)
    scores = real + rng.standard_normal((rows, count)) * size
    errors = {
        name: (rng.uniform(0.1, 2, count) * size).tolist()
        for name in draw(st.lists(st.sampled_from(names), unique=True))
    }
    repeated = draw(st.booleans())
    if errors and repeated:
        options["repeats"] = draw(st.integers(2, 9))
    return drawn(dict(zip(names, scores.tolist(), strict=True)), err=errors or None, **options)


@given(figures())
def test_no_warning_above_a_colour(found: Picture) -> None:
    """The warning stands only where no tested token is coloured, and noise has no level."""
    check(found)


def check(found: Picture) -> None:
    tested = [
        (place, strip)
        for strip in found.strips
        for place, error in enumerate(strip.errors or ())
        if error is not None
    ]
    coloured = [place for place, strip in tested if place not in strip.faded]
    untested = "untested" in dict(found.legend.verdict)
    if found.cautions:
        assert not coloured or untested
        assert found.legend.faded
    elif len(tested) > 1 and not untested:
        assert coloured
    same: dict[str, int] = {}
    for strip in found.strips:
        for place, text in enumerate(scores_of(found, strip)):
            if text and place not in strip.faded and place not in strip.clipped:
                assert same.setdefault(text, strip.levels[place]) == strip.levels[place]
    html = figure(found)
    assert html.count("q-in") == (found.legend.faded or 0) + bool(found.legend.faded)
    assert "q-in q" not in html.replace("q-in q-", "")


def test_repeats_are_those_of_errors() -> None:
    """A series whose errors are not known, or which has runs, comes from no repeats."""
    known = resolve({"repeats": 5})
    content = Heatmap(["a", " b"], {"x": [1, 2], "y": [3, 4]}, err={"x": [1, 1]}).content
    layout = lay_out(content, known)
    found = verdict(layout, known, placed(layout.values, layout, known))
    assert found is not None
    assert found.repeats == (5, None)
    assert found.rules == ("t", "exact")


@pytest.mark.parametrize(
    "options", [{}, {"against": 0}, {"scale": "symmetric"}, {"against": "mean"}]
)
def test_runs_are_not_compared_after_abs(options: dict[str, Any]) -> None:
    """The mean size of noise is above 0, and the higher, the more a token scatters."""
    with pytest.raises(OptionError, match="transform: abs"):
        drawn(runs=RUNS, transform=["abs"], **options)
    assert drawn(runs=RUNS, transform=["neg"], **options).strips[0].errors is not None


def test_runs_are_not_compared_after_max() -> None:
    """The largest of many is larger by noise alone; that of one is that one."""
    for merge in ("sum", "mean", "first"):
        assert drawn(runs=RUNS, tokens=["a", "b", " c"], merge=merge).strips[0].errors is not None
    with pytest.raises(OptionError, match="merge: max"):
        drawn(runs=RUNS, tokens=["a", "b", " c"], merge="max")
    assert drawn(runs=RUNS, merge="max").strips[0].errors is not None


def test_noise_alone_would_differ_after_abs_and_max() -> None:
    """That is why: of 300 figures of nothing but noise nearly all would have a colour."""
    chance = np.random.default_rng(12)
    found = {"raw": 0, "abs": 0, "max": 0}
    for _ in range(300):
        raw = chance.normal(size=(10, 6, 3))
        for name, runs in {
            "raw": raw[:, :, 0],
            "abs": np.abs(raw[:, :, 0]),
            "max": raw.max(axis=2),
        }.items():
            errors = runs.std(axis=0, ddof=1) / np.sqrt(10)
            measured = Measurement(runs.mean(axis=0)[None], errors[None], [None], [runs])
            found[name] += bool(compare(measured, 0.0, 0.05).coloured[0])
    assert found["raw"] <= 25
    assert min(found["abs"], found["max"]) > 290


def test_errors_of_pieces() -> None:
    """Those of a word are added as independent ones, which is said; runs are added one by one."""
    options = {"merge": "sum", "scheme": "wordpiece", "against": 0.0}
    tokens = ["mo", "##hi", "x"]
    assert "merge-errors" in dict(told(drawn([1, 2, 3], tokens=tokens, noise=1.0, **options)).notes)
    whole = drawn([1, 2, 3], tokens=["mo", "hi", "x"], noise=1.0, **options)
    assert "merge-errors" not in dict(told(whole).notes)
    runs = drawn(tokens=tokens, runs=RUNS, **options)
    assert "merge-errors" not in dict(told(runs).notes)


def test_all_scores_together_are_independent() -> None:
    """What is said of them holds of independent tokens; what is said of each, of any."""
    for scores, is_said in (([9.0, 1.0], False), ([1.0, -1.0], True)):
        notes = dict(told(drawn(scores, err=[1.0, 1.0], against=0.0)).notes)
        assert ("tokens are independent" in notes["verdict"]) is is_said


def test_scores_that_are_written_alike_beside_their_errors() -> None:
    """They are not called equal."""
    found = drawn([0.2, -0.3, 0.5], noise=1000.0)
    assert {text for strip in found.strips for text in strip.texts} == {"0"}
    assert not found.legend.constant
    assert drawn([0.2, 0.2, 0.2], noise=1000.0).legend.constant


@pytest.mark.parametrize("is_named", [False, True])
def test_errors_of_independent_tokens(*, is_named: bool) -> None:
    """The error of a mean of scores is known if they are independent; of runs it is measured."""
    options = {"against": 0.0} if is_named else {}
    err = drawn([1.0, 2.0, 9.0], err=[1.0, 1.0, 1.0], repeats=4, **options)
    said = "independent" in dict(told(err).notes)["verdict"]
    assert said is not is_named
    runs = drawn(runs=RUNS[:4], **options)
    assert "independent" not in dict(told(runs).notes)["verdict"]
