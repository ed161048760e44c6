"""What kinds of things stand in a body: a mapping or rows, and a mapping below options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.numerals import MISSING, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED

if TYPE_CHECKING:
    from heatmark.block.draft import Draft

_KEY = lazy_re(r"([^\W\d]\w*)\s*:(?:\s+(.*))?$")


def is_mapping(line: str) -> bool:
    """Tell a mapping's first line from a row: a key, known or misspelt, is not a score's token."""
    if line.startswith("{"):
        return True
    key = _KEY.match(line)
    if not key:
        return False
    return key[1] in CONTENT or key[1] in DECLARED or not is_number(key[2] or "")


def is_content(line: str) -> bool:
    """Tell the first line of a mapping with content from a row, such as `text: 5` and `{ 0.5`."""
    last = line.rsplit(maxsplit=1)[-1]  # equivalent: how often it is split before
    if is_number(last) or last in MISSING:
        return False
    key = _KEY.match(line)
    return line.startswith("{") or (key is not None and key[1] in CONTENT)


def with_below(above: Draft, below: Draft) -> Draft:
    """Put options and the mapping that stands below them together.

    Raises:
        OptionError: If both set the same.
    """
    for name in below.lines:
        if name in above.lines:
            problem = say("{name} is set twice, above and below ---", name=name)
            raise OptionError(problem, line=below.lines[name], hint="remove one of them")
    return below._replace(
        options={**above.options, **below.options},
        lines={**above.lines, **below.lines},
        err=above.err if below.err is None else below.err,
        notices=above.notices + below.notices,
    )
