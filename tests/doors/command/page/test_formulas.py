"""Formulas as MathML, and what is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from heatmark.doors.command.page.formulas import Formulas, mathml

if TYPE_CHECKING:
    from heatmark.core.errors import Notice


def shown(text: str) -> tuple[str, list[Notice]]:
    told: list[Notice] = []
    md = Markdown(extensions=["fenced_code", Formulas(lambda _, notice: told.append(notice))])
    return md.convert(text), told


@pytest.mark.parametrize("text", ["x $a_1$ y", r"x \(a_1\) y", "**x $a_1$**", "- $a_1$", "($a_1$)"])
def test_formulas_within_a_line(text: str) -> None:
    """By dollars or brackets, wherever text stands; underscores are theirs."""
    html, told = shown(text)
    assert html.count('<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">') == 1
    assert "<msub><mi>a</mi><mn>1</mn></msub>" in html
    assert "<em>" not in html
    assert not told


@pytest.mark.parametrize(
    "text", ["$$a_1$$", "$$\na_1\n$$", r"\[a_1\]", "\\begin{align*}a_1\\end{align*}"]
)
def test_formulas_alone(text: str) -> None:
    """Each is a block that scrolls by itself."""
    html, told = shown(f"x\n\n{text}\n\ny")
    assert '<div class="formula" tabindex="0"><math' in html.replace("\n", "")
    assert 'display="block"' in html
    assert html.endswith("<p>y</p>")
    assert not told


@pytest.mark.parametrize(
    "text", ["$5 and $6", "from 5$ to 6$", r"\$a\$", "`$a$`", "```\n$a$\n```", "a $ b $ c"]
)
def test_prices_and_code_are_no_formulas(text: str) -> None:
    """A formula begins and ends at its dollars, with no space and no digit behind."""
    html, told = shown(text)
    assert "<math" not in html
    assert "$" in html
    assert not told


def test_a_decimal_comma_is_within_its_number() -> None:
    """As authors write it in LaTeX."""
    assert "<mn>0,5</mn>" in str(mathml("0{,}5"))


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{",
        r"\nocommand{x}",
        r"\text{<script>alert(1)</script>}",
        r"\text{</math><img src=x onerror=alert(1)>}",
        r"\text{<mi onclick='a'>x</mi>}",
        r"\text{<mi href='javascript:a'>x</mi>}",
        r"\text{<!-- x -->}",
        r"\text{<meta/>}",
        r"\href{javascript:alert(1)}{x}",
    ],
)
def test_what_is_no_formula_stays_text_and_is_told(tex: str) -> None:
    """Tags in it are text, too."""
    html, told = shown(f"x ${tex}$ y")
    assert [one.name for one in told] == ["formula"]
    assert "<code>" in html
    assert "<math" not in html
    assert not re.search("<(?:script|img|meta|mi) ?", html)
