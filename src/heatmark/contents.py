"""What a heatmap is made of, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heatmark.core.annotations import Ids, Span
    from heatmark.core.scored_tokens import Alternatives, Labels, ScoredTokens, Series


class Contents:
    """Gives the parts of scored tokens, which cannot be changed."""

    content: ScoredTokens

    @property
    def tokens(self) -> tuple[str, ...]:
        """The N tokens, as the tokenizer writes them; with spaces if `join` put them in."""
        return self.content.tokens

    @property
    def series(self) -> tuple[Series, ...]:
        """The K series of N scores each."""
        return self.content.series

    @property
    def text(self) -> str | None:
        """The text that the tokens were made of, or None if they say it all."""
        return self.content.text

    @property
    def scheme(self) -> str | None:
        """How the tokenizer writes text, or None if that is to be seen from the tokens."""
        return self.content.scheme

    @property
    def specials(self) -> frozenset[int]:
        """The places of special tokens, from 0, besides those that can be seen to be."""
        return self.content.specials

    @property
    def alternatives(self) -> Alternatives | None:
        """For each token others that could have stood there, with their scores; or None."""
        return self.content.alternatives

    @property
    def labels(self) -> Labels | None:
        """For each series the text in each of its cells, or None."""
        return self.content.labels

    @property
    def ids(self) -> Ids | None:
        """The number of each token in its vocabulary, or None."""
        return self.content.ids

    @property
    def classes(self) -> tuple[Span, ...]:
        """The classes of tokens: spans of places from 0, both ends included, with a label."""
        return self.content.classes

    @property
    def row_tokens(self) -> tuple[str, ...] | None:
        """The tokens of another text, one for each series, whose rows they are; or None."""
        return self.content.row_tokens
