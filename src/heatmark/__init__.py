"""heatmark: text heatmaps for course pages.

A fenced `heatmap` block of tokens and scores becomes coloured text in a static site.
"""

from logging import getLogger
from typing import Any

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
from heatmark.presets import defaults

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
    "defaults",
]

# Where they live may change; what a repr, a traceback or a pickle calls them may not.
for _name in __all__:
    if not _name.startswith("_"):
        globals()[_name].__module__ = __name__


def setup(app: Any) -> None:  # of Sphinx, which asks modules that are extensions for this name
    """Set up the Sphinx extension all the same where it is called by this package's name."""
    getLogger("sphinx.heatmark").warning(
        'the extension is heatmark.sphinx: write extensions = ["heatmark.sphinx"] in conf.py'
    )
    app.setup_extension("heatmark.sphinx")
