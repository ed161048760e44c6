"""Legends: they explain every colour, and say where scores are from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.core.errors import ScoreError
from heatmark.language.languages import languages
from heatmark.language.words import words
from heatmark.options.declare import Options
from heatmark.options.values import LEGENDS, MERGES, SCALES
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import described
from heatmark.render.latex import latex
from heatmark.render.legend import around_number, sentences, told
from heatmark.render.table import table
from heatmark.render.text import plain_text
from pages import draw
from pictures import drawn
from strategies import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.picture.parts import Picture


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("random of 500", "Ví dụ chọn ngẫu nhiên trong 500 ví dụ"),
        ("random", "Ví dụ chọn ngẫu nhiên"),
        ("HAND", "Ví dụ chọn tay"),
        ("hand of 12", "Ví dụ chọn tay trong 12 ví dụ"),
        ("first of 3", "Ví dụ đầu tiên trong 3 ví dụ"),
        ("top", "Ví dụ nổi bật nhất"),
        ("randomly", "Ví dụ: randomly"),
        ("hand of many", "Ví dụ: hand of many"),
    ],
)
def test_samples(sample: str, expected: str) -> None:
    """Known ways to choose an example are said in the page's language; other words stay."""
    assert drawn([" a"], [1], sample=sample, lang="vi").provenance == expected


def test_hostile_words_are_escaped() -> None:
    """Names of shares and controls, models and samples are text, whatever they look like."""
    bad = '<img src=x onerror=alert(1)>&"'
    found = drawn([" a", " b"], {bad: [1, 2], "y": [2, 1]}, control=bad, model=bad, sample=bad)
    shared = found._replace(
        legend=found.legend._replace(shared=bad, share_title=bad), cautions=(bad,)
    )
    html = figure(shared)
    assert "<img" not in html
    assert html.count("&lt;img") == 6  # share, caution, model, sample, control, table


@given(
    tables(),
    st.sampled_from(SCALES),
    st.lists(st.sampled_from(["exp", "log", "neg", "abs"]), max_size=2),
)
@example([[800.0, 900.0]], "minmax", ["exp"])
@example([[0.0, None]], "minmax", ["log"])
def test_colours_are_explained(
    rows: list[list[float | None]], kind: str, transforms: list[str]
) -> None:
    """Where there is a colour there is a ramp or a swatch with a number, and a count of clipped."""
    tokens = ["a"] * len(rows[0])
    options = Options(scale=kind, transform=tuple(transforms), table=False)
    series = {str(place): row for place, row in enumerate(rows)}
    try:
        drawn = figure(picture(Heatmap(tokens, series).content, options))
    except ScoreError:
        return
    texts, _, legend = drawn.rpartition("</pre>")
    assert ("class=heatmark-scale" in legend) == bool(re.search(r'class="?q\d', texts))
    assert ("clipped: " in legend) == ("q-up" in texts or "q-down" in texts)


@pytest.mark.parametrize(
    "scores", [[0.50001, 0.50002], [12345.1, 12345.4], [1e9, 1e9 + 1], [-0.0010001, -0.001]]
)
def test_the_ends_of_a_legend_differ(scores: list[float]) -> None:
    """Two different ends never look the same: the whole palette over next to nothing would lie."""
    drawn = figure(picture(Heatmap(["a", "b"], scores).content, Options(table=False)))
    found = re.search(r"heatmark-scale>(\S+) <span[^>]*>…</span> (\S+)</span>", drawn)
    assert found
    assert found[1] != found[2]


def test_the_words_of_a_legend() -> None:
    """The measure with its unit, the ends in the page's language, and what has no colour."""
    found = drawn([" a", " b", " c", " d"], [0.5, 2, 99, None], scale=[0, 2], unit="nat", lang="vi")
    assert told(found).measure == "Điểm (nat)"
    assert told(found).ends == ("0", "2")
    said = dict(told(found).notes)
    assert set(said) == {"clipped-above", "missing-count"}
    assert dict(told(found).about) == {"kind": "thang cố định", "count": "n = 3"}
    assert sentences(told(found).about) == "Thang cố định. n = 3."
    full = told(found._replace(legend=found.legend._replace(form="full")))
    assert (full.about, {*full.notes}) == ([], {*told(found).all})


@pytest.mark.parametrize("write", [figure, latex, plain_text])
def test_what_fools_readers_stays_in_view(write: Callable[[Picture], str]) -> None:
    """Missing, clipped, ranks, transforms and cut bars are before the numbers, in short legends."""
    tokens, scores = [" a", " b", " c", " d", "e"], [1, 2, 3, None, None]
    for options, said in (
        ({"scale": [2, 9]}, "clipped: 1 below 2"),
        ({"transform": "abs"}, "after abs"),
        ({"merge": "max"}, "score of a word: the highest of its pieces"),
        ({"scale": "rank"}, "scale by rank"),
        ({"scale": [1, 3]}, "missing value: 2"),
        ({"view": "bars", "bars": "cut", "scale": [1, 3]}, "begin at 1, not at 0"),
    ):
        drawn_so = (
            write(drawn(tokens, scores, table=True, **options)).replace("{}", "").replace("\n", " ")
        )
        before = re.split("Data table|<details|No[.]  Token", drawn_so)[0]
        assert said in before


@pytest.mark.parametrize("write", [figure, latex, plain_text])
def test_forms_of_legends(write: Callable[[Picture], str]) -> None:
    """In full all is said at once; without a legend the measure stands at the numbers alone."""
    found = drawn([" a", " b"], [1, 2], measure="zorn")
    forms = {form: found._replace(legend=found.legend._replace(form=form)) for form in LEGENDS}
    said = {form: write(item).split("<table")[0] for form, item in forms.items()}
    assert "n = 2" in said["full"]
    assert "zorn" in re.sub("style=.*", "", said["short"])
    about = [text.count("n = 2") for text in said.values()]
    assert about == [1, 1, 1]
    if write is figure:
        assert "zorn" not in re.sub("style=.*", "", said["none"])
        assert "heatmark-ramp" not in said["none"]
        assert "heatmark-about" not in said["full"]


def test_steps_are_counted_in_the_legend() -> None:
    """Each has the key of its colour; where there is no legend no note shows one."""
    found = drawn([" a", " b", " c"], [1, 2, 3], steps=[2])
    steps = [("step-0", "≤ 2: 2"), ("step-30", "> 2: 1")]
    assert told(found).steps == steps
    assert told(found).unseen == [("count", "n = 3")]
    without = told(found._replace(legend=found.legend._replace(form="none")))
    assert without.all == [("count", "n = 3")]


def test_own_and_shared_scales_exclude_each_other() -> None:
    """A figure says of itself that its colours stand alone, or that others go with them."""
    one = told(drawn([" a", " b"], [1, 2], lang="vi"))
    two = told(drawn([" a", " b"], {"x": [1, 2], "y": [2, 3]}, lang="vi"))
    assert dict(one.about)["kind"].startswith("thang min–max của riêng hình này – đừng so màu")
    assert dict(two.about)["kind"].startswith("2 dãy chung một thang min–max – đừng so màu")
    assert "common" not in dict(two.about)
    both = drawn([" a", " b"], {"x": [1, 2], "y": [2, 3]}, lang="vi")
    legend = both.legend._replace(shared="s", share_title="log P của hai mô hình")
    assert dict(told(both._replace(legend=legend)).about) == {
        "shared": "thang chung: log P của hai mô hình",
        "common": "2 dãy dùng chung thang này",
        "count": "n = 4",
    }


def test_a_legend_without_a_scale() -> None:
    """Where no score is finite there are no ends, and where all are equal that is said."""
    nothing = told(drawn([" a"], [None]))
    assert nothing.ends is None
    assert "nothing" in dict(nothing.notes)
    assert "constant" in dict(told(drawn([" a", " b"], [1, 1])).notes)


def test_what_to_know_before_looking() -> None:
    """A model stands above, and a line-up's question; a control says what it tests."""
    assert "M" in " ".join(told(drawn([" a"], [1], model="M")).above)
    tokens, scores = [f" t{place}" for place in range(8)], [*range(8)]
    assert len(told(drawn(tokens, scores, lineup=3)).above) == 2
    (note,) = told(drawn(tokens, scores, control="shuffle")).controls
    assert ": " in note


def test_ends_of_differences_have_words() -> None:
    """Each end says on which side it is; ends that are one number say nothing."""
    found = drawn(["a", " b"], {"A": [1, 2], "B": [3, 1]}, minus="A")
    assert told(found).ends == ("−2 (A higher)", "2 (B higher)")
    one_side = found.legend._replace(sides=("", "B"))
    assert told(found._replace(legend=one_side)).ends == ("−2", "2 (B)")
    equal = found.legend._replace(ends=("2", "2"))
    assert told(found._replace(legend=equal)).ends == ("2", "2")


@pytest.mark.parametrize(
    ("scores", "stats", "expected"),
    [
        ([1, 2], ("mean", "sum"), ["mean: 1.5", "sum: 3"]),
        ({"x": [1, 5], "y": [3, 1]}, ("mean", "max"), ["mean: x 3; y 2", "highest: x 5; y 3"]),
        ({"x": [1, None], "y": [3, 1]}, ("mean",), ["mean: x 1 (n = 1); y 2 (n = 2)"]),
    ],
)
def test_summaries_are_said(scores: object, stats: tuple[str, ...], expected: list[str]) -> None:
    """Those of one kind together, with the name of each series, and how many if they differ."""
    found = told(drawn(["a", " b"], scores, stats=stats))
    assert [text for key, text in found.all if key.startswith("stat-")] == expected
    assert len([key for key, _ in found.all if key == "meaning"]) == len(stats)


@pytest.mark.parametrize(
    ("scores", "options", "key", "text"),
    [
        ([-1, 2], {"scale": "zero"}, "kind", "scale centred on 0"),
        ([1, 2], {"center": 1.5}, "kind", "symmetric scale centred on 1.5"),
        ([1, 100], {"scale": "log"}, "log", "10"),
        ([1, 9, 9], {"scale": [2, 5]}, "clipped-below", "clipped: 1 below 2"),
        ([1, 9, 9], {"scale": [2, 5]}, "clipped-above", "clipped: 2 above 5"),
        ([0, 0, 0], {"transform": "log"}, "clipped", "clipped: 3"),
        ([0, 0, 0], {"transform": ["log", "neg"]}, "clipped", "clipped: 3"),
        ([-9, -1], {"scale": [-5, 0]}, "clipped-below", "clipped: 1 below −5"),
        ([2, 3, 4], {"view": "bars"}, "bars-zero", "bars begin at 0"),
    ],
)
def test_notes_of_scales(
    scores: list[float], options: dict[str, object], key: str, text: str
) -> None:
    """The kind of scale, what is beyond its ends, and where bars begin, in numbers."""
    said = dict(told(drawn([f" t{at}" for at in range(len(scores))], scores, **options)).all)
    assert text in said[key]


@pytest.mark.parametrize(
    ("how", "english", "vietnamese"),
    [
        ("sum", "score of a word: the sum of its pieces", "là tổng điểm các mảnh"),
        ("max", "score of a word: the highest of its pieces", "là điểm cao nhất trong các mảnh"),
        ("mean", "score of a word: the mean of its pieces", "là trung bình điểm các mảnh"),
        ("first", "score of a word: that of its first piece", "là điểm của mảnh đầu tiên"),
        ("none", None, None),
    ],
)
def test_how_words_were_made_of_pieces(
    how: str, english: str | None, vietnamese: str | None
) -> None:
    """The legend says it in words, also of many texts, if any word has several pieces."""
    joined = {"tokens": [" a", "b", " c"], "scores": [1, 2, 4]}
    texts = picture(Heatmap.from_texts([joined] * 2).content, Options(merge=how))
    for found in (drawn([" a", "b", " c"], [1, 2, 4], merge=how), texts):
        assert dict(told(found).all).get("merge") == english
    said = told(drawn([" a", "b"], [1, 2], merge=how, lang="vi")).notes
    assert (vietnamese or "") in dict(said).get("merge", "")
    assert "merge" not in dict(told(drawn([" a", " b"], [1, 2], merge=how)).all)


def test_every_way_of_merging_has_words() -> None:
    """None is shown under a name that readers would have to know."""
    for how in MERGES[1:]:
        for lang in languages():
            assert drawn([" a", "b"], [1, 2], merge=how, lang=lang).legend.merge == how
            assert len(words(lang)[f"merge-{how}"]) > len(how)


def test_what_is_not_there_is_not_said() -> None:
    """Nothing is clipped, missing, special or equal where the notes do not say it."""
    assert {key for key, _ in told(drawn([" a", " b"], [1, 2])).all} == {"kind", "count"}
    clipped = drawn([" a", " b", " c"], [1, 1, 0], transform="log")
    assert {key for key, _ in told(clipped).all} == {"clipped-below", "count"}
    both = told(drawn([" a", " b", " c"], [0, -1000, 1000], transform=["exp", "log"]))
    beyond = {"clipped-below", "clipped-above", "count"}
    assert {key for key, _ in both.all} == beyond, "also of as many at both ends"


def test_special_scores_are_said() -> None:
    """How many special tokens are off the scale, and their scores or the range of these."""
    one = dict(told(drawn(["<s>", " b"], [1, 5])).all)
    assert one["special-count"] == "special tokens off the scale: 1 (1)"
    two = dict(told(drawn(["<s>", " b", "</s>"], [1, 5, 3])).all)
    assert two["special-count"] == "special tokens off the scale: 2 (1 to 3)"
    none = dict(told(drawn(["<s>", " b"], [None, 5])).all)
    assert none["special-count"] == "special tokens off the scale: 1"


def test_shared_scales_of_one_series() -> None:
    """A figure of one series says that others share its scale, and not how many its own are."""
    found = drawn([" a", " b"], [1, 2])
    legend = found.legend._replace(shared="s")
    assert [*dict(told(found._replace(legend=legend)).about)] == ["shared", "count"]
    zero = drawn([" a", " b"], [1, 2], scale="zero")
    legend = zero.legend._replace(shared="s")
    assert [*dict(told(zero._replace(legend=legend)).about)] == ["shared", "kind", "count"]
    own = drawn([" a", " b"], {"x": [1, 2], "y": [2, 3]}, scale="zero")
    assert dict(told(own).about)["common"] == "the 2 series share this scale"


def test_a_line_up_explains_what_finding_means() -> None:
    """How many of a class have to be right, between what finding means and what it does not."""
    tokens, scores = [f" t{place}" for place in range(8)], [*range(8)]
    found = told(drawn(tokens, scores, lineup=5))
    assert found.answer.startswith("The real data is picture ")
    assert dict(found.about)["kind"].startswith("all pictures")
    assert found.explained[2].startswith("Viewers: Least right picks – 1: not reachable; ")
    assert told(drawn(tokens, scores)).explained == []
    assert told(drawn(tokens, scores)).answer == ""


def test_the_measure_of_one_series_is_its_name() -> None:
    """Of several it is the measure, or that they are scores."""
    assert told(drawn([" a"], {"x": [1]})).measure == "x"
    assert told(drawn([" a"], {"x": [1], "y": [2]})).measure == "Score"
    assert told(drawn([" a"], {"x": [1]}, measure="m", unit="nat")).measure == "m (nat)"
    controlled = drawn([f" t{at}" for at in range(8)], {"x": [*range(8)]}, control="shuffle")
    assert told(controlled).measure == "x"


@pytest.mark.parametrize(
    ("options", "scores", "seen"),
    [
        ({}, [1, 2, None], True),
        ({"view": "grid"}, [1, 2, None], True),
        ({"view": "bars"}, [1, 2, None], False),  # which says it in words
        ({}, [1, 2, 3], False),
        ({"special": "include"}, [1, 2, None], False),
    ],
)
def test_special_tokens_are_told_from_missing_scores(
    options: dict[str, object], scores: list[float | None], *, seen: bool
) -> None:
    """Where both have the same sign the legend counts both; else special ones are folded up."""
    rows = {"A": scores, "B": scores} if options else scores
    body = {"tokens": ["<s>", " a", " b"], "scores": rows, **options}
    found = told(draw("", json.dumps(body)))
    assert ("special-count" in dict(found.notes)) is seen
    assert ("special-count" in dict(found.about)) is (not seen and "special" not in options)


P3, LOGS, MIXED = [0.5, 0.25, 0.125], [-0.5, -0.25, -3.0], [-0.5, 0.25, 3.0]


@pytest.mark.parametrize(
    ("options", "transforms", "scores", "called"),
    [
        # What has a name of its own afterwards, however many steps it takes.
        ({"measure": "P"}, "log neg", P3, "surprisal (nat)"),
        ({"measure": "P"}, "log", P3, "log P (nat)"),
        ({"measure": "surprisal"}, "neg exp", P3, "P"),
        ({"measure": "surprisal", "unit": "bit"}, "log neg", P3, "surprisal (bit)"),
        ({"given": "log P"}, "exp", LOGS, "P"),
        # A sign tells what the scores were that are called so.
        ({"measure": "log P", "unit": "bit"}, "neg", LOGS, "surprisal (bit)"),
        ({"measure": "log P", "unit": "bit"}, "neg", P3, "log P (bit)"),
        ({"measure": "surprisal", "unit": "bit"}, "neg", P3, "log P (bit)"),
        ({"measure": "surprisal", "unit": "bit"}, "neg", LOGS, "surprisal (bit)"),
        # What has none is called as before, and by what was done.
        ({"measure": "P"}, "exp", P3, "P after exp"),
        ({"measure": "P", "unit": "%"}, "log neg", [50, 25, 12.5], "P (%) after log, neg"),
        ({"measure": "log P"}, "softmax", LOGS, "log P after softmax"),
        ({"given": "log P, nat"}, "softmax", LOGS, "log P (nat) after softmax"),
        ({"given": "log P", "measure": "P"}, "softmax", LOGS, "log P after softmax"),
        ({"measure": "PMI", "unit": "bit"}, "abs", MIXED, "PMI (bit) after abs"),
        ({"measure": "time", "unit": "ms"}, "log", P3, "time (ms) after log"),
        ({"measure": "attention"}, "softmax", MIXED, "attention after softmax"),
        ({}, "exp", MIXED, "Score after exp"),
        # What `given` says was before, and an author's name for what is now.
        ({"given": "log P, nat", "measure": "drop"}, "neg", LOGS, "drop (nat)"),
    ],
)
def test_no_name_is_that_of_the_scores_before(
    options: dict[str, Any], transforms: str, scores: list[float], called: str
) -> None:
    """Legend, table, image and LaTeX say what scores are, and not what they were."""
    options = {**options, "transform": transforms.split(), "table": True}
    found = drawn(["a", " b", " c"], scores, **options)
    assert told(found).measure == called
    assert called in table(found, called).heads
    assert f" {called} from " in described(found)
    for text in (figure(found), re.sub(r"[\\{}]", "", latex(found)), plain_text(found)):
        assert called in text
        assert f">{called.partition(' after')[0]}<" not in text or " after" not in called
    done = [text for key, text in told(found).notes if key == "transform"]
    assert bool(done) is (" after " not in called)


def test_numbers_seen_alone_have_no_unit_of_before() -> None:
    """Under a finger, in lists of guesses and in the title of a page."""
    logs = drawn(["a", " b"], [200, 300], measure="time", unit="ms", transform="log")
    assert around_number(logs) == ("time (ms) after log", None)
    assert "--un:" not in figure(logs)
    plain = drawn(["a", " b"], [200, 300], measure="time", unit="ms")
    assert around_number(plain) == ("time", "ms")
    assert around_number(drawn(["a", " b"], [2, 3], transform="log")) == (None, None)


def test_names_of_several_series_after_a_transform() -> None:
    """One that says what its scores are says what was done to them; that of a model need not."""
    scores = {"surprisal_a": [0.5, 1], "gpt2": [1, 2]}
    found = drawn(["a", " b"], scores, measure="surprisal", unit="nat", transform="softmax")
    assert table(found, "").heads[2:4] == ["surprisal_a after softmax", "gpt2"]
    kept = drawn(["a", " b"], scores, measure="surprisal", unit="nat", transform="abs")
    assert table(kept, "").heads[2:4] == ["surprisal_a", "gpt2"]
