"""The example course on a phone and on paper: nothing is cut, and paper is not wasted."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

import chromium
from needs import needs
from paths import ARTEFACTS

if TYPE_CHECKING:
    from pathlib import Path

    from chromium import Open

pytestmark = needs("chromium", "pdftotext")

# Lessons, and the pages of paper that each may take.
LESSONS = {
    "03-token-tieng-viet": 14,
    "05-chu-y-tu-token-cuoi": 10,
    "06-tung-tang-tung-dau": 13,
    "11-no-ron": 6,
}
SHOWN = """() => [...document.querySelectorAll('.heatmark-text, .heatmark-grid tbody :is(th, td)')]
  .filter(e => e.checkVisibility() && !e.closest('details:not([open])'))
  .filter(e => parseFloat(getComputedStyle(e).fontSize))
  .flatMap(e => e.tagName === 'PRE' ? [e.innerText] : e.innerText.split(/\\s+/))
  .filter(text => text)"""
WIDE = """() => [...document.querySelectorAll('.formula')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


def letters(text: str) -> str:
    """Leave out all that no reader sees: spaces, and signs that join."""
    return re.sub("[\\s\u2060\u200b\ufeff]", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("lesson", LESSONS)
def test_paper_has_every_token_and_number(show: Open, course: Path, lesson: str) -> None:
    """Each text, and each word and number of a grid, is whole in the text of the PDF."""
    address = (course / f"bai-hoc/{lesson}.html").as_uri()
    tab = show(address, 794)
    tab.emulate_media(media="print")
    wanted = [letters(text) for text in chromium.measure(tab, SHOWN)]
    file = ARTEFACTS / f"course-{lesson}.pdf"
    show(address, 794).pdf(path=file, format="A4", print_background=True)
    command = ["pdftotext", "-raw", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(f"{said.count(chr(12))} pages, {len(wanted)} texts and cells")
    assert len(wanted) > 5
    assert [text for text in wanted if text not in letters(said)] == []
    assert said.count("\f") <= LESSONS[lesson]


@pytest.mark.parametrize("lesson", ["02-log-xac-suat", *LESSONS])
def test_formulas_fit_a_phone(show: Open, course: Path, lesson: str) -> None:
    """A long formula goes on in the next line instead of under the edge."""
    tab = show((course / f"bai-hoc/{lesson}.html").as_uri(), 390, is_mobile=True)
    assert tab.evaluate(WIDE) == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 390
