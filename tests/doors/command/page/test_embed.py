"""What a page points to."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from heatmark.doors.command.page.embed import Around, self_contained
from heatmark.hosts.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heatmark.core.errors import Notice

DOT = b"\x89PNG"
DATA = f"data:image/png;base64,{b64encode(DOT).decode()}"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "docs/a b").mkdir(parents=True)
    for name in ("docs/p.png", "docs/a b/q.png", "secret.png"):
        (tmp_path / name).write_bytes(DOT)
    docs = tmp_path / "docs"
    return Page(name="a.md", folder=docs / "a b", options={"root": str(docs)})


def shown(
    html: str, page: Page, address: Callable[[str], str] = lambda _: ""
) -> tuple[str, list[Notice]]:
    told: list[Notice] = []
    around = Around(page, address, "a.md", lambda _, notice: told.append(notice))
    return self_contained(html, around), told


@pytest.mark.parametrize("src", ["q.png", "../p.png", "/p.png", "../a%20b/q.png?v=1"])
def test_images_come_into_the_page(src: str, page: Page) -> None:
    """From the page, or from the docs folder, whatever quotes are around them."""
    for tag in (f'<img alt="a > b" src="{src}">', f"<img src='{src}' alt=x>", f"<img src={src}>"):
        html, told = shown(tag, page)
        assert f'src="{DATA}"' in html
        assert not told


def test_all_that_shows_files_is_seen(page: Page) -> None:
    """Sets of images, videos, their posters."""
    html, told = shown(
        '<source srcset="q.png 1x, ../p.png 2x"><video poster=q.png src=q.png>', page
    )
    assert f'srcset="{DATA} 1x, {DATA} 2x"' in html
    assert html.count(DATA) == 4
    assert not told


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("../../secret.png", "outside the docs folder"),
        ("none.png", "there is no file 'none.png'"),
        ("https://x.org/a.png", "'https://x.org/a.png' stays on the web"),
        ("//x.org/a.png", "stays on the web"),
    ],
)
def test_what_cannot_come_is_told(src: str, said: str, page: Page) -> None:
    """Nothing outside of what a site allows is read; nothing is fetched."""
    html, told = shown(f'<img src="{src}">', page)
    assert html == f'<img src="{src}">'
    assert said in told[0].message
    assert told[0].name == "not-embedded"
    assert told[0].hint


def test_links_lead_to_the_site_or_nowhere(page: Page) -> None:
    """Those within the page, to the web and to addresses of mail stay."""
    kept = '<a href="#x">a</a><a href="https://x.org">b</a><a href="mailto:a@b">c</a>'
    assert shown(kept, page) == (kept, [])
    html, told = shown('<a class="c" href="b.md#x">b</a> <a href=c.md>c</a>', page)
    assert html == '<a class="c">b</a> <a>c</a>'
    (notice,) = told
    assert "'b.md#x', 'c.md'" in notice.message
    html, told = shown('<a href="b.md?x&amp;y">b</a>', page, "https://x.org/{}".format)
    assert html == '<a href="https://x.org/b.md?x&amp;y">b</a>'
    assert not told
    assert shown('<a href="a.md#x">b</a>', page)[0] == '<a href="#x">b</a>'


def test_what_is_shown_as_it_is_written_stays(page: Page) -> None:
    """Comments, scripts and styles."""
    kept = '<!-- <img src="q.png"> --><script>"<img src=q.png>"</script>'
    assert shown(kept, page) == (kept, [])
