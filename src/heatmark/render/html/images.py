"""Images in HTML: one for each room that the page may have, of which the stylesheet shows one."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from heatmark.render.html.css import ROOMS
from heatmark.render.html.elements import safe
from heatmark.render.image.draw import described

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image


_MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml"}
_LEAST_LETTER = 12.0  # CSS pixels: what smaller letters say is not read
_CSS_PIXELS = 96 / 72  # in a point


def pictures(picture: Picture, images: Sequence[tuple[Image, str]]) -> str:
    """Write all images of a picture.

    What has no stylesheet, such as a feed, shows the wide one for light pages.

    Args:
        picture: What they show.
        images: The images, each with its address.
    """
    light = [item for item in images if not item[0].dark]
    dark = [item for item in images if item[0].dark]
    # Without a stylesheet only the light one is to be seen.
    alt = safe(described(picture))
    drawn = _sizes(picture, light, "heatmark-light" if dark else "", alt)
    drawn += _sizes(picture, dark, "heatmark-dark", alt)
    return f"<div class=heatmark-images>{drawn}</div>"


def room_of(images: Sequence[tuple[Image, str]]) -> str:
    """Say how wide the widest image is: a box that is as wide as what is in it makes room for it.

    Which image is shown depends on the box, so that none of them can say it to the box itself.

    Args:
        images: The images, each with its address.
    """
    return f"--wide:{max(item.sheet.css_size[0] for item, _ in images)}px"


def embedded(form: str, data: bytes) -> str:
    """Write the address of an image that is the image itself, for pages without files beside them.

    Args:
        form: `png` or `svg`.
        data: The file.
    """
    return f"data:{_MEDIA_TYPES[form]};base64,{b64encode(data).decode()}"


def _sizes(picture: Picture, images: Sequence[tuple[Image, str]], kind: str, alt: str) -> str:
    """Write images from the widest to the narrowest, each for the room from its own on."""
    drawn, last = "", ""
    for at, (item, address) in enumerate(images):
        room = "" if at == len(images) - 1 else str(_room(picture, item))
        size = f"heatmark-{item.size}" if len(images) > 1 else ""
        classes = " ".join(filter(None, (kind, size, room and f"heatmark-from{room}", last)))
        # No `hidden`: themes mean it so strongly that no stylesheet can show the image again.
        is_hidden = ' style="display:none"' if at or kind == "heatmark-dark" else ""
        named = f' class="{classes}"' if classes else ""
        drawn += f"<picture{named}{is_hidden}>{_image(item, address, alt)}</picture>"
        last = f"heatmark-to{room}"
    return drawn


def _image(item: Image, address: str, alt: str) -> str:
    width, height = item.sheet.css_size
    return (
        f'<img src="{safe(address)}" alt="{alt}" '
        f"width={width} height={height} loading=lazy decoding=async>"
    )


def _room(picture: Picture, item: Image) -> int:
    """Find the room from which on an image is shown, of those that the stylesheet knows."""
    least = _least(picture, item)
    return next((room for room in ROOMS if room >= least), ROOMS[-1])


def _least(picture: Picture, item: Image) -> int:
    """Find the width in CSS pixels at which its letters are as small as they may become."""
    size = picture.image.fontsize if picture.image else _LEAST_LETTER
    return round(item.sheet.css_size[0] * min(1.0, _LEAST_LETTER / (size * _CSS_PIXELS)))
