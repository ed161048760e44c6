"""The file of an image."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """The file of an image, and what of this machine went into it.

    Attributes:
        data: The content of the file.
        missing: Characters that no font had.
        fonts: Paths of the font files found on this machine that it was drawn with.
    """

    data: bytes
    missing: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
