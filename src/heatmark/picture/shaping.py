"""Scripts whose letters are put together by whoever shows them: an image has them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_regex
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator


_SHAPED = lazy_regex(
    r"[\p{bc=R}\p{bc=AL}\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}"
    r"\p{Mlym}\p{Sinh}\p{Mymr}\p{Khmr}\p{Tibt}\p{Mong}]"
)


def unshaped(text: str) -> Iterator[Notice]:
    """Find text whose letters an image would not put together as readers know them.

    Args:
        text: What the tokens show.
    """
    found = _SHAPED.search(text)
    if found:
        problem = say(
            "an image shows letters such as {found} one by one, left to right",
            found=quoted(found[0]),
        )
        hint = "output: html lets the reader's browser put them together"
        yield Notice(name="unshaped-script", message=problem, hint=hint, about="output")
