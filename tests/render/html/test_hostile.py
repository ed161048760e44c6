"""No text of an author's becomes HTML: wherever it stands, whatever it is."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from heatmark.render.attention import short
from heatmark.tokens import to_cells
from markup import parsed
from paths import hostile_lines
from reading import as_seen

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[..., tuple[str, list[str]]]

LINES = hostile_lines()
MORE = [
    "</p\nre>",
    "a\tb",
    "\u2028\u2029",
    "<\x00script>",
    "\x02wzxhzdk:0\x03",
    "\x021\x03",
    "\x85",
]
HOSTILE = [*LINES, *MORE]

ALLOWED: dict[str, dict[str, str]] = {
    "figure": {
        "class": r"heatmark heatmark-[\w-]+( heatmark-readings| heatmark-texts)?",
        "id": r"[A-Za-z][\w.:-]*",
        "style": r"((--[hi][ld]\d+:#[0-9a-f]{3,6}|--(ms|un):'([\w ]|\\[0-9a-f]+ )*');?)*",
    },
    "figcaption": {},
    "style": {},
    "pre": {"class": "heatmark-text", "dir": "rtl"},
    "b": {
        "class": r"q([0-9]|[12][0-9]|30|x|p|-chosen)( q-(mark|chosen))?( j)?( q-up| q-down)?( j)?",
        "data-v": r"−?[\d.,×⁻⁰¹²³⁴⁵⁶⁷⁸⁹∞]+|missing value|thiếu giá trị|special token|(?s:W.+)",
        "data-w": r"part of a character|special token|(?s:(special token\n)?(Class: |W).+)",
        "aria-hidden": "true",
        "hidden": "",
    },
    "i": {
        "aria-hidden": "true",
        "class": r"q-name|q-gap( q-wide)?|q([0-9]|[12][0-9]|30)( q-up| q-down)?",
        "style": r"(margin-left:[\d.]+%;)?width:[\d.e-]+%|--s:[\d.]+",
    },
    "div": {
        "class": "heatmark-(legend|key|name|section|error|scroll|tabs|guess|guesses|pick|paper)"
        "|admonition failure error",
        "lang": "en|vi",
        "role": "group",
        "aria-label": "Data table|Bảng số liệu|Score grid|Bar chart|Series|What the model expected"
        "|choose another by .*",
        "aria-labelledby": r"[\w.:-]+",
        "tabindex": "0",
        "data-search-exclude": "",
    },
    "span": {
        "class": "heatmark-(scale|ramp|part|group|bar|tag|stat|screen|long)",
        "aria-hidden": "true",
        "data-v": r"(?s:mean: .+)",
    },
    "form": {"method": "dialog"},
    "label": {},
    "input": {
        "type": "radio",
        "name": "heatmark-[0-9a-f]{12}",
        "value": r"\d+",
        "aria-label": r"(?s:.+)",
        "checked": "",
    },
    "small": {},
    "details": {"class": "heatmark-(table|guess)", "lang": "en|vi"},
    "summary": {},
    "table": {
        "class": r"heatmark-bars|heatmark-grid heatmark-"
        r"(w\d\d( heatmark-words)?|tight( heatmark-(dense|words))?)",
        "style": r"--room:\d+ch|--cols:\d+",
    },
    "thead": {},
    "tbody": {},
    "tr": {"class": "heatmark-true", "style": r"--row:'([\w ]|\\[0-9a-f]+ )*'"},
    "th": {"scope": "col|row", "data-v": r"<[|]endoftext[|]>"},
    "td": {
        "class": r"q([0-9]|[12][0-9]|30|x)( q-up| q-down)?",
        "data-v": r"−?[\d.,]+( [(]special token[)])?|missing value|special token",
        "data-w": r"(?s:.+)",
    },
    "p": {"class": "admonition-title|heatmark-about", "data-search-exclude": ""},
    "strong": {},
}


class Strict(HTMLParser):
    """Accepts our own elements and attributes, each closed where it belongs, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, int]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, f"unexpected <{tag}>"
        assert len({name for name, _ in attrs}) == len(attrs)
        for name, value in attrs:
            assert name in ALLOWED[tag], f"unexpected {name} of <{tag}>"
            assert re.fullmatch(ALLOWED[tag][name], value or ""), f"{name}={value!r} of <{tag}>"
        classes = dict(attrs).get("class") or ""
        key = f"{tag}.{classes}" if classes.startswith("heatmark-") else tag
        texts = self.texts.setdefault(key, [])
        if tag != "input":  # which has no end
            self.open.append((tag, key, len(texts)))
        texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(tag == "i" for tag, _, _ in self.open):
            for _, key, place in self.open:
                self.texts[key][place] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"unexpected comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"unexpected declaration {decl!r}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"unexpected declaration {data!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"unexpected instruction {data!r}")


def _parsed(html: str) -> dict[str, list[str]]:
    reader = Strict()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.texts


BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # shown by name only


def _block(**content: object) -> str:
    return f"```heatmap\n{json.dumps(content)}\n```"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_tokens(text: str, convert: Convert) -> None:
    """A hostile token is text: exactly its own, in the picture and in the table."""
    tokens = [text, f" {text}", f"{text}\n", "end"]
    html, messages = convert(
        _block(tokens=tokens, scores=[1, 2, None, 3], table=True, scheme="text")
    )
    found = _parsed(html)
    special = to_cells(tokens, "text").special
    plain = "".join(token for place, token in enumerate(tokens) if place not in special)
    assert found["pre.heatmark-text"] == [BIDI.sub("", as_seen(plain))]
    if as_seen(text).strip():
        assert found["td"][1] == as_seen(text).strip()
    assert len(found["b"]) == 4 + 1 + bool(special)  # signs of the legend, too
    assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
@pytest.mark.parametrize("key", ["title", "measure", "unit"])
def test_in_options(key: str, text: str, convert: Convert) -> None:
    """A hostile caption, measure or unit is text, from the body and from the header."""
    block = _block(tokens=["a"], scores=[1], **{key: text})
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    for document in (block, f'~~~heatmap {key}="{quoted}"\na 1\n~~~'):
        html, messages = convert(document, table=True)
        found = _parsed(html)
        place = "figcaption" if key == "title" else "div.heatmark-key"
        assert text in found[place][0]
        assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_names_of_series(text: str, convert: Convert) -> None:
    """A hostile name of a series is text, above its row and in the table's head."""
    block = _block(tokens=["a"], scores={text: [1], f"{text}2": [2]}, table=True)
    html, messages = convert(block)
    found = _parsed(html)
    assert found["div.heatmark-name"] == [text, f"{text}2"]
    assert found["th"][2:] == [text, f"{text}2"]
    assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_many_texts(text: str, convert: Convert) -> None:
    """A hostile name or group of one of many texts is text, above it and in the table."""
    texts = [
        {"tokens": [text, "b"], "scores": [1, 2], "name": text, "group": text},
        {"tokens": ["c"], "scores": [3], "name": "end"},
    ]
    html, messages = convert(_block(texts=texts, join="none", scheme="text"), table=True)
    found = _parsed(html)
    assert found["div.heatmark-section"] == [text, "others"]
    assert found["div.heatmark-name"] == [text, "end"]
    assert found["td"][3] == text
    assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_a_difference(text: str, convert: Convert) -> None:
    """A hostile name of a series that others are shown less is text, at the end of the ramp too."""
    scores = {text: [1, 2], f"{text}2": [2, 1]}
    html, messages = convert(_block(tokens=["a", " b"], scores=scores, minus=text))
    found = _parsed(html)
    assert found["div.heatmark-name"] == [f"{text}2 − {text}"]
    assert text[:10] in found["span.heatmark-scale"][0]
    assert not messages


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("view", ["grid", "bars"])
def test_in_views(view: str, text: str, convert: Convert) -> None:
    """Hostile tokens, names and labels are text in the heads and cells of grids and bars."""
    content = {"tokens": [text, "b"], "scores": [[1, 2], [3, 4]], "names": [text, text]}
    labels = {"labels": [[text, None], [None, text]]} if view == "grid" else {}
    html, messages = convert(_block(**content, **labels, view=view, scheme="text"))
    found = _parsed(html)
    shown = BIDI.sub("", as_seen(text)).strip()
    shown = re.sub("[\n\t\r]", lambda sign: "↵⇥␍"["\n\t\r".index(sign[0])], shown)
    if shown and not to_cells([text], "text").special:
        heads = found["th"]
        names = [heads[2], heads[3]] if view == "grid" else [heads[1], heads[2]]
        assert names == [shown, shown]
        assert heads[0 if view == "grid" else 3] == shown
        assert view == "bars" or found["td"][1] == f"{shown}1"
    assert not messages


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("scores", [None, [1, 2, 3]])
def test_in_classes_and_marks(scores: list[int] | None, text: str, convert: Convert) -> None:
    """A hostile label, or word for a mark, is text: under its tokens, in legend and table."""
    label = text if as_seen(text).strip() and text.strip("\x85") else f"x{text}"
    more = {} if scores is None else {"scores": scores}
    content = {"tokens": [text, " b", " c"], "classes": {"2..3": label}, "mark": {2: f"W{text}"}}
    if "\n" in text or re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text):
        content["mark"] = {2: "W."}  # options have no control characters
    html, messages = convert(_block(**content, **more, table=True, scheme="text"))
    found = _parsed(html)
    assert not messages
    shown = BIDI.sub("", as_seen(label)).strip()
    assert [BIDI.sub("", one) for one in found["small"]] == [shown]
    assert f"{shown}: 1" in BIDI.sub("", found["div.heatmark-legend"][0])
    assert BIDI.sub("", found["td"][-2]) == shown


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_guesses(text: str, convert: Convert) -> None:
    """A hostile token or candidate is text in the list of guesses."""
    others = [[["x", -1], [f"{text}y", -2]], []]
    content = {"tokens": ["a", f" {text}y"], "scores": [-3, -2], "alternatives": others}
    options = {"view": "guesses", "measure": "log P", "scheme": "text", "hover": False}
    html, messages = convert(_block(**content, **options))
    found = _parsed(html)
    shown = re.sub("[\n\t\r]", lambda sign: "↵⇥␍"["\n\t\r".index(sign[0])], as_seen(f"{text}y"))
    assert found["th"][3:5] == ["x", BIDI.sub("", shown).strip()]
    assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_summaries(text: str, convert: Convert) -> None:
    """A hostile name of a series is text beside its summary."""
    html, messages = convert(_block(tokens=["a"], scores={text: [1], "x": [2]}, stats="mean"))
    found = _parsed(html)
    assert found["span.heatmark-stat"] == [f"mean: {text} 1; x 2"]
    assert not messages


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_names_of_tokenizers(text: str, convert: Convert) -> None:
    """A hostile name of a tokenizer is text, and so are tokens that need room in other rows."""
    compare = {text: ["a", " b"], f"{text}2": ["<s>", "a b"]}
    html, messages = convert(_block(compare=compare, table=True, scheme="text"))
    found = _parsed(html)
    assert not messages
    assert [name.rpartition(" – ")[0] for name in found["div.heatmark-name"]] == [text, f"{text}2"]
    assert found["th"][1:] == [text, f"{text}2"]
    assert found["pre.heatmark-text"] == ["a b", "a b"]


@pytest.mark.parametrize("text", LINES, ids=ascii)
@pytest.mark.parametrize("view", ["text", "bars"])
def test_in_tabs(view: str, text: str, convert: Convert) -> None:
    """A hostile name of a series is text on its tab."""
    block = _block(tokens=["a"], scores={text: [1], f"{text}2": [2]}, series="tabs", view=view)
    html, messages = convert(block)
    found = _parsed(html)
    assert [name.strip() for name in found["label"]] == [
        BIDI.sub("", name).strip() for name in (text, f"{text}2")
    ]
    assert not messages


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_tokens_that_are_chosen(text: str, convert: Convert) -> None:
    """A hostile token is text for each row, in the name of its button, and in the small grid."""
    rows = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    block = _block(tokens=[text, "x", f" {text}"], scores=rows, series="pick", scheme="text")
    html, _ = convert(block)
    found = _parsed(html)
    assert len(found["label"]) == 3
    assert len(found["b"]) == 3 * 3 + 1
    (shown,) = {*found["b"][:3]}
    assert found["label"][0] == 3 * shown
    if not to_cells([text], "text").special:
        assert BIDI.sub("", as_seen(text)).strip() in shown


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_tokens_of_rows(text: str, convert: Convert) -> None:
    """A hostile token of another text is the head of its row, and text under the finger."""
    rows = [[1, 2], [3, 4]]
    html, _ = convert(
        _block(tokens=["a", " b"], row_tokens=[text, "x"], scores=rows, scheme="text", table=True)
    )
    wanted = short(text) if to_cells([text], "text").special else BIDI.sub("", text).strip()
    assert wanted in [head.strip() for head in _parsed(html)["th"]]


def test_in_the_name_of_a_region(convert: Convert) -> None:
    """A hostile title stays inside the attribute that names a region."""
    title = "\"><script>alert(1)</script>' onfocus=x"
    html, _ = convert(_block(tokens=["a"], scores=[1], view="bars", title=title))
    label = html.split('aria-label="')[1].split('"')[0]
    assert label == "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#x27; onfocus=x"
    assert "<script" not in html


@pytest.mark.parametrize("text", LINES, ids=ascii)
@pytest.mark.parametrize("key", ["id", "cmap", "lang", "scale", "src", "<b>", "score", "hover"])
def test_in_other_options(key: str, text: str, convert: Convert) -> None:
    """Hostile values of other options are refused or do nothing; the box shows them as text."""
    html, _ = convert(_block(**{key: text}, **({} if key == "src" else {"text": "a"})))
    assert html.count("heatmark-error") >= 1
    assert "<p>" in html
    _parsed(html)


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_in_broken_blocks(text: str, convert: Convert) -> None:
    """Hostile text in a header, a row or a key that cannot be read is text in the error box."""
    for document in (
        f"~~~heatmap {text}\na 1\n~~~",
        f"```heatmap\n{text}\n{text} x\n```",
        f"```heatmap\n{{{text}\n```",
        _block(**{text: 1}),
        _block(tokens=[text], scores=[text]),
        _block(tokens=[text], text="b", scores=[1]),
    ):
        html, _ = convert(document)
        _parsed(html)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_rows(text: str, convert: Convert) -> None:
    """A hostile token in quotes is the same text from a row."""
    row = f"{json.dumps(text, ensure_ascii=False)} 1"
    html, messages = convert(f"```heatmap scheme=text\n{row}\n```")
    plain = "" if to_cells([text], "text").special else text
    assert _parsed(html)["pre.heatmark-text"] == [BIDI.sub("", as_seen(plain))]
    assert not messages


def test_words_that_look_like_our_own(convert: Convert) -> None:
    """A document that contains the word of its own first fence, as it was without it, stays."""
    document = "x\n\n```heatmap\na 1\n```\n\ny"
    html, _ = convert(document)
    assert html.count("<figure") == 1
    html, _ = convert("heatmark0n0x wzxhzdk:0\n\n" + document + "\n\nheatmark0n0x")
    assert html.count("<figure") == 1
    assert html.count("heatmark0n0x") == 2
    assert "wzxhzdk:0" in html


def test_raw_control_characters(convert: Convert) -> None:
    """A raw NUL, STX or ETX in a block is named in the error box, and does not reach the page."""
    for code in (0, 2, 3, 0x1B, 0x7F):
        html, messages = convert(f"Before.\n\n```heatmap\na{chr(code)} 1\n```\n\nAfter.")
        assert chr(code) not in html
        assert f"U+{code:04X}" in html
        assert len(messages) == 1
        assert "After." in html


@pytest.mark.parametrize("view", ["text", "bars", "grid"])
@pytest.mark.parametrize("harm", ['" xss="', "' xss='", "` xss=`", "x xss=", '"><xss a="'])
@pytest.mark.parametrize("option", ["steps", "mark"])
def test_names_that_stand_beside_numbers(
    option: str, harm: str, view: str, convert: Convert
) -> None:
    """Names of steps and marks are in the value that a finger is told, and end it nowhere."""
    said = {"steps": {harm: 1, "b": 10}} if option == "steps" else {"mark": {"1": harm}}
    content = {"tokens": ["a", "b"], "scores": [None if option == "mark" else 1, 2]}
    block = json.dumps({"view": view, "measure": "x", **said, **content})
    assert harm in parsed(convert(f"```heatmap\n{block}\n```")[0])
