"""Options that a block sets and that have no effect in it, named to their author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.wording import listed, quoted, say
from heatmark.language.languages import languages
from heatmark.language.words import is_language
from heatmark.options.resolve import dropped_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heatmark.options.declare import Options


# What an option needs: another option, the values of that, and what there is without them.
_NEEDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "width": ("output", ("png", "svg")),
    "fontsize": ("output", ("png", "svg")),
    "font": ("output", ("png", "svg")),
    "dark": ("output", ("png", "svg")),
    "dpi": ("output", ("png",)),
    "letters": ("output", ("svg",)),
    "series": ("view", ("text", "bars")),
}


def swallowed(
    wider: Mapping[str, object], own: Mapping[str, object], options: Options
) -> Iterator[Notice]:
    """Find what an author has written of a block that nobody will see.

    Args:
        wider: Checked options of site and page.
        own: Those of the block.
        options: Both together.
    """
    for name, (needed, values) in _NEEDS.items():
        if own.get(name) is not None and getattr(options, needed) not in values:
            yield _no_effect(name, needed, values[0])
    if own.get("share_title") is not None and options.share is None:
        yield _no_effect("share_title", "share", "NAME")
    lang = own.get("lang")
    if isinstance(lang, str) and not is_language(lang):
        yield _unknown_language(lang)
    unit = dropped_unit(wider, own)
    if unit and own.get("measure") and not wider.get("measure"):
        yield _unit_dropped(unit)


def _no_effect(name: str, needed: str, value: str) -> Notice:
    problem = say("{name} has no effect here", name=name)
    hint = say(
        "it needs {needed}: {value}; else leave it out", name=name, needed=needed, value=value
    )
    return Notice(name="no-effect", message=problem, hint=hint, about=name)


def _unknown_language(lang: str) -> Notice:
    problem = say("there are no words in the language {lang}: they are English", lang=quoted(lang))
    hint = say("languages are {codes}", codes=listed(languages()))
    return Notice(name="unknown-language", message=problem, hint=hint, about="lang")


def _unit_dropped(unit: str) -> Notice:
    problem = say(
        "the unit {unit} of site or page is left out: the block names a measure of its own",
        unit=quoted(unit),
    )
    hint = "write unit beside measure in the block, or measure beside unit in the site"
    return Notice(name="unit-dropped", message=problem, hint=hint, about="measure")
