"""Options about rows and how they stand, few steps of colour, and the numbers readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heatmark.core.wording import listed, say
from heatmark.options.option import BLOCK_ONLY, choice, option
from heatmark.options.site import SiteOptions
from heatmark.options.values import (
    BELOW,
    MOST_STEPS,
    ORDERS,
    SORTS,
    STATS,
    VALUES,
    read_pick,
    read_stats,
    read_steps,
    read_text,
    whole_between,
)

if TYPE_CHECKING:
    from heatmark.options.values import Steps


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)  # a part of Options
class ToldOptions(SiteOptions):
    """See [Options][heatmark.options.declare.Options], which has them too."""

    order: str = choice(
        "given",
        ORDERS,
        "In which order several series are drawn: as `given`, or `reversed`, the last on top, as "
        "layers are often drawn. Controls stay last.",
    )
    steps: Steps = option(
        (),
        read_steps,
        say("up to {most} rising numbers, or a mapping of names to these", most=MOST_STEPS),
        "A scale of few colours with a name each, for ranks and thresholds: `[10, 100, 1000]` are "
        "the scores up to 10, up to 100, up to 1,000, and above; `{top 10: 10, top 100: 100, "
        "others: inf}` names them. The legend counts the scores of each. In the place of `scale`.",
        shown="none",
    )
    stats: tuple[str, ...] = option(
        (),
        read_stats,
        say("one or a list of {names}", names=listed(STATS)),
        "Numbers that sum a series up, in the legend, with what each means: `mean`, `median`, "
        "`min`, `max`, `sum` of the scores; `perplexity`, `bits_per_char` and `bits_per_byte` of "
        "log-probabilities, surprisals or probabilities; `top1`, `top5`, `top10`, the share of "
        "tokens among the likeliest, and `mrr`, the mean of 1/rank, where there are `ranks` or "
        "`alternatives`; `entropy`, the mean of entropies. Missing scores and special tokens off "
        "the scale do not count.",
        shown="none",
        scopes=BLOCK_ONLY,
    )
    minus: str | None = option(
        None,
        read_text,
        "the name of a series",
        "Draws all other series less this one, on a scale around 0 whose ends say in words which "
        "is higher: model A less model B, ablated less whole. Differences are taken after "
        "`transform`, `merge` and conversions; runs one by one, so that their error is that of the "
        "difference; errors as those of independent measurements.",
        scopes=BLOCK_ONLY,
    )
    pick: int | str | None = option(
        None,
        read_pick,
        "a token, by number from 1 or by text",
        "Which token is chosen until a reader chooses another, with `series: pick`; paper and "
        "images show its row.",
        shown="the last that is not special",
        scopes=BLOCK_ONLY,
    )
    sort: str = choice(
        "given",
        SORTS,
        "In which order many `texts` stand, group by group: as they are `given`, or those with the "
        "highest peak first (`max`; of log-probabilities the lowest).",
        BLOCK_ONLY,
    )
    context: int | None = option(
        None,
        whole_between(1, 1000),
        "a whole number from 1 to 1000",
        "How many tokens are shown on both sides of the peak of each of many `texts`, the token "
        "with the highest score (of log-probabilities the lowest), which is marked.",
        shown="all",
        scopes=BLOCK_ONLY,
    )
    values: str = choice(
        "hover",
        VALUES,
        "Where the score of each token of a text is written: under pointer and finger (`hover`); "
        "small `below` its token, on screen and paper, for texts up to 200 tokens; or `both`.",
    )
    below: str = choice(
        "score",
        BELOW,
        "What `values: below` writes there: the `score`; the `id`, as where there are no scores; "
        "or a text of your own from `labels`, such as a rank.",
    )
