"""Tokens: what a tokenizer prints, turned into what a reader sees."""

from __future__ import annotations

from heatmark.options.values import SCHEMES
from heatmark.tokens.alignment import align
from heatmark.tokens.cells import Cells, decoded, lengths, to_cells
from heatmark.tokens.detection import detect
from heatmark.tokens.joining import join_tokens
from heatmark.tokens.merging import merged, merged_texts
from heatmark.tokens.mojibake import repaired
from heatmark.tokens.words import are_words, is_plain, join_words, length, split_words

__all__ = [
    "SCHEMES",
    "Cells",
    "align",
    "are_words",
    "decoded",
    "detect",
    "is_plain",
    "join_tokens",
    "join_words",
    "length",
    "lengths",
    "merged",
    "merged_texts",
    "repaired",
    "split_words",
    "to_cells",
]
