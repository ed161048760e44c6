"""Images in HTML, of which the stylesheet shows the one that has room."""

from __future__ import annotations

import re

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.css import ROOMS, stylesheet
from heatmark.render.html.figure import figure
from heatmark.render.html.images import pictures, room_of
from heatmark.render.image.draw import images
from reading import Node, read


def drawn(**options: object) -> list[Node]:
    made = picture(
        Heatmap([" từ"] * 60, [*range(60)]).content, resolve({"output": "png", **options})
    )
    shown = [(one, f"{at}.png") for at, one in enumerate(images(made))]
    return read(pictures(made, shown)).find("picture")


def test_letters_never_become_smaller_than_twelve_pixels() -> None:
    """From the room on from which an image is shown, its letters have at least twelve pixels."""
    wide, medium, narrow = drawn()
    for one in (wide, medium):
        (room,) = re.findall(r"heatmark-from(\d+)", one.attributes["class"])
        assert int(room) in ROOMS
        assert 15 * int(room) / int(one.one("img").attributes["width"]) >= 11.99
    (least,) = re.findall(r"heatmark-narrow img[{]min-width:(\d+)px", stylesheet(()))
    assert 15 * int(least) / int(narrow.one("img").attributes["width"]) >= 11.95


def test_every_room_has_one_image() -> None:
    """Where one image ends the next begins."""
    found = [re.findall(r"heatmark-(from|to)(\d+)", one.attributes["class"]) for one in drawn()]
    (wide,), (medium_to, medium_from), (narrow,) = (sorted(one, reverse=True) for one in found)
    assert wide[1] == medium_to[1]
    assert medium_from[1] == narrow[1]


def test_a_figure_says_how_wide_its_images_are() -> None:
    """The widest, for boxes that are as wide as what is in them."""
    made = picture(Heatmap([" từ"] * 60, [*range(60)]).content, resolve({"output": "png"}))
    shown = [(one, "x.png") for one in images(made)]
    assert room_of(shown) == room_of(shown[::-1]) == "--wide:960px"
    assert 'style="--wide:960px"' in figure(made, (), shown)
    assert "--wide:" not in figure(made)


def test_without_a_stylesheet_one_image_is_seen() -> None:
    """In a feed all but the wide image for light pages are hidden."""
    kinds = ["display:none" in one.attributes.get("style", "") for one in drawn(dark="both")]
    assert kinds == [False, True, True, True, True, True]
    (single,) = drawn(width=30)
    assert "class" not in single.attributes


@pytest.mark.parametrize(
    ("columns", "rooms"),
    [
        (30, []),
        *[(37, [288]), (50, [384]), (62, [480]), (76, [576, 480]), (88, [672, 480])],
        *[(102, [768, 480]), (104, [768, 480]), (105, [896, 480]), (120, [896, 480])],
        *[(138, [1024, 480]), (160, [1216, 480])],
        (300, [1216, 480]),
    ],
)
def test_from_which_room_on_an_image_is_shown(columns: int, rooms: list[int]) -> None:
    """The narrowest that the stylesheet knows in which twelve pixels are left of its fifteen."""
    classes = " ".join(one.attributes.get("class", "") for one in drawn(width=columns))
    assert [int(room) for room in re.findall(r"from(\d+)", classes)] == rooms


@pytest.mark.parametrize(
    ("columns", "sizes"),
    [(30, [""]), (60, ["wide", "narrow"]), (104, ["wide", "medium", "narrow"])],
)
def test_images_say_how_large_they_are(columns: int, sizes: list[str]) -> None:
    """If there are several, so that the stylesheet can limit each."""
    classes = [one.attributes.get("class", "") for one in drawn(width=columns)]
    assert ["".join(re.findall("heatmark-(wide|medium|narrow)", one)) for one in classes] == sizes


def test_letters_that_are_smaller_anyway() -> None:
    """No image is shown later than where it has room in its own size."""
    first = drawn(fontsize=6, width=200)[0].attributes["class"]
    width = int(drawn(fontsize=6, width=200)[0].one("img").attributes["width"])
    assert f"heatmark-from{min(room for room in ROOMS if room >= width)} " in f"{first} "


def test_an_image_that_just_fits() -> None:
    """One that is as wide as a room is shown from this room on."""
    first = drawn(output="svg", fontsize=7, width=84)[0]
    assert first.one("img").attributes["width"] == "480"
    assert "heatmark-from480" in first.attributes["class"]


@pytest.mark.parametrize("view", ["guesses", "text", "grid"])
def test_what_stands_beside_images(view: str) -> None:
    """What an image cannot unfold: the list of guesses, and the text to be copied."""
    heatmap = Heatmap(["a", " b"], [-1, -2], ranks=[1, 2])
    made = picture(heatmap.content, resolve({"output": "svg", "view": view, "measure": "log P"}))
    html = figure(made, images=[(one, "x.svg") for one in images(made)])
    assert ("heatmark-guesses" in html) is (view == "guesses")
    assert '<pre class="heatmark-text">a b</pre>' in html
    assert "heatmark-ramp" not in html


@pytest.mark.parametrize(
    ("options", "count"), [({}, 1), ({"table": False}, 0), ({"table": True}, 1), ({"lineup": 3}, 1)]
)
def test_numbers_beside_images(options: dict[str, object], count: int) -> None:
    """The table is folded up below, that of a line-up with its answer, if nobody refuses it."""
    heatmap = Heatmap([f" t{at}" for at in range(8)], [*range(8)])
    made = picture(heatmap.content, resolve({"output": "svg", **options}))
    html = figure(made, images=[(one, "x.svg") for one in images(made)])
    assert html.count("<table") - html.count("lineup-people") == count + ("lineup" in options)
    text, _, answer = html.partition("heatmark-answer")
    assert ("<summary>Text and data table" in text) is (count == 1 and not answer)


def test_an_image_of_steps_has_them_in_it() -> None:
    """Beside it stands what it does not show."""
    heatmap = Heatmap(["a", ' "b'], [1, 3], steps=[2], output="svg")
    made = picture(heatmap.content, resolve(dict(heatmap.options)))
    html = figure(made, images=[(one, "x.svg") for one in images(made)])
    assert "≤ 2" not in html.partition("heatmark-legend")[2].partition("<table")[0]
    assert "n = 2" in html
    assert '<pre class="heatmark-text">a "b</pre>' in html
