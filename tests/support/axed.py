"""Let axe look at blocks that nobody wrote, one of each outline of elements: `make fuzz-axe`.

    python tests/support/axed.py --minutes 5 --seed 1

What axe holds against a figure is printed with its case, which `fuzz.py --case` takes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from random import Random
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

import fuzz
import needs
from chromium import FLAGS
from grammar import Case, shown
from heatmark.core.errors import HeatmarkError
from heatmark.hosts.page_run import Drawn
from heatmark.render.html.css import stylesheet
from judge import drawn_page, written
from markup import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page as Tab

ROOMS = ("blocks", "pieces", "files", "raw")
MOST = 40  # figures of a page
_PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Figures</title>
<style>{style}</style><main><h1>Figures</h1>{figures}</main></html>"""
_UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
_RULES = {"color-contrast": {"enabled": False}}  # which tests compute for each level
_HELD = """async rules => {
  const found = await axe.run('main', {rules, resultTypes: ['violations']});
  return found.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html,
    document.querySelector(node.target.at(-1)).closest('section').id])); }"""


def figures(seed: int) -> Iterator[tuple[Case, str]]:
    """Draw blocks whose outlines differ from all before, each with its case."""
    known, seen = fuzz.rooms(), set[object]()
    for number in itertools.count(seed):
        for room in ROOMS:
            chance = Random(f"{room} {number}")
            for _ in range(fuzz.ROUND):
                case = known[room](chance)
                try:
                    (made,) = drawn_page(case)
                    html = written(made).html
                    outline = scanned(html)[1]
                except (AssertionError, HeatmarkError):
                    continue  # which is for the other fuzz to tell
                if isinstance(made, Drawn) and outline not in seen:
                    seen.add(outline)
                    yield case, html


def held(tab: Tab, drawn: list[tuple[Case, str]]) -> list[tuple[str, str, Case]]:
    """Ask axe what is wrong with figures: rules, elements, and cases."""
    sections = (f"<section id=s{at}>{html}</section>" for at, (_, html) in enumerate(drawn))
    tab.set_content(_PAGE.format(style=stylesheet(()), figures="".join(sections)))
    tab.evaluate(_UNFOLD)
    tab.evaluate(AXE_SCRIPT)
    found: list[tuple[str, str, str]] = tab.evaluate(_HELD, _RULES)
    return [(rule, html, drawn[int(section[1:])][0]) for rule, html, section in found]


def main() -> int:
    """Look at pages of figures until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    end, count = time.monotonic() + 60 * given.minutes, 0
    kinds: dict[str, tuple[str, Case]] = {}
    source = figures(given.seed)
    with sync_playwright() as playwright:
        path = needs.program("chromium")
        tab = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page()
        while time.monotonic() < end:
            drawn = [*itertools.islice(source, MOST)]
            count += len(drawn)
            for rule, html, case in held(tab, drawn):
                if kinds.setdefault(rule, (html, case)) == (html, case):
                    print(f"{rule}: {html[:300]}\n  {_said(case)}", flush=True)
    print(f"axe looked at {count:,} figures, no two with the same outline; {len(kinds)} failures")
    return 1 if kinds else 0


def _said(case: Case) -> Any:
    return json.dumps(shown(case))


if __name__ == "__main__":
    sys.exit(main())
