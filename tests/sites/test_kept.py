"""Many builds of one process, as of a server: each is as one of its own would be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from forks import ENVIRONMENT
from paths import TESTS
from sites import HOSTS, Site

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "# T\n\n```heatmap\nun 1\nable 2\n```\n"
NOTICED = "```heatmap cmap=jet measure=s\na 1\nb 2\nc 3\n```\n"
FROM_FILE = "# F\n\n```heatmap src=x.tsv id=f\n```\n\n[to it](#f)\n"
IMAGE = "# I\n\n```heatmap output=svg title=I\na 1\nb 2\n```\n"
ALL = ["file.md", "image.md", "index.md", "noticed.md"]
FIRST = {
    "docs/index.md": PLAIN,
    "docs/noticed.md": f"# N\n\n{NOTICED}",
    "docs/file.md": FROM_FILE,
    "docs/image.md": IMAGE,
    "docs/x.tsv": "word\t1\nmore\t2\n",
}


def config(site: Site, **options: object) -> dict[str, str | None]:
    """Write the configuration of the site as a step."""
    site.options = options
    site.write_config()
    name = f"{site.host}.yml"
    return {name: site.folder.joinpath(name).read_text(encoding="utf-8")}


def served(site: Site, *steps: dict[str, str | None]) -> list[dict[str, Any]]:
    """Build the site after each step."""
    site.write("steps.json", json.dumps([{**config(site), **FIRST}, *steps]))
    script = str(TESTS / "support" / "serving.py")
    done = subprocess.run(
        [sys.executable, script, site.host, "steps.json"],
        cwd=site.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    for one in found:
        assert one["is_same"], one["other"]
    return found


@pytest.mark.parametrize("host", HOSTS)
def test_each_build_is_as_one_of_its_own(host: str, tmp_path: Path) -> None:
    """Whatever is edited; and no page is drawn again that does not have to be."""
    site = Site(tmp_path, host)
    steps: list[tuple[dict[str, str | None], set[str]]] = [
        ({}, set()),
        ({"docs/index.md": PLAIN + "\nEdited.\n"}, set()),
        ({"docs/index.md": PLAIN.replace("2", "3")}, {"index.md"}),
        ({"docs/noticed.md": f"# N\n\nAbove.\n\n{NOTICED}"}, {"noticed.md"}),
        (
            {"docs/noticed.md": f"---\nheatmark: {{lang: vi}}\n---\n# N\n\n{NOTICED}"},
            {"noticed.md"},
        ),
        ({"docs/x.tsv": "word\t1\nmore\t9\n"}, {"file.md"}),
        ({"docs/x.tsv": None}, {"file.md"}),
        ({}, {"file.md"}),
        ({"docs/x.tsv": "word\t1\nmore\t9\n"}, {"file.md"}),
        ({"docs/index.md": FROM_FILE}, {"index.md"}),
        ({"docs/x.tsv": "word\t1\nmore\t8\n"}, {"file.md", "index.md"}),
        ({"docs/index.md": None, "docs/README.md": PLAIN}, {"README.md"}),
        (config(site, cmap="Reds"), {"README.md", "file.md", "noticed.md"}),
        (config(site, table=False), {"README.md", "file.md", "noticed.md"}),
    ]
    steps = steps if host == "mkdocs" else steps[:7]  # ProperDocs builds as MkDocs does
    first, *found = served(site, *(edit for edit, _ in steps))
    assert sorted(first["drawn"]) == ALL
    for (edit, drawn), one in zip(steps, found, strict=True):
        assert set(one["drawn"]) == drawn | {"image.md"}, edit
    assert any("noticed.md:3" in line for line in found[0]["lines"])
    assert any("noticed.md:5" in line for line in found[3]["lines"])


def test_posts_and_parts(tmp_path: Path) -> None:
    """A blog converts posts twice, and its lists have the figures of posts that did not change."""
    post = f"---\ndate: 2026-01-02\n---\n# P\n\n{NOTICED}\n\n<!-- more -->\n\n{NOTICED}"
    site = Site(tmp_path)
    site.config["plugins"] = ["search", "blog", {"heatmark": {}}]
    site.write_config()
    text = site.folder.joinpath("mkdocs.yml").read_text(encoding="utf-8")
    steps: list[dict[str, str | None]] = [
        {"mkdocs.yml": text, "docs/blog/posts/p.md": post},
        {},
        {"docs/blog/posts/p.md": post.replace("c 3", "c 5")},
    ]
    *_, second, third, last = served(site, *steps)
    assert "blog/posts/p.md" in second["drawn"]
    assert third["drawn"] == ["image.md"]
    assert "blog/posts/p.md" in last["drawn"]
    assert not re.search("heatmark-error", "".join(one["index"] for one in (second, third, last)))
