"""Scores that no probability can be are named to their author."""

from __future__ import annotations

import math
from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture
from heatmark.picture.possible import impossible
from pictures import drawn, names


@pytest.mark.parametrize(
    ("scores", "options", "is_named"),
    [
        ([-1, 0.02], {"measure": "log P"}, True),
        ([-1, 0.009], {"measure": "log P"}, False),
        ([-1, 0.01], {"measure": "log P"}, False),
        ([9, -0.01], {"measure": "surprisal"}, False),
        ([0.5, 1.01], {"measure": "P"}, False),
        ([-1, 0.02], {"measure": "logit"}, False),
        ([1, -0.02], {"measure": "surprisal"}, True),
        ([9, -0.009], {"measure": "surprisal"}, False),
        ([9, -0.014], {"measure": "surprisal", "unit": "bit"}, False),
        ([9, -0.02], {"measure": "surprisal", "unit": "bit"}, True),
        ([0.5, 1.02], {"measure": "P"}, True),
        ([0.5, 1.009], {"measure": "P"}, False),
        ([0.5, -0.02], {"measure": "P"}, True),
        ([50, 100], {"measure": "P"}, True),
        ([50, 100], {"measure": "P", "unit": "%"}, False),
        ([50, 102], {"measure": "P", "unit": "%"}, True),
        ([None, None], {"measure": "P"}, False),
        ([3, -math.inf], {"measure": "surprisal"}, True),
        ([-3, -math.inf], {"measure": "log P"}, False),
        ([0.5, -math.inf], {"measure": "P"}, True),
    ],
)
def test_what_no_probability_can_be(
    scores: list[Any], options: dict[str, Any], is_named: bool
) -> None:
    """A log P above 0, a surprisal below 0, a P outside of 0 to 1, by more than rounding does."""
    found = drawn([" a", " b"], scores, **options)
    assert ("impossible-score" in names(found)) is is_named


@pytest.mark.parametrize(
    ("options", "level"),
    [
        ({"measure": "surprisal"}, "info"),
        ({"measure": "Độ bất ngờ"}, "info"),
        ({"measure": "P", "given": "surprisal"}, "info"),
        ({"measure": "P", "unit": "%", "given": "surprisal"}, "info"),
        ({"given": "surprisal", "unit": "bit"}, "warning"),
        ({"measure": "surprisal", "unit": "nat"}, ""),
        ({"measure": "P", "given": "surprisal, nat"}, ""),
        ({"measure": "nll"}, ""),
        ({"measure": "-log2 P"}, ""),
        ({"measure": "surprise"}, ""),
        ({"measure": "log P", "given": "log P"}, ""),
    ],
)
def test_surprisals_without_a_unit(options: dict[str, Any], level: str) -> None:
    """It is an aside that they are taken for nat, and a warning where they are converted so."""
    found = drawn([" a", " b"], [7, 3], **options).notices
    assert [one.level for one in found if one.name == "unit-unsaid"] == ([level] if level else [])


@pytest.mark.parametrize(
    ("scores", "options", "is_named"),
    [
        ([0.6, 0.7], {"measure": "P"}, True),
        ([0.1, 0.2], {"measure": "P"}, True),
        ([10, 20], {"measure": "P", "unit": "%"}, True),
        ([0.6, 0.7], {"measure": "P", "merge": "first"}, False),
        ([0.6, 0.7], {"measure": "attention"}, False),
        ([0.6, 0.7], {"given": "P", "measure": "log P"}, False),
        ([-1, -2], {"measure": "log P"}, False),
        ([-1, 2], {"measure": "log P"}, True),
        ([1, -2], {"measure": "surprisal"}, True),
    ],
)
def test_words_whose_scores_are_added(
    scores: list[Any], options: dict[str, Any], is_named: bool
) -> None:
    """A sum of P is no probability; one of log P or surprisal is that of the word."""
    found = drawn([" a", "b"], scores, **{"merge": "sum", **options})
    assert ("impossible-score" in names(found)) is is_named
    apart = drawn([" a", " b"], scores, **{"merge": "sum", **options})
    assert ("impossible-score" in names(apart)) is (is_named and min(scores) < 0 < max(scores))


@pytest.mark.parametrize(
    ("measure", "unit", "is_named"),
    [
        *(("log P", "%", True), ("surprisal", "‰", True), ("P", "bit", True), ("P", "NAT", True)),
        *(("log P", "bit", False), ("P", "%", False), ("P", None, False), ("log P", None, False)),
        *(("log P", "points", True), ("log P", "bits/char", True), ("surprisal", "log", True)),
        *(("log P (base 7)", None, True), ("log P (bits per byte)", None, True)),
        *(("log P (base 2)", None, False), ("log P", "shannon", False), ("attention", "%", False)),
        *(("P", "points", True), ("P", "percent", False)),
    ],
)
def test_units_of_others(measure: str, unit: str | None, is_named: bool) -> None:
    """Logarithms are not counted in per cent, nor probabilities in bits, and none in any other."""
    scores = [-1, -0.5] if measure.startswith("log P") else [1, 0.5]
    found = drawn([" a", " b"], scores, measure=measure, unit=unit)
    assert ("impossible-score" in names(found)) is is_named


@pytest.mark.parametrize("measure", ["log P", "surprisal"])
def test_a_unit_that_is_not_known_is_named_with_its_measure(measure: str) -> None:
    """It is written by the author, or stands in the name."""
    said = [one.message for one in drawn([" a"], [-1], measure=measure, unit="bits/char").notices]
    assert f"{measure} is not counted in bits/char" in said
    said = [one.message for one in drawn([" a"], [-1], measure="log P (base 7)").notices]
    assert "log P is not counted in base 7" in said
    series = picture(Heatmap([" a"], {"log P (base 7)": [-1]}).content, resolve({}))
    assert "log P is not counted in base 7" in [one.message for one in series.notices]


@pytest.mark.parametrize(
    ("measure", "hint"),
    [("P", "write unit: %, or leave unit out"), ("surprisal", "write unit: nat, bit or ban")],
)
def test_the_units_of_a_measure_are_said(measure: str, hint: str) -> None:
    """Those of probabilities are others than those of logarithms."""
    (notice,) = drawn([" a", " b"], [0.5, 1], measure=measure, unit="points").notices
    assert (notice.name, notice.hint) == ("impossible-score", hint)


@pytest.mark.parametrize("unit", [None, "%", "‰"])
def test_the_hint_on_sums_of_probabilities_leads_to_that_of_the_word(unit: str | None) -> None:
    """Followed, it gives the product of the pieces' probabilities, and nothing is named."""
    scores = [one * {None: 1, "%": 100, "‰": 1000}[unit] for one in (0.9, 0.8, 0.5)]
    tokens = [" a", "b", " c"]
    found = drawn(tokens, scores, measure="P", unit=unit, merge="sum").notices
    (notice,) = [one for one in found if one.name == "impossible-score"]
    asked = {"given": "P" if unit is None else f"P, {unit}", "measure": "log P", "unit": "nat"}
    assert f"given: {asked['given']} " in notice.hint or f"'{asked['given']}'" in notice.hint
    followed = drawn(tokens, scores, merge="sum", **asked)
    assert "impossible-score" not in names(followed)
    assert followed.strips[0].texts == ("−0.329", "−0.693")


@pytest.mark.parametrize(
    ("scores", "said"), [([-0.5, 0.2, 0.3], "-0.5"), ([0.2, 1.5, 0.3], "1.5"), ([-2, 0, 3], "-2")]
)
def test_the_score_that_cannot_be_is_named(scores: list[Any], said: str) -> None:
    """The lowest or the highest, the one that is too low first."""
    messages = [one.message for one in drawn([" a", " b", " c"], scores, measure="P").notices]
    assert any(one.startswith(f"{said} is no P") for one in messages)


def named(scores: Any, listed: list[Any], **options: Any) -> list[str]:
    """Give what is said of alternatives."""
    made = Heatmap([" a", " b"], scores, alternatives=listed)
    found = picture(made.content, resolve({"measure": "log P", **options}))
    return [str(one.message) for one in found.notices if one.about == "alternatives"]


@pytest.mark.parametrize(
    ("listed", "options", "is_named"),
    [
        ([[("c", -0.9), (" a", -1.8)], []], {}, True),
        ([[], [(" b", -2.2)]], {}, True),
        ([[], [(" b", -2.2)]], {"view": "guesses"}, True),
        ([[], [(" b", -2.2)]], {"unit": "bit"}, True),
        ([[], [(" b", -2.15)]], {"unit": "bit"}, False),  # 0.10 nat
        ([[(" a", -1.1)], [(" b", -2.05)]], {}, False),  # rounded
        ([[(" a", -1.12)], []], {}, True),
        ([[(" a", -3.0), (" a", -1.0)], []], {}, False),  # two tokens of one text
        ([[("a", -1.5)], []], {}, False),  # another token, without its space
        ([[(" c", -1.5)], []], {}, False),
        ([[(" a", -1.8)], []], {"measure": "votes"}, False),
        ([[(" a", -1.8)], []], {"unit": "trit"}, False),
        ([[(" a", -1.8)], []], {"transform": ("log_softmax",)}, False),
        ([[(" a", -1.8)], []], {"given": "log P", "measure": "P"}, True),
        ([[(" a", -1.02)], []], {"given": "log P", "measure": "P"}, False),
        ([[(" a", 0)], []], {"given": "log P", "measure": "P"}, True),
    ],
)
def test_a_score_that_is_another_among_the_alternatives(
    listed: list[Any], options: dict[str, Any], is_named: bool
) -> None:
    """By more than rounding, where both are of one kind."""
    assert bool(named([-1, -2], listed, **options)) is is_named


def test_what_a_token_has_twice_is_said() -> None:
    """The first token is named, with both."""
    said = named([-1, -2], [[(" a", -1.8)], [(" b", -0.1)]])
    assert said == ["token 1, ' a', has -1, but -1.8 among its alternatives"]


def test_a_part_of_a_character_is_named_by_it() -> None:
    """It has no text of its own."""
    tokens, listed = ["áº", "£"], [[("áº", -1)], [("£", -0.5)]]
    heatmap = Heatmap(tokens, [-1, -3], alternatives=listed, scheme="bytebpe", measure="log P")
    found = picture(heatmap.content, resolve(dict(heatmap.options))).notices
    assert any(one.message.startswith("token 2, 'ả', has -3") for one in found)


def test_scores_that_were_rounded() -> None:
    """Half precision rounds far scores more; a share is rounded to a hundredth."""
    assert not named([-40, -2], [[(" a", -40.3)], []])
    assert not named([-40, -2], [[(" a", -40.5)], []], unit="bit")  # 0.35 nat
    assert named([-40, -2], [[(" a", -40.7)], []], unit="bit")  # 0.49 nat
    assert not named([0.01, 0.5], [[(" a", 0)], []], measure="P")
    assert named([0.02, 0.5], [[(" a", 0)], []], measure="P")


def test_scores_that_are_of_another_kind() -> None:
    """Means of runs and one of several series need not be those of the alternatives."""
    listed = [[(" a", -1.8)], []]
    assert not named({"x": [-1, -2], "y": [-3, -2]}, listed)
    assert not named([None, -2], listed)
    assert not named([-9999, -2], listed)
    assert not named([0, 0.5], [[(" a", 0.001)], []], given="P")
    assert not named([0.001, 0.5], [[(" a", 0)], []], given="P")


@pytest.mark.parametrize(
    ("options", "about"),
    [
        ({"measure": "information", "unit": "bit"}, "unit"),
        ({"measure": "surprise", "unit": "bit"}, "unit"),
        ({"measure": "cross-entropy", "unit": "bit"}, "unit"),
        ({"measure": "drop", "unit": "points"}, "unit"),
        ({"measure": "drop", "unit": "bit", "transform": "neg"}, "unit"),
        ({"measure": "drop", "unit": "nats"}, None),
        ({"measure": "drop"}, None),
        ({"measure": "Perplexity"}, "measure"),
        ({"measure": "cross entropy"}, "measure"),
        ({"measure": "cross entropy", "transform": "neg"}, None),
        ({"measure": "drop", "unit": "x", "transform": ("exp", "exp")}, None),
        ({"measure": "surprisal", "unit": "bit"}, None),
        ({"measure": "information content", "unit": "bit"}, None),
        ({"unit": "bit"}, None),
    ],
)
def test_what_scores_are_not_converted_to(options: dict[str, Any], about: str | None) -> None:
    """A name and a unit that known scores only would be given are named to their author."""
    found = drawn([" a", " b"], [-1, -2], given="log P, nat", **options)
    said = [one for one in found.notices if "is not converted to" in one.message]
    assert [one.about for one in said] == ([] if about is None else [about])
    assert all(one.name == "no-effect" for one in said)


def test_what_transforms_leave_cannot_be_made_the_measure_asked_for() -> None:
    """The author is told, and that nothing but the transform has to go."""
    options = {"given": "log P, nat", "measure": "P"}
    found = drawn([" a", " b"], [-1, -2], transform="softmax", **options)
    (one,) = [one for one in found.notices if one.name == "no-effect"]
    assert one.message.startswith("log P after transform: softmax is no P")
    assert one.hint == "leave transform out: measure: P converts the scores"
    followed = drawn([" a", " b"], [-1, -2], **options)
    assert "no-effect" not in names(followed)
    assert followed.legend.measure == "P"


def test_the_log_probabilities_of_a_file_are_known() -> None:
    """It says what they are; differences are counted in what the author says."""
    answer = {"choices": [{"logprobs": {"content": [{"token": "a", "logprob": -1.0}]}}]}
    made = Heatmap.from_openai(answer, measure="surprise", unit="bit")
    found = picture(made.content, resolve(dict(made.options)))
    assert "the scores are log P, which is not converted to 'surprise'" in [
        one.message for one in found.notices
    ]
    several = Heatmap([" a"], {"x": [-1], "y": [-2]})
    options = {"given": "log P", "measure": "drop", "unit": "points", "minus": "y"}
    assert "no-effect" not in names(picture(several.content, resolve(options)))


def test_differences_are_what_they_like() -> None:
    """What is left of two log-probabilities has either sign."""
    heatmap = Heatmap([" a", " b"], {"x": [-1, -2], "y": [-3, -1]})
    options = resolve(check_all({"measure": "log P", "minus": "y"}, Scope.BLOCK))
    assert not [*impossible(lay_out(heatmap.content, options), options)]


def told(measure: str, merge: str, tokens: list[str], **options: Any) -> list[Any]:
    """Give what is said of words."""
    scores = [0.5] * len(tokens) if measure == "P" else [-1.0] * len(tokens)
    found = drawn(tokens, scores, measure=measure, merge=merge, **options)
    return [one for one in found.notices if one.name == "merged-scores"]


@pytest.mark.parametrize("merge", ["max", "mean", "first"])
@pytest.mark.parametrize("measure", ["log P", "surprisal", "P"])
def test_words_that_have_no_probability_of_their_own(measure: str, merge: str) -> None:
    """The highest, the mean and the first of pieces are none of a word; it is an aside."""
    (notice,) = told(measure, merge, [" a", "b"])
    assert notice.message.startswith(f"merge: {merge} gives no {measure} of a word")
    assert notice.level == "info"
    assert not told(measure, merge, [" a", " b"])
    assert not told(measure, "none", [" a", "b"])
    assert not told(measure, "sum", [" a", "b"])
    assert not told("logit", merge, [" a", "b"])
    hint = {"given": "P", "measure": "log P"} if measure == "P" else {"measure": measure}
    assert "merge: sum" in notice.hint
    scores = [0.5, 0.5] if measure == "P" else [-1, -1]
    followed = drawn([" a", "b"], scores, merge="sum", **hint)
    assert "merged-scores" not in names(followed)


@pytest.mark.parametrize(
    ("measure", "is_named"),
    [
        *(("attention", True), ("self-attention, layer 3", True), ("trọng số chú ý", True)),
        *(("rank", True), ("Saliency", True), ("gradient", True), ("entropy", True)),
        *(("perplexity", True), ("cross-entropy", True), ("word length", True)),
        *(("độ khó đoán", False), ("log P of the next token", False), ("confidence", False)),
        *(("log P", False), ("surprisal", False), ("P", False)),
    ],
)
def test_what_log_probabilities_are_not(measure: str, *, is_named: bool) -> None:
    """Other known measures over them are named; an author's own words are not."""
    found = drawn([" a", " b"], [-1, -2], given="log P, nat", measure=measure)
    assert ("no-effect" in names(found)) is is_named


def test_the_name_of_a_single_series_says_what_it_is() -> None:
    """Of several the first is not that of all."""
    one, two = {"surprisal": [7, 3]}, {"surprisal": [7, 3], "x": [3, 4]}
    assert "unit-unsaid" in names(drawn([" a", " b"], one))
    assert "unit-unsaid" not in names(drawn([" a", " b"], two))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measure": "độ bất ngờ (nat)"}, "-1 is no độ bất ngờ, as"),
        ({"measure": "độ bất ngờ", "unit": "bít"}, "độ bất ngờ is not counted in bít"),
        ({"measure": "surprisal"}, "-1 is no surprisal, as"),
        ({"measure": "P", "transform": "exp", "given": "log P"}, "is no P, as"),
    ],
)
def test_scores_are_called_as_their_author_does(options: dict[str, Any], said: str) -> None:
    """One who writes `độ bất ngờ` need not know the English word."""
    found = drawn([" a", " b"], [3, -1], **options)
    (notice,) = [one for one in found.notices if one.name == "impossible-score"]
    assert said in notice.message
