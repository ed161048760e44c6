"""The words and numbers of a legend, for every renderer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.locale import number, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.model import Legend, Picture


def measure(picture: Picture) -> str:
    """Name what a score is, with its unit: by its measure, or by the name of the only series."""
    legend = picture.legend
    single = picture.strips[0].name if len(picture.strips) == 1 else None
    name = legend.measure or single or word("score", picture.lang)
    return f"{name} ({legend.unit})" if legend.unit else name


def ends(picture: Picture) -> tuple[str, str] | None:
    """Write the scores at both ends of the ramp, if there are any."""
    legend = picture.legend
    if legend.ends is None:
        return None
    low, high = (number(end, picture.lang, legend.digits) for end in legend.ends)
    return low, high


def notes(picture: Picture) -> Iterator[tuple[str, str]]:
    """Say the scale's kind, and what the colours leave out: pairs of a key and a text."""
    legend, lang = picture.legend, picture.lang
    if legend.transforms:
        yield "transform", word("transform", lang, names=", ".join(legend.transforms))
    if legend.count == 0:
        yield "nothing", word("nothing", lang)
    if legend.constant and not legend.below + legend.above:
        yield "constant", word("constant", lang)
    if legend.ends is not None and legend.ends[0] < legend.ends[1]:
        yield "kind", _kind(legend, lang)
    if len(picture.strips) > 1:
        yield "common", word("common", lang, n=len(picture.strips))
    yield "count", word("count", lang, n=number(legend.count, lang))
    yield from _clipped(legend, lang)
    if legend.missing:
        yield "missing-count", word("missing-count", lang, n=number(legend.missing, lang))
    if legend.special:
        yield "special-count", word("special-count", lang, n=number(legend.special, lang))


def _clipped(legend: Legend, lang: str) -> Iterator[tuple[str, str]]:
    if legend.ends is None:
        if legend.below + legend.above:
            yield "clipped", word("clipped", lang, n=number(legend.below + legend.above, lang))
        return
    for key, count, end in zip(
        ("clipped-below", "clipped-above"), (legend.below, legend.above), legend.ends, strict=True
    ):
        if count:
            text = number(end, lang, legend.digits)
            yield key, word(key, lang, n=number(count, lang), end=text)


def _kind(legend: Legend, lang: str) -> str:
    if legend.kind == "zero" and legend.center is not None:
        return word("zero-signed", lang)
    if legend.kind == "symmetric":
        return word("symmetric", lang, center=number(legend.center or 0.0, lang))
    return word(legend.kind, lang)
