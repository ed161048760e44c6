"""Bars, grids and tabs: whatever the scores, each is there, and the HTML is whole."""

from __future__ import annotations

import html as escapes
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmark import Heatmap, HeatmarkError, OptionError
from heatmark.hosts.page import Page
from heatmark.language.numbers import number
from heatmark.options.declare import Options
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure, searchable
from heatmark.render.html.grid import grid
from pages import draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heatmark.picture.parts import Picture

NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
SCORE = st.none() | st.floats(-1e6, 1e6)
SCALES = st.sampled_from(["minmax", "zero", "symmetric", "rank", (-1.0, 1.0)])
VOID = {"input"}


class Whole(HTMLParser):
    """Reads the cells of tables, and refuses HTML that is not whole."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "style", "img"}
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def _hundredths(number: int) -> float:
    return number / 100


@st.composite
def heatmaps(draw: st.DrawFn, width: int = 6) -> Heatmap:
    """Draw K rows of N scores, with names that may be the same, and labels or none."""
    count, rows = draw(st.integers(1, width)), draw(st.integers(1, 4))
    scores = draw(
        st.lists(st.lists(SCORE, min_size=count, max_size=count), min_size=rows, max_size=rows)
    )
    tokens = draw(st.lists(NAME, min_size=count, max_size=count))
    names = draw(st.none() | st.lists(NAME, min_size=rows, max_size=rows))
    return Heatmap(tokens, scores, names=names, scheme="text")


def shown(heatmap: Heatmap, **options: object) -> tuple[Picture, Whole]:
    made = picture(heatmap.content, Options(special="include", **options))  # type: ignore[arg-type]
    return made, Whole(figure(made))


@given(heatmaps(), SCALES, st.sampled_from(["en", "vi"]))
def test_grids_say_every_score(heatmap: Heatmap, scale: object, lang: str) -> None:
    """A grid has a row for each series and a column for each token, with all the numbers."""
    made, found = shown(heatmap, view="grid", scale=scale, lang=lang)
    rows = found.rows[: len(heatmap.series) + 1]  # below may be a table of bytes
    assert len(rows) == len(heatmap.series) + 1
    for row, strip in zip(rows[1:], made.strips, strict=True):
        said = [text.rstrip("↑↓") for text in row[1:]]
        expected = [text or "–" for text in strip.texts]
        expected = ["" if place in strip.later else one for place, one in enumerate(expected)]
        assert said == expected
        assert row[0]
    assert all(found.rows[0][1:])


@given(heatmaps(), SCALES, st.sampled_from(["en", "vi"]), st.booleans())
def test_bars_say_every_score(heatmap: Heatmap, scale: object, lang: str, tabs: bool) -> None:
    """A row for each token; a bar for each score on the scale, none for missing ones."""
    series = "tabs" if tabs else "stacked"
    made, found = shown(heatmap, view="bars", scale=scale, lang=lang, series=series)
    numbers = [[text for text in strip.texts if text] for strip in made.strips]
    cells = [cell.split(" (")[0] for row in found.rows for cell in row[1:]]
    for one in numbers:
        for text in one:
            cells.remove(text)
    bars = [attrs for tag, attrs in found.tags if tag == "i" and "style" in attrs]
    assert len(bars) == sum(map(len, numbers))


@given(st.lists(st.integers(-9999, 9999).map(_hundredths), min_size=2, max_size=8), SCALES)
def test_bars_are_as_long_as_their_scores(scores: list[float], scale: object) -> None:
    """From 0, or from the middle of a centred scale: twice the score is twice the length."""
    heatmap = Heatmap(["a"] * len(scores), scores, scheme="text")
    made, found = shown(heatmap, view="bars", scale=scale)
    bars = [str(attrs["style"]) for tag, attrs in found.tags if tag == "i" and "style" in attrs]
    power = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
    written = [float(text.translate(power).replace("×10", "e")) for text in made.strips[0].texts]
    beyond = made.strips[0].clipped
    sizes = [abs(value) for place, value in enumerate(written) if place not in beyond]
    lengths = []
    for place, style in enumerate(bars):
        read = re.fullmatch(r"(?:margin-left:(.*)%;)?width:(.*)%", style)
        assert read
        start, width = float(read[1] or 0), float(read[2])
        assert -0.01 <= start <= start + width <= 100.01
        if place not in beyond:
            lengths.append(width)
    if max(sizes, default=0) and made.legend.center in {None, "0"}:
        longest = max(lengths) / max(sizes)
        assert lengths == pytest.approx([size * longest for size in sizes], abs=0.02)


@pytest.mark.parametrize(
    ("scores", "options", "expected"),
    [
        ([5, 2, 3, 3, 2], {}, [(0, 100), (0, 40), (0, 60), (0, 60), (0, 40)]),
        ([5, 2, 3, 3, 2], {"bars": "cut"}, [(0, 100), (0, 0), (0, 33.333), (0, 33.333), (0, 0)]),
        ([-5, -2], {}, [(0, 100), (0, 40)]),
        ([-1, 3], {}, [(0, 25), (25, 75)]),
        ([-1, 3], {"scale": "zero"}, [(33.333, 16.667), (50, 50)]),
        ([4, 6], {"center": 5}, [(0, 50), (50, 50)]),
        ([4, 6], {"scale": "rank"}, [(0, 66.667), (0, 100)]),
        ([4, 6], {"scale": (2.0, 8.0)}, [(0, 50), (0, 75)]),
    ],
)
def test_where_bars_begin(
    scores: list[float], options: dict[str, object], expected: list[tuple[float, float]]
) -> None:
    """At 0 or at the centre, and at the end of the scale only where that is asked for."""
    made, found = shown(Heatmap(["a"] * len(scores), scores), view="bars", **options)
    bars = [str(attrs["style"]) for tag, attrs in found.tags if tag == "i" and "style" in attrs]
    read = [re.fullmatch(r"(?:margin-left:(.*)%;)?width:(.*)%", style) for style in bars]
    assert [(float(one[1] or 0), float(one[2])) for one in read if one] == expected
    assert ("cut-axis" in [one.name for one in made.notices]) == ("bars" in options)
    assert any(attrs.get("class") == "heatmark-bar heatmark-cut" for _, attrs in found.tags) == (
        "bars" in options
    )


@given(heatmaps())
def test_tabs_hold_every_series(heatmap: Heatmap) -> None:
    """A radio button for each series, the first one chosen, in one form; one series needs none."""
    made, found = shown(heatmap, series="tabs")
    radios = [attrs for tag, attrs in found.tags if tag == "input"]
    count = len(made.strips)
    assert len(radios) == (count if count > 1 else 0)
    assert ["checked" in one for one in radios] == [True, *[False] * count][: len(radios)]
    assert len({one["name"] for one in radios}) <= 1
    assert len([tag for tag, _ in found.tags if tag == "pre"]) == count


@settings(max_examples=20)
@given(st.integers(25, 40), st.booleans())
def test_dense_grids_say_scores_to_the_pointer_and_in_a_table(count: int, hover: bool) -> None:
    """Where numbers have no room, a finger's and a table have them, and they are read aloud."""
    scores = [float(place) for place in range(count)]
    heatmap = Heatmap(["a"] * count, [scores, scores], scheme="text")
    _, found = shown(heatmap, view="grid", hover=hover)
    under = [attrs["data-v"] for tag, attrs in found.tags if "data-v" in attrs and tag == "td"]
    numbers = [number(score, "en") for score in scores]
    assert under == (numbers * 2 if hover else [])
    assert found.rows[1][1:] == found.rows[2][1:] == numbers
    assert [row[2] for row in found.rows[-count:]] == numbers


@pytest.mark.parametrize(
    ("count", "score", "kind"),
    [
        (11, 0.083, "heatmark-w40"),
        (15, 0.083, "heatmark-w40 heatmark-snug heatmark-upright"),
        (15, 1234567.0, "heatmark-w64 heatmark-snug heatmark-upright"),
        (24, 1234567.0, "heatmark-tight heatmark-snug heatmark-upright"),
    ],
)
def test_many_numbers_are_smaller_before_they_go(count: int, score: float, kind: str) -> None:
    """Numbers that no column of a usual page has room for stand closer, under upright heads."""
    heatmap = Heatmap(["<|endoftext|>", *["a"] * (count - 1)], [[score] * count] * count)
    _, found = shown(heatmap, view="grid")
    assert dict(found.tags)["table"]["class"] == f"heatmark-grid {kind}"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("abc", "heatmark-w36"),
        ("một nhãn rất dài", "heatmark-w36"),  # has room for its words, in lines
        ("capital", "heatmark-w52"),
        ("internationalisation", "heatmark-w52"),
    ],
)
@pytest.mark.parametrize("count", [12, 24])
def test_labels_never_give_way(label: str, kind: str, count: int) -> None:
    """Where a page has little room they stand closer, and scroll; long words are broken."""
    heatmap = Heatmap(["a"] * count, [[0.25] * count], labels=[["abc"] * (count - 1) + [label]])
    made, found = shown(heatmap, view="grid")
    kinds = dict(found.tags)["table"]["class"]
    assert kinds == f"heatmark-grid {kind if count == 12 else 'heatmark-w64'} heatmark-words"
    is_broken = "<span class=heatmark-long>" in grid(made, "m")
    assert is_broken == (label == "internationalisation")
    assert found.rows[1][1:] == ["abc0.25"] * (count - 1) + [f"{label}0.25"]


def test_equal_tokens_of_rows_are_numbered() -> None:
    """Rows of an attention map have the names of its tokens, as readers see them, and differ."""
    tokens = ["▁the", "▁", "▁the", "\n"]
    heatmap = Heatmap(tokens, [[1.0] * 4] * 4)
    made = picture(heatmap.content, Options(view="grid"))
    assert [strip.name for strip in made.strips] == ["the (1)", "␣", "the (2)", "↵"]
    tabs = picture(heatmap.content, Options(series="tabs"))
    assert [strip.name for strip in tabs.strips] == [strip.name for strip in made.strips]
    names = [strip.name for strip in picture(heatmap.content, Options()).strips]
    assert names == ["1", "2", "3", "4"]


@pytest.mark.parametrize("view", ["text", "bars", "grid"])
def test_search_gets_the_text_once(view: str) -> None:
    """A search index gets caption and text, and no numbers."""
    scores = {"x": [1, 2, 3], "y": [4, 5, 6]}
    heatmap = Heatmap(["un", "believ", "able <b>\"'"], scores, join="none")
    made = picture(heatmap.content, Options(view=view, series="tabs", title="T", scheme="text"))
    assert searchable(made) == "<p>T</p><p>unbelievable &lt;b&gt;\"'</p>"


@pytest.mark.parametrize("view", ["bars", "grid"])
def test_too_many_scores_for_a_table(view: str) -> None:
    """A view that browsers would choke on is refused with what to do; text has no such limit."""
    heatmap = Heatmap(["a"] * 10_001, [[1.0] * 10_001] * 2)
    with pytest.raises(OptionError, match="20002 scores, too many for the view") as caught:
        picture(heatmap.content, Options(view=view))
    assert "view=text" in caught.value.hint
    assert picture(heatmap.content, Options()).view == "text"


def test_a_picture_has_all_that_a_renderer_needs() -> None:
    """View, decoded labels and names of rows are in the picture, before anything is rendered."""
    body = {"tokens": ["HÃł", "ĠNá»Ļi"], "scores": {"x": [1, 2]}, "labels": {"x": ["ĠlÃł", None]}}
    made = draw("view=grid scheme=bytebpe series=tabs", json.dumps(body), Page())
    assert (made.view, made.series) == ("grid", "tabs")
    assert made.labels == ((" là", None),)
    assert made.strips[0].name == "x"


@given(
    st.recursive(
        st.none() | st.integers() | st.text("ab\ud800<", max_size=2),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xy"), inner),
        max_leaves=8,
    ),
    st.sampled_from(["labels", "names", "scores"]),
)
def test_odd_shapes_are_errors_of_the_author(value: object, key: str) -> None:
    """Whatever names, labels and scores are, the block is drawn or refused with a line."""
    body = {"tokens": ["a", "b"], "scores": {"x": [1, 2], "y": [3, 4]}, "view": "grid", key: value}
    try:
        drawn = figure(draw("", json.dumps(body), Page()))
    except HeatmarkError as error:
        assert error.line == 1  # drawing it is right too
    else:
        drawn.encode()
        Whole(drawn)


def test_two_equal_blocks_have_forms_of_their_own(
    convert: Callable[..., tuple[str, list[str]]],
) -> None:
    """Radio buttons of two equal blocks are in two forms, so that they do not interfere."""
    block = "```heatmap series=tabs\ntoken x y\na 1 2\n```\n\n"
    html, messages = convert(block * 2)
    assert html.count("<form method=dialog>") == 2
    assert "submit" not in escapes.unescape(html)
    assert not messages


def test_a_page_of_grids_takes_whole_heads(tmp_path: Path) -> None:
    """A page's `view: grid` takes all rows of an attention head, as the block's own does."""
    data = {"tokens": ["a", "b"], "attention": [[[1, 0], [0.5, 0.5]]]}
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    options = {"root": str(tmp_path)}
    drawn = draw("src=a.json", "", Page(options={**options, "view": "grid"}))
    assert [strip.scores for strip in drawn.strips] == [(1, 0), (0.5, 0.5)]
    assert len(draw("src=a.json", "", Page(options=options)).strips) == 1


def test_a_special_token_may_score_zero() -> None:
    """The table has the score of a special token that is on the scale, also if it is 0."""
    _, found = shown(Heatmap(["<s>", "a"], [0, 1], scheme="bytebpe"))
    assert ["1", "<s>", "0"] in found.rows


@pytest.mark.parametrize("view", ["grid", "bars"])
@pytest.mark.parametrize("count", [3, 30])
def test_the_head_of_a_marked_token_has_an_outline(view: str, count: int) -> None:
    """That of its column or its bar, and no other, also where columns have no room for names."""
    tokens = ["<|endoftext|>", *(f" t{at}" for at in range(1, count))]
    scores = {"A": [*range(count)], "B": [*range(count)]}
    body = {"tokens": tokens, "scores": scores, "mark": {1: "X", 2: None}}
    found = Whole(figure(draw(f"view={view}", json.dumps(body))))
    heads = [dict(at) for tag, at in found.tags if tag == "th"]
    marked = [at for at in heads if at.get("class") == "q-mark"]
    assert len(marked) == 2
    assert {at["scope"] for at in marked} == {"col" if view == "grid" else "row"}
    is_called = view == "grid"  # by its whole name, which the head has in short
    assert [at.get("data-v") for at in marked] == ["<|endoftext|>" * is_called or None, None]


def test_a_marked_token_misses_no_score_in_a_grid() -> None:
    """Its cell is empty; the dash of the legend stands where a score is missing."""
    body = {"tokens": ["a", " b", " c"], "scores": [[1, None, None], [2, 3, 4]], "mark": {2: "X"}}
    html = figure(draw("view=grid", json.dumps(body)))
    found = Whole(html)
    assert found.rows[1][1:] == ["1", "", "–"]
    assert "– missing value: 1" in html
    assert "<td class=qp data-v=X" in html


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"series": "tabs"},
        {"view": "bars"},
        {"view": "bars", "series": "tabs"},
        {"view": "grid"},
    ],
)
def test_what_a_control_tests_is_said_once(options: dict[str, object]) -> None:
    """Above its own text, or below all where a view has no such place."""
    heatmap = Heatmap(list("abcdef"), [*range(6)])
    html = figure(picture(heatmap.content, Options(control=("shuffle",), **options)))  # type: ignore[arg-type]
    before, said, below = html.partition('<p class="heatmark-note"')
    assert said
    assert said not in below
    assert ("<pre" in below) is (not options)
    assert "<pre" in before or "<table" in before
