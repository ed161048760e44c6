"""Blocks in documents as they lie on disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from heatmark import HeatmarkError
from heatmark.doors.command.documents import find_documents, read_document

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


MARKDOWN = """\
---
lang: vi
heatmark:
  cmap: Blues
---
# A

```heatmap title=x
a 1
```

````markdown
```heatmap
shown 1
```
````

    ```heatmap
    indented 1
    ```

<!--
```heatmap
hidden 1
```
-->

- item

    ```heatmap
    listed 1
    ```
"""


def test_blocks_of_markdown_are_those_that_builders_draw(tmp_path: Path) -> None:
    """Examples, code and comments are none; front matter is read, and lines are the file's."""
    document = read_document(written(tmp_path, "a.md", MARKDOWN))
    assert [(block.line, block.body.strip()) for block in document.blocks] == [
        (8, "a 1"),
        (30, "listed 1"),
    ]
    assert document.meta == {"lang": "vi", "heatmark": {"cmap": "Blues"}}


def test_an_open_fence_is_a_problem(tmp_path: Path) -> None:
    """It is told, not left out."""
    document = read_document(written(tmp_path, "a.md", "```heatmap\na 1\n"))
    assert document.blocks[0].problem is not None


@pytest.mark.parametrize("site", ["", "conf.py", "mkdocs.yml"])
@pytest.mark.parametrize("header", ["heatmap", "{.heatmap}", "{heatmap}", "{.heatmap cmap=Reds}"])
def test_each_form_of_a_fence_is_found(tmp_path: Path, site: str, header: str) -> None:
    """Whoever builds the document."""
    if site:
        written(tmp_path, site, "")
    blocks = read_document(written(tmp_path, "a.md", f"x\n\n```{header}\na 1\n```\n")).blocks
    assert [(block.line, block.body.strip()) for block in blocks] == [(3, "a 1")]


def test_directives_of_myst_and_rest(tmp_path: Path) -> None:
    """Options on lines of their own are taken from the body; `name` of Sphinx is the id."""
    myst = "```{heatmap} title=x\n:cmap: Blues\n:name: fig\n\na 1\n```\n"
    rest = (
        "T\n=\n\n.. heatmap:: title=x\n   :cmap: Blues\n   :name: fig\n\n   a 1\n\nAfter.\n\n"
        "An example::\n\n   .. heatmap::\n\n      b 1\n\n"
        ".. code-block:: rst\n\n   .. heatmap::\n\n      c 1\n\n.. note::\n\n   .. heatmap::\n\n"
        "      d 1\n"
    )
    for name, text, first in (("a.md", myst, 1), ("a.rst", rest, 4)):
        blocks = read_document(written(tmp_path, name, text)).blocks
        assert (blocks[0].line, blocks[0].header) == (first, "title=x")
        assert blocks[0].options == {"cmap": "Blues", "id": "fig"}
        assert blocks[0].lines["cmap"] == 1
        assert blocks[0].body.split("\n").index("a 1") == 3
    assert [block.body.strip() for block in blocks] == ["a 1", "d 1"]


def test_notebooks_have_blocks_in_markdown_cells(tmp_path: Path) -> None:
    """A block says in which cell it is; what is no notebook is an error."""
    cells = [
        {"cell_type": "code", "source": "```heatmap\nno 1\n```"},
        {"cell_type": "markdown", "source": ["# A\n", "\n", "```heatmap\n", "a 1\n", "```"]},
    ]
    file = written(tmp_path, "a.ipynb", json.dumps({"cells": cells}))
    blocks = read_document(file).blocks
    assert [(block.source, block.line) for block in blocks] == [("a.ipynb, cell 2", 3)]
    with pytest.raises(HeatmarkError, match="no Jupyter notebook"):
        read_document(written(tmp_path, "b.ipynb", "[1]"))


def test_what_is_no_text_is_an_error(tmp_path: Path) -> None:
    """A document in another encoding is named."""
    file = tmp_path / "a.md"
    file.write_bytes("Độ".encode("utf-16"))
    with pytest.raises(HeatmarkError, match="is not UTF-8"):
        read_document(file)
    with pytest.raises(HeatmarkError, match=r"there is no file .*b\.md") as caught:
        read_document(tmp_path / "b.md")
    assert "folder" in caught.value.hint
    (tmp_path / "c.md").mkdir()
    with pytest.raises(HeatmarkError, match=r"cannot read c\.md"):
        read_document(tmp_path / "c.md")


@pytest.mark.parametrize("name", ["a.csv", "A.JSON"])
def test_a_data_file_is_no_document(tmp_path: Path, name: str) -> None:
    """It was read as one without blocks, and nothing was found in it."""
    file = written(tmp_path, name, "token,score\nHà,1\n")
    with pytest.raises(HeatmarkError, match="is a data file") as caught:
        read_document(file)
    assert caught.value.hint == f"heatmark inspect {file} says how it is read"


def test_documents_are_found_below_folders(tmp_path: Path) -> None:
    """Hidden folders, those of tools, and built sites are left out; each file comes once."""
    for name in ("b.md", "a/c.rst", "a/d.ipynb", "e.txt", ".git/f.md", "_build/g.md"):
        written(tmp_path, name, "")
    written(tmp_path, "site/h.md", "")
    written(tmp_path, "site/index.html", "")
    found = [*find_documents([tmp_path, tmp_path / "b.md"])]
    names = [file.relative_to(tmp_path).as_posix() for file in found]
    assert names == ["a/c.rst", "a/d.ipynb", "b.md"]
