"""Templates of hosts are compiled once for all builds of a process, and of those forked from it."""

from __future__ import annotations

from functools import partialmethod
from unittest import mock

from jinja2 import Environment, FileSystemBytecodeCache


def keep(folder: str) -> None:
    """Let this process keep what it compiles, for as long as it runs.

    Args:
        folder: Where to.
    """
    cache = FileSystemBytecodeCache(folder)
    keeping = partialmethod(Environment.__init__, bytecode_cache=cache)
    mock.patch.object(Environment, "__init__", keeping).start()
