"""Many texts in one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.options.resolve import resolve
from heatmark.picture.examples import (
    ExampleRow,
    check_examples,
    marks_of_each,
    one_each,
    top_alone,
)
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import described
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.legend import told
from heatmark.render.table import table
from heatmark.render.text import plain_text
from heatmark.tokens.shown import Texts

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

TEXTS: list[dict[str, Any]] = [
    {"tokens": ["a", " b", " c", " d"], "scores": [0, 1, 3, 2], "name": "x & y", "group": "top 2"},
    {"tokens": ["e", " f"], "scores": [4, None], "group": "top 2"},
    {"tokens": ["g"], "scores": [-1], "group": "random"},
]


def drawn(texts: list[dict[str, Any]] = TEXTS, **options: Any) -> Picture:
    made = Heatmap.from_texts(texts, **options)
    return picture(made.content, resolve(dict(made.options)))


def test_each_text_is_a_strip_on_one_scale() -> None:
    """With its own tokens; equal scores have equal colours in all of them."""
    found = drawn()
    assert [strip.name for strip in found.strips] == ["x & y", None, None]
    assert [strip.group for strip in found.strips] == ["top 2", None, "random"]
    assert [found.cells_of(strip).text for strip in found.strips] == ["a b c d", "e f", "g"]
    assert found.legend.ends == ("−1", "4")
    assert (found.legend.scored, found.legend.missing) == (6, 1)
    assert found.cells.text == "a b c d\ne f\ng"
    assert "The 3 texts share" not in figure(found)  # min–max says it in other words
    assert "3 texts on one min–max scale" in figure(found)


def test_the_highest_peak_comes_first_within_its_group() -> None:
    """Groups keep their order, and come together; the peak of each is marked."""
    found = drawn([TEXTS[2], *TEXTS[:2]], sort="max")
    assert [found.cells_of(strip).text for strip in found.strips] == ["g", "e f", "a b c d"]
    assert [dict(found.cells_of(strip).marks) for strip in found.strips] == [
        {0: "peak"},
        {0: "peak"},
        {2: "peak"},
    ]
    assert ("mark", "peak of each text") in told(found).notes


def test_texts_are_cut_around_their_peaks() -> None:
    """Readers see that there is more."""
    found = drawn(context=1)
    assert [found.cells_of(strip).text for strip in found.strips] == [" b c d", "e f", "g"]
    assert [strip.cut for strip in found.strips] == [(True, False), (False, False), (False, False)]
    assert '<pre class="heatmark-text">… <b' in figure(found)
    assert "… b" in plain_text(found)
    assert r"\ldots{}" in latex(found)
    assert "… b" in "\n".join("".join(line) for line in screen(found, 40, alone=False).lines)


def test_the_peak_of_log_probabilities_is_the_lowest() -> None:
    """Which is what surprises."""
    texts: list[dict[str, Any]] = [
        {"tokens": ["a", " b", " c"], "scores": [-1, -2, -9]},
        {"tokens": ["d"], "scores": [-10]},
    ]
    found = drawn(texts, measure="log P", sort="max", context=1)
    assert [strip.scores for strip in found.strips] == [(-10.0,), (-2.0, -9.0)]
    surprisals = [{**text, "scores": [-score for score in text["scores"]]} for text in texts]
    found = drawn(surprisals, measure="surprisal", sort="max", context=1)
    assert [strip.scores for strip in found.strips] == [(10.0,), (2.0, 9.0)]


@pytest.mark.parametrize("context", [1, 2])
def test_a_text_of_hidden_tokens_has_nothing_to_cut(context: int) -> None:
    """It is there, empty, with nothing before or after it."""
    texts = [{"tokens": ["<s>"], "scores": [9]}, {"tokens": ["a", " b", " c"], "scores": [1, 2, 3]}]
    found = drawn(texts, special="hide", context=context)
    assert [strip.cut for strip in found.strips] == [(False, False), (context < 2, False)]


def test_no_shared_character_is_cut() -> None:
    """The tokens of a letter stay together."""
    texts = [{"tokens": ["Ġs", "á»", "Ń", "Ġa", "Ġb"], "scores": [0, 0, 1, 2, 1]}]
    assert drawn(texts, context=1).cells.text == "ử a b"
    after = {"tokens": ["Ġa", "Ġb", "Ġs", "á»", "Ń", "x"], "scores": [0] * 6}
    for peak, text in ((0, "a b"), (1, "a b s"), (2, " b sử"), (3, " sử"), (4, "ửx")):
        scores = [float(at == peak) for at in range(6)]
        assert drawn([{**after, "scores": scores}], context=1).cells.text.strip() == text.strip()


def test_special_tokens_and_missing_scores_have_no_peak() -> None:
    """A text without any score is shown whole, and comes last."""
    texts = [{"tokens": ["a", " b"], "scores": [None, None]}, {**TEXTS[0], "group": None}]
    found = drawn(texts, context=1, sort="max")
    assert [found.cells_of(strip).text for strip in found.strips] == [" b c d", "a b"]
    assert [dict(found.cells_of(strip).marks) for strip in found.strips] == [{1: "peak"}, {}]
    special = drawn([{"tokens": ["<s>", "▁a"], "scores": [99, 1]}], context=1)
    assert dict(special.cells.marks) == {1: "peak"}


def test_special_tokens_of_some_texts() -> None:
    """Each has its own number, and no other text has any of it."""
    texts = [
        {"tokens": ["a", " b"], "scores": [3, 2]},
        {"tokens": ["<s>", "▁a"], "scores": [99, 1]},
        {"tokens": ["c"], "scores": [5]},
    ]
    found = drawn(texts)
    assert [strip.texts for strip in found.strips] == [("3", "2"), ("99", "1"), ("5",)]
    assert found.legend.apart == ("99", "99")
    assert (found.legend.special, found.legend.missing, found.legend.scored) == (1, 0, 4)


def test_marks_of_scores_stay_with_their_text() -> None:
    """A clip mark or a faded score at either end of a text is that text's, counted from its own."""
    found = drawn()
    assert found.joint is not None
    sides, faded = {0: -1, 3: 1, 4: 1, 6: -1}, frozenset({1, 4, 5})
    errors = tuple(at / 10 for at in range(7))
    joint = found.joint._replace(clipped=sides, faded=faded, errors=errors)
    rows = [ExampleRow(None, None, one.cells, one.cut) for one in found.strips if one.cells]
    strips = one_each(joint, rows, "en")
    assert [dict(strip.clipped) for strip in strips] == [{0: -1, 3: 1}, {0: 1}, {0: -1}]
    assert [set(strip.faded) for strip in strips] == [{1}, {0, 1}, set()]
    assert [strip.errors for strip in strips] == [errors[:4], errors[4:6], errors[6:]]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, [None, None]),
        ([0.1, 0.2], [0.3], [(0.1, 0.2), (0.3,)]),
        ([0.1, 0.2], None, [(0.1, 0.2), (None,)]),
        (None, [0.3], [(None, None), (0.3,)]),
    ],
)
def test_errors_of_some_texts(
    first: list[float] | None, second: list[float] | None, expected: list[object]
) -> None:
    """Each text keeps the errors that it has; those of the others are not known."""
    texts = [
        {"tokens": ["a", " b"], "scores": [1, 2], "err": first},
        {"tokens": ["c"], "scores": [3], "err": second},
    ]
    given = [{name: value for name, value in text.items() if value} for text in texts]
    found = drawn(given)
    assert [strip.errors for strip in found.strips] == expected
    assert ("± 0.3" in plain_text(found)) is (second is not None)


def test_special_tokens_of_all_texts() -> None:
    """All have their numbers, none of which is on the scale."""
    texts = [{"tokens": ["<s>", "▁a"], "scores": [at, at + 1]} for at in (7, 3)]
    found = drawn(texts)
    assert [strip.texts for strip in found.strips] == [("7", "8"), ("3", "4")]
    assert found.legend.apart == ("3", "7")
    assert found.legend.ends == ("4", "8")


def test_what_is_known_of_tokens_stays_with_them() -> None:
    """In one text of all what each text has is where its tokens are; between them are breaks."""
    texts = [
        {"tokens": ["Ġa", "Ġb"], "scores": [1, 2]},
        {
            "tokens": ["<|endoftext|>", "Ġs", "á»", "Ń", "x", "<|endoftext|>"],
            "scores": [0, 1, 2, 3, 4, 0],
            "alternatives": [[], [("Ġs", 1)], [], [("y", 0)], [], []],
        },
        {"tokens": ["Ġc", "á"], "scores": [7, 5], "ranks": [3, 4]},
    ]
    found = drawn(texts, sort="max", scheme="bytebpe")
    parts, whole = [found.cells_of(strip) for strip in found.strips], found.cells
    assert [part.shown[0] for part in parts] == [" c", "<|endoftext|>", " a"]
    starts = [0, 2, 8]
    placed = [*zip(starts, parts, strict=True)]
    for name in ("continues", "special", "outside"):
        assert getattr(whole, name) == {
            at + one for at, part in placed for one in getattr(part, name)
        }
        assert getattr(whole, name)
    for name in ("notes", "marks"):
        expected = {at + one: x for at, part in placed for one, x in getattr(part, name).items()}
        assert getattr(whole, name) == expected
        assert expected
    assert whole.groups == ((4, 5),)
    assert whole.breaks == {2, 8}
    assert whole.shown == tuple(token for part in parts for token in part.shown)
    assert whole.alternatives == ((), (), *(parts[1].alternatives or ()), (), ())
    assert whole.chosen == (None, None, *(parts[1].chosen or ()), None, None)
    assert whole.guesses is not None
    assert [guess.rank for guess in whole.guesses] == [3, 4, *[None] * 8]
    plain = drawn().cells
    assert (plain.alternatives, plain.chosen, plain.guesses) == (None, None, None)


def test_one_table_has_all_scores() -> None:
    """Each token with its text, by name or number."""
    found = table(drawn(), "score")
    assert found.heads == ["No.", "Token", "score", "Text"]
    assert found.others == [["x & y"] * 4 + ["2", "2", "3"]]
    assert found.scores == [["0", "1", "3", "2", "4", "missing value", "−1"]]


def test_every_renderer_names_texts_and_groups() -> None:
    """As headings; what comes from authors is escaped."""
    found = drawn()
    assert '<div class="heatmark-section">top 2</div>' in figure(found)
    assert '<div class="heatmark-name">x &amp; y</div>' in figure(found)
    assert r"\textbf{top 2}\par" in latex(found)
    assert r"\textit{x \& y}" in latex(found)
    assert "top 2\nx & y\na b c d\ne f\n\nrandom\ng" in plain_text(found)
    lines = ["".join(line) for line in screen(found, 40, alone=False).lines]
    assert [line for line in lines if line][:3] == ["top 2", "x & y", "a b c d"]
    assert "g (−1)" not in described(found)  # one score is no extreme
    assert "c (3)" in described(found)


def test_numbers_under_the_finger_are_those_of_each_text() -> None:
    """Also probabilities, which all have as many decimals."""
    texts = [{"tokens": ["a"], "scores": [-1]}, {"tokens": ["b", " c"], "scores": [-2, -3]}]
    html = figure(drawn(texts, measure="log P"))
    assert (
        '<b class=q10 data-v=−1 data-w="36.8 %">a' in html.replace("\u00a0", " ") or "36.8" in html
    )
    assert html.count("13.5") == 2  # in the text and in the table
    assert "data-v=−3" in html


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"view": "bars"}, "cannot be shown"),
        ({"control": "shuffle"}, "exclude one another"),
        ({"mark": [1]}, "exclude one another"),
    ],
)
def test_what_does_not_go_with_many_texts(options: dict[str, Any], says: str) -> None:
    """An error says so."""
    with pytest.raises(HeatmarkError, match=says):
        drawn(**options)


@pytest.mark.parametrize("option", [{"sort": "max"}, {"context": 1}])
def test_what_means_nothing_of_one_text(option: dict[str, Any]) -> None:
    """An error says what it goes with."""
    made = Heatmap(["a"], [1], **option)
    with pytest.raises(HeatmarkError, match="means nothing without texts"):
        check_examples(made.content, resolve(option))
    with pytest.raises(HeatmarkError, match="means nothing without texts"):
        picture(made.content, resolve(option))


@pytest.mark.parametrize(
    ("groups", "sample", "alone"),
    [
        (["top 8 of 500"], None, True),
        (["Cao nhất", "cao nhất 2"], None, True),
        (["top 8 of 500", "random 8 of 500"], None, False),
        (["top 8 of 500", None], None, False),
        ([None], "top of 500", True),
        ([None], "random of 500", False),
        (["topic: cats"], None, False),
        ([], "top of 500", False),
    ],
)
def test_the_top_does_not_stand_alone(
    groups: list[str | None], sample: str | None, alone: bool
) -> None:
    """What was chosen for its scores looks selective, whatever it is."""
    rows = [ExampleRow(None, group, Texts(shown=("a",)), (False, False)) for group in groups]
    found = [item.name for item in top_alone(rows, resolve({"sample": sample}))]
    assert found == (["top-alone"] if alone else [])


def test_peaks_are_explained_only_where_they_are_marked() -> None:
    """The outline means nothing else."""
    row = ExampleRow(None, None, Texts(shown=("a",)), (False, False))
    assert marks_of_each([row], "en") == ()
    joint = drawn().joint
    assert joint is not None
    assert one_each(joint, [row], "en")[0].scores == (0.0,)


def test_a_heatmap_of_many_texts_comes_back_from_its_block() -> None:
    """With names and groups, and nothing else than it had."""
    made = Heatmap.from_texts(TEXTS, sort="max")
    assert Heatmap.from_fence(made.to_fence()) == made
    assert made.replace(sort="given").replace(sort="max") == made


def test_a_text_of_hidden_tokens_is_empty_in_every_format() -> None:
    """Its name and its group stand there all the same, and the other texts are whole."""
    texts = [
        {"tokens": ["<s>"], "scores": [9], "name": "first"},
        {"tokens": ["alpha"], "scores": [1], "name": "second"},
    ]
    found = drawn(texts, special="hide")
    assert '<pre class="heatmark-text"></pre>' in figure(found)
    shown = "\n".join("".join(line) for line in screen(found, 40, alone=True).lines)
    for written in (figure(found), latex(found), plain_text(found), shown):
        assert written.index("first") < written.index("second") < written.index("alpha")


@pytest.mark.parametrize(("lang", "called"), [("en", "others"), ("vi", "khác")])
def test_texts_of_no_group_have_a_heading_below_one(lang: str, called: str) -> None:
    """They stand under no other's; above all groups they need none."""
    found = drawn().joint
    assert found is not None
    texts = [one.cells for one in drawn().strips if one.cells]
    rows = [ExampleRow(None, group, texts[0], (False, False)) for group in ("top", None, None, "x")]
    assert [one.group for one in one_each(found, rows, lang)] == ["top", called, None, "x"]
    assert [one.group for one in one_each(found, rows[1:], lang)] == [None, None, "x"]


def test_unknown_tokens_of_many_texts_are_named_beside_their_peaks() -> None:
    """The outline of a peak is explained once; what a tokenizer does not know is called so."""
    texts: list[dict[str, Any]] = [
        {"text": "Hà Nội đẹp", "tokens": ["ha", "[UNK]", "[UNK]"], "scores": [1, 2, 9]},
        {"text": "Hà Nội đẹp", "tokens": ["ha", "noi", "đep"], "scores": [1, 5, 2]},
    ]
    options = {"scheme": "wordpiece", "sort": "max"}
    made = Heatmap.from_texts([{**one, "scheme": "wordpiece"} for one in texts], sort="max")
    found = picture(made.content, resolve(options))
    assert found.legend.marks == (
        ("peak of each text", ()),
        ("[UNK]", ("Nội",)),
        ("peak, [UNK]", ("đẹp",)),
    )
