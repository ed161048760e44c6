"""Palettes: matplotlib's colours in the light, in order on light pages and dark, under ink."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from heatmark import Heatmap
from heatmark.core.errors import OptionError
from heatmark.hosts.page import Page
from heatmark.picture.colour import colour_distance, lightness, luminance, oklab, seen
from heatmark.picture.palette import (
    DEFICIENCIES,
    LEVELS,
    MIDDLE,
    confused_by,
    dark_twin,
    is_honest,
    levels,
    order_of,
    palette,
    runs_dark_to_light,
)
from heatmark.render.latex import latex
from pages import draw
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heatmark.picture.colour import Colours
    from heatmark.picture.parts import Picture

COURSE = ROOT / "example_site/docs"
OWN = ["heatmark", "heatmark_blue", "heatmark_diverging"]
NAMES = sorted(mpl.colormaps)
BASE = [name for name in NAMES if not name.endswith("_r")]
ORDERED = [name for name in [*NAMES, *OWN, *(f"{own}_r" for own in OWN)] if is_honest(name)]
# Material's slate, PyData's dark, that of MkDocs, and the darkest there is.
DARK_PAGES = ["#1e2129", "#14181e", "#121212", "#000000"]


def rgb(*colours: str) -> Colours:
    codes = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return np.array(codes) / 255


def contrasts(colours: tuple[str, ...], page: str) -> Colours:
    """Compute the contrast of each colour to a page (WCAG 2)."""
    lights, ground = luminance(rgb(*colours)) + 0.05, luminance(rgb(page)) + 0.05
    return np.asarray(np.maximum(lights, ground) / np.minimum(lights, ground))


def _tables(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return palette(name).light, palette(name).dark


def outward(values: Colours, order: str | None) -> list[Colours]:
    """Cut values by level into runs, each from where a map's strength is least."""
    if order == "to dark":
        return [values]
    if order == "to light":
        return [values[::-1]]
    return [values[MIDDLE::-1], values[MIDDLE:]]


def made_for_dark(name: str) -> bool:
    return order_of(name) == "to light" and not name.endswith("_r")


@pytest.mark.parametrize("name", [*NAMES, *OWN])
def test_ink_can_be_read(name: str) -> None:
    """Ink has a contrast of 4.5 on every level of every colormap, on light pages and dark."""
    drawn = palette(name)
    fills, inks = drawn.light + drawn.dark, drawn.light_ink + drawn.dark_ink
    assert len(drawn.light) == len(drawn.dark) == LEVELS
    for fill, ink in zip(fills, inks, strict=True):
        assert contrasts((fill,), {"#000": "#000000", "#fff": "#ffffff"}[ink])[0] >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_those_of_matplotlib(name: str) -> None:
    """A table has matplotlib's own colours to the byte, also if it is reversed."""
    drawn = mpl.colormaps[name](np.linspace(0, 1, LEVELS))[:, :3]
    ours = np.rint(rgb(*palette(name).light) * 255)
    assert_array_equal(ours, np.rint(drawn * 255))


GOOD = "viridis cividis plasma inferno magma Reds Blues YlOrRd gray gist_gray gist_heat cubehelix"
GOOD_DIVERGING = "RdBu_r PuOr BrBG coolwarm bwr seismic RdYlBu Spectral berlin vanimo managua"
BAD = "jet hsv rainbow nipy_spectral gist_rainbow gist_ncar gist_stern prism flag turbo twilight"
QUALITATIVE = "tab10 tab20 Set1 Set2 Set3 Paired Accent Dark2 Pastel1 Pastel2"


@pytest.mark.parametrize("name", [*GOOD.split(), *GOOD_DIVERGING.split()])
def test_honest_colormaps(name: str) -> None:
    """Maps that are steady in lightness, or steady on each side of a pale middle, are honest."""
    if name.removesuffix("_r") not in mpl.colormaps:
        pytest.skip("not in this matplotlib")
    assert is_honest(name)


@pytest.mark.parametrize("name", [*BAD.split(), *QUALITATIVE.split()])
def test_dishonest_colormaps(name: str) -> None:
    """Rainbows, cyclic and qualitative maps are not, in either direction."""
    assert not is_honest(name)
    assert not is_honest(f"{name}_r")


def _turns(name: str) -> bool:
    """Tell whether contrast to white goes up and down, beyond one turn in the middle."""
    steps = np.sign(np.diff(contrasts(palette(name).light, "#ffffff")))
    low, high = set(steps[:MIDDLE]), set(steps[MIDDLE:])
    return len(low) > 1 or len(high) > 1 or 0 in low | high


def test_maps_that_have_no_order() -> None:
    """They are named: those that turn, those that end as they begin, and a rainbow."""
    named = {name for name in BASE if not is_honest(name)}
    assert named == {name for name in BASE if _turns(name)} | {"twilight", "twilight_shifted"} | {
        "turbo"
    }
    assert {f"{name}_r" for name in named} == {
        name for name in NAMES if name.endswith("_r") and not is_honest(name)
    }
    assert len(ORDERED) > 100


@pytest.mark.parametrize("name", ORDERED)
def test_contrast_to_a_light_page_is_in_order(name: str) -> None:
    """It grows with every level, or falls, or does so on each side of a middle; no two agree."""
    drawn = palette(name)
    order = order_of(name)
    assert len(set(drawn.light)) == LEVELS
    for run in outward(contrasts(drawn.light, "#ffffff"), order):
        steps = np.diff(run)
        assert np.all(steps < 0 if order == "dark middle" else steps > 0)


@pytest.mark.parametrize("name", ORDERED)
def test_contrast_to_a_dark_page_is_in_order(name: str) -> None:
    """It grows as on a light one, from the middle of all that have one; no two levels agree.

    Maps that begin dark by their own name were made for dark grounds: there it grows with scores.
    """
    drawn = palette(name)
    order = "to dark" if made_for_dark(name) else order_of(name)
    assert len(set(drawn.dark)) == LEVELS
    runs = [outward(contrasts(drawn.dark, page), order) for page in DARK_PAGES]
    for run in itertools.chain(*runs):
        assert np.all(np.diff(run) > 0)
        assert run[0] < 1.5, "what is least fades into the page"
        assert run[-1] > 2, "what is most does not"


@pytest.mark.parametrize("name", [name for name in ORDERED if name.split("_r")[0] not in OWN])
def test_steps_of_twins_can_be_seen(name: str) -> None:
    """Neighbours differ by more than what is just seen, and no map glares."""
    dark = rgb(*palette(name).dark)
    assert colour_distance(dark[1:], dark[:-1]).min() > 1.2
    assert lightness(luminance(dark)).max() < 89


@pytest.mark.parametrize("name", ORDERED)
def test_twins_have_no_edges(name: str) -> None:
    """Nowhere do neighbours differ by much more than those of the map itself do somewhere."""
    apart = [colour_distance(rgb(*table)[1:], rgb(*table)[:-1]).max() for table in _tables(name)]
    assert apart[1] < 2.5 * apart[0]


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in ORDERED
        if "middle" in str(order_of(name)) and name.split("_r")[0] not in OWN
    ],
)
def test_sides_of_twins_are_equal(name: str) -> None:
    """Scores as far from the centre stand out from a dark page alike."""
    lights = lightness(luminance(rgb(*palette(name).dark)))
    assert_allclose(lights, lights[::-1], atol=0.6)


@pytest.mark.parametrize("name", [name for name in ORDERED if f"{name}_r" in ORDERED])
def test_reversed_twins(name: str) -> None:
    """A map is reversed on a dark page too, but one that is made to begin dark always does."""
    forward, backward = palette(name).dark, palette(f"{name}_r").dark
    if made_for_dark(name):
        assert luminance(rgb(forward[0], backward[0])).max() < 0.03
    else:
        apart = colour_distance(rgb(*forward), rgb(*backward[::-1]))
        assert np.delete(apart, MIDDLE).max() < 2


# Seven levels of each twin, from the lowest to the highest, as they were first made.
TWINS = {
    "Reds": "#2d2625 #4f332f #7b3930 #ab3a2f #ce4639 #e75f4f #ff7766",
    "viridis": "#480059 #423682 #006497 #008b86 #31b074 #89ce3d #f5df00",
    "gray": "#282828 #424242 #5e5e5e #7c7c7c #9b9b9b #bbbbbb #dddddd",
    "inferno": "#202839 #512f85 #98378b #d64a66 #fb722e #f4af00 #e0e288",
    "RdBu_r": "#62a4ee #4078b6 #384f68 #282828 #793a39 #ce454a #ff7575",
    "coolwarm": "#819bff #586ed0 #3d4a7b #282828 #773b3a #c54e4f #ff7575",
    "Greys": "#282828 #3a3a3a #4d4d4d #616161 #757575 #8a8a8a #a0a0a0",
    "YlOrRd": "#2a2907 #463900 #694600 #9b4a00 #d04431 #ec5956 #ff7483",
    "cubehelix": "#282828 #2e4360 #296b37 #a27338 #c985bb #a7bed9 #dddddd",
    "copper": "#282828 #513c30 #7a5239 #a46944 #cf8150 #f79c62 #ffc5a2",
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_stay_what_they_are(name: str) -> None:
    """A figure looks on a dark page as it looked before, but for the last bit of a channel."""
    assert_allclose(rgb(*palette(name).dark[::5]), rgb(*TWINS[name].split()), atol=1.01 / 255)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("Reds", 16, 66), ("Reds_r", 66, 16), ("gray", 16, 88)]
)
def test_how_light_twins_are(name: str, low: float, high: float) -> None:
    """From just above the darkest pages up to where red is red, or where white does not glare."""
    lights = lightness(luminance(rgb(*palette(name).dark)))
    assert lights[[0, -1]] == pytest.approx([low, high], abs=0.4)


def test_hues_of_twins() -> None:
    """Reds are red on a dark page, not brown and pink, and greys are grey."""
    lab = oklab(rgb(*palette("Reds").dark))
    hues = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    assert hues.min() > 20
    assert hues.max() < 36
    assert np.all(np.diff(np.hypot(*lab[:20, 1:].T)) > -0.005)
    assert np.hypot(*oklab(rgb(*palette("Greys").dark))[:, 1:].T).max() < 1e-3


def test_a_map_from_dark_to_light_is_turned_unless_it_is_at_home() -> None:
    """Made for dark grounds, as viridis was, it keeps its order there."""
    for name in ("viridis", "gray", "inferno"):
        colours = rgb(*palette(name).light)
        assert np.all(np.diff(luminance(dark_twin(colours))) < 0)
        assert np.all(np.diff(luminance(dark_twin(colours, at_home=True))) > 0)


@pytest.mark.parametrize("name", ["berlin", "managua", "vanimo"])
def test_how_light_a_twin_with_a_dark_middle_is(name: str) -> None:
    """As light as the darker of the map's own ends, on both sides."""
    if name not in mpl.colormaps:
        pytest.skip("not in this matplotlib")
    own, twin = (lightness(luminance(rgb(*table))) for table in _tables(name))
    assert twin[[0, -1]] == pytest.approx([own[[0, -1]].min()] * 2, abs=0.4)


def test_a_map_that_ends_as_it_begins_has_no_order() -> None:
    """However steady its sides are, and whatever stands beside its ends."""
    half = np.linspace(0.4, 0.95, MIDDLE)[:, None]
    blue, red = half * [0.4, 0.7, 1.0], half * [1.0, 0.7, 0.4]
    middle = np.full((1, 3), 0.97)
    colours = np.concatenate([blue, middle, red[::-1]])
    assert not np.allclose(dark_twin(colours), colours)
    colours[[0, -1]] = 0.01
    assert_array_equal(dark_twin(colours), colours)


def test_a_twin_of_steps_has_steps() -> None:
    """A map of a few colours keeps them as few; one without an order stays as it is."""
    few = np.repeat(rgb("#fee5d9", "#fcae91", "#fb6a4a", "#cb181d"), [8, 8, 8, 7], axis=0)
    assert len(np.unique(dark_twin(few).round(4), axis=0)) == 4
    rainbow = rgb(*palette("jet").light)
    assert_array_equal(dark_twin(rainbow), rainbow)


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("Reds", "to dark"),
        ("Reds_r", "to light"),
        ("viridis", "to light"),
        ("viridis_r", "to dark"),
        ("gray", "to light"),
        ("RdBu_r", "pale middle"),
        ("RdYlGn", "pale middle"),
        ("heatmark", "to dark"),
        ("heatmark_blue_r", "to light"),
        ("heatmark_diverging", "pale middle"),
        ("jet", None),
        ("tab10", None),
    ],
)
def test_orders(name: str, order: str | None) -> None:
    """A map says how its lightness goes, and whether it is to be reversed for strength."""
    assert order_of(name) == order
    assert runs_dark_to_light(name) == (order == "to light")


def test_a_dark_middle() -> None:
    """Maps with a dark middle say so."""
    if "berlin" not in mpl.colormaps:
        pytest.skip("not in this matplotlib")
    assert order_of("berlin") == order_of("vanimo_r") == "dark middle"


def test_sides_that_colour_blind_readers_confuse() -> None:
    """Of all maps with a middle, three are named, with those who confuse their sides."""
    confused = {name: found for name in BASE if (found := confused_by(name))}
    assert confused == {
        "RdGy": ("protanopia",),
        "RdYlGn": ("deuteranopia", "protanopia"),
        "Spectral": ("deuteranopia", "protanopia"),
    }
    assert confused_by("Spectral_r") == ("deuteranopia", "protanopia")
    assert not any(map(confused_by, OWN))


@pytest.mark.parametrize(
    ("name", "deficiency", "least"),
    [
        ("RdYlGn", "deuteranopia", 1.7),
        ("Spectral", "deuteranopia", 8.8),
        ("RdGy", "protanopia", 4.4),
    ],
)
def test_how_far_sides_are_apart(name: str, deficiency: str, least: float) -> None:
    """The least distance is found at a third of the way from the middle, or beyond."""
    colours = seen(rgb(*palette(name).light), deficiency)  # type: ignore[arg-type]
    apart = colour_distance(colours, colours[::-1])[: MIDDLE - 4]
    assert apart.min() == pytest.approx(least, abs=0.06)


@pytest.mark.parametrize("own", OWN)
def test_own_maps_have_one_ink(own: str) -> None:
    """Black on light pages and white on dark ones, with a contrast of 7 on every level."""
    drawn = palette(own)
    assert set(drawn.light_ink) == {"#000"}
    assert set(drawn.dark_ink) == {"#fff"}
    assert contrasts(drawn.light, "#000000").min() >= 7
    assert contrasts(drawn.dark, "#ffffff").min() >= 7


@pytest.mark.parametrize("own", OWN)
def test_own_maps_have_even_steps(own: str) -> None:
    """Neighbours differ by what is just seen, twice that about a centre, nowhere by much more."""
    least = 1.8 if own == "heatmark_diverging" else 0.8
    for colours in _tables(own):
        apart = colour_distance(rgb(*colours)[1:], rgb(*colours)[:-1])
        assert apart.min() > least
        assert apart.max() < 2 * apart.min()
        for deficiency in DEFICIENCIES:
            blind = seen(rgb(*colours), deficiency)
            ends = colour_distance(blind[0], blind[MIDDLE if "diverging" in own else -1])
            assert ends > 20


@pytest.mark.parametrize("own", [*OWN, "heatmark_r", "heatmark_diverging_r"])
def test_own_maps_by_name(
    own: str, convert: Callable[..., tuple[str, list[str]]], tmp_path: Path
) -> None:
    """They are named as matplotlib's are, in HTML, images and LaTeX; `_r` reverses them."""
    block = f"```heatmap cmap={own} measure=m center=2{{}}\na 1\nb 2\nc 3\n```"
    expected = palette(own)
    if own.endswith("_r"):
        assert expected.light == palette(own[:-2]).light[::-1]
        assert expected.dark == palette(own[:-2]).dark[::-1]
    page, messages = convert(block.format(""))
    assert messages == []
    assert f'class="heatmark heatmark-{own}"' in page
    assert f"--hl0:{expected.light[0]}" in page
    assert f"--hd30:{expected.dark[-1]}" in page
    drawn = draw(f"cmap={own}", "a 1\nb 2\nc 3\n", Page())
    assert f"\\colorbox[HTML]{{{expected.light[-1][1:].upper()}}}" in latex(drawn)
    Heatmap(["a", " b", " c"], [1, 2, 3], cmap=own, center=2).save(tmp_path / "a.svg")
    assert expected.light[MIDDLE] in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_name_that_is_nearly_right() -> None:
    """The hint of an unknown map knows our own too, in both directions."""
    for wrong, hint in (
        ("heatmark_blu", "heatmark_blue"),
        ("heatmark_blu_r", "heatmark_blue_r"),
        ("viridiss_r", "viridis_r"),
        ("?", "any colormap of matplotlib's"),
    ):
        with pytest.raises(OptionError) as caught:
            palette(wrong)
        assert hint in str(caught.value.hint)


def test_levels() -> None:
    """Positions are rounded to the nearest of 31 levels; those that are missing have none."""
    assert_array_equal(levels(np.array([0, 0.5, 1, np.nan, 0.017])), [0, MIDDLE, 30, -1, 1])


def _contrasts_of_tokens(found: Picture, *, dark: bool) -> list[float]:
    """Compute the contrast of each coloured token's letters to its colour."""
    fills, inks = (
        (found.palette.dark, found.palette.dark_ink)
        if dark
        else (found.palette.light, found.palette.light_ink)
    )
    by_level = [
        float(contrasts((fill,), ink.replace("#fff", "#ffffff").replace("#000", "#000000"))[0])
        for fill, ink in zip(fills, inks, strict=True)
    ]
    return [by_level[level] for strip in found.strips for level in strip.levels if level >= 0]


@pytest.mark.parametrize("dark", [False, True])
def test_nine_tokens_in_ten_read_well_by_default(*, dark: bool) -> None:
    """A contrast of 7 (WCAG 2, 1.4.6) in texts as models score them; on Reds fewer have it."""
    page = Page(folder=COURSE)
    blocks = [f"src=data/{name}" for name in ("smollm2.json#vi", "smollm2.json#en")]
    blocks += ["src=data/smollm2.json#vi scale=symmetric center=-9"]
    shares: dict[str, list[float]] = {"none": [], "Reds": []}
    for header in blocks:
        for cmap, found in shares.items():
            tokens = _contrasts_of_tokens(draw(f"{header} cmap={cmap}", "", page), dark=dark)
            assert len(tokens) > 10
            found.append(float(np.mean(np.array(tokens) >= 7)))
    assert min(shares["none"]) >= 0.9 > min(shares["Reds"])
