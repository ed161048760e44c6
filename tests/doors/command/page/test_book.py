"""Notebooks as a text."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.doors.command.page.book import NotebookText, notebook_text
from paths import hostile_lines

PNG = "iVBORw0KGgo="


def markdown(text: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": text, **more}


def code(text: str, *outputs: Any, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    about = {"tags": [*tags]}
    return {"cell_type": "code", "source": text, "outputs": [*outputs], "metadata": about}


def shown(**bundle: Any) -> dict[str, Any]:
    data = {name.replace("_", "/", 1).replace("__", "+"): item for name, item in bundle.items()}
    return {"output_type": "display_data", "data": data}


def of(*cells: dict[str, Any], **about: Any) -> NotebookText:
    return notebook_text({"cells": cells, "metadata": about}, lambda code, lang: f"<{lang}>{code}")


def html(*cells: dict[str, Any]) -> str:
    """Finish a text as if each paragraph were one of a page."""
    made = of(*cells)
    return made.finished("\n".join(f"<p>{one}</p>" for one in made.text.split("\n") if one))


def test_cells_and_what_came_out_of_them() -> None:
    """In their order: text, code in colours, streams, errors without escapes of terminals."""
    trace = {"output_type": "error", "traceback": ["\x1b[31mZeroDivisionError\x1b[0m", "x"]}
    stream = {"output_type": "stream", "text": ["a <b>\n", "c\n"]}
    assert html(markdown("# T"), code("1/0", stream, trace)) == (
        '<p># T</p>\n<python>1/0\n<pre class="output">a &lt;b&gt;\nc</pre>\n'
        '<pre class="output error">ZeroDivisionError\nx</pre>'
    )


@pytest.mark.parametrize(
    ("bundle", "wanted"),
    [
        ({"text_html": "<b>x</b>", "text_plain": "x"}, '<div class="output"><b>x</b></div>'),
        (
            {"image_png": PNG, "text_plain": "<x>"},
            f'<p class="output"><img src="data:image/png;base64,{PNG}" alt="&lt;x&gt;"></p>',
        ),
        ({"text_plain": ["<x", ">"]}, '<pre class="output">&lt;x&gt;</pre>'),
        ({"text_markdown": "**x**", "text_plain": "x"}, "<p>**x**</p>"),
        ({"text_latex": "$$x$$", "text_plain": "x"}, "<p>$$x$$</p>"),
        ({"application_x": "y"}, ""),
    ],
)
def test_the_richest_output_is_shown(bundle: dict[str, Any], wanted: str) -> None:
    """An image as an image, formulas and Markdown as what they are, the rest as text."""
    assert html(code("", shown(**bundle))) == wanted


def test_tags_leave_parts_out() -> None:
    """As those of Jupyter Book and nbconvert do."""
    output = shown(text_plain="out")
    assert html(code("in", output, tags=("remove-input",))) == '<pre class="output">out</pre>'
    assert html(code("in", output, tags=("remove_output",))) == "<python>in"
    assert html(code("in", output, tags=("remove-cell",))) == ""


def test_lines_are_those_of_their_cells() -> None:
    """Whatever stands between them."""
    made = of(markdown("a\nb"), code("x"), markdown("c\nd"))
    lines = made.text.split("\n")
    assert made.place(lines.index("b") + 1) == (1, 2)
    assert made.place(lines.index("d") + 1) == (3, 2)


def test_a_fence_ends_with_its_cell() -> None:
    """It swallows no other cell."""
    made = of(markdown("```python\nx"), markdown("y"))
    assert made.text.startswith("```python\nx\n```\n\ny")


def test_pasted_images_come_along() -> None:
    """Attachments are in the notebook; what has none stays."""
    files = {"a.png": {"image/png": PNG}}
    made = of(markdown("![x](attachment:a.png) ![y](attachment:b.png)", attachments=files))
    assert f"![x](data:image/png;base64,{PNG}) ![y](attachment:b.png)" in made.text


@pytest.mark.parametrize(
    "about", [{}, {"language_info": 1}, {"kernelspec": {"language": "python"}}]
)
def test_code_is_of_the_language_of_the_kernel(about: dict[str, Any]) -> None:
    """Without one it is Python."""
    assert [*of(code("x"), **about).made.values()] == ["<python>x"]
    assert [*of(code("x"), language_info={"name": "R"}).made.values()] == ["<R>x"]


def test_outputs_that_are_hostile_are_text() -> None:
    """Streams, errors, plain text and texts of images; HTML is the author's own."""
    for line in hostile_lines():
        outputs = [{"output_type": "stream", "text": line}, shown(text_plain=line, image_png=line)]
        made = "".join(of(code("", *outputs)).made.values())
        assert "<script" not in made
        assert "<svg" not in made
        assert made.count("<img") == 1
