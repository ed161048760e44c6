"""The Sphinx extension: a `heatmap` directive, in reStructuredText and as a fence in MyST.

Directives only take note of what is written. When a document has been read, all its heatmaps are
drawn in one place, so that errors come with the page; builders then ask for HTML, LaTeX or text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar
from zlib import crc32

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ConfigError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from heatmark.block import Page, Prepared, finish, page_options, prepare, shared_scales
from heatmark.errors import HeatmarkError, OptionError, ParseError
from heatmark.locale import language
from heatmark.model import Legend, Palette, Picture, Strip, Texts
from heatmark.options import CONTENT, Scope, check, known
from heatmark.palette import DIVERGING, SEQUENTIAL, palette
from heatmark.parse import parse
from heatmark.parse.header import read_header
from heatmark.render.css import stylesheet
from heatmark.render.html import error_box, figure
from heatmark.render.image import draw as draw_image
from heatmark.render.image import images, no_font
from heatmark.render.latex import escape, latex
from heatmark.render.spans import visible
from heatmark.render.text import plain, plain_error
from heatmark.render.xhtml import xhtml
from heatmark.store import Store, write_whole
from heatmark.store import draw_all as draw_images

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from heatmark.block import SharedScale
    from heatmark.render.sheet import Sheet

log = logging.getLogger(__name__)

CSS = "heatmark.css"
_Made = TypeVar("_Made")
_CONFIG = "heatmark_"
# `root` is the source directory.
_SITE = tuple(name for name in known(Scope.SITE) if name != "root")
# In a block also its content, as far as it fits on a line.
_IN_DIRECTIVE = tuple(
    name
    for name in known(Scope.BLOCK)
    if name not in {"tokens", "scores", "specials", "alternatives"}
)
_OPTION = re.compile(r"\s*:?([A-Za-z_][\w-]*)\s*:(?:\s|$)")
_FENCE = re.compile(r"\s*(?:\.\.|`{3}|~{3}|:{3})")


@dataclass(frozen=True, kw_only=True)
class Block:
    """What is written in a directive.

    Attributes:
        header: Its argument.
        body: Its content, where line 1 is the line below the directive's first.
        options: Its own options, as written.
        lines: The line of each of them.
        lost: The line of a row that MyST has taken for a broken option, or 0.
        source: The file that it is in.
        line: The line of the file that it begins on.
    """

    header: str
    body: str
    options: Mapping[str, str]
    lines: Mapping[str, int]
    lost: int
    source: str
    line: int


class Problem(NamedTuple):
    """What stands in the place of a heatmap that cannot be drawn.

    Attributes:
        error: What went wrong.
        lang: The page's language.
        line: The line of the file that it is in.
    """

    error: HeatmarkError
    lang: str
    line: int


class HeatmapNode(nodes.General, nodes.Element):
    """A heatmap in a document. What it shows is a Python object, not an attribute.

    Its child is its text, for searches.

    Attributes:
        content: What is written, until the document is read; then what is drawn.
    """

    content: Block | Picture | Problem

    def copy(self) -> HeatmapNode:
        """Copy the node without its children, as docutils asks."""
        copied: HeatmapNode = super().copy()
        copied.content = self.content
        return copied


class _AnyOption(dict[str, Any]):
    """Takes every name, so that the same check, with the same hints, is for those of a header."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return directives.unchanged


class HeatmapDirective(SphinxDirective):
    """`.. heatmap:: title="…" cmap=Reds`, with the options of a block and the body of a fence.

    As with all directives, `:name:` is for references, and `:class:` for stylesheets.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = _AnyOption(
        dict.fromkeys(_IN_DIRECTIVE, directives.unchanged)
    )

    def run(self) -> list[nodes.Node]:
        """Take note of a block; see [draw_all][heatmark.sphinx.draw_all]."""
        node = HeatmapNode()
        self.set_source_info(node)
        self.add_name(node)
        options = dict(self.options)
        node["classes"] += options.pop("class", "").split()
        options.pop("name", None)
        source, line = self.get_source_info()
        first = self._first_line(line)
        above = _lines_above(self.block_text, first)
        node.content = Block(
            header=self.arguments[0] if self.arguments else "",
            body="\n" * (first - 1) + "\n".join(self.content),
            options=options,
            lines={found[1]: at for at, text in enumerate(above) if (found := _OPTION.match(text))},
            lost=0 if self.options else _broken_option(above),
            source=str(source),
            line=line,
        )
        return [node]

    def _first_line(self, line: int) -> int:
        """Count the lines from the first of the directive to the first of its content."""
        if not self.content:
            return len(self.block_text.split("\n"))
        place = self.content.offset(0)
        if place < line:  # MyST counts from the directive, docutils in the document
            return self.content_offset + 1
        return place + 1 - line


def _lines_above(block: str, first: int) -> list[str]:
    """Take the lines above the content, which MyST says since version 5 only."""
    return block.split("\n")[:first] if _FENCE.match(block) else []


def _broken_option(lines: list[str]) -> int:
    return next((at for at, text in enumerate(lines) if at and text.lstrip()[:1] == ":"), 0)


class _FieldAsWritten(SphinxTransform):
    """Keeps what a page's field list says from being read as text."""

    default_priority = 850  # after the list is known to be about the page, before quotes are curled

    def apply(self, **_: object) -> None:
        for body in self.document.findall(nodes.field_body):
            field = body.parent
            if isinstance(field.parent, nodes.docinfo) and field[0].astext() == "heatmark":
                body[:] = [nodes.literal(body.rawsource, body.rawsource)]


def draw_all(app: Sphinx, doctree: nodes.document) -> None:
    """Draw the heatmaps of a document that has been read."""
    found = list(doctree.findall(HeatmapNode))
    if not found:
        return
    page = _page(app)
    blocks = {node: node.content for node in found if isinstance(node.content, Block)}
    prepared = {
        node: _tried(block, page, app.env, partial(_prepared, block, page, app.env))
        for node, block in blocks.items()
    }
    shared = shared_scales(one for one in prepared.values() if isinstance(one, Prepared))
    for node, one in prepared.items():
        block = blocks[node]
        if isinstance(one, Prepared):
            node.content = _tried(block, page, app.env, partial(_finished, one, shared))
        else:
            node.content = one
        if isinstance(node.content, Picture):
            node.content = _without_notices(node.content, block, one)
            node.append(nodes.Text(_words(node.content)))


def _without_notices(picture: Picture, block: Block, prepared: Prepared | Problem) -> Picture:
    """Tell the author what there is to know, and keep the rest."""
    lines = prepared.lines if isinstance(prepared, Prepared) else {}
    for notice in picture.notices:
        about = notice.about or ""
        line = block.line + (lines.get(about) or block.lines.get(about, 0))
        _report(notice, f"{block.source}:{line}", "notice")
    return replace(picture, notices=())


def _words(picture: Picture) -> str:
    """Say what searches find: with each word in one piece."""
    title = f"{picture.title}\n" if picture.title else ""
    return title + visible((picture.cells.text,))[0]


def _prepared(block: Block, page: Page, env: BuildEnvironment) -> Prepared:
    header = _whole_header(block)
    _note_file(header, block.body, page, env)
    return prepare(header, block.body, page, block.line)


def _finished(block: Prepared, shared: Mapping[str, SharedScale]) -> Picture:
    picture = finish(block, shared)
    images(picture)  # what is wrong with them is to be said with the page
    return picture


def _tried(
    block: Block, page: Page, env: BuildEnvironment, make: Callable[[], _Made]
) -> _Made | Problem:
    """Make something of a block. What goes wrong becomes a box and a word to the author."""
    try:
        return make()
    except HeatmarkError as error:
        problem = error
    except Exception as error:  # noqa: BLE001 - a bug of ours must not stop a build
        problem = _bug(error)
    env.note_reread()  # the next build is to say it again
    line = block.line + (problem.line or block.lines.get(problem.about or "src", 0))
    _report(problem, f"{block.source}:{line}", "block")
    return Problem(problem, language(page.settings.lang), line)


def _bug(error: Exception) -> HeatmarkError:
    return HeatmarkError(f"heatmark failed: {error!r}", hint="please report this block")


def _whole_header(block: Block) -> str:
    """Write the options of a directive into its header, once they are known to be right."""
    if block.lost:
        problem = "a first row that begins with a colon is read as an option"
        hint = 'put quotes around the token, as in ":" 1'
        raise ParseError(problem, line=block.lost, hint=hint)
    pairs = read_header(block.header)
    header = block.header
    for name, value in block.options.items():
        line = block.lines.get(name, 0)
        if name in pairs:
            problem = f"{name} is set twice, in the argument and as an option"
            raise OptionError(problem, line=line, hint="remove one of them")
        if name not in CONTENT:
            check(name, value, Scope.BLOCK, line)
        escaped = re.sub(r'(["\\])', r"\\\1", value.replace("\n", " "))
        header += f' {name}="{escaped}"'
    return header


def _note_file(header: str, body: str, page: Page, env: BuildEnvironment) -> None:
    """Have the page read again when its data file changes, or comes into being."""
    if "src" not in header and "src" not in body:
        return
    src = (parse(header, body).src or "").partition("#")[0]
    if not src or page.folder is None:
        return
    folder = Path(page.settings.root) if src.startswith("/") else page.folder
    path = folder / src.lstrip("/")
    try:
        path.is_file()
    except (OSError, ValueError):  # no file's name: Sphinx would stumble over it too
        return
    env.note_dependency(str(path))


def _report(error: HeatmarkError, location: str, subtype: str) -> None:
    hint = f" ({error.hint})" if error.hint else ""
    tell = log.info if error.level == "info" else log.warning
    tell("%s%s", error.message, hint, location=location, type="heatmark", subtype=subtype)


def _page(app: Sphinx) -> Page:
    """Describe the page that is being read."""
    site = _site_options(app)
    folder = Path(app.env.doc2path(app.env.docname)).parent
    try:
        written = app.env.metadata[app.env.docname].get("heatmark", {})
        options = page_options(site, _loaded(written))
    except HeatmarkError as error:
        return Page(options=site, folder=folder, problem=error)
    return Page(options=options, folder=folder)


def _loaded(written: object) -> object:
    """Read what front matter says: MyST and docutils hand it over as text."""
    if not isinstance(written, str):
        return written
    try:
        loaded = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError):
        return written
    return {} if loaded is None else loaded


def _site_options(app: Sphinx) -> dict[str, object]:
    written = {name: getattr(app.config, _CONFIG + name) for name in _SITE}
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
    written |= {_CONFIG + name: getattr(config, _CONFIG + name) for name in _SITE}
    for name, value in written.items():
        if not name.startswith(_CONFIG) or value is None:
            continue
        try:
            checked = check(name.removeprefix(_CONFIG), value, Scope.SITE)
            if name == f"{_CONFIG}cmap" and checked is not None:
                palette(str(checked))
        except HeatmarkError as error:
            hint = f" ({error.hint})" if error.hint else ""
            raise ConfigError(f"{name} in conf.py: {error.message}{hint}") from None


def _palettes(config: Config) -> tuple[str, ...]:
    """Name the colormaps that the stylesheet has."""
    cmap = check("cmap", config.heatmark_cmap, Scope.SITE)
    return (str(cmap),) if cmap else (SEQUENTIAL, DIVERGING)


def write_stylesheet(app: Sphinx) -> None:
    """Put the stylesheet among the static files, before pages take its checksum."""
    if app.builder.format != "html":
        return
    file = Path(app.outdir) / "_static" / CSS
    css = stylesheet(map(palette, _palettes(app.config)))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(css, encoding="utf-8", newline="\n")


def _visit_html(self: HTML5Translator, node: HeatmapNode) -> None:
    html = _written(
        node, lambda picture: _figure(picture, node, self.builder), lambda one: error_box(*one)
    )
    html = xhtml(html) if getattr(self.builder, "out_suffix", "") == ".xhtml" else html
    wrapped = node["ids"] or node["classes"]
    self.body.append(f"{self.starttag(node, 'div')}{html}</div>\n" if wrapped else f"{html}\n")
    raise nodes.SkipNode


def _figure(picture: Picture, node: HeatmapNode, builder: Any) -> str:  # noqa: ANN401 - of HTML
    """Turn a picture into HTML."""
    shown = [(one, _address(one.sheet, node, builder)) for one in images(picture)]
    return figure(picture, _palettes(builder.config), shown)


def _address(sheet: Sheet, node: HeatmapNode, builder: Any) -> str:  # noqa: ANN401 - of HTML
    """Write an image among those of the builder, unless it is there, and give its address."""
    key = sheet.key
    name = f"heatmark-{key}.{sheet.format}"
    file = Path(builder.outdir, builder.imagedir, name)
    if not file.exists():
        store = Store(Path(builder.doctreedir, "heatmark"))
        drawing = draw_images({key: partial(draw_image, sheet)}, store)[key]
        if isinstance(drawing, Exception):
            raise drawing
        if drawing.missing:
            _report(no_font(drawing.missing), f"{node.source}:{node.line}", "notice")
        write_whole(file, drawing.data)
    return f"{builder.imgpath}/{name}"


def _visit_latex(self: LaTeXTranslator, node: HeatmapNode) -> None:
    text = _written(node, latex, lambda problem: escape(plain_error(*problem)))
    self.body.append(f"\n{text}\n")
    raise nodes.SkipNode


def _written(
    node: HeatmapNode, show: Callable[[Picture], str], tell: Callable[[Problem], str]
) -> str:
    """Write what a node shows. A bug of ours is a problem like others, and stops no build."""
    content = node.content
    if isinstance(content, Picture):
        try:
            return show(content)
        except Exception as error:  # noqa: BLE001 - see above
            content = Problem(_bug(error), content.lang, node.line or 0)
            _report(content.error, f"{node.source}:{node.line}", "block")
    return tell(content) if isinstance(content, Problem) else ""


def replace_with_text(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put plain text in the place of heatmaps, for builders that know neither HTML nor LaTeX.

    An error is plain text in LaTeX too.
    """
    for node in list(doctree.findall(HeatmapNode)):
        if isinstance(node.content, Block):
            node.content = _too_late(node.content)
        if app.builder.format == "html":
            continue
        if app.builder.format == "latex" and isinstance(node.content, Picture):
            continue
        text = _written(node, plain, lambda problem: plain_error(*problem))
        names = {name: node[name] for name in ("ids", "names", "classes")}
        node.replace_self(nodes.literal_block(text, text, language="none", **names))


def _too_late(block: Block) -> Problem:
    """Refuse what another extension has made after the page was read."""
    error = HeatmarkError("a heatmap was made after its page was read")
    _report(error, f"{block.source}:{block.line}", "block")
    return Problem(error, "en", block.line)


def _shape() -> int:
    """Number the shape of what is kept in the environment, so that old pictures are drawn anew."""
    shapes = [
        [one.name for one in fields(kept)] for kept in (Picture, Texts, Strip, Legend, Palette)
    ]
    return crc32(f"{version('heatmark')} {shapes}".encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register with Sphinx."""
    for name in _SITE:
        app.add_config_value(_CONFIG + name, None, "env", Any)
    app.add_node(HeatmapNode, html=(_visit_html, None), latex=(_visit_latex, None))
    app.add_transform(_FieldAsWritten)
    app.add_directive("heatmap", HeatmapDirective)
    app.add_css_file(CSS)
    app.add_latex_package("xcolor")
    app.connect("config-inited", check_config)
    app.connect("builder-inited", write_stylesheet)
    app.connect("doctree-read", draw_all)
    app.connect("doctree-resolved", replace_with_text)
    return {
        "version": version("heatmark"),
        "env_version": _shape(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
