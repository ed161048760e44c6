"""heatmark: text heatmaps for course pages.

A fenced `heatmap` block of tokens and scores becomes coloured text in a static site.
"""

from importlib import import_module
from logging import getLogger
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
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

# For notebooks; the build of a site never asks for them, and need not wait for what they load.
_LATE = {"Heatmap": "heatmark.heatmap", "defaults": "heatmark.presets"}


def _here(name: str, value: Any) -> Any:
    """Make a name one of this package's.

    Where it lives may change; what a repr, a traceback or a pickle calls it may not.
    """
    value.__module__ = __name__
    globals()[name] = value
    return value


for _name in set(__all__) - {*_LATE, "__version__"}:
    _here(_name, globals()[_name])


def __getattr__(name: str) -> Any:
    """Load what is asked for late, once."""
    if name in _LATE:
        return _here(name, getattr(import_module(_LATE[name]), name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List what is loaded late, too."""
    return sorted({*globals(), *_LATE})


def setup(app: Any) -> None:  # of Sphinx, which asks modules that are extensions for this name
    """Set up the Sphinx extension all the same where it is called by this package's name."""
    getLogger("sphinx.heatmark").warning(
        'the extension is heatmark.sphinx: write extensions = ["heatmark.sphinx"] in conf.py'
    )
    app.setup_extension("heatmark.sphinx")
