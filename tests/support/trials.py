"""Try mutants inside of one run of pytest: for each a fork, and in it the tests that call it.

A first fork runs all tests once and notes which functions of the package each of them calls, with
what its fixtures call. Nothing that was kept by a cache may hide a call.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
import time
from collections import defaultdict
from functools import _lru_cache_wrapper, partial
from itertools import zip_longest
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

    from _pytest.fixtures import FixtureDef

OURS = ("heatmark", "tests")  # whose caches are emptied
LEAST = 20.0  # seconds that a mutant may take; one that never ends is noticed
DIED, LIVES = 1, 0


class Place(NamedTuple):
    """Where the code of a function begins."""

    path: str
    line: int
    name: str


class Trial(NamedTuple):
    """A mutant as the code of a module, and who is told whether it died.

    They are told None if the change is in no function.
    """

    old: CodeType
    new: CodeType
    near: tuple[str, ...]  # files of the tests that import the module
    judged: Callable[[bool | None], None]


def place_of(code: CodeType) -> Place:
    """Name the place of a function."""
    return Place(code.co_filename, code.co_firstlineno, code.co_qualname)


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Find all code in a module's, the outer before the inner."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes_in(inner)


def functions_at(path: str) -> dict[Place, list[FunctionType]]:
    """Find the functions of a module that live, whoever has wrapped them."""
    found = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            found[place_of(one.__code__)].append(one)
    return found


def changes(trial: Trial, known: dict[Place, list[FunctionType]]) -> list[tuple[Place, CodeType]]:
    """Say which living functions have other code in a mutant; none if the module itself has."""
    pairs = zip(codes_in(trial.old), codes_in(trial.new), strict=True)
    return [(place_of(old), new) for old, new in pairs if old != new and place_of(old) in known]


class Trials:
    """A plugin that tries mutants in the place of running the tests."""

    def __init__(self, source: Path, trials: list[Trial], workers: int) -> None:
        self.source, self.trials, self.workers = f"{source}{os.sep}", trials, workers
        self.called: dict[str, dict[int, CodeType]] = defaultdict(dict)
        self.now: dict[int, CodeType] = {}
        self.running: dict[int, tuple[Trial, float]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants; a session without tests has none that die."""
        tests = {item.nodeid: item for item in session.items}
        by_place: dict[Place, list[tuple[float, str]]] = defaultdict(list)
        for name, (seconds, places) in self._noted(session).items():
            for place in places:
                by_place[Place(*place)].append((seconds, name))
        known: dict[str, dict[Place, list[FunctionType]]] = {}
        for trial in self.trials:
            path = trial.old.co_filename
            functions = known.get(path) or known.setdefault(path, functions_at(path))
            if changed := changes(trial, functions):
                some = {one for place, _ in changed for one in by_place[place]}
                wanted = sorted(some, key=lambda one: (not one[1].startswith(trial.near), one))
                run = partial(_judge, changed, functions, [tests[name] for _, name in wanted])
                self._fork(trial, run, LEAST + 10 * sum(seconds for seconds, _ in wanted))
            else:
                trial.judged(None)
        self._wait(0)
        return True

    def _fork(self, trial: Trial, run: Callable[[], int], seconds: float) -> None:
        self._wait(self.workers - 1)
        pid = os.fork()
        if not pid:
            _leave(run)
        self.running[pid] = trial, time.monotonic() + seconds

    def _wait(self, most: int) -> None:
        """Wait until only so many forks run, and judge those that ended."""
        while len(self.running) > most:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                time.sleep(0.005)
                now = time.monotonic()
                for late, (_, end) in self.running.items():
                    if now > end:
                        os.kill(late, signal.SIGKILL)
            elif pid in self.running:
                trial, _ = self.running.pop(pid)
                trial.judged(status != LIVES)

    def _noted(
        self, session: pytest.Session
    ) -> dict[str, tuple[float, list[tuple[str, int, str]]]]:
        """Run all tests once in a fork: seconds and called functions of those that pass."""
        reader, writer = os.pipe()
        if not os.fork():
            os.close(reader)
            _leave(partial(self._tell_notes, writer, session.items))
        os.close(writer)
        with os.fdopen(reader) as heard:
            notes = json.load(heard)
        os.wait()
        return dict(notes)

    def _tell_notes(self, writer: int, items: list[pytest.Item]) -> int:
        with os.fdopen(writer, "w") as said:
            json.dump(self._notes(items), said)
        return LIVES

    def _notes(self, items: list[pytest.Item]) -> dict[str, tuple[float, list[Place]]]:
        notes = {}
        caches = _caches()
        threading.settrace(self._note)
        for item, after in zip_longest(items, items[1:]):
            for cache in caches:
                cache.cache_clear()
            self.now, start = {}, time.process_time()
            sys.settrace(self._note)
            reports = runtestprotocol(item, nextitem=after, log=False)
            sys.settrace(None)
            seconds = time.process_time() - start
            for name in getattr(item, "fixturenames", ()):
                self.now |= self.called[name]
            if not any(report.failed for report in reports):
                ours = [one for one in self.now.values() if one.co_filename.startswith(self.source)]
                notes[item.nodeid] = seconds, [*map(place_of, ours)]
        return notes

    def _note(self, frame: FrameType, _event: str, _: object) -> None:
        self.now[id(frame.f_code)] = frame.f_code  # the hash of code itself takes long

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: FixtureDef[object]) -> Iterator[None]:
        """Keep what a fixture calls for all tests that share it."""
        before, self.now = self.now, {}
        try:
            return (yield)
        finally:
            self.called[fixturedef.argname] |= self.now
            self.now |= before


def _caches() -> list[_lru_cache_wrapper[object]]:
    """Find all caches of the package and of the tests."""
    found = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    return [one for one in found if str(one.__module__).startswith(OURS)]


def _leave(act: Callable[[], int]) -> None:
    """End a fork with what an act says, and never let it go on as its parent does."""
    code = DIED
    try:
        code = act()
    finally:
        os._exit(code)


def _judge(
    changed: list[tuple[Place, CodeType]],
    functions: dict[Place, list[FunctionType]],
    items: list[pytest.Item],
) -> int:
    """Change functions, and run tests until one fails; nothing kept at their collection is used."""
    for place, code in changed:
        for function in functions[place]:
            function.__code__ = code
    for cache in _caches():
        cache.cache_clear()
    for item, after in zip_longest(items, items[1:]):
        if any(report.failed for report in runtestprotocol(item, nextitem=after, log=False)):
            return DIED
    return LIVES
