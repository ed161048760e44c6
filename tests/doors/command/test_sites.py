"""Configurations of sites, read without their builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.doors.command.sites import mystmd_site, site_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_mkdocs_inherits_and_asks_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a configuration says goes over what it inherits; tags that run code are nothing."""
    (tmp_path / "base.yml").write_text(
        "theme: {name: material, language: vi}\ndocs_dir: tai-lieu\n"
        "markdown_extensions:\n  - toc: {slugify: !!python/name:x.y }\n",
        "utf-8",
    )
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nplugins:\n  - search\n  - heatmark:\n"
        "      cmap: !ENV [HEATMARK_TEST_CMAP, Blues]\n      folders: [du-lieu]\n",
        "utf-8",
    )
    monkeypatch.setenv("HEATMARK_TEST_CMAP", "Greens")
    site = site_of(tmp_path / "tai-lieu" / "bai" / "a.md", tmp_path)
    assert site.problem is None
    assert site.options["cmap"] == "Greens"
    assert site.options["lang"] == "vi"
    assert site.options["root"] == str(tmp_path / "tai-lieu")
    assert site.options["folders"] == (str(tmp_path / "du-lieu"),)


def test_extensions_and_zensical(tmp_path: Path) -> None:
    """Options of the extension count where there is no plugin, and Zensical's are TOML."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "mkdocs.yml").write_text("markdown_extensions:\n  - heatmark: {hover: no}\n", "utf-8")
    (other / "zensical.toml").write_text(
        '[project]\n[project.markdown_extensions.heatmark]\ncmap = "Blues"\n', "utf-8"
    )
    assert site_of(one / "docs" / "a.md", one).options["hover"] is False
    site = site_of(other / "docs" / "a.md", other)
    assert (site.options["cmap"], site.file) == ("Blues", other / "zensical.toml")


def test_what_is_wrong_with_a_site_is_kept(tmp_path: Path) -> None:
    """It becomes an error of its blocks, and names the file."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - heatmark: {cmpa: Blues}\n", "utf-8")
    problem = site_of(tmp_path / "docs" / "a.md", tmp_path).problem
    assert problem is not None
    assert problem.message.startswith("in mkdocs.yml: ")
    assert "cmap" in problem.hint


def test_conf_py_is_run_only_if_asked(tmp_path: Path) -> None:
    """What it would do is its author's business; what it fails with is told."""
    (tmp_path / "conf.py").write_text("heatmark_cmap = 'Blues'\nlanguage = 'vi'\n", "utf-8")
    assert "cmap" not in site_of(tmp_path / "a.rst", tmp_path).options
    asked = site_of(tmp_path / "a.rst", tmp_path, run_conf=True).options
    assert (asked["cmap"], asked["lang"], asked["root"]) == ("Blues", "vi", str(tmp_path))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "conf.py").write_text("1 / 0", "utf-8")
    problem = site_of(tmp_path / "sub" / "a.rst", tmp_path, run_conf=True).problem
    assert problem is not None
    assert "ZeroDivisionError" in problem.message


def test_without_a_site_data_is_below_the_given_folder(tmp_path: Path) -> None:
    """The root is the folder that was given."""
    site = site_of(tmp_path / "x" / "a.md", tmp_path)
    assert site.options == {"root": str(tmp_path)}
    assert site.file is None


def test_a_project_of_mystmd(tmp_path: Path) -> None:
    """Its options stand where mystmd takes what it does not know; `strict` is none of a figure."""
    config = "project:\n  options:\n    lang: vi\n    heatmark: {cmap: Blues, strict: true}\n"
    (tmp_path / "myst.yml").write_text(config, "utf-8")
    site = site_of(tmp_path / "docs" / "a.md", tmp_path)
    assert site == mystmd_site(tmp_path)
    assert (site.options["lang"], site.options["cmap"], site.strict) == ("vi", "Blues", True)
    assert "strict" not in site.options
    (tmp_path / "myst.yml").write_text("project: {options: {heatmark: {camp: x}}}\n", "utf-8")
    assert "myst.yml" in str(mystmd_site(tmp_path).problem)
    assert mystmd_site(tmp_path / "none").options == {"root": str(tmp_path / "none")}


def test_a_colormap_that_there_is_not(tmp_path: Path) -> None:
    """It is the site's, whose configuration is named, and not that of every block."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - heatmark:\n      cmap: Blue\n", "utf-8")
    problem = site_of(tmp_path / "docs" / "a.md", tmp_path).problem
    assert problem is not None
    assert problem.message == "in mkdocs.yml: unknown colormap 'Blue'"
