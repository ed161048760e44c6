"""Draws many images in threads, those that a store does not have."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from typing import TYPE_CHECKING

from heatmark.render.image.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from heatmark.hosts.store import Store


_FEW = 4  # images: with fewer, the first of them alone, threads have little left to share
_MOST_WORKERS = 8  # each holds an image in memory


def draw_all(
    jobs: Mapping[str, Callable[[], Drawing]],
    store: Store | None = None,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Drawing | Exception]:
    """Take drawings from a store, and draw those that it does not have.

    The first of these is drawn alone, so that what all jobs import is imported in one thread; more
    than a few are drawn in threads, so jobs must share nothing that they change.

    Args:
        jobs: What draws, by key.
        store: Where to look first, and to keep what is drawn.
        workers: How many threads may draw; by default one for each processor, up to eight.
        progress: Called after each drawing that was made, in the caller's thread, with how many
            are done and how many there are. Drawings from the store are not counted.

    Returns:
        By key, in the order of the jobs: the drawing, or what its job raised. One that fails stops
        no other.

    Raises:
        ValueError: If the store cannot have a key.
    """
    known = {key: store.get(key) for key in jobs} if store else {}
    done: dict[str, Drawing | Exception] = {
        key: item for key, item in known.items() if item is not None
    }
    cold = {key: job for key, job in jobs.items() if key not in done}
    with closing(_drawn(cold, workers or _workers())) as drawn:
        for count, (key, result) in enumerate(drawn, 1):
            done[key] = result
            if store and isinstance(result, Drawing):
                store.put(key, result)
            if progress:
                progress(count, len(cold))
    return {key: done[key] for key in jobs}


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _drawn(
    jobs: Mapping[str, Callable[[], Drawing]], workers: int
) -> Generator[tuple[str, Drawing | Exception], None, None]:
    """Draw, and give each drawing as soon as it is done; whoever stops early leaves no thread."""
    keys = list(jobs)
    alone = 1 if workers > 1 and len(keys) >= _FEW else len(keys)
    for key in keys[:alone]:
        yield key, _attempt(jobs[key])
    pool = ThreadPoolExecutor(workers, thread_name_prefix="heatmark")
    try:
        futures = {pool.submit(_attempt, jobs[key]): key for key in keys[alone:]}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _attempt(job: Callable[[], Drawing]) -> Drawing | Exception:
    try:
        return job()
    except Exception as error:  # it is the caller's to report, with the image's place
        return error
