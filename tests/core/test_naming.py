"""The words of which names of scores are made."""

import pytest

from heatmark.core.naming import changes, makes_other, name_words, unit_words, with_lines


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("delta_logprob", "delta logprob"),
        ("tokenLogProb.z", "token log prob z"),
        ("Δlogprob (bits)", "delta logprob bits"),
        ("-logprob", "neg logprob"),
        ("gpt2-logprob", "gpt2 logprob"),
        ("sumlogprobs", "sum logprobs"),
        ("±logprob", "error logprob"),
    ],
)
def test_words_of_a_name(name: str, expected: str) -> None:
    """Names are parted at signs, brackets and humps, and signs that are words become them."""
    assert name_words(name) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((f"{word} logprob", True) for word in ("delta", "avg", "cum", "std", "rank", "ratio")),
        *((f"logprob {word}", True) for word in ("z", "norm", "diff", "per byte", "4 bit")),
        ("d logprob", True),
        *((f"{word} logprob", False) for word in ("token", "gpt2", "layer 3", "per token")),
    ],
)
def test_words_that_change_a_quantity(words: str, expected: bool) -> None:
    """Differences, sums and errors are another quantity; models and layers are not."""
    assert changes(words) is expected


def test_names_of_r() -> None:
    """R writes a point where others write a line; points of numbers stay."""
    assert with_lines("word.index.of") == "word_index_of"
    assert with_lines("gpt-3.5.x") == "gpt-3.5.x"


def test_what_stands_in_brackets() -> None:
    """A mean of a measure is of the measure, a difference is not."""
    assert makes_other("z score")
    assert not makes_other("mean over 5 runs")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("logprob bits", ("logprob", "bit")),
        ("logprob base 2", ("logprob", "bit")),
        ("log prob base10", ("log prob", "ban")),
        ("surprisal in nats", ("surprisal", "nat")),
        ("logprob cơ số 10", ("logprob", "ban")),
        ("logprob bert base", ("logprob bert base", "")),
        ("logprob 8bit", ("logprob 8bit", "")),
        ("logprob gpt2 bits", ("logprob gpt2", "bit")),
        ("logprob 4 bit", ("logprob 4 bit", "")),
        ("logprob 16 bit", ("logprob 16 bit", "")),
        ("bits nats", ("", None)),
    ],
)
def test_words_of_units(words: str, expected: tuple[str, str | None]) -> None:
    """Units and bases are taken out, where they are not the names of models."""
    assert unit_words(words) == expected
