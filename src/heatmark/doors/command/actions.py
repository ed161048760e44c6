"""What each command does."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from heatmark.block.written import write_fence
from heatmark.core.errors import HeatmarkWarning, SourceError
from heatmark.core.wording import listed, quoted, say
from heatmark.doors.command.check import Finding, check_file, is_failure
from heatmark.doors.command.documents import MARKDOWN, NOTEBOOK, REST, find_documents
from heatmark.doors.command.given import heatmap_of, refuse_documents
from heatmark.doors.command.images import ImagesWanted, targets, write_changed, write_images
from heatmark.doors.command.reports import REPORT_FORMATS, as_text
from heatmark.doors.command.starts import write_course
from heatmark.doors.command.summary import summary
from heatmark.hosts.store import write_whole
from heatmark.language.messages import translated
from heatmark.language.words import word
from heatmark.notebook import ending_of
from heatmark.options.resolve import resolve
from heatmark.picture.lint import heard
from heatmark.picture.paint import picture
from heatmark.presets import defaults
from heatmark.render.image.terminal import terminal_lines
from heatmark.render.image.views import screen
from heatmark.render.latex import latex
from heatmark.render.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from heatmark.core.errors import Notice
    from heatmark.heatmap import Heatmap
    from heatmark.picture.parts import Picture


_DARK_UP_TO = 6  # of the sixteen colours, with 8: the dark ones
_PAGES = (".html", ".pdf")
_TEX = "% needs \\usepackage{graphicx,xcolor}\n"


def check_documents(
    ctx: click.Context, paths: Sequence[Path], form: str, *, everything: bool, run_conf: bool
) -> None:
    """Say what is wrong with documents, and end with 1 if anything is."""
    files = [*find_documents(paths)]
    tops = {path.resolve(): path if path.is_dir() else path.parent for path in paths}
    found = []
    with click.progressbar(
        files, file=sys.stderr, label="heatmark check", hidden=not _is_long(files)
    ) as steps:
        for file in steps:
            found += check_file(file, _top(file, tops), run_conf=run_conf)
    told = [item for item in found if everything or item.level != "info"]
    text = REPORT_FORMATS[form](told, ctx.obj["lang"])
    if text:
        click.echo(text)
    if form == "text":
        tell = say("{files} looked at, {found} found", files=len(files), found=len(told))
        click.echo(translated(tell, ctx.obj["lang"]), err=True)
    if any(item.level != "info" for item in found):
        ctx.exit(1)


def _is_long(files: Sequence[Path]) -> bool:
    return len(files) > 200 and sys.stderr.isatty()


def _top(file: Path, tops: dict[Path, Path]) -> Path:
    """Find the given path that a document is below."""
    parents = {file.resolve(), *file.resolve().parents}
    return next((top for path, top in tops.items() if path in parents), file.parent)


def image_files(  # noqa: PLR0913 - what can be typed
    ctx: click.Context,
    paths: Sequence[Path],
    out: Path,
    form: str | None,
    *,
    table: bool | None,
    strict: bool,
    run_conf: bool,
) -> None:
    """Write documents again with image files in the places of their heatmaps."""
    tops = _written_in_markdown(paths, out)
    written = targets(tops, out)
    wanted = ImagesWanted(form, table, run_conf)
    found: list[Finding] = []
    count = 0
    for file, top in tops.items():
        with _written(out):
            told = write_images(file, top, written, wanted)
        count += not is_failure(told)
        found += told
    _tell_of(ctx, found)
    lang = ctx.obj["lang"]
    told_files = say("{files} of {all} written to {out}", files=count, all=len(tops), out=str(out))
    click.echo(translated(told_files, lang), err=True)
    if is_failure(found, strict=strict):
        ctx.exit(1)


def one_page(
    ctx: click.Context, document: Path, out: Path, *, strict: bool, **reading: Any
) -> None:
    """Write a document as one page that needs nothing else; how it is read, the page knows."""
    from heatmark.doors.command.page.lesson import page_of_lesson
    from heatmark.doors.command.page.paper import lost_on_paper, printed

    _refuse_other_kinds(document)
    if out.suffix.lower() not in _PAGES:
        problem = say("cannot write a page as {name}", name=quoted(out.name))
        raise SourceError(problem, hint=say("name it something{endings}", endings=listed(_PAGES)))
    made, found = page_of_lesson(document, document.parent, **reading)
    is_paper = out.suffix.lower() == ".pdf"
    lost = lost_on_paper(made) if is_paper else None
    found += [Finding(document, str(document), 0, lost)] if lost else []
    _tell_of(ctx, found)
    if not is_failure(found):
        content = printed(made) if is_paper else made.encode()
        with _written(out):
            write_changed(out, content)
    if is_failure(found, strict=strict):
        ctx.exit(1)


def _refuse_other_kinds(path: Path) -> None:
    if path.is_file() and path.suffix.lower() not in MARKDOWN | {NOTEBOOK}:
        problem = say("{name} is neither Markdown nor a notebook", name=quoted(str(path)))
        raise SourceError(problem, hint="name a document whose name ends in .md or .ipynb")


def _written_in_markdown(paths: Sequence[Path], out: Path) -> dict[Path, Path]:
    """Find documents of Markdown and notebooks, each with the folder that it was found in."""
    found: dict[Path, Path] = {}
    for path in paths:
        _refuse_other_kinds(path)
        is_within = path.resolve() in out.resolve().parents
        for file in find_documents([path]):
            is_ours = is_within and file.resolve().is_relative_to(out.resolve()) and file != path
            if file.suffix.lower() in MARKDOWN | {NOTEBOOK} and not is_ours:
                found.setdefault(file, path if path.is_dir() else path.parent)
    return found


def _tell_of(ctx: click.Context, found: Sequence[Finding]) -> None:
    """Write what there is to say on the side, but for asides."""
    text = as_text([item for item in found if item.level != "info"], ctx.obj["lang"])
    if text:
        click.echo(text, err=True)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Say what cannot be written."""
    try:
        yield
    except OSError as error:
        problem = say("cannot write {path}: {error}", path=str(path), error=error.strerror or "?")
        raise SourceError(problem, hint="look at its folder and its permissions") from None


def inspect(ctx: click.Context, given: str) -> None:
    """Say what a data file is, and what is in it."""
    refuse_documents(given, MARKDOWN | REST | {NOTEBOOK})
    click.echo(summary(given, ctx.obj["lang"]))


def show(  # noqa: PLR0913 - what can be typed
    ctx: click.Context,
    given: str,
    options: Sequence[str],
    colours: str,
    *,
    dark: bool | None,
    width: int | None,
) -> None:
    """Show a heatmap in the terminal."""
    from rich.console import Console

    lang = ctx.obj["lang"]
    with heatmap_of(given, options, partial(_tell_of, ctx)) as heatmap:
        drawn = _picture(heatmap, lang)
    console = Console(
        color_system=None if colours == "none" else colours,  # type: ignore[arg-type]  # its names
        force_terminal=True if colours in {"truecolor", "256"} else None,
        no_color=False if colours in {"truecolor", "256"} else None,
        width=width,
        highlight=False,
        soft_wrap=True,
    )
    if console.color_system is None or console.no_color:
        click.echo(plain_text(drawn, console.width))
        return
    _print(console, drawn, dark=_is_dark() if dark is None else dark)


def _print(console: Console, drawn: Picture, *, dark: bool) -> None:
    from rich.style import Style
    from rich.text import Text

    laid = screen(drawn, console.width, alone=True)
    for line in terminal_lines(laid, drawn.palette, dark=dark):
        text = Text()
        for run in line:
            style = Style(
                color=run.ink,
                bgcolor=run.fill,
                bold="bold" in run.styles,
                dim="dim" in run.styles,
                italic="italic" in run.styles,
                overline="overline" in run.styles,
                underline="underline" in run.styles,
            )
            text.append(run.text, style)
        console.print(text, no_wrap=True, overflow="ignore", crop=False)


def _is_dark() -> bool:
    """Ask the terminal for its background, as far as it says; most are dark."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return not background.isdecimal() or int(background) in {*range(_DARK_UP_TO + 1), 8}


def draw_file(ctx: click.Context, given: str, options: Sequence[str], out: Path) -> None:
    """Draw a heatmap into a file."""
    lang = ctx.obj["lang"]
    with heatmap_of(given, options, partial(_tell_of, ctx)) as heatmap:
        ending = ending_of(out, ".tex")
        if ending == ".tex":
            with _written(out):
                write_whole(out, (_TEX + latex(_picture(heatmap, lang))).encode())
            return
        # A data file is in the language of the page that points to it.
        is_said = ending == ".json" or "lang" in {**defaults.options, **dict(heatmap.options)}
        drawn = heatmap if is_said else heatmap.replace(lang=lang)
        with _written(out), warnings.catch_warnings(record=True) as noticed:
            warnings.simplefilter("always", HeatmarkWarning)
            drawn.save(out)
    said = [item.message for item in noticed]
    _tell([item.notice for item in said if isinstance(item, HeatmarkWarning)], lang)


def block(ctx: click.Context, given: str, options: Sequence[str]) -> None:
    """Print a block, which says what its scores are also where its page did so."""
    with heatmap_of(given, options, partial(_tell_of, ctx)) as heatmap:
        resolved = resolve(defaults.options, dict(heatmap.options))
        said = {name: getattr(resolved, name) for name in ("measure", "unit", "given")}
        of_page = {name: item for name, item in said.items() if item and name in defaults.options}
        click.echo(write_fence(heatmap.content, {**of_page, **dict(heatmap.options)}))
    _tell(heard(heatmap.notices, resolved), ctx.obj["lang"])


def new(ctx: click.Context, folder: Path, course_lang: str | None) -> None:
    """Lay out a course."""
    lang = course_lang or ctx.obj["lang"]
    if folder.exists() and any(folder.iterdir()):
        problem = say("{folder} is there already, and not empty", folder=quoted(str(folder)))
        raise SourceError(problem, hint="name a folder that is not there yet")
    write_course(folder, lang)
    tell = say(
        "The course is in {folder}. In that folder: pip install mkdocs-material heatmark; "
        "mkdocs serve",
        folder=str(folder),
    )
    click.echo(translated(tell, ctx.obj["lang"]))


def _picture(heatmap: Heatmap, lang: str) -> Picture:
    """Make the picture of a heatmap, and say on the side what its author should know."""
    scheme = {"scheme": heatmap.scheme or "auto"}
    options = resolve({"lang": lang}, defaults.options, scheme, dict(heatmap.options))
    drawn = picture(heatmap.content, options)
    _tell(heard((*heatmap.notices, *drawn.notices), options), lang)
    return drawn


def _tell(notices: Iterable[Notice], lang: str) -> None:
    for notice in notices:
        if notice.level == "warning":
            hint = word("hint", lang, hint=translated(notice.hint, lang))
            message = translated(notice.message, lang)
            click.echo(f"heatmark: {message} ({hint}) [{notice.name}]", err=True)
