"""Options that a block sets and that have no effect in it, named to their author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.quantities import kind_of
from heatmark.core.wording import listed, quoted, say
from heatmark.language.languages import languages
from heatmark.language.words import is_language
from heatmark.options.resolve import dropped_unit
from heatmark.options.values import AS_TEXT, is_by_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options


def _is_image(options: Options) -> bool:
    return options.output in {"png", "svg"}


def _is_lineup(options: Options) -> bool:
    return bool(options.lineup or options.decoys or options.rorschach)


# What an option needs: another option, a value of that, and whether it is there.
_NEEDS: Mapping[str, tuple[str, str, Callable[[Options], bool]]] = {
    **dict.fromkeys(("width", "fontsize", "font", "dark", "alt"), ("output", "png", _is_image)),
    "dpi": ("output", "png", lambda options: options.output == "png"),
    "letters": ("output", "svg", lambda options: options.output == "svg"),
    "series": ("view", "text", lambda options: options.view in {"text", "bars"}),
    "axes": ("view", "grid", lambda options: is_by_token(options.view, options.series)),
    "bars": ("view", "bars", lambda options: options.view == "bars"),
    "values": (
        "view",
        "text",
        lambda options: options.values == "hover" or options.view in AS_TEXT,
    ),
    "below": ("values", "below", lambda options: options.values != "hover"),
    "print_table": ("table", "true", lambda options: options.table is not False),
    "share_title": ("share", "NAME", lambda options: options.share is not None),
    **dict.fromkeys(
        ("lineup_alpha", "lineup_class", "lineup_versions"), ("lineup", "20", _is_lineup)
    ),
    "shuffle": (
        "control",
        "shuffle",
        lambda options: "shuffle" in options.control or _is_lineup(options),
    ),
}


def swallowed(
    wider: Mapping[str, object],
    own: Mapping[str, object],
    options: Options,
    *,
    saved: bool = False,
) -> Iterator[Notice]:
    """Find what an author has written of a block that nobody will see.

    Args:
        wider: Checked options of site and page.
        own: Those of the block.
        options: Both together.
        saved: Whether images may be made of it, whatever `output` is.
    """
    for name, (needed, value, is_met) in _NEEDS.items():
        if saved and needed == "output":
            continue
        if own.get(name) not in (None, False) and not is_met(options):
            hint = say("it needs {needed}: {value}; else leave it out", needed=needed, value=value)
            yield _no_effect(name, hint)
    lang = own.get("lang")
    if isinstance(lang, str) and not is_language(lang):
        yield _unknown_language(lang)
    unit = dropped_unit(wider, own)
    if unit and own.get("measure") and not wider.get("measure"):
        yield _unit_dropped(unit)


def without_effect(
    own: Mapping[str, object], options: Options, heatmap: ScoredTokens
) -> Iterator[Notice]:
    """Find what an author has written of a block that means nothing of its scores.

    Args:
        own: Checked options of the block.
        options: All that count.
        heatmap: Its tokens and scores.
    """
    with_error = [row.errors is not None or row.runs is not None for row in heatmap.series]
    for name, values in (("series", {"tabs", "pick"}), ("order", {"reversed"})):
        if own.get(name) in values and len(heatmap.series) == 1:
            yield _no_effect(name, "it is for several series; leave it out")
    if own.get("against") is not None and options.noise is None and not any(with_error):
        hint = "what scores are compared with counts beside err, noise or runs; else leave it out"
        yield _no_effect("against", hint)
    if own.get("noise") is not None and with_error and all(with_error):
        yield _no_effect("noise", "the scores have errors of their own; leave it out")


def outdone_by_file(wider: Mapping[str, object], said: Mapping[str, object]) -> Iterator[Notice]:
    """Find a measure or unit of site or page that scores of a data file could be converted to.

    They are not, since the file says what they are, and goes before the page.

    Args:
        wider: Checked options of site and page.
        said: Those that the file sets.
    """
    if kind_of(str(said.get("measure") or "")) is None:
        return
    for name in ("measure", "unit"):
        asked, known = wider.get(name), said.get(name)
        if not asked or not known or asked == known:
            continue
        if name == "measure" and kind_of(str(asked)) is None:
            continue
        problem = say(
            "the data file says {known}, and {name}: {asked} of site or page is left out",
            known=known,
            name=name,
            asked=asked,
        )
        hint = say(
            "write {name}: {asked} in the block to convert the scores", name=name, asked=asked
        )
        yield Notice(name="unit-dropped", message=problem, hint=hint, about="src", level="info")
        return


def _no_effect(name: str, hint: str) -> Notice:
    problem = say("{name} has no effect here", name=name)
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
