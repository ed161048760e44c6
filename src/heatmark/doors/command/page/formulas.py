r"""Formulas of a page as MathML, which browsers draw by themselves.

They are written as `$…$`, `$$…$$`, `\(…\)`, `\[…\]` or an environment of LaTeX.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown


# As arithmatex of pymdown-extensions reads them: prices are no formulas.
_INLINE = r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\$(?![\d$])|(?<!\\)\\\((.+?)\\\)"
_BLOCK = lazy_re(
    r"\A(?:\$\$(?P<dollars>[\s\S]+?)\$\$|\\\[(?P<brackets>[\s\S]+?)\\\]"
    r"|(?P<named>\\begin\{(?P<name>[a-z]+\*?)\}[\s\S]+?\\end\{(?P=name)\}))\s*\Z"
)
_DECIMAL = lazy_re(r"(\d)</mn><mrow><mo>(?:&#x0002C;|,)</mo></mrow><mn>(\d)")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
# https://www.w3.org/TR/mathml-core/: what a formula may be made of, and no page.
_ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot"),
        *("mstyle", "mpadded", "mphantom", "menclose", "msub", "msup", "msubsup", "munder"),
        *("mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd"),
        *("mlabeledtr", "merror", "mfenced"),
    }
)
_ATTRIBUTE = lazy_re(r"(?!on|href|src|style|id$|class$)[a-z]+", re.IGNORECASE)


class Formulas(Extension):
    """Takes formulas out of a text, and puts MathML in."""

    def __init__(self, tell: Callable[[str, Notice], object]) -> None:
        """Keep who is told of a formula that cannot be read."""
        super().__init__()
        self.tell = tell

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both ways of writing formulas."""
        inline = _Inline(_INLINE, md)
        inline.tell = self.tell
        block = _Block(md.parser)
        block.tell = self.tell
        md.inlinePatterns.register(inline, "heatmark-formula", 189.9)  # after code, before escapes
        md.parser.blockprocessors.register(block, "heatmark-formula", 85)


class _Inline(InlineProcessor):
    """Reads formulas within a line."""

    tell: Callable[[str, Notice], object]

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str, int, int]:
        """Put a formula into the text."""
        del data
        return _put(self.md, m[1] or m[2], m[0], self.tell), m.start(), m.end()


class _Block(BlockProcessor):
    """Reads formulas that stand alone."""

    tell: Callable[[str, Notice], object]

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell a formula that stands alone."""
        del parent
        return _BLOCK.match(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Put it into the page, with room to scroll: it may be wider than a phone."""
        found = _BLOCK.match(blocks.pop(0))
        if found is None:
            return
        tex = found["dollars"] or found["brackets"] or found["named"]
        box = ET.SubElement(parent, "div", {"class": "formula", "tabindex": "0"})
        made = _put(self.parser.md, tex, found[0], self.tell, display="block")
        if isinstance(made, str):
            box.text = made
        else:
            box.append(made)


def _put(
    md: Markdown,
    tex: str,
    written: str,
    tell: Callable[[str, Notice], object],
    display: str = "inline",
) -> ET.Element | str:
    """Put MathML into the page, or the formula as it is where it cannot be read."""
    made = mathml(tex.strip(), display)
    if made is not None:
        return str(md.htmlStash.store(made))
    problem = say("this formula cannot be read: {tex}", tex=quoted(tex.strip()))
    hint = "it stays as it is written; look at its commands and its braces"
    tell(written.strip(), Notice(name="formula", message=problem, hint=hint))
    code = ET.Element("code")
    code.text = AtomicString(tex.strip())
    return code


def mathml(tex: str, display: str = "inline") -> str | None:
    """Write a formula of LaTeX as MathML.

    Args:
        tex: The formula, without what marks it.
        display: `inline` or `block`.

    Returns:
        The MathML, or None if there is something in it that is not known.
    """
    from latex2mathml.converter import convert

    try:
        made = _DECIMAL.sub(r"\1,\2", str(convert(tex, display=display)))
        root = ET.fromstring(made)  # noqa: S314 - no entities of its own: it has no DOCTYPE
    except Exception:
        return None
    return made if "<!" not in made and all(map(_is_known, root.iter())) else None


def _is_known(element: Any) -> bool:
    """Tell what belongs to a formula from tags in its text, and from commands left as they are."""
    name = str(element.tag).removeprefix(_NAMESPACE)
    attributes = all(_ATTRIBUTE.fullmatch(one) for one in element.attrib)
    return name in _ELEMENTS and attributes and not (element.text or "").startswith("\\")
