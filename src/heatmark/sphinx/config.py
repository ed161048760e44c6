"""Options of conf.py and of a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from sphinx.errors import ConfigError

from heatmark.core.errors import HeatmarkError
from heatmark.hosts.page import Page, with_front_matter
from heatmark.options.check import check
from heatmark.options.declare import Scope, known
from heatmark.picture.palette import DIVERGING, SEQUENTIAL, palette
from heatmark.sphinx.myst import read_source

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config


CONFIG = "heatmark_"
# `root` is the source directory.
SITE_OPTIONS = tuple(name for name in known(Scope.SITE) if name != "root")


class _Noted:
    """Tells Sphinx which files a page depends on.

    Attributes:
        tried: The last one that was looked for.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self.tried: Path | None = None

    def __call__(self, path: Path) -> None:
        self.tried = path
        self._app.env.note_dependency(str(path))


def page_of(app: Sphinx, written: object = None) -> Page:
    """Describe the page that is being read.

    Args:
        app: Sphinx.
        written: What the page says under `heatmark`.
    """
    site = site_options(app)
    file = app.env.doc2path(app.env.docname)
    page = Page(
        name=str(file),
        options=site,
        folder=Path(file).parent,
        note=_Noted(app),
        places_figures=True,
    )
    ours = {} if written is None else _loaded(written)
    return with_front_matter(page, ours, partial(read_source, str(file)))


def _loaded(written: object) -> object:
    """Read what front matter says: MyST and docutils hand it over as text."""
    if not isinstance(written, str):
        return written
    try:
        loaded = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return written
    return {} if loaded is None else loaded


def site_options(app: Sphinx | Builder) -> dict[str, object]:
    """Read the options of conf.py."""
    written = {name: getattr(app.config, CONFIG + name) for name in SITE_OPTIONS}
    options = {
        name: check(name, value, Scope.SITE) for name, value in written.items() if value is not None
    }
    folders: Any = options.get("folders", ())
    options["folders"] = tuple(str(Path(app.confdir) / folder) for folder in folders)
    return {"lang": app.config.language or "en", **options, "root": str(app.srcdir)}


def check_config(_app: Sphinx, config: Config) -> None:
    """Check the site's options, also those that do not exist.

    Raises:
        ConfigError: If one is wrong.
    """
    # What conf.py says under names that nobody has declared is found nowhere else.
    written = {**getattr(config, "_raw_config", {})}
    if isinstance(written.get("heatmark"), dict):
        hint = 'each option has a name of its own, as in heatmark_cmap = "Blues"'
        problem = f"heatmark in conf.py: a mapping is not read ({hint})"
        raise ConfigError(problem)
    written |= {CONFIG + name: getattr(config, CONFIG + name) for name in SITE_OPTIONS}
    for name, value in written.items():
        if not name.startswith(CONFIG) or value is None:
            continue
        try:
            checked = check(name.removeprefix(CONFIG), value, Scope.SITE)
            if name == f"{CONFIG}cmap" and checked is not None:
                palette(str(checked))
        except HeatmarkError as error:
            hint = f" ({error.hint})" if error.hint else ""
            raise ConfigError(f"{name} in conf.py: {error.message}{hint}") from None


def palette_names(config: Config) -> tuple[str, ...]:
    """Name the colormaps that the stylesheet has."""
    cmap = check("cmap", config.heatmark_cmap, Scope.SITE)
    return (str(cmap),) if cmap else (SEQUENTIAL, DIVERGING)
