"""Files that are broken, hostile, or ask for a choice: each gets a message and a hint."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_files import read, recognise
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError, SourceError
from heatmark.files.request import Limits

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(
    path
    for path in DATA.rglob("*")
    if path.is_file() and path.name not in {"README.md", "golden.json"}
)


def npz(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def header(text: str) -> bytes:
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def one(text: str = "a", **more: object) -> dict[str, object]:
    return {"token": text, **more}


def tensor(about: dict[str, object], data: bytes) -> str:
    head = json.dumps({"attribution": about}).encode()
    return base64.b64encode(struct.pack("<Q", len(head)) + head + data).decode()


def inseq(**sequence: object) -> bytes:
    target = [{"id": 1, "token": "a"}, {"id": 2, "token": "b"}]
    return json.dumps({"sequence_attributions": [{"target": target, **sequence}]}).encode()


TOKENS = np.array(["a", "b"])
TABLE = "token,score\na,1\n"
TWO = {"tokens": ["a", "b"]}
CASES: dict[str, tuple[object, dict[str, object], type[HeatmarkError], str]] = {
    "no tokens": ({"foo": 1}, {}, ParseError, "a mapping with foo"),
    "a list": ([1, 2], {}, ParseError, "a list of int with 2"),
    "cut off": (b'{"tokens": ["a", "b"], "values": [1', {}, ParseError, "too early"),
    "broken": (b'{"a" 1}', {}, ParseError, "broken"),
    "key twice": (b'{"tokens": ["a"], "tokens": ["b"], "values": [1]}', {}, ParseError, "twice"),
    "deep": (b"[" * 100_000, {}, ParseError, "deep"),
    "huge number": (b'{"tokens": [' + b"9" * 9999 + b"]}", {}, ParseError, "digits"),
    "large number": ({"tokens": ["a"], "values": [10**400]}, {}, ScoreError, "infinite"),
    "words": ({**TWO, "values": [1, "x"]}, {}, ScoreError, "not a number"),
    "too few": ({**TWO, "values": [1]}, {}, ScoreError, "2 tokens but 1 score in 'values'"),
    "ragged": ({**TWO, "values": [[1, 2, 3], [1]]}, {}, ScoreError, "token 2 has 1 score"),
    "wrong shape": ({**TWO, "values": [[[1]] * 3] * 4}, {}, ScoreError, r"is \[4, 3, 1\]"),
    "half": ({"tokens": ["a", "\ud83d"], "values": [1, 2]}, {}, ParseError, "half"),
    "half in bytes": ([one("\ud83d", logprob=1), one(bytes=[1])], {}, ParseError, "half"),
    "number token": ({"tokens": ["a", 1], "values": [1, 2]}, {}, ParseError, "token 2 is not"),
    "no field": ({**TWO, "values": [1, 2]}, {"field": "vales"}, ParseError, "no field 'vales'"),
    "several": ([one(x=1, y=2)], {}, ParseError, "several scores"),
    "bad bytes": ([one(logprob=1, bytes=[256])], {}, ParseError, "0 to 255"),
    "bad bytes type": ([one(logprob=1, bytes="a")], {}, ParseError, "0 to 255"),
    "bad item": ([one(logprob=1), 5], {}, ParseError, "token 2 is not a mapping"),
    "bad alternative": ([one(logprob=1, top_logprobs=[3])], {}, ParseError, "alternative"),
    "no part": ({"a": [one(x=1)], "b": [one(x=1)]}, {"part": "c"}, ParseError, "no part 'c'"),
    "which part": ({"a": [one(x=1)], "b": [one(x=1)]}, {}, ParseError, "several texts"),
    "no axis": ({**TWO, "values": [1, 2]}, {"part": "layer=1"}, ParseError, "no axis 'layer'"),
    "no layer": (
        {**TWO, "attention": [[[[1, 0], [0, 1]]]] * 3},
        {"part": "layer=3"},
        ParseError,
        "no layer 3: there are 3",
    ),
    "which layer": ({**TWO, "attention": [[[[1, 0], [0, 1]]]] * 3}, {}, ParseError, "choose"),
    "odd layer": (
        {**TWO, "attention": [[[[1, 0], [0, 1]]]] * 3},
        {"part": "layer=x"},
        ParseError,
        "must be a number",
    ),
    "mask": ({**TWO, "special_tokens_mask": [1], "scores": [1, 2]}, {}, ParseError, "but 1 in"),
    "rows": ({**TWO, "values": [1, 2]}, {"rows": (2, 3)}, ParseError, "no rows 2..3"),
    "not utf-8": (b'{"a": "\xff"}', {}, SourceError, "byte 7, line 1"),
    "utf-16": ("token,score".encode("utf-16"), {}, SourceError, "UTF-16"),
    "gzip": (b"\x1f\x8b\x08", {}, SourceError, "gzip"),
    "pickle": (b"\x80\x04\x95", {}, SourceError, "pickle"),
    "binary": (b"abc\0def", {}, SourceError, "binary"),
    "plain": (b"just words", {}, ScoreError, "'words' is not a number"),
    "csv width": (b"token,score\na,1\nb,1,5\n", {}, ParseError, "3 columns, above 2"),
    "csv word": (b"token,score\na,1\nb,x\n", {}, ScoreError, "'x' is not a number"),
    "csv quote": (b'token,score\n"a,1\n', {}, ParseError, "broken"),
    "csv names": (b"token,x,x\na,1,2\n", {}, ParseError, "two columns"),
    "csv empty": (b"token,score\n", {}, ParseError, "no rows below"),
    "csv no numbers": (b"token,note\na,b\n", {}, ScoreError, "no column of numbers"),
    "csv field": (TABLE.encode(), {"field": "x"}, ParseError, "no field 'x'"),
    "csv part": (TABLE.encode(), {"part": "x"}, ParseError, "no part 'x'"),
    "csv wide": (b"token" + b",x" * 100_000, {}, ParseError, "100001 columns"),
    "csv long": (b"token,score\n" + b"a" * 2_000_000, {}, ParseError, "2000000 characters"),
    "csv commas": (b"token;x\na;1,5\nb;1.5\n", {}, ScoreError, "commas here and points there"),
    "jsonl which": (b'{"tokens": ["a"]}\n{"tokens": ["b"]}', {}, ParseError, "2 lines"),
    "jsonl part": (b'{"tokens": ["a"]}\n{"tokens": ["b"]}', {"part": "3"}, ParseError, "no part"),
    "jsonl broken": (b'{"tokens": ["a"]}\n{"tokens', {"part": "2"}, ParseError, "early .line 2"),
    "jsonl empty": (b'{"a": 1}\n{"a": 2}', {"part": "2"}, ParseError, "a mapping with a"),
    "npy objects": (
        npz(tokens=TOKENS, x=np.array([1, None], dtype=object)), {}, ParseError, "Python objects"
    ),
    "npy structured": (
        npz(tokens=TOKENS, x=np.zeros(2, dtype="f4,i4")), {}, ParseError, "of type"
    ),
    "npy bomb": (
        zipped("x.npy", header("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999,), }")),
        {},
        SourceError,
        "only .* bytes long",
    ),
    "npy negative": (
        zipped("x.npy", header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }")),
        {},
        ParseError,
        "makes no sense",
    ),
    "npy code": (
        zipped("x.npy", header("__import__('os')")), {}, ParseError, "not understood"
    ),
    "npz no tokens": (npz(values=np.zeros(2)), {}, ParseError, "found: values"),
    "npz nothing": (zipped("a.txt", b"a"), {}, SourceError, "0 arrays in it .found: a.txt"),
    "npz number tokens": (npz(tokens=np.zeros(2)), {}, ParseError, "float64"),
    "npz lengths": (npz(tokens=TOKENS, x=np.zeros(3)), {}, ScoreError, "2 tokens but 3 scores"),
    "npz offsets": (
        npz(text=np.zeros(3, np.uint8), offsets=np.array([0, 4])), {}, ParseError, "offsets"
    ),
    "npz cut off": (npz(tokens=TOKENS)[:-30], {}, SourceError, "too early"),
    "npz limit": (
        zipped("x.npy", b"0" * 9000), {"limits": Limits(max_unpacked=4000)}, SourceError, "unpacked"
    ),
    "npz columns": (npz(tokens=TOKENS, x=np.zeros((2, 2000))), {}, ScoreError, "2000 columns"),
    "logits ids": (npz(tokens=TOKENS, logits=np.zeros((2, 3))), {}, ScoreError, "no ids"),
    "logits high": (
        npz(tokens=TOKENS, logits=np.zeros((2, 3)), ids=np.array([0, 3])), {}, ScoreError, "is 3"
    ),
    "inseq no scores": (inseq(), {}, ScoreError, "no scores"),
    "inseq part": (inseq(step_scores={"p": [1, 2]}), {"part": "2"}, ParseError, "no part '2'"),
    "inseq start": (inseq(step_scores={"p": [1]}, attr_pos_start=9), {}, ParseError, "attr_pos"),
    "inseq long": (inseq(step_scores={"p": [1, 2, 3]}), {}, ScoreError, r"is .3., from token 1"),
    "inseq base64": (inseq(target_attributions="!!"), {}, ParseError, "cannot be read"),
    "inseq size": (
        inseq(
            target_attributions=tensor(
                {"dtype": "F32", "shape": [2, 99999999], "data_offsets": [0, 4]}, b"1234"
            )
        ),
        {},
        ParseError,
        "1 numbers",
    ),
    "inseq negative": (
        inseq(
            target_attributions=tensor(
                {"dtype": "F32", "shape": [-1, -1], "data_offsets": [0, 4]}, b"1234"
            )
        ),
        {},
        ParseError,
        "its shape",
    ),
    "inseq target": (
        inseq(target_attributions=[[1], [2]], attr_pos_start=1),
        {"part": "target=0"},
        ParseError,
        "target 0 has no attributions",
    ),
    "too large": (b"{}" * 100, {"limits": Limits(max_bytes=100)}, SourceError, "too large"),
    "too many": (
        {**TWO, "values": [1, 2]}, {"limits": Limits(max_tokens=1)}, ParseError, "2 tokens"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_errors_say_what_to_do(case: str) -> None:
    """What cannot be read is refused by name, with a hint, in few words."""
    value, asked, kind, message = CASES[case]
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(kind, match=message) as caught:
        read(content, "file", **asked)  # type: ignore[arg-type]
    assert caught.value.hint
    assert len(caught.value.message + caught.value.hint) < 600


def test_encrypted_members_are_refused() -> None:
    """A zip with a password is named as such."""
    content = bytearray(npz(tokens=TOKENS, x=np.zeros(2)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    with pytest.raises(SourceError, match="encrypted"):
        read(bytes(content), "a.npz")


def test_a_line_is_named() -> None:
    """Errors in text say on which line of the file they are."""
    with pytest.raises(ScoreError) as caught:
        read(b'token,score\n"a\nb",1\nc,x\n', "a.csv")
    assert caught.value.line == 4
    with pytest.raises(ParseError) as parse:
        read(b'{"tokens":\n\n', "a.json")
    assert parse.value.line == 3


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """Take a sample, and cut, change, repeat or swap pieces of it."""
    path = draw(st.sampled_from(SAMPLES))
    content = bytearray(path.read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [b"null", b"[]", b"{}", b"-1", b"1e999", b"NaN", b'"', b",", b"\\ud800"]
                ),
                st.just(bytes(content[place : place + length])),
            )
        )
        action = draw(st.sampled_from(["cut", "replace", "insert"]))
        if action == "cut":
            del content[place:]
        elif action == "replace":
            content[place : place + len(piece)] = piece
        else:
            content[place:place] = piece
    return path.name, bytes(content)


@given(mutations(), st.sampled_from(["", "1", "2,target=3", "layer=0", "vi_ban_do"]), st.booleans())
def test_nothing_but_our_errors(
    mutation: tuple[str, bytes],
    part: str,
    named: bool,
) -> None:
    """However a file is broken, it is read or refused, and never crashes."""
    name, content = mutation
    try:
        recognise(content, name if named else "")
        read(content, name if named else "", part=part)
    except HeatmarkError:
        return


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    *("token", "tokens", "logprob", "bytes", "top_logprobs", "scores", "attention"),
                    *("content", "probs", "completion_probabilities", "token_logprobs", "metrics"),
                    *("sequence_attributions", "target", "target_attributions", "step_scores"),
                    *("attributes", "special_tokens_mask", "names", "values", "text", "id"),
                ]
            ),
            inside,
            max_size=6,
        ),
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Known keys with values of any shape are no way to crash."""
    try:
        read(json.dumps(value).encode(), "a.json")
    except HeatmarkError:
        return


@given(st.text(alphabet='token,score;\t"\n1.5-', max_size=60))
def test_any_table_is_read_or_refused(text: str) -> None:
    """So with tables."""
    try:
        read(text.encode(), "a.csv")
    except HeatmarkError:
        return
