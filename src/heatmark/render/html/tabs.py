"""Tabs without script: radio buttons, each followed by what it shows."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.render.html.elements import solo

if TYPE_CHECKING:
    from collections.abc import Sequence


def tabs(panels: Sequence[tuple[str, str]], lang: str) -> str:
    """Show one of several panels at a time.

    Each panel follows its own button, so that without our stylesheet, on paper and in feeds the
    button's label is the panel's heading and all panels are there. A form of its own keeps the
    buttons of two equal blocks in one page apart; its method lets Enter send nothing.

    Args:
        panels: The name of each, not yet escaped, and its HTML.
        lang: The language of the group's name.
    """
    digest = blake2b("\0".join(html for _, html in panels).encode(), digest_size=6).hexdigest()
    parts = [
        f"<label><input type=radio name=heatmark-{digest}{' checked' if first else ''}> "
        f"{solo(name)}</label>\n<div>{html}</div>\n"
        for first, (name, html) in zip([True, *[False] * len(panels)], panels, strict=False)
    ]
    group = f'<div class=heatmark-tabs role=group aria-label="{word("choose", lang)}">'
    return f"<form method=dialog>{group}\n{''.join(parts)}</div></form>\n"
