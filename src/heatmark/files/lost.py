"""What programs lose or leave when they write a table: letters, and quotes of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_LOST = lazy_re(r"[^\W\d_][?\ufffd][^\W\d_]")  # a link has dots or slashes, too
_IN_LINKS = frozenset("./=&:")
_QUOTES = (("“", "”"), ("‘", "’"), ("'", "'"), ("„", "“"), ("«", "»"))
_FEWEST = 2


def lost_letters(tokens: Iterable[str]) -> tuple[Notice, ...]:
    """Tell of the first token with `?` within a word, as code pages write what they do not have.

    Args:
        tokens: The tokens of a table.
    """
    for token in tokens:
        if _LOST.search(token) and _IN_LINKS.isdisjoint(token):
            problem = say("{word} has a sign in the place of a letter", word=quoted(token))
            hint = "save the table as CSV UTF-8, for other code pages do not have all letters"
            return (Notice(name="double-encoded", message=problem, hint=hint, about="src"),)
    return ()


def refuse_other_quotes(tokens: Sequence[str], line: int) -> None:
    """Refuse tokens that all stand in quotes which a table does not have.

    Args:
        tokens: The tokens of a table.
        line: The line of the first.

    Raises:
        ParseError: If there are several, in the same quotes.
    """
    for start, end in _QUOTES:
        bare = [token.strip() for token in tokens]
        alike = all(len(one) > 1 and one[0] == start and one[-1] == end for one in bare)
        if alike and len(bare) >= _FEWEST:
            problem = say("all tokens stand in quotes, such as {token}", token=bare[0])
            hint = 'write straight double quotes around cells: "…"; or none'
            raise ParseError(problem, line=line, hint=hint)
