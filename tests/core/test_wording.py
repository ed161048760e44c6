"""Words of errors."""

from __future__ import annotations

from unicodedata import normalize

from heatmark.core.wording import Message, listed, nearest, quoted, say


def test_suggestions() -> None:
    """A suggestion is near, in the right case, or not made."""
    assert nearest("REDS", ["Reds", "Blues"]) == "did you mean 'Reds'?"
    assert nearest("xyz", ["Reds", "Blues"]) == ""
    hint = nearest("Điểm", ["Blues", normalize("NFD", "Điểm")])
    assert hint.startswith(f"copy '{normalize('NFD', 'Điểm')}' from there")
    assert len(quoted("x" * 1000)) <= 61


def test_long_values_are_cut() -> None:
    """What just fits is whole; all else ends in dots, and its quotes are closed."""
    assert quoted("x" * 58) == f"'{'x' * 58}'"
    assert quoted("x" * 59) == f"'{'x' * 58}…'"


def test_lists() -> None:
    """A list of an author's names is plain text; one of messages is a message."""
    assert listed(["a", "b"]) == "a, b"
    assert not isinstance(listed(["a", "b"]), Message)
    mixed = listed([say("site"), "b", say("page")])
    assert mixed == "site, b, page"
    assert isinstance(mixed, Message)


def test_quoted_depth() -> None:
    """Lists in lists in lists, which Python itself does not write, are shown in part."""
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    assert quoted(deep) == "'[[[[[[[...]]]]]]]'"
