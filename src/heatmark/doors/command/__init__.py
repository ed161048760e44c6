"""The command `heatmark`."""

from heatmark.doors.command.main import main

__all__ = ["main"]
