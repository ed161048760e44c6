"""Images that are missing, drawn by several threads."""

from __future__ import annotations

import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.hosts.drawing import draw_all
from heatmark.hosts.store import Store
from heatmark.render.image.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


KEYS = st.text("0123456789abcdef", min_size=1, max_size=128)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "heatmark")


def _job(data: bytes) -> Callable[[], Drawing]:
    return lambda: Drawing(data)


def _raises(error: BaseException) -> Callable[[], Drawing]:
    def job() -> NoReturn:
        raise error

    return job


def _files(store: Store) -> set[str]:
    return {path.name for path in store.folder.iterdir()} - {".gitignore", "CACHEDIR.TAG"}


@given(
    kinds=st.dictionaries(KEYS, st.sampled_from(["kept", "new", "missing", "fails"]), max_size=8),
    workers=st.integers(1, 4),
)
def test_draw_all(
    tmp_path_factory: pytest.TempPathFactory, kinds: dict[str, str], workers: int
) -> None:
    """Each job has its result in its place, whatever the others do and however many may work."""
    store = Store(tmp_path_factory.mktemp("store"))
    expected: dict[str, Drawing | Exception] = {}
    jobs: dict[str, Callable[[], Drawing]] = {}
    for key, kind in kinds.items():
        drawing = Drawing(key.encode(), missing=("?",) if kind == "missing" else ())
        error = RuntimeError(key)
        expected[key] = error if kind == "fails" else drawing
        jobs[key] = _raises(error) if kind == "fails" else _job_of(drawing)
        if kind == "kept":
            store.put(key, drawing)
            jobs[key] = _raises(AssertionError("drawn although it was kept"))
    steps: list[tuple[int, int]] = []
    found = draw_all(jobs, store, workers=workers, progress=lambda *step: steps.append(step))
    assert list(found.items()) == list(expected.items())
    cold = sum(kind != "kept" for kind in kinds.values())
    assert steps == [(count, cold) for count in range(1, cold + 1)]
    for key, kind in kinds.items():
        assert store.get(key) == (expected[key] if kind in {"kept", "new"} else None)


def _job_of(drawing: Drawing) -> Callable[[], Drawing]:
    return lambda: drawing


def test_bytes_do_not_depend_on_workers() -> None:
    """One worker and many draw the same, with a store and without."""
    jobs = {f"{seed:x}": _compress(seed) for seed in range(40)}
    alone = draw_all(jobs, workers=1)
    assert list(alone) == list(jobs)
    for workers in (None, 2, 8):
        assert list(draw_all(jobs, workers=workers).items()) == list(alone.items())


def _compress(seed: int) -> Callable[[], Drawing]:
    return lambda: Drawing(zlib.compress(bytes((seed * place) % 251 for place in range(5_000))))


def test_many_are_drawn_at_once() -> None:
    """With two workers, two jobs run at the same time, and the first has run before them."""
    meeting = threading.Barrier(2, timeout=30)
    first = threading.Event()

    def meet() -> Drawing:
        assert first.is_set()
        meeting.wait()
        return Drawing(threading.current_thread().name.encode())

    def start() -> Drawing:
        first.set()
        return Drawing(threading.current_thread().name.encode())

    found = draw_all({"0": start, **dict.fromkeys("1234", meet)}, workers=2)
    names = {key: one.data for key, one in found.items() if isinstance(one, Drawing)}
    assert list(names) == list("01234")
    assert names["0"] == threading.current_thread().name.encode()
    assert len({names[key] for key in "1234"}) == 2


def test_few_are_drawn_in_the_callers_thread() -> None:
    """Three images need no threads, however many processors there are."""
    threads: list[threading.Thread] = []

    def job() -> Drawing:
        threads.append(threading.current_thread())
        return Drawing(b"")

    draw_all(dict.fromkeys("abc", job), workers=8)
    assert threads == [threading.current_thread()] * 3


def test_progress_is_told_in_the_callers_thread(store: Store) -> None:
    """Progress is told by the caller's thread, and for a warm store not at all."""
    threads: list[threading.Thread] = []

    def progress(_done: int, _total: int) -> None:
        threads.append(threading.current_thread())

    jobs = {f"{seed:x}": _compress(seed) for seed in range(20)}
    draw_all(jobs, store, workers=4, progress=progress)
    assert threads == [threading.current_thread()] * 20
    draw_all(jobs, store, workers=4, progress=progress)
    assert len(threads) == 20


def test_a_drawing_is_kept_before_the_next_is_told(store: Store) -> None:
    """A build that is stopped has kept what it drew, and leaves no thread."""
    before = set(threading.enumerate())
    kept: list[int] = []

    def stop(done: int, _total: int) -> None:
        kept.append(len(_files(store)))
        if done == 3:
            raise KeyboardInterrupt

    jobs = {f"{seed:x}": _compress(seed) for seed in range(20)}
    with pytest.raises(KeyboardInterrupt):
        draw_all(jobs, store, workers=4, progress=stop)
    assert kept == [1, 2, 3]
    assert set(threading.enumerate()) == before


def test_a_build_that_is_stopped_draws_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no thread has begun when a build is stopped is not drawn."""
    gate = threading.Event()
    shutdown = ThreadPoolExecutor.shutdown

    def open_gate(pool: ThreadPoolExecutor, *, cancel_futures: bool = False) -> None:
        shutdown(pool, wait=False, cancel_futures=cancel_futures)
        gate.set()
        shutdown(pool)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", open_gate)
    begun: list[None] = []

    def wait() -> Drawing:
        begun.append(None)
        assert gate.wait(timeout=30)
        return Drawing(b"")

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    jobs = {"a": _job(b""), "b": _job(b""), **{f"{number}": wait for number in range(20)}}
    with pytest.raises(KeyboardInterrupt):
        draw_all(jobs, workers=2, progress=stop)
    assert len(begun) <= 2


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_program_ends_it(count: int, error: type[BaseException]) -> None:
    """What is no Exception is not kept as a result, in the caller's thread or another."""
    before = set(threading.enumerate())
    jobs: dict[str, Any] = {f"{seed:x}": _compress(seed) for seed in range(count)}
    jobs[f"{count - 1:x}"] = _raises(error())
    with pytest.raises(error):
        draw_all(jobs, workers=4)
    assert set(threading.enumerate()) == before


def test_no_thread_is_left(store: Store) -> None:
    """When all are drawn, with failures among them, no thread is left."""
    before = set(threading.enumerate())
    jobs = {f"{seed:x}": _compress(seed) for seed in range(20)}
    jobs["5"] = jobs["9"] = _raises(RuntimeError("no"))
    found = draw_all(jobs, store, workers=4)
    assert [key for key, one in found.items() if isinstance(one, RuntimeError)] == ["5", "9"]
    assert set(threading.enumerate()) == before
    assert len(_files(store)) == 18
