"""SVG files: one path a colour, each letter once, and XML whatever the tokens are."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from drawing import MONOSPACED, make_font, sheet_of
from heatmark import Heatmap
from heatmark.render.image.letters import outline
from heatmark.render.image.screen import Box, Mark, Screen
from heatmark.render.image.sheet import Sheet, SheetColours
from heatmark.render.image.svg import _path, svg
from paths import hostile_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("letters", ["outlines", "text"])
def test_hostile_tokens_are_letters(letters: str) -> None:
    """Nothing of a token becomes an element or an attribute, drawn or kept as text."""
    tokens = [token for token in hostile_lines() if token.isprintable() and token]
    heatmap = Heatmap(tokens, [*range(len(tokens))], letters=letters, scheme="text")
    root = ET.fromstring(svg(sheet_of(heatmap, "svg")))
    kinds = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
    assert kinds <= {"svg", "path", "g", "defs", "use", "text", "tspan", "pattern", "rect", "line"}
    assert not {name for element in root.iter() for name in element.attrib if name[:2] == "on"}


def test_a_letter_is_drawn_once() -> None:
    """Its outline stands in one place, and is used wherever the letter is."""
    data = svg(sheet_of(Heatmap(["ả"] * 40, [1.0] * 40, scheme="text"), "svg"))
    root = ET.fromstring(data)
    outlines = [one.attrib["id"] for one in root.iter(f"{NAMESPACE}path") if "id" in one.attrib]
    used = [one.attrib["href"] for one in root.iter(f"{NAMESPACE}use")]
    assert len(set(outlines)) == len(outlines) < 40 <= len(used)
    assert {one.lstrip("#") for one in used} <= set(outlines)


FILLS = tuple(f"#{level:02x}0000" for level in range(31))
INKS = tuple(f"#{level:02x}ffff" for level in range(31))


def lines_of(
    lines: Sequence[str],
    boxes: Sequence[Box] = (),
    marks: Sequence[Mark] = (),
    *,
    bold: frozenset[int] = frozenset(),
    **known: Any,
) -> list[str]:
    """Draw lines of cells of ten pixels, and give the lines of the file without head and end."""
    columns = len(lines[0])
    screen = Screen(columns, tuple(map(tuple, lines)), bold, tuple(boxes), tuple(marks))
    colours = SheetColours("#fff", "#123456", FILLS, INKS)
    made = Sheet(screen, "svg", 10.0, 1.0, 0.0, colours, known.get("font"), outlines=bool(known))
    made = made._replace(width=columns * 10 + 2 * made.pad)
    return svg(made).decode().splitlines()[2:-1]


def test_where_boxes_are() -> None:
    """One path a level, with a round stroke within the box; none for boxes without a width."""
    boxes = [
        *(Box(0, 0, 2, 3), Box(0, 2, 3.5, 3), Box(1, 0, 1, 0), Box(1, 1, 1, 3)),
        *(Box(0, 3, 4, 5, 2), Box(1, 2, 3, -1)),
    ]
    assert lines_of(["    "] * 2, boxes)[:-2] == [
        (
            '<pattern id="H" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><path d="M0 0v6" stroke="#123456" stroke-width="2" '
            'stroke-opacity=".3"/></pattern>'
        ),
        '<path fill="url(#H)" d="M29 38.83h10v23.33h-10z"/>',
        *(
            f'<path fill="{fill}" stroke="{fill}" stroke-width="2" stroke-linejoin="round" '
            f'd="{path}"/>'
            for fill, path in (
                ("#000000", "M10 39.83h8v21.33h-8z"),
                ("#030000", "M10 10h18v21.33h-18zM30 10h13v21.33h-13z"),
                ("#050000", "M40 10h8v51.17h-8z"),
            )
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("dots", 'none" stroke="INK" stroke-width="2" stroke-dasharray="2" d="M19 32.33h20"'),
        ("piece", 'none" stroke="INK" stroke-opacity=".45" d="M19 9h20v23.33h-20z"'),
        ("mark", 'none" stroke="INK" stroke-width="2" d="M18 8h22v25.33h-22z"'),
        ("above", 'INK" d="M19 6.5h20v2.5h-20z"'),
        ("below", 'INK" d="M19 32.33h20v2.5h-20z"'),
        ("frame", 'none" stroke="INK" d="M19 9h20v23.33h-20z"'),
        ("group", 'none" stroke="INK" d="M19 9h20v23.33h-20z"'),
    ],
)
def test_where_marks_are(kind: str, path: str) -> None:
    """Over, under or around the cells that they are about."""
    found = lines_of(["    "], [], [Mark(kind, 0, 1, 3)])[0]
    assert found == f'<path fill="{path.replace("INK", "#123456")}/>'


def test_a_ramp_has_all_colours_in_equal_steps() -> None:
    """Each reaches to the end, under the next, and a frame is around them."""
    steps = lines_of(["  "], [], [Mark("ramp", 0, 0, 2)])[0].split("/>")[:-1]
    assert steps[0] == '<path fill="#000000" d="M9 9H29v23.33H9z"'
    assert steps[15] == '<path fill="#0f0000" d="M18.68 9H29v23.33H18.68z"'
    assert steps[30] == '<path fill="#1e0000" d="M28.35 9H29v23.33H28.35z"'
    assert steps[31] == '<path fill="none" stroke="#123456" d="M9 9h20v23.33h-20z"'


def test_text_stands_in_its_cells() -> None:
    """By runs of one ink, each as wide as its cells; headings are bold, blanks are left out."""
    boxes = [Box(0, 0, 1, 3), Box(0, 3, 4, 4)]
    found = lines_of(["ab c", " <  ", "    ", 'x"z\uffff'], boxes, bold=frozenset({1}))[2:]
    head, *texts, end = found
    assert 'font-size="16.67"' in head
    assert end == "</g>"
    assert texts == [
        f'<text x="{x}" y="{y}" fill="{ink}" textLength="{wide}" '
        f'lengthAdjust="spacingAndGlyphs"{bold}>{said}</text>'
        for x, y, ink, wide, bold, said in (
            (9, 28, "#03ffff", 10, "", "a"),
            (19, 28, "#123456", 20, "", "b\xa0"),
            (39, 28, "#04ffff", 10, "", "c"),
            (9, 57.83, "#123456", 40, ' font-weight="600"', "\xa0&lt;\xa0\xa0"),
            (9, 117.5, "#123456", 40, "", 'x"z'),
        )
    ]


def test_outlines_stand_in_their_cells(tmp_path: Path) -> None:
    """Each letter has a name, bold ones another; blanks have none."""
    font = make_font(tmp_path / "x.ttf", MONOSPACED)
    found = lines_of(["ab a", "b a "], [Box(0, 0, 1, 3)], bold=frozenset({1}), font=font)[1:]
    shape = "M50 0L50 -700L550 -700L550 0Z"
    shapes = "".join(f'<path id="{name}" d="{shape}"/>' for name in "abcd")
    first, second = (f'transform="translate(9 {y}) scale(0.0166667)"' for y in (28, 57.83))
    assert found == [
        f"<defs>{shapes}</defs>",
        f'<g fill="#03ffff" {first}><use href="#a" x="0"/></g>',
        f'<g fill="#123456" {first}><use href="#b" x="600"/><use href="#a" x="1800"/></g>',
        f'<g fill="#123456" {second}><use href="#c" x="0"/><use href="#d" x="1200"/></g>',
    ]


def test_more_letters_than_the_alphabet_has() -> None:
    """Names are counted with letters, and outlines have as many points as their curves need."""
    said = [*string.ascii_letters[:28]]
    (defs,) = [one for one in lines_of(["".join(said)], outlines=True) if one.startswith("<defs>")]
    found = re.findall(r'<path id="(\w+)" d="(.*?)"/>', defs)
    assert [name for name, _ in found] == [*string.ascii_lowercase, "ba", "bb"]
    point = r"-?\d+ -?\d+"
    curve = rf"([ML]{point}|Q{point} {point}|C{point} {point} {point}|Z)+"
    assert all(re.fullmatch(curve, path) for _, path in found)
    assert all(re.search("[QC]", path) for name, path in found if name in "oces")
    assert all(path.count("M") == path.count("Z") > 0 for _, path in found)


def test_curves_of_an_opentype_font(tmp_path: Path) -> None:
    """They are cubic, with two points beside their end, where those of TrueType have one."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    glyphs = {}
    for name in (".notdef", "i"):
        pen = T2CharStringPen(600, None)
        pen.moveTo((100, 0))
        pen.curveTo((100, 300), (300, 500), (600, 500))
        pen.lineTo((600, 0))
        pen.closePath()
        glyphs[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([*glyphs])
    builder.setupCharacterMap({ord("i"): "i"})
    builder.setupCFF("Test-Regular", {}, glyphs, {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "x.otf")
    (defs, _) = lines_of(["i"], font=str(tmp_path / "x.otf"))
    path = "M100 0C100 -300 300 -500 600 -500L600 0Z"
    assert defs == f'<defs><path id="a" d="{path}"/></defs>'


def test_headings_have_bold_outlines() -> None:
    """And other lines have not."""
    plain, bold, both = (
        re.findall(
            r'd="(M[^"]*)"/>', "".join(lines_of(["a", "a"], bold=frozenset(rows), font=None))
        )
        for rows in ((), (0, 1), (1,))
    )
    assert both == [*plain, *bold]
    assert (plain, bold) == ([_path(outline("a"))], [_path(outline("a", bold=True))])
    assert plain != bold
