"""SAE Lens: activations of features. Wants `pip install sae-lens transformer-lens`."""

import sys

import numpy as np
from sae_lens import SAE
from transformer_lens import HookedTransformer

HOOK = "blocks.8.hook_resid_pre"
FEATURES = [25, 314, 2007]


def main(path: str) -> None:
    """Save [tokens, features]; a block picks #column=0."""
    model = HookedTransformer.from_pretrained("gpt2")
    loaded = SAE.from_pretrained("gpt2-small-res-jb", HOOK)
    sae = loaded[0] if isinstance(loaded, tuple) else loaded  # versions differ
    text = "The early bird catches the worm."
    _, cache = model.run_with_cache(text)
    activations = sae.encode(cache[HOOK])[0][:, FEATURES].detach().cpu().numpy()
    np.savez_compressed(path, activations=activations, tokens=model.to_str_tokens(text))


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/features.npz
