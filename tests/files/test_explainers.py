"""What explainers write: each shape, with a small file of our own making."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError
from heatmark.files.explainers import recast
from heatmark.files.tree import token_key

if TYPE_CHECKING:
    from collections.abc import Mapping

SHAPES = Path(__file__).parent / "data" / "shapes"


class Case(NamedTuple):
    """A file, what is asked of it, and what is read."""

    file: str
    tokens: str
    columns: Mapping[str | None, tuple[float, ...]]
    part: str = ""
    field: str = ""
    measure: str | None = None


CASES = [
    Case("shap.json", "phim |hay |quá", {None: (0.1, -0.4, 0.6)}, measure="SHAP value"),
    Case("shap_sentences.json", "dở |tệ", {None: (0.2, 0.3)}, "2"),
    Case(
        "shap_outputs.json",
        "phim |hay |quá",
        {"khen": (0.1, 0.4, 0.6), "chê": (-0.1, -0.4, -0.6), "vừa": (0.0, 0.1, 0.2)},
    ),
    Case("shap_outputs.json", "phim |hay |quá", {None: (-0.1, -0.4, -0.6)}, field="chê"),
    Case("shap_features.json", "tuổi|cao|nặng", {None: (0.1, -0.4, 0.6)}, "1"),
    Case(
        "captum_record.json",
        "[CLS]|phim|hay|[SEP]",
        {None: (0.0, -0.4, 0.6, 0.0)},
        measure="attribution",
    ),
    Case("captum_llm.json", "Thủ| đô| là", {None: (0.5, 0.7, 0.9)}),
    Case(
        "captum_llm.json",
        "Thủ| đô| là",
        {" Hà": (0.1, 0.2, 0.3), " Nội": (0.4, 0.5, 0.6), ".": (0.0, 0.1, 0.2)},
        field="token_attr",
    ),
    Case("interpreto.json", "phim| hay", {"0": (0.1, 0.2), "1": (0.3, 0.4)}),
    Case(
        "ferret.json",
        "[CLS]|phim|hay|.|[SEP]",
        {None: (0, 0.3, 0.6, 0.1, 0)},
        "LIME",
        "",
        "attribution",
    ),
    Case("ferret.json", "[CLS]|phim|hay|.|[SEP]", {None: (0, 0.1, 0.7, 0.2, 0)}, "1"),
    Case("neuronpedia.json", "▁a|▁dog", {None: (1, 2)}, "2", measure="activation"),
    Case("neuronpedia.json", "▁the|▁cat", {None: (0, 3.2)}, "activations.cly1"),
    Case("neuronpedia_search.json", "a| b", {None: (1, 0)}, "9-res/6"),
    Case("sae_vis.json", " dog", {None: (1.5,)}, "seqs.1.data.2"),
    Case("sae_vis.json", " the| cat", {None: (0.0, 2.0)}, "seqs.1.data.1", measure="activation"),
    Case("sae_vis.json", " the| cat", {None: (0.1, 0.3)}, "seqs.1.data.1", "lossEffect"),
    Case("neuron_explainer.json", "a| b", {None: (0.0, 1.5)}),
    Case("words_attention.json", "phim|này|hay", {None: (2.5, 5.1, 7.7)}, measure="attention"),
    Case("frame_lists.json", "phim|hay", {None: (0.5, 0.75)}, measure="điểm"),
    Case(
        "lens.json",
        "Hà| Nội",
        {"layer 0": (1, 2), "layer 1": (3, 4), "layer 2": (5, 6)},
        measure="entropy",
    ),
    Case("transition_scores.json", "▁Xin|▁chào", {None: (-0.5, -math.inf)}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}#{case.part}{case.field}")
def test_what_explainers_write(case: Case) -> None:
    """Tokens and scores are found where each of them writes them."""
    content = (SHAPES / case.file).read_bytes()
    found = read(content, case.file, part=case.part, field=case.field)
    assert "|".join(found.tokens or ()) == case.tokens
    assert columns_of(found) == case.columns
    if case.measure:
        assert found.options["measure"] == case.measure


@pytest.mark.parametrize(
    ("file", "parts"),
    [
        ("shap_sentences.json", "1, 2"),
        ("ferret.json", "Partition SHAP, LIME"),
        ("sae_vis.json", "seqs.1.data.1, seqs.1.data.2"),
    ],
)
def test_several_texts_are_parts(file: str, parts: str) -> None:
    """Of several explanations in a file one is chosen, and the error says how."""
    with pytest.raises(ParseError, match="several texts") as caught:
        read((SHAPES / file).read_bytes(), file)
    for part in parts.split(", "):
        assert part in caught.value.hint
        assert read((SHAPES / file).read_bytes(), file, part=part).tokens


def test_rows_of_outputs_or_of_tokens() -> None:
    """A square of SHAP's is read as SHAP writes it, tokens by outputs, without a guess."""
    dump = {"data": ["a", "b"], "base_values": [0, 0], "values": [[1, 2], [3, 4]]}
    found = read(json.dumps(dump).encode(), "x.json")
    assert columns_of(found) == {"output 0": (1, 3), "output 1": (2, 4)}
    assert not found.notices


def test_a_batch_of_one() -> None:
    """An axis of one around one text is no axis."""
    dump = {"data": [["a", "b"]], "base_values": [[0, 0]], "values": [[[1, 2], [3, 4]]]}
    found = read(json.dumps(dump).encode(), "x.json")
    assert columns_of(found) == {"output 0": (1, 3), "output 1": (2, 4)}


def test_texts_and_values_that_do_not_fit() -> None:
    """Rows of values that are not as many as the texts are an error, and no guess."""
    dump = {"data": [["a"], ["b"]], "values": [[1], [2], [3]]}
    with pytest.raises(ScoreError, match="2 texts but 3 rows"):
        read(json.dumps(dump).encode(), "x.json")


@pytest.mark.parametrize(
    "node",
    [
        {"labels": ["khen", "chê"], "scores": [0.9, 0.1]},
        {"values": [1, 2], "data": [3, 4]},
        {"values": 5, "data": ["a", "b"]},
        {"values": [1, 2], "base_values": 0},
        {"text": "phim hay", "score": 1},
        {"heatmark": 1, "text": ["a"], "x": [1]},
        {"input_tokens": [1, 2], "seq_attr": [1, 2]},
        {"elements": [1, 2], "attributions": [1, 2]},
        {"explainer": "LIME", "tokens": [1, 2], "scores": [1, 2]},
        {"explainer": "LIME", "tokens": ["a", "b"], "scores": 1},
        {"tokens": ["a"], "result": [5]},
        {"tokens": ["a"], "result": [{"x": [1]}]},
        {"tokens": ["a"], "result": []},
        {"text": ["a", "b"], "x": [1, 2, 3]},
        [],
        [{"tok": "a"}, 1],
        3,
    ],
)
def test_what_is_none_of_them_is_left_as_it_is(node: object) -> None:
    """Classes are no tokens, numbers no text, and heatmark's own file says itself what it is."""
    assert recast(node) is node


def test_every_shape_is_held_by_a_case() -> None:
    """No file of a shape of an explainer is forgotten."""
    ours = {case.file for case in CASES}
    assert ours <= {path.name for path in SHAPES.iterdir()}


@pytest.mark.parametrize(
    ("dump", "columns"),
    [
        ({"feature_names": ["a", "b", "c"], "values": [1, 2, 3], "base_values": 0},
         {None: (1, 2, 3)}),
        ({"feature_names": ["a", "b", "c"], "data": [[7, 8, 9]], "values": [[1, 2, 3]]},
         {None: (1, 2, 3)}),
        ({"feature_names": ["a", "b", "c"], "data": [7, 8], "values": [[1, 2, 3], [4, 5, 6]]},
         {"output 0": (1, 2, 3), "output 1": (4, 5, 6)}),
        ({"data": ["a", "b", "c"], "values": [[1, 2], [3, 4], [5, 6]]},
         {"output 0": (1, 3, 5), "output 1": (2, 4, 6)}),
        ({"data": ["a", "b", "c"], "values": [[1, 3, 5], [2, 4, 6]], "output_names": ["x", "y"]},
         {"x": (1, 3, 5), "y": (2, 4, 6)}),
        ({"data": [["a", "b"]], "values": [[[1, 2], [3, 4]]], "output_names": [["x", "y"]]},
         {"x": (1, 3), "y": (2, 4)}),
        ({"data": [["a", "b"]], "values": [[[1, 2], [3, 4]]], "output_names": []},
         {"output 0": (1, 3), "output 1": (2, 4)}),
    ],
)  # fmt: skip
def test_what_shap_has_rows_of(dump: object, columns: dict[str | None, tuple[float, ...]]) -> None:
    """Of one text they are of its tokens or of its outputs; features have a row for each text."""
    found = read(json.dumps(dump).encode(), "x.json")
    assert columns_of(found) == columns
    assert found.options["measure"] == "SHAP value"


@pytest.mark.parametrize(
    ("dump", "problem"),
    [
        ({"feature_names": ["a", "b", "c"], "data": [[1, 2, 3]] * 2, "values": [4, 5]},
         "3 tokens but 2 scores"),
        ({"data": ["a", "b", "c"], "values": [[1], [2], 3]}, "'values'"),
        ({"data": [["a"], ["b"]], "values": [[1], 2]}, "no list"),
        ({"data": [["a"], "b"], "values": [[1], [2]]}, "no list"),
    ],
)  # fmt: skip
def test_rows_of_shap_that_are_none(dump: object, problem: str) -> None:
    """What is no row of numbers is an error that shows which."""
    with pytest.raises(HeatmarkError) as caught:
        read(json.dumps(dump).encode(), "x.json")
    assert problem in caught.value.message


@pytest.mark.parametrize(
    ("key", "kind"),
    [("từ", "words"), ("text", "words"), ("texts", "words"), ("toks", "tokens"),
     ("all_tokens", "tokens"), ("token", "words"), ("elements", "tokens")],
)  # fmt: skip
def test_columns_of_words_or_of_tokens(key: str, kind: str) -> None:
    """What is called a word or a text is words, with spaces between; the rest is tokens."""
    node = recast({key: ["a", "b"], "x": [1, 2]})
    assert isinstance(node, dict)
    assert token_key(node) == kind
    assert columns_of(read(json.dumps({key: ["a", "b"], "x": [1, 2]}).encode(), "x.json")) == {
        None: (1, 2)
    }


def test_a_list_of_tokens_is_no_explanation() -> None:
    """Without attributions the keys of captum's and interpreto's are a column as any other."""
    for key in ("input_tokens", "elements"):
        found = read(json.dumps({key: ["a", "b"], "x": [1, 2]}).encode(), "x.json")
        assert (found.tokens, columns_of(found)) == (("a", "b"), {None: (1, 2)})


def test_batches() -> None:
    """Texts whose lists have a member for each; one alone is itself."""
    one = {"tokens": [["a", "b"]], "scores": [[1, 2]], "model": "x"}
    assert recast(one) == {"tokens": ["a", "b"], "scores": [1, 2], "model": "x"}
    two = {"tokens": [["a", "b"], ["c"]], "scores": [[1, 2], [3]], "layers": [4, 8]}
    assert recast(two) == [
        {"tokens": ["a", "b"], "scores": [1, 2], "layers": [4, 8]},
        {"tokens": ["c"], "scores": [3], "layers": [4, 8]},
    ]
    mixed = {"tokens": [["a"], "b"]}
    assert recast(mixed) is mixed


@pytest.mark.parametrize("key", ["word", "token", "từ"])
@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_scores_in_a_mapping_beside_each_word(key: str, name: str) -> None:
    """They are read as if they stood beside it."""
    rows = [
        {key: "Xin", "pos": "X", "scores": {"A": 0.1, "B": 0.2}},
        {key: "chào", "pos": "Y", "scores": {"B": 0.4, "A": None}},
    ]
    text = json.dumps(rows) if name == "x.json" else "\n".join(map(json.dumps, rows))
    found = read(text.encode(), name, field="A, B")
    assert found.tokens == ("Xin", "chào")
    assert columns_of(found) == {"A": (0.1, None), "B": (0.2, 0.4)}


@pytest.mark.parametrize(
    "rows",
    [
        [{"word": "a", "top": {"x": 0.5}}, {"word": "b", "top": {"x": 0.4}}],
        [{"word": "a", "score": {"a": 0.5}}, {"word": "b", "score": {"b": 0.4}}],
        [{"word": "a", "n": 1, "scores": {"x": 0.5}}, {"word": "b", "n": 2, "scores": {"x": 0.4}}],
        [{"word": "a", "scores": {"word": 0.5}}, {"word": "b", "scores": {"word": 0.4}}],
        [{"word": "a", "scores": {"x": 0.5}}, "b"],
        [{"word": "a", "scores": {"x": 0.5}}, {"word": "b"}],
        [{"word": "a", "scores": {"x": True}}],
        [{"word": "a", "scores": {}}],
        [],
    ],
)
def test_mappings_that_are_no_scores_beside_a_word(rows: list[object]) -> None:
    """Candidates differ from word to word; what stands beside a score may be anything."""
    assert recast(rows) == rows


def test_ids_without_tokens() -> None:
    """The hint, followed, is a file that is drawn."""
    value = {"input_ids": [5, 6], "scores": [0.1, 0.2]}
    with pytest.raises(ParseError, match="there are no tokens in this JSON") as caught:
        read(json.dumps(value).encode(), "x.json")
    assert 'beside their ids, as "tokens": tokenizer' in caught.value.hint
    found = read(json.dumps({**value, "tokens": ["Xin", " chào"]}).encode(), "x.json")
    assert found.tokens == ("Xin", " chào")


GLTR: dict[str, list[Any]] = {
    "bpe_strings": ["<|endoftext|>", "Xin", "Ġchào"],
    "real_topk": [[5, 0.02], [0, 0.6]],
    "pred_topk": [[["The", 0.3], ["A", 0.2]], [["Ġchào", 0.6], ["Ġem", 0.1]]],
}


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("whole", [False, True])
def test_what_gltr_found(start: int, *, whole: bool) -> None:
    """The text with its probabilities and ranks, which it counts from 0; candidates are no texts.

    What stands before the text has no score.
    """
    node = GLTR | {"bpe_strings": GLTR["bpe_strings"][1 - start :]}
    found = read(json.dumps({"result": node} if whole else node).encode(), "x.json")
    assert found.tokens == tuple(node["bpe_strings"])
    assert scores_of(found) == (*[None] * start, 0.02, 0.6)
    assert found.ranks == [*[None] * start, 6, 1]
    assert found.options == {"measure": "P"}
    assert found.alternatives is not None
    assert [len(one) for one in found.alternatives] == [*[0] * start, 2, 2]
    assert tuple(found.alternatives[-1][0]) == ("Ġchào", 0.6)


@pytest.mark.parametrize(
    "other",
    [
        {"bpe_strings": ["a"]},
        {"real_topk": [0.02, 0.6]},
        {"real_topk": [[0.5, 0.02], [0, 0.6]]},
        {"pred_topk": []},
        {"pred_topk": None},
    ],
)
def test_what_is_not_as_gltr_writes_it(other: dict[str, Any]) -> None:
    """It is left as it is."""
    node = {**GLTR, **other}
    assert recast(node) is node
