"""Change the package in small ways, and see whether a test notices: `make mutants`.

    python tests/support/mutants.py --seed 1 --count 60 [--only picture/scale]

A mutant is one comparison, sign, number, `and`, `or` or `not` that is another. The tests that lie
in the mirror of its module run, and the golden documents: those of them that call the changed
function, the quick ones first; all of them for what runs at the import. What was tried is kept in
`.mutants.jsonl` and is not tried again as long as module and tests are the same. A line of the
package that ends in `# equivalent: reason` has no mutants: no test could tell them. Nor has the
`strict=True` of a `zip`, which asserts that both are equally long, and never fails.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest

from trials import Trial, Trials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

ROOT = Path(__file__).parents[2]
SRC, KEPT = ROOT / "src/heatmark", ROOT / ".mutants.jsonl"
GOLDEN = ROOT / "tests/test_golden.py"
ROOMS = ("core", "options", "language", "tokens", "block", "files", "picture", "render")
# Each run of tests is a fork of one process that knows all libraries already, but not the package.
WORKSHOP = multiprocessing.get_context("forkserver")
LIBRARIES = ["pytest", "numpy", "matplotlib.figure", "markdown", "html5lib", "yaml"]
NOTICED = {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}
SECONDS = 300  # that tests may take; a mutant that never ends is noticed
OTHERS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


class Mutant(NamedTuple):
    """A change to a module: of the node at this place in it, in the order of `sites`."""

    module: str
    site: int
    line: int
    what: str

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return f"{self.module}:{self.line} {self.what}"


def sites(tree: ast.AST) -> Iterator[ast.AST]:
    """Find the nodes of a module that can be changed, outside of annotations."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or _is_for_types(node):
                continue
            if changed(node) is not None:
                yield node
            yield from sites(node)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def changed(node: ast.AST) -> ast.AST | None:
    """Make the other node of one, if it has any."""
    other = copy.copy(node)
    if isinstance(other, ast.Compare) and type(other.ops[0]) in OTHERS:
        other.ops = [OTHERS[type(other.ops[0])](), *other.ops[1:]]  # type: ignore[list-item]
    elif isinstance(other, ast.BinOp | ast.BoolOp) and type(other.op) in OTHERS:
        other.op = OTHERS[type(other.op)]()  # type: ignore[assignment]
    elif isinstance(other, ast.UnaryOp) and isinstance(other.op, ast.Not | ast.USub):
        return other.operand
    elif isinstance(other, ast.Constant) and type(other.value) in {int, float, bool}:
        value: Any = other.value
        other.value = not value if isinstance(value, bool) else _next(value)
    else:
        return None
    return other


def _next(number: Any) -> Any:
    return number + 1 if isinstance(number, int | float) else number


def mutants_of(path: Path) -> list[Mutant]:
    """List the mutants of a module, but those that are marked as equivalent, and assertions."""
    source = path.read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    module = path.relative_to(SRC).with_suffix("").as_posix()
    asserted = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and ast.unparse(node) == "strict=True"
    ]
    found = []
    for at, node in enumerate(sites(tree)):
        line = int(getattr(node, "lineno", 0))
        if "# equivalent: " not in lines[line - 1] and node not in asserted:
            old, new = ast.unparse(node), ast.unparse(changed(node) or node)
            if old != new:  # one more is the same, of a large float
                found.append(Mutant(module, at, line, f"{old} → {new}"))
    return found


def mutated(mutant: Mutant) -> ast.Module:
    """Make the module of a mutant, each line where it was."""
    tree = ast.parse((SRC / f"{mutant.module}.py").read_text("utf-8"))
    node = [*sites(tree)][mutant.site]
    made = _Replaced(node, changed(node) or node).visit(tree)
    return cast("ast.Module", ast.fix_missing_locations(made))


class _Replaced(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return ast.copy_location(self.new, node)
        return super().generic_visit(node)


@cache
def tests_of(module: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Find the tests in the mirror of a module: those that import it, and the others."""
    folder = ROOT / "tests" / Path(module).parent
    known = sorted(folder.glob("test_*.py"))
    dotted = f"heatmark.{module.replace('/', '.')} "
    near = [path for path in known if dotted in path.read_text("utf-8").replace("\n", " ")]
    return tuple(near), tuple(path for path in known if path not in near)


@cache
def state(module: str) -> str:
    """Sum up a module, its tests and what they read, so that what is old is tried again."""
    digest = hashlib.sha256((SRC / f"{module}.py").read_bytes())
    folder = ROOT / "tests" / Path(module).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def dies(mutant: Mutant, home: Path) -> bool:
    """Run all tests of a mutant in a copy of the package."""
    path = home / "src/heatmark" / f"{mutant.module}.py"
    path.write_text(ast.unparse(mutated(mutant)), "utf-8")
    try:
        groups = *tests_of(mutant.module), (GOLDEN,)
        return any(not _passes(group, home) for group in groups if group)
    finally:
        shutil.copyfile(SRC / f"{mutant.module}.py", path)


def _passes(tests: tuple[Path, ...], home: Path) -> bool:
    run = WORKSHOP.Process(target=_run, args=([*map(str, tests)], str(home / "src")))
    run.start()
    run.join(SECONDS)
    if run.is_alive():
        run.kill()
    elif run.exitcode not in NOTICED | {pytest.ExitCode.OK}:
        raise RuntimeError(f"the tests of {home} could not run: pytest {run.exitcode}")
    return run.exitcode == 0


def _run(tests: list[str], source: str, plugins: Sequence[object] = ()) -> None:
    """Run tests with the package that lies here, and leave with pytest's code; says nothing."""
    os.environ["PYTHONPATH"] = source  # for programs that tests start
    sys.path.insert(0, source)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    options = ["-q", "-x", "-p", "no:cacheprovider", "-n", "0", f"--rootdir={ROOT}"]
    try:
        os._exit(pytest.main([*options, *tests], plugins))
    finally:
        os._exit(pytest.ExitCode.INTERNAL_ERROR)


def _try(mutants: list[Mutant], workers: int, verdicts: Connection) -> None:
    """Try mutants of one folder in one run of its tests, and tell of each whether it died."""
    trials = []
    for mutant in mutants:
        path = SRC / f"{mutant.module}.py"
        old, new = ast.parse(path.read_text("utf-8")), mutated(mutant)
        codes = (compile(tree, path, "exec", dont_inherit=True) for tree in (old, new))
        near = tuple(path.relative_to(ROOT).as_posix() for path in tests_of(mutant.module)[0])
        trials.append(Trial(next(codes), next(codes), near, partial(_tell, verdicts, mutant)))
    tests = [path for group in tests_of(mutants[0].module) for path in group]
    _run([*map(str, tests), str(GOLDEN)], str(SRC.parent), [Trials(SRC, trials, workers)])


def _tell(verdicts: Connection, mutant: Mutant, died: bool | None) -> None:
    verdicts.send((mutant, died))


def tried() -> dict[tuple[str, str, int], bool]:
    """Read which mutants were tried, and whether they died."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.exists() else []
    known = map(json.loads, lines)
    return {(one["module"], one["state"], one["site"]): one["died"] for one in known}


def chosen(seed: int, count: int, only: str) -> list[Mutant]:
    """Choose some mutants at random, the same ones for a seed; or all of them if count is 0."""
    paths = [path for room in ROOMS for path in sorted((SRC / room).rglob("*.py"))]
    found = [one for path in paths for one in mutants_of(path) if one.module.startswith(only)]
    return random.Random(seed).sample(found, min(count, len(found))) if count else found


def _key(mutant: Mutant) -> tuple[str, str, int]:
    return mutant.module, state(mutant.module), mutant.site


def _keep(done: dict[Mutant, bool], mutant: Mutant, died: bool) -> None:
    """Keep a verdict, here and for the next run."""
    done[mutant] = died
    with KEPT.open("a", encoding="utf-8") as kept:
        said = dict(zip(("module", "state", "site"), _key(mutant), strict=True))
        kept.write(json.dumps({**said, "died": died, "name": mutant.name}) + "\n")
    print("." if died else f"\nlives: {mutant.name}", end="", flush=True)


def _quickly(mutants: list[Mutant], workers: int) -> Iterator[tuple[Mutant, bool | None]]:
    """Try the mutants of each folder together; None for one that lies in no function."""
    folders: dict[Path, list[Mutant]] = {}
    for mutant in mutants:
        folders.setdefault(Path(mutant.module).parent, []).append(mutant)
    for some in folders.values():
        heard, told = multiprocessing.Pipe(duplex=False)
        run = WORKSHOP.Process(target=_try, args=(some, workers, told))
        run.start()
        told.close()
        left = set(some)
        while left:
            try:
                mutant, died = heard.recv()
            except EOFError:
                raise RuntimeError(f"the tests of {some[0].module} could not run") from None
            left.discard(mutant)
            yield mutant, died


def _homes(folder: Path, count: int) -> SimpleQueue[Path]:
    """Copy the package for each worker."""
    homes: SimpleQueue[Path] = SimpleQueue()
    for at in range(count):
        shutil.copytree(ROOT / "src", folder / str(at) / "src")
        homes.put(folder / str(at))
    return homes


def _dies_somewhere(mutant: Mutant, homes: SimpleQueue[Path]) -> bool:
    home = homes.get()
    try:
        return dies(mutant, home)
    finally:
        homes.put(home)


def main() -> int:
    """Try some mutants, in parallel."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="0 for all")
    parser.add_argument("--only", default="", help="a room or a module, such as picture/scale")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    WORKSHOP.set_forkserver_preload(LIBRARIES)
    mutants, known = chosen(given.seed, given.count, given.only), tried()
    done = {one: known[key] for one in mutants if (key := _key(one)) in known}
    unknown = [one for one in mutants if one not in done]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.workers) as pool:
        homes = _homes(Path(folder), given.workers)
        slow = {}
        for mutant, verdict in _quickly(unknown, given.workers):
            if verdict is None:
                slow[mutant] = pool.submit(_dies_somewhere, mutant, homes)
            else:
                _keep(done, mutant, verdict)
        for mutant, future in slow.items():
            _keep(done, mutant, future.result())
    died = [done[one] for one in mutants]
    print(f"\n{sum(died)} of {len(died)} mutants died")
    for mutant, gone in zip(mutants, died, strict=True):
        if not gone:
            print(f"  lives: {mutant.name}")
    return 0 if all(died) else 1


if __name__ == "__main__":
    sys.exit(main())
