"""Units of log P, surprisal and P by their names, alone or behind the name of a measure."""

from __future__ import annotations

from functools import lru_cache

from heatmark.core.patterns import lazy_re

# The names of units, in any case, by the one that is written. Scores are of tokens, so that "bits
# per token" are bits. Bits of a letter or byte are none of a token: they are no unit of its score.
_LOGS = {
    "nat": ("nat", "nats", "ln"),
    "bit": ("bit", "bits", "sh", "shannon", "shannons"),
    "ban": ("ban", "bans", "hart", "harts", "hartley", "hartleys", "dit", "dits"),
}
_OF_BASE = {"nat": ("e", "ₑ"), "bit": ("2", "₂", "two"), "ban": ("10", "₁₀", "ten")}
_BASES = ("log", "log ", "log_", "log-", "base ", "base", "base-", "log base ", "cơ số ")
_SHARES = {
    "%": ("%", "percent", "per cent", "phần trăm"),
    "‰": ("‰", "permille", "per mille", "phần nghìn"),
}
_PER_TOKEN = ("", "/token", " per token", "/tok", "/word", " per word", "/từ")
_UNITS = {
    **{
        f"{name}{end}": unit
        for unit, names in _LOGS.items()
        for name in names
        for end in _PER_TOKEN
    },
    **{
        f"{log}{base}": unit for unit, bases in _OF_BASE.items() for base in bases for log in _BASES
    },
    **{name: unit for unit, names in _SHARES.items() for name in names},
}
_LIKE_A_UNIT = lazy_re(r"(?:bit|nat|ban|shannon|hartley)s?\s*(?:/|per\b).*|base[ -]?\d+")
# What stands between the name of a measure and that of its unit, the surest first.
_BEHIND = (
    lazy_re(r"(.*?\S)\s*(?:\[([^\[\]]+)\]|\(([^()]+)\)|\{([^{}]+)\})"),
    lazy_re(r"(.*?\S)\s*[,;:](.+)"),
    lazy_re(r"(.*?\S)\s+(?:in|tính bằng|theo)\s+(.+)"),
    lazy_re(r"(.*?\S)\s*/\s*(.+)"),
    lazy_re(r"(.*?\S)[\s_](.+)"),
)


def unit_called(text: str) -> str | None:
    """Find a unit by any of its names: `bit` of `bits`, `base 2` or `log2`."""
    return _UNITS.get(" ".join(text.split()).casefold())


def is_unit(text: str) -> bool:
    """Tell the name of a unit of log P, surprisal or P."""
    return unit_called(text) is not None


def unit_like(text: str) -> str | None:
    """Find a unit, or what is like one and is none that is known, as it is: `bits/char`."""
    called = " ".join(text.split()).casefold().removeprefix("in ")
    return _UNITS.get(called) or (called if _LIKE_A_UNIT.fullmatch(called) else None)


@lru_cache(maxsize=256)  # equivalent: the size of a cache
def parted(name: str) -> tuple[str, str]:
    """Part a name from the unit behind it: `log P [nat]`, `surprisal, bit`, `surprisal in bits`.

    Returns:
        The name, and the unit as it is written; the whole name and nothing if there is none.
    """
    for pattern in _BEHIND:
        found = pattern.fullmatch(name.strip())
        if found:
            unit = next(filter(None, found.groups()[1:])).strip()
            if unit_like(unit):
                return found[1].strip(), unit
    return name, ""
