"""Pictures on terminals."""

from __future__ import annotations

import json

import pytest

from heatmark.options.resolve import resolve
from heatmark.render.image.terminal import terminal_lines
from heatmark.render.image.views import screen
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
    """Of those with 8 bits, too, some terminals take orders; each is written as in Python."""
    content = {"tokens": [f"a{odd}", " b"], "scores": {f"n{odd}": [1, 2]}}
    title = {"title": f"t{odd}"} if odd > "\x7f" else {}  # which no title may have
    found = lines(json.dumps({**content, **title}), f"view={view}")
    text = "".join(part for line in found for part, _ in line)
    assert odd[0] not in text
    assert repr(odd[0])[1:-1] in text


def test_marked_tokens_are_bold() -> None:
    """In the text, and letter under letter in the narrow heads of a grid."""
    body = "token A B\nab 1 2\ncd 2 3\nef 3 4"
    for header, columns, expected in (("", 40, ["cd"] * 2), ("view=grid", 10, ["c", "d"])):
        drawn = draw(f"{header} mark=2", body)
        found = terminal_lines(screen(drawn, columns, alone=False), drawn.palette, dark=False)
        bold = [run.text.strip() for line in found for run in line if "bold" in run.styles]
        assert [text for text in bold if text not in {"A", "B"}] == expected
