"""Code in colours, by Pygments."""

from __future__ import annotations

from heatmark.render.html.elements import safe

_LIGHT, _DARK = "default", "github-dark"
_DARK_IS_OLD = "monokai"  # for versions of Pygments without the other


def coloured(code: str, language: str) -> str:
    """Write code as HTML.

    Args:
        code: The code.
        language: What Pygments, or Jupyter, calls its language.
    """
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name("ipython" if language == "ipython3" else language)
    except ClassNotFound:
        return f'<div class="highlight"><pre>{safe(code)}</pre></div>'
    return str(highlight(code, lexer, HtmlFormatter(cssclass="highlight", wrapcode=True)))


def code_styles() -> tuple[str, str]:
    """Write the stylesheets of code, for light pages and for dark ones."""
    from pygments.formatters import HtmlFormatter
    from pygments.styles import get_all_styles

    dark = _DARK if _DARK in get_all_styles() else _DARK_IS_OLD
    made = [HtmlFormatter(style=style).get_style_defs(".highlight") for style in (_LIGHT, dark)]
    # The ground is the page's.
    light, dark = (
        "\n".join(line for line in one.split("\n") if "{ background" not in line) for one in made
    )
    return light, dark
