"""The labels of classes in images: a line of them under each line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.cut import cut_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.annotations import Span

_RULE = "─"  # after a label, as far as its tokens reach


class _Part(NamedTuple):
    """What of a class stands in one line: its first token, from which cell to which, its label."""

    begin: int
    first: int
    last: int
    label: list[str]


class LabelLines:
    """Remembers where the tokens of classes stand, and makes the lines of labels under them."""

    def __init__(
        self, columns: int, spans: Sequence[tuple[Span, list[str]]], *, apart: bool = False
    ) -> None:
        """Take how many cells a line has, and the classes with the cells of their labels.

        Args:
            columns: How many cells a line has.
            spans: The classes, or what else stands under tokens.
            apart: Whether labels are numbers, which need a gap between them, and no rule.
        """
        self.columns = columns
        self.apart = apart
        self.spans = {at: span for span in spans for at in range(span[0].first, span[0].last + 1)}
        self.parts: dict[int, list[_Part]] = {}

    def put(self, index: int, line: int, first: int, last: int) -> int:
        """Say where letters of a token stand.

        Returns:
            Up to which cell there has to be room for its label.
        """
        if index not in self.spans:
            return last
        span, label = self.spans[index]
        parts = self.parts.setdefault(line, [])
        if parts and parts[-1].begin == span.first:
            parts[-1] = parts[-1]._replace(last=last)
        else:  # what goes on in another line has its label there already
            is_first = not any(
                part.begin == span.first for some in self.parts.values() for part in some
            )
            parts.append(_Part(span.first, first, last, label if is_first else []))
        end = parts[-1].first + len(parts[-1].label) + self.apart if index == span.last else last
        return max(last, min(end, self.columns))

    def wide(self, index: int) -> int:
        """Tell how many cells a number under a token needs, so that none is cut."""
        return len(self.spans[index][1]) if self.apart and index in self.spans else 0

    def after(self, lines: int) -> list[int]:
        """Tell where each of so many lines stands once the lines of labels are between them."""
        return [line + sum(other < line for other in self.parts) for line in range(lines)]

    def under(self, line: int) -> list[str]:
        """Write what stands under a line: labels, each with a rule as long as its tokens."""
        written: list[str] = []
        for _, first, last, label in self.parts[line]:
            written += [" "] * (first - len(written))
            said = label
            if len(label) > self.columns - first:
                known = [*dict.fromkeys(tuple(one) for _, one in self.spans.values())]
                cut = cut_all(known, self.columns - first)
                said = cut[known.index(tuple(label))]
            rule = " " if self.apart else _RULE
            written += [*said, *[rule] * (last - first - len(said))]
        return written
