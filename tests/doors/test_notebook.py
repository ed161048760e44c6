"""What a heatmap of a notebook can be made into, and what its author is told."""

from __future__ import annotations

import warnings

import pytest
from matplotlib import pyplot as plt

from heatmark import Heatmap, HeatmarkWarning
from heatmark.notebook import data_file, html, image, pdf, plotted


def made(**options: object) -> Heatmap:
    return Heatmap(["Hà", " Nội"], [1, 2], measure="m", **options)  # type: ignore[arg-type]


def test_every_form_begins_as_its_readers_expect() -> None:
    """A figure with its style, JSON, PNG, SVG and PDF."""
    assert html(made()).startswith("<style>")
    assert "<figure" in html(made())
    assert data_file(made(), "json").startswith(b"{")
    assert image(made(), "png").startswith(b"\x89PNG")
    assert image(made(), "svg").startswith(b"<svg")
    assert pdf(made(), "pdf").startswith(b"%PDF")


def test_an_artist_is_on_axes_of_its_own() -> None:
    """Without axes to draw on, it fills a figure that pyplot knows."""
    drawn = plotted(made(), {})
    (axes,) = drawn.axes
    assert len(axes.artists) == 1
    assert axes.get_position().bounds == (0, 0, 1, 1)
    assert plt.fignum_exists(drawn.number)
    plt.close(drawn)


def test_a_notice_is_told_once_on_the_authors_line() -> None:
    """A warning names the notice and this file; shown again, the same heatmap says nothing."""
    heatmap = made(cmap="jet")
    with pytest.warns(HeatmarkWarning) as caught:
        html(heatmap)
    assert [str(one.filename) for one in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html(heatmap)
        html(made(cmap="jet", silence="rainbow-colormap"))
