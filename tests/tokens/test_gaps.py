"""Readings of one text in line: room for what only some of them show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heatmark.tokens.gaps import GOES_ON, aligned
from heatmark.tokens.shown import Texts


def widths(texts: Texts) -> list[int]:
    """Tell how much stands before each letter of the text, signs and blanks included."""
    before, found = 0, []
    for at, shown in enumerate(texts.shown):
        gaps = [*texts.gaps.get(at, ())]
        if at in texts.special or at in texts.continues:
            before += sum(len(text) for _, text in gaps)
            before += 1 if at in texts.continues else len(shown)
            continue
        for place in range(len(shown) + 1):
            before += sum(len(text) for where, text in gaps if where == place)
            if place < len(shown):
                found.append(before)
                before += 1
    return found


def test_a_sign_has_room_in_the_others() -> None:
    """A letter that two tokens share has a sign behind it, and in other readings a blank."""
    cut = Texts(shown=("a", "ữ", "", "b"), continues=frozenset({2}))
    whole = Texts(shown=("aữb",))
    (_, one), (_, other) = aligned([("x", cut), ("y", whole)])
    assert one.gaps == {}
    assert other.gaps == {0: ((2, GOES_ON),)}
    assert widths(one) == widths(other)


def test_a_sign_at_the_end_of_a_token_has_room_behind_it() -> None:
    """Where both readings end a token, the blank is behind that token, not before the next."""
    cut = Texts(shown=("a", "ữ", "", "b"), continues=frozenset({2}))
    whole = Texts(shown=("aữ", "b"))
    (_, other) = aligned([("x", cut), ("y", whole)])[1]
    assert other.gaps == {0: ((2, GOES_ON),)}


def test_special_tokens_have_room() -> None:
    """Those before the text are before all of it; behind it nothing has to be in line."""
    bert = Texts(shown=("[CLS]", "a", "[SEP]"), special=frozenset({0, 2}))
    llama = Texts(shown=("<s>", "a"), special=frozenset({0}))
    (_, one), (_, other) = aligned([("x", bert), ("y", llama)])
    assert one.gaps == {0: ((0, "<s>"),)}
    assert other.gaps == {0: ((0, "[CLS]"),)}


PIECES = st.lists(st.integers(1, 3), min_size=1, max_size=6)


@given(PIECES, PIECES, st.data())
def test_letters_stand_above_one_another(
    some: list[int], others: list[int], data: st.DataObject
) -> None:
    """However two readings cut a text, and wherever signs stand, letters are in line."""
    length = max(sum(some), sum(others))
    readings = []
    for sizes in (some, others):
        shown: list[str] = []
        signs: set[int] = set()
        special: set[int] = set()
        for size in [*sizes, length - sum(sizes)]:
            if size:
                shown.append("x" * size)
                kind = data.draw(st.sampled_from(["", GOES_ON, "<s>"]))
                if kind:
                    (signs if kind == GOES_ON else special).add(len(shown))
                    shown.append("" if kind == GOES_ON else kind)
        readings.append(
            ("r", Texts(shown=(*shown,), continues=frozenset(signs), special=frozenset(special)))
        )
    (_, one), (_, other) = aligned(readings)
    assert widths(one) == widths(other)
