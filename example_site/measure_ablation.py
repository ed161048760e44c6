"""Switch heads of a small language model off, and measure what it loses.

Run by hand, from this folder, with what `measure.py` needs, after `measure_heads.py`:

    python measure_ablation.py

It writes `raw/smollm2_ablation.json`, which `make_data.py` reads: the log-probability of each piece
of a text that says the same sentence twice,

- by the whole model;
- without the heads that look at what followed the same piece before. Which these are was found on
  pieces drawn at random, in `raw/smollm2_heads.json`, and not on this text;
- without as many other heads, in eight draws: for each head that is off above, one of the same
  layer that does not repeat.

A head that is off adds nothing: its part of what the output matrix of its layer gets is zero.
"""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from measure import load, piece, source
from measure_inside import numbers_of, rounded, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from measure import Loaded, Row

Head: TypeAlias = tuple[int, int]  # layer and head, from 1

SENTENCE = "Hôm qua Lan mua gạo, trứng, cá khô và hai mớ rau muống."
TEXT = f"{SENTENCE} {SENTENCE}"
CLEAR = 0.5  # a head repeats if it gives more than half of its attention to what followed before
DRAWS = 8
SEED = 1


def repeating(path: Path) -> list[Head]:
    """Read which heads repeat, as measured on pieces drawn at random."""
    drawn = json.loads(path.read_text(encoding="utf-8"))["drawn"]["repeat"]
    return [
        (layer, head)
        for layer, means in enumerate(drawn, 1)
        for head, mean in enumerate(means, 1)
        if mean > CLEAR
    ]


def others(heads: Sequence[Head], of_a_layer: int, random: Random) -> list[Head]:
    """Draw for each head another one of its layer, none twice and none of these."""
    drawn: list[Head] = []
    for layer, _ in heads:
        free = [
            (layer, head)
            for head in range(1, of_a_layer + 1)
            if (layer, head) not in heads and (layer, head) not in drawn
        ]
        drawn.append(random.choice(free))
    return drawn


@contextmanager
def off(loaded: Loaded, heads: Sequence[Head]) -> Iterator[None]:
    """Switch heads off, for as long as this lasts."""
    wide = loaded.model.config.hidden_size // loaded.model.config.num_attention_heads

    def silence(head: int, given: tuple[Tensor]) -> tuple[Tensor]:
        of_heads = given[0].clone()
        of_heads[..., (head - 1) * wide : head * wide] = 0
        return (of_heads,)

    with ExitStack() as stack:
        for layer, head in heads:
            output = loaded.model.model.layers[layer - 1].self_attn.o_proj
            hook = output.register_forward_pre_hook(
                lambda _, given, head=head: silence(head, given)
            )
            stack.callback(hook.remove)
        yield


def log_p(loaded: Loaded, text: str, heads: Sequence[Head] = ()) -> list[float]:
    """Measure the log-probability of each of the N pieces, with some heads off."""
    from torch import log_softmax, no_grad, tensor  # heavy, and extra

    numbers = numbers_of(loaded, text)
    with no_grad(), off(loaded, heads):
        logits = loaded.model(tensor([numbers])).logits[0, :-1]
    chosen = log_softmax(logits.double(), dim=-1).gather(1, tensor(numbers[1:])[:, None])
    return rounded(chosen[:, 0])


def ablation(loaded: Loaded, heads: Sequence[Head]) -> Row:
    """Measure the whole model, the one without these heads, and those of the control."""
    random = Random(SEED)
    of_a_layer = loaded.model.config.num_attention_heads
    control = [others(heads, of_a_layer, random) for _ in range(DRAWS)]
    pieces = [piece(loaded, number) for number in numbers_of(loaded, TEXT)[1:]]
    return {
        "source": {**source(None), "seed": SEED},
        "text": TEXT,
        "bytes": [one["bytes"] for one in pieces],
        "whole": log_p(loaded, TEXT),
        "heads": [list(head) for head in heads],
        "without": log_p(loaded, TEXT, heads),
        "control_heads": [[list(head) for head in drawn] for drawn in control],
        "control": [log_p(loaded, TEXT, drawn) for drawn in control],
        "one_by_one": {
            f"{layer}.{head}": log_p(loaded, TEXT, [(layer, head)]) for layer, head in heads
        },
    }


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description="Switch heads of SmolLM2-135M-Instruct off.")
    parser.add_argument("--out", type=Path, default=Path("raw"), help="the folder (raw)")
    folder: Path = parser.parse_args().out
    path = folder / "smollm2_ablation.json"
    heads = repeating(Path(__file__).parent / "raw" / "smollm2_heads.json")
    path.write_text(f"{written(ablation(load(), heads))}\n", encoding="utf-8")
    print(f"{path}: without {', '.join(f'{layer}.{head}' for layer, head in heads)}")


if __name__ == "__main__":
    main()
