"""How long `heatmark check` takes over a site of 500 pages, each with two blocks."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from texts import rows_body

PAGES = 500
TOKENS = 20
RUNS = 5
PAGE = """# Lesson {at}

Some words.

```heatmap measure=x
{first}
```

More words.

```heatmap view=bars measure=x
{second}
```
"""


def main() -> None:
    """Print the median, with the start of Python in it, as authors wait for it, and of the CPU.

    On a machine that does other things besides, the second is the one to compare.
    """
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        site.joinpath("mkdocs.yml").write_text("plugins: [heatmark]\n", encoding="utf-8")
        site.joinpath("docs").mkdir()
        for at in range(PAGES):
            first, second = (rows_body(TOKENS, seed=2 * at + more) for more in (0, 1))
            text = PAGE.format(at=at, first=first, second=second)
            site.joinpath("docs", f"{at}.md").write_text(text, encoding="utf-8")
        runs = [_seconds(site) for _ in range(RUNS)]
        walls, cpus = (sorted(times) for times in zip(*runs, strict=True))
    print(
        f"heatmark check, {PAGES} pages of 2 blocks of {TOKENS} tokens: "
        f"{walls[RUNS // 2]:.2f} s, {cpus[RUNS // 2]:.2f} s of the CPU"
    )


def _seconds(site: Path) -> tuple[float, float]:
    script = "from heatmark.doors.command import main; main()"
    start, before = time.perf_counter(), _cpu()
    subprocess.run([sys.executable, "-c", script, "check", "docs"], cwd=site, check=True)
    return time.perf_counter() - start, _cpu() - before


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
