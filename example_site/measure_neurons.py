"""Find a neuron of a small language model that seems to have a meaning, and try it elsewhere.

Run by hand, from this folder, with what `measure.py` needs:

    python measure_neurons.py

It writes `raw/smollm2_neurons.json`, which `make_data.py` reads. The texts are sentences of the
Python documentation that every Python carries in `pydoc_data.topics`, drawn with a seed: some to
choose a neuron on, others to try it on. The activation is what the layer's last matrix gets of the
neuron.

The neuron is chosen by a rule: of all L · W neurons those whose eight highest peaks lie on the same
word, which occurs often enough; of these the one whose eighth peak is the most standard deviations
above nothing. (The rule was fixed after a first look at some neurons on such sentences.) The
network with random weights goes through the same, so that there is something to compare with.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from platform import python_version
from pydoc_data import topics
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from measure import load, source
from measure_heads import untaught
from measure_inside import numbers_of, pieces_of, write_each

if TYPE_CHECKING:
    from torch import Tensor

    from measure import Loaded, Row

PROSE = re.compile(r"^[A-Z][\w ,;:'\"“”’()`*/=\-]*[.]$")
SHORT, LONG = 8, 25  # words of a sentence
CHOSEN_ON, TRIED_ON = 300, 200
SEED = 1
PEAKS = 8
OFTEN = 20  # how often a word has to occur among the sentences that a neuron is chosen on
SHOWN = 6
AFTER = 20  # the ranks after these are shown too
BATCH = 20
DIGITS = 2


def sentences() -> list[str]:
    """Draw the sentences, without repeats: first those to choose on, then those to try on."""
    found = set()
    for topic in topics.topics.values():
        for paragraph in re.split(r"\n\s*\n", topic):
            for one in re.split(r"(?<=[.])\s+(?=[A-Z])", " ".join(paragraph.split())):
                if PROSE.match(one) and SHORT <= len(one.split()) <= LONG:
                    found.add(one)
    random = Random(SEED)
    return random.sample(sorted(found), CHOSEN_ON + TRIED_ON)


class Measured(NamedTuple):
    """The activations of all neurons on T tokens of some texts.

    Attributes:
        texts: The texts.
        tokens: The tokens of each text.
        layers: For each layer T x W activations.
    """

    texts: list[str]
    tokens: list[list[str]]
    layers: list[Tensor]


def activations(loaded: Loaded, texts: list[str]) -> Measured:
    """Measure all neurons on some texts; the special piece before each is left out."""
    from torch import cat, no_grad, tensor  # heavy, and extra

    layers = loaded.model.model.layers
    kept: list[list[Tensor]] = [[] for _ in layers]
    lengths: list[int] = []

    def keep(at: int, given: tuple[Tensor]) -> None:
        kept[at] += [row[1:length].half() for row, length in zip(given[0], lengths, strict=True)]

    numbers = [numbers_of(loaded, text) for text in texts]
    with no_grad(), ExitStack() as stack:
        for at, layer in enumerate(layers):
            hook = layer.mlp.down_proj.register_forward_pre_hook(
                lambda _, given, at=at: keep(at, given)
            )
            stack.callback(hook.remove)
        for start in range(0, len(numbers), BATCH):
            batch = numbers[start : start + BATCH]
            lengths[:] = map(len, batch)
            filled = [row + [0] * (max(lengths) - len(row)) for row in batch]
            loaded.model.model(tensor(filled))  # what is filled in stands behind, unseen
    tokens = [[str(piece) for piece in pieces_of(loaded, row[1:])] for row in numbers]
    return Measured(texts, tokens, [cat(rows) for rows in kept])


def word(token: str) -> str:
    """Tell what word a token is, without the space before it and in small letters."""
    return token.removeprefix("Ġ").lower()


def peaks(measured: Measured, layer: Tensor) -> tuple[Tensor, Tensor]:
    """Find each neuron's highest peak in each text, and its place among all tokens."""
    from torch import stack, tensor  # heavy, and extra

    lengths = [len(row) for row in measured.tokens]
    highest = [rows.max(0) for rows in layer.split(lengths)]
    starts = tensor([sum(lengths[:at]) for at in range(len(lengths))])
    places = stack([one.indices for one in highest]) + starts[:, None]
    return stack([one.values for one in highest]).float(), places


class Choice(NamedTuple):
    """A neuron whose highest peaks lie on one word."""

    height: float
    layer: int
    neuron: int
    word: str


def candidates(measured: Measured) -> list[Choice]:
    """Find all neurons whose highest peaks lie on one word."""
    from torch import tensor  # heavy, and extra

    words = [word(token) for row in measured.tokens for token in row]
    number = {one: at for at, one in enumerate(sorted(set(words)))}
    of_place = tensor([number[one] for one in words])
    found = []
    for at, layer in enumerate(measured.layers):
        values, places = peaks(measured, layer)
        best = values.topk(PEAKS, dim=0)
        on = of_place[places.gather(0, best.indices)]
        height = best.values[-1] / layer.float().std(0)
        for neuron in (on == on[0]).all(0).nonzero()[:, 0].tolist():
            named = words[int(places[best.indices[0, neuron], neuron])]
            found.append(Choice(height[neuron].item(), at + 1, neuron + 1, named))
    return found


def chosen(measured: Measured, found: list[Choice]) -> Choice:
    """Choose by the rule: a word that occurs often, and the highest of the peaks."""
    often = Counter(word(token) for row in measured.tokens for token in row)
    return max(
        one
        for one in found
        if len(one.word) > 1 and one.word.isalpha() and often[one.word] >= OFTEN
    )


def of(measured: Measured, choice: Choice) -> list[list[float]]:
    """Take one neuron's activations on each text."""
    column = measured.layers[choice.layer - 1][:, choice.neuron - 1]
    rows = column.float().split([len(row) for row in measured.tokens])
    return [[round(value, DIGITS) for value in row.tolist()] for row in rows]


def shown(measured: Measured, choice: Choice) -> Row:
    """Take the texts with the highest peaks, some of the middle, and some drawn at random."""
    rows = of(measured, choice)
    ranked = sorted(range(len(rows)), key=lambda at: -max(rows[at]))
    drawn = Random(SEED).sample(range(len(rows)), SHOWN)

    def texts(places: list[int]) -> list[Row]:
        return [{"tokens": measured.tokens[at], "scores": rows[at]} for at in places]

    return {
        "top": texts(ranked[:SHOWN]),
        "after": texts(ranked[AFTER : AFTER + SHOWN]),
        "random": texts(drawn),
        "peaks": [max(rows[at]) for at in ranked],
    }


def tried(measured: Measured, choice: Choice, half: float) -> Row:
    """Count on other texts how often the neuron is above a threshold, and behind which words."""
    rows = of(measured, choice)
    triples = [
        (before, now, value)
        for tokens, values in zip(measured.tokens, rows, strict=True)
        for before, now, value in zip(
            ["", *map(word, tokens)], map(word, tokens), values, strict=False
        )
    ]
    on = [(before, value) for before, now, value in triples if now == choice.word]
    others = sorted(((value, now) for _, now, value in triples if now != choice.word), reverse=True)
    return {
        "texts": len(rows),
        "tokens": len(triples),
        "threshold": round(half, DIGITS),
        "occurs": len(on),
        "right": sum(value > half for _, value in on),
        "wrong": sum(value > half for value, _ in others),
        "on_it": [list(pair) for pair in on],
        "others": [[now, value] for value, now in others[:10]],
    }


def neuron(loaded: Loaded) -> Row:
    """Choose a neuron on some texts, show it, and try it on others."""
    texts = sentences()
    seen = activations(loaded, texts[:CHOSEN_ON])
    found = candidates(seen)
    choice = chosen(seen, found)
    rows = shown(seen, choice)
    half = max(max(row) for row in of(seen, choice)) / 2
    return {
        "searched": sum(layer.shape[1] for layer in seen.layers),
        "found": len(found),
        "layer": choice.layer,
        "neuron": choice.neuron,
        "word": choice.word,
        "occurs": sum(word(token) == choice.word for row in seen.tokens for token in row),
        "tokens": sum(map(len, seen.tokens)),
        **rows,
        "tried": tried(activations(loaded, texts[CHOSEN_ON:]), choice, half),
    }


def neurons(real: Loaded) -> Row:
    """Do the same with the network and with one that has not learnt."""
    return {
        "source": {
            **source(None),
            "texts": f"sentences of pydoc_data.topics, Python {python_version()}, seed {SEED}",
        },
        "texts": CHOSEN_ON,
        "real": neuron(real),
        "random": neuron(untaught(real, 1)),
    }


def main() -> None:
    """Measure, and write what was measured."""
    what = "Find a neuron that seems to have a meaning."
    write_each(what, load, {"smollm2_neurons": neurons})


if __name__ == "__main__":
    main()
