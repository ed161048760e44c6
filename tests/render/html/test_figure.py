"""Figures in HTML: whatever the tokens, the text is whole and nothing escapes."""

from __future__ import annotations

import html
import itertools
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError
from heatmark.hosts.page import Page
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Options
from heatmark.picture.paint import picture
from heatmark.render.html.elements import UNSEEN
from heatmark.render.html.figure import figure
from heatmark.tokens import to_cells
from pages import draw
from reading import as_seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.core.scored_tokens import Score


class Reader(HTMLParser):
    """Read the text of HTML as a browser would show it, without what is hidden from readers."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.hidden = 0
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        if tag == "i":
            assert next(iter(attrs)) == ("aria-hidden", "true")
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "i"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text += data


def shown_texts(drawn: str) -> list[str]:
    texts = []
    for inner in re.findall(r'<pre class="heatmark-text">(.*?)</pre>', drawn, re.DOTALL):
        assert not inner.startswith("\n"), "a browser drops a newline that a pre begins with"
        reader = Reader()
        reader.feed(inner)
        reader.close()
        texts.append(reader.text)
    return texts


BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNCLOSED = re.compile(r"\[(?:LRE|RLE|LRO|RLO|LRI|RLI|FSI)\]")


AS_TEXT = Options(scheme="text")


def text_of(tokens: list[str]) -> str:
    """Say what a reader can copy: special tokens and bidi controls are no text, HTML has no CR."""
    special = to_cells(tokens, "text").special
    text = "".join(token for place, token in enumerate(tokens) if place not in special)
    return as_seen(BIDI.sub("", text.replace("\r", "")))


HOSTILE = st.text("<>&\"'`;#x!-=/\\ \t\n\r\x00\x07\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0ệe\u0323\u0302😀")


ODD = st.sampled_from(
    [
        *[
            "",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\u2028",
            "\u200d",
            "\ufeff",
            "\u202e",
            "\u0301",
            " a",
            "a ",
        ],
        *["<s>", "</pre>", "</b>", "&amp;", "&#13;", "<i aria-hidden=true>", "]]>"],
        *["\x1d", "\x1e", "\x1f"],
    ]
)


TOKENS = st.lists(st.one_of(HOSTILE, ODD, st.text(max_size=5)), min_size=1, max_size=12)


@given(TOKENS, st.booleans(), st.sampled_from(["en", "vi"]))
def test_html_says_the_text(tokens: list[str], hover: bool, lang: str) -> None:
    """The HTML of any tokens, without tags and marks, is the tokens joined."""
    scores: list[Score] = [None if place % 5 == 4 else place for place in range(len(tokens))]
    options = Options(hover=hover, lang=lang, scheme="text")
    drawn = figure(picture(Heatmap(tokens, scores, join="none").content, options))
    assert shown_texts(drawn) == [text_of(tokens)]
    assert len(re.findall(r"<b class=", drawn.partition("</pre>")[0])) == len(tokens)


@settings(max_examples=20)
@example(["", "\u200d"], 502)
@given(TOKENS, st.integers(501, 2100))
def test_long_texts_are_cut_without_loss(tokens: list[str], count: int) -> None:
    """A text of more than 500 tokens comes in parts, and is the same text."""
    many = (tokens * (count // len(tokens) + 1))[:count]
    drawn = figure(picture(Heatmap(many, [0.0] * count, join="none").content, AS_TEXT))
    assert shown_texts(drawn) == [text_of(many)]
    parts = drawn.count("<span class=heatmark-part>")
    assert count / 500 <= parts <= count / 400 + 1
    swatch = "heatmark-scale" in drawn.rpartition("</pre>")[2]  # not where all are special
    assert len(re.findall(r'<b class="?q', drawn)) == count + swatch


@given(TOKENS)
def test_the_table_has_every_token(tokens: list[str]) -> None:
    """The data table has a row for each token, which says its text without the spaces around."""
    options = Options(table=True, scheme="text", special="include")
    drawn = figure(picture(Heatmap(tokens, [1.0] * len(tokens), join="none").content, options))
    cells = re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td><td>1</td>", drawn, re.DOTALL)
    shown = to_cells(tokens, "text").texts
    assert [int(place) for place, _ in cells] == list(range(1, len(tokens) + 1))
    for (_, cell), token in zip(cells, shown, strict=True):
        assert "<" not in cell
        if re.sub(f"[{UNSEEN}]", "", as_seen(token)).strip():
            assert (
                BIDI.sub("", UNCLOSED.sub("", html.unescape(cell)))
                == BIDI.sub("", as_seen(token)).strip()
            )
        else:
            assert cell.strip(UNSEEN)  # a sign, or a name such as [ZWJ]


KEYS = st.sampled_from([*DECLARED, *CONTENT, "sclae", "a"])


VALUE = st.one_of(
    st.text("{}[]:,#-\"'\\ 0123456789.~*&!|>%@\tệab\xa0", max_size=12),
    st.sampled_from(["[1, 2]", "[a, b]", "{a: [1]}", "null", "length", "-", "1e999", "nan", "0,5"]),
    st.sampled_from(["rank", "zero", "[0, 1]", "softmax", "log", "Reds", "true", "2024-13-45"]),
)


PAIR = st.builds("{}{}{}".format, KEYS, st.sampled_from(["=", ": ", ":"]), VALUE)


ROW = st.builds("{} {}".format, st.text("ab\"'\\#ệ-:", max_size=4), VALUE)


RAW = st.text("{}[]:#-\"'\\ \n\t0123456789.,~*&!|>%=_aeỏ\r\x00\x1f\x85\u2028\ufeff", max_size=60)


LINES = st.lists(st.one_of(PAIR, ROW, st.just("---"), st.just("# x")), max_size=6)


BODY = st.one_of(RAW, LINES.map("\n".join), st.text(max_size=40))


HEADER = st.one_of(
    st.lists(PAIR, max_size=3).map(" ".join),
    st.text("{}[]:#-\"'\\ 019=.ac\t", max_size=30),
    st.builds("{{{}}}".format, st.lists(PAIR, max_size=3).map(" ".join)),
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(HEADER, BODY)
@example("", "a: 1e999")
@example("", "scale: [1e400, 2]\n---\na 1")
@example("", "{\n")
@example("", "?")
@example("", "a: !!binary x\n---\na 1")
@example("", "title: =\n---\na 1")
@example("", '{"tokens": ["a"], "scores": [1' + "0" * 5000 + "]}")
@example("", "text: a\nscore: length\nmeasure: 1" + "0" * 5000)
@example("scale=1" + "0" * 400 + ",2", "a 1")
@example("", "[" * 5000)
@example("", '{"title": ' + "[" * 5000 + "]" * 5000 + "}")
@example("", "title: " + "[" * 3000)
@example("center=1e308", "a -1e308\nb 1e308")
@example("clip=49.99999999999999999", "a 1e308\nb -1e308")
@example("transform=[exp,log,neg,exp,exp]", "a 1e308\nb -1e308")
@example("transform=softmax", "a -\nb -")
def test_nothing_escapes(header: str, body: str) -> None:
    """Whatever a block says, it becomes a picture or an error of ours, never anything else."""
    try:
        drawn = draw(header, body, Page())
    except HeatmarkError as error:
        problem = error
    else:
        figure(drawn).encode()
        return
    assert problem.message
    assert "\n" not in problem.message
    assert problem.line is None or 0 <= problem.line <= body.count("\n") + 2


@settings(max_examples=150)
@given(HEADER, BODY)
def test_convert_never_raises(
    convert: Callable[..., tuple[str, list[str]]], header: str, body: str
) -> None:
    """Whatever stands in a fence, the page has a figure or one error box, and all the rest."""
    document = f"Before.\n\n~~~heatmap {header}\n{body}\n~~~\n\nAfter."
    assume("~~~" not in body)
    page, messages = convert(document)
    figures, boxes = page.count('<figure class="heatmark '), page.count('class="heatmark-error"')
    assert (figures, boxes) in {(1, 0), (0, 1)}
    errors = [one for one in messages if not one.endswith("]")]  # notices end with their names
    assert len(errors) == boxes
    assert not any("heatmark failed" in message for message in messages)
    assert page.startswith("<p>Before.</p>\n")
    assert page.endswith("\n<p>After.</p>")


def test_special_tokens_have_the_sign_that_they_have_in_the_text() -> None:
    """Beside missing scores, which look alike in a text and not in a grid."""
    body = {"tokens": ["<s>", " a", " b"], "scores": [[1, 2, None], [1, 2, 3]]}
    for view, count in (("text", 2), ("grid", 0)):
        _, _, legend = figure(draw(f"view={view}", json.dumps(body))).partition("heatmark-key")
        assert legend.count("<b class=qx aria-hidden=true></b>") == count
        assert ("– missing" in legend) is (view == "grid")
        assert "special tokens off the scale" in legend.partition("<details")[0]


def test_special_tokens_among_pieces_have_their_sign() -> None:
    """The outline that they have in the text is in the legend beside their number."""
    html = figure(draw("", json.dumps({"tokens": ["<s>", " a"]})))
    assert "<b class=qx aria-hidden=true></b>special tokens: 1" in html
    assert "special tokens" not in figure(draw("", json.dumps({"tokens": ["a", " b"]})))


_TOKENS = ["<s>", " Hôm", " nay", " trời", " mưa"]
_SCORES = {"A": [1, -1, 0.5, 2, None], "B": [2, 1, -0.5, 3, None]}
_NOISE = {"A": [9, 9, 9, 0.1, None], "B": [9, 9, 9, 0.1, None]}
_FEATURES: dict[str, dict[str, Any]] = {
    "mark": {"mark": {3: "X"}},
    "no score": {"mark": {5: "X"}},
    "special": {"mark": {1: "X"}},
    "steps": {"steps": {"low": 0, "high": "inf"}},
    "classes": {"classes": {"2..3": "LOC"}},
    "clip": {"scale": [0, 1]},
    "noise": {"err": _NOISE},
}
_PAIRS = [*itertools.combinations(_FEATURES, 2)]
_PAIRS.remove(("steps", "clip"))  # which are both scales


@pytest.mark.parametrize("view", ["text", "bars", "grid"])
@pytest.mark.parametrize("special", ["exclude", "include", "hide"])
@pytest.mark.parametrize("pair", _PAIRS, ids="+".join)
def test_signs_of_the_legend_are_those_of_the_picture(
    view: str, special: str, pair: tuple[str, str]
) -> None:
    """Each that it explains is there, and each that is there is explained by it."""
    first, second = (_FEATURES[name] for name in pair)
    both = {key: {**first[key], **second[key]} for key in first.keys() & second.keys()}
    body = {"tokens": _TOKENS, "scores": _SCORES, "view": view, "special": special}
    html = figure(draw("", json.dumps({**body, **first, **second, **both})))
    seen, _, legend = html.partition('<div class="heatmark-legend"')
    legend = legend.partition("<details")[0]
    for sign in ("q-mark", "q-in", *(("qx",) if view == "text" else ())):
        has_sign = re.compile(rf'<\w+[^>]* class="?(?:[\w-]+ )*{sign}[ ">]')
        explains = sign in legend or (sign == "qx" and "special" in legend)
        is_folded = sign == "qx" and special == "exclude" and "missing" not in legend
        assert bool(has_sign.search(seen)) == explains or is_folded
