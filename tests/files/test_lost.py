"""Letters and quotes that programs spoil."""

from __future__ import annotations

import pytest

from data_files import read
from heatmark.core.errors import ParseError
from heatmark.files.lost import lost_letters, refuse_other_quotes


@pytest.mark.parametrize("token", ["N?i", "N\ufffdi"])
def test_letters_that_a_code_page_does_not_have(token: str) -> None:
    """A sign in their place is told of."""
    (notice,) = read(f"token,score\nHà,0.1\n{token},0.2\n".encode(), "x.csv").notices
    assert notice.name == "double-encoded"
    assert notice.message.startswith(f"'{token}'")


@pytest.mark.parametrize("token", ["vì sao?", "?", "a.vn/x?y=1", "th\ufffd", "1?2"])
def test_signs_that_are_meant(token: str) -> None:
    """Questions, links and halves of characters are as they are."""
    assert not lost_letters([token])


@pytest.mark.parametrize("quotes", ["“”", "''", "«»", "‘’"])
def test_quotes_that_a_table_does_not_have(quotes: str) -> None:
    """They would be part of each token."""
    start, end = quotes[0], quotes[1]
    text = f"{start}token{end},{start}score{end}\n{start}Hà{end},0.1\n{start}Nội{end},0.2\n"
    with pytest.raises(ParseError, match="all tokens stand in quotes") as caught:
        read(text.encode(), "x.csv")
    assert caught.value.line == 2
    assert read(text.replace(start, '"').replace(end, '"').encode(), "x.csv").tokens == (
        "Hà",
        "Nội",
    )


def test_quotes_around_some_tokens() -> None:
    """They belong to the text, as does one that stands alone."""
    refuse_other_quotes(["“Hà”", "Nội"], 1)
    refuse_other_quotes(["“Hà”"], 1)
    refuse_other_quotes(["'", "'"], 1)
