"""The page about what is wrong quotes messages as they are said, in both languages."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

import pytest

from heatmark.language.languages import languages
from heatmark.options.values import NOTICES
from paths import ROOT
from sentences import collect

PAGES = {
    name: ROOT.joinpath("docs", name).read_text("utf-8").replace("&#124;", "|")
    for name in ("troubleshooting.md", "troubleshooting.vi.md")
}
# What others say, which no module of ours does.
THEIRS = {"Pygments lexer name 'heatmap' is not known"}
SPAN = re.compile(r"`([^`\n]+)`|<code>(.*?)</code>")


def _pattern(template: str, *, has_places: bool) -> re.Pattern[str]:
    if not has_places:
        return re.compile(re.escape(template))
    parts = Formatter().parse(template)
    return re.compile(
        "".join(re.escape(text) + (".+?" if name else "") for text, name, *_ in parts)
    )


@cache  # the source is read by the process that runs these tests alone
def _patterns(lang: str) -> list[re.Pattern[str]]:
    """Make patterns of all messages; one that is hardly more than its places would match any."""
    found = collect()
    telling = [one for one in found.messages if len(re.sub(r"\{\w+\}|\W", "", one)) > 8]
    in_words = languages()["vi"].messages if lang == "vi" else {one: one for one in telling}
    return [_pattern(in_words[one], has_places=one in found.templates) for one in telling]


def _said(text: str, patterns: list[re.Pattern[str]]) -> bool:
    """Tell whether a text begins with a whole message; hints and `…` may follow."""
    bare = text.split(" (", maxsplit=1)[0].removesuffix(" …").removesuffix("…").rstrip(",")
    whole = any(one.fullmatch(text) or one.fullmatch(bare) for one in patterns)
    return whole or any(one.pattern.startswith(re.escape(bare)) for one in patterns)


def _quotes(page: str) -> list[str]:
    """Find what is quoted in tables' first cells, and what has the name of a notice after it."""
    cells = re.findall(r"^\| (.*?) \| ", page, re.MULTILINE)
    named = re.findall(r"`([^`\n]+)` `\[[\w-]+\]`", page)
    spans = [one or other for cell in cells for one, other in SPAN.findall(cell)]
    return [text for text in (*spans, *named) if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]", text)]


@pytest.mark.parametrize("name", PAGES)
def test_messages_are_quoted_as_they_are_said(name: str) -> None:
    """Whoever searches for a message finds it on the page."""
    quotes = _quotes(PAGES[name])
    assert len(quotes) > 20
    assert not [one for one in quotes if one not in THEIRS and not _said(one, _patterns("en"))]


def test_both_pages_quote_the_same_messages() -> None:
    """What the English page explains, the Vietnamese one does too."""
    first, second = (sorted(_quotes(page)) for page in PAGES.values())
    assert first == second


def test_messages_in_vietnamese_are_those_that_are_said() -> None:
    """Below a message stands how the build says it in Vietnamese."""
    cells = re.findall(r"^\| [^|]*`<br>([^|]+?) \| ", PAGES["troubleshooting.vi.md"], re.MULTILINE)
    assert len(cells) > 15
    assert not [one for one in cells if not _said(one, _patterns("vi"))]


def test_notices_have_their_names() -> None:
    """A name in brackets is one that `silence` takes."""
    for page in PAGES.values():
        assert set(re.findall(r"`\[([\w-]+)\]`", page)) <= set(NOTICES)
