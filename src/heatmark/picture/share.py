"""Scales that blocks of a page share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heatmark.core.errors import Notice
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.scale import Scores


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
        ours, theirs = (_written(getattr(one.options, name)) for one in (block, self.members[0]))
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

    def _difference(self, block: Prepared) -> str | None:
        first = self.members[0].options
        names = ("scale", "center", "transform", "clip")
        return next((n for n in names if getattr(block.options, n) != getattr(first, n)), None)


def _written(value: object) -> str:
    """Write an option's value as an author would."""
    if isinstance(value, tuple):
        return f"[{listed(map(_written, value))}]" if value else "none"
    return f"{value:g}" if isinstance(value, float) else str(value or "none")


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
