"""Projects of mystmd in folders of their own, with our plugin, and what became of their pages."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import commands
from needs import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG: dict[str, Any] = {
    "version": 1,
    "project": {"plugins": [{"type": "executable", "path": "plugin"}]},
    "site": {"title": "T"},
}


@dataclass(frozen=True)
class Book:
    """A project of mystmd."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def build(
        self, *more: str, anew: bool = False, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        """Build pages as JSON, or what `more` asks for; themes are not here."""
        project = {**CONFIG["project"], **({"options": options} if options else {})}
        self.write("myst.yml", json.dumps({**CONFIG, "project": project}))
        commands.write(self.folder / "plugin", "heatmark.doors.mystmd", anew=anew)
        return subprocess.run(
            [program("myst") or "myst", "build", "--debug", *(more or ("--site",))],
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def page(self, name: str) -> dict[str, Any]:
        """Read what mystmd hands a page to its theme as."""
        file = self.folder / "_build" / "site" / "content" / f"{name}.json"
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))["mdast"]
        return found


def every(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk over a node and all below it."""
    yield node
    for child in node.get("children") or ():
        yield from every(child)


def of_type(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in every(node) if one.get("type") == kind]


def text_of(node: dict[str, Any]) -> str:
    """Give the words of a node, without the number of its caption."""
    if node.get("type") == "captionNumber":
        return ""
    if node.get("type") == "text":
        return str(node["value"])
    return str(node.get("title", "")) + "".join(map(text_of, node.get("children") or ()))
