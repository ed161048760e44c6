"""Defaults of a notebook: what all its heatmaps are shown with, unless they say otherwise."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from heatmark.core.errors import OptionError
from heatmark.core.wording import say
from heatmark.options.check import check_all
from heatmark.options.colormaps import check_colormap
from heatmark.options.declare import Scope
from heatmark.options.resolve import overlay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHOICES = ("field", "rows")  # options that choose from a data file


class Defaults:
    """Options for all heatmaps of a notebook, as a site has them for its pages.

    They count where heatmaps are shown, saved as images and plotted; `join` and `scheme` where they
    are made. What a heatmap says itself goes before them. They are no part
    of heatmaps: `to_fence` and data files do not have them, because the site that reads those has
    defaults of its own.

        heatmark.defaults(lang="vi", cmap="heatmark")
        with heatmark.defaults.within(output="png"):
            heatmap
        heatmark.defaults.reset()
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._set: dict[str, Any] = {}
        # What only a `with` has: of its own thread and task, and of no other.
        self._within: ContextVar[dict[str, Any] | None] = ContextVar("heatmark", default=None)

    def __call__(self, **options: Any) -> None:
        """Set options from now on, in all threads, besides those that are set.

        Args:
            **options: What a page's front matter may set, and `dark_selector`; None takes one back.

        Raises:
            OptionError: If there is no such option, or it does not take the value.
        """
        merged = overlay(self._set, _checked(options))
        taken_back = {name for name, item in options.items() if item is None}
        self._set = {name: item for name, item in merged.items() if name not in taken_back}

    @contextmanager
    def within(self, **options: Any) -> Iterator[None]:
        """Set options within a `with`, for its own thread or task alone.

        Args:
            **options: As for a call; one that is None has its own default.

        Raises:
            OptionError: As a call does.
        """
        token = self._within.set(overlay(self._within.get() or {}, _checked(options)))
        try:
            yield
        finally:
            self._within.reset(token)

    def reset(self) -> None:
        """Forget all that calls have set; within a `with` its own options stay."""
        self._set = {}

    @property
    def options(self) -> dict[str, Any]:
        """What counts here and now, by name."""
        return overlay(self._set, self._within.get() or {})

    def __repr__(self) -> str:
        """Say what counts."""
        said = ", ".join(f"{name}={value!r}" for name, value in self.options.items())
        return f"heatmark.defaults({said})"


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """Check options, among them the colormap, so that the line that is wrong is the one to fail."""
    checked = check_all(options, Scope.NOTEBOOK)
    if checked.get("cmap") is not None:
        check_colormap(checked["cmap"])
    return checked


defaults = Defaults()


def checked_without_file(options: Mapping[str, object]) -> dict[str, Any]:
    """Check options, of which those that choose from a file mean nothing here.

    Raises:
        OptionError: If there is one of these, or an option does not take its value.
    """
    checked = check_all(options, Scope.BLOCK)
    for name in CHOICES:
        if checked.pop(name, None) is not None:
            problem = say("{name} means nothing without a data file", name=name)
            hint = say("write Heatmap.read(path, {name}=…)", name=name)
            raise OptionError(problem, hint=hint, about=name)
    return checked
