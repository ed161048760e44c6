"""transformers: log P of each token of a text. Wants `pip install torch transformers`."""

import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from heatmark import Heatmap

NAME = "HuggingFaceTB/SmolLM2-135M"
TEXT = "The capital of France is Paris, and the capital of Japan is Tokyo."


def main(path: str) -> None:
    """Save log P in nats; the first token has none unless the text begins with a special one."""
    tokenizer = AutoTokenizer.from_pretrained(NAME)
    model = AutoModelForCausalLM.from_pretrained(NAME).eval()
    ids = tokenizer(f"{tokenizer.bos_token}{TEXT}", return_tensors="pt").input_ids
    with torch.no_grad():
        logits = model(ids).logits[0]
    tokens = tokenizer.convert_ids_to_tokens(ids[0])
    Heatmap.from_logits(logits, ids[0], tokens, model=NAME).save(path)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/logp.json
