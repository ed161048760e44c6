"""Texts in HTML whose readers choose the row that colours them."""

from __future__ import annotations

import re
from typing import Any

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.chosen import ALWAYS
from heatmark.picture.paint import picture
from heatmark.render.html.chosen import chosen_text
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import figure

TOKENS = ["The", " cat", " sat"]
FULL = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
BUTTON = re.compile(r"<(label|span)>(?:<input ([^>]*)>)?((?:<b [^>]*>.*?</b>)+)</\1>", re.DOTALL)


def drawn(tokens: list[str], scores: Any, **options: Any) -> str:
    heatmap = Heatmap(tokens, scores, series="pick", **options)
    return figure(picture(heatmap.content, resolve(dict(heatmap.options))))


def buttons(html: str) -> list[tuple[str, list[str]]]:
    """Read the attributes of each button, and the opening tags of its token, one a row."""
    return [(known, re.findall("<b ([^>]*)>", inside)) for _, known, inside in BUTTON.findall(html)]


def test_each_token_has_a_button_and_its_text_for_each_row() -> None:
    """What is chosen first is there without a stylesheet; all else is hidden."""
    found = buttons(drawn(TOKENS, FULL, pick=2))
    assert [re.search("value=(.)", known)[1] for known, _ in found] == ["1", "2", "3"]  # type: ignore[index]
    assert [" checked" in known for known, _ in found] == [False, True, False]
    for at, (_, rows) in enumerate(found):
        assert [re.search("data-v=([^ ]+)", row)[1] for row in rows] == [  # type: ignore[index]
            str(FULL[row][at]) for row in range(3)
        ]
        assert [" hidden" in row for row in rows] == [True, False, True]


def test_a_token_without_a_row_has_no_button() -> None:
    """It is coloured all the same."""
    found = buttons(drawn(TOKENS, {"cat": FULL[0], "sat": FULL[1]}))
    assert [bool(known) for known, _ in found] == [False, True, True]
    assert [len(rows) for _, rows in found] == [2, 2, 2]


def test_buttons_have_names_that_can_be_read_aloud() -> None:
    """Signs that are hidden from readers by ear are said by the name of the button."""
    html = drawn(["Ã", "ł", " ", "<s>"], [[1] * 4] * 4, scheme="bytebpe")
    assert [re.findall('aria-label="([^"]*)"', known) for known, _ in buttons(html)] == [
        [],
        ["part of a character"],
        ["␣"],
        ["&lt;s&gt;"],
    ]


def test_groups_and_classes_stay_around_their_tokens() -> None:
    """A character that tokens share has its frame, a class its label, once for all rows."""
    html = drawn(["Ã", "ł", " Du"], FULL, scheme="bytebpe", classes={"1..2": "X", "3": "Y"})
    assert html.count("<span class=heatmark-group><label>") == 1
    assert html.count("</label></span></span><small>X</small>") == 1
    assert html.count("<small>") == 2


def test_what_is_left_of_a_token_follows_its_choice() -> None:
    """Behind the end of a line, where no button is again."""
    html = drawn(["a", " b\nc", " d q-rest"], FULL, classes=["X", "Y", "Z"])
    found = buttons(html)
    assert [bool(known) for known, _ in found] == [True, True, False, True]
    assert [re.search("data-v=([^ ]+)", row)[1] for row in found[2][1]] == ["1", "4", "7"]  # type: ignore[index]


def test_noise_has_the_centre_of_its_row() -> None:
    """Rows have centres of their own, and share no element that could name one."""
    html = drawn(TOKENS, FULL, noise=2)
    found = [row for _, rows in buttons(html) for row in rows]
    assert any("q-in" in row for row in found)
    assert all(("q-in" in row) == ("--m:" in row) for row in found)


def test_a_shuffle_follows_what_is_chosen() -> None:
    """Its texts stand in the same group, without buttons; other controls stand below."""
    html = drawn(
        TOKENS, {"cat": FULL[0], "sat": FULL[1], "random": [2, 0, 1]}, control=["shuffle", "random"]
    )
    form, _, below = html.partition("</form>")
    assert form.count("<pre") == 2
    assert form.partition("</pre>")[2].count("<input") == 0
    assert below.count("<pre") == 1
    assert " hidden" not in below.partition("heatmark-paper")[0]


def test_every_row_has_its_shuffle() -> None:
    """That of the first token, too."""
    form = drawn(TOKENS, FULL, control="shuffle").partition("</form>")[0]
    assert [part.count("<b ") for part in form.split("<pre")[1:]] == [9, 9]


def test_the_stylesheet_knows_every_row() -> None:
    """One rule a row shows its texts; one hides all others while something is chosen."""
    style = stylesheet([])
    assert '[value="1"]:checked) b:nth-of-type(1)' in style
    assert '[value="60"]:checked) b:nth-of-type(60)' in style
    assert '[value="61"]' not in style


def test_two_equal_figures_have_forms_of_their_own() -> None:
    """Buttons are named by what they are for, and an id, which a page has once, is on none."""
    html = drawn(TOKENS, FULL)
    assert html.count("<form") == 1
    assert len(set(re.findall("name=([^ ]+)", html))) == 1
    assert " id=" not in html
    assert " for=" not in html


def test_a_control_without_a_name_has_that_of_the_scores() -> None:
    """It stands below the form."""
    heatmap = Heatmap(TOKENS, FULL, series="pick")
    made = picture(heatmap.content, resolve(dict(heatmap.options)))
    assert made.chosen is not None
    row = made.strips[0]._replace(name=None, role="control")
    more = made.chosen._replace(places=(*made.chosen.places, ALWAYS))
    html = chosen_text(made._replace(strips=(*made.strips, row), chosen=more), more, "a < b")
    assert html.startswith("<form method=dialog")
    assert "a &lt; b" in html.partition("</form>")[2]
