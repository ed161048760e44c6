"""What other plugins make of our images, mended."""

from __future__ import annotations

from heatmark.hosts.gallery import for_paper, with_links_around

IMAGE = '<img src="../assets/images/heatmark/ab.png" loading="lazy">'


def test_links_go_around_pictures() -> None:
    """A link within a `<picture>` is put around its image, in a gallery of its kind."""
    html = f'<picture class="heatmark-dark"><a href="x">{IMAGE}</a></picture>'
    linked = with_links_around(html)
    assert linked.startswith('<span class="heatmark-dark"><a href="x" data-gallery="dark">')
    assert with_links_around(f"<picture>{IMAGE}</picture>") == f"<picture>{IMAGE}</picture>"


def test_paper_has_wide_images_at_once() -> None:
    """The narrower ones go, and none waits until it is looked at."""
    html = f'<picture class="heatmark-narrow">{IMAGE}</picture><picture class="w">{IMAGE}</picture>'
    quick = IMAGE.replace(' loading="lazy"', "")
    assert for_paper(html) == f'<picture class="w">{quick}</picture>'
