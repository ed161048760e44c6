"""What a heatmap of a notebook can be made into, and what its author is told."""

from __future__ import annotations

import io
import re
import warnings
from base64 import b64decode
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from matplotlib import pyplot as plt
from PIL import Image

from heatmark import Heatmap, HeatmarkWarning, SourceError, defaults
from heatmark.notebook import data_file, html, image, page, pdf, plotted

if TYPE_CHECKING:
    from pathlib import Path


def made(**options: Any) -> Heatmap:
    return Heatmap(["Hà", " Nội"], [1, 2], measure="m", **options)


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


MEDIA = {"text/plain", "text/html", "text/latex", "image/png", "image/svg+xml"}


@pytest.mark.parametrize(
    ("output", "include", "exclude", "expected"),
    [
        ("html", None, None, {"text/plain", "text/html", "text/latex"}),
        ("png", None, None, {"text/plain", "text/html", "image/png"}),
        ("svg", None, None, {"text/plain", "text/html", "image/svg+xml"}),
        ("html", ["image/png"], None, {"image/png"}),
        ("html", MEDIA, {"text/html"}, MEDIA - {"text/html"}),
        ("png", None, ["image/png"], {"text/plain", "text/html"}),
        ("html", ["text/markdown"], None, set()),
    ],
)
def test_media_types(output: str, include: Any, exclude: Any, expected: set[str]) -> None:
    """A notebook gets what it asks for, and unasked what the option `output` says."""
    found, about = made(output=output)._repr_mimebundle_(include, exclude)
    assert set(found) == expected
    assert set(about) == {"image/png"} & expected


def test_what_is_in_each_medium() -> None:
    """All media types show the same heatmap: text, scale and numbers."""
    found, about = made(lang="vi", title="T")._repr_mimebundle_(MEDIA)
    assert found["text/html"] == made(lang="vi", title="T")._repr_html_()
    assert "Hà Nội" in found["text/plain"]
    assert "m: 1 … 2" in found["text/plain"]
    assert r"\colorbox[HTML]" in found["text/latex"]
    assert not re.search(r"\\par(?![a-z])|\n\s*\n", found["text/latex"])
    assert b64decode(found["image/png"]) == image(made(lang="vi", title="T"), "png")
    assert found["image/svg+xml"].startswith("<svg")
    pixels = Image.open(io.BytesIO(b64decode(found["image/png"]))).size
    assert about["image/png"] == {"width": pixels[0] // 2, "height": pixels[1] // 2}


def test_an_image_is_within_its_figure() -> None:
    """With `output` an image takes the place of coloured text; legend and table stay."""
    shown = html(made(output="png", dark="both", width=30))
    assert shown.count('src="data:image/png;base64,') == 2
    assert "heatmark-legend" in shown
    assert "<b" not in shown
    assert 'src="data:image/svg+xml;base64,' in html(made(output="svg"))


def test_a_page_needs_nothing_else(tmp_path: Path) -> None:
    """A saved page is a whole document, whose texts are no markup, and follows the system."""
    hostile = "</title><script>alert(1)</script>"
    made(title=hostile, lang="vi", output="png").save(tmp_path / "a.html")
    text = tmp_path.joinpath("a.html").read_text(encoding="utf-8")
    assert text.startswith('<!doctype html>\n<html lang="vi" data-theme="auto">')
    assert "<script" not in text
    assert text.count("</title>") == 1
    assert not re.search(r"(?:src|href)=.?(?!.?data:)[^ ]*[/.]", re.sub(r"base64,[^\"]*", "", text))
    with pytest.raises(SourceError) as caught:
        made().save(tmp_path / "a.htm")
    assert caught.value.hint == "name it something.json, .html, .png, .svg, .pdf"


def test_plots_take_what_artists_take() -> None:
    """Properties of an Artist are set, on axes and on a figure of its own; others are refused."""
    _, axes = plt.subplots()
    drawn = made().plot(axes, alpha=0.5, zorder=7, clip_on=True)
    assert (drawn.get_alpha(), drawn.get_zorder(), drawn.get_clip_on()) == (0.5, 7, True)
    assert drawn.axes is axes
    (alone,) = made().plot(gid="here").axes[0].artists
    assert alone.get_gid() == "here"
    with pytest.raises(AttributeError, match="colour"):
        made().plot(axes, colour="red")
    plt.close("all")


def test_a_page_names_what_html_does_not_allow() -> None:
    """Its title too is a text of the author's."""
    said = page(made(title="a\ufdd0<b>"), "").decode()
    assert "<title>a[U+FDD0]&lt;b&gt;</title>" in said


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"against": 0}, "no-effect"),
        ({"bars": "cut"}, "no-effect"),
        ({"series": "tabs"}, "no-effect"),
        ({"lang": "fr"}, "unknown-language"),
        ({"dpi": 300, "width": 40, "letters": "text", "font": "DejaVu Sans"}, ""),  # of images
    ],
)
def test_what_has_no_effect_is_told_as_in_a_build(options: dict[str, Any], name: str) -> None:
    """A build would tell the author; what images take is no mistake where one may be saved."""
    heatmap = Heatmap(["a", " b", " c"], [1, 2, 4], measure="x", **options)
    with warnings.catch_warnings(record=True) as noticed:
        warnings.simplefilter("always")
        html(heatmap)
    assert [getattr(one.message, "name", "") for one in noticed] == [name] * bool(name)


def test_a_language_without_words_is_told_where_it_is_a_default() -> None:
    """As in each block of a page."""
    with defaults.within(lang="fr"), pytest.warns(HeatmarkWarning, match="language 'fr'"):
        html(Heatmap(["a"], [1], measure="x"))


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "PNG"])
def test_letters_that_an_image_does_not_join_are_told(tmp_path: Path, form: str) -> None:
    """Whatever the option `output` says: a page has them right."""
    heatmap = Heatmap(["שלום", " a"], [1, 2], measure="x")
    with pytest.warns(HeatmarkWarning, match="one by one, left to right"):
        heatmap.save(tmp_path / f"x.{form}")
    assert (tmp_path / f"x.{form}").read_bytes()[:4] in {b"\x89PNG", b"<?xm", b"<svg", b"%PDF"}
    Heatmap(["שלום", " a"], [1, 2], measure="x").save(tmp_path / "x.html")


def test_a_tilde_is_the_home_of_its_author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no folder of that name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Heatmap(["a"], [1], measure="x").save("~/x.json")
    assert [one.name for one in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.parametrize("output", ["html", "png", "svg"])
@pytest.mark.parametrize("view", ["text", "bars", "grid"])
def test_what_notebooks_show_may_stand_in_a_book(output: str, view: str) -> None:
    """A chapter of an EPUB is XML, which no reader shows if a quote is missing."""
    series = {"a <&": [1, None], 'b "': [2, 3]}
    shown = Heatmap(["<Hà>", " Nội\n"], series, output=output, view=view, measure="m")
    written = shown._repr_html_()
    parsed = ET.fromstring(f"<div>{written.replace('&nbsp;', '&#160;')}</div>")
    assert parsed.find("figure") is not None
