"""Options about how rows stand, how scores become few steps, and which numbers readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heatmark.core.wording import say
from heatmark.options import values
from heatmark.options.option import choice, option
from heatmark.options.site import SiteOptions

if TYPE_CHECKING:
    from heatmark.options.values import Steps


@dataclass(frozen=True, kw_only=True)
class ToldOptions(SiteOptions):
    """See [Options][heatmark.options.declare.Options], which has them too."""

    order: str = choice(
        "given",
        values.ORDERS,
        "In which order several series are drawn: as `given`, or `reversed`, the last on top, as "
        "layers are often drawn. Controls stay last.",
    )
    steps: Steps = option(
        (),
        values.read_steps,
        say("up to {most} rising numbers, or a mapping of names to these", most=values.MOST_STEPS),
        "A scale of few colours with a name each, for ranks and thresholds: `[10, 100, 1000]` are "
        "the scores up to 10, up to 100, up to 1,000, and above; `{top 10: 10, top 100: 100, "
        "others: inf}` names them. The legend counts the scores of each. In the place of `scale`.",
        shown="none",
    )
