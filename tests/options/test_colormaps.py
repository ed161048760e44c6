"""Which colormaps there are, known without a look at their colours."""

from __future__ import annotations

import pytest
from matplotlib import colormaps
from matplotlib.colors import ListedColormap

from heatmark.core.errors import OptionError
from heatmark.options.colormaps import bundled, check_colormap


@pytest.mark.parametrize("name", ["Reds", "Reds_r", "heatmark", "heatmark_blue_r", "tab10", "jet"])
def test_maps_that_there_are(name: str) -> None:
    """Those of matplotlib and ours, in both directions."""
    check_colormap(name)


def test_all_that_are_bundled_are_known() -> None:
    """Each of them, by itself and the other way round."""
    for name in bundled():
        check_colormap(name)
        check_colormap(f"{name}_r")


def test_maps_of_an_author() -> None:
    """What is registered with matplotlib is there too."""
    with pytest.raises(OptionError):
        check_colormap("of_my_own")
    colormaps.register(ListedColormap(["#fff", "#000"], name="of_my_own"))
    try:
        check_colormap("of_my_own")
    finally:
        colormaps.unregister("of_my_own")


@pytest.mark.parametrize(
    ("name", "hint"), [("viridiss_r", "did you mean 'viridis_r'?"), ("?", "any colormap of")]
)
def test_maps_that_there_are_not(name: str, hint: str) -> None:
    """They are named, and the nearest too."""
    with pytest.raises(OptionError) as caught:
        check_colormap(name)
    assert caught.value.message == f"unknown colormap {name!r}"
    assert caught.value.hint.startswith(hint)
    assert caught.value.about == "cmap"
