"""The plugin for MkDocs and ProperDocs.

It adds the extension and a stylesheet, gives every option a place in the site's configuration and
in front matter, reports errors so that `--strict` fails, and keeps words whole in the search index.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from heatmark.block.near import near_front_matter
from heatmark.core.errors import HeatmarkError, Notice, unexpected
from heatmark.hosts.drawing import draw_all
from heatmark.hosts.page import Page, logged, page_options
from heatmark.hosts.store import Store
from heatmark.markdown import HeatmarkExtension, MarkdownHost, describe, level
from heatmark.options.check import check
from heatmark.options.declare import DECLARED, Scope, known
from heatmark.options.resolve import resolve
from heatmark.picture.palette import DIVERGING, SEQUENTIAL, palette
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import searchable
from heatmark.render.image.draw import draw as draw_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from heatmark.block.near import Missed
    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.sheet import Sheet


log = get_plugin_logger("heatmark")
_CACHE = Path(".cache", "plugin", "heatmark")  # where plugins of MkDocs keep such things
_PROGRESS_AFTER = 2.0  # seconds
_MANY = 50  # images
CSS = "assets/stylesheets/heatmark.css"
# Other plugins may have written a page's HTML anew: quotes and escapes are not what we wrote.
_ATTRIBUTES = r'(?:[^">]|"[^"]*")*'
_FIGURE, _FIGURE_ENDS = re.compile(r'<figure class="?heatmark[ ">]'), "</figure>"
_HELD = re.compile(r'<div data-heatmark="(\d+)">.*?</div>', re.DOTALL)
_OURS = rf'{_ATTRIBUTES}"[^"]*assets/images/heatmark/[^"]*"{_ATTRIBUTES}'
_PICTURE = rf'<picture({_ATTRIBUTES}"[^"]*{{}}[^"]*"{_ATTRIBUTES})>((?:(?!</picture>).)*)</picture>'
_NARROWER = re.compile(_PICTURE.format("heatmark-(?:medium|narrow)"), re.DOTALL)
_ROOM = re.compile(r" ?heatmark-from\d+")
_LAZY = re.compile(rf'(<img {_OURS}) loading="?lazy"?')
_KIND = re.compile(r"heatmark-(light|dark|wide|medium|narrow)")
_LINKED = re.compile(rf"<picture({_ATTRIBUTES})>(<a {_ATTRIBUTES})>(<img {_OURS}>)</a></picture>")


class _SiteOption(BaseConfigOption[object]):
    """An option of ours as one of MkDocs' configuration."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def run_validation(self, value: object) -> object:
        try:
            checked = check(self.name, value, Scope.SITE)
            if self.name == "cmap" and checked is not None:
                palette(str(checked))
        except HeatmarkError as error:
            hint = f" ({error.hint})" if error.hint else ""
            raise ValidationError(error.message + hint) from None
        return checked


_Declared: Any = type(
    "_Declared",
    (base.Config,),
    {name: _SiteOption(name) for name in known(Scope.SITE) if name != "root"},
)


class HeatmarkConfig(_Declared):  # type: ignore[misc]  # made of what options declare
    """The plugin's configuration: every option that a site can set."""


class _MkDocsHost(MarkdownHost):
    """Knows pages by their files."""

    def __init__(self, options: dict[str, object], styled: tuple[str, ...]) -> None:
        super().__init__(options, styled)
        self.front_matter: dict[str, object] = {}
        self.above: dict[str, int] = {}
        self.missed: dict[str, tuple[Missed, ...]] = {}
        self.texts: dict[str, list[str]] = {}
        self.again = False
        self.images: dict[str, tuple[Sheet, Place]] = {}

    def page(self, md: Markdown) -> Page:
        """Find the page by the tree processor that MkDocs gives each Markdown object."""
        file = (
            getattr(md.treeprocessors["relpath"], "file", None)
            if "relpath" in md.treeprocessors
            else None
        )
        if file is None:
            return Page(options=self.options)
        name = file.src_uri
        folder = Path(file.abs_src_path).parent if file.abs_src_path else None
        options, problem = self.options, None
        try:
            options = page_options(self.options, self.front_matter.get(name, {}))
        except HeatmarkError as error:
            problem = error
        above = self.above.get(name, 0) - _lines_added(md)
        self.again = _is_excerpt(md)
        return Page(
            name=name,
            options=options,
            folder=folder,
            url=file.url,
            above=above,
            problem=problem,
            missed=self.missed.get(name, ()),
        )

    def address(self, index: Place, image: Image) -> str:
        """Give an image its address; it is drawn when all pages are known."""
        key = image.sheet.key
        self.images.setdefault(key, (image.sheet, index))
        return str(get_relative_url(_image_uri(key, image.sheet), index.page.url))

    def keep(self, page: Page, html: str, picture: Picture) -> None:  # noqa: ARG002 - we find it
        """Keep what the search plugin is to read in the place of a figure."""
        if not self.again:
            self.texts.setdefault(page.name, []).append(searchable(picture))

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Speak through a logger whose warnings `--strict` counts, but not again about excerpts."""
        if not self.again:
            log.log(level(found), "%s", describe(index, found))


def _is_excerpt(md: Markdown) -> bool:
    """Tell whether Material's blog converts a post again, for one of its lists."""
    return "excerpt" in md.treeprocessors


def _lines_added(md: Markdown) -> int:
    """Count the lines that Material's blog puts above an excerpt: a heading, if there is none."""
    if not _is_excerpt(md):
        return 0
    post = getattr(md.treeprocessors["excerpt"], "page", None)
    return 0 if getattr(post, "_title_from_render", True) else 2


class _Progress:
    """Says how far a long drawing is."""

    def __init__(self) -> None:
        self.said = monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now - self.said >= _PROGRESS_AFTER or (done == total and total >= _MANY):
            self.said = now
            log.info("drawing images: %d of %d", done, total)


def _image_uri(key: str, sheet: Sheet) -> str:
    return f"assets/images/heatmark/{key}.{sheet.format}"


class HeatmarkPlugin(BasePlugin[HeatmarkConfig]):  # type: ignore[no-untyped-call]
    """Text heatmaps in a MkDocs or ProperDocs site."""

    def on_startup(self, **_: object) -> None:
        """Be one object for all builds of `serve`: MkDocs keeps plugins that have this event."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the extension and the stylesheet, once, however often this is called."""
        folder = Path(config.config_file_path or ".").parent
        options = {name: self.config[name] for name in known(Scope.SITE) if name in self.config}
        options = {name: item for name, item in options.items() if item != DECLARED[name].default}
        options["root"] = config.docs_dir
        self.folders = tuple(str(folder / path) for path in self.config["folders"])
        options["folders"] = self.folders
        cmap = options.get("cmap")
        self.palettes = (str(cmap),) if cmap else (SEQUENTIAL, DIVERGING)
        self.store = Store(folder / _CACHE)
        self.host = _MkDocsHost(options, self.palettes)
        self._replace_extension(config)
        if CSS not in config.extra_css:
            config.extra_css.insert(0, CSS)  # first, so that the site's own rules win
        return config

    def _replace_extension(self, config: MkDocsConfig) -> None:
        extensions: list[Any] = config.markdown_extensions
        if config.mdx_configs.get("heatmark"):
            misplaced = HeatmarkError(
                "options of heatmark belong under plugins, not under markdown_extensions"
            )
            site = Page(options={"lang": _language(config), **self.host.options})
            log.warning("%s", logged(misplaced, site))
        ours = ("heatmark", "heatmark.markdown")
        others = [
            item
            for item in extensions
            if item not in ours and not isinstance(item, HeatmarkExtension)
        ]
        extensions[:] = [*others, HeatmarkExtension(host=self.host)]

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take the site's language: not earlier, because static-i18n sets it last in on_config."""
        self.host.options = {"lang": _language(config), **self.host.options}

    @event_priority(100)  # before others change the text, so that line numbers are the author's
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: object) -> None:
        """Keep what the page's front matter says, and how long it is."""
        name = page.file.src_uri
        lang = {"lang": page.meta["lang"]} if isinstance(page.meta.get("lang"), str) else {}
        ours = page.meta.get("heatmark")
        ours = {} if ours is None else ours
        self.host.front_matter[name] = {**lang, **ours} if isinstance(ours, dict) else ours
        source = page.file.content_string
        start = source.find(markdown) if markdown else 0
        self.host.above[name] = source.count("\n", 0, max(start, 0))
        self.host.missed[name] = tuple(near_front_matter(source))

    @event_priority(-100)  # after glightbox has made links, and print-site has taken its copy
    def on_page_content(self, html: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Mend what other plugins do to images."""
        copied = getattr(page, "html", None)
        if isinstance(copied, str):
            page.html = _for_paper(copied)  # type: ignore[attr-defined]  # print-site's
        return _LINKED.sub(_link_around, html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add stylesheet and images: earlier, some plugins stumble over generated files."""
        dark = resolve(self.host.options).dark_selector
        css = stylesheet((palette(name) for name in self.palettes), dark)
        files.append(File.generated(config, CSS, content=css))
        for uri, content in self._images():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=content))
        return env

    def _images(self) -> Iterator[tuple[str, bytes]]:
        """Take images from the cache, draw the others, and tell what went wrong with which."""
        wanted = self.host.images
        jobs = {key: partial(draw_image, sheet) for key, (sheet, _) in wanted.items()}
        for key, drawing in draw_all(jobs, self.store, progress=_Progress()).items():
            sheet, index = wanted[key]
            if isinstance(drawing, Exception):
                self.host.report(index, unexpected(drawing))
                continue
            self.host.report_missing(index, drawing)
            yield _image_uri(key, sheet), drawing.data
        if self.store.problem:
            log.warning("%s", logged(self.store.problem, Page(options=self.host.options)))
        self.store.prune(self.config["cache_days"])

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """Rebuild when a data file outside the docs folder changes; those inside are watched."""
        for folder in self.folders:
            server.watch(folder)
        return server

    @event_priority(100)  # before the search plugin reads the page
    def _hide(self, context: Any, /, *, page: MkDocsPage, **_: object) -> Any:
        """Show the search plugin plain text: it would index `un|believ|able` as three words."""
        html, texts = page.content or "", self.host.texts.pop(page.file.src_uri, [])
        bounds = _figures(html) if texts else []
        if len(bounds) != len(texts):  # another plugin took some away or doubled them
            bounds = []
        self.held = [html[start:end] for start, end in bounds]
        pieces, rest = [], 0
        for index, ((start, end), text) in enumerate(zip(bounds, texts, strict=False)):
            pieces += [html[rest:start], f'<div data-heatmark="{index}">{text}</div>']
            rest = end
        page.content = "".join([*pieces, html[rest:]])
        return context

    @event_priority(-100)  # after it
    def _show(self, context: Any, /, *, page: MkDocsPage, **_: object) -> Any:
        if self.held and page.content:
            page.content = _HELD.sub(lambda found: self.held[int(found[1])], page.content)
        return context

    on_page_context = CombinedEvent(_hide, _show)


def _language(config: MkDocsConfig) -> str:
    """Ask the theme: Material has `language`, MkDocs' own themes have `locale`."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")


def _figures(html: str) -> list[tuple[int, int]]:
    """Find where our figures begin and end; there are none within them."""
    starts = [found.start() for found in _FIGURE.finditer(html)]
    return [(start, html.find(_FIGURE_ENDS, start) + len(_FIGURE_ENDS)) for start in starts]


def _for_paper(html: str) -> str:
    """Leave the wide images, to be loaded at once, in a copy of a page for print-site's page."""
    return _LAZY.sub(r"\1", _ROOM.sub("", _NARROWER.sub("", html)))


def _link_around(found: re.Match[str]) -> str:
    """Put a link that is within a `<picture>` around it, so that it is hidden with its image.

    Images for light and for dark pages, and those for less room, become galleries of their own.
    """
    kind, link, image = found.groups()
    gallery = "-".join(_KIND.findall(kind))
    link += f' data-gallery="{gallery}"' if gallery and "data-gallery=" not in link else ""
    return f"<span{kind}>{link}>{image}</a></span>"
