"""What axe says of blocks that nobody wrote; `make fuzz-axe` shows it as many as you like."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from axed import figures, held
from grammar import one
from markup import scanned
from needs import needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs("chromium")


def test_axe_accepts_what_nobody_wrote(browser: Browser) -> None:
    """Figures are drawn whose elements differ from all before; axe has nothing against any."""
    drawn = [*itertools.islice(figures(1), 40)]
    assert len({scanned(html)[1] for _, html in drawn}) == 40
    tab = browser.new_page()
    assert held(tab, drawn) == []
    tab.close()


def test_what_axe_is_against_is_told_with_its_case(browser: Browser) -> None:
    """A head of a table that says nothing is found in the figure that has it."""
    good, bad = one("", "a 1"), one("", "b 1")
    table = "<table><tr><th scope=col></th></tr><tr><td>1</td></tr></table>"
    tab = browser.new_page()
    ((rule, html, case),) = held(tab, [(good, "<p>a</p>"), (bad, table)])
    assert (rule, html, case) == ("empty-table-header", '<th scope="col"></th>', bad)
    tab.close()
