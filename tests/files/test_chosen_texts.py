"""What is said where it is not clear which text of a table is meant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest

from data_files import columns_of, read
from heatmark import Heatmap
from heatmark.core.errors import ParseError
from heatmark.files.chosen_texts import names_of_texts
from heatmark.files.sentences import TextKeys

if TYPE_CHECKING:
    from pathlib import Path

POEM = "dòng,từ,điểm\n1,Trăm,1.2\n1,năm,0.3\n2,trong,2.2\n2,cõi,0.2\n"


def _hint(text: str, **asked: Any) -> str:
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text.encode(), "x.csv", **asked)
    return str(caught.value.hint)


@pytest.mark.parametrize("name", ["dòng", "khổ", "câu thơ", "line_no", "paragraph", "stanza"])
def test_lines_of_a_poem(name: str, tmp_path: Path) -> None:
    """The error names the way that keeps them apart in one figure, and it works."""
    text = POEM.replace("dòng", name)
    assert ", or #all for all, each by itself, or rows: 1..4 for all as one" in _hint(text)
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    poem = Heatmap.from_fence("```heatmap\nsrc: x.csv#all\n```", folder=tmp_path)
    assert [*map(str.strip, poem.tokens)] == ["Trăm", "năm", "trong", "cõi"]


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_values_whose_accents_are_written_otherwise(name: str, tmp_path: Path) -> None:
    """A file of another system may have them behind their letters, which looks alike."""
    first = normalize("NFD", "Kiều")
    text = f"speaker,token,x\n{first},Hà,1\n{first},Nội,2\nlễ,a,3\n"
    if name == "x.json":
        members = [
            {"speaker": who, "tokens": ["Hà", " Nội"], "scores": [1, 2]} for who in (first, "lễ")
        ]
        text = json.dumps(members)
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = Heatmap.read(f"{tmp_path / name}#speaker=Kiều")
    assert found.tokens == ("Hà", " Nội")


def test_of_several_scores_one_is_drawn(tmp_path: Path) -> None:
    """A figure of many texts has one series, which the hint names."""
    rows = re.sub(r"(\d\.\d)", r"1,1,7,\1,200", POEM.partition("\n")[2])
    text = f"dòng,từ,stt,đoạn,rt,điểm,ms\n{rows}"
    assert "or #all and field: điểm for all, each by itself, or rows" in _hint(text)
    assert "or #all for all, each by itself, or rows" in _hint(text, field="rt")
    head = "topic,dòng,k,từ,rt"
    assert "or #all and field: rt for" in _hint(
        f"{head}\n1,1,5,a,1\n1,1,6,b,2\n2,2,8,c,3\n2,2,9,d,4\n"
    )
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    block = "```heatmap\nsrc: x.csv#all\nfield: điểm\n```"
    assert Heatmap.from_fence(block, folder=tmp_path).scores.tolist() == [[1.2, 0.3, 2.2, 0.2]]


def test_where_all_cannot_be_asked_for() -> None:
    """Beside another choice, and of a name that `field` would part."""
    assert "#all" not in _hint(POEM, part="token=từ")
    assert "#all" not in _hint('dòng,từ,"a, b",c\n1,x,1,2\n1,y,2,3\n2,z,3,4\n2,w,4,5\n')


def test_no_text_has_both() -> None:
    """Each value is there, but not in one text."""
    text = "model,head,token,x\na,1,u,1\na,1,v,2\na,2,u,1\na,2,v,2\nb,3,u,1\nb,3,v,2\n"
    assert columns_of(read(text.encode(), "x.csv", part="model=b,head=3")) == {None: (1, 2)}
    with pytest.raises(ParseError, match="no part 'model=b,head=1'") as caught:
        read(text.encode(), "x.csv", part="model=b,head=1")
    assert caught.value.hint.endswith("model=a,head=1, model=a,head=2, model=b,head=3")


def test_names_of_texts() -> None:
    """Their numbers, but ids where a number is the id of another."""
    assert names_of_texts(TextKeys((), frozenset(), [])) == []
    assert names_of_texts(TextKeys(("line",), frozenset({0}), [("7",), ("7",), ("8",)])) == [
        "1",
        "2",
    ]
    assert names_of_texts(TextKeys(("id",), frozenset({0}), [("2",), ("1",)])) == ["2", "1"]
