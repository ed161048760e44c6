"""What helps those who carry the project on: its papers lead where they say."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
import yaml

import heatmark
import records
from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

PAPERS = ("CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "docs/inside.md")
MOST_NOQA = 40
FORMS = sorted(ROOT.joinpath(".github", "ISSUE_TEMPLATE").glob("*.yml"))
TARGETS = set(re.findall(r"^([\w-]+):", ROOT.joinpath("Makefile").read_text("utf-8"), re.MULTILINE))


def tool(name: str) -> ModuleType:
    """Import a script of `tools/`."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def release() -> ModuleType:
    """The script of `make release-check`."""
    return tool("release_check")


@pytest.mark.parametrize("paper", PAPERS)
def test_links_and_commands_exist(paper: str) -> None:
    """Links lead to files of the project, and what `make` is asked for it can do."""
    path = ROOT / paper
    text = path.read_text("utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)", text):
        assert link.startswith("https://") or path.parent.joinpath(link).exists(), link
    assert {*re.findall(r"`make ([\w-]+)`", text)} <= TARGETS


@pytest.mark.parametrize(
    "form", [one for one in FORMS if one.stem != "config"], ids=lambda f: f.stem
)
def test_forms_ask_for_block_and_versions(form: Path) -> None:
    """Each form of an issue has fields for both, and is one that the host can show."""
    fields = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= fields.keys()
    ids = [one["id"] for one in fields["body"]]
    assert {"block", "versions"} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert all(one["attributes"]["label"] for one in fields["body"])


def test_forms_are_there() -> None:
    """There are several, and holes in safety are led away from them."""
    assert len(FORMS) >= 4
    config = yaml.safe_load(ROOT.joinpath(".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8"))
    addresses = {one["url"] for one in config["contact_links"]}
    security = ROOT.joinpath("SECURITY.md").read_text("utf-8")
    assert all(address in security for address in addresses)


def test_rules_are_bent_in_few_places() -> None:
    """What the linter is told to overlook is said once, in its configuration, where it can be."""
    bent = sum(
        len(re.findall(r"#\s+noqa:", line))
        for folder in ("src", "tests", "benchmarks", "docs", "example_site", "tools")
        for path in ROOT.joinpath(folder).rglob("*.py")
        for line in path.read_text("utf-8").split("\n")
    )
    assert bent <= MOST_NOQA


def test_citation() -> None:
    """The citation is of this version, and says what the project says of itself."""
    cited = yaml.safe_load(ROOT.joinpath("CITATION.cff").read_text("utf-8"))
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    assert cited["version"] == heatmark.__version__
    assert cited["license"] == project["license"]
    assert cited["repository-code"] == project["urls"]["Homepage"]
    assert [one["name"] for one in cited["authors"]] == [one["name"] for one in project["authors"]]


def test_a_release_that_is_ready(release: ModuleType, tmp_path: Path) -> None:
    """A dated part of the changelog and the same in the citation are all that a person writes."""
    changes = "## [Unreleased]\n\n## [1.2.0] - 2030-01-31\n\n- x\n\n## [1.1.0] - 2029-01-01\n"
    tmp_path.joinpath("CHANGELOG.md").write_text(changes, "utf-8")
    cited = "version: 1.2.0\ndate-released: 2030-01-31\n"
    tmp_path.joinpath("CITATION.cff").write_text(cited, "utf-8")
    assert release.unready("1.2.0", tmp_path) == []
    assert release.declared_version() == heatmark.__version__


@pytest.mark.parametrize(
    ("changes", "cited", "word"),
    [
        ("## [Unreleased]\n\n- x\n## [1.1.0] - 2029-01-01\n", "version: 1.2.0\n", "no part"),
        ("## [1.2.0] - 2030-01-31\n", "version: 1.2.0\ndate-released: 2030-01-30\n", "released"),
        ("## [1.2.0] - 2030-01-31\n", "version: 1.1.0\ndate-released: 2030-01-31\n", "version"),
        (
            "## [Unreleased]\n- y\n## [1.2.0] - 2030-01-31\n",
            "version: 1.2.0\ndate-released: 2030-01-31\n",
            "[Unreleased]",
        ),
    ],
)
def test_what_a_person_forgot(
    changes: str, cited: str, word: str, release: ModuleType, tmp_path: Path
) -> None:
    """Whatever of these is missing is named."""
    tmp_path.joinpath("CHANGELOG.md").write_text(changes, "utf-8")
    tmp_path.joinpath("CITATION.cff").write_text(cited, "utf-8")
    assert word in " ".join(release.unready("1.2.0", tmp_path))


def test_what_was_tested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run leaves its record in its environment, and the page in both languages tells of it."""
    versions = tool("versions")
    for number, name in enumerate((".venv-oldest", ".venv"), 11):
        folder = tmp_path / name
        folder.mkdir()
        record = {"what": "all", "passed": 1200, "python": f"3.{number}.7", "versions": {}}
        record["versions"] = {"Markdown": f"3.{number}"}
        folder.joinpath(versions.RECORD).write_text(json.dumps(record), encoding="utf-8")
    tmp_path.joinpath("docs").mkdir()
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    versions.table()
    for name, count in (("versions.md", "1,200"), ("versions.vi.md", "1.200")):
        page = tmp_path.joinpath("docs", name).read_text("utf-8")
        assert "| Python | 3.11.7 | 3.12.7 |" in page
        assert "| Markdown | 3.11 | 3.12 |" in page
        assert count in page
        assert "| numpy | – | – |" in page


def test_a_run_leaves_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it leaves is what the table reads, with the versions that are installed."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    records.leave("fast", 12)
    record = json.loads(tmp_path.joinpath(tool("versions").RECORD).read_text("utf-8"))
    assert (record["what"], record["passed"]) == ("fast", 12)
    assert record["versions"]["Markdown"] == version("Markdown")


def test_supported_pythons_are_found() -> None:
    """Those of the classifiers are asked for; the one that runs is found, no other."""
    versions = tool("versions")
    assert {"3.11", "3.12", "3.13"} <= {*versions.declared()}
    assert versions.interpreter(f"3.{sys.version_info.minor}")
    assert versions.interpreter("3.1") is None
