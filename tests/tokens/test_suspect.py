"""Tokens that are no text, although they are read as if they were."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.tokens import detect
from heatmark.tokens.suspect import in_text, suspect


@pytest.mark.parametrize(
    ("tokens", "name"),
    [
        (["Hà", " N", "ộ", "ộ", "i"], "cut-letters"),
        (["Hà", " Nộ", "ội"], "cut-letters"),
        (["Vi", "ế", "ết"], "cut-letters"),
        (["ừ", " ừ"], ""),  # two words
        (["xo", "ong"], ""),
        (["cré", "ée"], ""),  # French has it twice
        (["N", "ộ", "i", ""], ""),
        (["B", "\ufffd", "\ufffd", "n"], "cut-letters"),
        (["▁B", "\ufffd", "n"], "cut-letters"),
        (["Hà", r"\n", "Nội"], "escaped-token"),
        (["Hà", r" \n\n", "Nội"], "escaped-token"),
        (["Hà", r"\xa0", " Nội"], "escaped-token"),
        (["Hà", r" N\u1ed9i"], "escaped-token"),
        (["Hà", r"\nu", "\\", r"C:\name"], ""),
        (["printf", '("', r"\n", '")', "Ċ"], ""),  # byte-level tokens have no line break but Ċ
        (["Hà_Nội", " đẹp"], "segmented-words"),
        (["Hà", " Nội"], ""),
        ([], ""),
    ],
)
def test_what_is_told(tokens: list[str], name: str) -> None:
    """Letters that are cut, or there twice, and escapes; what languages have is theirs."""
    found = suspect(tokens, detect(tokens))
    assert [one.name for one in found] == ([name] if name else [])


@pytest.mark.parametrize(
    ("tokens", "place"),
    [
        (["B", "\ufffd", "\ufffd", "n"], "token 2, '\ufffd', has U+FFFD"),
        (["Vi", "ế", "ết"], "tokens 2 and 3 both have the letter 'ế'"),
        (["ộ", "ội", " ộ", "ộ"], "tokens 1 and 2 both"),  # the first of them
        (["Hà", r"\n", r"\t"], r"the backslash of token 2 is shown: \n"),
    ],
)
def test_where_it_is(tokens: list[str], place: str) -> None:
    """Tokens count from one on."""
    (found,) = suspect(tokens, "text")
    assert found.message.startswith(place)


def test_words_of_a_text_have_their_letters() -> None:
    """What a text lacks, tokens of it cannot give back."""
    assert in_text(["B\ufffdn", " đồ"], "text") == ()
    assert [one.name for one in in_text(["Hà_Nội"], "text")] == ["segmented-words"]
    assert in_text(["Hà_Nội"], "at") == ()


def test_a_hint_helps() -> None:
    """What it says ends the notice, and mends the text where it can."""
    tokens = ["B", r"\xe1\xba", r"\xa3", "n"]
    (found,) = suspect(tokens, "text")
    assert "scheme: json" in found.hint
    made = Heatmap(tokens, [1, 2, 3, 4], scheme="json")
    assert made.notices == ()
    assert "ả" in made._repr_html_()
    for shown in (r"\n", r"\xe1"):  # which is half a letter
        (found,) = suspect(["Hà", shown], "text")
        assert "scheme: json" not in found.hint
    (found,) = suspect([r"b'\xe1'", "b'\n'"], "text")
    assert "scheme: pybytes" in found.hint
    told: list[dict[str, Any]] = [{"scheme": "text"}, {"text": r"Hà\n"}]
    for options in told:
        assert Heatmap(["Hà", r"\n"], [1, 2], join="none", **options).notices == ()
    lost = ["B", "\ufffd", "\ufffd", "n"]
    assert [one.name for one in Heatmap(lost, [1, 2, 3, 4], join="none").notices] == ["cut-letters"]
    assert Heatmap(lost, [1, 2, 3, 4], text="Bản").notices == ()
