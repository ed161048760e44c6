"""How often a figure says what its numbers do not: simulated texts, runs and classes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.noise import Measurement, compare
from heatmark.picture.paint import picture
from heatmark.picture.picks import LEVEL, needed_picks, version_probability
from heatmark.picture.ranks import agreement, reached_often, spearman
from heatmark.picture.runs import is_skewed
from side_by_side import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from heatmark.picture.noise import Comparison

TEXTS = 4_000  # a cell
CLASSES = 100_000
TOPS = 10_000
PAIRS, PAIRED_TOKENS = 2_000, 20
MOST = 0.06
EFFECT = 5.0  # of a real token, in mean standard errors
COUNTS = (5, 20, 200)
SPREADS = {"equal": 1.0, "tenfold": 10.0}
VIEWERS = (1, 5, 10, 20, 30, 40, 100, 200)
KINDS = {"exact": 1, "12 repeats": 12, "5 repeats": 5, "8 runs": 8}


@dataclass
class Rates:
    """Counts over simulated figures.

    Attributes:
        figures: How many figures there were.
        wrong: In how many a token was coloured that is at the centre or on its other side.
        unwarned: In how many the warning was missing.
        more: How many were said to vary more than their errors.
        power: The sum of the shares of real tokens that were coloured on their side.
    """

    figures: int = 0
    wrong: int = 0
    unwarned: int = 0
    more: int = 0
    power: float = 0.0

    def add(
        self, found: Comparison, scores: NDArray[np.float64], real: NDArray[np.float64]
    ) -> None:
        """Count a figure of K series."""
        right = wrong = 0
        for row, places in enumerate(found.coloured):
            center = found.centers[row] or 0.0
            sides = [(scores[row, place] - center) * real[row, place] for place in places]
            right += sum(side > 0 for side in sides)
            wrong += sum(side <= 0 for side in sides)
        self.figures += 1
        self.wrong += wrong > 0
        self.unwarned += not found.warning
        self.more += found.together == "more"
        self.power += right / max(int(np.count_nonzero(real)), 1)


@dataclass(frozen=True)
class Cell:
    """What is simulated.

    Attributes:
        kind: How errors are known.
        count: The number of tokens, N.
        spread: The largest error over the smallest.
        real: Whether a third of the tokens is up, a third down, and a third at the centre, which is
            then the mean as well; else all are at the centre.
        rows: The number of series, K.
    """

    kind: str
    count: int
    spread: float
    real: bool
    rows: int = 1

    def truth(self) -> NDArray[np.float64]:
        """Give the signs of N effects."""
        third = self.count // 3 if self.real else 0
        return np.repeat([1.0, -1.0, 0.0], [third, third, self.count - 2 * third])

    def figures(self) -> Iterator[tuple[Measurement, NDArray[np.float64]]]:
        """Simulate figures with normal scatter, and what is true of them."""
        repeats, shape = KINDS[self.kind], (self.rows, self.count)
        rng = np.random.default_rng([self.count, repeats, int(self.spread), self.real, self.rows])
        for _ in range(TEXTS):
            errors = self.spread ** rng.uniform(0, 1, shape)
            real = self.truth() * EFFECT * errors.mean() * np.ones(shape)
            noise = rng.standard_normal((repeats, *shape)) * errors * math.sqrt(repeats)
            yield self.measured(real + noise, errors), real

    def measured(self, runs: NDArray[np.float64], errors: NDArray[np.float64]) -> Measurement:
        """Tell of runs what an author tells."""
        scores, repeats = runs.mean(axis=0), len(runs)
        if self.kind == "exact":
            return Measurement(scores, errors)
        if self.kind == "8 runs":
            return Measurement(scores, runs=list(runs.swapaxes(0, 1)))
        known = runs.std(axis=0, ddof=1) / math.sqrt(repeats)
        return Measurement(scores, known, repeats=repeats)

    def rates(self, center: float | None) -> Rates:
        """Simulate, compare and count."""
        found = Rates()
        for measurement, real in self.figures():
            found.add(compare(measurement, center), measurement.values, real)
        return found


def share(part: float, whole: int) -> str:
    """Show a share in per cent."""
    return f"{100 * part / whole:5.1f}"


def judged(part: int, whole: int) -> str:
    """Show a share that should be 6 % at most, but for what the simulation itself scatters."""
    most = MOST + 2 * math.sqrt(MOST * (1 - MOST) / whole)
    return f"{share(part, whole)} {'met' if part / whole <= most else 'MISSED'}"


def cells(center: float | None) -> None:
    """Print all cells of figures about a centre: named, or their own mean."""
    about = "their own mean" if center is None else "a named centre"
    rows = {"": "nothing real: wrong %, no warning %, 'more' %; balanced: wrong %, power %"}
    for kind in KINDS:
        for count in COUNTS:
            for name, spread in SPREADS.items():
                none = Cell(kind, count, spread, real=False).rates(center)
                some = Cell(kind, count, spread, real=True).rates(center)
                rows[f"{kind:<10} N = {count:<3} {name}"] = "  ".join(
                    [
                        judged(none.wrong, none.figures),
                        judged(none.unwarned, none.figures),
                        share(none.more, none.figures),
                        judged(some.wrong, some.figures),
                        share(some.power, some.figures),
                    ]
                )
    table(f"figures about {about}, {TEXTS} a cell; real tokens are {EFFECT:g} errors away", rows)


def families() -> None:
    """Print how often figures of many series colour a token wrongly."""
    rows = {}
    for kind in KINDS:
        found = Cell(kind, 20, 10.0, real=False, rows=24).rates(0.0)
        rows[f"{kind:<10} 24 series of 20"] = judged(found.wrong, found.figures)
    table("one family a figure: wrong %", rows)


def skewness() -> None:
    """Print what skewed runs do, and how often their notice stands."""
    rng = np.random.default_rng(1)

    def log_probabilities() -> NDArray[np.float64]:
        return rng.normal(-2.0, 0.7, (8, 20))

    rows = {"": "wrong %, notice %"}
    kinds: dict[str, tuple[Callable[[], NDArray[np.float64]], float]] = {
        "P": (lambda: np.exp(log_probabilities()), math.exp(-2 + 0.7**2 / 2)),
        "log P": (log_probabilities, -2.0),
        "P, less a control": (lambda: np.exp(log_probabilities()) - np.exp(log_probabilities()), 0),
        "log P, tokens alike": (lambda: log_probabilities() + rng.normal(0, 2.1, (8, 1)), -2.0),
        "t with 3 degrees": (lambda: rng.standard_t(3, (8, 20)), 0),
    }
    for name, (draw, center) in kinds.items():
        wrong = skewed = 0
        for _ in range(TEXTS):
            runs = draw()
            found = compare(Measurement(runs.mean(axis=0)[np.newaxis], runs=[runs]), center)
            wrong += any(found.coloured)
            skewed += is_skewed([runs])
        rows[name] = f"{share(wrong, TEXTS)}  {share(skewed, TEXTS)}"
    table("8 runs of 20 tokens that are not normal, about their true mean", rows)


def symmetric() -> None:
    """Print how often runs that are symmetric are called skewed, most of them far from normal."""
    rng = np.random.default_rng(7)

    def sparse(*shape: int) -> NDArray[np.float64]:
        return rng.choice([-1.0, 0.0, 1.0], p=[0.05, 0.9, 0.05], size=shape)

    kinds: dict[str, Callable[[int, int], NDArray[np.float64]]] = {
        "normal": lambda *shape: rng.standard_normal(shape),
        "0, one in ten is 1 or -1": sparse,
        "the same in all tokens": lambda size, count: sparse(size, 1) * np.ones(count),
        "0, three in ten are normal": lambda *shape: (
            rng.standard_normal(shape) * (rng.random(shape) < 0.3)
        ),
        "normal, rounded": lambda *shape: np.round(rng.standard_normal(shape) / 2),
        "t with 3 degrees": lambda *shape: rng.standard_t(3, shape),
        "Cauchy": lambda *shape: rng.standard_cauchy(shape),
        "t with 2, seeds as well": lambda size, count: (
            rng.standard_t(2, (size, count)) + 2 * rng.standard_t(2, (size, 1))
        ),
        "skewed: exponential": lambda *shape: rng.exponential(1.0, shape),
    }
    rows = {"": "notice % of 4, 6, 8, 12, 30 runs"}
    for name, draw in kinds.items():
        for count in (5, 20, 100):
            shares = [
                share(sum(is_skewed([draw(size, count)]) for _ in range(PAIRS)), PAIRS)
                for size in (4, 6, 8, 12, 30)
            ]
            rows[f"{name}, N = {count}"] = " ".join(shares)
    table("runs that are symmetric, all but the last", rows)


def agreements() -> None:
    """Print how far unrelated series agree: alone, less the same third one, the most of several."""
    rng = np.random.default_rng(6)
    rows = {"": "mean rho, % beyond what is named alone"}
    for name, has_base in (("alone", False), ("less one series", True)):
        found = []
        for _ in range(TEXTS):
            base, one, other = rng.standard_normal((3, 40))
            base = base if has_base else np.zeros(40)
            found.append(agreement(one - base, other - base))
        beyond = sum(abs(item.rho or 0) > (item.often or 1) for item in found)
        mean = np.mean([item.rho or 0 for item in found])
        rows[name] = f"{mean:5.2f} {share(beyond, TEXTS)}"
    table("Spearman's rho of unrelated series of 40 tokens", rows)
    rows = {"": "% beyond what the largest of so many often reaches"}
    for count in (8, 12, 20, 40):
        shares = []
        for tried in (1, 3, 12):
            texts = rng.standard_normal((TEXTS, tried + 1, count))
            largest = [
                max(abs(spearman(one, other) or 0) for other in rest) for one, *rest in texts
            ]
            often = reached_often(count, tried) or 1
            shares.append(share(sum(rho > often for rho in largest), TEXTS))
        rows[f"{count} tokens"] = " ".join(shares)
    table("the largest rho of 1, 3 and 12 unrelated series", rows)


def differences() -> None:
    """Print how often series that do not differ are coloured, shown less one another."""
    rng = np.random.default_rng(5)
    tokens = [f" t{index}" for index in range(PAIRED_TOKENS)]
    rows = {}
    for kind in ("8 runs, by seed", "8 runs, independent", "err"):
        wrong = 0
        for _ in range(PAIRS):
            shared = 3 * rng.normal(size=(8, PAIRED_TOKENS)) if kind.endswith("seed") else 0.0
            pair = {name: shared + rng.normal(size=(8, PAIRED_TOKENS)) for name in "AB"}
            if kind == "err":
                known = np.full(PAIRED_TOKENS, 1 / math.sqrt(8))
                means = {name: runs.mean(axis=0) for name, runs in pair.items()}
                heatmap = Heatmap(tokens, means, err=dict.fromkeys(pair, known), minus="B")
            else:
                heatmap = Heatmap(tokens, runs=pair, minus="B")
            (strip,) = picture(heatmap.content, resolve(dict(heatmap.options))).strips
            wrong += len(strip.faded) < PAIRED_TOKENS
        rows[kind] = judged(wrong, PAIRS)
    table(f"{PAIRED_TOKENS} tokens of two series that do not differ, one less the other", rows)


def sizes() -> None:
    """Print how often noise alone would be coloured after what is refused: |x|, and the largest."""
    rng = np.random.default_rng(12)
    kinds: dict[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]] = {
        "as they are": lambda pieces: pieces[..., 0],
        "transform: abs": lambda pieces: np.abs(pieces[..., 0]),
        "merge: max": lambda pieces: pieces.max(axis=2),
    }
    wrong = dict.fromkeys(kinds, 0)
    for _ in range(PAIRS):
        pieces = rng.normal(size=(10, 6, 3))
        for kind, change in kinds.items():
            runs = change(pieces)
            found = compare(Measurement(runs.mean(axis=0)[np.newaxis], runs=[runs]), 0.0)
            wrong[kind] += any(found.coloured)
    rows = {kind: f"{share(count, PAIRS)} %" for kind, count in wrong.items()}
    table(
        "10 runs of 6 words of three pieces, all of them noise, about 0: figures with a colour",
        rows,
    )


def classes() -> None:
    """Print how often a class finds a picture that nothing marks."""
    rng = np.random.default_rng(2)
    rows = {}
    for pictures in (6, 20):
        for alpha in (0.25, 1.0, math.inf):
            shares = np.full(CLASSES, 1 / pictures)
            if math.isfinite(alpha):
                shares = rng.beta(alpha, (pictures - 1) * alpha, CLASSES)
            found = {}
            for viewers in VIEWERS:
                needed = needed_picks(viewers, pictures, alpha) or math.inf
                found[viewers] = float(np.mean(rng.binomial(viewers, shares) >= needed))
            at = max(VIEWERS, key=lambda viewers: found[viewers])
            most = 0.05 + 2 * math.sqrt(0.05 * 0.95 / CLASSES)
            verdict = "met" if found[at] <= most else "MISSED"
            name = f"m = {pictures:<2} alpha = {alpha:g}"
            rows[name] = f"{100 * found[at]:5.2f} {verdict} (K = {at})"
    table("classes that find nothing: the largest % over their sizes", rows)


def tops() -> None:
    """Print how often a class finds the clearest of many texts that nothing marks."""
    rng = np.random.default_rng(4)
    viewers, pictures, rows = 20, 20, {"": "counted in %, else %"}
    for count in (20, 500):
        for alpha in (1.0, math.inf):
            shares = np.full((TOPS, count), 1 / pictures)
            if math.isfinite(alpha):
                shares = rng.beta(alpha, (pictures - 1) * alpha, (TOPS, count))
            most = rng.binomial(viewers, shares).max(axis=1)  # chosen for the picks themselves
            levels = (LEVEL / count, LEVEL)
            needed = [needed_picks(viewers, pictures, alpha, level) for level in levels]
            wrong, plain = (int((most >= (one or math.inf)).sum()) for one in needed)
            rows[f"top of {count:<3} alpha = {alpha:g}"] = (
                f"{judged(wrong, TOPS)}  {share(plain, TOPS)}"
            )
    table(f"classes of {viewers} that find the top of many", rows)


def versions() -> None:
    """Print how often all groups find a picture that nothing marks, each in its own version."""
    rng = np.random.default_rng(3)
    rows = {}
    for pictures, count in ((20, 1), (11, 2), (8, 3), (6, 4)):
        real = np.repeat(rng.standard_normal((CLASSES, 1, 1)), count, axis=1)
        decoys = rng.standard_normal((CLASSES, count, pictures - 1))
        seen = np.concatenate([real, decoys], axis=2)
        found = (seen.argmax(axis=2) == 0).all(axis=1).mean()
        bound = float(version_probability(pictures, count))
        rows[f"V = {count}, m = {pictures}"] = f"{100 * found:5.2f} (at most {100 * bound:.2f})"
    table("groups that all find it, one version each: %", rows)


def main() -> None:
    """Simulate and print."""
    for center in (0.0, None):
        cells(center)
    families()
    skewness()
    symmetric()
    agreements()
    differences()
    sizes()
    classes()
    tops()
    versions()


if __name__ == "__main__":
    main()
