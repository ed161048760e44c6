"""Scales of few colours: what their steps are called, and how many scores each has."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.wording import say
from heatmark.language.numbers import as_given
from heatmark.picture.palette import LEVELS
from heatmark.picture.parts import Class

if TYPE_CHECKING:
    from heatmark.options.declare import Options
    from heatmark.options.values import Steps
    from heatmark.picture.scale import Scaled


def highest(steps: Steps) -> tuple[float, ...]:
    """Give the highest scores of all steps but the last, which has none."""
    return tuple(end for _, end in steps if math.isfinite(end))


def check_steps(options: Options) -> None:
    """Refuse another scale beside steps.

    Raises:
        OptionError: If there is one, or a part of one.
    """
    if not options.steps:
        return
    asked = {"center": options.center, "clip": options.clip, "share": options.share}
    others = [name for name, value in asked.items() if value is not None]
    others += ["scale"] if options.scale != "auto" else []
    for name in others:
        problem = say("steps and {name} exclude one another", name=name)
        hint = say("steps are a scale of their own; leave {name} out", name=name)
        raise OptionError(problem, hint=hint, about=name)


def steps_of(scaled: Scaled, steps: Steps, lang: str) -> tuple[Class, ...]:
    """Name the steps of a scale, and count their scores.

    Args:
        scaled: Scores on that scale.
        steps: The steps that the author wrote, none on any other scale.
        lang: The language of numbers.
    """
    if not steps:
        return ()
    ends = highest(steps)
    texts = [as_given(end, lang) for end in ends]
    names = [name or f"≤ {text}" for (name, _), text in zip(steps, texts, strict=False)]
    names.append((steps[-1][0] if len(steps) > len(ends) else None) or f"> {texts[-1]}")
    indices = np.searchsorted(np.array(ends), scaled.rounded[~np.isnan(scaled.rounded)])
    counts = np.bincount(indices, minlength=len(names)).tolist()
    levels = np.rint(np.arange(len(names)) / len(ends) * (LEVELS - 1)).astype(int).tolist()
    return tuple(map(Class, names, counts, levels))
