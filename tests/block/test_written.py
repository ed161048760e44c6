"""Blocks and data files that are written: read again, they say the same."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.block.block import parse_body
from heatmark.block.written import write_data, write_fence
from heatmark.core.annotations import Example
from heatmark.core.errors import ScoreError
from heatmark.core.scored_tokens import ScoredTokens, Series

if TYPE_CHECKING:
    from pathlib import Path


def content(*series: Series, tokens: tuple[str, ...] = ("Hà", " ```` Nội")) -> ScoredTokens:
    return ScoredTokens(tokens, series)


def test_a_fence_is_longer_than_what_is_in_it() -> None:
    """Backticks of a token do not end the block."""
    lines = write_fence(content(Series((1, None))), {"title": "T"}).split("\n")
    assert lines[0] == "`````heatmap"
    assert lines[-2:] == ["`````", ""]
    parsed = parse_body("\n".join(lines[1:-2]))
    assert parsed.tokens == ("Hà", " ```` Nội")
    assert parsed.options == {"title": "T"}
    assert parsed.series
    assert parsed.series[0].scores == (1.0, None)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ((Series((1, 2)),), [1, 2]),
        ((Series((1, 2), "x"), Series((3, 4), "y")), {"x": [1, 2], "y": [3, 4]}),
        ((Series((1, 2), "x"), Series((3, 4), "x")), [[1, 2], [3, 4]]),
    ],
)
def test_no_series_is_lost(series: tuple[Series, ...], expected: object) -> None:
    """Names that tell series apart are keys; else rows stand in their order, names beside them."""
    written = json.loads(write_data(content(*series), {}))
    assert written["scores"] == expected
    assert ("names" in written) == (isinstance(expected, list) and len(series) > 1)


def test_a_data_file_says_whose_it_is() -> None:
    """It begins with the version of its form, by which it is known again."""
    assert next(iter(json.loads(write_data(content(Series((1, 2))), {})))) == "heatmark"


def test_what_a_block_cannot_hold() -> None:
    """A score of -∞ fits a file, and the error says so."""
    below = content(Series((1, -math.inf)))
    assert json.loads(write_data(below, {}))["scores"] == [1, -math.inf]
    for unfit in (below, content(Series((1, math.inf)))):
        with pytest.raises(ScoreError) as caught:
            write_fence(unfit, {})
        assert "save" in caught.value.hint
    beside = ScoredTokens(["a"], [1], alternatives=[[("b", -math.inf)]])
    with pytest.raises(ScoreError):
        write_fence(beside, {})
    assert "-Infinity" in write_fence(ScoredTokens(["-Infinity"], [1]), {})


@pytest.mark.parametrize(
    ("token", "fence"), [("a", "```"), ("`", "```"), ("``", "```"), ("```", "````")]
)
def test_how_long_a_fence_is(token: str, fence: str) -> None:
    """As long as any, and longer than what is in the block."""
    assert write_fence(ScoredTokens([token], [1]), {}).split("\n")[0] == f"{fence}heatmap"


TOKENS = ["a", " b"]
ONE, TWO = ScoredTokens(["a", "b"], None, ids=[1, 2]), ScoredTokens(["ab"], None)
ROWS = [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("known", "options", "written"),
    [
        ({"text": "a  b"}, {}, {"text": "a  b"}),
        ({"specials": [1]}, {}, {"specials": [2]}),
        ({"ids": [5, 6]}, {}, {"ids": [5, 6]}),
        ({"row_tokens": ["c"]}, {}, {"row_tokens": ["c"]}),
        ({"classes": {"1..2": "đ"}}, {}, {"classes": {"1..2": "đ"}}),
        ({"labels": ["x", None]}, {}, {"labels": [["x", None]]}),
        ({"alternatives": [[("x", -1)], []]}, {}, {"alternatives": [[["x", -1.0]], []]}),
        ({"guesses": [(1, None), (3, None)]}, {}, {"ranks": [1, 3]}),
        ({"guesses": [(None, 1), (None, 2)]}, {}, {"entropy": [1.0, 2.0]}),
        ({"scheme": "text"}, {}, {}),
        ({"scheme": "bytebpe"}, {}, {"scheme": "bytebpe"}),
        ({"tokens": ["Ġa", "Ġb"], "scheme": "bytebpe"}, {}, {"tokens": ["Ġa", "Ġb"]}),
        (
            {"tokens": ["un", "able"]},
            {},
            {"join": "none", "tokens": ["un", "able"]},
        ),
        (
            {"tokens": ["un", "able"], "text": "unable"},
            {},
            {"tokens": ["un", "able"], "text": "unable"},
        ),
        ({"err": [0.5, 1]}, {}, {"err": [0.5, 1.0]}),
        ({"scores": ROWS}, {}, {"token_axis": "last", "scores": ROWS}),
        ({"scores": ROWS}, {"view": "grid"}, {"view": "grid", "scores": ROWS}),
        (
            {"scores": {"x": [1, 2], "y": [3, 4]}, "err": {"y": [1, 1]}},
            {},
            {"scores": {"x": [1.0, 2.0], "y": [3.0, 4.0]}, "err": {"y": [1.0, 1.0]}},
        ),
        (
            {"scores": [*ROWS, [5, 6]], "err": [None, [1, 1], None]},
            {},
            {"scores": [*ROWS, [5.0, 6.0]], "err": [None, [1.0, 1.0], None]},
        ),
        (
            {"scores": ROWS, "names": ["x", None]},
            {},
            {"scores": ROWS, "names": ["x", None]},
        ),
        (
            {},
            {"lineup_alpha": math.inf, "control": ("x", "y")},
            {"lineup_alpha": "inf", "control": ["x", "y"]},
        ),
    ],
)
def test_what_is_written(
    known: dict[str, Any], options: dict[str, object], written: dict[str, object]
) -> None:
    """All that is known is written, and nothing that is not; the fence says it in letters."""
    made = ScoredTokens(**{"tokens": TOKENS, "scores": [1, 2], **known})
    wanted = {"tokens": TOKENS, "scores": [1.0, 2.0], **written}
    assert json.loads(write_data(made, options)) == {"heatmark": 1, **wanted}
    fence = write_fence(made, options)
    assert json.loads(fence.split("\n", 1)[1].rsplit("```", 1)[0]) == wanted
    assert "\\u" not in fence


def test_columns_are_written_as_columns() -> None:
    """They have no scheme, and nothing is said of spaces between them."""
    made = ScoredTokens(["un", "able"], [1, 2], scheme="bytebpe", columns=True)
    assert json.loads(write_data(made, {})) == {
        "heatmark": 1,
        "columns": ["un", "able"],
        "scores": [1.0, 2.0],
    }


def test_tokens_without_scores_and_runs() -> None:
    """Tokens stand alone, and runs take the place of the scores that are their means."""
    assert set(json.loads(write_data(TWO, {}))) == {"heatmark", "tokens"}
    runs = content(Series([], None, None, [[1, 2], [3, 4]]))
    assert json.loads(write_data(runs, {}))["runs"] == [[1.0, 2.0], [3.0, 4.0]]
    named = content(Series([], "x", None, [[1, 2], [3, 4]]))
    assert json.loads(write_data(named, {}))["runs"] == {"x": [[1.0, 2.0], [3.0, 4.0]]}


def test_several_tokenizers() -> None:
    """Their tokens and ids are written by name, where there are any."""
    made = ScoredTokens(["a", "b"], None, readings=[("x", ONE), ("y", TWO)])
    written = json.loads(write_data(made, {}))
    assert written == {
        "heatmark": 1,
        "compare": {"x": ["a", "b"], "y": ["ab"]},
        "ids": {"x": [1, 2]},
    }
    bare = ScoredTokens(["ab"], None, readings=[("y", TWO)])
    assert json.loads(write_data(bare, {})) == {"heatmark": 1, "compare": {"y": ["ab"]}}


def test_many_texts() -> None:
    """Each has its tokens, its scores, and what is known of it besides."""
    one = Example("n", None, ScoredTokens(TOKENS, [1, 2], text="a b"))
    other = Example(None, "g", ScoredTokens(["c"], [3]))
    made = ScoredTokens(["a", " b", "c"], [1, 2, 3], examples=[one, other])
    assert json.loads(write_data(made, {}))["texts"] == [
        {"tokens": TOKENS, "scores": [1.0, 2.0], "name": "n", "text": "a b"},
        {"tokens": ["c"], "scores": [3.0], "group": "g"},
    ]
    assert "join" not in json.loads(write_data(made, {}))
    glued = Example(None, None, ScoredTokens(["un", "able"], [1, 2]))
    several = ScoredTokens(["c", "un", "able"], [3, 1, 2], examples=[other, glued])
    assert json.loads(write_data(several, {}))["join"] == "none"


def test_texts_of_several_schemes_keep_their_own() -> None:
    """What is seen of each text by itself is not written; what is not, is."""
    tokens, series = ("Ġcat", "▁Hà"), Series((1, 2))

    def texts(*schemes: str) -> ScoredTokens:
        made = [
            Example(None, None, ScoredTokens((token,), [Series((1,))], scheme=scheme))
            for token, scheme in zip(tokens, schemes, strict=True)
        ]
        return ScoredTokens(tokens, [series], scheme=schemes[0], examples=made)

    assert "scheme" not in json.loads(write_data(texts("bytebpe", "sentencepiece"), {}))
    assert json.loads(write_data(texts("text", "text"), {}))["scheme"] == "text"


def test_readings_keep_the_scheme_that_their_author_gave(tmp_path: Path) -> None:
    """Of a mark that looks like a tokenizer's, which is a letter here."""
    block = "compare: {A: [' ▁Hà', nội], B: [' ', ▁, Hà, nội]}\n"
    made = Heatmap.from_fence(f"```heatmap scheme=text\n{block}```")
    made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    assert Heatmap.from_fence(made.to_fence()) == made
