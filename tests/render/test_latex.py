"""Pictures as LaTeX: nothing of an author's is lost, and nothing is a command."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.core.errors import ParseError
from heatmark.hosts.page import Page
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture as paint
from heatmark.render.latex import latex, latex_error, numbered_latex
from heatmark.render.tex import box, escape, unseen
from pages import draw
from paths import hostile_lines

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


HOSTILE = hostile_lines()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


# What LaTeX may read: letters that mean nothing to it, and commands of ours with all they take.
SAFE = re.compile(
    r"(?:[^\\{}$&#_%^~\x00-\x1f\x7f]|~|\\[{}$&#_%]|\\text\w+\{(?:-|\d)?\}|\\char34\{\}|[-,]\{\}"
    r"|\$(?:-|\\(?:times|infty|leq|alpha|rho|emptyset|cdots|mapsto|hookleftarrow|"
    r"uparrow|downarrow|triangleleft|langle|rangle))\$)*"
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


@pytest.mark.parametrize(("form", "said"), [("short", True), ("none", False)])
def test_without_a_legend_there_is_no_scale(form: str, *, said: bool) -> None:
    """Where all is said elsewhere; tokens without scores have none either."""
    found = picture(["a", " b"], "measure=m table=no")
    made = latex(found._replace(legend=found.legend._replace(form=form)))
    assert ("m: 0~" in made) is said
    assert r"\footnotesize tokens: 2" in latex(draw("", '{"tokens": ["a", " b"]}'))


def test_ids_of_readings_are_listed_by_their_names() -> None:
    """Each reading that has ids is a list under its own name."""
    body = {"compare": {"A": ["a", " b"], "B": ["a b"]}, "ids": {"A": [1, 2]}}
    assert re.findall(r"textit\{(.*?):\} (a \(1\))", latex(draw("", json.dumps(body)))) == [
        ("A", "a (1)")
    ]


def test_an_image_keeps_the_notes_beside_it() -> None:
    """What colours leave out is said below an image, with and without the table."""
    body = '{"tokens": ["a", " b", " c"], "scores": [1, 2, null]}'
    for header in ("", "table=false"):
        made = latex(draw(header, body, Page()), image="IMAGE")
        assert made.index("IMAGE") < made.index("issing value")
        assert made.count("n = 2") == 1


def test_an_error_is_escaped() -> None:
    """With its hint, and no command of its author's."""
    made = latex_error(ParseError(r"\input{x}", hint="50 %"), "en", 3)
    assert made.startswith(r"\par{\ttfamily This heatmap cannot be drawn (line 3): ")
    assert r"\input" not in made
    assert r"50 \%" in made


def test_a_figure_has_a_number_and_a_label() -> None:
    """The title is what LaTeX numbers; without one there is still what references lead to."""
    label = r"\ifdefined\hypertarget\hypertarget{x}{}\fi\label{x}"
    named = numbered_latex(picture(["a"], 'title="50%" id=x'))
    assert rf"\caption{{50\%}}{label}\end{{minipage}}\par\nobreak" in named
    assert f"\n{label}\\par\\nobreak\n" in numbered_latex(picture(["a"], "id=x"))
    titled = numbered_latex(picture(["a"], "title=T"))
    assert r"\caption{T}\end{minipage}" in titled
    bare = numbered_latex(picture(["a"]))
    assert not re.search(r"\\caption|\\label", bare)
    assert r"\textbf{T}" not in titled


@pytest.mark.parametrize(
    ("rows", "columns", "header", "listed"),
    [
        (8, 25, "", True),
        (3, 67, "", False),
        (3, 67, "table=true", True),
        (8, 25, "table=no", False),
    ],
)
def test_scores_of_large_grids_are_not_listed(
    rows: int, columns: int, header: str, *, listed: bool
) -> None:
    """Two hundred scores of a grid without numbers are, more only if the author wants them."""
    scores = {f"L{at}": [*range(columns)] for at in range(rows)}
    tokens = [f"t{at}" for at in range(columns)]
    made = latex(draw(f"view=grid {header}", json.dumps({"tokens": tokens, "scores": scores})))
    assert (r"t3~\textbf{3}" in made) is listed


def test_one_colour_for_equal_scores() -> None:
    """Where all scores are equal, the legend has their colour once, and the score beside it."""
    made = latex(draw("", '{"tokens": ["a", "b"], "scores": [1, 1]}'))
    colour = re.findall(r"\\colorbox\[HTML\]\{(\w+)\}", made)[0]
    ramp = rf"\textcolor[HTML]{{{colour}}}{{\vrule width2pt height1.3ex depth.2ex\relax}}"
    assert rf"Score: \fbox{{{ramp}}}~1 " in made


def test_scores_of_each_text_are_listed_by_themselves() -> None:
    """Under the name of the text, or its number."""
    texts = [
        {"tokens": ["a", "b"], "scores": [1, None], "name": "N"},
        {"tokens": ["c"], "scores": [3]},
    ]
    lists = re.findall(
        r"\{\\footnotesize\\textit\{.*?\\par\}",
        latex(draw("", json.dumps({"texts": texts}))),
        re.DOTALL,
    )
    assert lists == [
        "{\\footnotesize\\textit{N:} a~\\textbf{1};\nb~\\textbf{missing value}\\par}",
        "{\\footnotesize\\textit{2:} c~\\textbf{3}\\par}",
    ]


def test_scores_of_columns_are_listed_by_column() -> None:
    """Beside an image of a grid each column is a list, under its own name."""
    made = Heatmap(["H0", "H1"], {"L0": [1, 2], "L1": [3, 4]}, columns=True, view="grid")
    drawn = numbered_latex(paint(made.content, resolve(dict(made.options))), "IMAGE")
    assert re.findall(r"textit\{(.*?):\} (.*?);\n(.*?)\\par", drawn) == [
        ("H0", r"L0~\textbf{1}", r"L1~\textbf{3}"),
        ("H1", r"L0~\textbf{2}", r"L1~\textbf{4}"),
    ]


@pytest.mark.parametrize(
    ("title", "called"), [("x" * 40, "x" * 40), ("x" * 39 + " y", "x" * 39 + "…"), ("", "a b c d")]
)
def test_answers_call_their_line_up(title: str, called: str) -> None:
    """By its title or by its text, of which the end of the document repeats the beginning."""
    body = {"tokens": [*"abcd"], "scores": [1, 2, 3, 4], "title": title or None}
    made = latex(draw("lineup=3", json.dumps(body)))
    said = made.partition("\\AtEndDocument")[2]
    assert called in said
    assert ("…" in said) is called.endswith("…")


def test_control_characters_are_named() -> None:
    """By their code, as Python does; a picture of none of them stays a letter."""
    assert escape("\x00a\x1f") == r"\textbackslash{}x00a\textbackslash{}x1f"
    assert escape("␠") == "␠"
    assert escape("\u200b\u200d") == "\u200d"


def test_spans_have_a_bracket_where_they_begin() -> None:
    """Those of several tokens do, before the first of them; those of one have their name alone."""
    drawn = latex(picture(["a", " b", " c"], "table=no", classes={"1..2": "X", "3": "Y"}))
    shape = BOX.sub(lambda found: f"[{found[1]}]", drawn)
    assert r"\textsubscript{[}[a] %" in shape
    assert "[b]\\textsubscript{]X} %" in shape
    assert "\n[c]\\textsubscript{Y}" in shape
    assert shape.count(r"\textsubscript{[}") == 1


def test_labels_stand_before_the_end_of_a_line() -> None:
    """Behind what of a token is in its first line."""
    drawn = latex(picture(["a\n", "\nb", " c"], "table=no values=below"))
    shape = BOX.sub(lambda found: f"[{found[1]}]", drawn)
    end = "[$\\hookleftarrow$]\\textsubscript{%s}\\newline%%\n"
    assert f"[a]{end % 0}{end % 1}[b] %\n[c]\\textsubscript{{2}}" in shape


@pytest.mark.parametrize("cut", [(False, False), (True, False), (False, True)])
def test_what_is_cut_has_dots(cut: tuple[bool, bool]) -> None:
    """Before the first token, or behind the last."""
    found = picture(["a", " b"], "table=no")
    drawn = latex(found._replace(strips=(found.strips[0]._replace(cut=cut),)))
    text = drawn[drawn.index("selectfont ") + 11 : drawn.index("\\par}")]
    assert (text.startswith(r"\ldots{}"), text.endswith(r"\ldots{}")) == cut


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\u2003b", "a b"),
        ("a\nb\tc", "a b c"),
        ("\u2028", r"\textbackslash{}u2028"),
        ("Ổ", "Ổ"),
        ("⟨eot⟩ ↑↓ ◂", r"$\langle$eot$\rangle$ $\uparrow$$\downarrow$ $\triangleleft$"),
    ],
)
def test_what_has_no_letter_is_written_out(text: str, written: str) -> None:
    """White space is a space, signs that few fonts have are commands, the rest as in Python."""
    assert escape(text) == written


@pytest.mark.parametrize(
    ("text", "signs"),
    [("", r"$\emptyset$"), ("\u200b ", r"[ZWSP]\textvisiblespace{}")],
)
def test_what_is_not_seen_has_signs(text: str, signs: str) -> None:
    """Names for what has no width, and marks for blanks."""
    assert unseen(text) == signs


def test_ink_is_that_of_the_palette() -> None:
    """White on dark colours, black on light ones."""
    drawn = picture(["a", " b"], "cmap=Greys")
    assert r"\textcolor{black}{%s}" in box(drawn, 0)
    assert r"\textcolor{white}{%s}" in box(drawn, 30)
