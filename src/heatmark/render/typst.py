"""Text of authors and colours, as Typst reads them in code."""

from __future__ import annotations

from heatmark.render.visible import visible

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def typst_string(text: str) -> str:
    """Write an author's text as a string, in which Typst reads nothing but itself."""
    return f'"{visible((text,))[0].translate(_ESCAPES)}"'


def typst_colour(written: str) -> str:
    """Write a colour of a palette, `#rgb` or `#rrggbb`."""
    return f"rgb({typst_string(written)})"
