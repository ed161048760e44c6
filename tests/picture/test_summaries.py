"""Summaries: computed by hand, refused where they would mean nothing, of what is not missing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture
from heatmark.picture.scale import Wanted, scale
from heatmark.picture.summaries import summaries

BIT = {"measure": "surprisal", "unit": "bit"}
P = {"measure": "P"}
TOO_FAR = {"given": "log P, nat", "measure": "P"}  # of log P far from 0 it is 0 or infinite
UNDEFINED = "not defined – it is infinite in both directions"
TOP = [[("a", -0.1)], [("x", -0.5), (" b", -1.0)], [("x", -0.5)]]


def summed(
    scores: Any, stats: str, content: Any = None, tokens: Any = ("a", " b", " c"), **options: Any
) -> list[tuple[str, int]]:
    made = Heatmap([*tokens], scores, **(content or {}))
    found = picture(made.content, resolve({"stats": tuple(stats.split()), **options}))
    return [(one.text.replace("\u00a0", " "), one.total) for one in found.legend.stats]


@pytest.mark.parametrize(
    ("scores", "stat", "options", "expected"),
    [
        ([1, 2, 6], "mean", {}, ("3", 3)),
        ([1, None, 6], "mean", {"unit": "s"}, ("3.5 s", 2)),
        ([1, 2, 6], "median", {}, ("2", 3)),
        ([1, 2, 6], "min", {}, ("1", 3)),
        ([1, 2, 6], "max", {}, ("6", 3)),
        ([1, 2, 6], "sum", {}, ("9", 3)),
        ([0.125, 0.25, 0.2], "mean", {"digits": 1}, ("0.2", 3)),
        ([0.1234, 0.1235, 0.1237], "median", {}, ("0.1235", 3)),
        ([0.1234, 0.1235, 0.1237], "min", {}, ("0.1234", 3)),
        ([0.1234, 0.1235, 0.1237], "max", {}, ("0.1237", 3)),
        ([0.1234, 0.1235, 0.1237], "mean", {}, ("0.124", 3)),
        ([0.1234, 0.1235, 0.1237], "sum", {}, ("0.371", 3)),
        ([0.1234, 0.1235, 0.1237], "sum", {"digits": 4}, ("0.3706", 3)),
        ([0.5, 0.25, 0.1], "perplexity", {**P, "digits": 1}, ("4.31", 3)),
        ([1, None, None], "top1", {"measure": "rank"}, ("100 %", 1)),
        ([11, 10, 1], "top10", {"measure": "rank"}, ("66.7 %", 3)),
        ([2, None, None], "mrr", {"measure": "rank"}, ("0.5", 1)),
        ([3, None, 6], "mrr", {"measure": "rank"}, ("0.25", 2)),
        ([690, None, None], "perplexity", {"measure": "surprisal"}, ("4.6×10²⁹⁹", 1)),
        ([691, None, None], "perplexity", {"measure": "surprisal"}, ("∞", 1)),
        ([math.log(1e300), None, None], "perplexity", {"measure": "surprisal"}, ("∞", 1)),
        ([5e-324, None, None], "min", {}, ("5×10⁻³²⁴", 1)),
        ([None, None, None], "bits_per_byte", BIT, ("no values", 0)),
        ([1, 2, 3], "perplexity", BIT, ("4", 3)),
        ([1, None, 3], "perplexity", BIT, ("4", 2)),
        ([math.log(2), math.log(4), math.log(8)], "perplexity", {"measure": "surprisal"}, ("4", 3)),
        ([0.5, 0.25, 0.125], "perplexity", P, ("4", 3)),
        ([50, 25, 12.5], "perplexity", {**P, "unit": "%"}, ("4", 3)),
        ([0.5, 0, 0.5], "perplexity", P, ("∞", 3)),
        ([-1, -2, -3], "perplexity", {"measure": "log2 P"}, ("4", 3)),
        ([-1, -2, -3], "perplexity", {"measure": "log10 P"}, ("100", 3)),
        ([-1, -2, -3], "perplexity", {"given": "log P, bit", "measure": "surprisal"}, ("4", 3)),
        ([-1, -2, -3], "mean", {"given": "log2 P", "measure": "log₁₀ P"}, ("−0.602 ban", 3)),
        ([1, 2, 3], "perplexity", {"given": "surprisal, bit", "measure": "P"}, ("4", 3)),
        ([1, 2, 3], "bits_per_char", BIT, ("1.2 bit", 3)),
        ([1, 2, 3], "bits_per_byte", BIT, ("1.2 bit", 3)),
        ([1, None, 3], "bits_per_char", BIT, ("1.33 bit", 2)),
        ([1e308, 1.6e308, 1.6e308], "mean", {}, ("1.4×10³⁰⁸", 3)),
        ([1e308, 1.6e308, None], "median", {}, ("1.3×10³⁰⁸", 2)),
        ([1e308, 1.6e308, -1.6e308], "sum", {}, ("1×10³⁰⁸", 3)),
        ([1e308, 1.6e308, 5], "max", {}, ("1.6×10³⁰⁸", 3)),
        ([1e308, 1.6e308, 5], "sum", {}, ("∞", 3)),
        ([1e308, 1.6e308, 1.6e308], "perplexity", BIT, ("∞", 3)),
        ([-1e308, 1e99, 1], "bits_per_byte", TOO_FAR, (UNDEFINED, 3)),
        ([-1e308, 1e99, 1], "perplexity", TOO_FAR, (UNDEFINED, 3)),
        ([None, None, None], "perplexity", BIT, ("no values", 0)),
        ([None, None, None], "mean", {}, ("no values", 0)),
        ([None, None, None], "top1", {"measure": "rank"}, ("no values", 0)),
        ([None, None, None], "mrr", {"measure": "rank"}, ("no values", 0)),
    ],
)
def test_what_they_are(
    scores: list[Any], stat: str, options: dict[str, Any], expected: tuple[str, int]
) -> None:
    """Each is what its formula says, over the scores that are there."""
    assert summed(scores, stat, **options) == [expected]


def test_characters_are_those_of_readers() -> None:
    """A letter with its accents is one, whatever it is made of; bytes are bytes."""
    tokens = ["ch", "áº", "¿"]  # the bytes of "chế" but for its accent
    found = summed([1, 2, 3], "bits_per_char bits_per_byte", None, tokens, scheme="bytebpe", **BIT)
    assert found == [("2 bit", 3), ("1.2 bit", 3)]
    assert summed([1, 2, None], "bits_per_char", None, tokens, scheme="bytebpe", **BIT) == [
        ("0.5 bit", 1)
    ]
    more = {"scheme": "bytebpe", **BIT}  # and what follows a letter of which a part is missing
    after = summed([1, 2, None, 3], "bits_per_char", None, [*tokens, "abc"], **more)
    assert after == [("0.8 bit", 2)]
    for parts in (["a", "áº", "Ġb"], ["a", "á", "Ġb"]):  # bytes of no whole character
        cut = summed([1, 9, 3], "bits_per_char bits_per_byte", {"scheme": "bytebpe"}, parts, **BIT)
        assert cut == [("1.33 bit", 2), ("1.33 bit", 2)]
    stray = ["ch", "áº", "¿", "á", "Ġb"]  # a byte of no character behind one of two
    cut = summed([1, 2, 3, 9, 4], "bits_per_char", {"scheme": "bytebpe"}, stray, **BIT)
    assert cut == [("2 bit", 4)]
    stray = ["ch", "á", "áº", "¿", "Ġb"]  # and before it
    cut = summed([1, 9, 2, 3, 4], "bits_per_char", {"scheme": "bytebpe"}, stray, **BIT)
    assert cut == [("2 bit", 4)]
    two = summed([2, 2], "bits_per_char", None, ["e", "\u0302"], scheme="text", **BIT)
    assert two == [("4 bit", 2)]


def test_words_keep_the_perplexity_of_their_tokens() -> None:
    """Log-probabilities that are added are those of as many tokens; other merges lose it."""
    tokens, more = ["a", "Ġb", "c"], {"scheme": "bytebpe", **BIT}
    assert summed([1, 2, 3], "perplexity mean", None, tokens, merge="sum", **more) == [
        ("4", 3),
        ("3 bit", 2),
    ]
    with pytest.raises(HeatmarkError, match="merged"):
        summed([1, 2, 3], "perplexity", None, tokens, merge="max", **more)
    known = {"ranks": [1, 2, 3], "entropy": [1, 2, 3]}
    for stat in ("top1", "mrr", "entropy"):
        with pytest.raises(HeatmarkError, match="merged") as caught:
            summed([1, 2, 3], stat, known, tokens, merge="sum", **more)
        assert caught.value.hint == "write merge: none"
    with pytest.raises(HeatmarkError, match="merged"):
        summed([1, 2, 3], "mrr", None, tokens, merge="sum", scheme="bytebpe", measure="rank")


def test_each_series_has_its_own() -> None:
    """Those of one kind are together, series by series, controls among them."""
    scores = {"x": [1, 2, 3], "y": [2, 2, None]}
    assert summed(scores, "perplexity max", **BIT, control=("y",)) == [
        ("4", 3),
        ("4", 2),
        ("3 bit", 3),
        ("2 bit", 2),
    ]


def test_ranks() -> None:
    """They are given, or seen in the candidates; or they are the scores."""
    given = {"ranks": [1, 4, None]}
    assert summed([-1, -2, -3], "top1 top5 mrr", given) == [
        ("50 %", 2),
        ("100 %", 2),
        ("0.625", 2),
    ]
    assert summed([-0.1, -1, -9], "top1", {"alternatives": TOP}, measure="log P") == [("33.3 %", 3)]
    assert summed({"x": [1, 2, 20], "y": [1, 1, 1]}, "top10", measure="rank") == [
        ("66.7 %", 3),
        ("100 %", 3),
    ]


@pytest.mark.parametrize("rank", [0, -1, 1.5, 0.5])
def test_what_is_no_rank(rank: float) -> None:
    """A rank is a whole number from 1 on."""
    with pytest.raises(HeatmarkError, match="a rank is a whole number") as caught:
        summed([1, 2, rank], "top1", measure="rank")
    assert str(rank).replace("-", "−") in caught.value.message


def test_entropies() -> None:
    """Their mean is in their unit."""
    told = {"entropy": [None, 1, 2]}
    assert summed([1, 2, 3], "entropy", told, **BIT) == [("1.5 bit", 2)]
    assert summed([-1, -2, -3], "entropy", told, measure="log10 P") == [("1.5 ban", 2)]
    assert summed([-1, -2, -3], "entropy", told, given="log2 P", measure="P") == [("1.04 nat", 2)]


@pytest.mark.parametrize("stat", ["perplexity", "bits_per_byte", "mrr", "entropy"])
def test_differences(stat: str) -> None:
    """A difference of log-probabilities or ranks is none, and there are entropies of two models."""
    known = {"ranks": [1, 2, 3], "entropy": [1, 2, 3]}
    with pytest.raises(HeatmarkError, match=f"{stat} and minus exclude"):
        summed({"x": [-2, -3, -5], "y": [-1, -1, -1]}, stat, known, measure="log P", minus="y")


def test_special_tokens_do_not_count() -> None:
    """What is off the scale is in no summary; on the scale it has a score, but no letters."""
    tokens = ["<s>", "▁a", "▁b"]
    assert summed([9, 1, 3], "perplexity mean", None, tokens, **BIT) == [("4", 2), ("2 bit", 2)]
    found = summed([2, 1, 3], "perplexity bits_per_char", None, tokens, special="include", **BIT)
    assert found == [("4", 3), ("1.33 bit", 2)]
    beside = {"ranks": [1, 1, 5], "entropy": [9, 1, 2]}
    assert summed([2, 1, 3], "top1 mrr entropy", beside, tokens, **BIT) == [
        ("50 %", 2),
        ("0.6", 2),
        ("1.5 bit", 2),
    ]


def test_what_a_service_did_not_tell() -> None:
    """A probability that is not in the data makes no ∞."""
    text = "not known – the probability of some tokens is not in the data"
    assert summed([-1, -9999, -1], "perplexity", measure="log P") == [(text, 3)]
    shares = summed([-1, -9999, -1], "mean min max", given="log P", measure="P")
    assert shares == [(text, 3), (text, 3), ("0.368", 3)]
    assert summed([-1, -9999, -1], "mean") == [("−3,334", 3)]  # of scores that are anything
    known = {"given": "log P", "measure": "P"}
    assert summed([0, -9999, 0], "max median", **known) == [("1", 3), ("1", 3)]
    assert summed([0, -9999, -9999], "median", **known) == [(text, 3)]
    assert summed([0, -9999, -1], "perplexity", **known) == [(text, 3)]


@pytest.mark.parametrize(
    ("stat", "content", "options", "said"),
    [
        ("perplexity", {}, {"measure": "attention"}, "perplexity needs probabilities"),
        ("bits_per_char", {}, {}, "bits_per_char needs probabilities"),
        ("sum", {}, P, "sum means nothing of probabilities"),
        ("top1", {}, BIT, "top1 needs ranks or alternatives"),
        ("top5", {"alternatives": TOP}, {"measure": "log P"}, "needs more alternatives"),
        ("mrr", {"alternatives": TOP}, {"measure": "log P"}, "rank of every token"),
        ("top1", {"alternatives": TOP}, {}, "rank of every token"),
        ("top1", {}, {"measure": "rank"}, "a rank is a whole number from 1 on"),
        ("entropy", {"alternatives": TOP}, {}, "entropy needs the entropy"),
        ("mean", {}, {"lineup": 2}, "stats and lineup exclude one another"),
    ],
)
def test_what_makes_no_sense(stat: str, content: Any, options: Any, said: str) -> None:
    """What such scores do not tell is refused, with a way out."""
    with pytest.raises(HeatmarkError, match=said) as caught:
        summed([-0.1, -1, -9], stat, content, **options)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("options", "hint"), [({}, "say what scores are"), ({"measure": "log P"}, "write ranks: […]")]
)
def test_ranks_that_are_not_known(options: Any, hint: str) -> None:
    """The author says what scores are, or else writes the ranks beyond the alternatives."""
    with pytest.raises(HeatmarkError, match="rank of every token") as caught:
        summed([-0.1, -1, -9], "mrr", {"alternatives": TOP}, **options)
    assert str(caught.value.hint).startswith(hint)


def test_where_there_are_several() -> None:
    """Ranks and entropies are of one model; a grid of many rows would be no legend."""
    several = {"x": [-1], "y": [-2]}
    for stat in ("top1", "entropy"):
        with pytest.raises(HeatmarkError, match=stat):
            summed(several, stat, {"ranks": [1], "entropy": [1]}, ["a"], measure="log P")
    assert len(summed({str(at): [at] for at in range(12)}, "mean", None, ["a"])) == 12
    with pytest.raises(HeatmarkError, match="up to 12 series"):
        summed({str(at): [at] for at in range(13)}, "mean", None, ["a"])
    with pytest.raises(HeatmarkError, match="letters of a text"):
        summed([[0.5]], "bits_per_char", {"columns": True}, ["H0"], **P)


def test_none_are_made_where_none_is_asked_for() -> None:
    """A legend has no line of them then."""
    layout = lay_out(Heatmap(["a"], [1]).content, resolve({}))
    scaled = scale(layout.exact, Wanted())
    assert summaries(layout, scaled, resolve({})) == ()
    (one,) = summaries(layout, scaled, resolve({"stats": ("mean",)}))
    assert (one.text, one.total) == ("1", 1)


def test_no_unit_is_that_of_the_scores_before() -> None:
    """A mean of logarithms of milliseconds is in no milliseconds."""
    options: dict[str, Any] = {"measure": "time", "unit": "ms"}
    assert summed([1, 1, 1], "mean", **options) == [("1 ms", 3)]
    assert summed([1, 1, 1], "mean", **options, transform=("log",)) == [("0", 3)]
