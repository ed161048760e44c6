"""What authors write from habit where it has another meaning or none, and how it is done here.

They come from Python, JavaScript, spreadsheets and word processors, and write as is right there.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from heatmark.core.curly import CLOSING, OPENING, refuse_curly, without_curly
from heatmark.core.errors import ParseError
from heatmark.core.numerals import MISSING, is_cell_of_scores, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED
from heatmark.options.meant import in_vietnamese

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml


MISSING_MARK = say("look for a comma, a quote or a bracket that is missing before this")
"""What to do about JSON that is broken in no way that is known."""
_PRINTED = say("if it is printed by Python, print(json.dumps(value)) writes what is read here")
_STRING = r'"(?:\\.|[^"\\])*"' + r"|'(?:\\.|[^'\\])*'"
_COMMENT = lazy_re(rf"{_STRING}|(?P<comment>(?<![^\s,\[\]{{}}])(?://|/\*))")
_TRAILING = lazy_re(rf"{_STRING}|(?P<comma>,)\s*[\]}}]")
_PYTHON = lazy_re(
    rf"{_STRING}|(?P<word>\b(?:None|True|False|nan|inf|undefined)\b|\b[a-z][\w.]*\(|\()"
)
_OPTION = lazy_re(r"([A-Za-z_]\w*)[ \t\xa0]*([=:：＝])[ \t\xa0]*(\S.*)")
_SET = lazy_re("[=:：＝]")
_BEHIND = ("#", "//", "<!--", "/*")  # what begins comments
_REMARK = lazy_re(r";|\(\W*[^\W\d]")
_LINE = lazy_re(r"-{4,}|-- ?-|[*_=~]{3,}|—|–|--")  # which is to be ---
_KEY = lazy_re(r"[^\W\d]\w*[ \t]*:(?:[ \t]|$)")
_ITEM = lazy_re(r"[-*+] +([^\W\d]\S* +[-+]?\d[\d.,]*)")  # of a list in Markdown
# Of a list in Python.
_PAIR = lazy_re(r"""\[[\[(] *["']([^"']*)["'] *, *([-+]?\d[\d.e+-]*) *[\])]""")

_QUOTED = lazy_re(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_HALVES = lazy_re(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def hint_for_json(text: str, error: json.JSONDecodeError) -> str:
    """Say what JSON does not take that Python and JavaScript do, or nothing.

    Args:
        text: What was to be JSON.
        error: Where it broke.
    """
    if text.lstrip(" \n\t\r{[")[:1] in set(OPENING + CLOSING):
        return 'write straight quotes (") in the place of all curly ones'
    if text[error.pos : error.pos + 1] == "'":
        return "JSON has double quotes: in Python json.dumps(value) writes it"
    if _found(_COMMENT, "comment", text) is not None:
        return "JSON has no comments: leave them out"
    comma = _found(_TRAILING, "comma", text)
    if comma is not None and comma <= error.pos:  # equivalent: a newer Python points at it
        return "take out the comma before the bracket that closes"
    word = _found(_PYTHON, "word", text)
    if word == error.pos:
        return "that is Python and no JSON: in Python json.dumps(value) writes null, true and false"
    return ""


def _found(pattern: re.Pattern[str], group: str, text: str) -> int | None:
    """Find the first place outside strings where a pattern has a group."""
    places = (found.start(group) for found in pattern.finditer(text) if found[group] is not None)
    return next(places, None)


def refuse_javascript(text: str) -> None:
    """Refuse what YAML reads without an error in braces, and not as it is meant.

    Raises:
        ParseError: If there are comments of JavaScript, or curly quotes around the first key.
    """
    start = len(text) - len(text.lstrip(" \n\t\r{["))
    if text[start : start + 1] in set(OPENING):
        problem = say("the quotes around {key} are curly", key=quoted(text[start : start + 12]))
        hint = 'write straight quotes (") in the place of all curly ones'
        raise ParseError(problem, line=text.count("\n", 0, start) + 1, hint=hint)
    comment = _found(_COMMENT, "comment", text)
    if comment is not None:
        line = text.count("\n", 0, comment) + 1
        hint = "leave the comments out, or begin each with # and a space"
        raise ParseError("JSON has no comments with //", line=line, hint=hint)


def whole_escapes(text: str) -> str:
    """Join the halves in which JSON escapes a character beyond U+FFFF, as YAML escapes it."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _QUOTED.sub(lambda found: _HALVES.sub(_joined, found[0]), text)


def _joined(found: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in found.groups()[1:])
    code = 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF)
    return rf"{found[1]}\U{code:08x}"


def hint_for_yaml(text: str, line: int | None) -> tuple[int | None, str]:
    """Say what is wrong with a mapping that cannot be read as YAML.

    Args:
        text: The mapping.
        line: The line of the error, if it is known.

    Returns:
        The line that it is about, and what to do, or nothing.
    """
    lines = text.split("\n")
    broken = lines[line - 1] if line else ""
    if "\t" in broken[: len(broken) - len(broken.lstrip())]:
        return line, "write spaces in the place of the tab at the start of the line"
    if '"' in broken and re.search(r"\\[^\s]", broken) and text.lstrip()[:1] != "{":
        return line, r"write / in paths, and \\ for a backslash within quotes"
    if text.lstrip()[:1] == "{":
        return line, _PRINTED if _is_python(text) else ""
    for at, item in enumerate(lines, start=1):
        if _LINE.fullmatch(item.strip()):
            return at, "write --- in the place of this line"
        fixed = as_option(item.strip())
        if fixed:
            return at, say("write {fixed}", fixed=fixed)
    row = _first_row(lines)
    return (line, "") if row is None else (row, "put a line --- between the options and the rows")


def _is_python(text: str) -> bool:
    """Tell what Python prints of a mapping, where YAML and JSON cannot read it."""
    return _found(_PYTHON, "word", text) is not None or "\\'" in text


def _first_row(lines: Sequence[str]) -> int | None:
    """Find the first line of rows that stand below options, with no line between."""
    rows: int | None = None
    for at, text in enumerate(lines, start=1):
        stripped = text.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if is_row(stripped):
            rows = rows or at
        elif rows is not None:
            return None
    return rows


def is_row(line: str) -> bool:
    """Tell a line that has a token and a score from one of a mapping."""
    if _KEY.match(line):
        return False
    _, _, last = line.replace("\t", " ").rpartition(" ")
    return " " in line.replace("\t", " ") and (is_number(last) or last.lower() in MISSING)


def as_option(line: str) -> str:
    """Write an option as a body has it: `title: x` for `title=x`, `title:x`; or give nothing."""
    found = None if is_row(line) else _OPTION.fullmatch(line)
    if not found or found[1] not in DECLARED.keys() | CONTENT.keys():
        return ""
    if found[2] == ":" and line[found.end(2)].isspace():
        return ""  # as it is to be
    return f"{found[1]}: {found[3]}"


def refuse_no_row(text: str, line: int, others: Sequence[str]) -> None:
    """Refuse a first line that was meant to be an option, or an item of a table or a list.

    Args:
        text: The line.
        line: Its number.
        others: The lines below it.

    Raises:
        ParseError: If it is none of a row.
    """
    bare = text.strip()
    option = as_option(bare) or _unquoted_key(bare) or _translated(bare)
    hint = ""
    if option:
        hint = say("write {fixed}", fixed=option)
        if any(map(is_row, others)):
            hint = say("write {option}, and a line --- between options and rows", option=option)
    elif bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        hint = "leave the lines of the table out: a row is a token, a space and its score"
    elif found := _ITEM.fullmatch(bare):
        hint = say("leave the mark of the list out: {fixed}", fixed=found[1])
    elif found := _PAIR.match(bare):
        hint = say(
            "write each pair on a line of its own, without brackets: {fixed}",
            fixed=f'"{found[1]}" {found[2]}',  # with the same escapes
        )
    if hint:
        problem = say("the line {line} is read as a row", line=quoted(bare))
        raise ParseError(problem, line=line, hint=hint)


def as_row_token(token: str) -> str:
    """Write a token as it stands in a row or behind `=`: with spaces or quotes, in quotes."""
    is_bare = token.split() == [token] and token[0] not in "\"'"
    return token if is_bare else json.dumps(token, ensure_ascii=False)


def _translated(line: str) -> str:
    """Write an option that is called in Vietnamese as it is called; or give nothing."""
    found = _SET.search(line)
    name, value = (line[: found.start()], line[found.end() :].strip()) if found else ("", "")
    option = in_vietnamese(name)
    if not option or is_cell_of_scores(value):
        return ""
    if option in {"tokens", "scores"} and not value.startswith("["):
        return ""  # the names of columns
    return f"{option}: {value}"


def _unquoted_key(line: str) -> str:
    """Write a key without the curly quotes around it, if it is one of ours; or give nothing."""
    key, _, value = line.partition(":")
    bare = key.strip(OPENING + CLOSING)
    ours = bare != key and (bare in DECLARED or bare in CONTENT)
    return f"{bare}:{value}" if ours else ""


def refuse_comment_behind(token: str, fields: Sequence[str], line: int) -> None:
    """Refuse a comment behind the score of a token, as programs have it: `a 1 # note`.

    Raises:
        ParseError: If there is one.
    """
    ends = enumerate(fields)
    at = next((at for at, one in ends if one.startswith(_BEHIND) or _REMARK.match(one)), 0)
    at = at or (fields.index("--") if "--" in fields[1:-1] else 0)
    if at and all(map(is_cell_of_scores, fields[:at])):
        comment = " ".join(fields[at:])
        problem = say(
            "behind the score of {token} stands a comment: {comment}",
            token=quoted(token),
            comment=quoted(comment),
        )
        hint = "put it on a line of its own, and begin that with # and a space"
        raise ParseError(problem, line=line, hint=hint)


def refuse_list(body: str) -> None:
    """Refuse a list of JSON in the place of rows.

    Raises:
        ParseError: If that is what the body is.
    """
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return
    problem = "the block is a list, and not a mapping or rows"
    hint = (
        'write {"tokens": ["a", "b"], "scores": [1, 2]}; or keep the list in a .json file and '
        "write src: with its path"
    )
    raise ParseError(problem, hint=hint)


def curly(fields: Sequence[str]) -> str:
    """Give a row's token with straight quotes if curly ones enclose it and the next fields."""
    if not fields or fields[0][:1] not in OPENING or not fields[0]:
        return ""
    for at, field in enumerate(fields):
        if at and field[-1:] in CLOSING:
            return f'"{" ".join(fields[: at + 1])[1:-1]}"'
        if field[-1:] in CLOSING and len(field) > 1:
            return ""
    return ""


def straight(items: Sequence[yaml.ScalarNode]) -> list[yaml.ScalarNode]:
    """List the items of a list in YAML, to which curly quotes are a part of the text.

    Raises:
        ParseError: If they enclose an item without quotes of YAML's.
    """
    for item in items:
        inner = "" if item.style else without_curly(item.value)
        refuse_curly(f'"{inner}"' if inner else "", item.start_mark.line + 1)
    return [*items]
