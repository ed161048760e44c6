"""transformers: attention of all layers and heads. Wants `pip install torch transformers`."""

import sys

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

NAME = "HuggingFaceTB/SmolLM2-135M"
TEXT = "The cat sat on the mat."


def main(path: str) -> None:
    """Save [layers, heads, tokens, tokens]; a block picks #layer=3,head=5."""
    tokenizer = AutoTokenizer.from_pretrained(NAME)
    model = AutoModel.from_pretrained(NAME, attn_implementation="eager").eval()
    inputs = tokenizer(TEXT, return_tensors="pt")
    with torch.no_grad():
        attention = torch.cat(model(**inputs, output_attentions=True).attentions)
    tokens = tokenizer.convert_ids_to_tokens(inputs.input_ids[0])
    np.savez_compressed(path, attention=attention.numpy().astype("float32"), tokens=tokens)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/attention.npz
