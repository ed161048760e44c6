"""The plugin for MkDocs and ProperDocs.

It adds the extension and a stylesheet, gives every option a place in the site's configuration and
in front matter, reports errors so that `--strict` fails, and keeps words whole in the search index.
"""

from __future__ import annotations

import posixpath
from functools import partial
from itertools import chain
from itertools import count as count_from
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from heatmark.block.front_matter import near_front_matter
from heatmark.core.errors import HeatmarkError, Notice, unexpected
from heatmark.hosts.drawing import draw_all
from heatmark.hosts.figures import Figure
from heatmark.hosts.gallery import for_paper, with_links_around
from heatmark.hosts.kept import Kept
from heatmark.hosts.page import Page, logged, own_front_matter, with_front_matter
from heatmark.hosts.search import unmarked, with_mark, wrap_index
from heatmark.hosts.store import Store
from heatmark.markdown import HeatmarkExtension, MarkdownHost, tell
from heatmark.options.check import check
from heatmark.options.declare import DECLARED, Scope, known
from heatmark.options.resolve import resolve
from heatmark.picture.lint import heard, repeated_id
from heatmark.picture.palette import DIVERGING, SEQUENTIAL, palette
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import searchable
from heatmark.render.image.draw import draw as draw_image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Environment
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from heatmark.hosts.page import Block, Place
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.sheet import Sheet


log = get_plugin_logger("heatmark")
_CACHE = Path(".cache", "plugin", "heatmark")  # where plugins of MkDocs keep such things
_PROGRESS_AFTER = 2.0  # seconds
_MANY = 50  # images
_CSS = "assets/stylesheets/heatmark{}.css"


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

    def post_validation(self, config: base.Config, key_name: str) -> None:
        """Refuse folders that are not there, which no server could watch."""
        if key_name == "folders":
            for folder in _folders(config.config_file_path, config[key_name]):
                if not folder.is_dir():
                    raise ValidationError(f"there is no folder '{folder}'")


def _folders(config_file: str | None, paths: Iterable[str]) -> tuple[Path, ...]:
    """Start the paths of folders from that of the configuration."""
    return tuple(Path(config_file or ".").parent / path for path in paths)


_Declared: Any = type(
    "_Declared",
    (base.Config,),
    {name: _SiteOption(name) for name in known(Scope.SITE) if name != "root"},
)


class HeatmarkConfig(_Declared):  # type: ignore[misc]  # made of what options declare
    """The plugin's configuration: every option that a site can set."""


class _MkDocsHost(MarkdownHost):
    """Knows pages by their files, and text that is converted within a page by that page.

    Attributes:
        files: What the site publishes, as far as plugins have said.
        current: The page that is being built, or None.
        texts: What searches read in the place of a figure, by its mark.
        images: What is to be drawn, and for which block first.
        kept: What pages became in earlier builds of a server, or None if there is one build.
    """

    def __init__(
        self,
        options: dict[str, object],
        styled: tuple[str, ...],
        config: MkDocsConfig,
        kept: Kept | None,
    ) -> None:
        super().__init__(options, styled)
        self.kept = kept
        self.docs = Path(config.docs_dir)
        self.includes = (self.docs, Path(config.config_file_path or ".").parent, *_snippets(config))
        self.files: Files | None = None
        self.current: MkDocsPage | None = None
        self.texts: dict[str, str] = {}
        self.images: dict[str, tuple[Sheet, Place]] = {}
        self._begun: set[str] = set()
        self._ids: dict[str, dict[str, Place]] = {}
        self._open: list[Markdown] = []
        self._said: set[tuple[str, int, str]] = set()
        self._again = False

    def begin_page(self, page: MkDocsPage, files: Files) -> None:
        """Take note of the page that is about to be converted."""
        self.current, self.files = page, files
        self._open.clear()
        self._begun.add(page.file.src_uri)

    def begin(self, md: Markdown) -> None:
        """Take note of a page: text without a file of its own becomes a part of it."""
        if _file_of(md) is not None and not self.is_part(md):
            self._open.append(md)

    def end(self, md: Markdown) -> None:
        """Forget the page, and those within it that something has stopped."""
        if md in self._open:
            del self._open[self._open.index(md) :]

    def is_part(self, md: Markdown) -> bool:
        """Tell whether a text is converted within a page, by mkdocstrings, say."""
        if not self._open or self._open[-1] is md:
            return False
        return _file_of(md) in {None, _file_of(self._open[-1])}

    def page(self, md: Markdown) -> Page:
        """Find the page by the tree processor that MkDocs gives each page's Markdown object."""
        top = self._open[-1] if self.is_part(md) else md
        file = _file_of(top) or (self.current.file if self.current else None)
        if file is None:
            return Page(options=self.options, published=partial(self._published, ""))
        self._again = _is_excerpt(top)
        name, folder = file.src_uri, self._folder(file)
        source = file.content_string if name in self._begun else None
        page = Page(
            name=name,
            options=self.options,
            folder=folder,
            url=file.url,
            source=source,
            includes=(*self.includes, folder),
            published=partial(self._published, name),
            missed=tuple(near_front_matter(source or "")),
        )
        return with_front_matter(page, own_front_matter(file.page.meta if file.page else {}))

    def _folder(self, file: File) -> Path:
        """Find the folder on the disk from which a page's paths to other folders start."""
        if file.abs_src_path and file.generated_by is None:
            return Path(file.abs_src_path).parent
        return self.docs.joinpath(file.src_uri).parent

    def _published(self, page: str, src: str) -> Path | bytes | None:
        """Find a file of the site as MkDocs finds images: made by plugins, or in another language.

        Args:
            page: The page's path.
            src: The path that its author wrote.
        """
        start = "" if src.startswith("/") else posixpath.dirname(page)
        uri = posixpath.normpath(posixpath.join(start, src.lstrip("/")))
        found = self.files.get_file_from_path(uri) if self.files is not None else None
        if found is None:
            return None
        return Path(found.abs_src_path) if found.abs_src_path else found.content_bytes

    def address(self, index: Place, image: Image) -> str:
        """Give an image its address; it is drawn when all pages are known."""
        key = image.sheet.key
        self.images.setdefault(key, (image.sheet, index))
        return str(get_relative_url(_image_uri(key, image.sheet), index.page.url))

    def figures(self, blocks: Sequence[Block], page: Page) -> list[Figure]:
        """Draw the blocks of a page, or take what a server has kept of them."""
        draw = super().figures if self.kept is None else partial(self.kept.figures, host=self)
        return draw(blocks, page)

    def finish(self, html: str, picture: Picture) -> Figure:
        """Add what searches are to read in the place of a figure."""
        text = searchable(picture)
        mark, html = with_mark(html, text)
        return Figure(html, picture.id or "", text, mark)

    def keep(self, place: Place, figure: Figure) -> None:
        """Keep the id of a figure, and what searches are to read in its place."""
        if figure.id and not self._again:
            self._ids.setdefault(place.page.name, {})[figure.id] = place
        if figure.mark:
            self.texts[figure.mark] = figure.text

    def add_ids(self, page: MkDocsPage) -> None:
        """Let MkDocs know that links may lead to our figures, and authors of ids that it has."""
        present: set[str] | None = getattr(page, "present_anchor_ids", None)
        ours = self._ids.pop(page.file.src_uri, {})
        if present is None:
            return
        for name in sorted(present & set(ours)):
            place = ours[name]
            for notice in heard([repeated_id(name)], place.page.settings):
                self.report(place, notice)
        present.update(ours)

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Speak, once, through a logger whose warnings `--strict` counts; excerpts are quiet."""
        said = (index.source, index.line, str(found.message))
        if not self._again and said not in self._said:
            self._said.add(said)
            tell(log, index, found)


def _file_of(md: Markdown) -> File | None:
    """Find the file of the page that a Markdown object is for; nested ones have none."""
    if "relpath" not in md.treeprocessors:
        return None
    return getattr(md.treeprocessors["relpath"], "file", None)


def _snippets(config: MkDocsConfig) -> tuple[Path, ...]:
    """Find the folders that pymdownx.snippets includes files from."""
    paths = (config.mdx_configs.get("pymdownx.snippets") or {}).get("base_path") or ()
    return tuple(Path(str(path)) for path in ([paths] if isinstance(paths, str) else paths))


def _is_excerpt(md: Markdown) -> bool:
    """Tell whether Material's blog converts a post again, for one of its lists."""
    return "excerpt" in md.treeprocessors


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

    kept: Kept | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """Be one object for all builds of `serve`: MkDocs keeps plugins that have this event."""
        self.kept = Kept() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the extension, once, however often this is called."""
        options = {name: self.config[name] for name in known(Scope.SITE) if name in self.config}
        options = {name: item for name, item in options.items() if item != DECLARED[name].default}
        options["root"] = config.docs_dir
        folders = _folders(config.config_file_path, self.config["folders"])
        self.folders = tuple(map(str, folders))
        options["folders"] = self.folders
        cmap = options.get("cmap")
        self.palettes = (str(cmap),) if cmap else (SEQUENTIAL, DIVERGING)
        self.store = Store(Path(config.config_file_path or ".").parent / _CACHE)
        self.host = _MkDocsHost(options, self.palettes, config, self.kept)
        self._replace_extension(config)
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
        if self.kept is not None:
            self.kept.begin()

    @event_priority(-100)  # after all others have added their files
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Find a name for the stylesheet that the site does not have yet, and add it to pages."""
        names = map(_CSS.format, chain([""], (f"-{count}" for count in count_from(1))))
        self.css = next(name for name in names if files.get_file_from_path(name) is None)
        if self.css not in config.extra_css:
            config.extra_css.insert(0, self.css)  # first, so that the site's own rules win
        return files

    @event_priority(100)  # before others change the text, so that lines are the author's
    def on_page_markdown(self, _: str, /, *, page: MkDocsPage, files: Files, **__: object) -> None:
        """Take note of the page that is being built, and of what its author wrote."""
        self.host.begin_page(page, files)

    @event_priority(-100)  # after glightbox has made links, and print-site has taken its copy
    def on_page_content(self, html: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Tell MkDocs of ids, and mend what other plugins do to images."""
        self.host.add_ids(page)
        self.host.current = None
        copied = getattr(page, "html", None)
        if isinstance(copied, str):
            page.html = for_paper(copied)  # type: ignore[attr-defined]  # print-site's
        return with_links_around(html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add stylesheet and images: earlier, some plugins stumble over generated files."""
        dark = resolve(self.host.options).dark_selector
        css = stylesheet((palette(name) for name in self.palettes), dark)
        files.append(File.generated(config, self.css, content=css))
        for uri, content in self._images():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=content))
        wrap_index(config.plugins.values(), self.host.texts)
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
            self.host.report_missing(index, sheet, drawing)
            yield _image_uri(key, sheet), drawing.data
        if self.store.problem:
            log.info("%s", logged(self.store.problem, Page(options=self.host.options)))
        self.store.prune(self.config["cache_days"])

    def on_post_page(self, output: str, /, **_: object) -> str:
        """Take the marks off that searches needed."""
        return unmarked(output)

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """Rebuild when a data file outside the docs folder changes; those inside are watched."""
        for folder in self.folders:
            server.watch(folder)
        return server


def _language(config: MkDocsConfig) -> str:
    """Ask the theme: Material has `language`, MkDocs' own themes have `locale`."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")
