"""What nearly is a heatmap and would be lost without a word: found, and named to the author.

Hosts give these notices like those of blocks, with page and line.
"""

from __future__ import annotations

import html
import re
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from heatmark.block.header import own_header, read_header
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence


_WORD = "heatmap"
_MEANT = (_WORD, f"{_WORD}s", "heatmark")
_ALIKE = 0.9  # of 1: of eight letters one may be wrong
_LESS_ALIKE = 0.85  # of seven, or two may have changed places, if the first is right
_STUCK = lazy_re(r"[{ ]*\.?heatmap[^\w\s{}.-]\S*")  # to an option, without a space
# Where HTML shows its content as it is written, or not at all.
_LITERAL = lazy_re(
    r"<!--.*?(?:-->|\Z)|<(pre|script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_CODE = lazy_re(r"<code\b.*?</code\s*>", re.DOTALL | re.IGNORECASE)
_TAG = lazy_re(r"<[^<>]*>")
_FENCE = lazy_re(r"(?:`{3,}|~{3,})[ \t]*([^`]*)$")
_INLINE = lazy_re(r"<code>([^\n<]*)\n")  # a fence within a line is code to Markdown
_TICKED = lazy_re(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(?P<fence>`{3,})(?P<info>[^`].*`.*)")
_RUN = lazy_re("`{3,}")
_BREAK = lazy_re("<br ?/?>")
_NUMBER = lazy_re(r"[+-]?[0-9][0-9.,]*|\.[0-9]+")
_MARGIN = " \t>\xa0\ufeff\u200b"  # of a line, before its text
_MARKS = f"{_MARGIN}-*+0123456789.)"  # of lists, too
TICKED = Notice(
    name="near-miss",
    message="a header with ` in it begins no block: Markdown takes it for code in a line",
    hint="begin and end the block with ~~~, or write title: in the body, above a line ---",
)
ON_ONE_LINE = Notice(
    name="near-miss",
    message="a heatmap on one line is no block: Markdown takes it for code in a line",
    hint="put each fence and each row on a line of its own, outside of tables",
)
LEFT = Notice(
    name="left-over",
    message="a heatmap is left in the page as text",
    hint="put its fences on lines of their own, as far in as the text around them",
)
# Indented text belongs to one of these, or else it is code.
_CONTAINER = lazy_re(r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|:[ \t]|\[\^|!!!|\?\?\?|===|///|<)")
_QUOTES = lazy_re(r"^(?:[ \t]*> ?)+")
_CODE_AFTER = 4  # columns


class Missed(NamedTuple):
    """Something that is no heatmap, and may have been meant to be one.

    Attributes:
        place: The index of its line.
        notice: What to tell the author.
    """

    place: int
    notice: Notice


def is_near(word: str) -> bool:
    """Tell whether a word may have been meant to be `heatmap`: `Heatmap`, `heat-map`, `heatmapp`.

    Case, marks and a plural s make no difference, nor does one letter that is wrong, or two that
    have changed places; `heatmapper` is another word. The name of the tool itself is the likeliest
    slip.
    """
    letters = re.sub(r"[\W_]+", "", word).casefold()
    if letters in _MEANT:
        return word != _WORD
    alike = _LESS_ALIKE if letters[:1] == _WORD[0] else _ALIKE
    return word.isalpha() and bool(get_close_matches(letters, _MEANT, n=1, cutoff=alike))


def near_header(info: str) -> Notice | None:
    """Tell the author of a fence whose first word is nearly `heatmap`.

    Args:
        info: What stands after the fence.
    """
    if own_header(info) is not None:
        return None
    words = re.sub("[{}]", " ", info).split()
    found = _STUCK.match(info)
    first = found[0] if found else words[0] if words else ""
    if not found and not is_near(first):
        first = " ".join(words[:2])
        if first.casefold() != "heat map":
            return None
    problem = say("a block of {first} is no heatmap", first=quoted(first))
    hint = "write ```heatmap, and after it key=value with spaces between"
    return Notice(name="near-miss", message=problem, hint=hint)


def ticks_in_header(lines: Sequence[str], index: int) -> list[Missed]:
    """Name a fence of backticks that begins no block, since more than its header is on its line.

    That is a backtick, as in `title="the query `q`"`, all of the block, or text before it.

    Args:
        lines: The document.
        index: The index of a line.
    """
    lost = _lost(lines, index) if _WORD in lines[index] else None
    return [Missed(index, lost)] if lost and not is_code(lines, index) else []


def _lost(lines: Sequence[str], index: int) -> Notice | None:
    if has_ticks_in_header(lines[index]):
        return TICKED
    if is_on_one_line(lines[index]):
        return ON_ONE_LINE
    before, run, behind = _at_run(lines[index])
    if not before.strip(_MARGIN) or "`" in before + behind or own_header(behind) is None:
        return None
    below = takewhile(str.strip, lines[index + 1 :])
    return LEFT if any(line.strip() == run for line in below) else None


def _at_run(line: str) -> tuple[str, str, str]:
    """Cut a line at its first run of three backticks or more."""
    found = _RUN.search(line)
    return (line[: found.start()], found[0], line[found.end() :]) if found else (line, "", "")


def is_on_one_line(line: str) -> bool:
    """Tell a heatmap with its rows on the line of its fence, which is code in a line.

    Args:
        line: A line.
    """
    before, run, behind = _at_run(line)
    in_cell = before.lstrip(_MARGIN).startswith("|")
    inside, end, rest = behind.partition(run) if run else ("", "", "")
    if not end or "`" in before or "`" in inside or rest.startswith("`"):
        return False
    if before.strip(_MARKS) and not in_cell:
        return False
    return is_block_in_line(_BREAK.sub(" ", inside))


def is_block_in_line(code: str, rows: int = 1) -> bool:
    """Tell code in a line that is a heatmap with its rows.

    Args:
        code: It, without its fences.
        rows: How many rows it has at the least: one may be an example of some words.
    """
    first, *words = code.split() or [""]
    scores = [word for word in words[1:] if _NUMBER.fullmatch(word)]
    return first == _WORD and len(scores) >= rows and words[-1] == scores[-1]


def has_ticks_in_header(line: str) -> bool:
    """Tell a fence with a backtick behind it from code in a line, which ends in the line.

    Args:
        line: A line.
    """
    found = _TICKED.match(line) if _WORD in line else None
    if found is None or own_header(found["info"].replace("`", "")) is None:
        return False
    return found["fence"] not in re.findall("`+", found["info"])


def swallowed_fence(opened: int) -> Notice:
    """Tell the author of a heatmap within another block that ends where the heatmap ends.

    Args:
        opened: The line of the page that the other begins on.
    """
    problem = say(
        "a heatmap is shown as code, because the block that begins on line {opened} has no end "
        "before it",
        opened=opened,
    )
    hint = "end that block first; an example of a heatmap needs a longer fence around it"
    return Notice(name="swallowed", message=problem, hint=hint)


def is_code(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is shown as code, or not at all: indented, or in a comment or `<pre>`.

    Args:
        lines: The document.
        index: The index of the line.
    """
    return _is_indented_code(lines, index) or _is_literal(lines, index)


def _is_indented_code(lines: Sequence[str], index: int) -> bool:
    """Follow a line's indentation up to what it belongs to: a list, an admonition; else code."""
    indent = _columns(lines[index])
    while indent >= _CODE_AFTER:
        above = next(
            (at for at in range(index - 1, -1, -1) if 0 <= _columns(lines[at]) < indent), None
        )
        if above is None:
            return True
        inner = _columns(lines[above])
        if _CONTAINER.match(_unquoted(lines[above])) is None or indent - inner >= 2 * _CODE_AFTER:
            return True
        index, indent = above, inner
    return False


def _unquoted(line: str) -> str:
    return _QUOTES.sub("", line, count=1)  # equivalent: they are at the start


def _columns(line: str) -> int:
    """Count the columns before the text of a line, in its quotes; -1 if it is blank."""
    expanded = _unquoted(line).expandtabs(_CODE_AFTER)
    width = len(expanded) - len(expanded.lstrip())
    return width if expanded.strip() else -1  # equivalent: any below 0


def _is_literal(lines: Sequence[str], index: int) -> bool:
    text = "\n".join(lines)
    start = sum(len(line) + 1 for line in lines[:index])
    return any(found.start() <= start < found.end() for found in _LITERAL.finditer(text))


def left_over(page: str, suspects: Sequence[int]) -> list[Missed]:
    """Find heatmaps that a finished page shows as text: the net below all else.

    Args:
        page: The HTML of the page.
        suspects: Indices of lines of its source that may be left, and are in no block.
    """
    if not suspects:
        return []
    seen = _LITERAL.sub("", page)
    text = html.unescape(_TAG.sub("", _CODE.sub("", seen)))
    count = sum(map(is_left, text.split("\n")))
    count += sum(own_header(html.unescape(item[1])) is not None for item in _INLINE.finditer(seen))
    return [Missed(at, LEFT) for at in suspects[:count]]


def is_left(line: str) -> bool:
    """Tell whether a line of text has a fence and the header of a heatmap."""
    found = _FENCE.search(line) if _WORD in line else None
    header = own_header(found[1]) if found else None
    if found is None or header is None:
        return False
    if not line[: found.start()].strip(" \t>\ufeff\u200b"):
        return True
    try:
        read_header(header)
    except HeatmarkError:
        return False  # a sentence about fences
    return True
