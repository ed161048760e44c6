"""What parsers of JSON, YAML and tables say, in words for authors, which languages can say too."""

from __future__ import annotations

from typing import Any

from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say

_MOST_NESTED = 64  # lists in lists: far more than data have, far fewer than calls in calls can be

# Of Python's json, of PyYAML with and without libyaml, and of csv.
_SAID = tuple(
    (lazy_re(pattern), words)
    for pattern, words in (
        (r"xpect.*','", say("a comma or a bracket is missing")),
        (r"xpect.*':'", say("a colon is missing")),
        ("Expecting property name", say("a name in double quotes is missing")),
        ("Expecting value|expected (the )?node content", say("a value is missing")),
        ("Extra data|<?document start>?", say("there is more behind its end")),
        ("Unterminated string|unexpected end of", say("a quotation mark has no counterpart")),
        ("Invalid control", say("a text in it has a line break or a control character")),
        ("escape", say("behind a backslash is a character that has no meaning there")),
        ("Illegal trailing comma", say("there is a comma behind the last item")),
        ("mapping values are not allowed", say("there is a colon where none can be")),
        ("sequence entries are not allowed", say("there is a dash where no list can begin")),
        ("expected key|<block end>|'-' indicator", say("a line is not in line with those above")),
        ("cannot start any token", say("there is a character that no text can begin with")),
        ("a tab character", say("there is a tab in the place of spaces")),
        ("constructor for the tag|undefined tag", say("there is a tag (!) that is not known")),
        ("undefined alias", say("there is an alias (*) of nothing")),
        ("expected after", say("behind a quotation mark a separator is missing")),
        ("field larger", say("a cell is too long")),
        ("nesting depth", say("it is nested too deeply")),
    )
)


def reason(said: str) -> str:
    """Say why a parser failed: in words of ours, or in its own where those are not known."""
    return next((words for pattern, words in _SAID if pattern.search(said)), said)


def refuse_depth(value: object, source: str) -> None:
    """Refuse lists and mappings nested so deeply that others could not walk through them.

    The parsers stop, too, but how deep that is depends on the version of Python, and for some it is
    deeper than its functions can call each other.

    Args:
        value: What a parser made of a text.
        source: The text.

    Raises:
        RecursionError: If they are, as the parsers do.
    """
    if sum(map(source.count, ("[", "{", ":", "- "))) <= _MOST_NESTED:  # equivalent: quicker
        return
    level: list[Any] = [value]
    for _ in range(_MOST_NESTED):
        parts = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for part in parts for one in part if isinstance(one, dict | list)]
        if not level:
            return
    raise RecursionError
