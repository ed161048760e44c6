"""What every picture has around its cells, as the options say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heatmark.language.samples import provenance
from heatmark.picture.parts import Class, ImageSettings, Picture
from heatmark.picture.tints import OWN

if TYPE_CHECKING:
    from heatmark.options.declare import Options
    from heatmark.picture.parts import MarkedTexts
    from heatmark.tokens.shown import Texts


def framed(options: Options, lang: str, **parts: Any) -> Picture:
    """Put what options say around the parts of a picture.

    Args:
        options: The options.
        lang: The language of words and numbers.
        **parts: Cells, strips, palette, legend, and whatever else is the picture's own.
    """
    return Picture(
        **{
            "title": options.title,
            "id": options.id,
            "lang": lang,
            "hover": options.hover,
            "table": options.table,
            "print_table": options.print_table,
            "axes": options.axes,
            "image": None if options.output == "html" else image_settings(options),
            "provenance": provenance(options.model, options.sample, lang),
            "view": options.view,
            "series": options.series,
            "classes": options.css_classes,
            "alt": options.alt,
            "fixed": options.digits is not None,
            **parts,
        }
    )


def image_settings(options: Options, form: str | None = None) -> ImageSettings:
    """Take from options what makes an image of a picture.

    Args:
        options: The options.
        form: The format, if it is not that of the option `output`.
    """
    in_characters = isinstance(options.width, int)
    return ImageSettings(
        format=form or options.output,
        dpi=options.dpi,
        fontsize=options.fontsize,
        font=options.font,
        columns=int(options.width) if in_characters else None,
        inches=0.0 if in_characters else float(str(options.width).removesuffix("in")),
        both=options.dark == "both",
        outlines=options.letters == "outlines",
    )


def classes_of(texts: Texts) -> tuple[Class, ...]:
    """Count the classes of tokens, and give the first of them colours of their own."""
    counts: dict[str, int] = {}
    for span in texts.spans:
        counts[span.label] = counts.get(span.label, 0) + 1
    known = enumerate(counts.items())
    return tuple(Class(label, count, min(at, OWN)) for at, (label, count) in known)


def marks_of(*readings: Texts) -> MarkedTexts:
    """Put together the tokens that are marked with one word.

    A letter of several parts is there once, and what several readings of a text have in common.
    """
    found: dict[str | None, list[str]] = {}
    for texts in readings:
        own: dict[str | None, dict[int, str]] = {}
        for at, called in sorted(texts.marks.items()):
            begin = texts.begin(at)
            shown = texts.shown[begin]
            own.setdefault(called, {})[begin] = shown.strip() or shown
        for called, tokens in own.items():
            before = {*found.setdefault(called, [])}
            found[called] += [token for token in tokens.values() if token not in before]
    return tuple((called, tuple(shown)) for called, shown in found.items())
