"""The words after a fence: is it ours, and what does it say?"""

from __future__ import annotations

import re

from heatmark.core.errors import HeatmarkError, OptionError, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.options.declare import DECLARED

_OURS = lazy_re(r"heatmap(?=[\s{]|$)(.*)|\{\s*((?:#\S+\s+)?)\.?heatmap(?=[\s}])(.*)")
_PAIR = lazy_re(
    r"""(?P<name>[^\W\d][\w-]*)(?:=|\s*＝\s*|\s+=\s*|=\s+(?=["'“„‘]))
        (?: "(?P<double>(?:\\.|[^"\\])*)" | '(?P<single>(?:\\.|[^'\\])*)'
          | [“„‟](?P<curly>[^“”„‟]*)[”“‟] | ‘(?P<curled>[^‘’]*)’
          | (?P<list>\[[^\]]*\]) | (?P<bare>[^\s"'“„‟‘][^\s]*) )(?=\s|$)
      | \#(?P<id>\S+) | \.(?P<class>-?[A-Za-z_][\w-]*)(?=\s|$)""",
    re.VERBOSE,
)
_END_MARK = lazy_re(r"(?<=.)[,;，；、]+$")  # a token may be one of them
_MARK_AFTER = lazy_re(r"""(?:[^\W\d][\w-]*=(?:"[^"]*"|'[^']*'))?([,;，；、])""")
_NEXT = lazy_re(r"([,;，；、])([A-Za-z_]\w*)=")
_COLON = lazy_re(
    r"""([^\W\d][\w-]*)\s*[:：]\s*["'“]?(\S[^"'”]*?)["'”]?(?=\s+[^\W\d][\w-]*\s*[:：=]|\s*$)"""
)
_NAME = r"[.#][A-Za-z_-][\w:.-]*"
_KEYED = r"""[A-Za-z_][\w-]*=(?:"[^"]*"|'[^']*'|[^\s"'}]+)"""
_ATTRIBUTES = lazy_re(rf"\{{:?[ ]*({_NAME}(?:[ ]+(?:{_NAME}|{_KEYED}))*)[ ]*\}}", re.ASCII)
_FILE = lazy_re(r"(?:!?\[[^\]]*\]\()?([^\s()]+\.(?:csv|tsv|jsonl?|npz|txt))\)?", re.IGNORECASE)
_HINT = 'write key=value, with quotes around a value with spaces: title="Độ dài từ"'


def own_header(info: str) -> str | None:
    """Return what the info string of a fence says to heatmark, or None if it is not a heatmap.

    Understood are `heatmap key=value`, `heatmap {key=value}` and `{.heatmap key=value}`.
    """
    found = _OURS.fullmatch(info.strip())
    if not found:
        return None
    return found[1].strip() if found[1] is not None else "{" + found[2] + found[3].strip()


def read_header(header: str) -> dict[str, str]:
    """Read `key=value` pairs, and as in attribute lists `#id` and `.class`.

    Args:
        header: The text after `heatmap`, with or without braces around it.

    Returns:
        The values by name, as strings.

    Raises:
        ParseError: If it is no list of pairs.
        OptionError: If a key is given twice.
    """
    if header.startswith("{"):
        if not header.endswith("}"):
            raise ParseError("the header has no closing brace", line=0, hint="end it with }")
        header = header[1:-1]
    pairs: dict[str, str] = {}
    position = 0
    while position < len(header):
        if header[position].isspace():
            position += 1
            continue
        found = _PAIR.match(header, position)
        if not found:
            rest = header[position:].split()[0]
            raise ParseError(
                say("the header cannot be read at {rest}", rest=quoted(rest)),
                line=0,
                hint=_hint_at(header[position:]),
            )
        name, value = _pair(found)
        if found["bare"] is not None:
            _refuse_marks(name, value)
        if found["class"] is not None and name in pairs:
            value = f"{pairs.pop(name)} {value}"
        if name in pairs:
            raise OptionError(
                say("{name} is set twice in the header", name=name),
                line=0,
                hint="remove one of them",
            )
        pairs[name] = value
        position = found.end()
    return pairs


def _refuse_marks(name: str, value: str) -> None:
    """Refuse commas between options, which would be parts of values: `measure=P, unit=%`.

    Raises:
        ParseError: If a value that has no quotes ends in one, or another option follows it.
    """
    if any(value.count(left) > value.count(right) for left, right in ("[]", "{}")):
        return  # of a list that goes on
    end, next_one = _END_MARK.search(value), _NEXT.search(value)
    if next_one and next_one[2] in DECLARED and name != "src":  # whose parts are `#layer=1,head=2`
        mark, meant = next_one[1], f"{name}={value[: next_one.start()]}"
        fixed = f"{meant} {value[next_one.start() + 1 :]}"
    elif end:
        mark, meant = end[0][0], f"{name}={value[: end.start()]}"
        fixed = meant
    else:
        return
    problem = say(
        "{mark} stands after {option}, and between options only spaces do",
        mark=quoted(mark),
        option=meant,
    )
    hint = say(
        "write {fixed}; in quotes the mark is meant: {quoted}",
        fixed=fixed,
        quoted=f'{name}="{value}"',
    )
    raise ParseError(problem, line=0, hint=hint)


def _hint_at(rest: str) -> str:
    """Say how what the header cannot be read at is written there."""
    found = _COLON.match(rest)
    if found:
        fixed = f'{found[1]}="{found[2].strip()}"'
        return say("write = in the place of the colon: {fixed}", fixed=fixed)
    mark = _MARK_AFTER.match(rest)
    if mark:
        return say("leave {mark} out: spaces stand between options", mark=mark[1])
    file = bare_file(rest.split(maxsplit=1)[0])
    return say("write src={file}", file=file) if file else _HINT


def bare_file(text: str) -> str:
    """Give the path of a data file that stands for itself, or in a link of Markdown; or nothing."""
    found = _FILE.fullmatch(text)
    return found[1] if found else ""


def _pair(found: re.Match[str]) -> tuple[str, str]:
    if found["id"] is not None:
        return "id", found["id"]
    if found["class"] is not None:
        return "css_classes", found["class"]
    for group in ("double", "single"):
        if found[group] is not None:
            return found["name"], re.sub(r"\\(.)", r"\1", found[group])
    for group in ("curly", "curled"):  # as word processors write them
        if found[group] is not None:
            return found["name"], found[group]
    return found["name"], found["list"] if found["list"] is not None else found["bare"]


def attribute_line(line: str) -> str:
    """Read a line such as `{: .wide #z }`, which gives the block above it classes and an id.

    Returns:
        What stands in its braces, or nothing if it is no such line.
    """
    found = _ATTRIBUTES.fullmatch(line.strip())
    return found[1].strip() if found else ""


def with_attributes(header: str, attributes: str) -> str:
    """Put attributes at the end of a header, within its braces if it has some."""
    if not attributes:
        return header
    if header.endswith("}"):
        return f"{header[:-1]} {attributes}}}"
    return f"{header} {attributes}".strip()


def is_title(argument: str) -> bool:
    """Tell a title, as tables have it after their directive, from a header."""
    if "=" in argument or argument.startswith("{") or not argument.strip():
        return False
    option = _COLON.match(argument)
    if option and option[1] in DECLARED and option.end() == len(argument):
        return False  # an option, written as in a body
    try:
        read_header(argument)
    except ParseError:
        return True
    except HeatmarkError:
        return False
    return False
