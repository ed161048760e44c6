"""Parts and rows of a data file."""

from __future__ import annotations

import json
import math
import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.block.block import parse, parse_body
from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, ScoreError, SourceError
from heatmark.core.scored_tokens import Series
from heatmark.files.request import Limits
from heatmark.files.source import asked_of, join_once, to_heatmap, with_source
from heatmark.hosts.page import Page
from heatmark.options.declare import Options
from heatmark.options.resolve import resolve
from pages import draw

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "asked", "fine"),
    [
        ("token,surprisal\na,inf\nb,5\n", {}, True),
        ("token,score\na,+∞\nb,5\n", {"measure": "surprisal"}, True),
        ("token,nll\na,inf\nb,5\n", {"measure": "log P"}, True),
        ("token,surprisal\na,inf\nb,5\n", {"given": "surprisal, bit", "measure": "P"}, True),
        ("token,score\na,inf\nb,5\n", {}, False),
        ("token,attention\na,inf\nb,5\n", {}, False),
        ("token,score\na,inf\nb,5\n", {"measure": "log P"}, False),
    ],
)
def test_a_surprisal_may_be_infinite(
    content: str, asked: dict[str, str], *, fine: bool, tmp_path: Path
) -> None:
    """It is −log 0; in all other numbers ∞ is a mistake, and the hint says when it is none."""
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    if fine:
        assert math.inf in Heatmap.read(tmp_path / "a.csv", **asked).series[0].scores
        return
    with pytest.raises(ScoreError, match=r"in 'a.csv': score 1 is infinite") as caught:
        Heatmap.read(tmp_path / "a.csv", **asked)
    assert "measure: surprisal" in caught.value.hint
    named = {**asked, "measure": "surprisal"}
    assert Heatmap.read(tmp_path / "a.csv", **named).series[0].scores[0] == math.inf


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


@pytest.mark.parametrize(
    ("said", "asked", "options"),
    [
        ({"measure": "log P", "unit": "nat"}, {}, {"measure": "log P", "unit": "nat"}),
        ({"measure": "log P", "unit": "nat"}, {"title": "t"},
         {"measure": "log P", "unit": "nat", "title": "t"}),
        ({"measure": "log P", "unit": "nat"}, {"unit": "bit"},
         {"measure": "log P", "unit": "bit", "given": "log P, nat"}),
        ({"measure": "log P"}, {"unit": "bit"},
         {"measure": "log P", "unit": "bit", "given": "log P, bit"}),
        ({"measure": "surprisal"}, {"measure": "surprisal", "unit": "bit"},
         {"measure": "surprisal", "unit": "bit", "given": "surprisal, bit"}),
        ({"measure": "surprisal"}, {"measure": "log P", "unit": "bit"},
         {"measure": "log P", "unit": "bit", "given": "surprisal, bit"}),
        ({"measure": "surprisal"}, {"measure": "P", "unit": "%"},
         {"measure": "P", "unit": "%", "given": "surprisal"}),
        ({"measure": "surprisal"}, {"measure": "x", "unit": "bit"},
         {"measure": "x", "unit": "bit", "given": "surprisal"}),
        ({"measure": "log2 P"}, {"unit": "nat"},
         {"measure": "log2 P", "unit": "nat", "given": "log2 P"}),
        ({"measure": "log P", "unit": "nat"}, {"measure": "surprisal"},
         {"measure": "surprisal", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"measure": "surprisal", "unit": "bit"},
         {"measure": "surprisal", "unit": "bit", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"measure": "x"},
         {"measure": "x", "unit": "nat", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"measure": "attention"},
         {"measure": "attention", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"measure": "attention", "unit": "u"},
         {"measure": "attention", "unit": "u", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"transform": "abs"},
         {"measure": "log P", "unit": "nat", "transform": "abs", "given": "log P, nat"}),
        ({"measure": "log P", "unit": "nat"}, {"unit": "bit", "given": "P"},
         {"measure": "log P", "unit": "bit", "given": "P"}),
        ({"measure": "x", "unit": "u"}, {"unit": "bit"}, {"measure": "x", "unit": "bit"}),
        ({}, {"unit": "bit"}, {"unit": "bit"}),
    ],
)  # fmt: skip
def test_what_a_block_asks_of_known_scores(
    said: dict[str, object], asked: dict[str, object], options: dict[str, object]
) -> None:
    """Scores that can be converted are kept what they are, where another measure is asked for."""
    assert asked_of(said, asked) == options


FILE = {
    "heatmark": 1,
    "tokens": ["a", "b"],
    "scores": {"x": [1, 2], "y": [3, 4]},
    "err": {"x": [0.1, 0.2], "y": [0.3, 0.4]},
    "names": None,
    "labels": {"x": ["p", "q"]},
    "ids": [5, 6],
    "ranks": [7, 8],
    "entropy": [0.5, 0.6],
    "classes": ["N", None],
    "title": "t",
}


def under(draft: Draft, content: object) -> Draft:
    return with_source(
        draft._replace(src="x.json"), lambda _: json.dumps(content).encode(), Limits()
    )


@pytest.mark.parametrize("name", ["err", "labels", "ids", "ranks", "entropy", "classes"])
def test_what_a_block_says_beside_its_file(name: str) -> None:
    """It holds; where the block says nothing, what the file says does."""
    of_file = getattr(under(Draft(), FILE), name)
    assert of_file is not None
    known: Any = {"mine": [1]}
    assert getattr(under(Draft()._replace(**{name: known}), FILE), name) == known


@pytest.mark.parametrize("name", ["names", "row_tokens"])
def test_names_of_rows_of_a_file(name: str) -> None:
    """They are the block's, or else the file's."""
    content = {"heatmark": 1, "tokens": ["a", "b"], "scores": [[1, 2], [3, 4], [5, 6]]}
    content[name] = ["x", "y", "z"]
    assert getattr(under(Draft(), content), name) == ["x", "y", "z"]
    known: Any = ["u", "v", "w"]
    assert getattr(under(Draft()._replace(**{name: known}), content), name) == known


def test_a_score_to_compute() -> None:
    """A file or a block may ask for the lengths of words."""
    assert under(Draft(), {"heatmark": 1, "text": "a b", "score": "length"}).score == "length"
    assert under(Draft(), {"heatmark": 1, "text": "a b", "scores": [1, 2]}).score is None
    found = under(Draft(score="length"), {"heatmark": 1, "text": "a b", "scores": [1, 2]})
    assert found.score == "length"


def test_options_of_a_file_are_at_the_line_that_names_it() -> None:
    """An error in one of them is found by it."""
    assert under(Draft(lines={"src": 7}), FILE).lines["title"] == 7
    assert under(Draft(), FILE).lines["title"] == 0
    own = Draft(lines={"src": 7, "title": 3}, options={"title": "B"})
    assert under(own, FILE).lines["title"] == 3


@pytest.mark.parametrize(
    ("said", "message"),
    [("'x.json' is gone", "'x.json' is gone"), ("it is gone", "in 'x.json': it is gone")],
)
def test_errors_name_the_file_once(said: str, message: str) -> None:
    """An error about its path says it already."""

    def gone(_: str) -> bytes:
        raise SourceError(said)

    with pytest.raises(SourceError) as caught:
        with_source(Draft(src="x.json", lines={"src": 7}), gone, Limits())
    assert (caught.value.message, caught.value.line) == (message, 7)


def test_a_block_with_a_data_file_keeps_its_notices() -> None:
    """What is said of the block stands before what is said of its file."""
    draft = parse_body("src: a.csv\ntitle: Hạng #1")
    found = with_source(draft, lambda _: b"token,x,score\na,0.1*,1\n", Limits())
    assert [one.about for one in found.notices] == ["title", "src"]


@pytest.mark.parametrize(
    ("body", "options", "notices"),
    [
        ({"tokens": ["phim", "hay"]}, {}, ["spaces-added"]),
        ({"tokens": ["phim", "hay"]}, {"view": "bars"}, []),
        ({"tokens": ["phim", " hay"]}, {}, []),
        ({"tokens": ["phim", "hay"]}, {"join": "space"}, []),
        ({"text": "phim hay"}, {}, []),
        ({"tokens": ["Hà_Nội", " đẹp"]}, {}, ["segmented-words"]),
        ({"tokens": ["Hà_Nội", " đẹp"]}, {"scheme": "text"}, []),
        ({"tokens": ["Hà_Nội", "đẹp"], "text": "Hà Nội đẹp"}, {}, []),
    ],
)
def test_what_is_said_of_the_tokens(
    body: dict[str, object], options: dict[str, Any], notices: list[str]
) -> None:
    """Spaces that were put between, and marks that may be some, unless the author has said so."""
    draft = parse_body(json.dumps({**body, "scores": [1, 2]}))
    _, told = to_heatmap(draft, Options(**options))
    assert [one.name for one in told] == notices


@pytest.mark.parametrize(
    ("body", "options", "line"),
    [
        ("a 1.200\nb 3.450", {"lang": "vi"}, 1),
        ("tokens: [a, b]\nscores: [1.200, 3.450]", {"lang": "vi"}, 2),
        ("a 1.200\nb 3.450", {}, None),
        ("a 1.200\nb 3.450", {"lang": "vi", "measure": "surprisal"}, None),
        ("a 1.200\nb 3.4500", {"lang": "vi"}, None),
        ("a -1.200\nb -3.450", {"lang": "vi"}, None),
    ],
)
def test_points_of_thousands_by_the_language(
    body: str, options: dict[str, Any], line: int | None
) -> None:
    """Vietnamese has points between thousands: 1.200 may be a count, but no surprisal is one."""
    draft = parse_body(body)
    if line is None:
        to_heatmap(draft, Options(**options))
        return
    with pytest.raises(ScoreError, match="thousands") as caught:
        to_heatmap(draft, Options(**options))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("name", "mark", "refused"), [("x.tsv", "\t", True), ("x.csv", ",", False)]
)
def test_points_of_thousands_in_a_file(name: str, mark: str, *, refused: bool) -> None:
    """Where commas stand between columns, points are those of decimals."""
    table = "\n".join(mark.join(row) for row in (("từ", "x"), ("a", "1.200"), ("b", "3.450")))
    draft = with_source(Draft(src=name), lambda _: table.encode(), Limits())
    if not refused:
        to_heatmap(draft, Options(lang="vi"))
        return
    with pytest.raises(ScoreError, match=re.escape("in 'x.tsv', line 2")):
        to_heatmap(draft, Options(lang="vi"))


@pytest.mark.parametrize(
    ("draft", "options", "tokens"),
    [
        ({"kind": "list"}, {}, ("phim", " hay")),
        ({"kind": "exact"}, {}, ("phim", "hay")),
        ({"ours": True}, {}, ("phim", "hay")),
        ({"kind": "exact"}, {"join": "space"}, ("phim", " hay")),
        ({"ours": True}, {"join": "space"}, ("phim", " hay")),
        ({"kind": "list"}, {"join": "none"}, ("phim", "hay")),
        ({"kind": "list", "text": "phimhay"}, {}, ("phim", "hay")),
        ({"kind": "list", "text": "phimhay"}, {"join": "space"}, ("phim", "hay")),
    ],
)
def test_which_tokens_are_joined(
    draft: dict[str, Any], options: dict[str, Any], tokens: tuple[str, ...]
) -> None:
    """Those of a list, unless they are exact, their text is given, or the author says it."""
    series = (Series((1.0, 2.0)),)
    made, _ = to_heatmap(Draft(tokens=("phim", "hay"), series=series, **draft), Options(**options))
    assert made.tokens == tokens


def test_words_of_a_notebook_are_joined_once() -> None:
    """By what is asked for, else as their type says; where their text is given, not at all."""
    checked: dict[str, Any] = {"join": "space", "scheme": "text", "title": "t"}
    found = join_once(("a", "b"), "bytebpe", checked, {}, exact=False)
    assert (found.tokens, found.scheme, checked) == (("a", " b"), "text", {"title": "t"})
    assert join_once(("a", "b"), "bytebpe", {}, {}, exact=True)[:2] == (("a", "b"), "bytebpe")
    assert join_once(("a", "Ġb"), None, {}, {}, exact=True)[:2] == (("a", "Ġb"), "bytebpe")
    assert join_once(("a", " b"), None, {}, {}, exact=False).scheme == "text"


@pytest.mark.parametrize(
    ("more", "options", "noticed"),
    [
        ({}, {}, True),
        ({"view": None}, {"token_axis": "last"}, False),
        ({}, {"view": "grid"}, False),
        ({}, {"series": "pick"}, False),
        ({"names": ["x", "y"]}, {}, False),
        ({"row_tokens": ["x", "y"]}, {}, False),
        ({"labels": [["p", "q"], ["r", "s"]]}, {}, False),
        ({"scores": {"x": [1, 2], "y": [3, 4]}}, {}, False),
    ],
)
def test_what_says_which_rows_there_are(
    more: dict[str, object], options: dict[str, Any], *, noticed: bool
) -> None:
    """Rows of a square are series; a notice says so where nothing else does."""
    draft = parse_body(json.dumps({"tokens": ["a", " b"], "scores": [[1, 2], [3, 4]], **more}))
    made, notices = to_heatmap(draft, Options(**options))
    assert [one.scores for one in made.series] == [(1, 2), (3, 4)]
    assert [one.name for one in notices] == ["square-array"] * noticed
    known = to_heatmap(draft._replace(square=True), Options(**options))[1]
    assert known == to_heatmap(draft._replace(ours=True), Options(**options))[1] == ()


@pytest.mark.parametrize(
    ("tokens", "scores", "rows"),
    [
        (["a"], [[1]], [(1,)]),
        (["a", " b"], [[1], [2]], [(1, 2)]),
        (["a", " b"], [[1, 2, 3], [4, 5, 6]], [(1, 4), (2, 5), (3, 6)]),
        (["a", " b", " c"], [[1, 2, 3], [4, 5, 6]], [(1, 2, 3), (4, 5, 6)]),
        (["a", " b", " c"], [[1, 2, 3]], [(1, 2, 3)]),
    ],
)
def test_rows_or_columns(
    tokens: list[str], scores: list[list[float]], rows: list[tuple[float, ...]]
) -> None:
    """The tokens are along the axis that is as long; of one row or of others nothing is said."""
    made, notices = to_heatmap(
        parse_body(json.dumps({"tokens": tokens, "scores": scores})), Options()
    )
    assert [one.scores for one in made.series] == rows
    assert not notices


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"tokens": ["a", "b", "c"], "scores": [[1, 2], [3, 4]]}, "scores are 2 × 2 for 3 tokens"),
        ({"tokens": ["a", "b"], "scores": [[1, 2], [3]]}, r"scores are 2 × \(1, 2\) for 2 tokens"),
        ({"tokens": ["a"], "scores": [1, 2]}, "1 token but 2 scores"),
        ({"columns": ["x"]}, "there are no scores"),
        ({"columns": ["x"], "scores": [[1]]}, "columns mean nothing with view: text"),
        ({"columns": ["x"], "scores": [[1]], "ids": [1]}, "columns and ids exclude"),
        ({"text": "a b"}, "there are no scores"),
        ({"text": "a b", "score": "width"}, "score must be length"),
        ({"text": "a b", "score": "length", "scores": [1, 2]}, "scores and score exclude"),
        ({"scores": [1]}, "scores but no tokens"),
    ],
)
def test_what_makes_no_heatmap(body: dict[str, object], problem: str) -> None:
    """Contradictions and what is missing are errors with a hint."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        to_heatmap(parse_body(json.dumps(body)), Options())
    assert caught.value.hint


def test_columns_are_for_grids() -> None:
    """They are names over cells, and nothing is merged."""
    draft = parse_body(json.dumps({"columns": ["x", "y"], "scores": [[1, 2], [3, 4]]}))
    assert len(to_heatmap(draft, Options(view="grid"))[0].series) == 2
    with pytest.raises(HeatmarkError, match="columns mean nothing with merge: mean") as caught:
        to_heatmap(draft, Options(view="grid", merge="mean"))
    assert "write merge: none" in caught.value.hint


def test_lists_that_need_no_scores() -> None:
    """Tokens may have classes or nothing; a text has a score to compute."""
    bodies: list[dict[str, object]] = [
        {"tokens": ["a", " b"]},
        {"text": "a b", "classes": ["N", None]},
    ]
    for body in bodies:
        assert to_heatmap(parse_body(json.dumps(body)), Options())[0].series == ()
    lengths = {"text": "một hai . ba", "score": "length"}
    made, _ = to_heatmap(parse_body(json.dumps(lengths)), Options())
    assert made.series[0].scores == (3, 3, None, 2)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"tokens": ["<s>", "▁Hà", "<0xE1>", "<0xBA>", "<0xB9>", "p", "▁"]},
         (None, 2, 1, 0, 0, 1, None)),
        ({"tokens": ["B", "áº", "£", "n", "ĠÄĳ", "á»ĵ", "á»"]}, (1, 1, 0, 1, 1, 1, None)),
        ({"tokens": ["mo", "##nh", "x"]}, (2, 2, 1)),
        ({"tokens": ["Hà</w>", "N", "ội</w>"]}, (2, 1, 2)),
        ({"tokens": ["th@@", "ủ_đô"]}, (2, 3)),
        ({"tokens": ["B", "\ufffd", "\ufffd", "n"], "text": "Bản"}, (1, 1, 0, 1)),
        ({"tokens": ["[CLS]", "[UNK]", "noi"], "text": "Hà Nội"}, (None, 2, 3)),
    ],
)  # fmt: skip
def test_lengths_are_those_that_readers_see(
    body: dict[str, Any], expected: tuple[int | None, ...]
) -> None:
    """They are of letters, not of what a tokenizer writes for them."""
    made, _ = to_heatmap(parse_body(json.dumps({**body, "score": "length"})), Options())
    assert made.series[0].scores == expected


def test_where_an_error_of_a_block_is() -> None:
    """It is about the line of what is wrong, or of the scores or the tokens."""
    body = "title: t\ntokens: [a]\nscores: [1, 2]\n"
    with pytest.raises(HeatmarkError) as caught:
        to_heatmap(parse_body(body), Options())
    assert caught.value.about == "scores"
    with pytest.raises(HeatmarkError) as caught:
        to_heatmap(parse_body(body)._replace(file="x.yml", lines={"src": 4}), Options())
    assert (caught.value.line, caught.value.message[:10]) == (4, "in 'x.yml'")


TABLE = b"token,surprisal\nH\xc3\xa0,7.2\nN\xe1\xbb\x99i,3.1\n"


@pytest.mark.parametrize(
    ("page", "asked", "options"),
    [
        ({"unit": "bit"}, {}, {"unit": "bit", "given": "surprisal, bit"}),
        ({"unit": "bits", "measure": "log P"}, {}, {"unit": "bits", "given": "surprisal, bits"}),
        ({"unit": "bit", "measure": "entropy"}, {}, {}),
        ({"unit": "%"}, {}, {}),
        ({"unit": "bit"}, {"unit": "nat"}, {"unit": "nat", "given": "surprisal, nat"}),
        ({}, {}, {}),
    ],
)
def test_the_unit_of_a_page_and_a_file_that_says_none(
    page: dict[str, Any], asked: dict[str, Any], options: dict[str, Any]
) -> None:
    """Logarithms of a file without a unit have that of block or page."""
    draft = Draft(src="a.csv", options=asked)
    read = with_source(draft, lambda _: TABLE, Limits(), wider=Options(**page))
    assert read.options == {"measure": "surprisal", **options}


POINTS = "a 1.234\nb 5.678\nc 2"


@pytest.mark.parametrize(
    ("header", "body", "is_refused"),
    [
        ("measure=x", POINTS, True),
        ("measure=x lang=vi", "a 1.234\nb 5.678", True),
        ("measure=x", "a 1.234\nb 5.678", False),
        ("measure=x", '{"tokens": ["a", "b"], "scores": ["1.234", "5"]}', True),
        ("measure=x", "tokens: [a, b]\nscores: [1.234, 5]", True),
        *((f"measure={name}", POINTS, False) for name in ("surprisal", "attention", "entropy")),
        *((f"measure=x unit={unit}", POINTS, False) for unit in ("bit", "ms", "%")),
        ("measure=x unit=người", POINTS, True),
    ],
)
def test_points_of_thousands(header: str, body: str, *, is_refused: bool) -> None:
    """What the numbers are called and counted in tells where they are no counts."""
    if is_refused:
        with pytest.raises(ScoreError, match="thousands"):
            draw(header, body, Page())
    else:
        assert len(draw(header, body, Page()).strips[0].scores) == 1 + body.count("\n")


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("token,x\na,1.234\nb,5.678\nc,2\n", False),
        ("token\tx\na\t1.234\nb\t5.678\nc\t2\n", True),
        ("token\tsurprisal\na\t1.234\nb\t5.678\nc\t2\n", False),
        ("từ;x\na;1.234\nb;5.678\n", True),
    ],
)
def test_points_of_thousands_in_tables(text: str, *, is_refused: bool) -> None:
    """Between commas points are those of decimals."""
    problem = pytest.raises(ScoreError, match="thousands") if is_refused else nullcontext()
    with problem:
        draft = with_source(Draft(src="x.csv"), lambda _: text.encode(), Limits())
        assert to_heatmap(draft, resolve({}, draft.options))


def test_marks_belong_to_words() -> None:
    """Who counts marks of a text as tokens is told where they are."""
    with pytest.raises(HeatmarkError) as caught:
        Heatmap.from_fence("```heatmap\ntext: Hà Nội, đẹp!\nscores: [1, 2, 3, 4, 5]\n```")
    assert "marks such as , belong to the word" in caught.value.hint
    with pytest.raises(HeatmarkError) as caught:
        Heatmap.from_fence("```heatmap\ntext: Hà Nội\nscores: [1, 2, 3]\n```")
    assert "marks" not in caught.value.hint
