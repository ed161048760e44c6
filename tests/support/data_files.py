"""Read files as blocks do, with what tests ask of them by name."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from heatmark.files.open import open_file
from heatmark.files.request import Limits, Request, read_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.draft import Draft
    from heatmark.core.scored_tokens import Score, Series

LIMITS = Limits()


def recognise(content: bytes, name: str) -> str:
    """Tell the format of a file."""
    return open_file(content, name, LIMITS).format


def read(
    content: bytes,
    name: str,
    *,
    part: str = "",
    field: str = "",
    rows: tuple[int, int] | None = None,
    limits: Limits = LIMITS,
    whole: bool = False,
    axis: str = "auto",
    targets: int = 0,
) -> Draft:
    """Read a file."""
    path, picks = read_part(part)
    request = Request(
        part=part,
        path=path,
        picks=picks,
        field=field,
        rows=rows,
        limits=limits,
        whole=whole,
        axis=axis,
        targets=targets,
        name=name,
    )
    return open_file(content, name, limits).read(request)


def series_of(draft: Draft) -> tuple[Series, ...]:
    """Give the series of a draft that has some."""
    assert draft.series is not None
    return draft.series


def scores_of(draft: Draft) -> tuple[Score, ...]:
    """Give the scores of the only series."""
    (one,) = series_of(draft)
    return one.scores


def columns_of(draft: Draft) -> dict[str | None, tuple[Score, ...]]:
    """Give the scores by the names of their series."""
    return {one.name: one.scores for one in series_of(draft)}


def as_json(tokens: Sequence[str], **values: Any) -> bytes:
    """Write tokens, and what stands beside them, as JSON."""
    return json.dumps({"tokens": [*tokens], **values}).encode()


def as_npz(tokens: Sequence[str], **values: Any) -> bytes:
    """Write the same as NumPy does."""
    file = io.BytesIO()
    arrays: dict[str, Any] = {name: np.array(one) for name, one in values.items()}
    np.savez(file, tokens=np.array(tokens), **arrays)
    return file.getvalue()
