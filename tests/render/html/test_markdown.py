"""Figures as Markdown around an image: what authors write stays text everywhere."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import pandocs
from heatmark.hosts.page import Page
from heatmark.render.html.markdown import (
    ImageFiles,
    escape_markdown,
    literal,
    markdown_figure,
    markdown_paragraph,
)
from needs import needs
from pages import draw
from paths import hostile_lines
from reading import read

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

HOSTILE = [
    *hostile_lines(),
    *("{{ 7*7 }}", "{% raw %}", "{{< x >}}", "![x](//evil)", "[x](javascript:alert(1))", "a|b"),
    *("**b**", "__b__", "~~s~~", "==m==", "$x$", "H~2~O", ":smile:", "# h", "@name", "a\\"),
]
FILES = ImageFiles("images/a-1.svg")


def picture(header: str = "title=T", **more: object) -> Picture:
    return draw(header, json.dumps({"tokens": ["Hà", " Nội"], "scores": [1, 2], **more}), Page())


def shown(text: str) -> str:
    """Let Python-Markdown show a text, with tables."""
    return markdown.markdown(text, extensions=["tables", "md_in_html", "attr_list"])


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    """In paragraphs and in cells: no tag, no link, no emphasis comes of it."""
    for written, tags in (
        (markdown_paragraph(f"x {text}"), ["p"]),
        (
            f"| a | b |\n|--|--|\n| x {escape_markdown(text)} | y |",
            ["table", "thead", "tr", "th", "th"],
        ),
    ):
        html = shown(written)
        found = re.findall(r"<(\w+)", html)
        assert found[: len(tags)] == tags
        assert set(found) <= {"p", "table", "thead", "tbody", "tr", "th", "td"}
        said = " ".join(read(html).text.replace("\u2060", "").split())
        assert " ".join(text.replace("\u2060", "").split()) in said or re.search(
            "[\u2400-\u2421]|\\[[A-Z]{2,3}\\]", said
        )
        assert not re.search(r"\{\{|\{%|\}\}", written)


@needs("pandoc")
def test_text_stays_text_on_github() -> None:
    """CommonMark with GitHub's extensions reads the same."""
    rows = "\n".join(f"| x {escape_markdown(text)} |" for text in HOSTILE)
    lines = "\n\n".join(markdown_paragraph(text) for text in HOSTILE)
    html = subprocess.run(
        [pandocs.find("pandoc"), "-f", "gfm", "-t", "html"],
        input=f"{lines}\n\n| a |\n|---|\n{rows}\n",
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    ).stdout
    found = re.findall(r"<(\w+)", html)
    assert set(found) <= {"p", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
    assert found.count("p") == len([text for text in HOSTILE if text.strip()])
    assert found.count("td") == len(HOSTILE)


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "1. a", "1) a", "# a", "> a", "=== a", "--- a", ": a"]
)
def test_a_paragraph_begins_nothing_else(text: str) -> None:
    """A text that looks like a list, a heading or a quote is a paragraph."""
    html = shown(f"x\n\n{markdown_paragraph(text)}\n\ny")
    assert re.findall(r"<(\w+)", html) == ["p", "p", "p"]
    assert text in read(html).text


def test_a_figure_has_all_that_a_reader_needs() -> None:
    """Caption, image with its text, the kind of scale, and the numbers, folded up."""
    text = "\n".join(markdown_figure(picture("title=T id=x model=M"), FILES))
    start = '<a id="x"></a>**T**\n\nModel: M\n\n![Text heatmap: T.'
    assert text.startswith(start)
    assert "](images/a-1.svg)\n\nMin–max scale of this figure alone – do not" in text
    assert "<details>\n<summary>Data table</summary>\n\n| No. | Token | Score |" in text
    assert "| 2 | Nội | 2 |\n\n</details>" in text
    assert "follow the image" in text


@pytest.mark.parametrize("title", [None, "", "  "])
def test_a_figure_without_a_title(title: str | None) -> None:
    """Begins with its anchor, if it has one, and no empty emphasis."""
    made = picture("id=x")._replace(title=title)
    assert markdown_figure(made, FILES)[0] == '<a id="x"></a>'
    assert markdown_figure(made._replace(id=None), FILES)[0].startswith("![")


def test_nobody_chooses_in_an_image() -> None:
    """The row that is shown is named; there is nothing to click."""
    body = {"tokens": ["a", " b"], "scores": [[1, 0.2], [0.3, 0.7]]}
    text = "\n".join(
        markdown_figure(picture("series=pick pick=2 measure=attention", **body), FILES)
    )
    assert "hosen: “b”" in text
    assert "click" not in text


def test_guesses_follow_an_image() -> None:
    """Ranks and candidates, which the image does not show, are below it."""
    text = "\n".join(
        markdown_figure(
            picture(
                'view=guesses measure="log P" unit=nat',
                tokens=["a", " b"],
                scores=[-1, -2],
                alternatives=[[["a", -1]], [["*c*", -0.5], [" b", -2]]],
            ),
            FILES,
        )
    )
    assert "<summary>What the model expected</summary>\n\n- 1. a: 36.8" in text
    assert "; (1) \\*c\\*" in text


def test_texts_do_not_run_together_in_alternative_text() -> None:
    """Each of many texts is one."""
    texts = [{"tokens": ["a", " b"], "scores": [1, 2]}, {"tokens": ["c"], "scores": [3]}]
    made = draw("", json.dumps({"texts": texts}), Page())
    assert "Text: “a b / c”." in "\n".join(markdown_figure(made, FILES))


def test_without_a_table_nothing_says_that_there_is_one() -> None:
    """The alternative text promises numbers only where they follow."""
    text = "\n".join(markdown_figure(picture(), FILES, table=False))
    assert "<details>" not in text
    assert "follow the image" not in text
    assert "<details>" not in "\n".join(markdown_figure(picture("title=T table=false"), FILES))
    assert "<details>" in "\n".join(
        markdown_figure(picture("title=T table=false"), FILES, table=True)
    )


def test_dark_pages_get_their_image() -> None:
    """In the way that GitHub knows."""
    text = "\n".join(markdown_figure(picture(), ImageFiles("a b.svg", "a b-dark.svg")))
    assert 'srcset="a%20b-dark.svg"' in text
    assert '<img src="a%20b.svg" alt="Text heatmap: T.' in text


def test_a_line_up_folds_its_answer_up() -> None:
    """And has no table, which would give it away."""
    made = picture("title=T lineup=4", scores=[1, 5, 2, 7, 3, 9], tokens=[*"abcdef"])
    text = "\n".join(markdown_figure(made, FILES, table=True))
    assert "<summary>Answer</summary>" in text
    assert "| Token |" not in text


MEANING = ["&amp;", "&#39;", "<b>", "![x](y)", "a_b", "...", "---", "{{", "www.", "\\[", ":x:"]
PUNCTUATION = st.sampled_from([*MEANING, *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "a", "1", " "])


def alternative(html: str) -> str:
    """Take the alternative text of the only image."""
    (found,) = re.findall(r'alt="([^"]*)"', html)
    return unescape(found)


@given(st.lists(PUNCTUATION, max_size=12).map("".join))
def test_alternative_text_means_nothing_but_itself(text: str) -> None:
    """It is written with no escapes, and all Markdown reads it alike, with its habits."""
    said = literal(f"x {text} x")
    source = f"![{said}](a.svg)"
    smart = markdown.markdown(source, extensions=["attr_list", "smarty", "tables", "md_in_html"])
    common = MarkdownIt("commonmark", {"typographer": True}).enable(["replacements", "smartquotes"])
    assert alternative(smart) == said
    assert alternative(common.render(source)) == said
    assert not re.search(r"""[\\<>&{}"'\[\]`*]""", said)  # which some escape, even twice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("""Don't "say" ('no')""", "Don’t “say” (‘no’)"),
        ("'a' \"b\"", "‘a’ “b”"),
        ("<s> [CLS] R&D", "＜s＞ ［CLS］ R＆D"),
        ("a_b _c_ d__e", "a_b ＿c＿ d＿＿e"),
        ("a -- b --- c ... -1", "a – b — c … -1"),
        ("Score: 1 = 1, a == b, a:b", "Score: 1 = 1, a ＝＝ b, a：b"),
        ("www.x.y 1. #1 50%!", "www．x.y 1. #1 50%!"),
        ("a\n\tb \u202ec", "a b ［RLO］c"),
    ],
)
def test_how_alternative_text_is_written(text: str, expected: str) -> None:
    """Quotes and dashes as in books, what may mean more in its full width, the rest as it is."""
    assert literal(text) == expected


def test_the_alternative_text_of_a_figure_is_literal() -> None:
    """As it stands in the file, and what it says is the whole of it."""
    made = picture("", title="Đoán 'từ' <s> & {x}", tokens=["<s>", " [a]"])
    (line,) = (line for line in markdown_figure(made, FILES) if line.startswith("!["))
    assert "Đoán ‘từ’ ＜s＞ ＆ ｛x｝" in line
    assert not re.search(r"[\\&<{]", line)


def test_numbers_of_a_table_stand_on_the_right() -> None:
    """Scores and their probabilities; tokens and what else is known of them on the left."""
    body = {"tokens": ["a", " b"], "scores": {"x": [-1, -2], "y": [-3, 0]}, "ids": [7, 8]}
    lines = markdown_figure(draw("measure='log P'", json.dumps(body)), FILES)
    assert lines[lines.index("|--:|:--|--:|--:|--:|--:|:--|") - 1].count("|") == 8
    assert any(line.startswith("| 2 | b | −2 | 0 | 13.5 | 100 | 8 |") for line in lines)
