"""Controls below the series of a figure: their scores shuffled, or series of the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.numbers import number
from heatmark.language.words import word
from heatmark.picture.exchange import draw_control
from heatmark.picture.layout import SHUFFLE
from heatmark.picture.moving import exchange_of, few_looks, moved, refuse_noise
from heatmark.picture.ranks import agreement
from heatmark.picture.selection import selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Strip
    from heatmark.picture.ranks import Agreement


_EACH_UP_TO = 4  # series with which each control is compared by name


def with_controls(
    layout: Layout, real: Sequence[Strip], options: Options, lang: str
) -> tuple[Strip, ...]:
    """Put controls below the series.

    Args:
        layout: What is shown, its control series last.
        real: A strip of each series.
        options: Of these, `control`, `shuffle` and `view`.
        lang: The language of names and notes.

    Raises:
        ScoreError: If no shuffle looks different.
    """
    ordinary = real[: len(layout.ordinary)]
    shuffled = _shuffled(layout, ordinary, options, lang) if SHUFFLE in options.control else ()
    return (*ordinary, *shuffled, *_series(layout, real, options, lang))


def _shuffled(
    layout: Layout, ordinary: Sequence[Strip], options: Options, lang: str
) -> Iterator[Strip]:
    refuse_noise(ordinary, "control")
    exchange = exchange_of(layout, ordinary, options)
    orders = draw_control(layout.key, exchange)
    few = few_looks(exchange, lang)
    said = word(f"control-shuffle-note-{options.shuffle}", lang) + (f". {few}" if few else "")
    for strip, order in zip(ordinary, orders, strict=True):
        key = "control-shuffle" if strip.name is None else "control-shuffle-of"
        name = word(key, lang, name=strip.name)
        yield moved(strip, order)._replace(name=name, role="control", note=said)


def _series(layout: Layout, real: Sequence[Strip], options: Options, lang: str) -> Iterator[Strip]:
    """Name controls as what they are, and say how far each agrees with the series above."""
    about = word("control-series-note", lang)
    how = selection(layout, options)
    beyond = "" if how.said is None else word("rho-top", lang)
    for row in range(len(layout.ordinary), len(real)):
        found = [agreement(layout.values[item], layout.values[row]) for item in layout.ordinary]
        agreed = _agreed(found, [real[item].name for item in layout.ordinary], options.minus, lang)
        parts = [about, f"{agreed}{beyond}"]
        name = word("control-series", lang, name=real[row].name)
        yield real[row]._replace(name=name, role="control", note=". ".join(filter(None, parts)))
        about = ""  # once is enough


def _agreed(
    found: Sequence[Agreement], names: Sequence[str | None], base: str | None, lang: str
) -> str:
    """Say Spearman's ρ with each series, and how large it often is without any relation.

    What is subtracted from both makes them agree; how far depends on how much each scatters.
    """
    often = max(item.often or 0.0 for item in found)
    tokens = number(max(item.count for item in found), lang)
    pairs = [(_rho(item.rho, lang), _rho(item.rho_of_sizes, lang)) for item in found]
    if len(found) == 1:
        numbers = word("rho", lang, rho=pairs[0][0], sizes=pairs[0][1])
    elif len(found) <= _EACH_UP_TO:
        numbers = "; ".join(
            word("rho-with", lang, name=name, rho=rho, sizes=sizes)
            for name, (rho, sizes) in zip(names, pairs, strict=True)
        )
    else:
        ranges = [_range([getattr(item, about) for item in found], lang) for about in _BOTH]
        numbers = word(
            "rho-range", lang, n=number(len(found), lang), rho=ranges[0], sizes=ranges[1]
        )
    if base is not None:
        return word("rho-note-minus", lang, numbers=numbers, n=tokens, base=base)
    reached = {"n": tokens, "often": _rho(often, lang)}
    if len(found) > 1:
        return word(
            "rho-note-several", lang, numbers=numbers, k=number(len(found), lang), **reached
        )
    return word("rho-note", lang, numbers=numbers, **reached)


_BOTH = ("rho", "rho_of_sizes")


def _range(values: Sequence[float | None], lang: str) -> str:
    known = [item for item in values if item is not None]
    return f"{_rho(min(known), lang)} … {_rho(max(known), lang)}" if known else "–"


def _rho(value: float | None, lang: str) -> str:
    return "–" if value is None else number(round(value, 2), lang)
