"""What tests of the core share: a document converted, and what the author was told about it."""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import markdown
import pytest
from hypothesis import HealthCheck, settings

import needs
import records
from chromium import FLAGS
from paths import TESTS
from tabs import MOST, Tabs, prefer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from chromium import Open

settings.register_profile(
    "fast", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

# Where hosts build sites, browsers open them, tests run tests, and blocks have a million tokens.
SLOW = ("browser/", "sites/", "test_example_site.py", "test_needs.py", "block/test_limits.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run go without what it could have: `--without xelatex`, `--without hosts`."""
    parser.addoption(
        "--without",
        action="append",
        default=[],
        metavar="NAME",
        help="leave out tests that need this program, package or group of pyproject.toml",
    )
    parser.addoption(
        "--record",
        metavar="WHAT",
        help="leave in this environment what ran and with which versions, for `make versions`",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, by where it is and what it needs."""
    for item in items:
        place = item.path.relative_to(TESTS).as_posix()
        if place.startswith(SLOW) or item.get_closest_marker("needs"):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Let the collector not walk through thousands of tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for what a test needs before any fixture of its does."""
    needs.check(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    """Say which hosts the tests ran with, the least contrast that was painted, what was left out.

    A header would not be seen with `-q`.
    """
    terminalreporter.write_line(
        f"with {', '.join(records.installed(name) for name in records.HOSTS)}"
    )
    what = terminalreporter.config.getoption("record")
    is_whole = "PYTEST_XDIST_WORKER" not in os.environ  # a worker knows its own part alone
    if what and is_whole and exitstatus == pytest.ExitCode.OK:
        records.leave(what, len(terminalreporter.stats.get("passed", [])))
    reports = [one for some in terminalreporter.stats.values() for one in some]
    calls = [one for one in reports if getattr(one, "when", "") == "call"]
    found = [dict(one.user_properties).get("contrast") for one in calls]
    if measured := [one for one in found if one]:
        least, where = min(measured)
        count = f"{len(measured)} themes and modes"
        terminalreporter.write_line(f"least contrast of a text in {count}: {least:.2f} ({where})")
    for line in needs.untested(reports):
        terminalreporter.write_line(line, yellow=True)


class Converted(NamedTuple):
    html: str
    messages: list[str]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.getMessage()}")


def convert_document(text: str, **site: object) -> Converted:
    collector = _Collector()
    logger = logging.getLogger("heatmark")
    logger.addHandler(collector)
    try:
        md = markdown.Markdown(extensions=["heatmark"], extension_configs={"heatmark": site})
        return Converted(md.convert(text), collector.messages)
    finally:
        logger.removeHandler(collector)


@pytest.fixture(scope="session")
def convert() -> Callable[..., Converted]:
    """Convert a Markdown document with the bare extension, as a site with these options would."""
    return convert_document


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def course(common: Path) -> Path:
    """Build the example course strictly, as `make site` does; what is said is in `said.txt`."""
    import themes  # for pages alone

    return themes.once(common / "course", themes.build_course)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a process, as two cannot run at once."""
    from playwright.sync_api import sync_playwright  # for pages alone

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=needs.program("chromium"), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Open tabs in processes that are there already."""
    return Tabs(browser)


@pytest.fixture(scope="session")
def still(tabs: Tabs) -> Open:
    """Open a page as `show` does, once for all tests that leave it as it is."""
    opened: dict[tuple[str, int], Tab] = {}

    def open_page(url: str, width: int = 1000, **preferences: Any) -> Tab:
        if tab := opened.pop((url, width), None):
            tab.bring_to_front()  # behind others it would get one frame a second
            prefer(tab, **preferences)
        else:
            if len(opened) >= MOST:
                tabs.close(opened.pop(next(iter(opened))))
            tab = tabs.open(url, width, **preferences)
        opened[url, width] = tab  # the last that was used
        return tab

    return open_page


@pytest.fixture
def show(tabs: Tabs) -> Iterator[Open]:
    """Open a page, without network, in a window with given width and preferences."""
    opened = []

    def open_page(url: str, width: int = 1000, **preferences: Any) -> Tab:
        opened.append(tabs.open(url, width, **preferences))
        return opened[-1]

    yield open_page
    for tab in opened:
        tabs.close(tab)
