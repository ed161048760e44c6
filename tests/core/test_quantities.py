"""What scores are, and from one measure to another."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap, OptionError
from heatmark.core.quantities import (
    NOT_IN_TOP,
    Quantity,
    after,
    conversion,
    given,
    has_no_logs,
    is_other,
    is_rank,
    kind_of,
    quantity,
    unit_in,
)
from heatmark.core.unit_names import is_unit
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.guesses import guesses
from pictures import drawn, names

KINDS = [
    *(("log P", "log P"), ("Log p(w | c)", "log P"), ("logprob", "log P"), ("logprobs", "log P")),
    *(("log-probability", "log P"), ("log_prob", "log P"), ("ln P", "log P")),
    *(("log₁₀ P", "log P"), ("−log2 P", "surprisal"), ("-log10 prob", "surprisal")),
    *(("log xác suất", "log P"), ("log  probability", "log P"), ("log likelihood", "log P")),
    *(("surprisal", "surprisal"), ("Ngạc nhiên", "surprisal"), ("độ bất ngờ", "surprisal")),
    *(("NLL", "surprisal"), ("-log P", "surprisal"), ("negative log-likelihood", "surprisal")),
    *(("information content", "surprisal"), ("Self-information", "surprisal")),
    *(("Shannon information", "surprisal"), ("surprise", None), ("cross-entropy", None)),
    *(("P", "P"), ("xác suất", "P"), ("Probability", "P"), ("P(w)", "P")),
    *(("log-odds", None), ("catalogue rank", None), ("logit", None), ("attention", None)),
    *(("loss", None), ("", None), (None, None), ("drop in log P", None), ("PP", None)),
]


@pytest.mark.parametrize(("measure", "kind"), KINDS)
def test_kinds(measure: str | None, kind: str | None) -> None:
    """Measures are known by their whole names, in any case, and no other for a part of them."""
    assert kind_of(measure) == kind


LN2 = math.log(2)


@pytest.mark.parametrize(
    ("what", "measure", "unit", "before", "after"),
    [
        ("log P, nat", "surprisal", None, [-1.0, -0.0], [1.0, 0.0]),
        ("log P, nat", None, "bit", [-LN2, -2 * LN2], [-1.0, -2.0]),
        ("log P, bit", None, "nat", [-1.0], [-LN2]),
        ("log P", "P", None, [0.0, -LN2, -math.inf], [1.0, 0.5, 0.0]),
        ("log P, bit", "P", "%", [-1.0, -2.0], [50.0, 25.0]),
        ("P", "log P", None, [1.0, 0.5, 0.0], [0.0, -LN2, -math.inf]),
        ("P, %", "surprisal", "bit", [100.0, 25.0], [0.0, 2.0]),
        ("P", None, "%", [0.125], [12.5]),
        ("surprisal, bit", "log P", "bit", [3.0], [-3.0]),
        ("surprisal", "P", None, [LN2], [0.5]),
        ("log P", "log P", "nat", [-1.0], [-1.0]),
        ("log2 P", "P", None, [-1.0, -2.0], [0.5, 0.25]),
        ("-log₁₀ P", "P", None, [1.0], [0.1]),
        ("log P, bit", "ln P", None, [-1.0], [-LN2]),
        ("P", "log₂ P", None, [0.25], [-2.0]),
        ("log10 P", "log2 P", "nat", [-1.0], [-math.log(10)]),
        ("log P", "attention", "bit", [-1.0], [-1.0]),
    ],
)
def test_conversions(
    what: str, measure: str | None, unit: str | None, before: list[float], after: list[float]
) -> None:
    """Sign, unit and logarithm follow what is asked for; missing scores stay missing."""
    found = conversion(given(what), measure, unit)
    values = np.array([*before, math.nan])
    changed = values if found is None else found.of(values)
    np.testing.assert_allclose(changed, [*after, math.nan], rtol=1e-12)


UNITS = [
    *((unit, math.e) for unit in ("nat", "Nats", "ln", "base e", "log_e", "nats/token", " ", None)),
    *((unit, 2.0) for unit in ("bit", "Bits", "Sh", "shannons", "log2", "log₂", "base  2")),
    *((unit, 2.0) for unit in ("log base 2", "base-2", "cơ số 2", "bits per token", "base two")),
    *((unit, 10.0) for unit in ("ban", "hart", "hartley", "Hartleys", "dits", "log10", "log₁₀")),
    *((unit, 10.0) for unit in ("base 10", "base ten")),
]


@pytest.mark.parametrize(("unit", "base"), UNITS)
def test_units_of_logarithms(unit: str | None, base: float) -> None:
    """Each has the probability of its base under the finger, as a log P and as a surprisal."""
    change = conversion(quantity("log P", unit), "P", None)
    assert change is not None
    assert change.of(np.array([-1.0])) == pytest.approx(1 / base)
    asked = conversion(given(f"surprisal, {unit or ''}"), "P", "%")
    assert asked is not None
    assert asked.of(np.array([1.0])) == pytest.approx(100 / base)


@pytest.mark.parametrize("unit", ["percent", "Per cent", "phần trăm", "%"])
def test_units_of_probabilities(unit: str) -> None:
    """Per cent has several names."""
    assert quantity("P", unit) == Quantity("P", 100.0)
    assert quantity("xác suất", "phần nghìn") == Quantity("P", 1000.0)


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        *(("log P (base 2)", "bit"), ("log P (bits)", "bit"), ("log P (GPT-2, in  nats)", "nat")),
        *(("log P ( base 10 )", "ban"), ("log10 P (x)", "ban"), ("P (%)", "%"), ("ln P", "nat")),
        *(("log P (bits/char)", "bits/char"), ("log P (base 7)", "base 7")),
        *(("log P(bit)", None), ("log P (GPT-2)", None), ("log P (base model)", None)),
        *(("attention (bits)", None), (None, None), ("log P", None), ("P(w)", None)),
    ],
)
def test_units_in_names(measure: str | None, unit: str | None) -> None:
    """The base of a logarithm, or what stands in brackets behind it; not a word that P is of."""
    assert unit_in(measure) == unit


@pytest.mark.parametrize("unit", ["lg", "log", "2", "points", "bits/char", "bits per byte", "%"])
def test_a_unit_that_is_not_known(unit: str) -> None:
    """Nothing is computed of its scores: no probability, no perplexity, no other unit."""
    found = drawn([" a", " b"], [-1, -2], measure="log P", unit=unit)
    assert not any(found.strips[0].chances)
    assert found.legend.kind == "zero"
    for stat in ("perplexity", "bits_per_byte"):
        with pytest.raises(OptionError, match=f"{stat} needs a unit of probabilities"):
            drawn([" a", " b"], [-1, -2], measure="log P", unit=unit, stats=(stat,))
    for asked in ({"measure": "P"}, {"measure": "surprisal", "unit": "bit"}, {"unit": "bit"}):
        with pytest.raises(OptionError, match="scores cannot be converted"):
            drawn([" a", " b"], [-1, -2], given=f"log P, {unit}", **asked)
    with pytest.raises(OptionError, match="scores cannot be converted"):
        drawn([" a", " b"], [0.1, 0.2], given="P", measure="log P", unit=unit)
    kept = drawn([" a", " b"], [-1, -2], given="log P, nat", unit=unit)
    assert not any(kept.strips[0].chances)
    assert "impossible-score" in names(kept)


def test_what_needs_no_unit() -> None:
    """A sign is turned in any unit; differences are counted in what the author says."""
    turned = drawn([" a", " b"], [-1, -2], measure="surprisal", unit="trit")
    assert turned.strips[0].scores == (1.0, 2.0)
    said = drawn([" a", " b"], [-1, -2], given="log P, trit", measure="surprisal")
    assert (said.strips[0].scores, said.legend.unit) == ((1.0, 2.0), "trit")
    listed = Heatmap([" a"], [-0.1], alternatives=[[(" a", -0.1), ("x", -0.2)]])
    shown = picture(listed.content, resolve({"measure": "log P", "unit": "trit"}))
    (one,) = guesses(shown._replace(ranks=None))
    assert (one.chance, one.chances, one.others) == ("", ["", ""], "")
    several = Heatmap([" a"], {"x": [-1], "y": [-2]})
    options = {"measure": "log P", "unit": "points", "minus": "y"}
    less = picture(several.content, resolve(options))
    assert "impossible-score" not in names(less)


def test_surprisal_of_log_probabilities() -> None:
    """Asked for as surprisals, log-probabilities turn their sign; the legend need not say so."""
    found = drawn([" a", " b"], [-1.5, -4], measure="surprisal", unit="nat")
    assert found.strips[0].scores == (1.5, 4.0)
    assert found.legend.ends == ("0", "4")
    assert (found.legend.transforms, found.legend.unit) == ((), "nat")
    turned = drawn([" a", " b"], [-1.5, -4], measure="surprisal", transform="neg")
    assert turned.strips[0].scores == (1.5, 4.0)
    assert drawn([" a", " b"], [1.5, -4], measure="surprisal").strips[0].scores == (1.5, -4.0)


@pytest.mark.parametrize(
    ("options", "texts", "unit"),
    [
        ({}, ("−0.693", "−1.386"), "nat"),
        ({"unit": "bit"}, ("−1", "−2"), "bit"),
        ({"measure": "surprisal"}, ("0.693", "1.386"), "nat"),
        ({"measure": "surprisal", "unit": "bit"}, ("1", "2"), "bit"),
        ({"measure": "P"}, ("0.5", "0.25"), None),
        ({"measure": "P", "unit": "%"}, ("50", "25"), "%"),
        ({"transform": "exp", "measure": "P", "unit": "%"}, ("50", "25"), "%"),
        ({"transform": "neg", "measure": "surprisal"}, ("0.693", "1.386"), "nat"),
        ({"transform": "neg", "unit": "bit"}, ("1", "2"), "bit"),
        ({"transform": "exp"}, ("0.5", "0.25"), None),
        ({"transform": "neg", "measure": "drop"}, ("0.693", "1.386"), "nat"),
        ({"measure": "score"}, ("−0.693", "−1.386"), "nat"),
    ],
)
def test_what_a_file_says_is_converted(
    options: dict[str, Any], texts: tuple[str, str], unit: str | None
) -> None:
    """Scores that a format tells to be log P in nat become what the author asks for."""
    answer = {"choices": [{"logprobs": {"content": [
        {"token": "a", "logprob": -LN2}, {"token": " b", "logprob": -2 * LN2}]}}]}  # fmt: skip
    heatmap = Heatmap.from_openai(answer, **options)
    found = picture(heatmap.content, resolve(dict(heatmap.options)))
    assert found.strips[0].texts == texts
    assert found.legend.unit == unit


def test_what_cannot_be_given(convert: Any) -> None:
    """`given` takes what can be converted."""
    html, _ = convert("```heatmap given=attention\na 1\n```")
    assert "given must be one of log P, surprisal, P" in html


def test_errors_go_through_a_unit_but_no_logarithm() -> None:
    """Standard errors are multiplied as their scores are."""
    found = drawn([" a", " b"], [-LN2, -9], [LN2, LN2], given="log P, nat", unit="bit")
    assert found.strips[0].errors == pytest.approx((1.0, 1.0))
    with pytest.raises(OptionError, match="standard errors cannot go from log P to P"):
        drawn([" a", " b"], [-LN2, -9], [LN2, LN2], given="log P, nat", measure="P")


def test_softmax_makes_probabilities() -> None:
    """What a transform makes is known: per cent of a probability, bits of a log-probability."""
    shares = drawn([" a", " b"], [0, 0], transform="softmax", measure="P", unit="%")
    assert shares.strips[0].texts == ("50", "50")
    logs = drawn([" a", " b"], [0, 0], transform="log_softmax", measure="log P", unit="bit")
    assert logs.strips[0].texts == ("−1", "−1")


@pytest.mark.parametrize("scores", [[-8.0, -0.1, -3.0], [8.0, 0.1, 3.0]])
def test_surprising_tokens_stand_out(scores: list[float]) -> None:
    """Log-probabilities and surprisals are on a scale from 0, unless the author says otherwise."""
    measure = "log P" if scores[0] < 0 else "surprisal"
    (strip,) = drawn([" a", " b", " c"], scores, measure=measure).strips
    assert strip.levels == (30, 0, 11)
    assert drawn([" a", " b", " c"], scores, measure=measure).legend.kind == "zero"
    old = drawn([" a", " b", " c"], scores, measure=measure, scale="minmax")
    assert old.strips[0].levels == ((0, 30, 19) if scores[0] < 0 else (30, 0, 11))
    assert drawn([" a", " b", " c"], scores, measure=measure, center=1).legend.kind == "symmetric"
    assert drawn([" a", " b", " c"], scores, measure="logit").legend.kind == "minmax"


@pytest.mark.parametrize("cmap", ["viridis", "Greys_r", "cividis"])
def test_strength_is_far_from_the_page(cmap: str) -> None:
    """A map whose low end is dark is reversed where strength is distance from 0, and only there."""
    turned = cmap.removesuffix("_r") if cmap.endswith("_r") else f"{cmap}_r"
    for scores in ([1.0, 2.0], [-1.0, -2.0]):
        assert drawn([" a", " b"], scores, cmap=cmap, scale="zero").palette.name == turned
        assert drawn([" a", " b"], scores, cmap=turned, scale="zero").palette.name == turned
    assert drawn([" a", " b"], [1.0, 2.0], cmap=cmap).palette.name == cmap
    assert "mixed-signs" not in names(drawn([" a", " b"], [1.0, 2.0], cmap=cmap))


def test_a_fixed_scale_of_log_probabilities_is_from_zero() -> None:
    """Its upper end is nearest the page, as on the scale that they have by default."""
    found = drawn([" a", " b", " c"], [-12.0, 0.0, -15.0], measure="log P", scale=[-12, 0])
    assert found.strips[0].levels == (30, 0, 30)
    assert found.strips[0].clipped == {2: -1}
    assert (found.legend.ends, found.legend.below) == (("0", "−12"), 1)
    assert drawn([" a", " b"], [-12.0, 0.0], scale=[-12, 0]).strips[0].levels == (0, 30)


@pytest.mark.parametrize(
    ("what", "transforms", "found"),
    [
        ("log P, bit", ["neg"], "surprisal, bit"),
        ("surprisal, bit", ["neg", "abs"], "surprisal, bit"),
        ("log P, bit", ["abs"], "surprisal, bit"),
        ("P, %", ["abs"], "P, %"),
        ("P, %", ["softmax"], None),
        ("P", ["log"], "log P"),
        ("log P", ["exp"], "P"),
        ("log P, bit", ["exp"], None),
        ("P, %", ["log"], None),
        ("P", ["neg"], None),
        ("P", ["log", "neg", "exp"], None),
        ("attention", ["softmax"], "P"),
        ("attention", ["log_softmax", "neg"], "surprisal"),
        ("attention", ["log"], None),
    ],
)
def test_what_transforms_make(what: str, transforms: list[str], found: str | None) -> None:
    """Turned signs keep the unit; logarithms are those of 1 and nat, else nothing is known."""
    assert after(given(what), transforms) == (None if found is None else given(found))


@pytest.mark.parametrize(
    ("what", "measure", "unit", "factor"),
    [
        ("P", None, "%", 100.0),
        ("P", None, "‰", 1000.0),
        ("log P", "surprisal", None, -1.0),
        ("log P", "P", None, None),
        ("P", "log P", None, None),
        ("log P", None, "bit", 1 / LN2),
    ],
)
def test_what_scores_are_multiplied_by(
    what: str, measure: str | None, unit: str | None, factor: float | None
) -> None:
    """Where no logarithm is between two measures one factor is all; no zero has a sign."""
    found = conversion(given(what), measure, unit)
    assert found
    assert found.factor == factor
    if factor is not None:
        assert not np.signbit(found.of(np.array([0.0, -0.0]))).any()


def test_ranks_by_name() -> None:
    """Scores are ranks by what their measure is called, in two languages."""
    assert [
        name for name in ("rank", "Token  ranks of 9", "hạng", "P", "", None) if is_rank(name)
    ] == [
        "rank",
        "Token  ranks of 9",
        "hạng",
    ]
    assert Quantity("P") == given("P")


@pytest.mark.parametrize(
    ("measure", "is_one", "is_counted"),
    [
        *((name, True, False) for name in ("perplexity", "PPL", "độ hỗn loạn", "attention")),
        *((name, True, False) for name in ("Trọng số chú ý", "self-attention, head 3", "rank")),
        *((name, True, False) for name in ("saliency map", "SHAP attributions", "độ dài từ")),
        *((name, True, True) for name in ("Cross-entropy  loss", "surprise", "log odds")),
        *((name, True, True) for name in ("logit", "entropy", "entropi")),
        *((name, False, True) for name in ("log P", "drop", "perplexity of x", "")),
        *((name, False, True) for name in ("lack of attention", "độ bất ngờ", "mean rank")),
    ],
)
def test_what_is_no_probability(measure: str, *, is_one: bool, is_counted: bool) -> None:
    """What is computed or measured in another way is known by its whole name, in any case."""
    assert is_other(measure) is is_one
    assert has_no_logs(measure) is not is_counted


def test_names_of_units() -> None:
    """They are known in any case, and without a measure."""
    assert all(map(is_unit, ("bit", "Nats", "%", "base 2", "phần trăm")))
    assert not any(map(is_unit, ("log P", "bits/char", "", "x")))


def test_scores_of_an_unknown_unit_count_as_they_are() -> None:
    """Where a unit is not known, one of it is one."""
    assert Quantity("log P", None).size == 1.0
    assert Quantity("P", 100.0).size == 100.0


def test_what_services_write_below_their_top() -> None:
    """OpenAI and those like it write -9999.0 for a token that is not among the most likely."""
    assert NOT_IN_TOP == -9999.0
