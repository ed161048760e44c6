"""A site of many pages, each with five short blocks: time and memory for each page stay flat.

Every tenth page has images. The same pages without heatmaps show what the host itself takes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from side_by_side import table

SIZES = (1_000, 3_000, 10_000)  # pages
BLOCKS, TOKENS = 5, 40
LANGUAGES = {"heatmaps": "heatmap", "the same as code": "text"}


def build(pages: int, language: str) -> None:
    """Build a site in this process; print seconds of the processor and bytes of memory."""
    from texts import rows_body
    from whole_site import OURS, run, write_site

    def page(number: int) -> str:
        image = " output=png" if number % 10 == 0 and language == "heatmap" else ""
        bodies = (rows_body(TOKENS, (number + at) % 50) for at in range(BLOCKS))
        blocks = (f"Text.\n\n```{language}{image}\n{body}\n```\n" for body in bodies)
        return f"# Page {number}\n\n" + "\n".join(blocks)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        write_site(folder, OURS if language == "heatmap" else "search", "", map(page, range(pages)))
        # Themes write the whole navigation into each page, which grows with the square of pages.
        with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write("nav: [index.md]\n")
        started = time.process_time()
        run(folder)
        took = time.process_time() - started
        drawn = (folder / f"site/page{pages - 1}/index.html").read_text(encoding="utf-8")
        assert drawn.count("<figure") == (BLOCKS if language == "heatmap" else 0)
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def measured(pages: int, language: str) -> str:
    """Build in a process of its own, and say what it took."""
    command = [sys.executable, __file__, "--build", str(pages), language]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took, memory = map(float, done.stdout.split()[-2:])
    return (
        f"{took:8.1f} s  {took / pages * 1_000:7.2f} ms a page"
        f"  {memory / 1e6:8.0f} MB  {memory / pages / 1e3:8.1f} kB a page"
    )


def main() -> None:
    """Measure each size that is named, or all."""
    if sys.argv[1:2] == ["--build"]:
        build(int(sys.argv[2]), sys.argv[3])
        return
    for pages in map(int, sys.argv[1:] or SIZES):
        rows = {label: measured(pages, language) for label, language in LANGUAGES.items()}
        title = (
            f"scale: {pages:,} pages, {BLOCKS} blocks × {TOKENS} tokens a page, a tenth as images"
        )
        table(title, rows)


if __name__ == "__main__":
    main()
