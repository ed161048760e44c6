"""A fenced block, wherever it stood, to a picture: what every host does with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from heatmark.errors import HeatmarkError, OptionError
from heatmark.options import Options, Scope, check_all, resolve
from heatmark.parse import parse
from heatmark.picture import picture
from heatmark.sources import Folders, to_heatmap, with_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.model import Picture
    from heatmark.parse import Parsed


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a block takes from the page that it stands in.

    Attributes:
        name: The page's name in messages, such as its path in the docs folder.
        options: Checked options of site and page.
        folder: The folder of the page's source, or None if it is not known.
        above: How many lines of the page's source, such as front matter, the host has cut off.
        problem: What is wrong with the page's own options, so that no block can be drawn.
    """

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    folder: Path | None = None
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
        problem = f"in the page's front matter: {error.message}"
        raise type(error)(problem, hint=error.hint) from None


def draw(header: str, body: str, page: Page) -> Picture:
    """Make a picture of a block.

    Args:
        header: What stands after the fence and the word `heatmap`.
        body: The lines between the fences.
        page: Where it stands.

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    if page.problem is not None:
        raise page.problem
    site = page.settings
    parsed = parse(header, body, max_tokens=site.max_tokens)
    lines = parsed.lines
    try:
        if parsed.src is not None:
            read = _folders(page, site).read
            parsed = with_source(parsed, read, site.max_tokens, view=site.view)
            lines = parsed.lines
        else:
            _refuse_choice(parsed)
        options = resolve(page.options, check_all(parsed.options, Scope.BLOCK, lines))
        return picture(to_heatmap(parsed, options), options)
    except HeatmarkError as error:
        if error.line is None and error.about is not None:
            error.line = lines.get(error.about)
        raise


def _refuse_choice(parsed: Parsed) -> None:
    for name in ("field", "rows"):
        if name in parsed.options:
            hint = "it chooses from a data file"
            raise OptionError(f"{name} means nothing without src", hint=hint, about=name)


def _folders(page: Page, site: Options) -> Folders:
    more = tuple(Path(folder) for folder in site.folders)
    return Folders(page=page.folder, root=Path(site.root), more=more, max_bytes=site.max_bytes)
