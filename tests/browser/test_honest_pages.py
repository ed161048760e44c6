"""What readers see of noise, controls and line-ups, asked of a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import markdown
import pytest

from needs import needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page as Tab

pytestmark = needs("chromium")

ROWS = "\n".join(f"từ{place} {place % 7 + place / 10}" for place in range(24))
SOURCE = f"""
```heatmap lang=vi scale=[-10,10] against=3 model="Một mô hình" sample="random of 500"
tokens: [thấp, " vừa", " cao", " hơn", " rõ"]
scores: [-1, 0.5, 4, 6, 9]
err: [2, 2, 2, 2.5, 0.1]
```

```heatmap lang=vi noise=9
{ROWS}
```

```heatmap lang=vi control=shuffle
{ROWS}
```

```heatmap lang=vi lineup=20 table=on
{ROWS}
```
"""
REAL = "Dữ liệu thật là hình"
Open: TypeAlias = "Callable[..., Tab]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the document on a page of each scheme."""
    folder = tmp_path_factory.mktemp("honest")
    body = markdown.markdown(SOURCE, extensions=["heatmark"])
    for scheme, colours in {"light": "#fff;color:#222", "dark": "#1b1b1b;color:#ddd"}.items():
        head = (
            f"<!doctype html><html lang=vi data-theme={scheme}><meta charset=utf-8><title>T</title>"
        )
        head += '<meta name=viewport content="width=device-width,initial-scale=1">'
        style = f"<body style='background:{colours};font:16px/1.5 sans-serif;margin:1em'>"
        folder.joinpath(f"{scheme}.html").write_text(f"{head}{style}{body}", encoding="utf-8")
    return folder


@pytest.fixture
def look(show: Open, folder: Path) -> Open:
    """Open the document on a page of a scheme, without network."""

    def open_page(scheme: str = "light", width: int = 900, **preferences: Any) -> Tab:
        return show(folder.joinpath(f"{scheme}.html").as_uri(), width, height=800, **preferences)

    return open_page


FADED = """() => [...document.querySelectorAll('figure:first-of-type .heatmark-text b')].map(b => {
  const style = getComputedStyle(b)
  return {faded: b.classList.contains('q-in'), back: style.backgroundColor, ink: style.color,
    page: getComputedStyle(b.closest('figure')).color, line: style.borderBottomStyle,
    width: parseFloat(style.borderBottomWidth), level: style.getPropertyValue('--v')}})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_noise_has_the_colour_of_the_centre(look: Open, scheme: str) -> None:
    """Scores within the noise have one colour, that of the centre, and a dotted line."""
    cells = look(scheme).evaluate(FADED)
    assert [cell["faded"] for cell in cells] == [True, True, True, True, False]
    assert len({(cell["back"], cell["ink"], cell["width"]) for cell in cells[:4]}) == 1
    assert cells[0]["back"] not in {"rgba(0, 0, 0, 0)", cells[4]["back"]}
    assert [cell["line"] == "dotted" for cell in cells] == [cell["faded"] for cell in cells]
    assert cells[0]["width"] >= 1


@pytest.mark.parametrize("how", ["screen", "print", "forced", "more"])
def test_no_level_shines_through(look: Open, how: str) -> None:
    """On paper and with a reader's own colours noise is as high as the centre, whatever it is."""
    preferences = {"forced": {"forced_colors": "active"}, "more": {"contrast": "more"}}
    tab = look(**preferences.get(how, {}))
    if how == "print":
        tab.emulate_media(media="print")
    cells = tab.evaluate(FADED)
    assert [cell["line"] for cell in cells[:4]] == ["dotted"] * 4
    assert len({cell["width"] for cell in cells[:4]}) == 1
    assert [int(cell["level"]) for cell in cells] == [20, 20, 20, 20, 28]


def test_no_text_opens_the_answer(look: Open) -> None:
    """A link to a text of the answer does not unfold it, and no text of it names the picture."""
    tab = look()
    tab.goto(f"{tab.url}#:~:text=Ai%20đoán%20mò")
    answer = tab.locator(".heatmark-answer")
    assert answer.get_attribute("open") is None
    tab.locator(".heatmark-answer summary").click()
    assert f"{REAL} ." in answer.inner_text()
    said = answer.locator("strong").first.aria_snapshot()
    assert re.search(rf"{REAL} [A-T]\.", said)


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_answer_is_folded(look: Open, media: Any) -> None:
    """The answer is not to be seen until it is unfolded, without script, nor is it on paper."""
    tab = look(java_script_enabled=False)
    tab.emulate_media(media=media)
    answer = tab.get_by_text(REAL)
    assert not answer.is_visible()
    assert not tab.locator(".heatmark-answer table").first.is_visible()
    assert tab.get_by_text("Hình nào là dữ liệu thật?").is_visible()
    summary = tab.locator(".heatmark-answer summary")
    if media == "print":
        assert not summary.is_visible()
        return
    summary.click()
    assert answer.is_visible()
    assert tab.locator(".heatmark-answer table").first.is_visible()


def test_what_is_said_can_be_seen(look: Open) -> None:
    """Where an example is from, what a control is for, and the warning are on the page."""
    tab = look()
    for text in (
        "Mô hình: Một mô hình; ví dụ chọn ngẫu nhiên trong 500 ví dụ",
        "Không token nào phân biệt được với trung bình của văn bản này.",
        "vẫn những điểm số ấy, gán ngẫu nhiên cho các token",
        "không phân biệt được với 3, mang màu của nó và gạch chân chấm: 4",
        "có màu: khác 3; nhiều nhất 5\u00a0%",
    ):
        assert tab.get_by_text(text).is_visible(), text


def test_a_phone_shows_all(look: Open) -> None:
    """On a narrow screen the page does not scroll sideways, not even for twenty columns."""
    tab = look(width=360)
    tab.locator(".heatmark-answer summary").click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    region = tab.locator(".heatmark-answer [role=group]")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
