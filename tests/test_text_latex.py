"""Pictures as plain text and as LaTeX: nothing of an author's is lost, and nothing is a command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import ParseError
from heatmark.hosts.page import Page
from heatmark.hosts.page_run import draw
from heatmark.render.latex import escape, latex
from heatmark.render.text import plain, plain_error

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

HOSTILE = (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8").split("\n")[:-1]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

# What LaTeX may read: letters that mean nothing to it, and commands of ours with all they take.
SAFE = re.compile(
    r"(?:[^\\{}$&#_%^~\x00-\x1f\x7f]|~|\\[{}$&#_%]|\\text\w+\{(?:-|\d)?\}|\\char34\{\}|[-,]\{\}"
    r"|\$\\(?:times|infty|emptyset|cdots|mapsto|hookleftarrow)\$)*"
)
UNIT = r"(?:\\[{}]|[^{}\\]|\\(?![{}]))"
BOX = re.compile(
    r"\\(?:colorbox\[HTML\]\{\w{6}\}|fcolorbox\{gray\}\{white\})"
    rf"\{{\\vrule[^\\]*\\relax \\textcolor\{{\w+\}}\{{((?:{UNIT}|\{{{UNIT}*\}})*)\}}\}}"
)


def picture(tokens: list[str], header: str = "", **more: object) -> Picture:
    body = {"tokens": tokens, "scores": [*range(len(tokens))], **more}
    return draw(header, json.dumps(body), Page())


@given(TEXTS)
def test_escaped_text_has_no_commands(text: str) -> None:
    """Whatever an author writes, LaTeX reads letters."""
    assert SAFE.fullmatch(escape(text)), escape(text)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_latex_is_balanced(tokens: list[str]) -> None:
    """Braces pair up, and no line is empty, which would end a paragraph inside a group."""
    drawn = latex(picture([*tokens, "x"], "scheme=text", title="} a"))
    depth = 0
    for character in re.sub(r"\\[{}]", "", drawn):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert "\n\n" not in drawn.strip()
    assert not re.search(r"^\s*$", drawn.strip(), re.MULTILINE)


@pytest.mark.parametrize("text", ["a", *HOSTILE])
def test_latex_shows_what_was_written(text: str) -> None:
    """Words stand in boxes, one after another."""
    drawn = latex(picture(["<", text, ">"], "table=no scheme=text special=include"))
    words = [word for word in re.split(r"[\s\u2028\u2029\x85]+", text) if word]
    boxes = BOX.findall(drawn)
    for word in words:
        if word.isascii() and word.isprintable():
            assert escape(word) in boxes, (word, boxes)


def test_latex_puts_white_space_between_boxes() -> None:
    """Spaces are outside, lines end after their sign, and pieces of a word touch."""
    drawn = latex(picture(["un", "able", " a b", "\n", "  c"], "table=no"))
    text = drawn[drawn.index("selectfont ") + 11 : drawn.index("\\par}")]
    shape = BOX.sub(lambda found: f"[{found[1]}]", text)
    assert shape == (
        "[un]\\penalty9999\\hspace{0pt}%\n[able] %\n[a] %\n[b]\\penalty9999\\hspace{0pt}%\n"
        "[$\\hookleftarrow$]\\newline%\n\\  %\n[c]"
    )


def test_latex_frames_split_letters() -> None:
    """One frame is around the tokens of a letter, not around the space before it."""
    drawn = latex(picture(["ch", "Ġáº", "£", "Ġn"], "table=no scheme=bytebpe"))
    text = drawn[drawn.index("selectfont ") + 11 : drawn.index("\\par}")]
    shape = BOX.sub(lambda found: f"[{found[1]}]", text)
    assert shape == "[ch] %\n\\fbox{[ả][{\\tiny $\\cdots$}]} %\n[n]"


def test_latex_marks_what_has_no_colour_and_what_is_clipped() -> None:
    """Missing scores have frames, clipped ones arrows, in the text and in the legend."""
    block = '{"tokens": ["a", "b", "c", "d"], "scores": [null, 0, 1, 9]}'
    drawn = latex(draw("scale=[0.5,2]", block, Page()))
    text, legend = drawn.split("\\footnotesize", 1)
    for part in (text, legend):
        assert part.count("\\fcolorbox{gray}{white}") == 1
        assert part.count("$\\uparrow$") == part.count("$\\downarrow$") == 1


def test_latex_has_caption_legend_and_scores() -> None:
    """All that a reader of a book has, who cannot point at tokens."""
    drawn = latex(picture(["a", " b"], 'title="50%" measure=m unit=% lang=vi'))
    assert r"\textbf{50\%}\par\nobreak" in drawn
    assert r"m (\%): 0~\fbox{" in drawn
    assert "Bảng số liệu:" in drawn
    assert "a~\\textbf{0};\nb~\\textbf{1}\\par" in drawn


def test_plain_text() -> None:
    """Caption, text, legend and table, in that order."""
    block = (
        '{"tokens": ["Hà", " Nội", "\\n", "日本"], "scores": {"x": [1, 20.5, null, 3], '
        '"y": [4, 5, 6, 7]}}'
    )
    assert plain(draw("title=T unit=nat", block, Page())) == (
        "T\n\n"
        "Hà Nội↵\n日本\n\n"
        "Score (nat): 1 … 20.5 · own min–max scale – not comparable with\n"
        "other blocks · the 2 series share this scale · n = 7 · missing\nvalue: 1\n\n"
        "No.  Token              x  y\n"
        "  1  Hà                 1  4\n"
        "  2  Nội             20.5  5\n"
        "  3  ↵      missing value  6\n"
        "  4  日本               3  7"
    )


def test_plain_text_is_wrapped_at_spaces() -> None:
    """Lines end at words; what has no spaces stays whole."""
    text = plain(picture([" word"] * 40 + ["x" * 90], "table=no"), columns=40)
    lines = text.split("\n\n")[0].split("\n")
    assert max(map(len, lines[:-1])) <= 40
    assert "".join(lines).replace(" ", "").endswith("word" + "x" * 90)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_plain_text_is_text(tokens: list[str]) -> None:
    """No control character is left, nothing turns the text around, and rows are counted."""
    text = plain(picture([*tokens, "x"], "scheme=text table=yes"))
    assert not re.search(
        "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]", text
    )
    assert re.search(rf"^ *{len(tokens) + 1}  x +{len(tokens)}$", text, re.MULTILINE)


def test_plain_errors() -> None:
    """An error says line and hint, in the page's language."""
    error = ParseError("no", hint="try")
    assert plain_error(error, "en", 3) == (
        "This heatmap cannot be drawn (line 3): no\nWhat to do: try"
    )
    assert plain_error(ParseError("no"), "vi", None) == "Không vẽ được bản đồ nhiệt này: no"


def test_line_ups_ask_first_and_answer_last() -> None:
    """The answer stands below all that could be looked at."""
    block = json.dumps({"tokens": list("abcdefgh"), "scores": [*range(8)]})
    drawn = draw("lineup=3 measure=m", block, Page())
    assert drawn.lineup is not None
    for text in (plain(drawn), latex(drawn)):
        assert text.count("Which") == 1
        last = text.rstrip().removesuffix("\\endgroup\\par").rstrip().split("\n")[-1]
        assert drawn.lineup.names[drawn.lineup.answer] in last
