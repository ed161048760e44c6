"""Tabs of a browser that share a process, as a new one would have to read all fonts anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

Kind: TypeAlias = "tuple[tuple[str, Any], ...]"

ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1)")
MOST = 8  # that stay open on a page, the themes of a page, which tests go through
# What a tab can change while it is open, as it is at first.
AT_FIRST: dict[str, Any] = {
    "media": "null",
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "no-preference",
}
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Tabs:
    """Opens tabs of one browser, without network, each of which is as new."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[Kind, BrowserContext] = {}

    def open(self, url: str, width: int, height: int = 900, **preferences: Any) -> Tab:
        """Open a page in a window with given width and preferences."""
        kind = tuple(sorted((name, preferences[name]) for name in preferences.keys() - AT_FIRST))
        tab = self._context(kind).new_page()
        tab.set_viewport_size({"width": width, "height": height})
        prefer(tab, **preferences)
        tab.goto(url, wait_until="load")
        return tab

    def close(self, tab: Tab) -> None:
        """Close a tab, and keep nothing of what its page kept."""
        tab.evaluate(FORGET)
        tab.context.clear_permissions()
        tab.close()

    def _context(self, kind: Kind) -> BrowserContext:
        if kind not in self._contexts:
            context = self._contexts[kind] = self._browser.new_context(**dict(kind))
            context.route(ELSEWHERE, lambda route: route.abort())
            context.new_page()  # keeps the process
        return self._contexts[kind]


def prefer(tab: Tab, **preferences: Any) -> None:
    """Let a tab have these preferences of a reader, and otherwise those that it has at first."""
    tab.emulate_media(**{name: preferences.get(name, AT_FIRST[name]) for name in AT_FIRST})
