"""Run things side by side, in turns, so that a slow moment of the machine meets them all."""

from __future__ import annotations

import gc
import os
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Threads that wait for work take time of the processor; numpy asks for them when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def medians(
    runs: Mapping[str, Callable[[], object]],
    rounds: int,
    warm_up: int = 1,
    *,
    collecting: bool = False,
) -> dict[str, float]:
    """Time each run once a round.

    Args:
        runs: What is run, by name.
        rounds: How often each is timed.
        warm_up: How often each is run before.
        collecting: Whether Python collects garbage meanwhile, as it does in a whole build; without,
            what one run leaves behind does not slow another.

    Returns:
        The median seconds of the processor, by name.
    """
    passed: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(-warm_up, rounds):
        for name, run in runs.items():
            took = _seconds(run, collecting=collecting)
            if number >= 0:
                passed[name].append(took)
    return {name: statistics.median(times) for name, times in passed.items()}


def _seconds(run: Callable[[], object], *, collecting: bool) -> float:
    gc.collect()
    if not collecting:
        gc.disable()
    start = time.process_time()
    run()
    took = time.process_time() - start
    gc.enable()
    return took


def table(title: str, rows: Mapping[str, str]) -> None:
    """Print names and figures in two columns."""
    print(f"\n{title}")
    width = max(map(len, rows))
    for name, figure in rows.items():
        print(f"  {name:<{width}}  {figure}")


def milliseconds(seconds: float) -> str:
    """Show a time."""
    return f"{seconds * 1_000:10.3f} ms"


def seconds(time: float) -> str:
    """Show a longer time."""
    return f"{time:10.3f} s"


def ratio(ours: float, other: float, target: float) -> str:
    """Show a ratio with its target beside it."""
    return against(ours / other, target, "×")


def against(value: float, target: float, unit: str = "") -> str:
    """Show a figure with its target beside it."""
    verdict = "met" if value <= target else "MISSED"
    return f"{value:10.3f}{unit}  (target ≤ {target:g}{unit}: {verdict})"
