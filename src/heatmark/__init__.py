"""heatmark: text heatmaps for course pages.

A fenced `heatmap` block of tokens and scores becomes coloured text in a static site.
"""

from heatmark.errors import (
    HeatmarkError,
    Notice,
    OptionError,
    ParseError,
    ScoreError,
    SourceError,
)
from heatmark.model import Series
from heatmark.notebook import Heatmap

__version__ = "0.1.0"

__all__ = [
    "Heatmap",
    "HeatmarkError",
    "Notice",
    "OptionError",
    "ParseError",
    "ScoreError",
    "Series",
    "SourceError",
    "__version__",
]
