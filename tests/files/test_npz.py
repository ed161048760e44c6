"""NPZ files: tokens in three forms, arrays over them, and nothing that is run."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any, BinaryIO, cast

import numpy as np
import pytest

from data_files import read, scores_of
from heatmark.core.errors import HeatmarkError, SourceError
from heatmark.files.npz import Header, Member, read_npy_header, refuse_large_directory
from heatmark.files.request import Limits


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
    assert scores_of(read(content, "x.npz", part="y", field="y")) == (3, 4)
    with pytest.raises(HeatmarkError, match="the part names 'y', and field names 'x'"):
        read(content, "x.npz", part="y", field="x")
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


def header(shape: object, descr: str = "<f8", length: int = 0) -> bytes:
    """Write the start of an NPY file, whose header may be as long as one likes."""
    text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}}}".ljust(length)
    return b"\x93NUMPY\x02\x00" + struct.pack("<I", len(text)) + text.encode()


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (header((2,), length=10_000), True),
        (header((2,), length=10_001), False),
        (header((1,) * 8), True),
        (header((1,) * 9), False),
        (header((0, 3)), True),
        (header((1 << 40,)), True),
        (header(((1 << 40) + 1,)), False),
        (header((2,), "<U10000000"), True),
        (header((2,), "<U10000001"), False),
        (header((2,), "|S40000000"), True),
        (header((2,), "|S40000001"), False),
        (header((2,), "|b1"), True),
        (header((2,), "<i8"), True),
        (header((2,), "<f16"), False),
    ],
)
def test_headers_at_the_limits(content: bytes, *, fits: bool) -> None:
    """As large as is allowed, and not one more."""
    if fits:
        assert read_npy_header(io.BytesIO(content), "x").shape
    else:
        with pytest.raises(HeatmarkError, match="'x'"):
            read_npy_header(io.BytesIO(content), "x")


def test_the_size_of_an_array() -> None:
    """Its numbers, each of so many bytes."""
    assert Header(dtype=np.dtype("<f8"), fortran=False, shape=(2, 3)).size == 48
    assert Header(dtype=np.dtype("<f8"), fortran=False, shape=()).size == 8


def end(size: int, before: bytes = b"") -> bytes:
    """Write the end of a zip, whose list of members has so many bytes."""
    return before + b"PK\x05\x06" + bytes(8) + struct.pack("<I", size) + bytes(6)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (end(1_000_000), ""),
        (end(1_000_001), "too many files"),
        (end(0, b"PK\x06\x07" + bytes(16)), "too many files"),
        (end(0, b"x" * 30 + b"PK\x06\x07" + bytes(16)), "too many files"),
        (end(0, b"PK\x06\x07" + bytes(17)), ""),
        (end(0, b"x") + b"comment", ""),
        (end(0)[:-1], "ends too early"),
        (b"PK", "ends too early"),
    ],
)
def test_lists_of_members(content: bytes, problem: str) -> None:
    """One of a megabyte is read; a larger one, or one of a zip for large files, is not."""
    if problem:
        with pytest.raises(SourceError, match=problem):
            refuse_large_directory(content)
    else:
        refuse_large_directory(content)


@pytest.mark.parametrize(("count", "fits"), [(1_000, True), (1_001, False)])
def test_how_many_arrays_there_are(count: int, *, fits: bool) -> None:
    """A thousand arrays are read, and not one more."""
    file = io.BytesIO(saved(tokens=np.array(["a"]), x=np.array([1.0])))
    with zipfile.ZipFile(file, "a") as archive:
        for place in range(count - 2):
            archive.writestr(f"y{place}.npy", header((0,)))
    if fits:
        assert scores_of(read(file.getvalue(), "x", field="x")) == (1,)
    else:
        with pytest.raises(SourceError, match="zip file with 1001 arrays"):
            read(file.getvalue(), "x", field="x")


def test_unpacked_at_the_limit() -> None:
    """All arrays together may take as much as is allowed, with their headers."""
    content = saved(tokens=np.array(["a"] * 100), x=np.zeros(100), packed=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        total = sum(info.file_size for info in archive.infolist())
    assert len(scores_of(read(content, "x", limits=Limits(max_unpacked=total)))) == 100
    with pytest.raises(SourceError, match=f"would take {total} bytes, of which {total - 1}"):
        read(content, "x", limits=Limits(max_unpacked=total - 1))


@pytest.mark.parametrize(("flag", "problem"), [(1, "is encrypted"), (2, "")])
def test_flags_of_a_member(flag: int, problem: str) -> None:
    """One that is encrypted is said to be so; how it was packed does not matter."""
    content = bytearray(saved(tokens=np.array(["a"]), x=np.array([1.0])))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= flag
        at = content.find(b"PK\x01\x02", at + 1)
    if problem:
        with pytest.raises(SourceError, match=problem):
            read(bytes(content), "x")
    else:
        assert scores_of(read(bytes(content), "x")) == (1,)


def member(content: bytes, name: str = "x") -> Member:
    archive = zipfile.ZipFile(io.BytesIO(content))
    info = archive.getinfo(f"{name}.npy")
    with archive.open(info) as file:
        known = read_npy_header(cast("BinaryIO", file), name)
    return Member(archive=archive, info=info, name=name, header=known)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("shape", [(5,), (5, 1), (5, 3), (5, 2, 3)])
def test_a_part_of_an_array(shape: tuple[int, ...], order: Any, *, packed: bool) -> None:
    """Rows and blocks of rows are those of the array, in whatever order its numbers are."""
    array = np.arange(np.prod(shape), dtype=np.int8).reshape(shape)
    found = member(saved(x=np.array(array, order=order), packed=packed))
    assert found.read().tolist() == array.tolist()
    for at in range(5):
        assert found.read(at).tolist() == array[at].tolist()
    if len(shape) > 1:
        assert found.read(4, 0).tolist() == array[4, 0].tolist()
    for step in (1, 2, 3, 5, 7):
        blocks = list(found.rows(step))
        assert np.concatenate(blocks).tolist() == array.tolist()
        assert [len(block) for block in blocks] == [
            len(array[a : a + step]) for a in range(0, 5, step)
        ]


def test_an_array_that_is_not_whole() -> None:
    """One that says that it has more than there is, with or without its header."""
    for count, problem in ((11, "ends too early"), (10 + 70, "ends too early"), (200, "only")):
        start = header((count,), "|u1", 70 - 12)
        file = io.BytesIO(saved(tokens=np.array(["a"])))
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("x.npy", start + bytes(10))
        assert len(start) == 70
        with pytest.raises(SourceError, match=problem):
            read(file.getvalue(), "x", field="x")


@pytest.mark.parametrize(
    ("tokens", "found", "scheme"),
    [
        ({"text": np.array("Hà Nội"), "offsets": np.array([0, 3, 9])}, ("Hà", " Nội"), None),
        ({"text": np.array(["Hà"]), "offsets": np.array([0, 1, 3])}, ("H", "à"), None),
        ({"text": np.array(["Hà".encode()]), "offsets": np.array([0, 2, 3])},
         ("b'H\\xc3'", "b'\\xa0'"), "pybytes"),
        ({"text": np.array("ab"), "offsets": np.array([0, 0, 2])}, ("", "ab"), None),
        ({"text": np.array("ab"), "offsets": np.array([0, 2])}, ("ab",), None),
        ({"text": np.array("abc"), "offsets": np.array([1, 2, 3])}, ("b", "c"), None),
        ({"tokens": np.array([b"a", b"\xe1"])}, ("b'a'", "b'\\xe1'"), "pybytes"),
        ({"tokens": np.array([["a", "b"]])}, ("a", "b"), None),
        ({"vocab": np.array(["a", "b"]), "ids": np.array([[1, 0]])}, ("b", "a"), None),
    ],
)  # fmt: skip
def test_tokens_of_other_forms(
    tokens: dict[str, Any], found: tuple[str, ...], scheme: str | None
) -> None:
    """A text may be one string; a token may be empty; places may begin behind the start."""
    read_so = read(saved(scores=np.ones(len(found)), **tokens), "x")
    assert (read_so.tokens, read_so.scheme) == (found, scheme)


@pytest.mark.parametrize(
    ("tokens", "problem"),
    [
        *(
            ({"text": np.array("abc"), "offsets": np.array(offsets)}, "offsets are not places")
            for offsets in ([0], [2, 0], [0, 3, 1], [-1, 2], [0, 1, 4], [0.0, 1.0], [[0, 1]])
        ),
        ({"text": np.array([97, 98], np.uint16), "offsets": np.array([0, 1])}, "'text' is"),
        ({"text": np.array(["a", "b"]), "offsets": np.array([0, 1])}, "'text' is"),
        ({"text": np.array([1.0]), "offsets": np.array([0, 1])}, "'text' is"),
        ({"text": np.array(["\ud83d"]), "offsets": np.array([0, 1])}, "half of a surrogate"),
        *(
            ({"vocab": np.array(["a", "b"]), "ids": np.array(ids)}, "ids are not places in vocab")
            for ids in ([0, 2], [-1, 0], [0.0, 1.0], [[0, 1], [1, 0]])
        ),
        ({"vocab": np.array(["a", "b"])}, "no tokens in it"),
        ({"ids": np.array([0, 1])}, "no tokens in it"),
        ({"tokens": np.array([["a"], ["b"]])}, "'tokens' is"),
    ],
)
def test_tokens_that_are_none(tokens: dict[str, Any], problem: str) -> None:
    """What does not say which tokens there are is refused, with what it is."""
    with pytest.raises(HeatmarkError, match=problem):
        read(saved(scores=np.array([0.5, 1.0]), **tokens), "x", field="scores")


def test_one_token() -> None:
    """The only token is no batch, with scores or with logits."""
    assert scores_of(read(saved(tokens=np.array(["a"]), x=np.array([1.0])), "x")) == (1,)
    logits = saved(tokens=np.array(["a"]), ids=np.array([0]), logits=np.zeros((1, 4)))
    assert scores_of(read(logits, "x")) == (None,)


def test_logits_beside_other_scores() -> None:
    """They are taken where they are named or nothing is; another name takes another array."""
    content = saved(
        vocab=np.array(["a", "b", "c"]),
        ids=np.array([0, 1]),
        logits=np.array([[0.0, 1.0, -np.inf], [0.0, 0.0, 0.0]]),
        x=np.array([1.0, 2.0]),
    )
    logprob = float(1 - np.log(1 + np.e))
    for field in ("", "logits"):
        found = read(content, "x", field=field)
        assert scores_of(found)[0] is None
        assert scores_of(found)[1:] == pytest.approx([logprob])
        first, second = found.alternatives or ()
        assert (first, [token for token, _ in second]) == ((), ["b", "a"])
        assert [score for _, score in second] == pytest.approx([logprob, logprob - 1])
        assert tuple(found.ranks or ()) == (None, 1)
    assert scores_of(read(content, "x", field="x")) == (1, 2)


def test_probabilities_called_logits() -> None:
    """The notice on logits that are none comes from a file, too."""
    known: dict[str, Any] = {"tokens": np.array(["a", "b"]), "ids": np.array([0, 1])}
    (notice,) = read(saved(**known, logits=np.full((2, 4), 0.25)), "x").notices
    assert "look like probabilities" in notice.message


def test_logits_that_do_not_fit() -> None:
    """Ids and a vocabulary are those of the same model, and there are ids."""
    short = saved(vocab=np.array(["a", "b"]), ids=np.array([0, 1]), logits=np.zeros((2, 3)))
    with pytest.raises(HeatmarkError, match="there are 2 in vocab, but the logits have 3 columns"):
        read(short, "x")
    known: dict[str, Any] = {"tokens": np.array(["a", "b"]), "logits": np.zeros((2, 3))}
    with pytest.raises(HeatmarkError, match="no ids of the tokens"):
        read(saved(**known), "x")
    with pytest.raises(HeatmarkError, match="id 2 is 3"):
        read(saved(**known, ids=np.array([0, 3])), "x")


def test_a_grid_of_the_tokens() -> None:
    """Without the tokens of another text, rows that are as many are the tokens themselves."""
    content = saved(tokens=np.array(["a", "b"]), x=np.arange(4.0).reshape(2, 2))
    found = read(content, "x", whole=True)
    assert (found.square, found.row_tokens) == (True, None)


@pytest.mark.parametrize(("kind", "hint"), [(np.int64, "if these are ids"), (float, "dtype=str")])
def test_tokens_that_are_numbers(kind: Any, hint: str) -> None:
    """Ids as strings would be drawn as the text: the hint says how they become tokens."""
    with pytest.raises(HeatmarkError) as caught:
        read(saved(tokens=np.array([5, 6], kind), scores=np.ones(2)), "x.npz")
    assert hint in caught.value.hint
