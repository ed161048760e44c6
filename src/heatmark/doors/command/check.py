"""Looks through documents for what a build would say of their heatmaps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from heatmark.block.front_matter import front_matter
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.doors.command.documents import read_document
from heatmark.doors.command.sites import builds_with_sphinx, site_of
from heatmark.hosts.page import Page, Place, own_front_matter, with_front_matter
from heatmark.hosts.page_run import draw_page
from heatmark.picture.lint import heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from heatmark.doors.command.sites import Site


class Finding(NamedTuple):
    """An error or a notice.

    Attributes:
        file: The document.
        where: The document, or the cell of it, in words.
        line: The line there, from 1; 0 if it is about no line.
        found: What there is to say.
    """

    file: Path
    where: str
    line: int
    found: HeatmarkError | Notice

    @property
    def level(self) -> str:
        """How bad it is: `error`, `warning` or `info`."""
        return self.found.level if isinstance(self.found, Notice) else "error"

    @property
    def name(self) -> str:
        """What `silence` calls a notice; the kind of an error."""
        return self.found.name if isinstance(self.found, Notice) else type(self.found).__name__


@dataclass
class Listener:
    """Takes note of what there is to say of a document.

    Attributes:
        file: The document.
        findings: What there is to say, in the order in which it was found.
    """

    file: Path
    findings: list[Finding] = field(default_factory=list)

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Take note of an error or a notice."""
        self.findings.append(Finding(self.file, index.source, index.line, found))


def check_file(file: Path, top: Path, *, run_conf: bool = False) -> list[Finding]:
    """Read and draw every heatmap of a document, and list what there is to say, by line.

    Args:
        file: The document.
        top: The folder that data files may be in where the document belongs to no site.
        run_conf: Whether to run a `conf.py` of Sphinx for its options.
    """
    listener = Listener(file)
    try:
        document = read_document(file)
    except HeatmarkError as error:
        return [Finding(file, str(file), 0, error)]
    if document.blocks or document.missed:
        site = site_of(file, top, run_conf=run_conf)
        page = document_page(file, document.source, site)
        if page.problem is not None and not document.blocks:
            listener.report(Place(page, str(file), page.problem_line or 1), page.problem)
        for cell, (index, notice) in document.missed:
            for item in heard([notice], page.settings):
                told = replace(item)  # each is one of its own
                listener.report(Place(page, cell or str(file), index + 1), told)
        draw_page(document.blocks, page, listener)
    return ordered(listener.findings)


def document_page(file: Path, source: str, site: Site) -> Page:
    """Describe a document as a page of its site.

    Args:
        file: The document.
        source: The text that its front matter stands in; nothing if it can have none.
        site: What it takes from its site.
    """
    page = Page(
        name=str(file),
        options=site.options,
        folder=file.resolve().parent,
        problem=site.problem,
        places_figures=builds_with_sphinx(file),
    )
    return with_front_matter(page, own_front_matter(front_matter(source)), lambda: source)


def is_failure(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Tell whether there is an error; a strict author takes warnings for errors."""
    failing = {"error", "warning"} if strict else {"error"}
    return any(item.level in failing for item in findings)


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Order what there is to say of a document by line, each but once."""
    return sorted(_once(findings), key=lambda item: item.line)


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Say what is wrong with a page, or a site, of its first block only."""
    seen: set[int] = set()
    for finding in findings:
        if id(finding.found) not in seen:
            seen.add(id(finding.found))
            yield finding
