"""Line-ups of several kinds, and what their answers say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from heatmark import OptionError, ScoreError
from heatmark.picture.lineups import line_up
from heatmark.picture.picks import needed_picks
from heatmark.render.html.figure import figure
from heatmark.render.legend import told
from pictures import drawn

TOKENS = list("abcdefgh")
SCORES: list[Any] = [1, 2, 3, 4, 5, 6, 7, 9]


def test_versions() -> None:
    """Each version has decoys of its own, and the answer names the real picture of each."""
    assert line_up.__doc__
    found = drawn(TOKENS, SCORES, lineup=4, lineup_versions=3, lang="vi")
    lineup = found.lineup
    assert lineup is not None
    assert lineup.names == tuple(f"{version}{letter}" for version in "123" for letter in "ABCD")
    for answer in lineup.answers:
        assert found.strips[answer].scores == tuple(SCORES)
    assert [answer // 4 for answer in lineup.answers] == [0, 1, 2]
    assert len({strip.scores for strip in found.strips}) == 1 + 3 * 3
    assert "không quá 1/10" in lineup.told[1]
    assert lineup.needed == ()
    html = figure(found)
    assert html.count("<details") == 5  # the answer, and what there is to know of the scale
    assert html.count("heatmark-letter") == 3
    assert "Bản 3" in html


@pytest.mark.parametrize("versions", [1, 2])
def test_what_is_said_of_versions(versions: int) -> None:
    """Of two there are two answers, and no table of picks; of one nothing is said of versions."""
    lineup = drawn(TOKENS, SCORES, lineup=3, lineup_versions=versions).lineup
    assert lineup is not None
    assert len(lineup.answers) == versions
    assert ("versions" in lineup.about) is (versions > 1)
    assert bool(lineup.needed) is (versions == 1)
    assert ("1/5" in lineup.told[1]) is (versions > 1)


@pytest.mark.parametrize("kind", ["lineup", "rorschach"])
def test_noise_is_refused_by_the_option_that_is_asked_for(kind: str) -> None:
    """Where all scores are noise no picture is real."""
    with pytest.raises(ScoreError) as caught:
        drawn(TOKENS, SCORES, noise=100, **{kind: 3})
    assert caught.value.about == kind


def test_classes_for_which_the_answer_counts() -> None:
    """From one viewer to a lecture room; few of them cannot be enough."""
    lineup = drawn(TOKENS, SCORES, lineup=5).lineup
    assert lineup is not None
    assert lineup.names == tuple("ABCDE")
    assert lineup.needed == (
        *((1, None), (2, None), (3, 3), (5, 4), (10, 7), (20, 12), (30, 18), (40, 23)),
    )


def test_null_pictures() -> None:
    """None is the real one, there is no answer, and the question says so."""
    found = drawn(TOKENS, SCORES, rorschach=3, lang="vi")
    assert found.lineup is not None
    assert found.lineup.answers == ()
    assert (found.lineup.size, found.lineup.names) == (0, ("A", "B", "C"))
    assert [strip.name for strip in found.strips] == ["A", "B", "C"]
    assert tuple(SCORES) not in {strip.scores for strip in found.strips}
    assert "không hình nào là dữ liệu thật" in told(found).above[1]
    assert told(found).answer == ""
    assert "heatmark-answer" not in figure(found)


def test_series_among_decoys() -> None:
    """The series that is not named is the real one; pictures do not tell whose they are."""
    scores = {"s2": [2, 1, 1], "real": [1, 2, 9], "s3": [3, 3, 1]}
    found = drawn([" a", " b", " c"], scores, decoys=["s2", "s3"], lang="vi")
    assert found.lineup is not None
    (answer,) = found.lineup.answers
    assert found.strips[answer].scores == (1, 2, 9)
    assert [strip.name for strip in found.strips] == ["A", "B", "C"]
    assert (
        "Một trong 3 hình là dãy “real”; các hình còn lại là các dãy “s2”, “s3”."
        in told(found).above[1]
    )
    hostile = {"<i>": [2, 1, 1], "<b>": [1, 2, 9]}
    assert "<i>" not in figure(drawn([" a", " b", " c"], hostile, decoys="<i>"))


@pytest.mark.parametrize(
    ("scores", "decoys", "problem"),
    [
        ({"a": [1, 2], "b": [2, 1], "c": [3, 1]}, "b", "not clear which series is the real one"),
        ({"a": [1, 2], "b": [2, 1]}, "z", "no series 'z'"),
        ({"a": [1, 2], "b": [2, 1]}, ["a", "b"], "none is left"),
    ],
)
def test_decoys_that_are_not_there(scores: Any, decoys: Any, problem: str) -> None:
    """Exactly one series is left to be the real one."""
    with pytest.raises(OptionError, match=problem) as caught:
        drawn([" a", " b"], scores, decoys=decoys)
    assert caught.value.about == "decoys"
    assert caught.value.hint


def test_decoys_beside_what_is_subtracted() -> None:
    """It is none of the pictures, so that one other series is the real one."""
    scores = {"a": [1, 2, 4], "b": [2, 1, 3], "c": [2, 1, 5]}
    found = drawn([" a", " b", " c"], scores, decoys="b", minus="a")
    assert [one.scores for one in found.strips] == [(1, -1, 1), (1, -1, -1)]
    with pytest.raises(OptionError, match="named in decoys or minus, and none is left"):
        drawn([" a", " b", " c"], scores, decoys=["b", "c"], minus="a")


def test_decoys_that_look_the_same() -> None:
    """Series that cannot be told apart are no line-up."""
    with pytest.raises(ScoreError, match="look the same"):
        drawn([" a", " b"], {"a": [1, 2], "b": [1, 2.001]}, decoys="b")


def test_an_honest_table() -> None:
    """Needed picks are those of dependent viewers, α is said and can be set, and the class too."""
    usual = drawn(TOKENS, SCORES, lineup=6, lang="vi").lineup
    assert usual is not None
    assert dict(usual.needed)[20] == needed_picks(20, 6, 1.0) == 11
    assert "(α = 1)" in usual.told[1]
    alone = drawn(TOKENS, SCORES, lineup=6, lineup_alpha="inf", lineup_class=200, lang="vi").lineup
    assert alone is not None
    assert alone.needed == ((200, 43),)
    assert "(α = ∞)" in alone.told[1]
    half = drawn(TOKENS, SCORES, lineup=20, lineup_alpha=0.25, lineup_class=40).lineup
    assert half is not None
    assert half.needed == ((40, 11),)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("shuffle", ["free", "pieces", "rotate"])
def test_what_finding_means(lang: str, shuffle: str) -> None:
    """Each answer says what finding the real picture means and what not."""
    lineup = drawn(TOKENS, SCORES, lineup=3, shuffle=shuffle, lang=lang).lineup
    assert lineup is not None
    chance, how, means = lineup.told
    assert "1/3" in chance
    assert re.search("0[,.]05", how)
    assert ("trend" in means or "rise or fall" in means or "tăng hay giảm" in means) == (
        shuffle == "rotate"
    )


def test_the_answer_is_in_no_text() -> None:
    """No text of the page names the real picture: neither a search nor a glance tells."""
    found = drawn(TOKENS, SCORES, lineup=6, lang="vi")
    assert found.lineup is not None
    name = found.lineup.names[found.lineup.answers[0]]
    assert f"hình {name}" not in figure(found)
    assert "Dữ liệu thật là hình <b class=heatmark-letter" in figure(found)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (("x", "y", "z"), "ABC"),
        (("A", "y", "z"), "123"),
        (("b ", "y", "z"), "123"),
        (("A", "2", "z"), ("AA", "BB", "CC")),
        (("A", "2", "cc"), ("A*", "B*", "C*")),
    ],
)
def test_pictures_are_not_called_like_series(series: tuple[str, ...], expected: Any) -> None:
    """Else the question would name a picture that shows another series."""
    rows = ([1, 2, 9, 1], [2, 3, 2, 1], [3, 7, 3, 5])
    found = drawn(TOKENS[:4], dict(zip(series, rows, strict=True)), decoys=series[1:])
    assert found.lineup is not None
    assert found.lineup.names == tuple(expected)
    assert f"is the series “{series[0]}”; the others are “" in found.lineup.about
