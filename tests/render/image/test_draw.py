"""Files of images: PNG and SVG, their pixels and paths, and that they are the same everywhere."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import FrozenInstanceError
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from drawing import VIETNAMESE, colours, fonts_of_this_machine, opened, rgb, sheet_of
from heatmark import Heatmap, HeatmarkWarning
from heatmark.hosts.drawing import draw_all
from heatmark.options.resolve import resolve
from heatmark.picture.colour import luminance
from heatmark.picture.paint import picture
from heatmark.render.image.draw import draw, lacks
from heatmark.render.image.drawing import Drawing
from heatmark.render.image.letters import CELL
from heatmark.render.image.screen import Screen
from heatmark.render.image.views import screen
from needs import needs
from paths import hostile_lines

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from heatmark.render.image.sheet import Sheet

HOSTILE = hostile_lines()
NAMESPACE = "{http://www.w3.org/2000/svg}"
WORDS = ["Trời", " hôm", " nay", " đẹp", " quá", "!", " Ẵng", " gật", " gù"]


def words(count: int = 9, **options: Any) -> Heatmap:
    tokens = [*itertools.islice(itertools.cycle(WORDS), count)]
    return Heatmap(tokens, [float(at) for at in range(count)], **options)


@pytest.mark.parametrize("dpi", [36, 96, 100, 192, 600])
def test_a_png_is_what_it_says(dpi: float) -> None:
    """It has a palette, the resolution of the option, and the size of its sheet."""
    made = sheet_of(words(dpi=dpi, width=40))
    image = opened(draw(made).data)
    assert image.mode == "P"
    assert [*image.size] == [made.width, made.height]
    assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
    assert [*made.css_size] == [round(pixels * 96 / dpi) for pixels in image.size]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("cmap", ["Reds", "RdBu_r", "viridis"])
def test_boxes_have_the_colours_of_the_palette(cmap: str, *, dark: bool) -> None:
    """In each box, all that is not letter is the fill of its level; ink has a contrast of 4.5."""
    made = sheet_of(words(31, cmap=cmap, width=60), dark=dark)
    pixels = colours(draw(made).data)
    for box in made.screen.boxes:
        x, y, wide, _ = map(int, made.place(box))
        inside = pixels[y : y + int(made.top + made.bottom), x : x + wide].reshape(-1, 3)
        fill, ink = (
            np.array(rgb(one[box.level])) for one in (made.colours.fills, made.colours.inks)
        )
        assert tuple(np.median(inside, axis=0)) == tuple(fill)
        assert (inside == ink).all(axis=1).any()
        assert contrast(fill, ink) >= 4.5
    page = pixels[0, 0]
    assert tuple(page) == rgb(made.colours.page)
    assert contrast(page, np.array(rgb(made.colours.ink))) >= 4.5


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    low, high = sorted(luminance(np.array([one, other]) / 255))
    return float((high + 0.05) / (low + 0.05))


def edges(row: np.ndarray) -> list[int]:
    """Where the colour changes along a row of pixels."""
    return (np.flatnonzero((row[1:] != row[:-1]).any(axis=1)) + 1).tolist()


@pytest.mark.parametrize("dpi", [96, 100, 192])
def test_boxes_end_where_letters_do(dpi: float) -> None:
    """Over a full line, the edges of boxes are where the cells of drawn letters begin and end."""
    tokens = ["|" * (1 + at % 3) for at in range(40)]
    light = [0.3 * (at % 2) for at in range(40)]  # so that ink is black in all boxes
    heatmap = Heatmap(tokens, light, dpi=dpi, width=80, scale=[0, 1], join="none")
    made = sheet_of(heatmap)
    pixels = colours(draw(made).data)
    line = pixels[int(made.pad) : int(made.pad + made.top + made.bottom)]
    bars = line[int(0.4 * made.top)]  # a row with bars in it
    filled = np.flatnonzero(bars.sum(axis=1) < 200)
    # Bars stand in the middle of cells, so that drawn letters themselves tell how wide cells are.
    starts = filled[np.flatnonzero(np.diff(filled, prepend=-9) > 1)]
    ends = filled[np.flatnonzero(np.diff(filled, append=10**6) > 1)] + 1
    middles = (starts + ends) / 2
    assert len(middles) == sum(map(len, tokens))
    cell = (middles[-1] - middles[0]) / (len(middles) - 1)
    left = middles[0] - cell / 2
    plain = edges(line[3])
    expected = left + cell * np.cumsum([0, *map(len, tokens)])
    assert plain == pytest.approx(expected, abs=0.05)


def test_no_box_covers_a_letter() -> None:
    """Letters look the same whatever is the colour of the box beside theirs."""
    letters = ["W", "m", "Ẵ", "ộ"]
    for first in letters:
        alone, beside = (
            draw(sheet_of(Heatmap([first, "-"], scores, scale=[0, 1]), columns=8, alone=False)).data
            for scores in ([1, 1], [1, 0])
        )
        made = sheet_of(Heatmap([first, "-"], [1, 1], scale=[0, 1]), columns=8)
        x = int(made.pad + made.cell)
        below = int(made.pad + made.top + made.bottom)
        one, other = (colours(data)[:below, :x] for data in (alone, beside))
        assert (one == other).all()
        assert (colours(alone) != colours(beside)).any()


def test_hatching_leaves_letters() -> None:
    """A missing score has stripes in its box, and a letter in full ink over them."""
    made = sheet_of(Heatmap(["aa", " b", " c"], [None, 1, 2]))
    pixels = colours(draw(made).data)
    x, y, wide, _ = map(int, made.place(made.screen.boxes[0]))
    inside = pixels[y : y + int(made.top), x : x + wide].reshape(-1, 3)
    found = {tuple(one) for one in inside.tolist()}
    assert (0, 0, 0) in found
    assert (255, 255, 255) in found
    assert all(len(set(one)) == 1 for one in found)
    assert len(found) > 2


def test_bars_mark_what_is_clipped() -> None:
    """Full ink over a box above the scale, under one below it, nothing else between lines."""
    made = sheet_of(Heatmap(["a", " b", " c"], [-9, 1, 9], scale=[0, 2]))
    pixels = colours(draw(made).data)
    high, low = int(made.pad) - 1, int(made.pad + made.top + made.bottom)
    black = [np.flatnonzero((pixels[row] == 0).all(axis=1)) for row in (high, low)]
    cell, pad = int(made.cell), int(made.pad)
    assert black[0].tolist() == [*range(pad + 4 * cell, pad + 5 * cell)]
    assert black[1].tolist() == [*range(pad, pad + cell)]


def paths(data: bytes) -> list[ET.Element]:
    return [*ET.fromstring(data).iter(f"{NAMESPACE}path")]  # our own file


@pytest.mark.parametrize("letters", ["outlines", "text"])
@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_boxes_of_an_svg_end_where_letters_do(letters: str, form: str) -> None:
    """Boxes with their strokes meet, and lie under the cells that letters are put in."""
    heatmap = words(30, letters=letters)
    made = sheet_of(heatmap, "svg", columns=None if form == "wide" else 36)
    root = ET.fromstring(draw(made).data)  # our own file
    found = set()
    for path in root.findall(f"{NAMESPACE}path"):
        stroke = float(path.get("stroke-width") or 0)
        if stroke and path.get("fill") != "none":
            for x, y, wide in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", path.get("d") or ""):
                left = float(x) - stroke / 2
                found.add((round(float(y)), round(left, 2), round(left + float(wide) + stroke, 2)))
    assert len(found) == 30
    starts = set()
    for group in root.findall(f"{NAMESPACE}g"):
        numbers = [float(one) for one in re.findall(r"[\d.]+", group.get("transform") or "")]
        for use in group.findall(f"{NAMESPACE}use"):
            starts.add(round(numbers[0] + float(use.get("x") or 0) * numbers[2], 1))
        for text in group.findall(f"{NAMESPACE}text"):
            cell = float(text.get("textLength") or 0) / len(text.text or "")
            assert cell == pytest.approx(made.cell, abs=0.01)
            assert float(group.get("font-size") or 0) * CELL == pytest.approx(cell, abs=0.01)
            starts |= {round(float(text.get("x") or 0) + at * cell, 1) for at in range(99)}
    for _, left, right in found:
        assert min(abs(left - start) for start in starts) < 0.1
        assert min(abs(right - made.cell - start) for start in starts) < 0.1


@pytest.mark.parametrize("letters", ["outlines", "text"])
def test_an_svg_is_safe(letters: str) -> None:
    """Whatever tokens and titles say, it is XML of drawing elements only, with no handlers."""
    tokens = [f" {line}" for line in HOSTILE if line] + ["\x00", "\ufffe", "]]>", "&amp;"]
    heatmap = Heatmap(
        tokens,
        [float(at) for at in range(len(tokens))],
        title=HOSTILE[0],
        measure=HOSTILE[1],
        letters=letters,
        scheme="text",
    )
    with fonts_of_this_machine():
        root = ET.fromstring(draw(sheet_of(heatmap, "svg")).data)  # our own file
    tags = {one.tag.removeprefix(NAMESPACE) for one in root.iter()}
    assert tags <= {"svg", "title", "path", "defs", "g", "use", "text", "pattern"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in names if name.startswith("on")]
    hrefs = {one.get("href") for one in root.iter() if one.get("href")}
    assert all(one and one.startswith("#") for one in hrefs)


def test_every_name_in_an_svg_is_that_of_one_thing() -> None:
    """However many letters there are, none has the name of another or of the hatching."""
    tokens = [chr(0x21 + at) for at in range(90)] + [*VIETNAMESE]
    heatmap = Heatmap(tokens, [None, *range(1, len(tokens))], title="Aa")
    root = ET.fromstring(draw(sheet_of(heatmap, "svg")).data)  # our own file
    names = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names)) > 200
    used = {(one.get("href") or "")[1:] for one in root.iter(f"{NAMESPACE}use")}
    used |= set(re.findall(r"url\(#(.*?)\)", ET.tostring(root, encoding="unicode")))
    assert used == set(names)


def test_letters_of_an_svg_can_be_text() -> None:
    """All words are there to be searched and copied, and the file is smaller than its outlines."""
    one, other = (words(50, letters=kind) for kind in ("text", "outlines"))
    data = draw(sheet_of(one, "svg")).data
    root = ET.fromstring(data)  # our own file
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{NAMESPACE}text"))
    for word in WORDS:
        assert word.strip() in said
    assert len(data) < len(draw(sheet_of(other, "svg")).data)
    assert not [*root.iter(f"{NAMESPACE}use")]


def test_an_svg_of_many_tokens_is_small() -> None:
    """Each letter is written once: 60 bytes a token at most, compressed."""
    data = draw(sheet_of(words(1_000), "svg")).data
    assert len(gzip.compress(data)) <= 60 * 1_000


@needs("chromium")
@pytest.mark.parametrize("letters", ["outlines", "text"])
def test_a_browser_shows_the_svg_like_the_png(
    letters: str, browser: Browser, tmp_path: Path
) -> None:
    """Boxes and letters are at the same places, to less than a pixel."""
    scores = [1, 2, None, 4, 5, -6, 7, 8, 9, 3]
    how: dict[str, Any] = {"letters": letters, "width": 40, "dpi": 96, "scale": [-3, 8]}
    heatmap = Heatmap([*WORDS, " x\u0302"], scores, **how)
    plain = colours(draw(sheet_of(heatmap)).data)
    vector = sheet_of(heatmap, "svg")
    file = tmp_path / "x.svg"
    file.write_bytes(draw(vector).data)
    width, height = vector.css_size
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(file.as_uri())
    shown = colours(tab.screenshot())
    tab.close()
    # A PNG has whole pixels from line to line, so lines are compared one by one.
    raster = sheet_of(heatmap)
    for at in range(len(vector.screen.lines)):
        one = blurred(shown, vector, at)
        two = blurred(plain, raster, at)
        other = blurred(plain, raster, (at + 1) % len(vector.screen.lines))
        assert np.abs(one - two).mean() < 20, at
        assert np.abs(one - two).mean() < 0.7 * np.abs(one - other).mean(), at


def blurred(pixels: np.ndarray, made: Sheet, line: int) -> np.ndarray:
    """Take means of some pixels, which do not tell how edges of letters are smoothed."""
    high = round(made.pad + line * made.pitch)
    part = pixels[high : high + 20, :372].astype(float)
    return np.asarray(part.reshape(5, 4, 93, 4, 3).mean(axis=(1, 3)))


SCRIPT = """
import hashlib, sys
from heatmark import Heatmap
heatmap = Heatmap(
    ["Trời", " số", " đồ", "x\u0302", " <b>", "Ġ", " end"], [1, 2, None, 4, 5, -6, 7],
    title="Một", scale=[0, 5], scheme="text",
)
for form in ("png", "svg", "pdf"):
    path = sys.argv[1] + "/x." + form
    heatmap.save(path)
    print(form, hashlib.sha256(open(path, "rb").read()).hexdigest())
"""


def test_files_are_the_same_in_every_process() -> None:
    """Whatever Python's hash seed, whatever was drawn before: the same bytes."""
    said = []
    for seed in ("1", "2"):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(
                [sys.executable, "-c", SCRIPT, folder],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
                capture_output=True,
                text=True,
                check=True,
            )
            said.append(run.stdout)
            assert len(os.listdir(folder)) == 3  # noqa: PTH208
    assert said[0] == said[1]
    assert said[0].count("\n") == 3


@pytest.mark.parametrize("form", ["png", "svg"])
def test_files_do_not_depend_on_threads(form: str) -> None:
    """One, two and four workers draw the same bytes, from letters that nobody has drawn yet."""
    texts = ["".join(chr(0x100 + (7 * at + one) % 300) for one in range(9)) for at in range(24)]
    results = []
    for size, workers in ((9, 1), (9, 2), (9, 4)):
        sheets = [
            sheet_of(Heatmap([text, " x"], [1, 2], fontsize=size + 1e-9 * workers), form)
            for text in texts
        ]
        jobs = {str(at): partial(draw, one) for at, one in enumerate(sheets)}
        drawn = draw_all(jobs, workers=workers)
        results.append([getattr(one, "data", one) for one in drawn.values()])
    assert results[0] == results[1] == results[2]
    assert all(isinstance(one, bytes) for one in results[0])


def test_what_could_not_be_drawn_is_told() -> None:
    """A drawing has its bytes, and the characters that no font has."""
    with fonts_of_this_machine():
        drawing = draw(sheet_of(Heatmap(["a", " \U0001f9ea"], [1, 2])))
    assert isinstance(drawing, Drawing)
    assert drawing.data.startswith(b"\x89PNG")
    with pytest.raises(FrozenInstanceError):
        drawing.data = b""  # type: ignore[misc]
    assert not hasattr(drawing, "__dict__"), "sites keep many of them"
    assert drawing.missing == ("\U0001f9ea",)


def test_keys_tell_images_apart() -> None:
    """Whatever changes the bytes changes the name, and nothing else does."""
    base = sheet_of(words())
    assert base.key == sheet_of(words()).key
    assert base.key == sheet_of(words(hover=False, id="x")).key
    others = [
        sheet_of(words(**how))
        for how in (
            {"cmap": "Blues"},
            {"dpi": 96},
            {"fontsize": 12},
            {"width": 40},
            {"title": "T"},
            {"scale": [0, 9]},
        )
    ]
    keys = [base.key, sheet_of(words(), "svg").key, sheet_of(words(), dark=True).key]
    keys += [one.key for one in others]
    keys.append(sheet_of(words(letters="text"), "svg").key)
    assert len(set(keys)) == len(keys)


def test_names_that_look_alike_are_told_once() -> None:
    """Where nothing of what they differ in has room; nothing is said of those that differ."""
    columns = [chr(0x4E00 + at) for at in range(80)]
    made = Heatmap(columns, [[*range(80)]] * 2, names=["abcdefgh one", "abcdefgh two"], view="grid")
    drawn = screen(picture(made.content, resolve(dict(made.options))), 4, alone=False)
    told: set[str] = set()
    (found,) = lacks(drawn, (), told)
    assert found.name == "alike-names"
    assert found.message.endswith(": 'abcdefgh one', 'abcdefgh two'")
    assert lacks(drawn, (), told) == []
    wider = screen(picture(made.content, resolve(dict(made.options))), 36, alone=False)
    assert lacks(wider, (), set()) == []


def test_a_notebook_tells_of_names_that_look_alike(tmp_path: Path) -> None:
    """In files and on axes."""
    names = ["a x bc y d", "a y bc x d"]
    made = Heatmap(["a"] * 40, [[*range(40)]] * 2, names=names, view="grid", width=10)
    with pytest.warns(HeatmarkWarning, match="names look alike where they have to be cut"):
        made.save(tmp_path / "a.svg")
    with pytest.warns(HeatmarkWarning, match="names look alike where they have to be cut"):
        made.replace(title="T").save(tmp_path / "a.pdf")
    made.replace(title="U").save(tmp_path / "a.html")


def test_of_many_names_that_look_alike_some_are_told() -> None:
    """And letters that no font has beside them."""
    drawn = Screen(1, (), frozenset(), (), (), alike=tuple("abcdef"))
    letters, names = lacks(drawn, "漢", set())
    assert (letters.name, names.name) == ("missing-character", "alike-names")
    assert names.message.endswith("'a', 'b', 'c', 'd', …")


def test_labels_without_room_are_told() -> None:
    """Once for each text; numbers that give way to labels are an aside."""
    drawn = Screen(9, (), frozenset(), (), (), left_out=(("labels", "a b"),))
    told: set[str] = set()
    (found,) = lacks(drawn, (), told)
    assert (found.name, found.level, found.about) == ("left-out", "warning", "labels")
    assert lacks(drawn, (), told) == []
    other = drawn._replace(left_out=(("numbers", "a b"), ("labels", "c")))
    assert [one.level for one in lacks(other, (), told)] == ["info", "warning"]


def test_a_saved_image_without_its_labels_warns(tmp_path: Path) -> None:
    """What the hint says helps: a wider image, fewer tokens, or a page."""

    def lens(count: int, **how: Any) -> Heatmap:
        tokens = [f" t{at}" for at in range(count)]
        labels = [["a"] * count] * 2
        return Heatmap(tokens, [[1.0] * count] * 2, labels=labels, view="grid", **how)

    made = lens(200, width=20)
    with pytest.warns(HeatmarkWarning, match="no room for the labels of its cells"):
        made.save(tmp_path / "a.svg")
    made.replace(width=200).save(tmp_path / "a.svg")
    lens(20, width=20).save(tmp_path / "a.svg")
    made.replace(title="T").save(tmp_path / "a.html")
