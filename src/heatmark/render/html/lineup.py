"""A line-up in HTML: the question above the pictures, the answer below, folded up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.render.html.elements import safe
from heatmark.render.legend import needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Lineup


_HERE = "\x1f"  # where a name goes; no word has this character


def question(lineup: Lineup, lang: str) -> str:
    """Ask which of the pictures is the real one."""
    asked = f"<strong>{safe(lineup.asked)}</strong> {safe(lineup.about)}"
    return f'<p class="heatmark-question" lang={lang}>{asked}</p>\n'


def versions(lineup: Lineup, lang: str, panels: Sequence[str]) -> str:
    """Put the pictures below one another: those of several versions folded up, each by itself.

    Args:
        lineup: The line-up.
        lang: The language.
        panels: The HTML of each picture.
    """
    if len(lineup.answers) < 2:
        return "".join(panels)
    size = lineup.size
    return "".join(
        f'<details class="heatmark-table heatmark-version" lang={lang}>'
        f"<summary>{word('lineup-version', lang, n=version + 1)}</summary>\n"
        f"{''.join(panels[version * size : (version + 1) * size])}</details>\n"
        for version in range(len(lineup.answers))
    )


def answer(lineup: Lineup, lang: str, table: str) -> str:
    """Fold up the answer, what a class needs, and the scores.

    The name of the real picture is in no text of the page: the stylesheet writes it, so that
    neither a search of the page nor a glance at its source tells.

    Args:
        lineup: The answer.
        lang: The language.
        table: The data table, ready to be put in, or nothing.
    """
    if not lineup.answers:
        return _folded(word("table", lang), "", table, lang) if table else ""
    names = ", ".join(_letter(lineup.names[item]) for item in lineup.answers)
    real = word("lineup-real", lang, name=_HERE).replace(_HERE, names)
    chance, how, means = (f"<p>{text}</p>" for text in lineup.told)
    said = f"<p><strong>{real}</strong></p>{chance}{how}{_counts(lineup, lang)}{means}"
    return _folded(word("lineup-answer", lang), " heatmark-answer", said + table, lang)


def _folded(summary: str, kind: str, inside: str, lang: str) -> str:
    head = f"<summary>{summary}</summary>"
    return f'<details class="heatmark-table{kind}" lang={lang}>{head}{inside}</details>\n'


def _letter(name: str) -> str:
    """Write a name as what a style puts there, in codes of characters (CSS Syntax 3, 4.3.7)."""
    codes = "".join(f"\\{ord(character):06x}" for character in name)
    return f"<b class=heatmark-letter style=\"--a:'{codes}'\"></b>"


def _counts(lineup: Lineup, lang: str) -> str:
    if not lineup.needed:
        return ""
    heads = "".join(
        f"<th scope=col>{word(key, lang)}</th>" for key in ("lineup-people", "lineup-needed")
    )
    rows = "".join(
        f"<tr><td>{people}</td><td>{needed(right, lang)}</td></tr>"
        for people, right in lineup.needed
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
