"""heatmark: text heatmaps for course pages.

A fenced `heatmap` block of tokens and scores becomes coloured text in a static site.
"""

from heatmark.core.errors import (
    DependencyError,
    HeatmarkError,
    HeatmarkWarning,
    Notice,
    OptionError,
    ParseError,
    ScoreError,
    SourceError,
)
from heatmark.core.scored_tokens import Series
from heatmark.heatmap import Heatmap

__version__ = "0.1.0"

__all__ = [
    "DependencyError",
    "Heatmap",
    "HeatmarkError",
    "HeatmarkWarning",
    "Notice",
    "OptionError",
    "ParseError",
    "ScoreError",
    "Series",
    "SourceError",
    "__version__",
]
