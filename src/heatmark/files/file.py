"""A file that is to be recognised, and what a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable  # noqa: TC003 - a named tuple looks it up
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from heatmark.core.errors import ParseError, SourceError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.files.text import decode, load

if TYPE_CHECKING:
    from heatmark.block.draft import Draft
    from heatmark.files.request import Request


UNDERSTOOD = say(
    "understood are OpenAI and llama.cpp log-probabilities, inseq, tokens with arrays (JSON, "
    "JSONL, NPZ), CSV, TSV, and heatmark's own rows and mappings"
)
_ARRAYS = say("save arrays with numpy.savez, or as safetensors")
_PICKLE = (say("it may be a pickle, which is never read"), _ARRAYS)
_TABLE = say("write it as CSV: frame.to_csv('name.csv', index=False)")
_OTHERS = {
    b"PAR1": (say("it is a Parquet file"), _TABLE),
    b"ARROW1": (say("it is an Arrow file"), _TABLE),
    b"FEA1": (say("it is an Arrow file"), _TABLE),
    b"\xff\xff\xff\xff": (say("it is an Arrow file"), _TABLE),
    b"\x89HDF": (say("it is an HDF5 file"), _ARRAYS),
    b"\xd0\xcf\x11\xe0": (say("it is a workbook of Excel"), say("save it as CSV UTF-8")),
    b"SQLite format 3": (say("it is an SQLite database"), _TABLE),
    b"GGUF": (say("it is a model, and has no scores of tokens"), say("save what the model gives")),
    b"\x80": _PICKLE,
}
# What a zip is, by the names of files in it.
_ZIPS = {
    "xl/workbook.xml": (say("it is a workbook of Excel"), say("save it as CSV UTF-8")),
    "content.xml": (say("it is a sheet of LibreOffice"), say("save it as CSV, in UTF-8")),
    "word/document.xml": (say("it is a document of Word"), say("save it as plain text in UTF-8")),
    "data.pkl": (say("it is a file of PyTorch, a pickle, which is never read"), _ARRAYS),
}
_MEANT = lazy_re(r"\s*[\[{]\s*[\"\[{]")  # how JSON starts, and rows and YAML hardly ever


@dataclass(frozen=True)
class File:
    """A file, of which a format reads no more than it needs to tell whether it is one.

    Attributes:
        content: All its bytes.
        name: What it is called, which decides where the content could be of two formats.
    """

    content: bytes
    name: str

    @cached_property
    def text(self) -> str:
        """Its text.

        Raises:
            SourceError: If it is of a known kind that is not read, or no text at all.
        """
        for start, (problem, hint) in _OTHERS.items():
            if self.content.startswith(start):
                known = say("{hint}; {UNDERSTOOD}", hint=hint, UNDERSTOOD=UNDERSTOOD)
                raise SourceError(problem, hint=known)
        if b"\0" in self.content[:4096] and self.content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            raise SourceError("it is a binary file of an unknown format", hint=UNDERSTOOD)
        return decode(self.content)

    @cached_property
    def is_named_yaml(self) -> bool:
        """Whether its name says that it is YAML."""
        return self.name.lower().endswith((".yaml", ".yml"))

    @cached_property
    def value(self) -> object:
        """What its JSON says, or None if it is none: YAML may start with a brace, rows with any.

        Raises:
            ParseError: If it is meant to be JSON, and broken.
        """
        if self.text.lstrip()[:1] not in {"{", "["}:
            return None
        try:
            return load(self.text)
        except ParseError:
            if _MEANT.match(self.text) and not self.is_named_yaml:
                raise
            return None


class Reading(NamedTuple):
    """A file whose format is known.

    Attributes:
        format: What the format is called.
        read: Reads what is asked for.
        parts: Names the texts that are in it, if it is known how many there are.
        titles: Says what these are called for readers, if not by their names.
    """

    format: str
    read: Callable[[Request], Draft]
    parts: Callable[[Request], list[str]] | None = None
    titles: Callable[[Request], list[str]] | None = None


def refuse_zip(names: Iterable[str]) -> None:
    """Say what a zip without arrays is, if that is known by the names of files in it.

    Raises:
        SourceError: If it is known.
    """
    for name in names:
        for end, (problem, hint) in _ZIPS.items():
            if name == end or name.endswith(f"/{end}"):
                raise SourceError(problem, hint=hint)


Finder: TypeAlias = "Callable[[File], Reading | None]"
"""A format: it gives the reading of a file that is of it, or None."""
