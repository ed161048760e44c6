"""What a block takes from the page that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heatmark.core.errors import HeatmarkError
from heatmark.core.wording import say
from heatmark.options.check import check_all
from heatmark.options.declare import Options, Scope
from heatmark.options.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a block takes from the page that it stands in.

    Attributes:
        name: The page's name in messages, such as its path in the docs folder.
        options: Checked options of site and page.
        folder: The folder of the page's source, or None if it is not known.
        url: The page's address in the site, if the host knows it.
        above: How many lines of the page's source, such as front matter, the host has cut off.
        problem: What is wrong with the page's own options, so that no block can be drawn.
    """

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    folder: Path | None = None
    url: str = ""
    above: int = 0
    problem: HeatmarkError | None = None

    @property
    def settings(self) -> Options:
        """The options of a block that sets none."""
        return resolve(self.options)


def page_options(site: Mapping[str, object], front_matter: object) -> dict[str, object]:
    """Lay a page's front matter over the site's options.

    Args:
        site: Checked options of the site.
        front_matter: What the page's front matter has under `heatmark`.

    Raises:
        OptionError: If it is no mapping of options.
    """
    if not isinstance(front_matter, dict):
        problem = "heatmark in the page's front matter is not a mapping"
        raise HeatmarkError(problem, hint="write one `option: value` a line under it")
    named = {str(name): value for name, value in front_matter.items()}
    try:
        return {**site, **check_all(named, Scope.PAGE)}
    except HeatmarkError as error:
        problem = say("in the page's front matter: {message}", message=error.message)
        raise error.within(problem) from None
