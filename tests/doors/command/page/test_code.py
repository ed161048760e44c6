"""Code in colours."""

from __future__ import annotations

from heatmark.doors.command.page.code import code_styles, coloured


def test_code_is_coloured() -> None:
    """By its language; one that nobody knows is text."""
    assert '<span class="k">def</span>' in coloured("def f(): pass", "python")
    assert coloured("<b>", "no such language") == (
        '<div class="highlight"><pre>&lt;b&gt;</pre></div>'
    )


def test_styles_leave_the_ground_to_the_page() -> None:
    """Light and dark are of one shape."""
    light, dark = code_styles()
    for style in (light, dark):
        assert ".highlight .k" in style
        assert ".highlight { background" not in style
    assert light != dark
