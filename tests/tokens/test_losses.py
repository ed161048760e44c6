"""Which characters of a text stand for tokens that were decoded one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.tokens import to_cells
from heatmark.tokens.losses import Loss, Share, blanks_behind, running, share_out

# Letters of two and three bytes, an emoji of four, and others that are never lost.
PIECES = ["ả", "ở", "ư", "ệ", "😀", "h", "n", " ", "\n"]


@given(st.text(st.sampled_from(PIECES), min_size=1, max_size=12), st.booleans())
def test_letters_that_were_decoded_byte_by_byte(text: str, joins: bool) -> None:
    """They are where they were: neighbours, those behind spaces, and those with one before them."""
    text = f"x {text}"  # else they may be words, which are looked for where words begin
    parts = [bytes([byte]) for byte in text.encode()]
    parts = _joined(parts) if joins else parts  # as in GPT-2
    tokens = [part.decode("utf-8", "replace") for part in parts]
    whole = to_cells([str(part) for part in parts], "pybytes")
    found = to_cells(tokens, "text", text)
    assert found.texts == whole.texts
    assert found.groups == whole.groups


def _joined(parts: list[bytes]) -> list[bytes]:
    found = parts[:1]
    for part in parts[1:]:
        if found[-1] == b" ":
            found[-1] += part
        else:
            found.append(part)
    return found


@pytest.mark.parametrize(
    ("losses", "run", "places"),
    [
        ([Loss(0, 1), Loss(1, 1), Loss(2, 1, 1), Loss(3, 1)], "ả ở", "0 1* 1 3*"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 0, 1), Loss(3, 1), Loss(4, 1)], "ả ở", "0 1* 1 2 3*"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 1), Loss(3, 1)], "ướ", "0 1* 1 2*"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 1), Loss(3, 1), Loss(4, 1)], "ướ", "0 1* 1 2* 2*"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 0, 1)], "ả ", "0 1* 1"),
        ([Loss(0, 1), Loss(1, 0, 1), Loss(2, 0, 1)], "ả  ", "0 1 2"),
        ([Loss(0, 1, word=True), Loss(1, 1, word=True)], "ab cd", "0 2"),
        ([Loss(0, 1), Loss(1, 1)], "ab cd", "0 3*"),  # no words
        ([Loss(0, 1, 1), Loss(1, 1)], "ảở", "0 1"),
        ([Loss(0, 0), Loss(1, 1)], "", "0 0"),
        ([Loss(0, 0, 1), Loss(1, 0, 1)], "  ", "0 1"),
        ([Loss(0, 1, 1), Loss(1, 1, 1)], " ảở b", "0 3"),
        ([Loss(0, 1), Loss(1, 0, 1), Loss(2, 1)], "ả  ở", "0 1 3"),
        ([Loss(0, 1), Loss(1, 0, 1)], "ả ở", "0 1"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 1), Loss(3, 1)], "aả", "0 1 2* 2*"),
        ([Loss(0, 1), Loss(1, 1), Loss(2, 1)], "ảở", "0 1* 2*"),
    ],
)
def test_shares(losses: list[Loss], run: str, places: str) -> None:
    """A star is behind those that begin within the character before."""
    found = dict.fromkeys(one.token for one in losses)
    for one in share_out(losses, list(run)):
        found[one.token] = found[one.token] or f"{one.place}{'*' * one.inside}"  # the first counts
    assert " ".join(map(str, found.values())) == places


def test_blanks_and_sums() -> None:
    """Blanks count behind the last loss alone."""
    assert blanks_behind([Loss(0, 0, 1), Loss(1, 1, 1), Loss(2, 0, 2), Loss(3, 0, 1)]) == 3
    assert blanks_behind([Loss(0, 1, 1)]) == 0
    assert running([2, 3]) == [0, 2, 5]
    assert Share(0, 1, inside=True).inside
