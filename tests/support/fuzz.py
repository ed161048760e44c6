"""Draw blocks that nobody wrote, for as long as you like: `make fuzz`.

    python tests/support/fuzz.py --minutes 15 --seed 1

Each room is told how many blocks it has had, how many were drawn, and what did not hold, each kind
once with its shortest case. The same seed makes the same cases. All of them are drawn in all
formats; what is dear is looked at for a share, and html5lib reads what is new.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import multiprocessing
import signal
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from chance import either
from grammar import blocks, page_of, pieces, read, shown
from grammar_files import files, raw, raw_blocks, seeds
from judge import bugs_raised, judge, judge_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chance import Draw
    from grammar import Case

ROUND = 500  # cases of a room and seed
SHARE = 20  # of which one is looked at with all that there is
NOTEBOOKS = "notebooks"  # the room whose cases are no pages
SLOW = 1.0  # seconds of the processor, for a block


class Findings:
    """What did not hold: the shortest case of each kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.found: dict[str, tuple[str, str]] = {}

    def run(self, room: str, case: Case, *, thorough: bool) -> None:
        """Judge a case, and keep what does not hold."""
        start = time.process_time()
        try:
            verdicts = judge_of(room)(case, thorough=thorough)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            verdicts = ["failed"]
            self.keep(*_kind(error), case)
        took = time.process_time() - start
        if room != NOTEBOOKS and not thorough and took > SLOW * len(case.blocks):
            self.keep(f"slow: {took:.1f} s", f"slow {room}", case)
        for verdict in verdicts:
            self.counts[f"{room}: {verdict}"] += 1

    def keep(self, what: str, key: str, case: Case) -> None:
        """Keep the shortest case of a kind."""
        text = json.dumps(shown(case))
        if key not in self.found:
            print(f"{what}\n  {text}\n", flush=True)  # at once: a run may be long
        if key not in self.found or len(text) < len(self.found[key][1]):
            self.found[key] = what, text

    def add(self, other: Findings) -> None:
        """Take over what others have found."""
        self.counts += other.counts
        for room, seconds in other.seconds.items():
            self.seconds[room] += seconds
        for key, (what, text) in other.found.items():
            if key not in self.found or len(text) < len(self.found[key][1]):
                self.found[key] = what, text

    def say(self) -> None:
        """Print figures, and what was found."""
        for name, count in sorted(self.counts.items()):
            print(f"  {name:<24}{count:>10,}")
        for room, seconds in sorted(self.seconds.items()):
            count = sum(found for name, found in self.counts.items() if name.startswith(f"{room}:"))
            print(f"  {room}: {1000 * seconds / count:.2f} ms a block")
        for what, text in self.found.values():
            print(f"\n{what}\n  {text[:4000]}")
        print(f"\n{len(self.found)} kinds of failures", flush=True)


def _kind(error: Exception) -> tuple[str, str]:
    """Say what went wrong, and where: what goes wrong there is of one kind."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "heatmark" in one.filename or "support" in one.filename]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return f"{type(error).__name__} at {where}: {str(error)[:300]}", where


def rooms() -> dict[str, Draw[Case]]:
    """Name the grammars."""
    data = seeds()
    return {
        "blocks": blocks,
        "pieces": pieces,
        "files": files,
        "pages": page_of(blocks, pieces, files),
        "raw": raw(data),
        "raw_blocks": raw_blocks(data),
        NOTEBOOKS: either(blocks, pieces),
    }


def judge_of(room: str) -> Callable[..., list[str]]:
    """Say who judges the cases of a room."""
    return judge_notebook if room == NOTEBOOKS else judge


def explore(room: str, draw: Draw[Case], seed: int, findings: Findings) -> None:
    """Judge the cases of a seed in a room."""
    chance, start = Random(f"{room} {seed}"), time.process_time()
    for at in range(ROUND // 10 if room == NOTEBOOKS else ROUND):  # of which each is dear
        findings.run(room, draw(chance), thorough=at % SHARE == 0)
    findings.seconds[room] += time.process_time() - start


def work(names: list[str], numbers: Iterator[int], seconds: float) -> tuple[int, Findings]:
    """Explore rooms in turns until the time is over; the last seed, and what was found."""
    findings, end = Findings(), time.monotonic() + seconds
    known = rooms()
    warnings.simplefilter("error", RuntimeWarning)  # which a build would print among its words
    gc.freeze()
    number = 0
    with pytest.MonkeyPatch.context() as patch:
        bugs_raised(patch)
        with suppress(KeyboardInterrupt):  # who has seen enough is told what there was
            for number in numbers:
                for room in names:
                    explore(room, known[room], number, findings)
                if time.monotonic() > end:
                    break
    return number, findings


def interruptible() -> None:
    """Let an interrupt end the work, of which the first process then tells."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def main() -> int:
    """Explore all rooms, on as many processors as are wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=[*rooms()])
    parser.add_argument("--case", help="one that was printed, to judge it alone")
    given = parser.parse_args()
    if given.case:
        case = read(json.loads(given.case))
        print(judge(case), judge_notebook(case))
        return 0
    tasks = [
        (given.rooms, itertools.count(given.seed + at, given.workers), 60 * given.minutes)
        for at in range(given.workers)
    ]
    findings = Findings()
    with multiprocessing.get_context("spawn").Pool(given.workers, interruptible) as pool:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number, found in pool.starmap(work, tasks, chunksize=1):
            print(f"seeds from {given.seed} to {number}, every {given.workers}.")
            findings.add(found)
    print(f"{ROUND} cases a room and seed, {ROUND // 10} notebooks")
    findings.say()
    return 1 if findings.found else 0


if __name__ == "__main__":
    sys.exit(main())
