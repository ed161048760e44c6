"""What can be typed after `heatmark`, with help in the language of the user's machine."""

from __future__ import annotations

import locale
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from heatmark import __version__
from heatmark.core.errors import HeatmarkError, unexpected
from heatmark.core.wording import say
from heatmark.doors.command import actions
from heatmark.doors.command.images import IMAGE_FORMATS
from heatmark.doors.command.reports import REPORT_FORMATS
from heatmark.doors.command.starts import LANGUAGES
from heatmark.language.languages import languages
from heatmark.language.messages import translated
from heatmark.language.words import language, word

if TYPE_CHECKING:
    from collections.abc import Callable


class _Formatter(click.HelpFormatter):
    """Writes the headings of help in a language."""

    lang = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{translated(say('Usage'), self.lang)}: ")

    def write_heading(self, heading: str) -> None:
        headings = {"Options": say("Options"), "Commands": say("Commands")}
        super().write_heading(translated(headings.get(heading, heading), self.lang))


class _Context(click.Context):
    """Speaks the language of the user."""

    def make_formatter(self) -> click.HelpFormatter:
        formatter = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.lang = self.obj["lang"]
        return formatter


class _Helped(click.Command):
    """Offers help in the language of the user."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = translated(say("Show this help"), ctx.obj["lang"])
        return option


class _Group(_Helped, click.Group):
    """All commands."""


class _Command(_Helped):
    """Says what went wrong with a block or a file in a line or two, and leaves nothing half."""

    def invoke(self, ctx: click.Context) -> Any:
        lang = ctx.obj["lang"]
        try:
            return super().invoke(ctx)
        except HeatmarkError as error:
            _fail(error, lang)
        except (click.exceptions.Exit, click.ClickException, click.Abort, OSError):
            raise
        except Exception as error:
            _fail(unexpected(error), lang)


def _fail(error: HeatmarkError, lang: str) -> None:
    hint = translated(error.hint, lang)
    said = f"{word('error', lang)}: {translated(error.message, lang)}"
    click.echo(f"{said}\n{word('hint', lang, hint=hint)}" if hint else said, err=True)
    sys.exit(1)


def users_language() -> str:
    """Find the language of the user's machine, as far as we speak it."""
    names = ("HEATMARK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    given = next((os.environ[name] for name in names if os.environ.get(name)), None)
    code = given or locale.getlocale()[0] or "en"
    return language(code.partition(".")[0].replace("_", "-"))


def command(lang: str) -> click.Group:
    """Make the command, with its help in a language."""
    tell = partial(translated, lang=lang)
    group = _Group(
        "heatmark",
        help=tell(say("Text heatmaps for course pages: check, show and draw blocks and files")),
        context_settings={"help_option_names": ["-h", "--help"], "obj": {"lang": lang}},
    )
    shown = tell(say("Show the version"))
    versioned = click.version_option(
        __version__, "-V", "--version", message="%(prog)s %(version)s", help=shown
    )
    versioned(group)
    for make in (_check, _inspect, _show, _draw, _images, _page, _block, _new):
        group.add_command(make(tell))
    return group


def _made(
    name: str, run: Callable[..., None], text: str, params: list[click.Parameter]
) -> click.Command:
    return _Command(name, callback=click.pass_context(run), help=text, params=params)


def _given(tell: Callable[[str], str]) -> list[click.Parameter]:
    """Name what is shown, and options of a block over its own."""
    text = tell(say("an option of a block, such as cmap=Blues; may be repeated"))
    options = click.Option(["-o", "--option", "options"], multiple=True, help=text)
    return [click.Argument(["given"], metavar="FILE[#PART]"), options]


def _paths() -> click.Argument:
    """Name documents, or folders of them."""
    kind = click.Path(exists=True, path_type=Path)
    return click.Argument(["paths"], nargs=-1, required=True, type=kind, metavar="PATH…")


def _file_to_write(tell: Callable[[str], str], metavar: str, *letters: str) -> click.Option:
    return click.Option(
        [*letters, "--output", "out"],
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar=metavar,
        help=tell(say("the file to write, whole or not at all")),
    )


def _conf(tell: Callable[[str], str]) -> click.Option:
    text = tell(say("run conf.py of Sphinx for its options"))
    return click.Option(["--conf", "run_conf"], is_flag=True, help=text)


def _strict(tell: Callable[[str], str]) -> click.Option:
    text = tell(say("end with 1 for warnings too"))
    return click.Option(["--strict"], is_flag=True, help=text)


def _check(tell: Callable[[str], str]) -> click.Command:
    text = say(
        "Look at every heatmap block of documents, or of all below folders, as a build would: "
        "Markdown, MyST, reST and notebooks. Ends with 1 if there are errors or warnings"
    )
    params: list[click.Parameter] = [
        _paths(),
        click.Option(
            ["--format", "form"],
            type=click.Choice([*REPORT_FORMATS]),
            default="text",
            show_default=True,
            help=tell(say("how to write what is found")),
        ),
        click.Option(
            ["--all", "everything"], is_flag=True, help=tell(say("tell asides (info) too"))
        ),
        _conf(tell),
    ]
    return _made("check", actions.check_documents, tell(text), params)


def _inspect(tell: Callable[[str], str]) -> click.Command:
    text = say("Say what a data file is taken for, what is in it, and which block shows it")
    return _made("inspect", actions.inspect, tell(text), [_given(tell)[0]])


def _show(tell: Callable[[str], str]) -> click.Command:
    text = say(
        "Show a heatmap in the terminal: of a data file, of a block in a Markdown document, or - "
        "for standard input"
    )
    params = [
        *_given(tell),
        click.Option(
            ["--dark/--light", "dark"],
            default=None,
            help=tell(say("whether the terminal is dark; else it is asked")),
        ),
        click.Option(
            ["--colours", "--colors", "colours"],
            type=click.Choice(["auto", "truecolor", "256", "none"]),
            default="auto",
            show_default=True,
            help=tell(say("how many colours the terminal has")),
        ),
        click.Option(
            ["--width"],
            type=click.IntRange(20, 400),
            help=tell(say("how many characters a line has; else it is asked")),
        ),
    ]
    return _made("show", actions.show, tell(text), params)


def _draw(tell: Callable[[str], str]) -> click.Command:
    text = say("Draw a heatmap into a file; its ending says what it becomes")
    # There -o is an option of a block.
    out = _file_to_write(tell, "FILE.(png|svg|pdf|html|tex|json)", "-O")
    return _made("draw", actions.draw_file, tell(text), [*_given(tell), out])


def _images(tell: Callable[[str], str]) -> click.Command:
    text = say(
        "Write Markdown and notebooks again with image files in the places of heatmaps, for "
        "GitHub, slides and wherever no plugin runs. Links lead where they led"
    )
    params: list[click.Parameter] = [
        _paths(),
        click.Option(
            ["-o", "-O", "--output", "out"],
            required=True,
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help=tell(say("the folder to write into")),
        ),
        click.Option(
            ["--format", "form"],
            type=click.Choice(IMAGE_FORMATS),
            help=tell(say("the format of all images; else that of each block, or svg")),
        ),
        click.Option(
            ["--table/--no-table", "table"],
            default=None,
            help=tell(say("whether data tables are there; else if they are short")),
        ),
        _strict(tell),
        _conf(tell),
    ]
    return _made("images", actions.image_files, tell(text), params)


def _page(tell: Callable[[str], str]) -> click.Command:
    text = say(
        "Write a document of Markdown, or a notebook, as one page with all that it shows in it: "
        "HTML or PDF, for Moodle, Classroom, e-mail or a USB stick"
    )
    params: list[click.Parameter] = [
        click.Argument(
            ["document"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="DOCUMENT",
        ),
        _file_to_write(tell, "FILE.(html|pdf)", "-o", "-O"),
        click.Option(
            ["--lang"],
            type=click.Choice([*languages()]),
            help=tell(
                say("the language of the page; else lang of its front matter, or the site's")
            ),
        ),
        _strict(tell),
        _conf(tell),
    ]
    return _made("page", actions.one_page, tell(text), params)


def _block(tell: Callable[[str], str]) -> click.Command:
    text = say("Print the block to paste into a lesson, with all tokens and scores in it")
    return _made("block", actions.block, tell(text), _given(tell))


def _new(tell: Callable[[str], str]) -> click.Command:
    text = say("Lay out a course for MkDocs and Material that builds at once")
    params: list[click.Parameter] = [
        click.Argument(["folder"], type=click.Path(file_okay=False, path_type=Path)),
        click.Option(
            ["--lang", "course_lang"],
            type=click.Choice(LANGUAGES),
            help=tell(say("the language of the course")),
        ),
    ]
    return _made("new", actions.new, tell(text), params)


def main() -> None:
    """Run the command."""
    _speak_utf8()
    try:
        command(users_language()).main(prog_name="heatmark", standalone_mode=True)
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _speak_utf8() -> None:
    """Write Vietnamese on consoles that do not say that they can."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream.isatty() else "backslashreplace")
            if not stream.isatty():
                reconfigure(encoding="utf-8")
