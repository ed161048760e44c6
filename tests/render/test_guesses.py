"""What a model expected, in words: percentages, ranks, what is left; in every output."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.guesses import guesses, in_lines
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.table import table
from heatmark.render.text import plain_text

OTHERS = [[], [("x", -1.0), (" b", -2.0)], [("x", -0.1), ("y", -3.0)]]


def drawn(**options: Any) -> Any:
    made = Heatmap(
        ["a", " b", " c"],
        [None, -2.0, -5.0],
        alternatives=OTHERS,
        ranks=[None, 2, 17],
        entropy=[None, 1.5, 0.25],
    )
    asked = {"measure": "log P", "unit": "nat", "view": "guesses", **options}
    return picture(made.content, resolve(asked))


def test_each_token() -> None:
    """Probabilities, ranks and entropies are in words; the rest of all probability is told."""
    first, second, third = guesses(drawn())
    assert (first.score, first.candidates, first.chance) == ("missing value", [], "")
    assert (second.chance, second.rank, second.entropy) == (
        "13.53",
        "rank 2",
        "entropy 1.5\u00a0nat",
    )
    assert [one.chosen for one in second.candidates] == [False, True]
    assert (second.chances, second.others) == (["36.79", "13.53"], "49.68")
    assert [(one.rank, one.text, one.chosen) for one in third.candidates] == [
        (1, "x", False),
        (2, "y", False),
        (17, "c", True),
    ]
    assert third.chances == ["90.48", "4.98", "0.67"]


@pytest.mark.parametrize(
    ("given", "measure", "unit"),
    [("log P, nat", "surprisal", "bit"), ("log P, nat", "P", "%"), ("log P, nat", "P", None)],
)
def test_probabilities_in_any_unit(given: str, measure: str, unit: str | None) -> None:
    """However scores are shown, probabilities are the same."""
    found = guesses(drawn(given=given, measure=measure, unit=unit))
    assert found[1].chances == ["36.79", "13.53"]


def test_scores_that_are_no_probabilities() -> None:
    """They are listed as they are, without a rest."""
    _, second, _ = guesses(drawn(measure="logit", unit=None))
    assert second.chances == ["", ""]
    assert [one.score for one in second.candidates] == ["−1", "−2"]
    assert (second.chance, second.others, second.score) == ("", "", "−2")


def test_beyond_the_list() -> None:
    """A token that is not among the k likeliest, and has no rank, is said to be just that."""
    made = Heatmap(["a"], [-5.0], alternatives=[[("x", -0.1), ("y", -3.0)]])
    found = picture(made.content, resolve({"measure": "log P", "view": "guesses", "lang": "vi"}))
    (one,) = guesses(found)
    assert one.rank == "ngoài 2 hạng đầu"
    assert one.candidates[-1].rank == 0
    assert in_lines(found) == [
        (
            "1. a: 0,674\u00a0% · ngoài 2 hạng đầu",
            (
                "(1) x 90,484\u00a0%; (2) y 4,979\u00a0%; a 0,674\u00a0% ◂; "
                "mọi token khác 3,864\u00a0%"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("own", "ranks", "place"),
    [
        (-0.55, [1, 2, 3], 0),
        (-1.0, [1, 1, 3], 1),
        (-1.5, [1, 2, 3], 1),
        (-3.0, [1, 2, 2], 2),
    ],
)
def test_a_token_that_only_others_are_listed_for(own: float, ranks: list[int], place: int) -> None:
    """Candidates stand behind the token where it is likelier; those that tie share a rank."""
    made = Heatmap(["a"], [own], alternatives=[[("x", -1.0), ("y", -3.0)]])
    found = picture(made.content, resolve({"measure": "log P", "view": "guesses"}))
    (one,) = guesses(found)
    assert [item.rank for item in one.candidates] == ranks
    assert [item.chosen for item in one.candidates].index(True) == place


@pytest.mark.parametrize(
    ("options", "own", "listed", "rank", "lines"),
    [
        ({"measure": "logit"}, 8, [("x", 7)], 1, "(1) a 8 ◂; (2) x 7"),
        ({"measure": "logit"}, 8, [("x", 9), ("y", 7)], 2, "(1) x 9; (2) a 8 ◂; (3) y 7"),
        ({"measure": "logit"}, 1, [("x", 9), ("y", 7)], 3, "(1) x 9; (2) y 7; (3) a 1 ◂"),
        ({"measure": "logit"}, 1, [("x", 9), ("y", 7)], None, "(1) x 9; (2) y 7; a 1 ◂"),
        ({"measure": "logit"}, 1, [("x", 9), ("y", 7)], 9, "(1) x 9; (2) y 7; (9) a 1 ◂"),
        ({"measure": "P", "unit": "lg"}, 5, [("x", 9), ("y", 2)], 7, "(1) x 9; (7) a 5 ◂; y 2"),
    ],
)
def test_no_two_have_one_rank(
    options: dict[str, str], own: float, listed: list[Any], rank: int | None, lines: str
) -> None:
    """A token stands where its rank is; behind it ranks go on, or are not known where some lack."""
    made = Heatmap(["a"], [own], alternatives=[listed], ranks=[rank])
    found = picture(made.content, resolve({**options, "view": "guesses"}))
    assert in_lines(found)[0][1] == lines


@pytest.mark.parametrize(("measure", "sign"), [("log P", 1), ("surprisal", -1)])
def test_ranks_need_no_unit(measure: str, sign: int) -> None:
    """Of scores in a unit that is not known it is known which is the likelier."""
    listed = [("x", -1.0 * sign), ("y", -3.0 * sign)]
    made = Heatmap(["a"], [-2.0 * sign], alternatives=[listed])
    options = {"measure": measure, "unit": "lg", "view": "guesses"}
    (one,) = guesses(picture(made.content, resolve(options)))
    assert [item.rank for item in one.candidates] == [1, 2, 3]
    others: list[dict[str, Any]] = [{}, {"measure": "P", "transform": ("softmax",)}]
    for other in others:
        made = Heatmap(["a"], [2.0], alternatives=[[("x", 1.0), ("y", -1.0)]], ranks=[9])
        (one,) = guesses(picture(made.content, resolve({**other, "view": "guesses"})))
        assert [item.rank for item in one.candidates] == [1, 2, 9]


def test_every_output_lists_them() -> None:
    """Plain text, LaTeX and images have the text, and a line for each token with its candidates."""
    found = drawn()
    assert (
        "3. c: 0.67\u00a0% · rank 17 · entropy 0.25\u00a0nat\n(1) x 90.48\u00a0%; (2) y"
        in plain_text(found)
    )
    assert r"\textbf{3. c: 0.67~\%" in latex(found)
    lines = ["".join(line) for line in screen(found, 80, alone=True).lines]
    assert any(line.startswith("3. c: 0.67") for line in lines)
    assert any("(17) c" in line for line in lines)


@pytest.mark.parametrize(
    ("score", "chance"),
    [(-6.7, "0.1231"), (-4.4, "1.228"), (-2.1, "12.25"), (-1.6135, "19.92"), (-0.1, "90.5")],
)
def test_percentages_have_as_many_decimals_as_tell(score: float, chance: str) -> None:
    """A probability alone is told from 0, however little it is."""
    made = Heatmap(["a"], [score], ranks=[9])
    (one,) = guesses(picture(made.content, resolve({"measure": "log P", "view": "guesses"})))
    assert one.chance == chance


def test_no_probability_is_more_than_one() -> None:
    """Rounding of programs makes a log P of a little over 0."""
    made = Heatmap(["a", " b"], [1e-3, -1.0], alternatives=[[("a", 1e-3)], []])
    first, _ = guesses(picture(made.content, resolve({"measure": "log P", "view": "guesses"})))
    assert first.chance == "100"
    assert first.shares[0] == 1


@pytest.mark.parametrize("transform", ["softmax", "log_softmax"])
def test_candidates_beside_scores_that_depend_on_one_another(transform: str) -> None:
    """They went through no softmax: they have no probability, and the token no rank among them."""
    made = Heatmap(["a", " b"], [2.0, 1.0], alternatives=[[("x", -0.3)], [(" b", 1.0)]])
    measure = "P" if transform == "softmax" else "log P"
    options = {"measure": measure, "transform": (transform,), "view": "guesses"}
    first, second = guesses(picture(made.content, resolve(options)))
    assert (first.chance, first.rank, first.chances, first.others) == ("73.1", "", ["", "73.1"], "")
    assert (second.rank, second.chances) == ("rank 1", [""])
    with pytest.raises(HeatmarkError, match="top1 needs the rank of every token"):
        picture(made.content, resolve({**options, "stats": ("top1",)}))


def test_what_is_nearly_nothing_is_not_0() -> None:
    """A candidate that is there at all has some probability."""
    made = Heatmap(["a"], [-0.1], alternatives=[[("x", -20.0)]])
    (one,) = guesses(picture(made.content, resolve({"measure": "log P", "view": "guesses"})))
    assert one.chances == ["90.5", "<0.1"]


@pytest.mark.parametrize("asked", [{}, {"measure": "P", "unit": None}, {"measure": "surprisal"}])
def test_percentages_are_those_of_the_table(asked: dict[str, Any]) -> None:
    """The list rounds the probability of a token as the data table beside it does."""
    found = drawn(given="log P, nat", **asked)
    listed = [one.chance for one in guesses(found)]
    assert [listed] == table(found, "").chances
    assert listed == ["", "13.53", "0.67"]


@pytest.mark.parametrize("asked", [{}, {"digits": 3}, {"scale": [0, 1000]}])
def test_scores_in_per_cent_are_rounded_alike(asked: dict[str, Any]) -> None:
    """Where scores are percentages themselves, the list writes them as they are written there."""
    found = drawn(given="log P, nat", measure="P", unit="%", **asked)
    assert [one.chance for one in guesses(found)][1:] == table(found, "").scores[0][1:]


def test_candidates_alone_tell_their_decimals() -> None:
    """Where no token of the text has a score, its candidates are told apart from one another."""
    made = Heatmap(["a", " b"], [None, None], alternatives=[[("x", -1.0), ("y", -1.01)], []])
    first, _ = guesses(picture(made.content, resolve({"measure": "log P", "view": "guesses"})))
    assert first.chances == ["36.788", "36.422"]
