"""Every option of a heatmap, declared once.

A field of [Options][heatmark.options.Options] is the whole declaration: name, type, default, check,
and help. Fence headers, block bodies, front matter, site configuration and the reference page are
derived from it.
"""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import Field, dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from heatmark.errors import OptionError, listed, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Scale: TypeAlias = "str | tuple[float, float]"
Clip: TypeAlias = "tuple[float, float] | None"
Width: TypeAlias = "int | str"
"""Characters, or a text such as `10in`."""

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
SCALES = ("minmax", "zero", "symmetric", "rank")
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
    *("no-measure", "within-noise", "lonely-share", "double-encoded"),
    "unshaped-script",
)
_LINEUPS = (2, 20)
VIEWS = ("text", "bars", "grid")
SERIES = ("stacked", "tabs")
_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")


class Scope(Enum):
    """Where an option may be set. Each level overrides the one before it."""

    SITE = "site"
    PAGE = "page"
    BLOCK = "block"


EVERYWHERE = frozenset(Scope)
SITE_ONLY = frozenset({Scope.SITE})
BLOCK_ONLY = frozenset({Scope.BLOCK})


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    text = str(value)
    if not re.fullmatch(r"[^\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]*", text):
        raise ValueError  # no character of any text
    return text


def _anchor(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z][\w.:-]*", text, re.ASCII):
        raise ValueError
    return text


def _flag(value: object) -> bool:
    text = str(value).lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError


def _flag_or_auto(value: object) -> bool | None:
    return None if value == "auto" else _flag(value)


def _number(value: object) -> float:
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        raise ValueError
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _count(value: object) -> int:
    number = _number(value)
    if number < 1 or number != int(number):
        raise ValueError
    return int(number)


def _items(value: object) -> list[object]:
    """Read a list, or its form in a fence header: `a,b` or `[a, b]`."""
    if isinstance(value, str):
        inner = value.strip().removeprefix("[").removesuffix("]")
        return [item.strip() for item in inner.split(",") if item.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    return [value]


def _pair(value: object) -> tuple[float, float]:
    low, high = map(_number, _items(value))
    if not low < high:
        raise ValueError
    return low, high


def _one_of(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in names:
            raise ValueError
        return str(value)

    return read


def _scale(value: object) -> Scale:
    return str(value) if value in SCALES else _pair(value)


def _transforms(value: object) -> tuple[str, ...]:
    return tuple(map(_one_of(*TRANSFORMS), _items(value)))


def _clip(value: object) -> Clip:
    items = _items(value)
    if len(items) == 1:
        items.append(100 - _number(items[0]))
    low, high = _pair(items)
    if low < 0 or high > 100:  # noqa: PLR2004 - percentiles
        raise ValueError
    return low, high


def _between(low: float, high: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        number = _number(value)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def _width(value: object) -> Width:
    text = str(value).replace(" ", "")
    if text.endswith("in"):
        return f"{_between(1, 40)(text.removesuffix('in')):g}in"
    columns = _count(value)
    if not 10 <= columns <= 400:  # noqa: PLR2004 - as `allowed` says
        raise ValueError
    return columns


def _rows(value: object) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,9})\.\.(\d{1,9})", str(value), re.ASCII)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError
    return int(found[1]), int(found[2])


def _folders(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _items(value)))


def _scales(value: object) -> tuple[tuple[str, tuple[float, float]], ...]:
    named: dict[object, object] = dict(value)  # type: ignore[call-overload]  # or it raises
    return tuple((_text(name), _pair(ends)) for name, ends in named.items())


def _size(value: object) -> int:
    number = _count(value)
    if not _LINEUPS[0] <= number <= _LINEUPS[1]:
        raise ValueError
    return number


def _positive(value: object) -> float:
    number = _number(value)
    if number <= 0:
        raise ValueError
    return number


def _silenced(value: object) -> tuple[str, ...]:
    return tuple(map(_one_of(*NOTICES), _items(value)))


def _option(  # noqa: PLR0913 - a declaration reads best as one call
    default: object,
    read: Callable[[object], object],
    allowed: str,
    explain: str,
    *,
    shown: str = "",
    scopes: frozenset[Scope] = EVERYWHERE,
) -> Any:  # noqa: ANN401 - like dataclasses.field, whose type follows the annotation
    """Declare an option: the values it takes, in words, complete the sentence "NAME must be …"."""
    metadata = {"read": read, "allowed": allowed, "explain": explain, "scopes": scopes}
    metadata["shown"] = shown or ("none" if default is None else str(default).lower())
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of one heatmap, after site, page and block have had their say."""

    title: str | None = _option(
        None, _text, "text", "The caption under the heatmap.", scopes=BLOCK_ONLY
    )
    id: str | None = _option(
        None,
        _anchor,
        "a letter, then letters, digits, '-', '_', '.' or ':'",
        "The HTML id of the figure, for links to it. In a brace header also `#id`.",
        scopes=BLOCK_ONLY,
    )
    measure: str | None = _option(None, _text, "text", "What a score is: `log P`, `attention`.")
    unit: str | None = _option(None, _text, "text", "The unit of a score: `nat`, `bit`, `%`.")
    scale: Scale = _option(
        "minmax",
        _scale,
        f"one of {listed(SCALES)}, or two numbers [lowest, highest]",
        "How scores become colours: `minmax` spans the smallest to the largest score; `zero` "
        "starts at 0, or is centred on it where signs mix; `symmetric` reaches equally far on both "
        "sides of `center`; `rank` spreads the scores evenly by their order; `[lo, hi]` is fixed, "
        "and marks what lies beyond.",
    )
    center: float | None = _option(
        None,
        _number,
        "a number",
        "The score in the middle of a `symmetric` scale (0 if not given). Implies that scale.",
    )
    transform: tuple[str, ...] = _option(
        (),
        _transforms,
        f"one or a list of {listed(TRANSFORMS)}",
        "What is done to the scores first, in this order. `softmax` and `log_softmax` go over all "
        "scores of a series that are not missing.",
        shown="none",
    )
    clip: Clip = _option(
        None,
        _clip,
        "a percentile below 50, or two percentiles [low, high]",
        "The percentiles at which the scale ends, so that a few extreme scores do not flatten the "
        "rest. What lies beyond is marked: `5` means `[5, 95]`.",
    )
    cmap: str | None = _option(
        None,
        _text,
        "the name of a matplotlib colormap",
        "The colormap, any of matplotlib's by its name; `_r` at its end reverses it.",
        shown="`Reds`, or `RdBu_r` on a scale with a centre",
    )
    lang: str | None = _option(
        None,
        _text,
        "the code of a language, such as vi or en",
        "The language of words and numbers around the heatmap: Vietnamese for `vi`, English for "
        "any other.",
        shown="the site's language, else `en`",
    )
    join: str = _option(
        "auto",
        _one_of("auto", "space", "none"),
        "one of auto, space, none",
        "What stands between tokens. `none`: nothing, tokens bring their own spaces. `space`: a "
        "space, but none before closing and after opening punctuation. `auto`: `space` for rows "
        "none of which begins or ends with a space, else `none`.",
    )
    scheme: str = _option(
        "auto",
        _one_of("auto", *SCHEMES),
        f"one of auto, {listed(SCHEMES)}",
        "How the tokenizer writes text, so that its tokens can be shown as readers know them: "
        "`bytebpe` (GPT-2, Llama 3, Qwen: `Ġ`), `sentencepiece` (`▁`, `<0xE1>`), `wordpiece` "
        "(`##`), `at` (`@@`), `json` and `pybytes` (bytes), `legacy` (`bytes:`), `text` (as it "
        "is), `mojibake` (UTF-8 that was read as Windows-1252). `auto` looks at the tokens.",
    )
    special: str = _option(
        "exclude",
        _one_of(*SPECIAL),
        f"one of {listed(SPECIAL)}",
        "What becomes of special tokens such as `<s>` and `[CLS]`: `exclude` shows them without "
        "colour, outside the scale; `include` colours them too; `hide` leaves them out.",
    )
    merge: str = _option(
        "none",
        _one_of(*MERGES),
        f"one of {listed(MERGES)}",
        "How the pieces of a word become one: `sum` for log-probabilities, attention and additive "
        "attributions, `max` for activations, `mean`, `first`. The table keeps the pieces.",
    )
    field: str | None = _option(
        None,
        _text,
        "the names of columns or metrics",
        "Which scores of a data file to take, where it has several: `entropy`, or `a,b`.",
        scopes=BLOCK_ONLY,
    )
    rows: tuple[int, int] | None = _option(
        None,
        _rows,
        "two positions such as 10..60",
        "Which tokens of a data file to take, the first and the last, counted from 1.",
        scopes=BLOCK_ONLY,
    )
    view: str = _option(
        "text",
        _one_of(*VIEWS),
        f"one of {listed(VIEWS)}",
        "What is drawn: `text` colours the text; `bars` gives each token a row of equal height, "
        "a bar to its place on the scale, and the number; `grid` has a column for each "
        "token and a row for each series: layers, heads, or the tokens of an attention map. Up "
        "to 24 columns have their numbers in the cells.",
    )
    series: str = _option(
        "stacked",
        _one_of(*SERIES),
        f"one of {listed(SERIES)}",
        "How several series share the page as text or bars: `stacked` shows all (bars: side by "
        "side); `tabs` shows one at a time to choose from, and all of them on paper. A grid has "
        "them all anyway.",
    )
    output: str = _option(
        "html",
        _one_of(*OUTPUTS),
        f"one of {listed(OUTPUTS)}",
        "What a heatmap becomes: coloured text in the page, or an image that matplotlib draws, "
        "with the legend, the text and the table beside it as HTML.",
    )
    width: Width = _option(
        "10in",
        _width,
        "from 10 to 400 characters, or from 1in to 40in",
        "The width of an image, in characters (`80`) or in inches (`10in`). Its height follows. "
        "Narrow screens get an image of 36 characters.",
        shown="10in",
    )
    fontsize: float = _option(
        11.25,
        _between(4, 72),
        "a number of points from 4 to 72",
        "The size of letters in an image. Characters of a PNG are whole pixels wide; 11.25 points "
        "are 9 pixels at 96 dpi.",
    )
    dpi: float = _option(
        192.0,
        _between(36, 600),
        "a number from 36 to 600",
        "Pixels an inch of a PNG. A page shows 96 of them an inch, so that 192 are sharp on "
        "screens of high density too.",
        shown="192",
    )
    font: str | None = _option(
        None,
        _text,
        "the path of a font file",
        "A monospaced font for images, a `.ttf` or `.otf` file, with a path like that of `src`. "
        "Characters that it lacks come from the default.",
        shown="IBM Plex Mono, which comes along",
    )
    dark: str = _option(
        "card",
        _one_of(*DARK),
        f"one of {listed(DARK)}",
        "What dark pages show: `card`, the same image, a light card; `both`, one of their own.",
    )
    letters: str = _option(
        "outlines",
        _one_of(*LETTERS),
        f"one of {listed(LETTERS)}",
        "What the letters of an SVG are: `outlines`, which look the same everywhere, or `text`, "
        "which can be selected and edited, in a font that the reader has.",
    )
    share: str | None = _option(
        None,
        _text,
        "the name of a scale",
        "Blocks of a page that name the same scale are on one scale, so that equal colours mean "
        "equal scores in all of them. A name of the site's `scales` takes its ends from there.",
    )
    control: str | None = _option(
        None,
        _text,
        "shuffle, or the name of a series",
        "Scores that should show no pattern, drawn below on the same scale: `shuffle` puts the "
        "same scores on the tokens at random, always the same way; a name takes that series, "
        "such as the scores of a model with random weights.",
    )
    lineup: int | None = _option(
        None,
        _size,
        f"a whole number from {_LINEUPS[0]} to {_LINEUPS[1]}",
        "Hides the real picture among shuffles of it, so many in all (6 is a good number). Below "
        "is the answer, to unfold, with how many of a class must find it. Paper has no "
        "answer.",
        scopes=BLOCK_ONLY,
    )
    noise: float | None = _option(
        None,
        _positive,
        "a positive number",
        "The standard error of every score, where one number is all that is known; `err` goes "
        "before it. Scores that cannot be told from the centre of the scale lose their colour.",
    )
    model: str | None = _option(None, _text, "text", "The model that the scores are of.")
    sample: str | None = _option(
        None,
        _text,
        "text",
        "How the example was chosen, and of how many: `random of 500`, `first of 20`, `top of "
        "500`, `hand`; or in words of your own.",
    )
    silence: tuple[str, ...] = _option(
        (),
        _silenced,
        f"one or a list of {listed(NOTICES)}",
        "Notices for the author that are not to be given. What readers are warned of stays.",
        shown="none",
    )
    scales: tuple[tuple[str, tuple[float, float]], ...] = _option(
        (),
        _scales,
        "a mapping of names to [lowest, highest]",
        "Fixed scales for `share`, for all pages: `{logp: [-12, 0]}`.",
        shown="none",
        scopes=SITE_ONLY,
    )
    measure_notice: str = _option(
        "info",
        _one_of("warning", "info", "off"),
        "one of warning, info, off",
        "How loudly the build says that a block does not name its measure; `warning` fails a "
        "strict build.",
        scopes=SITE_ONLY,
    )
    hover: bool = _option(
        default=True,
        read=_flag,
        allowed="true or false",
        explain="Whether a token shows its score when the pointer rests on it.",
    )
    table: bool | None = _option(
        None,
        _flag_or_auto,
        "true, false or auto",
        "Whether a table with every score can be unfolded below; `auto`: up to 200 tokens.",
        shown="auto",
    )
    root: str = _option(
        ".",
        _text,
        "the path of a folder",
        "The folder that a `src` with a leading `/` starts from, and out of which nothing is read. "
        "MkDocs and ProperDocs set it to the docs folder, Sphinx to the source directory.",
        scopes=SITE_ONLY,
    )
    folders: tuple[str, ...] = _option(
        (),
        _folders,
        "a list of folders",
        "More folders that data files may be in, relative to the site's configuration file.",
        shown="none",
        scopes=SITE_ONLY,
    )
    cache_days: float = _option(
        30.0,
        _between(0, 10_000),
        "a number of days",
        "How long images are kept for later builds after they were last used.",
        shown="30",
        scopes=SITE_ONLY,
    )
    max_tokens: int = _option(
        200_000,
        _count,
        "a positive whole number",
        "The most tokens that a block may have.",
        scopes=SITE_ONLY,
    )
    max_bytes: int = _option(
        20_000_000,
        _count,
        "a positive whole number",
        "The largest data file that is read, in bytes.",
        scopes=SITE_ONLY,
    )


CONTENT = {
    "tokens": "The tokens, as a list of strings that make up the text when joined.",
    "scores": "One score a token, as a list; for several series `{name: list, …}` or a list of "
    "lists. `null` means missing.",
    "text": "The text itself. Alone, its words are the tokens; with `tokens`, it says which white "
    "space stands between them.",
    "score": "`length`: the scores are the lengths of the tokens in letters as readers count them "
    "(grapheme clusters), punctuation not counted.",
    "specials": "The places of special tokens, from 1, besides those that can be seen to be.",
    "alternatives": "For each token others that could have stood there, best first: lists of "
    "`[token, score]`. They are shown on hover and in the table.",
    "err": "The standard error of each score, as a list, or `{name: list, …}` for several series. "
    "Scores that cannot be told from the centre of the scale lose their colour.",
    "names": "The names of the series where `scores` is a list of lists; two may be the same. "
    "Without them the rows of a square grid have the names of the tokens.",
    "labels": "Texts in the cells of a grid, such as a layer's top prediction: `{series: list, …}` "
    "or a list of lists like `scores`; `null` is none.",
    "src": "A data file with a block body in it, relative to the page, or to the docs folder with "
    "a leading `/`; `#name` picks a part of it.",
}
"""What a block is about, as opposed to how it is shown: name and help of each key."""

DECLARED: dict[str, Field[Any]] = {option.name: option for option in fields(Options)}


def known(scope: Scope) -> list[str]:
    """Names that may be set at a level: the options, and in a block also its content."""
    names = [name for name, option in DECLARED.items() if scope in option.metadata["scopes"]]
    return [*CONTENT, *names] if scope is Scope.BLOCK else names


def check(name: str, value: object, scope: Scope, line: int | None = None) -> object:
    """Read one option.

    Args:
        name: The option's name.
        value: What the author wrote: a string from a header, or a value from YAML.
        scope: Where it was written.
        line: The line of the block to name in an error.

    Returns:
        The option's value in its own type. None stands for the default.

    Raises:
        OptionError: If there is no such option, if it cannot be set there, or if it does not take
            the value.
    """
    if name not in DECLARED:
        hint = nearest(name, known(scope)) or f"options here are {listed(known(scope))}"
        raise OptionError(f"unknown option {quoted(name)}", line=line, hint=hint)
    declared = DECLARED[name].metadata
    if scope not in declared["scopes"]:
        places = listed(place.value for place in Scope if place in declared["scopes"])
        hint = f"it can be set for: {places}"
        raise OptionError(f"{name} cannot be set for a {scope.value}", line=line, hint=hint)
    if value is None or (isinstance(value, str) and value.lower() == "none" and name != "join"):
        return DECLARED[name].default
    try:
        return declared["read"](value)
    except (ValueError, TypeError, OverflowError):
        problem = f"{name} must be {declared['allowed']} (got {quoted(value)})"
        hint = nearest(str(value), re.findall(r"[^\W\d][\w-]*", declared["allowed"]))
        raise OptionError(problem, line=line, hint=hint) from None


def check_all(
    values: Mapping[str, object], scope: Scope, lines: Mapping[str, int] | None = None
) -> dict[str, object]:
    """Read all options of one level; see [check][heatmark.options.check]."""
    lines = lines or {}
    return {name: check(name, value, scope, lines.get(name)) for name, value in values.items()}


def resolve(*levels: Mapping[str, object]) -> Options:
    """Lay levels of checked options over one another: site, page, block."""
    merged: dict[str, Any] = {}
    for level in levels:
        merged.update(level)
    return Options(**merged)
