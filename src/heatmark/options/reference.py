"""The reference of all options, written from their declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.wording import listed
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator


def _where(scopes: frozenset[Scope]) -> Iterator[Scope]:
    """Name the levels; that a notebook takes what a page takes goes without saying."""
    for scope in Scope:
        if scope in scopes and not (scope is Scope.NOTEBOOK and Scope.PAGE in scopes):
            yield scope


def reference() -> str:
    """Write the reference of all options as Markdown."""
    rows = [f"| `{name}` | {text} |" for name, text in CONTENT.items()]
    content = ["| key | meaning |", "|---|---|", *rows]
    lines = ["| option | default | value | meaning | where |", "|---|---|---|---|---|"]
    for name, option in DECLARED.items():
        meta = option.metadata
        indices = listed(index.value for index in _where(meta["scopes"]))
        cells = (f"`{name}`", meta["shown"], meta["allowed"], meta["explain"], indices)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(
        [
            "# Options",
            "",
            "## What a block shows",
            "",
            *content,
            "",
            "## How it is shown",
            "",
            *lines,
            "",
        ]
    )
