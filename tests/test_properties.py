"""What holds for all scores, all texts and all blocks."""

from __future__ import annotations

import html
import json
import math
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from heatmark import Heatmap
from heatmark.block.header import read_header
from heatmark.core.errors import HeatmarkError, ScoreError
from heatmark.hosts.page import Page
from heatmark.hosts.page_run import draw
from heatmark.language.numbers import number, numbers
from heatmark.options.declare import CONTENT, DECLARED, Options
from heatmark.options.values import SCALES
from heatmark.picture.paint import picture
from heatmark.picture.palette import LEVELS, levels, palette
from heatmark.picture.scale import as_array, scale, transform
from heatmark.render.html.figure import figure
from heatmark.tokens import align, are_words, join_words, length, split_words, to_cells
from heatmark.tokens.shown import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.core.scored_tokens import Score

TINY = 5e-324
EXTREME = st.sampled_from([0.0, -0.0, TINY, -TINY, 2.2e-308, 1e308, -1e308, 1.7e308, 1e-300, 1.0])
FINITE = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.floats(-1e6, 1e6)
SCORE = st.one_of(EXTREME, FINITE, PLAIN, st.integers(-3, 3).map(float))
SCORES = st.one_of(SCORE, st.none())


@st.composite
def tables(draw: st.DrawFn, *, infinite: bool = False) -> list[list[float | None]]:
    """Scores of one to three series over the same tokens."""
    tokens = draw(st.integers(1, 12))
    extra = st.sampled_from([math.inf, -math.inf]) if infinite else st.nothing()
    cells = st.one_of(SCORE, st.none(), extra)
    row = st.lists(cells, min_size=tokens, max_size=tokens)
    return draw(st.lists(row, min_size=1, max_size=3))


@st.composite
def kinds(draw: st.DrawFn) -> dict[str, object]:
    """A scale with all that belongs to it."""
    kind: object = draw(st.sampled_from(SCALES))
    chosen: dict[str, object] = {"kind": kind}
    if draw(st.booleans()) and kind == "symmetric":
        chosen["center"] = draw(SCORE)
    if draw(st.booleans()) and kind != "rank":
        chosen["clip"] = draw(st.sampled_from([(5.0, 95.0), (0.0, 50.0), (49.9, 50.1)]))
    if draw(st.integers(0, 4)) == 0:
        low, high = draw(SCORE), draw(SCORE)
        assume(low < high)
        chosen = {"kind": (low, high)}
    return chosen


@given(tables(infinite=True), kinds())
@example([[1e308, -1e308, 0.0]], {"kind": "minmax"})
@example([[TINY, 0.0]], {"kind": "minmax"})
@example([[1e308, -1e308]], {"kind": "symmetric", "center": 1e308})
def test_positions(rows: list[list[float | None]], chosen: dict[str, object]) -> None:
    """Positions are in [0, 1] and in the order of scores; NaN where a score or all are missing."""
    values = as_array(rows)
    try:
        scaled = scale(values, **chosen)  # type: ignore[arg-type]
    except ScoreError:  # the only reason to give up
        assert np.nanmax(np.abs(values)) > 1e300 or abs(float(str(chosen.get("center", 0)))) > 1e300
        return
    positions = scaled.positions
    known = ~np.isnan(values) & (scaled.ends is not None)
    assert_array_equal(np.isnan(positions), ~known)
    assert np.all((positions[known] >= 0) & (positions[known] <= 1))
    order = np.argsort(values[known], kind="stable")
    assert np.all(np.diff(positions[known][order]) >= 0)
    same = values[known][order][1:] == values[known][order][:-1]
    assert np.all(np.diff(positions[known][order])[same] == 0)
    steps = levels(positions)
    assert np.all(steps[~known] == -1)
    assert np.all((steps[known] >= 0) & (steps[known] < LEVELS))


@given(tables(infinite=True), kinds())
def test_what_is_clipped(rows: list[list[float | None]], chosen: dict[str, object]) -> None:
    """A score is marked as clipped if and only if it is beyond the ends that the legend names."""
    values = as_array(rows)
    try:
        scaled = scale(values, **chosen)  # type: ignore[arg-type]
    except ScoreError:
        return
    low, high = scaled.ends or (0.0, 0.0)
    assert_array_equal(scaled.clipped > 0, values > high)
    assert_array_equal(scaled.clipped < 0, values < low)
    assert low <= high
    if scaled.ends is None:
        assert not np.isfinite(values).any()


@given(tables())
def test_minmax_spans_the_palette(rows: list[list[float | None]]) -> None:
    """On a min–max scale the smallest score is at 0 and the largest at 1; all equal is 0.5."""
    values = as_array(rows)
    assume(not np.isnan(values).all())
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    scaled = scale(values, "minmax")
    assert scaled.ends == (low, high)
    assert np.all(scaled.positions[values == low] == (0.0 if low < high else 0.5))
    assert np.all(scaled.positions[values == high] == (1.0 if low < high else 0.5))


@given(tables(), SCORE)
def test_the_centre_is_in_the_middle(rows: list[list[float | None]], center: float) -> None:
    """A symmetric scale has its centre at 0.5, and as much room below as above."""
    values = np.clip(as_array(rows), -1e300, 1e300)
    center = float(np.clip(center, -1e300, 1e300))
    assume(not np.isnan(values).all())
    scaled = scale(
        np.vstack([values, np.full_like(values[:1], center)]), "symmetric", center=center
    )
    assert np.all(np.abs(scaled.positions[-1] - 0.5) < 1e-6)
    assert np.nanmin(scaled.positions) >= 0


@given(tables())
def test_ranks(rows: list[list[float | None]]) -> None:
    """On a rank scale equal scores share a place, and the mean of all places is the middle."""
    values = as_array(rows)
    known = values[~np.isnan(values)]
    assume(known.size)
    places = scale(values, "rank").positions[~np.isnan(values)]
    for one in set(known.tolist()):
        assert len(set(places[known == one].tolist())) == 1
    assert places.mean() == pytest.approx(0.5)
    if len(set(known.tolist())) == known.size > 1:
        assert sorted(places) == pytest.approx(np.linspace(0, 1, known.size))


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_softmax(scores: list[Score]) -> None:
    """Softmax leaves missing scores out and sums to 1; log_softmax is its logarithm."""
    known = [score for score in scores if score is not None]
    assume(known)
    values = as_array([scores])
    shares, logs = transform(values, ["softmax"])[0], transform(values, ["log_softmax"])[0]
    assert_array_equal(np.isnan(shares), np.isnan(values[0]))
    assert math.fsum(shares[~np.isnan(shares)]) == pytest.approx(1)
    most = max(known)
    total = math.log(math.fsum(math.exp(score - most) for score in known))
    for score, share, log in zip(scores, shares, logs, strict=True):
        if score is not None:
            assert log == pytest.approx(score - most - total)
            assert share == pytest.approx(math.exp(score - most - total))


@given(st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=4))
def test_softmax_is_of_each_series(rows: list[list[float]]) -> None:
    """Softmax goes over the tokens of a series, not over the series of a token."""
    together = transform(as_array(rows), ["softmax"])
    alone = [transform(as_array([row]), ["softmax"])[0] for row in rows]
    assert_array_equal(together, alone)


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
        drawn = figure(picture(Heatmap(tokens, series), options))
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
    drawn = figure(picture(Heatmap(["a", "b"], scores), Options(table=False)))
    found = re.search(r"heatmark-scale>(\S+) <span[^>]*>…</span> (\S+)</span>", drawn)
    assert found
    assert found[1] != found[2]


def _channel(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of WCAG 2.1, as its text defines it."""
    lights = []
    for colour in (one, other):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        light = 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)
        lights.append(light)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("name", sorted(mpl.colormaps))
def test_ink_can_be_read(name: str) -> None:
    """Ink has a contrast of 4.5 on every level of every colormap, on light pages and dark."""
    colours = palette(name)
    assert len(colours.light) == len(colours.dark) == LEVELS
    for fill, ink in zip(
        colours.light + colours.dark, colours.light_ink + colours.dark_ink, strict=True
    ):
        assert contrast(fill, ink) >= 4.5, (name, fill, ink)


@pytest.mark.parametrize("name", sorted(mpl.colormaps))
def test_colours_are_those_of_matplotlib(name: str) -> None:
    """A bundled table has matplotlib's own colours; a reversed one is the table from its end.

    Where a place falls between two of matplotlib's entries, the reversed table may take the
    other of the two, and matplotlib may round the reversed one to another step of 256.
    """
    last = mpl.colormaps[name].N - 1
    entries = np.minimum(np.linspace(0, 1, LEVELS) * (last + 1), last).astype(int)
    near = [entries, entries - 1, entries + 1] if name.endswith("_r") else [entries]
    colours = [mpl.colormaps[name](np.clip(places, 0, last))[:, :3] for places in near]
    ours = [[int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in palette(name).light]
    wrong = np.min([np.abs(np.rint(one * 255) - ours).max(axis=1) for one in colours], axis=0)
    assert wrong.max() <= (1 if name.endswith("_r") else 0)


class Reader(HTMLParser):
    """Read the text of HTML as a browser would show it, without what is hidden from readers."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.hidden = 0
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        if tag == "i":
            assert next(iter(attrs)) == ("aria-hidden", "true")
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "i"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text += data


def shown_texts(drawn: str) -> list[str]:
    texts = []
    for inner in re.findall(r'<pre class="heatmark-text">(.*?)</pre>', drawn, re.DOTALL):
        assert not inner.startswith("\n"), "a browser drops a newline that a pre begins with"
        reader = Reader()
        reader.feed(inner)
        reader.close()
        texts.append(reader.text)
    return texts


BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
AS_TEXT = Options(scheme="text")


def text_of(tokens: list[str]) -> str:
    """Say what a reader should be able to copy: special tokens and bidi controls are no text."""
    special = to_cells(tokens, "text").special
    text = "".join(token for place, token in enumerate(tokens) if place not in special)
    return visible(BIDI.sub("", text))


def visible(text: str) -> str:
    """Put pictures in the place of control characters, as a careful reader would expect them."""
    named = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)}
    return text.translate(named | {0x7F: 0x2421})


HOSTILE = st.text("<>&\"'`;#x!-=/\\ \t\n\r\x00\x07\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0ệe\u0323\u0302😀")
ODD = st.sampled_from(
    [
        *[
            "",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\u2028",
            "\u200d",
            "\ufeff",
            "\u202e",
            "\u0301",
            " a",
            "a ",
        ],
        *["<s>", "</pre>", "</b>", "&amp;", "&#13;", "<i aria-hidden=true>", "]]>"],
        *["\x1d", "\x1e", "\x1f"],
    ]
)
TOKENS = st.lists(st.one_of(HOSTILE, ODD, st.text(max_size=5)), min_size=1, max_size=12)


@given(TOKENS, st.booleans(), st.sampled_from(["en", "vi"]))
def test_html_says_the_text(tokens: list[str], hover: bool, lang: str) -> None:  # noqa: FBT001
    """The HTML of any tokens, without tags and marks, is the tokens joined."""
    scores: list[Score] = [None if place % 5 == 4 else place for place in range(len(tokens))]
    options = Options(hover=hover, lang=lang, scheme="text")
    drawn = figure(picture(Heatmap(tokens, scores), options))
    assert shown_texts(drawn) == [text_of(tokens)]
    assert len(re.findall(r"<b class=", drawn.partition("</pre>")[0])) == len(tokens)


@settings(max_examples=20)
@given(TOKENS, st.integers(501, 2100))
def test_long_texts_are_cut_without_loss(tokens: list[str], count: int) -> None:
    """A text of more than 500 tokens comes in parts, and is the same text."""
    many = (tokens * (count // len(tokens) + 1))[:count]
    drawn = figure(picture(Heatmap(many, [0.0] * count), AS_TEXT))
    assert shown_texts(drawn) == [text_of(many)]
    parts = drawn.count("<span class=heatmark-part>")
    assert count / 500 <= parts <= count / 400 + 1
    assert drawn.count("<b class=q") == count + 1  # one in the legend


@given(TOKENS)
def test_the_table_has_every_token(tokens: list[str]) -> None:
    """The data table has a row for each token, which says its text without the spaces around."""
    options = Options(table=True, scheme="text", special="include")
    drawn = figure(picture(Heatmap(tokens, [1.0] * len(tokens)), options))
    cells = re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td><td>1</td>", drawn, re.DOTALL)
    shown = to_cells(tokens, "text").texts
    assert [int(place) for place, _ in cells] == list(range(1, len(tokens) + 1))
    for (_, cell), token in zip(cells, shown, strict=True):
        assert "<" not in cell
        if visible(token).strip():
            assert html.unescape(cell) == visible(token).strip()
        else:
            assert cell


KEYS = st.sampled_from([*DECLARED, *CONTENT, "sclae", "a"])
VALUE = st.one_of(
    st.text("{}[]:,#-\"'\\ 0123456789.~*&!|>%@\tệab\xa0", max_size=12),
    st.sampled_from(["[1, 2]", "[a, b]", "{a: [1]}", "null", "length", "-", "1e999", "nan", "0,5"]),
    st.sampled_from(["rank", "zero", "[0, 1]", "softmax", "log", "Reds", "true", "2024-13-45"]),
)
PAIR = st.builds("{}{}{}".format, KEYS, st.sampled_from(["=", ": ", ":"]), VALUE)
ROW = st.builds("{} {}".format, st.text("ab\"'\\#ệ-:", max_size=4), VALUE)
RAW = st.text("{}[]:#-\"'\\ \n\t0123456789.,~*&!|>%=_aeỏ\r\x00\x1f\x85\u2028\ufeff", max_size=60)
LINES = st.lists(st.one_of(PAIR, ROW, st.just("---"), st.just("# x")), max_size=6)
BODY = st.one_of(RAW, LINES.map("\n".join), st.text(max_size=40))
HEADER = st.one_of(
    st.lists(PAIR, max_size=3).map(" ".join),
    st.text("{}[]:#-\"'\\ 019=.ac\t", max_size=30),
    st.builds("{{{}}}".format, st.lists(PAIR, max_size=3).map(" ".join)),
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(HEADER, BODY)
@example("", "a: 1e999")
@example("", "scale: [1e400, 2]\n---\na 1")
@example("", "{\n")
@example("", "?")
@example("", "a: !!binary x\n---\na 1")
@example("", "title: =\n---\na 1")
@example("", '{"tokens": ["a"], "scores": [1' + "0" * 5000 + "]}")
@example("", "text: a\nscore: length\nmeasure: 1" + "0" * 5000)
@example("scale=1" + "0" * 400 + ",2", "a 1")
@example("", "[" * 5000)
@example("", '{"title": ' + "[" * 5000 + "]" * 5000 + "}")
@example("", "title: " + "[" * 3000)
@example("center=1e308", "a -1e308\nb 1e308")
@example("clip=49.99999999999999999", "a 1e308\nb -1e308")
@example("transform=[exp,log,neg,exp,exp]", "a 1e308\nb -1e308")
@example("transform=softmax", "a -\nb -")
def test_nothing_escapes(header: str, body: str) -> None:
    """Whatever a block says, it becomes a picture or an error of ours, never anything else."""
    try:
        drawn = draw(header, body, Page())
    except HeatmarkError as error:
        problem = error
    else:
        figure(drawn).encode()
        return
    assert problem.message
    assert "\n" not in problem.message
    assert problem.line is None or 0 <= problem.line <= body.count("\n") + 2


@settings(max_examples=150)
@given(HEADER, BODY)
def test_convert_never_raises(
    convert: Callable[..., tuple[str, list[str]]], header: str, body: str
) -> None:
    """Whatever stands in a fence, the page has a figure or one error box, and all the rest."""
    document = f"Before.\n\n~~~heatmap {header}\n{body}\n~~~\n\nAfter."
    assume("~~~" not in body)
    page, messages = convert(document)
    figures, boxes = page.count('<figure class="heatmark '), page.count('class="heatmark-error"')
    assert (figures, boxes) in {(1, 0), (0, 1)}
    assert len(messages) == boxes
    assert not any("heatmark failed" in message for message in messages)
    assert page.startswith("<p>Before.</p>\n")
    assert page.endswith("\n<p>After.</p>")


@given(st.lists(SCORES, max_size=10), st.sampled_from(["en", "vi"]))
def test_many_numbers_are_written_like_one(values: list[Score], lang: str) -> None:
    """The fast way to write numbers writes what the slow way writes."""
    assert numbers(values, lang) == [
        "" if value is None else number(value, lang) for value in values
    ]


@given(st.lists(st.floats(-110, 110), max_size=10), st.sampled_from(["en", "vi"]))
def test_many_usual_numbers_are_written_like_one(values: list[float], lang: str) -> None:
    """So it does around its limits."""
    assert numbers(values, lang) == [number(value, lang) for value in values]


@given(SCORE)
def test_a_number_keeps_its_value(value: float) -> None:
    """A written number is within half a percent of its value, in both languages the same."""
    english, vietnamese = number(value, "en"), number(value, "vi")
    swapped = english.translate(str.maketrans(".,", ",."))
    assert vietnamese == swapped
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    digits, _, power = english.replace(",", "").partition("×10")
    mantissa, exponent = float(digits), int(power.translate(raised) or 0)
    if abs(value) > 1e-300:
        assert mantissa * (value / abs(value)) > 0
        wanted = math.log10(abs(mantissa)) + exponent
        assert wanted == pytest.approx(math.log10(abs(value)), abs=0.0025)


WORD = st.text("aệ,.;(!?“”–\u0301😀", min_size=1, max_size=4).filter(
    lambda word: word[0] != "\u0301"  # a mark belongs to the word before it
)
BLANK = st.text(" \t\n\xa0\u2003\x85", min_size=1, max_size=3)


@given(st.text("aệ, .(\n\t\xa0\u2003\x1c\u200b", max_size=30))
def test_words_make_up_the_text(text: str) -> None:
    """The words of a text are the text again, and none is blank."""
    words = split_words(text)
    assert "".join(words) == (text if text.strip() else "")
    assert all(word.strip() for word in words)


@given(st.lists(WORD, min_size=1, max_size=8))
def test_joined_words_can_be_found_again(words: list[str]) -> None:
    """Words that were joined with spaces align with the text that they make up."""
    assert are_words(words)
    joined = join_words(words)
    assert [word.strip() for word in joined] == words
    assert align(words, "".join(joined)) == joined


@given(st.lists(st.tuples(st.one_of(BLANK, st.just("")), WORD), min_size=1, max_size=8), BLANK)
def test_tokens_align_with_their_text(pairs: list[tuple[str, str]], end: str) -> None:
    """Tokens take the white space before them from a text, the last one also that at its end."""
    text = "".join(blank + word for blank, word in pairs) + end
    aligned = align([word for _, word in pairs], text)
    assert "".join(aligned) == text
    assert [token.strip() for token in aligned] == [word for _, word in pairs]
    assert align(split_words(text), text) == split_words(text)


@given(st.text(max_size=12), st.text(max_size=12))
def test_length_counts_what_readers_see(one: str, other: str) -> None:
    """A length is no more than the number of characters, and a space adds nothing."""
    assert 0 <= length(one) <= len(one)
    assert length(f"{one} . {other}") == length(one) + length(other) or other[:1] in "\u200d\u0301"


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=9)


@given(st.dictionaries(st.sampled_from(["title", "unit", "cmap", "a-b"]), PRINTABLE), st.booleans())
def test_header_pairs_are_read_as_written(pairs: dict[str, str], braces: bool) -> None:  # noqa: FBT001
    """Quoted values of a header come back as they were, with braces around and without."""
    written = " ".join(
        f'{name}="{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for name, value in pairs.items()
    )
    assert read_header(f"{{{written}}}" if braces else written) == pairs


@given(st.lists(st.tuples(PRINTABLE, SCORES), min_size=1, max_size=6))
def test_forms_say_the_same(pairs: list[tuple[str, float | None]]) -> None:
    """Tokens and scores are the same, written as JSON, as rows with quotes, or as YAML."""
    tokens, scores = [token for token, _ in pairs], [score for _, score in pairs]
    shown = to_cells(tokens, "auto")
    assume(shown.texts == tuple(tokens) and not shown.special)
    as_json = json.dumps({"tokens": tokens, "scores": scores})
    rows = "\n".join(
        f"{json.dumps(token, ensure_ascii=False)} {'-' if score is None else repr(score)}"
        for token, score in pairs
    )
    written = [json.dumps(score) for score in scores]
    yaml = f"scores: [{', '.join(written)}]\ntokens:\n" + "".join(
        f"- {json.dumps(token, ensure_ascii=False)}\n" for token in tokens
    )
    drawn = [draw("join=none", body, Page()) for body in (as_json, rows, yaml)]
    assert_same(drawn, tokens)


def assert_same(drawn: Sequence[object], tokens: list[str]) -> None:
    first, *others = drawn
    assert getattr(first, "cells", None) == Texts(shown=tuple(tokens))
    for other in others:
        assert repr(other) == repr(first)
