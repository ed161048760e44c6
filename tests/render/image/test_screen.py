"""Where everything goes: lines, boxes and marks, before anything is drawn."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawing import fonts_of_this_machine, sheet_of
from heatmark import Heatmap, ScoreError
from heatmark.options.declare import Options
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.image.draw import draw
from heatmark.render.image.screen import RAMP, Canvas, draw_ramp, tokens_of
from heatmark.render.image.views import screen
from heatmark.render.legend import Told
from heatmark.render.visible import BIDI, ZERO_WIDTH
from heatmark.tokens.clusters import clusters
from heatmark.tokens.shown import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.render.image.screen import Screen


@pytest.fixture(scope="module", autouse=True)
def _no_fonts() -> Iterator[None]:
    """All of Unicode is tried, which is not to be looked for in the fonts of a machine."""
    with fonts_of_this_machine():
        yield


def laid_out(heatmap: Heatmap, columns: int = 20, *, alone: bool = False) -> Screen:
    return screen(picture(heatmap.content, resolve(dict(heatmap.options))), columns, alone=alone)


def lines(heatmap: Heatmap, columns: int = 20) -> list[str]:
    """The lines of the text, without the legend, which is drawn in one line at least."""
    found = ["".join(line) for line in laid_out(heatmap, columns).lines]
    return found[: next(at for at, line in enumerate(found) if line.startswith("Score"))]


def of(*tokens: str, **options: Any) -> Heatmap:
    scores = [float(at) for at in range(len(tokens))]
    return Heatmap(tokens, scores, **{"join": "none", **options})


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["Hà", " Nội", " mùa", " thu"], ["Hà Nội mùa", "thu"]),
        (["Hà", "Nội", " un", "believ", "able"], ["HàNội un", "believable"]),
        (["a", "\n", " b"], ["a↵", " b"]),
        (["a\n\nb", "c"], ["a↵", "↵", "bc"]),
        (["a", "\nb", "\n\n#", " c"], ["a↵", "b↵", "↵", "# c"]),
        (["ab", " cdefg\nhi", "jkl"], ["ab cdefg↵", "hijkl"]),
        (["a", " " + "x" * 12 + "\ny"], ["a", "x" * 10, "xx↵", "y"]),
        (["a", "\n \n", "  b"], ["a↵", "␣↵", "  b"]),
        (["↵\n", "\u200b\n "], ["↵↵", "[ZWSP]↵", "␣"]),
        (["x" * 23, "y"], ["x" * 10, "x" * 10, "xxxy"]),
        (["ab", " " + "x" * 12], ["ab", "x" * 10, "xx"]),
        (["漢" * 6], ["漢" * 5, "漢"]),
        (["a", "漢" * 6], ["a", "漢" * 5, "漢"]),
        ([" a", " b"], [" a b"]),
        ([" ", "a", "\t", " "], ["␣a⇥␣"]),
        ([""], ["∅"]),
        (["a\x07b", "\x0c\r\x85"], ["a␇b", "␌␍[U+0085]"]),
        (["a\u202eb", "\u200b"], ["a[RLO]b", "[ZWSP]"]),
        (["مرحبا", " עולם"], ["مرحبا עולם"]),
        (["\r\n", "\x85", "\u2028", "\u3000"], None),
    ],
)
def test_lines(tokens: list[str], expected: list[str] | None) -> None:
    """Lines break before words, then between tokens, then inside them, and after newlines."""
    found = lines(of(*tokens), 10)
    assert expected is None or found == expected
    assert found


def test_a_word_stays_whole() -> None:
    """A line breaks before a word of several tokens that fits into the next one."""
    for columns in (12, 13):
        assert lines(of("Hà", " un", "believ", "able"), columns) == ["Hà", "unbelievable"]
    assert lines(of("Hà", " un", "believ", "able"), 11) == ["Hà unbeliev", "able"]
    assert lines(of("un", "believ", "able", " x"), 12) == ["unbelievable", "x"]


def test_a_number_keeps_its_unit() -> None:
    """No line breaks at a blank that is to keep words together; it is drawn as any blank."""
    page = Canvas(8)
    page.say("còn lại 43,2\u00a0% 5\u202f%")
    assert ["".join(line) for line in page.lines] == ["còn lại", "43,2 %", "5 %"]


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_a_long_word_is_not_cut_within_a_character(columns: int) -> None:
    """Before a wide one that would reach out of its line the next begins, however narrow it is."""
    page = Canvas(columns)
    page.say("a漢b漢漢")
    assert "".join("".join(line) for line in page.lines) == "a漢b漢漢"
    assert max(map(len, page.lines)) <= columns
    assert all(line[0] for line in page.lines), "the half of a character"


def test_boxes_begin_at_letters() -> None:
    """The blank before a token is not coloured, and is not there where a line begins."""
    made = laid_out(of("ab", " cd", " ef", " gh"), 9)
    boxes = [(box.line, box.first, box.last) for box in made.boxes]
    assert boxes == [(0, 0, 2), (0, 3, 5), (0, 6, 8), (1, 0, 2)]


def test_several_series_are_drawn_one_below_the_other() -> None:
    """Each under its name in bold, all on the same lines."""
    made = laid_out(Heatmap(["a", " b"], {"một": [1, 2], "hai": [2, 4]}))
    words = ["".join(line) for line in made.lines]
    assert words[:4] == ["một", "a b", "hai", "a b"]
    assert made.bold == {0, 2}
    assert [box.level for box in made.boxes] == [0, 10, 10, 30]


def test_missing_and_clipped_scores_are_marked() -> None:
    """A missing score has no level; beyond the scale there is a bar above or below."""
    made = laid_out(Heatmap(["a", " b", " c", " d"], [-5, None, 1, 9], scale=[0, 2]))
    assert [box.level for box in made.boxes] == [0, -1, 15, 30]
    marks = [(mark.kind, mark.first, mark.last) for mark in made.marks if mark.kind != "ramp"]
    assert marks == [("below", 0, 1), ("above", 6, 7)]


def test_tokens_that_share_a_character_are_framed() -> None:
    """One frame around them, and a sign in the place of the second."""
    heatmap = Heatmap([b"B", "ả".encode()[:2], "ả".encode()[2:], b"n"], [1, 2, 3, 4])
    made = laid_out(heatmap)
    assert "".join(made.lines[0]) == "Bả⋯n"
    (group,) = (mark for mark in made.marks if mark.kind == "group")
    assert (group.line, group.first, group.last) == (0, 1, 3)


def test_a_frame_goes_on_in_the_next_line() -> None:
    """Where a line ends within a character, the tokens of both lines are framed."""
    head = [b"x" * 8]
    heatmap = Heatmap([*head, *(bytes([one]) for one in "👍".encode())], [1, 2, 3, 4, 5])
    made = laid_out(heatmap, 11)
    frames = [(one.line, one.first, one.last) for one in made.marks if one.kind == "group"]
    assert ["".join(line) for line in made.lines[:2]] == ["xxxxxxxx👍⋯", "⋯⋯"]
    assert frames == [(0, 8, 11), (1, 0, 2)]


@pytest.mark.parametrize(
    ("tokens", "expected", "frames"),
    [
        (
            [bytes([one]) for one in "👍".encode()],
            ["👍", "⋯⋯", "⋯"],
            [(0, 0, 2), (1, 0, 2), (2, 0, 1)],
        ),
        ([b" \xe6\xbc", b"\xa2"], [" ", "漢", "⋯"], [(1, 0, 2), (2, 0, 1)]),
    ],
)
def test_a_frame_is_around_what_stands_in_each_line(
    tokens: list[bytes], expected: list[str], frames: list[tuple[int, int, int]]
) -> None:
    """Of one that goes over three lines; where nothing stands there is none."""
    made = laid_out(Heatmap(tokens, [*range(len(tokens))]), 2)
    assert ["".join(line) for line in made.lines[:3]] == expected
    assert [(one.line, one.first, one.last) for one in made.marks if one.kind == "group"] == frames


@pytest.mark.parametrize("scores", [[None, None], [3, 3], [1], [None]])
def test_scales_without_a_range(scores: list[float | None]) -> None:
    """No score at all: no ramp. All equal: a box of the middle colour and one number."""
    made = laid_out(Heatmap(["a", "b"][: len(scores)], scores))
    assert not [mark for mark in made.marks if mark.kind == "ramp"]
    assert made.boxes[-1].level == (-1 if scores[0] is None else 15)


@pytest.mark.parametrize(
    ("scores", "columns", "expected"),
    [
        ([0, 2], 23, ["Score  0              2"]),
        ([0, 2], 22, ["Score", "0              2"]),
        ([0, 2], 16, ["Score", "0              2"]),
        ([0, 2], 15, ["Score", "0", "2"]),
        ([2, 2], 11, ["Score     2"]),
        ([2, 2], 10, ["Score", "   2"]),
    ],
)
def test_a_ramp_and_its_numbers_are_in_one_line(
    scores: list[float], columns: int, expected: list[str]
) -> None:
    """Behind the measure, or in the next one if they have no room there, or in as many."""
    made = laid_out(Heatmap(["a", " b"], scores, scale="minmax"), columns)
    said = ["".join(line).rstrip() for line in made.lines[1:]]
    assert said == expected
    marks = [mark[1:4] for mark in made.marks] or [box[:3] for box in made.boxes[2:]]
    ((line, first, last),) = marks
    assert made.lines[line][int(first) : int(last)] == (" ",) * (2 if scores[0] else 12)


@pytest.mark.parametrize(
    ("steps", "ends", "expected"),
    [
        ([("step-7", "a name that is cut")], None, ["  ", "a name that is cut"]),
        ([], ("0.25", "0.75"), ["0.25             ", "0.75"]),
        ([], ("0.123456789", "0.123456789"), ["   0.123456789"]),
    ],
)
def test_a_legend_after_a_line_without_letters(
    steps: list[tuple[str, str]], ends: tuple[str, str] | None, expected: list[str]
) -> None:
    """It begins in that line, where no word goes before it, also if it has no room in one."""
    page = Canvas(18)
    page.lines += [["x"], ["y"], []]
    told = Told("en", "", ends, steps, [], [], above=[], controls=[], answer="", explained=[])
    draw_ramp(page, told)
    assert ["".join(line) for line in page.lines] == ["x", "y", *expected]
    assert {one.line for one in page.boxes} | {one.line for one in page.marks} == {2}


def test_pieces_of_no_width_have_no_frame() -> None:
    """Where a wide character has no room behind its blank, all of it stands in the next line."""
    made = laid_out(Heatmap([" 漢", "x"]), 2)
    assert [mark[:4] for mark in made.marks] == [("piece", 1, 0, 2), ("piece", 2, 0, 1)]


@pytest.mark.parametrize("columns", [8, 10, 23, 36, 50])
@pytest.mark.parametrize(
    ("scores", "measure"),
    [
        ([-4.57, 3.21], "log P"),
        ([123456789.0001, 123456789.0002], "log P"),
        ([1e-300, 1e300], "độ dài tính bằng chữ"),
        ([5, 5], "x" * 70),
        ([1, 2], "漢" * 30),
    ],
)
def test_the_legend_fits(scores: list[float], measure: str, columns: int) -> None:
    """However narrow it is, all of the legend is there, the numbers around the ramp in order."""
    heatmap = Heatmap(["a", "b"], scores, measure=measure, scale="minmax")
    made = laid_out(heatmap, columns, alone=True)
    assert max(map(len, made.lines)) <= columns
    said = "".join("".join(line) for line in made.lines).replace(" ", "")
    assert measure.replace(" ", "") in said
    for mark in made.marks:
        assert mark.last - mark.first == min(RAMP, columns)
        assert set(made.lines[mark.line][int(mark.first) : int(mark.last)]) == {" "}
    for form in ("png", "svg"):
        draw(sheet_of(heatmap, form, columns=max(columns, 8)))


def test_a_long_title_is_bold_in_all_its_lines() -> None:
    """Also in those that a long word is broken into; a wide character is not cut in two."""
    made = laid_out(of("a", title="x" * 25 + " " + "漢" * 8), 9, alone=True)
    heads = ["".join(line) for line in made.lines][:5]
    assert heads == ["x" * 9, "x" * 9, "x" * 7, "漢" * 4, "漢" * 4]
    assert made.bold == set(range(5))


def test_special_tokens_are_left_without_colour() -> None:
    """They are hatched, and shown by name."""
    made = laid_out(of("<s>", "a", " b", special="exclude"))
    assert "".join(made.lines[0]) == "<s>a b"
    assert made.boxes[0].level == -1


def test_two_thousand_tokens() -> None:
    """A long text is laid out whole, and drawn."""
    tokens = [f" chữ{at}" for at in range(2_000)]
    made = sheet_of(of(*tokens), "svg")
    assert len(made.screen.boxes) == 2_000
    said = "".join("".join(line) for line in made.screen.lines)
    assert all(token.strip() in said for token in tokens)
    assert draw(made).data


@pytest.mark.parametrize("form", ["png", "svg"])
def test_what_is_too_large_is_refused(form: str) -> None:
    """Browsers draw no image so tall: the error says what to do."""
    heatmap = of(*[" chữ"] * 50_000)
    with pytest.raises(ScoreError, match=r"the image would be \d+ × \d+ pixels") as caught:
        sheet_of(heatmap, form)
    assert "output: html" in caught.value.hint
    assert caught.value.about == "output"


PIECES = st.sampled_from(
    [
        "a",
        "ộ",
        "o\u0323\u0302",
        " ",
        "\n",
        "漢",
        "👨\u200d👩",
        "🇻🇳",
        "é",
        "\u0301",
        "กิ",
        "क्षि",
        "م",
        "\t",
    ]
)
TOKENS = st.lists(
    st.lists(PIECES, min_size=1, max_size=15).map("".join)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    min_size=1,
    max_size=20,
)


@example([" 漢"], 2)
@given(TOKENS, st.integers(2, 40))
def test_every_character_stands_once(tokens: list[str], columns: int) -> None:
    """In order, no line too long, boxes within their lines and beside one another."""
    heatmap = Heatmap(tokens, [float(at) for at in range(len(tokens))], scheme="text")
    made = laid_out(heatmap, columns)
    assert all(len(line) <= columns for line in made.lines)
    end = (0, 0.0)
    for line, first, last, *_ in made.boxes:
        assert end <= (line, first)
        assert 0 <= first <= last <= columns
        end = (line, last)
    boxed = [
        [one for one in made.lines[line][int(first) : int(last)] if one]
        for line, first, last, *_ in made.boxes
    ]
    drawn = iter([one for box in boxed for one in box])
    for text in picture(heatmap.content, Options(scheme="text")).cells.shown:
        for cluster in clusters(unicodedata.normalize("NFC", text)):
            if cluster.isalpha() and not {*BIDI, *ZERO_WIDTH} & set(cluster):
                assert cluster in drawn, (cluster, boxed)
    for row in made.lines:
        for at, cluster in enumerate(row):
            assert cluster or row[at - 1], "half of a wide character"
            assert not cluster or at + 1 == len(row) or (row[at + 1] == "") == wide(cluster)


def wide(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF" or "\ufe0f" in cluster


@given(TOKENS, st.integers(10, 40), st.sampled_from(["png", "svg"]))
def test_nothing_stops_a_drawing(tokens: list[str], columns: int, form: str) -> None:
    """Whatever is in the tokens, there is an image."""
    heatmap = Heatmap(tokens, [float(at) for at in range(len(tokens))], width=columns)
    assert draw(sheet_of(heatmap, form)).data


@pytest.mark.parametrize(
    ("columns", "expected", "places"),
    [
        (60, ["Score     low: 1     mid: 1     high: 1"], [(1, 7), (1, 18), (1, 29)]),
        (28, ["Score     low: 1     mid: 1", "   high: 1"], [(1, 7), (1, 18), (2, 0)]),
        (27, ["Score     low: 1     mid: 1", "   high: 1"], [(1, 7), (1, 18), (2, 0)]),
        (26, ["Score     low: 1", "   mid: 1     high: 1"], [(1, 7), (2, 0), (2, 11)]),
        (16, ["Score     low: 1", "   mid: 1", "   high: 1"], [(1, 7), (2, 0), (3, 0)]),
        (15, ["Score", "   low: 1", "   mid: 1", "   high: 1"], [(2, 0), (3, 0), (4, 0)]),
    ],
)
def test_steps_have_their_colour_before_them(
    columns: int, expected: list[str], places: list[tuple[int, int]]
) -> None:
    """A framed swatch of two cells, and never at another line's end than its name."""
    heatmap = Heatmap(["a", " b", " c"], [1, 3, 9], steps={"low": 2, "mid": 5, "high": "inf"})
    made = laid_out(heatmap, columns)
    assert ["".join(line) for line in made.lines[1:]] == expected
    swatches = [(box.line, box.first, box.last, box.level) for box in made.boxes[3:]]
    assert swatches == [
        (line, first, first + 2, level)
        for (line, first), level in zip(places, (0, 15, 30), strict=True)
    ]
    frames = [mark[1:4] for mark in made.marks if mark.kind == "frame"]
    assert frames == [one[:3] for one in swatches]


def test_what_is_cut_has_dots() -> None:
    """Close to the first token and to the last."""
    found = picture(Heatmap(["a", " b"], [1, 2]).content, resolve({}))
    strip = found.strips[0]._replace(cut=(True, True))
    made = screen(found._replace(strips=(strip,)), 40, alone=False)
    assert "".join(made.lines[0]) == "…a b…"
    assert [(box.first, box.last) for box in made.boxes] == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("shown", "index", "gaps", "gap", "cells"),
    [
        (" ab", 1, ((1, "<s>"),), " ", "   ab"),  # between a blank and its letters
        (" ab", 1, ((2, "⋯"),), " ", "a b"),
        (" ab", 1, ((2, "⋯"), (2, "⋯"), (3, "⋯")), " ", "a  b "),
        ("ab", 1, ((1, "漢"),), "", "a  b"),  # as wide as what another reading has there
        (" ab", 0, ((0, "<s>"),), "    ", "ab"),  # before the text, where it is not coloured
        ("ab", 0, ((0, "<s>"), (1, "⋯")), "   ", "a b"),
        (" ab", 0, ((0, "<s>"), (0, "⋯"), (2, "⋯")), "     ", "a b"),
        (" ", 1, (), "", "␣"),
        ("", 1, (), "", "∅"),
    ],
)
def test_blanks_stand_where_another_reading_has_signs(
    shown: str, index: int, gaps: tuple[tuple[int, str], ...], gap: str, cells: str
) -> None:
    """Between letters of a token, before them, and behind them; nothing else is drawn for them."""
    texts = Texts(shown=(*["x"] * index, shown), gaps={index: gaps})
    found = tokens_of(texts)[index]
    assert ("".join(found.gap), *map("".join, found.parts)) == (gap, cells)
