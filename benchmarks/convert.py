"""A page with a heatmap of 1,000 tokens against one with the same text as a Python code block."""

from __future__ import annotations

import textwrap

import markdown

from side_by_side import medians, milliseconds, ratio, table
from texts import bodies, json_body, rows_body, tokens

COUNT = 1_000
SHORT = 200


def main() -> None:
    """Measure the time to convert a page."""
    against_code()
    ways_of_writing()


def ways_of_writing() -> None:
    """Measure a short block in each way in which it can be written: from text to HTML."""
    md = markdown.Markdown(extensions=["fenced_code", "heatmark"])
    sources = {name: f"```heatmap\n{body}\n```\n" for name, body in bodies(SHORT).items()}
    for name, source in sources.items():
        assert md.reset().convert(source).count("<figure") == 1, name

    def converting(source: str) -> list[str]:
        return [md.reset().convert(source) for _ in range(20)]

    runs = {name: lambda source=source: converting(source) for name, source in sources.items()}
    times = {name: took / 20 for name, took in medians(runs, 25).items()}
    rows = {
        name: f"{milliseconds(took)}  {took / times['JSON']:6.2f}×" for name, took in times.items()
    }
    table(f"convert: a block of {SHORT} tokens, by how it is written; × that of JSON", rows)


def against_code() -> None:
    """Measure a page with a long block against one with code."""
    text = textwrap.fill("".join(tokens(COUNT)), 80)
    sources = {
        "heatmap, JSON body": f"# T\n\n```heatmap\n{json_body(COUNT)}\n```\n",
        "heatmap, rows body": f"# T\n\n```heatmap\n{rows_body(COUNT)}\n```\n",
        "heatmap, rows, no hover": f"# T\n\n```heatmap hover=no\n{rows_body(COUNT)}\n```\n",
        "codehilite, Python": f"# T\n\n```python\n{text}\n```\n",
    }
    extensions = ["fenced_code", "codehilite", "heatmark"]
    md = markdown.Markdown(extensions=extensions)

    def converting(source: str) -> list[str]:
        return [md.reset().convert(source) for _ in range(5)]

    for source in sources.values():
        assert ("<figure" if "heatmap" in source else "codehilite") in converting(source)[0]
    runs = {name: lambda source=source: converting(source) for name, source in sources.items()}
    times = {name: seconds / 5 for name, seconds in medians(runs, 40).items()}
    other = times["codehilite, Python"]
    rows = {name: milliseconds(seconds) for name, seconds in times.items()}
    for name, seconds in times.items():
        if name.startswith("heatmap"):
            rows[f"ratio, {name}"] = ratio(seconds, other, 0.25)
    table(f"convert: a page with {COUNT} tokens", rows)


if __name__ == "__main__":
    main()
