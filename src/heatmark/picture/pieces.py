"""Tokens without scores: pieces in quiet colours, or classes in colours of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.numbers import Writing
from heatmark.language.words import language
from heatmark.picture.below import below_of, has_hover
from heatmark.picture.class_notices import dropped_classes, shared_colour
from heatmark.picture.frame import classes_of, framed, marks_of
from heatmark.picture.lint import heard, text_notices
from heatmark.picture.parts import NOWHERE, PLAIN, Legend, Strip, Tally
from heatmark.picture.tints import CLASSES, PIECES, qualitative, tints
from heatmark.tokens.words import length

if TYPE_CHECKING:
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Class, MarkedTexts, Picture
    from heatmark.tokens.shown import Texts


def paint_pieces(layout: Layout, options: Options) -> Picture:
    """Colour tokens that have no scores. There is no scale, and so no number to tell.

    Args:
        layout: What is shown.
        options: How to show it.
    """
    texts = layout.texts
    classes = classes_of(texts)
    readings = layout.readings or ((None, texts),)
    special = 0 if layout.readings else len(texts.outside)
    below = below_of(layout, options)
    strips = tuple(_strip(name, item, classes) for name, item in readings)
    return framed(
        options,
        language(options.lang),
        cells=strips[0].cells or texts,
        strips=strips,
        palette=qualitative() if classes else tints(),
        legend=_legend(
            classes,
            marks_of(*(item for _, item in readings)),
            special=special,
            form=options.legend,
        ),
        kind=CLASSES if classes else PIECES,
        is_compared=bool(layout.readings),
        below=below,
        hover=has_hover(options, below),
        notices=heard(
            [
                *text_notices(texts, options),
                *dropped_classes(layout.source, options),
                *shared_colour(texts),
            ],
            options,
        ),
    )


def _strip(name: str | None, texts: Texts, classes: tuple[Class, ...]) -> Strip:
    count = len(texts.shown)
    levels = _by_class(texts, classes) if classes else _in_turn(texts)
    return Strip(
        name=name,
        scores=(None,) * count,
        texts=("",) * count,
        positions=(float("nan"),) * count,
        levels=levels,
        clipped={},
        cells=None if name is None else texts,
        tally=Tally(count - len(texts.special), length(texts.text), len(texts.text.encode())),
    )


def _in_turn(texts: Texts) -> tuple[int, ...]:
    """Give neighbours different colours, and special tokens none: they are no text."""
    count = len(texts.shown)
    return tuple(NOWHERE if at in texts.outside else at % 2 for at in range(count))


def _by_class(texts: Texts, classes: tuple[Class, ...]) -> tuple[int, ...]:
    levels = [NOWHERE if at in texts.outside else PLAIN for at in range(len(texts.shown))]
    own = {item.label: item.level for item in classes}
    for span in texts.spans:
        levels[span.first : span.last + 1] = [own[span.label]] * (span.last + 1 - span.first)
    return tuple(levels)


def _legend(classes: tuple[Class, ...], marks: MarkedTexts, *, special: int, form: str) -> Legend:
    return Legend(
        kind=CLASSES if classes else PIECES,
        writing=Writing(0),
        ends=None,
        center=None,
        measure=None,
        unit=None,
        transforms=(),
        scored=0,
        missing=0,
        special=special,
        below=0,
        above=0,
        constant=False,
        classes=classes,
        marks=marks,
        form=form,
    )
