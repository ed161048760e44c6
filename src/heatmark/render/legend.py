"""The words and numbers of a legend, for every renderer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.language.numbers import number
from heatmark.language.words import words
from heatmark.picture.parts import SCORES
from heatmark.render import kinds
from heatmark.render.attention import shortened
from heatmark.render.visible import shown_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heatmark.picture.parts import Legend, Picture, Summary

    Words = Mapping[str, str]


STEP, STAT = "step-", "stat-"
_SHORT = "shortened"
# What has a sign in the place of a colour.
NOT_COLOURED = ("missing-count", "special-count", "special")
_UNEVEN = frozenset({"log", "rank"})  # scales whose ramps are not even, as readers have to see
# What no reader is fooled without.
_ASIDE = frozenset(
    {"kind", "shared", "common", "count", "special-count", "bars-zero", "meaning", _SHORT}
)


class Told(NamedTuple):
    """All that a picture says besides its cells, in its language, not yet escaped.

    Attributes:
        lang: The language.
        measure: What a score is, with its unit: by its measure, or by the name of the only series;
            nothing where there are none.
        ends: The scores at both ends of the ramp, or None if there are none, or steps.
        steps: The steps of a scale of few colours, among the notes: what each is called, and how
            many scores it has. Their keys end with the levels of their colours.
        notes: What the colours leave out, and what else readers have to see: pairs of a key and a
            text.
        about: The rest that there is to know of the scale, such as its kind: pairs again. It may be
            folded up together with the table; where nothing can be unfolded, it is to be seen.
        above: What to know before looking: the model, how the example was chosen, what to beware
            of, what to look for.
        controls: What controls test, each once.
        answer: Which picture of a line-up is the real one, or nothing.
        explained: What chance does in a line-up, how many right picks a class needs, and what they
            mean.
    """

    lang: str
    measure: str
    ends: tuple[str, str] | None
    steps: list[tuple[str, str]]
    notes: list[tuple[str, str]]
    about: list[tuple[str, str]]
    above: list[str]
    controls: list[str]
    answer: str
    explained: list[str]

    @property
    def unseen(self) -> list[tuple[str, str]]:
        """All notes that an image with a ramp does not show, for what has nothing to unfold."""
        return [note for note in self.all if note not in self.steps]

    @property
    def in_full(self) -> Told:
        """The same without the notes on short names, for what writes the names of all tokens."""
        notes = [note for note in self.notes if note[0] != _SHORT]
        return self._replace(notes=notes, about=[one for one in self.about if one[0] != _SHORT])

    @property
    def all(self) -> list[tuple[str, str]]:
        """All notes, for what has nothing to unfold."""
        return [*self.notes, *self.about]


def told(picture: Picture) -> Told:
    """Say all that a picture says besides its cells."""
    said = words(picture.lang)
    notes = [*_notes(picture, said)]
    aside = _aside(picture, notes)
    return Told(
        lang=picture.lang,
        measure=_measure(picture, said),
        ends=None if picture.legend.steps else _ends(picture.legend),
        steps=[note for note in notes if note[0].startswith(STEP)] if picture.legend.steps else [],
        notes=[note for note in notes if note[0] not in aside],
        about=[note for note in notes if note[0] in aside],
        above=_above(picture),
        controls=_control_notes(picture),
        answer=_answer(picture, said),
        explained=_explained(picture, said),
    )


def _aside(picture: Picture, notes: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Name the notes that may be folded up.

    Special tokens off the scale look as those without a score do: beside these they are counted.
    """
    if picture.legend.form == "full":
        return frozenset()
    is_alike = picture.view != "bars" and "missing-count" in dict(notes)
    return _ASIDE - {"special-count"} if is_alike else _ASIDE


def _measure(picture: Picture, said: Words) -> str:
    legend = picture.legend
    if picture.kind != SCORES:
        return ""
    return _called(legend, legend.measure or _single(picture) or said["score"], said)


def _called(legend: Legend, name: str, said: Words) -> str:
    """Write what scores are, with their unit; or what they were, and what was done to them."""
    whole = f"{name} ({legend.unit})" if legend.unit else name
    if not legend.before:
        return whole
    return said["transformed"].format(name=whole, names=", ".join(legend.transforms))


def around_number(picture: Picture) -> tuple[str | None, str | None]:
    """Give the measure and the unit that stand around a number which is seen alone."""
    legend = picture.legend
    if legend.before and legend.measure:
        return _called(legend, legend.measure, words(picture.lang)), None
    return legend.measure, None if legend.before else legend.unit


def _single(picture: Picture) -> str | None:
    """Name the only series, if there is but one."""
    rows = picture.strips if picture.joint is None else (picture.joint,)
    rows = rows if picture.overview is None else picture.overview.strips
    ordinary = [strip.name for strip in rows if strip.role == "series"]
    return ordinary[0] if len(ordinary) == 1 else None


def _ends(legend: Legend) -> tuple[str, str] | None:
    """Write the ends of the ramp; those of differences say in words which side they are on."""
    ends = legend.ends
    if ends is None or legend.sides is None or ends[0] == ends[1]:
        return ends
    low, high = (f" ({shown_alone(side)})" if side else "" for side in legend.sides)
    return ends[0] + low, ends[1] + high


def _above(picture: Picture) -> list[str]:
    above = [text for text in (picture.provenance, *picture.cautions) if text]
    if picture.lineup is not None:
        above += [picture.lineup.asked, picture.lineup.about]
    return above


def _control_notes(picture: Picture) -> list[str]:
    noted: dict[str, str | None] = {}
    for strip in picture.strips:
        if strip.note:
            noted.setdefault(strip.note, strip.name)
    return [f"{name}: {note}" for note, name in noted.items()]


def _answer(picture: Picture, said: Words) -> str:
    lineup = picture.lineup
    if lineup is None or not lineup.answers:
        return ""
    names = ", ".join(lineup.names[item] for item in lineup.answers)
    return said["lineup-real"].format(name=names)


def _explained(picture: Picture, said: Words) -> list[str]:
    lineup, lang = picture.lineup, picture.lang
    if lineup is None:
        return []
    rows = "; ".join(
        f"{number(people, lang)}: {needed(right, lang)}" for people, right in lineup.needed
    )
    heads = f"{said['lineup-people']}: {said['lineup-needed']} – {rows}."
    return [*lineup.told[:2], *([heads] if rows else []), *lineup.told[2:]]


def sentences(notes: Sequence[tuple[str, str]]) -> str:
    """Write notes one after another, each as a sentence."""
    texts = [f"{text[0].upper()}{text[1:]}" if key != "count" else text for key, text in notes]
    return " ".join(f"{text}." for text in texts)


def needed(right: int | None, lang: str) -> str:
    """Write how many right picks a class needs, or that not even all are enough."""
    return words(lang)["lineup-unreachable"] if right is None else number(right, lang)


def _notes(picture: Picture, said: Words) -> Iterator[tuple[str, str]]:
    legend = picture.legend
    if picture.kind == SCORES:
        yield from _score_notes(picture, said)
        if legend.special:
            yield "special-count", _special(legend, said, picture.lang)
    if legend.stats:
        yield from _stats(picture, said)
    if picture.kind != SCORES or legend.classes or legend.marks or picture.chosen is not None:
        yield from kinds.kind_notes(picture)
    yield from legend.verdict
    if picture.view == "grid" and (names := shortened(picture)):
        yield _SHORT, "; ".join(f"{brief} = {name}" for brief, name in names.items())


def _score_notes(picture: Picture, said: Words) -> Iterator[tuple[str, str]]:
    legend, lang = picture.legend, picture.lang
    for step in legend.steps if legend.form != "none" else ():
        label = shown_alone(step.label)
        count = number(step.total, lang)
        yield f"{STEP}{step.level}", said["class-count"].format(label=label, n=count)
    if legend.transforms and not legend.before:
        yield "transform", said["transform"].format(names=", ".join(legend.transforms))
    if legend.merge is not None:
        yield "merge", said[f"merge-{legend.merge}"]
    if legend.scored == 0:
        yield "nothing", said["nothing"]
    if legend.constant and not legend.below + legend.above:
        yield "constant", said["constant"]
    if not legend.steps and legend.ends is not None and legend.ends[0] != legend.ends[1]:
        yield from _kinds(picture, said)
    if legend.bars is not None and legend.ends is not None:
        key = f"bars-{legend.bars}"
        yield key, said[key].format(low=legend.ends[0])
    yield "count", said["count"].format(n=number(legend.scored, lang))
    if legend.below or legend.above:
        yield from _clipped(legend, said, lang)
    if lost := legend.missing:
        yield "missing-count", said["missing-count"].format(n=number(lost, lang))


def _stats(picture: Picture, said: Words) -> Iterator[tuple[str, str]]:
    """Give summaries, those of one kind together, and what each means."""
    legend = picture.legend
    each = {item.total for item in legend.stats} | {legend.scored // max(len(picture.strips), 1)}
    for stat in dict.fromkeys(item.stat for item in legend.stats):
        found = [item for item in legend.stats if item.stat == stat]
        texts = [_stat(item, said, several=len(found) > 1) for item in found]
        if len(each) > 1:
            counted = [number(item.total, picture.lang) for item in found]
            pairs = zip(texts, counted, strict=True)
            texts = [said["stat-n"].format(text=text, n=count) for text, count in pairs]
        called = said[f"{STAT}{stat}"]
        yield f"{STAT}{stat}", said["stat"].format(name=called, text="; ".join(texts))
    for stat in dict.fromkeys(item.stat for item in legend.stats):
        yield "meaning", meaning(stat, picture.lang)


def _stat(item: Summary, said: Words, *, several: bool) -> str:
    if not several:
        return item.text
    name = shown_alone(item.series or "")
    return said["stat-of"].format(series=name, text=item.text)


def meaning(stat: str, lang: str) -> str:
    """Say what a summary is, and what it is of."""
    said = words(lang)
    return said["stat-meaning"].format(name=said[f"{STAT}{stat}"], text=said[f"{STAT}{stat}-is"])


def _kinds(picture: Picture, said: Words) -> Iterator[tuple[str, str]]:
    """Say the scale's kind, and with whom its colours can be compared."""
    legend, count = picture.legend, len((picture.overview or picture).strips)
    many = "-texts" if picture.joint is not None else ""
    key = legend.kind if legend.kind in _UNEVEN else "kind"
    if legend.shared is None and legend.kind == "minmax":
        lineup, several = picture.lineup is not None, count > 1
        own = "minmax-lineup" if lineup else "minmax-several" if several else "minmax"
        own = f"minmax{many}" if several and many else own
        yield key, said[own].format(n=count)
        return
    if legend.shared is not None:
        yield "shared", _shared(legend, said)
    if legend.shared is None or legend.kind not in {"minmax", "fixed"}:  # whose ends say it all
        yield key, _kind(legend, said)
    if count > 1 and picture.lineup is None:
        yield "common", said[f"common{many}"].format(n=count)


def _shared(legend: Legend, said: Words) -> str:
    """Say that other figures are on the scale, and what it is called if that is for readers."""
    if legend.share_title is not None:
        return said["shared-title"].format(title=legend.share_title)
    return said["shared-site" if legend.sitewide else "shared"]


def _kind(legend: Legend, said: Words) -> str:
    if legend.kind == "zero" and legend.center is not None:
        return said["zero-signed"]
    if legend.kind == "symmetric":
        return said["symmetric"].format(center=legend.center)
    if legend.kind == "log":
        return said["log"].format(middle=legend.halfway)
    return said[legend.kind]


def _clipped(legend: Legend, said: Words, lang: str) -> Iterator[tuple[str, str]]:
    if legend.ends is None:
        count = number(legend.below + legend.above, lang)
        yield "clipped", said["clipped"].format(n=count)
        return
    low, high = reversed(legend.ends) if legend.falling else legend.ends
    if legend.below:
        count = number(legend.below, lang)
        yield "clipped-below", said["clipped-below"].format(n=count, end=low)
    if legend.above:
        count = number(legend.above, lang)
        yield "clipped-above", said["clipped-above"].format(n=count, end=high)


def _special(legend: Legend, said: Words, lang: str) -> str:
    """Count special tokens, and say which scores they have outside the scale."""
    count = number(legend.special, lang)
    if legend.apart is None:
        return said["special-count"].format(n=count)
    low, high = legend.apart
    key = "special-scores" if low == high else "special-range"
    return said[key].format(n=count, low=low, high=high)
