"""TransformerLens: the pattern of a layer's heads. Wants `pip install transformer-lens`."""

import sys

import numpy as np
from transformer_lens import HookedTransformer

LAYER = 5


def main(path: str) -> None:
    """Save [heads, tokens, tokens]; a block picks #head=1."""
    model = HookedTransformer.from_pretrained("gpt2")
    text = "When Mary and John went to the store, John gave a drink to"
    _, cache = model.run_with_cache(text)
    pattern = cache["pattern", LAYER][0].detach().cpu().numpy()
    np.savez_compressed(path, pattern=pattern, tokens=model.to_str_tokens(text))


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/pattern.npz
