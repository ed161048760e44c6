"""The words of which names of scores are made: `delta_logprob`, `logProb (bits)`, `gpt2-logprob`.

Some words change what a score is, some are units; all others are names of models and the like.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from heatmark.core.patterns import lazy_re

# Of a log-probability that is added up or averaged, which still is one of something else.
_COUNTED_TOGETHER = frozenset(
    {"avg", "average", "averaged", "averages", "mean", "means", "median", "geomean", "tb", "trung"}
    | {"cum", "cumul", "cumulative", "cumulated", "cumsum", "accumulated", "running", "rolling"}
    | {"sum", "sums", "summed", "total", "totals", "tổng", "tích", "lũy", "luỹ"}
)
_COMPARED = frozenset(
    {"delta", "deltas", "diff", "diffs", "dif", "difference", "differences", "differential"}
    | {"change", "changes", "gap", "margin", "vs", "versus", "minus", "contrast", "effect"}
    | {"gain", "gains", "drop", "drops", "lift", "increase", "decrease", "improvement", "loss"}
    | {"ratio", "ratios", "quotient", "odds", "relative", "rel", "percent", "pct", "percentage"}
    | {"residual", "residuals", "resid", "advantage", "reward", "kl", "pmi", "contribution"}
    | {"chênh", "lệch", "hiệu", "tỉ", "tỷ", "tương", "thay"}
)
_SCALED = frozenset(
    {"z", "zscore", "zscores", "zscored", "norm", "normed", "normalized", "normalised"}
    | {"normalization", "normalisation", "standardized", "standardised", "scaled", "rescaled"}
    | {"minmax", "centered", "centred", "demeaned", "adjusted", "weighted", "smoothed", "smooth"}
    | {"abs", "absolute", "neg", "negative", "exp", "sqrt", "sq", "squared", "inverse", "inv"}
    | {"chuẩn", "nghịch"}
)
_BESIDE = frozenset(
    {"rank", "ranks", "ranking", "percentile", "quantile", "count", "counts", "index", "idx"}
    | {"error", "errors", "err", "errs", "se", "sem", "sd", "std", "stdev", "stddev", "stderr"}
    | {"var", "variance", "ci", "uncertainty", "entropy", "entropies", "mask", "flag", "threshold"}
    | {"grad", "grads", "gradient", "gradients", "weight", "weights", "slope", "coef", "corr"}
    | {"derivative", "attribution", "attributions", "saliency", "importance", "hạng", "sai"}
)
_OTHER = _COMPARED | _SCALED | _BESIDE
_APART = lazy_re(r"[\s_.\-–—‐‑:;,/|()\[\]{}<>]+")
_HUMP = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = {ord(sign): " delta " for sign in "Δ∆δ"} | {ord("±"): " error "}
_NEGATIVE = lazy_re(r"^\s*[-−–](?=\s*\w)")
_POINT = lazy_re(r"(?<=[^\W\d])\.(?=[^\W\d])")
_GLUED = lazy_re(r"(?<=\w)(?=logprobs?\b)")
# What a logarithm or a number is counted in; `4 bit` and `8 bit` are sizes of weights.
_UNIT_WORDS = lazy_re(
    r"\b(?:(?P<bit>(?<!\b\d )(?<!\b\d\d )bits?|shannons?"
    r"|log[2₂]|(?:log )?(?:base|cơ số) ?(?:2|₂|two))"
    r"|(?P<nat>nats?|ln|loge|(?:log )?(?:base|cơ số) ?(?:e|ₑ))"
    r"|(?P<ban>bans?|hartleys?|dits?|log(?:10|₁₀)|(?:log )?(?:base|cơ số) ?(?:10|₁₀|ten)))"
    r"(?!\w)"
)
_PER_TOKEN = lazy_re(r"\bper (?:sub)?(?:tok|token|tokens|word|words)\b|\bin (?=bit|nat|ban)")
_PER = lazy_re(r"\bper\b|\b\d+ bit\b|^d log")


@lru_cache(maxsize=1024)  # equivalent: the size of a cache
def name_words(name: str) -> str:
    """Part a name into its words, in lower case with one space between: `logProb.z`, `log prob z`.

    A sign in front becomes the word for it, as does a Greek delta.
    """
    plain = _NEGATIVE.sub("neg ", unicodedata.normalize("NFC", name))
    parted = _APART.split(_HUMP.sub(" ", plain.translate(_SIGNS)).casefold())
    return _GLUED.sub(" ", " ".join(parted)).strip()


def with_lines(name: str) -> str:
    """Write a name of R's as others do: `word_index` for `word.index`."""
    return _POINT.sub("_", name)


def changes(words: str) -> bool:
    """Tell words that make another quantity of a score: a difference, a ratio, an error, a sum."""
    kept = _PER_TOKEN.sub(" ", words)
    found = set(kept.split())
    return not found.isdisjoint(_OTHER | _COUNTED_TOGETHER) or _PER.search(kept) is not None


def makes_other(words: str) -> bool:
    """Tell the same of what stands in brackets behind a name: sums and means there are of it."""
    return not set(words.split()).isdisjoint(_OTHER)


def unit_words(words: str) -> tuple[str, str | None]:
    """Take the words of units out of a name.

    Returns:
        What is left, and the unit that they say: `nat`, `bit` or `ban`, nothing if there are no
        such words, None if they say several.
    """
    units = {str(found.lastgroup) for found in _UNIT_WORDS.finditer(words)}
    left = " ".join(_UNIT_WORDS.sub(" ", _PER_TOKEN.sub(" ", words)).split())
    return left, None if len(units) > 1 else "".join(units)
