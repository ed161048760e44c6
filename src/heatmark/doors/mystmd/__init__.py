"""The plugin of mystmd and Jupyter Book 2, `heatmark-mystmd`."""

from heatmark.doors.mystmd.main import main

__all__ = ["main"]
