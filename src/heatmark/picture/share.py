"""Scales that blocks of a page share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.quantities import kind_of
from heatmark.core.wording import listed, quoted, say
from heatmark.picture.palette import MIDDLES, SEQUENTIAL, order_of
from heatmark.picture.placing import kind_of_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heatmark.core.errors import Notice
    from heatmark.core.quantities import Scores
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A block that has been read, and waits for the others of its page.

    Attributes:
        options: Its options, after site and page have had their say.
        layout: What it shows, and its scores.
        lines: The line of each key, where the opening fence is line 0.
        line: The line of its opening fence, or 0 if it is not known.
        notices: What the author should know of how it was read.
    """

    options: Options
    layout: Layout
    lines: Mapping[str, int]
    line: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def likeness(self) -> dict[str, object]:
        """What blocks on one scale must have in common, by the option that says it."""
        options, layout = self.options, self.layout
        unit = (layout.unit or "").strip().casefold().removesuffix("s")
        said: dict[str, object] = {
            "measure": kind_of(layout.measure) or layout.measure,
            "unit": unit or None,
            "digits": options.digits,  # scores that read alike have one colour
        }
        colours = {"cmap": self.cmap and _way(self.cmap)}
        if options.share in dict(options.scales):  # the site says the rest
            return said | colours
        own = {name: getattr(options, name) for name in ("center", "transform", "clip")}
        return {**said, "scale": self._kind, **own, **colours}  # which follow from the scale

    @property
    def cmap(self) -> str | None:
        """The colormap; None if it depends on the signs of all scores on the scale."""
        options = self.options
        kind = None if options.share in dict(options.scales) else self._kind
        is_centred = kind in {"zero", "symmetric"} or options.center is not None
        return options.cmap or (None if is_centred else SEQUENTIAL)

    @property
    def _kind(self) -> object:
        return kind_of_scale(self.layout, self.options)

    def said(self, name: str) -> object:
        """Say what a block has where others have something else."""
        if name in {"measure", "unit"}:
            return getattr(self.layout, name)
        return self.likeness[name] if name == "scale" else getattr(self.options, name)

    @property
    def called(self) -> str:
        """Name the block in a message about another."""
        if self.options.title:
            return say("the block {title}", title=quoted(self.options.title))
        if self.line:
            return say("the block on line {line}", line=self.line)
        return say("the block before it")


@dataclass(frozen=True, eq=False)
class SharedScale:
    """A scale that blocks of a page share.

    Attributes:
        members: The blocks that name it, in the order of the page; the first says what it is.
    """

    members: tuple[Prepared, ...]

    @cached_property
    def known(self) -> tuple[Scores, ...]:
        """The finite scores of each block on the scale."""
        fitting = (block for block in self.members if self._difference(block) is None)
        return tuple(block.layout.known for block in fitting)

    def refuse_other(self, block: Prepared) -> None:
        """Refuse a block that asks for another kind of scale.

        Raises:
            OptionError: It names both blocks.
        """
        name = self._difference(block)
        if name is None:
            return
        ours, theirs = (_written(item.said(name)) for item in (block, self.members[0]))
        problem = say(
            "{block} has {name}: {ours}, but {members}, with which it shares the scale {share}, "
            "has {name}: {theirs}",
            block=block.called,
            name=name,
            ours=ours,
            members=self.members[0].called,
            share=quoted(block.options.share),
            theirs=theirs,
        )
        raise OptionError(problem, hint="give both the same, or another share", about=name)

    def explains(self, block: Prepared) -> bool:
        """Tell whether another block on the scale shows its legend, in the same colours."""
        return any(
            item is not block
            and item.options.legend != "none"
            and item.cmap == block.cmap
            and self._difference(item) is None
            for item in self.members
        )

    def _difference(self, block: Prepared) -> str | None:
        """Name the first option in which a block is not like the first one that shares."""
        ours, theirs = block.likeness, self.members[0].likeness
        return next((name for name, value in ours.items() if value != theirs[name]), None)


def _way(cmap: str) -> str:
    """Tell in which direction the colours of a map go, and whether they have a middle."""
    order = order_of(cmap)
    if order in MIDDLES:
        return cmap  # which side has which hue
    return order or cmap


def _written(value: object) -> str:
    """Write an option's value as an author would."""
    if isinstance(value, tuple):
        return f"[{listed(map(_written, value))}]" if value else "none"
    plain = "none" if value in (None, "") else str(value)
    return f"{value:g}" if isinstance(value, float) else plain


def shared_scales(blocks: Iterable[Prepared]) -> dict[str, SharedScale]:
    """Collect the scores that share a scale, from all blocks of a page.

    Args:
        blocks: Those that could be prepared, in the order of the page. A block that asks for
            another kind of scale than the first of its name is left out.
    """
    by_name: dict[str, list[Prepared]] = {}
    for block in blocks:
        if block.options.share is not None:
            by_name.setdefault(block.options.share, []).append(block)
    return {name: SharedScale(tuple(members)) for name, members in by_name.items()}
