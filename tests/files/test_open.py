"""The registry of formats: the first that knows a file reads it."""

from __future__ import annotations

import pytest

from heatmark.core.errors import HeatmarkError
from heatmark.files.file import File, Reading
from heatmark.files.json_file import KINDS, find_json, find_lines
from heatmark.files.open import FORMATS, open_file
from heatmark.files.request import Limits, Request

FILES = {
    "npz": b"PK\x03\x04",
    "npy": b"\x93NUMPY",
    "jsonl": b'{"tokens": ["a"]}\n{"tokens": ["b"]}',
    "inseq": b'{"sequence_attributions": []}',
    "own": b'{"tokens": ["a"], "scores": [1]}',
    "dump": b'[{"token": "a", "x": 1}]',
    "arrays": b'{"str_tokens": ["a"], "x": [1]}',
    "csv": b"token,score\na,1\n",
    "body": b"a 1\nb 2\n",
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_one_format(name: str) -> None:
    """The format is told by the content alone, and only one claims it."""
    content = FILES[name]
    assert open_file(content, "x", Limits()).format == name
    claims = []
    for find in FORMATS:
        try:
            claims.append(find(File(content, "x")))
        except HeatmarkError:  # what a later format would say is not asked
            continue
    assert sum(isinstance(one, Reading) for one in claims) == (name != "body")


def test_a_file_is_decoded_once() -> None:
    """What several formats look at is read once."""
    file = File(FILES["own"], "x")
    assert file.value is file.value
    assert find_lines(file) is None
    found = find_json(file)
    assert found is not None
    assert found.read(Request()).tokens == ("a",)


def test_kinds_of_json_are_apart() -> None:
    """No node is of two kinds but by their order."""
    node = [{"token": "a", "x": 1}]
    assert [name for kind in KINDS if (name := kind.name_of(node, ()))] == ["dump"]


def test_yaml_may_begin_like_json() -> None:
    """A brace without quotes is YAML; broken JSON is said to be broken."""
    assert File(b"{tokens: [a], scores: [1]}", "x").value is None
    with pytest.raises(HeatmarkError, match=r"broken|early"):
        _ = File(b'{"tokens": ["a"', "x").value
    assert File(b'{"tokens": ["a"', "x.yml").value is None
