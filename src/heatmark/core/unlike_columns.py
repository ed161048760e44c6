"""Which columns of numbers are plainly different quantities by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.naming import name_words, unit_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence


# Quantities that have no common scale, by words in their names; those of one row have one.
_KINDS = tuple(
    lazy_re(rf"\b(?:{words})(?!\w)")
    for words in (
        r"surprisals?|entropy|entropies|nll|loss|log ?(?:probs?|p|likelihoods?)|bất ngờ|entropi",
        r"^p$|probs?|probability|probabilities|xác suất",
        (
            r"(?:^|reading |reaction |response )times?|times?(?: m?s)?$|rts?|ffd|gd|tft|trt|fprt"
            r"|tfd|rpd|rrt|sfd|go ?past|(?:first|second) pass|regression path|gaze|dwell"
            r"|durations?|ms|thời gian"
        ),
        (
            r"freq|freqs|frequency|frequencies|counts?|occurrences|tần số|tần suất|số lần"
            r"|(?:n|num|number of) (?:tokens|words|pieces|subwords|uses|times)|số (?:từ|token)"
            r"|số lượng|zipf|^tf$"
        ),
        r"len|length|lengths|chars|letters|syllables|độ dài|chiều dài|số chữ",
        r"ranks?|thứ hạng|hạng",
        r"attention|attn|chú ý",
        r"perplexity|perplexities|ppl",
        r"similarity|cosine|tương đồng",
        r"accuracy|acc|valence|arousal|concreteness|age of acquisition|aoa",
        r"logits?",
        r"^idf$",
        r"tf ?idf",
        # what tables of statistics have side by side
        r"p ?val(?:ue)?s?|^(?:p|pr) [tzf]$|^p adj|padj|fdr|^sig$|giá trị p|trị số p",
        r"^[tz]$|^[tzf] (?:values?|stat\w*|ratio)$|chi2|chisq|test statistics?",
        r"coef|coefs|coefficients?|estimates?|^betas?$|hệ số",
        r"^(?:age|tuổi)$",
    )
)
_OF_EACH = lazy_re(
    r"\b(?:scores?|values?|ratings?|weights?|grades?|depths?|levels?|degrees?|chance|cumulative"
    r"|ao a|điểm|bậc|mức|độ sâu|tích luỹ|tích lũy)\b"
)
_TIME, _COUNT, _LENGTH = 2, 3, 4
_P_VALUE, _AGE = 13, 16
# What is no model's score of another name.
_BESIDE = (_TIME, _COUNT, _LENGTH, _P_VALUE, _AGE)
_BY = lazy_re(r"\b(?:scores?|norm\w*|adjusted|weighted|controlled|residuals?|effects?|per|by)\b")
_MOST = 4  # columns without a number in their names; of more they are the words of a map
_PLAIN = frozenset({"score", "scores", "value", "values", "mean", "effect", "r", "rho", "điểm"})
# Measures of eye tracking whose short names are those of other things: a number, a model.
_EYES = lazy_re(r"ffd|gd|tfd|tft|trt|rpd|rrt|sfd|fprt|gaze.*|first fixation.*")
_AMONG_EYES = frozenset({"tt", "gpt", "gp", "fp", "sp", "ff", "fpt"})
_BANDS = frozenset({"alpha", "theta", "gamma"})  # of brain waves, as are beta and delta
_COMPARISON = lazy_re(
    r"(?:.* )?(?:diffs?|differences?|delta|ratios?|chênh lệch|tỉ số|tỉ lệ|tỷ số|tỷ lệ)(?: .*)?"
    r"|hiệu(?: số)?"
)
_UNIT = lazy_re(r"(?<!\w)(?<!\d )(?:ms|millis\w*|s|secs?|seconds?|%|percent|pct|k?hz|db|px|mm|cm)$")
_POINT = lazy_re(r"[.,]")
_ROWS = 3  # of which no column has whole numbers alone by chance
_SAID_ALONE = frozenset({"%", "bit", "ban"})
"""Units that columns without one surely do not have; others may go without saying."""
_SAME_UNIT = {"percent": "%", "pct": "%", "sec": "s", "secs": "s", "second": "s", "seconds": "s"}
_DIFFERENT = "{names} are different quantities on one scale"  # as it is said below


def unlike(
    names: Sequence[str], about: str, tokens: Container[str] = (), drawn: Sequence[str] = ()
) -> tuple[Notice, ...]:
    """Say of series that are plainly different quantities that one scale is for all of them.

    A count, a length or a time is another one than what is called like nothing known: `gpt2`.

    Args:
        names: What they are called.
        about: Where they are written.
        tokens: The tokens, which name the columns of a map.
        drawn: All that are drawn, if some of them say nothing by their names.
    """
    known = _kinds_of(names)
    others = [name for name, kind in known.items() if kind is None]
    beside = [name for name, kind in known.items() if kind in _BESIDE and not _BY.search(name)]
    if (
        beside
        and {*known.values()} == {None, known[beside[0]]}
        and not any(name.strip() in tokens for name in beside)
        and (len(others) <= _MOST or all(any(map(str.isdigit, name)) for name in others))
    ):
        known |= dict.fromkeys(others, len(_KINDS))
    kinds = dict.fromkeys(kind for kind in known.values() if kind is not None)
    firsts = [next(name for name in names if known[name] == kind) for kind in kinds]
    if not firsts[1:] and not any(name.strip() in tokens for name in names):
        firsts = _in_units(names) or _compared(names)
    return (_different(firsts, drawn or names, about),) if firsts[1:] else ()


def unlike_numbers(columns: Mapping[str, Sequence[str]]) -> tuple[Notice, ...]:
    """Say of columns without names that some have whole numbers alone: ranks beside surprisals.

    Args:
        columns: The cells of each, by its number.
    """
    whole = [name for name, cells in columns.items() if not any(map(_POINT.search, cells))]
    others = [name for name in columns if name not in whole]
    if not whole or not others or len(columns[whole[0]]) < _ROWS:
        return ()
    return (_different([others[0], whole[0]], [*columns], "src"),)


def _different(firsts: Sequence[str], names: Sequence[str], about: str) -> Notice:
    problem = say(
        "{names} are different quantities on one scale", names=listed(map(quoted, firsts))
    )
    hint = say(
        "draw each by itself: field: {name}; field: {all} means all",
        name=firsts[0],
        all=", ".join(names),
    )
    if any("," in name for name in names):  # which parts them in `field`
        hint = say("draw each by itself: field: {name}", name=firsts[0])
    if about == "scores":
        hint = say("draw each by itself: scores[[{name}]]", name=repr(firsts[0]))
    elif about != "src":
        hint = say("write a block for each of them")
    return Notice(name="unlike-columns", message=problem, hint=hint, about=about)


def names_are_unlike(notice: Notice) -> bool:
    """Tell the notice of series that are different quantities by their names."""
    return getattr(notice.message, "template", "") == _DIFFERENT


def _kinds_of(names: Sequence[str]) -> dict[str, int | None]:
    """Tell what series are, some of them by those beside them."""
    words = {name: name_words(name) for name in names}
    plain = {*words.values()}
    known = {name: _kind(word) for name, word in words.items()}
    if any(map(_EYES.fullmatch, plain)):
        known |= {name: _TIME for name, word in words.items() if word in _AMONG_EYES}
    if not plain.isdisjoint(_PLAIN) and "q" not in plain:  # beside which p is that of a test
        known |= {name: _P_VALUE for name, word in words.items() if word == "p"}
    if not plain.isdisjoint(_BANDS):
        known |= {name: None for name, word in words.items() if word == "beta"}
    return known


def is_quantity(name: str) -> bool:
    """Tell a name that says which quantity a column holds: `RT`, `accuracy`, `p.value`."""
    return _kind(name_words(name)) is not None


def is_of_each_token(name: str) -> bool:
    """Tell the name of a quantity or score that each token has: a length, a rating, a depth."""
    return is_quantity(name) or _OF_EACH.search(name_words(name)) is not None


def _kind(words: str) -> int | None:
    return next((at for at, kind in enumerate(_KINDS) if kind.search(words)), None)


def _in_units(names: Sequence[str]) -> list[str]:
    """Find one series of each unit, if their names say several."""
    units = {name: _unit_of(name) for name in names}
    said = {*units.values()} - {""}
    if len(said) > 1 or ("" in units.values() and said & _SAID_ALONE):
        return _first_of_each(units)
    return []


def _unit_of(name: str) -> str:
    words = name_words(name)
    left, unit = unit_words(words)
    if unit and left:
        return unit
    found = _UNIT.search(words)
    return _SAME_UNIT.get(found[0], found[0]) if found and found.start() else ""


def _compared(names: Sequence[str]) -> list[str]:
    """Find a series and a difference or ratio of such, if there are both."""
    if any(name_words(name) in _BANDS for name in names):
        return []
    return _first_of_each({name: bool(_COMPARISON.fullmatch(name_words(name))) for name in names})


def _first_of_each(kinds: Mapping[str, object]) -> list[str]:
    firsts: dict[object, str] = {}
    for name, kind in kinds.items():
        firsts.setdefault(kind, name)
    return [*firsts.values()]
