"""Objects of libraries: taken apart by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import WordLevelTrainer

from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError
from heatmark.files.objects import Parts, apart


def trained() -> Tokenizer:
    """Train a tokenizer of a few words."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    trainer = WordLevelTrainer(special_tokens=["[UNK]", "[CLS]", "[SEP]"])
    tokenizer.train_from_iterator(["phim này rất hay"], trainer)
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return tokenizer


class BatchEncoding(dict[str, object]):
    """transformers' class, as far as it is asked: its encodings, None for slow tokenizers."""

    def __init__(self, encodings: list[Any] | None) -> None:
        super().__init__(input_ids=[])
        self.encodings = encodings


@dataclass
class TokenWithId:
    """inseq's class."""

    token: str
    id: int


@dataclass
class Explanation:
    """SHAP's class, as far as it is asked."""

    values: Any
    data: Any
    base_values: Any = 0.0
    feature_names: Any = None
    output_names: Any = None


BatchEncoding.__module__ = "transformers.tokenization_utils_base"
TokenWithId.__module__ = "inseq.utils.typing"
Explanation.__module__ = "shap._explanation"


def test_an_encoding() -> None:
    """The tokens of a real Encoding are taken, and which of them are special."""
    found = Heatmap(trained().encode("phim hay"), [0, 1, 2, 0])
    assert found.tokens == ("[CLS]", "phim", "hay", "[SEP]")
    assert found.specials == {0, 3}


def test_a_batch_of_one_text() -> None:
    """A batch of one text is that text; of several one is to be taken, as the hint says."""
    batch = trained().encode_batch(["phim hay", "rất hay"])
    found = Heatmap(BatchEncoding(batch[:1]), [0, 1, 2, 0])
    assert found == Heatmap(batch[0], [0, 1, 2, 0])
    with pytest.raises(ParseError, match="2 texts") as caught:
        Heatmap(BatchEncoding(batch), [0, 1, 2, 0])
    assert "encoding[0]" in caught.value.hint
    with pytest.raises(ParseError, match="keeps no tokens") as caught:
        Heatmap(BatchEncoding(None), [0])
    assert "convert_ids_to_tokens" in caught.value.hint


def test_tokens_with_ids() -> None:
    """Tokens of inseq's are their strings."""
    tokens: Any = [TokenWithId("phim", 1), TokenWithId(" hay", 2)]
    assert Heatmap(tokens, [1, 2]).tokens == ("phim", " hay")


def test_an_explanation() -> None:
    """SHAP's values stand beside its data."""
    given: Any = Explanation(np.array([0.1, 0.6]), np.array(["phim ", "hay"]))
    found = Heatmap(given)
    assert found.tokens == ("phim ", "hay")
    assert found.series[0].scores == (0.1, 0.6)
    assert dict(found.options) == {"measure": "SHAP value"}
    assert dict(Heatmap(given, measure="x").options) == {"measure": "x"}


@pytest.mark.parametrize("batch", [False, True])
def test_outputs_are_series(batch: bool) -> None:
    """As many outputs as tokens make no guess: SHAP has a row for each token."""
    values, data = np.array([[0.1, -0.1], [0.6, -0.6]]), np.array(["phim ", "hay"])
    given: Any = Explanation(values, data, output_names=["khen", "chê"])
    if batch:
        given = Explanation(values[None], (data,), output_names=["khen", "chê"])
    found = Heatmap(given)
    assert {one.name: one.scores for one in found.series} == {
        "khen": (0.1, 0.6),
        "chê": (-0.1, -0.6),
    }
    assert not found.notices


def test_an_explanation_of_several_texts() -> None:
    """One of them is to be taken, as the hint says."""
    values = np.array([np.array([0.1, 0.2]), np.array([0.3])], dtype=object)
    given: Any = Explanation(values, (np.array(["a ", "b"]), np.array(["c"])))
    with pytest.raises(ParseError, match="2 texts") as caught:
        Heatmap(given)
    assert "explanation[0]" in caught.value.hint


@pytest.mark.parametrize(
    ("given", "scores", "error"),
    [
        (Explanation([1.0], ["a"]), [1.0], ScoreError),
        (Explanation([1.0], [2.0]), None, ParseError),
    ],
)
def test_what_an_explanation_does_not_say(
    given: Any, scores: Any, error: type[HeatmarkError]
) -> None:
    """Two kinds of scores, and numbers for tokens, are errors with a hint."""
    with pytest.raises(error) as caught:
        Heatmap(given, scores)
    assert caught.value.hint


def test_anything_else_is_left_as_it_is() -> None:
    """A class of the same name of another library is none of these."""
    other = type("Explanation", (), {"__module__": "ferret"})()
    assert apart(other, [1]).tokens is other
    assert apart(("a",), [1])[:2] == (("a",), [1])


@pytest.mark.parametrize(
    ("values", "names", "scores", "options"),
    [
        ([1, 2], None, [1, 2], {}),
        ([[1, 2]], None, [1, 2], {}),
        ([[[1, 2]]], None, [1, 2], {}),
        (np.array([1, 2], np.float32), None, [1, 2], {}),
        (np.array([[1], [2]], np.float32), None, [1, 2], {}),
        ([[1, 3], [2, 4]], ["x", "y"], [[1, 2], [3, 4]], {"token_axis": "last"}),
        (np.array([[1, 3, 5], [2, 4, 6]], np.float32), ["output 0", "output 1", "output 2"],
         [[1, 2], [3, 4], [5, 6]], {"token_axis": "last"}),
    ],
)  # fmt: skip
def test_values_of_an_explanation(
    values: Any, names: list[str] | None, scores: list[Any], options: dict[str, str]
) -> None:
    """Those of one output are one row, however many brackets are around it; others have names."""
    found = apart(Explanation(values, ["a", "b"], output_names=["x", "y"]), None)
    assert found == Parts(["a", "b"], scores, (), names, {"measure": "SHAP value", **options})


@pytest.mark.parametrize("values", [[1], [[1]], [[[1]]]])
def test_an_explanation_of_one_token(values: Any) -> None:
    """It has one score."""
    found = apart(Explanation(values, ["a"]), None)
    assert found == Parts(["a"], [1], (), None, {"measure": "SHAP value"})


def test_tokens_of_several_tokenizers() -> None:
    """Encodings and arrays are taken apart; what is no mapping of tokens is refused."""
    encoding: Any = trained().encode("phim này", add_special_tokens=False)
    made = Heatmap.compare({"a": encoding, "b": np.array(["phim", " này"])})
    assert made == Heatmap.compare({"a": ["phim", "này"], "b": ["phim", " này"]})
    wrong: list[Any] = [5, [["a"]], {}, {"a": 5}, {"a": None}]
    for given in wrong:
        with pytest.raises(ParseError, match=r"must be lists of tokens|are not a list") as caught:
            Heatmap.compare(given)
        assert caught.value.hint


@pytest.mark.parametrize("kind", [np.array, pd.Series, tuple, iter])
def test_many_texts_of_arrays(kind: Any) -> None:
    """They are taken as those of one text are, by position."""
    made = Heatmap.from_texts([{"tokens": kind(["a", " b"]), "scores": kind([1.0, 2.5])}])
    assert made == Heatmap.from_texts([{"tokens": ["a", " b"], "scores": [1.0, 2.5]}])
    hidden = np.ma.masked_array([1.0, 2.5], mask=[True, False])
    masked = Heatmap.from_texts([{"tokens": kind(["a", " b"]), "scores": hidden}])
    assert masked.series[0].scores == (None, 2.5)


def test_many_texts_of_scores_in_another_order() -> None:
    """What a frame was sorted by is told, and what are no texts."""
    scores = pd.Series([1.0, 2.5], index=[" b", "a"])
    with pytest.raises(ScoreError, match="has the tokens in another order"):
        Heatmap.from_texts([{"tokens": ["a", " b"], "scores": scores}])
    wrong: list[Any] = [5, [5], {"a": 5}, [{}], [{"tokens": 5, "scores": 5}]]
    for given in wrong:
        with pytest.raises(HeatmarkError):
            Heatmap.from_texts(given)
