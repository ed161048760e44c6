"""What runs as a filter of another program: JSON comes in and goes out, words go aside."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from heatmark.core.errors import HeatmarkError, Notice
from heatmark.hosts.page import logged

if TYPE_CHECKING:
    from heatmark.hosts.page import Place


@dataclass
class FilterHost:
    """Tells what there is to know on standard error.

    Attributes:
        program: What it is called where no file is known.
        failed: Whether there was an error or a warning.
    """

    program: ClassVar[str]
    failed: bool = field(default=False, init=False)

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Write a line; asides of a build are left out."""
        level = found.level if isinstance(found, Notice) else "error"
        if level == "info":
            return
        self.failed = True
        name = f" [{found.name}]" if isinstance(found, Notice) else ""
        where = index.name if index.line else index.source or self.program
        sys.stderr.write(f"{where}: {level}: {logged(found, index.page)}{name}\n")


def speak_utf8() -> None:
    """Write Vietnamese on standard error, whatever the machine speaks."""
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def read_json() -> Any:
    """Read what the other program hands over."""
    return json.load(sys.stdin.buffer)


def write_json(made: object) -> None:
    """Hand over what was made."""
    write_text(json.dumps(made, ensure_ascii=False))


def write_text(text: str) -> None:
    """Write UTF-8 as it is: no line ends change."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
