r"""Formulas without a script: what arithmatex marks becomes native MathML.

`pymdownx.arithmatex` with `generic: true` wraps a formula as
`<span class="arithmatex">\(…\)</span>` or `<div class="arithmatex">\[…\]</div>`; browsers draw
MathML by themselves, also offline.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import TYPE_CHECKING

from latex2mathml.converter import convert
from mkdocs.plugins import get_plugin_logger

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

LOG = get_plugin_logger("formulas")
MARKED = re.compile(
    r'<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex">\s*\\\[(?P<block>.*?)\\\]\s*</div>',
    re.DOTALL,
)
# On a phone a formula is broken at its wide spaces; what is still wider scrolls, and not the page.
WRAPPED = "display:flex;flex-wrap:wrap;gap:.3em 2em;justify-content:safe center;overflow-x:auto"
DECIMAL = re.compile(r"(\d)</mn><mrow><mo>&#x0002C;</mo></mrow><mn>(\d)")

# A minus that begins a number, which only its place in the formula tells from one between two.
SIGN = re.compile(r"(<mo[^>]*>(?:=|&#x0003D;|\(|&#x00028;)</mo>)<mo>(?=&#x02212;)")


def on_page_content(content: str, page: Page, **_: object) -> str:
    """Replace the formulas of a page; MkDocs calls this with the page's HTML."""
    return MARKED.sub(partial(_mathml, where=page.file.src_uri), content)


def _mathml(match: re.Match[str], where: str) -> str:
    """Turn one formula into MathML; one that cannot be read stays as code, with a warning."""
    inline = match["inline"]
    latex = html.unescape(match["block"] if inline is None else inline).strip()
    parts = [latex] if inline is not None else latex.split(r"\qquad")
    display = "block" if inline is None else "inline"
    try:
        mathml = "".join(convert(part, display=display) for part in parts)
    except Exception as error:  # noqa: BLE001 - the converter's errors share no base class
        LOG.warning("%s: cannot read the formula %r (%s)", where, latex, type(error).__name__)
        return f"<code>{html.escape(latex)}</code>"
    mathml = DECIMAL.sub(r"\1,\2", mathml)  # `0{,}5` is one number with a decimal comma
    mathml = SIGN.sub(r'\1<mo form="prefix">', mathml)
    if inline is not None:
        return mathml
    return f'<div class="formula" style="{WRAPPED}" tabindex="0">{mathml}</div>'
