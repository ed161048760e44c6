"""HTML and styles of ours for books."""

from __future__ import annotations

import pytest

from heatmark.render.html.css import stylesheet
from heatmark.render.html.xhtml import book_styles, xhtml


@pytest.mark.parametrize(
    ("html", "xml"),
    [
        ("<td class=q1>x</td>", '<td class="q1">x</td>'),
        ('<img src="a" alt="x y" loading=lazy>', '<img src="a" alt="x y" loading="lazy"/>'),
        ("<b class=q1 data-w=67\u00a0%>x</b>", '<b class="q1" data-w="67\u00a0%">x</b>'),
        ("a<br>b", "a<br/>b"),
        ('<source srcset="a">', '<source srcset="a"/>'),
        ("<picture hidden>", '<picture hidden="hidden">'),
        ('<pre class="heatmark-text">', '<pre class="heatmark-text" dir="auto">'),
        ("<span class=heatmark-scale>", '<span class="heatmark-scale" dir="ltr">'),
        ("a\ufffeb", "a\ufffdb"),
    ],
)
def test_xhtml(html: str, xml: str) -> None:
    """Values are quoted, elements closed, and directions are attributes."""
    assert xhtml(html) == xml


def test_styles_of_books_have_no_direction() -> None:
    """Neither as the first nor as the last of a rule; flex-direction is another property."""
    css = "a{direction:ltr;color:red}b{color:red;unicode-bidi:plaintext}c{flex-direction:column}"
    assert book_styles(css) == "a{color:red}b{color:red;}c{flex-direction:column}"
    whole = book_styles(stylesheet([]))
    assert "unicode-bidi" not in whole
    assert "{direction:" not in whole
