"""Paper: how much of it, what is on it, and that nothing is cut, by Chromium and WeasyPrint."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import markdown
import pytest

import chromium
import themes
from needs import needs
from paths import ARTEFACTS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium", "pdftotext")


def block(header: str, **content: Any) -> str:
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


def words(count: int) -> list[str]:
    return [f" từ{at % 10}" for at in range(count)]


def text(count: int) -> str:
    scores = [at % 9 / 2 for at in range(count)]
    return block(f'title="{count} token" measure=x', tokens=words(count), scores=scores)


FIGURES = "\n\n".join(map(text, (60, 300, 2)))
PARAGRAPHS = "\n\n".join(
    f"**{count} token**\n\n{''.join(words(count))}\n\nx 0 – 4\n" for count in (60, 300, 2)
)
COLUMNS = [f" c{at}" for at in range(30)]
NUMBERS = {f"dãy{row}": [row + at / 2 for at in range(9)] for row in range(14)}
PRINTED = "\n\n".join(
    [
        block("print_table=true table=true", tokens=[f" w{at}" for at in range(9)], scores=NUMBERS),
        block("view=grid title=Dày", tokens=COLUMNS, scores=[[*range(30)]] * 3),
        block("view=grid title=Số", tokens=words(8), scores=[[at / 8 for at in range(8)]] * 3),
        block("title=Gập", tokens=[" a", " b"], scores=[1, 2]),
        block("lineup=3", tokens=[" a", " b", " c"], scores=[1, 2, 3]),
    ]
)


def by_chromium(tab: Tab, file: Path) -> None:
    tab.pdf(path=file, format="A4", print_background=True)


def by_weasyprint(tab: Tab, file: Path) -> None:
    import weasyprint

    html = tab.evaluate("() => document.documentElement.outerHTML")
    weasyprint.HTML(string=html, base_url=tab.url).write_pdf(file)


PRINTERS = {"chromium": by_chromium, "weasyprint": by_weasyprint}
EACH = ["chromium", pytest.param("weasyprint", marks=needs("weasyprint"))]


def printed(tab: Tab, printer: str, name: str) -> tuple[str, int]:
    """Print a page; its text as it stands on paper, and how many lines of it there are."""
    file = ARTEFACTS / f"paper-{name}-{printer}.pdf"
    PRINTERS[printer](tab, file)
    command = ["pdftotext", "-layout", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said, said.count("\f")


@pytest.fixture
def opened(show: Open, tmp_path: Path) -> Any:
    def find(source: str) -> Tab:
        file = tmp_path / "page.html"
        file.write_text(chromium.plain_page("light", source), encoding="utf-8")
        return show(file.as_uri(), 700)

    return find


HEIGHT = """() => { const all = [...document.body.children].filter(e => e.tagName !== 'STYLE');
  return all.at(-1).getBoundingClientRect().bottom - all[0].getBoundingClientRect().top; }"""


def test_figures_take_little_paper(opened: Any) -> None:
    """Figures need at most 1.3 times the height of the same text in paragraphs with a legend."""
    heights = []
    for source in (FIGURES, PARAGRAPHS):
        tab = opened(source)
        tab.emulate_media(media="print")
        chromium.settle(tab)
        heights.append(tab.evaluate(HEIGHT))
    print(f"{heights[0] / heights[1]:.2f} times the paper of paragraphs")
    assert heights[0] <= 1.3 * heights[1]


# Furo is blank by WeasyPrint, with or without figures.
PAPERS = [
    *((theme, "chromium") for theme in ("plain", "material", "mkdocs", "furo")),
    *(
        pytest.param(theme, "weasyprint", marks=needs("weasyprint"))
        for theme in ("plain", "material", "mkdocs")
    ),
]


@pytest.mark.parametrize(("theme", "printer"), PAPERS)
def test_three_figures_are_two_pages(show: Open, tmp_path: Path, theme: str, printer: str) -> None:
    """Texts of 60, 300 and 2 tokens go on two sheets at most, in themes and by both printers."""
    page = themes.build(theme, tmp_path, f"# Trang\n\n{FIGURES}")
    tab = show(page.as_uri(), 700)
    said, pages = printed(tab, printer, f"short-{theme}")
    assert pages <= 2
    assert said.count("từ0") == 6 + 30 + 1


@pytest.mark.parametrize("printer", EACH)
def test_nothing_is_cut(opened: Any, printer: str) -> None:
    """Tables that are wanted are there with all columns; others, and answers, are not."""
    said, _ = printed(opened(PRINTED), printer, "whole")
    for name in NUMBERS:
        assert name in said, f"{name} is lost"
    for row in NUMBERS.values():
        for score in row:
            assert f"{score:g}".replace(".", ",") in said
    assert said.count("STT") >= 3, "a table of fourteen columns is three"
    assert "Dữ liệu thật là" not in said
    assert "Bảng số liệu" not in said.replace("Bảng số liệu", "", 1)


@pytest.mark.parametrize("printer", EACH)
def test_no_name_is_a_column_of_letters(opened: Any, printer: str) -> None:
    """Row heads and numbers of grids stay in one piece, and parts of a legend stand apart."""
    said, _ = printed(opened(PRINTED), printer, "grids")
    grid = said[said.index("Số") :]
    assert re.search(r"^ *1 .*0,125 .*0,875", grid, re.MULTILINE), grid[:600]
    assert re.search(r"n = 24\b", grid)
    assert not re.search(r"\dn =", said)
    assert re.search(r"Điểm +0 .*0,875", said), "measure and ends are one line"


@needs("weasyprint")
def test_weasyprint_hides_the_dots_of_a_ramp(tmp_path: Path) -> None:
    """They are for readers who see no styles."""
    import weasyprint

    html = markdown.markdown("```heatmap\na 1\nb 2\n```", extensions=["heatmark"])
    pictures = []
    for name, text in (
        ("dots", html),
        ("none", html.replace(">…<", "><")),
    ):
        weasyprint.HTML(string=f"<html lang=en>{text}").write_pdf(tmp_path / f"{name}.pdf")
        command = ["pdftoppm", "-r", "60", "-singlefile", f"{name}.pdf", name]
        subprocess.run(command, cwd=tmp_path, check=True)
        pictures.append((tmp_path / f"{name}.ppm").read_bytes())
    assert html.count(">…<") == 1
    assert pictures[0] == pictures[1]


def test_bars_of_five_models_fit_on_paper(opened: Any) -> None:
    """Names of series and of probabilities are broken, and bars shorter: paper does not scroll."""
    names = ["GPT-2 small (124M)", "PhoBERT", "meta-llama/Llama-3.2-1B-Instruct", "Qwen", "gemma"]
    scores = {name: [0.25, 4.48] for name in names}
    tab = opened(
        block("view=bars measure=surprisal unit=nat", tokens=["Con", " mèo"], scores=scores)
    )
    tab.set_viewport_size({"width": 640, "height": 900})  # A4 between margins of two centimetres
    tab.emulate_media(media="print")
    chromium.settle(tab)
    table = tab.locator(".heatmark-scroll")
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
    bars = table.locator(".heatmark-bar").evaluate_all("all => all.map(e => e.clientWidth)")
    assert min(bars) >= 25
