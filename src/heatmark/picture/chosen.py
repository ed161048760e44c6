"""Rows of scores that readers choose by their tokens: which row is whose, and which is first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.wording import quoted, say
from heatmark.picture.parts import TokenChoice
from heatmark.tokens.marking import place_of
from heatmark.tokens.rows import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heatmark.core.scored_tokens import ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.picture.parts import Strip
    from heatmark.tokens.rows import RowNames
    from heatmark.tokens.shown import Texts


MOST_TO_PICK = 60  # tokens: the page has the text once for each of them
ALWAYS = -1  # the place of a row that stands below any other


def choice_of(
    rows: list[int], called: RowNames, heatmap: ScoredTokens, texts: Texts, options: Options
) -> tuple[list[int], TokenChoice | None]:
    """Find by which tokens readers choose rows, if they do.

    Args:
        rows: The numbers of the rows that are shown, controls last.
        called: What all rows are called.
        heatmap: Tokens and scores.
        texts: What the tokens show.
        options: Of these, `series`, `pick` and `control`, and what these exclude.

    Returns:
        The rows whose tokens are shown, and how they are chosen.

    Raises:
        OptionError: If they cannot be chosen so.
    """
    if not _is_asked(heatmap, options):
        return rows, None
    controls = {row for row in rows if called.names[row] in options.control}
    places = _places(called, texts, controls)
    kept = [row for row in rows if row in places or row in controls]
    first = _first(places, heatmap, texts, options)
    return kept, TokenChoice(first, tuple(places.get(row, ALWAYS) for row in kept))


def _is_asked(heatmap: ScoredTokens, options: Options) -> bool:
    several = len(heatmap.series) > 1
    asked = options.series == "pick" and options.view != "grid" and several
    if options.pick is not None and not asked and options.view != "grid":
        problem = "pick means nothing without series: pick, and several rows over a text"
        hint = "write series: pick, or leave pick out"
        if not several:
            hint = "leave pick out: there is one row of scores"
        raise OptionError(problem, hint=hint, about="pick")
    if asked:
        _check(heatmap, options)
    return asked


def _check(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse what no text could show whose rows are chosen."""
    if options.view != "text":
        problem = say("series: pick colours a text, and the view is {view}", view=options.view)
        raise OptionError(problem, hint="write view: text, or series: tabs", about="series")
    count = len(heatmap.tokens)
    if count > MOST_TO_PICK:
        problem = say(
            "series: pick is for up to {most} tokens, and here are {count}",
            most=MOST_TO_PICK,
            count=count,
        )
        hint = "write view: grid, or series: tabs, or take fewer tokens"
        raise OptionError(problem, hint=hint, about="series")
    excluded = {
        "row_tokens": heatmap.row_tokens is not None,
        "decoys": bool(options.decoys),
        "minus": options.minus is not None,
        "merge": options.merge != "none",
        "values": options.values != "hover",
    }
    for name in (name for name, is_there in excluded.items() if is_there):
        problem = say("series: pick and {name} exclude one another", name=name)
        hint = say("leave {name} out, or write series: tabs", name=name)
        raise OptionError(problem, hint=hint, about=name)


def _places(called: RowNames, texts: Texts, controls: set[int]) -> dict[int, int]:
    """Find the place of the token by which each row is called; one that is hidden has none."""
    if called.by_token:
        return {row: at for row, at in _own_places(called, texts) if row not in controls}
    known: dict[str, list[int]] = {}
    names = numbered(texts.shown, texts.continues)
    for at, (name, text) in enumerate(zip(names, texts.shown, strict=True)):
        for one in {name, text.strip() or name}:
            known.setdefault(one, []).append(at)
    wanted = {row: (name or "").strip() for row, name in enumerate(called.names)}
    counts, seen = Counter(wanted.values()), Counter[str]()
    found: dict[int, int] = {}
    for row, name in wanted.items():
        same = known.get(name, [])
        if row not in controls and len(same) == counts[name]:
            found[row] = same[seen[name]]
        elif row not in controls:
            raise _no_token(name, repeated=bool(same))
        seen[name] += 1
    return found


def _own_places(called: RowNames, texts: Texts) -> Iterator[tuple[int, int]]:
    """Give each row the place of its own token, as both are in order, but for hidden tokens."""
    rows, places = range(len(called.names)), range(len(texts.shown))
    if len(places) == len(rows):
        return zip(rows, places, strict=True)
    ordinary = [row for row in rows if row not in called.special]
    return zip(ordinary, [at for at in places if at not in texts.special], strict=True)


def _no_token(name: str, *, repeated: bool) -> OptionError:
    if repeated:
        problem = say("series {name} is called like several tokens", name=quoted(name))
        hint = say("call it {name} (1) or {name} (2), or give each a row", name=name)
    else:
        problem = say("there is no token {name} by which its series is chosen", name=quoted(name))
        hint = "call series by tokens of the text, or write series: tabs"
    return OptionError(problem, hint=hint, about="series")


def _first(places: Mapping[int, int], heatmap: ScoredTokens, texts: Texts, options: Options) -> int:
    """Find the token that is chosen until a reader chooses another."""
    rows = places.values()
    if options.pick is None:
        return max([at for at in rows if at not in texts.special] or rows)
    same = len(heatmap.tokens) == len(texts.shown)  # none is hidden
    written = heatmap.tokens if same else texts.shown
    place = place_of(options.pick, written, texts.shown, "pick")
    if place not in rows:
        problem = say("pick: token {token} has no row", token=quoted(options.pick))
        raise OptionError(problem, hint="name one of the tokens that have rows", about="pick")
    return place


def of_strips(chosen: TokenChoice | None, strips: Sequence[Strip]) -> TokenChoice | None:
    """Give each strip a place: shuffles stand between the series and other controls."""
    if chosen is None:
        return None
    ordinary = sum(strip.role == "series" for strip in strips)
    own, others = chosen.places[:ordinary], chosen.places[ordinary:]
    shuffled = own * (len(strips) - len(own) - len(others) > 0)
    return TokenChoice(chosen.first, own + shuffled + others)
