"""Every option of a heatmap, declared once.

A field of [Options][heatmark.options.declare.Options] is the whole declaration: name, type,
default, check, and help. Fence headers, block bodies, front matter, site configuration and the
reference page are derived from it.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import TYPE_CHECKING, Any

from heatmark.core.wording import listed, say
from heatmark.options import values
from heatmark.options.content import CONTENT
from heatmark.options.option import BLOCK_ONLY, SITE_OR_NOTEBOOK, Scope, choice, option, text
from heatmark.options.told import ToldOptions

if TYPE_CHECKING:
    from heatmark.options.values import Clip, Marks, Scale, Special, Width


__all__ = ["DECLARED", "Options", "Scope", "known"]


@dataclass(frozen=True, kw_only=True)
class Options(ToldOptions):
    """The options of one heatmap, after site, page and block have had their say."""

    title: str | None = text("The caption of the heatmap.", scopes=BLOCK_ONLY)
    id: str | None = option(
        None,
        values.read_anchor,
        "a letter, then letters, digits, '-', '_', '.' or ':'",
        "The HTML id of the figure, for links to it. In a brace header also `#id`.",
        scopes=BLOCK_ONLY,
    )
    css_classes: tuple[str, ...] = option(
        (),
        values.read_classes,
        "names of classes, not beginning with heatmark",
        "Classes of the figure, for stylesheets of your own. In a header also `.name`, and after a "
        "block a line `{: .name #id }`.",
        shown="none",
        scopes=BLOCK_ONLY,
    )
    alt: str | None = text(
        "What an image shows, for readers who cannot see it, in the place of our words.",
        scopes=BLOCK_ONLY,
    )
    measure: str | None = text("What a score is: `log P`, `attention`.", takes_none=False)
    unit: str | None = option(
        None,
        values.read_text,
        "text",
        "The unit of a score: `nat`, `bit`, `%`. Where it is known what scores are (see `given`), "
        "they are converted. It belongs to the measure: a unit of the site or the page is left out "
        "where a page or a block names another measure.",
    )
    given: str | None = option(
        None,
        values.read_given,
        "one of log P, surprisal, P, with a unit such as `log P, bit`",
        "What the numbers are, if other than what `measure` and `unit` ask for: `given: log P, "
        "nat` with `measure: surprisal` turns their sign, with `measure: P` takes their "
        "exponential, with `unit: bit` converts. Data files that say what they have need no "
        "`given`.",
    )
    scale: Scale = option(
        "auto",
        values.read_scale,
        say(
            "one of {names}, or two numbers [lowest, highest]",
            names=listed(("auto", *values.SCALES)),
        ),
        "How scores become colours: `minmax` spans the smallest to the largest score; `zero` is "
        "pale at 0, on both sides where signs mix, and the stronger the farther from it; "
        "`symmetric` reaches equally far on both sides of `center`; `log` gives equal factors "
        "equal steps of colour, where scores go over powers of ten; `rank` spreads the scores "
        "evenly by their order; `[lo, hi]` is fixed, and marks what lies beyond; of log P, up to "
        "0, both are pale at the upper end. `auto`: `zero` for log-probabilities and surprisals, "
        "so that tokens which surprise stand out, else `minmax`.",
    )
    center: float | None = option(
        None,
        values.read_number,
        "a number",
        "The score in the middle of a `symmetric` scale (0 if not given). Implies that scale.",
    )
    transform: tuple[str, ...] = option(
        (),
        values.read_transforms,
        say("one or a list of {names}", names=listed(values.TRANSFORMS)),
        "What is done to the scores first, in this order. `softmax` and `log_softmax` go over all "
        "scores of a series that are not missing; special tokens are among them with "
        "`special: include` alone. Scores are then called what they have become (log P of P), or, "
        "where that has no name, by both: PMI after abs.",
        shown="none",
    )
    clip: Clip = option(
        None,
        values.read_clip,
        "a percentile below 50, or two percentiles [low, high] below and above 50",
        "The percentiles at which the scale ends, so that a few extreme scores do not flatten the "
        "rest: of n scores ⌊n · 5 / 100⌋ are left out at each end with `5`, which means `[5, 95]`, "
        "and the next ones are the ends. What lies beyond is marked.",
    )
    cmap: str | None = option(
        None,
        values.read_text,
        "the name of a colormap of matplotlib's or ours",
        "The colormap, any of matplotlib's by its name, or one of ours on which all letters have "
        "a contrast of 7: `heatmark`, `heatmark_blue`, the safer one for colour-blind readers, and "
        "`heatmark_diverging` for scales with a centre. `_r` at its end reverses it.",
        shown="`heatmark`, or `heatmark_diverging` on a scale with a centre",
    )
    lang: str | None = option(
        None,
        values.read_text,
        "the code of a language, such as vi or en",
        "The language of words and numbers around the heatmap: Vietnamese for `vi`, English for "
        "any other.",
        shown="the site's language, else `en`",
    )
    join: str = choice(
        "auto",
        ("auto", "space", "none"),
        "What stands between tokens. `none`: nothing, tokens bring their own spaces. `space`: a "
        "space, but none before closing and after opening punctuation. `auto`: `space` for rows "
        "none of which begins or ends with a space, else `none`.",
        takes_none=True,
    )
    scheme: str = choice(
        "auto",
        ("auto", *values.SCHEMES),
        "How the tokenizer writes text, so that its tokens can be shown as readers know them: "
        "`bytebpe` (GPT-2, Llama 3, Qwen: `Ġ`), `sentencepiece` (`▁`, `<0xE1>`), `wordpiece` "
        "(`##`), `at` (`@@`, `</w>`), `json` and `pybytes` (bytes), `legacy` (`bytes:`), `text` "
        "(as it is), `mojibake` (UTF-8 that was read as Windows-1252). `auto` looks at the tokens.",
    )
    special: Special = option(
        "exclude",
        values.read_special,
        say("one of {names}, or a list of special tokens", names=listed(values.SPECIAL)),
        "What becomes of special tokens such as `<s>` and `[CLS]`: `exclude` shows them without "
        "colour, outside the scale; `include` colours them too; `hide` leaves them out; a list "
        'such as `["[MASK]"]` puts these on the scale, and no others.',
    )
    mark: Marks = option(
        (),
        values.read_marks,
        "tokens, by number from 1 or by text, or a mapping of these to words",
        "Tokens with an outline (in a grid around the head of the column, in bars around the "
        "name), such as the one that is predicted, masked or ablated: `[3, purple]`, or with words "
        "for the legend `{3: masked}`. One without a score is then no missing value, and no "
        "special token.",
        shown="none",
        scopes=BLOCK_ONLY,
    )
    merge: str = choice(
        "none",
        values.MERGES,
        "How the pieces of a word become one, after `transform`: `sum` for log-probabilities, "
        "attention and additive attributions, `max` for activations, `mean`, `first`. A word with "
        "a missing piece is missing. The table keeps the pieces.",
    )
    field: str | None = text(
        "Which scores of a data file to take, where it has several: `entropy`, or `a,b`.",
        "the names of columns or metrics",
        BLOCK_ONLY,
    )
    rows: tuple[int, int] | None = option(
        None,
        values.read_span,
        "two positions such as 10..60",
        "Which tokens of a data file to take, the first and the last, counted from 1.",
        scopes=BLOCK_ONLY,
    )
    token_axis: str = choice(
        "auto",
        ("auto", *values.TOKEN_AXES),
        "Which axis of an array of scores is that of the tokens; the other has the series. `auto` "
        "takes the one that is as long as the tokens, and the last of a square array: each row is "
        "a series.",
        scopes=BLOCK_ONLY,
    )
    view: str = choice(
        "text",
        values.VIEWS,
        "What is drawn: `text` colours the text; `guesses` does so, and below lists for each token "
        "what the model expected in its place: its rank, its probability, the entropy, and the "
        "likeliest tokens, to unfold; `bars` gives each token a row of equal height, "
        "a bar as long as its score, and the number; `grid` has a column for each "
        "token and a row for each series: layers, heads, or the tokens of an attention map. Up "
        "to 24 columns have their numbers in the cells, where there is room for them.",
    )
    digits: int | None = option(
        None,
        values.read_digits,
        "a whole number from 0 to 9",
        "How many decimals scores have, in all that is said of them, also beside their errors. "
        "Scores that read alike have one colour. Beside `steps` they keep those that tell on which "
        "side of a step they are.",
        shown="as many as tell the scores apart",
    )
    axes: tuple[str, str] | None = option(
        None,
        values.read_axes,
        "two names [rows, columns]",
        "What the rows and the columns of a grid are: `[from, to]`. A grid of tokens by tokens "
        "whose measure is attention has names by itself.",
    )
    bars: str = choice(
        "zero",
        values.BARS,
        "Where bars begin: at `zero`, or at the centre of a scale that has one, so that twice the "
        "score is twice the length; or `cut`, at the lower end of the scale, with a mark.",
    )
    series: str = choice(
        "stacked",
        values.SERIES,
        "How several series share the page as text or bars: `stacked` shows all (bars: side by "
        "side); `tabs` shows one at a time to choose from, and all of them on paper; `pick` lets "
        "readers choose a token of the text, which its row then colours, as for attention, up to "
        "60 tokens: paper and images have the one of `pick`, and a small grid. A grid has them "
        "all anyway.",
    )
    output: str = choice(
        "html",
        values.OUTPUTS,
        "What a heatmap becomes: coloured text in the page, or an image that matplotlib draws, "
        "with the legend, the text and the table beside it as HTML.",
    )
    width: Width = option(
        "10in",
        values.read_width,
        "from 10 to 400 characters, or from 1in to 40in",
        "The width of an image, in characters (`80`) or in inches (`10in`). Its height follows. "
        "Where there is less room, images of 60 and 36 characters stand in for it.",
    )
    fontsize: float = option(
        11.25,
        values.between(4, 72),
        "a number of points from 4 to 72",
        "The size of letters in an image. Characters of a PNG are whole pixels wide; 11.25 points "
        "are 9 pixels at 96 dpi.",
    )
    dpi: float = option(
        192.0,
        values.between(36, 600),
        "a number from 36 to 600",
        "Pixels an inch of a PNG. A page shows 96 of them an inch, so that 192 are sharp on "
        "screens of high density too.",
        shown="192",
    )
    font: str | None = option(
        None,
        values.read_text,
        "the path of a font file",
        "A monospaced font for images, a `.ttf` or `.otf` file, with a path like that of `src`. "
        "Characters that it lacks come from the default.",
        shown="IBM Plex Mono, which comes along",
    )
    dark: str = choice(
        "card",
        values.DARK,
        "What dark pages show: `card`, the same image, a light card; `both`, one of their own.",
    )
    letters: str = choice(
        "outlines",
        values.LETTERS,
        "What the letters of an SVG are: `outlines`, which look the same everywhere, or `text`, "
        "which can be selected and edited, in a font that the reader has.",
    )
    share: str | None = option(
        None,
        values.read_text,
        "the name of a scale",
        "Blocks of a page that name the same scale are on one scale, so that equal colours mean "
        "equal scores in all of them, of the same measure and unit. A name of the "
        "site's `scales` takes its ends from there.",
    )
    share_title: str | None = text(
        "What readers are told that a shared scale is called; else only that it is shared."
    )
    legend: str = choice(
        "short",
        values.LEGENDS,
        "How much is said below. `short`: measure, unit, the colours with their ends, and what "
        "readers have to see, such as missing and clipped scores; the kind of scale and the number "
        "of scores are above the table, folded up with it. `full`: all of it at once. `none`: "
        "neither measure nor colours, where another block of the page that shares the scale "
        "(`share`) shows them.",
        takes_none=True,
    )
    control: tuple[str, ...] = option(
        (),
        values.read_names,
        "shuffle, or one or a list of names of series",
        "Scores that should show no pattern, drawn below on the same scale: `shuffle` puts the "
        "same scores on the tokens at random, always the same way, see the option `shuffle`; a "
        "name takes that series, such as the scores of a model with random weights, and says how "
        "far its order agrees with that of the others (Spearman's ρ, also of absolute scores).",
        shown="none",
    )
    shuffle: str = choice(
        "free",
        values.SHUFFLES,
        "How `control: shuffle`, `lineup` and `rorschach` put scores on other tokens: `free` "
        "anywhere; `pieces` only where the piece is of the same kind: the first of a word, a later "
        "one, punctuation; `rotate` moves all of them along the text by one distance, so that "
        "neighbours stay neighbours, but a rise or fall along the text does not stay. All rows of "
        "a grid are moved alike, those of a causal map within the tokens that they can see.",
    )
    lineup: int | None = option(
        None,
        values.whole_between(*values.LINEUPS),
        say("a whole number from {low} to {high}", low=values.LINEUPS[0], high=values.LINEUPS[1]),
        "Hides the real picture among shuffles of it, so many in all. 20 is a good number: by "
        "chance one viewer finds it in one of 20 cases, so that even one is surprised at 5 %, and "
        "of 20 viewers 5 are enough; with 6 pictures, 11. Below is the answer, to unfold, with how "
        "many of a class must find it. Paper has no answer.",
        scopes=BLOCK_ONLY,
    )
    lineup_alpha: float = option(
        1.0,
        values.read_alpha,
        "a positive number, or inf",
        "How much the viewers of one line-up depend on one another, since one decoy may draw many "
        "eyes (VanderPlas et al. 2021): near 0 all pick the same picture; `inf`: each picks as if "
        "alone.",
        shown="1",
    )
    lineup_class: int | None = option(
        None,
        values.whole_between(*values.VIEWERS),
        say("a whole number from {low} to {high}", low=values.VIEWERS[0], high=values.VIEWERS[1]),
        "How many pick: the answer says how many right picks a class of that size needs. Without "
        "it there is a table of some sizes.",
    )
    lineup_versions: int = option(
        1,
        values.whole_between(*values.VERSIONS),
        say("a whole number from {low} to {high}", low=values.VERSIONS[0], high=values.VERSIONS[1]),
        "In how many versions, each with decoys of its own, a line-up is there for as many groups "
        "that do not talk to one another. If all of them find the real picture, fewer pictures are "
        "enough: 11 with 2 versions, 8 with 3, 6 with 4.",
        scopes=BLOCK_ONLY,
    )
    decoys: tuple[str, ...] = option(
        (),
        values.read_names,
        "one or a list of names of series",
        "Makes a line-up of series: the one that is not named here, hidden among those that are, "
        "such as the scores of models with other seeds.",
        shown="none",
        scopes=BLOCK_ONLY,
    )
    rorschach: int | None = option(
        None,
        values.whole_between(*values.LINEUPS),
        say("a whole number from {low} to {high}", low=values.LINEUPS[0], high=values.LINEUPS[1]),
        "Draws so many shuffles of the scores and not the real picture, to see what chance alone "
        "looks like before a line-up is shown.",
        scopes=BLOCK_ONLY,
    )
    noise: float | None = option(
        None,
        values.read_positive,
        "a positive number",
        "The standard error of every score, where one number is all that is known; `err` and "
        "`runs` go before it.",
    )
    repeats: int | None = option(
        None,
        values.read_repeats,
        "a whole number from 2",
        "From how many repeats each error of `err` or `noise` was estimated. Without it errors are "
        "taken as exact, and the legend says so.",
        scopes=BLOCK_ONLY,
    )
    against: float | str | None = option(
        None,
        values.read_against,
        "a number, or mean",
        "What scores with errors are compared with: those that cannot be told from it get its own "
        "colour, dotted. It does not change the scale. Without it, that is the centre that is "
        "named: by `center`, by `scale: symmetric`, or 0 if the measure is a difference; else the "
        "mean of each series.",
        shown="the centre that is named, else `mean`",
    )
    model: str | None = text("The model that the scores are of.", takes_none=False)
    sample: str | None = text(
        "How the example was chosen, and of how many: `random of 500`, `first of 20`, `top of "
        "500`, `hand`; or in words of your own. `top of 500` makes the test of errors, and that of "
        "right picks in a line-up, 500 times stricter; so do `top 8 of 500`, `best of 500` and "
        "`nổi bật nhất trong 500`.",
        takes_none=False,
    )
    silence: tuple[str, ...] = option(
        (),
        values.read_silenced,
        say("one or a list of {names}", names=listed(values.NOTICES)),
        "Notices for the author that are not to be given. What readers are warned of stays.",
        shown="none",
    )
    hover: bool = option(
        default=True,
        read=values.read_flag,
        allowed="true or false",
        explain="Whether a token shows its score under pointer and finger.",
    )
    table: bool | None = option(
        None,
        values.read_flag_or_auto,
        "true, false or auto",
        "Whether a table with every score can be unfolded below: it is what readers have who use "
        "neither pointer nor finger. Over 200 tokens ten share a row. `auto`: yes in HTML, and up "
        "to 200 tokens in LaTeX and plain text.",
        shown="auto",
    )
    print_table: bool = option(
        default=False,
        read=values.read_flag,
        allowed="true or false",
        explain="Whether the table is on paper too, unfolded.",
    )


# Those of a site come last, for readers of the reference.
DECLARED: dict[str, Field[Any]] = {
    one.name: one
    for one in sorted(fields(Options), key=lambda one: one.metadata["scopes"] <= SITE_OR_NOTEBOOK)
}


def known(scope: Scope) -> list[str]:
    """Names that may be set at a level: the options, and in a block also its content."""
    names = [name for name, item in DECLARED.items() if scope in item.metadata["scopes"]]
    return [*CONTENT, *names] if scope is Scope.BLOCK else names
