"""Many texts of a block or a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.files.texts import asks_for_many

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    {"tokens": ["a", " b"], "logprobs": [-1, -2]},
    {"tokens": ["c"], "logprobs": [-3]},
    {"tokens": ["d"], "logprobs": [-4]},
]


def read(folder: Path, name: str, text: str, part: str) -> Heatmap:
    (folder / name).write_text(text, encoding="utf-8")
    return Heatmap.from_fence(f"```heatmap src={name}#{part}\n```", folder=folder)


def test_all_lines_are_texts(tmp_path: Path) -> None:
    """Each has its number for a name, where it has none; what they say of scores is kept."""
    found = read(tmp_path, "x.jsonl", "\n".join(map(json.dumps, LINES)), "all")
    assert [one.name for one in found.content.examples] == ["1", "2", "3"]
    assert found.tokens == ("a", " b", "c", "d")
    assert dict(found.options)["measure"] == "log P"


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        ({"model": "A"}, {"model": "B"}, "model"),
        ({}, {"model": "B"}, "model"),
        ({"scale": "zero"}, {"scale": [0, 9]}, "scale"),
        ({"center": 1, "sample": "s"}, {"center": 2, "sample": "s"}, "center"),
        ({"sample": "s"}, {"sample": "s"}, ""),
        ({"title": "A"}, {"title": "B"}, ""),
    ],
)
def test_what_only_some_texts_say(
    tmp_path: Path, own: dict[str, Any], others: dict[str, Any], told: str
) -> None:
    """One cannot speak for all: what the first said of itself was taken for the whole figure."""
    lines = [{"tokens": ["a"], "scores": [1], **one} for one in (own, others, others)]
    found = read(tmp_path, "x.jsonl", "\n".join(map(json.dumps, lines)), "all")
    options = dict(found.options)
    assert {name: options.get(name) for name in own if name not in {told, "title"}} == {
        name: value for name, value in own.items() if name not in {told, "title"}
    }
    assert told not in options
    notices = [one.message for one in found.notices if one.name == "ignored-option"]
    assert notices == ([f"the texts say different {told}, and none of it is taken"] if told else [])


def test_what_the_block_says_of_all_texts(tmp_path: Path) -> None:
    """The hint to write it there is followed so, and nothing is left to tell."""
    lines = [{"tokens": ["a"], "scores": [1], "model": one} for one in "AB"]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = Heatmap.from_fence("```heatmap src=x.jsonl#all model=C\n```", folder=tmp_path)
    assert dict(found.options)["model"] == "C"
    assert not [one for one in found.notices if one.name == "ignored-option"]


@pytest.mark.parametrize("name", ["transform", "given", "measure", "unit"])
def test_scores_of_another_kind(tmp_path: Path, name: str) -> None:
    """What says how scores are read is the same in all texts, or they cannot be compared."""
    values = {"transform": "neg", "given": "log P, bit", "measure": "log P", "unit": "bit"}
    line = {"heatmark": 1, "tokens": ["a"], "scores": [-1]}
    lines = [line, line | {name: values[name]}]
    with pytest.raises(HeatmarkError, match="of another kind"):
        read(tmp_path, "x.jsonl", "\n".join(map(json.dumps, lines)), "all")


def test_some_parts_of_json(tmp_path: Path) -> None:
    """By their places, from 1."""
    found = read(tmp_path, "x.json", json.dumps(LINES), "2..3")
    assert found.tokens == ("c", "d")


def test_texts_of_a_feature_and_of_several_sentences(tmp_path: Path) -> None:
    """Activations as Neuronpedia gives them, attributions as SHAP does, and a table."""
    feature = {
        "index": "650",
        "activations": [
            {"tokens": ["a", " b"], "values": [0, 3], "maxValue": 3},
            {"tokens": ["c"], "values": [1], "maxValue": 1},
        ],
    }
    found = read(tmp_path, "np.json", json.dumps(feature), "all")
    assert [one.name for one in found.content.examples] == ["1", "2"]
    assert dict(found.options)["measure"] == "activation"
    shap = {
        "values": [[0.1, 0.2], [0.3]],
        "data": [["a ", "b"], ["c "]],
        "base_values": [0.1, 0.2],
    }
    for part in ("all", "1..2"):
        found = read(tmp_path, "shap.json", json.dumps(shap), part)
        assert [one.content.tokens for one in found.content.examples] == [("a ", "b"), ("c ",)]
    table = "sentence,token,score\n1,a,1\n1,b,2\n2,c,3\n2,d,1\n"
    assert len(read(tmp_path, "t.csv", table, "1..2").content.examples) == 2


ROWS = [("a", "Hà", 1), ("a", "Nội", 2), ("b", "Huế", 3), ("b", "đẹp", 4)]
RECORDS = [dict(zip(("sentence", "token", "score"), row, strict=True)) for row in ROWS]

LISTS = {
    name if name == "sentence" else f"{name}s": [row[name] for row in RECORDS]
    for name in RECORDS[0]
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", "sentence,token,score\n" + "".join(f"{a},{b},{c}\n" for a, b, c in ROWS)),
        ("x.csv", "id,token,score\n2,Hà,1\n2,Nội,2\n1,Huế,3\n1,đẹp,4\n"),
        ("x.tsv", "Hà\t1\nNội\t2\n\nHuế\t3\nđẹp\t4\n"),
        ("x.json", json.dumps(RECORDS)),
        ("x.jsonl", "\n".join(map(json.dumps, RECORDS))),
        ("x.json", json.dumps(LISTS)),
    ],
)
def test_all_texts_of_a_table(tmp_path: Path, name: str, text: str) -> None:
    """It is known how many there are, whatever they are called."""
    for part in ("all", "1..2"):
        found = read(tmp_path, name, text, part)
        texts = ["".join(one.content.tokens) for one in found.content.examples]
        assert texts == ["Hà Nội", "Huế đẹp"]


@pytest.mark.parametrize("text", ["token,score\na,1\nb,2\n", "model,The,cat\ngpt2,1,2\n"])
def test_one_text_of_a_table(tmp_path: Path, text: str) -> None:
    """It needs no number."""
    assert len(read(tmp_path, "x.csv", text, "all").content.examples) == 1


def test_one_text_is_all_there_is(tmp_path: Path) -> None:
    """It has no name then."""
    found = read(tmp_path, "one.json", json.dumps({"tokens": ["a"], "scores": [1]}), "all")
    assert [one.name for one in found.content.examples] == [None]


def test_our_own_file_with_texts_is_whole(tmp_path: Path) -> None:
    """It needs no part."""
    made = Heatmap.from_texts([{"tokens": ["a"], "scores": [1], "group": "g"}])
    made.save(str(tmp_path / "x.json"))
    found = Heatmap.from_fence("```heatmap src=x.json\n```", folder=tmp_path)
    assert found == made


@pytest.mark.parametrize(
    ("name", "text", "part", "says"),
    [
        ("x.jsonl", "\n".join(map(json.dumps, LINES)), "2..9", "there are no texts 2..9"),
        ("x.jsonl", "\n".join(map(json.dumps, LINES)), "0..1", "there are no texts 0..1"),
        ("x.csv", "sentence,token,score\n1,a,1\n1,b,1\n2,c,1\n", "1..3", "no texts 1..3"),
        (
            "x.jsonl",
            json.dumps(LINES[0]) + "\n" + json.dumps({"tokens": ["a"], "attention": [1]}),
            "all",
            "of another kind",
        ),
        (
            "x.jsonl",
            json.dumps(LINES[0]) + "\n" + json.dumps({"tokens": ["a", "b"], "logprobs": [1]}),
            "all",
            "2 tokens but 1 score",
        ),
    ],
)
def test_what_cannot_be_taken(tmp_path: Path, name: str, text: str, part: str, says: str) -> None:
    """No text is left out in silence."""
    with pytest.raises(HeatmarkError, match=says):
        read(tmp_path, name, text, part)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"texts": [], "title": "x"}, "must be a list"),
        ({"texts": [{"tokens": ["a"], "scores": {"x": [1], "y": [2]}}]}, "2 series of scores"),
        ({"texts": [{"tokens": ["a"], "scores": [1]}], "tokens": ["b"]}, "exclude one another"),
        ({"texts": [{"tokens": ["a"], "scores": [1]}], "columns": ["b"]}, "exclude one another"),
        ({"texts": [{"tokens": ["a"]}]}, "text 1: it has 0 series of scores"),
        ({"texts": [{"tokens": ["a"], "scores": [1]}, {"tokens": ["a"]}]}, "text 2: it has 0"),
        ({"texts": [{"tokens": ["a"], "scores": [1]}], "scores": [1]}, "texts and scores exclude"),
        (
            {"texts": [{"tokens": ["a"], "scores": [1]}], "tokens": ["b"]},
            "texts and tokens exclude",
        ),
        ({"texts": [1]}, "must be a list"),
    ],
)
def test_what_are_no_texts(body: dict[str, Any], says: str) -> None:
    """An error names the text that it is about."""
    with pytest.raises(HeatmarkError, match=says):
        Heatmap.from_fence(f"```heatmap\n{json.dumps(body)}\n```")


def test_what_asks_for_many() -> None:
    """A name that only looks like it is a name."""
    assert asks_for_many("1..8")
    assert not asks_for_many("all.1")


def test_errors_of_many_texts() -> None:
    """They stand one behind the other as the scores do, if every text has some."""
    texts: list[dict[str, Any]] = [
        {"tokens": ["a", "b"], "scores": [1, 2], "err": [0.1, 0.2]},
        {"tokens": ["c"], "scores": [3], "err": [0.3]},
    ]
    (one,) = Heatmap.from_texts(texts).series
    assert (one.scores, one.errors) == ((1, 2, 3), (0.1, 0.2, 0.3))
    del texts[0]["err"]
    assert Heatmap.from_texts(texts).series[0].errors is None


def test_texts_of_several_tokenizers() -> None:
    """Each is read as its own writes, also where a file holds them, and in a notebook."""
    llama = {"tokens": ["▁Hà", "▁N", "ội"], "scores": [1, 2, 3]}
    bert = {"tokens": ["ha", "no", "##i"], "scores": [1, 2, 3]}
    found = Heatmap.from_texts([llama, bert])
    assert found.scheme is None
    shown = found._repr_html_()
    assert "▁" not in shown
    assert "##" not in shown
    again = Heatmap.from_fence(found.to_fence())
    assert [one.content.scheme for one in again.content.examples] == ["sentencepiece", "wordpiece"]
    assert Heatmap.from_texts([llama, llama]).scheme == "sentencepiece"


def test_texts_are_called_by_their_layers(tmp_path: Path) -> None:
    """A number alone could be the place of the text; a name with a point in it stays whole."""
    table = "layer,token,x\n0,a,1\n0,b,2\n1,a,3\n1,b,4\n"
    found = read(tmp_path, "x.csv", table, "2..2")
    assert [one.name for one in found.content.examples] == ["layer 1"]
    models = [{"model": f"gpt-{at}.5", "tokens": ["a"], "scores": [1]} for at in (3, 4)]
    found = read(tmp_path, "x.json", json.dumps(models), "all")
    assert [one.name for one in found.content.examples] == ["model gpt-3.5", "model gpt-4.5"]
