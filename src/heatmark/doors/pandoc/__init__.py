"""The filter of pandoc, `heatmark-pandoc`."""

from heatmark.doors.pandoc.main import main

__all__ = ["main"]
