"""Logits of any model, as an array: log P of each token that came. Wants numpy alone."""

import sys

import numpy as np


def main(path: str) -> None:
    """Save made-up logits; put those of your model in their place."""
    tokens = ["<s>", "Xin", " chào", " bạn"]
    ids = [0, 3, 1, 2]
    logits = np.random.default_rng(0).normal(size=(len(ids), 10))  # [tokens, vocabulary]
    np.savez_compressed(path, logits=logits, ids=ids, tokens=tokens)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/logits.npz
