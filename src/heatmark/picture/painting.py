"""A picture on its way: what it has before the stages that only some blocks ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.quantities import Scores
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Strip
    from heatmark.picture.scale import Scaled


class Painting(NamedTuple):
    """What stages are given, and give back with what they add.

    Attributes:
        layout: What is shown, and its scores.
        options: How to show them.
        scaled: The scores on their scale.
        among: The finite scores of each of the blocks that share the scale, or None if none does.
        is_explained: Whether another of these blocks shows the legend.
        lang: The language of words and numbers.
        strips: What is drawn.
        legend: What the legend says, by the attributes of `Legend`.
        parts: What else the picture has, by the attributes of `Picture`.
        notices: What the author should know of what stages have found.
    """

    layout: Layout
    options: Options
    scaled: Scaled
    among: Sequence[Scores] | None
    is_explained: bool
    lang: str
    strips: tuple[Strip, ...]
    legend: dict[str, Any]
    parts: dict[str, Any]
    notices: tuple[Notice, ...] = ()

    def drawing(self, strips: Iterable[Strip]) -> Painting:
        """Draw other strips."""
        return self._replace(strips=tuple(strips))

    def saying(self, **said: Any) -> Painting:
        """Say more in the legend."""
        return self._replace(legend={**self.legend, **said})

    def having(self, **parts: Any) -> Painting:
        """Have more parts."""
        return self._replace(parts={**self.parts, **parts})

    def telling(self, notices: Iterable[Notice]) -> Painting:
        """Tell the author more."""
        return self._replace(notices=(*self.notices, *notices))
