"""What is claimed of a figure if its example was chosen for its result, the top of many.

The clearest of M texts that differ by chance alone looks as if it did not. What has a chance of
5 % / M in each of them has one of 5 % at most in the one that was chosen, whatever it was chosen
by (Bonferroni).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say
from heatmark.language.samples import is_best_output, top_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.language.samples import TopOf
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout

_NAME = "chosen-example"


class Selection(NamedTuple):
    """How the texts of a figure were chosen.

    Attributes:
        said: What the author wrote of it, or None if they were not chosen for their results; of
            several that of which the least is known.
        own: Among how many that one is, or None if that cannot be told.
        total: Among how many texts the test is of one; 1 if they were not chosen so.
        is_known: Whether that can be told of all that were chosen so.
        is_clear: Whether it is said as such: of `top 500` it is the least there can be.
    """

    said: str | None = None
    own: int | None = None
    total: int = 1
    is_known: bool = True
    is_clear: bool = True


def selection(layout: Layout, options: Options) -> Selection:
    """Tell how the texts of a figure were chosen: by the option `sample`, or by their groups."""
    said = [options.sample, *dict.fromkeys(row.group for row in layout.rows)]
    found: list[tuple[str, TopOf]] = [(one, how) for one in said if one and (how := top_of(one))]
    if not found:
        return Selection()
    said_of_least, least = min(found, key=lambda one: (one[1].total is not None, one[1].is_clear))
    return Selection(
        said=said_of_least,
        own=least.total,
        total=max(how.total or 1 for _, how in found),
        is_known=all(how.total is not None for _, how in found),
        is_clear=all(how.is_clear for _, how in found),
    )


def selection_notices(layout: Layout, options: Options) -> Iterator[Notice]:
    """Tell the author what is claimed of a text as if it had not been chosen for its result."""
    how = selection(layout, options)
    is_tested = layout.errors is not None or options.lineup or options.decoys
    if is_tested and how.said is None and is_best_output(options.sample):
        problem = say(
            "if {name} was chosen by the scores that are shown, what is said of chance does not "
            "count that in",
            name=quoted(options.sample),
        )
        hint = "then write of how many it is the best: best of 500"
        yield Notice(name=_NAME, message=problem, hint=hint, about="sample", level="info")
    if how.said is None or (how.total == 1 and how.is_known):
        return
    name = quoted(how.said)
    hint = (
        "write of how many texts: top of 500, top 8 of 500; or show one that was drawn at random: "
        "random of 500"
    )
    if is_tested and not how.is_known:
        problem = say(
            "the example was chosen for its result, but from how many cannot be read: {name}; what "
            "is said of chance does not count that in",
            name=name,
        )
        yield Notice(name=_NAME, message=problem, hint=hint, about="sample")
    elif is_tested and not how.is_clear:
        problem = say(
            "{name} can mean one of the {own} at the top of more, and is counted as the top of "
            "{total}",
            name=name,
            own=how.own,
            total=how.total,
        )
        yield Notice(name=_NAME, message=problem, hint=hint, about="sample")
    yield from _not_counted_in(layout, options, name)


def _not_counted_in(layout: Layout, options: Options, name: str) -> Iterator[Notice]:
    """Tell of numbers that hold of an example that was not chosen."""
    has_rho = len(layout.ordinary) < len(layout.names) and options.control
    if not has_rho and options.lineup_versions == 1:
        return
    what = "ρ" if has_rho else "lineup_versions"
    problem = say(
        "the example was chosen for its result: {name}; what is said of {what} does not count that "
        "in, and holds of one that was drawn at random",
        name=name,
        what=what,
    )
    hint = "show one that was drawn at random, with sample: random of 500"
    yield Notice(name=_NAME, message=problem, hint=hint, about="sample")
