"""The public Heatmap: what a notebook makes, shows, and takes into a lesson."""

from __future__ import annotations

import copy
import json
import math
import pickle
import re
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import (
    Heatmap,
    HeatmarkError,
    HeatmarkWarning,
    OptionError,
    ParseError,
    ScoreError,
    Series,
    SourceError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCORE = st.none() | st.floats(allow_nan=False, allow_infinity=False)


class Tensor:
    """What torch's tensors look like from outside: `__array__`, gradients, bfloat16."""

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values)
        self.attached = True

    def detach(self) -> Tensor:
        free = Tensor(self.values)
        free.attached = False
        return free

    def is_floating_point(self) -> bool:
        return self.values.dtype.kind == "f"

    def float(self) -> Tensor:
        free = self.detach()
        free.values = self.values.astype(np.float32)
        return free

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        if self.attached:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad.")
        return self.values


@pytest.mark.parametrize(
    "scores",
    [
        [1.0, None, 2.5],
        (1, float("nan"), 2.5),
        np.array([1, np.nan, 2.5]),
        np.array([1, np.nan, 2.5], dtype=np.float16),
        Tensor([1, np.nan, 2.5]),
    ],
)
def test_scores_of_any_kind(scores: Any) -> None:
    """Lists, NumPy arrays and tensors with gradients give the same value."""
    assert Heatmap(["a", "b", "c"], scores) == Heatmap(["a", "b", "c"], [1, None, 2.5])


def test_it_is_a_value() -> None:
    """Equal heatmaps are equal and hash alike; nothing of one can be changed."""
    one, other = (Heatmap(["a", "b"], {"x": [1, 2]}, title="T", scale=[0, 1]) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Heatmap(["a", "b"], {"x": [1, 2]}, title="U", scale=[0, 1])
    with pytest.raises(AttributeError):
        one.options = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"cmpa": "Reds"}, "unknown option"),
        ({"scale": "max"}, "scale must be"),
        ({"root": "/"}, "cannot be set"),
    ],
)
def test_options_are_checked(options: dict[str, Any], problem: str) -> None:
    """An option that a block would refuse is refused where it is given."""
    with pytest.raises(OptionError, match=problem):
        Heatmap(["a"], [1], **options)


def test_arrays() -> None:
    """The axis of an array that is as long as the tokens is theirs; the others are series."""
    values = np.arange(6).reshape(3, 2)
    made = Heatmap.from_arrays(["a", "b", "c"], values, ["x", "y"])
    assert made == Heatmap(["a", "b", "c"], {"x": [0, 2, 4], "y": [1, 3, 5]})
    assert made == Heatmap(["a", "b", "c"], values.T, names=["x", "y"])
    assert Heatmap.from_arrays(["a", "b", "c"], values[:, 0]).series[0].scores == (0, 2, 4)
    assert Heatmap(["a", "b"], values, names=["x", "x", "y"]).series[2].scores == (4, 5)
    assert Heatmap(["a", "b"], [*values]) == Heatmap(["a", "b"], values)
    with pytest.raises(ScoreError, match="3 dimensions"):
        Heatmap.from_arrays(["a", "b"], np.zeros((2, 3, 4)))
    with pytest.raises(ScoreError, match="not a list"):
        Heatmap.from_arrays(["a"], np.float64(1))
    with pytest.raises(HeatmarkError, match="1 name but 2 rows"):
        Heatmap.from_arrays(["a", "b", "c"], values, ["x"])


@pytest.mark.parametrize("make", [Heatmap, Heatmap.from_arrays])
def test_a_square_array_is_rows_of_series(make: Any) -> None:
    """A square array is rows by tokens, and its author is told so where nothing else says it."""
    square, tokens = np.array([[1, 2], [3, 4]]), ["a", " b"]
    made = make(tokens, square)
    assert [one.scores for one in made.series] == [(1, 2), (3, 4)]
    with pytest.warns(HeatmarkWarning, match="each row was taken for a series"):
        made._repr_html_()
    assert [one.scores for one in make(tokens, square, token_axis="first").series] == [
        (1, 3),
        (2, 4),
    ]
    with pytest.warns(HeatmarkWarning, match="square-array"):
        made.replace(title="T")._repr_html_()
    named = make(tokens, square, names=["x", "x"])
    assert [one.name for one in named.series] == ["x", "x"]
    for known in (
        *(named, make(tokens, square, view="grid"), make(tokens, square, silence="square-array")),
        *(make(tokens, square, token_axis="last"), made.replace(view="grid")),
        *(made.replace(names=["x", "y"]), made.replace(scores=[1, 2])),
    ):
        known._repr_html_()  # a warning would be an error here


@pytest.mark.parametrize(
    "made",
    [
        Heatmap(["a", " b"], [[1, None], [2, 3]], view="grid"),
        Heatmap(["a", " b"], [[1, None], [2, 3]], token_axis="last"),
        Heatmap(["a", " b", " c"], [Series([1, 2, 3]), Series([4, 5, 6], "x", [0.1, 0.2, 0.3])]),
        Heatmap(
            ["a", " b"], [[1, 2]] * 3, names=["x", "x", "y"], err=[[0.1, 0.2], [0.3, 0.4], [0, 0]]
        ),
        Heatmap(["a", " b"], [[1, 2]] * 3, err=[[0.1, 0.2], [0.3, 0.4], [0, 0]]),
        Heatmap(["a", " b", " c"], [[1, 2, 3], [4, 5, 6]], names=["x", "x"], view="bars"),
        Heatmap(["a", " b"], {"x": [1, 2], "y": [3, 4]}, series="tabs"),
        Heatmap(["H0", "##1"], {"L0": [1, 2], "L1": [3, 4]}, columns=True, order="reversed"),
        Heatmap(["a", " b"], [1, 2], labels=["<1>", None], values="both", below="label"),
        Heatmap(["a", " b"], [1, 2], steps={"<b>": 1, "x": float("inf")}),
        Heatmap(["a", " b"], {"x": [1, 2], "y": [3, 4]}, view="grid", labels={"y": ["ă", None]}),
        Heatmap(["a", " b"], [1, 2], view="grid", labels=["<b>", None]),
        Heatmap(["a"], [[1], [2]], names=["x", "y"], labels=np.array([["a"], ["b"]]), view="grid"),
    ],
)
def test_views_there_and_back(made: Heatmap, tmp_path: Path) -> None:
    """Rows, their names, labels and views come back from a fence and from a file as they were."""
    assert Heatmap.from_fence(made.to_fence()) == made
    made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    assert "<figure" in made._repr_html_()


def test_logits() -> None:
    """Logits of position t score token t + 1; the first token has no prediction."""
    logits = np.array([[0.0, np.log(3.0)], [5.0, 5.0], [1.0, 2.0]])
    made = Heatmap.from_logits(Tensor(logits), np.array([0, 1, 0]), ["a", "b", "c"])
    first, second, third = made.series[0].scores
    assert first is None
    assert second == pytest.approx(np.log(0.75))
    assert third == pytest.approx(np.log(0.5))
    assert dict(made.options)["measure"] == "log P"
    assert "impossible-score" not in {notice.name for notice in made.notices}
    mistaken = Heatmap.from_logits([[0.1, 0.9]] * 3, [0, 1, 0], ["a", "b", "c"])
    assert "impossible-score" in {notice.name for notice in mistaken.notices}


def test_bytes_are_tokens() -> None:
    """Tokens of bytes are taken as they are, and a split letter is drawn whole."""
    pieces = [b"B", "ả".encode()[:2], "ả".encode()[2:], b"n"]
    shown = Heatmap(pieces, [1, 2, 3, 4])._repr_html_()
    assert ">ả</b>" in shown
    assert shown.count("⋯") >= 1


def test_openai() -> None:
    """An answer of the chat API, as JSON or as the client's object, becomes a heatmap."""
    item = {"token": "Hà", "bytes": [72, 195, 160], "logprob": -0.5, "top_logprobs": []}
    answer = {"choices": [{"logprobs": {"content": [item]}}]}

    class Answer:
        def model_dump(self) -> dict[str, Any]:
            return answer

    made = Heatmap.from_openai(answer, title="T")
    assert made == Heatmap.from_openai(Answer(), title="T")
    assert made.series[0].scores == (-0.5,)
    assert "Hà" in made._repr_html_()


def test_it_shows_itself() -> None:
    """Jupyter gets the figure with its own style; what a token says is escaped."""
    shown = Heatmap(["<script>", " Hà"], [1, 2], title="<b>")._repr_html_()
    assert shown.count("<style>") == 1
    assert "data-jp-theme-light=false" in shown
    assert "<script>" not in shown
    assert "<figcaption>&lt;b&gt;</figcaption>" in shown


heatmaps = st.integers(1, 6).flatmap(
    lambda count: st.builds(
        Heatmap,
        st.lists(TEXT, min_size=count, max_size=count),
        st.lists(SCORE, min_size=count, max_size=count)
        | st.dictionaries(
            TEXT.filter(bool),
            st.lists(SCORE, min_size=count, max_size=count),
            min_size=1,
            max_size=3,
        ),
        specials=st.sets(st.integers(0, count - 1)),
        alternatives=st.none()
        | st.lists(
            st.lists(st.tuples(TEXT, st.floats(-99, 0)), max_size=2),
            min_size=count,
            max_size=count,
        ),
        title=st.none() | st.just('Tiêu "đề" ```'),
        scale=st.sampled_from(["minmax", "rank", [0, 1]]),
    )
)


@given(heatmaps)
def test_the_fence_comes_back(heatmap: Heatmap) -> None:
    """The block of a heatmap, read again, is an equal heatmap."""
    assert Heatmap.from_fence(heatmap.to_fence()) == heatmap


def test_the_file_comes_back(tmp_path: Path) -> None:
    """The data file of a heatmap, read again, is an equal heatmap; nothing else is left behind."""
    heatmap = Heatmap(
        ["ĠHÃł", "ĠNá»Ļi"],
        {"a": [1e-300, None], "b": [-1, 2]},
        scheme="bytebpe",
        measure="log P",
        transform=["neg", "abs"],
        clip=5,
        alternatives=[[("x", -0.25)], []],
    )
    heatmap.save(tmp_path / "x.json")
    assert Heatmap.read(tmp_path / "x.json") == heatmap
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["measure"] == "log P"


def test_files_that_cannot_be(tmp_path: Path) -> None:
    """A file that is not there, or a name that says no format, is an error with a hint."""
    with pytest.raises(SourceError, match="no file"):
        Heatmap.read(tmp_path / "none.json")
    with pytest.raises(SourceError, match="cannot save"):
        Heatmap(["a"], [1]).save(tmp_path / "x.csv")
    with pytest.raises(HeatmarkError, match="no heatmap block"):
        Heatmap.from_fence("text")


def test_a_text_of_several_blocks_is_none() -> None:
    """One of them would be lost."""
    with pytest.raises(HeatmarkError, match="there are 2 blocks in it") as caught:
        Heatmap.from_fence("\n```heatmap\na 1\n```\ntext\n\n```heatmap\nb 2\n```")
    assert caught.value.line == 5


def test_a_block_that_points_to_a_file(tmp_path: Path) -> None:
    """A block with src reads the file below a folder, and nothing outside it."""
    (tmp_path / "docs").mkdir()
    heatmap = Heatmap(["a", " b"], [1, 2], measure="m")
    heatmap.save(tmp_path / "docs" / "x.json")
    heatmap.save(tmp_path / "secret.json")
    block = "```heatmap src=x.json title=T\n```"
    assert Heatmap.from_fence(block, folder=tmp_path / "docs") == heatmap.replace(title="T")
    for outside in ("../secret.json", str(tmp_path / "secret.json"), "none.json"):
        with pytest.raises(SourceError):
            Heatmap.from_fence(block.replace("x.json", outside), folder=tmp_path / "docs")


def test_a_block_reads_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder, the path of a block's src starts where the notebook runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("a 1\nb 2\n", encoding="utf-8")
    assert Heatmap.from_fence("```heatmap\nsrc: x.txt\n```").tokens == ("a", " b")


def test_names_of_files_with_a_hash(tmp_path: Path) -> None:
    """A file whose name has # in it is read; else what follows is a part."""
    heatmap = Heatmap(["a"], [1])
    heatmap.save(tmp_path / "a#b.json")
    assert Heatmap.read(tmp_path / "a#b.json") == heatmap
    parts = {"x": {"tokens": ["a"], "scores": [1]}, "y": {"tokens": ["b"], "scores": [2]}}
    (tmp_path / "parts.json").write_text(json.dumps(parts), encoding="utf-8")
    assert Heatmap.read(tmp_path / "parts.json#y").tokens == ("b",)
    assert Heatmap.read(tmp_path / "parts.json", "y") == Heatmap.read(f"{tmp_path}/parts.json#y")
    with pytest.raises(SourceError, match="no file"):
        Heatmap.read(tmp_path / "none#y.json")


def test_a_saved_file_names_its_format(tmp_path: Path) -> None:
    """A data file says which version of the format it is; a later one is refused in words."""
    heatmap = Heatmap(["a", " b", " c"], [[1, 2, 3], [4, 5, 6]])
    path = tmp_path / "a.json"
    heatmap.save(path)
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["heatmark"] == 1
    assert Heatmap.read(path) == heatmap
    assert Heatmap.from_fence("```heatmap\n" + json.dumps(saved) + "\n```") == heatmap
    for other in (2, "1", True):
        path.write_text(json.dumps({**saved, "heatmark": other}), encoding="utf-8")
        with pytest.raises(ParseError, match="heatmark must be 1") as caught:
            Heatmap.read(path)
        assert "pip install" in caught.value.hint


def test_minus_infinity(tmp_path: Path) -> None:
    """A score of -∞ is below the scale, marked and counted, with its value in the table."""
    heatmap = Heatmap(["a", " b", " c"], [-math.inf, -1, -2], measure="log P", err=[None, 0.1, 0.1])
    for made in (heatmap, heatmap.replace(scores=np.array([-np.inf, -1, -2], np.float16))):
        shown = made._repr_html_()
        assert "q-down" in shown
        assert "<td>−∞" in shown
        assert "clipped: 1 below −2" in shown
    for form in ("svg", "png", "pdf"):
        heatmap.save(tmp_path / f"a.{form}")
    heatmap.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == heatmap
    for unfit in (heatmap, Heatmap(["a"], [1], alternatives=[[("b", -math.inf)]])):
        with pytest.raises(ScoreError, match="-∞, which a block cannot hold") as caught:
            unfit.to_fence()
        assert "save" in caught.value.hint
    with pytest.raises(ScoreError, match="infinite score in scores") as caught:
        Heatmap.from_fence('```heatmap\n{"tokens": ["a"],\n "scores": [-Infinity]}\n```')
    assert caught.value.line == 2
    with pytest.raises(ScoreError, match="infinite score in alternatives"):
        Heatmap.from_fence(
            '```heatmap\n{"tokens": ["a"], "scores": [1], "alternatives": [[["b", -1e999]]]}\n```'
        )


def test_an_infinite_surprisal(tmp_path: Path) -> None:
    """It is above the scale; only files hold it, and nothing else may be infinite."""
    made = Heatmap(["a", " b"], np.array([np.inf, 2]), measure="surprisal", err=[None, 0.1])
    assert "clipped: 1 above 2" in made._repr_html_()
    made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    for form in ("svg", "png"):
        made.save(tmp_path / f"a.{form}")
    with pytest.raises(ScoreError, match="a score of ∞, which a block cannot hold"):
        made.to_fence()
    for measure in ("log P", "attention", None):
        with pytest.raises(ScoreError, match="score 1 is infinite"):
            Heatmap(["a", " b"], [math.inf, 2], measure=measure)
        with pytest.raises(ScoreError, match="score 1 is infinite"):
            made.replace(measure=measure)
    with pytest.raises(ScoreError, match="score 1 is infinite"):  # which is too large
        Heatmap(["a", " b"], [10**400, 2], measure="surprisal")


def test_only_minus_infinity() -> None:
    """Where no score is finite, no colour has a meaning."""
    shown = Heatmap(["a", " b"], [-math.inf, -math.inf], measure="m")._repr_html_()
    assert shown.count("qx") >= 2


@pytest.mark.parametrize("join", ["space", "none", "auto"])
def test_words_are_joined(join: str, tmp_path: Path) -> None:
    """Words get their spaces in the notebook and in saved files, as in a block, and only once."""
    words = ["Xin", "chào", "(", "Hà", "Nội", ")", "!"]
    made = Heatmap(words, range(7), join=join)
    text = "".join(words) if join == "none" else "Xin chào (Hà Nội)!"
    assert "".join(made.tokens) == text
    block = json.dumps({"tokens": words, "scores": [*range(7)]})
    assert Heatmap.from_fence(f"```heatmap join={join}\n{block}\n```").tokens == made.tokens
    assert Heatmap.from_fence(made.to_fence()) == made
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of spaces that were put in by themselves
        made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    spaced = Heatmap(words, range(7))
    assert spaced.replace(join=join).tokens == spaced.tokens, "it is done once"
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.replace(title="x").tokens == made.tokens
    assert Heatmap(words, range(7), text=text, join="space").tokens == tuple(words)


def test_pieces_are_joined_by_their_scheme() -> None:
    """Pieces of words, and bytes, get no spaces beside those that their scheme writes."""
    assert Heatmap(["un", "##able"], [1, 2], join="space").tokens == ("un", "##able")
    assert Heatmap([b"a", b"b"], [1, 2], join="space").tokens == ("b'a'", "b'b'")


def test_it_is_counted_and_has_an_array() -> None:
    """Its length is that of the tokens; its scores are an array that cannot be changed."""
    made = Heatmap(["a", "b", "c"], {"x": [1, None, 3], "y": [4, 5, -math.inf]})
    assert len(made) == 3
    assert made.scores.shape == (2, 3)
    assert made.scores.dtype == np.float64
    assert np.isnan(made.scores[0, 1])
    assert made.scores[1, 2] == -math.inf
    assert made.scores is made.scores
    with pytest.raises(ValueError, match="read-only"):
        made.scores[0, 0] = 7


def test_another_unit_is_another_name() -> None:
    """Copying changes no number, and says so; with what they are said to be they are converted."""
    made = Heatmap(["a", " b"], [-1, -2], measure="log P", unit="nat")
    with pytest.warns(HeatmarkWarning, match="stay as they are in bit"):
        made.replace(unit="bit")._repr_html_()
    made = made.replace(silence="unit-dropped")
    shown = [
        re.findall(r'data-v="(\S+?)"', other._repr_html_())
        for other in (made.replace(unit="bit"), made.replace(unit="bit", given="log P, nat"))
    ]
    assert shown == [["−1", "−2"], ["−1.443", "−2.885"]]


def test_replace() -> None:
    """A copy with changed arguments is checked anew, and the heatmap itself stays."""
    made = Heatmap(["a", "b"], {"x": [1, 2]}, err={"x": [1, 1]}, specials=[1], title="T", text="ab")
    assert made.replace() == made
    assert made.replace(title=None, unit="bit").options == (("title", None), ("unit", "bit"))
    assert made.replace(names=["y"]).series == (Series([1, 2], "y", [1, 1]),)
    assert made.replace(err=None).series == (Series([1, 2], "x"),)
    assert made.replace(err=[3, 4]).series == (Series([1, 2], "x", [3, 4]),)
    assert made.replace(scores=[5, 6]).series == (Series([5, 6]),)
    assert made.replace(tokens=["c", "d"], text=None).specials == {1}
    assert made == Heatmap(
        ["a", "b"], {"x": [1, 2]}, err={"x": [1, 1]}, specials=[1], title="T", text="ab"
    )
    for wrong in ({"tokens": ["a"]}, {"cmpa": "Reds"}, {"scores": [1]}, {"specials": [2]}):
        with pytest.raises(HeatmarkError):
            made.replace(**wrong)


@pytest.mark.parametrize(
    "same",
    [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))],
)
def test_copies(same: Callable[[Heatmap], Heatmap]) -> None:
    """Copies and pickles are equal, also of the notices, and hold nothing that was computed."""
    made = Heatmap(["a", "b"], [[1, None], [3, 4]], title="T", specials=[1])
    made.scores  # noqa: B018 - it is kept
    other = same(made)
    assert other == made
    assert hash(other) == hash(made)
    assert other.notices == made.notices != ()
    assert not other.scores.flags.writeable
    assert b"heatmark.heatmap" not in pickle.dumps(made)


@pytest.mark.parametrize("count", [1, 100_000])
def test_its_repr_is_one_short_line(count: int) -> None:
    """However long the text is, and whatever is in it, a line says what it is."""
    made = Heatmap(["a\n"] * count, {"x": range(count), "y": range(count)}, title="T" * 999)
    shown = repr(made)
    assert "\n" not in shown
    assert len(shown) < 200
    assert shown.startswith(f"<Heatmap of {count} token")
    assert "title='TTT" in shown
    assert repr(Heatmap(["Xin", " chào"], [1, 2])) == "<Heatmap of 2 tokens 'Xin chào'>"


def test_public_names() -> None:
    """What is public is called by its public name."""
    assert Heatmap.__module__ == Series.__module__ == ScoreError.__module__ == "heatmark"


def test_choices_need_a_file(tmp_path: Path) -> None:
    """What chooses from a file means nothing without one."""
    with pytest.raises(OptionError, match="field means nothing"):
        Heatmap(["a"], [1], field="x")
    heatmap = Heatmap(["a", " b"], {"x": [1, 2], "y": [3, 4]})
    heatmap.save(tmp_path / "a.json")
    made = Heatmap.read(tmp_path / "a.json", field="y", rows="2..2")
    assert made == Heatmap([" b"], {"y": [4]}, scheme="text")  # one token says less than all


DRAWN: list[Callable[[Heatmap, Path], object]] = [
    lambda made, _: made._repr_html_(),
    lambda made, _: made.plot(),
    lambda made, folder: made.save(folder / "a.png"),
    lambda made, folder: made.save(folder / "a.svg"),
    lambda made, folder: made.save(folder / "a.pdf"),
]


@pytest.mark.parametrize("draw", DRAWN, ids=["shown", "plotted", "png", "svg", "pdf"])
def test_notices_are_warnings(draw: Callable[[Heatmap, Path], object], tmp_path: Path) -> None:
    """What a build would tell its author, a notebook warns of: once, and on the author's line."""
    made = Heatmap(["a", " b"], [1, 2], cmap="jet")
    with pytest.warns(HeatmarkWarning, match="'jet' has edges") as caught:
        draw(made, tmp_path)
    assert [(one.message.name, one.filename) for one in caught] == [("rainbow-colormap", __file__)]  # type: ignore[union-attr]
    draw(made, tmp_path)  # told already: a warning would be an error here
    draw(made.replace(silence="rainbow-colormap"), tmp_path)
    with pytest.warns(HeatmarkWarning):
        draw(made.replace(title="T"), tmp_path)


def test_what_is_no_warning() -> None:
    """Asides, such as a measure without a name, are for builds."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Heatmap(["a", " b"], [1, 2])._repr_html_()


def test_a_guess_is_told_where_a_file_takes_it_away(tmp_path: Path) -> None:
    """A data file of a guessed array is saved with a warning, and read without: it is said now."""
    made = Heatmap(["a", " b"], [[1, 2], [3, 4]])
    with pytest.warns(HeatmarkWarning, match="square-array"):
        made.save(tmp_path / "a.json")
    assert Heatmap.read(tmp_path / "a.json") == made
    Heatmap.read(tmp_path / "a.json")._repr_html_()
    Heatmap.from_fence(made.to_fence())._repr_html_()


def test_a_directive_is_a_fence() -> None:
    """`{heatmap}` has its title behind it and options on lines; one without an end is refused."""
    made = Heatmap.from_fence("```{heatmap} Tên\n:measure: log P\na -1\nb -2\n```")
    assert made.tokens == ("a", " b")
    assert dict(made.options) == {"measure": "log P", "title": "Tên"}
    with pytest.raises(HeatmarkError, match="never closed"):
        Heatmap.from_fence("```heatmap\na 1")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """In Python there is no page, from which its path could start."""
    with pytest.raises(SourceError, match=r"there is no file 'x\.csv'") as caught:
        Heatmap.read(tmp_path / "x.csv")
    assert caught.value.hint == "look at its name, and at the folder before it"


def test_texts_of_several_tokenizers_come_back() -> None:
    """No one scheme is that of all, in a copy as in what was copied."""
    texts = [
        {"tokens": ["\u202e"], "scores": [1.5]},
        {"tokens": ["▁Hà"], "scores": [0.5]},
        {"tokens": ["ňT"], "scores": [1.0], "text": "ňT"},
    ]
    made = Heatmap.from_texts(texts)
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.replace() == made
