"""What must hold of images, of terminals, and of what a notebook writes."""

from __future__ import annotations

import io
import math
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PIL import Image as Opened

from heatmark.core.errors import HeatmarkError, ScoreError
from heatmark.heatmap import Heatmap
from heatmark.notebook import bundle, data_file, page
from heatmark.render.image.draw import draw
from heatmark.render.image.terminal import terminal_lines
from heatmark.render.image.views import screen
from markup import BAD, harmless, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.sheet import Sheet

_MEDIA = ("text/plain", "text/html", "text/latex", "image/svg+xml", "image/png")
_SHAPES = {"svg", "defs", "g", "path", "pattern", "text", "use"}


def sound_files(images: Iterable[Image]) -> None:
    """Hold that images can be opened, and are as large as their page says."""
    for image in images:
        data = draw(image.sheet).data
        {"png": _sound_png, "svg": _sound_svg}[image.sheet.format](data, image.sheet)


def _sound_png(data: bytes, sheet: Sheet) -> None:
    with Opened.open(io.BytesIO(data)) as image:
        image.load()  # which looks at the sums of its parts
        assert image.format == "PNG"
        assert image.size == (sheet.width, sheet.height), (image.size, sheet.width, sheet.height)


def _sound_svg(data: bytes, sheet: Sheet) -> None:
    tree = ET.fromstring(data)
    for node in tree.iter():
        assert isinstance(node.tag, str), "a comment"
        assert node.tag.removeprefix("{http://www.w3.org/2000/svg}") in _SHAPES, node.tag
        for name, value in node.attrib.items():
            harmless(name, value)
    left, top, width, height = map(float, tree.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert math.isclose(width, sheet.width, abs_tol=0.1), (width, sheet.width)
    assert math.isclose(height, sheet.height, abs_tol=0.1), (height, sheet.height)


def sound_terminal(picture: Picture) -> None:
    """Hold that no character asks anything of a terminal."""
    for line in terminal_lines(screen(picture, 60, alone=True), picture.palette, dark=True):
        said = "".join(run.text for run in line)
        assert not (found := BAD.search(said)), ("terminal", said[: found.end()][-60:])
        assert "\n" not in said, ("terminal", said)


def sound_notebook(header: str, body: str, folder: Path) -> str:
    """Hold that a block is a Heatmap that comes back from all that holds one, and shows itself.

    Args:
        header: The options behind its fence.
        body: The lines in it.
        folder: Where a data file can be written.

    Returns:
        `drawn` or `error`.
    """
    try:
        heatmap = Heatmap.from_fence(f"~~~~~~heatmap {header}\n{body}\n~~~~~~")
        written = bundle(heatmap, _MEDIA)[0]
    except HeatmarkError:
        return "error"
    file = folder / "saved.json"
    file.write_bytes(data_file(heatmap, ""))
    assert Heatmap.read(file) == heatmap, "another from a file"
    assert pickle.loads(pickle.dumps(heatmap)) == heatmap, "another from a pickle"
    assert heatmap.replace() == heatmap, "another when copied"
    with suppress(ScoreError):  # a block cannot hold -∞
        again = Heatmap.from_fence(heatmap.to_fence())
        assert again == heatmap, "another from a block"
        assert bundle(again, _MEDIA)[0] == written, "shown otherwise"
    parsed(page(heatmap, "").decode(), whole=True)
    ET.fromstring(written["image/svg+xml"])
    return "drawn"
