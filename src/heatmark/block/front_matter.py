"""The front matter of a page as its author wrote it: what it says, and what of it nobody reads.

Some builders drop front matter that they cannot read, and all of its options, without a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from heatmark.block.near import Missed
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.parsers import reason
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.options.check import check_all
from heatmark.options.declare import Scope, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_OURS = "heatmark"
_NEAR = ("heatmap", _OURS)
FRONT_MATTER = lazy_re(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
# What may have been meant for front matter, and is none to builders; +++ is that of Hugo.
_BEGIN = lazy_re(r"\ufeff?(?:[ \t]*\r?\n)*(-{3,}|\+\+\+)[ \t]*\r?\n")
_FENCE = lazy_re(r"^[ \t]*(?:`{3}|~{3})", re.MULTILINE)
# Options of ours in what cannot be read: `heatmark:`, `heatmark =`, `heatmark` above lines of them.
_NAMED = lazy_re(
    r"""^[ \t{"'-]*heat[-_]?(?:map|mark)s?["']?[ \t]*(?:[:=]|\r?\n(?:[ \t]+\S|-))""", re.MULTILINE
)
_STUCK = lazy_re(r"heat(?:map|mark)s?[._:-]+(\w+)")  # a key with its option in one
# Options whose names are no builder's and no author's for anything else.
_OURS_ALONE = frozenset(
    {"cmap", "measure", "scale", "silence", "transform", "clip", "merge", "noise", "share_title"}
    | {"print_table", "lineup_alpha", "lineup_class"}
)
_BLOCK = lazy_re(r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{?[ \t]*\.?heatmap\b", re.MULTILINE)
_IN_TOML = lazy_re(
    r"""^[ \t]*(?:\[[ \t]*)?(?:[\w-]+\.)*["']?heatmark["']?[ \t]*[\].=]""", re.MULTILINE
)
_IN_TEXT = lazy_re(r"^[\"']?heatmark[\"']?[ \t]*:(?:[ \t]|\r?$)", re.MULTILINE)


def front_matter(source: str) -> Mapping[str, object]:
    """Read a page's front matter, as far as it can be read.

    Args:
        source: The page, with its front matter.

    Returns:
        What it says, or nothing; [near_front_matter][heatmark.block.front_matter.near_front_matter]
        tells what is wrong with it.
    """
    found = FRONT_MATTER.match(source)
    try:
        loaded = yaml.safe_load(found[1]) if found else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def near_front_matter(source: str, *, told: bool = False) -> Iterator[Missed]:
    """Find options in a page's front matter that nobody reads.

    These are options under `heatmap:` in the place of `heatmark:`, or beside it, keys that are
    there twice, the first of which YAML forgets, options without a name above them, and such in
    front matter that cannot be read.

    Args:
        source: The page, with its front matter.
        told: Whether the host has told of YAML that cannot be read, or is no mapping.
    """
    begun = _BEGIN.match(source)
    if begun is None or "heat" not in source.lower():  # sooner told than read
        return
    found = FRONT_MATTER.match(source)
    if found is None:
        yield from _no_front_matter(source, begun)
        return
    try:
        loaded = yaml.safe_load(found[1])
        node = yaml.compose(found[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not told and _NAMED.search(found[1]):
            yield Missed(_line(error, found[1]), _broken(error))
        return
    if isinstance(loaded, dict):
        missed = [*_unread(node)]
        yield from missed
        if not missed and _BLOCK.search(source, found.end()):
            yield from (
                Missed(at, without_ours(name))
                for at, name, _, _ in _keys(node)
                if is_plainly_ours(name, loaded[name])
            )
    elif not told and _NAMED.search(found[1]):
        problem = "the page's front matter is no mapping, so that none of its options are read"
        yield Missed(0, _notice(problem, "write one `key: value` a line in it"))


def _no_front_matter(source: str, begun: re.Match[str]) -> Iterator[Missed]:
    """Tell of options between lines that builders take for text."""
    within = _FENCE.split(source[begun.end() :], maxsplit=1)[0]
    is_toml = begun[1] == "+++"
    if not (_IN_TOML if is_toml else _IN_TEXT).search(within):
        return
    if is_toml:
        problem = "front matter in TOML, between lines of +++, is not read"
        hint = "write it in YAML between lines of ---: heatmark:, and below it option: value"
    elif begun[1] == "---" and not source[: begun.start(1)].removeprefix("\ufeff"):
        problem = "the page's front matter has no end, so that none of its options are read"
        hint = "write --- on a line below it"
    else:
        problem = "this is no front matter, so that none of its options are read"
        hint = "put it at the very top of the page, between two lines of three hyphens"
    yield Missed(source.count("\n", 0, begun.start(1)), _notice(problem, hint))


def _line(error: Exception, text: str) -> int:
    """Give the index of the line of a page that YAML stumbled over."""
    position = getattr(error, "position", None)
    if isinstance(position, int):  # a character that YAML has none of
        return text.count("\n", 0, position) + 1
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark and context and not text[mark.index :].strip():
        mark = context  # where that began which has no end
    last = text.rstrip().count("\n")  # an end that is missing is not on the line of hyphens
    return min(mark.line, last) + 1 if mark else 0


def _broken(error: Exception) -> Notice:
    said = getattr(error, "problem", None) or getattr(error, "reason", None)
    problem = (
        reason(said) if said else say("what looks like a date or a number in the YAML is none")
    )
    if isinstance(error, RecursionError):
        problem = say("it is nested too deeply")
    message = say(
        "the page's front matter cannot be read, so that none of its options are: {problem}",
        problem=problem,
    )
    if "tab character" in str(error) or r"'\t'" in str(error):
        return _notice(message, "write spaces in the place of the tab at the start of the line")
    return _notice(message, "mend this line; a value with signs in it needs quotes")


def _unread(node: yaml.Node | None) -> Iterator[Missed]:
    """Find keys that are there twice, and options under another name than ours."""
    for at, name, value, twice in _keys(node):
        if name == _OURS:
            yield from _beside(node, at, value)
            if twice:
                yield Missed(at, _twice(name))
            yield from (
                Missed(below, _twice(key)) for below, key, _, again in _keys(value) if again
            )
        elif name == "options":  # where mystmd takes what it does not know
            yield from _unread(value)
        elif (found := _STUCK.fullmatch(name)) and found[1] in known(Scope.PAGE):
            yield Missed(at, without_ours(name, found[1]))
        elif is_near_ours(name, [key for _, key, _, _ in _keys(value)]):
            yield Missed(at, not_ours(name))


def is_plainly_ours(name: str, value: object) -> bool:
    """Tell an option that stands alone, without `heatmark:` above it: a name that no builder knows.

    Args:
        name: The name.
        value: Its value, which the option takes.
    """
    if name not in _OURS_ALONE or value is None:
        return False
    try:
        check_all({name: value}, Scope.PAGE)
    except HeatmarkError:
        return False
    return True


def _beside(node: yaml.Node | None, line: int, value: yaml.Node) -> Iterator[Missed]:
    """Find the first option that stands below a bare `heatmark:`, and as far in as it."""
    if not isinstance(value, yaml.ScalarNode) or value.value:
        return
    below = next((item for item in _keys(node) if item[0] > line), None)
    # The language of a page is also a key of its own.
    if below is not None and below[1] in known(Scope.PAGE) and below[1] != "lang":
        problem = say(
            "{name} in the page's front matter is not read: it stands beside heatmark:, not in it",
            name=quoted(below[1]),
        )
        hint = "put two spaces before every option below heatmark:"
        yield Missed(below[0], _notice(problem, hint))


def _keys(node: yaml.Node | None) -> Iterator[tuple[int, str, yaml.Node, bool]]:
    """List keys of a mapping with the index of their line, and whether they were there before."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key.start_mark.line + 1, key.value, value, key.value in seen
            seen.add(key.value)


def line_of_option(source: str, name: str | None) -> int:
    """Find the line of the page on which an option of it stands.

    Args:
        source: The page, with its front matter.
        name: The option; None for the line of `heatmark` itself.

    Returns:
        The line, from 1; that of `heatmark` if the option is not found, 0 if that is not there.
    """
    found = FRONT_MATTER.match(source)
    try:
        node = yaml.compose(found[1], Loader=yaml.SafeLoader) if found else None
    except (yaml.YAMLError, RecursionError):
        return 0
    above = {key: value for _, key, value, _ in _keys(node)}
    for place in (node, above.get("options")):
        for at, key, value, _ in _keys(place):
            if key == _OURS:
                lines = {inner: below for below, inner, _, _ in _keys(value)}
                return lines.get(name or "", at) + 1
    return 0


def is_near_ours(name: str, keys: Iterable[str]) -> bool:
    """Tell whether a page's options stand under a name that is nearly `heatmark`.

    Args:
        name: The name.
        keys: What stands under it.
    """
    letters = re.sub(r"[\W_]+", "", name).casefold().removesuffix("s")
    ours = letters in _NEAR and name != _OURS
    return ours and not set(known(Scope.PAGE)).isdisjoint(keys)


def _twice(name: str) -> Notice:
    problem = say("{name} is twice in the page's front matter", name=quoted(name))
    return _notice(problem, "remove one of them")


def not_ours(name: str) -> Notice:
    """Tell the author of options that stand under another name than `heatmark`."""
    problem = say("options under {name} in the page's front matter are not read", name=quoted(name))
    return _notice(problem, "write heatmark: above them")


def without_ours(name: str, option: str = "") -> Notice:
    """Tell the author of an option that does not stand under `heatmark`.

    Args:
        name: How it is written.
        option: What it is called, if that is not its name.
    """
    problem = say("{name} in the page's front matter is not read", name=quoted(name))
    return _notice(problem, say("write heatmark: and below it {name}:", name=option or name))


def _notice(message: str, hint: str) -> Notice:
    return Notice(name="front-matter", message=message, hint=hint)
