"""Documents of pandoc as JSON: what we read of them, and what we put into them.

See `Text.Pandoc.Definition` in pandoc-types 1.22 and 1.23, which differ for us in figures only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


PandocNode: TypeAlias = dict[str, Any]
_FIGURES = [1, 23]  # the version that has blocks of its own for figures
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


def blocks(document: object, kinds: frozenset[str]) -> Iterator[tuple[list[PandocNode], int]]:
    """Find the blocks of some kinds in a document, in order: each as a list and its index there.

    Those in a note of a paragraph come after it.
    """
    if isinstance(document, dict):
        yield from blocks(document.get("c", document.get("blocks")), kinds)
    elif isinstance(document, list):
        for index, item in enumerate(document):
            if isinstance(item, dict) and item.get("t") in kinds:
                yield document, index
            yield from blocks(item, kinds)


def stringified(content: object) -> str:
    """Read text without its marks."""
    if isinstance(content, list):
        return "".join(map(stringified, content))
    kind, inside = (content.get("t"), content.get("c")) if isinstance(content, dict) else ("", None)
    if kind in _SPACES:
        return " "
    if kind in {"Code", "Math", "RawInline"} and isinstance(inside, list):
        return str(inside[1])
    if kind == "Quoted" and isinstance(inside, list):
        return stringified(inside[1]).join(('"', '"'))
    return inside if kind == "Str" and isinstance(inside, str) else stringified(inside or [])


def written_text(content: object) -> str:
    """Read text line by line, with the quotation marks that were written, but without its code."""
    if isinstance(content, list):
        return "".join(map(written_text, content))
    kind, inside = (content.get("t"), content.get("c")) if isinstance(content, dict) else ("", None)
    if kind == "Quoted" and isinstance(inside, list):
        single = inside[0]["t"] == "SingleQuote"
        return written_text(inside[1]).join("‘’" if single else "“”")
    if kind in {"Str", "Space", "SoftBreak", "LineBreak"}:
        return str(inside) if kind == "Str" else " " if kind == "Space" else "\n"
    return "" if kind in {"Code", "Math", "RawInline"} else written_text(inside or [])


def meta_value(node: Mapping[str, Any]) -> object:
    """Read a value of metadata as YAML had it, but for its numbers, which are text."""
    kind, inside = node["t"], node["c"]
    if kind == "MetaMap":
        return {name: meta_value(item) for name, item in inside.items()}
    if kind == "MetaList":
        return [meta_value(item) for item in inside]
    if kind in {"MetaBool", "MetaString"}:
        return inside
    return stringified(inside)


def text_elements(words: str) -> list[PandocNode]:
    """Write words as inlines, line by line."""
    made: list[PandocNode] = []
    for at, line in enumerate(words.split("\n")):
        made += [{"t": "LineBreak"}] if at else []
        for place, word in enumerate(line.split(" ")):
            made += [{"t": "Space"}] if place else []
            made += [{"t": "Str", "c": word}] if word else []
    return made


def para(words: str) -> PandocNode:
    """Write a paragraph."""
    return {"t": "Para", "c": text_elements(words)}


def strong(words: str) -> PandocNode:
    """Write a paragraph that stands out."""
    return {"t": "Para", "c": [{"t": "Strong", "c": text_elements(words)}]}


def raw(form: str, content: str) -> PandocNode:
    """Write what only one format reads."""
    return {"t": "RawBlock", "c": [form, content]}


def code(content: str) -> PandocNode:
    """Write a block that keeps its spaces."""
    return {"t": "CodeBlock", "c": [["", [], []], content]}


def div(
    inside: list[PandocNode], ident: str = "", classes: Iterable[str] = (), **attributes: str
) -> PandocNode:
    """Put blocks together."""
    pairs = [[name.replace("_", "-"), value] for name, value in attributes.items()]
    return {"t": "Div", "c": [[ident, [*classes], pairs], inside]}


def image_element(address: str, alt: str, width: float) -> PandocNode:
    """Write an image that is a paragraph of its own.

    Args:
        address: Where it is.
        alt: What it says to readers who do not see it.
        width: How wide it is, in inches; writers make it narrower where there is less room.
    """
    attributes = ["", [], [["width", f"{width:.2f}in"]]]
    return {
        "t": "Plain",
        "c": [{"t": "Image", "c": [attributes, text_elements(alt), [address, ""]]}],
    }


def figure_element(
    shown: PandocNode, caption: str, ident: str, version: Sequence[int]
) -> list[PandocNode]:
    """Write a figure with its caption, as the version of pandoc has them.

    Before it had figures, the caption of an image was its alternative text: so it stands below,
    in the style that Word and LibreOffice have for it.
    """
    if [*version] >= _FIGURES:
        said = [{"t": "Plain", "c": text_elements(caption)}] if caption else []
        return [{"t": "Figure", "c": [[ident, [], []], [None, said], [shown]]}]
    alone = {"t": "Para", "c": shown["c"]}
    if caption:
        return [alone, div([para(caption)], ident, custom_style="Image Caption")]
    return [div([alone], ident)] if ident else [alone]


def table_element(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]
) -> PandocNode:
    """Write a table.

    Args:
        heads: The heads of N columns.
        rows: Its rows, of N texts each.
        right: Of each column, whether its cells stand at the right.
    """
    columns = [[{"t": _ALIGN[one]}, {"t": "ColWidthDefault"}] for one in right]
    nothing: list[Any] = ["", [], []]
    body = [nothing, 0, [], [*map(_row, rows)]]
    head = [nothing, [_row(heads)]]
    return {"t": "Table", "c": [nothing, [None, []], columns, head, [body], [nothing, []]]}


_ALIGN = {True: "AlignRight", False: "AlignLeft"}


def _row(texts: Sequence[str]) -> list[Any]:
    return [["", [], []], [*map(_cell, texts)]]


def _cell(words: str) -> list[Any]:
    inside = [{"t": "Plain", "c": text_elements(words)}] if words else []
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, inside]


def with_header(meta: dict[str, Any], node: PandocNode) -> None:
    """Put something into the head, or the preamble, of a document."""
    found = meta.get("header-includes")
    old = [] if found is None else found["c"] if found["t"] == "MetaList" else [found]
    meta["header-includes"] = {"t": "MetaList", "c": [*old, {"t": "MetaBlocks", "c": [node]}]}
