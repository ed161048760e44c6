"""Rows chosen by their tokens, where nobody can choose."""

from __future__ import annotations

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.chosen import is_live, overview, stilled
from heatmark.render.html.figure import figure
from heatmark.render.image.draw import described
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.legend import told
from heatmark.render.text import plain_text

CAUSAL = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
HEATMAP = Heatmap(["Hà", " Nội", " là"], CAUSAL, series="pick", pick=2, measure="attention")
DRAWN = picture(HEATMAP.content, resolve(dict(HEATMAP.options)))


def test_the_first_row_and_a_grid_stay() -> None:
    """Text has the row that is chosen first, its token marked; a grid has all rows."""
    found = stilled(DRAWN)
    assert is_live(DRAWN)
    assert not is_live(found)
    assert [strip.name for strip in found.strips] == ["Nội"]
    assert found.cells.marks == {1: "chosen"}
    assert found.legend.marks == (("chosen", ("Nội",)),)
    assert found.overview is not None
    assert (found.overview.view, len(found.overview.strips)) == ("grid", 3)
    assert (DRAWN.hover, found.overview.hover) == (True, False), "the text has its scores"
    assert stilled(found) is found


def test_marks_of_the_author_stay() -> None:
    """A token that is marked and chosen says both."""
    marked = Heatmap(HEATMAP.tokens, CAUSAL, series="pick", mark={2: "che", 3: None})
    drawn = picture(marked.content, resolve(dict(marked.options)))
    assert stilled(drawn._replace(chosen=DRAWN.chosen)).cells.marks == {1: "che, chosen", 2: None}


def test_other_pictures_stay_as_they_are() -> None:
    """Without rows to choose there is nothing to do."""
    other = DRAWN._replace(chosen=None)
    assert stilled(other) is other
    assert overview(other) is None


def test_every_output_has_the_first_row_and_all_rows() -> None:
    """Plain text and LaTeX have a table of all, images a grid."""
    assert "»Nội«" in plain_text(DRAWN)
    assert "chosen: “Nội”" in plain_text(DRAWN)
    assert plain_text(DRAWN).count("later") == 3
    assert r"\fbox" in latex(DRAWN)
    assert latex(DRAWN).count(r"\begin{tabular}") == 1
    lines = ["".join(line).rstrip() for line in screen(DRAWN, 60, alone=True).lines]
    assert lines[0] == "Nội"
    assert any(line.startswith("là") and line.count("0.") == 3 for line in lines)
    assert described(DRAWN, more=False) == (
        "Text heatmap. Text: “Hà Nội là”. attention from 0.2 to 1."
    ), "of two equal scores none stands out, and what comes later has none"
    assert "chosen: “Nội”" in [text for _, text in told(stilled(DRAWN)).notes]


def test_books_have_no_forms() -> None:
    """Where no form can be, the text has its first row, and the grid is there for all to see."""
    html = figure(DRAWN._replace(series="stacked"))
    assert "<form" not in html
    assert "<input" not in html
    assert "heatmark-grid" in html
    assert "heatmark-paper" not in html
