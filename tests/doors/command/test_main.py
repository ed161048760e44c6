"""The command as it is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from heatmark import Heatmap, __version__
from heatmark.doors.command.main import command, users_language
from heatmark.language.languages import languages

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BLOCK = "# A\n\n```heatmap title=x measure=m\nHà 1\nNội 2\n```\n"


def run(*given: str, lang: str = "en", stdin: str | None = None, **env: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "60", **env})
    return runner.invoke(command(lang), given, input=stdin, prog_name="heatmark")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "a.md"
    file.write_text(BLOCK, "utf-8")
    return file


@pytest.mark.parametrize(
    "name", ["", "check", "inspect", "show", "draw", "images", "page", "block", "new"]
)
def test_help_is_in_the_language_of_the_user(name: str) -> None:
    """Each command helps, in Vietnamese without a sentence in English."""
    given = [name, "--help"] if name else ["--help"]
    english, vietnamese = run(*given).output, run(*given, lang="vi").output
    assert english.startswith("Usage: heatmark")
    assert vietnamese.startswith("Cách dùng: heatmark")
    for text in (" the ", "Show", "Options:", " of "):
        assert text not in vietnamese


def test_the_version() -> None:
    """It is that of the package."""
    assert run("--version").output == f"heatmark {__version__}\n"


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C", "HEATMARK_LANG": "vi"}, "vi"),
    ],
)
def test_the_language_is_that_of_the_machine(
    env: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual variables name it, in the usual order; ours goes before."""
    for name in ("HEATMARK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert users_language() == lang
    assert lang in languages()


def test_check_ends_with_1_where_something_is_wrong(page: Path) -> None:
    """Asides are told if asked for, and fail nothing."""
    assert run("check", str(page)).exit_code == 0
    page.write_text(BLOCK.replace(" measure=m", ""), "utf-8")
    assert run("check", str(page)).exit_code == 0
    assert "[no-measure]" in run("check", "--all", str(page)).output
    page.write_text(BLOCK.replace("Nội 2", "Nội hai"), "utf-8")
    done = run("check", str(page.parent))
    assert done.exit_code == 1
    assert f"{page}:5: error: " in done.output


def test_show_colours_the_terminal(page: Path) -> None:
    """With colours, the tokens stand on them; without, the numbers stand in a table."""
    coloured = run("show", "--colours", "truecolor", "--light", "--width", "40", str(page)).output
    light = run("show", "--colours", "256", "--dark", "--width", "40", str(page)).output
    assert "\x1b[38;2;" in coloured
    assert "48;5;" in light
    bare = run("show", "--colours", "none", str(page)).output
    assert "\x1b" not in bare
    assert "Nội" in bare
    assert run("show", str(page)).output == bare  # a pipe has no colours


def test_show_reads_standard_input(tmp_path: Path) -> None:
    """A block with its fences, one without, or the JSON of a data file."""
    wanted = run("show", "-", stdin="```heatmap\nHà 1\nNội 2\n```\n").output
    assert "Hà Nội" in wanted
    for text in ("Hà 1\nNội 2\n", '{"tokens": ["Hà", " Nội"], "scores": [1, 2]}'):
        assert run("show", "-", stdin=text).output == wanted
    file = tmp_path / "a.json"
    Heatmap(["Hà", " Nội"], [1, 2]).save(file)
    assert run("show", str(file)).output == wanted


def test_no_escape_of_a_file_reaches_the_terminal(tmp_path: Path) -> None:
    """Not in tokens, names, titles or errors."""
    evil = "\x1b]0;owned\x07"
    file = tmp_path / "a.json"
    Heatmap([f"{evil}a", "b\r\x1b[2J"], {f"n{evil}": [1, 2], "m": [2, 1]}, join="none").save(file)
    for given in (
        ("show", "--colours", "none", str(file)),
        ("show", "--colours", "truecolor", str(file)),
        ("inspect", str(file)),
        ("show", f"{file}#{evil}"),
        ("show", "-o", f"cmap={evil}", str(file)),
    ):
        output = run(*given).output
        assert output
        assert "\x1b]" not in output
        assert "\x1b[2J" not in output
        assert "\x07" not in output


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "html", "tex", "json", "PNG", "TEX"])
def test_draw_writes_what_the_ending_says(page: Path, tmp_path: Path, ending: str) -> None:
    """The whole file or none."""
    out = tmp_path / f"x.{ending}"
    done = run("draw", str(page), "-O", str(out))
    assert (done.exit_code, done.output) == (0, "")
    starts = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF", "tex": b"% needs", "json": b"{"}
    starts["html"] = b"<!doctype html>"
    assert out.read_bytes().startswith(starts[ending.lower()])
    if ending == "json":
        assert '"lang"' not in out.read_text("utf-8")  # that of the page that points to it


def test_mistakes_are_told_with_what_to_do(page: Path, tmp_path: Path) -> None:
    """In the user's language, on the side of errors, without a traceback or half a file."""
    for given, said in (
        (("draw", str(page), "-O", str(tmp_path / "x.docx")), "x.docx"),
        (("draw", str(page), "-O", str(tmp_path / "x")), ".tex"),
        (("show", str(tmp_path / "none.json")), "none.json"),
        (("inspect", str(page)), f"heatmark show {page}"),
        (("show", f"{page}#2"), f"{page}#1"),
        (("show", "-o", "cmap", str(page)), "cmap=Blues"),
        (("show", "-o", "cmap=Redz", str(page)), "Reds"),
    ):
        done = run(*given, lang="vi")
        assert done.exit_code == 1
        assert done.stdout == ""
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.md"]


def test_block_prints_what_can_be_pasted(tmp_path: Path) -> None:
    """The block makes the same heatmap again."""
    file = tmp_path / "a.json"
    heatmap = Heatmap(["Hà", " Nội"], [-1.5, -0.25], measure="log P", unit="nat")
    heatmap.save(file)
    assert Heatmap.from_fence(run("block", str(file)).output) == heatmap
    shown = run("block", str(file), "-o", "cmap=Blues").output
    assert dict(Heatmap.from_fence(shown).options)["cmap"] == "Blues"


def test_a_block_of_a_page_is_shown_and_drawn_as_in_it(tmp_path: Path) -> None:
    """Its unit and language are those of the front matter; the block that is printed says them."""
    page = tmp_path / "a.md"
    ours = "heatmark: {measure: surprisal, unit: bit}"
    page.write_text(f"---\nlang: vi\n{ours}\n---\n\n```heatmap\na 1\nb 3\n```\n", "utf-8")
    shown = run("show", str(page)).output
    assert "bit" in shown
    assert "12,5" in shown  # %
    assert run("draw", str(page), "-O", str(tmp_path / "a.html")).exit_code == 0
    assert 'lang="vi"' in (tmp_path / "a.html").read_text("utf-8")
    printed = Heatmap.from_fence(run("block", str(page)).output)
    assert dict(printed.options) == {"measure": "surprisal", "unit": "bit"}


def test_inspect_says_what_is_in_a_file(tmp_path: Path) -> None:
    """The block that it prints draws the file."""
    file = tmp_path / "a.json"
    Heatmap(["ĠHÃł", "ĠNá»Ļi"], {"x": [1, 2], "y": [3, 4]}, join="none").save(file)
    output = run("inspect", str(file)).output
    assert "2 × 2" in output
    assert "bytebpe" in output
    fence = output[output.index("```heatmap") :]
    assert len(Heatmap.from_fence(fence, folder=str(tmp_path))) == 2
    assert run("inspect", str(tmp_path / "none.json")).exit_code == 1


def test_pipes_that_close_are_no_error(page: Path) -> None:
    """`heatmark show … | head -0` says nothing."""
    code = "from heatmark.doors.command import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", str(page)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.CP1258"])
def test_consoles_that_cannot_write_vietnamese(page: Path, locale: str) -> None:
    """No locale and old code pages stop nothing."""
    code = "from heatmark.doors.command import main; main()"
    env = {
        "LC_ALL": locale,
        "PATH": "",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "show", str(page)], capture_output=True, check=True, env=env
    )
    assert "Nội" in done.stdout.decode("utf-8")
