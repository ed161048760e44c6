"""Look inside a small language model: what its layers would say, and where its heads look.

Run by hand, from this folder, with what `measure.py` needs:

    python measure_inside.py --out raw/smollm2_inside.json
    python measure_inside.py --random-weights 1 --out raw/smollm2_inside_random.json

Two things are written:

- The **logit lens** (nostalgebraist 2020): the residual stream behind each layer goes straight
  through the last norm and the unembedding, as if the layers above were not there. For each piece:
  the probability that the layer gives to the piece that came, and the piece it likes best.
- Three **heads** out of all L · H: the one that looks most at the piece before, the one that looks
  most at what followed the same piece the last time, and the one that looks most at the first
  piece. The weights of all heads of the second one's layer, from one place, are written too.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from measure import Loaded, load, piece, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from torch import Tensor

    from measure import Row

Model = TypeVar("Model")
FIRST = "<|endoftext|>"
LENS_TEXTS = {
    "en_tokyo": "The capital of Japan is Tokyo.",
    "vi_ha_noi": "Hà Nội là thủ đô của Việt Nam.",
}
HEADS_TEXT = "Paris is the capital of France. Tokyo is the capital of Japan."
HEADS_PLACE = 12  # the second “of”
DIGITS = 5
NOTE = (
    "lens.p[layer][i] = P(piece i | all before it) read off behind that layer, lens.top the piece "
    "it likes best; layer 0 is the embedding. Layers and heads are counted from 1. weights[i][j] = "
    "attention of piece i to piece j"
)


def numbers_of(loaded: Loaded, text: str) -> list[int]:
    """Cut a text into the N pieces of the vocabulary, with the special piece before them."""
    first = loaded.tokenizer.convert_tokens_to_ids(FIRST)
    return [first, *loaded.tokenizer.encode(text, add_special_tokens=False)]


def pieces_of(loaded: Loaded, numbers: Iterable[int]) -> list[object]:
    """Write pieces as the tokenizer prints them."""
    return [piece(loaded, number)["token"] for number in numbers]


def rounded(values: Tensor) -> list[float]:
    """Make plain numbers of a vector."""
    return [round(value, DIGITS) for value in values.tolist()]


def lens(loaded: Loaded, text: str) -> Row:
    """Ask every layer for its prediction.

    Args:
        loaded: The model, of L layers.
        text: A text of N pieces.

    Returns:
        `p`, the (L + 1) x N probabilities of the pieces that came, and `top`, the pieces that had
        the largest.
    """
    from torch import no_grad, softmax, tensor  # heavy, and extra

    numbers = numbers_of(loaded, text)
    came = tensor(numbers[1:])
    probabilities, best = [], []
    with no_grad():
        said = loaded.model(tensor([numbers]), output_hidden_states=True)
        *below, last = said.hidden_states  # the last one has been through the norm already
        for state in [*map(loaded.model.model.norm, below), last]:
            p = softmax(loaded.model.lm_head(state[0, :-1]).double(), dim=-1)
            probabilities.append(rounded(p.gather(1, came[:, None])[:, 0]))
            best.append(pieces_of(loaded, p.argmax(dim=-1).tolist()))
    tokens = pieces_of(loaded, numbers[1:])
    return {"text": text, "tokens": tokens, "p": probabilities, "top": best}


def repeats(numbers: list[int]) -> tuple[list[int], list[int]]:
    """Find the places of pieces that came before, and the places that followed them then."""
    pairs = [
        (now, then + 1)
        for now, number in enumerate(numbers)
        for then in range(now - 1)
        if numbers[then] == number
    ]
    return [now for now, _ in pairs], [after for _, after in pairs]


def heads(loaded: Loaded, text: str) -> Row:
    """Find the three heads, out of all, that do most clearly what they are looked for."""
    from torch import no_grad, stack, tensor  # heavy, and extra

    numbers = numbers_of(loaded, text)
    with no_grad():
        said = loaded.model(tensor([numbers]), output_attentions=True)
    weights = stack([layer[0] for layer in said.attentions])  # layers x heads x N x N
    now, after = repeats(numbers)
    wanted = {
        "before": weights.diagonal(-1, 2, 3)[..., 1:].mean(-1),  # not of 1 to 0: that is `first`
        "repeat": weights[:, :, now, after].mean(-1),
        "first": weights[:, :, 1:, 0].mean(-1),
    }
    found = {name: best_head(means, weights) for name, means in wanted.items()}
    layer = int(wanted["repeat"].argmax()) // weights.shape[1]
    return {
        "text": text,
        "tokens": pieces_of(loaded, numbers),
        "heads": found,
        "layer": {
            "layer": layer + 1,
            "from": HEADS_PLACE,
            "weights": [rounded(row) for row in weights[layer, :, HEADS_PLACE, : HEADS_PLACE + 1]],
        },
    }


def best_head(means: Tensor, weights: Tensor) -> Row:
    """Write the head with the largest mean, and how the others do."""
    layer, head = divmod(int(means.argmax()), weights.shape[1])
    rows = weights[layer, head]
    return {
        "layer": layer + 1,
        "head": head + 1,
        "mean": round(means.max().item(), DIGITS),
        "median_of_all": round(means.median().item(), DIGITS),
        "of": means.numel(),
        "weights": [rounded(row[: place + 1]) for place, row in enumerate(rows)],
    }


def written(value: object, depth: int = 0) -> str:
    """Write JSON with a line for each innermost list."""
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {written(one, depth + 1)}" for key, one in value.items()]
        return (
            "{\n"
            + ",\n".join(" " * (depth + 1) + part for part in parts)
            + "\n"
            + " " * depth
            + "}"
        )
    if isinstance(value, list) and value and isinstance(value[0], list):
        rows = (json.dumps(row, ensure_ascii=False) for row in value)
        return (
            "[\n" + ",\n".join(" " * (depth + 1) + row for row in rows) + "\n" + " " * depth + "]"
        )
    return json.dumps(value, ensure_ascii=False)


def write_each(
    what: str, load: Callable[[], Model], measured: Mapping[str, Callable[[Model], object]]
) -> None:
    """Load once, and write each measurement into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--out", type=Path, default=Path("raw"), help="the folder (raw)")
    folder: Path = parser.parse_args().out
    model = load()
    for name, measure in measured.items():
        path = folder / f"{name}.json"
        path.write_text(f"{written(measure(model))}\n", encoding="utf-8")
        print(f"{path}: {path.stat().st_size} bytes")


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description="Look inside SmolLM2-135M-Instruct.")
    parser.add_argument("--out", type=Path, default=Path("smollm2_inside.json"))
    parser.add_argument("--random-weights", type=int, metavar="SEED", help="forget all it learnt")
    arguments = parser.parse_args()
    loaded = load(arguments.random_weights)
    content = {
        "source": {**source(arguments.random_weights), "note": NOTE},
        "lens": {name: lens(loaded, text) for name, text in LENS_TEXTS.items()},
        "attention": heads(loaded, HEADS_TEXT),
    }
    arguments.out.write_text(f"{written(content)}\n", encoding="utf-8")
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
