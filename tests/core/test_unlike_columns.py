"""Columns of plainly different quantities."""

from __future__ import annotations

import re

import pytest

from data_files import read
from heatmark.block.block import parse
from heatmark.core.unlike_columns import is_quantity, names_are_unlike, unlike


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["RT", "surprisal"], True),
        (["RT", "surprisal", "x"], True),
        (["prob", "logprob"], True),
        (["log_freq", "length"], True),
        (["surprisal", "entropy"], False),
        (["surprisal_gpt2", "surprisal_bert"], False),
        (["RT", "FFD"], False),
        (["gpt2", "bert"], False),
        (["layer 1", "layer 2"], False),
        (["surprisal", "x"], False),
        (["gpt2", "count"], True),
        (["model A", "model B", "frequency"], True),
        (["word count", "score"], True),
        (["n_tokens", "score"], True),
        (["số lần", "điểm"], True),
        (["length", "gpt2"], True),
        (["first_pass_time", "surprisal"], True),
        (["first_pass_time", "score"], True),
        ([*(f"layer {at}" for at in range(12)), "count"], True),
        (["bốn", "tên", "là", "nhiều", "count"], True),
        (["năm", "tên", "là", "quá", "nhiều", "count"], False),
        (["theta", "RT"], True),
        (["count_a", "count_b"], False),
        (["freq", "word count"], False),
        (["score", "length-normalized score"], False),
        (["What", "time", "is", "it", "now", "then"], False),
        (["estimate", "p_value"], True),
        (["beta", "p"], True),
        (["score", "p"], True),
        (["p", "surprisal"], True),
        (["coef", "t", "P>|t|"], True),
        (["logit", "prob"], True),
        (["logprob", "logit"], True),
        (["Zipf", "surprisal"], True),
        (["tf", "idf"], True),
        (["tf", "tfidf"], True),
        (["điểm", "tuổi"], True),
        (["điểm", "số lượng"], True),
        (["RT (ms)", "RT (s)"], True),
        (["before (%)", "after"], True),
        (["score", "score (%)"], True),
        (["surprisal", "surprisal_bits"], True),
        (["gpt2 (bits)", "llama (nats)"], True),
        (["gpt2", "llama", "ratio"], True),
        (["gpt2", "llama", "diff"], True),
        (["trước", "sau", "hiệu số"], True),
        (["FFD", "GPT", "TT"], False),
        (["GD", "TT"], False),
        (["FFD", "TFD"], False),
        (["first_pass", "go_past", "total_time"], False),
        (["RT", "GPT"], True),
        (["p", "q"], False),
        (["p", "q", "r"], False),
        (["r", "p"], True),
        (["P(A)", "P(B)"], False),
        (["s", "t"], False),
        (["alpha", "beta", "theta", "delta"], False),
        (["delta_gpt2", "delta_llama"], False),
        (["gpt2_s", "gpt2_m"], False),
        (["gpt2 8 bit", "gpt2 4 bit"], False),
        (["top 5 %", "top 10 %"], False),
        (["surprisal (nat)", "entropy"], False),
        (["RT (ms)", "FFD"], False),
        (["precision", "recall"], False),
        (["tín hiệu", "nhiễu"], False),
        ([], False),
    ],
)
def test_different_quantities(names: list[str], *, told: bool) -> None:
    """Quantities that are plainly others are told, where one scale is for all of them."""
    assert [one.name for one in unlike(names, "src")] == ["unlike-columns"] * told


def test_words_of_a_map_are_no_quantities() -> None:
    """A column that is called like a token is one of a map, in files and rows."""
    assert unlike(["The", "count"], "src", {"The", "count"}) == ()
    assert unlike(["The", "count"], "src", {"The", "of"})
    parsed = parse({}, "token The count\nThe .1 .2\ncount .3 .4")
    assert not [one for one in parsed.notices if one.name == "unlike-columns"]
    found = read(b"token,gpt2,count\na,.3,500\nb,.2,600\n", "x.csv")
    assert [one.name for one in found.notices] == ["unlike-columns"]


@pytest.mark.parametrize("name", ["RT", "RT, ms"])
def test_hints_on_quantities_can_be_followed(name: str) -> None:
    """Each `field` in one draws columns without a notice, also where a name has a comma."""
    text = f'token,"{name}",surprisal\na,1,2\nb,3,4\n'.encode()
    (notice,) = read(text, "x.csv").notices
    fields = re.findall("field: (.*?)(?:;| means|$)", notice.hint)
    found = [read(text, "x.csv", field=field) for field in fields]
    assert [len(one.series or ()) for one in found] == [1, 2][: len(fields)]
    assert not any(one.notices for one in found)
    assert notice.hint.startswith(f"draw each by itself: field: {name}")


def test_the_first_of_each_quantity_is_named() -> None:
    """A comparison is told beside what it is of, two units beside one another."""
    (notice,) = unlike(["gpt2", "llama", "diff"], "src")
    assert notice.message.startswith("'gpt2', 'diff' are")
    (notice,) = unlike(["a (ms)", "b (ms)", "c (s)"], "src")
    assert notice.message.startswith("'a (ms)', 'c (s)' are")
    assert names_are_unlike(notice)


def test_tokens_of_a_map_have_no_units() -> None:
    """Columns that are called like tokens are those of a map, whatever they say."""
    assert unlike(["rate (%)", "of"], "src", {"rate (%)", "of"}) == ()
    assert unlike(["rate (%)", "of"], "src")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("RT", True), ("p.value", True), ("tần suất", True), ("gpt2", False), ("Paris", False)],
)
def test_names_of_quantities(name: str, *, expected: bool) -> None:
    """A name by itself says a quantity, or does not."""
    assert is_quantity(name) is expected
