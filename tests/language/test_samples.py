"""How an example was chosen, in words of ours and of authors."""

from __future__ import annotations

import unicodedata

import pytest

from heatmark.language.samples import (
    is_best_output,
    is_known_way,
    is_top,
    known_total,
    provenance,
    top_of,
)


@pytest.mark.parametrize(
    ("sample", "total"),
    [
        ("top of 500", 500),
        ("TOP of  500", 500),
        ("top of 1,000", 1000),
        ("top of 1.000", 1000),
        ("top of 1 000 000", 1_000_000),
        ("top of 1\u202f000", 1000),
        ("Top of 1’000 texts", 1000),
        ("top of 10k", 10_000),
        ("top of 1.5 million", 1_500_000),
        ("top 8 of 500", 500),
        ("top-8 of 1,000", 1000),
        ("top 8/500", 500),
        ("top 5 % of 1000", 1000),
        ("top (of 500)", 500),
        ("one of the top 8 of 500", 500),
        ("best of 500", 500),
        ("the best out of 500", 500),
        ("highest activation of about 500 texts", 500),
        ("most activating of 500", 500),
        ("lowest of 500", 500),
        ("sentence 3 (top of 500)", 500),
        ("chosen as the strongest among 500", 500),
        ("top 1 of 500, layer 3 of 12", 500),
        ("nổi bật nhất trong 500", 500),
        ("ví dụ nổi bật nhất trong 1.000", 1000),
        ("cao nhất trong số 500", 500),
        ("mạnh nhất trong tổng số 2 nghìn", 2000),
        ("rõ nhất trên 300 câu", 300),
        ("8 ví dụ cao nhất trong 500", 500),
        ("top 8 trong 500", 500),
        ("top head of 144", 144),
        ("best head of 144 heads", 144),
        ("top attention head of 144", 144),
        ("argmax over 144 heads", 144),
        ("layer 3, strongest attention heads of 144", 144),
        ("best layer of 12", 12),
        ("best layer", None),
        ("selected from 200 for the clearest pattern", 200),
        ("1 of 500, chosen by highest score", 500),
        ("1 trong 500, rõ nhất", 500),
        ("1 trong 500 câu (rõ nhất)", 500),
        ("chọn trong 500 câu vì rõ nhất", 500),
        ("nổi bật trong 500", 500),
        ("top of 0", 0),
        ("top", None),
        ("cao nhất", None),
        ("top 5%", None),
        ("top of many", None),
        ("top of 1e4", None),
        ("top of 1 00", None),
        ("top of 12 34", None),
        ("top of 1 0000 texts", None),
        ("nổi bật nhất trong 1 00", None),
        ("top of 1,5", None),
        ("top of 1,000.5", None),
        ("top of 1 000,5", None),
        ("top of 1 000.000", None),
        ("top of 1’000,5", None),
        ("top of 1.000’000", None),
        ("top of 500 12-word texts", 500),
        ("top of 12345678901", None),
    ],
)
def test_the_top_of_how_many(sample: str, total: int | None) -> None:
    """Thousands have either mark, and words are those of the field; what is not read is not."""
    for text in (sample, unicodedata.normalize("NFD", sample)):
        found = top_of(text)
        assert found is not None
        assert (found.total, found.is_clear) == (total, True)
        assert known_total(text) == total


@pytest.mark.parametrize(
    "sample",
    [
        None,
        "",
        "hand",
        "random of 500",
        "first of 20",
        "random 8 of the top 500",
        "laptop of 500",
        "stop of 500",
        "sentence 3, highest layer of 12",
        "top layer of the model",
        "top layer of 12",
        "highest layers of 12",
        "lowest layer of 12",
        "maximum layer",
        "1 of 500 texts by the best authors",
        "from 20 texts for the best students",
        "nổi bật",
        "one of 500 texts",
        "top-k sampling",
        "max pooling",
        "duy nhất trong 500",
        "thứ nhất trong 500",
        "chọn ngẫu nhiên trong 500",
    ],
)
def test_what_was_not_chosen_for_its_result(sample: str | None) -> None:
    """Nothing is counted in, and nobody is warned."""
    assert top_of(sample) is None


@pytest.mark.parametrize(
    "sample",
    ["top 500", "top-500", "đứng đầu 500", "một trong 500 câu rõ nhất", "one of the 500 clearest"],
)
def test_the_top_without_of(sample: str) -> None:
    """It is one of 500 at least."""
    found = top_of(sample)
    assert found is not None
    assert (found.total, found.shown, found.is_clear) == (500, 500, False)


def test_ways_that_have_words() -> None:
    """Their number is written as readers of a language write it."""
    assert provenance("m", "top of 1,000", "vi") == (
        "Mô hình: m; ví dụ nổi bật nhất trong 1.000 ví dụ"
    )
    assert provenance(None, "First of 1.000", "en") == "The first example of 1,000"
    assert provenance(None, "hand", "en") == "Hand-picked example"
    assert provenance(None, "top 8 of 500", "en") == "Example: top 8 of 500"
    assert is_known_way("random of 1 000")
    assert not is_known_way("random 8 of 500")
    assert (known_total("random of 1.000"), known_total("mine")) == (1000, None)
    assert is_top("8 highest of 500") is False
    assert is_top("Top 8 of 500")
    assert is_top("the strongest")
    assert not is_top("lowest 8 of 500")


@pytest.mark.parametrize(
    ("sample", "best"),
    [
        *((text, True) for text in ("best answer", "The best answer", "top-1 answer")),
        *(
            (text, True)
            for text in ("best of beam search", "best model output", "tốt nhất bản dịch")
        ),
        *((text, False) for text in ("best answer of 500", "best", "top 1%", "best example")),
        *((text, False) for text in ("answer 3", "random answer", "best sentence by BLEU", None)),
    ],
)
def test_the_best_of_what_a_model_made(sample: str | None, *, best: bool) -> None:
    """It is not known to be chosen by its figure; from how many tells that."""
    assert is_best_output(sample) is best
    assert not (best and top_of(sample))
