"""Draw blocks that nobody wrote, led by which code they reach: `make fuzz-guided`.

    python tests/support/guided.py --rooms blocks raw --minutes 10 --seed 1

Atheris changes bytes so that more of the package runs, and the grammars make blocks of the bytes.
What reached more is kept in `.cache/fuzz`, where the next run begins. Each room has a process of
its own, as libFuzzer ends the one that it runs in.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
import warnings
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["heatmark"]):
    import fuzz
    from chance import Bytes
    from judge import bugs_raised

import pytest

from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 2048  # bytes that a block is made of
PATIENCE = 1200  # seconds by the clock for one case, which on a busy machine may be long
BEGINNINGS = 50  # of them, at random, that all others come from


def lead(room: str, seed: int, seconds: float) -> None:
    """Run a room until its time is over, say what did not hold, and end the process."""
    findings, end = fuzz.Findings(), time.monotonic() + seconds
    draw = fuzz.rooms()[room]
    bugs_raised(pytest.MonkeyPatch())
    warnings.simplefilter("ignore")

    def each(data: bytes) -> None:
        findings.run(room, draw(Bytes(data)), thorough=False)
        if time.monotonic() > end:
            findings.say()
            sys.stdout.flush()
            os._exit(1 if findings.found else 0)

    folder = begun(room, seed)
    said = [f"-seed={seed}", f"-max_len={LONGEST}", "-verbosity=0", f"-timeout={PATIENCE}"]
    atheris.Setup([sys.argv[0], *said, f"-artifact_prefix={folder.parent}/", str(folder)], each)
    atheris.Fuzz()


def begun(room: str, seed: int) -> Path:
    """Give the folder of what was found to reach more, with some bytes to begin with."""
    folder = ROOT / ".cache/fuzz" / room
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(BEGINNINGS):
        name = f"{seed}-{number}"
        folder.joinpath(name).write_bytes(random.Random(name).randbytes(LONGEST))
    return folder


def main() -> int:
    """Lead each room in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=[*fuzz.rooms()])
    given = parser.parse_args()
    seconds = given.minutes * 60 / len(given.rooms)
    fork, failed = multiprocessing.get_context("fork"), False
    for room in given.rooms:
        run = fork.Process(target=lead, args=(room, given.seed, seconds))
        run.start()
        run.join()
        failed = failed or run.exitcode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
