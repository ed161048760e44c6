"""Pictures on terminals."""

from __future__ import annotations

import json

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.picture.palette import palette
from heatmark.render.image.screen import Box, Mark, Screen
from heatmark.render.image.terminal import StyledRun, terminal_lines
from heatmark.render.image.views import screen
from heatmark.render.visible import visible
from pages import draw


def lines(
    body: str, header: str = "", *, dark: bool = False, columns: int = 40
) -> list[list[tuple[str, str | None]]]:
    drawn = draw(header, body)
    laid = screen(drawn, columns, alone=True)
    runs = terminal_lines(laid, drawn.palette, dark=dark)
    return [[(run.text, run.fill) for run in line] for line in runs]


def test_tokens_stand_on_the_colours_of_their_levels() -> None:
    """Those of the dark palette on dark terminals; spaces between them have none."""
    drawn = draw("", "a 1\nb 2")
    found = lines("a 1\nb 2")[0]
    strip = drawn.strips[0]
    assert found == [
        ("a", drawn.palette.light[strip.levels[0]]),
        (" ", None),
        ("b", drawn.palette.light[strip.levels[1]]),
    ]
    dark = lines("a 1\nb 2", dark=True)[0]
    assert dark[2] == ("b", drawn.palette.dark[strip.levels[1]])


def test_marks_become_styles() -> None:
    """Beyond the scale is a line above or below, within the noise is slanted, missing is dim."""
    drawn = draw('scale="[1, 10]"', "a 0\nb 5\nc 6\nd 100\ne -")
    runs = terminal_lines(screen(drawn, 40, alone=True), drawn.palette, dark=False)[0]
    styles = {run.text: run.styles for run in runs}
    assert "underline" in styles["a"]
    assert "overline" in styles["d"]
    assert "dim" in styles["e"]


def test_bars_end_at_eighths_of_cells() -> None:
    """A bar is as long as its score, also between two cells."""
    found = lines("a 1\nb 0.53", "view=bars scale=[0,1]", columns=30)
    text = "".join(part for line in found for part, _ in line)
    assert any(eighth in text for eighth in "▏▎▍▌▋▊▉")


def test_the_ramp_goes_through_all_colours() -> None:
    """From the first to the last."""
    drawn = draw("", "a 1\nb 2")
    fills = [fill for line in lines("a 1\nb 2") for _, fill in line if fill]
    assert drawn.palette.light[0] in fills
    assert drawn.palette.light[-1] in fills
    assert resolve({}).cmap is None


@pytest.mark.parametrize("odd", ["\x80", "\x9b31m", "\x9f", "\ufdd0", "\U0010ffff", "\x1b", "\x7f"])
@pytest.mark.parametrize("view", ["text", "bars", "grid"])
def test_no_character_asks_anything_of_a_terminal(odd: str, view: str) -> None:
    """Of those with 8 bits, too, some terminals take orders; each has its sign of HTML."""
    content = {"tokens": [f"a{odd}", " b"], "scores": {f"n{odd}": [1, 2]}}
    title = {"title": f"t{odd}"} if odd > "\x9f" else {}  # which no title may have
    found = lines(json.dumps({**content, **title}), f"view={view}")
    text = "".join(part for line in found for part, _ in line)
    assert odd[0] not in text
    assert visible((odd[0],))[0] in text


def test_marked_tokens_are_bold() -> None:
    """In the text, and letter under letter in the narrow heads of a grid."""
    body = "token A B\nab 1 2\ncd 2 3\nef 3 4"
    for header, columns, expected in (("", 40, ["cd"] * 2), ("view=grid", 10, ["c", "d"])):
        drawn = draw(f"{header} mark=2", body)
        found = terminal_lines(screen(drawn, columns, alone=False), drawn.palette, dark=False)
        bold = [run.text.strip() for line in found for run in line if "bold" in run.styles]
        assert [text for text in bold if text not in {"A", "B"}] == expected


@pytest.mark.parametrize(("columns", "places"), [(32, [4, 10, 11]), (12, [2, 4, 5])])
def test_marked_columns_that_are_narrow_have_a_sign_over_them(
    columns: int, places: list[int]
) -> None:
    """In a line of its own, as nearly over each as cells of letters are."""
    tokens, scores = [f" {'ab'[at % 2]}" for at in range(20)], [[*range(20)]] * 2
    heatmap = Heatmap(tokens, scores, names=["A", "B"], mark=[2, 6, 7], view="grid")
    drawn = picture(heatmap.content, resolve(dict(heatmap.options)))
    found = terminal_lines(screen(drawn, columns, alone=False), drawn.palette, dark=False)
    row = next(line for line in found if any("▾" in run.text for run in line))
    assert {run.text.strip() for run in row if "bold" in run.styles} <= {"▾", "▾▾"}
    text = "".join(run.text for run in row)
    assert [at for at, one in enumerate(text) if one == "▾"] == places


REDS = palette("Reds")
FILLS = REDS.light


def fill(text: str, level: int) -> StyledRun:
    ink = REDS.light_ink[level]
    return StyledRun(text, FILLS[level], "#000000" if ink == "#000" else "#ffffff")


def styled(text: str, *styles: str) -> StyledRun:
    return StyledRun(text, styles=frozenset(styles))


@pytest.mark.parametrize(
    ("line", "things", "expected"),
    [
        (
            "ab",
            [Box(0, 2.4, 4.3, 5)],
            [StyledRun("ab"), fill("  ", 5), StyledRun("▎", ink=FILLS[5])],
        ),
        ("ab", [Box(0, 2.5, 4.1, 30)], [StyledRun("ab "), fill(" ", 30)]),
        ("ab", [Box(0, 1, 2.125, 0)], [StyledRun("a"), fill("b", 0), StyledRun("▏", ink=FILLS[0])]),
        *(
            ("ab", [Box(0, 2, 3 + at / 8, 9)], [StyledRun("ab"), fill(" ", 9), *rest])
            for at, rest in (
                (0, []),
                *((at, [StyledRun("▏▎▍▌▋▊▉"[at - 1], ink=FILLS[9])]) for at in range(1, 8)),
                (7.9, [StyledRun("▉", ink=FILLS[9])]),
            )
        ),
        ("a", [Box(0, 4, 6, 9)], [StyledRun("a   "), fill("  ", 9)]),
        ("a", [Box(0, 4, 7.5, 9)], [StyledRun("a   "), fill("  ", 9)]),
        ("abcdef", [Box(0, 0, 2.5, 9)], [fill("ab", 9), StyledRun("cdef")]),
        ("abc", [Box(0, 0, 2.5, -1)], [styled("ab", "dim"), StyledRun("c")]),
        (
            "abc",
            [Mark("above", 0, 1, 2)],
            [StyledRun("a"), styled("b", "overline"), StyledRun("c")],
        ),
        ("abc", [Mark("below", 0, 0, 2)], [styled("ab", "underline"), StyledRun("c")]),
        ("abc", [Mark("mark", 0, 2, 3)], [StyledRun("ab"), styled("c", "bold")]),
        ("abcdef", [Mark("dots", 0, 4, 9)], [StyledRun("abcd"), styled("ef", "italic")]),
        ("abc", [Mark("piece", 0, 0, 1), Mark("frame", 0, 0, 1)], [StyledRun("abc")]),
        (
            "a",
            [Mark("ramp", 0, 1, 4)],
            [StyledRun("a"), *(StyledRun(" ", FILLS[at]) for at in (0, 15, 30))],
        ),
        ("a", [Mark("ramp", 0, 1, 2)], [StyledRun("a"), StyledRun(" ", FILLS[0])]),
        (
            "",
            [Mark("ramp", 0, 0, 2)],
            [StyledRun(" ", FILLS[0]), StyledRun(" ", FILLS[30])],
        ),
        (
            "abcd",
            [Mark("ramp", 0, 4, 9)],
            [StyledRun("abcd"), StyledRun(" ", FILLS[0]), StyledRun(" ", FILLS[8])],
        ),
        ("   ", [], []),
    ],
)
def test_runs_of_a_line(line: str, things: list[Box | Mark], expected: list[StyledRun]) -> None:
    """What is behind letters, to the eighth of a cell where it is blank, and what they are."""
    boxes = tuple(one for one in things if isinstance(one, Box))
    marks = tuple(one for one in things if isinstance(one, Mark))
    laid = Screen(6, (tuple(line),), frozenset(), boxes, marks)
    assert terminal_lines(laid, REDS, dark=False) == [expected]


def test_what_is_several_lines_high() -> None:
    """Boxes and marks are in all of them, and end with the last line; headings are bold."""
    lines = tuple(map(tuple, ("ab", "cd", "ef", "gh")))
    boxes, marks = (Box(1, 0, 1, 3, 2), Box(3, 1, 2, 4, 9)), (Mark("mark", 1, 1, 2, 2),)
    laid = Screen(2, lines, frozenset({0}), boxes, marks)
    assert terminal_lines(laid, REDS, dark=False) == [
        [styled("ab", "bold")],
        [fill("c", 3), styled("d", "bold")],
        [fill("e", 3), styled("f", "bold")],
        [StyledRun("g"), fill("h", 4)],
    ]
