"""Draw blocks that nobody wrote, for as long as you like: `make fuzz`.

    python tests/support/fuzz.py --minutes 15 --seed 1

Each room is told how many blocks it has had, how many were drawn, and what did not hold, each kind
once with its shortest block. The same seed makes the same blocks.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from grammar import blocks, files, pieces, raw, raw_blocks, read, shown
from judge import bugs_raised, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from grammar import Case

TESTS = Path(__file__).parents[1]
ROUND = 250  # blocks between two looks at the clock
SLOW = 1.0  # seconds of the processor


def seeds() -> dict[str, bytes]:
    """Read the small data files of the tests."""
    paths = [
        path
        for folder in ("files/data", "golden/data")
        for path in (TESTS / folder).rglob("*.*")
        if path.is_file() and path.stat().st_size < 20_000 and path.suffix != ".md"
    ]
    return {path.name: path.read_bytes() for path in paths}


class Findings:
    """What did not hold: the shortest case of each kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.found: dict[str, tuple[str, str]] = {}

    def run(self, room: str, case: Case) -> None:
        """Judge a case, and keep what does not hold."""
        start = time.process_time()
        try:
            verdict = judge(case)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            verdict = "failed"
            frames = traceback.extract_tb(error.__traceback__)
            ours = [one for one in frames if "heatmark" in one.filename or "judge" in one.filename]
            where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
            self.keep(f"{type(error).__name__} at {where}: {str(error)[:150]}", where, case)
        if (took := time.process_time() - start) > SLOW:
            self.keep(f"slow: {took:.1f} s", f"slow {room}", case)
        self.counts[f"{room}: {verdict}"] += 1

    def keep(self, what: str, key: str, case: Case) -> None:
        """Keep the shortest case of a kind."""
        text = json.dumps(shown(case))
        if key not in self.found or len(text) < len(self.found[key][1]):
            self.found[key] = what, text

    def say(self) -> None:
        """Print figures, and what was found."""
        for name, count in sorted(self.counts.items()):
            print(f"  {name:<24}{count:>10,}")
        for what, text in self.found.values():
            print(f"\n{what}\n  {text[:1500]}")
        print(f"\n{len(self.found)} kinds of failures")


def rooms() -> dict[str, SearchStrategy[Case]]:
    """Name the grammars."""
    return {
        "blocks": blocks(),
        "pieces": pieces(),
        "files": files(),
        "raw": raw(seeds()),
        "raw_blocks": raw_blocks(),
    }


def as_test(drawn: SearchStrategy[Case], run: Callable[[Case], None]) -> Any:
    """Make what hypothesis calls a test of what is run with each case."""

    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def one(case: Case) -> None:
        run(case)

    return one


def explore(room: str, number: int, findings: Findings) -> None:
    """Draw some blocks of a room."""
    one = as_test(rooms()[room], lambda case: findings.run(room, case))
    seed(number)(one)()


def main() -> int:
    """Explore all rooms in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=[*rooms()])
    parser.add_argument("--case", help="one that was printed, to judge it alone")
    given_ = parser.parse_args()
    if given_.case:
        print(judge(read(json.loads(given_.case))))
        return 0
    warnings.simplefilter("ignore")
    findings, end = Findings(), time.monotonic() + given_.minutes * 60
    with pytest.MonkeyPatch.context() as patch:
        bugs_raised(patch)
        with suppress(KeyboardInterrupt):  # who has seen enough is told what there was
            for number in itertools.count(given_.seed):
                for room in given_.rooms:
                    explore(room, number, findings)
                if time.monotonic() > end:
                    break
    print(f"seeds {given_.seed} to {number}, {ROUND} blocks a room and seed")
    findings.say()
    return 1 if findings.found else 0


if __name__ == "__main__":
    sys.exit(main())
