"""`heatmark check` says of a project of Sphinx what its build says, on the same lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from books import Project
from heatmark.doors.command.check import check_file

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = "{heatmap}\n:measure: x\n\na 1\nb x\n"
FENCE = f"```{BLOCK}```\n"
MYST = {
    "note": f"````{{note}}\n{FENCE}````\n",
    "colons": f"::::{{note}}\n{FENCE}::::\n",
    "between-colons": f":::{BLOCK}:::\n",
    "within-tildes": f"~~~{{tip}}\n{FENCE}~~~\n",
    "deeper": f"`````{{note}}\n````{{admonition}} T\n:class: tip\n\n{FENCE}````\n`````\n",
    "as-long": f"```{{note}}\n{FENCE}```\n",
    "listed": "- x\n\n  ````{note}\n  ```heatmap measure=x\n  a 1\n  b x\n  ```\n  ````\n",
    "quoted": "> ````{note}\n> ```heatmap measure=x\n> a 1\n> b x\n> ```\n> ````\n",
    "code": f"````{{code-block}} md\n{FENCE}````\n",
    "code-in-note": f"`````{{note}}\n````md\n{FENCE}````\n`````\n",
    "placed": "```{heatmap}\n:measure: x\n:align: center\n:figwidth: 60%\n\na 1\nb 2\n```\n",
}
REST = {
    "no-gap": ".. heatmap::\n   a 1\n   b 2\n",
    "no-gap-behind-header": ".. heatmap:: measure=x\n   a 1\n   b 2\n",
    "header-below": ".. heatmap::\n   measure=x\n   title=y\n\n   a 1\n   b 2\n",
    "longer-header": ".. heatmap:: measure=x\n   title=y\n   :cmap: Redz\n\n   a 1\n   b 2\n",
    "long-option": ".. heatmap::\n   :measure: x\n   :title: A long\n      title\n\n   a 1\n",
    "capital": ".. Heatmap::\n   :measure: x\n\n   a 1\n   b x\n",
    "space": ".. heatmap ::\n   :measure: x\n\n   a 1\n   b x\n",
    "listed": ".. list-table::\n\n   * - x\n     - .. heatmap::\n          :measure: x\n\n"
    "          a 1\n          b x\n",
    "note": ".. note::\n\n   .. heatmap::\n      :measure: x\n\n      a 1\n      b x\n",
    "code": ".. code-block:: rst\n\n   .. heatmap::\n\n      b x\n",
    "placed": ".. heatmap::\n   :measure: x\n   :align: center\n\n   a 1\n   b 2\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A page for each case."""
    made = Project(tmp_path_factory.mktemp("project"))
    made.write("index.rst", "T\n=\n")
    for name, text in MYST.items():
        made.write(f"myst-{name}.md", f"---\norphan: true\n---\n\n# T\n\n{text}")
    for name, text in REST.items():
        made.write(f"rest-{name}.rst", f":orphan:\n\nT\n=\n\n{text}")
    return made


@pytest.fixture(scope="module")
def said(project: Project) -> dict[str, list[tuple[int, str]]]:
    """What a build says of each page: lines and messages without their hints."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name, line, message in re.findall(
        r"([\w-]+\.\w+):(\d+): WARNING: (.*?) \(", project.build().log
    ):
        found.setdefault(name, []).append((int(line), message))
    return found


@pytest.mark.parametrize(
    "name", [*(f"myst-{name}.md" for name in MYST), *(f"rest-{name}.rst" for name in REST)]
)
def test_it_says_what_a_build_says(
    project: Project, said: dict[str, list[tuple[int, str]]], name: str
) -> None:
    """Blocks in directives, lists and quotes are looked at, and what shows code is not."""
    file: Path = project.folder / name
    found = [one for one in check_file(file, project.folder) if one.level != "info"]
    assert [(one.line, one.found.message) for one in found] == said.get(name, [])


def test_cases_have_something_to_say(said: dict[str, list[tuple[int, str]]]) -> None:
    """Else equal lists would prove nothing."""
    quiet = {"code", "code-in-note", "placed", "header-below", "long-option"}
    loud = {f"myst-{name}.md" for name in MYST.keys() - quiet}
    assert said.keys() == loud | {f"rest-{name}.rst" for name in REST.keys() - quiet}
