"""A line-up in HTML: the question above the pictures, the answer below, folded up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.numbers import number
from heatmark.language.words import word

if TYPE_CHECKING:
    from heatmark.picture.parts import Lineup


def question(lineup: Lineup, lang: str) -> str:
    """Ask which of the pictures is the real one."""
    about = word("lineup-about", lang, m=number(len(lineup.names), lang))
    asked = f"<strong>{word('lineup-question', lang)}</strong> {about}"
    return f'<p class="heatmark-question" lang={lang}>{asked}</p>\n'


def answer(lineup: Lineup, lang: str, table: str) -> str:
    """Fold up the answer, what a class needs, and the scores.

    Args:
        lineup: The answer.
        lang: The language.
        table: The data table, ready to be put in, or nothing.
    """
    real = word("lineup-real", lang, name=lineup.names[lineup.answer])
    chance = word("lineup-chance", lang, m=number(len(lineup.names), lang))
    heads = "".join(
        f"<th scope=col>{word(key, lang)}</th>" for key in ("lineup-people", "lineup-needed")
    )
    rows = "".join(
        f"<tr><td>{number(people, lang)}</td><td>{_needed(right, lang)}</td></tr>"
        for people, right in lineup.needed
    )
    counts = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    inside = f"<p><strong>{real}</strong></p><p>{chance}</p>{counts}{table}"
    summary = f"<summary>{word('lineup-answer', lang)}</summary>"
    classes = '"heatmark-table heatmark-answer"'
    return f"<details class={classes} lang={lang}>{summary}{inside}</details>\n"


def _needed(right: int | None, lang: str) -> str:
    return word("lineup-unreachable", lang) if right is None else number(right, lang)
