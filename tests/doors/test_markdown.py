"""Heatmap fences wherever Markdown can have them, under every set-up of extensions.

The oracle for a place is a twin of the document, with a word in a paragraph of its own where the
fence is, converted by the same set-up without heatmark: a heatmap belongs where that word is. If
the word is in code, the fence is an example and has to be shown as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import markdown
import pytest

from heatmark.markdown import HeatmarkExtension
from reading import Node, figures, read, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Nesting = Callable[[str], str]

WORD = "PLACEWORD"
OTHER = "heatmop"  # a language that no extension knows, as long as ours
LEFTOVER = re.compile(r"wzxhzdk|heatmark[0-9a-f]{16}n|[\x02\x03]")

SINK = [
    "abbr",
    "smarty",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.b64",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.magiclink",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tasklist",
]
BLOCKS = [f"pymdownx.blocks.{name}" for name in ("admonition", "details", "tab", "html")]
MATERIAL = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
SETUPS: dict[str, list[str]] = {
    "plain": [],
    "fenced_code": ["fenced_code"],
    "extra": ["extra"],
    "codehilite": ["codehilite"],
    "fenced+codehilite": ["fenced_code", "codehilite"],
    "mkdocs": ["toc", "tables", "fenced_code", "admonition"],
    "superfences": ["pymdownx.superfences"],
    "superfences+extra": ["pymdownx.superfences", "extra"],
    "extra+superfences": ["extra", "pymdownx.superfences"],
    "pymdownx.extra": ["pymdownx.extra"],
    "material": MATERIAL,
    "blocks": BLOCKS,
    "blocks+superfences": [*BLOCKS, "pymdownx.superfences"],
    "sink": SINK,
}
ORDERS = [(name, place) for name in SETUPS for place in range(len(SETUPS[name]) + 1)]
ENDS = [(name, place) for name in SETUPS for place in sorted({0, len(SETUPS[name])})]
CONFIGS: dict[str, dict[str, Any]] = {"pymdownx.tabbed": {"alternate_style": True}}

# Every row could be taken for something else by one extension or another.
BODY = """\
un 1
"một  từ" 6

<div> 2
&amp; 3
`a` 4
**b** 5
[c]: 6
*[d]: 7
# a comment
| 8
=== 9
!!! 10
[^e] 11
$g$ 12
\\* 13
<!-- 14
--> 15
:smile: 16
--8<-- 17
- 18
~~~~ 19
```` 20
"x" -"""
TEXT = (
    "un một  từ <div> &amp; `a` **b** [c]: *[d]: | ===!!! [^e] $g$ \\* <!-- -->:smile: --8<--"
    " - ~~~~ ```` x"
)
FORMS = [
    ("```", "heatmap scale=zero"),
    ("~~~", '{.heatmap title="x"}'),
    ("`````", "heatmap"),
    ("~~~~~~", 'heatmap {lang=vi title="a `b`"}'),
]


def quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def shift(text: str, margin: str) -> str:
    """Indent what is not blank."""
    return "\n".join(line and margin + line for line in text.split("\n"))


def four(text: str) -> str:
    return shift(text, "    ")


NESTINGS: dict[str, Nesting] = {
    "top": lambda x: f"before\n\n{x}\n\nafter",
    "alone": lambda x: x,
    "bullet": lambda x: f"- before\n\n{four(x)}\n\n    after\n\n- next",
    "bullet-end": lambda x: f"- before\n\n{four(x)}\n\n- next\n\nafter",
    "ordered": lambda x: f"1.  before\n\n{four(x)}\n\n    after\n\n2.  next",
    "nested": lambda x: f"- one\n\n    - before\n\n{four(four(x))}\n\n    - after\n\n- next",
    "deep": lambda x: f"1. a\n    - b\n        - c\n\n{four(four(four(x)))}\n\n2. next",
    "tabbed-list": lambda x: f"-\tbefore\n\n{shift(x, chr(9))}\n\n\tafter\n\n-\tnext",
    "admonition": lambda x: f'!!! note "T"\n\n    before\n\n{four(x)}\n\n    after\n\nnext',
    "details": lambda x: f'??? note "T"\n    before\n\n{four(x)}\n\n    after\n\nnext',
    "tabs": lambda x: f'=== "A"\n\n    before\n\n{four(x)}\n\n=== "B"\n\n    after\n\nnext',
    "admonition-in-list": lambda x: f"- before\n\n    !!! tip\n\n{four(four(x))}\n\n- next",
    "list-in-admonition": lambda x: f"!!! tip\n\n    - before\n\n{four(four(x))}\n\n    - next",
    "quote": lambda x: f"> before\n>\n{quote(x)}\n>\n> after\n\nnext",
    "quote-in-list": lambda x: f"- before\n\n{four(quote(x))}\n\n    after\n\n- next",
    "list-in-quote": lambda x: quote(f"- before\n\n{four(x)}\n\n    after\n\n- next") + "\n\nafter",
    "quote-in-quote": lambda x: quote(f"before\n\n{quote(x)}\n\nmid") + "\n\nafter",
    "md_in_html": lambda x: f'<div markdown="1">\n\nbefore\n\n{x}\n\nafter\n\n</div>\n\nnext',
    "md_in_html-deep": lambda x: (
        f'<div markdown="1"><section markdown="1">\n\n{x}\n\n</section></div>\n\nnext'
    ),
    "raw-div": lambda x: f"<div>\n\nbefore\n\n{x}\n\nafter\n\n</div>\n\nnext",
    "footnote": lambda x: f"text[^1]\n\n[^1]:\n    before\n\n{four(x)}\n\n    after\n\nnext",
    "definition": lambda x: f"Term\n\n:   before\n\n{four(x)}\n\n    after\n\nnext",
    "heading": lambda x: f"# before\n\n{x}\n\n## after",
    "block-note": lambda x: f"/// note | T\n\nbefore\n\n{x}\n\nafter\n\n///\n\nnext",
    "block-tab": lambda x: f"/// tab | A\n\n{x}\n\n///\n\n/// tab | B\n\nafter\n\n///",
}
# Without blank lines around the fence; the twin has them, as a block needs them.
TIGHT: dict[str, tuple[Nesting, Nesting]] = {
    "top": (lambda x: f"before\n{x}\nafter", NESTINGS["top"]),
    "bullet": (
        lambda x: f"- before\n{four(x)}\n    after\n- next",
        lambda x: f"- before\n\n{four(x)}\n\n    after\n- next",
    ),
    "ordered-end": (
        lambda x: f"1. before\n{four(x)}\n2. next",
        lambda x: f"1. before\n\n{four(x)}\n\n2. next",
    ),
    "marker": (lambda x: mark("- ", x), lambda x: mark("- ", x)),
    "marker-ordered": (lambda x: mark("1. ", x, "    "), lambda x: mark("1. ", x, "    ")),
    "marker-star": (lambda x: mark("*   ", x), lambda x: mark("*   ", x)),
    "quote": (
        lambda x: f"> before\n{quote(x)}\n> after",
        lambda x: f"> before\n>\n{quote(x)}\n>\n> after",
    ),
    "heading": (lambda x: f"# before\n{x}\nafter", NESTINGS["top"]),
    "details": (
        lambda x: f'??? note "T"\n{four(x)}\n\nafter',
        lambda x: f'??? note "T"\n\n{four(x)}\n\nafter',
    ),
    "admonition": (
        lambda x: f'!!! note "T"\n{four(x)}\n\nafter',
        lambda x: f'!!! note "T"\n\n{four(x)}\n\nafter',
    ),
}
TIGHT["heading"] = (TIGHT["heading"][0], lambda x: f"# before\n\n{x}\n\nafter")


def mark(marker: str, text: str, inner: str = "") -> str:
    """Put a list marker on the first line, as many columns on the others."""
    margin = inner or " " * len(marker)
    head, _, rest = text.partition("\n")
    rest = "\n" + shift(rest, margin) if rest else ""
    return f"{marker}{head}{rest}\n{marker}next\n\nafter"


@lru_cache(maxsize=256)
def converter(name: str, place: int | None = None) -> markdown.Markdown:
    """Set Markdown up, with heatmark at a place among the other extensions, or without it."""
    extensions: list[Any] = list(SETUPS[name])
    if place is not None:
        extensions.insert(place, HeatmarkExtension())
    configs = {key: CONFIGS[key] for key in extensions if key in CONFIGS}
    return markdown.Markdown(extensions=extensions, extension_configs=configs)


@lru_cache(maxsize=4096)
def without(name: str, source: str) -> str:
    return converter(name).reset().convert(source)


def convert(name: str, place: int, source: str) -> str:
    return converter(name, place).reset().convert(source)


def outline(node: Node, *, inside: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """List the pieces of text with the elements around them, paragraphs left out."""
    if node.tag == "style":
        return []
    if node.tag == "figure":
        return [(inside, WORD)]
    if not node.tag:
        return [(inside, word) for word in node.data.split()]
    here = inside if node.tag in ("p", "#") else (*inside, node.tag)
    return list(chain.from_iterable(outline(child, inside=here) for child in node.children))


Shape: TypeAlias = "tuple[list[tuple[tuple[str, ...], str]], Counter[str]]"


def shape(root: Node) -> Shape:
    """Describe a page without its figures: what text is where, how many of each element."""
    within = Counter(chain.from_iterable(_tags(figure) for figure in root.find("figure")))
    tags = Counter(_tags(root)) - within
    for tag in ("p", "style", "#", ""):
        del tags[tag]
    return outline(root), tags


@lru_cache(maxsize=4096)
def shape_without(name: str, source: str) -> Shape:
    return shape(read(without(name, source)))


def _tags(node: Node) -> list[str]:
    return [one.tag for one in node.walk()]


def fence_of(ticks: str, header: str, body: str = BODY) -> str:
    return f"{ticks}{header}\n{body}\n{ticks}"


def check_cell(name: str, place: int, build: Nesting, twin: Nesting, fence: str) -> None:
    expected = shape_without(name, twin(WORD))
    html = convert(name, place, build(fence))
    assert not LEFTOVER.search(html), html
    if any("code" in where or "pre" in where for where, text in expected[0] if WORD in text):
        assert html == swapped(name, twin(fence))
        return
    text, chain, found = drawn(html)
    assert text == TEXT
    assert "p" not in chain, "a figure in a paragraph is no HTML"
    assert found == expected
    assert html.count("<style>") == 1


@lru_cache(maxsize=4096)
def drawn(html: str) -> tuple[str, tuple[str, ...], Shape]:
    """Read a page with one figure: its text, what is around it, and what else is there.

    Most orders of the same extensions make the same page, which is read once.
    """
    root = read(html)
    figure = root.one("figure", "heatmark")
    return text_of(figure), tuple(figure.chain), shape(root)


@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize(("name", "place"), ORDERS)
def test_is_drawn_wherever_a_paragraph_could_be(name: str, place: int, nesting: str) -> None:
    """One figure, its text exact, where the twin has its word; its neighbours are untouched."""
    build = NESTINGS[nesting]
    for ticks, header in FORMS:
        check_cell(name, place, build, build, fence_of(ticks, header))


@pytest.mark.parametrize("nesting", TIGHT)
@pytest.mark.parametrize(("name", "place"), ENDS)
def test_needs_no_blank_lines_around_it(name: str, place: int, nesting: str) -> None:
    """A fence that touches its neighbours is a block of its own all the same."""
    build, twin = TIGHT[nesting]
    for ticks, header in FORMS:
        check_cell(name, place, build, twin, fence_of(ticks, header))


BLOCK = '```heatmap title="x"\nun 1\nable 2\n```'
LONGER = f"````md\n{BLOCK}\n````"
SHOWN: dict[str, str] = {
    "longer fence": f"before\n\n````\n{BLOCK}\n````\n\nafter",
    "longer fence, language": f"before\n\n````markdown\n{BLOCK}\n````\n\nafter",
    "longer fence, text around": f"````md\nfirst\n\n{BLOCK}\n\nlast\n````",
    "longer fence, twice": f"````md\n{BLOCK}\n\n{BLOCK}\n````",
    "other fence": f"~~~\n{BLOCK}\n~~~",
    "other fence, tildes inside": "````\n~~~heatmap\nun 1\n~~~\n````",
    "longer fence in a list": f"- before\n\n{four(LONGER)}\n\n- next",
    "indented": f"before\n\n{four(BLOCK)}\n\nafter",
    "indented, text around": f"before\n\n    first\n{four(BLOCK)}\n    last\n\nafter",
    "indented, blank lines around": f"before\n\n    first\n\n{four(BLOCK)}\n\n    last\n\nafter",
    "indented, twice": f"before\n\n{four(BLOCK)}\n{four(BLOCK)}\n\nafter",
    "indented in a list": f"- before\n\n{four(four(BLOCK))}\n\n- next",
    "indented in a quote": f"> before\n>\n{quote(four(BLOCK))}\n\nnext",
    "indented, blank row": "before\n\n    ```heatmap\n    un 1\n\n    able 2\n    ```\n\nafter",
    "indented, markup": "before\n\n    ```heatmap\n    <b> 1\n    &amp; 2\n    ```\n\nafter",
    "inline": "before ``` ```heatmap ``` and `heatmap` after",
    "inline, one line": "```heatmap x```\n\nafter",
    "other languages": "```heatmaps\nun 1\n```\n\n```heatmap-x\nun 1\n```",
    "other option": "```text heatmap\na 1\n```",
    "prose": "A heatmap, {.heatmap} and heatmap 5.\n\n| heatmap | 1 |\n|---|---|\n| a | b |",
}


def swapped(name: str, source: str) -> str:
    """Convert a document as one about another language, and swap the languages back."""
    return without(name, source.replace("heatmap", OTHER)).replace(OTHER, "heatmap")


@pytest.mark.parametrize("example", SHOWN)
@pytest.mark.parametrize(("name", "place"), ENDS)
def test_an_example_is_shown(name: str, place: int, example: str) -> None:
    """What is shown as code looks exactly like an example in a language that nobody draws."""
    html = convert(name, place, SHOWN[example])
    assert not figures(html)
    assert html == swapped(name, SHOWN[example])


RAW = {
    "comment": f"before\n\n<!--\n{BLOCK}\n-->\n\nafter",
    "comment, blank lines": f"before\n\n<!--\n\n{BLOCK}\n\n-->\n\nafter",
    "comment, text before": f"before\n\n<!-- hidden\n\n{BLOCK}\n-->\n\nafter",
    "pre": f"before\n\n<pre>\n{BLOCK}\n</pre>\n\nafter",
    "pre, code": f"before\n\n<pre><code>\n{BLOCK}\n</code></pre>\n\nafter",
    "pre in div": f"before\n\n<div>\n<pre>\n{BLOCK}\n</pre>\n</div>\n\nafter",
    "script": f'before\n\n<script type="text/plain">\n{BLOCK}\n</script>\n\nafter',
    "style": f"before\n\n<style>\n/*\n{BLOCK}\n*/\n</style>\n\nafter",
    "textarea": f"before\n\n<textarea>\n{BLOCK}\n</textarea>\n\nafter",
}


@pytest.mark.parametrize("example", RAW)
@pytest.mark.parametrize(("name", "place"), ENDS)
def test_literal_html_keeps_its_source(name: str, place: int, example: str) -> None:
    """Nothing is drawn in comments, `<pre>` and their like: their content is as it was written."""
    html = convert(name, place, RAW[example])
    assert '<figure class="heatmark' not in html
    assert "<style>.heatmark" not in html
    assert not LEFTOVER.search(html)
    assert BLOCK in html
    twin = without(name, RAW[example].replace(BLOCK, "x = 1"))
    assert html.replace(BLOCK, "x = 1") == twin


EVERYTHING = """\
# Title { #id .class }

A *paragraph* with `code`, "quotes" -- and a [link](a.md), a footnote[^1] and $x$.\x20\x20
A second line with &amp; and <b>HTML</b>.

- a list

    ```python title="x.py"
    print("```")
    ```

    - nested

        ~~~
        no language
        ~~~

1. one
2. two

> a quote
>
> ```js
> 1 < 2
> ```

    indented\tcode

````markdown
```text
a 1
```
````

=== "Tab"

    content

!!! note
    content

<div markdown="1">
*in* div
</div>

<pre>
```text
</pre>

Term
:   Definition

| a | b |
|---|---|
| 1 | 2 |

[^1]: note

```unclosed
text
"""


@pytest.mark.parametrize(("name", "place"), ENDS)
@pytest.mark.parametrize(
    "word", ["", "\n\nAbout a heatmap, heatmap.", "\n\n```text\nheatmap 1\n```"]
)
def test_other_documents_stay_as_they_are(name: str, place: int, word: str) -> None:
    """Without a heatmap, the page is the same to the byte, styles and all."""
    assert convert(name, place, word + EVERYTHING) == without(name, word + EVERYTHING)


@pytest.mark.parametrize(("name", "place"), ENDS)
def test_line_ends_of_windows(name: str, place: int) -> None:
    """A document with CRLF gives the same page as one with LF."""
    for build in NESTINGS.values():
        source = build(fence_of("```", "heatmap"))
        assert convert(name, place, source.replace("\n", "\r\n")) == convert(name, place, source)


@pytest.mark.parametrize(("name", "place"), ENDS)
def test_tabs_cut_rows(name: str, place: int) -> None:
    """Tabs are not blanks: a row that is cut by tabs keeps the spaces of its token."""
    block = "```heatmap\nb c\t2\n d\t3\ne \t4\n```"
    for margin, source in (
        ("", block),
        ("    ", f"- x\n\n{four(block)}"),
        ("\t", f"-\tx\n\n{shift(block, chr(9))}"),
        ("> ", quote(block)),
    ):
        (figure,) = figures(convert(name, place, source))
        assert text_of(figure) == "b c de ", margin


@pytest.mark.parametrize(("name", "place"), ENDS)
def test_several_blocks_share_one_style(name: str, place: int) -> None:
    """A page has one `<style>` for all its heatmaps, before the first."""
    source = f"{BLOCK}\n\ntext\n\n{BLOCK}\n\n- x\n\n{four(BLOCK)}\n"
    html = convert(name, place, source)
    assert len(figures(html)) == 3
    assert html.count("<style>") == 1
    assert html.index("<style>") < html.index("<figure")


def test_equal_blocks_and_blocks_in_a_row() -> None:
    """Blocks that touch each other are all drawn, in order."""
    source = "\n".join(f"```heatmap\nx{number} 1\n```" for number in range(20))
    for name in SETUPS:
        assert [text_of(one) for one in figures(convert(name, 0, source))] == [
            f"x{number}" for number in range(20)
        ]


@pytest.mark.parametrize("start", ["\n    ", " ", "Words.\n\n    "])
@pytest.mark.parametrize("fences", [(), ("pymdownx.superfences",)])
def test_a_footnote_may_be_a_block(start: str, fences: tuple[str, ...]) -> None:
    """Also its first or only part: the figure is in no paragraph, and the link back is there."""
    block = "```heatmap\n    a 1\n    b 2\n    ```"
    text = f"x[^1]\n\n[^1]:{' ' if start[0] == 'W' else ''}{start}{block}\n"
    page = read(markdown.markdown(text, extensions=["footnotes", *fences, "heatmark"]))
    (figure,) = page.find("figure", "heatmark")
    assert "p" not in figure.chain
    assert "li" in figure.chain
    assert page.find("a", "footnote-backref")


def test_a_block_without_an_end_is_an_error_box() -> None:
    """A forgotten fence is reported; the rest of the document after a blank line is safe."""
    for name in SETUPS:
        html = convert(name, 0, "before\n\n```heatmap\nun 1\n\nafter")
        assert html.count('class="heatmark-error"') == 1, name
        assert "after" in read(html).text, name


INNER = "    un 1\n    able 2\n    ```\n\nafter"
MARKED = {
    "definition": f"Term\n:   ```heatmap\n{INNER}",
    "footnote": f"text[^1]\n\n[^1]: ```heatmap\n{INNER}",
    "item in item": f"- - ```heatmap\n{INNER}",
    "quote in item": "- > ```heatmap\n  > un 1\n  > ```\n\nafter",
}


@pytest.mark.parametrize("marked", MARKED)
@pytest.mark.parametrize("name", ["extra", "superfences+extra", "material"])
def test_no_fence_is_left_raw_in_silence(name: str, marked: str) -> None:
    """After a marker of any kind, a fence is drawn or reported, but never left in the text."""
    root = read(convert(name, len(SETUPS[name]), MARKED[marked]))
    assert figures(root) or root.find("div", "heatmark-error")


def test_a_bad_block_is_an_error_box_in_its_place(caplog: pytest.LogCaptureFixture) -> None:
    """A block that cannot be read gives a box where the figure would be, and one warning."""
    for name, place in ENDS:
        caplog.clear()
        html = convert(name, place, "- before\n\n    ```heatmap\n    un x\n    ```\n\n- next")
        root = read(html)
        assert root.one("div", "heatmark-error").chain == ["ul", "li"], (name, html)
        assert len(root.find("li")) == 2
        (record,) = caplog.records
        assert record.getMessage().startswith("heatmap:4: "), record.getMessage()


DOCUMENTS = [
    BLOCK,
    "```heatmap\nbad\n```",
    f"text\n\n- x\n\n{four(BLOCK)}",
    f"no block\n\n````\n{BLOCK}\n````",
    f"<!--\n{BLOCK}\n-->\n\nx",
    "```heatmap\nunclosed 1",
    f"x\n\n{four(BLOCK)}\n\ny",
    f"<div>\n{BLOCK}\n</div>",
    "just text",
    "```python\nx = 1\n```",
]


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize("name", ["plain", "fenced_code", "superfences"])
def test_one_object_converts_many_documents(name: str, *, reset: bool) -> None:
    """Many documents through one Markdown object: each comes out as through a new one."""
    shared = markdown.Markdown(extensions=[*SETUPS[name], HeatmarkExtension()])
    bare = markdown.Markdown(extensions=SETUPS[name])
    expected = [
        markdown.markdown(one, extensions=[*SETUPS[name], HeatmarkExtension()]) for one in DOCUMENTS
    ]
    (taker,) = (one for one in shared.preprocessors if type(one).__module__ == "heatmark.markdown")
    # Without a reset, Python-Markdown goes through all of its stash again for each document.
    for number in range(1_000 if reset else 200):
        if reset:
            shared.reset()
            bare.reset()
        place = number * 7 % len(DOCUMENTS)
        assert shared.convert(DOCUMENTS[place]) == expected[place]
        assert len(vars(taker)["fences"]) <= 1
        if reset:
            assert len(shared.htmlStash.rawHtmlBlocks) <= 2
    assert shared.reset() is shared


def test_the_words_it_uses_cannot_be_forged() -> None:
    """A document cannot contain the words that stand for its own fences, whatever it says."""
    html = converter("plain", 0).reset().convert(f"heatmark{'0' * 16}n0x\n\n{BLOCK}")
    assert f"heatmark{'0' * 16}n0x" in html
    assert len(figures(html)) == 1


def test_a_block_in_a_snippet_is_drawn(tmp_path: Path) -> None:
    """A file that pymdownx.snippets puts into the page may bring a heatmap along."""
    tmp_path.joinpath("part.md").write_text(BLOCK, encoding="utf-8")
    for place in (0, 1):
        extensions: list[Any] = ["pymdownx.snippets"]
        extensions.insert(place, HeatmarkExtension())
        configs = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
        html = markdown.markdown(
            'before\n\n--8<-- "part.md"\n\nafter', extensions=extensions, extension_configs=configs
        )
        assert text_of(figures(html)[0]) == "un able"


NEAR = {
    "Heatmap": "x\n\n```Heatmap\nun 1\n```\n\ny",
    "mark": "x\n\n```heatmap: a=b\nun 1\n```\n\ny",
    "plural": "x\n\n~~~ {.heatmaps}\nun 1\n~~~\n\ny",
    "list": "x\n\n-   ~~~Heat-map\n    un 1\n    ~~~\n\ny",
    "tool": "x\n\n```heatmark\nun 1\n```\n\ny",
    "stuck": "x\n\n```heatmap;a=b\nun 1\n```\n\ny",
}


@pytest.mark.parametrize("name", NEAR)
@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_near_misses_are_shown_as_they_are_and_named(
    setup: str, place: int, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is nearly a heatmap is what it is without us, and its author is told the line."""
    html = convert(setup, place, NEAR[name])
    assert html == without(setup, NEAR[name])
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:3: a block of ")
    assert record.getMessage().endswith("[near-miss]")


@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_a_fence_of_colons_is_named(
    setup: str, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    """It stays in the page as text, which its author would see late."""
    page = "x\n\n:::{heatmap}\nun 1\n:::\n"
    assert convert(setup, place, page) == without(setup, page)
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:3: a block between colons is no heatmap here")
    assert record.getMessage().endswith("[near-miss]")


@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_an_example_of_colons_is_one(
    setup: str, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A page about MyST shows how a block is written there."""
    page = "x\n\n```\n:::{heatmap}\nun 1\n:::\n```\n"
    assert convert(setup, place, page) == without(setup, page)
    assert not caplog.records


@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_a_directive_of_myst_is_drawn(setup: str, place: int) -> None:
    """A page that comes from Sphinx keeps its blocks, with their options, id and title."""
    page = "```{heatmap} Độ dài\n:measure: độ dài\n:name: fig a\nun 1\nable 4\n```"
    html = convert(setup, place, page)
    assert [text_of(figure) for figure in figures(html)] == ["un able"]
    assert 'id="fig-a"' in html
    assert "<figcaption>Độ dài</figcaption>" in html


@pytest.mark.parametrize("example", SHOWN)
@pytest.mark.parametrize("setup", ["fenced_code", "extra", "material"])
def test_examples_are_nothing_to_say(
    setup: str, example: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The author of an example is told nothing, whether of a heatmap or of a near miss."""
    if example != "other languages":
        convert(setup, 0, SHOWN[example])
        convert(setup, 0, SHOWN[example].replace("heatmap", "Heatmap"))
    assert not caplog.records


ATTRIBUTES = "```heatmap\nun 1\nable 2\n```\n{: .wide #z }"


@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_attributes_below_a_block(setup: str, place: int, nesting: str) -> None:
    """A line of attributes below a block is not printed: the figure has the class and the id."""
    build = NESTINGS[nesting]
    html = convert(setup, place, build(ATTRIBUTES))
    expected = shape(read(without(setup, build(WORD))))
    if any("code" in where or "pre" in where for where, text in expected[0] if WORD in text):
        assert html == swapped(setup, build(ATTRIBUTES))
        return
    (figure,) = figures(html)
    assert figure.attributes["class"].split()[-1] == "wide"
    assert figure.attributes["id"] == "z"
    assert "{: .wide" not in html
    assert shape(read(html)) == expected


SWALLOWING = {
    "deeper": f"- x\n\n    ```python\n    y\n\n{BLOCK}\n\nafter",
    "unclosed": f"~~~python\ny\n\n{BLOCK}\n\nafter",
    "fence within": f"```python\nx\n    ```\ny\n```\n\n{BLOCK}\n\nafter",
    "byte order": f"x\n\n\ufeff{BLOCK}\n\nafter",
}


@pytest.mark.parametrize("name", SWALLOWING)
@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_no_other_fence_swallows_a_heatmap(setup: str, place: int, name: str) -> None:
    """A fence that the host does not take for one, or that ends earlier, hides no heatmap."""
    html = convert(setup, place, SWALLOWING[name])
    (figure,) = figures(html)
    assert text_of(figure) == "un able"
    assert "```heatmap" not in html
    assert "after" in read(html).text


@pytest.mark.parametrize("setup", ["fenced_code", "superfences", "material", "extra"])
def test_a_heatmap_that_another_block_swallows(
    setup: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the host shows it as code, so it is, and its author is told where both begin."""
    source = f"x\n\n```python\ny = 1\n\n{BLOCK}\n\nafter"
    assert convert(setup, 0, source) == swapped(setup, source)
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:6: a heatmap is shown as code, because")
    assert "begins on line 3" in record.getMessage()
    assert record.getMessage().endswith("[swallowed]")
    (figure,) = figures(convert("plain", 0, source))
    assert text_of(figure) == "un able"


@pytest.mark.parametrize("setup", ["plain", "fenced_code", "superfences", "material"])
def test_a_heatmap_that_is_not_closed_in_a_list_swallows_nothing(
    setup: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The list goes on below it, and so does the page."""
    source = "- x\n\n    ```heatmap\n    un 1\n\n- next\n\nmore\n\n```python\nz = 1\n```\n\nafter"
    root = read(convert(setup, 0, source))
    assert root.one("div", "heatmark-error").chain == ["ul", "li"]
    assert len(root.find("li")) == 2
    assert "more" in root.text
    assert "after" in root.text
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:3: the fence is never closed")


def test_what_is_left_as_text_is_named(caplog: pytest.LogCaptureFixture) -> None:
    """A fence behind other words is no fence; the page shows it, and the author is told where."""
    for setup in SETUPS:
        caplog.clear()
        convert(setup, 0, "x\n\nText: ```heatmap\nun 1\n```\n\ny")
        (record,) = caplog.records
        assert record.getMessage().startswith("heatmap:3: a heatmap is left"), setup


@pytest.mark.parametrize(("setup", "place"), ENDS)
def test_a_fence_of_quotation_marks_is_named(
    setup: str, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    """It stays in the page as text, also where nothing else is a fence."""
    page = "x\n\n‘‘‘heatmap\nun 1\n’’’\n"
    assert convert(setup, place, page) == without(setup, page)
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:3: a block between quotation marks is no")


def test_a_block_too_far_in_below_an_admonition_is_named(caplog: pytest.LogCaptureFixture) -> None:
    """It is code to Python-Markdown, as is what is four columns in below other text."""
    page = "!!! note\n\n        ```heatmap\n        a 1\n        ```\n"
    made = markdown.markdown(page, extensions=["admonition", HeatmarkExtension()])
    assert "<pre><code>```heatmap" in made
    (record,) = caplog.records
    assert record.getMessage().startswith("heatmap:3: a heatmap is shown as code, because it is")
    assert record.getMessage().endswith("[indented-block]")
