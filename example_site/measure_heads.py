"""Measure all heads, on several texts, and a network without learning, from several seeds.

Run by hand, from this folder, with what `measure.py` needs:

    python measure_heads.py

It writes two files that `make_data.py` reads:

- `raw/smollm2_heads.json`: for each of the L · H heads the mean share of attention that goes to the
  piece before, and to what followed the same piece the last time: of the model and of the network
  with random weights, on the text of `measure_inside.py`. Then the first of both on texts that no
  head was chosen on, and the second on pieces drawn at random and repeated once, which have no
  meaning that could help.
- `raw/smollm2_seeds.json`: the log-probabilities of the English text by the network with random
  weights, drawn from eight seeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from measure import TEXTS, load, measure, source
from measure_inside import HEADS_TEXT, numbers_of, repeats, rounded, write_each

if TYPE_CHECKING:
    from torch import Tensor

    from measure import Loaded, Row

SEEDS = range(1, 9)
OTHER_TEXTS = {
    "rain": "It rained all night, so the river rose and the old bridge was closed.",
    "bread": "She baked two loaves of bread and gave one of them to her neighbour.",
    "mua": "Trời mưa suốt đêm nên nước sông dâng cao và cây cầu cũ phải đóng lại.",
}
DRAWN = 24  # pieces, then the same ones again
DRAW_SEED = 1
NOTE = (
    "before[l][h] = mean attention of a piece to the piece before it, repeat[l][h] = mean attention"
    " of a piece that came before to what followed it then; lists of layers, of heads"
)


def untaught(loaded: Loaded, seed: int) -> Loaded:
    """Draw the same network's weights at random; sooner done than to load it anew for each seed."""
    from torch import manual_seed  # heavy, and extra
    from transformers import AutoModelForCausalLM

    manual_seed(seed)
    config = loaded.model.config
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").float()
    return loaded._replace(model=model.eval())


def attention(loaded: Loaded, numbers: list[int]) -> Tensor:
    """Measure the attention of all heads: layers x heads x N x N."""
    from torch import no_grad, stack, tensor  # heavy, and extra

    with no_grad():
        said = loaded.model(tensor([numbers]), output_attentions=True)
    return stack([layer[0] for layer in said.attentions])


def before(weights: Tensor) -> list[list[float]]:
    """Average each head's attention to the piece before, but for the first piece of the text."""
    return [rounded(row) for row in weights.diagonal(-1, 2, 3)[..., 1:].mean(-1)]


def repeat(weights: Tensor, numbers: list[int]) -> list[list[float]]:
    """Average each head's attention to what followed the same piece before."""
    now, after = repeats(numbers)
    return [rounded(row) for row in weights[:, :, now, after].mean(-1)]


def both(loaded: Loaded, text: str) -> Row:
    """Measure the two shares on a text."""
    numbers = numbers_of(loaded, text)
    weights = attention(loaded, numbers)
    return {"text": text, "before": before(weights), "repeat": repeat(weights, numbers)}


def drawn_twice(loaded: Loaded) -> list[int]:
    """Draw pieces of the vocabulary at random, and say them twice."""
    from torch import Generator, randperm  # heavy, and extra

    generator = Generator().manual_seed(DRAW_SEED)
    special = loaded.tokenizer.all_special_ids
    ordinary = [number for number in range(len(loaded.tokenizer)) if number not in special]
    numbers = [ordinary[n] for n in randperm(len(ordinary), generator=generator)[:DRAWN].tolist()]
    return [*numbers_of(loaded, ""), *numbers, *numbers]


def heads(real: Loaded) -> Row:
    """Measure the heads of the model and of the network with random weights."""
    control = untaught(real, 1)
    drawn = drawn_twice(real)
    return {
        "source": {**source(None), "note": NOTE},
        "real": both(real, HEADS_TEXT),
        "random": {"seed": 1, **both(control, HEADS_TEXT)},
        "others": {
            name: {"text": text, "before": before(attention(real, numbers_of(real, text)))}
            for name, text in OTHER_TEXTS.items()
        },
        "drawn": {
            "pieces": DRAWN,
            "seed": DRAW_SEED,
            "repeat": repeat(attention(real, drawn), drawn),
        },
    }


def seeds(real: Loaded) -> Row:
    """Measure the English text with the network that has not learnt, from each seed."""
    text = TEXTS["en_capital"]
    runs = [measure(untaught(real, seed), text, 0)["tokens"] for seed in SEEDS]
    return {
        "source": {**source(1), "note": "logprob[k][i] = log P of piece i by seed k"},
        "text": text,
        "seeds": [*SEEDS],
        "logprob": [[row["logprob"] for row in rows] for rows in runs],  # type: ignore[attr-defined]
    }


def main() -> None:
    """Measure, and write what was measured."""
    write_each(
        "Measure all heads, and eight seeds.",
        load,
        {"smollm2_heads": heads, "smollm2_seeds": seeds},
    )


if __name__ == "__main__":
    main()
