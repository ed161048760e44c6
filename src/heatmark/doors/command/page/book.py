"""A notebook as one Markdown text: what its cells say, its code, and what came out of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from heatmark.core.patterns import lazy_re
from heatmark.doors.command.links import open_fence
from heatmark.render.html.elements import safe
from heatmark.render.html.images import embedded

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping


_ANSI = lazy_re(r"\x1b\[[0-9;?]*[A-Za-z]")
_IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_ATTACHMENT = lazy_re(r"attachment:([^\s)\"'>]+)")
_WORD = "heatmarkcell{digest}n{number}x"


@dataclass
class NotebookText:
    """A notebook as a text.

    Attributes:
        text: The text, with words in the places of what is HTML.
        made: That HTML, by word.
        starts: By cell, the index of the line that it begins on.
        numbers: The numbers of these cells, from 1.
    """

    text: str
    made: dict[str, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def place(self, line: int) -> tuple[int, int]:
        """Find the cell that a line, from 1, of the text is in, and its line there."""
        at = max(bisect_right(self.starts, line - 1) - 1, 0)
        return self.numbers[at], line - self.starts[at]

    def finished(self, html: str) -> str:
        """Put what is HTML into a page."""
        for word, one in self.made.items():
            html = html.replace(f"<p>{word}</p>", one).replace(word, one)
        return html


def notebook_text(book: Mapping[str, Any], coloured: Callable[[str, str], str]) -> NotebookText:
    """Write a notebook as a text.

    Args:
        book: The notebook.
        coloured: Writes code of a language as HTML.
    """
    digest = blake2b(repr(book).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    found, lines = NotebookText(""), list[str]()
    language = _language(book)

    def keep(html: str) -> str:
        word = _WORD.format(digest=digest, number=len(found.made))
        found.made[word] = html
        return word

    for number, cell in enumerate(book["cells"], start=1):
        for part in _parts(cell, lambda code: coloured(code, language), keep):
            found.starts.append(len(lines))
            found.numbers.append(number)
            lines += [*part.split("\n"), ""]
    found.text = "\n".join(lines)
    return found


def _language(book: Mapping[str, Any]) -> str:
    about = book.get("metadata")
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        known = about.get(name) if isinstance(about, dict) else None
        if isinstance(known, dict) and isinstance(known.get(key), str):
            return str(known[key])
    return "python"


def _parts(
    cell: Mapping[str, Any], coloured: Callable[[str], str], keep: Callable[[str], str]
) -> Iterator[str]:
    """Write the parts of a cell as Markdown."""
    kind, source, hidden = cell["cell_type"], cell["source"], _hidden(cell)
    if "cell" in hidden:
        return
    if kind == "markdown":
        yield _closed(_attached(source, cell.get("attachments")))
    elif kind == "raw":
        if str(cell.get("metadata", {}).get("raw_mimetype")) == "text/html":
            yield keep(source)
    else:
        if source.strip() and "input" not in hidden:
            yield keep(coloured(source))
        outputs = cell.get("outputs") if "output" not in hidden else []
        for output in outputs if isinstance(outputs, list) else []:
            if isinstance(output, dict):
                yield from _output(output, keep)


def _hidden(cell: Mapping[str, Any]) -> set[str]:
    """Read the tags of Jupyter Book and nbconvert that leave parts out."""
    about = cell.get("metadata")
    tags = about.get("tags") if isinstance(about, dict) else None
    named = {str(tag).replace("_", "-") for tag in tags} if isinstance(tags, list) else set()
    return {part for part in ("cell", "input", "output") if f"remove-{part}" in named}


def _closed(text: str) -> str:
    """End a fence at the end of its cell."""
    fence = open_fence(text)
    return f"{text}\n{fence}" if fence else text


def _attached(text: str, attachments: object) -> str:
    """Put images that are pasted into a cell into their addresses."""
    files = attachments if isinstance(attachments, dict) else {}

    def address(found: re.Match[str]) -> str:
        bundle = files.get(found[1])
        bundle = bundle if isinstance(bundle, dict) else {}
        known = [one for one in _IMAGES if one in bundle]
        return f"data:{known[0]};base64,{_joined(bundle[known[0]])}" if known else found[0]

    return _ATTACHMENT.sub(address, text) if files else text


def _joined(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _output(output: Mapping[str, Any], keep: Callable[[str], str]) -> Iterator[str]:
    """Write what came out, in the richest way that needs no script."""
    kind = output.get("output_type")
    if kind == "stream":
        yield keep(_pre(_joined(output.get("text"))))
    elif kind == "error":
        trace = output.get("traceback")
        yield keep(_pre("\n".join(map(str, trace)) if isinstance(trace, list) else "", " error"))
    else:
        data = output.get("data")
        bundle = (
            {name: _joined(item) for name, item in data.items()} if isinstance(data, dict) else {}
        )
        yield from _shown(bundle, keep)


def _pre(text: str, more: str = "") -> str:
    return f'<pre class="output{more}">{safe(_ANSI.sub("", text).rstrip())}</pre>'


def _shown(bundle: Mapping[str, str], keep: Callable[[str], str]) -> Iterator[str]:
    image = next((one for one in _IMAGES if one in bundle), None)
    if "text/html" in bundle:
        yield keep(f'<div class="output">{bundle["text/html"]}</div>')
    elif image is not None:
        alt = safe(bundle.get("text/plain", ""))
        yield keep(
            f'<p class="output"><img src="{_address(image, bundle[image])}" alt="{alt}"></p>'
        )
    elif "text/markdown" in bundle:
        yield _closed(bundle["text/markdown"])
    elif "text/latex" in bundle:
        yield bundle["text/latex"]
    elif "text/plain" in bundle:
        yield keep(_pre(bundle["text/plain"]))


def _address(kind: str, content: str) -> str:
    if kind == "image/svg+xml":
        return embedded("svg", content.encode())
    return f"data:{kind};base64,{safe(''.join(content.split()))}"
