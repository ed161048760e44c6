"""Line-ups: the real picture hidden among others, and the words around it."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from heatmark.language.numbers import number
from heatmark.language.words import word
from heatmark.picture.exchange import draw_lineups, draw_nulls, hide_series
from heatmark.picture.moving import exchange_of, few_looks, look_of, moved, refuse_noise
from heatmark.picture.parts import Lineup
from heatmark.picture.picks import LEVEL, needed_picks, version_probability
from heatmark.picture.selection import selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Strip
    from heatmark.picture.selection import Selection


_CLASSES = (1, 2, 3, 5, 10, 20, 30, 40)  # for which an answer says how many right picks count


def line_up(
    layout: Layout, real: Sequence[Strip], options: Options, lang: str
) -> tuple[tuple[Strip, ...], Lineup]:
    """Hide the real picture, or draw null pictures without it.

    Args:
        layout: What is shown.
        real: A strip of each series: one; or the real one and then its decoys.
        options: Of these, `shuffle` and those of line-ups, of which one is asked for.
        lang: The language of names and words.

    Returns:
        The pictures and the words around them.

    Raises:
        ScoreError: If there are not enough pictures that look different.
    """
    if options.decoys:
        return _of_series(layout, real, options, lang)
    refuse_noise(real, "lineup" if options.rorschach is None else "rorschach")
    exchange = exchange_of(layout, real, options)
    if options.rorschach is not None:
        drawn = draw_nulls(layout.key, exchange, options.rorschach)
        about = word("rorschach-about", lang, m=number(len(drawn), lang))
        asked = word("rorschach-question", lang)
        hidden = Lineup(names=_letters(len(drawn)), asked=asked, about=about)
        return _named([moved(real[0], orders[0]) for orders in drawn], hidden), hidden
    size = options.lineup or 0  # equivalent: it is asked for
    versions = draw_lineups(layout.key, exchange, size, options.lineup_versions)
    about = word(f"lineup-about-{options.shuffle}", lang, m=number(size, lang))
    if len(versions) > 1:
        about = _joined(word("lineup-versions", lang, v=number(len(versions), lang)), about)
    about = _joined(about, few_looks(exchange, lang))
    how = selection(layout, options)
    hidden = _hidden([item.answer for item in versions], about, how, options, lang)
    pictures = chain.from_iterable(item.pictures for item in versions)
    return _named([moved(real[0], orders[0]) for orders in pictures], hidden), hidden


def _of_series(
    layout: Layout, real: Sequence[Strip], options: Options, lang: str
) -> tuple[tuple[Strip, ...], Lineup]:
    names = [item.name or "" for item in real]
    rows = [[look_of(strip, at) for at in range(len(strip.scores))] for strip in real]
    answer, order = hide_series(layout.key, rows, names)
    about = word(
        "lineup-about-series",
        lang,
        m=number(len(real), lang),
        name=f"“{names[0]}”",
        others=", ".join(f"“{name}”" for name in sorted(names[1:])),
    )
    how = selection(layout, options)
    hidden = _hidden([answer], about, how, replace(options, lineup=len(real)), lang)
    hidden = replace(hidden, names=_unlike(names))
    return _named([real[index] for index in order], hidden), hidden


def _named(strips: Sequence[Strip], lineup: Lineup) -> tuple[Strip, ...]:
    return tuple(
        strip._replace(name=name, role="lineup")
        for strip, name in zip(strips, lineup.names, strict=True)
    )


def _letters(size: int, versions: int = 1) -> tuple[str, ...]:
    """Call pictures A, B, C, and so on, and those of several versions 1A, 1B, 2A, 2B."""
    letters = [chr(ord("A") + index) for index in range(size)]
    if versions == 1:
        return tuple(letters)
    return tuple(f"{version}{letter}" for version in range(1, versions + 1) for letter in letters)


def _unlike(series: Sequence[str]) -> tuple[str, ...]:
    """Call pictures so that none is called like a series, of which it may show another."""
    taken = {name.strip().casefold() for name in series}
    letters = _letters(len(series))
    numbers = tuple(str(at) for at in range(1, len(series) + 1))
    both = tuple(f"{letter}{letter}" for letter in letters)
    return next(
        (names for names in (letters, numbers, both) if taken.isdisjoint(map(str.casefold, names))),
        tuple(f"{letter}*" for letter in letters),
    )


def _hidden(
    answers: Sequence[int], about: str, how: Selection, options: Options, lang: str
) -> Lineup:
    size = options.lineup or 0  # equivalent: it is asked for
    versions = len(answers)
    return Lineup(
        names=_letters(size, versions),
        asked=word("lineup-question", lang),
        about=about,
        size=size,
        answers=tuple(size * version + item for version, item in enumerate(answers)),
        told=tuple(_told(size, versions, how, options, lang)),
        needed=() if versions > 1 else _needed(size, how, options),
    )


def _told(size: int, versions: int, how: Selection, options: Options, lang: str) -> list[str]:
    """Say what chance does, what finding the real picture means, and what it does not."""
    kind = "series" if options.decoys else options.shuffle
    told = [word("lineup-chance", lang, m=number(size, lang))]
    if versions > 1:
        bound = version_probability(size, versions)
        values = {"v": number(versions, lang), "n": number(bound.denominator, lang)}
        told.append(word("lineup-versions-chance", lang, **values))
    elif math.isinf(options.lineup_alpha):
        told.append(word("lineup-independent", lang))
    else:
        told.append(word("lineup-dependent", lang, alpha=number(options.lineup_alpha, lang)))
    told[-1] = _joined(told[-1], _selected(versions, how, lang))
    told.append(word(f"lineup-means-{kind}", lang))
    return told


def _selected(versions: int, how: Selection, lang: str) -> str:
    """Say whether it is counted in that the example was chosen for its result, if it was."""
    if how.said is None:
        return ""
    if versions > 1 or not how.is_known:
        return word("lineup-top-unknown" if versions == 1 else "lineup-top-versions", lang)
    return word("lineup-top", lang, m=number(how.total, lang))


def _needed(size: int, how: Selection, options: Options) -> tuple[tuple[int, int | None], ...]:
    classes = _CLASSES if options.lineup_class is None else (options.lineup_class,)
    level = LEVEL / how.total if how.is_known else LEVEL
    alpha = options.lineup_alpha
    return tuple((people, needed_picks(people, size, alpha, level)) for people in classes)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
