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
