"""Times at which words are said, written as texts, `0.4s`: no scores, as those in numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.naming import name_words
from heatmark.core.numerals import MISSING
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence


_TIME = lazy_re(
    r"(?:pt)?(\d+(?:[.,]\d+)?)\s*(?:m?s|m?secs?|seconds?|milliseconds?|giây|mili ?giây)",
    re.IGNORECASE,
)
_NAME = lazy_re(
    r"(?:(?:word|token|từ|audio) )?"
    r"(?:start|end|begin|stop|onset|offset|from|to|time|timestamp|at|tmin|tmax|starttime|endtime"
    r"|start time|end time|begin time|stop time|start offset|end offset|start timestamp"
    r"|end timestamp|time start|time end|time from|time to|bắt đầu|kết thúc|thời điểm"
    r"(?: bắt đầu| kết thúc)?|từ|đến)"
    r"(?: (?:time|sec|secs|seconds|s|ms))?"
)


def are_times(name: str, cells: Sequence[str]) -> bool:
    """Tell times under a name of places in a recording, which never fall.

    Args:
        name: What the column is called: durations and reading times are quantities of tokens.
        cells: Its cells.
    """
    known = [cell.strip() for cell in cells if cell.strip().lower() not in MISSING]
    found = [_TIME.fullmatch(cell) for cell in known]
    numbers = [float(one[1].replace(",", ".")) for one in found if one]
    if not numbers or len(numbers) < len(known) or not _NAME.fullmatch(name_words(name)):
        return False
    return all(one <= two for one, two in pairwise(numbers))
