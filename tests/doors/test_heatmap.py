"""The public Heatmap: what a notebook makes, shows, and takes into a lesson."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap, HeatmarkError, OptionError, ScoreError, SourceError

if TYPE_CHECKING:
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
    """A column of an array is a series; more dimensions are refused with what to do."""
    values = np.arange(6).reshape(3, 2)
    made = Heatmap.from_arrays(["a", "b", "c"], values, ["x", "y"])
    assert made == Heatmap(["a", "b", "c"], {"x": [0, 2, 4], "y": [1, 3, 5]})
    assert Heatmap.from_arrays(["a", "b", "c"], values[:, 0]).series[0].scores == (0, 2, 4)
    for bad in (np.zeros((2, 3, 4)), np.float64(1)):
        with pytest.raises(ScoreError, match="dimensions"):
            Heatmap.from_arrays(["a"], bad)
    assert Heatmap(["a", "b"], values, names=["x", "x", "y"]).series[2].scores == (4, 5)
    assert Heatmap(["a", "b"], [*values]) == Heatmap(["a", "b"], values)
    with pytest.raises(ScoreError, match="dimensions"):
        Heatmap(["a"], np.zeros((1, 1, 1)))
    with pytest.raises(ScoreError, match="3 × 2 for 3 tokens") as caught:
        Heatmap(["a", "b", "c"], values)
    assert "columns" in caught.value.hint


@pytest.mark.parametrize(
    "made",
    [
        Heatmap(["a", "b"], [[1, None], [2, 3]], view="grid"),
        Heatmap(["a", "b"], [[1, None], [2, 3]]),
        Heatmap(["a", "b", "c"], [[1, 2, 3], [4, 5, 6]], names=["x", "x"], view="bars"),
        Heatmap(["a", "b"], {"x": [1, 2], "y": [3, 4]}, series="tabs"),
        Heatmap(["a", "b"], {"x": [1, 2], "y": [3, 4]}, view="grid", labels={"y": ["ă", None]}),
        Heatmap(["a", "b"], [1, 2], view="grid", labels=["<b>", None]),
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
