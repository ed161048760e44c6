"""Makes one page of a document: Markdown or a notebook becomes HTML with all that it shows."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from markdown import Markdown

from heatmark.block.front_matter import FRONT_MATTER, front_matter, near_front_matter
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.patterns import lazy_re
from heatmark.doors.command.check import Finding, Listener, document_page, ordered
from heatmark.doors.command.documents import (
    NOTEBOOK,
    cell_name,
    read_notebook,
    text_of,
)
from heatmark.doors.command.page.book import notebook_text
from heatmark.doors.command.page.code import code_styles, coloured
from heatmark.doors.command.page.embed import Around, self_contained
from heatmark.doors.command.page.extensions import chosen, register
from heatmark.doors.command.page.formulas import Formulas
from heatmark.doors.command.page.shape import Shape
from heatmark.doors.command.sites import configuration, site_of
from heatmark.hosts.page import Place
from heatmark.markdown import HeatmarkExtension, MarkdownHost
from heatmark.picture.lint import heard
from heatmark.render.html.elements import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from heatmark.doors.command.page.book import NotebookText
    from heatmark.doors.command.sites import Site
    from heatmark.hosts.page import Page


_PAGE = """<!doctype html>
<html lang="{lang}" data-theme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
_HEADING = lazy_re(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = lazy_re(r"<a class=\"headerlink\".*?</a>|<[^<>]*>", re.DOTALL)
_HOME = ("index", "README")  # pages that have the address of their folder
_MOST_TABS = 16


@dataclass
class _Source:
    """A document as it is converted.

    Attributes:
        file: The document.
        text: Its Markdown, without front matter.
        whole: All that its author has written, or None for a notebook.
        meta: Its front matter.
        book: What a notebook has besides Markdown, or None.
    """

    file: Path
    text: str
    whole: str | None
    meta: Mapping[str, object]
    book: NotebookText | None = None


class _Host(MarkdownHost):
    """Tells a listener, and knows lines of cells."""

    def __init__(self, source: _Source, known: Page, listener: Listener) -> None:
        super().__init__(dict(known.options))
        self.source, self.known, self.listener = source, known, listener

    def page(self, md: Markdown) -> Page:
        """Give the one page."""
        del md
        return self.known

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Take note of what there is to say; of a notebook by cell."""
        book = self.source.book
        if book is not None and index.line and index.source == self.known.name:
            number, line = book.place(index.line)
            index = Place(index.page, cell_name(self.source.file.name, number), line)
        self.listener.report(index, found)

    def tell(self, words: str, notice: Notice) -> None:
        """Tell of what was written somewhere, where it is found."""
        text = self.source.whole if self.source.whole is not None else self.source.text
        at = text.find(words)
        line = text.count("\n", 0, at) + 1 if at >= 0 else 0
        for one in heard([notice], self.known.settings):
            self.report(Place(self.known, self.known.name, line), one)


def page_of_lesson(
    file: Path, top: Path, *, run_conf: bool = False, lang: str | None = None
) -> tuple[str, list[Finding]]:
    """Make one page of a document.

    Args:
        file: The document: Markdown or a notebook.
        top: The folder that data files may be in where the document belongs to no site.
        run_conf: Whether to run a `conf.py` of Sphinx for its options.
        lang: The language of the page, or None for that of its front matter, or of its site.

    Returns:
        The page, which needs no other file, and what there is to say of it.
    """
    listener = Listener(file)
    try:
        made = _made(file, site_of(file, top, run_conf=run_conf), listener, lang)
    except HeatmarkError as error:
        return "", [*listener.findings, Finding(file, str(file), 0, error)]
    return made, ordered(listener.findings)


def _made(file: Path, site: Site, listener: Listener, lang: str | None) -> str:
    source = _read(file)
    page = replace(document_page(file, source.whole or "", site), source=source.whole)
    page = replace(page, options={**page.options, "lang": lang}) if lang else page
    host = _Host(source, page, listener)
    host.report_missed(page, near_front_matter(source.whole or ""))
    body = _body(source, page, site, host)
    if page.problem is not None and page.problem not in [one.found for one in listener.findings]:
        host.report(Place(page, page.name, page.problem_line or 1), page.problem)
    heading = _HEADING.search(body)
    shown = unescape(_TAG.sub("", heading[1])).strip() if heading else ""
    named = str(source.meta.get("title") or "").strip()
    title = safe(named or shown or file.stem)
    if heading is None and named:
        body = f"<h1>{title}</h1>\n{body}"
    return _PAGE.format(
        lang=safe(page.settings.lang or "en"), title=title, style=_style(), body=body
    )


def _read(file: Path) -> _Source:
    whole = text_of(file)
    if file.suffix.lower() == NOTEBOOK:
        book = notebook_text(read_notebook(whole, file.name), coloured)
        return _Source(file, book.text, None, {}, book)
    found = FRONT_MATTER.match(whole)
    text = whole[found.end() :].removeprefix("\n") if found else whole
    return _Source(file, text, whole, front_matter(whole))


def _body(source: _Source, page: Page, site: Site, host: _Host) -> str:
    wanted = chosen(site, source.text)
    md = Markdown(extensions=[Shape(), HeatmarkExtension(host=host)])
    for notice in register(md, wanted.extensions):
        host.tell("", notice)
    if wanted.has_formulas or source.book is not None:
        md.registerExtensions([Formulas(host.tell)], {})
    html = md.convert(source.text)
    html = source.book.finished(html) if source.book else html
    _tell_of_scripts(html, host)
    return self_contained(
        html, Around(page, _address(source.file, site), source.file.name, host.tell)
    )


def _tell_of_scripts(html: str, host: _Host) -> None:
    if 'class="mermaid"' in html:
        problem = "a diagram of Mermaid is shown as text: drawing it needs a script"
        hint = "put an image of it into the page"
        host.tell("mermaid", Notice(name="not-embedded", message=problem, hint=hint))


def _address(file: Path, site: Site) -> Callable[[str], str]:
    """Make what gives the address on the web of what a page links to, or nothing."""
    config = configuration(site.file) if site.file else {}
    url, root = str(config.get("site_url") or ""), str(site.options.get("root", ""))
    directories = config.get("use_directory_urls") is not False
    here = posixpath.dirname(_relative(file, root))

    def address(link: str) -> str:
        path, mark, place = link.partition("#")
        target = posixpath.normpath(posixpath.join("/", here, path)).lstrip("/")
        if target.startswith("..") or not url:
            return ""
        return (
            urljoin(url.rstrip("/") + "/", _page_url(target, directories=directories))
            + mark
            + place
        )

    return address


def _relative(file: Path, root: str) -> str:
    try:
        return file.resolve().relative_to(root).as_posix()
    except ValueError:
        return file.name


def _page_url(path: str, *, directories: bool) -> str:
    """Give the address of a file in a site as MkDocs does."""
    stem, dot, ending = path.rpartition(".")
    if not dot or unquote(ending) not in {"md", "markdown", "ipynb"}:
        return path
    folder, slash, name = stem.rpartition("/")
    if name in _HOME:
        return f"{folder}{slash}" if directories else f"{folder}{slash}index.html"
    return f"{stem}/" if directories else f"{stem}.html"


def _style() -> str:
    light, dark = code_styles()
    own = files("heatmark.doors.command.page").joinpath("page.css").read_text("utf-8")
    tabs = "".join(
        f".tabbed-set>input:nth-child({at}):checked~.tabbed-content>:nth-child({at}){{display:block}}\n"
        f".tabbed-set>input:nth-child({at}):checked~.tabbed-labels>:nth-child({at})"
        "{border-color:var(--accent);color:var(--accent)}\n"
        f".tabbed-set>input:nth-child({at}):focus-visible~.tabbed-labels>:nth-child({at})"
        "{outline:2px solid var(--accent)}\n"
        for at in range(1, _MOST_TABS + 1)
    )
    return f"{own}{tabs}{light}\n@media screen and (prefers-color-scheme:dark){{\n{dark}\n}}\n"
