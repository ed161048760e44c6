"""What scores are by the name of their column or key."""

import io

import numpy as np
import pytest

from heatmark.block.draft import Draft
from heatmark.files.called import (
    has_log_probability,
    is_log_probability,
    measure_of,
    measure_of_column,
    measure_of_only,
    with_base,
)
from heatmark.files.open import open_file
from heatmark.files.request import Limits, Request


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(
            (name, {"measure": "log P", "unit": "nat"})
            for name in (
                "token_logprobs",
                "logprob_gpt2",
                "gpt-3.5.logprob",
                "logProb",
                "metrics.logprob",
            )
        ),
        *(
            (name, {"measure": "log P", "unit": "bit"})
            for name in (
                "logprob_bits",
                "logprob (bits)",
                "logprob (base 2)",
                "logprob_gpt2_log2",
                "logprob_gpt2 (bits)",
            )
        ),
        *(
            (name, {"measure": "log P", "unit": "ban"})
            for name in ("log_prob_base10", "logprob (dit)")
        ),
        *(
            (name, {"measure": "surprisal", "unit": "bit"})
            for name in ("surprisal_bits", "nll (bit)")
        ),
        ("surprisal in nats", {"measure": "surprisal", "unit": "nat"}),
        ("neg_logprob", {"measure": "surprisal", "unit": "nat"}),
        ("prob_percent", {"measure": "P", "unit": "%"}),
        ("prob", {"measure": "P"}),
        ("surprisal", {"measure": "surprisal"}),
        ("metrics.entropy", {"measure": "entropy"}),
        ("scores", {}),
        ("7", {}),
    ],
)
def test_measures_by_name(name: str, expected: dict[str, str]) -> None:
    """A name says what a score is, and in which unit, unless it is general."""
    assert measure_of(name) == expected


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        *((name, name) for name in ("log.p", "log.freq", "log10.wf", "reading.time", "p.value")),
        *((name, name) for name in ("surprisal.gpt2", "surprisal.sd", "max.prob", "neg.log.p")),
        ("metrics.entropy", "entropy"),
        ("log.prob", "log P"),
        ("prob", "P"),
    ],
)
def test_names_of_columns_have_points(name: str, measure: str) -> None:
    """A table has no names in names: R's have points where others have lines."""
    assert measure_of_column([name])["measure"] == measure
    assert measure_of_column([name, "other"]) == {}


def test_a_log_of_anything_else_is_known_by_its_whole_name() -> None:
    """What stands before a point is not lost where it says what a score is."""
    assert measure_of("log.p") == {"measure": "log.p"}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "delta_logprob",
            "logprob_diff",
            "Δ logprob",
            "logprob ratio",
            "logprob_z",
            "log_prob_norm",
        ),
        *("avg_logprob", "cumulative_logprob", "logprob_se", "logprob.std", "deltaLogProb"),
        *("delta.logprob", "logprob_bits_per_byte", "surprisal_diff_bits", "logprob_bits_nats"),
        *("logprob hạng", "d_logprob"),
    ],
)
def test_other_quantities_keep_their_names(name: str) -> None:
    """What is made of log-probabilities is none, and is called as its author calls it."""
    assert measure_of(name) == {"measure": name}
    assert not is_log_probability(name)


def test_columns_of_scores() -> None:
    """A difference of log-probabilities is a column of scores all the same."""
    assert has_log_probability("delta_logprob")
    assert not has_log_probability("entropy")


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ({"base": 2}, "bit"),
        ({"log_base": 10.0}, "ban"),
        ({"base": "e"}, "nat"),
        ({"base": 2.718281828}, "nat"),
        ({"units": "bits"}, "bit"),
        ({"base": 3}, "base 3"),
        ({"base": "gpt2"}, "nat"),
        ({"base": True}, "nat"),
        ({}, "nat"),
    ],
)
def test_bases_beside_the_scores(said: dict[str, object], unit: str) -> None:
    """The base of logarithms says their unit; other things that are called base say nothing."""
    assert with_base({"measure": "log P", "unit": "nat"}, said)["unit"] == unit
    assert with_base({"measure": "entropy"}, said) == {"measure": "entropy"}


def _read(content: bytes, name: str) -> Draft:
    return open_file(content, name, Limits()).read(Request())


@pytest.mark.parametrize(
    "content",
    [
        b'{"tokens": ["a", " b"], "logprobs": [-1, -2], "base": 2}',
        b'{"tokens": ["a", " b"], "logprobs_bits": [-1, -2]}',
        b'{"base": 2, "items": [{"token": "a", "logprob": -1}, {"token": " b", "logprob": -2}]}',
    ],
)
def test_bases_in_json(content: bytes) -> None:
    """Lists and records are in the unit that their base or their name says."""
    assert _read(content, "a.json").options == {"measure": "log P", "unit": "bit"}


def test_bases_of_arrays() -> None:
    """A lone number beside arrays is the base of all."""
    file = io.BytesIO()
    np.savez(file, tokens=np.array(["a", " b"]), logprobs=np.array([-1.0, -2.0]), log_base=2)
    assert _read(file.getvalue(), "a.npz").options == {"measure": "log P", "unit": "bit"}


def test_no_base_of_logits() -> None:
    """Log-probabilities that are computed here are in nat, whatever the file says of others."""
    content = b'{"tokens": ["a", " b"], "ids": [0, 1], "logits": [[1, 0], [0, 1]], "base": 2}'
    assert _read(content, "a.json").options == {"measure": "log P", "unit": "nat"}


@pytest.mark.parametrize("name", ["delta_logprob", "logprob (z)", "avg_logprob"])
def test_tables_of_other_quantities(name: str) -> None:
    """A column keeps its name, and gets no probability."""
    read = _read(f"token,{name}\na,-1\nb,-2\n".encode(), "a.csv")
    assert read.options == {"measure": name}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["logprob_gpt2", "logprob_llama"], {"measure": "log P", "unit": "nat"}),
        (["gpt2 logprob", "llama logprob"], {"measure": "log P", "unit": "nat"}),
        (["logprob", "logprob_gpt2"], {"measure": "log P", "unit": "nat"}),
        (["logprob_gpt2 (bits)", "logprob_b (bits)"], {"measure": "log P", "unit": "bit"}),
        (["surprisal_gpt2", "surprisal_llama"], {"measure": "surprisal"}),
        (["surprisal", "surprisal_gpt2"], {"measure": "surprisal"}),
        (["surprisal_bits_a", "surprisal_bits_b"], {"measure": "surprisal", "unit": "bit"}),
        (["độ bất ngờ gpt2", "độ bất ngờ llama"], {"measure": "surprisal"}),
        (["prob_gpt2", "prob_llama"], {"measure": "P"}),
        (["xác suất gpt2", "xác suất llama"], {"measure": "P"}),
        (["logprob_gpt2", "logprob_llama (bits)"], {}),
        (["logprob_gpt2", "prob_llama"], {}),
        (["surprisal_gpt2", "surprisal_sum"], {}),
        (["prob_gpt2", "prob_ratio"], {}),
        (["gpt2", "llama"], {}),
        (["surprisal_gpt2"], {"measure": "surprisal_gpt2"}),
        ([], {}),
    ],
)
def test_scores_of_several_models(names: list[str], expected: dict[str, str]) -> None:
    """They are of one kind if each of their names says so, and none says more."""
    assert measure_of_only(names) == expected
