"""What several tests share: pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


SCORES = st.lists(st.none() | st.integers(-3, 3).map(float), min_size=1, max_size=8)


def drawn(tokens: list[str], scores: Any, err: Any = None, **options: object) -> Picture:
    heatmap = Heatmap(tokens, scores, err=err)
    return picture(heatmap.content, resolve(check_all(options, Scope.BLOCK)))


def words(scores: list[Any]) -> list[str]:
    return [f" t{place}" for place in range(len(scores))]


def names(found: Picture) -> list[str]:
    return [notice.name for notice in found.notices]
