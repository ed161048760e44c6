"""captum: ablation of the tokens of a prompt. Wants `pip install captum torch transformers`."""

import json
import sys
from pathlib import Path

from captum.attr import FeatureAblation, LLMAttribution, TextTokenInput
from transformers import AutoModelForCausalLM, AutoTokenizer

NAME = "HuggingFaceTB/SmolLM2-135M"


def main(path: str) -> None:
    """Save what each token of the prompt does for the answer."""
    tokenizer = AutoTokenizer.from_pretrained(NAME)
    model = AutoModelForCausalLM.from_pretrained(NAME).eval()
    attribute = LLMAttribution(FeatureAblation(model), tokenizer)
    result = attribute.attribute(
        TextTokenInput("The capital of France is", tokenizer), target=" Paris"
    )
    data = {"input_tokens": result.input_tokens, "seq_attr": result.seq_attr.tolist()}
    Path(path).write_text(json.dumps(data), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/captum.json
