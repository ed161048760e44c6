"""What the README and the pages of the documentation show works as it is written."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from heatmark.block.fences import find_fences
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*sorted(ROOT.glob("README*.md")), *sorted(ROOT.joinpath("docs").glob("*.md")))
}
NOTEBOOKS = PAGES["docs/notebooks.md"]
# Blocks inside longer fences are what a reader is to type; those of a file want that file,
# and directives of MyST their own builder.
BLOCKS = [
    (name, fence)
    for name, text in PAGES.items()
    for part in text.split("````")
    for fence in find_fences(part.split("\n"))
    if not fence.header.startswith(("key=", "{} ")) and not fence.body.startswith("src:")
]


def test_there_are_blocks() -> None:
    """The README shows one at least, and the pages several."""
    assert {"README.md", "docs/start.md", "docs/writing.md"} <= {name for name, _ in BLOCKS}
    assert len(BLOCKS) >= 30


@pytest.mark.parametrize("place", range(len(BLOCKS)))
def test_blocks(place: int, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Each block draws a figure without a word to the author."""
    html, messages = convert("\n".join(BLOCKS[place][1].source))
    assert html.count("<figure") == 1
    assert not messages


def test_the_first_real_token_is_read(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """The pieces of *Bản* read *Bản*, as the page on tokens says."""
    pieces = next(one for name, one in BLOCKS if name == "docs/tokens.md" and "áº" in one.body)
    html, _ = convert(f"```heatmap\n{pieces.body}\n```")
    text = html[html.index("<pre") : html.index("</pre>")]
    assert re.sub(r"<i [^>]*>.*?</i>|<[^>]*>", "", text) == "Bản"


def test_options_in_yaml() -> None:
    """The options that are set for a site and for a page are options."""
    shown_in = README + PAGES["docs/start.md"]
    texts = re.findall(r"```yaml\n(?:---\n)?(.*?)(?:---\n)?```", shown_in, re.DOTALL)
    shown = [yaml.safe_load(text) for text in texts]
    for config in shown:
        for plugin in config.get("plugins", []):
            if isinstance(plugin, dict):
                check_all(plugin["heatmark"], Scope.SITE)
        check_all(config.get("heatmark", {}), Scope.PAGE)
    assert any("heatmark" in config for config in shown)


def test_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook's lines run, and leave the data file that they name."""
    (lines,) = [
        text for text in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "to_fence" in text
    ]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    exec(lines, {})  # our own README
    assert (tmp_path / "docs/ha-noi.json").is_file()


def test_the_pictures(tmp_path: Path) -> None:
    """The pictures are what their script draws, small, and each is in its README."""
    script = ROOT / "docs" / "picture.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    kept = {one.name: one.read_bytes() for one in script.with_name("pictures").iterdir()}
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == kept
    assert sum(map(len, kept.values())) < 250_000
    for name in kept:
        readme = "README.md" if name.endswith("-en.svg") else "README.vi.md"
        assert f"/docs/pictures/{name})" in PAGES[readme], name


def test_the_gallery(tmp_path: Path) -> None:
    """The page to look at has every kind of figure, light and dark, wide and narrow."""
    page = tmp_path / "gallery" / "index.html"
    subprocess.run([sys.executable, str(ROOT / "docs" / "gallery.py"), str(page)], check=True)
    looks = page.read_text(encoding="utf-8").split("<div class=look ")[1:]
    assert len(looks) % 4 == 0
    assert sum('<figure class="heatmark' in look for look in looks) == len(looks) - 4
    for view in ("heatmark-text", "heatmark-bars", "heatmark-grid", "heatmark-tabs", "<img"):
        assert sum(view in look for look in looks) % 4 == 0


def test_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown for notebooks runs from top to bottom, and leaves its files."""
    code = [
        text
        for text in re.findall(r"```python\n(.*?)```", NOTEBOOKS, re.DOTALL)
        if "get_config" not in text
    ]
    assert len(code) == 2
    monkeypatch.chdir(tmp_path)
    exec("\n".join(code), {})  # our own
    assert (tmp_path / "ha-noi.json").stat().st_size
    assert (tmp_path / "figure.pdf").stat().st_size
