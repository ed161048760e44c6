"""Texts side by side in a table."""

from __future__ import annotations

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.records import Record
from heatmark.files.side_by_side import refuse_side_by_side, without_blank_end

TWO = "từ 1,điểm 1,từ 2,điểm 2\nHà,1,đẹp,3\nNội,2,lắm,4\n"
CUT = "GPT2 token,GPT2 score,llama token,llama score\nHà,1,H,3\nNội,2,à,4\n,,N,5\n"


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        CUT,
        "token,score,word,score2\nHà,1,H,3\nNội,2,x,4\n",
        "token1,score1,token2,score2\nHà,1,đẹp,3\nNội,2,lắm,4\n",
        "token,score,token.1,score.1\nHà,1,đẹp,3\nNội,2,lắm,4\n",
        "vi,vi score,en,en score\nHà,1,Ha,3\nNội,2,Noi,4\n",
        "gpt2 token,gpt2,llama token,llama\nHà,1,H,3\nNội,2,x,4\n",
        "gpt2 token,gpt2 score,token,score\nHà,1,H,3\nNội,2,x,4\n",
    ],
)
def test_scores_of_another_text(text: str) -> None:
    """They are no series of the first text: the error says how to draw each of both."""
    with pytest.raises(ParseError, match="two texts are side by side") as caught:
        read(text.encode(), "x.csv")
    names = text.partition("\n")[0].split(",")
    beside = f"'{names[2]}' holds words of its own beside '{names[0]}'"
    assert caught.value.message.endswith(beside)
    for at in (0, 2):
        assert f"#token={names[at]} and field: {names[at + 1]}" in caught.value.hint
        found = read(text.encode(), "x.csv", part=f"token={names[at]}", field=names[at + 1])
        assert (found.tokens or ())[0] == text.split("\n")[1].split(",")[at]
        assert "" not in (found.tokens or ())
    with pytest.raises(ParseError, match="two texts are side by side"):
        read(text.encode(), "x.csv", part=f"token={names[2]}")


@pytest.mark.parametrize(
    "text",
    [
        "token,score,pos,prob\nHà,1,N,3\nNội,2,V,4\n",
        "token,score,next token,prob\nHà,1,Nội,3\nNội,2,.,4\n",
        "token,logprob,top1,top1_logprob\nHà,1,Nội,3\nNội,2,.,4\n",
        "vi,score,en,prob\nHà,1,Ha,3\nNội,2,Noi,4\n",
        "token,score,word,prob\nĠHà,1,Hà,3\nĠNội,2,Nội,4\n",
        "token,score,word,prob\nHàng,1,Hà,3\nNội,2,Nộii,4\n",
        "gpt2 token,gpt2 score,llama token,prob\nHà,1,H,3\nNội,2,x,4\n",
        "token,word,a,b\nHà,x,1,3\nNội,y,2,4\n",
        "từ,tần suất,từ loại,tần suất từ loại\nHà,1,N,3\nNội,2,V,4\n",
        "word,freq,word class,word class freq\nHà,1,N,3\nNội,2,V,4\n",
    ],
)
def test_words_beside_the_tokens(text: str) -> None:
    """Parts of speech, guesses, translations and other forms of tokens are no text of theirs."""
    assert not read(text.encode(), "x.csv").notices


def test_words_without_names() -> None:
    """They are told of."""
    (notice,) = read("Hà,1,đẹp,3\nNội,2,lắm,4\n".encode(), "x.csv").notices
    assert notice.name == "left-out"
    assert notice.message == "'đẹp' was left out, and the scores behind it were drawn on 'Hà'"
    assert not refuse_side_by_side([], [["Hà", "1", "hà", "2"]], 0, [1, 3])


def test_the_end_of_a_shorter_text() -> None:
    """Rows that have nothing of it are left out at its end, and nowhere else."""
    assert scores_of(read(CUT.encode(), "x.csv", part="token=GPT2 token", field="GPT2 score")) == (
        1,
        2,
    )
    rows = [Record(1, ["", "1"]), Record(2, ["", ""])]
    assert without_blank_end(rows, ["a", "b"], 0, "b") == rows[:1]
    assert without_blank_end(rows, ["a", "b"], 0, "c") == rows
    blank = [Record(1, ["", ""])]
    assert without_blank_end(blank, ["a", "b"], 0, "b") == blank
