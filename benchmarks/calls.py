"""Calls between modules of ours on the way of a block: how many layers a value goes through."""

from __future__ import annotations

import inspect
import io
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import numpy as np
from sphinx.application import Sphinx

import heatmark

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

OURS = Path(heatmark.__file__).parent.as_posix()
SECOND = 2  # run: the first fills caches of what never changes


def main() -> None:
    """Print the figures; with -v also who calls whom."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        walks = {
            "a two-token block to HTML": _page("```heatmap measure=x\na 1\nb 2\n```\n"),
            "an NPZ part as a grid": _grid(folder),
            "a Sphinx block with src and PNG": _sphinx(folder),
        }
        for walk, run in walks.items():
            for _ in range(SECOND):
                calls = calls_between_modules(run)
            rooms = {room for caller, room, _ in calls} | {caller for caller, _, _ in calls}
            sys.stdout.write(f"{walk}: {calls.total()} calls between {len(rooms)} modules\n")
            for (caller, room, function), count in calls.most_common() if "-v" in sys.argv else ():
                sys.stdout.write(f"  {count:4} {caller} → {room}.{function}\n")


def calls_between_modules(run: Callable[[], object]) -> Counter[tuple[str, str, str]]:
    """Count calls of functions whose caller is in another module of ours.

    A generator counts once, as it starts, however often it is asked for more.
    """
    calls: Counter[tuple[str, str, str]] = Counter()
    started: set[FrameType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        before = frame.f_back
        if event != "call" or before is None or frame in started:
            return
        if frame.f_code.co_flags & inspect.CO_GENERATOR:
            started.add(frame)
        caller, room = _room(before.f_code), _room(frame.f_code)
        if caller and room and caller != room:
            calls[caller, room, frame.f_code.co_name] += 1

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls


def _room(code: CodeType) -> str:
    file = code.co_filename
    return file.removeprefix(f"{OURS}/").removesuffix(".py") if file.startswith(OURS) else ""


def _page(source: str, root: Path | None = None) -> Callable[[], object]:
    options = {"root": str(root)} if root else {}
    md = markdown.Markdown(extensions=["heatmark"], extension_configs={"heatmark": options})

    def run() -> None:
        html = md.reset().convert(source)
        assert "<figure" in html
        assert 'class="heatmark-error' not in html

    return run


def _grid(folder: Path) -> Callable[[], object]:
    scores = np.random.default_rng(1).random((2, 3, 3, 3))
    np.savez(folder / "a.npz", tokens=np.array(["a", "b", "c"]), attention=scores)
    block = "heatmap src=/a.npz#layer=1,head=2 view=grid measure=x"
    return _page(f"```{block}\n```\n", folder)


def _sphinx(folder: Path) -> Callable[[], object]:
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['heatmark.sphinx']\n")
    (source / "d.json").write_text('{"tokens": ["a", "b"], "scores": [1, 2]}')
    (source / "index.rst").write_text(
        "T\n=\n\n.. heatmap::\n   :src: d.json\n   :output: png\n   :measure: x\n"
    )

    def run() -> None:
        out = folder / "out"
        app = Sphinx(
            *(str(source), str(source), str(out), str(out / "trees"), "html"),
            status=io.StringIO(),
            warning=io.StringIO(),
            freshenv=True,
        )
        app.build(force_all=True)
        assert "<img" in (out / "index.html").read_text(encoding="utf-8")

    return run


if __name__ == "__main__":
    main()
