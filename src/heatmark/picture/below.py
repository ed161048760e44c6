"""What stands small under each token of a text, or in the cells of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, OptionError
from heatmark.core.wording import say
from heatmark.options.values import AS_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout

SCORE, ID, LABEL = "score", "id", "label"
MOST = 200  # tokens: what is longer is looked at as a whole
MOST_COLUMNS = 24  # that with three digits are about as wide as a page


def below_of(layout: Layout, options: Options) -> str | None:
    """Tell what stands under tokens: `score`, `id` or `label`; or None.

    Raises:
        OptionError: If it is not known, or classes stand there.
    """
    asked = options.values != "hover" and options.view in AS_TEXT and not options.lineup
    if not asked or len(layout.texts.shown) > MOST:
        return None
    below = options.below if layout.names else ID
    known = layout.texts.ids is not None or any(texts.ids for _, texts in layout.readings)
    if below == ID and not known:
        problem = "there are no ids to stand below tokens"
        hint = "write ids: […], or leave below and values out"
        raise OptionError(problem, hint=hint, about="values")
    if below == LABEL and layout.labels is None:
        problem = "there are no labels to stand below tokens"
        raise OptionError(problem, hint="write labels: […] beside scores", about="below")
    if layout.texts.spans:
        problem = "classes and values: below exclude one another"
        hint = "both stand under tokens; write values: hover"
        raise OptionError(problem, hint=hint, about="values")
    return below


def too_long(layout: Layout, options: Options) -> Notice | None:
    """Tell the author of a text that is too long for numbers under its tokens."""
    if options.values == "hover" or options.view not in AS_TEXT or len(layout.texts.shown) <= MOST:
        return None
    problem = say("values: below is for texts up to {most} tokens", most=MOST)
    hint = "of a data file choose a part with rows; else write values: hover"
    return Notice(name="no-effect", message=problem, hint=hint, about="values", level="info")


def hidden_labels(layout: Layout, options: Options) -> Iterator[Notice]:
    """Tell the author of labels for whose columns a page has no room."""
    count = len(layout.texts.shown)
    if options.view != "grid" or options.output != "html" or count <= MOST_COLUMNS:
        return
    problem = say(
        "grids of more than {most} columns show labels under pointer and finger and in the table "
        "alone (here {count})",
        most=MOST_COLUMNS,
        count=count,
    )
    hint = "show fewer tokens; or use output: svg, which has the columns in parts"
    yield Notice(name="left-out", message=problem, hint=hint, about="labels", level="info")


def has_hover(options: Options, below: str | None) -> bool:
    """Tell whether tokens say their scores to pointer and finger."""
    return options.hover and not (below and options.values == "below")
