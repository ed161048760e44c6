"""The parts that figures are made of, each alone: bars, grids, line-ups, tabs, styles, heads."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from heatmark import Heatmap
from heatmark.language.numbers import number
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.picture.palette import LEVELS, palette
from heatmark.picture.parts import Lineup
from heatmark.render.html import lineup
from heatmark.render.html.bars import bars
from heatmark.render.html.css import palette_class, properties, slide_style, stylesheet
from heatmark.render.html.elements import is_odd, preformatted, quotable, solo
from heatmark.render.html.grid import grid
from heatmark.render.html.tabs import tabs
from heatmark.render.html.text import texts
from heatmark.render.html.xhtml import xhtml
from markup import parsed
from reading import read

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


def drawn(heatmap: Heatmap, **options: object) -> Picture:
    return picture(heatmap.content, resolve({**dict(heatmap.options), **options}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<b", "a&lt;b"),
        ("a\tb\n", "a⇥b"),
        ("  ", "␣␣"),
        ("", "∅"),
        ("\u202e", "<i class=q-name>RLO</i>"),
        ("a\u202eb", "a<i class=q-name>RLO</i>b"),
        ("\u200b", "<i class=q-name>ZWSP</i>"),
        ("a\u200bb", "a\u200bb"),
        ("\x07", "␇"),
        ("\u200b \u200b", "<i class=q-name>ZWSP</i> <i class=q-name>ZWSP</i>"),
        ("a\u200b\u202e", "a\u200b<i class=q-name>RLO</i>"),
    ],
)
def test_a_token_alone_can_be_seen(text: str, expected: str) -> None:
    """What would not be seen, or would turn the text around it, has a sign or its name."""
    assert solo(text) == expected


@pytest.mark.parametrize(
    ("token", "odd"), [("a", False), ("Ổ", False), (" ", True), ("\n", True), ("a\u200f", True)]
)
def test_odd_tokens(token: str, odd: bool) -> None:
    """Blank tokens, ends of lines and marks of direction need care, letters do not."""
    assert is_odd(token) is odd


def test_our_own_words_in_attributes() -> None:
    """Quotes are there where they are needed."""
    assert (quotable("q1"), quotable("q1 q-in")) == ("q1", '"q1 q-in"')
    assert (quotable('a"b'), quotable("a=b"), quotable("")) == ("a&quot;b", '"a=b"', "")


def test_a_bar_begins_at_zero() -> None:
    """On a scale about zero, bars go both ways from the middle; a missing score has none."""
    found = drawn(Heatmap(["a", " b", " c"], [-2, 4, None]), view="bars", scale="zero")
    root = read(bars(found, found.strips, "m"))
    styles = [one.attributes["style"] for one in root.find("i")]
    assert styles == ["margin-left:25%;width:25%", "margin-left:50%;width:50%"]
    assert [one.text for one in root.find("th")] == ["Token", "m", "a", "b", "c"]


def test_bars_of_some_series_have_their_own_probabilities() -> None:
    """A column of them stands beside each series that is drawn, and of no other."""
    scores = {"x": [math.log(0.5), math.log(0.25)], "y": [math.log(0.125), 0]}
    found = drawn(Heatmap(["a", " b"], scores), view="bars", measure="log P")
    rows = read(bars(found, found.strips[1:], "m")).one("tbody").find("tr")
    assert [row.find("td")[-1].text for row in rows] == ["12.5", "100"]
    assert {len(row.find("td")) for row in rows} == {2}
    both = read(bars(found, found.strips, "m")).one("tbody").find("tr")
    assert [[cell.text for cell in row.find("td")[-2:]] for row in both] == [
        ["50", "12.5"],
        ["25", "100"],
    ]


def test_slides_look_like_cards_unless_their_author_says_when_they_are_dark() -> None:
    """What reveal.js needs is there either way."""
    bare, told = slide_style(), slide_style(".dark")
    assert bare.startswith(told)
    assert len(bare) > len(told) > 0


@pytest.mark.parametrize(
    ("score", "room"), [(-123.123456789, None), (1234.123456789, "--room:16ch")]
)
def test_long_numbers_get_room_beside_bars(score: float, room: str | None) -> None:
    """The stylesheet leaves some for fourteen characters."""
    found = drawn(Heatmap(["a", " b"], [score, 2], digits=9), view="bars")
    assert read(bars(found, found.strips, "m")).one("table").attributes.get("style") == room


@pytest.mark.parametrize(("count", "parts"), [(500, 0), (501, 2), (1_000, 2), (1_001, 3)])
def test_long_texts_have_parts(count: int, parts: int) -> None:
    """Of five hundred tokens, which browsers lay out by themselves; a shorter one is whole."""
    (text,) = texts(drawn(Heatmap([" a"] * count, [1.0] * count)))
    assert text.count("<span class=heatmark-part>") == parts
    assert text.count("</b>") == count


def lengths(tokens: list[str], **more: Any) -> list[int]:
    """Count the tokens of each part of a text."""
    (text,) = texts(drawn(Heatmap(tokens, [1.0] * len(tokens), join="none"), **more))
    return [part.count("</b>") for part in text.split("<span class=heatmark-part>")[1:]]


@pytest.mark.parametrize(
    ("at", "token", "first"),
    [
        (490, " b", 490),
        (489, "b\n", 490),
        (500, " b", 500),
        (499, "b\n", 500),
        (401, " b", 401),
        (400, " b", 500),
        (501, " b", 500),
        (400, "b\n", 401),
        (399, "b\n", 500),
    ],
)
@pytest.mark.parametrize("hover", [True, False])
def test_long_texts_are_cut_where_a_line_may_end(
    at: int, token: str, first: int, *, hover: bool
) -> None:
    """Before a space or behind the end of a line among the last hundred tokens of a part."""
    tokens = ["a"] * 700
    tokens[at] = token
    assert lengths(tokens, hover=hover, scheme="text") == [first, 700 - first]


def test_long_texts_are_not_cut_within_a_letter() -> None:
    """But before it, where no line may end."""
    tokens = ["a"] * 499 + ["á»", "¯"] + ["a"] * 100
    assert lengths(tokens, scheme="bytebpe") == [499, 102]


@pytest.mark.parametrize("hover", [True, False])
def test_each_part_has_its_own_levels(*, hover: bool) -> None:
    """And its own scores, in the order of the tokens."""
    scores = [float(at % 31) for at in range(1_100)]
    (html,) = texts(drawn(Heatmap([" a"] * 1_100, scores), hover=hover))
    assert re.findall(r'<b class="?q(\d+)', html) == [str(at % 31) for at in range(1_100)]
    numbers = re.findall(r"data-v=(\d+)", html)
    assert numbers == ([str(at % 31) for at in range(1_100)] if hover else [])


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["a", "  ", "b"], "<b>a</b><b><i>␣</i> <i>␣</i> </b><b>b</b>"),
        (["a", " ", "b"], "<b>a</b><b><i>␣</i> </b><b>b</b>"),
        (["a", "", "b"], "<b>a</b><b><i>∅</i></b><b>b</b>"),
        (["a  b", " c"], "<b>a  b</b> <b>c</b>"),
        ([" a", "\tb\r\n", "&%"], " <b>a</b><b><i>⇥</i>\tb<i>␍</i><i>↵</i>\n</b><b>&amp;%</b>"),
        (["a<&", "%>b"], "<b>a&lt;&amp;</b><b>%&gt;b</b>"),
        (["\u200ba", "\u200b"], "<b>\u200ba</b><b><i>ZWSP</i>\u200b</b>"),
        (["a\u202e", "\x07"], "<b>a<i>RLO</i></b><b>␇</b>"),
        (["a\u3000", "\u3000"], "<b>a\u3000</b><b><i>␣</i>\u3000</b>"),
    ],
)
def test_what_would_not_be_seen_in_a_text(tokens: list[str], expected: str) -> None:
    """Signs stand before what they are for, which can be copied; the first space before its box."""
    heatmap = Heatmap(tokens, [1.0] * len(tokens), join="none")
    (html,) = texts(drawn(heatmap, hover=False, scheme="text", special="include"))
    assert re.sub(r"<([bi]) [^>]*>", r"<\1>", html) == expected


def test_a_grid_has_a_row_a_series() -> None:
    """Each cell has its level and its number, a missing one a dash."""
    found = drawn(Heatmap(["a", " b"], {"x": [0, 1], "y": [None, 0.5]}), view="grid")
    rows = read(grid(found, "m")).one("tbody").find("tr")
    cells = [[(td.attributes["class"], td.text) for td in row.find("td")] for row in rows]
    top = f"q{LEVELS - 1}"
    assert cells == [[("q0", "0"), (top, "1")], [("qx", "–"), (f"q{LEVELS // 2}", "0.5")]]
    assert [row.one("th").text for row in rows] == ["x", "y"]


@pytest.mark.parametrize(
    ("first", "second", "center", "peak"),
    [(9, -5, 0, 9), (5, -9, 0, -9), (9, -5, None, 9), (-5, 9, None, 9), (9, 9, None, 9)],
)
def test_what_a_dense_grid_shows_first(
    first: float, second: float, center: float | None, peak: float
) -> None:
    """The cell that stands out most: farthest from the centre, or highest; the first of equals."""
    scores = [first, second, *[1.0] * 23]
    found = drawn(Heatmap(["a"] * 25, {"x": scores, "y": [0.0] * 25}), view="grid", center=center)
    (cell,) = read(grid(found, "m")).find("td", "q-peak")
    assert cell.text == number(peak, "en")
    assert cell.parent
    assert cell.parent.find("td").index(cell) == scores.index(peak)


def test_axes_of_a_grid_are_named() -> None:
    """In the corner, and for what stands under the finger; both as text."""
    heatmap = Heatmap(["a", " b"], {"x": [1, 9], "y": [None, -3]}, axes=('r"', "<c>"), scale=[0, 2])
    found = drawn(heatmap, view="grid")
    html = grid(found, "m")
    assert '<td><span>r" ↓</span> <span>&lt;c&gt; →</span></td>' in html
    assert r"""style="--cols:2;--ax:'r\22 \3a  ';--ay:'\3c c\3e \3a  '">""" in html
    assert '<td class="q30 q-up" data-v=9↑ data-w="b">9↑</td>' in html
    assert '<td class="q0 q-down" data-v=−3↓ data-w="b">−3↓</td>' in html
    still = grid(drawn(heatmap, view="grid", hover=False), "m")
    assert 'style="--cols:2">' in still
    assert "data-v" not in still


def test_texts_are_as_many_as_series() -> None:
    """Spaces stand before boxes; each text says the same."""
    found = drawn(Heatmap(["a", " b"], {"x": [0, 1], "y": [1, 0]}))
    assert [read(one).text for one in texts(found)] == ["a b", "a b"]
    assert all("</b> <b" in one for one in texts(found))


@pytest.mark.parametrize("place", [0, 3, 900, 1_099])
def test_words_of_scores_are_quoted_anywhere(place: int) -> None:
    """What a service did not list is said in words, also far down in a long text."""
    scores = [-1.0] * 1_100
    scores[place] = -9999
    html = "".join(texts(drawn(Heatmap([" a"] * 1_100, scores), measure="log P")))
    assert html.count('data-v="not among the top (−9,999)"') == 1
    assert html.count("data-v=−1 ") == 1_099


@pytest.mark.parametrize("transform", ["exp", "abs"])
def test_words_of_scores_are_quoted_on_every_scale(transform: str) -> None:
    """A log P that stands for none is beyond the scale, or as a probability its 0."""
    scores = [-0.5, -9999, -1]
    found = drawn(Heatmap([" a", " b", " c"], scores, transform=transform), measure="log P")
    assert ' data-v="not among the top (−9,999)"' in "".join(texts(found))


def test_names_of_steps_are_said_with_the_finger() -> None:
    """Below the number of each token, in every part of a long text."""
    scores = [1.0] * 1_100
    scores[1_050] = 9.0
    heatmap = Heatmap([" a"] * 1_100, scores, steps={"low": 2, "high": "inf"})
    html = "".join(texts(drawn(heatmap)))
    assert (html.count("data-w=low"), html.count("data-w=high")) == (1_099, 1)


def test_tabs_without_script() -> None:
    """The first is chosen; names are escaped; equal panels are one group, others another."""
    root = read(tabs([("<x>", "<p>1</p>"), ("y", "<p>2</p>")], "vi"))
    buttons = root.find("input")
    assert ["checked" in one.attributes for one in buttons] == [True, False]
    assert [one.text.strip() for one in root.find("label")] == ["<x>", "y"]
    (name,) = {one.attributes["name"] for one in buttons}
    other = read(tabs([("<x>", "<p>1</p>"), ("y", "<p>3</p>")], "vi"))
    assert {one.attributes["name"] for one in other.find("input")} != {name}


def test_a_question_and_its_answer() -> None:
    """The question does not tell the answer, which is folded up with what a class needs."""
    made = Lineup(
        names=("A", "B", "C"),
        asked="Which <one>?",
        about="One of & some",
        size=3,
        answers=(1,),
        told=("Chance.", "Class.", "Means."),
        needed=((5, 4), (2, None)),
    )
    assert "Which &lt;one&gt;?</strong> One of &amp; some" in lineup.question(made, "vi")
    told = read(lineup.answer(made, "vi", "<table></table>")).one("details")
    assert told.children[0].tag == "summary"
    assert told.find("p")[0].text == "Dữ liệu thật là hình ."  # the style says which
    (letter,) = told.find("b")
    assert letter.attributes["style"] == r"--a:'\000042'"
    people = [row.find("td")[0].text for row in told.find("tbody")[0].find("tr")]
    assert people == ["5", "2"]


def test_versions_are_folded_up_each() -> None:
    """A group opens its own version and sees nothing of the others."""
    made = Lineup(
        names=("1A", "1B", "2A", "2B"),
        asked="",
        about="",
        size=2,
        answers=(0, 3),
        told=("", "", ""),
    )
    parts = read(lineup.versions(made, "vi", ["a", "b", "c", "d"])).find("details")
    assert [one.text.replace("\n", " ").strip() for one in parts] == ["Bản 1 ab", "Bản 2 cd"]
    assert lineup.versions(replace(made, answers=(0,)), "vi", ["a", "b"]) == "ab"


def test_null_pictures_have_no_answer() -> None:
    """Only the table is folded up below them, if there is one."""
    made = Lineup(names=("A", "B"), asked="", about="")
    assert lineup.answer(made, "vi", "") == ""
    assert "heatmark-answer" not in lineup.answer(made, "vi", "<table></table>")


def test_a_palette_is_properties() -> None:
    """Fills and inks of each level, light and dark, under a class that any name can have."""
    said = dict(one.split(":") for one in properties(palette("Reds")).split(";"))
    assert len(said) == 4 * LEVELS
    assert said["--hl0"] == palette("Reds").light[0]
    assert said[f"--id{LEVELS - 1}"] == palette("Reds").dark_ink[-1]
    assert palette_class("a.b c") == "heatmark-a-b-c"


def test_the_stylesheet_needs_nothing_else() -> None:
    """It fetches nothing, cannot end its element, and its braces close."""
    sheet = stylesheet([palette("Reds"), palette("RdBu_r")])
    assert not re.search(r"url\(|@import|<", sheet)
    assert sheet.count("{") == sheet.count("}")
    assert ".heatmark-RdBu_r{" in sheet


def test_the_stylesheet_knows_every_room() -> None:
    """Numbers of a grid are there from its width on, an image from its room on; both sides meet."""
    sheet = stylesheet([])
    widths = re.findall(r"@container\(max-width:([\d.]+)em\)\{\.heatmark-w(\d+)\{--on", sheet)
    assert widths == [(f"{width - 1}.99", str(width)) for width in range(12, 65, 4)]
    begin = re.findall(r"@container\(min-width:(\d+)px\)\{[^{]*-to(\d+)\{", sheet)
    end = re.findall(r"@container\(max-width:([\d.]+)px\)\{[^{]*-from(\d+)\{", sheet)
    rooms = [288, 384, 480, 576, 672, 768, 896, 1024, 1216]
    assert begin == [(str(room), str(room)) for room in rooms]
    assert end == [(f"{room - 1}.99", str(room)) for room in rooms]


def test_the_stylesheet_has_a_class_a_level() -> None:
    """Light colours are for all pages, dark ones for screens of dark pages alone."""
    sheet = stylesheet([])
    light, dark = sheet.split("@media screen", 1)
    for level in range(LEVELS):
        cell = f".heatmark .q{level}{{--v:{level};--f:var(--f{level});--i:var(--i{level})}}"
        assert light.count(cell) == 1
        assert light.count(f"--f{level}:var(--hl{level});--i{level}:var(--il{level})") == 1
        assert dark.count(f"--f{level}:var(--hd{level});--i{level}:var(--id{level})") == 2
    assert f".q{LEVELS}{{" not in light
    assert "color-scheme:dark;--f0" in dark
    assert "color-scheme:dark;--f0" not in light


@pytest.mark.parametrize(
    ("html", "attributes", "text"),
    [
        (
            '<p hidden class=a title="x &gt; y" data-b=1/2>t</p>',
            {"hidden": "hidden", "class": "a", "title": "x > y", "data-b": "1/2"},
            "t",
        ),
        ("<i aria-hidden=true>\ufffe</i>", {"aria-hidden": "true"}, "\ufffd"),
        ("<b class=q0 title=1>a = b</b>", {"class": "q0", "title": "1"}, "a = b"),
    ],
)
def test_html_of_ours_becomes_xml(html: str, attributes: dict[str, str], text: str) -> None:
    """Attributes have values in quotes, and nothing is left that XML does not allow."""
    root = ET.fromstring(xhtml(html))
    assert root.attrib == attributes
    assert root.text == text


@pytest.mark.parametrize(
    ("count", "score", "name", "label", "kind"),
    [
        (4, "0.25", "r", None, "w12"),  # just the room that there is
        (10, "0.123", "x" * 15, None, "w40"),  # just what themes have
        (1, "12.345", "x" * 30, None, "w12"),  # a long name of a row has room for some letters
        (5, "1", "r", None, "w12"),  # a short number has that of two letters
        (6, "1", "r", None, "w16"),
        (2, "1234567.123456789", "r", None, "w16"),  # one of 18 has that of 14
        (5, "1234567.123456789", "r", None, "w40"),
        (3, "1", "r", "w" * 7, "w16 heatmark-words"),
        (3, "1", "r", "w" * 20, "w16 heatmark-words"),  # long words are broken
        (9, "1.5", "r", "w" * 20, "w40 heatmark-words"),
        (20, "1.5", "r", "w" * 20, "w64 heatmark-words"),
        (12, "0.123", "r", None, "w40"),  # what most themes have room for
        (12, "0.123", "rrr", None, "w32 heatmark-snug"),  # a longer name of a row
        (12, "0.1234", "r", None, "w36 heatmark-snug"),
        (17, "0.25", "r", None, "w36 heatmark-snug"),
        (24, "0.25", "r", None, "w48 heatmark-snug"),
        (24, "1", "r", None, "w40 heatmark-snug heatmark-upright"),
        (24, "1", "x" * 30, None, "w48 heatmark-snug heatmark-upright"),
        (20, "0.123456789", "r", None, "tight heatmark-snug"),
    ],
)
def test_the_room_that_numbers_of_a_grid_need(
    count: int, score: str, name: str, label: str | None, kind: str
) -> None:
    """In steps of four letters, up to what no container has; smaller where most have less."""
    made = Heatmap(
        ["a"] * count,
        {name: [float(score)] * count},
        labels=[[label] * count] if label else None,
        digits=len(score.partition(".")[2]),
    )
    table = read(grid(drawn(made, view="grid"), "m")).one("table")
    assert table.attributes["class"] == f"heatmark-grid heatmark-{kind}"


def test_a_bar_that_is_missing_says_so_to_the_finger() -> None:
    """Its cell has the class of what has no score; those of others have none."""
    found = drawn(Heatmap(["a", " b"], [1, None]), view="bars")
    cells = read(bars(found, found.strips, "m")).one("tbody").find("td")
    assert [cell.attributes.get("class") for cell in cells] == [None, "qx"]
    assert [cell.attributes["data-v"] for cell in cells] == ["1", "missing value"]


@pytest.mark.parametrize("inside", ["\na", "\n\n", "a\n", "", "<b>a</b>\n", "\ra", "\r\na"])
@pytest.mark.parametrize("more", ["", " style=x"])
def test_no_line_end_of_a_text_is_lost(inside: str, more: str) -> None:
    """HTML takes the first line end in a `<pre>` away, XML does not: both read the same text."""
    made = preformatted(inside, more)
    assert parsed(made) == re.sub("<.*?>", "", inside).replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(ET.fromstring(xhtml(made)).itertext()) == parsed(made)
