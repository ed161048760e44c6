"""Which Markdown extensions a page is written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Markdown

from heatmark.doors.command.page import extensions
from heatmark.doors.command.page.extensions import chosen, register
from heatmark.doors.command.sites import site_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def of(folder: Path, name: str, text: str) -> extensions.PageExtensions:
    folder.joinpath(name).write_text(text, "utf-8")
    return chosen(site_of(folder / "docs/a.md", folder))


def test_a_page_without_a_site_has_the_usual_ones(tmp_path: Path) -> None:
    """Admonitions, footnotes, tables, colours of code, formulas."""
    found = chosen(site_of(tmp_path / "a.md", tmp_path))
    assert {"admonition", "footnotes", "tables", "fenced_code"} <= found.extensions.keys()
    assert found.has_formulas


def test_what_a_text_does_not_need_need_not_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it needs is asked for, and told."""
    monkeypatch.setattr(extensions, "find_spec", lambda _: None)
    site = site_of(tmp_path / "a.md", tmp_path)
    assert not [name for name in chosen(site, "x").extensions if name.startswith("pymdownx")]
    assert "codehilite" in chosen(site, "x").extensions
    for text, name in (("??? x", "details"), ('=== "x"', "tabbed"), ("- [ ] x", "tasklist")):
        assert f"pymdownx.{name}" in chosen(site, text).extensions


def test_those_of_mkdocs(tmp_path: Path) -> None:
    """With settings; functions of known packages are looked up, others are left out."""
    found = of(
        tmp_path,
        "mkdocs.yml",
        """
markdown_extensions:
  - heatmark
  - admonition
  - pymdownx.arithmatex: {generic: true}
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.superfences:
      custom_fences:
        - name: x
          class: x
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.snippets:
      base_path: [!relative $config_dir, more]
  - codehilite:
      other: !!python/name:os.system
      noclasses: !!python/object/apply:os.system
        args: [ls]
""",
    )
    assert found.has_formulas
    assert "heatmark" not in found.extensions
    assert "pymdownx.arithmatex" not in found.extensions
    toc: Any = found.extensions["toc"]
    assert toc["permalink"] is True
    assert toc["slugify"]("Độ Dài", "-") == "độ-dài"
    fences = found.extensions["pymdownx.superfences"]["custom_fences"]
    assert callable(fences[0]["format"])
    paths = found.extensions["pymdownx.snippets"]["base_path"]
    assert paths == [str(tmp_path), str(tmp_path / "more")]
    assert found.extensions["codehilite"] == {}


def test_dollars_of_a_site_without_formulas_are_prices(tmp_path: Path) -> None:
    """Unless it loads MathJax or KaTeX."""
    assert not of(tmp_path, "mkdocs.yml", "markdown_extensions: [admonition]").has_formulas
    text = "extra_javascript: [https://x/mathjax.js]"
    assert of(tmp_path, "mkdocs.yml", text).has_formulas


def test_those_of_zensical(tmp_path: Path) -> None:
    """Whose dots are tables in tables."""
    text = (
        "[project.markdown_extensions.pymdownx.details]\n[project.markdown_extensions.admonition]"
    )
    found = of(tmp_path, "zensical.toml", text)
    assert {"pymdownx.details", "admonition"} <= found.extensions.keys()
    assert "codehilite" in found.extensions


def test_what_is_missing_is_told() -> None:
    """By name, with what to install where that is known; the page goes on without."""
    named: dict[str, dict[str, object]] = {
        "no_such_extension": {},
        "pymdownx.nothing": {},
        "toc": {"nothing": 1},
        "tables": {},
    }
    md = Markdown()
    told = [*register(md, named)]
    assert [one.name for one in told] == ["no-extension"] * 3
    assert told[1].hint == "pip install pymdown-extensions"
    assert "'toc' does not take" in told[2].message
    assert "<table>" in md.convert("| a |\n|---|\n| 1 |")
