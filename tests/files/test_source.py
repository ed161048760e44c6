"""Parts and rows of a data file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from heatmark import Heatmap
from heatmark.block.block import parse, parse_body
from heatmark.core.errors import HeatmarkError
from heatmark.files.request import Limits
from heatmark.files.source import to_heatmap, with_source
from heatmark.hosts.page import Page
from heatmark.options.declare import Options
from pages import draw

if TYPE_CHECKING:
    from pathlib import Path


def test_parts_of_different_kinds(tmp_path: Path) -> None:
    """A part in heatmark's own form keeps all that it says beside one that is only arrays."""
    own = {
        "tokens": ["a", " b"],
        "names": ["x", "y"],
        "scores": [[1, 2], [3, 4]],
        "labels": [["p", "q"], [None, "r"]],
        "measure": "m",
    }
    arrays = {"tokens": ["a", " b"], "scores": [[1, 2], [3, 4], [5, 6]], "measure": "n"}
    file = tmp_path / "both.json"
    file.write_text(json.dumps({"own": own, "arrays": arrays}), encoding="utf-8")
    first, second = (Heatmap.read(file, part) for part in ("own", "arrays"))
    assert first.labels == (("p", "q"), (None, "r"))
    assert [one.name for one in first.series] == ["x", "y"]
    assert [dict(one.options)["measure"] for one in (first, second)] == ["m", "n"]


def test_rows_keep_their_part_of_the_text(tmp_path: Path) -> None:
    """Accents that a tokenizer lost come back for some tokens as for all of them."""
    tokens = ["[CLS]", "ban", "do", "nhi", "##et", "[SEP]"]
    block = {"tokens": tokens, "scores": [0, 1, 2, 3, 4, 5], "text": "Bản đồ nhiệt"}
    file = tmp_path / "words.json"
    file.write_text(json.dumps(block), encoding="utf-8")
    some = draw(
        "", "src: words.json\nrows: 3..6", Page(folder=tmp_path, options={"root": str(tmp_path)})
    )
    assert some.cells.text.strip() == "đồ nhiệt"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("src: x.json\ntokens: [a]", "src and tokens"),
        ("src: x.json\nscores: [1]", "src and scores"),
        ("src: x.json#two", "'two'"),
        ("src: x.json#one\nfield: y", "'y'"),
        ("src: x.json#one\nrows: 2..9", "rows|2 tokens"),
    ],
)
def test_what_a_block_may_not_ask(body: str, problem: str) -> None:
    """A block with data of its own, and parts, fields and rows that are not there, are errors."""
    content = json.dumps({"one": {"tokens": ["a", "b"], "scores": {"x": [1, 2]}}}).encode()
    with pytest.raises(HeatmarkError, match=problem) as caught:
        with_source(parse({}, body), lambda _: content, Limits())
    assert caught.value.hint


def test_a_block_goes_before_its_file() -> None:
    """Options of the file hold where the block has none."""
    content = json.dumps({"tokens": ["a"], "scores": [1], "title": "F", "unit": "nat"}).encode()
    found = with_source(parse({"title": "B"}, "src: x.json"), lambda _: content, Limits())
    assert {name: found.options[name] for name in ("title", "unit")} == {
        "title": "B",
        "unit": "nat",
    }
    assert found.tokens == ("a",)


def test_columns_turn_with_their_errors_and_labels() -> None:
    """Where the tokens are along the first axis, errors and texts of cells are written so too."""
    body = {
        "tokens": ["a", "b", "c"],
        "scores": [[1, 2], [3, 4], [5, 6]],
        "err": [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]],
        "labels": [["u", "v"], ["w", "x"], ["y", None]],
        "names": ["first", "second"],
    }
    made, notices = to_heatmap(parse_body(json.dumps(body)), Options(view="grid"))
    assert [one.scores for one in made.series] == [(1, 3, 5), (2, 4, 6)]
    assert made.series[1].errors == (0.2, 0.4, 0.6)
    assert made.series[1].name == "second"
    assert made.labels == (("u", "w", "y"), ("v", "x", None))
    assert notices == ()
