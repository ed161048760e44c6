"""Values of options, as they are written and read again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import Any, TypeAlias

import pytest

from heatmark import Heatmap
from heatmark.options.values import (
    AS_TEXT,
    MOST_STEPS,
    between,
    is_by_token,
    one_of,
    read_against,
    read_alpha,
    read_anchor,
    read_axes,
    read_classes,
    read_clip,
    read_count,
    read_digits,
    read_flag,
    read_flag_or_auto,
    read_list,
    read_marks,
    read_names,
    read_number,
    read_pair,
    read_pick,
    read_positive,
    read_repeats,
    read_scale,
    read_selector,
    read_span,
    read_special,
    read_stats,
    read_steps,
    read_text,
    read_transforms,
    read_width,
    whole_between,
)

Reader: TypeAlias = Callable[[object], object]


def test_json_of_options_can_be_read_back() -> None:
    """Every new option of a block survives the way through a fence."""
    options: dict[str, Any] = {
        "share": "s",
        "control": ["shuffle"],
        "lineup_alpha": "inf",
        "noise": 0.5,
        "model": "M",
        "sample": "hand",
        "silence": ["no-measure", "lonely-share"],
    }
    heatmap = Heatmap([" a", " b"], [1, 2], **options)
    written = json.loads(heatmap.to_fence().split("\n", 1)[1].rsplit("```", 1)[0])
    assert {name: written[name] for name in options} == options
    assert Heatmap.from_fence(heatmap.to_fence()) == heatmap


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (".night", ".night"),
        ("html.dark, body[data-mode=dark]", "html.dark,body[data-mode=dark]"),
        ("#app > .tối .x", "#app > .tối .x"),
        (':root[data-a^="x y"]:not(.light)', ':root[data-a^="x y"]:not(.light)'),
    ],
)
def test_selectors(written: str, read: str) -> None:
    """A dark page is told by elements, classes, ids and attributes, alone or in one another."""
    assert read_selector(written) == read


@pytest.mark.parametrize(
    "written",
    [
        *(".a{", ".a}b", ".a;b", "</style>", '[x="</style>"]', "a<b", "@media x", ".a/*", ".a\\"),
        *("", " ", ".a,", ",.a", "*", ".a:has(b)", ".a::before", '[x="]', ".a\n.b", ".a + .b", "5"),
    ],
)
def test_no_selectors(written: str) -> None:
    """What could end a rule or a stylesheet is refused, and what tells no page too."""
    with pytest.raises(ValueError, match=r"\A\Z"):
        read_selector(written)


@pytest.mark.parametrize(
    ("reader", "written", "read"),
    [
        (read_text, 1.5, "1.5"),
        (read_text, "a\t\n b", "a\t\n b"),
        (read_text, "a~\xa0b", "a~\xa0b"),
        (read_classes, "wide, tall low", ("wide", "tall", "low")),
        (read_classes, ["wide", "-tall"], ("wide", "-tall")),
        (read_special, "include", "include"),
        (read_special, "[MASK],[CLS]", ("[MASK]", "[CLS]")),
        (read_special, '["<s>", "</s>"]', ("<s>", "</s>")),
        (read_special, ["<s>", "CLS", "<s>"], ("<s>", "CLS")),
        (read_marks, "[3, từ]", ((3, None), ("từ", None))),
        (read_marks, {"1": "subject", "từ": None}, ((1, "subject"), ("từ", None))),
        (read_marks, ["3", 3, ["x", "object"]], (("3", None), (3, None), ("x", "object"))),
        (read_marks, 2, ((2, None),)),
        (read_pick, "3", 3),
        (read_pick, " từ", " từ"),
        *((read_flag, written, True) for written in ("true", "Yes", "on", 1, True)),
        *((read_flag, written, False) for written in ("false", "No", "off", 0, False)),
        (read_flag_or_auto, "auto", None),
        (read_flag_or_auto, "off", False),
        (read_number, "0,5", 0.5),
        (read_number, 3, 3.0),
        (read_count, "1", 1),
        (read_list, "[a, b,]", ["a", "b"]),
        (read_list, ("a", "b"), ["a", "b"]),
        (read_list, 7, [7]),
        (read_pair, "-1,1", (-1.0, 1.0)),
        (read_scale, "auto", "auto"),
        (read_scale, [0, 2], (0.0, 2.0)),
        (read_transforms, "abs", ("abs",)),
        (read_stats, "mean, max, mean", ("mean", "max")),
        (read_clip, 0.1, (0.1, 99.9)),
        (read_clip, [0, 100], (0.0, 100.0)),
        (read_clip, [2, 51], (2.0, 51.0)),
        (between(1, 2), 1, 1.0),
        (between(1, 2), 2, 2.0),
        (read_width, "10", 10),
        (read_width, 400, 400),
        (read_width, "1 in", "1in"),
        (read_width, "40in", "40in"),
        (read_width, "2,5in", "2.5in"),
        (read_span, "1..1", (1, 1)),
        (read_span, "2..999999999", (2, 999_999_999)),
        (read_steps, {"low": 1, "rest": "inf"}, (("low", 1.0), ("rest", math.inf))),
        (read_steps, [["low", 1], ["rest", "∞"]], (("low", 1.0), ("rest", math.inf))),
        (read_steps, "[1, 2]", ((None, 1.0), (None, 2.0))),
        (read_steps, list(range(MOST_STEPS)), tuple((None, end) for end in range(MOST_STEPS))),
        (read_steps, [], ()),
        (read_digits, 0, 0),
        (read_digits, "9", 9),
        (read_axes, "layer, head", ("layer", "head")),
        (whole_between(2, 3), 2, 2),
        (whole_between(2, 3), 3, 3),
        (read_names, "a, b", ("a", "b")),
        (read_repeats, 2, 2),
        (read_repeats, 1_000_000, 1_000_000),
        (read_against, "mean", "mean"),
        (read_against, "0,5", 0.5),
        (read_alpha, "Inf", math.inf),
        (read_alpha, 0.001, 0.001),
        (read_alpha, 1_000_000, 1_000_000.0),
        (read_positive, 0.1, 0.1),
    ],
)
def test_what_is_read(reader: Reader, written: object, read: object) -> None:
    """In a header, in JSON or in Python: up to and with the limits that the message names."""
    found = reader(written)
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("reader", "written"),
    [
        *((read_text, written) for written in (True, None, ["a"], "a\0", "\x0b", "\x7f", "\ud800")),
        *((read_text, written) for written in ("a\x80", "a\x85", "a\x9f")),
        *((read_anchor, written) for written in ("", "1a", "a b", "é")),
        *((read_classes, written) for written in ("", "a;b", "1a", "heatmark", "x Heatmark-y")),
        *((read_special, written) for written in ("", [], "hidden", [1], None)),
        *((read_marks, written) for written in (True, [" "], [None], [1.5], {"1": ["a"]})),
        *((read_pick, written) for written in (True, "", 1.5, None)),
        *((read_flag, written) for written in ("", 2, "auto", None)),
        *((read_flag_or_auto, written) for written in ("Auto", "", None)),
        *((read_number, written) for written in ("", "-", "5%", True, None, math.inf, math.nan)),
        *((read_count, written) for written in (0, -1, 1.5, "0,5")),
        *((read_pair, written) for written in ("1", "1,1", "2,1", "1,2,3")),
        *((read_scale, written) for written in ("automatic", [1, 1])),
        *((read_transforms, written) for written in ("none at all", "abs, x")),
        *((read_stats, written) for written in ("mode", [1])),
        *((read_clip, written) for written in (50, "2,5", [50, 90], [5, 50], [-1, 99])),
        *((read_clip, written) for written in ([0, 100.5], "", "1,2,3")),
        *((between(1, 2), written) for written in (0.999, 2.001)),
        *((read_width, written) for written in (9, 401, "0.9in", "40.1in", "in", "10cm")),
        *((read_span, written) for written in ("0..1", "2..1", "1", "1..", "1..1000000000")),
        *((read_steps, written) for written in ("inf", "1, inf", "1, inf, 2", "2, 1", "1, 1")),
        *((read_steps, written) for written in ({"rest": "inf"}, {" ": 1}, {"a": 2, "b": 1})),
        *((read_steps, written) for written in ([*range(MOST_STEPS + 1)], [["a", "inf"], 1])),
        *((read_digits, written) for written in (-1, 10, 1.5)),
        *((read_axes, written) for written in ("layer", "a,b,c")),
        *((whole_between(2, 3), written) for written in (1, 4, 2.5)),
        *((read_names, written) for written in ("a,a",)),
        *((read_repeats, written) for written in (1, 1_000_001)),
        *((read_alpha, written) for written in (0.0009, 1_000_001, "infinite", 0)),
        *((read_positive, written) for written in (0, -1)),
    ],
)
def test_what_is_not_read(reader: Reader, written: object) -> None:
    """Beyond the limits, or of another kind, the option is refused, never rounded or guessed."""
    with pytest.raises((ValueError, TypeError)):
        reader(written)


@pytest.mark.parametrize(
    ("view", "series", "by_token"),
    [("grid", "stacked", True), ("text", "pick", True), ("text", "tabs", False)],
)
def test_rows_of_the_tokens(view: str, series: str, by_token: bool) -> None:
    """Rows are those of the tokens in a grid and where readers pick, and nowhere else."""
    assert is_by_token(view, series) is by_token


def test_a_bar_is_no_text() -> None:
    """The text itself is drawn by two of the views."""
    assert AS_TEXT == ("text", "guesses")


@pytest.mark.parametrize("reader", [one_of("a"), between(1, 2), whole_between(1, 2)])
def test_readers_are_values(reader: Any) -> None:
    """They never change, and nothing can be put beside what they are."""
    name = fields(reader)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(reader, name, 0)
    assert not hasattr(reader, "__dict__")
