"""What options take: readers of their values."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from heatmark.core.numerals import read_numerals
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import given

Scale: TypeAlias = "str | tuple[float, float]"
Clip: TypeAlias = "tuple[float, float] | None"
Special: TypeAlias = "str | tuple[str, ...]"
"""`exclude`, `include`, `hide`, or the special tokens that are on the scale."""
Marks: TypeAlias = "tuple[tuple[int | str, str | None], ...]"
"""Pairs of a token, by its number from 1 or its text, and what it is called."""
Steps: TypeAlias = "tuple[tuple[str | None, float], ...]"
"""Pairs of a name, or None, and the highest score that is called so; of the last it may be ∞."""
Width: TypeAlias = "int | str"
"""Characters, or a text such as `10in`."""


SCALES = ("minmax", "zero", "symmetric", "log", "rank")
TRANSFORMS = ("abs", "neg", "exp", "log", "softmax", "log_softmax")
SCHEMES = (
    *("bytebpe", "sentencepiece", "wordpiece", "at"),
    *("json", "legacy", "pybytes", "text", "mojibake"),
)
OUTPUTS = ("html", "png", "svg")
DARK = ("card", "both")
LETTERS = ("outlines", "text")
SPECIAL = ("exclude", "include", "hide")
MERGES = ("none", "sum", "max", "mean", "first")
NOTICES = (
    *("rainbow-colormap", "special-dominates", "nearly-equal", "first-token-zero"),
    *("no-measure", "within-noise", "skewed-runs", "lonely-share", "repeated-id", "double-encoded"),
    *("unshaped-script", "missing-character", "mixed-signs", "diverging-off-centre", "cut-axis"),
    *("one-score-dominates", "goes-with-length", "rank-of-nothing", "colour-vision"),
    *("large-integers", "impossible-score", "nothing-clipped"),
    *("square-array", "one-row", "many-series", "table-axes", "ignored-option"),
    *("trailing-mark", "commented-row", "unclear-names", "unit-dropped", "no-effect"),
    *("unit-unsaid", "empty-token", "unlike-columns", "blank-lines", "total-row"),
    *("unknown-language", "parted-numbers"),
    *("near-miss", "swallowed", "left-over", "front-matter"),
    *("spaces-added", "segmented-words", "no-legend", "left-out", "summed-tokens"),
    *("sphinx-only", "defaults-off", "top-alone", "chosen-example", "header-unknown"),
    *("ranks-from-zero", "indented-block", "not-embedded", "no-extension"),
    *("formula", "merged-scores", "mask-value", "transposed", "copied-runs"),
    *("class-dropped", "shared-colour", "off-scale", "small-axes", "alike-names"),
    *("cut-letters", "escaped-token", "out-of-order"),
)
ORDERS = ("given", "reversed")
TOKEN_AXES = ("first", "last")
MOST_STEPS = 7
VALUES = ("hover", "below", "both")
BELOW = ("score", "id", "label")
LINEUPS = (2, 20)
VERSIONS = (1, 20)
VIEWERS = (1, 200)
SHUFFLES = ("free", "pieces", "rotate")
MEAN = "mean"
VIEWS = ("text", "guesses", "bars", "grid")
AS_TEXT = VIEWS[:2]  # which draw the text itself
STATS = (
    *("mean", "median", "min", "max", "sum", "perplexity", "bits_per_char", "bits_per_byte"),
    *("top1", "top5", "top10", "mrr", "entropy"),
)
SORTS = ("given", "max")
BARS = ("zero", "cut")
SERIES = ("stacked", "tabs", "pick")
LEGENDS = ("full", "short", "none")
_INFINITE = frozenset({"inf", ".inf", "infinity", "∞"})
_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")


def is_by_token(view: object, series: object) -> bool:
    """Tell whether rows of a square array are wanted as those of its tokens: to see or to pick."""
    return view == "grid" or series == "pick"


def read_text(value: object) -> str:
    """Read text without control characters."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    text = str(value).removesuffix("\n")  # of YAML's `|`
    if not re.fullmatch(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]*", text):
        raise ValueError  # no character of any text
    return text


def read_anchor(value: object) -> str:
    """Read an HTML id."""
    text = read_text(value)
    if not re.fullmatch(r"[A-Za-z][\w.:-]*", text, re.ASCII):
        raise ValueError
    return text


_NAME = r"-?[^\W\d][\w-]*"
_VALUE = rf"(?:{_NAME}|\"[\w .:/-]*\"|'[\w .:/-]*')"
_SIMPLE = rf"(?:[.#]{_NAME}|\[{_NAME}(?:[~|^$*]?={_VALUE})?\]|:root)"
_COMPOUND = rf"(?:(?:{_NAME}|\*)?(?:{_SIMPLE}|:not\({_SIMPLE}+\))+|{_NAME})"
_COMMA = lazy_re(r"[+−-]?\d+,\d+", re.ASCII)
_SELECTOR = lazy_re(rf"{_COMPOUND}(?:(?: *> *| +){_COMPOUND})*")


def read_selector(value: object) -> str:
    """Read selectors of CSS, of the kinds that tell a dark page, and that can end no rule."""
    parts = [part.strip() for part in read_text(value).split(",")]
    if not all(map(_SELECTOR.fullmatch, parts)):
        raise ValueError
    return ",".join(parts)


def read_classes(value: object) -> tuple[str, ...]:
    """Read names of classes, with spaces or commas between them; ours are not for taking."""
    names = tuple(re.split(r"[\s,]+", read_text(value).strip())) if isinstance(value, str) else ()
    names = names or tuple(map(read_text, read_list(value)))
    if not all(re.fullmatch(r"-?[A-Za-z_][\w-]*", name, re.ASCII) for name in names):
        raise ValueError
    if any(name.lower().startswith("heatmark") for name in names):
        raise ValueError
    return names


def read_special(value: object) -> Special:
    """Read what becomes of special tokens, or which of them are on the scale."""
    if value in SPECIAL:
        return str(value)
    items = _listed(value)
    if not items or (isinstance(value, str) and value.isalpha()):
        raise ValueError  # no special token is a plain word: it is a name misspelt
    if not all(isinstance(item, str) for item in items):
        raise TypeError
    return tuple(dict.fromkeys(map(read_text, items)))


def _listed(value: object) -> list[object]:
    """Read a list of texts that may have brackets of their own: in a header `[MASK],[CLS]`."""
    if not isinstance(value, str):
        return list(value) if isinstance(value, list | tuple) else [value]
    if re.match(r"\s*\[\s*[\"']", value):
        value = value.strip().removeprefix("[").removesuffix("]")
    return [item.strip().strip("\"'") for item in value.split(",") if item.strip()]


def read_marks(value: object) -> Marks:
    """Read tokens that are marked, and what they are called.

    Digits count where only text can be written, as in a header and in keys of JSON; in a list a
    text is the text of a token.
    """
    pairs: list[Any]
    if isinstance(value, dict):
        pairs = [(_counted(which), word) for which, word in value.items()]
    elif isinstance(value, str):
        pairs = [(_counted(str(item).strip("\"'")), None) for item in read_list(value)]
    else:
        listed = list(value) if isinstance(value, list | tuple) else [value]
        pairs = [item if isinstance(item, list | tuple) else (item, None) for item in listed]
    return tuple(
        (_token(which), None if word is None else read_text(word)) for which, word in pairs
    )


def _counted(which: object) -> object:
    return int(which) if isinstance(which, str) and which.isdecimal() else which


def _token(which: object) -> int | str:
    """Read which token is meant: a whole number counts, a text is one."""
    if isinstance(which, int) and not isinstance(which, bool):
        return which
    if not isinstance(which, str) or not which.strip():
        raise ValueError
    return read_text(which)


def read_pick(value: object) -> int | str:
    """Read one token: its number from 1, also as text, or its text."""
    return _token(_counted(value))


def read_flag(value: object) -> bool:
    """Read true or false."""
    text = str(value).lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError


def read_flag_or_auto(value: object) -> bool | None:
    """Read true, false or auto, which is None."""
    return None if value == "auto" else read_flag(value)


def read_number(value: object) -> float:
    """Read a finite number, as people write it."""
    if isinstance(value, str):
        read = read_numerals([value], hint="write a number")
        number = read.scores[0]
        if read.unit or number is None:
            raise ValueError
        return number
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def read_count(value: object) -> int:
    """Read a positive whole number."""
    number = read_number(value)
    if number < 1 or number != int(number):
        raise ValueError
    return int(number)


def read_list(value: object) -> list[object]:
    """Read a list, or its form in a fence header: `a,b` or `[a, b]`."""
    if isinstance(value, str):
        inner = value.strip().removeprefix("[").removesuffix("]")
        return [item.strip() for item in inner.split(",") if item.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    return [value]


def is_decimal_comma(value: object) -> bool:
    """Tell `1,5` of a header, which is one number to some readers and two to others."""
    return isinstance(value, str) and bool(_COMMA.fullmatch(value.strip()))


def read_pair(value: object) -> tuple[float, float]:
    """Read two numbers, the lower first."""
    low, high = map(read_number, read_list(value))
    if not low < high:
        raise ValueError
    return low, high


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads one of some names."""

    names: tuple[str, ...]

    def __call__(self, value: object) -> str:
        """Read a name."""
        if value not in self.names:
            raise ValueError
        return str(value)


def one_of(*names: str) -> OneOf:
    """Make a reader of one of some names."""
    return OneOf(names)


def read_scale(value: object) -> Scale:
    """Read the name of a scale, or its two ends."""
    return str(value) if value in ("auto", *SCALES) else read_pair(value)


def read_given(value: object) -> str:
    """Read what scores are, a measure that can be converted to others."""
    text = read_text(value)
    if given(text) is None:
        raise ValueError
    return text


def read_transforms(value: object) -> tuple[str, ...]:
    """Read one or several transforms."""
    return tuple(map(one_of(*TRANSFORMS), read_list(value)))


def read_stats(value: object) -> tuple[str, ...]:
    """Read one or several summaries."""
    return tuple(dict.fromkeys(map(one_of(*STATS), read_list(value))))


def read_clip(value: object) -> Clip:
    """Read one or two percentiles."""
    items = read_list(value)
    if len(items) == 1:  # in decimals: 100 - 99.9 is no 0.1 in floats
        items.append(float(100 - Decimal(repr(read_number(items[0])))))
    low, high = read_pair(items)
    if not 0 <= low < 50 < high <= 100:  # 2,5 is no pair but a decimal comma
        raise ValueError
    return low, high


@dataclass(frozen=True, slots=True)
class Between:
    """Reads numbers within limits."""

    low: float
    high: float

    def __call__(self, value: object) -> float:
        """Read a number."""
        number = read_number(value)
        if not self.low <= number <= self.high:
            raise ValueError
        return number


def between(low: float, high: float) -> Between:
    """Make a reader of numbers within limits."""
    return Between(low, high)


def read_width(value: object) -> Width:
    """Read a width in characters or in inches."""
    text = str(value).replace(" ", "")
    if text.endswith("in"):
        return f"{between(1, 40)(text.removesuffix('in')):g}in"
    columns = read_count(value)
    if not 10 <= columns <= 400:  # as `allowed` says
        raise ValueError
    return columns


def read_span(value: object) -> tuple[int, int]:
    """Read two positions such as `10..60`."""
    found = re.fullmatch(r"(\d{1,9})\.\.(\d{1,9})", str(value), re.ASCII)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError
    return int(found[1]), int(found[2])


def read_folders(value: object) -> tuple[str, ...]:
    """Read one or several folders."""
    return tuple(map(read_text, read_list(value)))


def read_scales(value: object) -> tuple[tuple[str, tuple[float, float]], ...]:
    """Read named ends of scales."""
    named: dict[object, object] = dict(value)  # type: ignore[call-overload]  # or it raises
    return tuple((read_text(name), read_pair(ends)) for name, ends in named.items())


def read_steps(value: object) -> Steps:
    """Read rising thresholds, alone or by their names; the last of a mapping may be infinite."""
    if is_decimal_comma(value):
        raise ValueError
    if isinstance(value, dict):
        pairs = [(read_text(name), _threshold(end)) for name, end in value.items()]
    else:
        listed = [one if isinstance(one, list | tuple) else (None, one) for one in read_list(value)]
        pairs = [(name and read_text(name), _threshold(end)) for name, end in listed]
    ends = [end for _, end in pairs]
    if math.inf in ends and not pairs[-1][0]:
        raise ValueError  # which is above all without a name, too
    names = [name for name, _ in pairs if name is not None]
    if not pairs:
        return ()
    if not 1 <= len([end for end in ends if math.isfinite(end)]) <= MOST_STEPS:
        raise ValueError
    if ends != sorted(set(ends)) or not all(map(str.strip, names)):
        raise ValueError
    return tuple(pairs)


def _threshold(value: object) -> float:
    infinite = str(value).lower() in _INFINITE
    return math.inf if infinite else read_number(value)


def read_digits(value: object) -> int:
    """Read how many decimals numbers have."""
    number = read_number(value)
    if number not in range(10):
        raise ValueError
    return int(number)


def read_axes(value: object) -> tuple[str, str]:
    """Read the names of two axes."""
    rows, columns = map(read_text, read_list(value))
    return rows, columns


@dataclass(frozen=True, slots=True)
class WholeBetween:
    """Reads whole numbers within limits."""

    low: int
    high: int

    def __call__(self, value: object) -> int:
        """Read a whole number."""
        number = read_count(value)
        if not self.low <= number <= self.high:
            raise ValueError
        return number


def whole_between(low: int, high: int) -> WholeBetween:
    """Make a reader of whole numbers within limits."""
    return WholeBetween(low, high)


def read_names(value: object) -> tuple[str, ...]:
    """Read one or several names: in a header with commas between them."""
    names = tuple(map(read_text, read_list(value)))
    if len(set(names)) < len(names):
        raise ValueError
    return names


def read_repeats(value: object) -> int:
    """Read how often something was measured: at least twice, since once tells no error."""
    return whole_between(2, 1_000_000)(value)


def read_against(value: object) -> float | str:
    """Read what scores are compared with: a number, or their mean."""
    return MEAN if value == MEAN else read_number(value)


def read_alpha(value: object) -> float:
    """Read the parameter of a Dirichlet distribution: positive, also infinite."""
    if str(value).lower() in _INFINITE:
        return math.inf
    return between(0.001, 1_000_000)(value)


def read_positive(value: object) -> float:
    """Read a positive number."""
    number = read_number(value)
    if number <= 0:
        raise ValueError
    return number


def read_silenced(value: object) -> tuple[str, ...]:
    """Read names of notices."""
    return tuple(map(one_of(*NOTICES), read_list(value)))
