"""A site of many pages, each with five short blocks: time and memory for each page stay flat."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from side_by_side import table

SIZES = (1_000, 3_000)  # pages; 10,000 with an argument
BLOCKS, TOKENS = 5, 40


def build(pages: int) -> None:
    """Build a site in this process, and print what it took."""
    from texts import rows_body
    from whole_site import OURS, run, write_site

    blocks = [f"Text.\n\n```heatmap\n{rows_body(TOKENS, seed)}\n```\n" for seed in range(50)]
    texts = (
        f"# Page {page}\n\n" + "\n".join(blocks[(page + at) % 50] for at in range(BLOCKS))
        for page in range(pages)
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        write_site(folder, OURS, "", texts)
        started = time.process_time()
        run(folder)
        took = time.process_time() - started
        drawn = (folder / f"site/page{pages - 1}/index.html").read_text(encoding="utf-8")
        assert drawn.count("<figure") == BLOCKS
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main() -> None:
    """Measure each size in a process of its own."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    if len(sys.argv) > 2 and sys.argv[1] == "0":
        build(int(sys.argv[2]))
        return
    rows = {}
    for pages in sizes:
        command = [sys.executable, __file__, "0", str(pages)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took, memory = map(float, done.stdout.split()[-2:])
        rows[f"{pages} pages"] = (
            f"{took:8.1f} s  {took / pages * 1_000:7.2f} ms a page"
            f"  {memory / 1e6:8.0f} MB  {memory / pages / 1e3:8.1f} kB a page"
        )
    table(f"scale: {BLOCKS} blocks × {TOKENS} tokens a page", rows)


if __name__ == "__main__":
    main()
