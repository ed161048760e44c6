"""Options that the scores contradict are told of."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from heatmark.options.check import check
from heatmark.options.option import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.contrary import two_units
from pages import draw
from pictures import drawn, names

TOKENS = [" a", " b"]


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ({"measure": "surprisal (bit)", "unit": "nat"}, True),
        ({"measure": "log P, nat", "unit": "bits"}, True),
        ({"measure": "surprisal (bit)", "unit": "bits"}, False),
        ({"measure": "surprisal (bit)"}, False),
        ({"measure": "time (bit)", "unit": "nat"}, False),
        ({"measure": "surprisal", "unit": "nat"}, False),
    ],
)
def test_two_units(options: dict[str, Any], is_told: bool) -> None:
    """A measure in bit is not in nat."""
    scores = [-1.0, -2.0] if "log" in options["measure"] else [1.0, 2.0]
    found = drawn(TOKENS, scores, **options)
    assert ("impossible-score" in names(found)) is is_told
    if is_told:
        (told,) = [one for one in found.notices if one.name == "impossible-score"]
        assert " with unit: " in told.hint


def test_an_unknown_unit_is_another() -> None:
    """What is beside a known unit is not that unit."""
    (told,) = two_units(resolve({"measure": "log P (nat)", "unit": "bits/char"}))
    assert told.message == "measure says nat, and unit says bits/char"
    assert not [*two_units(resolve({"measure": "log P"}))]


def test_one_unit_is_written_once() -> None:
    """A unit that is in the name as well is in the legend once."""
    found = drawn(TOKENS, [1.0, 2.0], measure="surprisal (bit)", unit="bits")
    assert (found.legend.measure, found.legend.unit) == ("surprisal", "bits")


@pytest.mark.parametrize(
    ("scores", "options", "about"),
    [
        ([42, 6], {"scale": (0, 1)}, "scale"),
        ([-1, -2], {"scale": (0, 1)}, "scale"),
        ([1, 2], {"scale": (-5, 0)}, "scale"),
        ([-3, 3], {"scale": (-1, 1)}, "scale"),
        ([0, 1], {"scale": (0, 1)}, ""),
        ([1, 7], {"scale": (0, 1)}, ""),
        ([7], {"scale": (0, 1)}, ""),
        ([42, 6], {"steps": ((None, 0.1), (None, 0.2))}, "steps"),
        ([-1, -2], {"steps": (("low", 1), ("mid", 2))}, "steps"),
        ([1, 2], {"steps": (("low", -2), ("mid", -1))}, "steps"),
        ([0.3, 0.5], {"steps": ((None, 0.1), (None, 0.2))}, ""),
        ([-0.3, 0.5], {"steps": ((None, 1), (None, 2))}, ""),
        ([400, 500], {"steps": ((None, 1), (None, 10)), "measure": "rank"}, ""),
        ([400, 500], {"steps": ((None, 1), (None, 10))}, "steps"),
        ([-3, 0], {"steps": ((None, 1), (None, 2))}, ""),  # 0 is on neither side
        ([0, 3], {"steps": ((None, -2), (None, -1))}, ""),
        ([0.2, 0.5], {"steps": ((None, 2), (None, 3))}, ""),
        ([-0.5, -0.2], {"steps": ((None, -3), (None, -2))}, ""),
        ([0.9, 0.95], {"steps": ((None, 0.01), (None, 0.05))}, "steps"),
        ([10.5, 10.9], {"steps": ((None, 0.5), (None, 1))}, "steps"),
        ([10, 10.9], {"steps": ((None, 0.5), (None, 1))}, ""),
        ([42, 6], {"scale": "zero"}, ""),
    ],
)
def test_scales_that_no_score_is_on(
    scores: list[float], options: dict[str, Any], about: str
) -> None:
    """Ends in another unit, or for scores of another sign, leave no score on the scale."""
    found = drawn(TOKENS[: len(scores)], scores, **options)
    assert [one.about for one in found.notices if one.name == "off-scale"] == [about] * bool(about)


def test_what_is_said_of_scales() -> None:
    """Both the ends and the scores are named."""
    (told,) = [one for one in drawn(TOKENS, [42, 6], scale=(0, 1)).notices if one.about == "scale"]
    assert told.message == "all 2 scores are off the scale: they lie between 6 and 42"
    assert told.hint == "look whether scale has the ends 0, 1 in the unit of the scores"


@pytest.mark.parametrize(
    ("scores", "steps", "ends"),
    [
        ([1, 4], "5", "1.6, 2.2, 2.8, 3.4"),
        ([5, 1], "5", "1.8, 2.6, 3.4, 4.2"),
        ([8, 6], "5", "6.4, 6.8, 7.2, 7.6"),
        ([0.1, 0.2], "2", "0.15"),
        ([1, 6], "5", ""),
        ([1, 4], "4.5", ""),  # no count
        ([1, 4], "13", ""),
        ([1, 0], "1", ""),
        ([1, 4], "[5, 6]", ""),
        ([1, 4], "{low: 5}", ""),
        ([2, 2], "5", ""),
    ],
)
def test_a_count_of_steps(scores: list[float], steps: str, ends: str) -> None:
    """One whole number that parts no scores is told of, and what is to be written parts them."""
    given = yaml.safe_load(steps)
    found = drawn(TOKENS, scores, steps=check("steps", given, Scope.BLOCK))
    told = [one for one in found.notices if one.name == "off-scale"]
    assert [one.hint.partition("steps: ")[2] for one in told] == [f"[{ends}]"] * bool(ends)
    if ends:
        again = check("steps", yaml.safe_load(f"[{ends}]"), Scope.BLOCK)
        assert not [
            one for one in drawn(TOKENS, scores, steps=again).notices if one.about == "steps"
        ]


@pytest.mark.parametrize(
    ("scores", "digits", "is_told"),
    [([0.14, 0.06], 0, True), ([0.14, 0.06], 2, False), ([1, 1], 0, False), ([0.2, 1.2], 0, False)],
)
def test_digits_that_show_nothing(scores: list[float], digits: int, is_told: bool) -> None:
    """Scores that differ and are written alike are told of."""
    found = drawn(TOKENS, scores, digits=digits)
    assert [one.about for one in found.notices if one.name == "nearly-equal"] == [
        "digits"
    ] * is_told


@pytest.mark.parametrize(
    ("scores", "options", "is_told"),
    [
        ([800, 4], {"transform": ("exp",)}, True),
        ({"surprisal": [float("inf"), 4]}, {"transform": ("abs",)}, False),
        ([-800, -4], {"transform": ("exp",)}, False),
        ([-9999.0, -4], {"transform": ("neg",), "measure": "log P"}, False),
        ([0, 4], {"transform": ("log",)}, False),
    ],
)
def test_transforms_beyond_all_floats(scores: Any, options: dict[str, Any], is_told: bool) -> None:
    """What was finite is not infinite without a word."""
    found = drawn(TOKENS, scores, **options)
    told = [one for one in found.notices if one.about == "transform"]
    assert bool(told) is is_told


@pytest.mark.parametrize(
    ("measure", "tokens", "is_told"),
    [
        *((name, ["a", "##b"], True) for name in ("rank", "cosine similarity", "perplexity")),
        *((name, ["a", "##b"], False) for name in ("attention", "surprisal", "entropy")),
        ("rank", ["a", "b"], False),
    ],
)
def test_sums_of_what_is_never_added(measure: str, tokens: list[str], is_told: bool) -> None:
    """The sum of two ranks is no rank."""
    found = drawn(tokens, [1, 2], measure=measure, merge="sum", scheme="wordpiece")
    assert ("merged-scores" in names(found)) is is_told


def test_shares_of_a_text_can_be_added() -> None:
    """Softmax over the tokens of a text gives shares of it, and no probabilities of words."""
    options: dict[str, Any] = {"merge": "sum", "scheme": "wordpiece"}
    found = drawn(["a", "##b"], [1, 2], transform=("softmax",), **options)
    assert "impossible-score" not in names(found)
    found = drawn(["a", "##b"], [0.1, 0.2], measure="P", **options)
    assert "impossible-score" in names(found)


@pytest.mark.parametrize(
    ("tokens", "pick", "is_told"),
    [
        (["2", "a"], "2", True),
        (["b", "a"], "2", False),
        (["1", "a"], "1", False),
        (["2", "a"], "a", False),
    ],
)
def test_a_token_called_like_a_number(tokens: list[str], pick: str, is_told: bool) -> None:
    """A number counts, and it is said where another token is called so."""
    found = drawn(tokens, [[1, 2], [3, 4]], series="pick", pick=pick)
    told = [one for one in found.notices if one.about == "pick"]
    assert [one.hint for one in told] == ["write the number of the one that is meant: 1"] * is_told


def test_a_hint_lists_a_few_tokens() -> None:
    """A token that is there very often has twelve of its numbers in the hint."""
    tokens = ["a", *["1"] * 13]
    found = drawn(tokens, [[*range(14)] for _ in tokens], series="pick", pick="1")
    (told,) = (one for one in found.notices if one.about == "pick")
    assert told.hint.endswith(": 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13")


@pytest.mark.parametrize(("mark", "is_told"), [(1, True), ("[CLS]", True), (2, False)])
def test_marks_of_hidden_tokens(mark: int | str, is_told: bool) -> None:
    """What is left out shows no mark."""
    found = drawn(["[CLS]", "a", "##b"], [1, 2, 3], special="hide", mark=[mark])
    assert ("no-effect" in names(found)) is is_told
    assert "no-effect" not in names(drawn(["[CLS]", "a"], [1, 2], mark=[mark]))


@pytest.mark.parametrize(
    ("errors", "digits", "is_told"),
    [
        ([0.2, 0.7], 0, True),
        ([0.6, 0.7], 0, False),
        ([0.05, 0.7], 1, False),
        ([0.049, 0.7], 1, True),
        ([0.2, 0.7], None, False),
        ([0.0, 0.0], 0, False),
        (None, 0, False),
    ],
)
def test_digits_coarser_than_errors(errors: Any, digits: int | None, is_told: bool) -> None:
    """What is rounded away could be told from noise."""
    found = drawn(["a", " b"], [10.4, 21.6], err=errors, digits=digits, measure="x")
    told = [one.hint for one in found.notices if one.about == "digits"]
    assert bool(told) is is_told
    if told:
        again = drawn(["a", " b"], [10.4, 21.6], err=errors, measure="x")
        assert "nearly-equal" not in names(again)


@pytest.mark.parametrize(
    ("other", "options", "is_told"),
    [
        ([-2.0, -3.0001], {}, True),
        ([-2.0, -3.001], {}, False),
        ([-2.0, -3.0], {}, False),
        ([-2.0, -3.0001], {"scale": "rank"}, True),
        ([-2.0, -3.0001], {"scale": "[-1, 1]"}, False),
        ([-2.0, -3.0001], {"noise": 1e-6}, False),
        ([-2.0, -3.0001], {"given": "log P, nat", "measure": "surprisal", "unit": "bit"}, True),
    ],
)
def test_differences_of_rounding(
    other: list[float], options: dict[str, Any], *, is_told: bool
) -> None:
    """They fill the palette like any, so that the author is told, unless errors are known."""
    found = drawn(TOKENS, {"a": [-2.0, -3.0], "b": other}, minus="a", **options)
    told = [one for one in found.notices if one.name == "nearly-equal" and one.about == "minus"]
    assert bool(told) is is_told


@pytest.mark.parametrize(
    ("scores", "options", "is_told"),
    [
        ([-1e-7, -1e-5], {"measure": "log P", "unit": "nat"}, True),
        ([0.0, 0.01], {"measure": "surprisal", "unit": "bit"}, True),
        ([0.0, 0.015], {"measure": "surprisal", "unit": "bit"}, False),
        ([0.0, 0.0], {"measure": "surprisal", "unit": "bit"}, False),
        ([0.0, 0.01], {"measure": "surprisal", "unit": "bit", "scale": "[0, 5]"}, False),
        ([0.0, 0.01], {"measure": "attention"}, False),
    ],
)
def test_a_text_that_is_certain(
    scores: list[float], options: dict[str, Any], *, is_told: bool
) -> None:
    """Where a model expected all tokens, the darkest is no surprise."""
    found = drawn(TOKENS, scores, **options)
    assert ("nearly-equal" in names(found)) is is_told


@pytest.mark.parametrize(
    ("scores", "options", "hint"),
    [
        ([-1.0, -2.0], {"measure": "log P", "unit": "bit", "transform": "exp"}, "log P, bit"),
        ([-1.0, -2.0], {"measure": "log2 P", "transform": "exp"}, "log2 P, bit"),
        ([1.0, 2.0], {"measure": "surprisal, bit", "transform": ["neg", "exp"]}, "surprisal, bit"),
        ([-1.0, -2.0], {"measure": "P", "given": "log P, bit", "transform": "exp"}, "log P, bit"),
        ([50.0, 20.0], {"measure": "P", "unit": "%", "transform": "log"}, "P, %"),
        ([-1.0, -2.0], {"measure": "log P", "unit": "nat", "transform": "exp"}, None),
        ([-1.0, -2.0], {"measure": "P", "unit": "%", "transform": "exp"}, None),
        ([0.5, 0.2], {"measure": "P", "transform": "log"}, None),
        ([-1.0, -2.0], {"measure": "log P", "unit": "bit", "transform": "neg"}, None),
        ([50.0, 20.0], {"measure": "P", "unit": "%", "transform": "abs"}, None),
        ([1.0, 2.0], {"measure": "logit", "unit": "bit", "transform": "exp"}, None),
    ],
)
def test_transforms_of_another_unit(
    scores: list[float], options: dict[str, Any], hint: str | None
) -> None:
    """The e-th power of bits is no probability, nor the logarithm of per cent a log P."""
    found = drawn(TOKENS, scores, **options)
    told = [one for one in found.notices if one.about == "transform"]
    assert [one.name for one in told] == (["impossible-score"] if hint else [])
    if hint and told[0].hint:
        wanted = "log P" if hint == "P, %" else "P"
        assert told[0].hint.endswith(f"given: '{hint}', measure: {wanted}")
        followed = drawn(TOKENS, scores, given=hint, measure=wanted)
        assert followed.legend.quantity is not None
        assert "impossible-score" not in names(followed)


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ({"mark": [1]}, True),
        ({"mark": ["[CLS]", 2]}, True),
        ({"mark": [2, "noi"]}, False),  # the same token
        ({"mark": [2, 3], "merge": "sum"}, False),  # of one word
        ({"mark": [4]}, True),
    ],
)
def test_marks_of_tokens_that_are_hidden(options: dict[str, Any], is_told: bool) -> None:
    """They are told, whatever else is marked, and no others are."""
    tokens = ["[CLS]", "noi", "##s", "[UNK]"]
    found = drawn(tokens, [1.0, 2.0, 3.0, 4.0], special="hide", **options)
    assert ("no-effect" in names(found)) is is_told


@pytest.mark.parametrize(("mark", "is_told"), [("'[CLS]'", True), ("3", False)])
def test_what_stands_for_a_text_is_never_hidden(mark: str, is_told: bool) -> None:
    """A token that a tokenizer does not know is no special one where its text is known."""
    tokens = 'text: nói đẹp\ntokens: ["[CLS]", "nói", "[UNK]"]\nscores: [1, 2, 4]'
    found = draw("", f"{tokens}\nspecial: hide\nmark: [{mark}]")
    assert ("no-effect" in names(found)) is is_told
