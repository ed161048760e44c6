"""Builds as authors run them, each in a process of its own, with all that it imports.

    python benchmarks/builds.py [--instructions]

With `--instructions` the instructions of each build are counted, once, by Valgrind's Cachegrind:
they are the same on a busy machine, but no times.
"""

from __future__ import annotations

import logging
import os
import re
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


def billions(count: float) -> str:
    """Show a count of instructions."""
    return f"{count:10.3f} billion instructions"


def build(folder: str) -> None:
    """Build a site; print the seconds of the processor since the process began.

    So the host's own imports count, as they do in `mkdocs build` and in `instructions`.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    sys.path.insert(0, str(Path(folder).parent))  # where `nothing.py` is
    run(Path(folder))
    print(time.process_time())


def took(folder: Path) -> float:
    """Build a site in a process of its own."""
    command = [sys.executable, __file__, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def instructions(folder: Path) -> float:
    """Count the instructions of a build in a process of its own, in billions."""
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    command = [*tool, sys.executable, __file__, str(folder)]
    known = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=known)
    counted = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert counted, done.stderr
    return int(counted[1].replace(",", "")) / 1e9


def main() -> None:
    """Measure the pairs in turns."""
    is_counted = "--instructions" in sys.argv
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
        if is_counted:
            took(folder / names[0])  # which compiles all modules
            rounds = [{name: instructions(folder / name) for name in names}]
        else:
            rounds = [{name: took(folder / name) for name in names} for _ in range(ROUNDS)]
    # What else the machine does only adds, and not to all builds alike.
    times = {name: min(one[name] for one in rounds) for name in names}
    write_figure = billions if is_counted else seconds
    rows = {name: write_figure(figure) for name, figure in times.items()}
    for pair, (ours, other) in PAIRS.items():
        target = 1.05 if pair == "course" else 2.0
        rows[f"ratio, {pair}"] = ratio(times[ours], times[other], target)
    table("builds, each in a process of its own", rows)


if __name__ == "__main__":
    build(sys.argv[1]) if Path(sys.argv[-1]).is_dir() else main()
