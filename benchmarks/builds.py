"""Builds as authors run them, each in a process of its own, with all that it imports."""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course import lessons
from side_by_side import ratio, seconds, table
from whole_site import NOTHING, OURS, add_nothing, run, write, write_site

ROUNDS = 5
PAIRS = {  # what is compared with what
    "course": ("heatmaps", "the same as code"),
    "JSON": ("heatmaps in JSON", "JSON that does nothing"),
    "rows": ("heatmaps in rows", "rows that do nothing"),
}


def build(folder: str) -> None:
    """Build a site; print the seconds of the processor."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    sys.path.insert(0, str(Path(folder).parent))  # where `nothing.py` is
    start = time.process_time()
    run(Path(folder))
    print(time.process_time() - start)


def took(folder: Path) -> float:
    """Build a site in a process of its own."""
    command = [sys.executable, __file__, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure the pairs in turns."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        add_nothing(folder)
        write_site(folder / "heatmaps", OURS.replace("false", "true"), "", lessons("heatmap"))
        write_site(folder / "the same as code", "search", "", lessons("text"))
        for form in ("JSON", "rows"):
            ours, nothing = PAIRS[form]
            write(folder / ours, OURS, "", "heatmap", rows=form == "rows")
            write(folder / nothing, "search", NOTHING, "heatmap", rows=form == "rows")
        names = [name for pair in PAIRS.values() for name in pair]
        rounds = [{name: took(folder / name) for name in names} for _ in range(ROUNDS)]
    times = {name: statistics.median(one[name] for one in rounds) for name in names}
    rows = {name: seconds(time) for name, time in times.items()}
    for pair, (ours, other) in PAIRS.items():
        target = 1.05 if pair == "course" else 2.0
        rows[f"ratio, {pair}"] = ratio(times[ours], times[other], target)
    table("builds, each in a process of its own", rows)


if __name__ == "__main__":
    build(sys.argv[1]) if len(sys.argv) > 1 else main()
