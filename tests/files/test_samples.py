"""What each sample is read as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data_files import read, recognise
from heatmark.core.errors import ParseError

if TYPE_CHECKING:
    from heatmark.block.draft import Draft

DATA = Path(__file__).parent / "data"
GOLDEN = json.loads((DATA / "golden.json").read_text(encoding="utf-8"))
FORMATS = {
    "attention.json": "arrays",
    "attention.npz": "npz",
    "comma.csv": "csv",
    "dump.json": "dump",
    "encoding.json": "encoding",
    "inseq.json": "inseq",
    "lean.npz": "npz",
    "llama_cpp.json": "llama.cpp",
    "llama_cpp_old.json": "llama.cpp",
    "logits.npz": "npz",
    "openai_chat.json": "openai-chat",
    "openai_legacy.json": "openai-legacy",
    "openai_responses.json": "openai-chat",
    "rows.jsonl": "jsonl",
    "scores.npy": "npy",
    "table.csv": "csv",
    "table.tsv": "tsv",
    "tokens.jsonl": "jsonl",
    "values.npz": "npz",
}


def plain(data: Draft) -> object:
    """Give data as JSON has it."""
    return json.loads(
        json.dumps(
            {
                "tokens": data.tokens,
                "series": [
                    [one.name, [None if s is None else round(s, 6) for s in one.scores]]
                    for one in data.series or ()
                ],
                "scheme": data.scheme,
                "text": data.text,
                "special": sorted(data.special),
                "alternatives": data.alternatives
                and [[[token, round(s, 6)] for token, s in one] for one in data.alternatives],
                "options": dict(data.options),
            }
        )
    )


@pytest.mark.parametrize("case", sorted(GOLDEN))
def test_golden(case: str) -> None:
    """A sample, with its part and field, gives what stands in golden.json."""
    name, part, field = [*case.split("#"), "", ""][:3]
    data = read((DATA / name).read_bytes(), name, part=part, field=field)
    assert plain(data) == GOLDEN[case]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_formats_are_recognised(name: str) -> None:
    """The format is told by the content, whatever the file is called."""
    content = (DATA / name).read_bytes()
    assert recognise(content, name) == FORMATS[name]
    if name != "table.tsv":
        assert recognise(content, "file.dat") == FORMATS[name]


def test_every_sample_has_a_golden_result() -> None:
    """No sample is forgotten; an array without tokens is refused."""
    samples = {path.name for path in DATA.iterdir() if path.is_file()} - {
        "README.md",
        "golden.json",
    }
    assert samples == set(FORMATS)
    assert {case.split("#")[0] for case in GOLDEN} == samples - {"scores.npy"}
    with pytest.raises(ParseError, match="no tokens"):
        read((DATA / "scores.npy").read_bytes(), "scores.npy")
