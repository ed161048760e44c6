"""A page as PDF, by a browser of the machine or by WeasyPrint."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from heatmark.core.errors import Notice, SourceError
from heatmark.core.wording import quoted, say

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--no-pdf-header-footer", "--print-to-pdf-no-header"),  # the newer name, and the older
)
_LONGEST = 120  # seconds


def browser() -> str | None:
    """Find a browser that prints: that of the variable CHROMIUM, or one of the usual names."""
    named = os.environ.get("CHROMIUM")
    if named is not None:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def has_weasyprint() -> bool:
    """Tell whether WeasyPrint is there, with what it needs of the system."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def printed(html: str) -> bytes:
    """Print a page.

    Args:
        html: A page that needs nothing else.

    Raises:
        SourceError: If nothing here prints, or it fails.
    """
    program = browser()
    if program is not None:
        return _by_browser(program, html)
    if has_weasyprint():
        from weasyprint import HTML

        return bytes(HTML(string=html).write_pdf())
    problem = "nothing here prints pages as PDF"
    hint = (
        "install Chromium, Chrome or Edge, or pip install weasyprint; or write .html and print it "
        "from a browser"
    )
    raise SourceError(problem, hint=hint)


def lost_on_paper(html: str) -> Notice | None:
    """Say what will not be printed here, if there is something.

    Args:
        html: The page.
    """
    if "<math" not in html or browser() is not None:
        return None
    message, hint = "WeasyPrint draws no formulas", "install Chromium, Chrome or Edge"
    return Notice(name="formula", message=message, hint=hint)


def _by_browser(program: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="heatmark-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, made = folder / "page.html", folder / "page.pdf"
        page.write_text(html, "utf-8")
        own = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
        given = [program, *_FLAGS, *_sandbox(), *own, page.as_uri()]
        with suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(given, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603
        if made.is_file() and (content := made.read_bytes()).startswith(b"%PDF"):
            return content
    problem = say("{program} did not print the page", program=quoted(program))
    raise SourceError(problem, hint="name another one in the variable CHROMIUM, or write .html")


def _sandbox() -> tuple[str, ...]:
    """Let root, as which containers run, start a browser, which has no sandbox then."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
