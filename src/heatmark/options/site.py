"""The options that only a site sets, for all of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from heatmark.options import values
from heatmark.options.option import SITE_ONLY, SITE_OR_NOTEBOOK, choice, option


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)  # a part of Options
class SiteOptions:
    """What is decided once: see [Options][heatmark.options.declare.Options], which has it too."""

    scales: tuple[tuple[str, tuple[float, float]], ...] = option(
        (),
        values.read_scales,
        "a mapping of names to [lowest, highest]",
        "Fixed scales for `share`, for all pages: `{logp: [-12, 0]}`.",
        shown="none",
        scopes=SITE_ONLY,
    )
    dark_selector: str | None = option(
        None,
        values.read_selector,
        "a selector of CSS such as .night, html.dark or [data-mode=dark]",
        "What is true of an element around everything on a dark page, for a theme whose own signal "
        "is not among those that are known: `.night`. Several stand with commas between them.",
        scopes=SITE_OR_NOTEBOOK,
    )
    notices: str = choice(
        "warning",
        ("warning", "info", "off"),
        "How loudly the build gives its notices: `warning` as each deserves, most of which fail a "
        "strict build; `info` without failing it; `off` not at all. `silence` leaves out some by "
        "name.",
        scopes=SITE_ONLY,
    )
    log_lang: str = option(
        "en",
        values.read_text,
        "the code of a language such as vi, or page",
        "The language in which the build's log tells of errors and notices: `page` is that of "
        "each page, which error boxes in pages speak anyway.",
        scopes=SITE_ONLY,
    )
    measure_notice: str = choice(
        "info",
        ("warning", "info", "off"),
        "How loudly the build says that a block does not name its measure; `warning` fails a "
        "strict build.",
        scopes=SITE_ONLY,
    )
    root: str = option(
        ".",
        values.read_text,
        "the path of a folder",
        "The folder that a `src` with a leading `/` starts from, and out of which nothing is read. "
        "MkDocs and ProperDocs set it to the docs folder, Sphinx to the source directory.",
        scopes=SITE_ONLY,
    )
    folders: tuple[str, ...] = option(
        (),
        values.read_folders,
        "a list of folders",
        "More folders that data files may be in, relative to the site's configuration file.",
        shown="none",
        scopes=SITE_ONLY,
    )
    cache_days: float = option(
        30.0,
        values.between(0, 10_000),
        "a number of days",
        "How long images are kept for later builds after they were last used.",
        shown="30",
        scopes=SITE_ONLY,
    )
    max_tokens: int = option(
        200_000,
        values.read_count,
        "a positive whole number",
        "The most tokens that a block may have.",
        scopes=SITE_ONLY,
    )
    max_bytes: int = option(
        20_000_000,
        values.read_count,
        "a positive whole number",
        "The largest data file that is read, in bytes.",
        scopes=SITE_ONLY,
    )
