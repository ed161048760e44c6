"""Bars, grids, line-ups and noise on lines of character cells, and in the files made of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.picture.palette import LEVELS, MIDDLE
from heatmark.render.image.views import _cut_names, _cut_numbers, screen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from heatmark.picture.parts import Picture
    from heatmark.render.image.screen import Screen

WORDS = ["Hà", " Nội", " là", " thủ", " đô", "."]
SCORES = [-0.4, -0.02, None, -3.0, -7.0, -2.2]


def picture_of(heatmap: Heatmap) -> Picture:
    return picture(heatmap.content, resolve(dict(heatmap.options)))


def laid_out(heatmap: Heatmap, columns: int = 60, *, alone: bool = False) -> Screen:
    return screen(picture_of(heatmap), columns, alone=alone)


def text(drawn: Screen) -> list[str]:
    return ["".join(line).rstrip() for line in drawn.lines]


SIGNED = ["a\nb", "a\\nb", "c\td", "c\\td", "e\rf", "g\x07h", "g\\x07h"]


@pytest.mark.parametrize("view", ["bars", "grid"])
def test_names_have_the_signs_of_the_text(view: str) -> None:
    """A line break in the name of a token or a series is none of the letters that write one."""
    seen = ["a↵b", "a\\nb", "c⇥d", "c\\td", "e␍f", "g␇h", "g\\x07h"]
    scores = [float(at) for at in range(len(SIGNED))]
    made = Heatmap(SIGNED, [scores] * 2, names=SIGNED[:2], view=view, scheme="text")
    drawn = text(laid_out(made.replace(join="none"), 120))
    assert {word for line in drawn for word in line.split()} >= {*seen}
    assert "s↵1" in text(laid_out(made.replace(names=["s\n1", "2"], view="text"), 120))


def matrix(rows: int, columns: int, **options: Any) -> Heatmap:
    scores = [[(3 * row + column) % 7 for column in range(columns)] for row in range(rows)]
    tokens = [f" t{at}" for at in range(columns)]
    return Heatmap(tokens, scores, names=[f"r{at}" for at in range(rows)], view="grid", **options)


def test_bars_are_as_long_as_their_scores() -> None:
    """A line for each token: its text, a bar from the left, the number; missing ones say so."""
    drawn = laid_out(Heatmap(WORDS, SCORES, view="bars"))
    assert [line.split()[0] for line in text(drawn)[:6]] == ["Hà", "Nội", "là", "thủ", "đô", "."]
    assert [line.split()[-1] for line in text(drawn)[:6]] == [
        "−0.4",
        "−0.02",
        "–",
        "−3",
        "−7",
        "−2.2",
    ]
    known = [(at, score) for at, score in enumerate(SCORES) if score is not None]
    (start,) = {box.first for box in drawn.boxes}
    longest = max(box.last for box in drawn.boxes) - start
    for box, (line, score) in zip(drawn.boxes, known, strict=True):
        assert box.line == line
        share = -score / 7
        assert box.last - start == pytest.approx(max(share * longest, 0.1), abs=0.01)
    frames = [mark for mark in drawn.marks if mark.kind == "frame"]
    assert len(frames) == len(known)


def test_cut_bars_have_a_mark() -> None:
    """Bars that do not begin at 0 have a break before them, and words in the legend."""
    drawn = laid_out(Heatmap(["a", "b"], [4, 6], view="bars", bars="cut"), alone=True)
    assert all("//" in line for line in text(drawn)[:2])
    assert drawn.boxes[0].last - drawn.boxes[0].first == pytest.approx(0.1)
    assert "bars are cut off: they begin at 4, not at 0" in " ".join(text(drawn))
    assert "//" not in " ".join(text(laid_out(Heatmap(["a", "b"], [4, 6], view="bars"))))


def test_bars_of_a_centred_scale_go_both_ways() -> None:
    """Negative scores reach to the left of the middle, positive ones to the right, equally far."""
    drawn = laid_out(Heatmap(["a", "b", "c"], [-2, 2, 1], view="bars", scale="zero"))
    left, right, half = drawn.boxes
    assert left.last == pytest.approx(right.first)
    assert left.last - left.first == pytest.approx(right.last - right.first)
    assert half.last - half.first == pytest.approx((right.last - right.first) / 2)


ONE_OR_TWO: list[dict[str, Any]] = [{}, {"control": "shuffle"}]


def test_bars_beside_those_of_a_control_say_what_they_are() -> None:
    """Scores without a name by their measure, which one series alone has in the legend."""
    plain, tested = (
        text(laid_out(Heatmap(["a", "b", "c"], [1, 2, 4], view="bars", measure="log P", **more)))
        for more in ONE_OR_TWO
    )
    assert plain[0].split() == ["a", "1"]
    assert tested[0].split() == ["log", "P", "shuffled", "control"]


def test_series_of_bars_stand_side_by_side_or_below() -> None:
    """Where bars would be too short beside one another, each series has lines of its own."""
    heatmap = Heatmap(WORDS, {"một": SCORES, "hai": SCORES[::-1]}, view="bars")
    wide, narrow = laid_out(heatmap, 60), laid_out(heatmap, 24)
    assert text(wide)[0].split() == ["một", "hai"]
    heads = [line for line in text(narrow) if line.strip() in {"một", "hai"}]
    assert heads == ["    một", "    hai"]
    assert len(wide.lines) < len(narrow.lines)
    assert {mark.kind for mark in laid_out(heatmap, 60).marks} == {"frame", "ramp"}


@given(st.integers(1, 6), st.integers(1, 40), st.integers(12, 70), st.booleans())
def test_grids_have_a_box_for_every_score(
    rows: int,
    columns: int,
    width: int,
    labels: bool,
) -> None:
    """Each score has its cell, in one piece if all can be seen; no two cells overlap."""
    said = [[f"x{row}{column}" for column in range(columns)] for row in range(rows)]
    heatmap = matrix(rows, columns, labels=said if labels else None)
    drawn = laid_out(heatmap, width)
    levels = [level for strip in picture_of(heatmap).strips for level in strip.levels]
    boxes = drawn.boxes[: len(levels)]  # a legend of equal scores has one, too
    assert sorted(box.level for box in boxes) == sorted(levels)
    ends: dict[int, float] = {}
    for box in boxes:
        assert ends.get(box.line, 0.0) <= box.first < box.last <= width
        ends |= dict.fromkeys(range(box.line, box.line + box.tall), box.last)
    assert all(len(line) <= width for line in drawn.lines)


def test_grids_say_numbers_and_labels() -> None:
    """A cell has its label above its number; rows and columns have their names."""
    heatmap = Heatmap(
        ["Xin", " chào"],
        [[0.25, None], [0.5, 0.75]],
        names=["lớp 1", "lớp 2"],
        labels=[["a", "b"], [None, "chào"]],
        view="grid",
    )
    drawn = laid_out(heatmap)
    lines = text(drawn)
    assert lines[0].split() == ["Xin", "chào"]
    assert lines[1].split() == ["lớp", "1", "a", "b"]
    assert lines[2].split() == ["0.25"]
    assert lines[3].split() == ["lớp", "2", "0.5", "chào"]
    assert lines[4].split() == ["0.75"]
    assert [box.level < 0 for box in drawn.boxes] == [False, True, False, False]
    assert {box.tall for box in drawn.boxes} == {2}


def test_dense_grids_have_upright_heads() -> None:
    """With many columns, heads are written from top to bottom, and cells say no numbers."""
    drawn = laid_out(matrix(3, 30), 80)
    heads = text(drawn)[:3]
    assert heads[0].split() == ["t"] * 20  # t10 to t29 are one letter longer
    assert heads[1].split() == ["t"] * 10 + ["1"] * 10 + ["2"] * 10
    assert heads[2].split() == list("0123456789" * 3)
    assert text(drawn)[3] == "r0"


def test_grids_of_phones_are_one_picture() -> None:
    """Forty columns stand beside one another on a phone too, every fifth with its name."""
    drawn = laid_out(matrix(3, 40), 36)
    assert {box.line for box in drawn.boxes} == {3, 4, 5}
    assert text(drawn)[2].split() == list("05" * 4)


def test_what_lies_ahead_is_blank() -> None:
    """Cells of later tokens, which no token sees, have neither number nor colour."""
    scores = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
    drawn = laid_out(Heatmap(["a", "b", "c"], scores, view="grid", measure="attention"))
    assert len(drawn.boxes) == 6
    assert text(drawn)[0] == "from ↓"
    assert text(drawn)[1].split() == ["to", "→", "a", "b", "c"]
    assert text(drawn)[2].split() == ["a", "1"]


def test_noise_is_the_centre() -> None:
    """Scores within the noise have dots, and the colour of the centre, in every view."""
    scores = [0.0, 5.0, -5.0, 0.1]
    for view in ("text", "bars", "grid"):
        drawn = laid_out(Heatmap(list("abcd"), scores, noise=0.5, view=view))
        dots = [mark for mark in drawn.marks if mark.kind == "dots"]
        assert len(dots) == 2
        assert sorted(box.level for box in drawn.boxes) == [0, MIDDLE, MIDDLE, LEVELS - 1]


def test_a_line_up_keeps_its_answer() -> None:
    """An image of a line-up asks, and does not tell."""
    heatmap = Heatmap(WORDS, SCORES, lineup=4, title="T", lang="vi")
    drawn = text(laid_out(heatmap, alone=True))
    assert "Hình nào là dữ liệu thật?" in drawn
    assert [line for line in drawn if line in set("ABCDE")] == list("ABCD")
    assert not any("Dữ liệu thật là" in line for line in drawn)


def test_controls_say_what_they_test() -> None:
    """An image that stands alone has the note of its control, one in a page has only the name."""
    heatmap = Heatmap(WORDS, SCORES, control="shuffle", lang="vi")
    alone, inside = (" ".join(text(laid_out(heatmap, alone=one))) for one in (True, False))
    assert "đối chứng xáo trộn" in alone
    assert "đối chứng xáo trộn" in inside
    assert "kiểm tra màu có gắn với vị trí không" in alone
    assert "kiểm tra" not in inside


@pytest.mark.parametrize("view", ["bars", "grid"])
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_files(view: str, form: str, tmp_path: Path) -> None:
    """Each view is drawn in each format."""
    heatmap = matrix(3, 4, noise=0.5).tokens
    made = Heatmap(heatmap, matrix(3, 4).series, view=view, noise=0.5)
    made.save(tmp_path / f"x.{form}")
    assert (tmp_path / f"x.{form}").stat().st_size > 1000


def test_tall_cells_are_filled(tmp_path: Path) -> None:
    """A cell of two lines has its colour between them too."""
    from PIL import Image

    heatmap = Heatmap(["a"], [[1], [2]], labels=[["x"], ["y"]], view="grid", names=["r", "s"])
    heatmap.save(tmp_path / "x.png")
    with Image.open(tmp_path / "x.png") as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    colour = picture_of(heatmap).palette.light[-1]
    rgb = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    column = np.abs(pixels - rgb).sum(axis=2) == 0
    rows = np.flatnonzero(column.sum(axis=1) > 20)
    assert np.all(np.diff(rows) == 1)
    assert len(rows) > 2 * 40


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("12345↑", 6, "12345↑"),
        ("12345↓", 5, "123…↓"),
        ("12345↓", 2, "…↓"),
        ("12345↓", 1, "↓"),
        ("12345", 4, "123…"),
        ("漢漢", 3, "漢…"),
    ],
)
def test_a_number_that_is_cut_keeps_its_arrow(text: str, limit: int, expected: str) -> None:
    """That it lies beyond the scale is said, however little room there is."""
    (found,) = _cut_numbers([text], limit)
    assert "".join(found) == expected


@pytest.mark.parametrize(
    ("view", "columns", "expected"), [("grid", 60, "123,456.78…↑"), ("bars", 14, "123,456.…↑")]
)
def test_what_is_beyond_the_scale_has_an_arrow(view: str, columns: int, expected: str) -> None:
    """Also where its number is too long for a cell, or for the room beside a bar."""
    made = Heatmap(["a", " b"], {"x": [123456.78901234, 2]})
    options = {"view": view, "scale": (0.0, 4.0), "digits": 8}
    found = screen(picture(made.content, resolve(options)), columns, alone=False)
    assert expected in "\n".join("".join(line) for line in found.lines)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("漢漢漢", 4, ["漢", "", "…"]),
        ("漢漢漢", 5, ["漢", "", "漢", "", "…"]),
        ("漢漢", 4, ["漢", "", "漢", ""]),
        ("漢漢", 2, ["…"]),
        ("abcdef", 5, [*"abcd…"]),
        ("abcde", 5, [*"abcde"]),
        ("ab", 0, ["…"]),
    ],
)
def test_no_character_is_cut_in_halves(text: str, limit: int, expected: list[str]) -> None:
    """A text that is too long ends in dots, before a wide character that has no room."""
    assert _cut_names([text], limit) == [expected]


@pytest.mark.parametrize(
    ("letters", "columns", "cut"),
    [(24, 90, False), (25, 90, True), (25, 72, True), (24, 71, True), (23, 71, False)],
)
@pytest.mark.parametrize("view", ["bars", "grid"])
def test_names_of_24_letters_are_whole(view: str, letters: int, columns: int, cut: bool) -> None:
    """Of tokens beside bars up to a third of the width, of rows of full grids up to a fourth."""
    name, columns = "x" * letters, columns if view == "bars" else columns * 4 // 3
    heatmap = (
        Heatmap([name, "y"], [1, 2], view=view)
        if view == "bars"
        else Heatmap(["a"] * 90, [[*range(90)]] * 2, names=[name, "y"], view=view)
    )
    most = min(24, columns // (3 if view == "bars" else 4))
    first = next(line.split()[0] for line in text(laid_out(heatmap, columns)) if "xx" in line)
    assert first == ("x" * (most - 1) + "…" if cut else name)


LAYERS = ["SmolLM2-135M-Instruct, layer 12", "SmolLM2-135M-Instruct, layer 13"]


@pytest.mark.parametrize(
    ("count", "columns", "whole"), [(3, 48, True), (3, 36, False), (2, 46, True)]
)
def test_rows_have_the_room_that_cells_leave(count: int, columns: int, whole: bool) -> None:
    """Their names are cut only where there is no room for them, beside numbers or colours."""
    made = Heatmap(["a"] * count, [[*range(count)]] * 2, names=LAYERS, view="grid")
    rows = text(laid_out(made, columns))
    assert [any(line.startswith(name) for line in rows) for name in LAYERS] == [whole, whole]


def test_columns_have_the_room_that_is_left() -> None:
    """Two long words are whole beside rows with short names."""
    made = Heatmap(["internationalization", " internationalizing"], [[1, 2]] * 2, view="grid")
    assert text(laid_out(made, 70))[0].split() == ["internationalization", "internationalizing"]
    assert text(laid_out(made, 40))[0].split() == ["intern…ation", "intern…izing"]


@pytest.mark.parametrize("columns", [30, 36, 60, 90])
def test_no_two_names_look_alike(columns: int) -> None:
    """Neither of series nor of tokens, in bars beside or below one another and in grids."""
    tokens = ["internationalization", "internationalizing", "internationalism"]
    names = ["meta-llama/Llama-3.2-1B-Instruct", "meta-llama/Llama-3.2-3B-Instruct"]
    made = Heatmap(tokens, [[1, 2, 3], [3, 2, 1]], names=names, view="bars")
    lines = text(laid_out(made, columns))
    said = {line.split()[0] for line in lines if line[0] == "i"}
    heads = "".join(line for line in lines if line[0] == " ").split()
    assert (len(said), len({*heads}), len(heads)) == (3, 2, 2)
    lines = text(laid_out(made.replace(view="grid"), columns))
    rows = [line.split()[0] for line in lines if line.startswith(("m", "…"))]
    assert (len({*rows}), len(rows)) == (2, 2)


def test_no_two_labels_look_alike() -> None:
    """What stands in cells differs, too."""
    labels = [["translation one", "translation two"], ["translation one", None]]
    made = Heatmap(["a", " b"], [[1, 2]] * 2, labels=labels, view="grid")
    said = "\n".join(text(laid_out(made, 28)))
    assert [said.count(one) for one in ("transl…n one", "transl…n two")] == [2, 1]


def lens(labels: Sequence[str], rows: int = 2, **options: Any) -> Heatmap:
    """The words of a logit lens, the same in each row."""
    tokens = [f" w{at}" for at in range(len(labels))]
    scores = [[at / 20 for at in range(len(labels))]] * rows
    return Heatmap(tokens, scores, labels=[[*labels]] * rows, view="grid", **options)


@pytest.mark.parametrize("columns", [104, 60, 36])
def test_one_long_label_takes_no_other_away(columns: int) -> None:
    """It is cut, and all other labels, all numbers and the heads of columns are there."""
    drawn = laid_out(lens(["abc"] * 11 + ["một nhãn rất dài"]), columns)
    words = " ".join(text(drawn)).split()
    assert words.count("abc") == 2 * 11
    assert words.count("0.35") == 2
    assert {f"w{at}" for at in range(12)} <= {*words}
    assert sum(line.count("một") for line in text(drawn)) == 2
    assert max(map(len, drawn.lines)) > columns - 12
    assert drawn.left_out == ()


def test_words_of_seven_letters_are_whole_in_twelve_columns() -> None:
    """In an image of the usual width, in one piece."""
    drawn = laid_out(lens(["capital"] * 12), 104)
    assert " ".join(text(drawn)).split().count("capital") == 24
    assert len({box.line for box in drawn.boxes[:24]}) == 2


def test_many_columns_with_labels_stand_in_parts() -> None:
    """Also those of which there are too many for numbers in one piece."""
    drawn = laid_out(lens([f"x{at}" for at in range(40)]), 97)
    words = " ".join(text(drawn)).split()
    assert {*(f"x{at}" for at in range(40)), *(f"w{at}" for at in range(40)), "1.95"} <= {*words}
    assert len({box.line for box in drawn.boxes[: 2 * 40]}) == 2 * 3


def test_numbers_are_left_out_before_labels() -> None:
    """And what is left out is known; one beyond the scale has its bar in place of the arrow."""
    made = lens(["abcdefg"] * 12, scale=[0, 0.5])
    drawn = laid_out(made, 20)
    assert [what for what, _ in drawn.left_out] == ["numbers"]
    assert " ".join(text(drawn)).split().count("abcdefg") == 24
    assert [mark.kind for mark in drawn.marks if mark.kind == "above"] == ["above"] * 2
    assert [what for what, _ in laid_out(lens(["a"] * 300), 20).left_out] == ["labels"]
    assert laid_out(matrix(2, 300), 20).left_out == ()


def test_texts_that_fill_their_boxes_are_in_their_middle() -> None:
    """With nearly as much room before them as behind."""
    drawn = laid_out(lens(["capital"] * 12), 99)
    first, line = drawn.boxes[0], "".join(drawn.lines[1])
    begin = line.index("capital")
    before, behind = begin - first.first, first.last - begin - 7
    assert 0 < before == pytest.approx(behind, abs=0.1)


def test_a_long_name_of_a_column_takes_no_number_away() -> None:
    """It is cut where seven letters have room, and else stands upright."""
    rows = [[at / 20 for at in range(12)]] * 2
    made = Heatmap([" abc"] * 11 + [" international"], rows, view="grid")
    wide = text(laid_out(made, 120))
    assert "intern" in wide[0]
    assert "0.55" in wide[-2]
    narrow = text(laid_out(made, 97))
    assert [line.split()[-1] for line in narrow[:4]] == [*"inte"]
    assert "0.55" in narrow[-2]


def test_heads_of_guesses_are_bold() -> None:
    """The line of each token is; that of its candidates is not."""
    heatmap = Heatmap(
        ["a", " b"], [-1.0, -2.0], alternatives=[[], [("x", -1.0)]], measure="log P", view="guesses"
    )
    made = screen(picture(heatmap.content, resolve(dict(heatmap.options))), 60, alone=False)
    bold = ["".join(made.lines[at]) for at in sorted(made.bold)]
    assert [text[:4] for text in bold] == ["1. a", "2. b"]
    assert "(1) x" in ["".join(line)[:5] for line in made.lines]


@pytest.mark.parametrize("columns", [10, 11, 20, 60])
@pytest.mark.parametrize("count", [1, 3, 40])
def test_long_names_of_axes_leave_room_for_cells(columns: int, count: int) -> None:
    """They are cut to half of the width, and keep their arrows; every cell is drawn within it."""
    drawn = laid_out(matrix(2, count, axes=["the rows of a grid", "columns, as they are"]), columns)
    said = "\n".join(text(drawn))
    assert "↓" in said
    assert "→" in said
    assert len([box for box in drawn.boxes if box.level >= 0]) >= 2 * count
    assert max(box.last for box in drawn.boxes) <= columns


def marks(drawn: Screen) -> list[str]:
    """Give what stands in each frame around a marked token, its lines one after another."""
    return [
        "".join(
            "".join(line[round(mark.first) : round(mark.last)])
            for line in drawn.lines[mark.line : mark.line + mark.tall]
        )
        for mark in drawn.marks
        if mark.kind == "mark"
    ]


@pytest.mark.parametrize("view", ["text", "bars", "grid"])
@pytest.mark.parametrize("columns", [60, 24])
def test_marked_tokens_have_a_frame_in_each_view(view: str, columns: int) -> None:
    """Around its name, also where letters of a head stand below one another, or bars do."""
    scores = {"A": SCORES, "B": SCORES}
    made = laid_out(Heatmap(WORDS, scores, mark=[2, 4], view=view), columns)
    is_twice = view == "text" or (view == "bars" and columns == 24)
    assert marks(made) == ["Nội", "thủ"] * (1 + is_twice)


@pytest.mark.parametrize("columns", [34, 24])
def test_narrow_columns_have_a_frame_below_names(columns: int) -> None:
    """It is as wide as its column, however near others are, and covers no name beside it."""
    tokens, scores = [f" {'ab'[at % 2]}" for at in range(30)], [[*range(30)]] * 2
    heatmap = Heatmap(tokens, scores, names=["A", "B"], mark=[2, 6, 7], view="grid")
    made = laid_out(heatmap, columns)
    found = [mark for mark in made.marks if mark.kind == "mark"]
    pitch = (columns - 2) / 30
    assert text(made)[found[0].line] == ""
    assert {(mark.line, mark.tall) for mark in found} == {(1, 1)}
    assert [mark.first for mark in found] == pytest.approx([2 + at * pitch for at in (1, 5, 6)])
    assert [mark.last for mark in found] == pytest.approx([2 + at * pitch for at in (2, 6, 7)])


def test_there_is_no_line_for_marks_without_marks() -> None:
    """Nor where names are framed themselves, nor below a part of a grid without a marked column."""
    tokens, scores = [f" {'ab'[at % 2]}" for at in range(60)], [[*range(60)]] * 2
    for mark, columns, lines in ([], 31, []), ([3], 31, [""]), ([3], 200, []):
        heatmap = Heatmap(tokens, scores, names=["A", "B"], mark=mark or None, view="grid")
        made = laid_out(heatmap, columns)
        assert [line for line in text(made) if not line] == lines


@pytest.mark.parametrize(
    ("count", "columns", "heads", "cell", "rows"),
    [
        (30, 62, "   a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b", 1.85, [30, 30]),
        (30, 61, "  a         b         a         b         a         b", 1.817, [30, 30]),
        (60, 32, "  a b  a b  a b  a b  a b  a b", 0.375, [60, 60]),
        (60, 31, "  a b  a b  a b  a b  a b  a b", 0.375, [58, 58, 2, 2]),
        (25, 402, "    " + "   ".join("ababababababababababababa"), 3.85, [25, 25]),
    ],
)
def test_how_wide_cells_of_colour_are(
    count: int, columns: int, heads: str, cell: float, rows: list[int]
) -> None:
    """From half a letter to four, with a gap; each has its name from two on, else each fifth.

    What has no room beside others is below them.
    """
    tokens, scores = [f" {'ab'[at % 2]}" for at in range(count)], [[*range(count)]] * 2
    drawn = laid_out(Heatmap(tokens, scores, names=["A", "B"], view="grid"), columns)
    assert text(drawn)[0] == heads
    assert drawn.boxes[0].last - drawn.boxes[0].first == pytest.approx(cell, abs=0.001)
    assert [*Counter(box.line for box in drawn.boxes).values()] == rows


@pytest.mark.parametrize(
    ("columns", "heads"),
    [(32, "   b   b    a    b    a    b"), (31, "  a    b    a   b    a    b")],
)
def test_marked_columns_of_a_cell_are_named(columns: int, heads: str) -> None:
    """If they are as wide as a letter: names that would touch theirs give way."""
    tokens, scores = [f" {'ab'[at % 2]}" for at in range(30)], [[*range(30)]] * 2
    heatmap = Heatmap(tokens, scores, names=["A", "B"], mark=[2], view="grid")
    assert text(laid_out(heatmap, columns))[0] == heads


def test_a_marked_token_without_a_score_has_no_cell() -> None:
    """It misses none, so that it is not hatched as one that does, in any format."""
    scores = [[1, None, None], [2, 3, 4]]
    made = Heatmap(["a", " b", " c"], scores, names=["A", "B"], mark=[2], view="grid")
    for columns in (60, 14):  # with numbers, and as colours alone
        levels = [box.level for box in laid_out(made, columns).boxes]
        assert levels.count(-1) == 1
        assert len(levels) == 5


@pytest.mark.parametrize(("columns", "count"), [(60, 30), (36, 60)])
def test_cells_without_numbers_have_a_mark_beyond_the_scale(columns: int, count: int) -> None:
    """No arrow stands in them: a bar above or below tells which they are."""
    row = [float(at) for at in range(count)]
    heatmap = Heatmap([" a"] * count, {"x": row}, view="grid", scale=[1, count - 3])
    drawn = laid_out(heatmap, columns)
    found = [one for one in drawn.marks if one.kind in {"above", "below"}]
    assert [one.kind for one in found] == ["below", "above", "above"]
    boxes = [
        (box.first, box.last) for line in [found[0].line] for box in drawn.boxes if box.line == line
    ]
    assert {(one.first, one.last) for one in found} <= set(boxes)


@pytest.mark.parametrize("columns", [7, 9, 12, 14, 17])
@pytest.mark.parametrize("marked", ["Hà", "你好", "界a"])
def test_wide_letters_over_narrow_columns_are_whole(columns: int, marked: str) -> None:
    """They stand below one another without a gap, and a frame is around all of them."""
    tokens = ["你好", " Hà", " 界a", " x", " 世界"]
    rows = [[1, 2, 3, 4, 5]] * 2
    drawn = laid_out(Heatmap(tokens, rows, names=["a", "b"], view="grid", mark=[marked]), columns)
    for line in drawn.lines:
        behind = [line[at : at + 1] for at, letter in enumerate(line, 1) if letter in {*"你好界世"}]
        assert behind == [("",)] * len(behind)
    (mark,) = (one for one in drawn.marks if one.kind == "mark")
    if columns >= 12:
        lines = drawn.lines[mark.line : mark.line + mark.tall]
        framed = ["".join(line[int(mark.first) : int(mark.last)]).strip() for line in lines]
        assert framed == [*marked]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_grid_in_hardly_any_room(columns: int) -> None:
    """It has each of its cells all the same."""
    assert len(laid_out(matrix(1, 3), columns).boxes) == 3
