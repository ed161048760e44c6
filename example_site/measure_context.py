"""Measure what the order of the words adds: the same model, with the context shuffled, or without.

Run by hand, from this folder, with what `measure.py` needs:

    python measure_context.py

It writes `raw/smollm2_context.json`, which `make_data.py` reads: the log-probability of each piece
of the English text of `measure.py`, given

- `<|endoftext|>` and all pieces before it, as always;
- the same pieces before it in an order drawn at random, in eight draws;
- `<|endoftext|>` alone.

A network with random weights is beaten by any model. These two controls are of the model itself,
and harder to beat: it still knows which words are frequent, and with the first of them which words
are there.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from measure import TEXTS, load, source
from measure_inside import numbers_of, pieces_of, rounded, write_each

if TYPE_CHECKING:
    from torch import Tensor

    from measure import Loaded, Row

DRAWS = 8
SEED = 1


def last(loaded: Loaded, before: list[int]) -> Tensor:
    """Predict what follows: the log-probabilities of all pieces of the vocabulary."""
    from torch import log_softmax, no_grad, tensor  # heavy, and extra

    with no_grad():
        logits = loaded.model(tensor([before])).logits[0, -1]
    return log_softmax(logits.double(), dim=-1)


def shuffled(loaded: Loaded, numbers: list[int], random: Random) -> list[float]:
    """Measure each of the N pieces behind those before it in some other order."""
    from torch import stack  # heavy, and extra

    first, *pieces = numbers
    scores = []
    for place, number in enumerate(pieces):
        before = random.sample(pieces[:place], place)
        scores.append(last(loaded, [first, *before])[number])
    return rounded(stack(scores))


def context(loaded: Loaded) -> Row:
    """Measure with the context, without its order, and without it."""
    from torch import stack  # heavy, and extra

    text = TEXTS["en_capital"]
    numbers = numbers_of(loaded, text)
    random = Random(SEED)
    whole = [last(loaded, numbers[:place])[numbers[place]] for place in range(1, len(numbers))]
    return {
        "source": {**source(None), "seed": SEED},
        "text": text,
        "tokens": pieces_of(loaded, numbers[1:]),
        "whole": rounded(stack(whole)),
        "shuffled": [shuffled(loaded, numbers, random) for _ in range(DRAWS)],
        "none": rounded(last(loaded, numbers[:1])[numbers[1:]]),
    }


def main() -> None:
    """Measure, and write what was measured."""
    write_each("Measure what the order of words adds.", load, {"smollm2_context": context})


if __name__ == "__main__":
    main()
