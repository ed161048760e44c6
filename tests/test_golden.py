"""Documents and what becomes of them, side by side in the files of `golden/`.

A file holds a document, a line `=>`, the HTML, and, if the author was told something, a line
`=> log` and the messages. `HEATMARK_UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes what is
below the document anew: read the difference before you believe it.

In a file `error-*.md` the document's first line says where the error is, and what is around the
block has to stay.
"""

from __future__ import annotations

import os
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING

import pytest

from paths import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOLDEN = TESTS / "golden"
FILES = sorted(GOLDEN.glob("*.md"))
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
LIMITS = {"max_tokens": 40, "max_bytes": 4096, "table": "false"}


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data files, with those that a repository would not carry well."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(GOLDEN / "data", folder / "docs")
    (folder / "secret.txt").write_text("secret 1\n", encoding="utf-8")
    (folder / "docs" / "latin1.txt").write_bytes("độ".encode() + b" 1\n\xe9t\xe9 2\n")
    (folder / "docs" / "large.txt").write_text("từ 1\n" * 1000, encoding="utf-8")
    (folder / "docs" / "link.txt").symlink_to(folder / "secret.txt")
    return folder / "docs"


def _parts(path: Path) -> tuple[str, str]:
    document, _, expected = path.read_text(encoding="utf-8").partition("\n=>\n")
    return document, expected


def _result(html: str, messages: list[str], docs: Path) -> str:
    log = "".join(f"\n{message}" for message in messages)
    log = f"\n=> log{log}" if messages else ""
    html = STYLE.sub("<style>…</style>", html)
    return f"{html}{log}\n".replace(str(docs), "DOCS")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_document(path: Path, docs: Path, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """A document becomes what its file says."""
    document, expected = _parts(path)
    result = _result(*convert(document, root=str(docs), **LIMITS), docs)
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        path.write_text(f"{document}\n=>\n{result}", encoding="utf-8")
        return
    assert result == expected


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("error-")], ids=lambda path: path.stem
)
def test_error(path: Path, docs: Path, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """A bad block gets one box and one warning, with the line and a hint; the page stays."""
    document, _ = _parts(path)
    html, messages = convert(document, root=str(docs), **LIMITS)
    said = re.match(r"The error is on line (\d+)\.", document)
    assert said, "the first line says where the error is"
    assert html.count('<div class="heatmark-error">') == 1
    assert "<figure" not in html
    assert f"(line {said[1]}):" in html
    assert "<p>What to do: " in html or " must be " in messages[0]  # which says what to write
    assert "heatmark failed" not in html
    assert len(messages) == 1
    assert messages[0].startswith(f"WARNING heatmap:{said[1]}: ")
    file = re.search(r"src[:=] ?([\w./-]+)", document)
    assert (
        file is None or file[1] in messages[0] or "exclude" in messages[0] or "twice" in messages[0]
    )
    assert "secret" not in html.replace("secret.txt", "")
    assert html.startswith(f"<p>{said[0]}</p>\n")
    assert html.endswith("\n<p>After <strong>it</strong>.</p>")


def test_every_file_has_an_expectation() -> None:
    """No golden file is without its expected part."""
    assert len(FILES) > 80
    assert all(_parts(path)[1] for path in FILES)


TOLD = [path for path in FILES if "\n=> log\n" in path.read_text(encoding="utf-8")]
QUOTED = re.compile(
    r"'[^']*'|\b[a-z]+(?:-[a-z]+)+|(?<=YAML bị lỗi: )[^(]*|(?<=JSON bị lỗi: )[^(]*|\[[a-z-]*\]$"
)
ENGLISH = re.compile(r"\b(the|is|are|of|must|write|cannot|there|with|not|it|be|put|use|or|and)\b")


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.stem)
def test_a_vietnamese_author_is_told_in_vietnamese(
    path: Path, docs: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """Boxes speak the page's language, whole, and the log English, unless the site has it so too.

    The reasons of libraries stay as they are.
    """
    document, expected = _parts(path)
    site = {"root": str(docs), "lang": "vi", **LIMITS}
    html, english = convert(document, **site)
    _, vietnamese = convert(document, log_lang="page", **site)
    assert english == expected.partition("\n=> log\n")[2].replace("DOCS", str(docs)).splitlines()
    boxes = re.findall(r'<div class="heatmark-error">.*?</div>', html)
    told = [unescape(re.sub("<[^>]*>", " ", one)) for one in boxes] + vietnamese
    assert len(vietnamese) == len(english)
    for one in told:
        assert not ENGLISH.search(QUOTED.sub("", one)), one
        assert not one.isascii()
