"""Which colormaps there are: those that travel with the package, and those of matplotlib."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.wording import nearest, quoted, say

if TYPE_CHECKING:
    from matplotlib.colors import Colormap


@lru_cache(maxsize=2)  # equivalent: what is forgotten is computed again
def bundled(room: str = "heatmark.options", file: str = "colormaps.json") -> dict[str, str]:
    """Read colours that travel with the package, so that HTML needs no matplotlib.

    Args:
        room: The package that they lie in.
        file: The file: those of light pages, unless another is named.
    """
    text = files(room).joinpath(file).read_text(encoding="utf-8")
    tables: dict[str, str] = json.loads(text)
    return tables


def check_colormap(name: str) -> None:
    """Refuse the name of no colormap.

    Args:
        name: The name of one of matplotlib's, or of ours; `_r` at its end reverses it.

    Raises:
        OptionError: If there is no such colormap; the hint names the nearest.
    """
    known = bundled()
    if name not in known and name.removesuffix("_r") not in known:
        registered(name)


def registered(name: str) -> Colormap:
    """Ask matplotlib for a map that others have registered with it, or that is qualitative.

    Raises:
        OptionError: If there is no such colormap.
    """
    from matplotlib import colormaps

    if name in colormaps:
        return colormaps[name]
    known = bundled()
    names = sorted({*known, *(f"{bare}_r" for bare in known if not bare.endswith("_r"))})
    hint = nearest(name, names) or "any colormap of matplotlib's will do: Reds, viridis, RdBu_r"
    raise OptionError(say("unknown colormap {name}", name=quoted(name)), hint=hint, about="cmap")
