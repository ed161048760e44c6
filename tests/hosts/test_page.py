"""Pages: their options, and what is drawn on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from heatmark.block.fences import find_fences
from heatmark.core.errors import HeatmarkError, Notice, OptionError, ParseError
from heatmark.hosts.page import (
    Block,
    Page,
    fenced_block,
    logged,
    own_front_matter,
    page_options,
    with_front_matter,
    with_option_lines,
)
from heatmark.hosts.page_run import prepare, read_block
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from pages import draw

FENCE = "```heatmap title=x\na 1\n```"


def test_a_drawn_block_follows_the_cascade() -> None:
    """Options reach the picture through all levels, the data's own included."""
    page = Page(options=page_options({"cmap": "Blues"}, {"measure": "log P"}))
    drawn = draw("hover=off", "title: Một\n---\na 1", page)
    assert drawn.palette.name == "Blues"
    assert drawn.legend.measure == "log P"
    assert drawn.title == "Một"
    assert drawn.hover is False
    assert draw("cmap=none", "a 1", page).palette.name == "heatmark"


DIRECTIVE = """```{heatmap} Độ dài từ
:measure: log P
:name: fig a
:class: wide
a 1
:b: 2
```"""


def test_a_directive_of_myst_is_read_everywhere() -> None:
    """Lines at its top are options, the rest is its body, and what stands behind it its title."""
    (fence,) = find_fences(DIRECTIVE.split("\n"))
    block = fenced_block(fence, 3)
    assert block.header == ""
    assert block.body == "\n\n\na 1\n:b: 2"
    assert block.options == {
        "title": "Độ dài từ",
        "measure": "log P",
        "id": "fig-a",
        "css_classes": "wide",
    }
    assert block.lines == {"title": 0, "measure": 1, "id": 2, "css_classes": 3}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"log P"', "log P"),
        ("'it''s'", "it's"),
        ('"log P"  # nat', "log P"),
        (r'"a\u0062"', "ab"),
        ('""', ""),
        ('"Hà" và "Nội"', '"Hà" và "Nội"'),
        ('"Hà', '"Hà'),
        (r'"\q"', r'"\q"'),
    ],
)
def test_quotes_of_myst_are_taken_off(written: str, value: str) -> None:
    """Around a whole value, as MyST does; in reST they are a part of it."""
    (fence,) = find_fences(["```{heatmap}", f":title: {written}", "a 1", "```"])
    assert fenced_block(fence, 1).options == {"title": value}
    block = Block(header="", body=f":title: {written}\na 1")
    assert with_option_lines(block).options == {"title": written}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("fig a", "fig-a"),
        ("Hình 1", "Hinh-1"),
        ("bảng đầu", "bang-dau"),
        ("1. x", "x"),
        ("图", None),
    ],
)
def test_a_name_of_sphinx_may_be_any_text(name: str, made: str | None) -> None:
    """It becomes an id that pages may have, or none."""
    (fence,) = find_fences(["```{heatmap}", f":name: {name}", "a 1", "```"])
    block = fenced_block(fence, 1)
    assert block.options.get("id") == made
    assert check_all(dict(block.options), Scope.BLOCK) == dict(block.options)


LABELLED = {
    ":label: x\n:caption: T": {"id": "x", "title": "T"},
    ":label: x\n:name: y": {"id": "x"},
    ":name: y\n:enumerated: false\n:enumerator: A.1\n:class: c": {"id": "y", "css_classes": "c"},
    "---\nlabel: x\ncaption: T\nname: y\nclass: c\n---": {
        "id": "x",
        "title": "T",
        "css_classes": "c",
    },
    "---\nenumerated: false\n---": {},
    "---\nname: y\n---\n# note: x": {"id": "y"},
}


@pytest.mark.parametrize("above", LABELLED)
def test_options_of_myst_have_our_names(above: str) -> None:
    """A label is an id, a caption a title, between colons or hyphens; numbers are MyST's own."""
    (fence,) = find_fences(["```{heatmap}", *above.split("\n"), "a 1", "b x", "```"])
    block = fenced_block(fence, 1)
    with pytest.raises(HeatmarkError, match="'x' is not a number") as raised:
        prepare(block, Page())
    assert raised.value.line == above.count("\n") + 3
    fine = replace(block, body=block.body.replace("b x", "b 1"))
    assert read_block(fine).options == LABELLED[above]
    prepare(fine, Page())


def test_a_label_and_an_id_are_one_too_many() -> None:
    """As are a caption and a title."""
    for lines in (":label: x\n:id: y", ":title: x\n:caption: y"):
        (fence,) = find_fences(["```{heatmap}", *lines.split("\n"), "a 1", "```"])
        problem = fenced_block(fence, 1).problem
        assert problem is not None
        assert "is set twice in the header" in problem.message


@pytest.mark.parametrize("header", ["measure=x", "{measure=x}"])
def test_a_header_behind_a_directive_is_no_title(header: str) -> None:
    """As with any other block, pairs are options."""
    (fence,) = find_fences([f"```{{heatmap}} {header}", "a 1", "```"])
    assert (fenced_block(fence, 1).header, fenced_block(fence, 1).options) == (header, {})


def test_an_option_line_twice_is_an_error() -> None:
    """The first is not lost without a word."""
    source = "```{heatmap} Tên\n:title: x\na 1\n```"
    (fence,) = find_fences(source.split("\n"))
    problem = fenced_block(fence, 1).problem
    assert problem is not None
    assert (problem.line, problem.message) == (1, "there are two titles")


@pytest.mark.parametrize("front_matter", [["cmap"], "Blues", 1, True])
def test_front_matter_is_a_mapping(front_matter: object) -> None:
    """Front matter that is no mapping is refused."""
    with pytest.raises(HeatmarkError, match="front matter"):
        page_options({}, front_matter)


def test_front_matter_is_named() -> None:
    """An error in the front matter says that it is there, and keeps its hint."""
    with pytest.raises(OptionError, match="in the page's front matter: unknown option") as caught:
        page_options({}, {"cmpa": "Blues"})
    with pytest.raises(OptionError, match="in the page's front matter: unknown colormap"):
        page_options({}, {"cmap": "Blue"})
    assert page_options({}, {"cmap": None}) == {"cmap": None}
    assert caught.value.hint == "did you mean 'cmap'?"


def test_front_matter_that_is_wrong_is_the_problem_of_its_page() -> None:
    """Unless its site has one already, which is told first."""
    assert with_front_matter(Page(), {"cmap": "Blues"}).options == {"cmap": "Blues"}
    wrong = with_front_matter(Page(), {"cmpa": "Blues"})
    assert isinstance(wrong.problem, OptionError)
    assert wrong.options == {}
    first = OptionError("in mkdocs.yml: …")
    assert with_front_matter(Page(problem=first), {"cmpa": "Blues"}).problem is first


def test_a_page_with_a_problem_draws_nothing() -> None:
    """A block on a page with broken front matter shows that problem instead of a wrong picture."""
    problem = OptionError("in the page's front matter: …")
    with pytest.raises(OptionError, match="front matter"):
        draw("", "a 1", Page(problem=problem))


@pytest.mark.parametrize(
    ("log_lang", "lang", "told"),
    [
        ("en", "vi", "there are no scores (keep one)"),
        ("page", "vi", "không có điểm nào (giữ lại một)"),
        ("page", "fr", "there are no scores (keep one)"),
        ("vi", "en", "không có điểm nào (giữ lại một)"),
    ],
)
def test_a_log_has_a_language_of_its_own(log_lang: str, lang: str, told: str) -> None:
    """It is that which the site names, or the page's; English where nobody says."""
    page = Page(options={"log_lang": log_lang, "lang": lang})
    assert logged(ParseError("there are no scores", hint="keep one"), page) == told
    notice = Notice(name="n", message="there are no scores", hint="keep one")
    assert logged(notice, page) == told


@pytest.mark.parametrize(
    ("meta", "ours"),
    [
        ({"heatmark": {"cmap": "Blues"}, "lang": "vi"}, {"lang": "vi", "cmap": "Blues"}),
        (
            {"options": {"heatmark": {"cmap": "Blues"}, "lang": "vi"}},
            {"lang": "vi", "cmap": "Blues"},
        ),
        (
            {"options": {"heatmark": {"cmap": "Blues"}}, "heatmark": {"view": "bars"}},
            {"view": "bars"},
        ),
        ({"options": [1], "lang": 3}, {}),
        ({"heatmark": "x"}, "x"),
    ],
)
def test_our_part_of_front_matter(meta: dict[str, object], ours: object) -> None:
    """It may stand under `options`, as mystmd wants it; what stands outside has the last word."""
    assert own_front_matter(meta) == ours


def test_a_fence_is_a_block() -> None:
    """Where its host says that it is; without an end it has a problem."""
    whole, cut = (next(iter(find_fences(text.split("\n")))) for text in (FENCE, FENCE[:-3]))
    block = fenced_block(whole, 7, "b.md")
    assert (block.header, block.body, block.line) == ("title=x", "a 1", 7)
    assert (block.source, block.problem) == ("b.md", None)
    assert "never closed" in str(fenced_block(cut, 7).problem)
