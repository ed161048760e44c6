"""The reference of all options, written from their declarations, with an example of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.wording import listed, say
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope
from heatmark.options.examples import EXAMPLES, GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[str], str]


def reference(tell: Tell = str) -> str:
    """Write the reference of all options as Markdown.

    Args:
        tell: Says a message in the language of the page; English without it.

    Returns:
        The page, ending in a line break.
    """
    lines = [f"# {tell(say('Options'))}", "", tell(_ABOUT), ""]
    for title, names in GROUPS.items():
        lines += [f"## {tell(title)}", ""]
        for name in names:
            lines += [f"### `{name}`", "", *_section(name, tell), ""]
    return "\n".join(lines)


_ABOUT = say(
    "Each option of a block stands in its header, `key=value`, or in its body, `key: value`; those "
    "of a page stand in its front matter under `heatmark:`, those of the site in its configuration."
)


def _section(name: str, tell: Tell) -> Iterator[str]:
    """Say what one option is, which values it takes where, and show it."""
    if name in CONTENT:
        yield tell(CONTENT[name])
    else:
        meta = DECLARED[name].metadata
        levels = listed(scope.called for scope in _where(meta["scopes"]))
        yield tell(meta["explain"])
        yield ""
        yield tell(say("- Value: {value}", value=meta["allowed"]))
        yield tell(say("- Without it: {value}", value=meta["shown"]))
        yield tell(say("- Where: {levels}", levels=levels))
    yield ""
    yield from _example(EXAMPLES[name])


def _example(example: str) -> Iterator[str]:
    """Show a block and what becomes of it; or what a site sets."""
    if example.startswith("```heatmap"):
        yield from ("````markdown", example, "````", "", example)
    else:
        yield from ("```yaml", "plugins:", "  - heatmark:", f"      {example}", "```")


def _where(scopes: frozenset[Scope]) -> Iterator[Scope]:
    """Name the levels; that a notebook takes what a page takes goes without saying."""
    for scope in Scope:
        if scope in scopes and not (scope is Scope.NOTEBOOK and Scope.PAGE in scopes):
            yield scope
