"""The projects in `examples/` for builders that know nothing of heatmark but its extension."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from needs import NEEDS, needs
from paths import ROOT
from reading import Node, read
from sites import run

if TYPE_CHECKING:
    from sites import Built

EXAMPLES = ROOT / "examples"
BAD = """\
```heatmap output=svg
a 1
b 2
```

```heatmap
a 1
BAD x
```

```heatmap src=../../secret.txt
```
"""


@dataclass(frozen=True)
class Builder:
    """How one of them is called, and where it has its pages."""

    module: str
    arguments: tuple[str, ...] = ()
    again: tuple[str, ...] | None = None
    pages: str = "."
    built: str = "{}.html"
    front: str = ""


BUILDERS = {
    "pelican": Builder(
        "pelican",
        ("--fatal", "warnings"),
        (),
        pages="content",
        front="Title: B\nSlug: bad\nDate: 2026-01-05\n\n",
    ),
    "nikola": Builder(
        "nikola",
        ("build",),
        ("build", "-a"),
        pages="pages",
        built="{}/index.html",
        front="<!--\n.. title: B\n.. slug: bad\n-->\n\n",
    ),
    "script": Builder("make_site"),
}


def params() -> list[object]:
    return [
        pytest.param(name, marks=needs(*NEEDS.keys() & {one.module}))
        for name, one in BUILDERS.items()
    ]


def part(built: Built, path: str) -> Node:
    """Read the elements of ours in a page, whatever is around them."""
    found = re.findall(
        r'<figure class="heatmark.*?</figure>|<div class="heatmark-error">.*?</div>\s*</div>',
        built.html(path),
        re.DOTALL,
    )
    return read("".join(found))


@pytest.mark.parametrize("name", params())
def test_example(name: str, tmp_path: Path) -> None:
    """It builds without a word, has its heatmaps with data from a file, and tells of errors."""
    builder = BUILDERS[name]
    folder = Path(shutil.copytree(EXAMPLES / name, tmp_path / name))
    pages = folder / builder.pages
    built = run(builder.module, *builder.arguments, folder=folder)
    assert built.code == 0, built.log
    assert "heatmap:" not in built.log
    page = builder.built.format("ban-do-nhiet")
    words, surprisal = part(built, page).find("figure", "heatmark-Blues")
    assert words.one("pre").text == "Lorem ipsum dolor sit một từ"
    assert surprisal.one("pre").text.startswith("Bản đồ nhiệt của token giúp")
    assert "Số liệu" in words.text
    assert built.html(page).count("/* heatmark") == 1

    data = pages / "du-lieu" / "ban-do-nhiet.json"
    data.write_text(data.read_text(encoding="utf-8").replace(" token", " chữ"), encoding="utf-8")
    (pages / "bad.md").write_text(builder.front + BAD, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret 1", encoding="utf-8")
    again = builder.arguments if builder.again is None else builder.again
    built = run(builder.module, *again, folder=folder)
    assert built.code == 0, built.log
    assert "nhiệt của chữ giúp" in part(built, page).text
    bad = part(built, builder.built.format("bad"))
    sources = [one.attributes["src"] for one in bad.find("img")]
    assert sources
    assert all(one.startswith("data:image/svg+xml;base64,") for one in sources)
    assert len(bad.find("div", "heatmark-error")) == 2
    assert "the score 'x' is not a number" in built.log
    assert "outside the docs folder" in built.log
    assert "secret 1" not in built.html(builder.built.format("bad"))


@pytest.mark.parametrize("file", ["pelican/pelicanconf.py", "nikola/conf.py"])
def test_the_documentation_shows_the_example(file: str) -> None:
    """The lines that the documentation tells to write are those of the example."""
    example = (EXAMPLES / file).read_text(encoding="utf-8").split("\n")
    page = (ROOT / "docs/start.md").read_text(encoding="utf-8")
    (shown,) = re.findall(
        rf"/examples/{file.partition('/')[0]}\)\):\n\n```python\n(.*?)```", page, re.DOTALL
    )
    assert "heatmark" in shown
    assert [line for line in shown.split("\n") if line not in example] == []
