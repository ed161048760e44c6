"""A text of 100,000 tokens in Chromium: our blocks against one unbroken run of the same spans."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import markdown
from playwright.sync_api import sync_playwright

from side_by_side import ratio, table
from texts import json_body

COUNT = 100_000
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
HEAD = "<!doctype html><meta charset=utf-8><body style='font:16px/1.5 sans-serif;max-width:44em'>"
LAID_OUT = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
  document.body.getBoundingClientRect(); done(performance.now()); })))"""


def main() -> None:
    """Measure the time from the start of the navigation until all is laid out."""
    source = f"```heatmap table=false\n{json_body(COUNT)}\n```"
    ours = HEAD + markdown.markdown(source, extensions=["heatmark"])
    pre = re.compile(r'(<pre class="heatmark-text">)(.*?)(</pre>)', re.DOTALL)
    run = pre.sub(lambda found: found[1] + re.sub(r"</?span[^>]*>", "", found[2]) + found[3], ours)
    assert ours.count("heatmark-part>") > 100
    assert "heatmark-part>" not in run
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, html in (("in parts", ours), ("one run", run)):
            file = Path(folder, "page.html")
            file.write_text(html, encoding="utf-8")
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            tab = browser.new_page()
            tab.set_default_timeout(180_000)
            tab.goto(file.as_uri(), wait_until="load")
            times[name] = tab.evaluate(LAID_OUT) / 1_000
            assert tab.locator(".heatmark-text b").count() == COUNT
            browser.close()
    rows = {name: f"{seconds:10.3f} s" for name, seconds in times.items()}
    rows["ratio"] = ratio(times["in parts"], times["one run"], 0.3)
    table(f"browser: {COUNT} tokens, from navigation to layout", rows)


if __name__ == "__main__":
    main()
