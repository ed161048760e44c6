"""What a model expected in the place of each token: a list whose rows unfold, without script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.language.numbers import number
from heatmark.language.words import word, words
from heatmark.render.candidates import CHOSEN
from heatmark.render.guesses import guesses
from heatmark.render.html.elements import LEVEL_CLASSES, UNSOUGHT, quotable, solo
from heatmark.render.legend import around_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.picture.parts import Picture
    from heatmark.render.candidates import Candidate
    from heatmark.render.guesses import Guessed


def guess_list(picture: Picture) -> str:
    """Write a row for each token, with its probability, its rank and the entropy.

    Below it are the likeliest tokens with a bar each, to unfold.
    """
    rows = "\n".join(_row(picture, one) for one in guesses(picture))
    name = escape(word("guesses", picture.lang))
    return (
        f'<div class=heatmark-guesses role=group aria-label="{name}" lang={picture.lang} '
        f"tabindex=0{UNSOUGHT}>\n{rows}\n</div>\n"
    )


def _row(picture: Picture, one: Guessed) -> str:
    head = _head(picture, one)
    if not one.candidates:
        return f"<div class=heatmark-guess>{head}</div>"
    return (
        f"<details class=heatmark-guess><summary>{head}</summary>{_table(picture, one)}</details>"
    )


def _head(picture: Picture, one: Guessed) -> str:
    """Write what is seen before anything is unfolded."""
    kind = LEVEL_CLASSES[picture.strips[0].colour(one.place)]
    kind = quotable(f"{kind} q-mark") if one.place in picture.cells.marks else kind
    chance = f"{escape(one.chance)}\u00a0%" if one.chance else ""
    told = [chance or escape(one.score, quote=False), one.rank, one.entropy]
    parts = "".join(f" <span>{text}</span>" for text in told if text)
    return f"<span>{one.place + 1}</span> <b class={kind}>{solo(one.name)}</b>{parts}"


def _table(picture: Picture, one: Guessed) -> str:
    said = words(picture.lang)
    has_shares = any(one.chances)
    heads = [said["rank-of-token"], said["token"]]
    heads.append(said["chance"] if has_shares else around_number(picture)[0] or said["score"])
    head = "".join(f"<th scope=col>{solo(text)}</th>" for text in heads)
    body = "".join(_candidate(*item, picture.lang, has_shares=has_shares) for item in _items(one))
    if one.others:
        share = _share(one.others, max(0.0, 1 - sum(filter(None, one.shares))))
        body += f"<tr><td></td><th scope=row>{escape(said['all-others'])}</th><td>{share}</td></tr>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _items(one: Guessed) -> Iterator[tuple[Candidate, str, float | None]]:
    yield from zip(one.candidates, one.chances, one.shares, strict=True)


def _candidate(
    item: Candidate,
    chance: str,
    share: float | None,
    lang: str,
    *,
    has_shares: bool,
) -> str:
    rank = number(item.rank, lang) if item.rank else "…"
    name, said = solo(item.text), words(lang)
    if item.chosen:
        name = f"<strong>{name}</strong> {CHOSEN} <small>{escape(said['in-text'])}</small>"
    value = _share(chance, share) if has_shares else escape(item.score)
    kind = " class=heatmark-true" if item.chosen else ""
    return f"<tr{kind}><td>{rank}</td><th scope=row>{name}</th><td>{value}</td></tr>"


def _share(text: str, share: float | None) -> str:
    """Write a probability, and a bar as long as it is of the whole."""
    if share is None:
        return "–"
    bar = f"<i aria-hidden=true style=--s:{share:.4f}></i>"
    return f"{bar}{escape(text)}"
