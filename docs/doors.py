"""Write a page by every door to every output, and the table of docs/doors.md from what is in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests/support"))

from click.testing import CliRunner

import pandocs
from heatmark.doors.command.main import command
from mystmds import Book
from needs import program

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = [("text", "html"), ("bars", "html"), ("grid", "html"), ("text", "png"), ("text", "svg")]
BODY = "token A B\nun 9 1\nable 9 2\nthing 9 3"
HEAD = """# One document, many outputs

What `docs/doors.py` found in documents that it wrote with each way out of a builder: with pandoc
{pandoc}, nbconvert {nbconvert}, mystmd {mystmd}, {browser}, Python-Markdown
{markdown}, latex2mathml {latex2mathml} and Pygments {pygments}. Builders of sites have
[tables of their own](hosts.md).

*text* is coloured text, *table* a table with colours or bars, *numbers* the text and a table of
numbers; PNG and SVG are files, unless it says *in the page*. On paper, *letters* are text that
can be searched. *+ numbers* says that a table of numbers stands beside an image as text of the
document.

{rows}

- `heatmark images` is for GitHub and slides: its pictures are SVG, or PNG where a block, or
  `--format`, says so.
- `heatmark page` and nbconvert's HTML are the figures of sites; so are `heatmark-markdown`,
  slides and what pandoc makes of HTML.
- In LaTeX bars and grids are tables of coloured cells, and images are PNG. pandoc writes images
  of `.tex` and Markdown as files with `--extract-media=media`; without it, a `.tex` cannot show
  them (a PDF can).
- Word, PowerPoint and OpenDocument have PNG images, whatever `output` says, with a caption,
  alternative text and the table.
- mystmd hands pages to its themes as JSON: that is what was looked into. The SVG of its LaTeX is
  converted where a converter is that mystmd names.
- What each of them leaves out is said under [pandoc](pandoc.md), [the command](command.md),
  [notebooks](notebooks.md) and [mystmd](mystmd.md).
"""
HEAD_VI = """# Một tài liệu, nhiều đầu ra

Những gì `docs/doors.py` tìm thấy trong các tài liệu mà nó viết ra bằng từng lối ra không qua công
cụ dựng trang: với pandoc {pandoc}, nbconvert {nbconvert}, mystmd {mystmd}, {browser},
Python-Markdown {markdown}, latex2mathml {latex2mathml} và Pygments {pygments}. Công cụ dựng trang
có [bảng riêng](hosts.vi.md).

*chữ* là chữ có màu, *bảng* là bảng có màu hoặc có thanh, *số liệu* là văn bản và một bảng số; PNG
và SVG là tệp, trừ khi ghi *trong trang*. Trên giấy, *chữ thật* là chữ tìm kiếm được. *+ số liệu*
cho biết bên cạnh ảnh còn có một bảng số, là chữ của tài liệu.

{rows}

- `heatmark images` dành cho GitHub và bản trình chiếu: ảnh của nó là SVG, hoặc PNG nếu khối, hay
  `--format`, ghi như vậy.
- `heatmark page` và HTML của nbconvert là hình như trên trang web; `heatmark-markdown`, bản trình
  chiếu và những gì pandoc làm từ HTML cũng vậy.
- Trong LaTeX, thanh và lưới là bảng gồm các ô tô màu, còn ảnh là PNG. pandoc ghi ảnh của `.tex` và
  Markdown thành tệp khi có `--extract-media=media`; thiếu nó, tệp `.tex` không hiện được ảnh (PDF
  thì được).
- Word, PowerPoint và OpenDocument nhận ảnh PNG, dù `output` ghi gì, kèm chú thích, văn bản thay thế
  và bảng.
- mystmd giao trang cho giao diện của nó dưới dạng JSON, và bảng này xem xét JSON ấy. SVG trong
  LaTeX của nó được chuyển đổi nếu máy có công cụ chuyển đổi mà mystmd nêu tên.
- Mỗi lối ra bỏ bớt những gì thì xem ở [pandoc](pandoc.vi.md), [dòng lệnh](command.vi.md),
  [sổ tay](notebooks.vi.md) và [mystmd](mystmd.vi.md).
"""
# In the order in which they are put into the place of one another.
WORDS_VI = {
    "door": "lối ra",
    "nothing": "không có gì",
    "numbers": "số liệu",
    " in the page": " trong trang",
    "letters": "chữ thật",
    "image": "ảnh",
    "table": "bảng",
    "text": "chữ",
    ", notebook": ", sổ tay",
    "plain chữ": "văn bản thuần",
    ", pages": ", trang",
    "GitHub's Markdown": "Markdown của GitHub",
}


def block(view: str, output: str) -> str:
    """Write the block of a cell of the table."""
    shown = f"view={view} output={output}"
    return f'```heatmap title="T" measure=m {shown} silence=no-effect\n{BODY}\n```\n'


def notebook(folder: Path, text: str) -> Path:
    """Write a notebook of one Markdown cell."""
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    file = folder / "a.ipynb"
    file.write_text(json.dumps(made), encoding="utf-8")
    return file


def by_command(*given: str) -> Callable[[Path, str], str]:
    """Run a command of heatmark; what it wrote."""

    def run(folder: Path, text: str) -> str:
        (folder / "a.md").write_text(f"# T\n\n{text}", encoding="utf-8")
        notebook(folder, f"# T\n\n{text}")
        arguments = [str(folder / one) if one.startswith(("a.", "out")) else one for one in given]
        done = CliRunner().invoke(command("en"), arguments)
        assert done.exit_code == 0, done.output
        out = Path(arguments[-1])
        return (out / "a.md").read_text("utf-8") if out.is_dir() else _read(out)

    return run


def by_pandoc(form: str, name: str = "pypandoc") -> Callable[[Path, str], str]:
    """Run pandoc with our reader and our filter; what it wrote."""

    def run(folder: Path, text: str) -> str:
        (folder / "a.md").write_text(f"# T\n\n{text}", encoding="utf-8")
        ending = {"latex": "tex", "beamer": "tex", "revealjs": "html", "plain": "txt"}
        file = folder / f"out.{ending.get(form, form)}"
        has_files = form in {"gfm", "latex", "beamer"}
        extra = ["--extract-media=media"] if has_files else []
        done = pandocs.run(name, "a.md", "-s", "-t", form, *extra, "-o", str(file), folder=folder)
        assert done.returncode == 0, done.stderr
        return _read(file)

    return run


def by_nbconvert(name: str) -> Callable[[Path, str], str]:
    """Run an exporter of nbconvert of ours; what it wrote."""

    def run(folder: Path, text: str) -> str:
        from heatmark import nbconvert

        exporter: Any = getattr(nbconvert, f"Heatmark{name}Exporter")
        made, _ = exporter().from_filename(str(notebook(folder, text)))
        return str(made)

    return run


def by_mystmd(path: str) -> Callable[[Path, str], str]:
    """Take what mystmd made of a block, from one run for all kinds and formats."""

    def run(_: Path, text: str) -> str:
        blocks = [block(*kind) for kind in KINDS]
        return re.split(r"Kind \d\.", _mystmd()[path])[1:][blocks.index(text)]

    return run


@cache
def _mystmd() -> dict[str, str]:
    """Let mystmd write a page with each kind; what it wrote, by path."""
    forms = {"tex": "out/a.tex", "typst": "out/a.typ"}
    exports = [{"format": form, "output": to, "template": None} for form, to in forms.items()]
    kinds = [f"Kind {number}.\n\n{block(*kind)}" for number, kind in enumerate(KINDS)]
    page = "_build/site/content/a.json"
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder))
        front = f"---\nexports: {json.dumps(exports)}\n---\n"
        book.write("a.md", "\n".join([front, *kinds]))
        book.build("--site", "--tex", "--typst")
        return {one: _read(book.folder / one) for one in (page, *forms.values())}


def _read(file: Path) -> str:
    """Read a file; of a zip of XML all that tells what is in it, of a PDF its words."""
    if file.suffix == ".pdf":
        said = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
        return said.stdout.decode()
    if file.suffix not in {".docx", ".pptx", ".odt", ".epub"}:
        return file.read_text("utf-8")
    with ZipFile(file) as book:
        inside = [
            book.read(one).decode() for one in book.namelist() if one.endswith(("ml", ".rels"))
        ]
        return "\n".join([*inside, *book.namelist()])


def in_html(text: str) -> str:
    """Say what stands for a heatmap in HTML."""
    signs = {
        "PNG in the page": r'src="data:image/png',
        "SVG in the page": r'src="data:image/svg',
        "PNG": r"media/\S+\.png",  # of a book
        "SVG": r"media/\S+\.svg",
        "table": r'<table class="?heatmark-(?:bars|grid)',
        "text": r'<pre class="?heatmark-text',
    }
    return _first(signs, text)


def in_latex(text: str) -> str:
    """Say what stands for a heatmap in LaTeX."""
    signs = {"PNG": r"\.png", "table": r"\\begin\{tabular\}|\\halign", "text": r"\\colorbox"}
    return _first(signs, text)


def in_mystmd(text: str) -> str:
    """Say what stands for a heatmap in a page, in LaTeX or in Typst of mystmd."""
    signs = {
        "PNG": r"\w\.png\b",
        "SVG": r"\w\.(?:svg|pdf)\b",
        "table": r'"heatmark-(?:bars|grid)|\\begin\{tabular\}|table\.cell\(fill|#box\(width: 7em',
        "text": r'"class":"q\d+"|\\colorbox\[|#box\(fill',
    }
    found = _first(signs, text)
    is_paper = found in {"PNG", "SVG"} and '"type"' not in text
    has_numbers = re.search(r"able~\\textbf\{9\}|\[#\"able\"\], \[#\"9\"\]", text)
    return f"{found} + numbers" if is_paper and has_numbers else found


def in_office(text: str) -> str:
    """Say what stands for a heatmap in a document of an office program."""
    image = _first({"PNG": r"(?:media|Pictures)/\S+\.png"}, text)
    has_table = re.search(r"<w:tbl>|<a:tbl>|<table:table[ >]", text)
    return f"{image} + numbers" if has_table else image


def in_text(text: str) -> str:
    """Say what stands for a heatmap in text and Markdown."""
    signs = {"PNG": r"\.png[)\"]", "SVG": r"\.svg[)\"]"}
    image = next((name for name, sign in signs.items() if re.search(sign, text)), "")
    numbers = "numbers" if re.search(r"able[ |]+9[ |]+2", text) else ""
    return " + ".join(filter(None, [image, numbers])) or "nothing"


def on_paper(text: str) -> str:
    """Say whether the tokens of a heatmap are letters on paper, or an image."""
    if "able" in text and "thing" in text:
        return "letters"
    return "nothing" if "cannot be drawn" in text else "image"


def _first(signs: dict[str, str], text: str) -> str:
    found = (name for name, sign in signs.items() if re.search(sign, text, re.MULTILINE))
    return next(found, "nothing")


def _doors() -> dict[str, tuple[Callable[[Path, str], str], Callable[[str], str]]]:
    """List the ways out of a builder, with what looks into what they wrote."""
    pandoc = {
        "HTML": ("html", in_html),
        "reveal.js": ("revealjs", in_html),
        "EPUB": ("epub", in_html),
        "LaTeX": ("latex", in_latex),
        "Beamer": ("beamer", in_latex),
        "Word": ("docx", in_office),
        "PowerPoint": ("pptx", in_office),
        "OpenDocument": ("odt", in_office),
        "GitHub's Markdown": ("gfm", in_text),
        "plain text": ("plain", in_text),
    }
    exporters = {"HTML": in_html, "Slides": in_html, "Markdown": in_html, "Latex": in_latex}
    return {
        "`heatmark images`": (by_command("images", "a.md", "-o", "out"), in_text),
        "`heatmark page`, HTML": (by_command("page", "a.md", "-o", "out.html"), in_html),
        "`heatmark page`, PDF": (by_command("page", "a.md", "-o", "out.pdf"), on_paper),
        "`heatmark page`, notebook": (by_command("page", "a.ipynb", "-o", "out.html"), in_html),
        **{f"pandoc, {name}": (by_pandoc(form), look) for name, (form, look) in pandoc.items()},
        **{
            f"nbconvert, `heatmark-{name.lower()}`": (by_nbconvert(name), look)
            for name, look in exporters.items()
        },
        "mystmd, pages": (by_mystmd("_build/site/content/a.json"), in_mystmd),
        "mystmd, LaTeX": (by_mystmd("out/a.tex"), in_mystmd),
        "mystmd, Typst": (by_mystmd("out/a.typ"), in_mystmd),
    }


DOORS = _doors()


def cell(name: str, kind: int) -> str:
    """Say what a door writes for a kind of block.

    Args:
        name: The door.
        kind: The place of the kind in `KINDS`.
    """
    write, look = DOORS[name]
    with tempfile.TemporaryDirectory() as folder:
        return look(write(Path(folder), block(*KINDS[kind])))


def row(name: str, written: str) -> str:
    """Write the row of a door; without mystmd, its rows stay as they are written."""
    if name.startswith("mystmd") and program("myst") is None:
        sys.stderr.write(f"without mystmd (`make programs`) the row stays: {name}\n")
        return next(line for line in written.split("\n") if line.startswith(f"| {name} |"))
    return f"| {' | '.join([name, *(cell(name, kind) for kind in range(len(KINDS)))])} |"


def _version_of_mystmd(written: str) -> str:
    myst = program("myst")
    if myst is None:
        return next(iter(re.findall(r"mystmd (\d[\d.]*\d)", written)))
    said = subprocess.run([myst, "--version"], capture_output=True, check=True, text=True)
    return said.stdout.split()[-1].removeprefix("v")


def in_vietnamese(row: str) -> str:
    """Say the words of a row in Vietnamese; what is code stays."""
    parts = row.split("`")
    for at in range(0, len(parts), 2):
        for word, said in WORDS_VI.items():
            parts[at] = parts[at].replace(word, said)
    return "`".join(parts)


def main() -> None:
    """Write the page in both languages."""
    heads = ["door", *(f"`{view}`" for view, output in KINDS if output == "html")]
    heads += [f"`output: {output}`" for _, output in KINDS if output != "html"]
    written = DOCS.joinpath("doors.md").read_text("utf-8")
    rows = [f"| {' | '.join(one)} |" for one in (heads, ["---"] * len(heads))]
    rows += [row(name, written) for name in DOORS]
    browser = subprocess.run(["chromium", "--version"], capture_output=True, check=True, text=True)
    pandoc = subprocess.run(
        [pandocs.find("pypandoc"), "--version"], capture_output=True, check=True, text=True
    )
    known = {
        "pandoc": pandoc.stdout.split()[1],
        "mystmd": _version_of_mystmd(written),
        "browser": " ".join(browser.stdout.split()[:2]),
        **{name: version(name) for name in ("nbconvert", "markdown", "latex2mathml", "pygments")},
    }
    for name, head, said in (("doors", HEAD, str), ("doors.vi", HEAD_VI, in_vietnamese)):
        text = head.format(rows="\n".join(map(said, rows)), **known)
        (DOCS / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
