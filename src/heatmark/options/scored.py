"""Options that are about scores, where there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from heatmark.core.errors import OptionError
from heatmark.core.wording import say
from heatmark.options.declare import DECLARED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.options.declare import Options


ABOUT_SCORES = (
    *("measure", "unit", "given", "scale", "center", "transform", "clip", "cmap", "merge", "view"),
    *(
        "token_axis",
        "digits",
        "axes",
        "order",
        "steps",
        "stats",
        "bars",
        "share",
        "control",
        "minus",
        "pick",
        "sort",
        "context",
        "shuffle",
        "lineup",
    ),
    *("lineup_alpha", "lineup_class", "lineup_versions", "decoys", "rorschach"),
    *("noise", "repeats", "against"),
)


def without_scores(options: Options, own: Mapping[str, object]) -> Options:
    """Leave out what site and page say of scores, which tokens without scores have no use for.

    Args:
        options: All options together.
        own: Those of the block, checked.

    Raises:
        OptionError: If the block itself says something of scores.
    """
    defaults: dict[str, Any] = {name: DECLARED[name].default for name in ABOUT_SCORES}
    for name, default in defaults.items():
        if own.get(name, default) != default:
            problem = say("{name} means nothing without scores", name=name)
            hint = say("write scores: […], or leave {name} out", name=name)
            raise OptionError(problem, hint=hint, about=name)
    return replace(options, **defaults)
