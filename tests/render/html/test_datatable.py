"""The data table in HTML, of texts of any length."""

from __future__ import annotations

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.datatable import datatable
from heatmark.render.html.text import texts
from reading import read


def drawn(count: int, series: int = 1, **options: object) -> str:
    tokens = [f" tok{at % 10}" for at in range(count)]
    scores = {f"s{row}": [at / 7 for at in range(count)] for row in range(series)}
    return datatable(picture(Heatmap(tokens, scores).content, resolve(options)), "m")


def test_a_long_text_has_ten_tokens_a_row() -> None:
    """Each token is there with its score, under the places of its row."""
    root = read(drawn(1234))
    rows = root.one("tbody").find("tr")
    assert len(rows) == 124
    assert [one.text for one in rows[1].find("th")] == ["11–20"]
    assert rows[1].find("td")[0].text == "tok0: 1.4"
    assert rows[-1].one("th").text == "1231–1234"
    assert len(rows[-1].find("td")) == 4


@pytest.mark.parametrize(("count", "rows"), [(200, 200), (201, 21), (210, 21), (211, 22)])
def test_from_which_length_on_ten_share_a_row(count: int, rows: int) -> None:
    """Two hundred tokens still have a row each; so has each of more of which more is known."""
    assert len(read(drawn(count)).one("tbody").find("tr")) == rows
    more = Heatmap([" a"] * count, [1.0] * count, ids=[*range(count)])
    whole = read(datatable(picture(more.content, resolve({})), "m"))
    assert len(whole.one("tbody").find("tr")) == count


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_a_long_table_weighs_no_more_than_its_text(count: int) -> None:
    """What readers without pointer get costs at most as many bytes as the coloured text."""
    found = picture(Heatmap([" token"] * count, [1 / 7] * count).content, resolve({}))
    (text,) = texts(found)
    assert len(datatable(found, "m")) <= len(text)
    assert len(datatable(found, "m")) / count <= 26


def test_several_series_have_a_row_a_token() -> None:
    """Where a cell cannot have it all, each token has its row, however long the text is."""
    assert len(read(drawn(300, 2)).one("tbody").find("tr")) == 300


def test_wide_tables_are_split_for_paper() -> None:
    """With many series, those that find no room on paper are in a table below."""
    tables = read(drawn(5, 14, print_table=True)).find("table")
    heads = [[one.text for one in table.find("th")][2:] for table in tables]
    assert heads == [[f"s{at}" for at in range(start, min(start + 6, 14))] for start in (0, 6, 12)]
    assert len(read(drawn(5, 14)).find("table")) == 1


def test_what_html_does_not_allow_has_a_picture() -> None:
    """Names of rows and series with control characters are text, in a grid and in a long table."""
    grid = Heatmap(["h"], {"a\x1fb\x1ec": [1]}, columns=True, view="grid")
    cells = read(datatable(picture(grid.content, resolve({"view": "grid"})), "m")).find("td")
    assert [one.text for one in cells] == ["1", "a\u241fb\u241ec", "1"]
    long = Heatmap(["h"] * 300, {"a\x1fb": [1] * 300})
    assert "a\u241fb" in datatable(picture(long.content, resolve({})), "m")


def test_numbers_behind_tokens_are_read_forwards() -> None:
    """Quotes stay as they are, and what would turn the number of its cell is named."""
    tokens = ["\"'<", " \u202eb", *[" c"] * 199]
    made = Heatmap(tokens, [1.5, 12.5, *[0.5] * 199], scheme="text")
    drawn = datatable(picture(made.content, resolve({"scheme": "text"})), "m")
    assert "<td>\"'&lt;: 1.5</td><td>[RLO]b: 12.5</td><td>c: 0.5</td>" in drawn
