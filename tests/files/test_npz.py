"""NPZ files: tokens in three forms, arrays over them, and nothing that is run."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import numpy as np
import pytest

from data_files import read, scores_of
from heatmark.core.errors import HeatmarkError, SourceError
from heatmark.files.npz import Header, read_npy_header


def saved(*, packed: bool = False, **arrays: Any) -> bytes:
    file = io.BytesIO()
    (np.savez_compressed if packed else np.savez)(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "tokens",
    [
        {"tokens": np.array(["Hà", " Nội"])},
        {"text": np.frombuffer("Hà Nội".encode(), np.uint8), "offsets": np.array([0, 3, 9])},
        {"vocab": np.array([" Nội", "x", "Hà"]), "ids": np.array([2, 0])},
    ],
)
def test_tokens_in_any_form(tokens: dict[str, Any], packed: bool) -> None:
    """Strings, bytes with places between which they stand, and numbers of a list say the same."""
    found = read(saved(scores=np.array([0.5, np.nan]), packed=packed, **tokens), "x")
    assert found.tokens == ("Hà", " Nội")
    assert scores_of(found) == (0.5, None)


@pytest.mark.parametrize(
    ("arrays", "problem"),
    [
        ({"tokens": np.array(["a"], dtype=object), "x": np.array([1.0])}, "Python objects"),
        ({"tokens": np.array(["a"]), "x": np.array([{}], dtype=object)}, "Python objects"),
        ({"x": np.array([1.0])}, "token"),
    ],
)
def test_what_is_not_read(arrays: dict[str, Any], problem: str) -> None:
    """Pickled objects are refused before a byte of them is looked at; tokens there must be."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        read(saved(**arrays), "x")
    assert caught.value.hint


@pytest.mark.parametrize("cut", [10, 200, -30, -1])
def test_broken_files(cut: int) -> None:
    """A file that is not whole is said to be so, wherever it ends."""
    content = saved(tokens=np.array(["a", "b"]), x=np.array([1.0, 2.0]))
    with pytest.raises(HeatmarkError):
        read(content[:cut], "x")


@pytest.mark.parametrize(
    "text",
    [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
        "{'shape': (2, 3), 'descr': '<f8', 'fortran_order': False}",
        '{"fortran_order": False, "shape": (2, 3,), "descr": "<f8"}',
    ],
)
@pytest.mark.parametrize("version", [1, 2, 3])
def test_headers_in_any_order(text: str, version: int) -> None:
    """What an array says of itself may stand in any order and in any version of the format."""
    size = struct.pack("<H" if version == 1 else "<I", len(text))
    content = b"\x93NUMPY" + bytes([version, 0]) + size + text.encode()
    assert read_npy_header(io.BytesIO(content), "x") == Header(
        dtype=np.dtype("<f8"), fortran=False, shape=(2, 3)
    )


@pytest.mark.parametrize(
    "text",
    [
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<c16', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<M8[s]', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [2]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2L,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({'1,' * 50})}}",
        "print('x')",
        "{" * 9_000,
        " " * 60_000,
        "",
    ],
)
def test_headers_that_are_refused(text: str) -> None:
    """Whatever a header says, it is read as plain values or refused with a hint."""
    content = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()
    with pytest.raises(HeatmarkError) as caught:
        read_npy_header(io.BytesIO(content), "x")
    assert caught.value.hint


def test_a_batch_of_one_text() -> None:
    """An axis of one before tokens, ids and logits is no axis."""
    content = saved(
        tokens=np.array([["a", "b"]]), ids=np.array([[0, 1]]), logits=np.zeros((1, 2, 4))
    )
    found = read(content, "x.npz")
    assert found.tokens == ("a", "b")
    assert scores_of(found)[1:] == pytest.approx([-np.log(4)])


def test_a_part_is_the_name_of_an_array() -> None:
    """What stands behind `#` may be an array; of one that is not there, the others are named."""
    content = saved(tokens=np.array(["a", "b"]), x=np.array([1.0, 2.0]), y=np.array([3.0, 4.0]))
    assert scores_of(read(content, "x.npz", part="y")) == (3, 4)
    with pytest.raises(HeatmarkError, match="no part 'z'") as caught:
        read(content, "x.npz", part="z")
    assert "x, y" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "problem", "hint"),
    [
        ("xl/workbook.xml", "workbook of Excel", "CSV UTF-8"),
        ("content.xml", "LibreOffice", "CSV"),
        ("archive/data.pkl", "PyTorch", "numpy.savez, or as safetensors"),
        ("word/document.xml", "Word", "plain text"),
    ],
)
def test_other_zips(name: str, problem: str, hint: str) -> None:
    """Workbooks and files of PyTorch are zips too: they are named, and no pickle is opened."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"\x80\x02.")
    with pytest.raises(SourceError, match=problem) as caught:
        read(file.getvalue(), "x")
    assert hint in caught.value.hint


def test_what_an_array_alone_needs() -> None:
    """An NPY file has no tokens; saved as the hint says it has."""
    file = io.BytesIO()
    np.save(file, np.array([1.0, 2.0]))
    with pytest.raises(HeatmarkError, match="no tokens") as caught:
        read(file.getvalue(), "x.npy")
    assert "numpy.savez('name.npz', tokens=tokens, scores=scores)" in caught.value.hint
    content = saved(tokens=np.array(["a", "b"]), scores=np.array([1.0, 2.0]))
    assert scores_of(read(content, "x.npz")) == (1, 2)


def test_rows_of_another_text() -> None:
    """`row_tokens` beside the tokens say whose the rows of an array are; other arrays have none."""
    words: dict[str, Any] = {"tokens": np.array(["▁The", "▁cat"])}
    words["row_tokens"] = np.array(["▁Le", "▁chat", "▁le"])
    content = saved(**words, attention=np.arange(6.0).reshape(3, 2), mean=np.array([1.0, 2.0]))
    found = read(content, "x.npz", part="attention")
    assert found.row_tokens == ["▁Le", "▁chat", "▁le"]
    assert [(one.name, one.scores) for one in found.series or ()] == [
        (None, (0, 1)),
        (None, (2, 3)),
        (None, (4, 5)),
    ]
    assert not found.notices
    assert read(content, "x.npz", part="mean").row_tokens is None
    words["row_tokens"] = words["row_tokens"][:2]  # as many as the tokens, which do not name them
    square = read(saved(**words, attention=np.arange(4.0).reshape(2, 2)), "x.npz")
    assert (square.row_tokens, square.square) == (["▁Le", "▁chat"], False)
    assert [one.scores for one in square.series or ()] == [(0, 1), (2, 3)]
