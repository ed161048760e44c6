"""inseq: attributions of what a model writes. Wants `pip install inseq`."""

import sys

import inseq


def main(path: str) -> None:
    """Save inseq's own file."""
    model = inseq.load_model("gpt2", "saliency")
    model.attribute("Hello ladies and", generation_args={"max_new_tokens": 5}).save(path)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/inseq.json
