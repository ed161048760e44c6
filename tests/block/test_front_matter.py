"""The front matter of a page."""

from __future__ import annotations

import pytest

from heatmark.block.front_matter import (
    front_matter,
    is_near_ours,
    is_plainly_ours,
    line_of_option,
    near_front_matter,
)

FRONT = [
    ("---\nheatmap:\n  cmap: Blues\n---\n", [(1, "'heatmap'")]),
    ("---\ntitle: x\nHeatmarks: {scale: zero}\n---\n", [(2, "'Heatmarks'")]),
    ("\ufeff---\r\nheat-map:\r\n  lang: vi\r\n---\r\n", [(1, "'heat-map'")]),
    ("---\nheatmark:\n  cmap: A\n  lang: vi\n  cmap: B\n...\n", [(4, "'cmap'")]),
    ("---\nheatmark: {cmap: A}\nheatmark: {cmap: B}\n---\n", [(2, "'heatmark'")]),
    ("---\nheatmark:\n  cmap: A\n---\n", []),
    ("---\nheatmap: true\n---\n", []),
    ("---\nheatmap:\n  year: 2024\n---\n", []),
    ("---\ntitle: heatmap\ntitle: heatmap\n---\n", []),
    ("# heatmap:\n\n---\nheatmap:\n  cmap: A\n---\n", []),
    ("", []),
]


@pytest.mark.parametrize(("source", "expected"), FRONT)
def test_front_matter(source: str, expected: list[tuple[int, str]]) -> None:
    """Options under another name, and keys that are there twice, are named with their lines."""
    found = list(near_front_matter(source))
    assert [one.place for one in found] == [place for place, _ in expected]
    for one, (_, name) in zip(found, expected, strict=True):
        assert name in one.notice.message
        assert one.notice.name == "front-matter"


LOST = [
    ("---\nheatmark: [bad\n---\n", 1, "a bracket is missing"),
    ("---\nheatmap: [\n---\n", 1, "cannot be read"),
    ("---\r\ntitle: x\r\nheatmark:\r\n\tcmap: Blues\r\n---\r\n", 3, "cannot be read"),
    ("---\ntitle: a: b\nheatmark:\n  cmap: Blues\n---\n", 1, "a colon where none can be"),
    ("---\nheatmark:\n  title: \x80\n---\n", 2, "cannot be read"),
    ("---\ndate: 2024-13-45\nheatmark:\n  cmap: Blues\n---\n", 0, "a date or a number"),
    (f"---\nheatmark: {'[' * 3000}\n---\n", 0, "it is nested too deeply"),
    ("---\nheatmark\n  cmap: Blues\n---\n", 2, "a colon where none can be"),
    ("---\n- heatmark:\n    cmap: Blues\n---\n", 0, "no mapping"),
    ("---\n- heatmark\n- cmap: Blues\n---\n", 0, "no mapping"),
    ("---\nheatmark:\n  cmap: Blues\n\n```heatmap\na 1\n```\n", 0, "no end"),
    ("\n---\nheatmark:\n  cmap: Blues\n---\n", 1, "no front matter"),
    ("----\nheatmark:\n  cmap: Blues\n----\n", 0, "no front matter"),
    ('+++\ntitle = "x"\n[heatmark]\ncmap = "Blues"\n+++\n', 0, "TOML"),
    ('+++\nparams.heatmark.cmap = "Blues"\n+++\n', 0, "TOML"),
    ("+++\nheatmark = {cmap = 'Blues'}\n+++\n", 0, "TOML"),
    ("---\nheatmark.cmap: Blues\n---\n", 1, "'heatmark.cmap'"),
    ("---\nheatmark_cmap: Blues\n---\n", 1, "'heatmark_cmap'"),
    ("---\noptions:\n  heatmap: {cmap: Blues}\n---\n", 2, "'heatmap'"),
    ("---\nheatmark:\ncmap: Blues\nunit: nat\n---\n", 2, "'cmap'"),
    ("---\nlang: vi\nheatmark:\n\n# all\nunit: nat\n---\n", 5, "'unit'"),
]


@pytest.mark.parametrize(("source", "place", "said"), LOST)
def test_options_that_are_lost_are_told(source: str, place: int, said: str) -> None:
    """Of front matter that cannot be read, has no end, is TOML, or stands in a wrong place."""
    (found,) = near_front_matter(source)
    assert (found.place, found.notice.name) == (place, "front-matter")
    assert said in found.notice.message
    assert front_matter(source).get("heatmark") is None


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: [bad\n---\n\nA heatmap.\n",
        "---\n\nA heatmap: is: this\n\n---\n",
        "---\n\n# Of heatmark\n\nheatmark draws.\n",
        "+++\ntitle = 'heatmark'\n+++\n",
        "---\n\n```heatmap\na 1\n```\n\n---\n",
        "---\nheatmark_x: 1\n---\n",
        "heatmark:\n  cmap: Blues\n",
    ],
)
def test_what_is_not_ours_is_left_to_others(source: str) -> None:
    """Front matter that names no options of ours, and text between lines."""
    assert list(near_front_matter(source)) == []


def test_what_a_host_told_is_not_told_again() -> None:
    """MyST tells of YAML that is broken."""
    for front in ("heatmark: [bad", "- heatmark:"):
        assert list(near_front_matter(f"---\n{front}\n---\n", told=True)) == []
    assert list(near_front_matter("+++\n[heatmark]\n+++\n", told=True))


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("---\ntitle: x\nheatmark: 3\n---\n", None, 3),
        ("---\nheatmark:\n  cmap: Blues\n  cmpa: x\n---\n", "cmpa", 4),
        ("---\nheatmark:\n  cmap: Blues\n---\n", "lang", 2),
        ("---\noptions:\n  heatmark:\n    cmpa: x\n---\n", "cmpa", 4),
        ("---\ntitle: x\n---\n", "cmap", 0),
        ("---\nheatmark: [\n---\n", "cmap", 0),
        ("text", "cmap", 0),
    ],
)
def test_the_line_of_an_option(source: str, name: str | None, line: int) -> None:
    """Counts from the first line of the page; that of heatmark stands for what is not found."""
    assert line_of_option(source, name) == line


@pytest.mark.parametrize(
    ("name", "keys", "near"),
    [
        ("Heatmarks", ["cmap"], True),
        ("heat-map", ["cmap", "x"], True),
        ("heatmark", ["cmap"], False),
        ("other", ["cmap"], False),
        ("heat_mark", ["x"], False),
    ],
)
def test_names_that_are_nearly_ours(name: str, keys: list[str], near: bool) -> None:
    """Options of ours under a name that is nearly heatmark, but not it."""
    assert is_near_ours(name, keys) is near


BLOCK = "\n```heatmap\na 1\n```\n"


@pytest.mark.parametrize(
    "block", [BLOCK, "\n> ~~~ {.heatmap}\n> a 1\n> ~~~\n", ":::{heatmap}\na 1\n:::"]
)
def test_options_without_a_name_above_them(block: str) -> None:
    """Their names are no builder's; others may be its own."""
    front = "---\ntitle: x\ncmap: Blues\nunit: bit\nlang: vi\nmeasure: log P\nwidth: 5\n---\n"
    found = [*near_front_matter(front + block)]
    assert [one.place for one in found] == [2, 5]
    assert found[0].notice.message == "'cmap' in the page's front matter is not read"
    assert found[0].notice.hint == "write heatmark: and below it cmap:"
    assert [*near_front_matter(f"{front}\nA heatmap.\n")] == []
    both = front.replace("cmap", "heatmark:\ncmap")
    assert [one.place for one in near_front_matter(both + block)] == [3]  # told as one beside it


@pytest.mark.parametrize(
    ("name", "value", "ours"),
    [
        ("cmap", "Blues", True),
        ("scale", "zero", True),
        ("scale", "large", False),
        ("scale", {"x": 1}, False),
        ("measure", 3, True),
        ("measure", ["a"], False),
        ("merge", True, False),
        ("cmap", None, False),
        ("title", "x", False),
        ("lang", "vi", False),
        ("table", True, False),
    ],
)
def test_what_is_plainly_ours(name: str, value: object, ours: bool) -> None:
    """A name that nobody else knows, with a value that the option takes."""
    assert is_plainly_ours(name, value) is ours
