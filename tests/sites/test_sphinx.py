"""Real builds with Sphinx, in reStructuredText and in MyST."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import markdown
import myst_parser
import pytest
import sphinx

from books import BLOCK, RST, SUBWORDS, Built, Project, as_fence, as_rst, indented
from heatmark import sphinx as room
from heatmark.hosts import page_run
from heatmark.options.declare import DECLARED, Scope, known
from heatmark.picture.palette import palette
from heatmark.sphinx import writers
from heatmark.sphinx.directive import HeatmapDirective
from needs import needs
from paths import ROOT, hostile_lines
from reading import figures, read, text_of
from tex import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

HAS_TYPES = sphinx.version_info >= (7, 3)  # says them at the end of warnings
OLD_MYST = int(myst_parser.__version__.split(".")[0]) < 5
HOSTILE = hostile_lines()
# Header and body of fences.
FENCES = [
    ('title="Độ dài từ" cmap=Reds', "un 1\nable 2"),
    ("", SUBWORDS),
    ("scale=[0,5] unit=nat", "token a b\nun 1 2\nable 3 9"),
    ("", 'measure: log P\ntitle: "Two: parts"\n---\nHà -1\nNội -'),
    ("", json.dumps({"tokens": HOSTILE, "scores": list(range(len(HOSTILE)))})),
    (r'title="a \"b\" \\ <b>&amp;"', "B -5\náº -7\n£ -1\nn -0.5"),
    ("", '{"tokens": ["\\u0000", "a\\u0007", "\\n", "\\u202e", "  x "], "scores": [1,2,3,4,5]}'),
    ('score=length text="Một hai ba"', ""),
    ("", "# a comment\n\nun 1\n\nable 2"),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def in_markdown(header: str, body: str) -> str:
    html = markdown.markdown(as_fence(header, body), extensions=["heatmark"])
    return html[html.index("<figure") :]


def _uncoloured(figure: str) -> str:
    """Leave out the colours that a figure brings along where the stylesheet has others."""
    return re.sub(r' style=""', "", re.sub(r"--(?:hl|il|hd|id)\d+:#\w+;?", "", figure))


def test_all_hosts_draw_the_same(project: Project) -> None:
    """A fence is the same figure in rst, in MyST, as `{heatmap}`, and in Python-Markdown.

    In MyST colons may stand in the place of ticks.
    """
    project.config["myst_enable_extensions"] = ["colon_fence"]
    project.write("index.rst", "T\n=\n\n" + "".join(as_rst(*one) for one in FENCES))
    directives = "".join(as_fence(*one).replace("```heatmap", "```{heatmap}") for one in FENCES)
    project.write("fences.md", ":orphan:\n\n# T\n\n" + "".join(as_fence(*one) for one in FENCES))
    project.write("directives.md", "# T\n\n" + directives)
    project.write("colons.md", "# T\n\n" + re.sub("^```", ":::", directives, flags=re.MULTILINE))
    built = project.build()
    assert not built.ours
    expected = [_uncoloured(in_markdown(*one)) for one in FENCES]
    for page in ("index.html", "fences.html", "directives.html", "colons.html"):
        assert [*map(_uncoloured, built.figures(page))] == expected, page


@pytest.mark.parametrize("enabled", [[], ["colon_fence"]])
def test_blocks_between_colons(project: Project, enabled: list[str]) -> None:
    """Where MyST is not asked for them they are left as text, and named; an example never is."""
    project.config["myst_enable_extensions"] = enabled
    block = ":::{heatmap} Tên\n:measure: x\na 1\nb 2\n:::\n\n"
    project.write(
        "index.md", f"# T\n\n{block}```markdown\n{block}```\n\nA line: `:::{{heatmap}}`.\n"
    )
    built = project.build()
    assert len(built.figures()) == len(enabled)
    assert [("near-miss" in one, "index.md:3" in one) for one in built.ours] == [(True, True)] * (
        not enabled
    )


def test_options_of_a_directive_are_those_of_a_header(project: Project) -> None:
    """Quotes, backslashes and spaces in an option's value reach the figure as they are."""
    project.write(
        "index.rst",
        'T\n=\n\n.. heatmap::\n   :title: a "b" \\ \' <c> =d\n   :cmap: Blues\n   :scale: [0, 5]\n'
        "   :hover: no\n\n   un 1\n   able 2\n",
    )
    (figure,) = project.build().figures()
    header = r"""title="a \"b\" \\ ' <c> =d" cmap=Blues scale=[0,5] hover=no"""
    unstyled = re.sub(' style="[^"]*"', "", figure)
    assert unstyled == in_markdown(header, "un 1\nable 2")


def test_every_option_of_a_block_is_an_option_of_the_directive() -> None:
    """They are derived from the declarations; tokens and scores are for the body."""
    named = set(HeatmapDirective.option_spec)
    ours = set(known(Scope.BLOCK)) - {"tokens", "scores", "specials", "alternatives"}
    assert named == ours | {"align", "figwidth", "caption", "label"}
    assert {"title", "cmap", "src", "score"} <= named


def test_nested(project: Project) -> None:
    """Lists, admonitions, quotes and tables may have heatmaps in them, and labels lead to them."""
    inner = indented(BLOCK, "  ")
    project.write(
        "index.md",
        f"# T\n\n- item\n\n{inner}\n:::{{note}}\n{BLOCK}:::\n\n{indented(BLOCK, '> ')}\n"
        f"````{{tip}}\n{BLOCK}````\n\n(here)=\n{BLOCK}\nSee [it](#here).\n\n"
        "````md\n```heatmap\nun 1\n```\n````\n\n```{toctree}\nb\n```\n",
    )
    project.write(
        "b.rst",
        f"B\n=\n\n* item\n\n{indented(RST, '  ')}\n.. note::\n\n{indented(RST)}\n"
        f".. list-table::\n\n   * - x\n     - {indented(RST, '       ').lstrip()}\n"
        f".. _there:\n\n{RST}\nSee :ref:`it <there>`.\n",
    )
    built = project.build("html", "-W", "-n")
    assert built.code == 0, built.log
    for page, count in (("index.html", 5), ("b.html", 4)):
        found = figures(read("\n".join(built.figures(page))))
        assert [text_of(one) for one in found] == ["un able"] * count
    assert '<figure class="heatmark heatmark-heatmark" id="here">' in built.read()
    assert '<figure class="heatmark heatmark-heatmark" id="there">' in built.read("b.html")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "json"])
def test_html(project: Project, builder: str) -> None:
    """Each builder of HTML has the figure, and links to the stylesheet with the site's colours."""
    project.config = {"heatmark_cmap": "Blues", "epub_show_urls": "no"}
    project.write("index.rst", f"T\n=\n\n{RST}\n.. toctree::\n\n   a/b\n")
    project.write("a/b.md", f"# B\n\n{BLOCK}")
    build = project.build_apart if builder == "json" else project.build  # its package is behind
    built = build(builder, "-W")
    assert built.code == 0, built.log
    css = built.read("_static/heatmark.css")
    assert ".heatmark-Blues{" in css
    assert ".heatmark-Reds{" not in css
    pages = {"epub": "a/b.xhtml", "singlehtml": "index.html", "dirhtml": "a/b/index.html"}
    page = pages.get(builder, "a/b.html" if builder == "html" else "a/b.fjson")
    html = built.read(page)
    if builder == "json":
        html = json.loads(html)["body"]
    else:
        (link,) = set(re.findall(r'href="([^"?]*heatmark\.css)', html))
        assert (built.folder / page).parent.joinpath(link).is_file()
    found = re.findall(r"<figure ([^>]*) id=", html)
    count = 2 if builder == "singlehtml" else 1
    assert found == ['class="heatmark heatmark-Blues"'] * count


def test_books_are_xml(project: Project) -> None:
    """An EPUB's pages can be read as XML, whatever tokens there are."""
    tokens = json.dumps([*HOSTILE, "\ufffe\uffff", ' a=b title="x" ', "\x0b"])
    others = '[["a=b", -1], ["\\" onclick=x ", -2]]'
    both = f'{{"tokens": ["a", "b"], "scores": [1, 2], "alternatives": [{others}, []]}}'
    body = f'{{"tokens": {tokens}, "scores": {json.dumps([1] * (len(HOSTILE) + 3))}}}'
    project.write("index.rst", "T\n=\n\n" + as_rst("", body) + as_rst('title="a=b c=d"', both))
    built = project.build("epub")
    page = ET.parse(built.folder / "index.xhtml")  # our own page
    found = page.findall(".//{*}figure")
    assert len(found) == 2
    assert found[1].findtext("{*}figcaption/{*}p/{*}span") == "a=b c=d"
    assert "onclick=x" in str(found[1].find(".//{*}b[@data-w]").get("data-w"))  # type: ignore[union-attr]


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "xml", "pseudoxml"])
def test_plain_text(project: Project, builder: str) -> None:
    """Builders without colours write the text, the legend, and a table."""
    project.config = {
        "man_pages": [("index", "t", "T", [], 1)],
        "texinfo_documents": [("index", "t", "T", "x", "T", "x", "x")],
    }
    hostile = json.dumps({"tokens": HOSTILE, "scores": [1] * len(HOSTILE)})
    project.write("index.md", f"# T\n\n{as_fence('title=Caption unit=nat', SUBWORDS)}")
    project.write(
        "b.md", f"---\norphan: true\n---\n# B\n\n{as_fence('', hostile)}\n```heatmap\nun x\n```\n"
    )
    built = project.build(builder)
    (file,) = (
        one for one in built.folder.iterdir() if one.stem in {"index", "t"} and one.is_file()
    )
    text = file.read_text(encoding="utf-8").replace("\\", "")
    assert re.search(r"Caption\s+unbelievable thing\s+Score (\(|&)", text), text
    assert re.search(r"1 … 4\s+(?:\S+\s+)*?Min–max scale", text)
    assert re.search(r"3 +able +3\s+4 +thing +4", text)
    assert len(built.warnings) == 1


def test_plain_errors(project: Project) -> None:
    """A bad block says so in text and LaTeX too."""
    project.config = {"language": "vi"}
    project.write("index.rst", "T\n=\n\n.. heatmap::\n\n   un x\n")
    assert "Không vẽ được bản đồ nhiệt này (dòng 6)" in project.build("text").read("index.txt")
    assert "Không vẽ được bản đồ nhiệt này" in project.build("latex").read("t.tex")


@pytest.mark.parametrize(
    ("builder", "file"), [("html", "index.html"), ("latex", "t.tex"), ("text", "index.txt")]
)
def test_an_error_speaks_the_language_of_the_project(
    project: Project, builder: str, file: str
) -> None:
    """Problem and hint are Vietnamese in what is built, and English in the log."""
    project.config = {"language": "vi"}
    project.write("index.rst", "T\n=\n\n.. heatmap::\n\n   un 1\n   từ\n")
    built = project.build(builder)
    text = built.read(file).replace(r"\PYGZsq{}", "'").replace(r"\PYGZhy{}", "-")
    box = re.sub(r"\s+", " ", unescape(text))
    assert "token 'từ' không có điểm" in box
    assert "Cách sửa: ghi điểm sau token, hoặc - nếu thiếu" in box
    (warning,) = built.ours
    assert "token 'từ' has no score (write a score after the token, or - if it is" in warning


@pytest.mark.parametrize("lang", ["page", "vi"])
def test_the_log_speaks_the_language_that_the_project_names(project: Project, lang: str) -> None:
    """Errors and notices do, also those that are found when pages are written."""
    project.config = {"language": "vi", "heatmark_log_lang": lang}
    project.write("index.md", f"# T\n\n{as_fence('', 'un x')}\n{as_fence('cmap=jet', 'un 1')}")
    project.write("more.md", f"# T\n\n{as_fence('output=svg', chr(0xE000) + ' 1')}")
    log = "\n".join(project.build().ours)
    assert "điểm 'x' không phải là số (token có dấu cách" in log
    assert "bảng màu 'jet' tạo ra những ranh giới" in log
    assert "máy này không có phông chữ nào chứa" in log


def test_gettext_leaves_heatmaps_out(project: Project) -> None:
    """Tokens are not for translators."""
    project.write("index.rst", f"T\n=\n\nWords.\n\n{RST}")
    pot = project.build("gettext").read("index.pot")
    assert 'msgid "Words."' in pot
    assert "able" not in pot


def test_search_finds_whole_words(project: Project) -> None:
    """The search index has the split word and the caption, no class, no number, no legend."""
    project.write("index.md", f"# T\n\n{as_fence('title=Caption measure=Measured', SUBWORDS)}")
    index = project.build().read("searchindex.js")
    terms = json.loads(index[index.index("{") : index.rindex("}") + 1])["terms"]
    assert set(terms) == {"unbeliev", "thing", "caption"}  # English is stemmed


LOCATED = [
    ("rst", ".. heatmap:: cmap=Rdes !!\n\n   a 1\n", "did you mean 'Reds'"),
    ("rst", ".. heatmap::\n   :title: x\n   :cmaps: Reds !!\n\n   a 1\n", "unknown option 'cmaps'"),
    ("rst", ".. heatmap::\n   :title: x\n   :scale: wide !!\n\n   a 1\n", "scale must be"),
    ("rst", ".. heatmap::\n   :cmap: Rdes !!\n\n   a 1\n", "unknown colormap"),
    ("rst", ".. heatmap:: cmap=Reds\n   :cmap: Reds !!\n\n   a 1\n", "cmap is set twice"),
    ("rst", ".. heatmap::\n   :title: x\n   :src: no.json !!\n", "there is no file"),
    ("rst", ".. heatmap:: src=no.json !!\n   :title: x\n", "there is no file"),
    ("rst", ".. heatmap:: title=x\n   :hover: no\n\n   a 1\n   b x !!\n", "'x' is not a number"),
    ("rst", "* item\n\n  .. note::\n\n     .. heatmap::\n\n        b x !!\n", "not a number"),
    (
        "rst",
        ".. heatmap::\n   :title: x\n\n   cmap: Reds\n   scale: wide !!\n   ---\n   a 1\n",
        "must",
    ),
    ("rst", ".. heatmap:: !!\n   :title: x\n", "the block is empty"),
    ("rst", ".. heatmap:: title=x\n   a 1 !!\n   b 2\n", "there is no blank line"),
    ("rst", ".. heatmap::\n   a 1 !!\n", "there is no blank line"),
    ("rst", '.. heatmap::\n   {"tokens": [], !!\n', "there is no blank line"),
    ("rst", ".. heatmap:: title=x !!\n   b\n", "the header cannot be read at 'b'"),
    ("rst", ".. heatmap::\n   :tokens: [a] !!\n", "tokens belongs in the body"),
    ("rst", ".. heatmap::\n   :scale:!!\n\n   a 1\n", "scale must be"),
    ("rst", ".. heatmap::\n\n   a 1\n\n\n   b x !!\n", "not a number"),
    ("md", "```heatmap cmap=Rdes !!\na 1\n```\n", "unknown colormap"),
    ("md", "```heatmap\na 1\nb x !!\n```\n", "not a number"),
    ("md", "```heatmap\n\n\na 1\nb x !!\n```\n", "not a number"),
    ("md", "- item\n\n  ```heatmap\n  a x !!\n  ```\n", "not a number"),
    ("md", "```{heatmap} title=x\n:hover: no\n:cmap: Rdes !!\n\na 1\n```\n", "unknown colormap"),
    ("md", "```{heatmap} title=x\n:hover: no\n\na x !!\n```\n", "not a number"),
    ("md", "```heatmap\n---\nhover: no\ncmaps: x !!\n---\na 1\n```\n", "unknown option"),
    ("md", "```heatmap\n---\nhover: no\n---\na x !!\n```\n", "not a number"),
    ("md", "```heatmap\ncmap: Reds\nscale: wide !!\n---\na 1\n```\n", "scale must be"),
    ("md", "```heatmap\n:) 1 !!\nb 2\n```\n", "begins with a colon"),
    ("md", "```heatmap\nsrc: no.json !!\n```\n", "there is no file"),
    ("md", "````{note}\n```heatmap\na x !!\n```\n````\n", "not a number"),
    ("md", "```heatmap !!\n```\n", "the block is empty"),
]


def test_a_blank_line_is_what_the_hint_says(project: Project) -> None:
    """Rows below a directive are drawn with the blank line, and headers on two lines as ever."""
    rows = ".. heatmap:: title=x\n\n   a 1\n   b 2\n\n.. heatmap::\n\n   a 1\n"
    header = ".. heatmap::\n   title=x\n   cmap=Reds\n\n   a 1\n"
    project.write("index.rst", f"T\n=\n\n{rows}\n{header}")
    built = project.build()
    assert not built.ours
    assert len(built.figures()) == 3


def test_errors_have_a_place(project: Project) -> None:
    """Each error is one warning with the exact line, and one box in the page; -W fails."""
    for number, (kind, source, _) in enumerate(LOCATED):
        head = "T\n=\n\n:orphan:\n\n" if kind == "rst" else "# T\n\n"
        project.write(f"p{number:02}.{kind}", head + source.replace(" !!", "").replace("!!", ""))
    project.write("index.rst", "T\n=\n\n.. toctree::\n   :glob:\n\n   p*\n")
    built = project.build()
    for number, (kind, source, message) in enumerate(LOCATED):
        if OLD_MYST and "colon" in message:
            continue  # only MyST itself can say that it has lost a row
        name = f"p{number:02}"
        ours = [one for one in built.ours if f"{name}.{kind}" in one]
        line = source[: source.index("!!")].count("\n") + (6 if kind == "rst" else 3)
        if OLD_MYST and kind == "md" and (":cmap:" in source or "cmaps:" in source):
            line = 3  # it does not say where options are
        assert len(ours) == 1, (source, ours)
        assert f"{name}.{kind}:{line}: WARNING: " in ours[0], (source, ours)
        assert message in ours[0], (source, ours)
        ends = ("[heatmark.block]",) if HAS_TYPES else (")", "]") if "(" in ours[0] else ("",)
        assert ours[0].endswith(ends)
        html = built.read(f"{name}.html")
        assert html.count('<div class="heatmark-error">') == 1
        assert f"(line {line}):" in html
    assert project.build("html", "-W").code


def test_errors_are_said_again(project: Project) -> None:
    """A page with an error is read again by the next build, so that -W fails until it is mended."""
    project.write("index.md", "# T\n\n```heatmap\na x\n```\n")
    assert len(project.build().warnings) == 1
    assert project.build("html", "-W").code
    project.write("index.md", "# T\n\n```heatmap\na 1\n```\n")
    assert project.build("html", "-W").code == 0
    assert not project.build("html", "-v", quiet=False).warnings


def test_heatmaps_that_come_too_late(project: Project) -> None:
    """What another extension makes when pages are written is an error, and not lost silently."""
    project.config = {"extensions": ["heatmark.sphinx", "late"]}
    project.write(
        "late.py",
        "from heatmark.hosts.page import Block\n"
        "from heatmark.sphinx.directive import HeatmapNode\n"
        "def add(app, doctree, docname):\n"
        "    node = HeatmapNode()\n"
        "    node.content = Block(\n"
        "        header='', body='', source='s', line=3)\n"
        "    doctree.append(node)\n"
        "def setup(app):\n"
        "    app.connect('doctree-resolved', add, priority=400)\n",
    )
    project.write("index.rst", "T\n=\n")
    built = project.build_apart("html", "-D", "heatmark_lang=en")
    assert "s:3: WARNING: a heatmap was made after its page was read" in built.log
    assert "heatmark-error" in built.read()


def test_what_the_documentation_shows(project: Project) -> None:
    """The settings and the directive of the documentation work as they are written."""
    shown = (ROOT / "docs/start.md").read_text(encoding="utf-8")
    (config,) = (
        one for one in re.findall(r"```python\n(.*?)```", shown, re.DOTALL) if "myst" in one
    )
    (directive,) = re.findall(r"```rst\n(.*?)```", shown, re.DOTALL)
    (field,) = re.findall(r"`(:heatmark: .*?)`", shown)
    exec(config, project.config)  # our own
    del project.config["__builtins__"]
    project.write("index.rst", f"T\n=\n\n{directive}\n.. toctree::\n\n   b\n   c\n")
    project.write("b.md", f"# B\n\n{BLOCK}")
    project.write(
        "c.rst", f"{field}\n\nC\n=\n\n.. heatmap::\n   :measure: log P\n\n   a -3\n   b -1\n"
    )
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    assert "[-12" in field
    assert "Thang cố định" in built.figures("c.html")[0]
    assert "(chữ cái)" in built.figures()[0]
    assert len(built.figures("b.html")) == 1


def test_errors_in_included_files(project: Project) -> None:
    """The file that the block is in is named, not the one that includes it."""
    project.write("part.txt", "Words.\n\n.. heatmap::\n\n   a x\n")
    project.write("index.rst", "T\n=\n\nWords.\n\n.. include:: part.txt\n")
    (warning,) = project.build().warnings
    assert "part.txt:5: WARNING: " in warning


def test_warnings_can_be_suppressed(project: Project) -> None:
    """Errors and notices have types of their own."""
    mojibake = '```heatmap\n{"tokens": ["Báº£n Äá»“"], "scores": [1]}\n```\n'
    project.write("index.md", f"# T\n\n```heatmap\na x\n```\n\n{mojibake}")
    both = project.build("html", "-E").warnings
    assert len(both) == 2
    if HAS_TYPES:
        types = [one.rpartition("[")[2] for one in both]
        assert types == ["heatmark.block]", "heatmark.notice]"]
    assert "index.md:7: " in both[1]
    project.config = {"suppress_warnings": ["heatmark.notice"]}
    assert len(project.build("html", "-E").warnings) == 1
    project.config = {"suppress_warnings": ["heatmark"]}
    assert project.build("html", "-E", "-W").code == 0


@pytest.mark.parametrize(
    ("name", "builder", "page"),
    [
        ("prepare", "html", "index.html"),
        ("figure", "html", "index.html"),
        ("latex", "latex", "t.tex"),
        ("plain_text", "text", "index.txt"),
    ],
)
def test_a_bug_of_ours_stops_no_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, builder: str, page: str
) -> None:
    """Whatever goes wrong inside is a warning and a box."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(page_run if name == "prepare" else writers, name, fail)
    project.write("index.md", f"# T\n\n{BLOCK}")
    built = project.build(builder)
    assert built.code == 0
    (warning,) = built.ours
    assert "index.md:3: WARNING: heatmark failed: ZeroDivisionError()" in warning
    assert "ZeroDivisionError()" in built.read(page)


PAGE_OPTIONS = {
    "index.rst": f':heatmark: {{cmap: viridis, unit: "nat\'s"}}\n\nT\n=\n\n{RST}',
    "a.md": f"---\nheatmark:\n  cmap: viridis\n  unit: nat's\n---\n# T\n\n{BLOCK}",
}


def test_options_of_a_page(project: Project) -> None:
    """Front matter, or a field list at the top, sets options of its page alone."""
    for path, source in PAGE_OPTIONS.items():
        project.write(path, source)
    project.write("b.md", f"# B\n\n{BLOCK}")
    built = project.build()
    for page in ("index.html", "a.html"):
        (figure,) = built.figures(page)
        assert "heatmark-viridis" in figure
        assert "(nat&#x27;s)" in figure
        assert palette("viridis").light[3] in figure  # not in the site's stylesheet
    assert "heatmark-heatmark" in built.figures("b.html")[0]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("heatmark:\n  cmaps: x", "front matter: unknown option 'cmaps' (did you mean 'cmap'?)"),
        ("heatmark: viridis", "not a mapping"),
        ("heatmark: '{'", "not a mapping"),
        ("heatmark: []", "not a mapping"),
        ("heatmark:\n  title: x", "title cannot be set for a page"),
    ],
)
def test_wrong_options_of_a_page(project: Project, front: str, message: str) -> None:
    """They are reported once a block."""
    project.write("index.md", f"---\n{front}\n---\n# T\n\n{BLOCK}")
    built = project.build()
    (warning,) = built.ours
    assert message in warning
    assert not built.figures()


SITE: Mapping[str, object] = {
    "heatmark_cmap": "Blues",
    "heatmark_lang": "vi",
    "heatmark_scale": [0, 5],
    "heatmark_hover": False,
    "heatmark_transform": ["neg", "abs"],
}


def test_options_of_a_site(project: Project) -> None:
    """conf.py sets defaults, which a block overrides; -D does too."""
    project.config = dict(SITE)
    project.write("index.md", f"# T\n\n{BLOCK}\n{as_fence('lang=en cmap=Reds', 'a 1')}")
    first, second = project.build().figures()
    assert 'class="heatmark heatmark-Blues"' in first
    assert "Thang cố định" in first
    assert "title=" not in first
    assert "heatmark-Reds" in second
    assert "after neg, abs" in second
    first, second = project.build("html", "-D", "heatmark_cmap=Greens").figures()
    assert 'class="heatmark heatmark-Greens"' in first


def test_the_language_of_the_project_is_the_default(project: Project) -> None:
    """Words follow `language`."""
    project.config = {"language": "vi"}
    project.write("index.md", f"# T\n\n{BLOCK}")
    assert "Bảng số liệu" in project.build().figures()[0]


def test_every_site_option_is_a_config_value(project: Project) -> None:
    """All but the root, which is the source directory."""
    for name in set(known(Scope.SITE)) - {"root"}:
        shown = DECLARED[name].default
        project.config[f"heatmark_{name}"] = list(shown) if isinstance(shown, tuple) else shown
    project.write("index.md", f"# T\n\n{BLOCK}")
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    assert built.figures() == [in_markdown('title="Một từ"', "un 1\nable 2")]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("heatmark_cmap", "Rdes", "heatmark_cmap in conf.py: unknown colormap 'Rdes'"),
        (
            "heatmark_scale",
            "wide",
            "must be one of auto, minmax, zero, symmetric, log, rank, or two",
        ),
        ("heatmark_cmaps", "Reds", "unknown option 'cmaps' (did you mean 'cmap'?)"),
        ("heatmark_title", "x", "title cannot be set for a site"),
        ("heatmark_max_tokens", 0, "max_tokens must be a positive whole number"),
    ],
)
def test_wrong_options_of_a_site(project: Project, name: str, value: object, message: str) -> None:
    """They stop a build at once, with what is allowed."""
    project.config = {name: value}
    project.write("index.md", f"# T\n\n{BLOCK}")
    built = project.build()
    assert built.code == 2
    assert "onfiguration error" in built.log
    assert message in built.log


def read_pages(built: Built) -> set[str]:
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", built.log))


def later(file: Path) -> None:
    """Make a file newer than all that has been read."""
    now = time.time_ns() + 5_000_000_000
    os.utime(file, ns=(now, now))


def test_data_files(project: Project) -> None:
    """A change of a data file has its page read again, and no other; also if it comes late."""
    project.write("data/a.json", '{"tokens": ["first"], "scores": [1]}')
    project.write("index.md", f"# T\n\n```heatmap src=data/a.json#\n```\n\n{BLOCK}")
    project.write("sub/rst.rst", "B\n=\n\n.. heatmap::\n   :src: ../data/a.json\n")
    project.write("sub/root.md", "# C\n\n```heatmap\nsrc: /data/a.json\n```\n")
    project.write("sub/late.md", "# D\n\n```heatmap src=late.json\n```\n")
    project.write("other.md", f"# E\n\n{BLOCK}")
    first = project.build("html", quiet=False)
    assert len(first.ours) == 1
    assert read_pages(project.build("html", quiet=False)) == {"sub/late"}
    project.write("sub/late.json", '{"tokens": ["late"], "scores": [1]}')
    built = project.build("html", quiet=False)
    assert read_pages(built) == {"sub/late"}
    assert ">late</b>" in built.figures("sub/late.html")[0]
    assert not read_pages(project.build("html", quiet=False))
    project.write("data/a.json", '{"tokens": ["second"], "scores": [1]}')
    later(project.folder / "data/a.json")
    built = project.build("html", quiet=False)
    assert read_pages(built) == {"index", "sub/rst", "sub/root"}
    for page in read_pages(built):
        assert ">second</b>" in built.figures(f"{page}.html")[0]


@pytest.mark.parametrize("src", ["../secret.json", "x" * 5000, "a\\0b", "https://x.org/a.json"])
def test_paths_that_are_refused(project: Project, src: str) -> None:
    """Neither build nor next build stumbles over a path, and nothing outside is read."""
    project.write("conf/index.md", f"# T\n\n```heatmap\nsrc: '{src}'\n```\n")
    project.write("secret.json", '{"tokens": ["secret"], "scores": [1]}')
    inside = Project(project.folder / "conf")
    for _ in range(2):
        built = inside.build()
        assert built.code == 0
        assert "heatmark-error" in built.read()
        assert ">secret" not in built.read()


def test_folders_start_from_the_configuration(project: Project) -> None:
    """`heatmark_folders` may be outside the source directory."""
    project.write("scores/a.json", '{"tokens": ["shared"], "scores": [1]}')
    inside = Project(project.folder / "conf", {"heatmark_folders": ["../scores"]})
    inside.write("index.md", "# T\n\n```heatmap src=../scores/a.json\n```\n")
    assert ">shared</b>" in inside.build().figures()[0]


def test_pictures_are_kept(project: Project) -> None:
    """Another builder, and another build, draw what was read before, without reading it again."""
    project.write("index.md", f"# T\n\n{BLOCK}\n```{{toctree}}\nother\n```\n")
    project.write("other.md", f"# O\n\n{BLOCK}")
    before = project.build().figures()
    built = project.build("dirhtml", quiet=False)
    assert not read_pages(built)
    assert built.figures() == before
    project.write("other.md", f"# O, renamed\n\n{BLOCK}")
    later(project.folder / "other.md")
    built = project.build("html", quiet=False)
    assert read_pages(built) == {"other"}
    assert "O, renamed" in built.read()  # written anew
    assert built.figures() == before


def test_in_parallel(project: Project) -> None:
    """Pages read and written by several processes are what one process makes of them."""
    names = [f"p{number:02}" for number in range(12)]
    for number, name in enumerate(names):
        bad = "```heatmap\na x\n```\n" if number == 7 else ""
        project.write(f"{name}.md", f"# {name}\n\n```heatmap src=d.json title={name}\n```\n\n{bad}")
    project.write("d.json", SUBWORDS)
    project.write("index.rst", f"T\n=\n\n{RST}\n.. toctree::\n   :glob:\n\n   p*\n")
    one = project.build()
    alone = {name: one.figures(f"{name}.html") for name in names}
    shutil.rmtree(project.folder / "_build")
    built = project.build_apart("html", "-j", "2")
    assert built.code == 0, built.log
    assert "not safe" not in built.log
    assert [line for line in built.warnings if "p07.md:7: " in line] == built.warnings != []
    assert {name: built.figures(f"{name}.html") for name in names} == alone
    project.write("d.json", SUBWORDS.replace("thing", "dream"))
    again = project.build_apart("html", "-j", "2")
    old = [name for name in names if "dream" not in again.figures(f"{name}.html")[0]]
    assert not old, again.log
    assert read_pages(project.build_apart("html", "-j", "2")) == {"p07"}


def test_old_pictures_are_drawn_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pictures have another shape since, everything is read again."""
    project.write("index.md", f"# T\n\n{BLOCK}")
    project.build()
    monkeypatch.setattr(room, "_shape", lambda: 1)
    assert read_pages(project.build("html", quiet=False)) == {"index"}


def test_latex(project: Project) -> None:
    """LaTeX gets boxes that touch within a word, and spaces between words."""
    project.write("index.md", f"# T\n\n{as_fence('title=50%&', SUBWORDS)}")
    built = project.build("latex", "-W")
    assert built.code == 0, built.log
    tex = built.read("t.tex")
    assert r"\captionof{figure}{50\%\&}" in tex
    boxes = re.findall(r"\\colorbox\[HTML\]\{\w{6}\}\{.*?\\textcolor\{\w+\}\{(\w+)\}\}(.*)", tex)
    assert [text for text, _ in boxes] == ["un", "believ", "able", "thing"]
    assert [" " in after for _, after in boxes[:3]] == [False, False, True]


@needs("xelatex")
def test_a_pdf_is_made(project: Project) -> None:
    """XeLaTeX takes every hostile token, in lists and tables too, and pages have the text."""
    hostile = json.dumps({"tokens": HOSTILE, "scores": [1] * len(HOSTILE)})
    project.config = {
        "latex_engine": "xelatex",
        "latex_elements": {"fontpkg": ""},
        "latex_documents": [("index", "t.tex", "T", "A", "howto")],
    }
    cell = indented(as_rst("", "un 1\nable -"), "       ").lstrip()
    project.write(
        "index.rst",
        f"T\n=\n\n{RST}\n{as_rst('scale=[0,1]', hostile)}* item\n\n{indented(RST, '  ')}\n"
        f".. list-table::\n\n   * - x\n     - {cell}",
    )
    built = project.build("latex", "-W")
    assert built.code == 0, built.log
    printed(built.folder)
    assert (built.folder / "t.pdf").stat().st_size > 5000


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_images_are_files(project: Project, builder: str) -> None:
    """Images stand in the builder's folder of images, where pages point, at any depth."""
    block = BLOCK.replace("heatmap title", "heatmap output=png dark=both title")
    project.write("index.md", f"# T\n\n{block}\n```{{toctree}}\na/b\n```\n")
    project.write("a/b.md", f"# B\n\n{block.replace('png', 'svg')}")
    built = project.build(builder)
    assert not built.ours, built.log
    found = 0
    for page in (*built.folder.rglob("*.html"), *built.folder.rglob("*.xhtml")):
        for name in re.findall(r'(?:src|srcset)="([^"]*heatmark-[^"]*)"', page.read_text("utf-8")):
            assert (page.parent / name).is_file(), (page, name)
            found += 1
    assert found == 12  # for three rooms, light and dark, on two pages
    if builder == "epub":
        manifest = built.read("content.opf")
        assert manifest.count("heatmark-") == 12
    again = project.build(builder)
    assert not again.ours


def test_an_image_that_cannot_be_drawn_is_an_error_of_its_page(project: Project) -> None:
    """What is wrong with an image comes with the page's other errors, and its line."""
    project.write("index.md", "# T\n\n```heatmap output=png font=no.ttf\na 1\n```\n")
    built = project.build()
    (warning,) = built.ours
    assert "index.md:3: WARNING: " in warning
    assert "no.ttf" in warning
    assert '<div class="heatmark-error"' in built.read()


def test_pages_share_scales(project: Project) -> None:
    """Blocks of a page that share a scale have the same ends, in every builder."""
    one = "```heatmap share=s measure=m\na 1\nb 2\n```\n"
    project.write("index.md", f"# T\n\n{one}\n{one.replace('b 2', 'b 9')}")
    built = project.build()
    assert not built.ours
    assert len(built.figures()) == 2
    assert all(figure.count("> 9</span>") == 1 for figure in built.figures())


def test_names_and_classes(project: Project) -> None:
    """References find a heatmap by its name, and stylesheets by its class."""
    block = RST.replace("\n\n", "\n   :name: do-dai\n   :class: wide red\n\n", 1)
    project.write("index.rst", f"T\n=\n\n{block}\nSee :ref:`here <do-dai>`.\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    assert '<figure class="heatmark heatmark-heatmark wide red" id="do-dai">' in built.read()
    assert 'href="#do-dai"' in built.read()


MISSED = """\
# T

```Heatmap
a 1
```

- x

  ```heat-map
  a 1
  ```

```python
x = 1

```heatmap
a 1
```

Text: ```heatmap
a 1
```

"""


def test_what_is_nearly_a_heatmap(project: Project) -> None:
    """MyST shows near misses and what another block swallows as code; the author is told where."""
    project.config = {"highlight_language": "none"}
    project.write("index.md", MISSED)
    project.write("tilde.md", "---\norphan: true\n---\n# T\n\n~~~text\nx\n\n```heatmap\na 1\n```\n")
    built = project.build()
    found = sorted(
        (Path(one[1]).name, int(one[2]), one[3])
        for line in built.ours
        if (one := re.match(r"(.*?):(\d+): WARNING: (a block of|a heatmap is \w+)", line))
    )
    assert found == [
        ("index.md", 3, "a block of"),
        ("index.md", 9, "a block of"),
        ("index.md", 16, "a heatmap is shown"),
        ("index.md", 20, "a heatmap is left"),
        ("tilde.md", 9, "a heatmap is shown"),
    ]
    project.config["heatmark_silence"] = ["near-miss", "swallowed", "left-over"]
    silent = project.build("html", "-E")
    assert not [one for one in silent.ours if "heatmap is" in one or "a block of" in one]


def test_front_matter_that_is_lost_is_told_once(project: Project) -> None:
    """MyST tells of YAML that is broken, and we of all else, where a page has heatmaps."""
    block = "\n# T\n\n```heatmap\na 1\nb 2\n```\n"
    project.write("index.md", f"+++\n[heatmark]\ncmap = 'Blues'\n+++\n{block}")
    project.write("bad.md", f"---\norphan: true\nheatmark: [bad\n---\n{block}")
    project.write("no.md", f"---\norphan: true\nheatmark:\n  cmpa: x\n---\n{block}")
    built = project.build()
    assert [re.sub(r".*/(\w+\.md:\d+): .*", r"\1", one) for one in sorted(built.ours)] == [
        "index.md:1",
        "no.md:4",
    ]
    assert any("Malformed YAML" in one for one in built.warnings)


def test_examples_are_nothing_to_say(project: Project) -> None:
    """A longer fence, a directive that shows code, and code in a line are meant."""
    project.write(
        "index.md",
        "# T\n\n````md\n```heatmap\na 1\n```\n````\n\nand ```` ```heatmap ```` or `heatmap`\n\n"
        "```{code-block} none\nheatmap\n```\n\n````md\n```heatmap\na 1\n```\n````\n",
    )
    project.write("other.rst", ":orphan:\n\nT\n=\n\n::\n\n   ```heatmap\n   a 1\n   ```\n")
    assert project.build().ours == []


def test_fences_that_nobody_has_turned_on(project: Project) -> None:
    """MyST takes heatmaps for directives, without a word in conf.py, beside others."""
    project.config = {"myst_fence_as_directive": ["note"]}
    project.write("index.md", "# T\n\n```heatmap\na 1\n```\n\n```note\nwell\n```\n")
    built = project.build()
    assert len(built.figures()) == 1
    assert "admonition note" in built.read()
    assert not built.ours


@pytest.mark.parametrize("header", ["{.heatmap title=x #z}", "{.heatmap}", "{#z .heatmap title=x}"])
def test_headers_in_braces(project: Project, header: str) -> None:
    """They are heatmaps in MyST as elsewhere, with their lines, also in lists; others are code."""
    bad = indented(f"```{header}\na x\n```\n", "  ")
    project.write(
        "index.md", f"# T\n\n```{header}\na 1\n```\n\n```{{.python x=1}}\n1\n```\n\n- x\n\n{bad}"
    )
    built = project.build()
    (figure,) = built.figures()
    assert ("<figcaption>x" in figure) is ("title" in header)
    assert [line for line in built.ours if "'x' is not a number" in line and "index.md:14" in line]
    assert ".python" in built.read() or "highlight" in built.read()


def test_the_extension_by_the_name_of_the_package(project: Project) -> None:
    """It is set up, and the author is told its name."""
    project.config = {"extensions": ["heatmark", "myst_parser"]}
    project.write("index.md", f"# T\n\n{BLOCK}")
    built = project.build()
    assert any('write extensions = ["heatmark.sphinx"]' in line for line in built.warnings)
    assert len(built.figures()) == 1


def test_a_mapping_of_options_is_not_ignored(project: Project) -> None:
    """`heatmark = {…}` stops the build with the name that an option has."""
    project.config = {"heatmark": {"cmap": "Blues"}}
    project.write("index.md", f"# T\n\n{BLOCK}")
    built = project.build()
    assert built.code != 0
    assert "heatmark_cmap" in built.log


def test_the_log_says_names_and_paths(project: Project) -> None:
    """A notice has the name that `silence` takes, a missing file its whole path."""
    missing, other = as_fence("src=no.json", ""), as_fence("dark=both", "a 1\nb 2")
    project.write("a/index.md", f"---\norphan: true\n---\n# T\n\n{missing}{other}")
    project.write("index.md", "# T\n")
    built = project.build()
    assert f"[{project.folder / 'a/no.json'}]" in built.log
    assert re.search(r"dark has no effect.* \[no-effect\]", built.log)
    assert str(project.folder) not in built.read("a/index.html")


@pytest.mark.parametrize(
    ("name", "front", "line"),
    [
        ("index.md", "---\ntitle: T\nheatmap:\n  cmap: Blues\n---\n\n# T\n\n", 3),
        ("index.md", "---\nheatmark:\n  cmap: Blues\n  cmap: Reds\n---\n\n# T\n\n", 4),
        ("index.rst", ":heatmap: {cmap: Blues}\n\nT\n=\n\n", 1),
    ],
)
def test_options_of_a_page_that_nobody_reads(
    project: Project, name: str, front: str, line: int
) -> None:
    """Options under another name, and a key that is there twice, are named with their line."""
    project.write(name, front + (RST if name.endswith("rst") else BLOCK))
    (warning,) = project.build().ours
    assert re.search(rf"{re.escape(name)}:{line}: WARNING: .*in the page's front matter", warning)


def test_attributes_below_a_block(project: Project) -> None:
    """A line of attributes is the figure's class and id, and is not printed."""
    project.write("index.md", f"# T\n\n{BLOCK}{{: .wide #z }}\n\nafter\n")
    built = project.build()
    assert built.ours == []
    (figure,) = built.figures()
    assert re.match(r'<figure class="heatmark heatmark-heatmark wide" id="z">', figure)
    assert "{:" not in re.sub("<style>.*?</style>", "", built.read(), flags=re.DOTALL)
    assert "after" in built.read()


def test_an_open_heatmap_in_a_list_ends_with_it(project: Project) -> None:
    """In MyST a fence ends where its list item does: the rows are whole, and so is the page."""
    project.write("index.md", "# T\n\n- x\n\n  ```heatmap\n  un 1\n\n- next\n\nafter\n")
    built = project.build()
    assert built.ours == []
    assert len(built.figures()) == 1
    assert "after" in built.read()
