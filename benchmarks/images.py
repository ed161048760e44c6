"""Images: ours against the loop that authors write by hand, on the same tokens in one process.

Both sides go all the way from tokens and scores to the bytes of a file. Cold is the first drawing
of a fresh process, with all that it imports; warm is one of many.
"""

from __future__ import annotations

import functools
import gzip
import logging
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from side_by_side import against, medians, milliseconds, table
from texts import json_body, scores, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# At least so many times as fast, by tokens and resolution; a file at most so large a share.
TIMES = {(200, 100): 20.0, (200, 200): 10.0}
SVG_TIMES = 10.0
LONGEST = 1_000  # tokens
SHARE = 0.25
COLD_ROUNDS = 5
IMAGES = 200


def ours(count: int, dpi: float, form: str, letters: str = "outlines") -> bytes:
    """Draw with the whole path: options, picture, layout, file."""
    from heatmark import Heatmap  # its import is part of a cold drawing
    from heatmark.options.resolve import resolve
    from heatmark.picture.frame import image_settings
    from heatmark.picture.paint import picture
    from heatmark.render.image.draw import draw
    from heatmark.render.image.sheet import sheet

    heatmap = Heatmap(tokens(count), scores(count), dpi=dpi, letters=letters)
    options = resolve(dict(heatmap.options))
    return draw(sheet(picture(heatmap.content, options), image_settings(options, form))).data


def other(count: int, dpi: float, form: str) -> bytes:
    """Draw with the loop."""
    from classic import classic_loop

    return classic_loop(tokens(count), scores(count), dpi=dpi, form=form)


def faster(our: float, their: float, target: float | None) -> str:
    """Show how many times as fast ours is, with its target if it has one."""
    times = their / our
    if target is None:
        return f"{times:10.1f}×"
    verdict = "met" if times >= target else "MISSED"
    return f"{times:10.1f}×  (target ≥ {target:g}×: {verdict})"


def warm() -> None:
    """Measure drawings when everything is imported and letters have been drawn before."""
    counts = (50, 200, LONGEST)
    cases = [(count, dpi, "png") for count in counts for dpi in (100, 200)]
    for count, dpi, form in [*cases, *((count, 100, "svg") for count in counts)]:
        runs: dict[str, Callable[[], bytes]] = {
            "ours": functools.partial(ours, count, dpi, form),
            "classic loop": functools.partial(other, count, dpi, form),
        }
        if form == "svg":
            runs["ours, letters: text"] = functools.partial(ours, count, dpi, form, "text")
        files = {name: run() for name, run in runs.items()}
        times = medians(runs, 5 if count > 200 else 9)
        rows = {name: milliseconds(seconds) for name, seconds in times.items()}
        target = SVG_TIMES if form == "svg" else TIMES.get((count, dpi))
        rows["times as fast"] = faster(times["ours"], times["classic loop"], target)
        rows |= _svg_rows(times, files, count) if form == "svg" else _png_rows(files)
        table(f"{form}: {count} tokens" + (f" at {dpi} dpi" if form == "png" else ""), rows)


def _png_rows(files: Mapping[str, bytes]) -> dict[str, str]:
    sizes = {name: len(data) for name, data in files.items()}
    share = sizes["ours"] / sizes["classic loop"]
    return {
        "bytes, ours": f"{sizes['ours']:10,}",
        "bytes, classic loop": f"{sizes['classic loop']:10,}",
        "share": against(share, SHARE, "×"),
    }


def _svg_rows(times: Mapping[str, float], files: Mapping[str, bytes], count: int) -> dict[str, str]:
    text = "ours, letters: text"
    rows = {"times as fast, text": faster(times[text], times["classic loop"], SVG_TIMES)}
    for name, data in files.items():
        size = len(gzip.compress(data)) / count
        label = f"gzipped, a token, {name}"
        ours_ = name != "classic loop"
        is_aimed_at = ours_ and count == LONGEST  # shorter files are mostly the letters
        rows[label] = against(size, 60, " B") if is_aimed_at else f"{size:10.3f} B"
    return rows


def cold() -> None:
    """Measure the first drawing of a process, from its start to the bytes."""
    for form in ("png", "svg"):
        seconds: dict[str, list[float]] = {"ours": [], "classic loop": []}
        for _ in range(COLD_ROUNDS):
            for name, found in seconds.items():
                command = [sys.executable, __file__, "ours" if name == "ours" else "other", form]
                start = time.perf_counter()
                subprocess.run(command, check=True)
                found.append(time.perf_counter() - start)
        times = {name: median(found) for name, found in seconds.items()}
        rows = {name: milliseconds(found) for name, found in times.items()}
        rows["times as fast"] = faster(times["ours"], times["classic loop"], None)
        table(f"{form}: a fresh process, 200 tokens at 200 dpi", rows)


def write(folder: Path, output: str) -> None:
    """Write a site of 20 pages with 10 heatmaps each."""
    (folder / "docs").mkdir(parents=True)
    plugins = f"[heatmark: {{output: {output}, table: false}}]"
    folder.joinpath("mkdocs.yml").write_text(f"site_name: T\ntheme: mkdocs\nplugins: {plugins}\n")
    for page in range(IMAGES // 10):
        blocks = (f"```heatmap\n{json_body(200, page * 100 + at)}\n```\n" for at in range(10))
        name = "index" if page == 0 else f"page{page}"
        folder.joinpath(f"docs/{name}.md").write_text("\n".join(blocks), encoding="utf-8")


def site() -> None:
    """Measure a site of images: built for the first time, again, and as HTML."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    from whole_site import run

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "png", "png")
        write(folder / "html", "html")
        start = time.perf_counter()
        run(folder / "png")
        first = time.perf_counter() - start
        runs = {part: functools.partial(run, folder / part) for part in ("png", "html")}
        times = medians(runs, 5)
        drawn = [*folder.joinpath("png/site/assets/images/heatmark").iterdir()]
        widths, others = divmod(len(drawn), IMAGES)
        assert widths > 1, "a wide and a narrow one at least"
        assert not others
    loop = medians({"loop": functools.partial(other, 200, 192, "png")}, 3)["loop"] * IMAGES
    rows = {
        "first build": f"{first:10.3f} s",
        "again": f"{times['png']:10.3f} s",
        "as HTML": f"{times['html']:10.3f} s",
        f"classic loop × {IMAGES}, of a median of 3": f"{loop:10.3f} s",
        "first build, times as fast": faster(first, loop, None),
        "again / as HTML": f"{times['png'] / times['html']:10.3f}×",
    }
    table(f"site: {IMAGES} heatmaps of 200 tokens, each as a PNG in {widths} widths", rows)


def main() -> None:
    """Measure everything."""
    warm()
    cold()
    site()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        assert {"ours": ours, "other": other}[sys.argv[1]](200, 200, sys.argv[2])
    else:
        main()
