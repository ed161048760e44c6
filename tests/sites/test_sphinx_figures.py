"""Heatmaps as figures of a book: every option of a directive, numbers, references, translation."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from books import BLOCK, RST, Project
from heatmark.block.header import is_title
from heatmark.options.declare import Scope, known
from heatmark.sphinx.figures import read_align, read_figure_width

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


VALUES = {
    "name": "x-1",
    "class": "wide",
    "caption": "A caption",
    "title": "A title",
    "align": "right",
    "figwidth": "80%",
    "alt": "Two tokens",
    "id": "y-1",
    "css_classes": "tall",
    "cmap": "Blues",
    "scale": "zero",
    "center": "1",
    "transform": "abs",
    "clip": "5",
    "lang": "vi",
    "width": "40",
    "axes": "[from, to]",
    "silence": "no-measure",
    "share": "s",
    "text": "un able",
    "view": "bars",
    "output": "html",
    "model": "gpt2",
    "sample": "hand",
    "measure": "log P",
    "unit": "nat",
    "digits": "2",
    "hover": "no",
    "table": "false",
    "print_table": "true",
    "series": "stacked",
}
DIRECTIVE = ("name", "class", "caption", "align", "figwidth")
OPTIONS = (*DIRECTIVE, *(name for name in VALUES if name not in DIRECTIVE))


def test_options_that_are_tried_are_known() -> None:
    """What is tried below are options of a block or of figures."""
    assert set(VALUES) - set(DIRECTIVE) <= set(known(Scope.BLOCK))


def test_every_option_alone(project: Project) -> None:
    """A directive takes any option as its only one, in reStructuredText and in MyST."""
    rst, myst = "T\n=\n\n", "---\norphan: true\n---\n# T\n\n"
    for name in OPTIONS:
        value = VALUES[name]
        rst += f".. heatmap::\n   :{name}: {value}\n\n   un 1\n   able 2\n\n"
        myst += f"```{{heatmap}}\n:{name}: {value}\nun 1\nable 2\n```\n\n".replace("x-1", "x-2")
    project.write("index.rst", rst)
    project.write("b.md", myst.replace("y-1", "y-2"))
    project.config = {"heatmark_silence": ["no-effect", "lonely-share", "impossible-score"]}
    built = project.build()
    for page in ("index.html", "b.html"):
        assert "heatmark-error" not in built.read(page)
        assert len(built.figures(page)) == len(OPTIONS)
    assert not built.ours


NUMBERED = """\
# T

```heatmap title="Độ dài từ" id=Lengths_1
un 1
able 2
```

```{figure} x.png
:name: photo

A photo
```

````{heatmap}
:name: plain
:title: Plain
un 1
able 2
````

See {numref}`lengths_1`, {numref}`plain`, {numref}`photo`, {ref}`lengths_1`, [here](#Lengths_1),
[](#lengths_1), {numref}`of %s <lengths_1>` and {numref}`{name} <lengths_1>`.
"""


def test_numbers_and_references(project: Project) -> None:
    """Heatmaps count among figures, show their number, and are found by their id and their name."""
    project.config = {"numfig": True}
    project.write("x.png", "")
    project.write("index.md", NUMBERED + "\n```{toctree}\nother\n```\n")
    project.write("other.rst", f"O\n=\n\n{RST}\nSee :numref:`lengths_1`, :ref:`lengths_1`.\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    page = unescape(built.read())
    assert re.findall(r'class="caption-number">(.*?) ?</span>', page) == [
        "Fig. 1",
        "Fig. 2",
        "Fig. 3",
    ]
    assert re.search(r'id="Lengths_1">\s*<figcaption><p class="caption">.*Fig. 1', page)
    assert 'Độ dài từ</span><a class="headerlink" href="#Lengths_1"' in page
    links = re.findall(
        r'<a class="reference internal" href="#(\w+)"[^>]*><span class="[^"]*">(.*?)</span></a>',
        page,
    )
    assert links == [
        ("Lengths_1", "Fig. 1"),
        ("plain", "Fig. 3"),
        ("photo", "Fig. 2"),
        ("Lengths_1", "Độ dài từ"),
        ("Lengths_1", "Độ dài từ"),
        ("Lengths_1", "of 1"),
        ("Lengths_1", "Độ dài từ"),
    ]
    assert 'href="#Lengths_1">here</a>' in page
    other = unescape(built.read("other.html"))
    assert re.findall(r'href="index.html#Lengths_1"><span class="[^"]*">(.*?)</span>', other) == [
        "Fig. 1",
        "Độ dài từ",
    ]
    assert "Fig. 4" in other


def test_a_title_from_a_data_file_is_one_too(project: Project) -> None:
    """References call a heatmap by the title that its file has, and its page numbers it."""
    project.config = {"numfig": True}
    project.write("d.json", '{"heatmark": 1, "title": "Of a file", "tokens": ["a"], "scores": [1]}')
    project.write("index.md", "# T\n\n```heatmap src=d.json id=f\n```\n\n{ref}`f`, {numref}`f`\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    assert '<span class="std std-ref">Of a file</span>' in built.read()
    assert '<span class="caption-number">Fig. 1 </span>' in built.read()


def test_attributes_below_are_targets(project: Project) -> None:
    """A line `{: #z }` below a block gives it an id that references reach."""
    project.write("index.md", f"# T\n\n{BLOCK}{{: #z }}\n\n[](#z) and {{ref}}`z`\n")
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    assert built.read().count('href="#z"') == 3
    assert built.read().count(">Một từ</span>") == 3


def test_an_error_keeps_its_references(project: Project) -> None:
    """References to a heatmap that cannot be drawn do not fail too."""
    project.write("index.md", "# T\n\n```heatmap id=z title=Z\na x\n```\n\n{ref}`z`, [](#z)\n")
    built = project.build()
    assert len(built.ours) == 1
    assert 'id="z"' in built.read()


def test_two_equal_ids_are_told(project: Project) -> None:
    """The second block of a page with an id is named to the author."""
    one = "```heatmap id=z\na 1\n```\n\n"
    project.write("index.md", f"# T\n\n{one}{one}")
    assert any("index.md:7" in line and 'name: "z"' in line for line in project.build().ours)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("align", "middle", "align must be left, center or right (got 'middle')"),
        ("figwidth", "wide", "figwidth must be a length or a percentage (got 'wide')"),
    ],
)
def test_wrong_places(project: Project, name: str, value: str, message: str) -> None:
    """What is no place and no width is an error of the block, with its line."""
    project.write("index.rst", f"T\n=\n\n.. heatmap::\n   :{name}: {value}\n\n   a 1\n")
    (warning,) = project.build().ours
    assert "index.rst:5: WARNING: " + message in warning


def test_places(project: Project) -> None:
    """A figure stands where `align` says, as wide as `figwidth` says, also from a header."""
    project.write(
        "index.md",
        "# T\n\n```{heatmap}\n:align: left\n:figwidth: 300\na 1\n```\n\n"
        "```heatmap align=center figwidth=80% output=png\na 1\n```\n",
    )
    built = project.build("html", "-W")
    assert built.code == 0, built.log
    first, second = (one.split(">")[0] for one in built.figures())
    assert ' align-left" style="width:300px;max-width:100%"' in first
    assert 'heatmark-image align-center" style="--wide:' in second
    assert second.endswith(';width:80%;max-width:100%"')


@pytest.mark.parametrize(
    ("value", "width"), [("80%", "80%"), ("300", "300px"), ("12.5em", "12.5em"), ("3 cm", "3cm")]
)
def test_widths(value: str, width: str) -> None:
    """Widths are those of docutils' figures; bare numbers are pixels."""
    assert read_figure_width(value, None) == width
    assert read_align(" Left", None) == "left"


@pytest.mark.parametrize(
    ("argument", "title"),
    [
        ("Độ dài từ", True),
        ("Attention: head 3", True),
        ("#1 of the list", True),
        ('title="x"', False),
        (".wide #z", False),
        ("{.wide}", False),
        ("{.wide", False),
        ("", False),
        ("titel=x", False),
    ],
)
def test_what_is_a_title(argument: str, *, title: bool) -> None:
    """An argument that is no header is one."""
    assert is_title(argument) is title


def test_an_argument_is_a_title(project: Project) -> None:
    """As with tables; so is `:caption:`, and two titles are an error."""
    body = "   un 1\n   able 2\n\n"
    project.write(
        "index.rst",
        f"T\n=\n\n.. heatmap:: Độ dài từ\n   :cmap: Blues\n\n{body}"
        f".. heatmap::\n   :caption: Độ dài\n\n{body}.. heatmap:: A\n   :title: B\n\n{body}",
    )
    built = project.build()
    (warning,) = built.ours
    assert "there are two titles" in warning
    assert ":17: " in warning
    captions = [re.findall("<figcaption>(.*)</figcaption>", one) for one in built.figures()]
    assert captions == [["Độ dài từ"], ["Độ dài"]]


def test_a_label_is_an_id(project: Project) -> None:
    """As in mystmd, so that a page can be built by both."""
    project.write("index.rst", "T\n=\n\n.. heatmap:: A\n   :label: fig-a\n\n   un 1\n")
    built = project.build()
    assert not built.ours
    assert 'id="fig-a"' in built.read()


def test_words_for_an_image(project: Project) -> None:
    """`alt` is what an image says to those who cannot see it."""
    project.write(
        "index.rst", 'T\n=\n\n.. heatmap::\n   :alt: Two "words"\n   :output: png\n\n   a 1\n'
    )
    assert 'alt="Two &quot;words&quot;"' in project.build().read()


TRANSLATED = """\
T
=

.. heatmap:: Word lengths
   :measure: log P
   :unit: nat
   :sample: picked by us
   :id: z

   a -1
   b -2

.. heatmap::
   :sample: first of 20

   a -1

See :ref:`z`.
"""


def test_titles_are_translated(project: Project) -> None:
    """Translators get title, measure, unit and sample, and pages show what they wrote."""
    project.write("index.rst", TRANSLATED)
    template = project.build("gettext").read("index.pot")
    words = ["Word lengths", "log P", "nat", "picked by us"]
    assert re.findall(r'msgid "(.+)"', template) == ["T", *words, "See :ref:`z`."]
    assert re.search(r'index.rst:4\nmsgid "Word lengths"', template)
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'
    for word, said in zip(words, ["Độ dài <từ>", "log xác suất", "nát", "do ta chọn"], strict=True):
        catalogue += f'msgid "{word}"\nmsgstr "{said}"\n\n'
    project.write("locale/vi/LC_MESSAGES/index.po", catalogue)
    project.config = {"language": "vi", "locale_dirs": ["locale"]}
    built = project.build("html", "-E")
    first, _ = built.figures()
    assert "<figcaption>Độ dài &lt;từ&gt;</figcaption>" in first
    assert "log xác suất (nát)" in first
    assert "do ta chọn" in first
    assert '<span class="std std-ref">Độ dài &lt;từ&gt;</span>' in built.read()
    # log P is known as such all the same: pale at 0
    assert re.search(r"heatmark-scale>0 .*−2", first)
