"""Every option of a heatmap, declared once.

A field of [Options][heatmark.options.declare.Options] is the whole declaration: name, type,
default, check, and help. Fence headers, block bodies, front matter, site configuration and the
reference page are derived from it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import Field, dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from heatmark.core.wording import listed, say, sentence
from heatmark.options import values

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.options.values import Clip, Scale, Width


class Scope(Enum):
    """Where an option may be set. Each level overrides the one before it."""

    SITE = "site"
    PAGE = "page"
    BLOCK = "block"

    @property
    def called(self) -> str:
        """What it is called in a message."""
        return _CALLED[self]


_CALLED = {Scope.SITE: say("site"), Scope.PAGE: say("page"), Scope.BLOCK: say("block")}

EVERYWHERE = frozenset(Scope)
SITE_ONLY = frozenset({Scope.SITE})
BLOCK_ONLY = frozenset({Scope.BLOCK})


def _option(  # noqa: PLR0913 - a declaration reads best as one call
    default: object,
    read: Callable[[object], object],
    allowed: str,
    explain: str,
    *,
    shown: str = "",
    scopes: frozenset[Scope] = EVERYWHERE,
) -> Any:  # like dataclasses.field, whose type follows the annotation
    """Declare an option: the values it takes, in words, complete the sentence "NAME must be …"."""
    metadata = {"read": read, "allowed": sentence(allowed), "explain": explain, "scopes": scopes}
    metadata["shown"] = shown or ("none" if default is None else str(default).lower())
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of one heatmap, after site, page and block have had their say."""

    title: str | None = _option(
        None, values.read_text, "text", "The caption under the heatmap.", scopes=BLOCK_ONLY
    )
    id: str | None = _option(
        None,
        values.read_anchor,
        "a letter, then letters, digits, '-', '_', '.' or ':'",
        "The HTML id of the figure, for links to it. In a brace header also `#id`.",
        scopes=BLOCK_ONLY,
    )
    measure: str | None = _option(
        None, values.read_text, "text", "What a score is: `log P`, `attention`."
    )
    unit: str | None = _option(
        None,
        values.read_text,
        "text",
        "The unit of a score: `nat`, `bit`, `%`. Where it is known what scores are (see `given`), "
        "they are converted.",
    )
    given: str | None = _option(
        None,
        values.read_given,
        "one of log P, surprisal, P, with a unit such as `log P, bit`",
        "What the numbers are, if other than what `measure` and `unit` ask for: `given: log P, "
        "nat` with `measure: surprisal` turns their sign, with `measure: P` takes their "
        "exponential, with `unit: bit` converts. Data files that say what they have need no "
        "`given`.",
    )
    scale: Scale = _option(
        "auto",
        values.read_scale,
        say(
            "one of {names}, or two numbers [lowest, highest]",
            names=listed(("auto", *values.SCALES)),
        ),
        "How scores become colours: `minmax` spans the smallest to the largest score; `zero` is "
        "pale at 0, on both sides where signs mix, and the stronger the farther from it; "
        "`symmetric` reaches equally far on both sides of `center`; `rank` spreads the scores "
        "evenly by their order; `[lo, hi]` is fixed, and marks what lies beyond. `auto`: `zero` "
        "for log-probabilities and surprisals, so that tokens which surprise stand out, else "
        "`minmax`.",
    )
    center: float | None = _option(
        None,
        values.read_number,
        "a number",
        "The score in the middle of a `symmetric` scale (0 if not given). Implies that scale.",
    )
    transform: tuple[str, ...] = _option(
        (),
        values.read_transforms,
        say("one or a list of {names}", names=listed(values.TRANSFORMS)),
        "What is done to the scores first, in this order. `softmax` and `log_softmax` go over all "
        "scores of a series that are not missing.",
        shown="none",
    )
    clip: Clip = _option(
        None,
        values.read_clip,
        "a percentile below 50, or two percentiles [low, high]",
        "The percentiles at which the scale ends, so that a few extreme scores do not flatten the "
        "rest: of n scores ⌊n · 5 / 100⌋ are left out at each end with `5`, which means `[5, 95]`, "
        "and the next ones are the ends. What lies beyond is marked.",
    )
    cmap: str | None = _option(
        None,
        values.read_text,
        "the name of a colormap of matplotlib's or ours",
        "The colormap, any of matplotlib's by its name, or one of ours on which all letters have "
        "a contrast of 7: `heatmark`, `heatmark_blue`, the safer one for colour-blind readers, and "
        "`heatmark_diverging` for scales with a centre. `_r` at its end reverses it.",
        shown="`Reds`, or `RdBu_r` on a scale with a centre",
    )
    lang: str | None = _option(
        None,
        values.read_text,
        "the code of a language, such as vi or en",
        "The language of words and numbers around the heatmap: Vietnamese for `vi`, English for "
        "any other.",
        shown="the site's language, else `en`",
    )
    join: str = _option(
        "auto",
        values.one_of("auto", "space", "none"),
        say("one of {names}", names=listed(("auto", "space", "none"))),
        "What stands between tokens. `none`: nothing, tokens bring their own spaces. `space`: a "
        "space, but none before closing and after opening punctuation. `auto`: `space` for rows "
        "none of which begins or ends with a space, else `none`.",
    )
    scheme: str = _option(
        "auto",
        values.one_of("auto", *values.SCHEMES),
        say("one of {names}", names=listed(("auto", *values.SCHEMES))),
        "How the tokenizer writes text, so that its tokens can be shown as readers know them: "
        "`bytebpe` (GPT-2, Llama 3, Qwen: `Ġ`), `sentencepiece` (`▁`, `<0xE1>`), `wordpiece` "
        "(`##`), `at` (`@@`), `json` and `pybytes` (bytes), `legacy` (`bytes:`), `text` (as it "
        "is), `mojibake` (UTF-8 that was read as Windows-1252). `auto` looks at the tokens.",
    )
    special: str = _option(
        "exclude",
        values.one_of(*values.SPECIAL),
        say("one of {names}", names=listed(values.SPECIAL)),
        "What becomes of special tokens such as `<s>` and `[CLS]`: `exclude` shows them without "
        "colour, outside the scale; `include` colours them too; `hide` leaves them out.",
    )
    merge: str = _option(
        "none",
        values.one_of(*values.MERGES),
        say("one of {names}", names=listed(values.MERGES)),
        "How the pieces of a word become one, after `transform`: `sum` for log-probabilities, "
        "attention and additive attributions, `max` for activations, `mean`, `first`. A word with "
        "a missing piece is missing. The table keeps the pieces.",
    )
    field: str | None = _option(
        None,
        values.read_text,
        "the names of columns or metrics",
        "Which scores of a data file to take, where it has several: `entropy`, or `a,b`.",
        scopes=BLOCK_ONLY,
    )
    rows: tuple[int, int] | None = _option(
        None,
        values.read_rows,
        "two positions such as 10..60",
        "Which tokens of a data file to take, the first and the last, counted from 1.",
        scopes=BLOCK_ONLY,
    )
    token_axis: str = _option(
        "auto",
        values.one_of("auto", *values.TOKEN_AXES),
        say("one of {names}", names=listed(("auto", *values.TOKEN_AXES))),
        "Which axis of an array of scores is that of the tokens; the other has the series. `auto` "
        "takes the one that is as long as the tokens, and the last of a square array: each row is "
        "a series.",
        scopes=BLOCK_ONLY,
    )
    view: str = _option(
        "text",
        values.one_of(*values.VIEWS),
        say("one of {names}", names=listed(values.VIEWS)),
        "What is drawn: `text` colours the text; `bars` gives each token a row of equal height, "
        "a bar as long as its score, and the number; `grid` has a column for each "
        "token and a row for each series: layers, heads, or the tokens of an attention map. Up "
        "to 24 columns have their numbers in the cells.",
    )
    bars: str = _option(
        "zero",
        values.one_of(*values.BARS),
        say("one of {names}", names=listed(values.BARS)),
        "Where bars begin: at `zero`, or at the centre of a scale that has one, so that twice the "
        "score is twice the length; or `cut`, at the lower end of the scale, with a mark.",
    )
    series: str = _option(
        "stacked",
        values.one_of(*values.SERIES),
        say("one of {names}", names=listed(values.SERIES)),
        "How several series share the page as text or bars: `stacked` shows all (bars: side by "
        "side); `tabs` shows one at a time to choose from, and all of them on paper. A grid has "
        "them all anyway.",
    )
    output: str = _option(
        "html",
        values.one_of(*values.OUTPUTS),
        say("one of {names}", names=listed(values.OUTPUTS)),
        "What a heatmap becomes: coloured text in the page, or an image that matplotlib draws, "
        "with the legend, the text and the table beside it as HTML.",
    )
    width: Width = _option(
        "10in",
        values.read_width,
        "from 10 to 400 characters, or from 1in to 40in",
        "The width of an image, in characters (`80`) or in inches (`10in`). Its height follows. "
        "Narrow screens get an image of 36 characters.",
        shown="10in",
    )
    fontsize: float = _option(
        11.25,
        values.between(4, 72),
        "a number of points from 4 to 72",
        "The size of letters in an image. Characters of a PNG are whole pixels wide; 11.25 points "
        "are 9 pixels at 96 dpi.",
    )
    dpi: float = _option(
        192.0,
        values.between(36, 600),
        "a number from 36 to 600",
        "Pixels an inch of a PNG. A page shows 96 of them an inch, so that 192 are sharp on "
        "screens of high density too.",
        shown="192",
    )
    font: str | None = _option(
        None,
        values.read_text,
        "the path of a font file",
        "A monospaced font for images, a `.ttf` or `.otf` file, with a path like that of `src`. "
        "Characters that it lacks come from the default.",
        shown="IBM Plex Mono, which comes along",
    )
    dark: str = _option(
        "card",
        values.one_of(*values.DARK),
        say("one of {names}", names=listed(values.DARK)),
        "What dark pages show: `card`, the same image, a light card; `both`, one of their own.",
    )
    letters: str = _option(
        "outlines",
        values.one_of(*values.LETTERS),
        say("one of {names}", names=listed(values.LETTERS)),
        "What the letters of an SVG are: `outlines`, which look the same everywhere, or `text`, "
        "which can be selected and edited, in a font that the reader has.",
    )
    share: str | None = _option(
        None,
        values.read_text,
        "the name of a scale",
        "Blocks of a page that name the same scale are on one scale, so that equal colours mean "
        "equal scores in all of them, of the same measure and unit. A name of the "
        "site's `scales` takes its ends from there.",
    )
    control: str | None = _option(
        None,
        values.read_text,
        "shuffle, or the name of a series",
        "Scores that should show no pattern, drawn below on the same scale: `shuffle` puts the "
        "same scores on the tokens at random, always the same way; a name takes that series, "
        "such as the scores of a model with random weights.",
    )
    lineup: int | None = _option(
        None,
        values.read_size,
        say("a whole number from {low} to {high}", low=values.LINEUPS[0], high=values.LINEUPS[1]),
        "Hides the real picture among shuffles of it, so many in all (6 is a good number). Below "
        "is the answer, to unfold, with how many of a class must find it. Paper has no "
        "answer.",
        scopes=BLOCK_ONLY,
    )
    noise: float | None = _option(
        None,
        values.read_positive,
        "a positive number",
        "The standard error of every score, where one number is all that is known; `err` goes "
        "before it. Scores that cannot be told from the centre of the scale lose their colour.",
    )
    model: str | None = _option(None, values.read_text, "text", "The model that the scores are of.")
    sample: str | None = _option(
        None,
        values.read_text,
        "text",
        "How the example was chosen, and of how many: `random of 500`, `first of 20`, `top of "
        "500`, `hand`; or in words of your own.",
    )
    silence: tuple[str, ...] = _option(
        (),
        values.read_silenced,
        say("one or a list of {names}", names=listed(values.NOTICES)),
        "Notices for the author that are not to be given. What readers are warned of stays.",
        shown="none",
    )
    scales: tuple[tuple[str, tuple[float, float]], ...] = _option(
        (),
        values.read_scales,
        "a mapping of names to [lowest, highest]",
        "Fixed scales for `share`, for all pages: `{logp: [-12, 0]}`.",
        shown="none",
        scopes=SITE_ONLY,
    )
    notices: str = _option(
        "warning",
        values.one_of("warning", "info", "off"),
        say("one of {names}", names=listed(("warning", "info", "off"))),
        "How loudly the build gives its notices: `warning` as each deserves, most of which fail a "
        "strict build; `info` without failing it; `off` not at all. `silence` leaves out some by "
        "name.",
        scopes=SITE_ONLY,
    )
    log_lang: str = _option(
        "en",
        values.read_text,
        "the code of a language such as vi, or page",
        "The language in which the build's log tells of errors and notices: `page` is that of "
        "each page, which error boxes in pages speak anyway.",
        scopes=SITE_ONLY,
    )
    measure_notice: str = _option(
        "info",
        values.one_of("warning", "info", "off"),
        say("one of {names}", names=listed(("warning", "info", "off"))),
        "How loudly the build says that a block does not name its measure; `warning` fails a "
        "strict build.",
        scopes=SITE_ONLY,
    )
    hover: bool = _option(
        default=True,
        read=values.read_flag,
        allowed="true or false",
        explain="Whether a token shows its score when the pointer rests on it.",
    )
    table: bool | None = _option(
        None,
        values.read_flag_or_auto,
        "true, false or auto",
        "Whether a table with every score can be unfolded below; `auto`: up to 200 tokens.",
        shown="auto",
    )
    root: str = _option(
        ".",
        values.read_text,
        "the path of a folder",
        "The folder that a `src` with a leading `/` starts from, and out of which nothing is read. "
        "MkDocs and ProperDocs set it to the docs folder, Sphinx to the source directory.",
        scopes=SITE_ONLY,
    )
    folders: tuple[str, ...] = _option(
        (),
        values.read_folders,
        "a list of folders",
        "More folders that data files may be in, relative to the site's configuration file.",
        shown="none",
        scopes=SITE_ONLY,
    )
    cache_days: float = _option(
        30.0,
        values.between(0, 10_000),
        "a number of days",
        "How long images are kept for later builds after they were last used.",
        shown="30",
        scopes=SITE_ONLY,
    )
    max_tokens: int = _option(
        200_000,
        values.read_count,
        "a positive whole number",
        "The most tokens that a block may have.",
        scopes=SITE_ONLY,
    )
    max_bytes: int = _option(
        20_000_000,
        values.read_count,
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
