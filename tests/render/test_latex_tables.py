"""Grids and bars as tables of LaTeX."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.hosts.page import Page
from heatmark.render.latex import latex
from heatmark.render.latex_tables import has_numbers, latex_table
from heatmark.render.tex import MARK, STRUT, box, fill
from pages import draw

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


def picture(header: str, tokens: list[str], scores: object, **more: object) -> Picture:
    return draw(header, json.dumps({"tokens": tokens, "scores": scores, **more}), Page())


def rows(drawn: str) -> list[list[str]]:
    """Take the rows of tables apart, the heads included."""
    found = re.findall(r"\\begin\{tabular\}\{.*\}\n(.*?)\n\\end\{tabular\}", drawn, re.DOTALL)
    return [row.split(" & ") for part in found for row in part.removesuffix("\\\\").split("\\\\\n")]


def test_bars() -> None:
    """Each token has a row with a bar as long as its score, in its colour, and the number."""
    drawn = picture("view=bars scale=[0,4]", ["a", "b_c"], [1, 4])
    head, first, second = rows("".join(latex_table(drawn, "log P")))
    assert head == ["Token", r"\multicolumn{2}{l}{log P}"]
    assert (first[0], first[2]) == ("a", "1")
    assert (second[0], second[2]) == (r"b\_c", "4")
    assert re.search(r"\\rule\[-.15em\]\{0\.1000\\linewidth\}", first[1])
    assert re.search(r"\\rule\[-.15em\]\{0\.4000\\linewidth\}", second[1])
    assert fill(drawn, drawn.strips[0].levels[1]) in second[1]


@pytest.mark.parametrize("view", ["bars", "grid"])
def test_names_have_signs_for_breaks(view: str) -> None:
    """A break, a tab or a control character in a name is a sign, as in the text."""
    names = ["a\nb", "c\td", "e\rf"]
    made = picture(f"view={view}", names, {"s\nt": [0, 1, 2], "u": [2, 1, 0]})
    drawn = "".join(latex_table(made, "m"))
    for name in (r"a$\hookleftarrow$b", r"c$\mapsto$d", r"e\textsuperscript{CR}f", r"s$\hookle"):
        assert name in drawn


def test_bars_begin_at_the_centre() -> None:
    """Those below the centre end where the others begin; a missing score has no bar."""
    drawn = picture("view=bars center=0", ["a", "b", "c"], [-1, 2, None])
    _, first, second, third = rows("".join(latex_table(drawn, "m")))
    assert r"\hspace*{0.1000\linewidth}" in first[1]
    assert r"\hspace*{0.2000\linewidth}" in second[1]
    assert r"\rule" not in third[1]
    assert third[2] == "missing value"


def test_a_grid() -> None:
    """Series are rows, with their name; cells have colour and number; labels stand above it."""
    drawn = picture(
        "view=grid",
        ["a", "b"],
        {"L1": [1, 2], "L2": [3, None]},
        labels={"L1": ["x", "y&"], "L2": [None, None]},
    )
    head, first, second = rows("".join(latex_table(drawn, "m")))
    assert head == ["", "a", "b"]
    assert first[0] == "L1"
    assert r"\shortstack{\strut y\&\\{\tiny 2}}" in first[2]
    assert second[1] == box(drawn, drawn.strips[1].levels[0]) % r"\makebox[3em][c]{3}"
    assert r"\fcolorbox{gray}{white}" in second[2]


def test_long_names_are_turned() -> None:
    """So that columns stay as wide as their cells, also where these are narrow."""
    drawn = picture("view=grid", ["a", "believably"], {"A": [1, 2], "B": [1, 2]})
    assert rows("".join(latex_table(drawn, "m")))[0][2].startswith(
        r"\rotatebox{90}{\strut believably"
    )
    many = picture(
        "view=grid", [f"t{i}" for i in range(26)], {"A": [*range(26)], "B": [*range(26)]}
    )
    drawn_many = "".join(latex_table(many, "m"))
    assert r"\makebox[0.0300\linewidth][c]{}" in drawn_many


@pytest.mark.parametrize(("count", "small"), [(12, False), (13, True), (24, True)])
def test_numbers_of_narrow_cells_are_small(count: int, *, small: bool) -> None:
    """Three digits have room in a cell whose grid is as wide as a line."""
    tokens, scores = [f"t{at}" for at in range(count)], [at / 1000 for at in range(count)]
    drawn = "".join(latex_table(picture("view=grid", tokens, {"A": scores, "B": scores}), "m"))
    assert (r"[c]{\tiny 0.003}" in drawn) is small
    assert (r"[c]{0.003}" in drawn) is not small


def test_what_no_token_can_see_is_blank() -> None:
    """Cells of a causal map behind the diagonal are empty, and axes have their names."""
    scores = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
    head, first, *_ = rows(
        "".join(latex_table(picture("view=grid measure=attention", ["a", "b", "c"], scores), "m"))
    )
    assert head[0] == r"from $\downarrow$ to $\rightarrow$"
    assert first[2:] == ["", ""]


def test_long_tables_have_parts() -> None:
    """A page may end between them; each has the heads."""
    drawn = picture("view=bars", [f"t{i}" for i in range(65)], [*range(65)])
    parts = [*latex_table(drawn, "m")]
    assert len(parts) == 3
    assert all("Token" in part for part in parts)


@pytest.mark.parametrize(("room", "wide"), [(15, "2.925em"), (16, "3em"), (40, "3em")])
def test_cells_of_a_grid_in_a_room(room: float, wide: str) -> None:
    """They are three em wide where all have room beside the names of rows, else narrower."""
    drawn = picture("view=grid", [*"abcd"], {"A": [1, 2, 3, 4], "B": [1, 2, 3, 4]})
    cells = re.findall(r"\\makebox\[(.*?)\]", "".join(latex_table(drawn, "m", room)))
    assert cells == [wide] * 8


def test_room_in_em() -> None:
    """Where LaTeX does not know how long a line is, lengths are in em."""
    drawn = "".join(latex_table(picture("view=bars", ["a", "b"], [1, 2]), "m", room=20))
    assert r"\linewidth" not in drawn
    assert r"\makebox[8.000em]" in drawn


@pytest.mark.parametrize(
    ("header", "numbers"),
    [("view=text", False), ("view=bars", True), ("view=grid", True)],
)
def test_scores_stand_once(header: str, *, numbers: bool) -> None:
    """The list of scores is left out where the table has them all."""
    drawn = picture(header, ["a", "b"], {"A": [1, 2], "B": [1, 2]})
    assert has_numbers(drawn) is numbers
    assert (r"a~\textbf{1}" in latex(drawn)) is not numbers


def test_a_caption_keeps_with_its_figure() -> None:
    """No page ends between caption, figure and legend; a host's caption stands for ours."""
    drawn = latex(picture("title=T", ["a", "b"], [1, 2]), caption=r"\caption{T}")
    lines = drawn.split("\n")
    assert r"\caption{T}\par\nobreak" in lines
    assert r"\textbf{T}" not in drawn
    assert drawn.count(r"\addvspace{\medskipamount}") == 2
    assert re.search(r"\\par\}\\nobreak\n\{\\footnotesize", drawn)


def test_an_image_stands_for_the_text() -> None:
    """With an image there are no coloured tokens, and still the scores."""
    drawn = latex(picture("view=bars", ["a", "b"], [1, 2]), image=r"\includegraphics{x}")
    assert "tabular" not in drawn
    assert r"\includegraphics{x}\par" in drawn
    assert r"a~\textbf{1}" in drawn


@pytest.mark.parametrize(("count", "parts"), [(30, 1), (31, 2), (60, 2), (61, 3)])
def test_parts_have_thirty_rows(count: int, parts: int) -> None:
    """And so are shorter than a page; no row is lost."""
    drawn = picture("view=bars", [f"t{at}" for at in range(count)], [*range(count)])
    found = [*latex_table(drawn, "m")]
    assert len(found) == parts
    assert sum(len(rows(part)) for part in found) == count + parts


@pytest.mark.parametrize(("name", "turned"), [("abcde", False), ("abcdef", True)])
def test_heads_longer_than_a_cell_are_turned(name: str, turned: bool) -> None:
    """Five letters have room above a cell of a grid with few columns."""
    drawn = picture("view=grid", ["a", name], {"A": [1, 2], "B": [1, 2]})
    head = rows("".join(latex_table(drawn, "m")))[0][2]
    assert head.startswith(r"\rotatebox") is turned


@pytest.mark.parametrize(("count", "name", "turned"), [(12, "ab", False), (13, "ab", True)])
def test_heads_of_narrow_cells_are_turned(count: int, name: str, turned: bool) -> None:
    """More than twelve columns share a line, where only a letter has room."""
    tokens = ["a", name, *[f"t{at}" for at in range(2, count)]]
    drawn = picture("view=grid", tokens, {"A": [*range(count)], "B": [*range(count)]})
    heads = rows("".join(latex_table(drawn, "m")))[0]
    assert heads[1] == "a"
    assert heads[2].startswith(r"\rotatebox") is turned


def bar(cell: str) -> tuple[str, str]:
    """Give the room before a bar and its length, in shares of a line."""
    found = re.search(r"hspace\*\{([\d.]+)\\linewidth\}.*?\{([\d.]+)\\linewidth\}\{\.95em\}", cell)
    assert found
    return found[1], found[2]


def test_lengths_of_bars() -> None:
    """From the centre to both sides, and as long as the share of the line that their series has."""
    drawn = picture("view=bars center=0", ["a", "b"], [-1, 2])
    _, first, second = rows("".join(latex_table(drawn, "m")))
    assert bar(first[1]) == ("0.1000", "0.1000")
    assert bar(second[1]) == ("0.2000", "0.2000")
    two = picture("view=bars scale=[0,4]", ["a", "b"], {"x": [0.04, 4], "y": [2, 9]})
    _, first, second = rows("".join(latex_table(two, "m")))
    assert bar(first[1]) == ("0.0000", "0.0020"), "the lowest level has a bar"
    assert bar(first[3]) == ("0.0000", "0.1000")
    assert bar(second[3]) == ("0.0000", "0.2000")
    arrows = ["uparrow" in cell for row in (first, second) for cell in row]
    assert sum(arrows) == 1


def test_what_a_token_sees_of_itself() -> None:
    """The cell of a row's own token is drawn; those after it are not."""
    scores = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
    drawn = picture("view=grid measure=attention", ["a", "b", "c"], scores)
    _, *found = rows("".join(latex_table(drawn, "m")))
    assert [[bool(cell) for cell in row[1:]] for row in found] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


@pytest.mark.parametrize(("count", "width"), [(5, "3em"), (6, "2.600em")])
def test_cells_share_the_room_that_there_is(count: int, width: str) -> None:
    """Of a line of 20 em the cells have 78 %; few of them are three em wide."""
    tokens = [f"t{at}" for at in range(count)]
    drawn = picture("view=grid", tokens, {"A": [*range(count)], "B": [*range(count)]})
    table = "".join(latex_table(drawn, "m", room=20))
    assert {*re.findall(r"\\makebox\[(.*?)\]", table)} == {width}
    assert (r"\tiny" in table) is (width != "3em")


@pytest.mark.parametrize("view", ["grid", "bars"])
def test_marked_tokens_have_a_frame(view: str) -> None:
    """As thick as the one that the legend explains, around the head of its column or bar."""
    drawn = picture(f"view={view}", ["a", " b"], {"A": [1, 2], "B": [2, 3]}, mark={2: "X"})
    head, *others = rows("".join(latex_table(drawn, "m")))
    names = head[1:] if view == "grid" else [row[0] for row in others]
    assert names == ["a", MARK % f"{STRUT}b"]
    assert MARK.partition("%")[0] in latex(drawn).partition(r"\end{tabular}")[2]


def test_a_marked_token_misses_no_score() -> None:
    """Its cell in a grid is empty, where a score is missing there are dashes."""
    drawn = picture("view=grid", ["a", " b", " c"], [[1, None, None], [2, 3, 4]], mark=[2])
    _, first, _ = rows("".join(latex_table(drawn, "m")))
    assert ["{}" in cell for cell in first[1:]] == [False, True, False]
    assert ["{--}" in cell for cell in first[1:]] == [False, False, True]


@pytest.mark.parametrize(
    ("count", "score", "how"),
    [(9, -0.12, "wide"), (12, 0.12, "wide"), (12, -0.12, "small"), (15, -0.12, "upright")],
)
def test_numbers_never_touch(count: int, score: float, how: str) -> None:
    """Cells are as wide as numbers need; where no line has room numbers are small, or upright."""
    tokens, scores = [f"t{at}" for at in range(count)], [score] * (count - 1) + [1]
    table = "".join(latex_table(picture("view=grid", tokens, {"A": scores, "B": scores}), "m"))
    upright = r"\raisebox{-.4\height}{\rotatebox{90}{\makebox[2.813em][c]{\tiny $-$0.12}}}"
    assert (r"\tiny" in table) is (how != "wide")
    assert (upright in table) is (how == "upright")
    assert {*re.findall(r"\\makebox\[(.*?)\]", table)} == {
        "wide": {"3.31em" if score < 0 else "3em"},
        "small": {r"0.0650\linewidth"},
        "upright": {r"0.0520\linewidth", "2.813em"},
    }[how]


def test_labels_that_have_no_room_stand_in_parts() -> None:
    """No label covers another: columns are as wide as most words, longer ones are cut."""
    tokens, count = [f"t{at}" for at in range(40)], 40
    labels = ["capital"] * (count - 2) + ["translation one", "translation two"]
    drawn = picture("view=grid", tokens, {"A": [-0.12] * count}, labels=[labels])
    parts = [*latex_table(drawn, "m")]
    assert len(parts) == 5
    table = "".join(parts)
    assert table.count(r"\strut capital\\") == count - 2
    assert [table.count(one) for one in ("tra…one", "tra…two")] == [1, 1]
    assert table.count("0.12") == count
    assert "rotatebox" not in table
    assert {*re.findall(r"\\makebox\[(.*?)\]", table)} == {"4.5em"}
    assert has_numbers(drawn)


def test_labels_have_the_room_that_is_there() -> None:
    """Few are whole; letters that are twice as wide count as two."""
    for label, wide in (("translation one", "8.48em"), ("漢字" * 4, "9.02em"), ("a", "3em")):
        drawn = picture("view=grid", ["a", "b"], {"A": [1, 2]}, labels=[[label, None]])
        (table,) = latex_table(drawn, "m")
        assert label in table
        assert {*re.findall(r"\\makebox\[(.*?)\]", table)} == {wide}


@pytest.mark.parametrize("token", ["[CLS]", "*", "* a", "[", "\u200b"])
def test_no_row_begins_with_what_the_row_before_would_take(token: str) -> None:
    r"""`\\` takes a length in brackets, and a star, also from the next line."""
    tokens = ["a", token, "b"]
    for header, scores in (("view=bars", [1, 2, 3]), ("view=grid", [[1, 2, 3]] * 3)):
        drawn = "".join(latex_table(picture(header, tokens, scores), "m"))
        assert not re.search(r"\\\\\s*[\[*]", drawn)
    first = rows("".join(latex_table(picture("view=bars", tokens, [1, 2, 3]), "m")))[2][0]
    assert first.removeprefix("{}") == token.replace("\u200b", "[ZWSP]")


@pytest.mark.parametrize(
    ("score", "options", "width"),
    [
        (1234567, {}, "5.01em"),
        (-123456, {}, "5.02em"),
        (1234.56, {"digits": 2}, "4.44em"),
        (123456, {"err": [[0.5], [0.5]]}, "9.17em"),
    ],
)
def test_the_room_that_a_number_needs(score: float, options: dict[str, Any], width: str) -> None:
    """By its digits and signs, which are narrower or wider, and some room beside it."""
    drawn = picture("view=grid", ["a"], {"A": [score], "B": [1]}, **options)
    table = "".join(latex_table(drawn, "m"))
    assert {*re.findall(r"\\makebox\[(.*?)\]", table)} == {width}


def test_arrows_of_dense_grids_stand_upright() -> None:
    """Cells without numbers have them however little room there is."""
    scores = [*range(25)]
    drawn = picture("view=grid scale=[1,24]", [f"t{at}" for at in scores], [scores, scores])
    table = "".join(latex_table(drawn, "m", room=20))
    assert r"\makebox[0.624em][c]{\tiny \textsubscript{$\downarrow$}}" in table
    assert r"\rotatebox{90}{\makebox" not in table


LONG = "https://example.org/a/very/long/path"


def test_names_longer_than_their_columns_stand_in_lines() -> None:
    """One line would push bars and numbers off the page; no letter is lost."""
    drawn = picture("view=bars", [LONG, "日" * 23, "của chúng ta ngày hôm nay"], [1, 2, 3])
    _, *found = rows("".join(latex_table(drawn, "m")).replace("\\\\\\strut", "|"))
    assert [row[0] for row in found] == [
        r"\shortstack[l]{\strut https://example.org/a/|very/long/path}".replace("|", "| "),
        rf"\shortstack[l]{{\strut {'日' * 11}| {'日' * 11}| 日}}",
        r"\shortstack[l]{\strut của chúng ta ngày hôm| nay}",
    ]
    line = f"x{'日' * 11}"  # whose last letter begins within it
    (_, first, _) = rows("".join(latex_table(picture("view=bars", [line, "b"], [1, 2]), "m")))
    assert first[0] == line
    grid = picture("view=grid", ["a"], {LONG: [1], "B": [2]})
    assert r"\shortstack[r]{\strut https://example.org/a/\\" in "".join(latex_table(grid, "m"))


@pytest.mark.parametrize(
    ("count", "room", "parts"), [(2, None, [2]), (9, None, [5, 4]), (3, 9, [1] * 3)]
)
def test_series_without_room_are_tables_of_their_own(
    count: int, room: float | None, parts: list[int]
) -> None:
    """Bars of many series go on below, with the tokens again; no number is off the page."""
    scores = {f"dãy {at}": [at + 0.25, at + 0.5] for at in range(count)}
    drawn = "".join(latex_table(picture("view=bars", ["a", "b"], scores), "m", room))
    assert [len(found) // 2 for found in re.findall(r"\{@\{\}l((?:lr)+)@\{\}\}", drawn)] == parts
    for row in scores.values():
        assert all(f"& {score:g}" in drawn for score in row)
