"""What else could have stood in a place: in its order, like the score, the chosen one marked."""

from __future__ import annotations

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.candidates import Candidate, candidates, candidates_line, lines
from heatmark.render.guesses import guesses

TOKENS = ["mèo", " trèo"]
OTHERS = [[("chó", -1.0), ("mèo", -2.0), ("gà", -11.5)], []]


def said(transform: str = "") -> tuple[list[Candidate], str]:
    options = {"lang": "vi", "transform": (transform,) if transform else ()}
    found = picture(Heatmap(TOKENS, [-2, -3], alternatives=OTHERS).content, resolve(options))
    assert candidates(found, 1) == []
    return candidates(found, 0), candidates_line(found, 0)


def test_the_chosen_one_is_marked_with_its_rank() -> None:
    """The token that stands there is one of the candidates, not one of others."""
    found, text = said()
    assert [(rank, name, chosen) for rank, name, _, chosen in found] == [
        (1, "chó", False),
        (2, "mèo", True),
        (3, "gà", False),
    ]
    assert text == "1. chó −1; 2. mèo −2 ◂; 3. gà −11,5"


def test_candidates_are_transformed_like_the_score() -> None:
    """Their numbers are what the token's own is, or are left out where a whole series is needed."""
    found, _ = said("neg")
    assert [score for _, _, score, _ in found] == ["1", "2", "11,5"]
    found, text = said("softmax")
    assert [score for _, _, score, _ in found] == ["", "", ""]
    assert text == "1. chó; 2. mèo ◂; 3. gà"


def test_lines_are_aligned() -> None:
    """Numbers of all lines are equally wide, filled up with spaces as wide as a digit."""
    found = picture(Heatmap(TOKENS, [-2, -3], alternatives=OTHERS).content, resolve({"lang": "vi"}))
    first, second, third = lines(found, 0)
    assert first == "1. \u2007\u2007\u2007−1 chó"
    assert second.endswith("mèo ◂")
    assert first.index("chó") == second.index("mèo") == third.index("gà")


def test_without_candidates_there_are_none() -> None:
    """Of a picture, or of one of its tokens."""
    bare = picture(Heatmap(TOKENS, [-2, -3]).content, resolve({}))
    assert candidates(bare, 0) == []
    some = Heatmap(TOKENS, [-2, -3], alternatives=[[], [("x", -1.0)]])
    found = picture(some.content, resolve({}))
    assert candidates(found, 0) == []
    assert lines(found, 0) == []
    assert [one.text for one in candidates(found, 1)] == ["x"]


def test_those_that_differ_in_spaces_are_told_apart() -> None:
    """In their list, and from the token of the text that is none of it; others stay bare."""
    others = [[(" Hà", -1.0), ("Hà", -2.0), (" Huế", -3.0)], [("Nội", -1.0), ("N\n", -3.0)]]
    heatmap = Heatmap([" Hà", " Nội"], [-1, -2], alternatives=others)
    found = picture(heatmap.content, resolve({"measure": "log P"}))
    assert [one.text for one in candidates(found, 0)] == ["␣Hà", "Hà", "Huế"]
    assert [one.text for one in candidates(found, 1)] == ["Nội", "N"]
    own = guesses(found)[1].candidates
    assert [(one.text, one.chosen) for one in own] == [
        ("Nội", False),
        ("␣Nội", True),
        ("N", False),
    ]


def test_a_part_of_a_character_beside_candidates() -> None:
    """It has no text that they could be taken for."""
    others = [[("áº", -1.0)], [("½", -1.0)]]
    heatmap = Heatmap(["áº", "¿"], [-1, -2], alternatives=others, scheme="bytebpe")
    found = picture(heatmap.content, resolve({"measure": "log P"}))
    assert [one.text for one in guesses(found)[1].candidates] == ["⟨BD⟩", "⋯"]
