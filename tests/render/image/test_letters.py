"""Letters: all of Vietnamese, signs of tokenizers, marks, and fonts of authors and machines."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.backends import backend_agg
from matplotlib.path import Path as Shape
from matplotlib.transforms import IdentityTransform

from drawing import (
    MONOSPACED,
    VIETNAMESE,
    colours,
    fonts_of_this_machine,
    make_font,
    sheet_of,
)
from heatmark import Heatmap, OptionError
from heatmark.render.image import letters
from heatmark.render.image.draw import draw, no_font
from heatmark.render.image.letters import BOTTOM, TOP, outline
from heatmark.render.image.png import _Atlas

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = "Ġ▁␣↵⇥⋯∅"
HAN = "漢"


@pytest.fixture
def no_fonts() -> Iterator[None]:
    """A machine without fonts of its own."""
    with fonts_of_this_machine():
        yield


def ink(cluster: str, *, bold: bool = False) -> np.ndarray:
    """The lower left and the upper right corner of a letter, in cells."""
    return letters._ink(outline(cluster, bold=bold))


def test_there_are_146_letters() -> None:
    """Twelve vowels with six tones, and đ, in both cases: nothing below leaves one out."""
    assert len(VIETNAMESE) == 146
    assert all(len(letter) == 1 for letter in VIETNAMESE)


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize("bold", [False, True])
def test_every_vietnamese_letter_and_every_sign_is_drawn(*, bold: bool) -> None:
    """Fonts that come along have them all, each with another shape, none wider than its cell."""
    drawn = {letter: outline(letter, bold=bold) for letter in (*VIETNAMESE, *SIGNS)}
    assert not {letter for letter, one in drawn.items() if one.missing or one.found}
    assert all(len(one.vertices) for one in drawn.values())
    shapes = {one.vertices.tobytes() for one in drawn.values()}
    assert len(shapes) == len(drawn)
    for letter in drawn:
        (left, _), (right, _) = ink(letter, bold=bold)
        assert -0.02 <= left < right <= 1.02, letter


@pytest.mark.parametrize("form", ["png", "svg"])
def test_nfd_looks_like_nfc(form: str) -> None:
    """Decomposed text gives the same bytes as composed text."""
    tokens = [f" {one}" for one in VIETNAMESE]
    scores = [float(at) for at in range(len(tokens))]
    made = [
        draw(sheet_of(Heatmap([unicodedata.normalize(kind, one) for one in tokens], scores), form))
        for kind in ("NFC", "NFD")
    ]
    assert made[0] == made[1]
    assert not made[0].missing


@pytest.mark.parametrize("letter", ["x\u0302", "q\u0301", "ǫ\u0303", "Ẵ\u0309"])
def test_a_mark_without_a_letter_of_its_own_sits_over_its_base(letter: str) -> None:
    """Its ink is above that of the base, and in the middle."""
    base, both = outline(letter[0]), outline(letter)
    mark = both.vertices[len(base.vertices) :][both.codes[len(base.codes) :] != letters.CLOSE]
    below = both.vertices[: len(base.vertices)][base.codes != letters.CLOSE]
    assert mark[:, 1].min() > below[:, 1].max()
    middles = [(one[:, 0].min() + one[:, 0].max()) / 2 for one in (mark, below)]
    assert middles[0] == pytest.approx(middles[1], abs=1e-6)


@pytest.mark.parametrize("blank", " \u00a0")
@pytest.mark.parametrize(("mark", "cluster"), [("\u0301", "x\u0301"), ("\u0323", "x\u0323")])
def test_a_mark_over_a_blank_stands_alone(blank: str, mark: str, cluster: str) -> None:
    """As Unicode has it: as high as over a letter, in the middle of its cell."""
    alone, (left, right) = outline(blank + mark), ink(blank + mark)[:, 0]
    assert not alone.missing
    assert left + right == pytest.approx(1)
    both = outline(cluster)
    assert alone.vertices[:, 1] == pytest.approx(both.vertices[-len(alone.vertices) :, 1])


def test_bold_letters_are_those_of_the_plain_font() -> None:
    """So that what a font lacks is looked for in one of the two."""
    plain, bold = (
        letters.open_face(letters._own_fonts(None, is_bold)[0]) for is_bold in (False, True)
    )
    assert plain.path != bold.path
    assert plain.characters.keys() == bold.characters.keys()


def test_letters_are_not_bold_unless_they_are_asked_to_be() -> None:
    """Bold ones have another shape."""
    plain, bold = outline("a", bold=False).vertices, outline("a", bold=True).vertices
    assert np.array_equal(outline("a").vertices, plain)
    assert not np.array_equal(plain, bold)


def test_a_mark_below_sits_under_its_base() -> None:
    """A dot below goes under what is there, also under a letter that reaches down."""
    base, both = ink("q"), ink("q\u0323")
    assert both[0, 1] < base[0, 1]
    assert both[1, 1] == base[1, 1]


@pytest.mark.parametrize(
    "letter", [*"ỔẴỆệgĝỷ|ÅỲǺ", "Ẵ\u0302\u0302\u0302\u0302", "g\u0323\u0323\u0323"]
)
@pytest.mark.parametrize("cell", [5, 9, 18, 29])
def test_nothing_is_clipped(letter: str, cell: int) -> None:
    """A letter has as much ink in its cell and line as on a larger canvas."""
    top, bottom = int(np.ceil(TOP * cell)), int(np.ceil(-BOTTOM * cell))
    pitch = top + bottom + int(np.ceil(0.65 * cell))
    shape = outline(letter)
    drawn = _Atlas(cell, pitch, top, None)._drawn([shape])[0]
    wide = 5 * cell
    agg: Any = backend_agg
    canvas = agg.RendererAgg(wide, 3 * pitch, 72.0)
    context = canvas.new_gc()
    context.set_linewidth(0)
    context.set_snap(False)
    vertices = shape.vertices * cell + [2 * cell, 2 * pitch - top]
    path = Shape(vertices, shape.codes)
    canvas.draw_path(context, path, IdentityTransform(), (0, 0, 0))
    alpha = np.asarray(canvas.buffer_rgba())[:, :, 3]
    free = np.rint(alpha / 255 * 7).astype(int)
    assert drawn.sum() == free.sum() > 0
    assert not drawn[top + bottom :].any(), "it reaches out of its box"


@pytest.mark.usefixtures("no_fonts")
def test_a_character_that_no_font_has_is_reported_once() -> None:
    """With its name, however often it stands there; a frame holds its place."""
    drawing = draw(sheet_of(Heatmap([HAN, " a" + HAN, "b"], [1, 2, 3], title=HAN)))
    assert drawing.missing == (HAN,)
    said = no_font(drawing.missing).message
    assert said == "no font here has 漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)"
    assert len(outline(HAN).vertices)
    with pytest.warns(UserWarning, match="U\\+6F22") as caught:
        Heatmap([HAN, HAN], [1, 2]).plot()
    assert len(caught) == 1
    assert caught[0].filename == __file__


@pytest.mark.usefixtures("no_fonts")
def test_warnings_point_at_who_saves(tmp_path: Path) -> None:
    """In each format, the line of the notebook is named, not one of ours."""
    for form in ("png", "svg", "pdf"):
        with pytest.warns(UserWarning, match="no font here has 漢") as caught:
            Heatmap([HAN], [1]).save(tmp_path / f"x.{form}")
        assert [one.filename for one in caught] == [__file__]


def test_fonts_of_the_machine_stand_in(tmp_path: Path) -> None:
    """A Chinese character comes from a font of the machine, which the drawing names; two cells."""
    font = make_font(tmp_path / "han.ttf", {HAN: 1000, "字": 1000})
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0" * 9)
    with fonts_of_this_machine(str(broken), font):
        drawing = draw(sheet_of(Heatmap([HAN, "字a"], [1, 2])))
        assert (drawing.missing, drawing.fonts) == ((), (font,))
        assert outline(HAN).cells == 2
        left, right = ink(HAN)[:, 0]
        assert 0 <= left < 0.5
        assert left + right == pytest.approx(2)


@pytest.mark.parametrize("cluster", ["กิ", "क्षि", "🇻🇳", "किं", "👍🏽", "x\u20dd"])
def test_nothing_of_a_cluster_is_lost(cluster: str, tmp_path: Path) -> None:
    """Letters that share a cell stand side by side or over one another: all of them are there."""
    wide = dict.fromkeys(cluster, 600)
    font = make_font(tmp_path / "f.ttf", {**MONOSPACED, **wide})
    shape = outline(cluster, font)
    assert (shape.codes == letters.MOVE).sum() == len(cluster)
    left, right = letters._ink(shape)[:, 0]
    assert 0 <= left < right <= shape.cells


@pytest.mark.parametrize("cluster", ["👨\u200d👩", "a\ufe0f", "\u200da"])
def test_what_joins_letters_is_not_drawn(cluster: str, tmp_path: Path) -> None:
    """Nor does it take any room, unless there is nothing before it that it could join."""
    font = make_font(tmp_path / "f.ttf", {**MONOSPACED, **dict.fromkeys(cluster, 600)})
    bare = [item for item in cluster if item not in "\u200d\ufe0f"]
    lone = cluster[0] not in bare
    assert (outline(cluster, font).codes == letters.MOVE).sum() == len(bare) + lone


def test_letters_of_a_wide_cluster_share_both_cells(tmp_path: Path) -> None:
    """Each is in the middle of its half, narrower, and as high as ever on the same line."""
    font = make_font(tmp_path / "f.ttf", {**MONOSPACED, **dict.fromkeys("👍🏽", 600)})
    shape = outline("👍🏽", font)
    halves = np.split(shape.vertices[shape.codes != letters.CLOSE], 2)
    across = [(half[:, 0].min(), half[:, 0].max()) for half in halves]
    assert shape.cells == 2
    assert np.ravel(across) == pytest.approx([7 / 24, 17 / 24, 31 / 24, 41 / 24])
    (_, low), (_, high) = letters._ink(outline("👍", font))
    for half in halves:
        assert (half[:, 1].min(), half[:, 1].max()) == pytest.approx((low, high))


@pytest.mark.usefixtures("no_fonts")
def test_signs_of_control_characters_are_their_names() -> None:
    """In one cell, where no font of ours has them; nothing is missing."""
    found = [outline(one) for one in "␀␍␡"]
    assert [one.missing for one in found] == [()] * 3
    assert [one.cells for one in found] == [1] * 3
    assert len({one.vertices.tobytes() for one in found}) == 3
    assert all(0 <= one.vertices[:, 0].min() <= one.vertices[:, 0].max() <= 1 for one in found)
    assert outline("␠").missing == ("␠",)


@pytest.mark.usefixtures("no_fonts")
def test_every_missing_part_of_a_cluster_is_named() -> None:
    """The vowel sign of a syllable that no font has is missing as much as its consonant."""
    assert set(outline("กิ").missing) == {"ก", "ิ"}
    assert set(outline("a\u0e34").missing) == {"\u0e34"}
    assert not outline("a\ufe0f").missing


def test_a_font_of_the_author(tmp_path: Path) -> None:
    """Its letters are drawn, what it lacks comes from ours, and every cell is as wide as ever."""
    font = make_font(tmp_path / "own.ttf", MONOSPACED)
    heatmap = Heatmap(["abc", " ộ"], [1, 2], font=font)
    own, ours = sheet_of(heatmap), sheet_of(Heatmap(["abc", " ộ"], [1, 2]))
    assert own.css_size == ours.css_size
    assert draw(own).data != draw(ours).data
    assert (colours(draw(own).data) != colours(draw(ours).data)).any()
    assert not draw(own).missing


def test_a_narrow_font_fills_its_cells(tmp_path: Path) -> None:
    """A monospaced font of 500 units is drawn larger: its letters stand as close as ours."""
    font = make_font(tmp_path / "own.ttf", dict.fromkeys("iWâ0a", 500))
    left, right = letters._ink(outline("a", font))[:, 0]
    assert (left, right) == pytest.approx((0.1, 0.9))


def test_a_font_that_is_not_monospaced_is_refused(tmp_path: Path) -> None:
    """Its letters would not fill their cells: the error says what to use."""
    font = make_font(tmp_path / "own.ttf", {"i": 200, "W": 900, "a": 500})
    for act in (sheet_of, lambda one: one.save(tmp_path / "x.png"), lambda one: one.plot()):
        with pytest.raises(OptionError, match=r"'own\.ttf' is not monospaced") as caught:
            act(Heatmap(["a"], [1], font=font))
        assert "equally wide" in caught.value.hint
        assert caught.value.about == "font"


@pytest.mark.parametrize("content", [b"", b"text", b"\0\1\0\0" * 40, b"wOF2" + bytes(60), None])
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """Text, a font cut off, or nothing at all: an error with a hint, never a crash."""
    file = tmp_path / "own.ttf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(OptionError, match=r"'own\.ttf' is not a font") as caught:
        sheet_of(Heatmap(["a"], [1], font=str(file)))
    assert ".ttf" in caught.value.hint


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_font_that_is_cut_off(tmp_path: Path, share: float) -> None:
    """Half a font is refused, or draws what it has; nothing else goes wrong."""
    whole = Path(make_font(tmp_path / "whole.ttf", MONOSPACED)).read_bytes()
    file = tmp_path / "own.ttf"
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(OptionError, match=r"is not a font|is not monospaced"):
        draw(sheet_of(Heatmap(["a"], [1], font=str(file))))


def test_the_name_of_an_image_goes_by_the_content_of_its_font(tmp_path: Path) -> None:
    """Wherever a site is built its images have the same names, but not with another font."""
    one = make_font(tmp_path / "one.ttf", MONOSPACED)
    two = str(tmp_path / "two.ttf")
    Path(two).write_bytes(Path(one).read_bytes())
    keys = [sheet_of(Heatmap(["a"], [1], font=font)).key for font in (one, two)]
    assert keys[0] == keys[1]
    make_font(tmp_path / "two.ttf", {**MONOSPACED, "ộ": 600})
    assert sheet_of(Heatmap(["a"], [1], font=two)).key != keys[1]
    assert sheet_of(Heatmap(["a"], [1])).key not in keys


STROKE, DOT, OVERLAY = "\u0302", "\u0323", "\u0338"
HEIGHTS = {
    "x": (0, 520),
    "b": (0, 700),
    ".": (0, 100),
    "y": (-100, 520),
    STROKE: (560, 700),
    DOT: (-200, -80),
    OVERLAY: (0, 500),
    "\u0303": (380, 400),
    "\u0304": (340, 400),
    "\u0324": (-100, 30),
    "\u0325": (-100, 40),
    "\u0306": (364, 400),  # at the limit, where a mark stays as the font has it
    "\u0326": (-100, 36),
    "T": (0, 1140),
    "U": (0, 1200),
    "B": (-260, 520),
    "C": (-300, 520),
    "D": (-300, 1200),
}


@pytest.mark.parametrize(
    ("cluster", "low", "high"),
    [
        (f"x{STROKE}", 560, 700),  # where the font has it
        (f".{STROKE}", 560, 700),
        (f"b{STROKE}", 736, 876),  # over a higher letter, with a gap
        (f"x{DOT}", -200, -80),
        (f"b{DOT}", -200, -80),
        (f"y{DOT}", -256, -136),  # under one that reaches down
        (f"b{OVERLAY}", 0, 500),
        ("b\u0303", 736, 756),
        ("b\u0304", 340, 400),
        ("y\u0324", -266, -136),
        ("y\u0325", -100, 40),
        ("b\u0306", 364, 400),
        (f" {STROKE}", 560, 700),  # over a blank
        (" \u0324", -166, -36),
        ("y\u0326", -100, 36),
    ],
)
def test_where_marks_stand(cluster: str, low: float, high: float, tmp_path: Path) -> None:
    """Over or under their letter, if they do not lie on it; in its middle, however wide they are.

    A mark that is below a line of that height is squeezed into it.
    """
    wide = dict.fromkeys(HEIGHTS, 600) | {STROKE: 300}
    font = make_font(tmp_path / "f.ttf", {**MONOSPACED, **wide}, heights=HEIGHTS)
    mark = outline(cluster, font).vertices[-5:-1]
    half = 100 if STROKE in cluster else 250
    share = max(low, -260) / low if low else 1
    assert mark.min(axis=0) * 600 == pytest.approx((300 - half, low * share))
    assert mark.max(axis=0) * 600 == pytest.approx((300 + half, high * share))


@pytest.mark.parametrize(
    ("letter", "low", "high"),
    [("T", 0, 1140), ("U", 0, 1140), ("B", -260, 520), ("C", -260, 520), ("D", -260, 1140)],
)
def test_letters_stay_within_their_lines(letter: str, low: int, high: int, tmp_path: Path) -> None:
    """What reaches out is less high, on the side where it does."""
    wide = dict.fromkeys(HEIGHTS, 600)
    font = make_font(tmp_path / "f.ttf", {**MONOSPACED, **wide}, heights=HEIGHTS)
    found = letters._ink(outline(letter, font))
    assert np.ravel(found) * 600 == pytest.approx([50, low, 550, high])


STRANGE = "ꔀ"  # a syllable of Vai, one cell wide, which no font of ours has


@pytest.mark.parametrize(
    ("character", "advance", "left", "right"),
    [
        (STRANGE, 600, 1 / 12, 11 / 12),
        (STRANGE, 400, 1 / 4, 3 / 4),  # in the middle
        (STRANGE, 800, 1 / 16, 15 / 16),  # narrower
        (STRANGE, 1000, 0.05, 0.95),
        (STRANGE, 0, 7 / 12, 3 / 4),
        (HAN, 1000, 1 / 4, 7 / 4),
        (HAN, 1600, 1 / 16, 31 / 16),
    ],
)
def test_letters_of_other_fonts_fit_into_their_cells(
    character: str, advance: int, left: float, right: float, tmp_path: Path
) -> None:
    """As they are where they fit, else smaller, and in the middle."""
    font = make_font(tmp_path / "f.ttf", {character: advance, "i": 200, "W": 900})
    with fonts_of_this_machine(font):
        shape = outline(character)
        assert shape.found == (font,)
        assert letters._ink(shape)[:, 0] == pytest.approx((left, right), abs=1e-4)


def test_fonts_without_outlines_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as those of coloured pictures, or one that has gone since it was found."""
    (tmp_path / "pictures.ttf").write_bytes(b"\0\1\0\0" * 9)
    other, font = (
        make_font(tmp_path / "a.ttf", {"a": 500}),
        make_font(tmp_path / "b.ttf", {HAN: 500}),
    )
    paths = [str(tmp_path / "pictures.ttf"), other, font]
    with fonts_of_this_machine(*paths):
        assert letters._fonts_by_character()[ord(HAN)] == [font]
        monkeypatch.setattr(letters, "_fonts_by_character", lambda: {ord(HAN): paths})
        assert outline(HAN).found == (font,)


def test_the_first_font_of_a_collection(tmp_path: Path) -> None:
    """Fonts for Chinese come as collections, of which all have the same letters."""
    from fontTools.ttLib import TTCollection, TTFont

    files = [
        make_font(tmp_path / f"{at}.ttf", {HAN: advance}) for at, advance in enumerate((1000, 800))
    ]
    both = TTCollection()
    both.fonts = [TTFont(file) for file in files]
    path = str(tmp_path / "both.ttc")
    both.save(path)
    with fonts_of_this_machine(path):
        assert ink(HAN)[:, 0] == pytest.approx((1 / 4, 7 / 4))


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize(("character", "cells"), [(STRANGE, 1), (HAN, 2)])
def test_a_frame_holds_the_place_of_what_is_missing(character: str, cells: int) -> None:
    """As wide as its cells, with a hole that is as thick everywhere, and within its line."""
    shape = outline(character)
    outer, inner = (
        letters._ink(letters.Outline(shape.vertices[at], shape.codes[at]))
        for at in (slice(5), slice(5, 10))
    )
    assert np.ravel(outer) == pytest.approx([0.12, 0.02, cells - 0.12, 1.13])
    assert np.ravel(inner) == pytest.approx([0.22, 0.12, cells - 0.22, 1.03])
    assert turns(shape.vertices[:4]) == -turns(shape.vertices[5:9]) != 0


def turns(corners: np.ndarray) -> float:
    """Tell which way corners go around: 1 or -1."""
    (ax, ay), (bx, by) = corners[1] - corners[0], corners[2] - corners[1]
    return float(np.sign(ax * by - ay * bx))


def test_which_font_of_a_machine_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those for Chinese, monospaced ones, regular ones; then by their names."""
    expected = [
        *("/x/NotoSansCJK-Regular.ttc", "/a/NotoSansMono-Regular.ttf", "/z/DejaVuSansMono.ttf"),
        *("/a/NotoSansMono-Bold.ttf", "/a/Foo.ttf", "/b/NotoSans-Regular.ttf", "/a/Foo-Bold.ttf"),
    ]
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", lambda: sorted(expected))
    assert letters._fonts_of_this_machine.__wrapped__() == expected


def test_what_is_missing_of_a_mark_is_named() -> None:
    """Also where its letter is drawn."""
    with fonts_of_this_machine():
        assert outline("a\U00010a01").missing == ("\U00010a01",)


def test_outlines_are_as_matplotlib_has_its_paths() -> None:
    """Its codes are ours, and what is drawn once is changed by nobody."""
    ours = letters.MOVE, letters.LINE, letters.QUADRATIC, letters.CUBIC, letters.CLOSE
    theirs = Shape.MOVETO, Shape.LINETO, Shape.CURVE3, Shape.CURVE4, Shape.CLOSEPOLY
    assert ours == tuple(map(int, theirs))
    with pytest.raises(AttributeError):
        outline("a").cells = 2  # type: ignore[misc]
    assert not hasattr(outline("a"), "__dict__")
