"""Pictures as images: which ones a page needs, and what is in them.

What lays images out and draws them is loaded when a page has the first: most pages have none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import name

from heatmark.core.errors import Notice
from heatmark.core.wording import listed, quoted, say
from heatmark.language.words import word
from heatmark.render.chosen import stilled
from heatmark.render.image.drawing import Drawing
from heatmark.render.legend import told
from heatmark.render.visible import BIDI, shown_alone, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.image.screen import Screen
    from heatmark.render.image.sheet import Sheet


NARROW = 36  # characters: 324 CSS pixels, on a phone of 360
MEDIUM = 60  # characters, beside the navigation of a page, where wide ones would shrink
_NARROWER = {"medium": MEDIUM, "narrow": NARROW}
_MORE = {"medium": 12, "narrow": 0}  # characters that a wide one must have more
_LONGEST_TEXT = 240  # characters in words about an image, which are read aloud in one go
_EXTREMES = 3
_MOST_SERIES = 4
_TURNING = dict.fromkeys(map(ord, BIDI))  # they would turn all the rest of a text around


class Image(NamedTuple):
    """One of the images that stand for a picture in a page.

    Attributes:
        sheet: What to draw.
        size: `wide`, or `medium` or `narrow` where there is less room.
        dark: Whether it is for dark pages only.
    """

    sheet: Sheet
    size: str
    dark: bool


def images(picture: Picture) -> tuple[Image, ...]:
    """Lay out the images that a page needs for a picture; nothing is drawn yet.

    Returns:
        For light pages, and also for dark ones if they get their own: a wide one, and those for
        less room that are clearly narrower. Nothing for a picture that stays text.

    Raises:
        OptionError: If the author's font cannot be used.
        ScoreError: If an image would be too large.
    """
    settings = picture.image
    if settings is None:
        return ()
    from heatmark.render.image.sheet import colours, sheet

    wide = sheet(picture, settings)
    found = [Image(wide, "wide", dark=False)]
    for size, columns in _NARROWER.items():
        if wide.screen.columns > columns + _MORE[size]:
            found.append(Image(sheet(picture, settings, columns=columns), size, dark=False))
    if settings.both:  # which differ in their colours alone
        night = colours(picture.palette, dark=True)
        found += [Image(item.sheet._replace(colours=night), item.size, dark=True) for item in found]
    return tuple(found)


def still_image(found: Sequence[Image], *, dark: bool = False) -> Image:
    """Choose the one image for what has no room to ask: the medium one, or else the wide one.

    Args:
        found: What [images][heatmark.render.image.draw.images] has laid out, of a picture that is
            no text.
        dark: Whether it is for dark pages, which get their own.
    """
    alike = [one for one in found if one.dark == dark]
    return next((one for one in alike if one.size == "medium"), alike[0])


def draw(item: Sheet) -> Drawing:
    """Draw an image.

    Returns:
        The file, with the characters that no font has, and the fonts of this machine that stood in.
    """
    from heatmark.render.image.png import png
    from heatmark.render.image.svg import svg

    missing, fonts = lacking(item.screen, item.font)
    return Drawing({"png": png, "svg": svg}[item.format](item), missing, fonts)


def lacking(drawn: Screen, font: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the characters that no font has, and the fonts of this machine that stand in."""
    from heatmark.render.image.letters import outline

    said = {cluster for line in drawn.lines for cluster in line if cluster}
    shapes = [outline(cluster, font) for cluster in said]  # bold letters are in the same fonts
    missing = {character for shape in shapes for character in shape.missing}
    return tuple(sorted(missing)), tuple(sorted({path for shape in shapes for path in shape.found}))


def no_font(characters: Iterable[str]) -> Notice:
    """Say which characters could not be drawn."""
    names = listed(
        f"{item} (U+{ord(item):04X} {name(item, 'without a name')})" for item in characters
    )
    hint = "install a font that has it, or use output: html"
    problem = say("no font here has {names}", names=names)
    return Notice(name="missing-character", message=problem, hint=hint, about="output")


def lacks(drawn: Screen, missing: Iterable[str], told: set[str]) -> list[Notice]:
    """Say what an image lacks: characters that no font has, ends of names, texts in cells.

    Args:
        drawn: What is in it.
        missing: The characters.
        told: What has been said already of others, to which this is added.
    """
    letters = [one for one in missing if one not in told]
    names = [one for one in drawn.alike if one not in told]
    texts = [(what, f"{what}: {text}") for what, text in drawn.left_out]
    found = [no_font(letters)] * bool(letters) + [_alike(names)] * bool(names)
    found += [_no_room(what) for what, key in texts if key not in told]
    told.update(letters, names, (key for _, key in texts))
    return found


_FEWER = say(
    "show fewer tokens or series, or a wider image (width); or use output: html, where pointer, "
    "finger and table tell them"
)
_NO_LABELS = say("the image has no room for the labels of its cells")
_NO_NUMBERS = say("the image has no room for numbers below its labels")


def _no_room(what: str) -> Notice:
    """Say what is left out of a grid; without numbers it still says what its author wrote."""
    lost = Notice(name="left-out", message=_NO_LABELS, hint=_FEWER, about="labels")
    return lost if what == "labels" else replace(lost, message=_NO_NUMBERS, level="info")


def _alike(names: Sequence[str]) -> Notice:
    problem = say("names look alike where they have to be cut: {names}", names=_some(names))
    hint = "shorten them, or use output: html, where they are whole"
    return Notice(name="alike-names", message=problem, hint=hint, about="output")


def _some(names: Sequence[str]) -> str:
    return ", ".join([*map(quoted, names[:_MOST_SERIES]), *["…"] * (len(names) > _MOST_SERIES)])


def described(picture: Picture, *, more: bool = True) -> str:
    """Say in words what an image shows, for readers who cannot see it.

    Args:
        picture: What it shows.
        more: Whether text and numbers follow.
    """
    if picture.alt:
        return picture.alt
    lang = picture.lang
    title = picture.title or ""
    stop = "" if title.endswith((".", "?", "!", "…")) else "."
    picture = stilled(picture)
    parts = [word("alt-title", lang, title=title) + stop if title else word("alt", lang)]
    apart = picture.strips if picture.joint is not None else ()
    texts = [strip.cells.text for strip in apart if strip.cells] or [picture.cells.text]
    text = " / ".join(" ".join(one.split()) for one in visible(texts))
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT].rsplit(" ", 1)[0] + " …"
    parts.append(word("alt-text", lang, text=text))
    said = told(picture)
    if said.ends is not None:
        low, high = said.ends
        parts.append(word("alt-scale", lang, measure=said.measure, low=low, high=high))
    parts += [*_extremes(picture), *picture.cautions]
    parts += [word("alt-more", lang)] if more else []
    return " ".join(parts).translate(_TURNING)


def _extremes(picture: Picture) -> Iterator[str]:
    """Name the tokens that stand out, of each of the first series; what lies ahead does not."""
    for strip in picture.strips[:_MOST_SERIES]:
        said = zip(strip.scores, strip.texts, strict=True)
        known = [(one, at) for at, (one, text) in enumerate(said) if one is not None and text]
        if len({strip.texts[at] for _, at in known}) < 2:
            continue
        ordered = sorted(known, key=lambda item: (-item[0], item[1]))
        count = min(_EXTREMES, len(ordered) // 2)
        while ordered[count - 1][0] == ordered[-count][0]:
            count -= 1  # no score is among both; the first and the last differ
        high = _named(picture, strip, [at for _, at in ordered[:count]])
        low = _named(picture, strip, [at for _, at in ordered[: -count - 1 : -1]])
        series = f"{strip.name}: " if strip.name and len(picture.strips) > 1 else ""
        yield series + word("alt-extremes", picture.lang, high=high, low=low)


def _named(picture: Picture, strip: Strip, indices: list[int]) -> str:
    cells = strip.cells or picture.cells
    part = word("part", picture.lang)
    return ", ".join(
        f"{f'{part} ' * (at in cells.continues)}{shown_alone(cells.shown[cells.begin(at)])}"
        f" ({strip.texts[at]})"
        for at in indices
    )
