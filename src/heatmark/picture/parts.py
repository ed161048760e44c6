"""A picture and its parts: what renderers get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.core.errors import Notice
    from heatmark.core.quantities import Quantity
    from heatmark.core.scored_tokens import Labels, Score
    from heatmark.language.numbers import Writing
    from heatmark.picture.guessed import Ranked
    from heatmark.tokens.shown import Texts


NOWHERE, PLAIN = -1, -2
SCORES = "scores"

MarkedTexts: TypeAlias = "tuple[tuple[str | None, tuple[str, ...]], ...]"
"""What marked tokens are called, or None, and the texts of these."""


class Tally(NamedTuple):
    """What there is to count of tokens and their text, special tokens left out.

    Attributes:
        tokens: How many tokens there are.
        letters: How many letters as readers count them: grapheme clusters, no punctuation.
        bytes: How many bytes their text has as UTF-8.
    """

    tokens: int
    letters: int
    bytes: int


class Class(NamedTuple):
    """A class of tokens, or a step of a scale.

    Attributes:
        label: What it is called.
        total: How many spans of the text, or how many scores, are of it.
        level: The index of its colour, or -2 if it has none of its own.
    """

    label: str
    total: int
    level: int


class Summary(NamedTuple):
    """One number that stands for all scores of a series.

    Attributes:
        stat: What it is, by its name in the option `stats`.
        series: The name of the series, or None.
        text: The number as it is written, with its unit; or why there is none.
        total: Of how many scores or tokens it is.
    """

    stat: str
    series: str | None
    text: str
    total: int


class Strip(NamedTuple):
    """One series, ready to draw over the text. Columns, not objects, for speed.

    Attributes:
        name: The name of the series, or None.
        scores: The scores on the scale, after transforms; None where missing; may be infinite.
        texts: The scores as all readers get them, rounded, in the picture's language; `` where
            missing. Those of special tokens off the scale are there, too. Scores on the scale
            whose texts are equal have equal positions.
        positions: Places on the scale, in [0, 1]; NaN where missing, or if the scale has no ends.
        levels: Indices into the palette's colours; -1 where there is no position, -2 where none is
            missed.
        clipped: Token index → -1 or +1 for scores below or above the ends of the scale.
        role: `series`; or `control`, for scores that should show no pattern; or `lineup`, for
            one of the pictures among which the real one is hidden.
        note: What a control tests and what it does not, in the picture's language; or None.
        faded: The places of scores that cannot be told from the centre, and get its colour.
        errors: The standard errors of the scores, or None if they are not known.
        middle: The level of that centre.
        bars: Where each bar begins and ends, in shares of the width, NaN where there is none; or
            None in other views.
        cells: What its tokens show, if they are not those of the picture.
        tally: What there is to count of tokens without scores; or None.
        group: What this strip and those after it are, if another group of texts begins with it.
        cut: Whether there are more tokens before and after those that are shown.
        special: Whether it is the row of a special token.
        chances: The probability of each token in per cent, written; `` where there is none. Empty
            where scores are no probabilities, or nothing shows them.
        later: The places that a row of a causal map cannot see. No score is missed there.
    """

    name: str | None
    scores: tuple[Score, ...]
    texts: tuple[str, ...]
    positions: tuple[float, ...]
    levels: tuple[int, ...]
    clipped: Mapping[int, int]
    role: str = "series"
    note: str | None = None
    faded: frozenset[int] = frozenset()
    errors: tuple[Score, ...] | None = None
    middle: int = 0
    bars: tuple[tuple[float, float], ...] | None = None
    cells: Texts | None = None
    tally: Tally | None = None
    group: str | None = None
    cut: tuple[bool, bool] = (False, False)
    special: bool = False
    chances: tuple[str, ...] = ()
    later: frozenset[int] = frozenset()

    def colour(self, index: int) -> int:
        """Give the level whose colour a place has: noise has that of the centre."""
        return self.middle if index in self.faded else self.levels[index]


class TokenChoice(NamedTuple):
    """Rows of scores of which readers see one at a time, chosen by its token.

    Attributes:
        first: The place of the token that is chosen until a reader chooses another.
        places: For each strip the place of its token; -1 for one that stands below any of them.
    """

    first: int
    places: tuple[int, ...]


class Legend(NamedTuple):
    """What a reader needs to turn a colour back into a number.

    Attributes:
        kind: The scale: `minmax`, `zero`, `symmetric`, `log`, `rank`, `steps` or `fixed`.
        writing: How scores are written.
        ends: The scores at both ends of the ramp as they are written, or None if no score is
            finite. Where strength is distance from 0, the first is that nearest 0.
        center: The score in the middle of a scale that has one, as it is written, or None.
        steps: The steps of a scale of few colours, in their order.
        halfway: The score whose colour is in the middle of a log scale, as it is written, or None.
        measure: What a score is, or None.
        unit: Its unit, or None.
        transforms: The transforms that the scores went through.
        before: Whether measure and unit are what scores were before these, and no more.
        merge: How the scores of words were made of those of their pieces, or None if no word has
            several.
        scored: How many scores are on the scale, all series together.
        missing: How many are missing.
        special: How many tokens are special and outside the scale.
        below: How many lie below the lower end.
        above: How many lie above the upper end.
        constant: Whether all scores that are not infinite are equal.
        apart: The smallest and the largest score of special tokens, written; or None if none is
            known.
        falling: Whether the first of the ends is the upper one.
        shared: The name of the scale if other blocks are on it too, or None. It is the author's.
        share_title: What readers are told that it is called, or None.
        sitewide: Whether it is the site that fixes the shared scale.
        faded: How many scores cannot be told from the centre, or None if their errors are not
            known.
        verdict: What the errors allow to be said: pairs of a key and a text.
        bars: What to say of bars: `zero`, if they begin at 0 although the ramp does not; `cut`, if
            they do not begin at 0; or None.
        origin: Where bars begin, in shares of the width.
        classes: The classes of tokens, in the order in which they first stand in the text.
        marks: The marked tokens: what they are called, or None, and the texts of these.
        sides: What the ends mean in words, `` where they mean nothing, if scores are differences.
        stats: Summaries of the scores, those of one kind after one another.
        entropy_unit: The unit of entropies.
        quantity: What the scores are, if it is known.
        form: How much of all this readers see at once: `full`, `short`, or `none` of the scale
            where another figure of the page shows it.
    """

    kind: str
    writing: Writing
    ends: tuple[str, str] | None
    center: str | None
    measure: str | None
    unit: str | None
    transforms: tuple[str, ...]
    scored: int
    missing: int
    special: int
    below: int
    above: int
    constant: bool
    apart: tuple[str, str] | None = None
    falling: bool = False
    shared: str | None = None
    share_title: str | None = None
    sitewide: bool = False
    faded: int | None = None
    verdict: tuple[tuple[str, str], ...] = ()
    bars: str | None = None
    origin: float = 0.0
    classes: tuple[Class, ...] = ()
    marks: MarkedTexts = ()
    sides: tuple[str, str] | None = None
    quantity: Quantity | None = None
    form: str = "short"
    merge: str | None = None
    halfway: str | None = None
    steps: tuple[Class, ...] = ()
    stats: tuple[Summary, ...] = ()
    entropy_unit: str = "nat"
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineup:
    """The real picture among others, in one or several versions; or null pictures alone.

    Attributes:
        names: What the pictures are called: A, B, C, …; 1A, 1B, …, 2A, … in several versions.
        asked: The question above them, in the picture's language.
        about: What they are.
        size: How many there are in each version; 0 if none is real.
        answers: The index of the real one in each version.
        told: What finding it means, in sentences.
        needed: For classes of n how many right picks have a chance of at most 5 % if nothing marks
            the real picture, or None where even n are not enough.
    """

    names: tuple[str, ...]
    asked: str
    about: str
    size: int = 0
    answers: tuple[int, ...] = ()
    told: tuple[str, ...] = ()
    needed: tuple[tuple[int, int | None], ...] = ()


class Palette(NamedTuple):
    """Colours by level, for light and dark pages, each with an ink that can be read on it.

    Attributes:
        name: The colormap's name.
        light: Colours as `#rrggbb`, from the lowest position to the highest.
        dark: The same for dark pages.
        light_ink: `#000` or `#fff` for each colour of `light`.
        dark_ink: The same for `dark`.
    """

    name: str
    light: tuple[str, ...]
    dark: tuple[str, ...]
    light_ink: tuple[str, ...]
    dark_ink: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSettings:
    """How a picture becomes an image.

    Attributes:
        format: `png` or `svg`.
        dpi: Pixels an inch of a PNG.
        fontsize: The size of letters in points.
        font: The path of a font file, or None for the one that comes with the package.
        columns: The width in characters, or None if it is given in inches.
        inches: The width in inches.
        both: Whether dark pages get an image of their own.
        outlines: Whether the letters of an SVG are outlines, which look the same everywhere.
    """

    format: str = "png"
    dpi: float = 192.0
    fontsize: float = 11.25
    font: str | None = None
    columns: int | None = None
    inches: float = 10.0
    both: bool = False
    outlines: bool = True


class Picture(NamedTuple):
    """A heatmap ready to draw by any renderer.

    Attributes:
        cells: What the tokens show.
        strips: One strip a series, all on one scale.
        palette: The colours of the levels.
        legend: The scale in numbers and words.
        title: The caption, or None.
        id: The HTML id, or None.
        lang: The language of words and numbers.
        hover: Whether each token shows its score to the pointer.
        table: Whether the data table is there, or None where a renderer's readers decide.
        image: How it becomes an image, or None if it stays text.
        notices: What the author should know, although the picture can be drawn.
        lineup: What the answer of a line-up needs, or None. The strips are then its pictures.
        cautions: What readers should be warned of, in sentences.
        provenance: The model and how the example was chosen, in words; or None.
        view: What it is drawn as: `text`, `guesses`, which is a text with a list below, `bars` or
            `grid`, whose rows all have names.
        series: How several series share the page: `stacked`, `tabs` or `pick`.
        labels: For each strip the text in each of its cells, decoded, or None; or None.
        classes: Classes of the author's, for stylesheets.
        print_table: Whether the data table is on paper too.
        axes: What the rows and the columns of a grid are, or None.
        kind: What colours stand for: `scores`; `pieces`, where tokens have none; or `classes`.
        alt: What it shows, in the author's words; or None.
        joint: Where there are many texts: the scores of all of them in one strip over `cells`.
        below: What stands under each token of a text: its `score`, `id` or `label`; or None.
        chosen: How readers choose one of the rows; or None.
        is_compared: Whether the strips are several readings of one text.
        of_tokens: Whether its rows are those of tokens, of this text or another.
        overview: A small grid of all rows, where the text has but one of them; or None.
        fixed: Whether the author says how many decimals scores have, also those with errors.
        ranks: Of each token its rank among all that a model could have said, as far as it is known;
            or None where nothing is known, or there are several series.
    """

    cells: Texts
    strips: tuple[Strip, ...]
    palette: Palette
    legend: Legend
    title: str | None
    id: str | None
    lang: str
    hover: bool
    table: bool | None
    image: ImageSettings | None = None
    notices: tuple[Notice, ...] = ()
    lineup: Lineup | None = None
    cautions: tuple[str, ...] = ()
    provenance: str | None = None
    view: str = "text"
    series: str = "stacked"
    labels: Labels | None = None
    classes: tuple[str, ...] = ()
    print_table: bool = False
    axes: tuple[str, str] | None = None
    alt: str | None = None
    kind: str = SCORES
    joint: Strip | None = None
    below: str | None = None
    chosen: TokenChoice | None = None
    overview: Picture | None = None
    is_compared: bool = False
    of_tokens: bool = False
    ranks: tuple[Ranked | None, ...] | None = None
    fixed: bool = False

    @property
    def scored(self) -> tuple[Strip, ...]:
        """The strips whose colours are scores."""
        return self.strips if self.kind == SCORES else ()

    @property
    def whole(self) -> Picture:
        """The picture with all of many texts in one strip, for tables."""
        return self if self.joint is None else self._replace(strips=(self.joint,), joint=None)

    def alone(self, strip: Strip) -> Picture:
        """The picture of one strip, whose tokens are its own."""
        return self._replace(cells=self.cells_of(strip), strips=(strip,))

    def cells_of(self, strip: Strip) -> Texts:
        """Give what the tokens of a strip show."""
        return strip.cells or self.cells
