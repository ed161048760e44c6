"""The words and numbers of a legend, for every renderer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.numbers import number
from heatmark.language.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.picture.parts import Legend, Picture


def measure(picture: Picture) -> str:
    """Name what a score is, with its unit: by its measure, or by the name of the only series."""
    legend = picture.legend
    ordinary = [strip.name for strip in picture.strips if strip.role == "series"]
    single = ordinary[0] if len(ordinary) == 1 else None
    name = legend.measure or single or word("score", picture.lang)
    return f"{name} ({legend.unit})" if legend.unit else name


def ends(picture: Picture) -> tuple[str, str] | None:
    """Write the scores at both ends of the ramp, if there are any."""
    legend = picture.legend
    if legend.ends is None:
        return None
    low, high = (number(end, picture.lang, legend.digits) for end in legend.ends)
    return low, high


def above(picture: Picture) -> list[str]:
    """Say what to know before looking: the model, how the example was chosen, what to beware of."""
    lang = picture.lang
    said = [text for text in (picture.provenance, *picture.cautions) if text]
    if picture.lineup is not None:
        said.append(word("lineup-question", lang))
        said.append(word("lineup-about", lang, m=number(len(picture.lineup.names), lang)))
    return said


def control_notes(picture: Picture) -> list[str]:
    """Say what controls test, each once."""
    said = {strip.note: strip.name for strip in reversed(picture.strips) if strip.note}
    return [f"{name}: {note}" for note, name in said.items()]


def answer(picture: Picture) -> str:
    """Say which picture of a line-up is the real one, or nothing."""
    lineup, lang = picture.lineup, picture.lang
    if lineup is None:
        return ""
    real = word("lineup-real", lang, name=lineup.names[lineup.answer])
    return f"{word('lineup-answer', lang)}: {real}"


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
        yield from _kinds(legend, lang)
    if len(picture.strips) > 1 and picture.lineup is None:
        yield "common", word("common", lang, n=len(picture.strips))
    yield "count", word("count", lang, n=number(legend.count, lang))
    yield from _clipped(legend, lang)
    if legend.missing:
        yield "missing-count", word("missing-count", lang, n=number(legend.missing, lang))
    if legend.special:
        yield "special-count", word("special-count", lang, n=number(legend.special, lang))
    if legend.faded:
        yield "faded-count", word("faded-count", lang, n=number(legend.faded, lang))


def _kinds(legend: Legend, lang: str) -> Iterator[tuple[str, str]]:
    """Say the scale's kind, and whether it is the block's own."""
    if legend.shared is None:
        yield "kind", _kind(legend, lang)
        return
    key = "shared-site" if legend.sitewide else "shared"
    yield key, word(key, lang, name=legend.shared)
    if legend.kind not in {"minmax", "fixed"}:  # whose ends say it all
        yield "kind", _kind(legend, lang)


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
